// SPDX-License-Identifier: GPL-3.0-or-later

// Canvases have no tab; what was kept of them comes back all the same.
#include "core/store/history.h"
#include "tests/support/temporaryvault.h"
#include "tests/ui/opennote.h"
#include "tests/ui/testwindow.h"
#include "ui/panels/filespanel.h"
#include "ui/style/style.h"

#include <QLineEdit>
#include <QListView>
#include <QMenu>

#include <unistd.h>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

QStringList fileMenu(const TestWindow &window, const QString &path, const QString &chosen = {})
{
    Q_EMIT window.find<FilesPanel>(u"filesPanel"_s)->menuWanted(path, false, QPoint(10, 10));
    auto *const menu = window->findChild<QMenu *>(u"fileMenu"_s);
    QStringList texts;
    for (QAction *action : menu->actions()) {
        texts.append(action->text());
        if (!chosen.isEmpty() && action->text() == chosen)
            action->trigger();
    }
    menu->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    return texts;
}

int entryCount(const TestWindow &window)
{
    const auto *const list = window.find<QListView>(u"quickSwitcherList"_s);
    return list ? list->model()->rowCount() : 0;
}

} // namespace

class CanvasVersionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void anEarlierVersionTakesItsPlaceAgain()
    {
        const TemporaryVault vault("//- A.md\none\n//- Board.canvas\n{}\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        vault.write(u"Board.canvas"_s, "{\"nodes\":[]}");
        const Snapshot &snapshot = window->vault().snapshot();
        QTRY_COMPARE(snapshot.text(snapshot.find(pathOf(u"Board.canvas"))), "{\"nodes\":[]}");
        const History history(vault.root());
        const auto versions = [&] {
            return history.versions(pathOf(u"Board.canvas")).value_or(QList<Version>()).size();
        };
        QTRY_COMPARE(versions(), 2);
        QVERIFY(!fileMenu(window, u"A.md"_s).contains(u"Earlier versions…"));
        fileMenu(window, u"Board.canvas"_s, u"Earlier versions…"_s);
        QTRY_COMPARE(entryCount(window), 2);
        auto *const input = window.find<QLineEdit>(u"quickSwitcherInput"_s);
        QTest::keyClick(input, Qt::Key_Down);
        QTest::keyClick(input, Qt::Key_Return);
        QTRY_COMPARE(vault.read(u"Board.canvas"_s), "{}\n");
        // The other one stays in the history.
        QTRY_COMPARE(versions(), 3);
        QCOMPARE(history.bytes(history.versions(pathOf(u"Board.canvas")).value().at(1)).value(), "{\"nodes\":[]}");
    }

    // No tab shows what a save that was cut short left.
    void whatWasSetAsideAndDeletedIsListedToo()
    {
        const TemporaryVault vault("//- A.md\none\n//- Board.canvas\n{}\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        const NotePath board = pathOf(u"Board.canvas");
        History history(vault.root());
        QTRY_COMPARE(history.versions(board).value_or(QList<Version>()).size(), 1);
        QVERIFY(history.keep({{.path = board, .bytes = "{}\n", .kind = VersionKind::Deleted, .from = {}},
                              {.path = board, .bytes = "{\"edges\":[]}", .from = {}},
                              NewVersion::aside(board, "{\"nodes\":[]}")},
                             true));
        fileMenu(window, u"Board.canvas"_s, u"Earlier versions…"_s);
        // That it was deleted says no other text.
        QTRY_COMPARE(entryCount(window), 3);
        QTest::keyClick(window.find<QLineEdit>(u"quickSwitcherInput"_s), Qt::Key_Return);
        QTRY_COMPARE(vault.read(u"Board.canvas"_s), "{\"nodes\":[]}");
    }

    void aFileWithASecondNameIsRestoredInPlaceAndBack()
    {
        const TemporaryVault vault("//- A.md\none\n//- Board.canvas\n{}\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        vault.write(u"Board.canvas"_s, "{\"nodes\":[]}");
        const QString other = vault.absolute(u".other"_s);
        QCOMPARE(::link(qPrintable(vault.absolute(u"Board.canvas"_s)), qPrintable(other)), 0);
        QTRY_COMPARE(History(vault.root()).versions(pathOf(u"Board.canvas")).value_or(QList<Version>()).size(), 2);
        fileMenu(window, u"Board.canvas"_s, u"Earlier versions…"_s);
        QTRY_COMPARE(entryCount(window), 2);
        auto *const input = window.find<QLineEdit>(u"quickSwitcherInput"_s);
        QTest::keyClick(input, Qt::Key_Down);
        QTest::keyClick(input, Qt::Key_Return);
        QVERIFY(window.click(u"Save in place"_s));
        QTRY_COMPARE(vault.read(u".other"_s), "{}\n");
        QVERIFY(window.click(u"Undo"_s));
        QTRY_COMPARE(vault.read(u".other"_s), "{\"nodes\":[]}");
        QCOMPARE(vault.read(u"Board.canvas"_s), "{\"nodes\":[]}");
    }

    void oneThatWasDeletedIsListedAndComesBack()
    {
        const TemporaryVault vault("//- A.md\none\n//- Board.canvas\n{}\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        vault.remove(u"Board.canvas"_s);
        QTRY_COMPARE(window->vault().snapshot().find(pathOf(u"Board.canvas")), -1);
        QTRY_COMPARE(History(vault.root()).deleted().value_or(QList<Version>()).size(), 1);
        window.run(u"Bring back a deleted file…"_s);
        QTRY_COMPARE(entryCount(window), 1);
        QTest::keyClick(window.find<QLineEdit>(u"quickSwitcherInput"_s), Qt::Key_Return);
        QTRY_VERIFY(QFile::exists(vault.absolute(u"Board.canvas"_s)));
        QTRY_COMPARE(vault.read(u"Board.canvas"_s), "{}\n");
        // No other program is started for it.
        QCOMPARE(window.note(), u"A"_s);
    }
};

QTEST_MAIN(CanvasVersionsTest)
#include "canvasversionstest.moc"
