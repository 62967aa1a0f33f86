// SPDX-License-Identifier: GPL-3.0-or-later

// When a text is saved, by itself and at a word, and what of that is seen.
#include "tests/support/nofilegrows.h"
#include "tests/ui/opennote.h"
#include "tests/ui/testwindow.h"
#include "ui/editor/noteeditor.h"
#include "ui/style/icons.h"
#include "ui/style/style.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QTabBar>
#include <QTabWidget>

using namespace Qt::StringLiterals;

namespace tearsheet {

namespace {

using State = FileSession::State;

/// What the tab in front and the status bar say.
struct Signs
{
    explicit Signs(const TestWindow &window)
    {
        const auto *const tabs = window->findChild<QTabWidget *>(u"tabs"_s);
        mark = tabs->tabIcon(tabs->currentIndex()).pixmap(16).toImage();
        tip = tabs->tabToolTip(tabs->currentIndex());
        spoken = tabs->tabBar()->accessibleTabName(tabs->currentIndex());
        status = window.find<QLabel>(u"statusState"_s)->text();
    }

    QImage mark;
    QString tip;
    QString spoken;
    QString status;
};

QImage picture(Icon of)
{
    return icon(of).pixmap(16).toImage();
}

} // namespace

class AutosaveTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    // Two seconds after the last key. On a busy machine it may be later, but never while somebody types.
    void savesByItself()
    {
        const OpenNote note("one\n"_ba);
        QElapsedTimer sinceKey;
        QList<qint64> saves;
        connect(note.session.get(), &FileSession::stateChanged, this, [&] {
            if (note.session->state() == State::Saving)
                saves.append(sinceKey.elapsed());
        });
        for (int i = 0; i < 4; ++i) {
            sinceKey.start();
            note.type(0, 0, u"x"_s);
            QTest::qWait(800);
        }
        QTRY_COMPARE_WITH_TIMEOUT(note.onDisk(), "xxxxone\n"_ba, 10'000);
        QTRY_COMPARE(note.session->state(), State::Clean);
        QVERIFY(!saves.isEmpty());
        QVERIFY2(std::ranges::min(saves) >= 1500, qPrintable(QString::number(std::ranges::min(saves))));
        // The saved text can still be undone, and that is saved too.
        sinceKey.start();
        saves.clear();
        note.session->document()->undo();
        QCOMPARE(note.bytes(), "xxxone\n"_ba);
        QTRY_COMPARE_WITH_TIMEOUT(note.onDisk(), "xxxone\n"_ba, 10'000);
        QVERIFY(saves.first() >= 1500);
    }

    // Nothing else happens that would be a reason to save: no key, no other program.
    void triesAgainAfterAFailure()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 0, u"x"_s);
        int failures = 0;
        connect(note.session.get(), &FileSession::stateChanged, this,
                [&] { failures += note.session->state() == State::Failed; });
        {
            const NoFileGrows limit;
            note.session->save();
            QTRY_COMPARE(note.session->state(), State::Failed);
            QVERIFY(!note.session->stateText().isEmpty());
            // Past the time at which the key alone would have it saved.
            QTest::qWait(2500);
            QTRY_VERIFY_WITH_TIMEOUT(failures >= 2, 15'000);
            QCOMPARE(note.onDisk(), "one\n"_ba);
            QCOMPARE(note.bytes(), "xone\n"_ba);
        }
        QTRY_COMPARE_WITH_TIMEOUT(note.onDisk(), "xone\n"_ba, 15'000);
        QTRY_COMPARE(note.session->state(), State::Clean);
    }

    // The text is on its way as soon as the key is down.
    void savesAtOnceByKey()
    {
        const TemporaryVault vault("//- A.md\none\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const editor = window.find<NoteEditor>(u"editor"_s);
        QTest::keyClicks(editor, u"mine "_s);
        const FileSession *const session = window.findFirst<NoteView>()->session();
        QCOMPARE(session->state(), State::Unsaved);
        QTest::keyClick(editor, Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(session->state(), State::Saving);
        QTRY_COMPARE(session->state(), State::Clean);
        QCOMPARE(vault.read(u"A.md"_s), "mine one\n");
    }

    void savesAsAnotherNoteTakesItsPlace()
    {
        const TemporaryVault vault("//- A.md\none\n//- Beside.md\nb\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const editor = window.find<NoteEditor>(u"editor"_s);
        QTest::keyClicks(editor, u"mine "_s);
        const QPointer<FileSession> session = window.findFirst<NoteView>()->session();
        QTest::keyClick(editor, Qt::Key_O, Qt::ControlModifier);
        auto *const input = window.find<QLineEdit>(u"quickSwitcherInput"_s);
        QTest::keyClicks(input, u"Beside"_s);
        QCOMPARE(session->state(), State::Unsaved);
        QTest::keyClick(input, Qt::Key_Return);
        QVERIFY(session);
        QCOMPARE(session->state(), State::Saving);
        QCOMPARE(window.note(), u"Beside"_s);
        QCOMPARE(window->findChild<QTabWidget *>(u"tabs"_s)->count(), 1);
        QTRY_COMPARE(vault.read(u"A.md"_s), "mine one\n");
    }

    // What another program reads there is what stands here.
    void savesAsAnotherProgramIsTurnedTo()
    {
        const TemporaryVault vault("//- A.md\none\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        QWidget other;
        other.resize(200, 100);
        QTest::keyClicks(window.find<NoteEditor>(u"editor"_s), u"mine "_s);
        QElapsedTimer clock;
        clock.start();
        QList<qint64> saves;
        const FileSession *const session = window.findFirst<NoteView>()->session();
        connect(session, &FileSession::stateChanged, this, [&] {
            if (session->state() == State::Saving)
                saves.append(clock.elapsed());
        });
        qint64 left = -1;
        connect(qApp, &QGuiApplication::focusWindowChanged, &other, [&](const QWindow *now) {
            if (now == other.windowHandle() && left < 0)
                left = clock.elapsed();
        });
        other.show();
        other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        QTRY_COMPARE(vault.read(u"A.md"_s), "mine one\n");
        QVERIFY(left >= 0);
        if (left > 1500)
            QSKIP("The machine is too busy to tell this from what is saved by itself.");
        QVERIFY2(saves.value(0) < 1800, qPrintable(QString::number(saves.value(0))));
    }

    void tabAndStatusShowIt()
    {
        const TemporaryVault vault("//- in/A.md\none\n");
        const TestWindow window(vault.root(), u"in/A"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const editor = window.find<NoteEditor>(u"editor"_s);
        const QImage blank = Signs(window).mark;
        const auto showsSaved = [&] {
            const Signs signs(window);
            return signs.mark == blank && signs.status == u"✓ Saved" && signs.tip == u"in/A.md" && signs.spoken == u"A";
        };
        QVERIFY(showsSaved());
        QTest::keyClicks(editor, u"mine "_s);
        const Signs unsaved(window);
        QCOMPARE(unsaved.status, u"● Unsaved"_s);
        QCOMPARE(unsaved.mark, picture(Icon::Unsaved));
        QCOMPARE(unsaved.tip, u"in/A.md\nNot saved yet"_s);
        QCOMPARE(unsaved.spoken, u"A: Not saved yet"_s);
        QTest::keyClick(editor, Qt::Key_S, Qt::ControlModifier);
        const Signs saving(window);
        QCOMPARE(saving.status, u"Saving…"_s);
        QCOMPARE(saving.mark, picture(Icon::Saving));
        QCOMPARE(saving.tip, u"in/A.md\nBeing saved"_s);
        QCOMPARE(saving.spoken, u"A: Being saved"_s);
        QTRY_VERIFY(showsSaved());
        {
            const NoFileGrows limit;
            QTest::keyClicks(editor, u"and more "_s);
            QTest::keyClick(editor, Qt::Key_S, Qt::ControlModifier);
            QTRY_COMPARE(Signs(window).status, u"⚠ Not saved"_s);
            const Signs failed(window);
            QCOMPARE(failed.mark, picture(Icon::Warning));
            QVERIFY2(failed.tip.startsWith(u"in/A.md\nNot saved. "), qPrintable(failed.tip));
            QVERIFY(failed.tip.endsWith(window.findFirst<NoteView>()->session()->stateText()));
            QVERIFY(failed.spoken.startsWith(u"A: Not saved. "));
        }
        QTest::keyClick(editor, Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(showsSaved());
        // Each looks different.
        QVERIFY(unsaved.mark != saving.mark && unsaved.mark != blank && saving.mark != blank);
    }
};

} // namespace tearsheet

QTEST_MAIN(tearsheet::AutosaveTest)
#include "autosavetest.moc"
