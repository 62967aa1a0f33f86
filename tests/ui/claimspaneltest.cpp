// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/claimspanel.h"

#include "tests/support/temporaryvault.h"
#include "tests/support/vaultof.h"
#include "tests/ui/testwindow.h"
#include "ui/editor/noteeditor.h"
#include "ui/panels/claimsmodel.h"
#include "ui/style/style.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTreeView>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Notes[] =
    "//- Kestrel.md\n#actor\r\n| Metric | Value |\r\n|---|---|\r\n| Market cap | **$4B** |\r\n"
    "| Founded | 2011 |\r\n//- Norrland.md\n#actor\n| Company | Market value | Founded |\n"
    "|---|---|---|\n| [[Kestrel]] | ~$5B | 2011 |\n| Skua | $1B | 1999 |\n";

/// The panel alone, on a vault in memory.
struct Panel
{
    explicit Panel(const QString &note, QByteArrayView vault = Notes)
        : path(*NotePath::fromRelative(note)), snapshot(vaultOf(vault)),
          panel(root.path(), std::make_shared<SharedClaims>())
    {
        panel.resize(900, 300);
        panel.show();
        panel.showNote(snapshot, path);
    }

    // The caret stands in the note's first `text`.
    void setCaretIn(QByteArrayView text)
    {
        panel.setCaret(static_cast<quint32>(snapshot.note(snapshot.find(path)).text.indexOf(text) + 1));
    }

    QAbstractItemModel *model() const { return panel.findChild<QTreeView *>(u"claimsTable"_s)->model(); }

    QString text(int row, int column) const { return model()->index(row, column).data().toString(); }

    QPushButton *button(const QString &name) const { return panel.findChild<QPushButton *>(name); }

    QTemporaryDir root;
    NotePath path;
    Snapshot snapshot;
    ClaimsPanel panel;
};

} // namespace

class ClaimsPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    // That only the dates of the notes tell which is older is said, and a scope is written as the notes write it.
    void weakEvidence()
    {
        ClaimIndex index;
        index.update(vaultOf("//- Kestrel.md\n#actor #boats\n| Metric | Value |\n|---|---|\n"
                             "| Wide EV market share | 4% |\n\n*Updated 2024-01-20*\n//- Norrland.md\n#actor #boats\n"
                             "| Company | Wide EV market share (2025) |\n|---|---|\n| [[Kestrel]] | 6% |\n"));
        const QList<Claim> claims = index.claims();
        QCOMPARE(claims.size(), 1);
        ClaimsModel model;
        model.setRows({{.claim = claims.first()}});
        const QModelIndex verdict = model.index(0, ClaimsModel::VerdictColumn);
        QCOMPARE(verdict.data().toString(), u"here may be older"_s);
        QCOMPARE(verdict.data(Qt::ToolTipRole).toString(), u"here may be older, by the notes' dates"_s);
        QCOMPARE(model.index(0, ClaimsModel::MetricColumn).data().toString(), u"Market share (wide EV)"_s);
        QCOMPARE(model.index(0, ClaimsModel::ThereColumn).data().toString(), u"6%  ·  2025  ·  Norrland"_s);
    }

    // What the vocabulary does not know is called as the note calls it.
    void measuresOfTheirOwn()
    {
        ClaimIndex index;
        index.update(
            vaultOf("//- Kestrel.md\n#actor\n| Metric | Value |\n|---|---|\n| Berth cuts | 7,500 |\n"
                    "//- Norrland.md\n#actor\n| Company | Cuts by 2030 |\n|---|---|\n| [[Kestrel]] | 7,500 |\n"));
        const QList<Claim> claims = index.claims();
        QCOMPARE(claims.size(), 1);
        ClaimsModel model;
        model.setRows({{.claim = claims.first()}});
        QCOMPARE(model.index(0, ClaimsModel::MetricColumn).data().toString(), u"Berth cuts"_s);
    }

    void model()
    {
        ClaimsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        ClaimIndex index;
        index.update(vaultOf(Notes));
        QList<ClaimRow> rows;
        for (const Claim &claim : index.claims())
            rows.append({.claim = claim});
        for (const Claim::Side &side : index.undated({}))
            rows.append({.claim = {.a = side, .b = {}}});
        model.setRows(rows);
        QCOMPARE(model.rowCount(), 5);
        QCOMPARE(model.index(0, ClaimsModel::VerdictColumn).data().toString(), u"contradict"_s);
        QCOMPARE(model.index(0, ClaimsModel::HereColumn).data().toString(), u"$4B  ·  Kestrel"_s);
        QCOMPARE(model.index(1, ClaimsModel::VerdictColumn).data().toString(), u"agree"_s);
        QCOMPARE(model.index(2, ClaimsModel::VerdictColumn).data().toString(), u"undated"_s);
        QCOMPARE(model.index(2, ClaimsModel::ThereColumn).data().toString(), QString());
        model.setChecked(0, true);
        QCOMPARE(model.index(0, ClaimsModel::VerdictColumn).data().toString(), u"checked"_s);
        model.setRows({});
        QCOMPARE(model.rowCount(), 0);
    }

    // Who sees a date beside a figure sees that the other has none.
    void undatedBesideDated()
    {
        ClaimIndex index;
        index.update(vaultOf("//- Kestrel.md\n#actor\n| Metric | Value |\n|---|---|\n| Market cap | $4B (Apr 2026) |\n"
                             "//- Norrland.md\n#actor\n| Company | Market cap |\n|---|---|\n| [[Kestrel]] | $6B |\n"));
        const QList<Claim> claims = index.claims();
        QCOMPARE(claims.size(), 1);
        ClaimsModel model;
        model.setRows({{.claim = claims.first()}});
        QCOMPARE(model.index(0, ClaimsModel::VerdictColumn).data().toString(), u"there may be older"_s);
        QCOMPARE(model.index(0, ClaimsModel::HereColumn).data().toString(), u"$4B (Apr 2026)  ·  Kestrel"_s);
        QCOMPARE(model.index(0, ClaimsModel::ThereColumn).data().toString(), u"$6B  ·  undated  ·  Norrland"_s);
    }

    void extents()
    {
        Panel on(u"Norrland.md"_s);
        QTRY_COMPARE(on.model()->rowCount(), 2);
        QCOMPARE(on.text(0, ClaimsModel::HereColumn), u"~$5B  ·  Norrland"_s);
        QCOMPARE(on.text(0, ClaimsModel::ThereColumn), u"$4B  ·  Kestrel"_s);

        on.panel.setExtent(ClaimsPanel::Extent::Cell);
        on.panel.setCaret(0);
        QTRY_COMPARE(on.model()->rowCount(), 0);
        on.setCaretIn("~$5B");
        QTRY_COMPARE(on.model()->rowCount(), 1);

        on.panel.setExtent(ClaimsPanel::Extent::Vault);
        QTRY_COMPARE(on.model()->rowCount(), 2);
        on.panel.setExtent(ClaimsPanel::Extent::Undated);
        QTRY_COMPARE(on.model()->rowCount(), 3);
        QVERIFY(!on.button(u"claimsFromHere"_s)->isEnabled());

        on.panel.setExtent(ClaimsPanel::Extent::Note);
        on.panel.showNote(on.snapshot, {});
        QTRY_COMPARE(on.model()->rowCount(), 0);
        QVERIFY(!on.button(u"claimsGo"_s)->isEnabled());
    }

    // Texts stand below their header, and both sides of a claim have as much room.
    void columnsStandBelowTheirHeaders()
    {
        const Panel shown(u"Kestrel.md"_s);
        const auto *const table = shown.panel.findChild<QTreeView *>(u"claimsTable"_s);
        QTRY_VERIFY(shown.model()->rowCount() > 0);
        QStyleOptionViewItem item;
        item.initFrom(table);
        item.rect = QRect(0, 0, 200, 30);
        item.text = u"~37%"_s;
        item.features = QStyleOptionViewItem::HasDisplay;
        QStyleOptionHeader header;
        header.rect = item.rect;
        const QStyle *const style = table->style();
        const int text = style->subElementRect(QStyle::SE_ItemViewItemText, &item, table).left()
                         + style->pixelMetric(QStyle::PM_FocusFrameHMargin, &item, table) + 1;
        QCOMPARE(text, style->subElementRect(QStyle::SE_HeaderLabel, &header, table->header()).left());
        QTRY_VERIFY(std::abs(table->columnWidth(ClaimsModel::HereColumn) - table->columnWidth(ClaimsModel::ThereColumn))
                    <= 1);
        QCOMPARE(table->header()->length(), table->viewport()->width());
    }

    // Names take the room that they need, as far as there is some, and keep a width that somebody gave them.
    void namesTakeTheirRoom()
    {
        const QByteArray name = "Norrland Sails and Riggings of the North";
        const QByteArray notes = "//- " + name
                                 + ".md\n#actor\n| Metric | Value |\n|---|---|\n| Market cap | $4B |\n"
                                   "//- Yards.md\n#concept\n| Company | Market cap |\n|---|---|\n| [["
                                 + name + "]] | $5B |\n| Skua | $1B |\n";
        Panel on(u"Yards.md"_s, notes);
        auto *const table = on.panel.findChild<QTreeView *>(u"claimsTable"_s);
        QTRY_COMPARE(on.model()->rowCount(), 1);
        const auto width = [&] { return table->columnWidth(ClaimsModel::SubjectColumn); };
        const int needed = table->fontMetrics().horizontalAdvance(on.text(0, ClaimsModel::SubjectColumn));
        QVERIFY(width() < needed);
        on.panel.resize(2000, 300);
        QTRY_VERIFY(width() > needed);
        QVERIFY(table->columnWidth(ClaimsModel::MetricColumn) < width());
        QCOMPARE(table->header()->length(), table->viewport()->width());
        table->setColumnWidth(ClaimsModel::SubjectColumn, 200);
        on.panel.resize(1900, 300);
        QTRY_COMPARE(table->header()->length(), table->viewport()->width());
        QCOMPARE(width(), 200);
    }

    // What only the header there says of a number is shown with it, and goes along when it is taken.
    void unitsOfHeaders()
    {
        const Panel on(u"Kestrel.md"_s, "//- Kestrel.md\n#actor\n| Metric | Value |\n|---|---|\n| Market cap | $4B |\n"
                                        "//- Yards.md\n#concept\n| Company | Market cap ($B) |\n|---|---|\n"
                                        "| [[Kestrel]] | 6.2 |\n| Skua | 1 |\n");
        QTRY_COMPARE(on.model()->rowCount(), 1);
        QCOMPARE(on.text(0, ClaimsModel::ThereColumn), u"$6.2B  ·  Yards"_s);
        QSignalSpy wanted(&on.panel, &ClaimsPanel::changeWanted);
        QSignalSpy failed(&on.panel, &ClaimsPanel::failed);
        QTest::mouseClick(on.button(u"claimsFromThere"_s), Qt::LeftButton);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().at(2).toByteArray(), "$6.2B");
        QVERIFY(failed.isEmpty());
    }

    // Where it cannot be written so that it means the same, nothing is, and that is said.
    void whatCannotBeTaken()
    {
        const Panel on(u"Kestrel.md"_s, "//- Kestrel.md\n#actor\n| Metric | Value |\n|---|---|\n| Market cap | $4B |\n"
                                        "//- Yards.md\n#concept\n| Company | Market cap ($B) |\n|---|---|\n"
                                        "| [[Kestrel]] | 6-7 |\n| Skua | 1 |\n");
        QTRY_COMPARE(on.model()->rowCount(), 1);
        QSignalSpy wanted(&on.panel, &ClaimsPanel::changeWanted);
        QSignalSpy failed(&on.panel, &ClaimsPanel::failed);
        QTest::mouseClick(on.button(u"claimsFromThere"_s), Qt::LeftButton);
        QVERIFY(wanted.isEmpty());
        QCOMPARE(failed.size(), 1);
        QVERIFY(failed.first().first().value<Error>().sentence.contains(u"\"6-7\""_s));
    }

    void checkedIsRemembered()
    {
        Panel on(u"Norrland.md"_s);
        QTRY_COMPARE(on.model()->rowCount(), 2);
        QTest::mouseClick(on.button(u"claimsCheck"_s), Qt::LeftButton);
        QCOMPARE(on.text(0, ClaimsModel::VerdictColumn), u"checked"_s);
        // In another panel on the same vault, seen from the other note, and last.
        ClaimsPanel other(on.root.path(), std::make_shared<SharedClaims>());
        other.resize(900, 300);
        other.show();
        other.showNote(on.snapshot, *NotePath::fromRelative(u"Kestrel.md"));
        const auto *const table = other.findChild<QTreeView *>(u"claimsTable"_s);
        QTRY_COMPARE(table->model()->rowCount(), 2);
        QCOMPARE(table->model()->index(1, ClaimsModel::VerdictColumn).data().toString(), u"checked"_s);
        QTest::mouseClick(on.button(u"claimsCheck"_s), Qt::LeftButton);
        QCOMPARE(on.text(0, ClaimsModel::VerdictColumn), u"contradict"_s);
    }

    void goesThere()
    {
        Panel on(u"Norrland.md"_s);
        QSignalSpy spy(&on.panel, &ClaimsPanel::activated);
        QTRY_COMPARE(on.model()->rowCount(), 2);
        QTest::mouseClick(on.button(u"claimsGo"_s), Qt::LeftButton);
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy.first().first().value<NotePath>().toString(), u"Kestrel.md"_s);
    }

    // The open note: one step of its undo. Another one: its file alone, byte by byte.
    void takesAValue()
    {
        const TemporaryVault vault(Notes);
        TestWindow window(vault.root(), u"Norrland"_s);
        QTRY_VERIFY(window->isSettled());
        const QByteArray kestrel = vault.read(u"Kestrel.md"_s);
        const QByteArray norrland = vault.read(u"Norrland.md"_s);
        auto *const panel = window->findChild<ClaimsPanel *>(u"claimsPanel"_s);
        auto *const tabs = window->findChild<QTabWidget *>(u"bottomPanels"_s);
        tabs->show();
        tabs->setCurrentWidget(panel);
        auto *const table = panel->findChild<QTreeView *>(u"claimsTable"_s);
        QTRY_COMPARE(table->model()->rowCount(), 2);

        auto *const editor = window.find<NoteEditor>(u"editor"_s);
        const QString before = editor->toPlainText();
        QTest::mouseClick(panel->findChild<QPushButton *>(u"claimsFromThere"_s), Qt::LeftButton);
        QTRY_VERIFY(editor->toPlainText().contains(u"| [[Kestrel]] | **$4B** | 2011 |"_s));
        QTRY_COMPARE(table->model()->index(0, ClaimsModel::VerdictColumn).data().toString(), u"agree"_s);
        editor->undo();
        QCOMPARE(editor->toPlainText(), before);

        QTRY_COMPARE(table->model()->index(0, ClaimsModel::VerdictColumn).data().toString(), u"contradict"_s);
        QTest::mouseClick(panel->findChild<QPushButton *>(u"claimsFromHere"_s), Qt::LeftButton);
        QTRY_COMPARE(vault.read(u"Kestrel.md"_s), QByteArray(kestrel).replace("**$4B**", "~$5B"));
        QCOMPARE(vault.read(u"Norrland.md"_s), norrland);
        // That note is not open: the line below takes it back.
        QVERIFY(window.click(u"Undo"_s));
        QTRY_COMPARE(vault.read(u"Kestrel.md"_s), kestrel);
        QCOMPARE(vault.read(u"Norrland.md"_s), norrland);
        QCOMPARE(editor->toPlainText(), before);
        QTRY_COMPARE(table->model()->index(0, ClaimsModel::VerdictColumn).data().toString(), u"contradict"_s);
        // The keyboard takes back what was done here, too.
        QTest::mouseClick(panel->findChild<QPushButton *>(u"claimsFromHere"_s), Qt::LeftButton);
        QTRY_COMPARE(vault.read(u"Kestrel.md"_s), QByteArray(kestrel).replace("**$4B**", "~$5B"));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(vault.read(u"Kestrel.md"_s), kestrel);
    }

    // Who clicks twice means one value, whatever comes first in the list by then.
    void theClaimThatWasChosenStays()
    {
        const TemporaryVault vault(
            "//- Kestrel.md\n#actor\n| Metric | Value |\n|---|---|\n| Market cap | $4B |\n| Employees | 900 |\n"
            "//- Norrland.md\n#actor\n| Company | Market value | Employees |\n|---|---|---|\n"
            "| [[Kestrel]] | $9B | 400 |\n");
        const TestWindow window(vault.root(), u"Norrland"_s);
        QTRY_VERIFY(window->isSettled());
        window.run(u"Claims of the note"_s);
        QTRY_VERIFY(window.find<QTreeView>(u"claimsTable"_s));
        auto *const table = window.find<QTreeView>(u"claimsTable"_s);
        QCOMPARE(table->model()->rowCount(), 2);
        const auto metricAt = [&](int row) {
            return table->model()->index(row, ClaimsModel::MetricColumn).data().toString();
        };
        const QString first = metricAt(0);
        auto *const take = window.find<QPushButton>(u"claimsFromHere"_s);
        QTest::mouseClick(take, Qt::LeftButton);
        QTRY_VERIFY(metricAt(0) != first); // The other one matters more now.
        QCOMPARE(metricAt(table->currentIndex().row()), first);
        QVERIFY(!take->isEnabled());
    }

    // Of one cell: how many notes speak of it, which is the newest, how many say no time.
    void aCellIsSummedUp()
    {
        const auto list = [](const QByteArray &header, const QByteArray &value) -> QByteArray {
            return "#concept\n| Company | " + header + " |\n|---|---|\n| [[Kestrel]] | " + value + " |\n";
        };
        const QByteArray notes =
            "//- Kestrel.md\n#actor\n| Metric | Value |\n|---|---|\n| Market cap | $4B (2023) |\n//- A.md\n"
            + list("Market cap", "$5B (2024)") + "//- B.md\n" + list("Market cap (2025)", "~$6B") + "//- C.md\n"
            + list("Market cap", "$7B") + "//- D.md\n" + list("Market cap", "$8B");
        // What the note itself says elsewhere is no other note.
        const QByteArray twice = QByteArray(notes).replace(
            "//- A.md", "## Peers\n| Company | Market cap (2022) |\n|---|---|\n| Kestrel | $3B |\n//- A.md");
        Panel on(u"Kestrel.md"_s, notes);
        on.panel.setExtent(ClaimsPanel::Extent::Cell);
        on.setCaretIn("$4B");
        const auto said = [&] {
            QStringList texts;
            for (const QLabel *label : on.panel.findChildren<QLabel *>())
                texts.append(label->text());
            return texts;
        };
        QTRY_VERIFY2(said().contains(u"4 other notes  ·  newest ~$6B (2025, B)  ·  2 undated"_s),
                     qPrintable(said().join(u'|')));
        on.snapshot = vaultOf(twice);
        on.panel.showNote(on.snapshot, on.path);
        on.setCaretIn("$4B");
        QTRY_VERIFY2(said().contains(u"4 other notes  ·  newest ~$6B (2025, B)  ·  2 undated"_s),
                     qPrintable(said().join(u'|')));
    }

    // A figure may be a part of its cell, wherever in that the caret stands.
    void aFigureAmongWords()
    {
        const QByteArray notes =
            "//- Kestrel.md\n#actor\n| Partner | Terms |\n|---|---|\n| [[Norrland]] | Lends $5.2B for a quay at Lagoon "
            "|\n"
            "//- Norrland.md\n#actor\n| Year | Event |\n|---|---|\n| 2025 | [[Kestrel]] takes $5.2B, builds a quay at "
            "Lagoon |\n";
        Panel on(u"Kestrel.md"_s, notes);
        on.panel.setExtent(ClaimsPanel::Extent::Cell);
        on.setCaretIn("Lends");
        QTRY_COMPARE(on.model()->rowCount(), 1);
        QCOMPARE(on.text(0, ClaimsModel::VerdictColumn), u"agree"_s);
        on.setCaretIn("Norrland");
        QTRY_COMPARE(on.model()->rowCount(), 0);
    }
};

QTEST_MAIN(ClaimsPanelTest)
#include "claimspaneltest.moc"
