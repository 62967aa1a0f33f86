// SPDX-License-Identifier: GPL-3.0-or-later

// Nodes that are brought together and opened, in the window.
#include "tests/support/temporaryvault.h"
#include "tests/ui/graphviews.h"
#include "ui/graph/graphform.h"
#include "ui/graph/graphframe.h"
#include "ui/style/style.h"

#include <QComboBox>
#include <QTreeView>

#include <cmath>

using namespace tearsheet;
using namespace Qt::StringLiterals;

class GraphGroupsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void whatIsBroughtTogetherOpensInPlace()
    {
        const TemporaryVault vault(GraphNotes);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        const QPointF openPlace = view->canvas()->places().at(nodeNamed(view, u"Auk"_s));
        GraphState state = view->state();
        state.options.collapse = CollapseBy::Tag;
        view->setState(state);
        QTRY_VERIFY(view->isSettled() && nodeNamed(view, u"#company"_s) >= 0);
        // It says what is within.
        clickNode(view, u"#company"_s);
        auto *const evidence = view->findChild<QTreeView *>(u"graphEvidence"_s);
        QTRY_VERIFY(textsIn(evidence->model()).contains(u"What it stands for  5"));
        QVERIFY(textsIn(evidence->model()).contains(u"Kestrel is a competitor of Auk"));
        QVERIFY(textsIn(evidence->model()).contains(u"Auk links to Plain"));
        // Of two nodes only what is between the two.
        clickNode(view, u"Plain"_s, Qt::ShiftModifier);
        QTRY_VERIFY(!textsIn(evidence->model()).contains(u"Kestrel is a competitor of Auk"));
        QVERIFY(textsIn(evidence->model()).contains(u"Auk links to Plain"));
        const int before = nodeNamed(view, u"#company"_s);
        const QPointF place = view->canvas()->places().at(before);
        const QPointF plain = view->canvas()->places().at(nodeNamed(view, u"Plain"_s));
        Q_EMIT view->canvas()->nodeActivated(before, {});
        QTRY_VERIFY(nodeNamed(view, u"Auk"_s) >= 0 && view->isSettled());
        QPointF middle;
        for (const QString &label : {u"Auk"_s, u"Kestrel"_s, u"Dunlin"_s, u"Lom"_s, u"Tern"_s})
            middle += view->canvas()->places().at(nodeNamed(view, label)) / 5;
        QVERIFY2((middle - place).manhattanLength() < 0.01, qPrintable(u"%1 %2"_s.arg(middle.x()).arg(place.x())));
        // What stands beside it has made room, in the same direction.
        const QPointF now = view->canvas()->places().at(nodeNamed(view, u"Plain"_s));
        const QPointF old = plain - place;
        QVERIFY(std::hypot((now - place).x(), (now - place).y()) > std::hypot(old.x(), old.y()));
        QVERIFY(std::abs((now - place).x() * old.y() - (now - place).y() * old.x()) < 1e-3);
        // Brought together again all lies as before, and opened once more as it did then.
        const QPointF openAuk = view->canvas()->places().at(nodeNamed(view, u"Auk"_s));
        state = view->state();
        const QStringList open = state.options.expanded;
        state.options.expanded.clear();
        view->setState(state);
        QTRY_VERIFY(view->isSettled() && nodeNamed(view, u"Auk"_s) < 0);
        QCOMPARE(view->canvas()->places().at(nodeNamed(view, u"#company"_s)), place);
        QCOMPARE(view->canvas()->places().at(nodeNamed(view, u"Plain"_s)), plain);
        state.options.expanded = open;
        view->setState(state);
        QTRY_VERIFY(view->isSettled() && nodeNamed(view, u"Auk"_s) >= 0);
        QCOMPARE(view->canvas()->places().at(nodeNamed(view, u"Auk"_s)), openAuk);
        QCOMPARE(view->canvas()->places().at(nodeNamed(view, u"Plain"_s)), now);
        // Open all: the picture as it was.
        state = view->state();
        state.options.collapse = CollapseBy::Nothing;
        state.options.expanded.clear();
        view->setState(state);
        QTRY_VERIFY(view->isSettled() && view->shown()->graph.nodes.size() == 6);
        QCOMPARE(view->canvas()->places().at(nodeNamed(view, u"Auk"_s)), openPlace);
    }

    void groupsThatMakeRoomDoNotLieOnEachOther()
    {
        QByteArray notes;
        const auto note = [&](const QString &folder, int number, const QString &links) {
            notes += u"//- %1/%1 %2.md\n%3\n"_s.arg(folder).arg(number).arg(links).toUtf8();
        };
        for (int i = 0; i < 180; ++i)
            note(u"Large"_s, i, u"[[Large %1]] [[Small %2 0]]"_s.arg(i * 7 % 180).arg(i % 60));
        for (int folder = 0; folder < 60; ++folder) {
            for (int i = 0; i < 3; ++i)
                note(u"Small %1"_s.arg(folder), i, u"[[Small %1 1]]"_s.arg((folder + 1) % 60));
        }
        const TemporaryVault vault(notes);
        const TestWindow window(vault.root(), u"Large 1"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        GraphState state = view->state();
        state.options.collapse = CollapseBy::Folder;
        view->setState(state);
        QTRY_VERIFY(view->isSettled() && view->shown()->graph.nodes.size() == 61);
        Q_EMIT view->canvas()->nodeActivated(nodeNamed(view, u"Large"_s), {});
        QTRY_VERIFY(view->isSettled() && view->shown()->graph.nodes.size() == 240);
        view->canvas()->fit();
        QTRY_VERIFY(view->isSettled());
        const GraphFrame frame = view->canvas()->frame();
        const FrameGeometry geometry(frame);
        const QList<GraphNode> &nodes = view->shown()->graph.nodes;
        for (int one = 0; one < nodes.size(); ++one) {
            for (int other = one + 1; other < nodes.size(); ++other) {
                if (nodes.at(one).kind != GraphNodeKind::Collapsed || nodes.at(other).kind != GraphNodeKind::Collapsed)
                    continue;
                const float away = std::hypot(geometry.x(one) - geometry.x(other), geometry.y(one) - geometry.y(other));
                QVERIFY2(away >= geometry.radius(one) + geometry.radius(other),
                         qPrintable(u"%1 and %2"_s.arg(nodes.at(one).label, nodes.at(other).label)));
            }
        }
    }

    void measuresAndCollapsing()
    {
        const TemporaryVault vault(GraphNotes);
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
};

QTEST_MAIN(GraphGroupsTest)
#include "graphgroupstest.moc"
