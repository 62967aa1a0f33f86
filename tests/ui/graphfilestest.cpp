// SPDX-License-Identifier: GPL-3.0-or-later

// Graphs written to files from the window.
#include "tests/support/temporaryvault.h"
#include "tests/ui/graphviews.h"
#include "ui/graph/picturelegend.h"
#include "ui/style/style.h"

#include <QFileDialog>
#include <QInputDialog>
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
