// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphview.h"
#include "core/graph/graphwords.h"
#include "tests/support/graphof.h"
#include "tests/support/temporaryvault.h"
#include "tests/ui/graphviews.h"
#include "ui/editor/noteeditor.h"
#include "ui/graph/graphcanvas.h"
#include "ui/graph/graphcard.h"
#include "ui/graph/graphevidence.h"
#include "ui/style/style.h"
#include "ui/table/comparisonview.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QCompleter>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QProcess>
#include <QPushButton>
#include <QRegularExpression>
#include <QSlider>
#include <QTextBlock>
#include <QTreeView>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

void ask(GraphView *view, int question, const QString &from, const QString &to = {})
{
    view->showSide(GraphView::Side::Ask);
    view->findChild<QComboBox *>(u"graphQuestion"_s)->setCurrentIndex(question);
    view->findChild<QLineEdit *>(u"graphFrom"_s)->setText(from);
    view->findChild<QLineEdit *>(u"graphTo"_s)->setText(to);
    QTest::mouseClick(view->findChild<QAbstractButton *>(u"graphAsk"_s), Qt::LeftButton);
}

} // namespace

/// The graph as an analyst uses it, in the window.
class GraphViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void theGraphOfTheVault()
    {
        const TemporaryVault vault(GraphNotes);
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
        const TemporaryVault vault(GraphNotes);
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
        // The largest first is an arrow down.
        QStyleOptionHeader header;
        header.rect = QRect(0, 0, 16, 16);
        const auto widthAt = [&](QStyleOptionHeader::SortIndicator way, bool bottom) {
            header.sortIndicator = way;
            QImage image(16, 16, QImage::Format_RGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            view->style()->drawPrimitive(QStyle::PE_IndicatorHeaderArrow, &header, &painter, nullptr);
            painter.end();
            for (int i = 0; i < 16; ++i) {
                const int y = bottom ? 15 - i : i;
                int first = -1;
                int last = -1;
                for (int x = 0; x < 16; ++x) {
                    if (image.pixelColor(x, y).lightness() < 200) {
                        first = first < 0 ? x : first;
                        last = x;
                    }
                }
                if (first >= 0)
                    return last - first;
            }
            return -1;
        };
        QVERIFY(widthAt(QStyleOptionHeader::SortUp, true) < widthAt(QStyleOptionHeader::SortUp, false));
        QVERIFY(widthAt(QStyleOptionHeader::SortDown, true) > widthAt(QStyleOptionHeader::SortDown, false));
        // Names begin below the word above them.
        auto *const list = view->findChild<QTreeView *>(u"graphList"_s);
        QStyleOptionViewItem item;
        item.initFrom(list);
        item.rect = list->visualRect(rows->index(0, 0));
        item.features = QStyleOptionViewItem::HasDisplay;
        item.text = u"Auk"_s;
        const QStyle *const style = list->style();
        const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, list) + 1;
        QCOMPARE(style->subElementRect(QStyle::SE_ItemViewItemText, &item, list).left() + margin,
                 list->header()->sectionViewportPosition(0)
                     + style->pixelMetric(QStyle::PM_HeaderMargin, nullptr, list));
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

    void whatIsFoundStandsOut()
    {
        const TemporaryVault vault(GraphNotes);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        auto *const find = view->findChild<QLineEdit *>(u"graphFind"_s);
        view->findNode();
        QTRY_VERIFY(find->hasFocus());
        // What is typed is offered by any part of its name.
        QTest::keyClicks(find, u"estr"_s);
        QTRY_VERIFY(find->completer()->popup()->isVisible());
        QCOMPARE(find->completer()->completionCount(), 1);
        QCOMPARE(find->completer()->currentCompletion(), u"Kestrel"_s);
        find->completer()->popup()->hide();
        find->setText(u"kestrel"_s);
        QTest::keyClick(find, Qt::Key_Return);
        const auto lit = [&] {
            QSet<QString> labels;
            const GraphEmphasis emphasis = emphasisOf(view->canvas()->frame());
            for (const int node : emphasis.nodes)
                labels.insert(view->shown()->graph.nodes.at(node).label);
            return emphasis.fades ? labels : QSet<QString>();
        };
        QCOMPARE(lit(), (QSet<QString>{u"Kestrel"_s, u"Auk"_s, u"Tern"_s}));
        QCOMPARE(view->canvas()->selection(), QList<int>{nodeNamed(view, u"Kestrel"_s)});
        find->clear();
        QVERIFY(lit().isEmpty());
        find->setText(u"kestrel"_s);
        QTest::keyClick(find, Qt::Key_Return);
        QVERIFY(!lit().isEmpty());
        QTRY_VERIFY(view->canvas()->isComplete());
        QTest::mouseClick(view->canvas(), Qt::LeftButton, {}, QPoint(3, 3));
        QVERIFY(lit().isEmpty());
    }

    void whatIsAskedAboutStandsOut()
    {
        const TemporaryVault vault(GraphNotes);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        ask(view, 2, u"Auk"_s, u"Tern"_s);
        // What both are linked with is counted, and named below.
        auto *const answers = view->findChild<QListWidget *>(u"graphAnswers"_s);
        QTRY_COMPARE(answers->count(), 2);
        QCOMPARE(answers->item(0)->text(), u"Auk and Tern have one neighbour in common:"_s);
        QCOMPARE(answers->item(1)->text(), u"Kestrel"_s);
        QCOMPARE(answers->item(1)->toolTip(),
                 u"Kestrel\nKestrel is a competitor of Auk\nTern is a customer of Kestrel"_s);
        QStringList lit;
        for (const int node : emphasisOf(view->canvas()->frame()).nodes)
            lit.append(view->shown()->graph.nodes.at(node).label);
        lit.removeDuplicates();
        lit.sort();
        QCOMPARE(lit, (QStringList{u"Auk"_s, u"Kestrel"_s, u"Tern"_s}));
        // Choosing a name shows its node, and leaves the answer in the picture.
        answers->setCurrentRow(1);
        QCOMPARE(view->canvas()->selection(), QList<int>{nodeNamed(view, u"Kestrel"_s)});
        QVERIFY(emphasisOf(view->canvas()->frame()).fades);
        Q_EMIT answers->itemActivated(answers->item(1));
        QTRY_COMPARE(window.note(), u"Kestrel"_s);
    }

    void everyAnswerIsListedAndNamed()
    {
        QByteArray notes = "//- Hub.md\n# Hub\n#company\n## Customers\n\n";
        for (int i = 0; i < 24; ++i)
            notes += "- [[Buyer of cells " + QByteArray::number(i) + "]]\n";
        for (int i = 0; i < 24; ++i)
            notes += "//- Buyer of cells " + QByteArray::number(i) + ".md\n#company\n";
        const TemporaryVault vault(notes);
        const TestWindow window(vault.root(), u"Hub"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        ask(view, 3, u"Hub"_s);
        auto *const answers = view->findChild<QListWidget *>(u"graphAnswers"_s);
        QTRY_COMPARE(answers->count(), 25);
        QTRY_VERIFY(!view->canvas()->isFlying());
        const GraphFrame frame = view->canvas()->frame();
        for (const GraphNode &node : view->shown()->graph.nodes) {
            const int index = nodeNamed(view, node.label);
            QVERIFY2(std::ranges::any_of(frame.labels, [&](const PlacedLabel &label) { return label.node == index; }),
                     qPrintable(node.label));
        }
    }

    void theCardLeavesNeighboursFree()
    {
        QWidget ground;
        ground.resize(1000, 800);
        GraphCard card(&ground);
        ShownGraph shown;
        shown.graph = graphFrom(u"a>b"_s);
        shown.graph.nodes.first().kind = GraphNodeKind::Unresolved;
        const QPoint pointer(500, 400);
        const auto show = [&](const QList<QPoint> &avoided) {
            card.avoid(avoided);
            card.showNode(shown, 0, {}, {}, ground.mapToGlobal(pointer));
            return card.geometry();
        };
        const QPoint right(580, 440);
        const QPoint left(420, 440);
        const QPoint above(580, 365);
        QVERIFY(show({}).contains(right));
        QVERIFY(!show({right}).contains(right));
        QVERIFY(!show({right, left}).intersects(QRect(left, right)));
        for (const QPoint free : {right, left, above})
            QVERIFY(!show({right, left, above}).contains(free));
        QVERIFY(!card.geometry().contains(pointer));
    }

    void evidenceLeadsToItsLine()
    {
        const TemporaryVault vault(GraphNotes);
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
        const TemporaryVault vault(GraphNotes);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        ask(view, 0, u"auk"_s, u"Tern"_s);
        auto *const answers = view->findChild<QListWidget *>(u"graphAnswers"_s);
        QTRY_COMPARE(answers->count(), 1);
        QVERIFY(answers->item(0)->text().contains(u"Kestrel"));
        QVERIFY(window.click(u"Compare these"_s));
        QTRY_VERIFY(window->findChild<QWidget *>(u"comparisonGrid"_s));
    }

    void anAnswerThatIsPutAwayStaysAway()
    {
        const TemporaryVault vault(GraphNotes);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        ask(view, 0, u"Auk"_s, u"Tern"_s);
        QTRY_VERIFY(emphasisOf(view->canvas()->frame()).fades);
        // Asked again of a graph that changed it leaves the camera where it is,
        QTRY_VERIFY(!view->canvas()->isFlying());
        const GraphCamera elsewhere{{2, 1}, 90};
        view->canvas()->setCamera(elsewhere);
        vault.write(u"New.md"_s, "[[Lom]]\n");
        QTRY_VERIFY(nodeNamed(view, u"New"_s) >= 0 && view->isSettled());
        QTRY_VERIFY(emphasisOf(view->canvas()->frame()).fades);
        QCOMPARE(view->canvas()->camera(), elsewhere);
        QVERIFY(view->findChild<QListWidget *>(u"graphAnswers"_s)->isEnabled());
        QVERIFY(view->findChild<QAbstractButton *>(u"graphCompare"_s)->isEnabled());
        // and does not come back once it is put away.
        view->canvas()->setFocus();
        QTest::keyClick(view->canvas(), Qt::Key_Escape);
        QVERIFY(!emphasisOf(view->canvas()->frame()).fades);
        vault.write(u"Newer.md"_s, "[[Lom]]\n");
        QTRY_VERIFY(nodeNamed(view, u"Newer"_s) >= 0 && view->isSettled());
        QTest::qWait(100);
        QVERIFY(!emphasisOf(view->canvas()->frame()).fades);
        QCOMPARE(view->canvas()->camera(), elsewhere);
    }

    void whatIsSelectedIsCompared()
    {
        const TemporaryVault vault(GraphNotes);
        const TestWindow window(vault.root(), u"Plain"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        const auto ask = [&](const QString &typed) {
            QTest::keyClick(window.operator->(), Qt::Key_K, Qt::ControlModifier);
            auto *const input = qobject_cast<QLineEdit *>(QApplication::focusWidget());
            if (!input)
                return QStringList();
            QTest::keyClicks(input, typed);
            QTest::keyClick(input, Qt::Key_Return);
            ComparisonView *comparison = nullptr;
            if (!QTest::qWaitFor([&] { return (comparison = window.findFirst<ComparisonView>()) != nullptr; }))
                return QStringList();
            const QStringList names = comparison->request().names;
            window.run(u"Close tab"_s);
            return names;
        };
        // What is selected stands first in the list; a name adds to it.
        view->canvas()->setSelection({nodeNamed(view, u"Auk"_s), nodeNamed(view, u"Kestrel"_s)});
        QStringList both = ask({});
        both.sort();
        QCOMPARE(both, (QStringList{u"Auk.md"_s, u"Kestrel.md"_s}));
        QStringList three = ask(u"dunlin"_s);
        QCOMPARE(three.size(), 3);
        QCOMPARE(three.last(), u"Dunlin.md"_s);
        view->canvas()->setSelection({nodeNamed(view, u"Kestrel"_s)});
        QCOMPARE(ask(u"dunlin"_s), (QStringList{u"Kestrel.md"_s, u"Dunlin.md"_s}));
        // With nothing selected it begins with the note that is open.
        view->canvas()->setSelection({});
        QCOMPARE(ask(u"kestrel"_s), (QStringList{u"Plain.md"_s, u"Kestrel.md"_s}));
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
        // The card is of what the pointer is on, and all but its neighbours fade.
        QTest::mouseMove(view->canvas(), view->canvas()->nodePosition(catl).toPoint());
        QTRY_VERIFY(window.findFirst<GraphCard>());
        QCOMPARE(window.findFirst<GraphCard>()->findChildren<QLabel *>().first()->text(), u"CATL"_s);
        const GraphEmphasis hovered = emphasisOf(view->canvas()->frame());
        QVERIFY(hovered.fades);
        QSet<int> neighbours{catl};
        for (const GraphEdge &edge : view->shown()->graph.edges) {
            if (edge.from == catl || edge.to == catl)
                neighbours += {edge.from, edge.to};
        }
        QCOMPARE(QSet<int>(hovered.nodes.begin(), hovered.nodes.end()), neighbours);
        QVERIFY(neighbours.size() < view->shown()->graph.nodes.size());
        // Both are compared as they are selected.
        clickNode(view, u"AESC"_s);
        clickNode(view, u"CATL"_s, Qt::ShiftModifier);
        QCOMPARE(view->canvas()->selection().size(), 2);
        QPushButton *compare = nullptr;
        for (QPushButton *button : view->findChild<GraphEvidence *>()->findChildren<QPushButton *>())
            compare = button->text() == u"Compare" ? button : compare;
        QTRY_VERIFY(compare && compare->isVisible());
        QTest::mouseClick(compare, Qt::LeftButton);
        ComparisonView *comparison = nullptr;
        QTRY_VERIFY((comparison = window.findFirst<ComparisonView>()) != nullptr);
        QStringList compared = comparison->request().names;
        compared.sort();
        QCOMPARE(compared, QStringList({u"Actors/AESC.md"_s, u"Actors/CATL.md"_s}));
        window.run(u"Close tab"_s);
        QTRY_VERIFY(view->isVisible());

        clickNode(view, u"CATL"_s);
        auto *const evidence = view->findChild<QTreeView *>(u"graphEvidence"_s);
        const auto sentence = [&] {
            return evidence->model()->match(evidence->model()->index(0, 0), Qt::DisplayRole,
                                            u"CATL is a competitor of AESC"_s, 1,
                                            Qt::MatchExactly | Qt::MatchRecursive);
        };
        QTRY_COMPARE(sentence().size(), 1);
        const int edge = view->shown()->edgeBetween(nodeNamed(view, u"AESC"_s), nodeNamed(view, u"CATL"_s));
        QVERIFY(edge >= 0);
        const int line = view->shown()->graph.relationOf(view->shown()->graph.edges.at(edge))->best.evidence.line;
        evidence->scrollTo(sentence().first());
        QTest::mouseClick(evidence->viewport(), Qt::LeftButton, {}, evidence->visualRect(sentence().first()).center());
        QTRY_COMPARE(window.note(), u"AESC"_s);
        QTRY_COMPARE(window.findFirst<NoteEditor>()->textCursor().blockNumber(), line - 1);
        QVERIFY(window.findFirst<NoteEditor>()->textCursor().block().text().contains(u"[[CATL]]"));

        GraphView *const whole = openGraph(window, u"Graph"_s);
        QVERIFY(whole);
        ask(whole, 0, u"AESC"_s, u"Tesla"_s);
        auto *const answers = whole->findChild<QListWidget *>(u"graphAnswers"_s);
        QTRY_VERIFY(answers->count() > 0);
        // The sentence says how many steps it is, and as many edges are lit that lead from the one to the other.
        const QRegularExpressionMatch said =
            QRegularExpression(u"^AESC and Tesla are (one|\\d+) steps? apart"_s).match(answers->item(0)->text());
        QVERIFY2(said.hasMatch(), qPrintable(answers->item(0)->text()));
        const int steps = said.captured(1) == u"one" ? 1 : said.captured(1).toInt();
        const GraphEmphasis lit = emphasisOf(whole->canvas()->frame());
        QCOMPARE(lit.edges.size(), steps);
        QList<GraphEdge> chain;
        for (const int one : lit.edges)
            chain.append(whole->shown()->graph.edges.at(one));
        int at = nodeNamed(whole, u"AESC"_s);
        while (!chain.isEmpty()) {
            const auto next =
                std::ranges::find_if(chain, [&](const GraphEdge &one) { return one.from == at || one.to == at; });
            QVERIFY(next != chain.end());
            at = next->from == at ? next->to : next->from;
            chain.erase(next);
        }
        QCOMPARE(at, nodeNamed(whole, u"Tesla"_s));
    }
};

QTEST_MAIN(GraphViewTest)
#include "graphviewtest.moc"
