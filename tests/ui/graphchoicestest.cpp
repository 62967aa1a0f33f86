// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/temporaryvault.h"
#include "tests/ui/graphviews.h"
#include "ui/style/style.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSlider>
#include <QTreeView>

using namespace tearsheet;
using namespace Qt::StringLiterals;

/// What a user chooses to see of a graph, in the window.
class GraphChoicesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void aSearchLeavesOnlyWhatItFinds()
    {
        const TemporaryVault vault(GraphNotes);
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

    void aSearchOfTheVaultIsSaidAndCanBeCleared()
    {
        const TemporaryVault vault(GraphNotes);
        vault.write(u".obsidian/graph.json"_s, R"({"search": "-path:Plain -kestrel"})");
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        // A word is looked for in all of a text, in any case: Auk names Kestrel.
        QCOMPARE(labelsOf(view), (QStringList{u"Dunlin"_s, u"Lom"_s, u"Tern"_s}));
        auto *const notice = view->findChild<QWidget *>(u"graphNotice"_s);
        QVERIFY(notice->isVisible());
        QVERIFY2(notice->findChild<QLabel *>()->text().contains(u"hides 3 notes"),
                 qPrintable(notice->findChild<QLabel *>()->text()));
        auto *const filter = view->findChild<QLineEdit *>(u"graphFilter"_s);
        QCOMPARE(filter->text(), u"-path:Plain -kestrel"_s);
        // What the user asks for needs no words.
        filter->setText(u"path:Lom"_s);
        QTRY_COMPARE(labelsOf(view), QStringList{u"Lom"_s});
        QVERIFY(!notice->isVisible());
        filter->setText(u"-path:Plain -kestrel"_s);
        QTRY_VERIFY(notice->isVisible());
        QTest::mouseClick(view->findChild<QAbstractButton *>(u"graphShowAll"_s), Qt::LeftButton);
        QTRY_COMPARE(labelsOf(view).size(), 6);
        QVERIFY(!notice->isVisible());
        QVERIFY(filter->text().isEmpty());
        QCOMPARE(vault.read(u".obsidian/graph.json"_s), R"({"search": "-path:Plain -kestrel"})");
    }

    void theLegendSwitchesRelations()
    {
        const TemporaryVault vault(GraphNotes);
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

    void timeGoesWhereOneClicks()
    {
        const TemporaryVault vault("//- Old.md\n---\ncreated: 2020-01-10\n---\n[[New]]\n"
                                   "//- New.md\n---\ncreated: 2024-01-10\n---\n[[Old]]\n");
        const TestWindow window(vault.root(), u"Old"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        QTest::mouseClick(view->findChild<QAbstractButton *>(u"graphTime"_s), Qt::LeftButton);
        auto *const slider = view->findChild<QSlider *>(u"graphTimeSlider"_s);
        QTRY_VERIFY(slider->isVisible() && slider->maximum() == 48);
        const GraphCamera camera = view->canvas()->camera();
        QTest::mouseClick(slider, Qt::LeftButton, {}, QPoint(slider->width() / 4, slider->height() / 2));
        QVERIFY2(std::abs(slider->value() - 12) <= 2, qPrintable(QString::number(slider->value())));
        QTRY_COMPARE(labelsOf(view), QStringList{u"Old"_s});
        QTRY_VERIFY(view->isSettled());
        QCOMPARE(view->canvas()->camera(), camera); // The picture stands.
        const int month = slider->value();
        QTest::keyClick(slider, Qt::Key_Right);
        QCOMPARE(slider->value(), month + 1);
        QTest::keyClick(slider, Qt::Key_PageUp);
        QCOMPARE(slider->value(), month + 13);
        QTest::keyClick(slider, Qt::Key_End);
        QTRY_COMPARE(labelsOf(view).size(), 2);
        QCOMPARE(view->state().options.until, QDate());
    }

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
        // Open all: the picture as it was.
        state = view->state();
        state.options.collapse = CollapseBy::Nothing;
        state.options.expanded.clear();
        view->setState(state);
        QTRY_VERIFY(view->isSettled() && view->shown()->graph.nodes.size() == 6);
        QCOMPARE(view->canvas()->places().at(nodeNamed(view, u"Auk"_s)), openPlace);
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

QTEST_MAIN(GraphChoicesTest)
#include "graphchoicestest.moc"
