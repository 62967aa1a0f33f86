// SPDX-License-Identifier: GPL-3.0-or-later
// Starts the program itself, as a user does.
#include "tests/support/temporaryvault.h"

#include <QImage>
#include <QProcess>
#include <QSet>
#include <QStandardPaths>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Notes[] = "//- A.md\n# A\n[[B]]\n//- B.md\n# B\n";

/// A start of the program whose files lie in `home`.
class Start
{
public:
    Start(const QTemporaryDir &home, const QStringList &arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "TMPDIR"})
            environment.insert(QString::fromLatin1(name), home.path());
        environment.insert(u"QT_LOGGING_RULES"_s, u"tearsheet.startup.info=true"_s);
        m_process.setProcessEnvironment(environment);
        m_process.start(QStringLiteral(TEARSHEET_PROGRAM), arguments);
    }
    ~Start()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(Start)

    /// Waits for its end; -1 where it does not end by itself.
    int status()
    {
        const bool ended = m_process.waitForFinished(20'000) && m_process.exitStatus() == QProcess::NormalExit;
        return ended ? m_process.exitCode() : -1;
    }

    /// Whether it has said that every panel is filled.
    bool isFilled()
    {
        m_errors += m_process.readAllStandardError();
        return m_errors.contains("every panel filled");
    }

    QByteArray output() { return m_process.readAllStandardOutput(); }
    QByteArray errors() { return m_errors + m_process.readAllStandardError(); }

private:
    QProcess m_process;
    QByteArray m_errors;
};

/// How many windows on the screen have a title that begins with `title`.
int windowCount(const QString &title)
{
    QProcess process;
    process.start(u"xwininfo"_s, {u"-root"_s, u"-tree"_s});
    process.waitForFinished();
    return static_cast<int>(QString::fromUtf8(process.readAllStandardOutput()).count(u'"' + title + u" – "_s));
}

} // namespace

class ProgramTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // As a shell completes it, or a file manager gives it.
    void aNoteIsOpenedByItsPlaceOnTheDisk()
    {
        const QTemporaryDir home;
        const TemporaryVault vault("//- A.md\n# A\n//- in/B.md\n# B\n");
        QVERIFY(QFile::link(vault.root(), home.filePath(u"link"_s)));
        for (const QString &place : {vault.absolute(u"in/B.md"_s), QString(home.filePath(u"link"_s) + u"/in/B.md")}) {
            Start start(home, {vault.root(), place});
            QTRY_COMPARE_WITH_TIMEOUT(windowCount(u"B"_s), 1, 20'000);
        }
        const QTemporaryDir other;
        Start start(other, {vault.root(), u"/nowhere/B.md"_s});
        QTRY_COMPARE_WITH_TIMEOUT(windowCount(QFileInfo(vault.root()).fileName()), 1, 20'000);
        QTest::qWait(500);
        QCOMPARE(windowCount(u"B"_s), 0);
    }

    void aSecondStartHandsOver()
    {
        const QTemporaryDir home;
        const TemporaryVault one(Notes);
        const TemporaryVault two("//- Other.md\nx\n");
        Start first(home, {one.root(), u"A"_s});
        QTRY_VERIFY_WITH_TIMEOUT(first.isFilled(), 20'000);
        QTRY_COMPARE(windowCount(u"A"_s), 1);
        QTest::qWait(500); // It listens a moment after its first painting.
        Start second(home, {one.root(), u"B"_s});
        QCOMPARE(second.status(), 0);
        QTRY_COMPARE(windowCount(u"B"_s), 1);
        QCOMPARE(windowCount(u"A"_s), 0);
        Start third(home, {two.root(), u"Other"_s});
        QCOMPARE(third.status(), 0);
        QTRY_COMPARE(windowCount(u"Other"_s), 1);
        QCOMPARE(windowCount(u"B"_s), 1);
    }

    void ctrlQEndsTheProgramOnceAllIsSaved()
    {
        const QTemporaryDir home;
        const TemporaryVault one(Notes);
        const TemporaryVault two("//- Other.md\nx\n");
        Start first(home, {one.root(), u"A"_s});
        QTRY_VERIFY_WITH_TIMEOUT(first.isFilled(), 20'000);
        QTest::qWait(500); // It listens a moment after its first painting.
        Start second(home, {two.root(), u"Other"_s});
        QCOMPARE(second.status(), 0);
        QTRY_COMPARE(windowCount(u"Other"_s), 1);
        const auto press = [](const QStringList &keys) {
            return QProcess::execute(
                u"xdotool"_s,
                QStringList{u"search"_s, u"--name"_s, u"^Other – "_s, u"windowfocus"_s, u"--sync"_s} + keys);
        };
        if (QStandardPaths::findExecutable(u"xdotool"_s).isEmpty())
            QSKIP("There is no xdotool to press keys.");
        QCOMPARE(press({u"type"_s, u"typed "_s}), 0);
        press({u"key"_s, u"ctrl+q"_s}); // The window may be gone before the keys are let go.
        QCOMPARE(first.status(), 0);
        QCOMPARE(two.read(u"Other.md"_s), "typed x\n");
    }

    // A program that is killed knows at its next start what was open.
    void whatWasOpenIsOpenAgainAfterAKill()
    {
        const QTemporaryDir home;
        const TemporaryVault vault(Notes);
        {
            Start first(home, {vault.root(), u"A"_s});
            QTRY_VERIFY_WITH_TIMEOUT(first.isFilled(), 20'000);
            QTest::qWait(500); // It listens a moment after its first painting.
            Start second(home, {vault.root(), u"B"_s});
            QCOMPARE(second.status(), 0);
            QTRY_COMPARE(windowCount(u"B"_s), 1);
            QTest::qWait(2'500); // What is open is written down every two seconds, as texts are.
        }
        const Start third(home, {vault.root()});
        QTRY_COMPARE_WITH_TIMEOUT(windowCount(u"B"_s), 1, 20'000);
    }

    void aPictureOfTheWindow_data()
    {
        QTest::addColumn<QString>("scheme");
        QTest::newRow("light") << u"light"_s;
        QTest::newRow("dark") << u"dark"_s;
    }

    void aPictureOfTheWindow()
    {
        QFETCH(const QString, scheme);
        const QTemporaryDir home;
        const TemporaryVault vault(Notes);
        const QString file = home.filePath(u"window.png"_s);
        Start start(home, {u"--color-scheme"_s, scheme, u"--screenshot"_s, file, vault.root(), u"A"_s});
        QCOMPARE(start.status(), 0);
        const QImage picture(file);
        QCOMPARE(picture.size(), QSize(1440, 900));
        QSet<QRgb> colours;
        for (int y = 0; y < picture.height(); y += 3) {
            for (int x = 0; x < picture.width(); x += 3)
                colours.insert(picture.pixel(x, y));
        }
        QVERIFY(colours.size() > 20);
        QCOMPARE(qGray(picture.pixel(720, 5)) > 128, scheme == u"light"_s);
    }

    void refusals_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("missing vault") << QStringList{u"/does/not/exist"_s};
        QTest::newRow("a file as vault") << QStringList{QStringLiteral(TEARSHEET_PROGRAM)};
        QTest::newRow("unknown option") << QStringList{u"--nope"_s};
        QTest::newRow("no such scheme") << QStringList{u"--color-scheme"_s, u"pink"_s};
        QTest::newRow("too many words") << QStringList{u"a"_s, u"b"_s, u"c"_s};
    }

    void refusals()
    {
        QFETCH(const QStringList, arguments);
        const QTemporaryDir home;
        Start start(home, arguments);
        QCOMPARE(start.status(), 2);
        QCOMPARE(start.output(), "");
        const QByteArray errors = start.errors();
        QCOMPARE(errors.count('\n'), 1);
        QVERIFY2(errors.startsWith("tearsheet: "), errors.constData());
    }

    void helpAndVersionNeedNoDisplay_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QByteArray>("beginning");
        QTest::newRow("help") << u"--help"_s << "Usage: tearsheet [OPTION] [VAULT [NOTE]]\n"_ba;
        QTest::newRow("version") << u"--version"_s << "tearsheet "_ba;
    }

    void helpAndVersionNeedNoDisplay()
    {
        QFETCH(const QString, option);
        QFETCH(const QByteArray, beginning);
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
            environment.remove(name);
        program.setProcessEnvironment(environment);
        program.start(QStringLiteral(TEARSHEET_PROGRAM), {option});
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitCode(), 0);
        const QByteArray said = program.readAllStandardOutput();
        QVERIFY2(said.startsWith(beginning), said.constData());
    }

    void withoutAVaultTheSampleOpens()
    {
        const QTemporaryDir home;
        const QString file = home.filePath(u"window.png"_s);
        Start start(home, {u"--screenshot"_s, file});
        QCOMPARE(start.status(), 0);
        QVERIFY(QFile::exists(home.filePath(u"tearsheet/Sample vault/Start here.md"_s)));
    }
};

QTEST_MAIN(ProgramTest)
#include "programtest.moc"
