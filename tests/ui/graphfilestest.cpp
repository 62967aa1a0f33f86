// SPDX-License-Identifier: GPL-3.0-or-later

// Graphs written to files from the window.
#include "tests/support/temporaryvault.h"
#include "tests/ui/graphviews.h"
#include "ui/graph/picturelegend.h"
#include "ui/style/style.h"

#include <QFileDialog>
#include <QInputDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMenu>
#include <QPainter>
#include <QSvgRenderer>
#include <QToolButton>

using namespace tearsheet;
using namespace Qt::StringLiterals;

class GraphFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void exportsAreChosenByKeyboard()
    {
        const TemporaryVault vault(GraphNotes);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        const QSignalSpy wanted(view, &GraphView::exportWanted);
        auto *const button = view->findChild<QToolButton *>(u"graphMenu"_s);
        QMenu *const menu = button->menu();
        menu->popup(button->mapToGlobal(button->rect().bottomLeft()));
        QTRY_COMPARE(QApplication::activePopupWidget(), menu);
        QTest::keyClick(menu, Qt::Key_Up); // The last.
        QTest::keyClick(menu, Qt::Key_Right);
        QTRY_VERIFY(QApplication::activePopupWidget() && QApplication::activePopupWidget() != menu);
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Return);
        QTRY_COMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().first().toString(), u"png"_s);
        QVERIFY(!QApplication::activePopupWidget());
        auto *const dialog = window->findChild<QFileDialog *>(u"exportDialog"_s);
        QVERIFY(dialog && dialog->isVisible());
        dialog->close();
    }

    void theSelectionAloneIsWritten()
    {
        const TemporaryVault vault(GraphNotes);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        // The menu "Selection only" of the exports, null where there is none.
        const auto selectionMenu = [&]() -> QMenu * {
            QMenu *const menu = view->findChild<QToolButton *>(u"graphMenu"_s)->menu();
            Q_EMIT menu->aboutToShow();
            QMenu *exports = nullptr;
            for (const QAction *action : menu->actions())
                exports = action->menu() ? action->menu() : exports;
            const QAction *const last = exports ? exports->actions().last() : nullptr;
            return last && last->text() == u"Selection only" ? last->menu() : nullptr;
        };
        QVERIFY(!selectionMenu());
        view->canvas()->setSelection(
            {nodeNamed(view, u"Kestrel"_s), nodeNamed(view, u"Auk"_s), nodeNamed(view, u"Tern"_s)});
        const QTemporaryDir folder;
        const auto written = [&](const QString &kind) {
            Q_EMIT view->exportWanted(kind, GraphView::Extent::Selection);
            QFileDialog *dialog = nullptr;
            if (!QTest::qWaitFor([&] { return (dialog = window->findChild<QFileDialog *>(u"exportDialog"_s)); }))
                return QByteArray();
            const QString path = folder.filePath(u"selection."_s + kind);
            Q_EMIT dialog->fileSelected(path);
            dialog->close();
            QByteArray bytes;
            (void)QTest::qWaitFor([&] {
                QFile file(path);
                bytes = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
                return !bytes.isEmpty() && !window->findChild<QFileDialog *>(u"exportDialog"_s);
            });
            return bytes;
        };
        // Three notes and the two edges between them, in each format that tells of them.
        const QByteArray csv = written(u"csv"_s);
        QCOMPARE(csv.trimmed().count('\n'), 2);
        QVERIFY(csv.contains("Kestrel") && csv.contains("Tern") && !csv.contains("Dunlin") && !csv.contains("Lom"));
        const QJsonObject json = QJsonDocument::fromJson(written(u"json"_s)).object();
        QCOMPARE(json.value(u"nodes").toArray().size(), 3);
        QCOMPARE(json.value(u"edges").toArray().size(), 2);
        QCOMPARE(written(u"graphml"_s).count("<node "), 3);
        const QByteArray gexf = written(u"gexf"_s);
        QCOMPARE(gexf.count("<node "), 3);
        QCOMPARE(gexf.count("<edge "), 2);
        QCOMPARE(written(u"dot"_s).count("->"), 2);
        for (const QString &kind : {u"svg"_s, u"pdf"_s})
            QVERIFY(written(kind).size() > 500);
        // In the picture are their nodes, as they look among all, and no others.
        view->setState([&] {
            GraphState state = view->state();
            state.legend = false;
            state.options.settings.groups = {{u"file:Auk OR file:Kestrel OR file:Tern"_s, 0x2040e0},
                                             {u"file:Dunlin OR file:Lom OR file:Plain"_s, 0xe02060}};
            return state;
        }());
        QTRY_VERIFY(view->isSettled() && view->shown()->groups.contains(1));
        const auto has = [](const QImage &picture, QRgb colour) {
            for (int y = 0; y < picture.height(); ++y) {
                for (int x = 0; x < picture.width(); ++x) {
                    if (picture.pixel(x, y) == colour)
                        return true;
                }
            }
            return false;
        };
        const QImage picture = QImage::fromData(written(u"png"_s));
        QCOMPARE(picture.width(), 3 * view->canvas()->width());
        QVERIFY(has(picture, 0xff2040e0));
        QVERIFY(!has(picture, 0xffe02060));
        // What the menu says is what is wanted.
        const QSignalSpy wanted(view, &GraphView::exportWanted);
        QMenu *const menu = selectionMenu();
        QVERIFY(menu);
        QCOMPARE(menu->actions().first()->text(), u"Picture (PNG)…"_s);
        menu->actions().first()->trigger();
        QCOMPARE(wanted.first().last().value<GraphView::Extent>(), GraphView::Extent::Selection);
        QTRY_VERIFY(window->findChild<QFileDialog *>(u"exportDialog"_s));
        window->findChild<QFileDialog *>(u"exportDialog"_s)->close();
    }

    void exportsAreWritten()
    {
        const TemporaryVault vault(GraphNotes);
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
        // Of another size, which is remembered.
        for (int time = 0; time < 2; ++time) {
            Q_EMIT view->pictureWanted();
            QTRY_VERIFY(window->findChild<QInputDialog *>(u"pictureWidth"_s));
            auto *const width = window->findChild<QInputDialog *>(u"pictureWidth"_s);
            QCOMPARE(width->intValue(), time == 0 ? 3 * view->canvas()->width() : 1234);
            width->setIntValue(1234);
            width->accept();
            QTRY_VERIFY(window->findChild<QFileDialog *>(u"exportDialog"_s));
            auto *const dialog = window->findChild<QFileDialog *>(u"exportDialog"_s);
            const QString file = folder.filePath(u"narrow%1.png"_s.arg(time));
            Q_EMIT dialog->fileSelected(file);
            dialog->close();
            QTRY_COMPARE(QImage(file).width(), 1234);
            QTRY_VERIFY(!window->findChild<QFileDialog *>(u"exportDialog"_s));
        }
        const QImage picture(folder.filePath(u"graph.png"_s));
        QVERIFY(picture.height() > 3 * view->canvas()->height()); // With a legend below.
        // The drawing is the picture in lines: as wide and high, with the same title, names and legend.
        QFile drawing(folder.filePath(u"graph.svg"_s));
        QVERIFY(drawing.open(QIODevice::ReadOnly));
        const QByteArray svg = drawing.readAll();
        QSvgRenderer renderer(svg);
        QVERIFY(renderer.isValid());
        QCOMPARE(renderer.viewBox().width(), view->canvas()->width());
        QVERIFY(std::abs(3 * renderer.viewBox().height() - picture.height()) <= 3);
        QVERIFY(svg.contains("<title>Graph of "));
        QVERIFY(svg.contains(">Competitors (2)<"));
        QImage drawn(renderer.viewBox().size() * 3, QImage::Format_RGB32);
        drawn.fill(Qt::white);
        QPainter painter(&drawn);
        renderer.render(&painter);
        painter.end();
        for (int node = 0; node < 6; ++node) {
            const QPoint at = (view->canvas()->nodePosition(node) * 3).toPoint();
            const QColor one = drawn.pixelColor(at);
            const QColor other = picture.pixelColor(at);
            QVERIFY(std::abs(one.red() - other.red()) + std::abs(one.blue() - other.blue()) < 40);
        }
        const QList<LegendEntry> legend =
            pictureLegend(*view->shown(), view->state().options, view->state().paint, view->painted());
        QStringList titles;
        for (const LegendEntry &entry : legend)
            titles.append(entry.title);
        QVERIFY2(titles.contains(u"Competitors (2)"), qPrintable(titles.join(u'\n')));
        QVERIFY(titles.contains(u"Plain links (1)"));
    }
};

QTEST_MAIN(GraphFilesTest)
#include "graphfilestest.moc"
