// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/textmirror.h"

#include "tests/support/randomtext.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tearsheet {

namespace {

QStringList linesOf(const TextMirror &mirror)
{
    QStringList lines;
    for (int i = 0; i < mirror.lineCount(); ++i)
        lines.append(mirror.line(i));
    return lines;
}

TextMirror mirrorOf(const QByteArray &bytes)
{
    return TextMirror(TextFile::of(bytes));
}

/// What a text is, said slowly: each line with its own line end.
struct SlowMirror
{
    struct Line
    {
        QString text;
        QByteArray end;
    };

    QList<Line> lines = {{}};
    bool hasByteOrderMark = false;
    QByteArray ownEnd;

    explicit SlowMirror(const TextFile &file)
        : hasByteOrderMark(file.hasByteOrderMark), ownEnd(bytesOf(file.lineEnd).toByteArray())
    {
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
        const QString text = QString(decoder(file.bytes)).sliced(hasByteOrderMark ? 1 : 0);
        for (qsizetype i = 0; i < text.size(); ++i) {
            const QChar c = text.at(i);
            if (c != u'\n' && c != u'\r' && c != QChar::ParagraphSeparator) {
                lines.last().text += c;
                continue;
            }
            lines.last().end = QString(c).toUtf8();
            if (c == u'\r' && i + 1 < text.size() && text.at(i + 1) == u'\n') {
                lines.last().end += '\n';
                ++i;
            }
            lines.append(Line());
        }
    }

    QByteArray bytes() const
    {
        QByteArray bytes = hasByteOrderMark ? "\uFEFF"_ba : QByteArray();
        for (const Line &line : lines)
            bytes += line.text.toUtf8() + line.end;
        return bytes;
    }

    void replaceLines(qsizetype first, qsizetype count, QStringList texts)
    {
        while (count > 0 && !texts.isEmpty() && lines.at(first).text == texts.first()) {
            ++first;
            --count;
            texts.removeFirst();
        }
        while (count > 0 && !texts.isEmpty() && lines.at(first + count - 1).text == texts.last()) {
            --count;
            texts.removeLast();
        }
        const bool atEnd = first + count == lines.size();
        const QList<Line> old = lines.sliced(first, count);
        lines.remove(first, count);
        for (qsizetype i = 0; i < texts.size(); ++i) {
            const bool last = i + 1 == texts.size();
            const QByteArray end = old.isEmpty()        ? ownEnd
                                   : last               ? old.last().end
                                   : i + 1 < old.size() ? old.at(i).end
                                                        : ownEnd;
            lines.insert(first + i, {texts.at(i), end});
        }
        if (atEnd) {
            if (old.isEmpty() && !texts.isEmpty())
                lines[first - 1].end = ownEnd;
            lines.last().end.clear();
        }
        for (qsizetype i = 1; i < lines.size(); ++i) {
            if (lines.at(i - 1).end == "\r" && lines.at(i).text.isEmpty() && lines.at(i).end == "\n")
                lines[i - 1].end = "\r\n"; // It would be one line end otherwise.
        }
    }
};

} // namespace

class TextMirrorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replacesLines_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("count");
        QTest::addColumn<QStringList>("lines");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("letter") << "a\r\nb\r\nc"_ba << 1 << 1 << QStringList{u"B"_s} << "a\r\nB\r\nc"_ba;
        QTest::newRow("line end of each line")
            << "a\nb\r\nc\rd"_ba << 0 << 3 << QStringList{u"A"_s, u"B"_s, u"C"_s} << "A\nB\r\nC\rd"_ba;
        QTest::newRow("new line") << "a\r\nb\r\n"_ba << 1 << 1 << QStringList{u"b"_s, u"c"_s} << "a\r\nb\r\nc\r\n"_ba;
        QTest::newRow("new line in front") << "a\r\nb\r\n"_ba << 0 << 0 << QStringList{u"x"_s} << "x\r\na\r\nb\r\n"_ba;
        QTest::newRow("line cut in two") << "a\u2029bc\u2029d\n\n"_ba << 1 << 1 << QStringList{u"b"_s, u"c"_s}
                                         << "a\u2029b\nc\u2029d\n\n"_ba;
        QTest::newRow("lines joined") << "a\nb\r\nc\n"_ba << 0 << 2 << QStringList{u"ab"_s} << "ab\r\nc\n"_ba;
        QTest::newRow("line gone") << "a\nb\r\nc"_ba << 1 << 1 << QStringList{} << "a\nc"_ba;
        QTest::newRow("last line gone") << "a\nb\r\nc"_ba << 2 << 1 << QStringList{} << "a\nb"_ba;
        QTest::newRow("line behind the last") << "a\r\nb"_ba << 2 << 0 << QStringList{u"c"_s} << "a\r\nb\r\nc"_ba;
        QTest::newRow("final line end made") << "a\r\nb"_ba << 1 << 1 << QStringList{u"b"_s, u""_s} << "a\r\nb\r\n"_ba;
        QTest::newRow("byte order mark stays") << "\uFEFFa\nb"_ba << 0 << 1 << QStringList{u"x"_s} << "\uFEFFx\nb"_ba;
        QTest::newRow("byte order mark stays when its line goes")
            << "\uFEFFa\nb"_ba << 0 << 1 << QStringList{} << "\uFEFFb"_ba;
        QTest::newRow("all text gone") << "\uFEFFa\nb"_ba << 0 << 2 << QStringList{u""_s} << "\uFEFF"_ba;
        QTest::newRow("from nothing") << ""_ba << 0 << 1 << QStringList{u"a"_s, u"b"_s} << "a\nb"_ba;
        QTest::newRow("mark at a line's begin")
            << "a\n\uFEFFb\nc"_ba << 1 << 1 << QStringList{u"\uFEFFbb"_s} << "a\n\uFEFFbb\nc"_ba;
        QTest::newRow("line emptied between line ends of two kinds")
            << "a\rb\nc"_ba << 1 << 1 << QStringList{u""_s} << "a\r\n\nc"_ba;
        QTest::newRow("line gone between line ends of two kinds")
            << "a\rb\r\n\nc"_ba << 1 << 1 << QStringList{} << "a\r\n\nc"_ba;
        QTest::newRow("empty line between line ends of two kinds")
            << "a\n\nb\rc"_ba << 3 << 0 << QStringList{u""_s} << "a\n\nb\r\n\nc"_ba;
    }

    void replacesLines()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const int, first);
        QFETCH(const int, count);
        QFETCH(const QStringList, lines);
        QFETCH(const QByteArray, after);
        TextMirror mirror = mirrorOf(before);
        const EditScript script = mirror.replaceLines(first, count, lines);
        QCOMPARE(mirror.bytes(), after);
        QCOMPARE(script.apply(before), after);
    }

    void followsAnEditor()
    {
        RandomText random(1);
        for (int i = 0; i < 300; ++i) {
            const TextFile file = TextFile::of(random.text(10));
            TextMirror mirror(file);
            SlowMirror slow(file);
            QCOMPARE(slow.bytes(), file.bytes);
            for (int edits = 0; edits < 20; ++edits) {
                const QByteArray before = mirror.bytes();
                const int first = random.number(0, mirror.lineCount());
                const int count = random.number(0, std::min(4, mirror.lineCount() - first));
                QStringList lines = linesOf(mirror).sliced(first, count);
                for (int changes = random.number(0, 3); changes > 0; --changes) {
                    const int place = random.number(0, static_cast<int>(lines.size()));
                    if (place < lines.size() && random.number(0, 1) == 0)
                        lines[place] = random.line();
                    else
                        lines.insert(place, random.line());
                }
                if (!lines.isEmpty() && random.number(0, 3) == 0)
                    lines.removeAt(random.number(0, static_cast<int>(lines.size()) - 1));
                if (lines.isEmpty() && count == mirror.lineCount())
                    lines.append(QString()); // An editor always has a line.

                QStringList expected = linesOf(mirror);
                expected.remove(first, count);
                for (qsizetype j = 0; j < lines.size(); ++j)
                    expected.insert(first + j, lines.at(j));

                const quint64 revision = mirror.revision();
                const EditScript script = mirror.replaceLines(first, count, lines);
                slow.replaceLines(first, count, lines);
                QCOMPARE(linesOf(mirror), expected);
                QCOMPARE(mirror.bytes(), slow.bytes());
                QCOMPARE(script.apply(before), mirror.bytes());
                QCOMPARE(script.isEmpty(), before == mirror.bytes());
                QCOMPARE(mirror.revision() > revision, !script.isEmpty());
            }
        }
    }

    void sameLinesChangeNothing()
    {
        RandomText random(2);
        for (int i = 0; i < 300; ++i) {
            const QByteArray bytes = random.text(10);
            TextMirror mirror = mirrorOf(bytes);
            QVERIFY(mirror.replaceLines(0, mirror.lineCount(), linesOf(mirror)).isEmpty());
            QCOMPARE(mirror.bytes(), bytes);
            QCOMPARE(mirror.revision(), 0u);
        }
    }

    // Half a surrogate pair has no bytes of its own; what is saved for it stays the same from then on.
    void halfACharacterChangesTheBytesOnce()
    {
        TextMirror mirror = mirrorOf("ab");
        const QStringList half = {u"a"_s + QChar(0xD83D) + u'b'};
        QVERIFY(!mirror.replaceLines(0, 1, half).isEmpty());
        QVERIFY(mirror.replaceLines(0, 1, half).isEmpty());
        QCOMPARE(mirror.revision(), 1u);
        QVERIFY(mirror.bytes().isValidUtf8());
    }

    void textIsItsLines()
    {
        RandomText random(3);
        for (int i = 0; i < 300; ++i) {
            const TextMirror mirror = mirrorOf(random.text(10));
            QCOMPARE(mirror.text(), linesOf(mirror).join(u'\n'));
        }
    }

    void appliesScripts()
    {
        TextMirror mirror = mirrorOf("\uFEFFa\r\nb\r\n");
        QVERIFY(mirror.apply(EditScript::replacing({6, 7}, "x\ny")));
        QCOMPARE(mirror.bytes(), "\uFEFFa\r\nx\ny\r\n");
        QCOMPARE(linesOf(mirror), (QStringList{u"a"_s, u"x"_s, u"y"_s, QString()}));
        QCOMPARE(mirror.revision(), 1u);
        QVERIFY(mirror.apply(EditScript::replacing({0, 3}, {})));
        QCOMPARE(mirror.line(0), u"a"_s);
        const Result<> beyond = mirror.apply(EditScript::replacing({90, 91}, {}));
        QVERIFY(!beyond);
        QCOMPARE(beyond.error().code, ErrorCode::BadEdit);
        QCOMPARE(mirror.bytes(), "a\r\nx\ny\r\n");
    }

    void newLinesEndAsTheOthersDoNow_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QByteArray>("edited");
        QTest::newRow("to LF") << "a\r\nb\r\n"_ba << "a\nb\n"_ba << "new\na\nb\n"_ba;
        QTest::newRow("to CRLF") << "a\nb\n"_ba << "a\r\nb\r\n"_ba << "new\r\na\r\nb\r\n"_ba;
        QTest::newRow("to CR") << "a\nb\n"_ba << "a\rb\r"_ba << "new\ra\rb\r"_ba;
        QTest::newRow("most") << "a\r\nb\r\n"_ba << "a\nb\nc\r\n"_ba << "new\na\nb\nc\r\n"_ba;
        QTest::newRow("no line end touched") << "a\r\nb\r\n"_ba << "x\r\nb\r\n"_ba << "new\r\nx\r\nb\r\n"_ba;
    }

    // Another program has converted the file.
    void newLinesEndAsTheOthersDoNow()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, after);
        QFETCH(const QByteArray, edited);
        TextMirror mirror = mirrorOf(before);
        QVERIFY(mirror.apply(EditScript::between(before, after)));
        (void)mirror.replaceLines(0, 0, {u"new"_s});
        QCOMPARE(mirror.bytes(), edited);
    }

    void countsAsTheEditorDoes()
    {
        const TextMirror mirror = mirrorOf("\uFEFFé\U0001F600x\r\n\uFEFFy");
        QCOMPARE(mirror.position(0), (LinePosition{0, 0}));
        QCOMPARE(mirror.position(2), (LinePosition{0, 0}));
        QCOMPARE(mirror.position(3), (LinePosition{0, 0}));
        QCOMPARE(mirror.position(5), (LinePosition{0, 1}));
        QCOMPARE(mirror.position(9), (LinePosition{0, 3}));
        QCOMPARE(mirror.position(15), (LinePosition{1, 1}));
        QCOMPARE(mirror.offset({0, 0}), 3u);
        QCOMPARE(mirror.offset({0, 3}), 9u);
        QCOMPARE(mirror.offset({1, 0}), 12u);
        QCOMPARE(mirror.offset({1, 1}), 15u);
    }

    void positionsLeadBack()
    {
        RandomText random(4);
        for (int i = 0; i < 300; ++i) {
            const TextMirror mirror = mirrorOf(random.text(10));
            for (int line = 0; line < mirror.lineCount(); ++line) {
                const QString text = mirror.line(line);
                for (int column = 0; column <= text.size(); ++column) {
                    if (column < text.size() && text.at(column).isLowSurrogate())
                        continue;
                    const LinePosition position{line, column};
                    QCOMPARE(mirror.position(mirror.offset(position)), position);
                }
            }
        }
    }
};

} // namespace tearsheet

QTEST_GUILESS_MAIN(tearsheet::TextMirrorTest)
#include "textmirrortest.moc"
