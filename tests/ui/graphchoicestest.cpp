// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/temporaryvault.h"
#include "tests/ui/graphviews.h"
#include "ui/graph/graphform.h"
#include "ui/graph/graphlegend.h"
#include "ui/style/style.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>
#include <QSlider>
#include <QSpinBox>
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

    void theCameraGoesToWhatIsShown()
    {
        const TemporaryVault vault(GraphNotes);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        const auto isAllInSight = [&] {
            for (int node = 0; node < view->shown()->graph.nodes.size(); ++node) {
                if (!view->canvas()->rect().contains(view->canvas()->nodePosition(node).toPoint()))
                    return false;
            }
            return true;
        };
        const GraphCamera elsewhere{{1000, 1000}, 50};
        const auto with = [&](const auto &change) {
            GraphState state = view->state();
            change(state);
            view->setState(state);
            return QTest::qWaitFor([&] { return view->isSettled(); });
        };
        for (const GraphArrangement way : {GraphArrangement::Layers, GraphArrangement::Rings,
                                           GraphArrangement::Communities, GraphArrangement::Forces}) {
            QVERIFY(with([&](GraphState &state) { state.arrangement = way; }));
            QVERIFY2(isAllInSight(), qPrintable(QString::number(static_cast<int>(way))));
            view->canvas()->setCamera(elsewhere);
        }
        QVERIFY(with([](GraphState &state) { state.options.collapse = CollapseBy::Community; }));
        QVERIFY(isAllInSight());
        QVERIFY(with([](GraphState &state) { state.options.collapse = CollapseBy::Nothing; }));
        view->canvas()->setCamera(elsewhere);
        QVERIFY(with([](GraphState &state) { state.options.settings.search = u"-file:Tern"_s; }));
        QVERIFY(isAllInSight());
        // Of the same nodes the user sees what he went to.
        view->canvas()->setCamera(elsewhere);
        QVERIFY(with([](GraphState &state) { state.options.settings.nodeSize = 2; }));
        QCOMPARE(view->canvas()->camera(), elsewhere);
    }

    // Places of the whole graph would have a few of its nodes on each other.
    void whatASearchFindsLiesByItselfAndApart()
    {
        QString notes;
        for (int i = 0; i < 260; ++i) {
            notes += u"//- Note %1.md\n# Note %1\n%2\n[[Note %3]] [[Note %4]]\n"_s.arg(i)
                         .arg(i % 10 == 0 ? u"#rare"_s : QString())
                         .arg((i * 7 + 1) % 260)
                         .arg(i / 9);
        }
        const TemporaryVault vault(notes.toUtf8());
        const TestWindow window(vault.root(), u"Note 1"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        const auto placeOf = [&](const QString &name) { return view->canvas()->places().at(nodeNamed(view, name)); };
        QCOMPARE(view->shown()->graph.nodes.size(), 260);
        const QPointF whole = placeOf(u"Note 10"_s);
        auto *const filter = view->findChild<QLineEdit *>(u"graphFilter"_s);
        filter->setText(u"tag:#rare"_s);
        QTRY_COMPARE(view->shown()->graph.nodes.size(), 26);
        QTRY_VERIFY(view->isSettled());
        // Neither they nor their names lie on each other, and all are in sight.
        const GraphFrame frame = view->canvas()->frame();
        QCOMPARE(frame.labels.size(), 26);
        for (int a = 0; a < 26; ++a) {
            QVERIFY(view->canvas()->rect().contains(view->canvas()->nodePosition(a).toPoint()));
            for (int b = a + 1; b < 26; ++b) {
                const QPointF away = view->canvas()->nodePosition(a) - view->canvas()->nodePosition(b);
                QVERIFY(std::hypot(away.x(), away.y()) > 2 * 3.5);
            }
        }
        const QPointF part = placeOf(u"Note 10"_s);
        // Both are as they were when one comes back to them.
        filter->clear();
        QTRY_COMPARE(view->shown()->graph.nodes.size(), 260);
        QTRY_VERIFY(view->isSettled());
        QCOMPARE(placeOf(u"Note 10"_s), whole);
        filter->setText(u"tag:#rare"_s);
        QTRY_COMPARE(view->shown()->graph.nodes.size(), 26);
        QTRY_VERIFY(view->isSettled());
        QCOMPARE(placeOf(u"Note 10"_s), part);
    }

    void theSearchOfTheVaultIsNotThatAroundANote()
    {
        const TemporaryVault vault(GraphNotes);
        vault.write(u".obsidian/graph.json"_s, R"({"search": "-Kestrel"})");
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph around the note"_s);
        QVERIFY(view);
        QVERIFY(labelsOf(view).contains(u"Kestrel"_s));
        auto *const filter = view->findChild<QLineEdit *>(u"graphFilter"_s);
        QVERIFY(filter->text().isEmpty());
        filter->setText(u"-file:Kestrel"_s);
        QTRY_VERIFY(!labelsOf(view).contains(u"Kestrel"_s));
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

    void timeGoesByChangesToo()
    {
        const TemporaryVault vault("//- Old.md\n---\ncreated: 2020-01-10\nupdated: 2025-03-01\n---\n[[New]]\n"
                                   "//- New.md\n---\ncreated: 2024-01-10\nupdated: 2024-02-01\n---\n[[Old]]\n");
        const TestWindow window(vault.root(), u"Old"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        QTest::mouseClick(view->findChild<QAbstractButton *>(u"graphTime"_s), Qt::LeftButton);
        auto *const slider = view->findChild<QSlider *>(u"graphTimeSlider"_s);
        const auto text = [&](const QString &name) { return view->findChild<QLabel *>(name)->text(); };
        QTRY_COMPARE(slider->maximum(), 48);
        QCOMPARE(text(u"graphTimeFirst"_s), u"Jan 2020"_s);
        QCOMPARE(text(u"graphTimeLast"_s), u"Jan 2024"_s);
        auto *const time = view->findChild<QComboBox *>(u"graphTimeOf"_s);
        QTest::keyClick(time, Qt::Key_Down);
        QTRY_COMPARE(slider->maximum(), 13);
        QCOMPARE(text(u"graphTimeFirst"_s), u"Feb 2024"_s);
        QCOMPARE(text(u"graphTimeLast"_s), u"Mar 2025"_s);
        slider->setValue(3);
        QTRY_COMPARE(labelsOf(view), QStringList{u"New"_s});
        QCOMPARE(text(u"graphTimeLabel"_s), u"Last changed until May 2024"_s);
    }

    void oneRelationAlone()
    {
        const TemporaryVault vault(GraphNotes);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        const qsizetype all = view->shown()->graph.edges.size();
        const auto choose = [&](const QString &text) {
            auto *const entry = window.find<QAbstractButton>(u"legendCustomers"_s);
            QContextMenuEvent event(QContextMenuEvent::Mouse, {5, 5}, entry->mapToGlobal(QPoint(5, 5)));
            QApplication::sendEvent(entry, &event);
            auto *const menu = window->findChild<QMenu *>(u"legendMenu"_s);
            for (QAction *action : menu ? menu->actions() : QList<QAction *>()) {
                if (action->text() == text)
                    action->trigger();
            }
            delete menu;
            return QTest::qWaitFor([&] { return view->isSettled(); });
        };
        QVERIFY(choose(u"Only Customers"_s));
        QCOMPARE(view->shown()->graph.edges.size(), 2);
        for (const GraphEdge &edge : view->shown()->graph.edges)
            QCOMPARE(familyOf(edge.type), RelationFamily::Customer);
        QVERIFY(choose(u"Show all"_s));
        QCOMPARE(view->shown()->graph.edges.size(), all);
    }

    void theLegendTellsOfNodes()
    {
        const TemporaryVault vault(GraphNotes);
        vault.write(u"Loose.md"_s, "[[Nobody wrote this]]\n");
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        auto *const legend = view->findChild<GraphLegend *>();
        const auto words = [&] {
            QStringList found;
            for (const QLabel *label : legend->findChildren<QLabel *>()) {
                if (!label->text().isEmpty())
                    found.append(label->text());
            }
            return found;
        };
        QCOMPARE(words(), (QStringList{u"Notes"_s, u"Names without a note"_s, u"Size: links, 1 to 4"_s}));
        GraphState state = view->state();
        state.options.settings.groups = {{u"tag:#company"_s, 0x123456}};
        view->setState(state);
        QTRY_VERIFY(view->isSettled());
        QTRY_COMPARE(words(), (QStringList{u"tag:#company"_s, u"Other notes"_s, u"Names without a note"_s,
                                           u"Size: links, 1 to 4"_s}));
        // What is in groups needs no other name.
        state.options.settings.groups = {{u"tag:#company"_s, 0x123456}, {u"-tag:#company"_s, 0x654321}};
        view->setState(state);
        QTRY_VERIFY(view->isSettled());
        QTRY_VERIFY2(words().contains(u"-tag:#company"_s), qPrintable(words().join(u'\n')));
        QVERIFY(!words().contains(u"Notes"_s) && !words().contains(u"Other notes"_s));
        state.paint.colour = {NodeMeasure::Kind::Incoming, {}};
        view->setState(state);
        QTRY_VERIFY(view->isSettled());
        QTRY_COMPARE(words(),
                     (QStringList{u"Size: links, 1 to 4"_s, u"Colour: links to it, 0 to 1"_s, u"least"_s, u"most"_s}));
    }

    void sizesAndColoursTellApart()
    {
        const TemporaryVault vault(GraphNotes);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        GraphState state = view->state();
        state.paint.size = {NodeMeasure::Kind::PageRank, {}};
        state.options.settings.groups = {{u"tag:#company"_s, 0x123456}};
        view->setState(state);
        QTRY_VERIFY(view->isSettled());
        const auto node = [&](const QString &label) -> const SceneNode & {
            return view->canvas()->scene().nodes().at(nodeNamed(view, label));
        };
        QVERIFY(std::abs(node(u"Auk"_s).radius - node(u"Plain"_s).radius) > 0.5F);
        // A group gives its colour to what has none of its own by a figure.
        QCOMPARE(node(u"Auk"_s).colour, 0xff123456);
        QCOMPARE(node(u"Tern"_s).colour, 0xff123456);
        state.paint.colour = {NodeMeasure::Kind::Links, {}};
        view->setState(state);
        QTRY_VERIFY(view->isSettled());
        QVERIFY(node(u"Kestrel"_s).colour != node(u"Lom"_s).colour);
    }

    void theWheelScrollsPastAChoice()
    {
        const TemporaryVault vault(GraphNotes);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        window->resize(1000, 420);
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        view->showSide(GraphView::Side::Choices);
        auto *const form = view->findChild<GraphForm *>();
        auto *const combo = form->findChild<QComboBox *>(u"sizeBy"_s);
        auto *const spin = form->findChild<QSpinBox *>();
        auto *const slider = form->findChild<QSlider *>();
        const auto *const scroll = qobject_cast<QScrollArea *>(form->parentWidget()->parentWidget());
        QVERIFY(combo && spin && slider && scroll);
        QScrollBar *const bar = scroll->verticalScrollBar();
        const auto turn = [&](const QWidget *widget) {
            bar->setValue(widget->mapTo(form, QPoint()).y() - scroll->viewport()->height() / 2);
            const int before = bar->value();
            QTest::wheelEvent(window->windowHandle(), widget->mapTo(window.operator->(), widget->rect().center()),
                              {0, -120});
            return bar->value() - before;
        };
        const auto values = [&] { return std::tuple(combo->currentIndex(), spin->value(), slider->value()); };
        const auto before = values();
        view->canvas()->setFocus();
        for (const QWidget *const widget : std::initializer_list<const QWidget *>{combo, spin, slider}) {
            QTRY_VERIFY(bar->maximum() > 0);
            QVERIFY2(turn(widget) > 0, widget->metaObject()->className());
            QCOMPARE(values(), before);
            QVERIFY(view->canvas()->hasFocus());
        }
        // What was just chosen stays, too.
        combo->setFocus();
        QVERIFY(turn(combo) > 0);
        QCOMPARE(values(), before);
        spin->setValue(50);
        spin->setFocus();
        QCOMPARE(turn(spin), 0);
        QCOMPARE(spin->value(), 40);
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
        QCOMPARE(GraphState::fromJson(state.toJson(usual), usual), state);
        // What is as usual is not chosen.
        QCOMPARE(usual.toJson(usual), QJsonObject());
        QCOMPARE(state.toJson(state), QJsonObject());
        QCOMPARE(usual.toJson(state).value(u"search"), QJsonValue(QString()));
        QCOMPARE(GraphState::fromJson({}, usual), usual);
        const QJsonObject odd{{u"depth"_s, 99}, {u"nodeSize"_s, u"x"_s}, {u"collapse"_s, 77}, {u"size"_s, 3}};
        GraphState expected;
        expected.options.depth = 5;
        QCOMPARE(GraphState::fromJson(odd, usual), expected);
    }
};

QTEST_MAIN(GraphChoicesTest)
#include "graphchoicestest.moc"
