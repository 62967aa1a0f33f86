// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/tableinspector.h"

#include "core/table/gridedit.h"
#include "tests/ui/opennote.h"
#include "tests/ui/testwindow.h"
#include "ui/editor/noteeditor.h"
#include "ui/style/style.h"
#include "ui/table/gridheader.h"
#include "ui/table/gridview.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

/// The inspector on an open note, as in a window.
struct Tables
{
    explicit Tables(const QByteArray &bytes, const QString &whyNot = {}) : note(bytes)
    {
        QObject::connect(note.session.get(), &EditorSession::parsedChanged, &panel, [this, whyNot] { show(whyNot); });
        QObject::connect(&panel, &TableInspector::changeWanted, &panel,
                         [this](const NotePath &, const TableChange &change) { apply(change); });
        QObject::connect(&panel, &TableInspector::said, &panel, [this](const QString &sentence) { said = sentence; });
        QObject::connect(&panel, &TableInspector::summaryChanged, &panel,
                         [this](const QString &text) { summary = text; });
        panel.resize(900, 400);
        panel.show();
        panel.activateWindow();
        if (!QTest::qWaitForWindowActive(&panel))
            qWarning("The panel does not become active.");
        note.session->parsedNow();
        show(whyNot);
    }

    void show(const QString &whyNot)
    {
        panel.showNote(note.session->parsed(), note.session->path(), note.vault->snapshot(), whyNot);
    }

    void apply(const TableChange &change)
    {
        const ParsedNotePtr parsed = note.session->parsedNow();
        const Result<EditScript> script = scriptOf(change, parsed->facts, parsed->text);
        if (!script)
            said = script.error().sentence;
        else if (const auto done = note.session->apply(*script); !done)
            said = done.error().sentence;
        ++changes;
        note.session->parsedNow();
    }

    GridView *grid() const { return panel.grid(); }
    TableModel *model() const { return grid()->tableModel(); }
    QModelIndex cell(int row, int column) const { return model()->index(row, column); }
    QString at(int row, int column) const { return cell(row, column).data().toString(); }
    void select(int top, int left, int bottom, int right) const
    {
        grid()->setCurrentIndex(cell(top, left));
        grid()->selectionModel()->select(QItemSelection(cell(top, left), cell(bottom, right)),
                                         QItemSelectionModel::ClearAndSelect);
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const { QTest::keyClick(grid(), key, modifiers); }
    QLineEdit *editor() const { return qobject_cast<QLineEdit *>(grid()->indexWidget(grid()->currentIndex())); }

    /// Types into the current cell: the first key opens its editor, which gets the others.
    void type(const QString &text) const
    {
        QTest::keyClicks(grid(), text.first(1));
        QTest::keyClicks(editor(), text.sliced(1));
    }
    QString column(int number) const
    {
        QStringList cells;
        for (int row = 0; row < model()->rowCount(); ++row)
            cells.append(at(row, number));
        return cells.join(u' ');
    }
    void clickHeader(int number, Qt::KeyboardModifiers modifiers = {}) const
    {
        const QHeaderView *const header = grid()->horizontalHeader();
        QTest::mouseClick(header->viewport(), Qt::LeftButton, modifiers,
                          QPoint(header->sectionViewportPosition(number) + 20, 10));
    }
    bool clickButton(const QString &text) const
    {
        QPushButton *found = nullptr;
        const bool shown = QTest::qWaitFor([&] {
            for (QPushButton *button : panel.findChildren<QPushButton *>()) {
                if (button->isVisible() && button->text() == text)
                    found = button;
            }
            return found != nullptr;
        });
        if (shown)
            QTest::mouseClick(found, Qt::LeftButton);
        QCoreApplication::processEvents();
        return shown;
    }
    QString banner() const
    {
        const auto *const banner = panel.findChild<QWidget *>(u"tableBanner"_s);
        return banner->isVisible() ? banner->accessibleName() : QString();
    }

    OpenNote note;
    TableInspector panel;
    QString said;
    QString summary;
    int changes = 0;
};

const QByteArray Shares =
    "# Cells\n\n| Company | Share |\n|---|---|\n| Kestrel | ~37% |\n| Norrland | 5% |\n| Volta | 16% |\n";

QByteArray shares(const QByteArray &rows)
{
    return "# Cells\n\n| Company | Share |\n|---|---|\n" + rows;
}

} // namespace

class TableInspectorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void aCellIsEdited()
    {
        const Tables tables(Shares);
        const QAbstractItemModelTester tester(tables.model());
        tables.grid()->setCurrentIndex(tables.cell(0, 1));
        tables.press(Qt::Key_F2);
        QVERIFY(tables.editor());
        QCOMPARE(tables.editor()->text(), u"~37%"_s);
        tables.editor()->selectAll();
        QTest::keyClicks(tables.editor(), u"~38%"_s);
        QTest::keyClick(tables.editor(), Qt::Key_Return);
        QCOMPARE(tables.note.bytes(), shares("| Kestrel | ~38% |\n| Norrland | 5% |\n| Volta | 16% |\n"));
        QCOMPARE(tables.grid()->currentIndex(), tables.cell(1, 1));
        QCOMPARE(tables.at(0, 1), u"~38%"_s);
        tables.note.session->document()->undo();
        QCOMPARE(tables.note.bytes(), Shares);
    }

    void typingReplacesACell()
    {
        const Tables tables(Shares);
        tables.grid()->setCurrentIndex(tables.cell(1, 0));
        tables.type(u"A|B"_s);
        QTest::keyClick(tables.editor(), Qt::Key_Tab);
        QCOMPARE(tables.note.bytes(), shares("| Kestrel | ~37% |\n| A\\|B | 5% |\n| Volta | 16% |\n"));
        QCOMPARE(tables.grid()->currentIndex(), tables.cell(1, 1));
        tables.type(u"6%"_s);
        QTest::keyClick(tables.editor(), Qt::Key_Return);
        // Enter goes below the cell that Tab began at.
        QCOMPARE(tables.grid()->currentIndex(), tables.cell(2, 0));
    }

    void escapeGivesUpAndDeleteClears()
    {
        const Tables tables(Shares);
        tables.grid()->setCurrentIndex(tables.cell(0, 0));
        tables.type(u"x"_s);
        QTest::keyClick(tables.editor(), Qt::Key_Escape);
        QCOMPARE(tables.note.bytes(), Shares);
        tables.select(0, 1, 1, 1);
        tables.press(Qt::Key_Delete);
        QCOMPARE(tables.note.bytes(), shares("| Kestrel |  |\n| Norrland |  |\n| Volta | 16% |\n"));
        QCOMPARE(tables.changes, 1);
        tables.press(Qt::Key_Delete);
        QCOMPARE(tables.changes, 1);
    }

    void theKeyboardMovesAsInASpreadsheet()
    {
        const Tables tables(Shares);
        tables.grid()->setFocus();
        const auto after = [&](Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
            tables.press(key, modifiers);
            const QModelIndex current = tables.grid()->currentIndex();
            return QPoint(current.column(), current.row());
        };
        tables.grid()->setCurrentIndex(tables.cell(0, 0));
        QCOMPARE(after(Qt::Key_Tab), QPoint(1, 0));
        QCOMPARE(after(Qt::Key_Tab), QPoint(0, 1));
        QCOMPARE(after(Qt::Key_Backtab), QPoint(1, 0));
        QCOMPARE(after(Qt::Key_Return), QPoint(0, 1));
        QCOMPARE(after(Qt::Key_Return, Qt::ShiftModifier), QPoint(0, 0));
        QCOMPARE(after(Qt::Key_Return, Qt::ShiftModifier), QPoint(0, 0));
        tables.grid()->setCurrentIndex(tables.cell(2, 1));
        QCOMPARE(after(Qt::Key_Tab), QPoint(1, 2));
        QVERIFY(!tables.grid()->hasFocus());
    }

    void whatIsTypedOutlivesAChangeOfTheNote()
    {
        const Tables tables(Shares);
        tables.grid()->setCurrentIndex(tables.cell(2, 1));
        tables.type(u"17"_s);
        tables.note.type(0, 0, u"New\n\n"_s);
        tables.note.session->parsedNow();
        tables.note.type(6, 0, u"| Ohm | 1% |\n"_s);
        tables.note.session->parsedNow();
        QCOMPARE(tables.model()->rowCount(), 4);
        QVERIFY(tables.editor());
        QCOMPARE(tables.editor()->text(), u"17"_s);
        QTest::keyClick(tables.editor(), Qt::Key_Return);
        QCOMPARE(tables.note.bytes(),
                 "New\n\n" + shares("| Ohm | 1% |\n| Kestrel | ~37% |\n| Norrland | 5% |\n| Volta | 17 |\n"));
    }

    void whatIsTypedIsTakenOverWhenAnotherNoteIsShown()
    {
        Tables tables(Shares);
        tables.grid()->setCurrentIndex(tables.cell(2, 1));
        tables.type(u"17"_s);
        const ParsedNotePtr other = ParsedNote::of(1, "| a |\n|---|\n| 1 |\n");
        tables.panel.showNote(other, pathOf(u"other.md"), {}, {});
        QVERIFY(tables.note.bytes().contains("| Volta | 17 |"));
        QCOMPARE(tables.at(0, 0), u"1"_s);
    }

    void rowsAndColumnsComeGoAndMove()
    {
        const Tables tables(Shares);
        const QAbstractItemModelTester tester(tables.model());
        tables.grid()->setCurrentIndex(tables.cell(0, 0));
        tables.press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(tables.note.bytes(), shares("| Kestrel | ~37% |\n|  |  |\n| Norrland | 5% |\n| Volta | 16% |\n"));
        QCOMPARE(tables.grid()->currentIndex(), tables.cell(1, 0));
        tables.press(Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(tables.column(0), u"Kestrel Norrland  Volta"_s);
        QCOMPARE(tables.grid()->currentIndex(), tables.cell(2, 0));
        tables.press(Qt::Key_Delete, Qt::ControlModifier);
        QCOMPARE(tables.note.bytes(), Shares);
        tables.grid()->setCurrentIndex(tables.cell(0, 0));
        tables.press(Qt::Key_Right, Qt::AltModifier | Qt::ShiftModifier);
        QCOMPARE(tables.note.bytes(),
                 "# Cells\n\n| Share | Company |\n|---|---|\n| ~37% | Kestrel |\n| 5% | Norrland |\n"
                 "| 16% | Volta |\n");
        tables.grid()->setCurrentIndex(tables.cell(0, 0));
        tables.press(Qt::Key_Delete, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(tables.model()->columnCount(), 1);
        tables.press(Qt::Key_Delete, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(tables.said.contains(u"one column"));
        tables.press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(tables.model()->columnCount(), 2);
        // A new column asks for its name.
        auto *const name = tables.grid()->horizontalHeader()->findChild<QLineEdit *>(u"headerEditor"_s);
        QVERIFY(name);
        QTest::keyClicks(name, u"Since"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QVERIFY(tables.note.bytes().contains("| Company | Since |\n|---|---|\n| Kestrel |  |\n"));
    }

    void severalRowsMoveTogether()
    {
        const Tables tables(Shares);
        tables.select(1, 0, 2, 0);
        tables.press(Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(tables.column(0), u"Norrland Volta Kestrel"_s);
        tables.press(Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(tables.column(0), u"Norrland Volta Kestrel"_s);
        tables.press(Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(tables.note.bytes(), Shares);
    }

    void theViewIsSortedAndTheNoteOnRequest()
    {
        const Tables tables(Shares);
        const QAbstractItemModelTester tester(tables.model());
        tables.clickHeader(1);
        QCOMPARE(tables.column(1), u"~37% 16% 5%"_s);
        tables.clickHeader(1);
        QCOMPARE(tables.column(1), u"5% 16% ~37%"_s);
        QCOMPARE(tables.note.bytes(), Shares);
        tables.grid()->setCurrentIndex(tables.cell(0, 0));
        tables.press(Qt::Key_Down, Qt::AltModifier);
        QVERIFY(tables.said.contains(u"own order"));
        // An edited row stays where it is.
        tables.model()->setData(tables.cell(0, 1), u"50%"_s, Qt::EditRole);
        QCOMPARE(tables.column(1), u"50% 16% ~37%"_s);
        tables.clickHeader(1);
        tables.clickHeader(1);
        tables.grid()->writeOrder();
        QCOMPARE(tables.note.bytes(), shares("| Norrland | 50% |\n| Kestrel | ~37% |\n| Volta | 16% |\n"));
        QVERIFY(tables.model()->arrangement().isPlain());
    }

    void shiftAddsAKey()
    {
        const Tables tables("| a | b |\n|---|---|\n| y | 1 |\n| x | 1 |\n| z | 2 |\n");
        tables.clickHeader(1);
        tables.clickHeader(0, Qt::ShiftModifier);
        QCOMPARE(tables.column(0), u"z x y"_s);
        tables.clickHeader(0, Qt::ShiftModifier);
        QCOMPARE(tables.column(0), u"z y x"_s);
        QCOMPARE(tables.model()->arrangement().keys.size(), 2);
        tables.clickHeader(0, Qt::ShiftModifier);
        QCOMPARE(tables.model()->arrangement().keys.size(), 1);
    }

    void aDoubleClickRenamesAColumnAndSortsNothing()
    {
        const Tables tables(Shares);
        QWidget *const header = tables.grid()->horizontalHeader()->viewport();
        tables.clickHeader(1);
        QTest::mouseDClick(header, Qt::LeftButton, {},
                           QPoint(tables.grid()->horizontalHeader()->sectionViewportPosition(1) + 20, 10));
        QVERIFY(tables.model()->arrangement().isPlain());
        auto *const name = tables.grid()->horizontalHeader()->findChild<QLineEdit *>(u"headerEditor"_s);
        QVERIFY(name && name->isVisible());
        QTest::keyClicks(name, u"Part"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QVERIFY(tables.note.bytes().contains("| Company | Part |"));
    }

    void rowsAreFiltered()
    {
        const Tables tables(Shares);
        const QAbstractItemModelTester tester(tables.model());
        auto *const filter = tables.grid()->horizontalHeader()->findChild<QLineEdit *>(u"columnFilter1"_s);
        QVERIFY(filter && filter->isVisible());
        QTest::keyClicks(filter, u">10%"_s);
        QCOMPARE(tables.column(0), u"Kestrel Volta"_s);
        QTest::keyClick(filter, Qt::Key_Down);
        QVERIFY(tables.grid()->hasFocus());
        // What is edited stays in sight.
        tables.model()->setData(tables.cell(0, 1), u"1%"_s, Qt::EditRole);
        QCOMPARE(tables.column(0), u"Kestrel Volta"_s);
        QTest::keyClick(filter, Qt::Key_Escape);
        QCOMPARE(tables.column(0), u"Kestrel Norrland Volta"_s);
        tables.press(Qt::Key_F, Qt::ControlModifier);
        QVERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
    }

    void blocksAreCopied()
    {
        const Tables tables(Shares);
        tables.select(0, 0, 1, 1);
        tables.press(Qt::Key_C, Qt::ControlModifier);
        const QMimeData *const data = QApplication::clipboard()->mimeData();
        QCOMPARE(data->text(), u"Kestrel\t~37%\nNorrland\t5%"_s);
        QCOMPARE(data->html(),
                 u"<table><tr><td>Kestrel</td><td>~37%</td></tr><tr><td>Norrland</td><td>5%</td></tr></table>"_s);
        QCOMPARE(data->data(u"text/markdown"_s),
                 "| Company | Share |\n| --- | --- |\n| Kestrel | ~37% |\n| Norrland | 5% |\n");
        tables.grid()->copy(true);
        QVERIFY(QApplication::clipboard()->text().startsWith(u"Company\tShare\n"));
    }

    void blocksArePasted()
    {
        const Tables tables(Shares);
        const QAbstractItemModelTester tester(tables.model());
        QApplication::clipboard()->setText(u"Ohm\t1%\tnew\nAmpere\t2%\tx|y\n"_s);
        tables.grid()->setCurrentIndex(tables.cell(2, 0));
        tables.press(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(tables.note.bytes(), "# Cells\n\n| Company | Share |  |\n|---|---|---|\n| Kestrel | ~37% |  |\n"
                                      "| Norrland | 5% |  |\n| Ohm | 1% | new |\n| Ampere | 2% | x\\|y |\n");
        QCOMPARE(tables.changes, 1);
        tables.note.session->document()->undo();
        QCOMPARE(tables.note.bytes(), Shares);
        tables.note.session->parsedNow();
        // One cell fills what is selected.
        QApplication::clipboard()->setText(u"—"_s);
        tables.select(0, 1, 2, 1);
        tables.grid()->paste();
        QCOMPARE(tables.column(1), u"— — —"_s);
        auto *html = new QMimeData;
        html->setHtml(u"<table><tr><td>1</td><td>2</td></tr></table>"_s);
        html->setText(u"1 2"_s);
        QApplication::clipboard()->setMimeData(html);
        tables.select(0, 0, 0, 0);
        tables.grid()->paste();
        QCOMPARE(tables.at(0, 0) + tables.at(0, 1), u"12"_s);
    }

    void linksSurviveACopy()
    {
        const Tables tables("| a | b |\n|---|---|\n| [[Ohm\\|the maker]] | x |\n");
        tables.select(0, 0, 0, 0);
        tables.grid()->copy();
        tables.select(0, 1, 0, 1);
        tables.grid()->paste();
        QVERIFY(tables.note.bytes().endsWith("| [[Ohm\\|the maker]] | [[Ohm\\|the maker]] |\n"));
    }

    void selectedCellsAreSummedUp()
    {
        const Tables tables(Shares);
        tables.select(0, 1, 2, 1);
        QCOMPARE(tables.summary, u"3 cells  ·  sum 58%  ·  mean 19.33%  ·  median 16%  ·  min 5%  ·  max 37%"_s);
        tables.select(0, 0, 0, 0);
        QCOMPARE(tables.summary, QString());
    }

    void defectsAreShownAndMended_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QString>("says");
        QTest::addColumn<QString>("button");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("surplus") << "| a | b |\n|---|---|\n| 1 | 2 | 3 |\n"_ba << u"Row 1 has more cells"_s
                                 << u"Add a column"_s << "| a | b |  |\n|---|---|---|\n| 1 | 2 | 3 |\n"_ba;
        QTest::newRow("short") << "| a | b |\n|---|---|\n| 1 |\n"_ba << u"Row 1 has fewer cells"_s << u"Fill up"_s
                               << "| a | b |\n|---|---|\n| 1 |  |\n"_ba;
        QTest::newRow("bars") << "| a |\n|---|\n| [[x|y]] |\n"_ba << u"no backslash"_s << u"Add backslashes"_s
                              << "| a |\n|---|\n| [[x\\|y]] |\n"_ba;
        QTest::newRow("headless") << "Text\n\n| 1 | 2 |\n"_ba << u"no header"_s << u"Add a header"_s
                                  << "Text\n\n|  |  |\n|---|---|\n| 1 | 2 |\n"_ba;
        QTest::newRow("cut in two") << "| a |\n|---|\n| 1 |\n\nText\n\n| 2 |\n"_ba << u"no header"_s
                                    << u"Join with the table above"_s << "| a |\n|---|\n| 1 |\n| 2 |\n\nText\n\n"_ba;
        QTest::newRow("transposed") << "| x | [[K]] | [[N]] |\n|---|---|---|\n| a | 1 | 2 |\n| b | 3 | 4 |\n"_ba
                                    << u"in the header"_s << u"Transpose"_s
                                    << "| x | a | b |\n|---|---|---|\n| [[K]] | 1 | 3 |\n| [[N]] | 2 | 4 |\n"_ba;
    }

    void defectsAreShownAndMended()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const QString, says);
        QFETCH(const QString, button);
        Tables tables(before);
        if (before.startsWith("| a |\n|---|\n| 1 |\n\n"))
            tables.panel.showTableAt(static_cast<quint32>(before.indexOf("| 2")));
        QVERIFY2(tables.banner().contains(says), qPrintable(tables.banner()));
        QVERIFY(tables.clickButton(button));
        QTEST(tables.note.bytes(), "after");
    }

    void headersWithoutNameAreNamed()
    {
        const Tables tables("| a |  | a |\n|---|---|---|\n| 1 | 2 | 3 |\n");
        QVERIFY(tables.banner().contains(u"Column 2 has no name"));
        QVERIFY(tables.clickButton(u"Name it"_s));
        auto *name = tables.grid()->horizontalHeader()->findChild<QLineEdit *>(u"headerEditor"_s);
        QTest::keyClicks(name, u"b"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(tables.note.bytes(), "| a | b | a |\n|---|---|---|\n| 1 | 2 | 3 |\n");
        QVERIFY(tables.banner().contains(u"Two columns are named a"));
        QVERIFY(tables.clickButton(u"Dismiss"_s));
        QCOMPARE(tables.banner(), QString());
    }

    void aStrayBarIsJoined()
    {
        const Tables tables("| a | b |\n|---|---|\n| A|F | 2 |\n");
        tables.select(0, 0, 0, 0);
        tables.grid()->joinWithNext();
        QCOMPARE(tables.note.bytes(), "| a | b |\n|---|---|\n| A\\|F | 2 |\n");
    }

    void readOnlyNotesSayWhy()
    {
        const Tables tables(Shares, u"It is too large."_s);
        QCOMPARE(tables.banner(), u"It is too large."_s);
        tables.grid()->setCurrentIndex(tables.cell(0, 0));
        tables.press(Qt::Key_F2);
        QVERIFY(!tables.editor());
        QCOMPARE(tables.said, u"It is too large."_s);
        for (const auto &[key, modifiers] :
             {std::pair(Qt::Key_Delete, Qt::NoModifier), std::pair(Qt::Key_Return, Qt::ControlModifier),
              std::pair(Qt::Key_V, Qt::ControlModifier)})
            tables.press(key, modifiers);
        QCOMPARE(tables.note.bytes(), Shares);
        QSignalSpy activated(&tables.panel, &TableInspector::cellActivated);
        QTest::mouseDClick(tables.grid()->viewport(), Qt::LeftButton, {},
                           tables.grid()->visualRect(tables.cell(1, 0)).center());
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated.first().first().toUInt(), static_cast<quint32>(Shares.indexOf("| Norrland")));
    }

    void theListIsWalkedByArrows()
    {
        const Tables tables("# One\n\n" + Shares + "\n# Two\n\n| x |\n|---|\n| 1 |\n\nText\n\n| lost | row |\n");
        auto *const list = tables.panel.findChild<QListView *>(u"tableList"_s);
        const QAbstractItemModelTester tester(list->model());
        QCOMPARE(list->model()->rowCount(), 3);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down);
        QCOMPARE(tables.at(0, 0), u"1"_s);
        QTest::keyClick(list, Qt::Key_Down);
        QCOMPARE(tables.at(0, 1), u"row"_s);
        QTest::keyClick(list, Qt::Key_Return);
        QVERIFY(tables.grid()->hasFocus());
        QVERIFY(tables.grid()->currentIndex().isValid());
    }

    void theFirstColumnStaysInSight()
    {
        QByteArray header = "| Company |";
        QByteArray hyphens = "|---|";
        QByteArray row = "| Kestrel |";
        for (int i = 0; i < 20; ++i) {
            header += " Long header " + QByteArray::number(i) + " |";
            hyphens += "---|";
            row += " value |";
        }
        const Tables tables(header + '\n' + hyphens + '\n' + row + '\n');
        GridView *const grid = tables.grid();
        QVERIFY(grid->horizontalScrollBar()->maximum() > 0);
        grid->scrollTo(tables.cell(0, 20));
        QVERIFY(grid->horizontalScrollBar()->value() > 0);
        QCOMPARE(grid->visualRect(tables.cell(0, 0)).left(), 0);
        QCOMPARE(grid->indexAt(QPoint(10, 10)), tables.cell(0, 0));
        // What the keyboard is at is never below it.
        for (int column = 20; column > 0; --column) {
            grid->setCurrentIndex(tables.cell(0, column));
            QVERIFY(grid->visualRect(tables.cell(0, column)).left() >= grid->columnWidth(0));
        }
        tables.grid()->setCurrentIndex(tables.cell(0, 20));
        const int scrolled = grid->horizontalScrollBar()->value();
        QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, QPoint(grid->columnWidth(0) - 6, 10));
        QCOMPARE(grid->currentIndex(), tables.cell(0, 0));
        QCOMPARE(grid->horizontalScrollBar()->value(), scrolled);
        tables.press(Qt::Key_F2);
        QCOMPARE(tables.editor()->x(), 0);
    }

    void aPropertySheetTellsKindsByRow()
    {
        const Tables tables("| Metric | Value |\n|---|---|\n| Share | 3% |\n| Revenue | $2B |\n");
        QVERIFY(!tables.cell(0, 1).data(TableModel::NumericRole).toBool());
        QCOMPARE(tables.cell(0, 1).data(TableModel::KindRole).value<CellKind>(), CellKind::Percent);
        QCOMPARE(tables.cell(1, 1).data(TableModel::KindRole).value<CellKind>(), CellKind::Money);
        QVERIFY(!tables.cell(1, 0).data(TableModel::KindRole).isValid());
    }

    void theMenuOffersWhatCanBeDone()
    {
        const Tables tables(Shares);
        tables.grid()->setCurrentIndex(tables.cell(0, 0));
        tables.clickHeader(1);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
        QApplication::sendEvent(tables.grid(), &event);
        auto *const menu = tables.grid()->findChild<QMenu *>(u"tableMenu"_s);
        QVERIFY(menu);
        const auto action = [&](const QString &text) {
            for (QAction *candidate : menu->actions()) {
                if (candidate->text() == text)
                    return candidate;
            }
            return static_cast<QAction *>(nullptr);
        };
        QVERIFY(!action(u"Move up"_s)->isEnabled());
        action(u"Write this order into the note"_s)->trigger();
        QCOMPARE(tables.note.bytes(), shares("| Kestrel | ~37% |\n| Volta | 16% |\n| Norrland | 5% |\n"));
        menu->close();
    }

    void theChosenTableStaysWhileItIsEdited()
    {
        const TemporaryVault vault("//- A.md\n# S\n\n| a |\n|---|\n| 1 |\n\n# T\n\n| b |\n|---|\n| 2 |\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const list = window.find<QListView>(u"tableList"_s);
        auto *const text = window.find<NoteEditor>(u"editor"_s);
        auto *const grid = window.find<GridView>(u"tableGrid"_s);
        // The caret stands in the second table, the first one is chosen.
        text->goTo(static_cast<quint32>(vault.read(u"A.md"_s).indexOf("| 2")), true);
        QCOMPARE(grid->model()->index(0, 0).data().toString(), u"2"_s);
        list->setCurrentIndex(list->model()->index(0, 0));
        grid->setFocus();
        grid->model()->setData(grid->model()->index(0, 0), u"one"_s, Qt::EditRole);
        QCOMPARE(grid->model()->index(0, 0).data().toString(), u"one"_s);
        QTest::keyClick(grid, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(grid->model()->index(0, 0).data().toString(), u"1"_s);
        QTest::qWait(50);
        QCOMPARE(grid->model()->index(0, 0).data().toString(), u"1"_s);
    }

    void theWindowChangesTheNoteAndTakesItBack()
    {
        const TemporaryVault vault("//- A.md\n# S\n\n| Company | Share |\n|--|--|\n| B | ~5% |\n| C | ~37% |\n");
        const QByteArray before = vault.read(u"A.md"_s);
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const grid = window.find<GridView>(u"tableGrid"_s);
        grid->setFocus();
        grid->setCurrentIndex(grid->model()->index(0, 1));
        // Where the keyboard is here, F2 does not rename the note.
        QTest::keyClick(grid, Qt::Key_F2);
        auto *const editor = grid->viewport()->findChild<QLineEdit *>(u"cellEditor"_s);
        QVERIFY(editor);
        editor->selectAll();
        QTest::keyClicks(editor, u"~3%"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        auto *const text = window.find<NoteEditor>(u"editor"_s);
        QVERIFY(text->toPlainText().contains(u"| B | ~3% |"));
        QTest::keyClick(grid, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(text->toPlainText().contains(u"| B | ~5% |"));
        QTest::keyClick(grid, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(text->toPlainText().contains(u"| B | ~3% |"));
        QTest::keyClick(grid, Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(vault.read(u"A.md"_s), before);
    }
};

QTEST_MAIN(TableInspectorTest)
#include "tableinspectortest.moc"
