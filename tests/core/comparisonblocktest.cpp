// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/comparisonblock.h"

#include "core/export/comparisonnote.h"
#include "core/note/parsenote.h"
#include "core/research/claim.h"
#include "core/research/notedcomparisons.h"
#include "tests/support/vaultof.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

using Shape = ComparisonRequest::Shape;

constexpr const char Notes[] = R"(
//- Firms/Kestrel.md
#company
## Facts
| Metric | Value |
|---|---|
| Revenue | $4B |
| Employees | 900 |
//- Firms/Norrland.md
#company
## Facts
| Metric | Value |
|---|---|
| Revenue | $5B \| about |
| Employees | 1,200 |
//- Old/Kestrel.md
#person
//- Skua.md
#company
)";

QList<ComparisonBlock> blocksOf(const QByteArray &text)
{
    return comparisonBlocks(parseNote(text), text);
}

QByteArray applied(const QList<Edit> &edits, const QByteArray &text)
{
    const Result<EditScript> script = EditScript::of(edits);
    return script ? script->apply(text).value_or("cannot be applied") : QByteArray("no script");
}

const ComparisonRequest Two{.names = {u"Firms/Kestrel.md"_s, u"Norrland"_s}};

} // namespace

/// Comparisons that stand in notes.
class ComparisonBlockTest : public QObject
{
    Q_OBJECT

private:
    Snapshot m_snapshot = vaultOf(Notes);

    // What is written for `request`, in a note.
    QByteArray written(const ComparisonRequest &request, const ComparisonOrder &order = {}) const
    {
        return comparisonText(request, order, arranged(compare(request, m_snapshot), order), true, m_snapshot)
            .value_or("refused");
    }

private Q_SLOTS:
    // Those of a vault are the same, whatever was known before; what a link reaches is asked anew.
    void thoseOfAVault()
    {
        const QByteArray block = "%% compare [[Norrland]], [[Skua]]; transposed %%\n\n%% end of comparison %%\n";
        const QByteArray notes = Notes;
        const QList<std::pair<QByteArray, QStringList>> steps{
            {notes, {}},
            {notes + "//- B.md\n" + block + "\nText.\n\n" + block, {u"B.md:0"_s, u"B.md:82"_s}},
            {notes + "//- A.md\n\n" + block + "//- B.md\n" + block, {u"A.md:1"_s, u"B.md:0"_s}},
            {notes + "//- B.md\n" + block, {u"B.md:0"_s}},
            {notes, {}},
        };
        NotedComparisons kept;
        for (const auto &[text, places] : steps) {
            const Snapshot snapshot = vaultOf(text);
            const QList<NotedComparison> found = kept.update(snapshot);
            QStringList stand;
            for (const NotedComparison &one : found) {
                stand.append(one.note.toString() + u':' + QString::number(one.offset));
                QCOMPARE(one.title, u"Norrland, Skua"_s);
                QVERIFY(one.order.transposed);
            }
            QCOMPARE(stand, places);
            QCOMPARE(kept.update(snapshot), found);
            QCOMPARE(NotedComparisons().update(snapshot), found);
        }
    }

    void whatIsWrittenIsReadAgain_data()
    {
        QTest::addColumn<ComparisonRequest>("request");
        QTest::addColumn<ComparisonOrder>("order");
        QTest::addColumn<QByteArray>("head");
        const TableAddress facts{*NotePath::fromRelative(u"Firms/Kestrel.md"), u"Facts"_s, 0};
        QTest::newRow("metrics") << Two << ComparisonOrder() << "%% compare [[Firms/Kestrel]], [[Norrland]] %%"_ba;
        QTest::newRow("chosen metrics")
            << ComparisonRequest{.names = {u"Skua"_s}, .metrics = {u"Revenue"_s, u"The \"net\" one, too"_s}}
            << ComparisonOrder{.transposed = true, .sharedOnly = true, .hideEqual = true}
            << "%% compare [[Skua]]; metrics \"Revenue\", \"The 'net' one, too\"; shared; differences; transposed %%"_ba;
        QTest::newRow("a name without a note") << ComparisonRequest{.names = {u"Skua"_s, u"Auk & Sons"_s}}
                                               << ComparisonOrder() << "%% compare [[Skua]], \"Auk & Sons\" %%"_ba;
        QTest::newRow("sorted") << ComparisonRequest{.names = {u"Skua"_s}}
                                << ComparisonOrder{.sortedBy = u"Skua"_s, .descending = true}
                                << "%% compare [[Skua]]; sorted by \"Skua\" descending %%"_ba;
        QTest::newRow("stacked") << ComparisonRequest{.shape = Shape::Stacked, .names = {u"Skua"_s}, .table = facts}
                                 << ComparisonOrder()
                                 << "%% compare tables like [[Firms/Kestrel#Facts]] of [[Skua]] %%"_ba;
        ComparisonRequest second{.shape = Shape::Tables, .table = facts};
        second.table.number = 1;
        QTest::newRow("table") << second << ComparisonOrder() << "%% compare table [[Firms/Kestrel#Facts]] 2 %%"_ba;
        QTest::newRow("cases") << ComparisonRequest{.shape = Shape::Cases, .names = {u"Skua"_s}} << ComparisonOrder()
                               << "%% compare cases of [[Skua]] %%"_ba;
    }

    void whatIsWrittenIsReadAgain()
    {
        QFETCH(const ComparisonRequest, request);
        QFETCH(const ComparisonOrder, order);
        QFETCH(const QByteArray, head);
        const Result<QByteArray> text = comparisonHead(request, order, m_snapshot);
        QVERIFY(text);
        QCOMPARE(*text, head);
        const QByteArray note = *text + "\n\n| A | B |\n|---|---|\n\n" + ComparisonEnd.toByteArray() + "\n";
        const QList<ComparisonBlock> blocks = blocksOf(note);
        QCOMPARE(blocks.size(), 1);
        QCOMPARE(blocks.first().table, 0);
        QCOMPARE(blocks.first().range, ByteRange(0, static_cast<quint32>(note.size() - 1)));
        QCOMPARE(blocks.first().order, order);
        // The same again, from what was read.
        const ComparisonRequest read = requestOf(blocks.first(), *NotePath::fromRelative(u"Skua.md"), m_snapshot);
        QCOMPARE(read.table, request.table);
        QCOMPARE(comparisonHead(read, order, m_snapshot).value_or("refused"), head);
    }

    void whatIsNoBlock_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no end") << "%% compare [[Skua]] %%\n\n| A |\n|---|\n"_ba;
        QTest::newRow("another comment") << "%% compared [[Skua]] %%\n\n%% end of comparison %%\n"_ba;
        QTest::newRow("inside a line") << "So %% compare [[Skua]] %%\n\n%% end of comparison %%\n"_ba;
        QTest::newRow("in code") << "```\n%% compare [[Skua]] %%\n\n%% end of comparison %%\n```\n"_ba;
        QTest::newRow("nobody") << "%% compare %%\n\n%% end of comparison %%\n"_ba;
        QTest::newRow("a text that does not close") << "%% compare \"Skua %%\n\n%% end of comparison %%\n"_ba;
        QTest::newRow("a word too many") << "%% compare [[Skua]]; loudly %%\n\n%% end of comparison %%\n"_ba;
        QTest::newRow("a list that does not end") << "%% compare [[Skua]], %%\n\n%% end of comparison %%\n"_ba;
    }

    void whatIsNoBlock()
    {
        QFETCH(const QByteArray, text);
        QCOMPARE(blocksOf(text).size(), 0);
    }

    void whatCannotBeSaidIsRefused()
    {
        QVERIFY(!comparisonHead({.shape = Shape::Headings, .names = {u"Skua"_s}}, {}, m_snapshot));
        const TableAddress linked{*NotePath::fromRelative(u"Skua.md"), u"Of [[Kestrel]]"_s, 0};
        QVERIFY(!comparisonHead({.shape = Shape::Tables, .table = linked}, {}, m_snapshot));
        QVERIFY(!comparisonHead({.names = {u"Skua"_s}, .metrics = {u"50%% of it"_s}}, {}, m_snapshot));
    }

    void theTableNamesNotesByLinks()
    {
        QCOMPARE(written(Two), "%% compare [[Firms/Kestrel]], [[Norrland]] %%\n\n"
                               "| Metric | [[Kestrel]] | [[Norrland]] |\n|---|---:|---:|\n"
                               "| Revenue | $4B | $5B \\| about |\n| Employees | 900 | 1,200 |\n\n"
                               "%% end of comparison %%\n"_ba);
    }

    void itIsABlockOfItsOwn_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after"); // `~` is where the block is.
        QTest::newRow("empty") << "^"_ba << "~"_ba;
        QTest::newRow("behind a paragraph") << "One ^two\nthree\n\nFour\n"_ba << "One two\nthree\n\n~\nFour\n"_ba;
        QTest::newRow("behind a table") << "| A |\n|---|\n| ^x |\n\n## S\n"_ba << "| A |\n|---|\n| x |\n\n~\n## S\n"_ba;
        QTest::newRow("at the end") << "One^"_ba << "One\n\n~"_ba;
        QTest::newRow("in front matter") << "---\na: ^1\n---\nOne\n"_ba << "---\na: 1\n---\nOne\n\n~"_ba;
        QTest::newRow("in another") << "%% compare [[A]] %%\n\n^\n\n%% end of comparison %%\n\nOne\n"_ba
                                    << "%% compare [[A]] %%\n\n\n\n%% end of comparison %%\n\n~\nOne\n"_ba;
        QTest::newRow("line ends") << "One^\r\n\r\nTwo\r\n"_ba << "One\r\n\r\n~\r\nTwo\r\n"_ba;
    }

    void itIsABlockOfItsOwn()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        const auto caret = static_cast<quint32>(before.indexOf('^'));
        before.remove(caret, 1);
        const QByteArray end = before.contains("\r\n") ? "\r\n" : "\n";
        const EditScript script = insertedBlock("| B |\n|---|\n", caret, parseNote(before), before);
        QCOMPARE(script.apply(before).value_or("refused"),
                 after.replace("~", QByteArray("| B |" + end + "|---|" + end)));
    }

    void whatChangedIsRefreshedAlone()
    {
        QByteArray text = "# Mine\r\n\r\n" + written(Two).replace("\n", "\r\n") + "\r\nAnd more.  \r\n";
        const QList<ComparisonBlock> blocks = blocksOf(text);
        QCOMPARE(blocks.size(), 1);
        const NotePath here = *NotePath::fromRelative(u"Skua.md");
        const NoteFacts facts = parseNote(text);
        QVERIFY(refreshing(blocks.first(), comparisonOf(blocks.first(), here, m_snapshot), facts, text).isEmpty());

        const Snapshot later = vaultOf(QByteArray(Notes).replace("900", "950"));
        const QList<Edit> edits = refreshing(blocks.first(), comparisonOf(blocks.first(), here, later), facts, text);
        QCOMPARE(applied(edits, text), QByteArray(text).replace("900", "950"));
        // Another metric: another row.
        const Snapshot more = vaultOf(QByteArray(Notes).replace("| Employees | 900 |\n", ""));
        const QByteArray after =
            applied(refreshing(blocks.first(), comparisonOf(blocks.first(), here, more), facts, text), text);
        QVERIFY(after.startsWith("# Mine\r\n\r\n%% compare [[Firms/Kestrel]], [[Norrland]] %%\r\n\r\n| Metric |"));
        QVERIFY(after.endsWith("\r\n\r\n%% end of comparison %%\r\n\r\nAnd more.  \r\n"));
        QVERIFY(after.contains("| Employees |  | 1,200 |\r\n"));
        // No table any more.
        text = "%% compare [[Skua]] %%\n\n%% end of comparison %%\n";
        const ComparisonBlock empty = blocksOf(text).first();
        QVERIFY(applied(refreshing(empty, comparisonOf(empty, here, m_snapshot), parseNote(text), text), text)
                    .startsWith("%% compare [[Skua]] %%\n\n| Metric |"));
    }

    // A copy states nothing: else it would keep alive what the notes no longer say.
    void whatStandsThereIsNotStated()
    {
        const Snapshot with =
            vaultOf(QByteArray(QByteArray(Notes) + "//- Mine.md\n#topic\n" + written(Two).replace("$4B", "$7B")
                               + "\n## Own\n| Company | Revenue |\n|---|---|\n" + "| [[Norrland]] | $6B |\n"));
        ClaimIndex index;
        index.update(with);
        const auto statements = index.statements(*NotePath::fromRelative(u"Mine.md"));
        QVERIFY(statements);
        QCOMPARE(statements->statements.size(), 1);
        const Comparison comparison = compare(Two, with);
        for (const ComparedCell &cell : comparison.cells) {
            for (const StatedValue &value : cell.values)
                QVERIFY(value.raw != "$7B");
        }
    }
};

QTEST_MAIN(ComparisonBlockTest)
#include "comparisonblocktest.moc"
