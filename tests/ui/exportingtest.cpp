// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/exporting.h"

#include "tests/ui/opencomparison.h"
#include "ui/style/style.h"
#include "ui/window/comparisons.h"

#include <QFileDialog>
#include <QLabel>
#include <QSemaphore>
#include <QThread>

using namespace tearsheet;
using namespace Qt::StringLiterals;

/// Exports are written beside the window, which neither waits for them nor goes without them.
class ExportingTest : public QObject
{
    Q_OBJECT

private:
    static Exporting *exporting(const TestWindow &window) { return window->findChild<Exporting *>(); }

    static QString said(const TestWindow &window) { return window->findChild<QLabel *>(u"statusMessage"_s)->text(); }

    static QByteArray bytesOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void comparisonsAreWrittenInThePool()
    {
        const TemporaryVault vault(Notes);
        const QTemporaryDir folder;
        const TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        window->comparisons()->open({.names = {u"Kestrel.md"_s, u"Norrland.md"_s}});
        ComparisonView *const view = opened(window);
        QVERIFY(view);
        const auto written = [&](const QString &kind) {
            Q_EMIT view->exportWanted(kind);
            auto *const dialog = window->findChild<QFileDialog *>(u"exportDialog"_s);
            const QString path = folder.filePath(u"peers."_s + kind);
            Q_EMIT dialog->fileSelected(path);
            // Nothing is waited for here: what is told comes with the next turn of the event loop at the earliest.
            const bool went = exporting(window)->isBusy() && said(window) == u"Writing %1…"_s.arg(path);
            dialog->close();
            const bool done = QTest::qWaitFor([&] { return !exporting(window)->isBusy(); });
            const bool told = said(window) == u"The comparison is in %1."_s.arg(path);
            const bool closed = QTest::qWaitFor([&] { return !window->findChild<QFileDialog *>(u"exportDialog"_s); });
            return went && done && told && closed ? bytesOf(path) : QByteArray();
        };
        const QByteArray csv = written(u"csv"_s);
        QVERIFY2(csv.contains("Revenue,") && csv.contains("Norrland"), csv.constData());
        const QByteArray table = written(u"md"_s);
        QVERIFY2(table.startsWith("| Metric |") && table.contains("Norrland"), table.constData());
        QVERIFY(written(u"xlsx"_s).startsWith("PK"));
    }

    // While one is made, the window does all else; the next one waits for it, so that the later one stays.
    void theWindowGoesOn()
    {
        const TemporaryVault vault("//- A.md\ntext\n");
        const QTemporaryDir folder;
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        const QString path = folder.filePath(u"one.csv"_s);
        QSemaphore gate;
        QThread *made = nullptr;
        exporting(window)->write(path, u"The first is there."_s, [&] {
            gate.acquire();
            made = QThread::currentThread();
            return QByteArray("first\n");
        });
        exporting(window)->write(path, u"The second is there."_s, [] { return QByteArray("second\n"); });
        window.run(u"Right panels"_s);
        QTest::qWait(50);
        QVERIFY(exporting(window)->isBusy());
        QVERIFY(!QFile::exists(path));
        gate.release();
        QTRY_COMPARE(said(window), u"The second is there."_s);
        QCOMPARE(bytesOf(path), "second\n");
        QVERIFY(made && made != QThread::currentThread());
    }

    void theWindowClosesOnceAllIsWritten()
    {
        const TemporaryVault vault("//- A.md\ntext\n");
        const QTemporaryDir folder;
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        const QPointer<MainWindow> there(window.operator->());
        QSemaphore gate;
        exporting(window)->write(folder.filePath(u"a.csv"_s), u"It is there."_s, [&] {
            gate.acquire();
            return QByteArray("a\n");
        });
        there->close();
        QTest::qWait(50);
        QVERIFY(there && there->isVisible());
        gate.release();
        QTRY_VERIFY(!there);
        QCOMPARE(bytesOf(folder.filePath(u"a.csv"_s)), "a\n");
    }

    void whoClosesIsToldWhatFailed()
    {
        const TemporaryVault vault("//- A.md\ntext\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        const QPointer<MainWindow> there(window.operator->());
        QSemaphore gate;
        exporting(window)->write(vault.absolute(u"none/a.csv"_s), u"It is there."_s, [&] {
            gate.acquire();
            return QByteArray("a\n");
        });
        there->close();
        gate.release();
        QTRY_VERIFY(!exporting(window)->isBusy());
        QTest::qWait(50);
        QVERIFY(there && there->isVisible());
        QVERIFY2(said(window).startsWith(u"There is no folder for "), qPrintable(said(window)));
        // Nothing holds it any more.
        there->close();
        QTRY_VERIFY(!there);
    }

    // However it goes, as with the program.
    void aWindowThatGoesLeavesTheFile()
    {
        const TemporaryVault vault("//- A.md\ntext\n");
        {
            const TestWindow window(vault.root(), u"A"_s);
            QTRY_VERIFY(window->isSettled());
            exporting(window)->write(vault.absolute(u"a.csv"_s), u"It is there."_s, [] {
                QThread::msleep(100);
                return QByteArray("a\n");
            });
        }
        QCOMPARE(vault.read(u"a.csv"_s), "a\n");
    }
};

QTEST_MAIN(ExportingTest)
#include "exportingtest.moc"
