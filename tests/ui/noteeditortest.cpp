// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/noteeditor.h"
#include "tests/ui/showneditor.h"
#include "ui/editor/notehighlighter.h"
#include "ui/style/style.h"

#include <QApplication>
#include <QClipboard>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QWheelEvent>

using namespace Qt::StringLiterals;

namespace tearsheet {

namespace {

void moveMouse(QWidget *widget, QPoint place, Qt::KeyboardModifiers modifiers)
{
    QMouseEvent event(QEvent::MouseMove, place, widget->mapToGlobal(place), Qt::NoButton, Qt::NoButton, modifiers);
    QApplication::sendEvent(widget, &event);
}

void turnWheel(QWidget *widget, int delta, Qt::KeyboardModifiers modifiers)
{
    const QPointF place = widget->rect().center();
    QWheelEvent event(place, widget->mapToGlobal(place), {}, {0, delta}, Qt::NoButton, modifiers, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(widget, &event);
}

QByteArray numberedLines(int count, const QByteArray &text)
{
    QByteArray lines;
    for (int i = 0; i < count; ++i)
        lines += "line " + QByteArray::number(i) + text + "\n";
    return lines;
}

} // namespace

class NoteEditorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void followsLinks()
    {
        ShownEditor shown("é [[Target#Part|shown]] and [text](Other.md)\n[[End]]\n"_ba);
        QSignalSpy activated(&shown.editor, &NoteEditor::linkActivated);
        QWidget *const viewport = shown.editor.viewport();
        const auto click = [&](QPoint place, Qt::KeyboardModifiers modifiers) {
            QTest::mouseClick(viewport, Qt::LeftButton, modifiers, place);
            if (activated.isEmpty())
                return std::pair<LinkTarget, Qt::KeyboardModifiers>();
            const QVariantList said = activated.takeFirst();
            return std::pair(said.at(0).value<LinkTarget>(), said.at(1).value<Qt::KeyboardModifiers>());
        };
        const LinkTarget target{u"Target"_s, u"#Part"_s, LinkKind::Wiki};
        const LinkTarget other{u"Other.md"_s, {}, LinkKind::Markdown};
        const quint32 link = shown.offsetOf("[[Target");
        QCOMPARE(click(shown.placeOf(link), Qt::ControlModifier), std::pair(target, Qt::KeyboardModifiers()));
        QCOMPARE(click(shown.placeOf(shown.offsetOf("] and")), Qt::ControlModifier).first, target);
        QCOMPARE(click(shown.placeOf(link), Qt::ControlModifier | Qt::AltModifier),
                 std::pair(target, Qt::KeyboardModifiers(Qt::ControlModifier)));
        QCOMPARE(click(shown.placeOf(shown.offsetOf("Other")), Qt::ControlModifier).first, other);
        QCOMPARE(click(shown.placeOf(link), Qt::NoModifier).first, LinkTarget());
        QCOMPARE(click(shown.placeOf(link - 1), Qt::ControlModifier).first, LinkTarget());
        QCOMPARE(click(shown.placeOf(shown.offsetOf(" and")), Qt::ControlModifier).first, LinkTarget());
        const QPoint behind = shown.placeOf(shown.offsetOf("[[End]]") + 7) + QPoint(100, 0);
        QCOMPARE(click(behind, Qt::ControlModifier).first, LinkTarget());
    }

    void followsTheLinkAtTheCaret()
    {
        ShownEditor shown("é [[A]] b"_ba);
        QSignalSpy activated(&shown.editor, &NoteEditor::linkActivated);
        for (const auto &[offset, follows] : {std::pair(2U, false), {3U, true}, {5U, true}, {8U, true}, {9U, false}}) {
            shown.editor.goTo(offset, true);
            QTest::keyClick(&shown.editor, Qt::Key_Return, Qt::AltModifier);
            QCOMPARE(activated.size(), follows ? 1 : 0);
            activated.clear();
        }
        QCOMPARE(shown.bytes(), "é [[A]] b"_ba);
    }

    void showsAHandOverLinksWithCtrl()
    {
        const ShownEditor shown("text [[Link]]"_ba);
        QWidget *const viewport = shown.editor.viewport();
        const QPoint link = shown.placeOf(shown.offsetOf("Link"));
        moveMouse(viewport, link, Qt::ControlModifier);
        QCOMPARE(viewport->cursor().shape(), Qt::PointingHandCursor);
        moveMouse(viewport, link, Qt::NoModifier);
        QCOMPARE(viewport->cursor().shape(), Qt::IBeamCursor);
        moveMouse(viewport, shown.placeOf(1), Qt::ControlModifier);
        QCOMPARE(viewport->cursor().shape(), Qt::IBeamCursor);
    }

    void goesToBytes()
    {
        ShownEditor shown("\uFEFFé\r\n\U0001F600x\n"_ba + numberedLines(500, " " + "words "_ba.repeated(60))
                          + "end"_ba);
        QSignalSpy moved(&shown.editor, &NoteEditor::caretMoved);
        QSignalSpy scrolled(&shown.editor, &NoteEditor::scrolledTo);
        for (const QByteArrayView text : {"x", "line 250", "end", "line 499", "line 3", "é"}) {
            const quint32 offset = shown.offsetOf(text);
            shown.editor.goTo(offset, false);
            QCOMPARE(shown.editor.caretOffset(), offset);
            QCOMPARE(moved.last().at(0).value<quint32>(), offset);
            QVERIFY(shown.editor.viewport()->rect().contains(shown.editor.cursorRect()));
        }
        QVERIFY(scrolled.isEmpty());
        shown.editor.goTo(shown.offsetOf("line 250"), false);
        const int height = shown.editor.viewport()->height();
        QVERIFY(shown.editor.cursorRect().top() > height / 6);
        QVERIFY(shown.editor.cursorRect().top() < height / 2);
    }

    void scrollsToBytes()
    {
        ShownEditor shown(numberedLines(300, " " + "words "_ba.repeated(60)));
        QSignalSpy scrolled(&shown.editor, &NoteEditor::scrolledTo);
        for (const QByteArrayView text : {"line 200", "line 17", "line 0", "line 120"}) {
            shown.editor.scrollToOffset(shown.offsetOf(text));
            QCOMPARE(shown.editor.topOffset(), shown.offsetOf(text));
        }
        // Inside a wrapped line, to the row that holds the byte.
        const quint32 inside = shown.offsetOf("line 120") + 300;
        shown.editor.scrollToOffset(inside);
        QVERIFY(shown.editor.topOffset() <= inside);
        QVERIFY(shown.editor.topOffset() + 90 > inside);
        QVERIFY(scrolled.isEmpty());
        turnWheel(shown.editor.viewport(), -120, Qt::NoModifier);
        QVERIFY(!scrolled.isEmpty());
        QCOMPARE(scrolled.last().at(0).value<quint32>(), shown.editor.topOffset());
    }

    void staysWithTheTextWhenItChangesElsewhere()
    {
        ShownEditor shown(numberedLines(500, " text"));
        shown.editor.goTo(shown.offsetOf("line 250"), false);
        const QString top = shown.topLine();
        const QSignalSpy scrolled(&shown.editor, &NoteEditor::scrolledTo);
        QVERIFY(shown.session.apply(EditScript::replacing({0, 0}, numberedLines(20, " new"))));
        QVERIFY(scrolled.isEmpty());
        QCOMPARE(shown.topLine(), top);
        QCOMPARE(shown.editor.caretOffset(), shown.offsetOf("line 250 text"));
        QVERIFY(shown.session.apply(EditScript::replacing({0, shown.offsetOf("line 10 text")}, ""_ba)));
        QCOMPARE(shown.topLine(), top);
        QCOMPARE(shown.editor.caretOffset(), shown.offsetOf("line 250 text"));
    }

    void coloursAfterTheFirstPainting()
    {
        ShownEditor shown("# Heading\n\n[[Link]]\n"_ba);
        QTRY_VERIFY(!shown.colours(0).isEmpty());
        QTRY_VERIFY(!shown.colours(2).isEmpty());
        QCOMPARE(shown.bytes(), "# Heading\n\n[[Link]]\n"_ba);
        QCOMPARE(shown.session.state(), EditorSession::State::Clean);
        QVERIFY(!shown.editor.document()->isUndoAvailable());
    }

    // A fence at the top makes code of everything behind it, and what comes after its end is prose again.
    void coloursWhatAChangeMeansFurtherDown()
    {
        ShownEditor shown("\n[[Link]]\n\n[[Link]]\n"_ba + "- item\n"_ba.repeated(20000) + "[[Link]]\n"_ba);
        const int last = shown.editor.blockCount() - 2;
        QTRY_VERIFY(!shown.colours(last).isEmpty());
        const auto prose = shown.colours(last);
        QCOMPARE(shown.colours(1), prose);
        QTextCursor cursor(shown.editor.document());
        cursor.insertText(u"```"_s);
        QTRY_VERIFY(shown.colours(last) != prose);
        QVERIFY(shown.colours(1) != prose);
        cursor.setPosition(shown.editor.document()->findBlockByNumber(2).position());
        cursor.insertText(u"```"_s);
        QTRY_COMPARE(shown.colours(last), prose);
        QVERIFY(shown.colours(1) != prose);
        QCOMPARE(shown.colours(3), prose);
    }

    void colouringLeavesTimeForOthers()
    {
        ShownEditor shown("- item [[Link]] **strong** `code`\n"_ba.repeated(30000));
        qint64 longest = 0;
        int turns = 0;
        QElapsedTimer sinceLast;
        QTimer watch;
        watch.setInterval(0);
        sinceLast.start();
        connect(&watch, &QTimer::timeout, this, [&] {
            longest = std::max(longest, sinceLast.restart());
            ++turns;
        });
        watch.start();
        QTRY_VERIFY_WITH_TIMEOUT(!shown.colours(29999).isEmpty(), 60000);
        QVERIFY2(turns > 20, qPrintable(QString::number(turns)));
        qInfo("longest pause %lld ms in %d turns", longest, turns);
    }

    void takesOtherColours()
    {
        const ShownEditor shown("[[Link]]\n"_ba + "text\n"_ba.repeated(3000) + "[[Link]]"_ba);
        const int last = shown.editor.blockCount() - 1;
        QTRY_VERIFY(!shown.colours(last).isEmpty());
        const auto light = shown.colours(last);
        applyStyle(*qApp, Qt::ColorScheme::Dark);
        QTRY_VERIFY(shown.colours(last) != light);
        QTRY_COMPARE(shown.colours(0), shown.colours(last));
        applyStyle(*qApp, Qt::ColorScheme::Light);
        QTRY_COMPARE(shown.colours(last), light);
    }

    void showsOneNoteTwice()
    {
        ShownEditor shown("[[Link]]"_ba);
        NoteEditor second(&shown.session, &shown.code);
        second.resize(300, 200);
        second.show();
        QVERIFY(QTest::qWaitForWindowExposed(&second));
        QTest::keyClick(&second, Qt::Key_X);
        QCOMPARE(shown.editor.toPlainText(), u"x[[Link]]"_s);
        QCOMPARE(shown.bytes(), "x[[Link]]"_ba);
        QTRY_VERIFY(!shown.colours(0).isEmpty());
        QCOMPARE(shown.editor.document()->findChildren<NoteHighlighter *>().size(), 1);
    }

    // To lay out a word as such takes the square of its length: a megabyte would take minutes.
    void aLongWordIsBrokenAnywhere()
    {
        const QByteArray word(1'000'000, 'y');
        const QByteArray text = "| a |\n|---|\n| 1 |\n";
        ShownEditor shown(QByteArray(text).replace("1", word));
        QCOMPARE(shown.editor.wordWrapMode(), QTextOption::WrapAnywhere);
        QCOMPARE(shown.bytes(), QByteArray(text).replace("1", word));
        ShownEditor usual(QByteArray(text + QByteArray("a few words ").repeated(1000)));
        QCOMPARE(usual.editor.wordWrapMode(), QTextOption::WrapAtWordBoundaryOrAnywhere);
        QApplication::clipboard()->setText(QString::fromLatin1(word));
        usual.editor.paste();
        QCOMPARE(usual.editor.wordWrapMode(), QTextOption::WrapAnywhere);
        QVERIFY(usual.bytes().startsWith(word));
    }

    void pastesWhatCanBeSaved()
    {
        ShownEditor shown("1\r\n2\r\n"_ba);
        QApplication::clipboard()->setText(u"a\rb\u2029c\r\nd"_s + QChar(u'\0') + u"e\n"_s);
        shown.editor.paste();
        QCOMPARE(shown.bytes(), "a\r\nb\r\nc\r\nde\r\n1\r\n2\r\n"_ba);
        QVERIFY(TextFile::of(shown.bytes()).isText);
        shown.editor.undo();
        QCOMPARE(shown.bytes(), "1\r\n2\r\n"_ba);
    }

    void movesTextWithinTheNote()
    {
        ShownEditor shown("one\r\ntwo\nthree\n"_ba);
        QTextCursor cursor = shown.editor.textCursor();
        cursor.movePosition(QTextCursor::Down, QTextCursor::KeepAnchor);
        shown.editor.setTextCursor(cursor);
        shown.editor.cut();
        QCOMPARE(shown.bytes(), "two\nthree\n"_ba);
        shown.editor.moveCursor(QTextCursor::End);
        shown.editor.paste();
        QCOMPARE(shown.bytes(), "two\nthree\none\n"_ba);
        shown.editor.undo();
        shown.editor.undo();
        QCOMPARE(shown.bytes(), "one\r\ntwo\nthree\n"_ba);
    }

    void movesEveryCharacterAsItIs()
    {
        const QByteArray text = "10\u00A0GWh\u2028two\nthree\n";
        ShownEditor shown(text);
        shown.editor.selectAll();
        shown.editor.copy();
        QCOMPARE(QApplication::clipboard()->text().toUtf8(), text);
        shown.editor.cut();
        QCOMPARE(shown.bytes(), ""_ba);
        shown.editor.paste();
        QCOMPARE(shown.bytes(), text);
    }

    // In `before` and `after`, `¦` stands for the caret.
    void theCaretStaysWhereOthersWriteBehindIt_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::newRow("end of the text") << u"one¦"_s << u"one¦\ntwo"_s;
        QTest::newRow("end of a line") << u"one¦\nthree\n"_s << u"one¦\ntwo\nthree\n"_s;
        QTest::newRow("the same line") << u"one¦\n"_s << u"one¦ more\n"_s;
        QTest::newRow("empty last line") << u"one\n¦"_s << u"one\n¦\n## Two\n"_s;
        QTest::newRow("empty last line is used") << u"one\n¦"_s << u"one\n## Two\n¦"_s;
        QTest::newRow("begin of a line") << u"¦one\n"_s << u"zero\n¦one\n"_s;
        QTest::newRow("in a line") << u"o¦ne\n"_s << u"o and ¦ne\n"_s;
    }

    void theCaretStaysWhereOthersWriteBehindIt()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        ShownEditor shown(QString(before).remove(u'¦').toUtf8());
        QTextCursor caret = shown.editor.textCursor();
        caret.setPosition(static_cast<int>(before.indexOf(u'¦')));
        shown.editor.setTextCursor(caret);
        QVERIFY(shown.session.apply(EditScript::between(shown.bytes(), QString(after).remove(u'¦').toUtf8())));
        QString now = shown.editor.toPlainText();
        now.insert(shown.editor.textCursor().position(), u'¦');
        QCOMPARE(now, after);
        // What is typed next moves it as ever.
        QTest::keyClicks(&shown.editor, u"ab"_s);
        QCOMPARE(shown.editor.toPlainText(), after.replace(u'¦', u"ab"_s));
    }

    void changesNothingThatIsReadOnly()
    {
        ShownEditor shown("- caf\xE9 x"_ba);
        shown.editor.moveCursor(QTextCursor::End);
        for (const Qt::Key key : {Qt::Key_X, Qt::Key_Return, Qt::Key_Tab, Qt::Key_Backtab, Qt::Key_Backspace})
            QTest::keyClick(&shown.editor, key);
        QCOMPARE(shown.editor.blockCount(), 1);
        QVERIFY(!shown.editor.document()->isUndoAvailable());
        QCOMPARE(shown.bytes(), "- caf\xE9 x"_ba);
    }

    void zoomsWithCtrlAndWheel()
    {
        ShownEditor shown("text\n"_ba);
        const int left = shown.editor.viewport()->x();
        const qreal size = shown.editor.font().pointSizeF();
        turnWheel(shown.editor.viewport(), 360, Qt::ControlModifier);
        QCOMPARE(shown.editor.font().pointSizeF(), size + 3);
        QVERIFY(shown.editor.viewport()->x() > left);
        QCOMPARE(shown.editor.tabStopDistance(), shown.editor.fontMetrics().horizontalAdvance(u' ') * 4.0);
        turnWheel(shown.editor.viewport(), -360, Qt::ControlModifier);
        QCOMPARE(shown.editor.font().pointSizeF(), size);
        QCOMPARE(shown.editor.viewport()->x(), left);
    }
};

} // namespace tearsheet

QTEST_MAIN(tearsheet::NoteEditorTest)
#include "noteeditortest.moc"
