// SPDX-License-Identifier: GPL-3.0-or-later

// What keys do to the text of a note.
#include "tests/ui/showneditor.h"
#include "ui/style/style.h"

#include <QApplication>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tearsheet {

class EditorKeysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    // In `before` and `after`, `¦` stands for the caret; two of them for a selection.
    void keysDoTheExpected_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QKeyCombination>("key");
        QTest::addColumn<QString>("after");
        const QKeyCombination enter(Qt::Key_Return);
        const QKeyCombination tab(Qt::Key_Tab);
        const QKeyCombination backtab(Qt::ShiftModifier, Qt::Key_Backtab);
        QTest::newRow("text") << u"a¦b"_s << enter << u"a\n¦b"_s;
        QTest::newRow("bullet") << u"- a¦"_s << enter << u"- a\n- ¦"_s;
        QTest::newRow("bullet, in the middle") << u"* a¦b"_s << enter << u"* a\n* ¦b"_s;
        QTest::newRow("bullet, in front") << u"¦- a"_s << enter << u"\n¦- a"_s;
        QTest::newRow("bullet, nested") << u"- a\n\t+ b¦"_s << enter << u"- a\n\t+ b\n\t+ ¦"_s;
        QTest::newRow("bullet, empty") << u"- a\n- ¦"_s << enter << u"- a\n¦"_s;
        QTest::newRow("no bullet") << u"-a¦"_s << enter << u"-a\n¦"_s;
        QTest::newRow("number") << u"9. a¦"_s << enter << u"9. a\n10. ¦"_s;
        QTest::newRow("number, in parentheses") << u"  1) a¦"_s << enter << u"  1) a\n  2) ¦"_s;
        QTest::newRow("number, empty") << u"1. a\n2. ¦\nb"_s << enter << u"1. a\n¦\nb"_s;
        QTest::newRow("number with decimals") << u"1.5 GWh¦"_s << enter << u"1.5 GWh\n¦"_s;
        QTest::newRow("task") << u"- [x] a¦"_s << enter << u"- [x] a\n- [ ] ¦"_s;
        QTest::newRow("task, empty") << u"- [ ] ¦"_s << enter << u"¦"_s;
        QTest::newRow("quote") << u"> a¦"_s << enter << u"> a\n> ¦"_s;
        QTest::newRow("quote, empty") << u"> a\n> ¦"_s << enter << u"> a\n¦"_s;
        QTest::newRow("list in a quote") << u"> - a¦"_s << enter << u"> - a\n> - ¦"_s;
        QTest::newRow("indentation") << u"    a¦"_s << enter << u"    a\n    ¦"_s;
        QTest::newRow("selection") << u"- ¦a¦"_s << enter << u"- \n¦"_s;
        QTest::newRow("tab in text") << u"a¦"_s << tab << u"a\t¦"_s;
        QTest::newRow("tab in an item") << u"- a¦b"_s << tab << u"    - a¦b"_s;
        QTest::newRow("tab in an item behind a tab") << u"\t1. a¦"_s << tab << u"\t\t1. a¦"_s;
        QTest::newRow("tab over a selection") << u"¦a\n\nb\n¦c"_s << tab << u"    ¦a\n\n    b\n¦c"_s;
        QTest::newRow("back, spaces") << u"      a¦"_s << backtab << u"  a¦"_s;
        QTest::newRow("back, few spaces") << u"  - a¦"_s << backtab << u"- a¦"_s;
        QTest::newRow("back, tab") << u"\t  a¦"_s << backtab << u"  a¦"_s;
        QTest::newRow("back, spaces before a tab") << u"  \ta¦"_s << backtab << u"\ta¦"_s;
        QTest::newRow("back, over a selection") << u"¦    a\n\n\tb¦"_s << backtab << u"¦a\n\nb¦"_s;
        QTest::newRow("back, nothing there") << u"a¦"_s << backtab << u"a¦"_s;
    }

    void keysDoTheExpected()
    {
        QFETCH(QString, before);
        QFETCH(const QKeyCombination, key);
        const int anchor = static_cast<int>(before.indexOf(u'¦'));
        before.remove(anchor, 1);
        const int other = static_cast<int>(before.indexOf(u'¦'));
        before.remove(u'¦');
        ShownEditor shown(before.toUtf8());
        QTextCursor cursor = shown.editor.textCursor();
        cursor.setPosition(anchor);
        if (other >= 0)
            cursor.setPosition(other, QTextCursor::KeepAnchor);
        shown.editor.setTextCursor(cursor);
        QTest::keyClick(&shown.editor, key.key(), key.keyboardModifiers());

        QString after = shown.editor.toPlainText();
        cursor = shown.editor.textCursor();
        after.insert(cursor.selectionEnd(), u'¦');
        if (cursor.hasSelection())
            after.insert(cursor.selectionStart(), u'¦');
        QTEST(after, "after");
        QCOMPARE(shown.bytes(), shown.editor.toPlainText().toUtf8());
        shown.editor.undo();
        QCOMPARE(shown.bytes(), before.toUtf8());
    }

    void ctrlYDoesAgain()
    {
        ShownEditor shown("one\n");
        shown.editor.setFocus();
        QTest::keyClicks(&shown.editor, u"x"_s);
        const QString typed = shown.editor.toPlainText();
        QTest::keyClick(&shown.editor, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(shown.editor.toPlainText(), u"one\n"_s);
        QTest::keyClick(&shown.editor, Qt::Key_Y, Qt::ControlModifier);
        QCOMPARE(shown.editor.toPlainText(), typed);
    }

    void noKeyOfEmacsDeletes()
    {
        if (!QKeySequence::keyBindings(QKeySequence::Delete).contains(QKeySequence(Qt::CTRL | Qt::Key_D)))
            QSKIP("Qt takes no keys of Emacs for its own here, so nothing would fail.");
        const QByteArray text = "one two\nthree four\nfive";
        ShownEditor shown(text);
        for (int letter = Qt::Key_A; letter <= Qt::Key_Z; ++letter) {
            if (letter == Qt::Key_X || letter == Qt::Key_V)
                continue;
            QTextCursor cursor = shown.editor.textCursor();
            cursor.setPosition(12);
            shown.editor.setTextCursor(cursor);
            QTest::keyClick(&shown.editor, static_cast<Qt::Key>(letter), Qt::ControlModifier);
            QVERIFY2(shown.bytes() == text, qPrintable(u"Ctrl+%1"_s.arg(QChar(letter))));
        }
        QLineEdit field(u"one two"_s);
        field.show();
        QVERIFY(QTest::qWaitForWindowExposed(&field));
        for (const Qt::Key letter : {Qt::Key_D, Qt::Key_K, Qt::Key_U}) {
            field.setCursorPosition(3);
            QTest::keyClick(&field, letter, Qt::ControlModifier);
            QCOMPARE(field.text(), u"one two"_s);
        }
        // These are everybody's.
        QTest::keyClick(&field, Qt::Key_Delete);
        QCOMPARE(field.text(), u"onetwo"_s);
        QTest::keyClick(&field, Qt::Key_Delete, Qt::ControlModifier);
        QCOMPARE(field.text(), u"one"_s);
    }

    void shiftAndEnterBeginALine()
    {
        ShownEditor shown("- one"_ba);
        shown.editor.moveCursor(QTextCursor::End);
        QTest::keyClick(&shown.editor, Qt::Key_Return, Qt::ShiftModifier);
        QTest::keyClicks(&shown.editor, u"two"_s);
        QCOMPARE(shown.bytes(), "- one\ntwo"_ba);
    }

    void aShortcutThatThereIsNotIsNoText()
    {
        ShownEditor shown("one"_ba);
        const auto press = [&](Qt::KeyboardModifiers modifiers, const QString &text) {
            QKeyEvent key(QEvent::KeyPress, Qt::Key_K, modifiers, text);
            QApplication::sendEvent(&shown.editor, &key);
        };
        press(Qt::AltModifier, u"k"_s);
        press(Qt::AltModifier | Qt::ShiftModifier, u"K"_s);
        QCOMPARE(shown.bytes(), "one"_ba);
        // What AltGr gives is text.
        press(Qt::GroupSwitchModifier, u"ĸ"_s);
        press(Qt::AltModifier | Qt::GroupSwitchModifier, u"{"_s);
        press(Qt::ControlModifier | Qt::AltModifier, u"@"_s);
        QCOMPARE(shown.bytes(), "ĸ{@one"_ba);
    }

    void composesCharacters()
    {
        ShownEditor shown("ab"_ba);
        QInputMethodEvent compose(u"´"_s, {});
        QApplication::sendEvent(&shown.editor, &compose);
        QCOMPARE(shown.bytes(), "ab"_ba);
        QCOMPARE(shown.session.state(), EditorSession::State::Clean);
        QInputMethodEvent commit;
        commit.setCommitString(u"é"_s);
        QApplication::sendEvent(&shown.editor, &commit);
        QCOMPARE(shown.bytes(), "éab"_ba);
    }
};

} // namespace tearsheet

QTEST_MAIN(tearsheet::EditorKeysTest)
#include "editorkeystest.moc"
