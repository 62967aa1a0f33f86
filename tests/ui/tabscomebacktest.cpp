// SPDX-License-Identifier: GPL-3.0-or-later

// Tabs: which come back at the next start, which one a file is shown in, and how all are closed.
#include "tests/support/temporaryvault.h"
#include "tests/ui/testwindow.h"
#include "ui/graph/graphview.h"
#include "ui/style/style.h"
#include "ui/table/comparisonview.h"
#include "ui/table/tableinspector.h"
#include "ui/window/comparisons.h"

#include <QElapsedTimer>
#include <QLineEdit>
#include <QListView>
#include <QTabBar>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Notes[] = R"(
//- Kestrel.md
#company
| Metric | Value |
|---|---|
| Revenue | $4B |
//- Norrland.md
#company [[Kestrel]]
| Metric | Value |
|---|---|
| Revenue | $5B |

## Rivals of [[Kestrel]] **now**

| Company | Share |
|---|---|
| [[Kestrel]] | 5% |
//- shares.csv
Company,Share
Kestrel,5%
)";

} // namespace

class TabsComeBackTest : public QObject
{
    Q_OBJECT

private:
    static QStringList tabsOf(const MainWindow *window)
    {
        const auto *const tabs = window->findChild<QTabWidget *>(u"tabs"_s);
        QStringList titles;
        for (int i = 0; i < tabs->count(); ++i)
            titles.append(tabs->tabText(i) + (i == tabs->currentIndex() ? u" *"_s : QString()));
        return titles;
    }

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void comparisonsAndGraphsComeBack()
    {
        const TemporaryVault vault(Notes);
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
        const auto open = [&] {
            auto *window = new MainWindow(std::make_unique<Vault>(vault.root()), &settings);
            window->restoreNotes();
            window->show();
            return window;
        };
        QPointer<MainWindow> window = open();
        window->navigator()->openNamed(u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        const auto run = [&](const QString &text) {
            for (QAction *action : window->actions()) {
                if (action->text() == text)
                    action->trigger();
            }
        };
        run(u"Graph around the note"_s);
        ComparisonView *const view =
            window->comparisons()->open({.names = {u"Kestrel.md"_s, u"Norrland.md"_s}, .metrics = {u"revenue"_s}});
        view->setOrder({.transposed = true, .sortedBy = u"x"_s, .descending = true});
        window->navigator()->open(*NotePath::fromRelative(u"Norrland.md"), OpenIn::NewTab);
        run(u"Tables of the note in a tab"_s);
        auto *const tables =
            qobject_cast<TableInspector *>(window->findChild<QTabWidget *>(u"tabs"_s)->currentWidget());
        QVERIFY(tables);
        tables->showTableAt(static_cast<quint32>(vault.read(u"Norrland.md"_s).indexOf("| Company")));
        const std::optional<quint32> table = tables->tableOffset();
        QVERIFY(table > 0U);
        window->findChild<QTabWidget *>(u"tabs"_s)->setCurrentWidget(view);
        const QStringList before = tabsOf(window);
        QCOMPARE(before.size(), 5);
        const ComparisonRequest request = view->request();
        const ComparisonOrder order = view->order();
        window->close();
        QTRY_VERIFY(!window);

        window = open();
        QCOMPARE(tabsOf(window), before);
        const auto *const again = window->findChild<ComparisonView *>();
        QVERIFY(again);
        QVERIFY(again->isVisible());
        QCOMPARE(again->request(), request);
        QCOMPARE(again->order(), order);
        QTRY_COMPARE(again->shown().rows.size(), 2); // Turned, each company has one.
        const auto *const graph = window->findChild<GraphView *>();
        QVERIFY(graph);
        QVERIFY(!graph->isVisible());
        QCOMPARE(graph->note().toString(), u"Kestrel.md"_s);
        const auto *const tabs = window->findChild<QTabWidget *>(u"tabs"_s);
        const auto *const tablesAgain = tabs->findChild<TableInspector *>();
        QVERIFY(tablesAgain);
        QVERIFY(!tablesAgain->isVisible());
        QCOMPARE(tablesAgain->path().toString(), u"Norrland.md"_s);
        QCOMPARE(tablesAgain->tableOffset(), table);
        delete window;
    }

    // The disk may be slow, and the window waits for it.
    void tabsAreWrittenDownSoonAndNotAllTheTime()
    {
        const TemporaryVault vault(Notes);
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"settings.ini"_s);
        QSettings settings(file, QSettings::IniFormat);
        auto *const made = new MainWindow(std::make_unique<Vault>(vault.root()), &settings);
        const std::unique_ptr<MainWindow> window(made);
        window->show();
        window->navigator()->openNamed(u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        const auto writtenDown = [&] {
            QFile now(file);
            return now.open(QIODevice::ReadOnly) ? now.readAll() : QByteArray();
        };
        QTRY_VERIFY(writtenDown().contains("Kestrel.md"));
        QTest::qWait(2500); // Nothing is waiting any more.
        // A program that is killed shortly after has the last tab.
        window->navigator()->openFile(*NotePath::fromRelative(u"shares.csv"), OpenIn::NewTab);
        QTRY_VERIFY_WITH_TIMEOUT(writtenDown().contains("shares.csv"), 1500);
        // From tab to tab.
        window->navigator()->open(*NotePath::fromRelative(u"Norrland.md"), OpenIn::NewTab);
        auto *const tabs = window->findChild<QTabWidget *>(u"tabs"_s);
        QCOMPARE(tabs->count(), 3);
        int writes = 0;
        QByteArray last = writtenDown();
        QElapsedTimer clock;
        clock.start();
        for (int i = 0; clock.elapsed() < 3000; ++i) {
            tabs->setCurrentIndex(i % 3);
            QTest::qWait(100);
            const QByteArray now = writtenDown();
            writes += now == last ? 0 : 1;
            last = now;
        }
        QVERIFY2(writes <= 2, qPrintable(QString::number(writes)));
        // The last one is not forgotten,
        const auto goToNext = [&] {
            tabs->setCurrentIndex((tabs->currentIndex() + 1) % 3);
            return "current=" + QByteArray::number(tabs->currentIndex());
        };
        const QByteArray front = goToNext();
        QTRY_VERIFY_WITH_TIMEOUT(writtenDown().contains(front), 4000);
        // and who goes to another program leaves none waiting.
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        const QByteArray next = goToNext();
        QWidget other;
        other.show();
        other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        QTRY_VERIFY_WITH_TIMEOUT(writtenDown().contains(next), 1000);
    }

    void aFileOfValuesHasOneTab()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        window->navigator()->openFile(*NotePath::fromRelative(u"shares.csv"), OpenIn::NewTab);
        window->navigator()->openNamed(u"Norrland"_s);
        const auto *const tabs = window.find<QTabWidget>(u"tabs"_s);
        QCOMPARE(tabs->count(), 3);
        QTest::keyClick(window.operator->(), Qt::Key_O, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), u"shares"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(window.note(), u"shares.csv"_s);
        QCOMPARE(tabs->count(), 3);
    }

    void aHeadingIsOfferedWithoutItsMarks()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root());
        window->navigator()->open(*NotePath::fromRelative(u"Norrland.md"), OpenIn::NewTab, 120);
        QTRY_VERIFY(window->isSettled());
        QTest::keyClick(window.operator->(), Qt::Key_K, Qt::ControlModifier);
        const QAbstractItemModel *const model = window.find<QListView>(u"quickSwitcherList"_s)->model();
        QStringList said;
        for (int row = 0; row < model->rowCount(); ++row) {
            for (int role = Qt::UserRole; role < Qt::UserRole + 4; ++role)
                said.append(model->index(row, 0).data(role).toString());
        }
        QVERIFY2(said.contains(u"Rivals of Kestrel now"_s), qPrintable(said.join(u'\n')));
    }

    void ctrlQAsksForTheEnd()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        const QSignalSpy wanted(window.operator->(), &MainWindow::quitWanted);
        QTest::keyClick(window.operator->(), Qt::Key_Q, Qt::ControlModifier);
        QCOMPARE(wanted.size(), 1);
    }
};

QTEST_MAIN(TabsComeBackTest)
#include "tabscomebacktest.moc"
