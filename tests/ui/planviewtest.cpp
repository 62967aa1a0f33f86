// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diff/planview.h"
#include "core/change/renameplan.h"
#include "tests/support/vaultof.h"
#include "ui/diff/diffview.h"
#include "ui/diff/planmodel.h"
#include "ui/style/resources.h"
#include "ui/style/style.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QPushButton>
#include <QTreeView>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

Snapshot vault()
{
    return vaultOf("//- A.md\nSee [[Volta]].\n\n| [[Volta|V]] | ~37% |\n//- B.md\nMade by [[Volta]]\n"
                   "//- C.md\nNothing\n//- Volta.md\n# Volta\n");
}

/// Volta becomes Watt: A has two places, B one, Volta moves.
ChangePlan rename(const Snapshot &snapshot)
{
    return *planRename(snapshot, u"Volta.md"_s, u"Watt.md"_s);
}

/// The view on the screen, as it is used.
class ShownPlan : public PlanView
{
public:
    ShownPlan(const ChangePlan &plan, const Snapshot &snapshot) : PlanView(plan, snapshot)
    {
        open();
        activateWindow();
        if (!QTest::qWaitForWindowActive(this))
            qFatal("The window did not come to the front.");
    }

    QTreeView *tree() const { return findChild<QTreeView *>(u"planTree"_s); }
    DiffView *diff() const { return findChild<DiffView *>(u"diffView"_s); }
    QString extent() const { return findChild<QLabel *>(u"planExtent"_s)->text(); }
    QPushButton *button(const QString &name) const { return findChild<QPushButton *>(name); }

    QModelIndex file(int row) const { return tree()->model()->index(row, 0); }
    QModelIndex place(int fileRow, int row) const { return tree()->model()->index(row, 0, file(fileRow)); }

    static Qt::CheckState state(const QModelIndex &index)
    {
        return index.data(Qt::CheckStateRole).value<Qt::CheckState>();
    }

    void select(const QModelIndex &index) { QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {}, text(index)); }

    /// Clicks the box in front of a row.
    void tick(const QModelIndex &index)
    {
        QStyleOptionViewItem option;
        option.initFrom(tree());
        option.widget = tree();
        option.rect = tree()->visualRect(index);
        option.features = QStyleOptionViewItem::HasCheckIndicator | QStyleOptionViewItem::HasDisplay;
        option.text = u"x"_s;
        const QRect box = tree()->style()->subElementRect(QStyle::SE_ItemViewItemCheckIndicator, &option, tree());
        QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {}, box.center());
    }

private:
    QPoint text(const QModelIndex &index) const { return tree()->visualRect(index).center(); }
};

} // namespace

/// A plan is looked at, parts of it are ticked, and it is carried out or not.
class PlanViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        loadResources();
        applyStyle(*qApp, Qt::ColorScheme::Light);
    }

    void placesOfALine_data()
    {
        QTest::addColumn<QByteArray>("note");
        QTest::addColumn<quint32>("begin");
        QTest::addColumn<quint32>("end");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QByteArray &note, quint32 begin, quint32 end,
                            const QByteArray &text, const QString &expected) {
            QTest::newRow(name) << note << begin << end << text << expected;
        };
        row("a word", "one\nmade by Volta here\nthree\n", 12, 17, "Watt", u"2: made by {Volta}{Watt} here"_s);
        row("nothing comes", "one two\n", 3, 7, "", u"1: one{ two}{}"_s);
        row("nothing goes", "one\n", 3, 3, " two", u"1: one{}{ two}"_s);
        row("lines", "one\ntwo\nthree\n", 0, 8, "x\r\ny\n", u"1: {one⏎two⏎}{x⏎y⏎}three"_s);
        row("at the end", "one", 3, 3, "\n", u"1: one{}{⏎}"_s);
        row("accents", "é Ü Volta ß\n", 6, 11, "Ω", u"1: é Ü {Volta}{Ω} ß"_s);
        row("a long line", QByteArray("words ").repeated(50) + "Volta " + QByteArray("more ").repeated(100), 300, 305,
            "Watt",
            u"1: …"_s + u"words "_s.repeated(3) + u"{Volta}{Watt} "_s + u"more "_s.repeated(16).first(79) + u"…"_s);
    }

    void placesOfALine()
    {
        QFETCH(const QByteArray, note);
        QFETCH(const quint32, begin);
        QFETCH(const quint32, end);
        QFETCH(const QByteArray, text);
        QFETCH(const QString, expected);
        const Snapshot snapshot = vaultOf(QByteArray("//- A.md\n" + note));
        const NotePath path = snapshot.file(0).path;
        const ChangePlan plan{u"Plan"_s, {{path, path, {}, EditScript::replacing({begin, end}, text)}}, {}};
        const PlanModel model(plan, snapshot);
        const auto place = model.index(0, 0, model.index(0, 0)).data(PlanModel::PlaceRole).value<PlanPlace>();
        const auto part = [&](qsizetype from, qsizetype to) { return place.text.sliced(from, to - from); };
        QCOMPARE(place.removed.end, place.added.begin);
        QCOMPARE(u"%1: %2{%3}{%4}%5"_s.arg(place.line)
                     .arg(part(0, place.removed.begin), part(place.removed.begin, place.removed.end),
                          part(place.added.begin, place.added.end), part(place.added.end, place.text.size())),
                 expected);
    }

    void boxesFollowEachOther()
    {
        const Snapshot snapshot = vault();
        PlanModel model(rename(snapshot), snapshot);
        const QAbstractItemModelTester tester(&model);
        const QModelIndex note = model.index(0, 0);
        const QModelIndex moved = model.index(2, 0);
        const auto set = [&](const QModelIndex &index, Qt::CheckState state) {
            QVERIFY(model.setData(index, state, Qt::CheckStateRole));
        };
        QCOMPARE(model.ticked(), (PlanExtent{3, 2, 1}));
        set(model.index(1, 0, note), Qt::Unchecked);
        QCOMPARE(ShownPlan::state(note), Qt::PartiallyChecked);
        QCOMPARE(model.ticked(), (PlanExtent{2, 2, 1}));
        set(model.index(0, 0, note), Qt::Unchecked);
        QCOMPARE(ShownPlan::state(note), Qt::Unchecked);
        QCOMPARE(model.ticked(), (PlanExtent{1, 1, 1}));
        set(model.index(1, 0, note), Qt::Checked);
        QCOMPARE(ShownPlan::state(note), Qt::PartiallyChecked);
        QCOMPARE(ShownPlan::state(model.index(0, 0, note)), Qt::Unchecked);
        set(note, Qt::Checked);
        QCOMPARE(model.ticked(), (PlanExtent{3, 2, 1}));
        set(moved, Qt::Unchecked);
        QCOMPARE(model.ticked(), (PlanExtent{3, 2, 0}));
        QVERIFY(!model.choices().at(2).wanted);
        set(note, Qt::Unchecked);
        QCOMPARE(ShownPlan::state(model.index(0, 0, note)), Qt::Unchecked);
    }

    void aFileMayMoveWithoutItsPlaces()
    {
        const Snapshot snapshot = vaultOf("//- Volta.md\n[[Volta#Plants]]\n");
        PlanModel model(rename(snapshot), snapshot);
        const QModelIndex file = model.index(0, 0);
        QCOMPARE(model.ticked(), (PlanExtent{1, 1, 1}));
        model.setData(model.index(0, 0, file), Qt::Unchecked, Qt::CheckStateRole);
        QCOMPARE(model.ticked(), (PlanExtent{0, 0, 1}));
        QCOMPARE(ShownPlan::state(file), Qt::PartiallyChecked);
        model.setData(file, Qt::Unchecked, Qt::CheckStateRole);
        QCOMPARE(model.ticked(), PlanExtent());
        // Its place makes sense only where the file moves.
        model.setData(model.index(0, 0, file), Qt::Checked, Qt::CheckStateRole);
        QCOMPARE(model.ticked(), (PlanExtent{1, 1, 1}));
    }

    void showsWhatWouldChange()
    {
        const Snapshot snapshot = vault();
        const ShownPlan view(rename(snapshot), snapshot);
        QVERIFY(view.isModal());
        QCOMPARE(view.windowTitle(), u"Rename Volta.md to Watt.md"_s);
        QCOMPARE(view.extent(), u"3 places in 2 notes, one file moves"_s);
        QCOMPARE(view.accessibleDescription(), view.extent());
        QCOMPARE(view.file(0).data().toString(), u"A.md"_s);
        QCOMPARE(view.file(0).data(PlanModel::CountRole).toInt(), 2);
        QCOMPARE(view.file(2).data().toString(), u"Volta.md → Watt.md"_s);
        QCOMPARE(view.place(1, 0).data(Qt::AccessibleTextRole).toString(), u"Line 1: Volta becomes Watt"_s);
        QVERIFY(view.tree()->isExpanded(view.file(0)));
        QTRY_COMPARE(view.diff()->accessibleName(), u"Differences: A.md, As ticked"_s);
        QCOMPARE(view.diff()->changeCount(), 2);
    }

    void showsCanvases()
    {
        const Snapshot snapshot =
            vaultOf("//- A.md\n[[Volta]]\n//- B.canvas\n{\"nodes\":[{\"type\":\"file\",\"file\":\"Volta.md\"}]}\n"
                    "//- C.canvas\nVolta\n//- Volta.md\n");
        ShownPlan view(rename(snapshot), snapshot);
        QCOMPARE(view.extent(), u"2 places in 2 files, one file moves"_s);
        QCOMPARE(view.findChild<QLabel *>(u"planNews"_s)->text(),
                 u"C.canvas may show Volta.md, but it is no readable canvas and stays as it is."_s);
        QVERIFY(view.findChild<QLabel *>(u"planNews"_s)->isVisible());
        QCOMPARE(view.place(1, 0).data(Qt::AccessibleTextRole).toString(), u"Line 1: Volta.md becomes Watt.md"_s);
        view.select(view.place(1, 0));
        QTRY_COMPARE(view.diff()->accessibleName(), u"Differences: B.canvas, As ticked"_s);
        QCOMPARE(view.diff()->changeCount(), 1);
        view.tick(view.file(1));
        QCOMPARE(view.extent(), u"One place in one note, one file moves"_s);
    }

    void theDiffFollowsSelectionAndBoxes()
    {
        const Snapshot snapshot = vault();
        ShownPlan view(rename(snapshot), snapshot);
        QTRY_COMPARE(view.diff()->changeCount(), 2);
        view.select(view.place(0, 1));
        QTRY_COMPARE(view.diff()->currentChange(), 1);
        view.tick(view.place(0, 1));
        QCOMPARE(ShownPlan::state(view.file(0)), Qt::PartiallyChecked);
        QCOMPARE(view.extent(), u"2 places in 2 notes, one file moves"_s);
        QTRY_COMPARE(view.diff()->changeCount(), 1);
        view.tick(view.file(0));
        QCOMPARE(ShownPlan::state(view.place(0, 1)), Qt::Checked);
        QTRY_COMPARE(view.diff()->changeCount(), 2);
        view.tick(view.file(0));
        QTRY_COMPARE(view.diff()->changeCount(), 0);
        QCOMPARE(view.diff()->accessibleDescription(), u"Nothing is ticked in this file."_s);
        view.select(view.file(2));
        QTRY_COMPARE(view.diff()->accessibleDescription(), u"The file moves, what is in it stays."_s);
        QCOMPARE(view.diff()->accessibleName(), u"Differences: Volta.md, Watt.md"_s);
    }

    void isOperatedByKeyboard()
    {
        const Snapshot snapshot = vault();
        ShownPlan view(rename(snapshot), snapshot);
        QSignalSpy accepted(&view, &PlanView::chosen);
        QCOMPARE(QApplication::focusWidget(), view.tree());
        QTest::keyClick(view.tree(), Qt::Key_Space);
        QCOMPARE(view.extent(), u"One place in one note, one file moves"_s);
        QTest::keyClick(view.tree(), Qt::Key_Down);
        QTest::keyClick(view.tree(), Qt::Key_Space);
        QCOMPARE(ShownPlan::state(view.place(0, 0)), Qt::Checked);
        QTest::keyClick(view.tree(), Qt::Key_Return);
        QCOMPARE(accepted.size(), 1);
        // It goes when it is done.
        QVERIFY(view.isVisible() && !view.button(u"applyButton"_s)->isEnabled());
        QTest::keyClick(view.tree(), Qt::Key_Return);
        QCOMPARE(accepted.size(), 1);
        view.settle({});
        QVERIFY(!view.isVisible());
        const auto plan = accepted.first().first().value<ChangePlan>();
        QCOMPARE(plan.files.size(), 3);
        QCOMPARE(plan.files.first().edits.edits().size(), 1);
    }

    void nothingTickedIsNothingToDo()
    {
        const Snapshot snapshot = vault();
        ShownPlan view(rename(snapshot), snapshot);
        for (int file = 0; file < 3; ++file)
            view.tick(view.file(file));
        QCOMPARE(view.extent(), u"Nothing is ticked"_s);
        QVERIFY(!view.button(u"applyButton"_s)->isEnabled());
        QVERIFY(!view.button(u"copyPatchButton"_s)->isEnabled());
        QSignalSpy accepted(&view, &PlanView::chosen);
        QSignalSpy rejected(&view, &PlanView::rejected);
        QTest::mouseClick(view.button(u"cancelButton"_s), Qt::LeftButton);
        QCOMPARE(rejected.size(), 1);
        QVERIFY(accepted.isEmpty());
    }

    void copiesAPatch()
    {
        const Snapshot snapshot = vault();
        ShownPlan view(rename(snapshot), snapshot);
        view.tick(view.file(0));
        QTest::mouseClick(view.button(u"copyPatchButton"_s), Qt::LeftButton);
        const QString patch = QApplication::clipboard()->text();
        QVERIFY(patch.contains(u"rename from Volta.md\nrename to Watt.md\n"));
        QVERIFY(patch.contains(u"+Made by [[Watt]]\n") && !patch.contains(u"A.md"));
        QCOMPARE(view.button(u"copyPatchButton"_s)->text(), u"Copied"_s);
        view.tick(view.file(0));
        QCOMPARE(view.button(u"copyPatchButton"_s)->text(), u"Copy as patch"_s);
    }

    void followsTheVaultWithItsTicks()
    {
        const Snapshot snapshot = vault();
        ShownPlan view(rename(snapshot), snapshot);
        view.setPlanner([](const Snapshot &now) { return planRename(now, u"Volta.md"_s, u"Watt.md"_s); });
        view.tick(view.place(0, 1));
        view.tick(view.file(1));
        QCOMPARE(view.extent(), u"One place in one note, one file moves"_s);
        view.follow(vaultOf("//- A.md\nSee [[Volta]] and [[Volta|it]].\n\nnew\n\n| [[Volta|V]] | ~37% |\n"
                            "//- B.md\nMade by [[Volta]]\n//- C.md\nNothing\n//- Volta.md\n# Volta\n"));
        QTRY_COMPARE(view.extent(), u"2 places in one note, one file moves"_s);
        QCOMPARE(view.findChild<QLabel *>(u"planNews"_s)->text(),
                 u"A.md was changed meanwhile. This shows it as it is now."_s);
        QCOMPARE(ShownPlan::state(view.place(0, 2)), Qt::Unchecked);
        QCOMPARE(ShownPlan::state(view.place(0, 1)), Qt::Checked);
        QCOMPARE(ShownPlan::state(view.file(1)), Qt::Unchecked);
        QTRY_COMPARE(view.diff()->changeCount(), 1);
    }

    void whatCannotBeChangedLosesItsTick()
    {
        const Snapshot snapshot = vault();
        ShownPlan view(rename(snapshot), snapshot);
        QTest::mouseClick(view.button(u"applyButton"_s), Qt::LeftButton);
        view.settle(failure(ErrorCode::Unwritable, u"/vault/A.md"_s, u"A.md cannot be changed."_s));
        QVERIFY(view.isVisible() && view.button(u"applyButton"_s)->isEnabled());
        QCOMPARE(ShownPlan::state(view.file(0)), Qt::Unchecked);
        QCOMPARE(view.extent(), u"One place in one note, one file moves"_s);
        QVERIFY(view.findChild<QLabel *>(u"planNews"_s)->text().startsWith(u"A.md cannot be changed. Nothing is done"));
    }

    void whatHasASecondNameIsWrittenInPlaceIfAllowed()
    {
        const Snapshot snapshot = vault();
        ShownPlan view(rename(snapshot), snapshot);
        QSignalSpy chosen(&view, &PlanView::chosen);
        QVERIFY(!view.button(u"inPlaceButton"_s)->isVisible());
        QTest::mouseClick(view.button(u"applyButton"_s), Qt::LeftButton);
        QVERIFY(!chosen.first().first().value<ChangePlan>().inPlace);
        view.settle(failure(ErrorCode::NeedsConsent, u"/vault/A.md"_s, u"A.md has a second name."_s));
        QCOMPARE(ShownPlan::state(view.file(0)), Qt::Checked);
        QTest::mouseClick(view.button(u"inPlaceButton"_s), Qt::LeftButton);
        QCOMPARE(chosen.size(), 2);
        QVERIFY(chosen.last().first().value<ChangePlan>().inPlace);
    }

    void thousandsOfFiles()
    {
        QByteArray files = "//- Volta.md\n";
        for (int i = 0; i < 2000; ++i)
            files += "//- Notes/Note " + QByteArray::number(i) + ".md\n[[Volta]]\n[[Volta]] and [[Volta]]\n";
        const Snapshot snapshot = vaultOf(files);
        ShownPlan view(rename(snapshot), snapshot);
        QCOMPARE(view.extent(), u"6,000 places in 2,000 notes, one file moves"_s);
        QTRY_COMPARE(view.diff()->changeCount(), 1);
        view.tick(view.file(0));
        QCOMPARE(view.extent(), u"5,997 places in 1,999 notes, one file moves"_s);
        QTest::keyClick(view.tree(), Qt::Key_End);
        QTRY_COMPARE(view.diff()->accessibleName(), u"Differences: Volta.md, Watt.md"_s);
    }
};

QTEST_MAIN(PlanViewTest)
#include "planviewtest.moc"
