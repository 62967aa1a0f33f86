// SPDX-License-Identifier: GPL-3.0-or-later

// A file of values in a tab: shown, edited, found, renamed, opened again, as a note is.
#include "ui/table/delimitedview.h"

#include "tests/ui/openvalues.h"
#include "ui/editor/noteeditor.h"
#include "ui/panels/linksmodel.h"
#include "ui/style/style.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTextBlock>
#include <QTreeView>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Shares = "\uFEFFcompany;share\r\nKestrel;37%\r\n\"Norrland; AB\";5%\r\nVolta;16%\r\n";

} // namespace

class DelimitedViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void rowsAreFilteredByKeyboard()
    {
        const OpenValues values(Shares);
        values.grid()->setFocus();
        values.grid()->setCurrentIndex(values.grid()->model()->index(0, 1));
        QTest::keyClick(values.grid(), Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
        for (const QChar c : u"37"_s)
            QTest::keyClicks(QApplication::focusWidget(), QString(c));
        QTRY_COMPARE(values.grid()->model()->rowCount(), 1);
        QCOMPARE(values.onDisk(), QByteArray(Shares));
    }

    void isShownAndEdited()
    {
        const OpenValues values(Shares);
        QVERIFY(values.grid());
        const QAbstractItemModelTester tester(values.grid()->model());
        QCOMPARE(values.grid()->model()->rowCount(), 3);
        QCOMPARE(values.at(1, 0), u"Norrland; AB"_s);
        QCOMPARE(values.grid()->tableModel()->table()->headers, (QStringList{u"company"_s, u"share"_s}));
        values.set(0, 1, u"38%"_s);
        QTRY_COMPARE(values.onDisk(), QByteArray(Shares).replace("37%", "38%"));
        // The vault takes it for no note.
        QCOMPARE((*values.window)->vault().snapshot().noteCount(), 1);
        values.grid()->setFocus();
        QTest::keyClick(values.grid(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(values.onDisk(), Shares);
        QTest::keyClick(values.grid(), Qt::Key_Y, Qt::ControlModifier);
        QCOMPARE(values.at(0, 1), u"38%"_s);
        values.grid()->goTo(2, 0);
        QTest::keyClick(values.grid(), Qt::Key_Delete, Qt::ControlModifier);
        QCOMPARE(values.grid()->model()->rowCount(), 2);
        QTRY_VERIFY(!values.onDisk().contains("Volta"));
    }

    // As in a note: what is odd is told and mended, and undone.
    void whatIsOddIsMended()
    {
        const QByteArray odd = "company,share,share\nKestrel,37%,1\nFalcon, Inc.,16%,2\nVolta\n";
        const OpenValues values(odd);
        QVERIFY2(values.tableBanner().contains(u"Row 2 has more cells"), qPrintable(values.tableBanner()));
        const TableModel *const model = values.grid()->tableModel();
        QVERIFY(model->index(1, 3).data(TableModel::SurplusRole).toBool());
        values.grid()->goTo(1, 0);
        values.grid()->joinWithNext();
        QTRY_COMPARE(values.onDisk(), QByteArray(odd).replace("Falcon, Inc.", "\"Falcon, Inc.\""));
        QVERIFY2(values.tableBanner().contains(u"Row 3 has fewer cells"), qPrintable(values.tableBanner()));
        QVERIFY(values.window->click(u"Fill up"_s));
        QTRY_VERIFY(values.onDisk().endsWith("\nVolta,,\n"));
        QVERIFY2(values.tableBanner().contains(u"Two columns are named share"), qPrintable(values.tableBanner()));
        QVERIFY(!model->headerData(2, Qt::Horizontal, TableModel::DefectRole).toString().isEmpty());
        QVERIFY(values.window->click(u"Rename"_s));
        QTRY_VERIFY(values.window->find<QLineEdit>(u"headerEditor"_s));
        auto *const name = values.window->find<QLineEdit>(u"headerEditor"_s);
        name->selectAll();
        QTest::keyClicks(name, u"rank"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_COMPARE(values.tableBanner(), QString());
        values.grid()->setFocus();
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(values.grid(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(values.onDisk(), odd);
    }

    void manyRowsAreLookedAtInThePool()
    {
        QByteArray bytes = "company,revenue ($M)\n";
        for (int i = 0; i < 30000; ++i)
            bytes += i == 25000   ? "Kestrel\n"_ba
                     : i == 29000 ? "Norrland,9000\n"_ba
                                  : "Skua," + QByteArray::number(i % 7) + ".5\n";
        const OpenValues values(bytes);
        QTRY_VERIFY_WITH_TIMEOUT(values.tableBanner().contains(u"Row 25001 has fewer cells"), 30000);
        const TableModel *const model = values.grid()->tableModel();
        QVERIFY(model->index(29000, 1).data(TableModel::OutlierRole).toBool());
        QVERIFY(!model->index(28000, 1).data(TableModel::OutlierRole).toBool());
        // What is typed and selected stays while marks come.
        values.type(25000, 1, u"3.5"_s);
        QTest::keyClick(values.editor(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(values.tableBanner(), QString(), 30000);
        values.type(0, 1, u"90000"_s);
        values.writeOutside(values.onDisk() + "Gull\n");
        QTRY_VERIFY_WITH_TIMEOUT(values.tableBanner().contains(u"Row 30001 has fewer cells"), 30000);
        QVERIFY(values.editor());
        QCOMPARE(values.editor()->text(), u"90000"_s);
    }

    void numbersHaveTheUnitOfTheirHeader()
    {
        const OpenValues values("company,revenue ($M)\nKestrel,4.5\nNorrland,3.5\n");
        values.grid()->selectColumn(1);
        QTRY_COMPARE(values.window->find<QLabel>(u"selectionSummary"_s)->text(),
                     u"2 cells  ·  sum $8M  ·  mean $4M  ·  median $4M  ·  min $3.5M  ·  max $4.5M"_s);
    }

    void itsNameIsInTitleAndPath()
    {
        const OpenValues values(Shares);
        QVERIFY((*values.window)->windowTitle().startsWith(u"shares.csv – "));
        QVERIFY(values.window->find<QLabel>(u"crumbs"_s)->text().endsWith(u"shares.csv"));
        QCOMPARE(values.tabs()->tabText(values.tabs()->currentIndex()), u"shares.csv"_s);
        QCOMPARE(values.state(), u"✓ Saved"_s);
        values.set(0, 1, u"38%"_s);
        QCOMPARE(values.state(), u"● Unsaved"_s);
        values.press(Qt::Key_S);
        QTRY_COMPARE(values.state(), u"✓ Saved"_s);
        QCOMPARE(values.onDisk(), QByteArray(Shares).replace("37%", "38%"));
    }

    void whoLinksToItIsShown()
    {
        const OpenValues values(Shares);
        values.vault.write(u"B.md"_s, "See [[shares.csv]].\n");
        auto *const tree = values.window->operator->()->findChild<QTreeView *>(u"backlinksTree"_s);
        QVERIFY(tree);
        QTRY_COMPARE(tree->model()->rowCount(), 1);
        // In the group of what is only linked.
        const QModelIndex group = tree->model()->index(0, 0);
        QCOMPARE(tree->model()->rowCount(group), 1);
        QCOMPARE(tree->model()->index(0, 0, group).data(LinksModel::SourceRole).toString(), u"B.md"_s);
    }

    void itsTabIsOpenOnce()
    {
        const OpenValues values(Shares);
        QCOMPARE(values.tabs()->count(), 2);
        values.tabs()->setCurrentIndex(0);
        (*values.window)->navigator()->openFile(pathOf(u"shares.csv"), OpenIn::NewTab);
        QCOMPARE(values.tabs()->count(), 2);
        QCOMPARE(values.tabs()->currentIndex(), 1);
    }

    void backAndForwardLeadThere()
    {
        const OpenValues values(Shares, OpenIn::CurrentTab);
        QCOMPARE(values.tabs()->count(), 1);
        values.grid()->arrange({.keys = {{1, Qt::AscendingOrder}}, .filters = {}});
        values.grid()->goTo(2, 1);
        values.press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(values.window->note(), u"A"_s);
        values.press(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(values.window->note(), u"shares.csv"_s);
        QCOMPARE(values.at(0, 0), u"Norrland; AB"_s);
        QCOMPARE(values.grid()->currentIndex().data().toString(), u"16%"_s);
    }

    void aClosedTabSavesAtOnceAndOpensAgain()
    {
        const OpenValues values(Shares);
        values.set(0, 1, u"38%"_s);
        values.press(Qt::Key_W);
        QCOMPARE(values.tabs()->count(), 1);
        QTRY_COMPARE(values.onDisk(), QByteArray(Shares).replace("37%", "38%"));
        values.press(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(values.tabs()->count(), 2);
        QCOMPARE(values.window->note(), u"shares.csv"_s);
        QCOMPARE(values.at(0, 1), u"38%"_s);
    }

    void whatIsTypedInACellIsSavedWithItsTab()
    {
        const OpenValues values(Shares);
        values.grid()->goTo(0, 1);
        values.grid()->setFocus();
        QTest::keyClick(values.grid(), Qt::Key_F2);
        auto *const editor = values.window->find<QLineEdit>(u"cellEditor"_s);
        QVERIFY(editor);
        QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(editor, u"40%"_s);
        values.press(Qt::Key_W);
        QTRY_COMPARE(values.onDisk(), QByteArray(Shares).replace("37%", "40%"));
    }

    void aClosedWindowSavesFirst()
    {
        const OpenValues values(Shares);
        values.set(0, 1, u"38%"_s);
        (*values.window)->close();
        QTRY_COMPARE(values.onDisk(), QByteArray(Shares).replace("37%", "38%"));
    }

    void tabsComeBackAsTheyWere()
    {
        const TemporaryVault vault("//- A.md\na\n");
        QByteArray rows = "name,share\n";
        for (int i = 0; i < 300; ++i)
            rows += "n" + QByteArray::number(i) + ',' + QByteArray::number(i) + ".5\n";
        vault.write(u"shares.csv"_s, rows);
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
        const auto open = [&] {
            auto *window = new MainWindow(std::make_unique<Vault>(vault.root()), &settings);
            window->resize(1400, 900);
            window->show();
            window->restoreNotes();
            return window;
        };
        QPointer<MainWindow> window = open();
        window->navigator()->openFile(pathOf(u"A.md"), OpenIn::NewTab);
        window->navigator()->openFile(pathOf(u"shares.csv"), OpenIn::NewTab);
        QTRY_VERIFY(window->isSettled());
        auto *grid = window->findChild<GridView *>(u"delimitedGrid"_s);
        grid->arrange({.keys = {{1, Qt::DescendingOrder}}, .filters = {{1, u">20"_s}}});
        QTRY_COMPARE(grid->model()->rowCount(), 280);
        grid->goTo(100, 1);
        const int scrolled = grid->verticalScrollBar()->value();
        QVERIFY(scrolled > 0);
        window->close();
        QTRY_VERIFY(!window);

        window = open();
        QTRY_VERIFY(window->isSettled());
        QCOMPARE(window->findChild<QTabWidget *>(u"tabs"_s)->count(), 2);
        QVERIFY(window->windowTitle().startsWith(u"shares.csv"));
        grid = window->findChild<GridView *>(u"delimitedGrid"_s);
        QTRY_COMPARE(grid->model()->rowCount(), 280);
        QCOMPARE(grid->model()->index(0, 1).data().toString(), u"299.5"_s);
        QCOMPARE(grid->tableModel()->arrangement().filters, (QHash<int, QString>{{1, u">20"_s}}));
        QCOMPARE(grid->currentIndex().data().toString(), u"100.5"_s);
        QVERIFY(std::abs(grid->verticalScrollBar()->value() - scrolled) <= grid->rowHeight(0));
        delete window;
    }

    void goToNoteFindsIt()
    {
        const OpenValues values(Shares);
        values.press(Qt::Key_W);
        values.press(Qt::Key_O);
        auto *const input = values.window->find<QLineEdit>(u"quickSwitcherInput"_s);
        QVERIFY(input);
        // What was open last comes first.
        auto *const list = values.window->find<QListView>(u"quickSwitcherList"_s);
        QCOMPARE(list->model()->index(0, 0).data().toString(), u"shares.csv"_s);
        QTest::keyClicks(input, u"shar"_s);
        QCOMPARE(list->model()->rowCount(), 1);
        QTest::keyClick(input, Qt::Key_Return);
        QTRY_COMPARE(values.window->note(), u"shares.csv"_s);
    }

    void isOpenedByItsName()
    {
        const OpenValues values(Shares);
        values.press(Qt::Key_W);
        (*values.window)->navigator()->openNamed(u"shares.csv"_s);
        QTRY_COMPARE(values.window->note(), u"shares.csv"_s);
    }

    void itsTabFollowsARename()
    {
        const OpenValues values(Shares);
        values.set(0, 1, u"38%"_s);
        values.window->run(u"Rename or move…"_s);
        auto *const input = values.window->find<QLineEdit>(u"quickSwitcherInput"_s);
        QVERIFY(input);
        QTRY_COMPARE(values.onDisk(), QByteArray(Shares).replace("37%", "38%"));
        QTest::keyClick(input, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(input, u"/figures/parts.csv"_s);
        QTest::keyClick(input, Qt::Key_Return);
        QTRY_COMPARE(values.window->note(), u"parts.csv"_s);
        QTRY_VERIFY(!values.vault.read(u"figures/parts.csv"_s).isEmpty());
        QCOMPARE(values.tabs()->tabText(values.tabs()->currentIndex()), u"parts.csv"_s);
        values.set(0, 1, u"39%"_s);
        values.press(Qt::Key_S);
        QTRY_COMPARE(values.vault.read(u"figures/parts.csv"_s), QByteArray(Shares).replace("37%", "39%"));
        // Its past came along.
        QTRY_VERIFY(History(values.vault.root()).versions(pathOf(u"figures/parts.csv")).value().size() >= 4);
    }

    void itsTabFollowsARenameOutside()
    {
        const OpenValues values(Shares);
        QVERIFY(QFile::rename(values.vault.absolute(u"shares.csv"_s), values.vault.absolute(u"parts.csv"_s)));
        QTRY_COMPARE(values.window->note(), u"parts.csv"_s);
        values.set(0, 1, u"39%"_s);
        values.press(Qt::Key_S);
        QTRY_COMPARE(values.vault.read(u"parts.csv"_s), QByteArray(Shares).replace("37%", "39%"));
    }

    void otherEncodingsAreOnlyShown()
    {
        const QByteArray bytes = "a,b\ncaf\xE9,1\n";
        const OpenValues values(bytes);
        QVERIFY(!values.grid()->tableModel()->isEditable());
        QCOMPARE(values.at(0, 0), u"café"_s);
        values.set(0, 1, u"2"_s);
        QVERIFY(values.window->find<QLabel>(u"statusState"_s)->text().contains(u"Read-only"));
        QVERIFY(values.window->click(u"Make a copy as UTF-8"_s));
        QTRY_VERIFY(values.window->note().startsWith(u"shares (converted"));
        QCOMPARE(values.at(0, 0), u"café"_s);
        QVERIFY(values.grid()->tableModel()->isEditable());
        QCOMPARE(values.onDisk(), bytes);
    }

    void utf16IsShownAndNotChanged()
    {
        QByteArray bytes = "\xFF\xFE"_ba;
        for (const char letter : "name\tshare\nVolta\t16%\n"_ba)
            bytes.append(letter).append('\0');
        const OpenValues values(bytes);
        QVERIFY(!values.grid()->tableModel()->isEditable());
        QCOMPARE(values.at(0, 0), u"Volta"_s);
        QCOMPARE(values.at(0, 1), u"16%"_s);
        values.set(0, 1, u"17%"_s);
        values.press(Qt::Key_S);
        QTest::qWait(50);
        QCOMPARE(values.onDisk(), bytes);
    }

    void manyRowsAreSortedInThePool()
    {
        QByteArray bytes = "number,word\n";
        for (int i = 0; i < 100000; ++i)
            bytes += QByteArray::number(i) + ".5,x\n"; // No year.
        const OpenValues values(bytes);
        QCOMPARE(values.grid()->model()->rowCount(), 100000);
        values.grid()->arrange({.keys = {{0, Qt::DescendingOrder}}, .filters = {}});
        QTRY_COMPARE_WITH_TIMEOUT(values.at(0, 0), u"99999.5"_s, 30000);
        values.grid()->arrange({.keys = {}, .filters = {{0, u">99990"_s}}});
        QTRY_COMPARE_WITH_TIMEOUT(values.grid()->model()->rowCount(), 10, 30000);
    }

    void aLongCellIsEditedAsAWhole()
    {
        const QByteArray longText(100000, 'x');
        const OpenValues values("a,b\n" + longText + ",1\n");
        values.grid()->goTo(0, 0);
        values.grid()->setFocus();
        QTest::keyClick(values.grid(), Qt::Key_F2);
        auto *const editor = values.window->find<QLineEdit>(u"cellEditor"_s);
        QVERIFY(editor);
        QTest::keyClick(editor, Qt::Key_End);
        QTest::keyClicks(editor, u"!"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        values.press(Qt::Key_S);
        QTRY_COMPARE(values.onDisk(), "a,b\n" + longText + "!,1\n");
    }

    // A long text is typed into in a box of lines, where a key costs no more than in a short one.
    void aLongCellIsTypedIntoInABox_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("words") << QByteArray("a few words, ").repeated(2000);
        QTest::newRow("one word") << QByteArray("xyzzy").repeated(5000);
        QTest::newRow("lines") << QByteArray("a line\n").repeated(4000);
        QTest::newRow("lines of another system") << QByteArray("a line\r\n").repeated(4000);
        QTest::newRow("other scripts") << QByteArray("世\u00A0界e\u0301 ").repeated(3000);
    }

    void aLongCellIsTypedIntoInABox()
    {
        QFETCH(QByteArray, text);
        const OpenValues values("a,b\n\"" + text + "\",1\n");
        values.grid()->goTo(0, 0);
        values.grid()->setFocus();
        QTest::keyClick(values.grid(), Qt::Key_F2);
        auto *const box = values.window->find<QPlainTextEdit>(u"cellText"_s);
        QVERIFY(box);
        QCOMPARE(QApplication::focusWidget(), box);
        const QString whole = QString::fromUtf8(text);
        QCOMPARE(values.editor()->text(), whole);
        QVERIFY(!values.editor()->isModified());
        QVERIFY(box->document()->blockCount() > 10);
        const bool atLine = box->document()->begin().text().endsWith(QChar(QChar::LineSeparator));
        // Over the border of two pieces it is as if there were none.
        box->setTextCursor(QTextCursor(box->document()->begin().next()));
        for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Right, Qt::Key_Left, Qt::Key_Backspace})
            QTest::keyClick(box, key);
        QTest::keyClicks(box, u"?"_s);
        const bool pairs = text.contains('\r');
        QString first = box->document()->begin().text().chopped(1);
        first.replace(QChar(QChar::LineSeparator), pairs ? u"\r\n"_s : u"\n"_s);
        const QString wanted = first + u'?' + whole.sliced(first.size() + (pairs && atLine ? 2 : 1));
        QCOMPARE(values.editor()->text(), wanted);
        QTest::keyClick(box, Qt::Key_Return);
        QVERIFY(!values.window->find<QPlainTextEdit>(u"cellText"_s));
        values.press(Qt::Key_S);
        QTRY_COMPARE(values.onDisk(), "a,b\n\"" + wanted.toUtf8() + "\",1\n");
        values.grid()->setFocus();
        QTest::keyClick(values.grid(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(values.onDisk(), "a,b\n\"" + text + "\",1\n");
    }

    // What is pasted and cut knows nothing of the pieces, and Escape leaves the cell as it was.
    void aLongCellIsCopiedAndPasted()
    {
        const QByteArray text = QByteArray("a few words, ").repeated(2000);
        const OpenValues values("a,b\n\"" + text + "\",1\n");
        values.grid()->goTo(0, 0);
        values.grid()->setFocus();
        QTest::keyClick(values.grid(), Qt::Key_F2);
        auto *const box = values.window->find<QPlainTextEdit>(u"cellText"_s);
        QVERIFY(box);
        QTest::keyClick(box, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(box, Qt::Key_X, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QString::fromUtf8(text));
        QCOMPARE(values.editor()->text(), QString());
        QTest::keyClick(box, Qt::Key_V, Qt::ControlModifier);
        QTest::keyClick(box, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(values.editor()->text(), QString::fromUtf8(text + text));
        QVERIFY(box->document()->blockCount() > 20);
        QTest::keyClick(box, Qt::Key_Escape);
        QTRY_VERIFY(!values.window->find<QPlainTextEdit>(u"cellText"_s));
        QCOMPARE(values.onDisk(), "a,b\n\"" + text + "\",1\n");
    }

    void aLongCellShowsItsBeginningAndIsCopiedAsAWhole()
    {
        const QByteArray longText = QByteArray("a few words, ").repeated(80000);
        const OpenValues values("name,text\nx,\"" + longText + "\"\n");
        const QString shown = values.at(0, 1);
        QVERIFY(shown.startsWith(u"a few words, a few"_s));
        QVERIFY(shown.endsWith(u'…'));
        QVERIFY(shown.size() < 2000);
        values.grid()->goTo(0, 1);
        values.grid()->copy();
        QCOMPARE(QApplication::clipboard()->text().size(), longText.size());
        QVERIFY(QApplication::clipboard()->mimeData()->html().contains(QString::fromUtf8(longText)));
    }

    void theLastOfManyColumnsIsReachedByKeyboard()
    {
        QByteArray header = "c0";
        QByteArray row = "v0";
        for (int i = 1; i < 10000; ++i) {
            header += ",c" + QByteArray::number(i);
            row += ",v" + QByteArray::number(i);
        }
        const OpenValues values(header + '\n' + row + '\n' + row + '\n');
        GridView *const grid = values.grid();
        grid->setFocus();
        grid->goTo(0, 0);
        QTest::keyClick(grid, Qt::Key_End);
        QCOMPARE(grid->currentIndex().column(), 9999);
        QVERIFY(grid->viewport()->rect().intersects(grid->visualRect(grid->currentIndex())));
        QTest::keyClick(grid, Qt::Key_F2);
        QTest::keyClicks(values.editor(), u"!"_s);
        QTest::keyClick(values.editor(), Qt::Key_Return);
        QCOMPARE(values.at(0, 9999), u"v9999!"_s);
        QTest::keyClick(grid, Qt::Key_Home);
        QCOMPARE(grid->currentIndex().column(), 0);
        // However far one goes, there are only as many filters as are in sight.
        for (int column = 0; column < 10000; column += 97)
            grid->goTo(0, column);
        QVERIFY(grid->horizontalHeader()->findChildren<QLineEdit *>().size() < 100);
    }

    void filtersStayWithTheirColumns()
    {
        QByteArray header = "c0";
        QByteArray row = "v0";
        for (int i = 1; i < 200; ++i) {
            header += ",c" + QByteArray::number(i);
            row += ",v" + QByteArray::number(i);
        }
        const OpenValues values(header + '\n' + row + '\n' + QByteArray(row).replace("v3,", "w3,") + '\n');
        GridView *const grid = values.grid();
        const auto filter = [grid](int column) {
            return grid->horizontalHeader()->findChild<QLineEdit *>(u"columnFilter%1"_s.arg(column));
        };
        grid->setFocus();
        grid->goTo(0, 3);
        QTest::keyClick(grid, Qt::Key_F, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget(), filter(3));
        QTest::keyClicks(filter(3), u"w"_s);
        QCOMPARE(grid->model()->rowCount(), 1);
        // Tab goes on to the next column, and further than is in sight.
        for (int column = 4; column <= 150; ++column) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QCOMPARE(QApplication::focusWidget(), filter(column));
            QVERIFY(filter(column)->isVisible());
            QCOMPARE(filter(column)->text(), QString());
        }
        QTest::keyClicks(filter(150), u"nowhere"_s);
        QCOMPARE(grid->model()->rowCount(), 0);
        QTest::keyClick(filter(150), Qt::Key_Escape);
        QCOMPARE(grid->model()->rowCount(), 1);
        for (int column = 149; column >= 3; --column)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab);
        QCOMPARE(QApplication::focusWidget(), filter(3));
        QCOMPARE(filter(3)->text(), u"w"_s);
        QTest::keyClick(filter(3), Qt::Key_Escape);
        QCOMPARE(grid->model()->rowCount(), 2);
    }

    void manyColumnsAndLargeCellsAreEdited()
    {
        QByteArray header = "c0";
        QByteArray row = "v0";
        for (int i = 1; i < 10000; ++i) {
            header += ",c" + QByteArray::number(i);
            row += ",v" + QByteArray::number(i);
        }
        const QByteArray large(1024 * 1024, 'x');
        const QByteArray bytes = header + '\n' + row + '\n' + large + ",1\n";
        const OpenValues values(bytes);
        QCOMPARE(values.grid()->model()->columnCount(), 10000);
        values.set(0, 9999, u"last"_s);
        QCOMPARE(values.at(0, 9999), u"last"_s);
        values.press(Qt::Key_S);
        QTRY_COMPARE(values.onDisk(), header + '\n' + QByteArray(row).replace("v9999", "last") + '\n' + large + ",1\n");
        QCOMPARE(values.grid()->model()->index(1, 0).data(Qt::EditRole).toString().size(), large.size());
    }
};

QTEST_MAIN(DelimitedViewTest)
#include "delimitedviewtest.moc"
