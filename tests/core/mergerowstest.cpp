// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/mergerows.h"
#include "tests/support/randomtext.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tearsheet {

namespace {

// A row as "mine / theirs" behind its number in a conflict, or behind the sides that it comes from.
QString shown(const DiffRow &row, const MergeFate &fate)
{
    const QString left = row.left.line < 0 ? u"-"_s : row.left.text;
    const QString right = row.right.line < 0 ? u"-"_s : row.right.text;
    const QString from = (fate.fromMine ? u"m"_s : QString()) + (fate.fromTheirs ? u"t"_s : QString());
    return (fate.conflict >= 0 ? QString::number(fate.conflict)
            : from.isEmpty()   ? u"="_s
                               : from)
           + u' ' + (row.kind == DiffRow::Kind::Same ? left : QString(left + u" / " + right));
}

QByteArray shown(const MergeRows &merge)
{
    QStringList lines;
    for (int row = 0; row < merge.rows.rows.size(); ++row)
        lines.append(shown(merge.rows.rows.at(row), merge.fates.at(row)));
    return lines.join(u'\n').toUtf8();
}

MergeRows merged(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs)
{
    return MergeRows::of(Merge::of(base, mine, theirs).parts(), mine, theirs);
}

} // namespace

class MergeRowsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rows_data()
    {
        QTest::addColumn<QByteArray>("base");
        QTest::addColumn<QByteArray>("mine");
        QTest::addColumn<QByteArray>("theirs");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const QByteArray &base, const QByteArray &mine, const QByteArray &theirs,
                            const QByteArray &expected) { QTest::newRow(name) << base << mine << theirs << expected; };
        row("nothing", "", "", "", "");
        row("the same", "a\nb\n", "a\nb\n", "a\nb\n", "= a\n= b");
        row("mine", "a\nb\nc\n", "a\nx\nc\n", "a\nb\nc\n", "= a\nm x / b\n= c");
        row("theirs", "a\nb\nc\n", "a\nb\nc\n", "a\nx\nc\n", "= a\nt b / x\n= c");
        row("I take a line away", "a\nb\nc\n", "a\nc\n", "a\nb\nc\n", "= a\nm - / b\n= c");
        row("they add a line", "a\nc\n", "a\nc\n", "a\nb\nc\n", "= a\nt - / b\n= c");
        row("both the same", "a\nb\n", "a\nx\n", "a\nx\n", "= a\n= x");
        row("a conflict", "a\nb\nc\n", "a\nx\nc\n", "a\ny\nc\n", "= a\n0 x / y\n= c");
        row("two conflicts", "a\nb\nc\nd\ne\n", "x\nb\nc\nd\nx\n", "y\nb\nc\nd\ny\n",
            "0 x / y\n= b\n= c\n= d\n1 x / y");
        row("both sides in one line", "Volta makes cells in two plants\n", "Volta sells cells in two plants\n",
            "Volta makes cells in three plants\n",
            "mt Volta sells cells in two plants / Volta makes cells in three plants");
        row("both sides in one file", "a\nb\nc\nd\ne\n", "x\nb\nc\nd\ne\n", "a\nb\nc\nd\ny\n",
            "m x / a\n= b\n= c\n= d\nt e / y");
        row("theirs comes first", "a\nb\nc\nd\ne\n", "a\nb\nc\nd\ny\n", "x\nb\nc\nd\ne\n",
            "t a / x\n= b\n= c\n= d\nm y / e");
        row("equal lines beside each other", "a\na\nb\n", "a\na\na\nb\n", "a\na\nb\n", "= a\n= a\nm a / -\n= b");
        row("an open end", "a\nb", "a\nb\nc", "a\nb", "= a\n= b\nm c / -");
    }

    void rows()
    {
        QFETCH(const QByteArray, base);
        QFETCH(const QByteArray, mine);
        QFETCH(const QByteArray, theirs);
        QFETCH(const QByteArray, expected);
        QCOMPARE(shown(merged(base, mine, theirs)), expected);
    }

    void conflictsAreTheChanges()
    {
        QByteArray base;
        for (int i = 0; i < 40; ++i)
            base += "Line " + QByteArray::number(i) + '\n';
        QByteArray mine = base;
        mine.replace("Line 20\n", "Mine\n").replace("Line 5\n", "Line five\n");
        QByteArray theirs = base;
        theirs.replace("Line 20\n", "Theirs\n");
        const MergeRows rows = merged(base, mine, theirs);
        QCOMPARE(rows.rows.changes, (QList<RowSpan>{{20, 21}}));
        // What was taken without being asked can be seen as well.
        QCOMPARE(rows.rows.folds, (QList<RowSpan>{{9, 17}, {24, 40}}));
    }

    void nothingIsLost()
    {
        RandomText random(5);
        for (int i = 0; i < 400; ++i) {
            const QByteArray base = random.text(8);
            const QByteArray mine = random.changed(base);
            const QByteArray theirs = random.changed(base);
            const Merge merge = Merge::of(base, mine, theirs);
            const MergeRows rows = MergeRows::of(merge.parts(), mine, theirs);
            QCOMPARE(rows.fates.size(), rows.rows.rows.size());
            QCOMPARE(rows.rows.changes.size(), merge.conflictCount());
            int leftLine = 0;
            int rightLine = 0;
            for (int row = 0; row < rows.fates.size(); ++row) {
                const DiffRow &shown = rows.rows.rows.at(row);
                const MergeFate &fate = rows.fates.at(row);
                if (shown.left.line >= 0)
                    QCOMPARE(shown.left.line, leftLine++);
                if (shown.right.line >= 0)
                    QCOMPARE(shown.right.line, rightLine++);
                // Whatever differs, the reader is told why.
                if (shown.kind != DiffRow::Kind::Same)
                    QVERIFY(fate.conflict >= 0 || fate.fromMine || fate.fromTheirs);
            }
            const DiffRows plain = DiffRows::of(mine, theirs);
            QCOMPARE(leftLine, lineCount(plain, &DiffRow::left));
            QCOMPARE(rightLine, lineCount(plain, &DiffRow::right));
        }
    }

private:
    static int lineCount(const DiffRows &rows, DiffSide DiffRow::*side)
    {
        return static_cast<int>(
            std::ranges::count_if(rows.rows, [&](const DiffRow &row) { return (row.*side).line >= 0; }));
    }
};

} // namespace tearsheet

QTEST_GUILESS_MAIN(tearsheet::MergeRowsTest)
#include "mergerowstest.moc"
