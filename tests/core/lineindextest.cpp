// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/lineindex.h"

#include "tests/support/randomtext.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tearsheet {

class LineIndexTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsLinesWhereEditorsDo_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArrayList>("lines");
        QTest::newRow("empty") << ""_ba << QByteArrayList{""};
        QTest::newRow("one line") << "a"_ba << QByteArrayList{"a"};
        QTest::newRow("line end at the end") << "a\n"_ba << QByteArrayList{"a", ""};
        QTest::newRow("line feeds") << "a\n\nb"_ba << QByteArrayList{"a", "", "b"};
        QTest::newRow("pairs") << "a\r\n\r\nb"_ba << QByteArrayList{"a", "", "b"};
        QTest::newRow("carriage returns") << "a\r\rb\r"_ba << QByteArrayList{"a", "", "b", ""};
        QTest::newRow("mixed") << "a\n\rb\r\n\nc"_ba << QByteArrayList{"a", "", "b", "", "c"};
        QTest::newRow("paragraph separator") << "a\u2029b"_ba << QByteArrayList{"a", "b"};
        QTest::newRow("line separator is text") << "a\u2028b"_ba << QByteArrayList{"a\u2028b"};
        QTest::newRow("other blanks are text") << "a\v\f\u0085b"_ba << QByteArrayList{"a\v\f\u0085b"};
        QTest::newRow("cut paragraph separator is text") << "a\xE2\x80"_ba << QByteArrayList{"a\xE2\x80"};
    }

    void endsLinesWhereEditorsDo()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArrayList, lines);
        const LineIndex index(text);
        QByteArrayList found;
        for (int line = 0; line < index.lineCount(); ++line) {
            found.append(text.sliced(index.start(line), index.end(line, text) - index.start(line)));
            QCOMPARE(index.lineAt(index.start(line)), line);
            QCOMPARE(index.lineAt(index.end(line, text)), line);
        }
        QCOMPARE(found, lines);
    }

    void countsColumns_data()
    {
        QTest::addColumn<quint32>("offset");
        QTest::addColumn<LinePosition>("utf16");
        QTest::addColumn<LinePosition>("codePoints");
        QTest::newRow("begin") << 0u << LinePosition{0, 0} << LinePosition{0, 0};
        QTest::newRow("after a letter of two bytes") << 2u << LinePosition{0, 1} << LinePosition{0, 1};
        QTest::newRow("after an emoji") << 6u << LinePosition{0, 3} << LinePosition{0, 2};
        QTest::newRow("end of the line") << 7u << LinePosition{0, 4} << LinePosition{0, 3};
        QTest::newRow("inside the line end") << 8u << LinePosition{0, 4} << LinePosition{0, 3};
        QTest::newRow("next line") << 9u << LinePosition{1, 0} << LinePosition{1, 0};
        QTest::newRow("end") << 10u << LinePosition{1, 1} << LinePosition{1, 1};
        QTest::newRow("beyond the end") << 99u << LinePosition{1, 1} << LinePosition{1, 1};
    }

    void countsColumns()
    {
        QFETCH(const quint32, offset);
        QFETCH(const LinePosition, utf16);
        QFETCH(const LinePosition, codePoints);
        const QByteArray text = "é\U0001F600x\r\ny";
        const LineIndex index(text);
        QCOMPARE(index.position(offset, text), utf16);
        QCOMPARE(index.codePointPosition(offset, text), codePoints);
    }

    void findsOffsets_data()
    {
        QTest::addColumn<LinePosition>("position");
        QTest::addColumn<quint32>("offset");
        QTest::newRow("begin") << LinePosition{0, 0} << 0u;
        QTest::newRow("inside an emoji") << LinePosition{0, 2} << 2u;
        QTest::newRow("after an emoji") << LinePosition{0, 3} << 6u;
        QTest::newRow("beyond the line") << LinePosition{0, 50} << 7u;
        QTest::newRow("next line") << LinePosition{1, 1} << 10u;
        QTest::newRow("beyond the text") << LinePosition{7, 0} << 9u;
        QTest::newRow("before the text") << LinePosition{-1, -1} << 0u;
    }

    void findsOffsets()
    {
        QFETCH(const LinePosition, position);
        QFETCH(const quint32, offset);
        const QByteArray text = "é\U0001F600x\r\ny";
        QCOMPARE(LineIndex(text).offset(position, text), offset);
    }

    void positionsLeadBack()
    {
        RandomText random(1);
        for (int i = 0; i < 300; ++i) {
            const QByteArray text = random.text(10);
            const LineIndex index(text);
            for (int line = 0; line < index.lineCount(); ++line) {
                const QByteArrayView bytes = ByteRange{index.start(line), index.end(line, text)}.in(text);
                const int columns = utf16Length(bytes);
                int last = -1;
                for (quint32 offset = index.start(line); offset <= index.end(line, text); ++offset) {
                    if (offset < text.size() && (static_cast<unsigned char>(text.at(offset)) & 0xC0) == 0x80)
                        continue;
                    const LinePosition position = index.position(offset, text);
                    QCOMPARE(position.line, line);
                    QCOMPARE_GT(position.column, last);
                    QCOMPARE(index.offset(position, text), offset);
                    last = position.column;
                }
                QCOMPARE(last, columns);
            }
        }
    }

    void bytesThatAreNoTextCountAsOne()
    {
        const QByteArray text = "a\xFF\xC3z";
        const LineIndex index(text);
        QCOMPARE(index.position(3, text), (LinePosition{0, 3}));
        QCOMPARE(index.offset({0, 3}, text), 3u);
        QCOMPARE(utf16Length(text), 4);
    }

    void followsReplacements()
    {
        RandomText random(2);
        for (int i = 0; i < 3000; ++i) {
            QByteArray text = random.text(8);
            LineIndex index(text);
            const int begin = random.number(0, static_cast<int>(text.size()));
            const int end = random.number(begin, std::min(static_cast<int>(text.size()), begin + 9));
            const QByteArray middle = random.number(0, 2) == 0 ? QByteArray() : random.text(2);
            text.replace(begin, end - begin, middle);
            index.replace(ByteRange::of(begin, end), static_cast<quint32>(middle.size()), text);
            QCOMPARE(index, LineIndex(text));
        }
    }
};

} // namespace tearsheet

QTEST_GUILESS_MAIN(tearsheet::LineIndexTest)
#include "lineindextest.moc"
