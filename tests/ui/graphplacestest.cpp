// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/temporaryvault.h"
#include "tests/ui/graphviews.h"
#include "ui/graph/graphcanvas.h"
#include "ui/graph/graphnodesmodel.h"
#include "ui/graph/graphview.h"
#include "ui/style/style.h"
#include "ui/window/notetabs.h"

#include <QAbstractButton>
#include <QLineEdit>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

quint64 keyOf(const QString &path)
{
    return fileNodeKey(NotePath::fromRelative(path).value());
}

QPointF placeOf(const GraphView *view, const QString &label)
{
    const int node = nodeNamed(view, label);
    return node < 0 ? QPointF() : view->canvas()->places().at(node);
}

} // namespace

/// Where nodes lie in the window's graphs, and that they stay there.
class GraphPlacesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void aNodeThatIsDraggedStays()
    {
        const TemporaryVault vault(GraphNotes);
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

    void whatWasDoneToPlacesIsTakenBack()
    {
        const TemporaryVault vault(GraphNotes);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        GraphCanvas *const canvas = view->canvas();
        struct Picture
        {
            QList<QPointF> places;
            QSet<quint64> pinned;

            bool operator==(const Picture &) const = default;
        };
        QList<Picture> pictures;
        const auto picture = [&] {
            Picture now{{}, view->pinned()};
            for (int node = 0; node < view->shown()->graph.nodes.size(); ++node)
                now.places.append(canvas->places().at(node));
            return now;
        };
        const auto press = [&](const QString &text) {
            for (auto *button : view->findChildren<QAbstractButton *>()) {
                if (button->text() == text)
                    button->click();
            }
        };
        pictures.append(picture());
        const QPoint from = canvas->nodePosition(nodeNamed(view, u"Lom"_s)).toPoint();
        dragBy(canvas, from, QPoint(canvas->width() - 60, 60) - from);
        QTRY_VERIFY(view->isSettled());
        pictures.append(picture());
        QCOMPARE(pictures.last().pinned.size(), 1);
        press(u"Take all pins out"_s);
        QTRY_VERIFY(view->isSettled());
        pictures.append(picture());
        QVERIFY(pictures.last().pinned.isEmpty());
        press(u"Lay out anew"_s);
        QTRY_VERIFY(view->isSettled());
        pictures.append(picture());
        for (int i = 1; i < pictures.size(); ++i)
            QVERIFY2(!(pictures.at(i) == pictures.at(i - 1)), qPrintable(QString::number(i)));
        for (int i = 2; i >= 0; --i) {
            QTest::keyClick(canvas, Qt::Key_Z, Qt::ControlModifier);
            QTRY_VERIFY(view->isSettled());
            QVERIFY2(picture() == pictures.at(i), qPrintable(QString::number(i)));
        }
        QTest::keyClick(canvas, Qt::Key_Z, Qt::ControlModifier); // There is no more.
        QVERIFY(picture() == pictures.first());
        for (int i = 1; i < pictures.size(); ++i) {
            QTest::keyClick(canvas, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
            QTRY_VERIFY(view->isSettled());
            QVERIFY2(picture() == pictures.at(i), qPrintable(QString::number(i)));
        }
        // It is offered where it was done, too, and what is kept is what is seen.
        QVERIFY(window.click(u"Undo"_s));
        QTRY_VERIFY(view->isSettled());
        QVERIFY(picture() == pictures.at(2));
    }

    void itIsTheSamePictureAgain()
    {
        const TemporaryVault vault(GraphNotes);
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
            dragBy(view->canvas(), from, QPoint(80, 120));
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

    void itIsTheSamePictureAroundANoteAgain()
    {
        const TemporaryVault vault(GraphNotes);
        const quint64 key = fileNodeKey(NotePath::fromRelative(u"Lom.md"_s).value());
        QPointF before;
        {
            const TestWindow window(vault.root(), u"Auk"_s);
            QTRY_VERIFY(window->isSettled());
            GraphView *const view = openGraph(window, u"Graph around the note"_s);
            QVERIFY(view);
            const QPoint from = view->canvas()->nodePosition(nodeNamed(view, u"Lom"_s)).toPoint();
            dragBy(view->canvas(), from, QPoint(60, -90));
            QTRY_VERIFY(view->isSettled());
            before = view->canvas()->places().at(nodeNamed(view, u"Lom"_s));
            window.run(u"Close tab"_s);
            GraphView *const again = openGraph(window, u"Graph around the note"_s);
            QVERIFY(again);
            QCOMPARE(again->canvas()->places().at(nodeNamed(again, u"Lom"_s)), before);
            QVERIFY(again->pinned().contains(key));
        }
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph around the note"_s);
        QVERIFY(view);
        QCOMPARE(view->canvas()->places().at(nodeNamed(view, u"Lom"_s)), before);
        QVERIFY(view->pinned().contains(key));
        // The graph of the vault has places of its own.
        GraphView *const whole = openGraph(window, u"Graph"_s);
        QVERIFY(whole && whole != view);
        QVERIFY(!whole->pinned().contains(key));
        QCOMPARE(vault.read(u"Auk.md"_s).count("Lom"), 1);
        QVERIFY(!QDir(vault.root() + u"/.obsidian"_s).exists());
    }

    void aRenamedNoteStaysWhereItWas_data()
    {
        QTest::addColumn<bool>("outside");
        QTest::newRow("here") << false;
        QTest::newRow("by another program") << true;
    }
    void aRenamedNoteStaysWhereItWas()
    {
        QFETCH(bool, outside);
        const TemporaryVault vault(GraphNotes);
        QPointF whole;
        QPointF around;
        {
            const TestWindow window(vault.root(), u"Kestrel"_s);
            QTRY_VERIFY(window->isSettled());
            GraphView *const local = openGraph(window, u"Graph around the note"_s);
            QVERIFY(local);
            dragBy(local->canvas(), local->canvas()->nodePosition(nodeNamed(local, u"Tern"_s)).toPoint(),
                   QPoint(-70, 40));
            QTRY_VERIFY(local->isSettled());
            around = placeOf(local, u"Tern"_s);
            window.run(u"Close tab"_s);
            GraphView *const view = openGraph(window, u"Graph"_s);
            QVERIFY(view);
            dragBy(view->canvas(), view->canvas()->nodePosition(nodeNamed(view, u"Kestrel"_s)).toPoint(),
                   QPoint(80, 120));
            QTRY_VERIFY(view->isSettled());
            whole = placeOf(view, u"Kestrel"_s);
            QHash<QString, QPointF> others;
            for (const QString &label : labelsOf(view))
                others.insert(label, placeOf(view, label));
            others.remove(u"Kestrel"_s);
            if (outside) {
                QVERIFY(QFile::rename(vault.absolute(u"Kestrel.md"_s), vault.absolute(u"Small falcon.md"_s)));
            } else {
                window->navigator()->openNamed(u"Kestrel"_s);
                QTRY_COMPARE(window.note(), u"Kestrel"_s);
                window.run(u"Rename or move…"_s);
                auto *const input = window.find<QLineEdit>(u"quickSwitcherInput"_s);
                QVERIFY(input);
                input->selectAll();
                QTest::keyClicks(input, u"Small falcon"_s);
                QTest::keyClick(input, Qt::Key_Return);
                QTRY_VERIFY(QFile::exists(vault.absolute(u"Small falcon.md"_s)));
                window.run(u"Graph"_s);
            }
            QTRY_VERIFY(nodeNamed(view, u"Small falcon"_s) >= 0 && view->isSettled());
            QTRY_COMPARE(placeOf(view, u"Small falcon"_s), whole);
            QVERIFY(view->pinned().contains(keyOf(u"Small falcon.md"_s)));
            QVERIFY(!view->pinned().contains(keyOf(u"Kestrel.md"_s)));
            for (const auto &[label, place] : others.asKeyValueRange())
                QCOMPARE(placeOf(view, label), place);
        }
        // So it is at the next start, also around the note, whose graph was closed meanwhile.
        const TestWindow window(vault.root(), u"Small falcon"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        QCOMPARE(placeOf(view, u"Small falcon"_s), whole);
        QVERIFY(view->pinned().contains(keyOf(u"Small falcon.md"_s)));
        window->navigator()->openNamed(u"Small falcon"_s);
        QTRY_COMPARE(window.note(), u"Small falcon"_s);
        GraphView *const local = openGraph(window, u"Graph around the note"_s);
        QVERIFY(local);
        QVERIFY(local != view);
        QCOMPARE(placeOf(local, u"Tern"_s), around);
        QVERIFY(local->pinned().contains(keyOf(u"Tern.md"_s)));
    }

    // That a note was renamed may be told when the graph shows it by its new name and elsewhere.
    void whatIsToldLateOfARenameStillCounts()
    {
        const TemporaryVault vault(GraphNotes);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        const QPoint from = view->canvas()->nodePosition(nodeNamed(view, u"Kestrel"_s)).toPoint();
        dragBy(view->canvas(), from, QPoint(80, 120));
        QTRY_VERIFY(view->isSettled());
        const QPointF place = placeOf(view, u"Kestrel"_s);
        QVERIFY(placeOf(view, u"Tern"_s) != place);
        view->follow(NotePath::fromRelative(u"Kestrel.md"_s).value(), NotePath::fromRelative(u"Tern.md"_s).value());
        // Whatever is done before it is laid out again.
        QAbstractButton *unpin = nullptr;
        for (auto *button : view->findChildren<QAbstractButton *>())
            unpin = button->text() == u"Take all pins out" ? button : unpin;
        QVERIFY(unpin);
        unpin->click();
        QTRY_VERIFY(view->isSettled());
        QCOMPARE(placeOf(view, u"Tern"_s), place);
    }

    // A graph that follows while the one before is still being laid out.
    void placesAreThoseOfTheirGraph()
    {
        QByteArray notes;
        for (int i = 0; i < 500; ++i) {
            const auto link = [&](int step) { return "[[N" + QByteArray::number((i * 7 + step) % 500) + "]] "; };
            notes += "//- N" + QByteArray::number(i) + ".md\n#t" + QByteArray::number(i % 40) + ' ' + link(1) + link(40)
                     + link(211) + '\n';
        }
        const TemporaryVault vault(notes);
        const TestWindow window(vault.root(), u"N0"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        QHash<QString, QPointF> before;
        for (const QString &label : labelsOf(view))
            before.insert(label, placeOf(view, label));
        QCOMPARE(before.size(), 500);
        // Without the first note all others have other numbers, and tags want places.
        const GraphState all = view->state();
        GraphState other = all;
        other.options.settings.search = u"-file:N0"_s;
        other.options.settings.showTags = true;
        bool overtakes = false;
        const auto *const rows = view->findChild<GraphNodesModel *>();
        QObject context;
        connect(rows, &QAbstractItemModel::modelReset, &context, [&] {
            if (!std::exchange(overtakes, true))
                view->setState(all);
        });
        view->setState(other);
        QTRY_VERIFY(overtakes && view->isSettled() && labelsOf(view).size() == 500);
        for (const auto &[label, place] : before.asKeyValueRange())
            QCOMPARE(placeOf(view, label), place);
    }

    // What comes near again after others were laid out without it does not lie where it lay among many.
    void fewNodesLieAsFewDo()
    {
        QByteArray notes = "//- Hub.md\n[[N0]] [[N1]] [[N2]]\n";
        for (int i = 0; i < 40; ++i)
            notes += "//- N" + QByteArray::number(i) + ".md\n[[N" + QByteArray::number((i * 7 + 3) % 40) + "]] [[N"
                     + QByteArray::number((i * 11 + 5) % 40) + "]]\n";
        const TemporaryVault vault(notes);
        const TestWindow window(vault.root(), u"Hub"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph around the note"_s);
        QVERIFY(view);
        const GraphState near = view->state();
        QCOMPARE(labelsOf(view).size(), 4);
        const QRectF before = view->canvas()->places().bounds();
        GraphState far = near;
        far.options.depth = 5;
        view->setState(far);
        QTRY_VERIFY(view->isSettled() && labelsOf(view).size() > 30);
        view->setState(near);
        QTRY_VERIFY(view->isSettled() && labelsOf(view).size() == 4);
        const QRectF after = view->canvas()->places().bounds();
        QVERIFY2(after.width() + after.height() < 1.5 * (before.width() + before.height()),
                 qPrintable(u"%1 %2"_s.arg(after.width() + after.height()).arg(before.width() + before.height())));
        // And one that is added lies beside them.
        vault.write(u"Hub.md"_s, "[[N0]] [[N1]] [[N2]] [[N30]]\n");
        QTRY_VERIFY(view->isSettled() && labelsOf(view).size() == 5);
        const QRectF grown = view->canvas()->places().bounds();
        QVERIFY(grown.width() + grown.height() < 2 * (before.width() + before.height()));
    }

    void theGraphAroundANoteFollowsIt()
    {
        const TemporaryVault vault(GraphNotes);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph around the note"_s);
        QVERIFY(view);
        QVERIFY(QFile::rename(vault.absolute(u"Auk.md"_s), vault.absolute(u"Great auk.md"_s)));
        QTRY_VERIFY(nodeNamed(view, u"Great auk"_s) >= 0 && view->isSettled());
        const auto *const tabs = window.findFirst<NoteTabs>();
        QTRY_COMPARE(tabs->tabText(tabs->currentIndex()), u"Around Great auk"_s);
        window->navigator()->openNamed(u"Great auk"_s);
        QTRY_COMPARE(window.note(), u"Great auk"_s);
        QCOMPARE(openGraph(window, u"Graph around the note"_s), view);
    }
};

QTEST_MAIN(GraphPlacesTest)
#include "graphplacestest.moc"
