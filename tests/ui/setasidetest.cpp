// SPDX-License-Identifier: GPL-3.0-or-later

// An open note whose text cannot be in its file, or gives way: it is in a draft, in the history or beside.
#include "tests/ui/kepttexts.h"

#include <QSignalSpy>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace tearsheet {

namespace {

using State = EditorSession::State;

/// As long as it lives, nothing can be put into the history of a vault.
class NoHistory
{
public:
    explicit NoHistory(const QString &root) : m_folder(History(root).folder())
    {
        QDir().rename(m_folder, m_folder + u".away"_s);
        QFile file(m_folder);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("The history is not in the way.");
    }
    ~NoHistory()
    {
        QFile::remove(m_folder);
        QDir().rename(m_folder + u".away"_s, m_folder);
    }
    Q_DISABLE_COPY_MOVE(NoHistory)

private:
    QString m_folder;
};

} // namespace

class SetAsideTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // What an earlier run left.
    void init() { QDir(draftsFolder()).removeRecursively(); }

    void theDiskVersionWaitsForTheHistory()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 3, u" mine"_s);
        note.changeOnDisk("one theirs\n"_ba);
        QTRY_COMPARE(note.session->state(), State::Conflict);
        note.type(0, 8, u" more"_s); // Not in the history yet.
        {
            const NoHistory none(note.files.root());
            note.session->takeDiskVersion();
            QTRY_VERIFY(note.session->stateText().contains(u"cannot"));
            QCOMPARE(note.bytes(), "one mine more\n"_ba);
            QCOMPARE(note.session->state(), State::Conflict);
        }
        note.session->takeDiskVersion();
        note.type(0, 13, u"!"_s); // While it is being kept.
        QTRY_COMPARE(note.session->state(), State::Clean);
        QCOMPARE(note.bytes(), "one theirs\n"_ba);
        QVERIFY(historyOf(note).contains("one mine more\n"_ba));
        QVERIFY(historyOf(note).contains("one mine more!\n"_ba));
    }

    void whatTheHistoryDidNotTakeIsKeptLater()
    {
        const OpenNote note("one\n"_ba);
        {
            const NoHistory none(note.files.root());
            note.type(0, 3, u"!"_s);
            note.session->save();
            QTRY_COMPARE(note.session->state(), State::Clean);
            QCOMPARE(note.onDisk(), "one!\n"_ba);
        }
        QVERIFY(historyOf(note).isEmpty());
        note.vault->sweep();
        QTRY_COMPARE(historyOf(note), (QList<QByteArray>{"one!\n", "one\n"}));
    }

    void whatTheHistoryDidNotTakeIsLeftAsADraft()
    {
        const OpenNote note("one\ntwo\n"_ba);
        QSignalSpy found(note.vault.get(), &Vault::draftsFound);
        const NoHistory none(note.files.root());
        note.type(0, 3, u" mine"_s);
        note.replaceOnDisk("one\ntwo\nthree\n"_ba);
        QTRY_COMPARE(note.bytes(), "one mine\ntwo\nthree\n"_ba);
        QTRY_COMPARE(found.size(), 1);
        QCOMPARE(found.first().first().value<QList<Draft>>().first().bytes, "one mine\ntwo\n"_ba);
        QTRY_COMPARE_WITH_TIMEOUT(note.session->state(), State::Clean, 5000);
        QVERIFY(isKeptOutside("one mine\ntwo\n"));
    }

    void keepsMineOverTheOtherVersion()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 3, u" mine"_s);
        note.changeOnDisk("one theirs\n"_ba);
        QTRY_COMPARE(note.session->state(), State::Conflict);
        note.session->keepMine();
        QTRY_COMPARE(note.session->state(), State::Clean);
        QCOMPARE(note.onDisk(), "one mine\n"_ba);
        QVERIFY(historyOf(note).contains("one theirs\n"_ba));
    }

    // A note whose file takes no text must not hold the window for ever.
    void whatCannotBeSavedIsSavedBesideOrSetAside()
    {
        const OpenNote note("one\n"_ba);
        // A second name, which a save in place would change too.
        QCOMPARE(::link(qPrintable(note.files.absolute(u"note.md"_s)), qPrintable(note.files.absolute(u"other"_s))), 0);
        note.type(0, 3, u" mine"_s);
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Failed);
        note.session->saveBeside();
        QTRY_COMPARE(note.session->state(), State::Clean);
        QCOMPARE(note.bytes(), "one\n"_ba);
        const QStringList beside = QDir(note.files.root()).entryList({u"note (copy *).md"_s});
        QCOMPARE(beside.size(), 1);
        QCOMPARE(note.files.read(beside.first()), "one mine\n"_ba);
        note.type(0, 3, u" again"_s);
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Failed);
        QVERIFY(!note.session->isSafe());
        note.session->setAside();
        QTRY_COMPARE(note.session->state(), State::Clean);
        QCOMPARE(note.bytes(), "one\n"_ba);
        QVERIFY(historyOf(note).contains("one again\n"_ba));
        note.session->document()->undo();
        QCOMPARE(note.bytes(), "one again\n"_ba);
    }

    void textOfANoteThatIsGoneIsSetAside()
    {
        const OpenNote note("one\n"_ba);
        note.removeFromDisk();
        QTRY_COMPARE(note.session->state(), State::Gone);
        QVERIFY(note.session->isSafe());
        QSignalSpy told(note.session.get(), &EditorSession::stateChanged);
        note.type(0, 3, u" typed"_s);
        QVERIFY(!note.session->isSafe());
        QCOMPARE(told.size(), 1);
        QTRY_VERIFY(isKeptOutside("one typed\n"));
        note.session->setAside();
        QTRY_VERIFY(note.session->isSafe());
        QVERIFY(historyOf(note).contains("one typed\n"_ba));
        QTRY_VERIFY(!isKeptOutside("one typed\n"));
        note.files.write(u"note.md"_s, "back\n"_ba);
        note.vault->sweep();
        QTRY_COMPARE(note.bytes(), "back\n"_ba);
        QCOMPARE(note.session->state(), State::Clean);
    }

    // What is typed into a note that is gone makes no note of it.
    void textWithoutAFileIsNoNote()
    {
        const OpenNote note("one\n"_ba);
        note.removeFromDisk();
        QTRY_COMPARE(note.session->state(), State::Gone);
        note.type(0, 3, u" typed"_s);
        QTRY_VERIFY(isKeptOutside("one typed\n"));
        QCOMPARE(note.vault->snapshot().noteCount(), 0);
        note.session->restore();
        QTRY_COMPARE(note.inSnapshot(), "one typed\n"_ba);
        // The other way round.
        note.type(0, 9, u"!"_s);
        QTRY_COMPARE(note.inSnapshot(), "one typed!\n"_ba);
        note.removeFromDisk();
        QTRY_COMPARE(note.vault->snapshot().noteCount(), 0);
        note.files.write(u"note.md"_s, "one typed\n"_ba);
        note.vault->sweep();
        QTRY_COMPARE(note.inSnapshot(), "one typed!\n"_ba);
    }

    // A draft goes only when the file or the history holds its text, whoever saves there next.
    void aDraftThatNobodyEditsIsLeftAlone()
    {
        OpenNote note("one\n"_ba);
        note.type(0, 3, u" typed"_s);
        QTRY_VERIFY(isKeptOutside("one typed\n"));
        QSignalSpy found(note.vault.get(), &Vault::draftsFound);
        note.session.reset();
        QTRY_COMPARE(found.size(), 1);
        const QList<Draft> drafts = found.first().first().value<QList<Draft>>();
        QCOMPARE(drafts.size(), 1);
        QCOMPARE(drafts.first().bytes, "one typed\n"_ba);
        note.session = std::make_unique<EditorSession>(note.vault.get(), pathOf(u"note.md"),
                                                       *note.vault->read(pathOf(u"note.md")), nullptr);
        note.type(0, 3, u" else"_s);
        QTRY_VERIFY(isKeptOutside("one else\n"));
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Clean);
        QTRY_VERIFY(!isKeptOutside("one else\n"));
        QVERIFY(isKeptOutside("one typed\n"));
        note.vault->discardDraft(drafts.first());
        QTRY_VERIFY(!isKeptOutside("one typed\n"));
        QVERIFY(historyOf(note).contains("one typed\n"_ba));
    }

    // A merge tells of what was written by whom, once.
    void aMergeLeavesOneVersionOfEachText()
    {
        const OpenNote note("one\ntwo\nthree\n"_ba);
        note.type(0, 3, u" mine"_s);
        note.replaceOnDisk("one\ntwo\nthree\nfour\n"_ba);
        QTRY_COMPARE(note.bytes(), "one mine\ntwo\nthree\nfour\n"_ba);
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Clean);
        note.vault->sweep();
        const auto rows = [&] {
            QStringList found;
            const History history(note.files.root());
            const QList<Version> versions = history.versions(pathOf(u"note.md")).value();
            for (const Version &version : versions) {
                const QString who = version.kind == VersionKind::Aside ? u"aside "_s
                                    : version.author == Author::Here   ? u"here "_s
                                                                       : u"outside "_s;
                found.append(who + QString::fromUtf8(*history.bytes(version)).replace(u'\n', u'|'));
            }
            return found;
        };
        QTRY_COMPARE(rows(), (QStringList{u"here one mine|two|three|four|"_s, u"aside one mine|two|three|"_s,
                                          u"outside one|two|three|four|"_s, u"outside one|two|three|"_s}));
    }
};

} // namespace tearsheet

QTEST_MAIN(tearsheet::SetAsideTest)
#include "setasidetest.moc"
