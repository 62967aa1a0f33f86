// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/delimitedmerge.h"

#include "core/table/delimitedtext.h"
#include "core/text/mergerows.h"
#include "tests/support/randomtext.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

using Kind = MergePart::Kind;

/// The merged text, conflicts as "{mine}{theirs}".
QByteArray written(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs)
{
    QByteArray text;
    const Merge merge = mergeDelimited(base, mine, theirs);
    for (const MergePart &part : merge.parts()) {
        const QByteArrayView own = part.mine.in(mine);
        const QByteArrayView others = part.theirs.in(theirs);
        if (part.kind == Kind::Conflict)
            text.append('{').append(own).append("}{").append(others).append('}');
        else
            text.append(part.kind == Kind::Theirs ? others : own);
    }
    return text;
}

/// Whether the parts of `merge` lie end to end in all three texts.
bool covers(const Merge &merge, const QByteArray &base, const QByteArray &mine, const QByteArray &theirs)
{
    ByteRange at[3];
    for (const MergePart &part : merge.parts()) {
        const ByteRange next[] = {part.base, part.mine, part.theirs};
        for (int side = 0; side < 3; ++side) {
            if (next[side].begin != at[side].end || next[side].end < next[side].begin)
                return false;
            at[side] = next[side];
        }
        if (part.kind == Kind::Same && part.base.in(base) != part.mine.in(mine))
            return false;
        if (part.kind == Kind::Same && part.base.in(base) != part.theirs.in(theirs))
            return false;
    }
    return at[0].end == base.size() && at[1].end == mine.size() && at[2].end == theirs.size();
}

QByteArray cellOf(RandomText &random)
{
    static const QList<QByteArray> cells{"a", "1.5", "", "\"x,y\"", "\"two\nlines\"", "\"say \"\"hi\"\"\"", "~3%"};
    return random.oneOf(cells);
}

using Rows = QList<QByteArrayList>;

QByteArray fileOf(const Rows &rows)
{
    QByteArray bytes = "key,one,two,three\r\n";
    for (const QByteArrayList &row : rows)
        bytes += row.join(',') + "\r\n";
    return bytes;
}

QByteArrayList rowsOf(const QByteArray &bytes)
{
    const DelimitedText text = DelimitedText::of(bytes);
    QByteArrayList rows;
    for (int row = 0; row < text.rowCount(); ++row)
        rows.append(text.line(row).in(bytes).toByteArray());
    return rows;
}

/// `rows` with some cells changed, rows inserted and taken away; the keys of these rows join `touched`.
Rows changed(Rows rows, RandomText &random, QByteArrayList &touched, QByteArrayList &inserted, const QByteArray &mark)
{
    for (int i = random.number(0, 3); i > 0 && !rows.isEmpty(); --i) {
        const int row = random.number(0, static_cast<int>(rows.size()) - 1);
        touched.append(rows.at(row).first());
        switch (random.number(0, 3)) {
        case 0:
            rows.removeAt(row);
            break;
        case 1: {
            QByteArrayList fresh{mark + QByteArray::number(inserted.size()), cellOf(random), cellOf(random),
                                 cellOf(random)};
            inserted.append(fresh.first());
            rows.insert(row, fresh);
            break;
        }
        default:
            rows[row][random.number(1, 3)] = mark + QByteArray::number(random.number(0, 99));
        }
    }
    return rows;
}

} // namespace

class DelimitedMergeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void merges_data()
    {
        QTest::addColumn<QByteArray>("base");
        QTest::addColumn<QByteArray>("mine");
        QTest::addColumn<QByteArray>("theirs");
        QTest::addColumn<QByteArray>("merged");
        const auto row = [](const char *name, const QByteArray &base, const QByteArray &mine, const QByteArray &theirs,
                            const QByteArray &merged) { QTest::newRow(name) << base << mine << theirs << merged; };
        const QByteArray base = "a,b,c\nk,1,2\nl,3,4\n";
        row("nothing", "", "", "", "");
        row("mine", base, "a,b,c\nk,9,2\nl,3,4\n", base, "a,b,c\nk,9,2\nl,3,4\n");
        row("theirs", base, base, "a,b,c\nk,9,2\nl,3,4\n", "a,b,c\nk,9,2\nl,3,4\n");
        row("two cells of a row", base, "a,b,c\nk,9,2\nl,3,4\n", "a,b,c\nk,1,8\nl,3,4\n", "a,b,c\nk,9,8\nl,3,4\n");
        row("rows beside each other", base, "a,b,c\nk,9,2\nl,3,4\n", "a,b,c\nk,1,2\nl,8,4\n", "a,b,c\nk,9,2\nl,8,4\n");
        row("the same cell", base, "a,b,c\nk,9,2\nl,3,4\n", "a,b,c\nk,8,2\nl,3,4\n",
            "a,b,c\n{k,9,2\n}{k,8,2\n}l,3,4\n");
        row("the same change", base, "a,b,c\nk,9,2\nl,3,4\n", "a,b,c\nk,9,2\nl,3,4\n", "a,b,c\nk,9,2\nl,3,4\n");
        row("a cell of a row that is gone", base, "a,b,c\nk,9,2\nl,3,4\n", "a,b,c\nl,3,4\n",
            "a,b,c\n{k,9,2\n}{}l,3,4\n");
        row("another row is gone", base, "a,b,c\nk,1,9\nl,3,4\n", "a,b,c\nk,1,2\n", "a,b,c\nk,1,9\n");
        row("a row above the changed one", base, "a,b,c\nk,9,2\nl,3,4\n", "a,b,c\nn,5,6\nk,1,2\nl,3,4\n",
            "a,b,c\nn,5,6\nk,9,2\nl,3,4\n");
        row("a row below the changed one", base, "a,b,c\nk,1,2\nl,9,4\n", "a,b,c\nk,1,2\nl,3,4\nn,5,6\n",
            "a,b,c\nk,1,2\nl,9,4\nn,5,6\n");
        row("a row behind one without line end", "a,b\nk,1", "a,b\nk,9", "a,b\nk,1\nl,2", "a,b\nk,9\nl,2");
        row("two new last rows", base, base + "m,1,1\n", base + "n,2,2\n", base + "{m,1,1\n}{n,2,2\n}");
        row("line ends in quotes", "a,b\n\"x\ny\",1\n", "a,b\n\"x\ny\",2\n", "a,b\n\"x\nz\",1\n", "a,b\n\"x\nz\",2\n");
        row("another column", base, "a,b,c\nk,1,9\nl,3,4\n", "a,new,b,c\nk,,1,2\nl,,3,4\n",
            "a,new,b,c\nk,,1,9\nl,,3,4\n");
        row("other quotes", base, "a,b,c\nk,9,2\nl,3,4\n", "\"a\",\"b\",\"c\"\n\"k\",\"1\",\"2\"\n\"l\",\"3\",\"4\"\n",
            "\"a\",\"b\",\"c\"\n\"k\",9,\"2\"\n\"l\",\"3\",\"4\"\n");
        row("other line ends", base, "a,b,c\nk,9,2\nl,3,4\n", "a,b,c\r\nk,1,2\r\nl,3,4\r\n",
            "a,b,c\r\nk,9,2\r\nl,3,4\r\n");
        row("a byte order mark", base, "a,b,x\nk,1,2\nl,3,4\n", "\uFEFF" + base,
            "\uFEFF"
            "a,b,x\nk,1,2\nl,3,4\n");
        row("another order", "a,b\n1,p\n2,q\n3,r\n4,s\n", "a,b\n1,p\n2,x\n3,r\n4,s\n", "a,b\n4,s\n3,r\n2,q\n1,p\n",
            "a,b\n4,s\n3,r\n{2,x\n}{2,q\n}1,p\n");
    }

    void merges()
    {
        QFETCH(const QByteArray, base);
        QFETCH(const QByteArray, mine);
        QFETCH(const QByteArray, theirs);
        QVERIFY(covers(mergeDelimited(base, mine, theirs), base, mine, theirs));
        if (QByteArrayView(QTest::currentDataTag()) == "another order") {
            // What was moved may be asked about; it must be there, whatever is answered.
            const Merge merge = mergeDelimited(base, mine, theirs);
            for (const Take take : {Take::Mine, Take::MineThenTheirs})
                QVERIFY(merge.text(mine, theirs, QList<Take>(merge.conflictCount(), take)).contains("2,x"));
            return;
        }
        QTEST(written(base, mine, theirs), "merged");
    }

    void mergesRowsThatEndWithACarriageReturn_data() { merges_data(); }

    // Cells and rows are the same ones, whatever ends a row.
    void mergesRowsThatEndWithACarriageReturn()
    {
        QFETCH(QByteArray, base);
        QFETCH(QByteArray, mine);
        QFETCH(QByteArray, theirs);
        QFETCH(QByteArray, merged);
        if (theirs.contains('\r'))
            QSKIP("The ends themselves are merged.");
        for (QByteArray *text : {&base, &mine, &theirs, &merged})
            text->replace('\n', '\r');
        QVERIFY(covers(mergeDelimited(base, mine, theirs), base, mine, theirs));
        if (QByteArrayView(QTest::currentDataTag()) != "another order")
            QCOMPARE(written(base, mine, theirs), merged);
    }

    void bothSidesStandInRowsOfTheirOwn_data()
    {
        QTest::addColumn<QByteArray>("end");
        QTest::newRow("LF") << "\n"_ba;
        QTest::newRow("CRLF") << "\r\n"_ba;
        QTest::newRow("CR") << "\r"_ba;
    }

    void bothSidesStandInRowsOfTheirOwn()
    {
        QFETCH(const QByteArray, end);
        // Line ends between quotes are none of rows.
        const auto file = [&](const QByteArray &rows) { return QByteArray(rows).replace(';', end); };
        const QByteArray base = file("a,b;\"x\ny\",1;k,2;");
        const QByteArray mine = file("a,b;\"x\ny\",1;k,3;");
        const QByteArray theirs = file("a,b;\"x\ny\",1;k,4;");
        const QList<Take> both{Take::MineThenTheirs};
        QCOMPARE(mergeDelimited(base, mine, theirs).text(mine, theirs, both), file("a,b;\"x\ny\",1;k,3;k,4;"));
        QCOMPARE(mergeDelimitedWithoutBase(mine, theirs).text(mine, theirs, both), file("a,b;\"x\ny\",1;k,3;k,4;"));
        const QByteArray open = file("a,b;\"x\ny\",1;k,3");
        QCOMPARE(mergeDelimitedWithoutBase(open, theirs).text(open, theirs, both), file("a,b;\"x\ny\",1;k,3;k,4;"));
        // What is looked at is cut into rows alike.
        const MergeRows rows = MergeRows::of(mergeDelimited(base, mine, theirs).parts(), mine, theirs);
        QCOMPARE(rows.rows.changes.size(), 1);
        QCOMPARE(rows.rows.changes.first().size(), 1);
    }

    void manyRowsThatEndWithACarriageReturnFaceEachOther()
    {
        QByteArray base = "a,b\r";
        for (int i = 0; i < 400; ++i)
            base += QByteArray::number(i) + ",x\r";
        const QByteArray mine = QByteArray(base).replace("\r5,x\r", "\rnew,x\r5,x\r");
        const QByteArray theirs = QByteArray(base).replace("\r390,x\r", "\r390,theirs\r");
        const Merge merge = mergeDelimited(base, mine, theirs);
        const MergeRows rows = MergeRows::of(merge.parts(), mine, theirs);
        qsizetype fromMine = 0;
        qsizetype fromTheirs = 0;
        for (const MergeFate &fate : rows.fates) {
            fromMine += fate.fromMine ? 1 : 0;
            fromTheirs += fate.fromTheirs ? 1 : 0;
            QVERIFY(!(fate.fromMine && fate.fromTheirs));
        }
        QCOMPARE(fromMine, 1);
        QCOMPARE(fromTheirs, 1);
    }

    void whatOneSideAloneTouchedIsThere()
    {
        for (quint32 seed = 0; seed < 3000; ++seed) {
            RandomText random(seed);
            Rows rows;
            for (int i = random.number(0, 12); i > 0; --i)
                rows.append({"k" + QByteArray::number(i), cellOf(random), cellOf(random), cellOf(random)});
            QByteArrayList mineTouched;
            QByteArrayList theirsTouched;
            QByteArrayList mineNew;
            QByteArrayList theirsNew;
            const Rows own = changed(rows, random, mineTouched, mineNew, "mine");
            const Rows others = changed(rows, random, theirsTouched, theirsNew, "theirs");
            const QByteArray base = fileOf(rows);
            const QByteArray mine = fileOf(own);
            const QByteArray theirs = fileOf(others);
            const Merge merge = mergeDelimited(base, mine, theirs);
            QVERIFY2(covers(merge, base, mine, theirs), qPrintable(QString::number(seed)));
            QCOMPARE(mergeDelimited(base, mine, base).text(mine, base), mine);
            QCOMPARE(mergeDelimited(base, base, theirs).text(base, theirs), theirs);
            // With both sides of every conflict, each row that only one side touched is there as that side left it.
            const QByteArrayList merged =
                rowsOf(merge.text(mine, theirs, QList<Take>(merge.conflictCount(), Take::MineThenTheirs)));
            for (const QByteArrayList &row : own) {
                if (!theirsTouched.contains(row.first()))
                    QVERIFY2(merged.contains(row.join(',')), qPrintable(QString::number(seed)));
            }
            for (const QByteArrayList &row : others) {
                if (!mineTouched.contains(row.first()))
                    QVERIFY2(merged.contains(row.join(',')), qPrintable(QString::number(seed)));
            }
        }
    }

    void anyBytesAreMerged()
    {
        for (quint32 seed = 0; seed < 1000; ++seed) {
            RandomText random(seed);
            const QByteArray base = random.text(6) + "a,\"b\n" + random.text(4);
            const QByteArray mine = random.changed(base);
            const QByteArray theirs = random.changed(base);
            const Merge merge = mergeDelimited(base, mine, theirs);
            QVERIFY2(covers(merge, base, mine, theirs), qPrintable(QString::number(seed)));
            QCOMPARE(mergeDelimited(base, mine, base).text(mine, base), mine);
            QCOMPARE(mergeDelimited(base, base, theirs).text(base, theirs), theirs);
        }
    }

    void manyRowsInAnotherMannerKeepTheCellThatChanged()
    {
        QByteArray base = "a,b\n";
        QByteArray theirs = "a,b\n";
        for (int i = 0; i < 20000; ++i) {
            base += QByteArray::number(i) + ",x\n";
            theirs += '"' + QByteArray::number(i) + "\",x\n";
        }
        const QByteArray mine = QByteArray(base).replace("\n7000,x\n", "\n7000,mine\n");
        const Merge merge = mergeDelimited(base, mine, theirs);
        QVERIFY(merge.isClean());
        QCOMPARE(merge.text(mine, theirs), QByteArray(theirs).replace("\"7000\",x\n", "\"7000\",mine\n"));
    }

    void copiesOfUnknownOrigin()
    {
        const QByteArray mine = "a,b\r\n1,\"x\r\ny\"\r\n2,z";
        const QByteArray theirs = "a,b\r\n1,\"x\r\nw\"\r\n3,q\r\n2,z";
        const Merge merge = mergeDelimitedWithoutBase(mine, theirs);
        // A row between quotes is one, however many lines it has.
        QCOMPARE(merge.conflictCount(), 2);
        QCOMPARE(merge.text(mine, theirs, {Take::Mine, Take::Mine}), mine);
        QCOMPARE(merge.text(mine, theirs, {Take::Theirs, Take::Theirs}), theirs);
        // One that is new beside one that was changed is had with either.
        QCOMPARE(merge.text(mine, theirs, {Take::Mine, Take::Theirs}), "a,b\r\n1,\"x\r\ny\"\r\n3,q\r\n2,z");
        QCOMPARE(merge.text(mine, theirs, {Take::MineThenTheirs}), "a,b\r\n1,\"x\r\ny\"\r\n1,\"x\r\nw\"\r\n2,z");
        QVERIFY(mergeDelimitedWithoutBase(mine, mine).isClean());
        QCOMPARE(mergeDelimitedWithoutBase({}, theirs).text({}, theirs, {Take::Theirs}), theirs);
    }

    void rowsOfCopiesAreConflictsOfTheirOwn()
    {
        const QByteArray mine = "company,share\nKestrel,37%\nVolta,16%\nAuk,2%\n";
        const QByteArray theirs = "company,part\nKestrel,38%\nVolta,16%\nOhm,1%\nTern,3%\n";
        const Merge merge = mergeDelimitedWithoutBase(mine, theirs);
        // The header, Kestrel, Auk, and the two that are new.
        QCOMPARE(merge.conflictCount(), 4);
        QCOMPARE(merge.text(mine, theirs, {Take::Mine, Take::Theirs, Take::Mine, Take::Theirs}),
                 "company,share\nKestrel,38%\nVolta,16%\nAuk,2%\nOhm,1%\nTern,3%\n");
        for (const Take take : {Take::Mine, Take::Theirs})
            QCOMPARE(merge.text(mine, theirs, QList<Take>(4, take)), take == Take::Mine ? mine : theirs);
    }

    void ofAHeaderOneSideIsTaken()
    {
        const QByteArray base = "a,b\nk,1\nl,2\n";
        const Merge merge = mergeDelimited(base, "a,mine\nk,1\nl,3\n", "a,theirs\nk,1\nl,4\n");
        QCOMPARE(merge.conflictCount(), 2);
        QVERIFY(!merge.mayTakeBoth(0));
        QVERIFY(merge.mayTakeBoth(1));
        // Where the origin is not known, and where it had no row.
        QVERIFY(!mergeDelimitedWithoutBase("a,mine\nk,1\n", "a,theirs\nk,1\n").mayTakeBoth(0));
        QVERIFY(!mergeDelimited({}, "a,mine\nk,1\n", "a,theirs\nl,2\n").mayTakeBoth(0));
        // A side that has no row brings no header.
        QVERIFY(mergeDelimited(base, "a,b\nk,9\nl,2\n", {}).mayTakeBoth(0));
    }

    void rowsBelowAHeaderInConflictAreTakenFromBoth()
    {
        // So many rows that nobody looks which belong together.
        QByteArray mine = "a,mine\n";
        QByteArray theirs = "a,theirs\n";
        for (int i = 0; i < 100; ++i) {
            mine += "m" + QByteArray::number(i) + ",1\n";
            theirs += "t" + QByteArray::number(i) + ",2\n";
        }
        const QByteArray both = mine + theirs.sliced(theirs.indexOf('\n') + 1);
        for (const Merge &merge : {mergeDelimitedWithoutBase(mine, theirs),
                                   mergeDelimited("a,b\nk,1\nl,2\n", mine, theirs), mergeDelimited({}, mine, theirs)}) {
            QCOMPARE(merge.conflictCount(), 2);
            QVERIFY(!merge.mayTakeBoth(0));
            QVERIFY(merge.mayTakeBoth(1));
            QCOMPARE(merge.text(mine, theirs, {Take::Mine, Take::MineThenTheirs}), both);
            QCOMPARE(merge.text(mine, theirs, {Take::Theirs, Take::Theirs}), theirs);
        }
        // What differs in nothing but its rows asks nothing of its header.
        const Merge rows = mergeDelimited({}, "a,b\nk,1\n", "a,b\nl,2\n");
        QCOMPARE(rows.conflictCount(), 1);
        QCOMPARE(rows.text("a,b\nk,1\n", "a,b\nl,2\n", {Take::MineThenTheirs}), "a,b\nk,1\nl,2\n");
    }

    void aLastRowWithoutEndGetsOneWhereRowsFollow()
    {
        const QByteArray mine = "a,mine";
        const QByteArray theirs = "a,theirs\r\nk,1\r\n";
        const Merge merge = mergeDelimitedWithoutBase(mine, theirs);
        QCOMPARE(merge.conflictCount(), 2);
        QCOMPARE(merge.text(mine, theirs, {Take::Mine, Take::Theirs}), "a,mine\r\nk,1\r\n");
        QCOMPARE(merge.text(mine, theirs, {Take::Mine, Take::Mine}), mine);
    }

    void copiesHaveTheMannerOfTheirOriginals()
    {
        const QByteArray mark("\xEF\xBB\xBF");
        const QByteArray lines = "a,b\n1,\"x\ny\"\n2,z\n";
        const QByteArray excel = "a,b\r\n1,\"x\ny\"\r\n2,z\r\n";
        QCOMPARE(inMannerOf(lines, excel), lines);
        QCOMPARE(inMannerOf(excel, lines), excel);
        QCOMPARE(inMannerOf(mark + lines, excel), mark + lines);
        QCOMPARE(inMannerOf(lines, mark + excel), lines);
        QCOMPARE(inMannerOf(lines, lines.chopped(1)), lines);
        QCOMPARE(inMannerOf(lines.chopped(1), excel), lines.chopped(1));
        QCOMPARE(inMannerOf("a,b", excel), excel.chopped(2));
        QCOMPARE(inMannerOf({}, excel), excel);
        QCOMPARE(inMannerOf(lines, {}), QByteArray());
        // A row that is new behind a last one without an end.
        const QByteArray mine = "a,b\n2,z";
        const QByteArray theirs = inMannerOf(mine, "a,b\r\n2,z\r\n3,q\r\n");
        const Merge merge = mergeDelimitedWithoutBase(mine, theirs);
        QCOMPARE(merge.conflictCount(), 1);
        QCOMPARE(merge.text(mine, theirs, {Take::Mine}), mine);
        QCOMPARE(merge.text(mine, theirs, {Take::Theirs}), "a,b\n2,z\n3,q");
    }
};

QTEST_GUILESS_MAIN(DelimitedMergeTest)
#include "delimitedmergetest.moc"
