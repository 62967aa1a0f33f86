// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/editorsession.h"
#include "tests/support/randomtext.h"
#include "tests/support/temporaryvault.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextCursor>

#include <memory>

using namespace Qt::StringLiterals;

namespace tearsheet {

namespace {

using State = EditorSession::State;

NotePath pathOf(QStringView path)
{
    return NotePath::fromRelative(path).value();
}

/// An open note "note.md" in a vault of its own, whose first snapshot is complete.
struct OpenNote
{
    explicit OpenNote(const QByteArray &bytes)
    {
        files.write(u"note.md"_s, bytes);
        vault = std::make_unique<Vault>(files.root());
        vault->start();
        session =
            std::make_unique<EditorSession>(vault.get(), pathOf(u"note.md"), *vault->read(pathOf(u"note.md")), nullptr);
        if (!QTest::qWaitFor([this] { return vault->snapshot().isComplete(); }))
            qFatal("The vault was not read.");
    }

    const QByteArray &bytes() const { return session->mirror().bytes(); }
    QByteArray onDisk() const { return files.read(u"note.md"_s); }

    void type(int line, int column, const QString &text) const
    {
        QTextCursor cursor(session->document()->findBlockByNumber(line));
        cursor.setPosition(cursor.position() + column);
        cursor.insertText(text);
    }

    // As another program does, and as noticed by the vault.
    void changeOnDisk(const QByteArray &bytes) const
    {
        files.write(u"note.md"_s, bytes);
        vault->sweep();
    }

    void removeFromDisk() const
    {
        files.remove(u"note.md"_s);
        vault->sweep();
    }

    QByteArray inSnapshot() const
    {
        const Snapshot &snapshot = vault->snapshot();
        const int file = snapshot.find(pathOf(u"note.md"));
        return file < 0 ? QByteArray() : snapshot.note(file).text;
    }

    TemporaryVault files;
    std::unique_ptr<Vault> vault;
    std::unique_ptr<EditorSession> session;
};

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

} // namespace

class EditorSessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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

    void saves()
    {
        const OpenNote note("\uFEFFone\r\ntwo"_ba);
        note.session->save();
        QCOMPARE(note.session->state(), State::Clean);
        note.type(1, 3, u"!"_s);
        note.session->save();
        QCOMPARE(note.session->state(), State::Saving);
        QTRY_COMPARE(note.session->state(), State::Clean);
        QCOMPARE(note.onDisk(), "\uFEFFone\r\ntwo!"_ba);
        QCOMPARE(note.session->file().bytes, note.onDisk());
    }

    void isUnsavedIfChangedWhileSaving()
    {
        const OpenNote note("a\n"_ba);
        note.type(0, 1, u"b"_s);
        note.session->save();
        note.type(0, 2, u"c"_s);
        QCOMPARE(note.session->state(), State::Saving);
        QTRY_COMPARE(note.session->state(), State::Unsaved);
        QCOMPARE(note.onDisk(), "ab\n"_ba);
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Clean);
        QCOMPARE(note.onDisk(), "abc\n"_ba);
    }

    void undoStopsAtTheSavedText()
    {
        const OpenNote note("a\n"_ba);
        note.type(0, 1, u"b"_s);
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Clean);
        note.type(0, 2, u"c"_s);
        note.session->document()->undo();
        QCOMPARE(note.bytes(), "ab\n"_ba);
        QCOMPARE(note.session->state(), State::Clean);
    }

    void savesAnEmptyText()
    {
        const OpenNote note("a"_ba);
        QTextCursor(note.session->document()).deleteChar();
        QTRY_COMPARE(note.inSnapshot(), ""_ba);
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Clean);
        QCOMPARE(note.onDisk(), ""_ba);
    }

    void sharesUnsavedText()
    {
        const OpenNote note("[[A]]\n"_ba);
        note.type(0, 5, u" [[B]]"_s);
        QTRY_COMPARE(note.inSnapshot(), "[[A]] [[B]]\n"_ba);
        note.session->document()->undo();
        QTRY_COMPARE(note.inSnapshot(), "[[A]]\n"_ba);
        QCOMPARE(note.onDisk(), "[[A]]\n"_ba);
    }

    void givesUnsharedTextUpWithTheSession()
    {
        OpenNote note("a\n"_ba);
        note.type(0, 1, u"b"_s);
        QTRY_COMPARE(note.inSnapshot(), "ab\n"_ba);
        note.session.reset();
        QTRY_COMPARE(note.inSnapshot(), "a\n"_ba);
        QCOMPARE(note.onDisk(), "a\n"_ba);
    }

    void takesAChangeOnDiskWhenClean()
    {
        const OpenNote note("one\ntwo\nthree\n"_ba);
        QTextCursor caret(note.session->document()->findBlockByNumber(2));
        note.changeOnDisk("zero\none\ntwo\nthree\n"_ba);
        QTRY_COMPARE(note.bytes(), "zero\none\ntwo\nthree\n"_ba);
        QCOMPARE(note.session->state(), State::Clean);
        QCOMPARE(caret.block().text(), u"three"_s);
        note.session->document()->undo();
        QCOMPARE(note.bytes(), "one\ntwo\nthree\n"_ba);
        QCOMPARE(note.session->state(), State::Unsaved);
        QCOMPARE(note.onDisk(), "zero\none\ntwo\nthree\n"_ba);
    }

    void keepsBothInAConflict()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 3, u" mine"_s);
        note.changeOnDisk("one theirs\n"_ba);
        QTRY_COMPARE(note.session->state(), State::Conflict);
        QVERIFY(!note.session->stateText().isEmpty());
        note.session->save();
        QTest::qWait(50);
        QCOMPARE(note.session->state(), State::Conflict);
        QCOMPARE(note.bytes(), "one mine\n"_ba);
        QCOMPARE(note.onDisk(), "one theirs\n"_ba);
    }

    void findsAConflictWhenSaving()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 3, u" mine"_s);
        note.files.write(u"note.md"_s, "one theirs\n"_ba);
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Conflict);
        QCOMPARE(note.onDisk(), "one theirs\n"_ba);
    }

    void takesTheOtherVersion()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 3, u" mine"_s);
        note.changeOnDisk("one theirs\n"_ba);
        QTRY_COMPARE(note.session->state(), State::Conflict);
        note.session->takeDiskVersion();
        QCOMPARE(note.bytes(), "one theirs\n"_ba);
        QCOMPARE(note.session->state(), State::Clean);
        note.session->document()->undo();
        QCOMPARE(note.bytes(), "one mine\n"_ba);
        QCOMPARE(note.session->state(), State::Unsaved);
    }

    void savesTheOwnVersionBeside()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 3, u" mine"_s);
        note.changeOnDisk("one theirs\n"_ba);
        QTRY_COMPARE(note.session->state(), State::Conflict);
        note.session->saveBeside();
        QTRY_COMPARE(note.session->state(), State::Clean);
        QCOMPARE(note.bytes(), "one theirs\n"_ba);
        QCOMPARE(note.onDisk(), "one theirs\n"_ba);
        const QStringList beside = QDir(note.files.root()).entryList({u"note (my version *).md"_s});
        QCOMPARE(beside.size(), 1);
        QCOMPARE(note.files.read(beside.first()), "one mine\n"_ba);
    }

    void endsAConflictThatGoesAway()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 3, u" mine"_s);
        note.changeOnDisk("one theirs\n"_ba);
        QTRY_COMPARE(note.session->state(), State::Conflict);
        note.changeOnDisk("one\n"_ba);
        QTRY_COMPARE(note.session->state(), State::Unsaved);
        QCOMPARE(note.bytes(), "one mine\n"_ba);
    }

    void doesNotLoseTheOwnTextToWhatIsNoText()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 3, u" mine"_s);
        note.changeOnDisk("\xFF\xFE"_ba);
        QTRY_COMPARE(note.session->state(), State::Conflict);
        note.session->takeDiskVersion();
        QCOMPARE(note.session->state(), State::Conflict);
        QCOMPARE(note.bytes(), "one mine\n"_ba);
        note.session->saveBeside();
        QTRY_COMPARE(note.session->state(), State::ReadOnly);
        QCOMPARE(QDir(note.files.root()).entryList({u"note (my version *).md"_s}).size(), 1);
        QCOMPARE(note.onDisk(), "\xFF\xFE"_ba);
    }

    void sameTextOnDiskIsNoConflict()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 3, u"!"_s);
        note.changeOnDisk("one!\n"_ba);
        QTRY_COMPARE(note.session->state(), State::Clean);
        note.type(0, 4, u"?"_s);
        note.changeOnDisk("one!\n"_ba); // Written again, nothing new.
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Clean);
        QCOMPARE(note.onDisk(), "one!?\n"_ba);
    }

    void keepsTheTextOfAFileThatIsGone()
    {
        const OpenNote note("one\n"_ba);
        note.removeFromDisk();
        QTRY_COMPARE(note.session->state(), State::Gone);
        QVERIFY(!note.session->stateText().isEmpty());
        note.type(0, 3, u" more"_s);
        QCOMPARE(note.session->state(), State::Gone);
        note.session->restore();
        note.type(0, 8, u" and more"_s);
        QTRY_COMPARE(note.session->state(), State::Unsaved);
        QCOMPARE(note.onDisk(), "one more\n"_ba);
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Clean);
        QCOMPARE(note.onDisk(), "one more and more\n"_ba);
    }

    void comesBackWithItsFile()
    {
        const OpenNote note("one\n"_ba);
        note.removeFromDisk();
        QTRY_COMPARE(note.session->state(), State::Gone);
        note.changeOnDisk("one\n"_ba);
        QTRY_COMPARE(note.session->state(), State::Clean);
        QVERIFY(note.session->stateText().isEmpty());
    }

    void savesByItself()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 0, u"x"_s);
        QTest::qWait(500);
        QCOMPARE(note.onDisk(), "one\n"_ba);
        note.type(0, 0, u"y"_s);
        QTRY_COMPARE_WITH_TIMEOUT(note.onDisk(), "yxone\n"_ba, 5000);
        QTRY_COMPARE(note.session->state(), State::Clean);
        // The saved text can still be undone, and that is saved too.
        note.session->document()->undo();
        QTRY_COMPARE_WITH_TIMEOUT(note.onDisk(), note.bytes(), 5000);
    }

    void triesAgainAfterAFailure()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 0, u"x"_s);
        note.files.remove(u"note.md"_s);
        QVERIFY(QDir(note.files.root()).mkdir(u"note.md"_s));
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Failed);
        QVERIFY(QDir(note.files.root()).rmdir(u"note.md"_s));
        note.files.write(u"note.md"_s, "one\n"_ba);
        QTRY_COMPARE_WITH_TIMEOUT(note.onDisk(), "xone\n"_ba, 9000);
        QTRY_COMPARE(note.session->state(), State::Clean);
    }

    void saysWhySavingFailed()
    {
        const OpenNote note("one\n"_ba);
        note.type(0, 3, u"!"_s);
        note.files.remove(u"note.md"_s);
        QVERIFY(QDir(note.files.root()).mkdir(u"note.md"_s));
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Failed);
        QVERIFY(!note.session->stateText().isEmpty());
        QCOMPARE(note.bytes(), "one!\n"_ba);
        QVERIFY(QDir(note.files.root()).rmdir(u"note.md"_s));
        note.files.write(u"note.md"_s, "one\n"_ba);
        note.session->save();
        QTRY_COMPARE(note.session->state(), State::Clean);
        QCOMPARE(note.onDisk(), "one!\n"_ba);
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
