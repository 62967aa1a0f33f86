// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphview.h"
#include "core/graph/graphwords.h"
#include "tests/support/temporaryvault.h"
#include "tests/ui/testwindow.h"
#include "ui/editor/noteeditor.h"
#include "ui/graph/graphcanvas.h"
#include "ui/graph/graphcard.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProcess>
#include <QTextBlock>
#include <QTreeView>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr auto Notes =
    "//- Auk.md\n# Auk\n#company\n\n## Competitors\n\n| Company | Share |\n|---|---|\n"
    "| [[Kestrel]] | ~30% |\n| [[Dunlin]] | ~12% |\n\n## Customers\n\n| Customer | Note |\n|---|---|\n"
    "| [[Lom]] | cells |\n\nSee [[Plain]].\n"
    "//- Kestrel.md\n# Kestrel\n#company\n\n## Customers\n\n| Customer |\n|---|\n| [[Tern]] |\n"
    "//- Dunlin.md\n# Dunlin\n#company\n//- Lom.md\n# Lom\n#company\n"
    "//- Tern.md\n# Tern\n#company\n//- Plain.md\n# Plain\n"
    "//- Daily/2024-05-01.md\n[[Auk]] [[Tern]]\n";

QStringList labelsOf(const GraphView *view)
{
    QStringList labels;
    for (const GraphNode &node : view->shown()->graph.nodes)
        labels.append(node.label);
    labels.sort();
    return labels;
}

int nodeNamed(const GraphView *view, const QString &label)
{
    for (int i = 0; i < view->shown()->graph.nodes.size(); ++i) {
        if (view->shown()->graph.nodes.at(i).label == label)
            return i;
    }
    return -1;
}

GraphView *openGraph(const TestWindow &window, const QString &command)
{
    window.run(command);
    GraphView *view = nullptr;
    const bool there = QTest::qWaitFor([&] {
        view = window.findFirst<GraphView>();
        return view && view->isSettled();
    });
    return there ? view : nullptr;
}

void clickNode(GraphView *view, const QString &label, Qt::KeyboardModifiers modifiers = {})
{
    QTest::mouseClick(view->canvas(), Qt::LeftButton, modifiers,
                      view->canvas()->nodePosition(nodeNamed(view, label)).toPoint());
}

QString textsIn(const QAbstractItemModel *model, const QModelIndex &parent = {})
{
    QString texts;
    for (int row = 0; row < model->rowCount(parent); ++row) {
        const QModelIndex index = model->index(row, 0, parent);
        texts += index.data().toString() + u'\n' + textsIn(model, index);
    }
    return texts;
}

} // namespace

/// The graph as an analyst uses it, in the window.
class GraphViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theGraphOfTheVault()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        // Daily notes are left out, the rest is there.
        QCOMPARE(labelsOf(view), (QStringList{u"Auk"_s, u"Dunlin"_s, u"Kestrel"_s, u"Lom"_s, u"Plain"_s, u"Tern"_s}));
        QVERIFY(view->findChild<QLabel *>(u"graphCounts"_s)->text().startsWith(u"6 nodes"));
        // Every node is in the picture.
        for (int i = 0; i < 6; ++i)
            QVERIFY(view->canvas()->rect().contains(view->canvas()->nodePosition(i).toPoint()));
        QTest::keyClick(window.operator->(), Qt::Key_G, Qt::ControlModifier);
        QCOMPARE(window.findFirst<GraphView>(), view); // There is one tab of it.
    }

    void theListHasTheBusiestFirst()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        const QAbstractItemModel *const rows = view->findChild<QTreeView *>(u"graphList"_s)->model();
        const auto isSorted = [&] {
            for (int row = 1; row < rows->rowCount(); ++row) {
                if (rows->index(row - 1, 2).data(Qt::UserRole).toInt() < rows->index(row, 2).data(Qt::UserRole).toInt())
                    return false;
            }
            return rows->index(0, 0).data().toString() == u"Auk";
        };
        view->showSide(GraphView::Side::List);
        QCOMPARE(rows->rowCount(), 6);
        QVERIFY(isSorted());
        auto *const filter = view->findChild<QLineEdit *>(u"graphFilter"_s);
        QTest::keyClicks(filter, u"tag:#company"_s);
        QTRY_COMPARE(rows->rowCount(), 5);
        QVERIFY(isSorted());
        // What comes while another page is in front is in order, too, once it is looked at or searched.
        view->showSide(GraphView::Side::Legend);
        filter->clear();
        QTRY_COMPARE(rows->rowCount(), 6);
        view->showSide(GraphView::Side::List);
        QVERIFY(isSorted());
        view->showSide(GraphView::Side::Legend);
        QTest::keyClicks(filter, u"tag:#company"_s);
        QTRY_COMPARE(rows->rowCount(), 5);
        QTest::keyClicks(view->findChild<QLineEdit *>(u"graphFind"_s), u"k"_s);
        QVERIFY(isSorted());
    }

    void aSearchLeavesOnlyWhatItFinds()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        auto *const filter = view->findChild<QLineEdit *>(u"graphFilter"_s);
        QTest::keyClicks(filter, u"tag:#company -file:Tern"_s);
        QTRY_COMPARE(labelsOf(view), (QStringList{u"Auk"_s, u"Dunlin"_s, u"Kestrel"_s, u"Lom"_s}));
        filter->clear();
        QTest::keyClicks(filter, u"nothing says this"_s);
        auto *const news = view->findChild<QLabel *>(u"graphNews"_s);
        QTRY_VERIFY(news->isVisible());
        QVERIFY(news->text().contains(u"Nothing matches"));
        filter->clear();
        QTest::keyClicks(filter, u"(a"_s);
        QTRY_VERIFY(news->isVisible() && !news->text().contains(u"Nothing matches"));
        filter->clear();
        QTRY_COMPARE(labelsOf(view).size(), 6);
        QTRY_VERIFY(!news->isVisible());
    }

    void theLegendSwitchesRelations()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph around the note"_s);
        QVERIFY(view);
        QCOMPARE(labelsOf(view).size(), 5);
        QVERIFY(nodeNamed(view, u"Plain"_s) >= 0);
        auto *const links = window.find<QAbstractButton>(u"legendPlain links"_s);
        QVERIFY(links);
        QTest::mouseClick(links, Qt::LeftButton);
        QTRY_COMPARE(nodeNamed(view, u"Plain"_s), -1);
        QVERIFY(nodeNamed(view, u"Kestrel"_s) >= 0);
        QTest::mouseClick(links, Qt::LeftButton);
        QTRY_VERIFY(nodeNamed(view, u"Plain"_s) >= 0);
    }

    void evidenceLeadsToItsLine()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Plain"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        clickNode(view, u"Dunlin"_s);
        auto *const evidence = view->findChild<QTreeView *>(u"graphEvidence"_s);
        QTRY_VERIFY(textsIn(evidence->model()).contains(u"~12%"));
        const QModelIndex sentence = evidence->model()->index(0, 0, evidence->model()->index(0, 0));
        QVERIFY(sentence.data().toString().contains(u"competitor of Auk"));
        QTest::mouseClick(evidence->viewport(), Qt::LeftButton, {}, evidence->visualRect(sentence).center());
        QTRY_COMPARE(window.note(), u"Auk"_s);
        QCOMPARE(vault.read(u"Auk.md"_s).split('\n').indexOf("| [[Dunlin]] | ~12% |"), 8);
        QTRY_COMPARE(window.findFirst<NoteEditor>()->textCursor().blockNumber(), 8);
    }

    void pathsAreDrawnAndListed()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        view->showSide(GraphView::Side::Ask);
        view->findChild<QLineEdit *>(u"graphFrom"_s)->setText(u"auk"_s);
        view->findChild<QLineEdit *>(u"graphTo"_s)->setText(u"Tern"_s);
        QTest::mouseClick(view->findChild<QAbstractButton *>(u"graphAsk"_s), Qt::LeftButton);
        auto *const answers = view->findChild<QListWidget *>(u"graphAnswers"_s);
        QTRY_COMPARE(answers->count(), 1);
        QVERIFY(answers->item(0)->text().contains(u"Kestrel"));
        QVERIFY(window.click(u"Compare these"_s));
        QTRY_VERIFY(window->findChild<QWidget *>(u"comparisonGrid"_s));
    }

    void aNodeThatIsDraggedStays()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        GraphCanvas *const canvas = view->canvas();
        const int node = nodeNamed(view, u"Lom"_s);
        const QPoint from = canvas->nodePosition(node).toPoint();
        const QPoint to(canvas->width() - 60, 60);
        QTest::mousePress(canvas, Qt::LeftButton, {}, from);
        QTest::mouseMove(canvas, (from + to) / 2);
        QTest::mouseMove(canvas, to);
        QTest::mouseRelease(canvas, Qt::LeftButton, {}, to);
        QTRY_VERIFY(view->isSettled());
        QVERIFY(view->pinned().contains(fileNodeKey(NotePath::fromRelative(u"Lom.md"_s).value())));
        QVERIFY((canvas->nodePosition(nodeNamed(view, u"Lom"_s)) - to).manhattanLength() < 4);
        // A note that comes leaves the others where they are.
        QHash<QString, QPointF> before;
        for (int i = 0; i < view->shown()->graph.nodes.size(); ++i)
            before.insert(view->shown()->graph.nodes.at(i).label, canvas->places().at(i));
        vault.write(u"New.md"_s, "[[Lom]]\n");
        QTRY_VERIFY(nodeNamed(view, u"New"_s) >= 0);
        QTRY_VERIFY(view->isSettled());
        for (int i = 0; i < view->shown()->graph.nodes.size(); ++i) {
            const QString label = view->shown()->graph.nodes.at(i).label;
            if (label != u"New")
                QCOMPARE(canvas->places().at(i), before.value(label));
        }
    }

    void itIsTheSamePictureAgain()
    {
        const TemporaryVault vault(Notes);
        const auto placesOf = [](const GraphView *view) {
            QHash<QString, QPointF> places;
            for (int i = 0; i < view->shown()->graph.nodes.size(); ++i)
                places.insert(view->shown()->graph.nodes.at(i).label, view->canvas()->places().at(i));
            return places;
        };
        QHash<QString, QPointF> before;
        {
            const TestWindow window(vault.root(), u"Auk"_s);
            QTRY_VERIFY(window->isSettled());
            GraphView *const view = openGraph(window, u"Graph"_s);
            QVERIFY(view);
            // As nobody would lay it out.
            const QPoint from = view->canvas()->nodePosition(nodeNamed(view, u"Tern"_s)).toPoint();
            QTest::mousePress(view->canvas(), Qt::LeftButton, {}, from);
            QTest::mouseMove(view->canvas(), from + QPoint(40, 60));
            QTest::mouseMove(view->canvas(), from + QPoint(80, 120));
            QTest::mouseRelease(view->canvas(), Qt::LeftButton, {}, from + QPoint(80, 120));
            QTRY_VERIFY(view->isSettled());
            before = placesOf(view);
            window.run(u"Close tab"_s);
            GraphView *const again = openGraph(window, u"Graph"_s);
            QVERIFY(again);
            QCOMPARE(placesOf(again), before);
        }
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        QCOMPARE(placesOf(view), before);
        QVERIFY(view->pinned().contains(fileNodeKey(NotePath::fromRelative(u"Tern.md"_s).value())));
    }

    void measuresAndCollapsing()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        view->showSide(GraphView::Side::Choices);
        auto *const size = view->findChild<QComboBox *>(u"sizeBy"_s);
        size->setCurrentIndex(size->findText(u"PageRank"_s));
        QTRY_COMPARE(view->state().paint.size.kind, NodeMeasure::Kind::PageRank);
        QTRY_VERIFY(view->isSettled());
        GraphState state = view->state();
        state.options.collapse = CollapseBy::Tag;
        view->setState(state);
        QTRY_VERIFY(view->isSettled() && view->shown()->graph.nodes.size() < 6);
        const QStringList collapsed = labelsOf(view);
        QVERIFY2(collapsed.join(u' ').contains(u"company"), qPrintable(collapsed.join(u' ')));
    }

    void exportsAreWritten()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        const QTemporaryDir folder;
        for (const QString &kind :
             {u"png"_s, u"svg"_s, u"pdf"_s, u"graphml"_s, u"gexf"_s, u"dot"_s, u"json"_s, u"csv"_s}) {
            Q_EMIT view->exportWanted(kind);
            QTRY_VERIFY(window->findChild<QFileDialog *>(u"exportDialog"_s));
            auto *const dialog = window->findChild<QFileDialog *>(u"exportDialog"_s);
            const QString file = folder.filePath(u"graph."_s + kind);
            Q_EMIT dialog->fileSelected(file);
            dialog->close();
            QTRY_VERIFY(QFileInfo(file).size() > 100);
            QTRY_VERIFY(!window->findChild<QFileDialog *>(u"exportDialog"_s));
        }
        QVERIFY(!QImage(folder.filePath(u"graph.png"_s)).isNull());
    }

    // A note of battery makers, as such a vault has it.
    void aJourneyThroughARealVault()
    {
        const QString corpus = QStringLiteral(TEARSHEET_CORPUS) + u"/vault"_s;
        if (!QDir(corpus).exists())
            QSKIP("There is no real vault here.");
        const QTemporaryDir copy;
        QCOMPARE(QProcess::execute(u"cp"_s, {u"-r"_s, corpus, copy.filePath(u"v"_s)}), 0);
        const TestWindow window(copy.filePath(u"v"_s), u"AESC"_s);
        QTRY_VERIFY_WITH_TIMEOUT(window->isSettled(), 60'000);
        GraphView *const view = openGraph(window, u"Graph around the note"_s);
        QVERIFY(view);
        const qsizetype all = view->shown()->graph.edges.size();
        QTest::mouseClick(window.find<QAbstractButton>(u"legendPlain links"_s), Qt::LeftButton);
        QTRY_VERIFY(view->shown()->graph.edges.size() < all);
        QTRY_VERIFY(view->isSettled());
        for (const GraphEdge &edge : view->shown()->graph.edges)
            QVERIFY(edge.type != RelationType::Link);
        const int catl = nodeNamed(view, u"CATL"_s);
        QVERIFY(catl >= 0);
        QTest::mouseMove(view->canvas(), view->canvas()->nodePosition(catl).toPoint());
        QTRY_VERIFY(window.findFirst<GraphCard>());
        clickNode(view, u"CATL"_s);
        auto *const evidence = view->findChild<QTreeView *>(u"graphEvidence"_s);
        QTRY_VERIFY(textsIn(evidence->model()).contains(u"CATL is a competitor of AESC"));

        view->showSide(GraphView::Side::Ask);
        view->findChild<QLineEdit *>(u"graphFrom"_s)->setText(u"AESC"_s);
        view->findChild<QLineEdit *>(u"graphTo"_s)->setText(u"CATL"_s);
        QTest::mouseClick(view->findChild<QAbstractButton *>(u"graphAsk"_s), Qt::LeftButton);
        auto *const answers = view->findChild<QListWidget *>(u"graphAnswers"_s);
        QTRY_VERIFY(answers->count() > 0);
        QVERIFY(window.click(u"Compare these"_s));
        QTRY_VERIFY(window->findChild<QWidget *>(u"comparisonGrid"_s));

        GraphView *const whole = openGraph(window, u"Graph"_s);
        QVERIFY(whole);
        whole->showSide(GraphView::Side::Ask);
        whole->findChild<QLineEdit *>(u"graphFrom"_s)->setText(u"AESC"_s);
        whole->findChild<QLineEdit *>(u"graphTo"_s)->setText(u"Tesla"_s);
        QTest::mouseClick(whole->findChild<QAbstractButton *>(u"graphAsk"_s), Qt::LeftButton);
        QTRY_VERIFY(whole->findChild<QListWidget *>(u"graphAnswers"_s)->count() > 0);
        QVERIFY(whole->findChild<QListWidget *>(u"graphAnswers"_s)->item(0)->text().contains(u"Tesla"));

        whole->showSide(GraphView::Side::Node);
        clickNode(whole, u"AESC"_s);
        auto *const said = whole->findChild<QTreeView *>(u"graphEvidence"_s);
        QTRY_VERIFY(textsIn(said->model()).contains(u"CATL is a competitor of AESC"));
        const QModelIndexList found =
            said->model()->match(said->model()->index(0, 0), Qt::DisplayRole, u"CATL is a competitor of AESC"_s, 1,
                                 Qt::MatchExactly | Qt::MatchRecursive);
        QCOMPARE(found.size(), 1);
        Q_EMIT said->activated(found.first());
        QTRY_COMPARE(window.note(), u"AESC"_s);
        QTRY_VERIFY(window.findFirst<NoteEditor>()->textCursor().block().text().contains(u"[[CATL]]"));
    }

    void whatWasChosenIsKept()
    {
        const GraphState usual;
        GraphState state;
        state.options.settings.search = u"tag:#a"_s;
        state.options.settings.groups = {{u"path:x"_s, 0x123456}};
        state.options.hiddenRelations = setOf(RelationType::Customer) | setOf(RelationType::Link);
        state.options.depth = 3;
        state.options.collapse = CollapseBy::Community;
        state.paint.size = {NodeMeasure::Kind::Claim, u"market share"_s};
        state.arrangement = GraphArrangement::Layers;
        QCOMPARE(GraphState::fromJson(state.toJson(), usual), state);
        QCOMPARE(GraphState::fromJson({}, usual), usual);
        const QJsonObject odd{{u"depth"_s, 99}, {u"nodeSize"_s, u"x"_s}, {u"collapse"_s, 77}, {u"size"_s, 3}};
        GraphState expected;
        expected.options.depth = 5;
        QCOMPARE(GraphState::fromJson(odd, usual), expected);
    }
};

QTEST_MAIN(GraphViewTest)
#include "graphviewtest.moc"
