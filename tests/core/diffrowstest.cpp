// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/diffrows.h"
#include "core/text/lineindex.h"
#include "tests/support/randomtext.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tearsheet {

namespace {

// A side's text with what differs in brackets and the remark behind it.
QString shown(const DiffSide &side)
{
    QString text = side.text;
    for (auto span = side.changes.rbegin(); span != side.changes.rend(); ++span)
        text = text.first(span->begin) + u'[' + text.sliced(span->begin, span->size()) + u']' + text.sliced(span->end);
    return side.remark.isEmpty() ? text : text + u" <" + side.remark + u'>';
}

QString shown(const DiffRow &row)
{
    switch (row.kind) {
    case DiffRow::Kind::Same:
        return u"= "_s + shown(row.left);
    case DiffRow::Kind::Changed:
        return u"~ "_s + shown(row.left) + u" / " + shown(row.right);
    case DiffRow::Kind::OnlyLeft:
        return u"- "_s + shown(row.left);
    case DiffRow::Kind::OnlyRight:
        return u"+ "_s + shown(row.right);
    }
    return {};
}

QByteArray shown(const DiffRows &rows)
{
    QStringList lines;
    for (const DiffRow &row : rows.rows)
        lines.append(shown(row));
    return lines.join(u'\n').toUtf8();
}

/// The lines of `text` as an editor has them, without the empty one behind a last line end.
QByteArrayList linesOf(QByteArrayView text)
{
    const LineIndex index(text);
    QByteArrayList lines;
    for (int i = 0; i < index.lineCount(); ++i)
        lines.append(ByteRange{index.start(i), index.end(i, text)}.in(text).toByteArray());
    if (lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

/// The lines of one side; ends the test where they are not numbered one by one.
QByteArrayList linesOf(const DiffRows &rows, DiffSide DiffRow::*side)
{
    QByteArrayList lines;
    for (const DiffRow &row : rows.rows) {
        if ((row.*side).line < 0)
            continue;
        if ((row.*side).line != lines.size())
            qFatal("Line %d stands where %lld should.", (row.*side).line, static_cast<long long>(lines.size()));
        lines.append((row.*side).text.toUtf8());
    }
    return lines;
}

/// What a side has in common with the other.
QString common(const DiffSide &side)
{
    QString text = side.text;
    for (auto span = side.changes.rbegin(); span != side.changes.rend(); ++span)
        text.remove(span->begin, span->size());
    return text;
}

/// `count` lines, each of them once.
QByteArray manyLines(int count, const QByteArray &ending)
{
    QByteArray text;
    for (int i = 0; i < count; ++i)
        text += "Line " + QByteArray::number(i) + " of the register" + ending + '\n';
    return text;
}

} // namespace

class DiffRowsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rows_data()
    {
        QTest::addColumn<QByteArray>("left");
        QTest::addColumn<QByteArray>("right");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const QByteArray &left, const QByteArray &right,
                            const QByteArray &expected) { QTest::newRow(name) << left << right << expected; };
        row("nothing", "", "", "");
        row("the same", "a\n\nb\n", "a\n\nb\n", "= a\n= \n= b");
        row("from nothing", "", "a\nb\n", "+ a\n+ b");
        row("to nothing", "a\nb\n", "", "- a\n- b");
        row("a line goes", "a\nb\nc\n", "a\nc\n", "= a\n- b\n= c");
        row("a line comes", "a\nc\n", "a\nb\nc\n", "= a\n+ b\n= c");
        row("a word", "Volta makes cells\n", "Volta sells cells\n", "~ Volta [makes] cells / Volta [sells] cells");
        row("a word comes", "Volta makes cells\n", "Volta makes good cells\n",
            "~ Volta makes cells / Volta makes [good ]cells");
        row("a number", "a share of 1,204.5 GWh\n", "a share of 1,304.5 GWh\n",
            "~ a share of [1,204.5] GWh / a share of [1,304.5] GWh");
        row("neighbours are one", "one two, three four\n", "one six, seven four\n",
            "~ one [two, three] four / one [six, seven] four");
        row("words apart", "one two three four five\n", "ein two three four funf\n",
            "~ [one] two three four [five] / [ein] two three four [funf]");
        row("nothing in common", "Volta makes some cells\n", "- a list of other things\n",
            "~ [Volta makes some cells] / [- a list of other things]");
        row("ideographs", "電池を作る\n", "電池を売る\n", "~ 電池を[作]る / 電池を[売]る");
        row("no half characters", "a \U0001F600 b\n", "a \U0001F601 b\n", "~ a [\U0001F600] b / a [\U0001F601] b");
        row("blanks", "a b\n", "a  b\n", "~ a[ ]b / a[  ]b");
        row("cells", "| Volta Works | ~37% | x |\n", "| Volta Plants | ~36% | x |\n",
            "~ | [Volta Works] | [~37%] | x | / | [Volta Plants] | [~36%] | x |");
        row("a cell with a link", "| [[Volta|V]] | a\\|b |\n", "| [[Volta|W]] | a\\|c |\n",
            "~ | [[[Volta|V]]] | [a\\|b] | / | [[[Volta|W]]] | [a\\|c] |");
        row("a cell comes", "| a | c |\n", "| a | b | c |\n", "~ | a | c | / | a | [b] | c |");
        row("an empty cell", "| a |  | c |\n", "| a | b | c |\n", "~ | a |  | c | / | a | [b] | c |");
        row("blanks around cells", "| a |\n", "| a   |\n", "~ | a[ ]| / | a[   ]|");
        row("a cell without outer bar", "| a | b\n", "| a | c\n", "~ | a | [b] / | a | [c]");
        row("similar lines face each other", "Volta makes cells\nin two plants\n",
            "A new heading\nVolta sells cells\nin three plants\n",
            "+ A new heading\n~ Volta [makes] cells / Volta [sells] cells\n~ in [two] plants / in [three] plants");
        row("blank lines face no text", "a\n\nb\n", "c\nd\n", "~ [a] / [c]\n- \n~ [b] / [d]");
        row("a line end", "a\r\nb\n", "a\nb\n", "~ a / a <line end CRLF → LF>\n= b");
        row("a line end and a word", "a b\r\n", "a c\n", "~ a [b] / a [c] <line end CRLF → LF>");
        row("lone line ends", "a\rb\u2029c\n", "a\rb\nc\n", "= a\n~ b / b <line end U+2029 → LF>\n= c");
        row("no line end any more", "a\nb\n", "a\nb", "= a\n~ b / b <no line end at the end>");
        row("a line end at last", "a\nb", "a\nb\n", "= a\n~ b <no line end at the end> / b");
        row("the open line goes", "a\nb", "a\n", "= a\n- b <no line end at the end>");
        row("both are open", "a", "a\nb", "= a\n+ b");
        row("an empty line at the end", "a\n", "a\n\n", "= a\n+ ");
        row("a byte order mark", "\uFEFFa b\n", "a b\n", "~ [\uFEFF]a b <byte order mark> / a b");
        row("no text", "a\xFF\n", "a\xFE\n", "~ a\uFFFD / a\uFFFD <differs in bytes that are no text>");
    }

    void rows()
    {
        QFETCH(const QByteArray, left);
        QFETCH(const QByteArray, right);
        QFETCH(const QByteArray, expected);
        QCOMPARE(shown(DiffRows::of(left, right)), expected);
    }

    void whatIsFarFromAChangeFolds()
    {
        QByteArray left = manyLines(40, {});
        QByteArray right = left;
        right.replace("Line 20 ", "Line XX ");
        const DiffRows rows = DiffRows::of(left, right);
        QCOMPARE(rows.changes, (QList<RowSpan>{{20, 21}}));
        QCOMPARE(rows.folds, (QList<RowSpan>{{0, 17}, {24, 40}}));
        // Four lines are left out, three are not worth it.
        QCOMPARE(foldsAround({{6, 7}, {16, 17}}, 24), (QList<RowSpan>{{20, 24}}));
        QVERIFY(DiffRows::of(left, left).folds.isEmpty());
    }

    void manyChangesKeepTheirLines()
    {
        // More differences than the comparison of lines goes through.
        const QByteArray left = manyLines(3000, {});
        QByteArray right = manyLines(3000, " of plants");
        right.replace("Line 1500 of the register of plants", "Line 1500 of the register");
        right.prepend("A title\n");
        const DiffRows rows = DiffRows::of(left, right);
        QCOMPARE(rows.rows.size(), 3001);
        QCOMPARE(shown(rows.rows.at(1501)), u"= Line 1500 of the register"_s);
        QCOMPARE(rows.changes.size(), 2);
        QCOMPARE(shown(rows.rows.last()), u"~ Line 2999 of the register / Line 2999 of the register[ of plants]"_s);
    }

    void otherLineEndsEverywhere()
    {
        const QByteArray left = manyLines(5000, {});
        QByteArray right = left;
        right.replace("\n", "\r\n");
        const DiffRows rows = DiffRows::of(left, right);
        QCOMPARE(rows.rows.size(), 5000);
        QCOMPARE(rows.changes.size(), 1);
        for (const DiffRow &row : rows.rows)
            QCOMPARE(row.right.remark, u"line end LF → CRLF"_s);
    }

    void hugeLinesDifferByOneStretch()
    {
        const QByteArray words = QByteArray("word ").repeated(40'000);
        const QByteArray left = "é" + words + "a" + words;
        const QByteArray right = "é" + words + "bc" + words;
        const DiffRows rows = DiffRows::of(left, right);
        QCOMPARE(rows.rows.size(), 1);
        QCOMPARE(rows.rows.first().left.changes, (QList<TextSpan>{{200'001, 200'002}}));
        QCOMPARE(rows.rows.first().right.changes, (QList<TextSpan>{{200'001, 200'003}}));
    }

    // Whatever the texts are: every line is there once and in order, and what is not marked is the same.
    void nothingIsLost_data()
    {
        QTest::addColumn<int>("lines");
        QTest::newRow("short") << 6;
        QTest::newRow("long") << 60;
    }

    void nothingIsLost()
    {
        QFETCH(const int, lines);
        RandomText random(11);
        for (int i = 0; i < 400; ++i) {
            const QByteArray left = random.text(lines);
            const QByteArray right = random.number(0, 5) == 0 ? random.text(lines) : random.changed(left);
            const DiffRows rows = DiffRows::of(left, right);
            QCOMPARE(linesOf(rows, &DiffRow::left), linesOf(left));
            QCOMPARE(linesOf(rows, &DiffRow::right), linesOf(right));
            QCOMPARE(rows.changes.isEmpty(), left == right);
            for (const DiffRow &row : rows.rows)
                checkRow(row);
        }
    }

private:
    static void checkRow(const DiffRow &row)
    {
        const bool both = row.left.line >= 0 && row.right.line >= 0;
        QCOMPARE(both, row.kind == DiffRow::Kind::Same || row.kind == DiffRow::Kind::Changed);
        if (!both)
            return;
        if (row.kind == DiffRow::Kind::Same) {
            QCOMPARE(row.left.text, row.right.text);
            QVERIFY(row.left.changes.isEmpty() && row.right.changes.isEmpty());
        } else {
            const bool marked = !row.left.changes.isEmpty() || !row.right.changes.isEmpty();
            QVERIFY(marked || !row.left.remark.isEmpty() || !row.right.remark.isEmpty());
            // Blanks around cells are no difference, and those around a line with nothing in common are not marked.
            if (!row.left.text.contains(u'|'))
                QCOMPARE(common(row.left).trimmed(), common(row.right).trimmed());
        }
    }
};

} // namespace tearsheet

QTEST_GUILESS_MAIN(tearsheet::DiffRowsTest)
#include "diffrowstest.moc"
