// SPDX-License-Identifier: GPL-3.0-or-later
// Reads inputs that make careless parsers slow, at three sizes, and prints how many instructions each reading took:
// "ATTACK <tab> READER <tab> SIZE <tab> INSTRUCTIONS". It only counts when it runs under callgrind, in the folder that
// callgrind writes into.
#include "core/export/html.h"
#include "core/note/parsenote.h"
#include "core/research/lexicon.h"
#include "core/research/mentions.h"
#include "core/research/statement.h"
#include "core/search/query.h"
#include "core/table/cellvalue.h"
#include "core/table/table.h"
#include "core/text/jsontext.h"
#include "core/text/merge.h"
#include "core/vault/canvas.h"
#include "tests/support/vaultof.h"

#include <QDir>

#include <valgrind/callgrind.h>

#include <cstdio>
#include <functional>

using namespace tearsheet;

namespace {

/// A text that begins with `front`, goes on with `unit` again and again, and ends with `back`.
struct Repeated
{
    const char *name;
    const char *unit;
    const char *front = "";
    const char *back = "";
};

constexpr Repeated Attacks[] = {
    {"brackets", "["},
    {"open wikilinks", "[["},
    {"wikilinks without end", "[[a "},
    {"wikilinks in one paragraph", "[[a|b]] "},
    {"open links", "[a]("},
    {"links without end", "[a](b"},
    {"links in one paragraph", "[a](b.md) "},
    {"the same link in code", "`](b.md)` [a](b.md) "},
    {"images without end", "!["},
    {"reference links", "[a][b] "},
    {"reference links that lead somewhere", "[a][b] ", "[b]: x\n\n"},
    {"reference links in open brackets", "[[a](b) [c] ", "[c]: x\n\n"},
    {"links and open comments", "[a](b.md) <!-- <? <!A "},
    {"links and open attributes", "[a](b.md) <a b=\" <a c='"},
    {"links in a table", "|[a](b.md)|`c|\n", "|a|b|\n|-|-|\n"},
    {"quotes in one line", ">", "", "a\n"},
    {"lists in one line", "- "},
    {"emphasis", "*a_ "},
    {"strong", "**a "},
    {"strikes", "~~a "},
    {"open highlights", "==a "},
    {"highlights", "==a== "},
    {"highlights and code", "==a `==` b"},
    {"one long line", "a"},
    {"dollars", "$"},
    {"open formulas", "$a "},
    {"display formulas", "$$a "},
    {"comments", "%%a\n"},
    {"odd comments", "a%%%\n"},
    {"hashes", "#"},
    {"tags", "#a "},
    {"carets", "^a "},
    {"block ids", "a ^id\n\n"},
    {"footnotes", "[^a] "},
    {"footnote definitions", "[^a]: b\n"},
    {"long rows", "|1|2|3|\n", "|a|b|\n|-|-|\n"},
    {"bars", "|"},
    {"lines of bars", "|a|\n"},
    {"angle brackets", "<"},
    {"open elements", "<a "},
    {"open attributes", "<a \""},
    {"open HTML comments", "<!--"},
    {"processing instructions", "<?"},
    {"URLs", "http://a.b "},
    {"a URL with closing brackets", ")", "http://a.b/"},
    {"URLs with entities", "www.a.b&amp;"},
    {"carriage returns", "a\r"},
    {"underlined headings", "a\n---\n"},
    {"headings", "# a\n"},
    {"callouts", "> [!a] b\n\n"},
    {"tasks", "- [ ] a\n"},
    {"entities", "&#x;"},
    {"backslashes", "\\"},
    {"fences", "```\n"},
    {"YAML lists in lists", "[", "---\na: ", "\n---\n"},
    {"broken YAML", "a: [\n", "---\n", "---\n"},
    {"dates", "*Created 2026-05-01*\n"},
};

QByteArray textOf(const Repeated &attack, qsizetype size)
{
    const QByteArrayView unit(attack.unit);
    return attack.front + unit.toByteArray().repeated(size / unit.size()) + attack.back;
}

/// Texts whose lines differ.
struct Numbered
{
    const char *name;
    QByteArray (*line)(int number);
    const char *front = "";
    const char *back = "";
};

const Numbered NumberedAttacks[] = {
    {"link definitions", [](int i) -> QByteArray { return "[r" + QByteArray::number(i) + "]: x\n"; }},
    {"definitions with open titles", [](int i) -> QByteArray { return "[r" + QByteArray::number(i) + "]: x \"\n"; }},
    {"definitions in items", [](int i) -> QByteArray { return "- [r" + QByteArray::number(i) + "]: x\n"; }},
    {"YAML keys", [](int i) -> QByteArray { return "k" + QByteArray::number(i) + ": v\n"; }, "---\n", "---\n"},
    {"YAML anchors",
     [](int i) -> QByteArray {
         const QByteArray number = QByteArray::number(i);
         return "a" + number + ": &x" + number + " [*x" + QByteArray::number(i - 1) + "]\n";
     },
     "---\n", "---\n"},
    {"aliases", [](int i) -> QByteArray { return "  - a" + QByteArray::number(i) + "\n"; }, "---\naliases:\n", "---\n"},
    {"runs of backticks", [](int i) -> QByteArray { return QByteArray(i, '`') + "a "; }},
    {"quotes in quotes", [](int i) -> QByteArray { return QByteArray(i, '>') + "a\n"; }},
    {"lists in lists", [](int i) -> QByteArray { return QByteArray(2 * i, ' ') + "- a\n"; }},
};

QByteArray textOf(const Numbered &attack, qsizetype size)
{
    QByteArray text = attack.front;
    for (int i = 0; text.size() < size; ++i)
        text += attack.line(i);
    return text + attack.back;
}

QByteArray wideTable(qsizetype size, const char *cell)
{
    const qsizetype width = size / (4 + static_cast<qsizetype>(qstrlen(cell)));
    const auto row = [&](const char *one) { return QByteArray(one).repeated(width) + "|\n"; };
    return row("|a") + row("|-") + row(cell);
}

/// A text made of `base` again and again, of which two sides made others.
struct Sides
{
    const char *name;
    const char *base;
    const char *mine;
    const char *theirs;
};

// What is said of Kestrel and by whom, in a vault of two notes.
constexpr Repeated ClaimAttacks[] = {
    {"captions without end", "[[Kestrel]] (1 ", "#actor\n\n"},
    {"captions in one line", "[[Kestrel]] (1) ", "#actor\n\n"},
    {"clauses of a caption", "1, a and ", "[[Kestrel]] \u2014 "},
    {"clauses of a head", "(1 a ", "#actor\n\n"},
    {"sentences of a head", "A 1. ", "#actor\n\n"},
    {"heads", "a 1\n\n", "#actor\n\n"},
    {"names in one row", "|Kestrel", "|a|b|\n|-|-|\n"},
    {"names in one cell", "Kestrel ", "|a|b|\n|-|-|\n|"},
    {"rows of names", "|Kestrel|1|\n", "|a|b|\n|-|-|\n"},
    {"rows of figures", "|[[Kestrel]]|up $1.5B [[to|\n", "|a|b|\n|-|-|\n"},
    {"figures in one cell", "$1.5B [[", "|a|b|\n|-|-|\n|"},
    {"steps in one cell", "60% mining, ", "|Company|Market share|\n|-|-|\n|[[Kestrel]]|"},
    {"digits of a share", "0", "|Company|Market share|\n|-|-|\n|[[Kestrel]]|", "% mining"},
    {"shares of names in one cell", "a (x), ", "#commodity\n\n|a|b|\n|-|-|\n|Top producer|A (5%), ", "a (9%)|"},
    {"rows of shares of names", "|[[Kestrel]]|[[Kestrel]] (5%)|\n", "|Company|Subsidiary|\n|-|-|\n"},
    {"rows of worths", "|[[Kestrel]]|At $5B val. Now $6B val|\n", "|Company|Detail|\n|-|-|\n"},
    {"worths in one cell", "At $5B val. ", "|Company|Detail|\n|-|-|\n|[[Kestrel]]|"},
    {"rows of products", "|A|[[Kestrel]]|$5|\n", "|Model|Company|Price|\n|-|-|-|\n"},
    {"sections of names", "## Kestrel\n\n|a|b|\n|-|-|\n|c|1|\n\n"},
    {"sections of figures", "## Kestrel\n\n|a|b|\n|-|-|\n|c|$1B|\n\n"},
};

void readClaims(const QByteArray &text)
{
    const QByteArray vault = "//- Kestrel.md\n#actor\n//- Note.md\n" + text;
    const Snapshot snapshot = vaultOf(vault);
    CALLGRIND_ZERO_STATS;
    Lexicon lexicon(snapshot);
    for (const TableMentions &mentions : tablesAbout({"Kestrel"}, snapshot))
        (void)statementsOf(snapshot.file(mentions.file), lexicon, {.tables = mentions.tables});
    for (int file = 0; file < snapshot.files().size(); ++file)
        (void)statementsOf(snapshot.file(file), lexicon, {.claims = true});
}

constexpr Repeated CanvasAttacks[] = {
    {"open lists", "["},
    {"open objects", "{\"a\":"},
    {"cards", "{\"type\":\"text\",\"text\":\"[[a]]\"},", "{\"nodes\":[", "{}]}"},
    {"members of one name", "\"text\":\"[[a]]\",", "{\"nodes\":[{\"type\":\"text\",", "\"x\":1}]}"},
    {"lists of cards", "\"nodes\":[{\"type\":\"file\",\"file\":\"a\"}],", "{", "\"x\":1}"},
    {"links in one card", "[[a]] \\u00e9 ", "{\"nodes\":[{\"type\":\"text\",\"text\":\"", "\"}]}"},
    {"a card of escapes", "\\", "{\"nodes\":[{\"type\":\"text\",\"text\":\"[", "\"}]}"},
};

// Every link of every card is changed.
void editCards(const QByteArray &text)
{
    const Canvas canvas = parseCanvas(text);
    for (const CanvasText &card : canvas.texts) {
        QList<Edit> edits;
        for (const Link &link : card.note.facts.links)
            edits.append({link.target, "b"});
        (void)jsonEdits(EditScript::of(edits).value_or(EditScript()), card.text, text);
    }
}

constexpr Sides MergeAttacks[] = {
    {"words", "a ", "x ", "y "},
    {"one word", "a", "x", "y"},
    {"new lines", "a\n", "a\nx\n", "y\na\n"},
    {"converted line ends", "a\n", "a\r\n", "y\n"},
    {"every other cell", "|a|b", "|x|b", "|a|y"},
    {"open links in cells", "|[[a", "|[[x", "|[[y"},
    {"blanks", "a \t", "a  ", "a\t"},
};

// A loop that is quadratic on purpose: what counts work must find it.
void planted(const QByteArray &text)
{
    volatile qsizetype found = 0;
    for (qsizetype i = 0; i < text.size(); i += 4)
        found = found + text.indexOf('\n');
}

/// Instructions that callgrind counted since it was told to begin anew; -1 where nothing counts.
qint64 dumpedTotal()
{
    CALLGRIND_DUMP_STATS;
    const QDir here;
    qint64 total = -1;
    const QStringList dumps = here.entryList({QStringLiteral("callgrind.out.*")}, QDir::Files);
    for (const QString &name : dumps) {
        QFile file(here.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray dump = file.readAll();
        if (const qsizetype at = dump.indexOf("\ntotals: "); at >= 0)
            total = dump.mid(at + 9, dump.indexOf('\n', at + 9) - at - 9).toLongLong();
        file.remove();
    }
    return total;
}

void measure(const char *attack, const char *reader, const std::function<QByteArray(qsizetype)> &make,
             const std::function<void(const QByteArray &)> &read)
{
    for (const qsizetype size : {0, 3000, 6000, 12'000}) {
        const QByteArray text = make(size);
        CALLGRIND_ZERO_STATS;
        read(text);
        std::printf("%s\t%s\t%lld\t%lld\n", attack, reader, static_cast<long long>(size),
                    static_cast<long long>(dumpedTotal()));
    }
}

void attack(const char *name, const std::function<QByteArray(qsizetype)> &make)
{
    measure(name, "facts", make, [](const QByteArray &text) { (void)parseNote(text); });
    measure(name, "html", make, [](const QByteArray &text) { (void)renderHtml(text); });
}

} // namespace

int main()
{
    measure("planted", "planted", [](qsizetype size) { return QByteArray(size, 'a'); }, planted);
    (void)renderHtml("[[warm]] up | $x$"); // What the libraries do once.
    for (const Repeated &one : Attacks)
        attack(one.name, [&](qsizetype size) { return textOf(one, size); });
    for (const Numbered &one : NumberedAttacks)
        attack(one.name, [&](qsizetype size) { return textOf(one, size); });
    attack("a wide table", [](qsizetype size) { return wideTable(size, "|b"); });
    attack("a wide table of links", [](qsizetype size) { return wideTable(size, "|[a](b)"); });
    for (const char *unit : {"(", "-", "a OR ", "\"", "[a:", "/", "line:("}) {
        measure(
            unit, "query", [&](qsizetype size) { return QByteArray(unit).repeated(size / 6); },
            [](const QByteArray &text) { (void)Query::parse(QString::fromLatin1(text)); });
    }
    for (const char *unit : {"[", "[[", "[[a]] (", "[[a]], ", "[a](", "(", "~", "-", "1", "1,000", "$", "1 / ", "1%, ",
                             "2020, ", "1→", "a ", "#1", "1 a b ", "(2020) "}) {
        measure(
            unit, "cell", [&](qsizetype size) { return QByteArray(unit).repeated(size); },
            [](const QByteArray &text) { (void)readCell(text); });
    }
    for (const char *unit : {"[", "[[", "![[", "[a](", "[a](b", "<br ", "`", "*", "\\"}) {
        measure(
            unit, "shown cell", [&](qsizetype size) { return QByteArray(unit).repeated(size); },
            [](const QByteArray &text) { (void)cellText(text); });
    }
    for (const Repeated &one : ClaimAttacks)
        measure(one.name, "claims", [&](qsizetype size) { return textOf(one, size); }, readClaims);
    for (const Repeated &one : CanvasAttacks)
        measure(one.name, "canvas", [&](qsizetype size) { return textOf(one, size); }, editCards);
    for (const Sides &one : MergeAttacks) {
        const QByteArray base = one.base;
        measure(
            one.name, "merge", [&](qsizetype size) { return base.repeated(size / base.size()); },
            [&](const QByteArray &text) {
                const qsizetype count = text.size() / base.size();
                (void)Merge::of(text, QByteArray(one.mine).repeated(count), QByteArray(one.theirs).repeated(count));
            });
    }
    return 0;
}
