// SPDX-License-Identifier: GPL-3.0-or-later

// A program that is killed while somebody types: what was typed up to two seconds before is there at the next start.
#include "core/store/draftstore.h"
#include "tests/support/temporaryvault.h"
#include "ui/window/opennotes.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QTest>
#include <QTextCursor>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tearsheet {

namespace {

/// Types a letter twenty times a second into A.md, so that there is never a pause in which it would be saved, and says
/// how many there are.
int typeOn(const QString &root)
{
    Vault vault(root);
    vault.start();
    OpenNotes notes(&vault);
    const Result<EditorSessionPtr> session = notes.open(*NotePath::fromRelative(u"A.md"));
    if (!session)
        return 1;
    int count = 0;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
        QTextCursor((*session)->document()).insertText(u"x"_s);
        std::printf("%d\n", ++count);
        std::fflush(stdout);
    });
    timer.start(50ms);
    return QApplication::exec();
}

} // namespace

class KilledTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasTypedIsThereAtTheNextStart()
    {
        const TemporaryVault vault("//- A.md\ntext\n");
        QProcess program;
        program.start(QCoreApplication::applicationFilePath(), {u"--type"_s, vault.root()});
        QVERIFY(program.waitForStarted());
        // Typed, and when it was said.
        QList<std::pair<int, qint64>> typed;
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < 4500) {
            program.waitForReadyRead(100);
            while (program.canReadLine())
                typed.append({program.readLine().trimmed().toInt(), clock.elapsed()});
        }
        program.kill();
        QVERIFY(program.waitForFinished());
        const qint64 killed = clock.elapsed();
        int owed = 0; // Typed two seconds before.
        for (const auto &[count, time] : std::as_const(typed)) {
            if (killed - time >= 2000)
                owed = count;
        }
        QVERIFY(owed > 10);
        QCOMPARE(vault.read(u"A.md"_s), "text\n");

        const QList<Draft> drafts = DraftStore(vault.root()).abandoned();
        QCOMPARE(drafts.size(), 1);
        QCOMPARE(drafts.first().base, "text\n");
        QVERIFY(drafts.first().bytes.endsWith("text\n"));
        QVERIFY2(drafts.first().bytes.count('x') - 1 >= owed,
                 qPrintable(u"%1 of %2"_s.arg(drafts.first().bytes.count('x')).arg(owed)));
    }
};

} // namespace tearsheet

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--type")
        return tearsheet::typeOn(arguments.value(2));
    tearsheet::KilledTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "killedtest.moc"
