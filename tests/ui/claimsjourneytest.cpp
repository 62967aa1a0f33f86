// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/temporaryvault.h"
#include "tests/ui/testwindow.h"
#include "ui/editor/noteeditor.h"
#include "ui/panels/claimsmodel.h"
#include "ui/panels/claimspanel.h"
#include "ui/style/style.h"
#include "ui/table/celldelegate.h"
#include "ui/table/comparisonview.h"
#include "ui/table/gridview.h"

#include <QDirIterator>
#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTreeView>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Notes[] = R"(
//- Auk.md
---
aliases: [Auk Cells]
---
#actor #cells

Auk — a maker of cells.

## Why Auk matters

| Metric | Value |
|--------|-------|
| Market share | ~3% |
| HQ | Oslo |

## Competitive position

| Company | Market share | Strengths |
|---------|--------------|-----------|
| [[Skua]] | ~13% | Technology |
| [[Kestrel]] | ~37% | Scale, cost |
| Auk | ~3% | Captive customers |
| [[Norrland]] | ~16% | Integration |

## Related

- [[Kestrel]] — competitor
//- Kestrel.md
#actor #cells

## Competitors

| Rival | Share of the market | Since |
|---|---|---|
| [[Norrland]] | 16% | 2011 |
| [[Auk]] | 3% | 2014 |
//- Norrland.md
#actor #cells
| Metric | Value |
|---|---|
| Market share | 17% (2025) |
//- Skua.md
#actor #cells
)";

using Files = QMap<QString, QByteArray>;

Files filesOf(const QString &root)
{
    Files files;
    QDirIterator all(root, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        QFile file(all.next());
        if (file.open(QIODevice::ReadOnly))
            files.insert(QDir(root).relativeFilePath(file.fileName()), file.readAll());
    }
    return files;
}

int ownRow(const GridView *grid)
{
    for (int row = 0; row < grid->model()->rowCount(); ++row) {
        if (grid->model()->index(row, 0).data(TableModel::OwnRole).toBool())
            return row;
    }
    return -1;
}

} // namespace

/// From a figure in a note to what all others say of it, and back: the whole way, with the keyboard and the mouse.
class ClaimsJourneyTest : public QObject
{
    Q_OBJECT

private:
    // The note has a table of competitors below "Competitive position" with itself at ~3%, which it says elsewhere,
    // too.
    static void travel(const QString &root, const QString &note)
    {
        const Files before = filesOf(root);
        TestWindow window(root, note);
        QTRY_VERIFY_WITH_TIMEOUT(window->isSettled(), 30000);
        auto *const editor = window.find<NoteEditor>(u"editor"_s);
        const QString text = editor->toPlainText();

        // To the section; its table stands below.
        window->findChild<QTabWidget *>(u"rightPanels"_s)->setCurrentIndex(1);
        auto *const outline = window.find<QTreeView>(u"outlineTree"_s);
        QVERIFY(outline);
        const QModelIndexList found =
            outline->model()->match(outline->model()->index(0, 0), Qt::DisplayRole, u"Competitive position"_s, 1,
                                    Qt::MatchExactly | Qt::MatchRecursive);
        QCOMPARE(found.size(), 1);
        outline->scrollTo(found.first());
        QTest::mouseClick(outline->viewport(), Qt::LeftButton, {}, outline->visualRect(found.first()).center());
        auto *const grid = window.find<GridView>(u"tableGrid"_s);
        QTRY_COMPARE(grid->model()->headerData(1, Qt::Horizontal).toString(), u"Market share"_s);

        // Sorted by share, and nothing is changed by that.
        const QHeaderView *const header = grid->horizontalHeader();
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, {header->sectionViewportPosition(1) + 20, 10});
        QCOMPARE(grid->model()->index(0, 1).data().toString(), u"~37%"_s);
        QCOMPARE(ownRow(grid), grid->model()->rowCount() - 1);
        QCOMPARE(editor->toPlainText(), text);

        // Another share.
        const auto share = [grid] { return grid->model()->index(ownRow(grid), 1); };
        QCOMPARE(share().data().toString(), u"~3%"_s);
        QVERIFY(!share().data(TableModel::DisputeRole).isValid());
        grid->setFocus();
        grid->setCurrentIndex(share());
        QTest::keyClick(grid, Qt::Key_F2);
        auto *const input = grid->viewport()->findChild<QLineEdit *>(u"cellEditor"_s);
        QVERIFY(input);
        input->selectAll();
        QTest::keyClicks(input, u"~4%"_s);
        QTest::keyClick(input, Qt::Key_Return);
        QTRY_COMPARE(share().data().toString(), u"~4%"_s);
        QString changed = text;
        changed.replace(text.lastIndexOf(u"~3%"_s), 3, u"~4%"_s);
        QCOMPARE(editor->toPlainText(), changed);

        // The comparison says that notes disagree.
        window.run(u"Compare with competitors"_s);
        QTRY_VERIFY(window.find<ComparisonView>(u"comparisonView"_s));
        auto *const view = window.find<ComparisonView>(u"comparisonView"_s);
        const auto ownCell = [view, &note]() -> const ComparedCell * {
            const Comparison &shown = view->shown();
            for (qsizetype row = 0; row < shown.rows.size(); ++row) {
                for (qsizetype column = 0; column < shown.columns.size(); ++column) {
                    const ComparedCell &cell = shown.cell(row, column);
                    if (shown.rows.at(row).title == u"Market share"_s && shown.columns.at(column).title == note
                        && std::ranges::contains(cell.values, "~4%"_ba, &StatedValue::raw))
                        return &cell;
                }
            }
            return nullptr;
        };
        QTRY_VERIFY_WITH_TIMEOUT(ownCell(), 30000);
        QVERIFY(ownCell()->disagrees);
        QVERIFY(std::ranges::contains(ownCell()->values, "~3%"_ba, &StatedValue::raw));
        QTest::keyClick(window.operator->(), Qt::Key_W, Qt::ControlModifier);

        // So does a mark in the table, which leads to the claims about the cell.
        QTRY_VERIFY_WITH_TIMEOUT(share().data(TableModel::DisputeRole).isValid(), 30000);
        grid->scrollTo(share());
        QTest::mouseClick(grid->viewport(), Qt::LeftButton, {},
                          CellDelegate::disputeMark(grid->visualRect(share())).center());
        auto *const panel = window.find<ClaimsPanel>(u"claimsPanel"_s);
        QVERIFY(panel);
        auto *const claims = panel->findChild<QTreeView *>(u"claimsTable"_s);
        const auto text_ = [claims](int row, int column) {
            return claims->model()->index(row, column).data().toString();
        };
        QTRY_VERIFY(claims->model()->rowCount() > 0);
        int contradiction = 0;
        while (contradiction < claims->model()->rowCount()
               && !text_(contradiction, ClaimsModel::ThereColumn).startsWith(u"~3%"))
            ++contradiction;
        QCOMPARE(text_(contradiction, ClaimsModel::VerdictColumn), u"contradict"_s);
        QVERIFY(text_(contradiction, ClaimsModel::HereColumn).startsWith(u"~4%"));

        // The other value is taken over; two steps back, and everything is as it was.
        claims->setCurrentIndex(claims->model()->index(contradiction, 0));
        QTest::mouseClick(panel->findChild<QPushButton *>(u"claimsFromThere"_s), Qt::LeftButton);
        QCOMPARE(editor->toPlainText(), text);
        editor->undo();
        QCOMPARE(editor->toPlainText(), changed);
        editor->undo();
        QCOMPARE(editor->toPlainText(), text);
        QTest::keyClick(window.operator->(), Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(filesOf(root), before);
    }

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void inASmallVault()
    {
        const TemporaryVault vault(Notes);
        travel(vault.root(), u"Auk"_s);
    }

    void inARealVault()
    {
        // The note that the folder gives as an example stands in its vault, too.
        const QDir corpus(QStringLiteral(TEARSHEET_CORPUS "/vault"));
        const QStringList examples = QDir(QStringLiteral(TEARSHEET_CORPUS "/seed")).entryList({u"*.md"_s}, QDir::Files);
        if (QStringLiteral(TEARSHEET_CORPUS).isEmpty() || !corpus.exists() || examples.isEmpty())
            QSKIP("There is no real vault; set TEARSHEET_CORPUS to try one.");
        const TemporaryVault vault;
        QDirIterator notes(corpus.path(), {u"*.md"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (notes.hasNext()) {
            QFile file(notes.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            vault.write(corpus.relativeFilePath(file.fileName()), file.readAll());
        }
        travel(vault.root(), QFileInfo(examples.first()).completeBaseName());
    }
};

QTEST_MAIN(ClaimsJourneyTest)
#include "claimsjourneytest.moc"
