// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/textmirror.h"
#include "tests/support/randomtext.h"

#include <QPlainTextDocumentLayout>
#include <QTest>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

using namespace Qt::StringLiterals;

namespace tearsheet {

namespace {

QStringList blocksOf(const QTextDocument &document)
{
    QStringList blocks;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
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

int characterStart(const QTextDocument &document, int position)
{
    return document.characterAt(position).isLowSurrogate() ? position - 1 : position;
}

} // namespace

/// The mirror's picture of an editor's document is right: its lines are the document's blocks.
class DocumentRoundTripTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void blocksAreLines_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << ""_ba;
        QTest::newRow("byte order mark only") << "\uFEFF"_ba;
        QTest::newRow("line ends of all kinds") << "a\nb\r\nc\rd\u2029e\n\r\n\r\r"_ba;
        QTest::newRow("blanks of all kinds") << "a\u00A0b\u2028c\u0085d\ve\ff\u3000g\u200Bh"_ba;
        QTest::newRow("marks inside") << "\uFEFF\uFEFFa\n\uFEFFb"_ba;
        QTest::newRow("objects and noncharacters") << "a\uFFFCb\uFFFD\uFFFEc\uFDD2"_ba;
        QTest::newRow("control characters") << "a\x01\x1B\x7F\u0080"_ba;
        QTest::newRow("emoji") << "\U0001F468\u200D\U0001F469\u200D\U0001F467 \U0001F1E9\U0001F1EA\n"_ba;
    }

    void blocksAreLines()
    {
        QFETCH(const QByteArray, bytes);
        const TextFile file = TextFile::of(bytes);
        QVERIFY(file.isText);
        const TextMirror mirror(file);
        QTextDocument document;
        document.setDocumentLayout(new QPlainTextDocumentLayout(&document));
        document.setPlainText(mirror.text());
        QCOMPARE(blocksOf(document), linesOf(mirror));
    }

    void blocksAreLinesOfAnyText()
    {
        RandomText random(1);
        QTextDocument document;
        document.setDocumentLayout(new QPlainTextDocumentLayout(&document));
        for (int i = 0; i < 1000; ++i) {
            const TextMirror mirror(TextFile::of(random.text(10)));
            document.setPlainText(mirror.text());
            QCOMPARE(document.blockCount(), mirror.lineCount());
            QCOMPARE(blocksOf(document), linesOf(mirror));
        }
    }

    // What isText is for: these do not come back from a document as they went in.
    void documentsCannotHoldWhatIsNoText_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("begin of a frame") << "a\uFDD0b"_ba;
        QTest::newRow("end of a frame") << "a\uFDD1b"_ba;
        QTest::newRow("Latin-1") << "caf\xE9"_ba;
    }

    void documentsCannotHoldWhatIsNoText()
    {
        QFETCH(const QByteArray, bytes);
        QVERIFY(!TextFile::of(bytes).isText);
        QTextDocument document;
        document.setPlainText(QString::fromUtf8(bytes));
        QVERIFY(blocksOf(document).join(u'\n').toUtf8() != bytes);
    }

    // Typing, deleting across lines, undo: what the document says has changed is what the mirror needs.
    void followsTheDocument()
    {
        RandomText random(2);
        for (int i = 0; i < 60; ++i) {
            TextMirror mirror(TextFile::of(random.text(10)));
            QTextDocument document;
            document.setDocumentLayout(new QPlainTextDocumentLayout(&document));
            document.setPlainText(mirror.text());
            for (int edits = 0; edits < 30; ++edits) {
                if (random.number(0, 5) == 0) {
                    document.undo();
                } else {
                    QTextCursor cursor(&document);
                    cursor.setPosition(characterStart(document, random.number(0, document.characterCount() - 1)));
                    const int end = std::min(cursor.position() + random.number(0, 8), document.characterCount() - 1);
                    cursor.setPosition(characterStart(document, end), QTextCursor::KeepAnchor);
                    cursor.insertText(QString::fromUtf8(random.text(2)));
                }
                mirror.replaceLines(0, mirror.lineCount(), blocksOf(document));
                QCOMPARE(linesOf(mirror), blocksOf(document));
            }
        }
    }
};

} // namespace tearsheet

QTEST_MAIN(tearsheet::DocumentRoundTripTest)
#include "documentroundtriptest.moc"
