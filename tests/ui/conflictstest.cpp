// SPDX-License-Identifier: GPL-3.0-or-later

// What waits for the user where texts and files do not agree, and what goes on meanwhile.
#include "core/store/draftstore.h"
#include "tests/support/temporaryvault.h"
#include "tests/ui/kepttexts.h"
#include "tests/ui/testwindow.h"
#include "ui/diff/mergeview.h"
#include "ui/editor/noteeditor.h"
#include "ui/panels/filesmodel.h"
#include "ui/panels/filespanel.h"
#include "ui/style/style.h"
#include "ui/window/clickguard.h"
#include "ui/window/notices.h"

#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QStyleHints>
#include <QTreeView>
#include <QWindow>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

NotePath at(const QString &path)
{
    return *NotePath::fromRelative(path);
}

QString said(const TestWindow &window)
{
    return window.find<QLabel>(u"statusMessage"_s)->text();
}

QString state(const TestWindow &window)
{
    return window.find<QLabel>(u"statusState"_s)->text();
}

QString banner(const TestWindow &window)
{
    const auto *const shown = window.find<QWidget>(u"banner"_s);
    return shown ? shown->accessibleName() : QString();
}

/// The left button at a place of the screen, as the window system tells of it.
void sendMouse(QWindow *window, QEvent::Type type, const QPoint &global, quint64 time)
{
    QMouseEvent event(type, window->mapFromGlobal(global), global, Qt::LeftButton,
                      type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton, Qt::NoModifier);
    event.setTimestamp(time);
    QCoreApplication::sendEvent(window, &event);
}

/// A note "A" in a conflict: its first line was changed here and by another program.
void makeConflict(const TestWindow &window, const TemporaryVault &vault)
{
    QTest::keyClicks(window.find<NoteEditor>(u"editor"_s), u"mine "_s);
    vault.write(u"A.md"_s, "theirs " + vault.read(u"A.md"_s));
    if (!QTest::qWaitFor([&] { return state(window) == u"⚠ Changed on disk"; }))
        qWarning("There is no conflict.");
}

} // namespace

class ConflictsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void aRenameSaysWhatItWaitsFor()
    {
        const TemporaryVault vault("//- A.md\n[[News/Volta]]\n//- News/Volta.md\nvolts\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        makeConflict(window, vault);
        Q_EMIT window.find<FilesPanel>(u"filesPanel"_s)->moveWanted(u"News/Volta.md"_s, u"Makers"_s);
        const QString why = u"Your text of A and its file are in conflict. Settle that first."_s;
        QTRY_VERIFY2_WITH_TIMEOUT(said(window).contains(QString(u" waits. " + why)), qPrintable(said(window)), 2000);
        QTRY_COMPARE_WITH_TIMEOUT(said(window), QString(why + u" Nothing was done."), 8000);
        QVERIFY(QFile::exists(vault.absolute(u"News/Volta.md"_s)));
        QCOMPARE(vault.read(u"A.md"_s), "theirs [[News/Volta]]\n");
    }

    void aTextThatWasKeptStaysOfferedInAConflict()
    {
        const TemporaryVault vault("//- A.md\none\ntwo\n");
        QVERIFY(DraftStore(vault.root())
                    .keep({at(u"A.md"_s), "one\nkept\n", "one\ntwo\n", QDateTime::currentMSecsSinceEpoch(), {}}));
        const TestWindow window(vault.root(), u"A"_s);
        QVERIFY(window.click(u"Show the difference"_s));
        auto *const editor = window->findChild<NoteEditor *>(u"editor"_s);
        editor->textCursor().insertText(u"mine "_s);
        vault.write(u"A.md"_s, "theirs one\ntwo\n");
        QTRY_COMPARE(state(window), u"⚠ Changed on disk"_s);
        QVERIFY(window.click(u"Keep it"_s));
        QTRY_COMPARE(said(window), u"Your text of A and its file are in conflict. Settle that first."_s);
        QVERIFY(window.click(u"Decide later"_s));
        QVERIFY(window.click(u"Keep mine"_s));
        QTRY_VERIFY(banner(window).startsWith(u"Text that was not saved"));
        QVERIFY(window.click(u"Keep it"_s));
        QTRY_COMPARE(vault.read(u"A.md"_s), "mine one\nkept\n");
    }

    void theConflictThatOneIsAtStaysTheCurrentOne()
    {
        QByteArray text;
        for (int i = 0; i < 60; ++i)
            text += "line " + QByteArray::number(i) + "\n";
        const TemporaryVault vault(QByteArray("//- A.md\n" + text));
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const editor = window.find<NoteEditor>(u"editor"_s);
        QByteArray theirs = text;
        for (const int line : {5, 25, 45}) {
            QTextCursor cursor(editor->document()->findBlockByNumber(line));
            cursor.insertText(u"mine "_s);
            const QByteArray old = "line " + QByteArray::number(line) + "\n";
            theirs.replace(old, QByteArray("theirs " + old));
        }
        vault.write(u"A.md"_s, theirs);
        QVERIFY(window.click(u"Show both sides"_s));
        QTRY_VERIFY(window.findFirst<MergeView>());
        const auto place = [&] { return window.find<QLabel>(u"conflictPlace"_s)->text(); };
        QTest::keyClick(window.findFirst<MergeView>(), Qt::Key_F8);
        QTest::keyClick(window.findFirst<MergeView>(), Qt::Key_F8);
        QCOMPARE(place(), u"Conflict 3 of 3"_s);
        const auto writeAgain = [&](const QByteArray &now) {
            const QPointer<MergeView> before = window.findFirst<MergeView>();
            vault.write(u"A.md"_s, now);
            return QTest::qWaitFor(
                [&] { return window.findFirst<MergeView>() && window.findFirst<MergeView>() != before; });
        };
        QVERIFY(writeAgain("new\n" + theirs));
        QCOMPARE(place(), u"Conflict 3 of 3"_s);
        // One before it is settled by the other side.
        QVERIFY(writeAgain("new\n" + QByteArray(theirs).replace("theirs line 25", "mine line 25")));
        QCOMPARE(place(), u"Conflict 2 of 2"_s);
        // Later, too.
        QVERIFY(window.click(u"Later"_s));
        QVERIFY(window.click(u"Show both sides"_s));
        QTRY_VERIFY(window.findFirst<MergeView>());
        QCOMPARE(place(), u"Conflict 2 of 2"_s);
    }

    void aCopyOfAFileOfValuesIsMergedByRows()
    {
        const TemporaryVault vault("//- A.md\na\n");
        vault.write(u"shares.csv"_s, "company,share\nKestrel,\"37\n%\"\nVolta,16%\n");
        const QString copy = u"shares.sync-conflict-20260102-030405-ABCDEFG.csv"_s;
        vault.write(copy, "company,share\nKestrel,\"38\n%\"\nVolta,16%\nOhm,1%\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        window->navigator()->openFile(at(copy), OpenIn::NewTab);
        QVERIFY(window.click(u"Compare and merge"_s));
        QTRY_COMPARE(window.note(), u"shares.csv"_s);
        QTRY_VERIFY(window.findFirst<MergeView>());
        auto *const merge = window.findFirst<MergeView>();
        QCOMPARE(merge->openCount(), 2);
        QTest::keyClick(merge, Qt::Key_2);
        QTest::keyClick(merge, Qt::Key_2);
        QVERIFY(window.click(u"Finish"_s));
        QTRY_COMPARE_WITH_TIMEOUT(vault.read(u"shares.csv"_s), vault.read(copy), 5000);
        QVERIFY(window.click(u"Delete the copy"_s));
        QTRY_VERIFY(!QFile::exists(vault.absolute(copy)));
    }

    void whatIsTypedIntoACopyIsMergedBeforeItIsSaved()
    {
        const TemporaryVault vault("//- A.md\na\n");
        vault.write(u"shares.csv"_s, "company,share\nKestrel,37%\n");
        const QString copy = u"shares.sync-conflict-20260102-030405-ABCDEFG.csv"_s;
        vault.write(copy, "company,share\nKestrel,37%\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        FileView *const view = window->navigator()->openFile(at(copy), OpenIn::NewTab);
        const QByteArray typed = "company,share\nKestrel,37%\nOhm,1%\n";
        QVERIFY(view->session()->replaceText(typed));
        QVERIFY(window.click(u"Compare and merge"_s));
        QTRY_VERIFY(window.findFirst<MergeView>());
        QCOMPARE(window.findFirst<MergeView>()->openCount(), 1);
        QTest::keyClick(window.findFirst<MergeView>(), Qt::Key_2);
        QVERIFY(window.click(u"Finish"_s));
        QTRY_COMPARE_WITH_TIMEOUT(vault.read(u"shares.csv"_s), typed, 10000);
        // What was not merged does not go.
        QVERIFY(view->session()->replaceText(typed + "Volta,16%\n"));
        QVERIFY(window.click(u"Delete the copy"_s));
        QTRY_VERIFY(said(window).contains(u"was changed since"));
        QTRY_COMPARE_WITH_TIMEOUT(vault.read(copy), typed + "Volta,16%\n", 10000);
    }

    void aWindowWithTextThatCannotBeSavedAsks()
    {
        const TemporaryVault vault("//- A.md\none\n");
        {
            const TestWindow window(vault.root(), u"A"_s);
            QTRY_VERIFY(window->isSettled());
            makeConflict(window, vault);
            const QPointer<MainWindow> own(window.operator->());
            QVERIFY(!own->close());
            QVERIFY(window.click(u"Go on editing"_s));
            QTRY_VERIFY(!own->findChild<QDialog *>(u"closeQuestion"_s));
            QVERIFY(own->isVisible());
            QVERIFY(!own->close());
            QTRY_VERIFY(own->findChild<QDialog *>(u"closeQuestion"_s));
            // Enter is the answer that loses nothing.
            QTest::keyClick(own->findChild<QDialog *>(u"closeQuestion"_s), Qt::Key_Return);
            QTRY_VERIFY(!own);
            QCOMPARE(vault.read(u"A.md"_s), "theirs one\n");
        }
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(banner(window).startsWith(u"Text that was not saved"));
        QVERIFY(window.click(u"Show the difference"_s));
    }

    // As where the disk is full.
    void aWindowWhoseTextCanBeKeptNowhereStaysOpen()
    {
        const TemporaryVault vault("//- A.md\none\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        makeConflict(window, vault);
        const QPointer<MainWindow> own(window.operator->());
        const QString away = draftsFolder() + u".away"_s;
        QDir().mkpath(draftsFolder());
        QVERIFY(QDir().rename(draftsFolder(), away));
        QFile full(draftsFolder());
        QVERIFY(full.open(QIODevice::WriteOnly));
        QVERIFY(!own->close());
        QVERIFY(window.click(u"Keep as a draft and close"_s));
        QTRY_VERIFY(said(window).startsWith(u"The window stays open."));
        QVERIFY(own && own->isVisible());
        QVERIFY(full.remove());
        QVERIFY(QDir().rename(away, draftsFolder()));
        QVERIFY(!own->close());
        QVERIFY(window.click(u"Keep as a draft and close"_s));
        QTRY_VERIFY(!own);
    }

    void whatWasDraggedIsTheCurrentRow()
    {
        const TemporaryVault vault("//- A.md\n[[Kestrel]]\n//- Makers/N.md\n//- News/Kestrel.md\n//- News/Ohm.md\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const tree = window.find<QTreeView>(u"filesTree"_s);
        const auto *const model = static_cast<const FilesModel *>(tree->model());
        tree->setCurrentIndex(model->indexOf(at(u"News/Kestrel.md"_s)));
        Q_EMIT window.find<FilesPanel>(u"filesPanel"_s)->moveWanted(u"News/Kestrel.md"_s, u"Makers"_s);
        QTRY_VERIFY(model->indexOf(at(u"Makers/Kestrel.md"_s)).isValid());
        QTRY_VERIFY(!model->indexOf(at(u"News/Kestrel.md"_s)).isValid());
        QTRY_COMPARE(tree->currentIndex().data(FilesModel::PathRole).toString(), u"Makers/Kestrel.md"_s);
        QVERIFY(window.click(u"Undo"_s));
        QTRY_VERIFY(model->indexOf(at(u"News/Kestrel.md"_s)).isValid());
        QTRY_COMPARE(tree->currentIndex().data(FilesModel::PathRole).toString(), u"News/Kestrel.md"_s);
    }

    // What is said above the tree between the two clicks pushes it down.
    void aDoubleClickLandsOnNothingThatMoved()
    {
        const TemporaryVault vault("//- A.md\n//- B.md\n//- C.md\n//- D.md\n//- E.md\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const tree = window.find<QTreeView>(u"filesTree"_s);
        const QModelIndex row = tree->model()->index(4, 0);
        const QPoint global = tree->viewport()->mapToGlobal(tree->visualRect(row).center());
        quint64 time = 1000;
        const auto send = [&](QEvent::Type type) { sendMouse(window->windowHandle(), type, global, time += 20); };
        // However slow the machine is.
        QStyleHints *const hints = QGuiApplication::styleHints();
        const auto restore = qScopeGuard(
            [hints, interval = hints->mouseDoubleClickInterval()] { hints->setMouseDoubleClickInterval(interval); });
        hints->setMouseDoubleClickInterval(4000);
        send(QEvent::MouseButtonPress);
        send(QEvent::MouseButtonRelease);
        QCOMPARE(window.note(), u"E"_s);
        window->findChild<Notices *>(u"notices"_s)->show(u"test"_s, u"Something happened."_s, {{u"Well"_s, nullptr}});
        // Not amid a double click; and where it came all the same, the second click is not for what lies there then.
        QTest::qWait(50);
        QCOMPARE(tree->indexAt(tree->viewport()->mapFromGlobal(global)), row);
        QTRY_VERIFY_WITH_TIMEOUT(tree->indexAt(tree->viewport()->mapFromGlobal(global)) != row, 10000);
        QVERIFY(tree->indexAt(tree->viewport()->mapFromGlobal(global)).isValid());
        send(QEvent::MouseButtonPress);
        send(QEvent::MouseButtonDblClick);
        send(QEvent::MouseButtonRelease);
        QCOMPARE(window.note(), u"E"_s);
        QCOMPARE(tree->currentIndex(), row);
        // Later clicks are meant.
        time += 5000;
        send(QEvent::MouseButtonPress);
        send(QEvent::MouseButtonRelease);
        QVERIFY(window.note() != u"E");
    }

    void aButtonThatShiftsGetsItsClicks()
    {
        QWidget window;
        auto *const label = new QLabel(u"9"_s, &window);
        auto *const button = new QPushButton(u"Next conflict"_s, &window);
        auto *const other = new QPushButton(u"Other"_s, &window);
        label->setGeometry(0, 0, 40, 30);
        button->setGeometry(40, 0, 160, 30);
        other->setGeometry(0, 40, 300, 30);
        int clicks = 0;
        int others = 0;
        connect(button, &QPushButton::clicked, &window, [&] { button->move(40 + 8 * ++clicks, 0); });
        connect(other, &QPushButton::clicked, &window, [&] { ++others; });
        window.resize(300, 100);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        ClickGuard guard;
        window.windowHandle()->installEventFilter(&guard);
        const QPoint global = button->mapToGlobal(button->rect().center());
        quint64 time = 1000;
        const auto send = [&](QEvent::Type type) { sendMouse(window.windowHandle(), type, global, time += 20); };
        send(QEvent::MouseButtonPress);
        send(QEvent::MouseButtonRelease);
        QCOMPARE(clicks, 1);
        send(QEvent::MouseButtonPress);
        send(QEvent::MouseButtonRelease);
        QCOMPARE(clicks, 2);
        // Another one came in its place.
        button->move(0, 70);
        other->setGeometry(0, 0, 300, 30);
        send(QEvent::MouseButtonPress);
        send(QEvent::MouseButtonRelease);
        QCOMPARE(clicks, 2);
        QCOMPARE(others, 0);
    }
};

QTEST_MAIN(ConflictsTest)
#include "conflictstest.moc"
