// SPDX-License-Identifier: GPL-3.0-or-later

// What an analyst asks a graph and gets told by it, in the window.
#include "tests/support/temporaryvault.h"
#include "tests/ui/graphviews.h"
#include "ui/graph/graphcard.h"
#include "ui/graph/graphform.h"
#include "ui/style/style.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSlider>
#include <QTreeView>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

// Tern is reached by two plain links through a hub, and by three steps that front matter says; Dunlin supplies what
// Auk's supplier needs, and Far supplies that.
constexpr auto Chain = "//- Auk.md\n---\nsupplier: \"[[Kestrel]]\"\n---\n#company\n[[Hub]] and [[Lone]].\n"
                       "//- Kestrel.md\n---\nsupplier: \"[[Dunlin]]\"\n---\n#company\n"
                       "//- Dunlin.md\n---\nsupplier: \"[[Far]]\"\ncustomer: \"[[Tern]]\"\n---\n#company\n"
                       "//- Far.md\n#company\n//- Tern.md\n#company\n[[Hub]]\n//- Hub.md\n# Hub\n//- Lone.md\n# Lone\n"
                       "//- A.md\n[[Hub]] [[Tern]]\n//- B.md\n[[Hub]] [[Tern]]\n";

class Asked
{
public:
    Asked(GraphView *view, int question, const QString &from, const QString &to = {}) : m_view(view)
    {
        view->showSide(GraphView::Side::Ask);
        view->findChild<QComboBox *>(u"graphQuestion"_s)->setCurrentIndex(question);
        view->findChild<QLineEdit *>(u"graphFrom"_s)->setText(from);
        view->findChild<QLineEdit *>(u"graphTo"_s)->setText(to);
    }

    /// The answers, once there are any.
    QStringList press() const
    {
        QTest::mouseClick(m_view->findChild<QAbstractButton *>(u"graphAsk"_s), Qt::LeftButton);
        auto *const answers = m_view->findChild<QListWidget *>(u"graphAnswers"_s);
        QStringList texts;
        if (QTest::qWaitFor([&] { return answers->count() > 0; })) {
            for (int row = 0; row < answers->count(); ++row)
                texts.append(answers->item(row)->text());
        }
        return texts;
    }

private:
    GraphView *m_view;
};

/// Edges that stand out, "Auk > Kestrel", sorted.
QStringList litEdges(const GraphView *view)
{
    const GraphEmphasis emphasis = emphasisOf(view->canvas()->frame());
    QStringList edges;
    for (const int edge : emphasis.fades ? emphasis.edges : QList<int>()) {
        const GraphEdge &one = view->shown()->graph.edges.at(edge);
        edges.append(view->shown()->graph.nodes.at(one.from).label + u" > "_s
                     + view->shown()->graph.nodes.at(one.to).label);
    }
    edges.sort();
    return edges;
}

void choose(QComboBox *box, const QString &text)
{
    box->setCurrentIndex(box->findText(text));
}

/// Every picture that a graph shows from the moment it is made.
class Pictures : public QObject
{
public:
    Pictures() { qApp->installEventFilter(this); }

    bool eventFilter(QObject *object, QEvent *event) override
    {
        if (auto *const view = qobject_cast<GraphView *>(object))
            m_view = view;
        if (m_view && m_view->shown() && m_view->canvas()->places().size() == m_view->shown()->graph.nodes.size()
            && m_view->canvas()->places().size() > 0 && !(m_view->canvas()->places() == m_last)) {
            m_last = m_view->canvas()->places();
            QHash<QString, QPointF> places;
            for (int node = 0; node < m_last.size(); ++node)
                places.insert(m_view->shown()->graph.nodes.at(node).label, m_last.at(node));
            all.append(places);
        }
        return QObject::eventFilter(object, event);
    }

    QList<QHash<QString, QPointF>> all;

private:
    QPointer<GraphView> m_view;
    GraphPlaces m_last;
};

} // namespace

class GraphQuestionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void theStrongestPathIsNotTheShortest()
    {
        const TemporaryVault vault(Chain);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        const QString shortest = Asked(view, 0, u"Auk"_s, u"Tern"_s).press().value(0);
        QVERIFY2(shortest.startsWith(u"Auk and Tern are 2 steps apart"), qPrintable(shortest));
        QCOMPARE(litEdges(view), QStringList({u"Auk > Hub"_s, u"Tern > Hub"_s}));
        const QString strongest = Asked(view, 1, u"Auk"_s, u"Tern"_s).press().value(0);
        QVERIFY2(strongest.startsWith(u"Auk and Tern are 3 steps apart"), qPrintable(strongest));
        QTRY_COMPARE(litEdges(view), QStringList({u"Auk > Kestrel"_s, u"Dunlin > Tern"_s, u"Kestrel > Dunlin"_s}));
    }

    void twoStepsAlongSuppliers()
    {
        const TemporaryVault vault(Chain);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        const Asked asked(view, 3, u"Auk"_s);
        QComboBox *families = nullptr;
        for (QComboBox *box : view->findChildren<QComboBox *>())
            families = box->findText(u"Suppliers"_s) >= 0 ? box : families;
        QVERIFY(families && families->isVisible());
        choose(families, u"Suppliers"_s);
        const QStringList answers = asked.press();
        QCOMPARE(answers.value(0), u"2 nodes are reached from Auk along suppliers:"_s);
        QCOMPARE(answers.sliced(1), QStringList({u"Kestrel"_s, u"Dunlin"_s}));
        QCOMPARE(litEdges(view), QStringList({u"Auk > Kestrel"_s, u"Kestrel > Dunlin"_s}));
    }

    void whatOnlyThisOneConnects()
    {
        const TemporaryVault vault(Chain);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        const QStringList answers = Asked(view, 4, u"Auk"_s).press();
        QCOMPARE(answers, QStringList({u"Without Auk, one node would be cut off:"_s, u"Lone"_s}));
        const QStringList none = Asked(view, 4, u"Lone"_s).press();
        QCOMPARE(none, QStringList{u"Nothing is connected by Lone alone."_s});
    }

    // The list is the graph for who does not see it.
    void choosingInTheListSelectsAndFlies()
    {
        const TemporaryVault vault(GraphNotes);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        view->showSide(GraphView::Side::List);
        auto *const list = view->findChild<QTreeView *>(u"graphList"_s);
        list->setFocus();
        QTRY_VERIFY(list->hasFocus());
        view->canvas()->setCamera({{500, 500}, 30});
        const QModelIndexList rows =
            list->model()->match(list->model()->index(0, 0), Qt::DisplayRole, u"Tern"_s, 1, Qt::MatchExactly);
        QCOMPARE(rows.size(), 1);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(rows.first()).center());
        QCOMPARE(view->canvas()->selection(), QList<int>{nodeNamed(view, u"Tern"_s)});
        QTRY_VERIFY(!view->canvas()->isFlying());
        const auto isInSight = [&](const QString &label) {
            return view->canvas()->rect().contains(view->canvas()->nodePosition(nodeNamed(view, label)).toPoint());
        };
        QVERIFY(isInSight(u"Tern"_s));
        // By keys it goes on to the next row.
        QTest::keyClick(list, Qt::Key_Home);
        QCOMPARE(view->canvas()->selection(),
                 QList<int>{nodeNamed(view, list->model()->index(0, 0).data().toString())});
        QTRY_VERIFY(!view->canvas()->isFlying());
        QVERIFY(isInSight(list->model()->index(0, 0).data().toString()));
    }

    void theCardTellsOfANodeAndOfAnEdge()
    {
        const TemporaryVault vault("//- Auk.md\n---\nstaff: 1200\n---\n# Auk\n#company\n\nBuilds **ferries** for the "
                                   "[[North]] since 1998.\n\n## Related\n- [[Kestrel]] — competitor\n"
                                   "//- Kestrel.md\n# Kestrel\n#company\n//- North.md\n# North\n");
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        const auto wordsAt = [&](QPointF place) {
            QTest::mouseMove(view->canvas(), QPoint(2, 2));
            QTest::mouseMove(view->canvas(), place.toPoint());
            QStringList words;
            if (!QTest::qWaitFor([&] { return window.findFirst<GraphCard>() != nullptr; }))
                return words;
            for (const QLabel *label : window.findFirst<GraphCard>()->findChildren<QLabel *>())
                words.append(label->text());
            return words;
        };
        const QPointF auk = view->canvas()->nodePosition(nodeNamed(view, u"Auk"_s));
        const QPointF kestrel = view->canvas()->nodePosition(nodeNamed(view, u"Kestrel"_s));
        QCOMPARE(wordsAt(auk), QStringList({u"Auk"_s, u"Note · 2 links\nBuilds ferries for the North since 1998."_s}));
        QCOMPARE(wordsAt((auk + kestrel) / 2),
                 QStringList({u"Kestrel is a competitor of Auk"_s, u"Auk, line 10: Kestrel — competitor"_s}));
        // And what sizes stand for, where that is not links.
        GraphState state = view->state();
        state.paint.size = {NodeMeasure::Kind::Property, u"staff"_s};
        view->setState(state);
        QTRY_VERIFY(view->isSettled());
        const QString facts = wordsAt(view->canvas()->nodePosition(nodeNamed(view, u"Auk"_s))).value(1);
        QVERIFY2(facts.startsWith(u"Note · 2 links · Staff 1,200\n"), qPrintable(facts));
    }

    void timeIsPlayed()
    {
        const TemporaryVault vault("//- One.md\n---\ncreated: 2024-01-10\n---\n[[Two]]\n"
                                   "//- Two.md\n---\ncreated: 2024-02-10\n---\n[[Three]]\n"
                                   "//- Three.md\n---\ncreated: 2024-04-10\n---\n[[One]]\n");
        const TestWindow window(vault.root(), u"One"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        QTest::mouseClick(view->findChild<QAbstractButton *>(u"graphTime"_s), Qt::LeftButton);
        auto *const slider = view->findChild<QSlider *>(u"graphTimeSlider"_s);
        QTRY_VERIFY(slider->isVisible() && slider->maximum() == 3 && slider->value() == 3);
        QAbstractButton *play = nullptr;
        for (auto *button : view->findChildren<QAbstractButton *>())
            play = button->toolTip() == u"Lets the graph grow" ? button : play;
        QVERIFY(play && play->isVisible());
        QList<int> months;
        QObject context;
        connect(slider, &QSlider::valueChanged, &context, [&](int month) { months.append(month); });
        QSet<qsizetype> counts;
        QTest::mouseClick(play, Qt::LeftButton);
        QTRY_VERIFY((counts.insert(labelsOf(view).size()), months.size() == 4));
        QCOMPARE(months, QList<int>({0, 1, 2, 3})); // From the first month to the last, and there it stops.
        QTRY_COMPARE(labelsOf(view).size(), 3);
        QVERIFY2(counts.contains(1) && counts.contains(2), "No picture on the way.");
        QTest::qWait(400);
        QCOMPARE(months.size(), 4);
        // Pressed again it stops amid.
        QTest::mouseClick(play, Qt::LeftButton);
        QTRY_VERIFY(months.size() >= 6);
        QTest::mouseClick(play, Qt::LeftButton);
        const qsizetype stopped = months.size();
        QTest::qWait(400);
        QCOMPARE(months.size(), stopped);
    }

    void layersAreByOwnershipAndSupply()
    {
        const TemporaryVault vault("//- Auk.md\n#company\n## Related\n- [[Envik]] — owner\n- [[Lom]] — subsidiary\n"
                                   "- [[Dunlin]] — supplier\n- [[Tern]] — customer\n- [[Fund]] — investor\n"
                                   "- [[Kestrel]] — competitor\n- [[Gull]] — product\n"
                                   "//- Envik.md\n#company\n//- Lom.md\n#company\n//- Dunlin.md\n#company\n"
                                   "//- Tern.md\n#company\n//- Fund.md\n#company\n//- Kestrel.md\n#company\n"
                                   "//- Gull.md\n#product\n## Related\n- [[Sub]] — maker\n"
                                   "//- Sub.md\n#company\n");
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        GraphState state = view->state();
        state.arrangement = GraphArrangement::Layers;
        view->setState(state);
        QTRY_VERIFY(view->isSettled());
        // y grows downwards.
        const auto y = [&](const QString &label) { return view->canvas()->places().at(nodeNamed(view, label)).y(); };
        for (const QString &above : {u"Envik"_s, u"Dunlin"_s, u"Fund"_s})
            QVERIFY2(y(above) < y(u"Auk"_s) - 0.5, qPrintable(above));
        for (const QString &below : {u"Lom"_s, u"Tern"_s, u"Gull"_s})
            QVERIFY2(y(below) > y(u"Auk"_s) + 0.5, qPrintable(below));
        // Said by the other side it is the same: Gull says who makes it.
        QVERIFY(y(u"Sub"_s) < y(u"Gull"_s) - 0.5);
        // A rival is neither above nor below.
        QVERIFY(std::abs(y(u"Kestrel"_s) - y(u"Auk"_s)) < 0.5);
    }

    void sizesAndColoursGoByPropertiesAndClaims()
    {
        const TemporaryVault vault("//- Auk.md\n---\nstaff: 1200\n---\n#company\n[[Kestrel]] [[Lom]]\n\n"
                                   "| Metric | Value |\n|---|---|\n| Market share | 37% |\n"
                                   "//- Kestrel.md\n---\nstaff: 300\n---\n#company\n[[Lom]]\n\n"
                                   "| Metric | Value |\n|---|---|\n| Market share | 12% |\n"
                                   "//- Lom.md\n---\nstaff: 9000\n---\n#company\n\n"
                                   "| Metric | Value |\n|---|---|\n| Market share | 3% |\n"
                                   "//- Plain.md\n[[Lom]]\n");
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        view->showSide(GraphView::Side::Choices);
        auto *const size = view->findChild<QComboBox *>(u"sizeBy"_s);
        auto *const colour = view->findChild<QComboBox *>(u"colourBy"_s);
        const auto node = [&](const QString &label) -> const SceneNode & {
            return view->canvas()->scene().nodes().at(nodeNamed(view, label));
        };
        const auto radii = [&] {
            return QList<float>{node(u"Auk"_s).radius, node(u"Kestrel"_s).radius, node(u"Lom"_s).radius,
                                node(u"Plain"_s).radius};
        };
        // The notes' own figures are offered.
        QTRY_VERIFY(size->findText(u"Property “staff”"_s) >= 0 && size->findText(u"Market share"_s) >= 0);
        choose(size, u"Property “staff”"_s);
        QTRY_VERIFY(view->isSettled() && view->state().paint.size.kind == NodeMeasure::Kind::Property);
        const QList<float> staff = radii();
        QVERIFY(staff.at(2) > staff.at(0) && staff.at(0) > staff.at(1) && staff.at(1) > 0);
        QVERIFY(staff.at(3) <= staff.at(1)); // Of whom nothing is said.
        QVERIFY(staff.at(2) > 2 * staff.at(1));
        choose(size, u"Market share"_s);
        QTRY_VERIFY(view->isSettled() && view->state().paint.size.kind == NodeMeasure::Kind::Claim);
        const QList<float> shares = radii();
        QVERIFY(shares.at(0) > shares.at(1) && shares.at(1) > shares.at(2));
        choose(colour, u"Property “staff”"_s);
        QTRY_VERIFY(view->isSettled() && view->state().paint.colour.kind == NodeMeasure::Kind::Property);
        QCOMPARE(node(u"Lom"_s).colour, 0xff000000 | rampColour(1, false, 0)); // The most,
        QCOMPARE(node(u"Kestrel"_s).colour, 0xff000000 | rampColour(0, false, 0));
        QCOMPARE(node(u"Plain"_s).colour, 0xff000000 | graphColours(false).of(GraphNodeKind::Note)); // and none.
        choose(colour, u"Market share"_s);
        QTRY_VERIFY(view->isSettled() && view->state().paint.colour.kind == NodeMeasure::Kind::Claim);
        QCOMPARE(node(u"Lom"_s).colour, 0xff000000 | rampColour(0, false, 0));
    }

    void nothingMovesWhenItIsOpenedAgain()
    {
        const TemporaryVault vault(GraphNotes);
        QHash<QString, QPointF> before;
        {
            const TestWindow window(vault.root(), u"Auk"_s);
            QTRY_VERIFY(window->isSettled());
            GraphView *const view = openGraph(window, u"Graph"_s);
            QVERIFY(view);
            dragBy(view->canvas(), view->canvas()->nodePosition(nodeNamed(view, u"Tern"_s)).toPoint(), QPoint(80, 120));
            QTRY_VERIFY(view->isSettled());
            view->showSide(GraphView::Side::Choices);
            // No pin holds it there.
            QVERIFY(window.click(u"Take all pins out"_s));
            QTRY_VERIFY(view->isSettled() && view->pinned().isEmpty());
            for (int node = 0; node < view->shown()->graph.nodes.size(); ++node)
                before.insert(view->shown()->graph.nodes.at(node).label, view->canvas()->places().at(node));
        }
        Pictures pictures;
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        QVERIFY(openGraph(window, u"Graph"_s));
        QTest::qWait(200);
        QVERIFY(!pictures.all.isEmpty());
        for (const QHash<QString, QPointF> &picture : std::as_const(pictures.all))
            QCOMPARE(picture, before);
    }
};

QTEST_MAIN(GraphQuestionsTest)
#include "graphquestionstest.moc"
