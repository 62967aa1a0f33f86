// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/change/subpathplan.h"
#include "core/note/subpath.h"
#include "tests/support/randomtext.h"
#include "tests/support/vaultof.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

NotePath at(const QString &path)
{
    return *NotePath::fromRelative(path);
}

/// The vault after heading `heading` of N.md has been renamed, or the sentence that refuses it.
QByteArray headingRenamed(const QByteArray &vault, int heading, const QString &to)
{
    const Snapshot before = vaultOf(vault);
    const Result<ChangePlan> plan = planHeadingRename(before, at(u"N.md"_s), heading, to);
    return plan ? textAfter(*plan, before) : plan.error().sentence.toUtf8();
}

QByteArray blockRenamed(const QByteArray &vault, const QString &from, const QString &to)
{
    const Snapshot before = vaultOf(vault);
    const Result<ChangePlan> plan = planBlockRename(before, at(u"N.md"_s), from, to);
    return plan ? textAfter(*plan, before) : plan.error().sentence.toUtf8();
}

/// For every link of the vault the headings that it reaches, as note and numbers.
QStringList headingsReached(const Snapshot &snapshot)
{
    QStringList result;
    for (int file = 0; file < snapshot.files().size(); ++file) {
        const Note &source = snapshot.note(file);
        for (const Link &link : source.facts.links) {
            const Resolution found = snapshot.resolve(linkTarget(link, source.text), snapshot.file(file).path);
            QString reached = snapshot.file(found.matches.first()).path.toString();
            const Note &note = snapshot.note(found.matches.first());
            for (const int heading : HeadingLookup(note.facts, note.text).reached(linkSubpath(link, source.text)))
                reached += u' ' + QString::number(heading);
            result.append(reached);
        }
    }
    return result;
}

} // namespace

class SubpathPlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The heading's line and how it reads when its text has become "Works".
    void ownLine_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *before, const char *expected) {
            QTest::newRow(before) << QByteArray(before) << QByteArray(expected);
        };
        row("## Plants\n", "## Works\n");
        row("##  Plants  \n", "##  Works  \n");
        row("## Plants ##\n", "## Works ##\n");
        row("# Plants ^id\n", "# Works ^id\n");
        row("# Plants ^id\t\r\n", "# Works ^id\t\r\n");
        row("Plants\n===\n", "Works\n===\n");
        row("Plants\nand works ^id\n---\n", "Works ^id\n---\n");
        row("> - # Plants\n", "> - # Works\n");
        row("> Plants\n> ---\n", "> Works\n> ---\n");
        row("##\n", "## Works\n");
        row("## ##\n", "## Works ##\n");
        row("# **Plants** of [[#Plants|this]] #tag\n", "# Works\n");
    }

    void ownLine()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, expected);
        const QByteArray vault = "//- N.md\ntext\n\n";
        QCOMPARE(headingRenamed(vault + before, 0, u"Works"_s), vault + expected);
    }

    // Each row is what another note says before and after "Plants" has become "Works: old & new" in N.md.
    void references_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *before, const char *expected) {
            QTest::newRow(before) << QByteArray(before) << QByteArray(expected);
        };
        row("[[N#Plants]] [[n.md#plants]]", "[[N#Works old & new]] [[n.md#Works old & new]]");
        row("[[N#Plants|the plants]] ![[N#Plants]]", "[[N#Works old & new|the plants]] ![[N#Works old & new]]");
        row("[[Alias#Plants]] [[ N # Plants ]]", "[[Alias#Works old & new]] [[ N # Works old & new ]]");
        row("[[N#Company#Plants]] [[N#Company#Plants#East]]",
            "[[N#Company#Works old & new]] [[N#Company#Works old & new#East]]");
        row("[[N#Plants#Plants]]", "[[N#Plants#Plants]]");
        row("[[N#East]] [[N#Ghost]] [[N]] [[N#^plants]] [[Ghost#Plants]]",
            "[[N#East]] [[N#Ghost]] [[N]] [[N#^plants]] [[Ghost#Plants]]");
        row("|a|\n|-|\n|[[N#Plants\\|p]]|", "|a|\n|-|\n|[[N#Works old & new\\|p]]|");
        row("[x](N.md#Plants) [x](<N.md#Plants>)", "[x](N.md#Works%20old%20%26%20new) [x](<N.md#Works old & new>)");
        row("[x](N.md#Company#pl%61nts \"t\")", "[x](N.md#Company#Works%20old%20%26%20new \"t\")");
        row("[x](N.md#Company%23Plants)", "[x](N.md#Company#Works%20old%20%26%20new)");
        row("[x][n]\n\n[n]: N.md#Plants", "[x][n]\n\n[n]: N.md#Works%20old%20%26%20new");
        row("`[[N#Plants]]` %%[[N#Plants]]%%", "`[[N#Plants]]` %%[[N#Works old & new]]%%");
        row("---\na: \"[[N#Plants|p]]\"\nb: ['[x](N.md#Plants)']\n---",
            "---\na: \"[[N#Works old & new|p]]\"\nb: ['[x](N.md#Works%20old%20%26%20new)']\n---");
    }

    void references()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, expected);
        const auto vault = [](const QByteArray &heading, const QByteArray &own, const QByteArray &other) {
            return "//- N.md\n---\naliases: [Alias]\n---\n# Company\n## " + heading + "\n### East\n## Other\n" + own
                   + "\n//- Other.md\n" + other + '\n';
        };
        QCOMPARE(headingRenamed(vault("Plants", "[[#Plants]] [x](#plants) [[N#Plants]]", before), 1,
                                u" Works: old & new "_s),
                 vault("Works: old & new", "[[#Works old & new]] [x](#Works%20old%20%26%20new) [[N#Works old & new]]",
                       expected));
    }

    void quotesInFrontMatter()
    {
        const QByteArray vault = "//- N.md\n# A\n//- Other.md\n---\na: '[[N#A]]'\nb: \"[[N#A]]\"\n"
                                 "c: \"[x](<N.md#A>)\"\n---\n";
        const QByteArray now = headingRenamed(vault, 0, u"Ohm's \"law\""_s);
        QCOMPARE(now, "//- N.md\n# Ohm's \"law\"\n//- Other.md\n---\na: '[[N#Ohm''s \"law\"]]'\n"
                      "b: \"[[N#Ohm's \\\"law\\\"]]\"\nc: \"[x](<N.md#Ohm%27s %22law%22>)\"\n---\n");
        QCOMPARE(headingRenamed(now, 0, u"A"_s), vault);
    }

    void theFirstOfSeveralIsMeant()
    {
        const QByteArray vault = "//- N.md\n# A\n## P\n# B\n## P\n[[#P]] [[#B#P]] [[#A#P]]\n";
        QCOMPARE(headingRenamed(vault, 1, u"Q"_s), "//- N.md\n# A\n## Q\n# B\n## P\n[[#Q]] [[#B#P]] [[#A#Q]]\n");
        QCOMPARE(headingRenamed(vault, 3, u"Q"_s), "//- N.md\n# A\n## P\n# B\n## Q\n[[#P]] [[#B#Q]] [[#A#P]]\n");
        // Nobody says it, so nobody is misled.
        QCOMPARE(headingRenamed("//- N.md\n# A\n# B\n[[#A]]\n", 1, u"A"_s), "//- N.md\n# A\n# A\n[[#A]]\n");
    }

    void headingRefusals_data()
    {
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("empty") << u"  "_s << u"A heading needs a text."_s;
        QTest::newRow("lines") << u"a\nb"_s << u"A heading cannot hold line ends or other controls."_s;
        QTest::newRow("marks") << u"[?] |"_s << u"A heading of marks alone cannot be said by a link."_s;
        QTest::newRow("same") << u"Old"_s << u"The heading Old has this text already."_s;
        QTest::newRow("closing marks") << u"a #"_s << u"a # would not be read as the text of this heading."_s;
        QTest::newRow("block id") << u"a ^b"_s << u"a ^b would not be read as the text of this heading."_s;
        QTest::newRow("an earlier one") << u"first"_s
                                        << u"A link that says #first would reach another heading than before."_s;
        QTest::newRow("a later one") << u"Last!"_s
                                     << u"A link that says #last would reach another heading than before."_s;
    }

    void headingRefusals()
    {
        QFETCH(const QString, to);
        QFETCH(const QString, sentence);
        QCOMPARE(headingRenamed("//- N.md\n# First\n# Old\n# Last\n[[#Old]] [[#last]]\n", 1, to), sentence.toUtf8());
    }

    void blocks_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *before, const char *expected) {
            QTest::newRow(before) << QByteArray(before) << QByteArray(expected);
        };
        row("[[N#^old]] ![[n#^OLD|x]] [[#^old]]", "[[N#^new-1]] ![[n#^new-1|x]] [[#^old]]");
        row("[x](N.md#^old) [x](N.md#%5Eold) [x](N.md#^%6Fld)", "[x](N.md#^new-1) [x](N.md#%5Enew-1) [x](N.md#^new-1)");
        row("[[N#^older]] [[N#old]] [[N]] ^old", "[[N#^older]] [[N#old]] [[N]] ^old");
        row("---\na: '[[N#^old]]'\n---", "---\na: '[[N#^new-1]]'\n---");
    }

    void blocks()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, expected);
        const auto vault = [](const QByteArray &id, const QByteArray &other) {
            return "//- M.md\n" + other + "\n//- N.md\ntext ^" + id + "\n\n- item ^older\n\n[[#^" + id + "]]\n";
        };
        QCOMPARE(blockRenamed(vault("old", before), u"Old"_s, u"new-1"_s), vault("new-1", expected));
    }

    void blockRefusals_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("sentence");
        const QString characters = u"The id of a block is made of Latin letters, digits and hyphens."_s;
        QTest::newRow("not there") << u"x"_s << u"y"_s << u"N has no block ^x."_s;
        QTest::newRow("there") << u"a"_s << u"B"_s << u"N has a block ^B already."_s;
        QTest::newRow("itself") << u"a"_s << u"a"_s << u"N has a block ^a already."_s;
        QTest::newRow("empty") << u"a"_s << QString() << characters;
        QTest::newRow("blank") << u"a"_s << u"a b"_s << characters;
        QTest::newRow("underscore") << u"a"_s << u"a_b"_s << characters;
        QTest::newRow("other letters") << u"a"_s << u"é"_s << characters;
    }

    void blockRefusals()
    {
        QFETCH(const QString, from);
        QFETCH(const QString, to);
        QFETCH(const QString, sentence);
        const QByteArray vault = "//- N.md\ntext ^a\n\nmore ^b\n";
        QCOMPARE(blockRenamed(vault, from, to), sentence.toUtf8());
        QCOMPARE(blockRenamed(vault, u"a"_s, u"A"_s), "//- N.md\ntext ^A\n\nmore ^b\n");
    }

    // Whatever is renamed, every link reaches the headings that it reached, and the way back restores every byte.
    void everyLinkKeepsItsHeadings()
    {
        RandomText random(7);
        const QStringList texts{u"A"_s, u"a!"_s, u"B"_s, u"A B"_s, u"*B*: x"_s, u"[[M|C]]"_s, u"it's"_s, u"50% `c`"_s};
        const QStringList said{u"a"_s, u"A"_s, u"B"_s, u"A B"_s, u"B x"_s, u"C"_s, u"it's"_s, u"50 c"_s};
        const QStringList ways{u"[[N#%1]]"_s, u"[[N#%1#%2]]"_s, u"![[N#%2#%1|x]]"_s, u"[x](<N.md#%2#%1>)"_s};
        const auto links = [&] {
            QByteArray text;
            for (int link = 0; link < 4; ++link)
                text += QString(random.oneOf(ways))
                            .replace(u"%1"_s, random.oneOf(said))
                            .replace(u"%2"_s, random.oneOf(said))
                            .toUtf8()
                        + '\n';
            return text;
        };
        constexpr int Headings = 8;
        int renamed = 0;
        for (int round = 0; round < 400; ++round) {
            QByteArray vault = "//- M.md\n" + links() + "//- N.md\n";
            for (int heading = 0; heading < Headings; ++heading)
                vault += QByteArray("#").repeated(random.number(1, 3)) + ' ' + random.oneOf(texts).toUtf8() + '\n';
            vault += links();
            const Snapshot before = vaultOf(vault);
            const QString to = random.oneOf(texts) + random.oneOf(texts);
            const Result<ChangePlan> plan =
                planHeadingRename(before, at(u"N.md"_s), random.number(0, Headings - 1), to);
            if (!plan)
                continue;
            ++renamed;
            const QByteArray now = textAfter(*plan, before);
            const QStringList was = headingsReached(before);
            const QStringList is = headingsReached(vaultOf(now));
            const QByteArray seen = vault + "\n--\n" + now;
            // A link inside the renamed heading has gone with it.
            if (was.size() == is.size()) {
                for (qsizetype i = 0; i < was.size(); ++i) {
                    const bool foundSomething = !was.at(i).contains(u' ') && is.at(i).startsWith(was.at(i));
                    QVERIFY2(is.at(i) == was.at(i) || foundSomething, seen.constData());
                }
            }
            QCOMPARE(textAfter(inverse(*plan, before), vaultOf(now)), vault);
        }
        QVERIFY(renamed > 200);
    }
};

QTEST_GUILESS_MAIN(SubpathPlanTest)
#include "subpathplantest.moc"
