// SPDX-License-Identifier: GPL-3.0-or-later

// Two programs with the same vault open and a script that rewrites its notes, all at random and at once: no text is
// lost that one of the programs saved or replaced, or that stood long enough to be seen.
//   TEARSHEET_SECONDS=60 ctest -R ui.manywriters     for a longer run
#include "core/store/history.h"
#include "tests/support/randomtext.h"
#include "tests/support/temporaryvault.h"
#include "ui/window/opennotes.h"

#include <QApplication>
#include <QDirIterator>
#include <QProcess>
#include <QSet>
#include <QTest>
#include <QTextBlock>
#include <QTextCursor>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tearsheet {

namespace {

constexpr int NoteCount = 50;
constexpr qint64 Stood = 2000; // ms

int seconds()
{
    const int wanted = qEnvironmentVariableIntValue("TEARSHEET_SECONDS");
    return wanted > 0 ? wanted : 8;
}

QString noteName(int number)
{
    return u"Note %1.md"_s.arg(number);
}

/// What a writer did, for the check at the end: "saved|replaced|stood", the note, the text.
class Log
{
public:
    explicit Log(const QString &file) : m_file(file)
    {
        if (!m_file.open(QIODevice::WriteOnly))
            qFatal("The log cannot be written.");
    }

    void add(const char *what, const QString &note, const QByteArray &text)
    {
        m_file.write(what + QByteArray("\t") + note.toUtf8() + '\t' + text.toBase64() + '\n');
        m_file.flush();
    }

private:
    QFile m_file;
};

/// A program with every note open, in which somebody types here and there.
class Instance : public QObject
{
public:
    Instance(const QString &root, const QString &log, quint32 seed)
        : m_vault(root), m_notes(&m_vault), m_random(seed), m_log(log), m_seed(seed)
    {
        m_vault.start();
        for (int i = 0; i < NoteCount; ++i) {
            if (const auto session = m_notes.open(*NotePath::fromRelative(noteName(i))))
                watch(*session);
        }
        connect(&m_typing, &QTimer::timeout, this, &Instance::type);
        m_typing.start(15ms);
    }

    void stop()
    {
        m_typing.stop();
        m_notes.saveAll();
    }

private:
    void watch(const EditorSessionPtr &session)
    {
        m_sessions.append(session);
        connect(session.get(), &EditorSession::stateChanged, this, [this, own = session.get()] { look(own); });
    }

    void look(EditorSession *session)
    {
        const QString name = session->path().toString();
        const QByteArray file = session->file().bytes;
        if (session->state() == EditorSession::State::Saving) {
            m_base.insert(session, file);
            return;
        }
        if (!m_base.contains(session))
            return;
        const QByteArray base = m_base.take(session);
        if (base != file && session->state() != EditorSession::State::Conflict) {
            m_log.add("replaced", name, base);
            m_log.add("saved", name, file);
        }
    }

    void type()
    {
        EditorSession *const session = m_random.oneOf(m_sessions).get();
        if (session->state() == EditorSession::State::Conflict) {
            QList<Take> takes;
            for (int i = session->merge().conflictCount(); i > 0; --i)
                takes.append(static_cast<Take>(m_random.number(0, 2)));
            session->settleConflict(takes);
        } else if (session->state() == EditorSession::State::Gone) {
            session->restore();
        } else {
            QTextDocument *const document = session->document();
            const QTextBlock line =
                document->findBlockByNumber(m_random.number(0, std::max(0, document->blockCount() - 1)));
            QTextCursor(line).insertText(u"<%1-%2> "_s.arg(m_seed).arg(++m_count));
        }
        if (m_random.number(0, 2) == 0)
            session->save();
    }

    Vault m_vault;
    OpenNotes m_notes;
    RandomText m_random;
    Log m_log;
    quint32 m_seed;
    int m_count = 0;
    QList<EditorSessionPtr> m_sessions;
    QHash<EditorSession *, QByteArray> m_base; // While a save is under way.
    QTimer m_typing;
};

int runInstance(const QStringList &arguments)
{
    Instance instance(arguments.at(0), arguments.at(1), arguments.at(2).toUInt());
    QTest::qWait(seconds() * 1000);
    instance.stop();
    QTest::qWait(1500);
    return 0;
}

/// Rewrites notes in place or by renaming, as scripts and other editors do, and remembers what stood.
int runScript(const QStringList &arguments)
{
    const QString root = arguments.at(0);
    Log log(arguments.at(1));
    RandomText random(arguments.at(2).toUInt());
    struct Written
    {
        qint64 time;
        QString path;
        QByteArray text;
    };
    QList<Written> recent;
    QElapsedTimer clock;
    clock.start();
    const auto contents = [](const QString &path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const auto write = [](const QString &path, const QByteArray &text) {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    };
    for (int count = 0; clock.elapsed() < seconds() * 1000 || !recent.isEmpty(); ++count) {
        while (!recent.isEmpty() && clock.elapsed() - recent.first().time >= Stood) {
            const Written written = recent.takeFirst();
            if (contents(written.path) == written.text)
                log.add("stood", QFileInfo(written.path).fileName(), written.text);
        }
        if (clock.elapsed() < seconds() * 1000) {
            const QString path = root + u'/' + noteName(random.number(0, NoteCount - 1));
            QByteArrayList lines = contents(path).split('\n');
            const QByteArray token = "<script-" + QByteArray::number(count) + ">";
            lines.insert(random.number(0, static_cast<int>(lines.size()) - 1), token);
            if (lines.size() > 30)
                lines.remove(random.number(0, static_cast<int>(lines.size()) - 6), 5);
            const QByteArray text = lines.join('\n');
            const QString beside = root + u"/.script-"_s + QString::number(count);
            const bool written = random.number(0, 1)
                                     ? write(path, text)
                                     : write(beside, text) && std::rename(qPrintable(beside), qPrintable(path)) == 0;
            if (written)
                recent.append({clock.elapsed(), path, text});
        }
        QTest::qSleep(random.number(5, 40));
    }
    return 0;
}

} // namespace

class ManyWritersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noTextIsLost()
    {
        const TemporaryVault vault;
        for (int i = 0; i < NoteCount; ++i)
            vault.write(noteName(i), "# Note\n\none\ntwo\nthree\nfour\nfive\n");
        const QTemporaryDir logs;
        std::vector<std::unique_ptr<QProcess>> writers;
        for (const QString &role : {u"instance 1"_s, u"instance 2"_s, u"script 3"_s}) {
            auto writer = std::make_unique<QProcess>();
            writer->setProcessChannelMode(QProcess::ForwardedChannels);
            const QString number = role.section(u' ', 1);
            writer->start(QCoreApplication::applicationFilePath(),
                          {u"--"_s + role.section(u' ', 0, 0), vault.root(), logs.filePath(number), number});
            writers.push_back(std::move(writer));
        }
        for (const auto &writer : writers) {
            QVERIFY(writer->waitForFinished(seconds() * 1000 + 60'000));
            QCOMPARE(writer->exitStatus(), QProcess::NormalExit);
            QCOMPARE(writer->exitCode(), 0);
        }
        QMap<QByteArray, int> counts;
        QList<Logged> all;
        for (const QString &number : {u"1"_s, u"2"_s, u"3"_s}) {
            QFile log(logs.filePath(number));
            QVERIFY(log.open(QIODevice::ReadOnly));
            while (!log.atEnd()) {
                const QByteArrayList fields = log.readLine().trimmed().split('\t');
                ++counts[fields.value(0)];
                all.append({fields.value(0), fields.value(1), QByteArray::fromBase64(fields.value(2))});
            }
        }
        const QSet<QByteArray> kept = everything(vault, vault.root());
        for (const Logged &logged : lost(all, kept))
            QFAIL(QByteArray(logged.what + " and lost, of " + logged.note + ":\n" + logged.text).constData());
        // The same check finds the fault that it is for.
        const QTemporaryDir nothing;
        const auto without = static_cast<int>(lost(all, everything(vault, nothing.path())).size());
        qInfo(
            "%d saved, %d replaced, %d stood for two seconds; %d texts are kept; %d would be lost without the history",
            counts["saved"], counts["replaced"], counts["stood"], static_cast<int>(kept.size()), without);
        QVERIFY(counts["saved"] > 20 && counts["replaced"] > 20 && counts["stood"] > 3);
        QVERIFY(without > 20);
    }

private:
    struct Logged
    {
        QByteArray what;
        QByteArray note;
        QByteArray text;
    };

    static QList<Logged> lost(QList<Logged> all, const QSet<QByteArray> &kept)
    {
        all.removeIf([&](const Logged &logged) { return kept.contains(logged.text); });
        return all;
    }

    /// What is in a file or in the history of the vault at `historyOf`: of another one where the history is left out.
    static QSet<QByteArray> everything(const TemporaryVault &vault, const QString &historyOf)
    {
        QSet<QByteArray> texts;
        const History history(historyOf);
        QDirIterator files(vault.root(), QDir::Files);
        while (files.hasNext()) {
            const QString name = QFileInfo(files.next()).fileName();
            texts.insert(vault.read(name));
            const Result<QList<Version>> versions = history.versions(*NotePath::fromRelative(name));
            for (const Version &version : versions ? *versions : QList<Version>())
                texts.insert(history.bytes(version).value_or("(lost)"));
        }
        return texts;
    }
};

} // namespace tearsheet

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--instance")
        return tearsheet::runInstance(arguments.sliced(2));
    if (arguments.value(1) == u"--script")
        return tearsheet::runScript(arguments.sliced(2));
    tearsheet::ManyWritersTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "manywriterstest.moc"
