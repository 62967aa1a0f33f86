// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/tabletabs.h"

#include "tests/ui/opennote.h"
#include "tests/ui/testwindow.h"
#include "ui/editor/noteeditor.h"
#include "ui/style/style.h"
#include "ui/table/delimitedview.h"
#include "ui/table/gridview.h"
#include "ui/table/tableinspector.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QLineEdit>
#include <QTabWidget>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Shares = "\uFEFFcompany;share\r\nKestrel;37%\r\n\"Norrland; AB\";5%\r\nVolta;16%\r\n";

/// A window on a vault with a note and a file of values, which is open.
struct Files
{
    explicit Files(const QByteArray &bytes) : vault("//- A.md\n# S\n\n| a |\n|---|\n| 1 |\n")
    {
        vault.write(u"shares.csv"_s, bytes);
        window = std::make_unique<TestWindow>(vault.root(), u"A"_s);
        if (!QTest::qWaitFor([this] { return (*window)->isSettled(); }))
            qFatal("The vault was not read.");
        (*window)->navigator()->open(pathOf(u"shares.csv"), OpenIn::CurrentTab);
    }

    GridView *grid() const { return window->find<GridView>(u"delimitedGrid"_s); }
    QByteArray onDisk() const { return vault.read(u"shares.csv"_s); }
    QString at(int row, int column) const { return grid()->model()->index(row, column).data().toString(); }
    void set(int row, int column, const QString &text) const
    {
        grid()->model()->setData(grid()->model()->index(row, column), text, Qt::EditRole);
    }

    TemporaryVault vault;
    std::unique_ptr<TestWindow> window;
};

} // namespace

class TableTabsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void aFileOfValuesIsShownAndEdited()
    {
        const Files files(Shares);
        QVERIFY(files.grid());
        const QAbstractItemModelTester tester(files.grid()->model());
        QCOMPARE(files.grid()->model()->rowCount(), 3);
        QCOMPARE(files.at(1, 0), u"Norrland; AB"_s);
        QCOMPARE(files.grid()->tableModel()->table()->headers, (QStringList{u"company"_s, u"share"_s}));
        files.set(0, 1, u"38%"_s);
        QTRY_COMPARE(files.onDisk(), QByteArray(Shares).replace("37%", "38%"));
        // The vault takes it for no note.
        QCOMPARE((*files.window)->vault().snapshot().noteCount(), 1);
        files.grid()->setFocus();
        QTest::keyClick(files.grid(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(files.onDisk(), Shares);
        QTest::keyClick(files.grid(), Qt::Key_Y, Qt::ControlModifier);
        QCOMPARE(files.at(0, 1), u"38%"_s);
        files.grid()->goTo(2, 0);
        QTest::keyClick(files.grid(), Qt::Key_Delete, Qt::ControlModifier);
        QCOMPARE(files.grid()->model()->rowCount(), 2);
        QTRY_VERIFY(!files.onDisk().contains("Volta"));
    }

    void itsTabIsOpenOnce()
    {
        const Files files(Shares);
        auto *const tabs = files.window->find<QTabWidget>(u"tabs"_s);
        QCOMPARE(tabs->count(), 2);
        (*files.window)->navigator()->openNamed(u"A"_s);
        QTRY_COMPARE(tabs->currentIndex(), 0);
        QCOMPARE(tabs->count(), 2);
        (*files.window)->navigator()->open(pathOf(u"shares.csv"), OpenIn::NewTab);
        QCOMPARE(tabs->count(), 2);
        QCOMPARE(tabs->currentIndex(), 1);
    }

    void aClosedTabSavesAtOnce()
    {
        const Files files(Shares);
        files.set(0, 1, u"38%"_s);
        QTest::keyClick(files.grid(), Qt::Key_W, Qt::ControlModifier);
        QTRY_COMPARE(files.onDisk(), QByteArray(Shares).replace("37%", "38%"));
        QTRY_COMPARE(files.window->find<QTabWidget>(u"tabs"_s)->count(), 1);
    }

    void aClosedWindowSavesFirst()
    {
        Files files(Shares);
        files.set(0, 1, u"38%"_s);
        (*files.window)->close();
        QTRY_COMPARE(files.onDisk(), QByteArray(Shares).replace("37%", "38%"));
    }

    void whatAnotherProgramWritesIsShown()
    {
        const Files files(Shares);
        files.vault.write(u"shares.csv"_s, QByteArray(Shares).replace("Volta", "Ohm"));
        QTRY_COMPARE(files.at(2, 0), u"Ohm"_s);
        files.grid()->setFocus();
        QTest::keyClick(files.grid(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(files.at(2, 0), u"Volta"_s);
    }

    void twoWritersAreToldApart()
    {
        const Files files(Shares);
        const QByteArray theirs = QByteArray(Shares).replace("Volta", "Ohm");
        files.vault.write(u"shares.csv"_s, theirs);
        files.set(0, 1, u"38%"_s);
        QVERIFY(files.window->click(u"Keep what is here"_s));
        QTRY_COMPARE(files.onDisk(), QByteArray(Shares).replace("37%", "38%"));
    }

    void otherEncodingsAreOnlyShown()
    {
        const Files files("a,b\ncaf\xE9,1\n");
        QVERIFY(!files.grid()->tableModel()->isEditable());
    }

    void manyRowsAreSortedInThePool()
    {
        QByteArray bytes = "number,word\n";
        for (int i = 0; i < 100000; ++i)
            bytes += QByteArray::number(i) + ".5,x\n"; // No year.
        const Files files(bytes);
        QCOMPARE(files.grid()->model()->rowCount(), 100000);
        files.grid()->arrange({.keys = {{0, Qt::DescendingOrder}}, .filters = {}});
        QTRY_COMPARE_WITH_TIMEOUT(files.at(0, 0), u"99999.5"_s, 30000);
        files.grid()->arrange({.keys = {}, .filters = {{0, u">99990"_s}}});
        QTRY_COMPARE_WITH_TIMEOUT(files.grid()->model()->rowCount(), 10, 30000);
    }

    void theTablesOfANoteHaveATab()
    {
        const TemporaryVault vault("//- A.md\n# S\n\n| a |\n|---|\n| 1 |\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        for (QAction *action : window->findChildren<QAction *>()) {
            if (action->text() == u"Tables of the note in a tab")
                action->trigger();
        }
        auto *const tabs = window.find<QTabWidget>(u"tabs"_s);
        QCOMPARE(tabs->count(), 2);
        auto *const inspector = qobject_cast<TableInspector *>(tabs->currentWidget());
        QVERIFY(inspector);
        QCOMPARE(inspector->grid()->model()->rowCount(), 1);
        // The note's own tab may go: what is changed is saved all the same.
        tabs->setCurrentIndex(0);
        QTest::keyClick(window.find<NoteEditor>(u"editor"_s), Qt::Key_W, Qt::ControlModifier);
        QCOMPARE(tabs->count(), 1);
        inspector->grid()->model()->setData(inspector->grid()->model()->index(0, 0), u"2"_s, Qt::EditRole);
        QCOMPARE(inspector->grid()->model()->index(0, 0).data().toString(), u"2"_s);
        QTRY_VERIFY_WITH_TIMEOUT(vault.read(u"A.md"_s).contains("| 2 |"), 10000);
        inspector->grid()->setFocus();
        QTest::keyClick(inspector->grid(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(vault.read(u"A.md"_s).contains("| 1 |"), 10000);
    }
};

QTEST_MAIN(TableTabsTest)
#include "tabletabstest.moc"
