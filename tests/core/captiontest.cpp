// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/caption.h"
#include "tests/core/claimlines.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

// "Subject: metric (scope) = figure @period" of every caption of the first note.
QStringList captions(const QByteArray &vault, const QString &path)
{
    const Snapshot snapshot = vaultOf(vault);
    const FileEntry &file = snapshot.file(snapshot.find(*NotePath::fromRelative(path)));
    Names names(snapshot);
    QStringList lines;
    for (const CaptionValue &caption : readCaptions(file, names)) {
        QByteArray line = caption.subject.name.toUtf8() + ": " + caption.metric.name;
        if (!caption.metric.scope.isEmpty())
            line += " (" + caption.metric.scope + ')';
        line += " = " + caption.range.in(file.note->text);
        const Period &period = caption.metric.period.isValid() ? caption.metric.period : caption.period;
        if (period.isValid()) {
            line += " @";
            append(line, period);
        }
        lines.append(QString::fromUtf8(line));
    }
    return lines;
}

const QByteArray Others = "//- Kestrel.md\n#actor #boats\n//- Norrland.md\n#actor #boats\n//- Sailing.md\n#concept\n";

// The captions of `line` in a note about somebody else.
QStringList captionsOf(const QByteArray &line)
{
    return captions("//- Skua.md\n#actor #boats\n\n## Related\n\n" + line + "\n" + Others, u"Skua.md"_s);
}

} // namespace

/// What lines say by the way of those whom they link, and a note's head of its own subject.
class CaptionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void captions_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QStringList>("said");
        const auto row = [](const char *name, const QByteArray &line, const QStringList &said = {}) {
            QTest::newRow(name) << line << said;
        };
        row("a figure first", "- [[Kestrel]] \u2014 hulls, $2B valuation", {u"Kestrel: valuation = $2B"_s});
        row("a figure behind", "- [[Kestrel]] \u2014 founded 2003, boats", {u"Kestrel: founded = 2003"_s});
        row("in parentheses", "- [[Kestrel]] \u2014 builds hulls (€12B valuation)", {u"Kestrel: valuation = €12B"_s});
        row("right behind a link", "He sold [[Kestrel]] (market cap ~$3B) for less.",
            {u"Kestrel: market cap = ~$3B"_s});
        row("bold", "- **[[Kestrel]]** \u2014 ~160 employees", {u"Kestrel: employees = ~160"_s});
        row("a colon", "- [[Kestrel]]: 4 million subscribers", {});
        row("before another", "- [[Kestrel]] \u2014 $2B valuation (owned by [[Norrland]])",
            {u"Kestrel: valuation = $2B"_s});
        row("a scale apart", "- [[Kestrel]]: revenue 2025 $4 billion", {u"Kestrel: revenue = $4 billion @2025"_s});
        row("a share of something", "- [[Kestrel]] \u2014 30% hull share in 2025",
            {u"Kestrel: market share (hull) = 30% @2025"_s});
        row("a time ahead", "- [[Kestrel]] \u2014 Q1 2026: revenue $13.4B (+10.3%), EPS $4.10 (+12%)",
            {u"Kestrel: revenue = $13.4B @2026-Q1"_s, u"Kestrel: eps = $4.10 @2026-Q1"_s});
        row("a time and its report", "- [[Kestrel]] \u2014 Q2 FY2026 earnings: revenue $1.6B",
            {u"Kestrel: revenue = $1.6B @FY2026-Q2"_s});
        row("figures with commas", "- [[Kestrel]] \u2014 1,225 employees, founded 1998",
            {u"Kestrel: employees = 1,225"_s, u"Kestrel: founded = 1998"_s});

        row("a time behind", "- [[Kestrel]] \u2014 $2B valuation (May 2025), founded 1998 (Oslo, 2001)",
            {u"Kestrel: valuation = $2B @2025-05"_s, u"Kestrel: founded = 1998"_s});
        row("a time of another clause", "- [[Kestrel]] \u2014 $2B valuation, hulls (2019)",
            {u"Kestrel: valuation = $2B"_s});

        // Of what else it may be is not guessed.
        row("sales without a time", "- [[Kestrel]] \u2014 revenue $3B");
        row("another time ahead", "- [[Kestrel]] \u2014 deal of 2019: revenue $3B");
        row("a stake", "- [[Kestrel]] \u2014 64% stake");
        row("a share of nothing said", "- [[Kestrel]] \u2014 30% share");
        row("of a part", "- [[Kestrel]] \u2014 rigging revenue $3B in 2025");
        row("of another", "- [[Kestrel]] \u2014 rival of [[Sailing]], $2B valuation");
        row("from another", "- [[Kestrel]] \u2014 2025 revenue $3B from [[Norrland]], founded 1998");
        row("of the next sentence", "- [[Kestrel]] \u2014 hulls. Its owner has a $2B valuation");
        row("a figure alone", "- [[Kestrel]] ($2B)");
        row("a change", "- [[Kestrel]] \u2014 $4B\u2192$2B valuation");
        row("another unit", "- [[Kestrel]] \u2014 founded $3B");
        row("no company", "- [[Sailing]] \u2014 $2B valuation");
        row("nothing linked", "- Kestrel \u2014 $2B valuation");
        row("not behind the link", "They like [[Kestrel]] \u2014 a $2B valuation");
        row("embedded", "- ![[Kestrel]] \u2014 $2B valuation");
        row("code", "    - [[Kestrel]] \u2014 $2B valuation");
    }
    void captions()
    {
        QFETCH(const QByteArray, line);
        QTEST(captionsOf(line), "said");
    }

    // What stands above the first section of a thing's note is of it, up to where a sentence names another.
    void heads()
    {
        const auto head = [](const QByteArray &tags, const QByteArray &text) {
            return ::captions("//- Skua.md\n" + tags + "\n\n# Skua\n\n" + text + "\n\n## History\n\nFounded 1777.\n"
                                  + Others,
                              u"Skua.md"_s);
        };
        QCOMPARE(head("#actor", "**Holding** of a family. Market cap ~€25B, founded 1899."),
                 (QStringList{u"Skua: market cap = ~€25B"_s, u"Skua: founded = 1899"_s}));
        QCOMPARE(head("#actor", "Owns [[Sailing]], founded 1950. Founded 1899."),
                 QStringList{u"Skua: founded = 1899"_s});
        QCOMPARE(head("#actor", "Owner of Harbour ($9B valuation), founded 1899 (in Oslo)."),
                 QStringList{u"Skua: founded = 1899"_s});
        QCOMPARE(head("#actor", "Market cap ~€25B,\nfounded 1899"),
                 (QStringList{u"Skua: market cap = ~€25B"_s, u"Skua: founded = 1899"_s}));
        QCOMPARE(head("#concept", "Market cap ~€25B."), QStringList());
    }

    // Captions are claims like those of tables.
    void claims()
    {
        QCOMPARE(verdicts("//- Kestrel.md\n#actor #boats\n## Quick stats\n| Metric | Value |\n|---|---|\n"
                          "| Valuation | $5B |\n//- Skua.md\n#actor #boats\n## Related\n"
                          "- [[Kestrel]] \u2014 hulls, $2B valuation\n"),
                 QStringList{u"contradict Kestrel valuation: $5B / $2B"_s});
    }

    // A day's note says how it was on that day.
    void daysNotes()
    {
        const QByteArray vault = "//- 2026-03-31.md\n#daily\n\n- [[Kestrel]] \u2014 $2B valuation\n" + Others;
        const Snapshot snapshot = vaultOf(vault);
        ClaimIndex index;
        index.update(snapshot);
        const auto said = index.statements(*NotePath::fromRelative(u"2026-03-31.md"_s));
        QVERIFY(said);
        QCOMPARE(said->statements.size(), 1);
        QByteArray period;
        append(period, said->statements.first().period);
        QCOMPARE(period, QByteArray("2026-03-31"));
    }

    // Long lines are read, and their end is not looked for at each link.
    void longLines()
    {
        const QByteArray line = QByteArray("[[Kestrel]] (hulls ").repeated(50'000);
        QCOMPARE(captionsOf(line), QStringList());
        QCOMPARE(captionsOf("- [[Kestrel]] \u2014 " + QByteArray("1, ").repeated(300'000)), QStringList());
    }
};

QTEST_GUILESS_MAIN(CaptionTest)
#include "captiontest.moc"
