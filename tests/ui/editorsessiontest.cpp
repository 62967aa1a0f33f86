// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/editorsession.h"

#include "tests/support/randomtext.h"
#include "tests/ui/opennote.h"

#include <QDir>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

namespace tearsheet {

namespace {

using State = EditorSession::State;

QStringList blocksOf(const QTextDocument *document)
{
    QStringList blocks;
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next())
        blocks.append(block.text());
    return blocks;
}

QStringList linesOf(const TextMirror &mirror)
{
    QStringList lines;
    for (int i = 0; i < mirror.lineCount(); ++i)
        lines.append(mirror.line(i));
    return lines;
}

void replaceAnything(QTextDocument *document, RandomText &random)
{
    const auto place = [&](int from, int most) {
        const int last = document->characterCount() - 1;
        const int any = random.number(std::min(from, last), std::min(from + most, last));
        return document->characterAt(any).isLowSurrogate() ? any - 1 : any;
    };
    QTextCursor cursor(document);
    cursor.setPosition(place(0, document->characterCount()));
    cursor.setPosition(place(cursor.position(), 12), QTextCursor::KeepAnchor);
    cursor.insertText(QString::fromUtf8(random.text(2)));
}

// The vault's folder is away while the note is saved, and there again as it was.
bool goesAndComesBack(const OpenNote &note)
{
    const QString root = note.files.root();
    const QString away = root + u" away"_s;
    if (!QDir().rename(root, away))
        return false;
    note.session->save();
    const bool gone = QTest::qWaitFor([&] { return note.session->state() == State::Gone; });
    return QDir().rename(away, root) && gone;
}

} // namespace

class EditorSessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void undoTellsWhereItTakesBackAnotherProgram()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 3, u" mine"_s);
        note.session->save();
        QTRY_COMPARE(note.session->state(), EditorSession::State::Clean);
        note.replaceOnDisk("one mine\ntheirs\n"_ba);
        QTRY_COMPARE(note.bytes(), "one mine\ntheirs\n"_ba);
        note.type(1, 6, u"!"_s);
        QSignalSpy told(note.session.get(), &EditorSession::tookBackOutside);
        note.session->document()->undo();
        QCOMPARE(note.bytes(), "one mine\ntheirs\n"_ba);
        QCOMPARE(told.size(), 0);
        note.session->document()->undo();
        QCOMPARE(note.bytes(), "one mine\n"_ba);
        QCOMPARE(told.size(), 1);
        note.session->document()->redo();
        QCOMPARE(note.bytes(), "one mine\ntheirs\n"_ba);
        note.session->document()->undo();
        QCOMPARE(told.size(), 2);
        note.session->document()->undo();
        QCOMPARE(note.bytes(), "one\n"_ba);
        QCOMPARE(told.size(), 2);
        // What was written instead is nobody else's.
        note.type(0, 3, u" a"_s);
        note.type(0, 0, u"b "_s);
        note.session->document()->undo();
        note.session->document()->undo();
        QCOMPARE(told.size(), 2);
    }

    void tellsWhatWasTyped()
    {
        const OpenNote note("one\r\ntwo\nthree"_ba);
        QSignalSpy edited(note.session.get(), &EditorSession::edited);
        note.type(1, 3, u"é\nx"_s);
        QCOMPARE(note.bytes(), "one\r\ntwoé\nx\nthree"_ba);
        QCOMPARE(edited.size(), 1);
        QCOMPARE(edited.at(0).at(0).value<EditScript>(), EditScript::replacing({8, 8}, "é\nx"_ba));
        QCOMPARE(note.session->state(), State::Unsaved);
        QCOMPARE(note.onDisk(), "one\r\ntwo\nthree"_ba);
    }

    void isCleanAfterUndo()
    {
        const OpenNote note("one\r\ntwo\n"_ba);
        note.type(0, 1, u"x"_s);
        QCOMPARE(note.session->state(), State::Unsaved);
        note.session->document()->undo();
        QCOMPARE(note.bytes(), "one\r\ntwo\n"_ba);
        QCOMPARE(note.session->state(), State::Clean);
        note.session->document()->redo();
        QCOMPARE(note.bytes(), "oxne\r\ntwo\n"_ba);
        QCOMPARE(note.session->state(), State::Unsaved);
    }

    void opensWithNothingToUndo()
    {
        const OpenNote note("one\n"_ba);
        QVERIFY(!note.session->document()->isUndoAvailable());
        QCOMPARE(note.session->state(), State::Clean);
    }

    void takesForeignLineEndsAsNewLines_data()
    {
        QTest::addColumn<QString>("pasted");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("carriage returns") << u"a\rb"_s << "1\r\na\r\nb2\r\n"_ba;
        QTest::newRow("pairs") << u"a\r\nb"_s << "1\r\na\r\nb2\r\n"_ba;
        QTest::newRow("paragraph separator") << u"a\u2029b"_s << "1\r\na\r\nb2\r\n"_ba;
        QTest::newRow("line separator") << u"a\u2028b"_s << "1\r\na\u2028b2\r\n"_ba;
        QTest::newRow("no-break space") << u"a\u00A0b"_s << "1\r\na\u00A0b2\r\n"_ba;
    }

    void takesForeignLineEndsAsNewLines()
    {
        QFETCH(const QString, pasted);
        const OpenNote note("1\r\n2\r\n"_ba);
        note.type(1, 0, pasted);
        QTEST(note.bytes(), "expected");
    }

    // Line ends of all kinds come back as they were, by undo one way and by redo the other.
    void followsAnyEditing()
    {
        for (quint32 seed = 0; seed < 25; ++seed) {
            RandomText random(seed);
            const QByteArray before = random.text(12);
            const OpenNote note(before);
            QTextDocument *const document = note.session->document();
            QByteArray told = before;
            connect(note.session.get(), &EditorSession::edited, this,
                    [&](const EditScript &script) { told = script.apply(told).value(); });
            for (int i = 0; i < 40; ++i) {
                switch (random.number(0, 7)) {
                case 0:
                    document->undo();
                    break;
                case 1:
                    document->redo();
                    break;
                case 2: {
                    const QByteArray next = random.changed(note.bytes());
                    QVERIFY(note.session->apply(EditScript::between(note.bytes(), next)));
                    QCOMPARE(note.bytes(), next);
                    break;
                }
                default:
                    replaceAnything(document, random);
                }
                QCOMPARE(blocksOf(document), linesOf(note.session->mirror()));
                QCOMPARE(told, note.bytes());
            }
        }
    }

    void undoBringsEveryLineEndBack()
    {
        for (quint32 seed = 100; seed < 125; ++seed) {
            RandomText random(seed);
            const QByteArray before = random.text(12);
            const OpenNote note(before);
            QTextDocument *const document = note.session->document();
            for (int i = 0; i < 20; ++i)
                replaceAnything(document, random);
            const QByteArray after = note.bytes();
            while (document->isUndoAvailable())
                document->undo();
            QCOMPARE(note.bytes(), before);
            QCOMPARE(note.session->state(), State::Clean);
            while (document->isRedoAvailable())
                document->redo();
            QCOMPARE(note.bytes(), after);
        }
    }

    void appliesAScriptAsOneStep()
    {
        const OpenNote note("| a | b |\r\n| 1 | 2 |\r\ntext\n"_ba);
        QTextCursor caret(note.session->document()->findBlockByNumber(2));
        caret.setPosition(caret.position() + 2);
        const EditScript script = EditScript::of({{{2, 3}, "longer"_ba}, {{17, 18}, "three\r\nlines\n"_ba}}).value();
        const QByteArray before = note.bytes();
        QVERIFY(note.session->apply(script));
        QCOMPARE(note.bytes(), script.apply(before).value());
        QCOMPARE(blocksOf(note.session->document()), linesOf(note.session->mirror()));
        QCOMPARE(caret.block().text(), u"text"_s);
        QCOMPARE(caret.positionInBlock(), 2);
        note.session->document()->undo();
        QCOMPARE(note.bytes(), before);
        QVERIFY(!note.session->document()->isUndoAvailable());
    }

    void appliesManyEditsAsOneStep()
    {
        const OpenNote note("abc\n"_ba.repeated(1000));
        QList<Edit> edits;
        for (quint32 i = 0; i < 1000; ++i)
            edits.append({{4 * i + 1, 4 * i + 2}, "é\r\n"_ba});
        QVERIFY(note.session->apply(EditScript::of(edits).value()));
        QCOMPARE(note.bytes(), "aé\r\nc\n"_ba.repeated(1000));
        QCOMPARE(blocksOf(note.session->document()), linesOf(note.session->mirror()));
        note.session->document()->undo();
        QCOMPARE(note.bytes(), "abc\n"_ba.repeated(1000));
    }

    void appliesLineEnds()
    {
        const OpenNote note("a\nb\n"_ba);
        note.type(0, 1, u"x"_s);
        QVERIFY(note.session->apply(EditScript::between(note.bytes(), "ax\r\nb\r\n"_ba)));
        QCOMPARE(note.bytes(), "ax\r\nb\r\n"_ba);
        note.session->document()->undo();
        QCOMPARE(note.bytes(), "a\r\nb\r\n"_ba);
    }

    void whatIsTypedBehindAScriptIsAStepOfItsOwn()
    {
        const OpenNote note("one two\n"_ba);
        QVERIFY(note.session->apply(EditScript::replacing({4, 7}, "three"_ba)));
        note.type(0, 9, u"!"_s);
        note.session->document()->undo();
        QCOMPARE(note.bytes(), "one three\n"_ba);
        // The same where it is come back to.
        QVERIFY(note.session->apply(EditScript::replacing({0, 3}, "1"_ba)));
        note.session->document()->undo();
        QCOMPARE(note.bytes(), "one three\n"_ba);
        note.type(0, 9, u"?"_s);
        note.session->document()->undo();
        QCOMPARE(note.bytes(), "one three\n"_ba);
        note.session->document()->undo();
        QCOMPARE(note.bytes(), "one two\n"_ba);
        QCOMPARE(note.session->state(), State::Clean);
    }

    void nothingOfBeforeIsTakenBackAfterAFileThatIsNoText()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 3, u" mine"_s);
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Clean);
        note.replaceOnDisk("one mine\ntheirs\n"_ba);
        QTRY_COMPARE(note.bytes(), "one mine\ntheirs\n"_ba);
        note.replaceOnDisk("caf\xE9\n"_ba);
        QTRY_COMPARE(note.session->state(), State::ReadOnly);
        note.replaceOnDisk("one mine\ntheirs\n"_ba);
        QTRY_COMPARE(note.session->state(), State::Clean);
        const QSignalSpy told(note.session.get(), &EditorSession::tookBackOutside);
        note.type(0, 0, u"x"_s);
        QCOMPARE(told.size(), 0);
        QCOMPARE(note.bytes(), "xone mine\ntheirs\n"_ba);
    }

    void comesBackWithTheVaultsFolder()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 3, u" mine"_s);
        QVERIFY(goesAndComesBack(note));
        // Nobody tells of a file that is as it was.
        QTRY_COMPARE_WITH_TIMEOUT(note.session->state(), State::Clean, 15000);
        QCOMPARE(note.onDisk(), "one mine\n"_ba);
    }

    void restoringWhatIsThereAgainSavesIt()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 3, u" mine"_s);
        QVERIFY(goesAndComesBack(note));
        note.session->restore();
        QTRY_VERIFY(note.session->state() != State::Gone);
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Clean);
        QCOMPARE(note.onDisk(), "one mine\n"_ba);
    }

    void refusesAScriptThatDoesNotFit()
    {
        const OpenNote note("abc"_ba);
        const Result<> result = note.session->apply(EditScript::replacing({2, 9}, "x"_ba));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::BadEdit);
        QCOMPARE(note.bytes(), "abc"_ba);
        QCOMPARE(note.session->state(), State::Clean);
    }

    void parsesAfterEachChange()
    {
        const OpenNote note("# One\n"_ba);
        QTRY_VERIFY(note.session->parsed());
        QCOMPARE(note.session->parsed()->facts.headings.size(), 1);
        note.type(1, 0, u"# Two\n"_s);
        QCOMPARE(note.session->parsedNow()->facts.headings.size(), 2);
        QCOMPARE(note.session->parsedNow()->text, note.bytes());
        note.type(2, 0, u"# Three\n"_s);
        QTRY_COMPARE(note.session->parsed()->facts.headings.size(), 3);
        QCOMPARE(note.session->parsed()->revision, note.session->mirror().revision());
    }

    void isReadOnlyWhereBytesAreNoText_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("shown");
        QTest::newRow("Latin-1") << "caf\xE9\nx"_ba << u"caf\uFFFD\nx"_s;
        QTest::newRow("NUL") << QByteArray("a\0b", 3) << u"a\uFFFDb"_s;
        QTest::newRow("begin of a frame") << "a\uFDD0b"_ba << u"a\uFFFDb"_s;
    }

    void isReadOnlyWhereBytesAreNoText()
    {
        QFETCH(const QByteArray, bytes);
        const OpenNote note(bytes);
        QCOMPARE(note.session->state(), State::ReadOnly);
        QVERIFY(!note.session->stateText().isEmpty());
        QTEST(note.session->document()->toPlainText(), "shown");
        QVERIFY(!note.session->apply(EditScript::replacing({0, 1}, "x"_ba)));
        note.session->save();
        note.removeFromDisk();
        const QString before = note.session->stateText();
        QTRY_VERIFY(note.session->stateText() != before);
        QCOMPARE(note.session->state(), State::ReadOnly);
        QCOMPARE(note.bytes(), bytes);
        note.changeOnDisk("text\n"_ba);
        QTRY_COMPARE(note.session->state(), State::Clean);
        note.type(0, 4, u"!"_s);
        QCOMPARE(note.bytes(), "text!\n"_ba);
    }

    void showsTheBeginOfALargeFile()
    {
        const QByteArray bytes = "a line of text\n"_ba.repeated(largestNote / 15 + 1);
        const OpenNote note(bytes);
        QCOMPARE(note.session->state(), State::ReadOnly);
        QVERIFY(note.session->stateText().contains(u"32 MB"));
        QVERIFY(bytes.startsWith(note.bytes()));
        QVERIFY(note.bytes().endsWith("text\n"));
        QCOMPARE(blocksOf(note.session->document()), linesOf(note.session->mirror()));
        note.session->save();
        note.session->restore();
        QTest::qWait(50);
        QCOMPARE(note.onDisk(), bytes);
    }
};

} // namespace tearsheet

QTEST_MAIN(tearsheet::EditorSessionTest)
#include "editorsessiontest.moc"
