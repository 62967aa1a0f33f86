// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/vaultof.h"
#include "ui/editor/parsednote.h"
#include "ui/graph/localgraphview.h"
#include "ui/panels/filesmodel.h"
#include "ui/panels/filespanel.h"
#include "ui/panels/linkspanel.h"
#include "ui/style/icons.h"
#include "ui/style/resources.h"
#include "ui/style/style.h"
#include "ui/table/tablemodel.h"
#include "ui/window/quickswitcher.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QRandomGenerator>
#include <QToolButton>
#include <QTreeView>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

NotePath pathOf(const QString &path)
{
    return *NotePath::fromRelative(path);
}

/// What a model shows, groups with their items in brackets.
QString shown(const QAbstractItemModel &model, const QModelIndex &parent = {})
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        const QString inside = shown(model, index);
        rows.append(index.data().toString() + (inside.isEmpty() ? QString() : u'(' + inside + u')'));
    }
    return rows.join(u' ');
}

} // namespace

/// The models of the panels while the vault changes under them, and what is drawn without a window.
class PanelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        loadResources();
        applyStyle(*qApp, Qt::ColorScheme::Light);
    }

    void filesComeAndGo()
    {
        FilesModel model;
        const QAbstractItemModelTester tester(&model);
        model.setSnapshot(vaultOf("//- b/Two.md\n//- b/One.md\n//- Four.md\n"));
        QCOMPARE(shown(model), u"b(One Two) Four"_s);
        const QPersistentModelIndex one(model.indexOf(pathOf(u"b/One.md"_s)));
        model.setSnapshot(vaultOf("//- a/Three.md\n//- b/One.md\n//- c/d/Deep.md\n"));
        QCOMPARE(shown(model), u"a(Three) b(One) c(d(Deep))"_s);
        QVERIFY(one.isValid());
        QCOMPARE(one.data().toString(), u"One"_s);
        model.setFilter(u"deep"_s);
        QCOMPARE(shown(model), u"c(d(Deep))"_s);
        model.setFilter({});
        model.setSnapshot({});
        QCOMPARE(shown(model), QString());
    }

    void filesHaveTheIconsOfTheirKinds()
    {
        FilesModel model;
        model.setSnapshot(vaultOf("//- a.md\n//- b.PNG\n//- c.csv\n//- d\n//- e.pdf\n//- png\n"));
        const auto looks = [&](const QString &path) {
            return model.indexOf(pathOf(path)).data(Qt::DecorationRole).value<QIcon>().pixmap(16).toImage();
        };
        QCOMPARE(looks(u"a.md"_s), icon(Icon::Note).pixmap(16).toImage());
        QCOMPARE(looks(u"b.PNG"_s), icon(Icon::Image).pixmap(16).toImage());
        QCOMPARE(looks(u"c.csv"_s), icon(Icon::Table).pixmap(16).toImage());
        for (const QString &other : {u"d"_s, u"e.pdf"_s, u"png"_s})
            QCOMPARE(looks(other), icon(Icon::File).pixmap(16).toImage());
    }

    void copiesOfAllKindsAreMarked()
    {
        FilesModel model;
        model.setSnapshot(vaultOf("//- a.md\n//- b.csv\n//- b.sync-conflict-20260102-030405-ABCDEFG.csv\n"
                                  "//- c.canvas\n//- c (Anna's conflicted copy 2026-01-02).canvas\n"));
        for (const QString &copy :
             {u"b.sync-conflict-20260102-030405-ABCDEFG.csv"_s, u"c (Anna's conflicted copy 2026-01-02).canvas"_s}) {
            const QModelIndex index = model.indexOf(pathOf(copy));
            QCOMPARE(index.data(Qt::DecorationRole).value<QIcon>().pixmap(16).toImage(),
                     icon(Icon::Warning).pixmap(16).toImage());
            QVERIFY(index.data(Qt::ToolTipRole).toString().contains(u"after a conflict with"));
        }
    }

    void filesInAnyOrder()
    {
        QRandomGenerator random(3);
        const QStringList names{u"A.md"_s, u"a/A.md"_s, u"a/b/C.md"_s, u"b/x.png"_s, u"c/d/e/F.md"_s, u"Z.md"_s};
        FilesModel model;
        const QAbstractItemModelTester tester(&model);
        for (int step = 0; step < 100; ++step) {
            QByteArray text;
            for (const QString &name : names) {
                if (random.bounded(2))
                    text += "//- " + name.toUtf8() + '\n';
            }
            model.setSnapshot(vaultOf(text));
            FilesModel fresh;
            fresh.setSnapshot(vaultOf(text));
            QCOMPARE(shown(model), shown(fresh));
        }
    }

    void onlyTheRowThatIsMeantFollowsItsFile()
    {
        FilesPanel panel;
        panel.show();
        auto *const tree = panel.findChild<QTreeView *>(u"filesTree"_s);
        auto *const filter = panel.findChild<QLineEdit *>(u"filesFilter"_s);
        const auto *const model = static_cast<const FilesModel *>(tree->model());
        const auto current = [&] { return tree->currentIndex().data(FilesModel::PathRole).toString(); };
        const auto go = [&](const QString &path) { tree->setCurrentIndex(model->indexOf(pathOf(path))); };
        panel.setSnapshot(vaultOf("//- A.md\n//- B.md\n//- X.md\n"));
        panel.setCurrent(pathOf(u"A.md"_s));
        // A filter hid the row, and another one was gone to.
        go(u"X.md"_s);
        filter->setText(u"B"_s);
        filter->clear();
        go(u"B.md"_s);
        panel.setSnapshot(vaultOf("//- A.md\n//- B.md\n//- Y.md\n"));
        panel.follow(pathOf(u"X.md"_s), pathOf(u"Y.md"_s));
        QCOMPARE(current(), u"B.md"_s);
        // It was deleted, put back, and renamed.
        go(u"Y.md"_s);
        panel.setSnapshot(vaultOf("//- A.md\n//- B.md\n"));
        const QString neighbour = current();
        panel.setSnapshot(vaultOf("//- A.md\n//- B.md\n//- Y.md\n"));
        panel.setSnapshot(vaultOf("//- A.md\n//- B.md\n//- Z.md\n"));
        panel.follow(pathOf(u"Y.md"_s), pathOf(u"Z.md"_s));
        QCOMPARE(current(), neighbour);
        // The row that is meant does, before the vault is read again or after that, and goes back for nothing.
        go(u"Z.md"_s);
        panel.follow(pathOf(u"Z.md"_s), pathOf(u"B/Z.md"_s));
        panel.setSnapshot(vaultOf("//- A.md\n//- B.md\n//- B/Z.md\n"));
        QCOMPARE(current(), u"B/Z.md"_s);
        panel.setSnapshot(vaultOf("//- A.md\n//- B.md\n//- Z.md\n"));
        panel.follow(pathOf(u"B/Z.md"_s), pathOf(u"Z.md"_s));
        QCOMPARE(current(), u"Z.md"_s);
        go(u"B.md"_s);
        panel.setSnapshot(vaultOf("//- A.md\n//- B.md\n//- C.md\n//- Z.md\n"));
        QCOMPARE(current(), u"B.md"_s);
    }

    void backlinksByNote()
    {
        LinksModel model(LinksModel::Direction::In);
        const QAbstractItemModelTester tester(&model);
        const Snapshot snapshot = vaultOf(
            "//- A.md\nSee [[Volta]].\n\nAgain [[Volta|it]].\n//- B.md\n| x |\n|---|\n| [[Volta]] |\n//- Volta.md\n");
        model.showNote(snapshot, pathOf(u"Volta.md"_s));
        QCOMPARE(model.linkCount(), 3);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.rowCount(model.index(0, 0)), 2);
        QVERIFY(model.index(1, 0, model.index(0, 0)).data().toString().contains(u"it"));
        model.showNote(snapshot, pathOf(u"A.md"_s));
        QCOMPARE(model.rowCount(), 0);
        model.showNote(Snapshot(), {});
        QCOMPARE(model.linkCount(), 0);
    }

    void tablesWithShortAndLongRows()
    {
        TableModel model;
        const QAbstractItemModelTester tester(&model);
        const ParsedNotePtr note = ParsedNote::of(1, "| a | a |  |\n|---|---|---|\n| 1 |\n| 1 | 2 | 3 | 4 |\n");
        model.show(shownTable({0, note->facts.tables.first().range}, note->text, note->facts, pathOf(u"A.md"_s), {}),
                   true);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.columnCount(), 4);
        QCOMPARE(model.index(1, 3).data().toString(), u"4"_s);
        QVERIFY(model.index(0, 2).data().toString().isEmpty());
        model.show(nullptr, false);
        QCOMPARE(model.rowCount(), 0);
    }

    void quickEntries()
    {
        QuickModel model;
        const QAbstractItemModelTester tester(&model);
        model.show({{u"One"_s, u"x"_s, {0}, {}}, {u"Two"_s, {}, {}, {}}});
        QCOMPARE(shown(model), u"One Two"_s);
        model.show({});
        QCOMPARE(model.rowCount(), 0);
    }

    void aNodeOfTheGraphIsClicked()
    {
        LocalGraphView view;
        view.resize(500, 400);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        const Snapshot snapshot = vaultOf("//- A.md\n[[B]] [[Ghost]]\n//- B.md\n//- C.md\n[[A]]\n//- D.md\n");
        view.showNote(snapshot, pathOf(u"A.md"_s));
        QTRY_COMPARE(view.nodeCount(), 4);
        QSignalSpy activated(&view, &LocalGraphView::noteActivated);
        QSignalSpy unresolved(&view, &LocalGraphView::unresolvedActivated);
        QTest::qWait(100);
        QSet<QString> reached;
        for (int node = 0; node < view.nodeCount(); ++node) {
            QTest::mouseClick(&view, Qt::LeftButton, {}, view.nodePosition(node).toPoint());
            if (!activated.isEmpty())
                reached.insert(activated.takeLast().first().value<NotePath>().toString());
            activated.clear();
        }
        QVERIFY(reached.contains(u"B.md"_s) && reached.contains(u"C.md"_s));
        QCOMPARE(unresolved.size(), 1);
        QCOMPARE(unresolved.first().first().toString(), u"Ghost"_s);
        view.showNote(snapshot, {});
        QTRY_COMPARE(view.nodeCount(), 0);
    }

    void nodesOfTheLocalGraphAreSmallerFromStepToStep()
    {
        LocalGraphView view;
        view.resize(500, 400);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        // The hub has more links than the note, and both leaves have the same.
        const Snapshot snapshot = vaultOf("//- A.md\n[[Hub]] [[Near]]\n//- Near.md\n//- Far.md\n"
                                          "//- Hub.md\n[[Far]] [[X]] [[Y]] [[Z]] [[X2]] [[Y2]] [[Z2]]\n");
        view.showNote(snapshot, pathOf(u"A.md"_s));
        QTRY_COMPARE(view.nodeCount(), 3);
        for (auto *button : view.findChildren<QToolButton *>()) {
            if (button->text() == u"2 steps")
                button->click();
        }
        QTRY_COMPARE(view.nodeCount(), 10);
        const auto radius = [&](const QString &label) {
            const QList<GraphNode> &nodes = view.graph().nodes;
            return view.scene().nodes().at(std::ranges::find(nodes, label, &GraphNode::label) - nodes.begin()).radius;
        };
        QVERIFY(radius(u"A"_s) > radius(u"Hub"_s));
        QVERIFY(radius(u"Near"_s) > radius(u"Far"_s) && radius(u"Far"_s) > 2);
    }

    void edgesOfTheLocalGraphAreRelations()
    {
        LocalGraphView view;
        view.resize(500, 400);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        const Snapshot snapshot = vaultOf("//- Auk.md\n#company\n| | |\n|---|---|\n| Customer | Kestrel |\n"
                                          "## Related\n- [[Lom]] — competitor\n- [[Tern]]\n"
                                          "//- Kestrel.md\n#company\n//- Lom.md\n#company\n//- Tern.md\n#company\n");
        view.showNote(snapshot, pathOf(u"Auk.md"_s));
        QTRY_COMPARE(view.nodeCount(), 3);
        view.setRelations(std::make_shared<const RelationIndex>(RelationIndex().updated(snapshot)));
        QTRY_COMPARE(view.nodeCount(), 4);
        QHash<QString, RelationType> types;
        for (const GraphEdge &edge : view.graph().edges)
            types.insert(view.graph().nodes.at(edge.to).label, edge.type);
        QCOMPARE(types, (QHash<QString, RelationType>{{u"Kestrel"_s, RelationType::Customer},
                                                      {u"Lom"_s, RelationType::Competitor},
                                                      {u"Tern"_s, RelationType::Link}}));
    }

    void canvasesAreTheLastOfBacklinks()
    {
        const Snapshot snapshot = vaultOf(
            "//- A.md\n[[Kestrel]]\n//- Board.canvas\n"
            R"({"nodes":[{"type":"file","file":"Kestrel.md"},{"type":"text","text":"sold by [[kestrel|it]] in 2020"},)"
            R"({"type":"file","file":"A.md"}]})"
            "\n//- Kestrel.md\n//- Other.canvas\n"
            R"({"nodes":[{"type":"text","text":"[[Kestrel]]"}]})"
            "\n");
        LinksModel model(LinksModel::Direction::In);
        const QAbstractItemModelTester tester(&model);
        const auto check = [&](const QString &others) {
            QCOMPARE(shown(model), QString(others + u" In canvases(shown as a card sold by it in 2020 Kestrel)"));
            QCOMPARE(model.linkCount(), 1);
            QCOMPARE(model.noteCount(), 1);
            QCOMPARE(model.canvasCount(), 2);
            const QModelIndex group = model.index(1, 0);
            QCOMPARE(group.data(LinksModel::CountRole).toInt(), 2);
            const QModelIndex link = model.index(1, 0, group);
            QCOMPARE(link.data(LinksModel::SourceRole).toString(), u"Board.canvas"_s);
            QCOMPARE(link.data(LinksModel::MatchRole).toString(), u"it"_s);
            QCOMPARE(model.index(0, 0, group).data(LinksModel::NameRole).toString(), u"Board.canvas"_s);
            QCOMPARE(link.data(LinksModel::NameRole).toString(), QString());
            QCOMPARE(model.index(2, 0, group).data(LinksModel::NameRole).toString(), u"Other.canvas"_s);
        };
        model.showNote(snapshot, pathOf(u"Kestrel.md"_s));
        check(u"A(Kestrel)"_s);
        model.showNote(RelationIndex().updated(snapshot), pathOf(u"Kestrel.md"_s));
        check(u"Plain links(Kestrel)"_s);
        LinksModel out(LinksModel::Direction::Out);
        out.showNote(snapshot, pathOf(u"A.md"_s));
        QCOMPARE(shown(out), u"Kestrel(Kestrel)"_s);
    }

    // Another program is not started by chance.
    void aCanvasIsOpenedByADoubleClick()
    {
        const Snapshot snapshot = vaultOf("//- A.md\n//- B.md\n[[A]]\n//- Board.canvas\n"
                                          "{\"nodes\":[{\"type\":\"file\",\"file\":\"A.md\"}]}\n");
        LinksPanel panel(LinksModel::Direction::In);
        panel.resize(400, 400);
        panel.show();
        panel.showNote(snapshot, pathOf(u"A.md"_s));
        auto *const tree = panel.findChild<QTreeView *>(u"backlinksTree"_s);
        const QSignalSpy opened(&panel, &LinksPanel::activated);
        const auto place = [&](int group) {
            return tree->visualRect(tree->model()->index(0, 0, tree->model()->index(group, 0))).center();
        };
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, place(0));
        QCOMPARE(opened.count(), 1);
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, place(1));
        QCOMPARE(opened.count(), 1);
        QTest::mouseDClick(tree->viewport(), Qt::LeftButton, {}, place(1));
        QCOMPARE(opened.count(), 2);
        QTest::keyClick(tree, Qt::Key_Return);
        QCOMPARE(opened.count(), 3);
    }

    void everyIconIsDrawn()
    {
        for (int number = 0; number <= static_cast<int>(Icon::History); ++number) {
            const QImage picture = iconPixmap(static_cast<Icon>(number), Qt::black, 16, 1).toImage();
            QVERIFY2(!picture.isNull(), qPrintable(QString::number(number)));
            bool drawn = false;
            for (int y = 0; y < picture.height(); ++y) {
                for (int x = 0; x < picture.width(); ++x)
                    drawn = drawn || qAlpha(picture.pixel(x, y)) > 0;
            }
            QVERIFY2(drawn, qPrintable(QString::number(number)));
        }
    }
};

QTEST_MAIN(PanelsTest)
#include "panelstest.moc"
