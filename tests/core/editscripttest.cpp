// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/editscript.h"

#include "tests/support/randomtext.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tearsheet {

namespace {

/// "3-5=x 7-7=new": each edit as its range and its text.
QByteArray written(const EditScript &script)
{
    QByteArrayList parts;
    for (const Edit &edit : script.edits()) {
        const QByteArray range = QByteArray::number(edit.range.begin) + '-' + QByteArray::number(edit.range.end);
        parts.append(range + '=' + edit.text);
    }
    return parts.join(' ');
}

bool insideCharacter(QByteArrayView text, quint32 offset)
{
    return offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80;
}

bool insideLineEnd(QByteArrayView text, quint32 offset)
{
    return offset > 0 && offset < text.size() && text[offset - 1] == '\r' && text[offset] == '\n';
}

} // namespace

class EditScriptTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatChanged_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("nothing") << "one\ntwo\n"_ba << "one\ntwo\n"_ba << ""_ba;
        QTest::newRow("letter") << "one\ntwo\nthree\n"_ba << "one\ntwO\nthree\n"_ba << "6-7=O"_ba;
        QTest::newRow("two places") << "one\ntwo\nthree"_ba << "On\ntwo\nthree!"_ba << "0-3=On 13-13=!"_ba;
        QTest::newRow("new line") << "a\nc\n"_ba << "a\nb\nc\n"_ba << "2-2=b\n"_ba;
        QTest::newRow("line gone") << "a\nb\nc\n"_ba << "a\nc\n"_ba << "2-4="_ba;
        QTest::newRow("line at the end") << "a\n"_ba << "a\nb"_ba << "2-2=b"_ba;
        QTest::newRow("line moved") << "a\nb\nc\nd\n"_ba << "b\nc\nd\na\n"_ba << "0-2= 8-8=a\n"_ba;
        QTest::newRow("all gone") << "a\nb"_ba << ""_ba << "0-3="_ba;
        QTest::newRow("all new") << ""_ba << "a\nb"_ba << "0-0=a\nb"_ba;
        QTest::newRow("last letter of a kind") << "aaa"_ba << "aa"_ba << "2-3="_ba;
        QTest::newRow("same first byte") << "caf\u00e9!"_ba << "caf\u00e8!"_ba << "3-5=\u00e8"_ba;
        QTest::newRow("same last byte") << "\u00e9"_ba << "\u0129"_ba << "0-2=\u0129"_ba;
        QTest::newRow("emoji") << "x\U0001F600y"_ba << "x\U0001F601y"_ba << "1-5=\U0001F601"_ba;
        QTest::newRow("line ends") << "a\r\nb"_ba << "a\nb"_ba << "1-3=\n"_ba;
        QTest::newRow("line end made longer") << "a\rb"_ba << "a\r\nb"_ba << "1-2=\r\n"_ba;
    }

    void findsWhatChanged()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, after);
        QFETCH(const QByteArray, expected);
        QCOMPARE(written(EditScript::between(before, after)), expected);
    }

    void betweenLeadsThereAndBack()
    {
        RandomText random(1);
        for (int i = 0; i < 3000; ++i) {
            const QByteArray before = random.text(12);
            const QByteArray after = i % 4 == 0 ? random.text(12) : random.changed(before);
            const EditScript script = EditScript::between(before, after);
            QCOMPARE(script.isEmpty(), before == after);
            QCOMPARE(script.apply(before), after);
            QCOMPARE(script.inverse(before).apply(after), before);
            QCOMPARE(EditScript::of(script.edits()), script);
        }
    }

    void cutsNeitherCharactersNorLineEnds()
    {
        RandomText random(2);
        for (int i = 0; i < 3000; ++i) {
            const QByteArray before = random.text(12);
            const QByteArray after = random.changed(before);
            const EditScript script = EditScript::between(before, after);
            for (const Edit &edit : script.edits()) {
                for (const quint32 offset : {edit.range.begin, edit.range.end}) {
                    QVERIFY(!insideCharacter(before, offset));
                    QVERIFY(!insideLineEnd(before, offset));
                }
                QVERIFY(edit.text.isValidUtf8());
            }
        }
    }

    void offsetsFollowTheirBytes()
    {
        RandomText random(3);
        for (int i = 0; i < 1000; ++i) {
            const QByteArray before = random.text(8);
            const QByteArray after = random.changed(before);
            const EditScript script = EditScript::between(before, after);
            quint32 last = 0;
            for (quint32 offset = 0; offset <= before.size(); ++offset) {
                const quint32 early = script.mapped(offset, Bias::Before);
                const quint32 late = script.mapped(offset, Bias::After);
                QCOMPARE_LE(early, late);
                QCOMPARE_LE(last, early);
                QCOMPARE_LE(late, static_cast<quint32>(after.size()));
                last = early;
                if (offset < before.size() && !script.touches({offset, offset + 1}))
                    QCOMPARE(after.at(late), before.at(offset));
            }
        }
    }

    // Above its bound the comparison gives up on lines; it must stay right and fast.
    void comparesTextsWithoutACommonLine()
    {
        QByteArray before;
        QByteArray after;
        for (int i = 0; i < 20'000; ++i) {
            before += "old " + QByteArray::number(i) + '\n';
            after += "new " + QByteArray::number(i) + '\n';
        }
        const EditScript script = EditScript::between(before, after);
        QCOMPARE(script.apply(before), after);
        QCOMPARE(script.edits().size(), 1);
    }

    void ofPutsEditsInOrder()
    {
        const Result<EditScript> script =
            EditScript::of({{{4, 6}, "x"}, {{1, 1}, "first"}, {{2, 2}, ""}, {{1, 1}, "second"}, {{1, 2}, "y"}});
        QVERIFY(script);
        QCOMPARE(written(*script), "1-1=first 1-1=second 1-2=y 4-6=x");
        QCOMPARE(script->apply("abcdefg"), "afirstsecondycdxg");
    }

    void ofRefusesWhatContradictsItself_data()
    {
        QTest::addColumn<QList<Edit>>("edits");
        QTest::newRow("overlap") << QList<Edit>{{{1, 4}, "x"}, {{3, 5}, "y"}};
        QTest::newRow("one in another") << QList<Edit>{{{1, 9}, "x"}, {{3, 5}, "y"}};
        QTest::newRow("insertion in a replacement") << QList<Edit>{{{1, 4}, "x"}, {{2, 2}, "y"}};
        QTest::newRow("end before begin") << QList<Edit>{{{4, 1}, "x"}};
    }

    void ofRefusesWhatContradictsItself()
    {
        QFETCH(const QList<Edit>, edits);
        const Result<EditScript> script = EditScript::of(edits);
        QVERIFY(!script);
        QCOMPARE(script.error().code, ErrorCode::BadEdit);
    }

    void applyRefusesATextThatIsTooShort()
    {
        const EditScript script = EditScript::replacing({2, 5}, "x");
        QCOMPARE(script.apply("12345"), "12x");
        const Result<QByteArray> after = script.apply("1234");
        QVERIFY(!after);
        QCOMPARE(after.error().code, ErrorCode::BadEdit);
    }

    void replacingNothingByNothingIsNoEdit()
    {
        QVERIFY(EditScript::replacing({3, 3}, {}).isEmpty());
        QCOMPARE(EditScript::replacing({3, 3}, {}), EditScript());
    }

    // The script takes "abcdef" to "aXYZdef!": b and c replaced, a mark appended.
    void mapsOffsets_data()
    {
        QTest::addColumn<quint32>("offset");
        QTest::addColumn<quint32>("before");
        QTest::addColumn<quint32>("after");
        QTest::newRow("in front") << 0u << 0u << 0u;
        QTest::newRow("begin of the replacement") << 1u << 1u << 4u;
        QTest::newRow("inside") << 2u << 1u << 4u;
        QTest::newRow("end of the replacement") << 3u << 4u << 4u;
        QTest::newRow("behind") << 5u << 6u << 6u;
        QTest::newRow("insertion") << 6u << 7u << 8u;
    }

    void mapsOffsets()
    {
        QFETCH(const quint32, offset);
        QFETCH(const quint32, before);
        QFETCH(const quint32, after);
        const EditScript script = *EditScript::of({{{1, 3}, "XYZ"}, {{6, 6}, "!"}});
        QCOMPARE(script.apply("abcdef"), "aXYZdef!");
        QCOMPARE(script.mapped(offset, Bias::Before), before);
        QCOMPARE(script.mapped(offset, Bias::After), after);
    }

    void mapsRanges_data()
    {
        QTest::addColumn<ByteRange>("range");
        QTest::addColumn<ByteRange>("expected");
        QTest::newRow("in front") << ByteRange{0, 1} << ByteRange{0, 1};
        QTest::newRow("insertion at its begin stays outside") << ByteRange{2, 3} << ByteRange{3, 4};
        QTest::newRow("insertion at its end stays outside") << ByteRange{1, 2} << ByteRange{1, 2};
        QTest::newRow("insertion inside") << ByteRange{1, 3} << ByteRange{1, 4};
        QTest::newRow("empty at the insertion") << ByteRange{2, 2} << ByteRange{3, 3};
        QTest::newRow("end deleted") << ByteRange{3, 5} << ByteRange{4, 5};
        QTest::newRow("all deleted") << ByteRange{4, 6} << ByteRange{5, 5};
        QTest::newRow("behind") << ByteRange{6, 8} << ByteRange{5, 7};
    }

    // "abcdefgh" becomes "ab+cdgh".
    void mapsRanges()
    {
        QFETCH(const ByteRange, range);
        QFETCH(const ByteRange, expected);
        const EditScript script = *EditScript::of({{{2, 2}, "+"}, {{4, 6}, ""}});
        QCOMPARE(script.mapped(range), expected);
    }

    void touches_data()
    {
        QTest::addColumn<ByteRange>("range");
        QTest::addColumn<bool>("expected");
        QTest::newRow("in front") << ByteRange{0, 2} << false;
        QTest::newRow("insertion inside") << ByteRange{1, 3} << true;
        QTest::newRow("insertion at the begin") << ByteRange{2, 4} << false;
        QTest::newRow("one byte of it") << ByteRange{3, 5} << true;
        QTest::newRow("inside it") << ByteRange{5, 6} << true;
        QTest::newRow("behind") << ByteRange{6, 8} << false;
    }

    void touches()
    {
        QFETCH(const ByteRange, range);
        QFETCH(const bool, expected);
        const EditScript script = *EditScript::of({{{2, 2}, "+"}, {{4, 6}, ""}});
        QCOMPARE(script.touches(range), expected);
    }
};

} // namespace tearsheet

QTEST_GUILESS_MAIN(tearsheet::EditScriptTest)
#include "editscripttest.moc"
