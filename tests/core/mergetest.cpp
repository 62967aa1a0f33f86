// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/merge.h"

#include "tests/support/randomtext.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tearsheet {

namespace {

using Kind = MergePart::Kind;

/// Three versions of a text.
struct Versions
{
    QByteArray base;
    QByteArray mine;
    QByteArray theirs;

    Merge merge() const { return Merge::of(base, mine, theirs); }
};

/// The merged text, conflicts as "{mine}{theirs}".
QByteArray written(const Merge &merge, const Versions &versions)
{
    QByteArray text;
    for (const MergePart &part : merge.parts()) {
        const QByteArrayView mine = part.mine.in(versions.mine);
        const QByteArrayView theirs = part.theirs.in(versions.theirs);
        if (part.kind == Kind::Conflict)
            text.append('{').append(mine).append("}{").append(theirs).append('}');
        else
            text.append(part.kind == Kind::Theirs ? theirs : mine);
    }
    return text;
}

/// Which side each part came from: "=same <mine >theirs &both !conflict", of a conflict my side.
QByteArray origins(const Merge &merge, const Versions &versions)
{
    QByteArrayList parts;
    for (const MergePart &part : merge.parts()) {
        const QByteArrayView mine = part.mine.in(versions.mine);
        const QByteArrayView theirs = part.theirs.in(versions.theirs);
        const char mark = "=<>&!"[static_cast<int>(part.kind)];
        parts.append(mark + (part.kind == Kind::Theirs ? theirs : mine).toByteArray());
    }
    return parts.join(' ');
}

bool isCut(QByteArrayView text, quint32 offset)
{
    if (offset == 0 || offset >= text.size())
        return offset > text.size();
    return (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80
           || (text[offset - 1] == '\r' && text[offset] == '\n');
}

bool isLineStart(QByteArrayView text, quint32 offset)
{
    return offset == 0 || text[offset - 1] == '\n';
}

/// What is wrong with `merge`; empty where nothing is.
QString fault(const Merge &merge, const Versions &versions)
{
    MergePart before;
    for (const MergePart &part : merge.parts()) {
        if (part.base.begin != before.base.end || part.mine.begin != before.mine.end
            || part.theirs.begin != before.theirs.end)
            return u"A gap or an overlap."_s;
        if (&part != &merge.parts().first() && part.kind == before.kind)
            return u"Two parts of the same kind in a row."_s;
        const QByteArrayView base = part.base.in(versions.base);
        const QByteArrayView mine = part.mine.in(versions.mine);
        const QByteArrayView theirs = part.theirs.in(versions.theirs);
        if (base.isEmpty() && mine.isEmpty() && theirs.isEmpty())
            return u"An empty part."_s;
        if ((part.kind == Kind::Same && (base != mine || base != theirs))
            || (part.kind == Kind::Both && mine != theirs))
            return u"What should be equal is not."_s;
        if (part.kind == Kind::Conflict && mine == theirs)
            return u"A conflict that is none."_s;
        const bool bound = (isLineStart(versions.base, part.base.begin) || part.base.begin == versions.base.size())
                           && isLineStart(versions.mine, part.mine.begin)
                           && isLineStart(versions.theirs, part.theirs.begin);
        if (!bound && (part.kind == Kind::Conflict || before.kind == Kind::Conflict))
            return u"A conflict that is not of whole lines."_s;
        if (isCut(versions.base, part.base.begin) || isCut(versions.mine, part.mine.begin)
            || isCut(versions.theirs, part.theirs.begin))
            return u"A character or a line end is cut."_s;
        before = part;
    }
    const auto covers = [](ByteRange last, const QByteArray &text) { return last.end == text.size(); };
    if (!covers(before.base, versions.base) || !covers(before.mine, versions.mine)
        || !covers(before.theirs, versions.theirs))
        return u"The end is not covered."_s;
    return {};
}

/// The parts as the other side sees them.
QList<MergePart> swapped(QList<MergePart> parts)
{
    for (MergePart &part : parts) {
        const Kind kind = part.kind == Kind::Mine ? Kind::Theirs : part.kind == Kind::Theirs ? Kind::Mine : part.kind;
        part = {kind, part.base, part.theirs, part.mine};
    }
    return parts;
}

Versions randomVersions(RandomText &random)
{
    const QByteArray base = random.text(10);
    return {base, random.changed(base), random.number(0, 9) == 0 ? random.text(10) : random.changed(base)};
}

/// Lines that differ from each other and from all other lines of a test.
QByteArray numbered(const char *name, int number)
{
    return QByteArray(name) + ' ' + QByteArray::number(number) + '\n';
}

} // namespace

class MergeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bringsTogether_data()
    {
        QTest::addColumn<QByteArray>("base");
        QTest::addColumn<QByteArray>("mine");
        QTest::addColumn<QByteArray>("theirs");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *base, const char *mine, const char *theirs,
                            const char *expected) {
            QTest::newRow(name) << QByteArray(base) << QByteArray(mine) << QByteArray(theirs) << QByteArray(expected);
        };
        row("nothing", "", "", "", "");
        row("no change", "Norvik\n", "Norvik\n", "Norvik\n", "Norvik\n");
        row("mine alone", "a\nb\n", "a\nB\n", "a\nb\n", "a\nB\n");
        row("theirs alone", "a\nb\n", "a\nb\n", "A\nb\n", "A\nb\n");
        row("lines apart", "a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n", "A\nb\nC\n");
        row("adjacent lines", "a\nb\n", "A\nb\n", "a\nB\n", "A\nB\n");
        row("both the same", "a\nb\n", "a\nB\n", "a\nB\n", "a\nB\n");
        row("both the same and more", "a\nb\nc\n", "A\nB\nc\n", "a\nB\nC\n", "A\nB\nC\n");
        row("all new, the same", "", "a\n", "a\n", "a\n");
        row("all new, different", "", "a\n", "b\n", "{a\n}{b\n}");
        row("all gone here", "a\nb\n", "", "a\nb\n", "");
        row("all gone here, changed there", "a\nb\n", "", "a\nB\n", "{}{a\nB\n}");

        row("words of one line", "Norvik grew 3% in May.\n", "Norvik AS grew 3% in May.\n", "Norvik grew 3% in June.\n",
            "Norvik AS grew 3% in June.\n");
        row("words that touch", "Norvik grew fast\n", "Norvik shrank fast\n", "Norvik grew slowly\n",
            "{Norvik shrank fast\n}{Norvik grew slowly\n}");
        row("words with signs between", "Sales ~3 (May) rose\n", "Sales ~4 (May) rose\n", "Sales ~3 (June) rose\n",
            "{Sales ~4 (May) rose\n}{Sales ~3 (June) rose\n}");
        row("a word gone here, the next one changed there", "Norvik likely grew fast\n", "Norvik grew fast\n",
            "Norvik likely shrank fast\n", "{Norvik grew fast\n}{Norvik likely shrank fast\n}");
        row("a line rewritten here, a word there", "Sales were 12 m in May of this year.\n",
            "Norvik hires in spring of this year.\n", "Sales were 12 m in May of that year.\n",
            "{Norvik hires in spring of this year.\n}{Sales were 12 m in May of that year.\n}");
        row("a text thrown away here, the word that is left there", "a b\nc Norvik\nd\n", "Norvik\n",
            "a b\nc Halden\nd\n", "{Norvik\n}{a b\nc Halden\nd\n}");
        row("the same word", "Norvik grew\n", "Norvik shrank\n", "Norvik stood\n", "{Norvik shrank\n}{Norvik stood\n}");
        row("numbers never mix", "Margin ~3.5% today\n", "Margin ~4.5% today\n", "Margin ~3.7% today\n",
            "{Margin ~4.5% today\n}{Margin ~3.7% today\n}");
        row("the same number, both", "Margin ~3.5% today\n", "Margin ~4.5% today\n", "Our Margin ~4.5% today\n",
            "Our Margin ~4.5% today\n");
        row("word beside a changed one", "a b c\n", "a x c\n", "a new b c\n", "{a x c\n}{a new b c\n}");
        row("word behind a changed one", "a b c\n", "a x c\n", "a b c new\n", "a x c new\n");
        row("two words at one place", "a b\n", "a x b\n", "a y b\n", "{a x b\n}{a y b\n}");
        row("indented here, changed there", "- a\n- b c\n", "- a\n  - b c\n", "- a\n- b d\n", "- a\n  - b d\n");
        row("blanks at the end here, a word there", "a  \n", "a\n", "a  b\n", "a  b\n");
        row("line joined here, word there", "a b\nc d\n", "a b c d\n", "a b\nc D\n", "a b c D\n");
        row("line broken here, word there", "a b c d\n", "a b\nc d\n", "a b c D\n", "a b\nc D\n");

        row("item here, word there", "- Norvik\n- Halden\n", "- Norvik\n- Oslo\n- Halden\n", "- Norvik AS\n- Halden\n",
            "- Norvik AS\n- Oslo\n- Halden\n");
        row("different items at one place", "- a\n- b\n", "- a\n- x\n- b\n", "- a\n- y\n- b\n",
            "- a\n{- x\n}{- y\n}- b\n");
        row("the same item, and one more", "- a\n", "- a\n- x\n", "- a\n- x\n- y\n", "- a\n- x\n- y\n");
        row("the same lines around a conflict", "a\n", "new\nA\nend\n", "new\nB\nend\n", "new\n{A\n}{B\n}end\n");
        row("deleted here, edited there", "a\nb c\nd\n", "a\nd\n", "a\nb C\nd\n", "a\n{}{b C\n}d\n");
        row("deleted here, the next one edited there", "a\nb\nc\n", "a\nc\n", "a\nb\nC\n", "a\nC\n");
        row("deleted on both sides", "a\nb\nc\n", "a\nc\n", "a\nc\n", "a\nc\n");
        row("deleted here and twice there", "a\nb\nc\nd\n", "a\nc\nd\n", "a\nd\n", "a\nd\n");
        row("deletions that overlap", "a\nb\nc\nd\n", "a\nd\n", "a\nb\n", "a\n");
        row("one of three lines", "one a\ntwo b\nthree c\n", "One a\nTwo b\nthree c\n", "one a\n2 b\n3 c\n",
            "One a\n{Two b\n}{2 b\n}3 c\n");
        row("conflicts with a line between", "a\nb\nc\n", "x\nb\ny\n", "v\nb\nw\n", "{x\n}{v\n}b\n{y\n}{w\n}");

        row("two cells of a row", "| Norvik | 10 | 20 |\n", "| Norvik | 11 | 20 |\n", "| Norvik | 10 | 25 |\n",
            "| Norvik | 11 | 25 |\n");
        row("the same cell", "| Norvik | 10 bn | 20 |\n", "| Norvik | 11 bn | 20 |\n", "| Norvik | 10 m | 20 |\n",
            "{| Norvik | 11 bn | 20 |\n}{| Norvik | 10 m | 20 |\n}");
        row("a number here, its unit there", "Norvik 10 bn\n", "Norvik 11 bn\n", "Norvik 10 m\n",
            "{Norvik 11 bn\n}{Norvik 10 m\n}");
        row("most cells of a row here, one there", "| a | 1 | 2 | 3 |\n", "| a | 7 | 8 | 3 |\n", "| a | 1 | 2 | 9 |\n",
            "| a | 7 | 8 | 9 |\n");
        row("a bar in a link", "| [[a b|c d]] |\n", "| [[x b|c d]] |\n", "| [[a b|c y]] |\n",
            "{| [[x b|c d]] |\n}{| [[a b|c y]] |\n}");
        row("a bar behind a backslash", "| a\\|b |\n", "| x\\|b |\n", "| a\\|y |\n", "{| x\\|b |\n}{| a\\|y |\n}");
        row("a row here, a cell there", "| a | 1 |\n| b | 2 |\n", "| a | 1 |\n| x | 9 |\n| b | 2 |\n",
            "| a | 1 |\n| b | 3 |\n", "| a | 1 |\n| x | 9 |\n| b | 3 |\n");
        row("a column here, a cell there", "| a | 1 |\n| b | 2 |\n", "| a | 1 | x |\n| b | 2 | y |\n",
            "| a | 5 |\n| b | 2 |\n", "| a | 5 | x |\n| b | 2 | y |\n");
        row("a row gone here, a cell there", "| a | 1 |\n| b | 2 |\n", "| b | 2 |\n", "| a | 1 |\n| b | 3 |\n",
            "| b | 3 |\n");
        row("a row gone here, its cell there", "| a | 1 |\n| b | 2 |\n", "| b | 2 |\n", "| a | 5 |\n| b | 2 |\n",
            "{}{| a | 5 |\n}| b | 2 |\n");
        row("columns made wider here, a cell there", "| a | 1 |\n|---|---|\n| b | 2 |\n",
            "| a  | 1     |\n|----|-------|\n| b  | 10000 |\n", "| a | 5 |\n|---|---|\n| b | 2 |\n",
            "| a  | 5     |\n|----|-------|\n| b  | 10000 |\n");
        row("an empty cell filled twice", "| a |  |\n", "| a | x |\n", "| a | y |\n", "{| a | x |\n}{| a | y |\n}");
        row("an empty cell made wider and filled", "| a |  |\n", "| a |    |\n", "| a | y |\n", "| a | y |\n");

        row("line ends here, a word there", "a b\nc\n", "a b\r\nc\r\n", "a d\nc\n", "a d\r\nc\r\n");
        row("line ends here, a line there", "a\nb\n", "a\r\nb\r\n", "a\nnew\nb\n", "a\r\nnew\nb\r\n");
        row("line ends here, a line less there", "a\nb\nc\n", "a\r\nb\r\nc\r\n", "a\nc\n", "a\r\nc\r\n");
        row("line ends here, a word behind there", "a\nb\n", "a\r\nb\r\n", "a d\nb\n", "a d\r\nb\r\n");
        row("line ends on both sides", "a m b\n", "x m b\r\n", "a m y\r\n", "x m y\r\n");
        row("old line ends", "a\rb\r", "x\rb\r", "a\ry\r", "x\ry\r");
        row("no line end at the end", "a\nb", "A\nb", "a\nB", "A\nB");
        row("line end added here, a word there", "a\nb c", "a\nb c\n", "a\nB c", "a\nB c\n");
        row("line end added on both sides", "a", "a\n", "a\n", "a\n");
        row("line added behind no line end", "a", "a\nb", "a\nc", "a\n{b}{c}");
        row("line end gone here, a word there", "a\nb c\n", "a\nb c", "a\nB c\n", "a\nB c");
        row("byte order mark here, a word there", "a b\n",
            "\xEF\xBB\xBF"
            "a b\n",
            "a c\n",
            "\xEF\xBB\xBF"
            "a c\n");
        row("unicode", "Größe ≈ 3 €\n", "Größe ≈ 4 €\n", "Große ≈ 3 €\n", "Große ≈ 4 €\n");
        row("the same word in unicode", "日本 é\n", "日木 é\n", "日夲 é\n", "{日木 é\n}{日夲 é\n}");
    }

    void bringsTogether()
    {
        QFETCH(const QByteArray, base);
        QFETCH(const QByteArray, mine);
        QFETCH(const QByteArray, theirs);
        QFETCH(const QByteArray, expected);
        const Versions versions{base, mine, theirs};
        const Merge merge = versions.merge();
        QCOMPARE(written(merge, versions), expected);
        QCOMPARE(fault(merge, versions), QString());
        QCOMPARE(swapped(Merge::of(base, theirs, mine).parts()), merge.parts());
    }

    void saysWhereTextCameFrom()
    {
        const Versions versions{"Norvik grew 3%.\nb\nc\nd\n", "Norvik grew 4%.\nB\nx\nd\n",
                                "Norvik AS grew 3%.\nB\ny\nd\n"};
        const Merge merge = versions.merge();
        QCOMPARE(origins(merge, versions), "=Norvik  >AS  =grew  <4%. =\n &B =\n !x\n =d\n");
        QCOMPARE(merge.theirCount(), 1);
        QCOMPARE(merge.conflictCount(), 1);
        QVERIFY(!merge.isClean());
    }

    void withoutBase_data()
    {
        QTest::addColumn<QByteArray>("mine");
        QTest::addColumn<QByteArray>("theirs");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("nothing") << QByteArray() << QByteArray() << QByteArray();
        QTest::newRow("the same") << "a\nb"_ba << "a\nb"_ba << "a\nb"_ba;
        QTest::newRow("a line") << "a\nb\nc\n"_ba << "a\nx y\nc\n"_ba << "a\n{b\n}{x y\n}c\n"_ba;
        QTest::newRow("a line more") << "a\nb\n"_ba << "a\nb\nc\n"_ba << "a\nb\n{}{c\n}"_ba;
        QTest::newRow("a word") << "a b\n"_ba << "a c\n"_ba << "{a b\n}{a c\n}"_ba;
        QTest::newRow("all") << "a\n"_ba << "b\n"_ba << "{a\n}{b\n}"_ba;
    }

    void withoutBase()
    {
        QFETCH(const QByteArray, mine);
        QFETCH(const QByteArray, theirs);
        QFETCH(const QByteArray, expected);
        const Merge merge = Merge::withoutBase(mine, theirs);
        QCOMPARE(written(merge, {{}, mine, theirs}), expected);
        QVERIFY(std::ranges::all_of(merge.parts(), [](const MergePart &part) { return part.base == ByteRange(); }));
    }

    void holdsForAnyTexts()
    {
        RandomText random(1);
        for (int i = 0; i < 5000; ++i) {
            const Versions versions = randomVersions(random);
            const Merge merge = versions.merge();
            QCOMPARE(fault(merge, versions), QString());
            const QByteArray text = merge.text(versions.mine, versions.theirs);
            if (merge.isClean())
                QCOMPARE(text, written(merge, versions));
            const Merge other = Merge::of(versions.base, versions.theirs, versions.mine);
            QCOMPARE(swapped(other.parts()), merge.parts());
        }
    }

    void aSideWithoutChangesGivesWay()
    {
        RandomText random(2);
        for (int i = 0; i < 3000; ++i) {
            const auto &[base, mine, theirs] = randomVersions(random);
            const Merge here = Merge::of(base, mine, base);
            QVERIFY(here.isClean());
            QCOMPARE(here.text(mine, base), mine);
            QCOMPARE(here.theirCount(), 0);
            const Merge there = Merge::of(base, base, theirs);
            QVERIFY(there.isClean());
            QCOMPARE(there.text(base, theirs), theirs);
            const Merge both = Merge::of(base, mine, mine);
            QVERIFY(both.isClean());
            QCOMPARE(both.text(mine, mine), mine);
        }
    }

    void takesGiveTheBytesOfTheirRanges()
    {
        RandomText random(3);
        for (int i = 0; i < 3000; ++i) {
            const Versions versions = randomVersions(random);
            const Merge merge = i % 2 == 0 ? versions.merge() : Merge::withoutBase(versions.mine, versions.theirs);
            QList<Take> takes;
            QByteArray expected;
            for (const MergePart &part : merge.parts()) {
                bool theirs = part.kind == Kind::Theirs;
                if (part.kind == Kind::Conflict) {
                    takes.append(random.oneOf(std::array{Take::Mine, Take::Theirs}));
                    theirs = takes.last() == Take::Theirs;
                }
                expected += theirs ? part.theirs.in(versions.theirs) : part.mine.in(versions.mine);
            }
            QCOMPARE(merge.text(versions.mine, versions.theirs, takes), expected);
            if (i % 2 == 1) {
                QCOMPARE(merge.text(versions.mine, versions.theirs), versions.mine);
                takes.fill(Take::Theirs);
                QCOMPARE(merge.text(versions.mine, versions.theirs, takes), versions.theirs);
            }
        }
    }

    // Each line is changed, deleted or followed by a new one on one side at most, so all of it can be told beforehand.
    void linesThatOneSideTouchedSurvive()
    {
        RandomText random(4);
        for (int i = 0; i < 2000; ++i) {
            Versions versions;
            QByteArray expected;
            const int lines = random.number(1, 30);
            for (int line = 0; line < lines; ++line) {
                const QByteArray old = numbered("old", line);
                versions.base += old;
                const int touch = random.number(0, 6);
                QByteArray now = old;
                if (touch == 1 || touch == 2)
                    now = numbered("changed", line);
                else if (touch == 3 || touch == 4)
                    now.clear();
                else if (touch == 5 || touch == 6)
                    now += numbered("new", line);
                const bool here = touch % 2 == 1;
                versions.mine += here ? now : old;
                versions.theirs += here ? old : now;
                expected += now;
                // Without a quiet line between, two sides may insert at one place.
                for (QByteArray *text : {&versions.base, &versions.mine, &versions.theirs, &expected})
                    *text += numbered("quiet", line);
            }
            const Merge merge = versions.merge();
            QCOMPARE(written(merge, versions), expected);
        }
    }

    // Whatever the conflicts are settled by, lines that the other side left alone come out.
    void nothingOfOneSideAloneIsDropped()
    {
        RandomText random(5);
        for (int i = 0; i < 2000; ++i) {
            Versions versions;
            QByteArrayList certain;
            for (int line = 0; line < 20; ++line) {
                const QByteArray old = numbered("old", line);
                const auto touched = [&](const char *name) {
                    return random.number(0, 2) > 0 ? old : numbered(name, line);
                };
                const QByteArray mine = touched("mine");
                const QByteArray theirs = touched("theirs");
                versions.base += old;
                versions.mine += mine;
                versions.theirs += theirs;
                if (mine == old || theirs == old)
                    certain.append(mine == old ? theirs : mine);
            }
            const Merge merge = versions.merge();
            for (const Take take : {Take::Mine, Take::Theirs}) {
                const QByteArray text = merge.text(versions.mine, versions.theirs, QList<Take>(20, take));
                for (const QByteArray &line : std::as_const(certain))
                    QVERIFY2(text.contains(line), line.constData());
            }
        }
    }

    void convertedLineEndsAreNoConflictInALongText()
    {
        QByteArray base;
        for (int i = 0; i < 5000; ++i)
            base += numbered("line", i);
        Versions versions{base, base, base};
        versions.mine.replace("\n", "\r\n");
        versions.theirs.replace("line 4000\n", "line four thousand\n");
        const Merge merge = versions.merge();
        QVERIFY(merge.isClean());
        QCOMPARE(merge.text(versions.mine, versions.theirs),
                 QByteArray(versions.mine).replace("line 4000\r", "line four thousand\r"));
    }

    // Above its bounds the comparison gives up; what comes out must stay right.
    void textsWithNothingInCommonAreOneConflict_data()
    {
        QTest::addColumn<QByteArray>("end");
        QTest::newRow("lines") << "\n"_ba;
        QTest::newRow("words") << " "_ba;
        QTest::newRow("cells") << "|"_ba;
        QTest::newRow("one word") << ""_ba;
    }

    void textsWithNothingInCommonAreOneConflict()
    {
        QFETCH(const QByteArray, end);
        Versions versions{"|a|\n", "|a|\n", "|a|\n"};
        for (int i = 0; i < 30'000; ++i) {
            const QByteArray number = QByteArray::number(i) + end;
            versions.base += "old" + number;
            versions.mine += "mine" + number;
            versions.theirs += "theirs" + number;
        }
        const Merge merge = versions.merge();
        QCOMPARE(fault(merge, versions), QString());
        QCOMPARE(merge.conflictCount(), 1);
        QCOMPARE(merge.text(versions.mine, versions.theirs, {Take::Theirs}), versions.theirs);
    }
};

} // namespace tearsheet

QTEST_GUILESS_MAIN(tearsheet::MergeTest)
#include "mergetest.moc"
