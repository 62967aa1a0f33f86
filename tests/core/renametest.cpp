// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/change/keeplinks.h"
#include "core/change/renameplan.h"
#include "core/note/aliasedit.h"
#include "core/note/parsenote.h"
#include "core/note/yamlwriter.h"
#include "core/text/unifieddiff.h"
#include "core/vault/vault.h"
#include "tests/support/temporaryvault.h"
#include "tests/support/vaultof.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

NotePath at(const QString &path)
{
    return *NotePath::fromRelative(path);
}

/// What each link of the vault reaches, in the order of the links: their source's and target's old paths.
QStringList meanings(const Snapshot &snapshot, const QHash<NotePath, NotePath> &oldPaths)
{
    QStringList result;
    for (int file = 0; file < snapshot.files().size(); ++file) {
        const FileEntry &entry = snapshot.file(file);
        if (!entry.note)
            continue;
        for (qsizetype i = 0; i < entry.note->facts.links.size(); ++i) {
            const Link &link = entry.note->facts.links.at(i);
            const Resolution found = snapshot.resolve(linkTarget(link, entry.note->text), entry.path);
            const NotePath reached = found.isResolved() ? snapshot.file(found.matches.first()).path : NotePath();
            result.append(u"%1 %2: %3 %4"_s.arg(oldPaths.value(entry.path, entry.path).toString())
                              .arg(i)
                              .arg(oldPaths.value(reached, reached).toString(), linkSubpath(link, entry.note->text)));
        }
    }
    result.sort();
    return result;
}

QByteArray renamed(const char *vault, const char *from, const char *to, const QString &note, bool keepAlias = false)
{
    const Snapshot before = vaultOf(vault);
    const Result<ChangePlan> plan =
        planRename(before, QString::fromUtf8(from), QString::fromUtf8(to), {.keepAlias = keepAlias});
    if (!plan)
        return plan.error().sentence.toUtf8();
    const Snapshot now = vaultOf(textAfter(*plan, before));
    const int file = now.find(at(note));
    return file < 0 ? QByteArray("no such note") : now.note(file).text;
}

} // namespace

class RenameTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // "[[[x].pdf]]" would be a link in brackets.
    void aNameThatBeginsWithABracketIsSaidWithItsPath()
    {
        QCOMPARE(renamed("//- N.md\n[[a/[x].pdf|p]]\n//- a/[x].pdf\n", "a", "b", u"N.md"_s), "[[/b/[x].pdf|p]]\n");
    }

    // obsidian.md 2.12: each row is the text of the note N.md before and after Old.md has become New.md.
    void links_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *before, const char *expected) {
            QTest::newRow(before) << QByteArray(before) << QByteArray(expected);
        };
        row("[[Old]]", "[[New]]");
        row("[[old]] [[OLD.md]]", "[[New]] [[New.md]]");
        row("[[Old|the old one]]", "[[New|the old one]]");
        row("[[Old#Plants|p]] ![[Old#^id]]", "[[New#Plants|p]] ![[New#^id]]");
        row("[[ Old ]] and Old", "[[ New ]] and Old");
        row("|a|b|\n|-|-|\n|[[Old\\|o]]|[[Old|o]]|", "|a|b|\n|-|-|\n|[[New\\|o]]|[[New|o]]|");
        row("[x](Old.md) [x](<Old.md#H> \"t\") ![](Old)", "[x](New.md) [x](<New.md#H> \"t\") ![](New)");
        row("[x](./Old.md)", "[x](./New.md)");
        row("[x][o] [o]\n\n[o]: Old.md#H", "[x][o] [o]\n\n[o]: New.md#H");
        row("[Old]: Old is a big company.\n\n> [x]: Old.md garbage\n\n- [x]: <Old.md> garbage",
            "[Old]: Old is a big company.\n\n> [x]: Old.md garbage\n\n- [x]: <Old.md> garbage");
        row("[k] [l]\n\n[k]:\n  Old.md\n  'Old.md'\n[l]: <Old.md>",
            "[k] [l]\n\n[k]:\n  New.md\n  'Old.md'\n[l]: <New.md>");
        row("[k] [x](&#x4f;l&#100;.md) [x](Old&period;md)\n\n[k]: &#79;ld.md",
            "[k] [x](New.md) [x](New.md)\n\n[k]: New.md");
        // What only looks like the link stays; the link does not.
        row("Write `[x](Old.md)` to get [x](Old.md).", "Write `[x](Old.md)` to get [x](New.md).");
        row("``a ` [x](Old.md)`` [x](Old.md) ` [y](Old.md)", "``a ` [x](Old.md)`` [x](New.md) ` [y](New.md)");
        row("%% [z](Old.md) %% and [z](Old.md)", "%% [z](Old.md) %% and [z](New.md)");
        row("pre <!-- [y](Old.md) --> [y](Old.md)", "pre <!-- [y](Old.md) --> [y](New.md)");
        row("pre <!-- a -- [y](Old.md) --> [y](Old.md)", "pre <!-- a -- [y](Old.md) --> [y](New.md)");
        row("<i title=\"[y](Old.md)\"> [y](Old.md) <a [y](Old.md)>",
            "<i title=\"[y](Old.md)\"> [y](New.md) <a [y](New.md)>");
        row("a <?[y](Old.md)?> <!X [y](Old.md)> <![CDATA[[y](Old.md)]]> [y](Old.md)",
            "a <?[y](Old.md)?> <!X [y](Old.md)> <![CDATA[[y](Old.md)]]> [y](New.md)");
        row("$[n](Old.md)$ [n](Old.md)", "$[n](Old.md)$ [n](New.md)");
        row("[a\\](Old.md) [b](Old.md)", "[a\\](Old.md) [b](New.md)");
        row("\\[a](Old.md) \\![b](Old.md) [c`]`](Old.md)", "\\[a](Old.md) \\![b](New.md) [c`]`](New.md)");
        row("|a|b|\n|-|-|\n|`[x](Old.md)`|[x](Old.md)|\n|a ` b|[x](Old.md) ` c|",
            "|a|b|\n|-|-|\n|`[x](Old.md)`|[x](New.md)|\n|a ` b|[x](New.md) ` c|");
        row("> `a\n> [x](Old.md)` [x](\n> Old.md\n> \"t\")", "> `a\n> [x](Old.md)` [x](\n> New.md\n> \"t\")");
        row("[a [b](Old.md) c](Old.md) [![p](Old.md)](Old.md)", "[a [b](New.md) c](Old.md) [![p](New.md)](New.md)");
        row("[r] [r] [b](Old.md) [r]\n\n[r]: Old.md", "[r] [r] [b](New.md) [r]\n\n[r]: New.md");
        row("[x](<a#b `c`.md>) `d` [x](Old.md) `e`", "[x](<a#b `c`.md>) `d` [x](New.md) `e`");
        row("<https://x.example/[a](Old.md)> <mail@x.example> [a](Old.md)",
            "<https://x.example/[a](Old.md)> <mail@x.example> [a](New.md)");
        row("---\nparent: \"[[Old|o]]\"\nall: ['[[Old]]', \"[x](Old.md)\"]\n---\n",
            "---\nparent: \"[[New|o]]\"\nall: ['[[New]]', \"[x](New.md)\"]\n---\n");
        row("---\na: &x \"[[Old]]\"\nb: >-\n  [[Old#H|it's]]\n---\n",
            "---\na: &x \"[[New]]\"\nb: >-\n  [[New#H|it's]]\n---\n");
        row("`[[Old]]`\n\n    [[Old]]\n\n<div>\n[[Old]]\n</div>", "`[[Old]]`\n\n    [[Old]]\n\n<div>\n[[Old]]\n</div>");
        row("See <img src=\"Old.md\"> and <a href=\"Old.md\">x</a>",
            "See <img src=\"Old.md\"> and <a href=\"Old.md\">x</a>");
        row("%%[[Old]]%% [[Older]] [[Ghost]] https://x/Old.md", "%%[[New]]%% [[Older]] [[Ghost]] https://x/Old.md");
        row("[[Past name]]", "[[Past name]]");
        row("\xEF\xBB\xBF[[Old]]\r\n\xC2\xA0[[Old]]", "\xEF\xBB\xBF[[New]]\r\n\xC2\xA0[[New]]");
    }

    void links()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, expected);
        const QByteArray vault = "//- Old.md\n---\naliases: [Past name]\n---\n//- Older.md\n//- N.md\n" + before + '\n';
        QCOMPARE(renamed(vault.constData(), "Old.md", "New.md", u"N.md"_s), expected + '\n');
    }

    void namesThatNeedMore_data()
    {
        QTest::addColumn<QByteArray>("vault");
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("expected"); // The text of N.md.
        const auto row = [](const char *name, const char *vault, const char *from, const char *to,
                            const char *expected) {
            QTest::newRow(name) << QByteArray(vault) << QByteArray(from) << QByteArray(to) << QByteArray(expected);
        };
        row("ambiguous afterwards", "//- a/Old.md\n//- b/New.md\n//- N.md\n[[Old]] [[New]]\n", "a/Old.md", "a/New.md",
            "[[a/New]] [[b/New]]\n");
        row("as many folders as it takes", "//- x/a/Old.md\n//- y/a/New.md\n//- N.md\n[[Old]]\n", "x/a/Old.md",
            "x/a/New.md", "[[x/a/New]]\n");
        row("a path that is not needed", "//- a/Old.md\n//- N.md\n[[a/Old]] [[a/Old.md]]\n", "a/Old.md", "b/New.md",
            "[[New]] [[New.md]]\n");
        row("a path of a Markdown link", "//- a/Old.md\n//- N.md\n[x](a/Old.md)\n", "a/Old.md", "b/New.md",
            "[x](b/New.md)\n");
        row("fewer folders than it said", "//- x/a/Old.md\n//- N.md\n[[a/Old]] [x](a/Old.md) [[x/a/Old]]\n",
            "x/a/Old.md", "New.md", "[[New]] [x](New.md) [[New]]\n");
        row("moved, the name is enough", "//- a/Old.md\n//- N.md\n[[Old]] [x](Old.md)\n", "a/Old.md", "b/Old.md",
            "[[Old]] [x](Old.md)\n");
        row("at the root among others", "//- Old.md\n//- b/New.md\n//- N.md\n[[Old]]\n", "Old.md", "New.md",
            "[[New]]\n");
        row("blanks in a Markdown link", "//- Old.md\n//- N.md\n[x](Old.md) [x](<Old.md>)\n", "Old.md",
            "New one (a).md", "[x](New%20one%20%28a%29.md) [x](<New one (a).md>)\n");
        row("marks that pair across links",
            "//- Old.md\n//- N.md\n[x](Old.md) [x](Old.md) [x](<Old.md>) [x](<Old.md>)\n", "Old.md", "US$ &amp;co.md",
            "[x](US%24%20%26amp;co.md) [x](US%24%20%26amp;co.md) [x](<US%24 %26amp;co.md>) [x](<US%24 "
            "%26amp;co.md>)\n");
        row("a bar in angle brackets in a table", "//- a/p|q.pdf\n//- N.md\n|a|\n|-|\n|[x](<a/p%7Cq.pdf>)|\n", "a", "b",
            "|a|\n|-|\n|[x](<b/p%7Cq.pdf>)|\n");
        row("a name like a file's", "//- Old.md\n//- N.md\n[[Old]] [x](Old) [[Old.md]]\n", "Old.md", "A.md.md",
            "[[A.md.md]] [x](A.md.md) [[A.md.md]]\n");
        row("quotes in YAML", "//- Old.md\n//- N.md\n---\na: '[[Old]]'\nb: \"[[Old]]\"\n---\n", "Old.md",
            "Levi's \"x\".md", "---\na: '[[Levi''s \"x\"]]'\nb: \"[[Levi's \\\"x\\\"]]\"\n---\n");
        row("an alias that becomes a name",
            "//- Old.md\n//- B.md\n---\naliases: [New]\n---\n//- N.md\n[[New]] [[New#H]]\n", "Old.md", "New.md",
            "[[B|New]] [[B#H|New]]\n");
        row("an alias in a table", "//- Old.md\n//- B.md\n---\naliases: [New]\n---\n//- N.md\n|a|\n|-|\n|[[New]]|\n",
            "Old.md", "New.md", "|a|\n|-|\n|[[B\\|New]]|\n");
        row("only its case", "//- volta.md\n//- N.md\n[[volta]] [[Volta]]\n", "volta.md", "Volta.md",
            "[[volta]] [[Volta]]\n");
        row("its own name as an alias", "//- Old.md\n---\naliases: [Old]\n---\n//- N.md\n[[Old]] [[old#H]]\n", "Old.md",
            "New.md", "[[New]] [[New#H]]\n");
        row("attachment", "//- img/plan.png\n//- N.md\n![[plan.png|300]] ![p](img/plan.png)\n", "img/plan.png",
            "img/layout.png", "![[layout.png|300]] ![p](img/layout.png)\n");
        row("beside a file of its name", "//- Old.md\n//- LICENSE\n//- N.md\n[[Old]] [x](Old.md) [[./Old]] [[/Old]]\n",
            "Old.md", "LICENSE.md", "[[LICENSE.md]] [x](LICENSE.md) [[./LICENSE.md]] [[/LICENSE.md]]\n");
        row("beside a file of its name in a folder", "//- Old.md\n//- x/LICENSE\n//- N.md\n[[Old]] [[LICENSE]]\n",
            "Old.md", "x/LICENSE.md", "[[x/LICENSE.md]] [[x/LICENSE]]\n");
        row("beside one in another case", "//- Ohm.md\n//- ohm.md\n//- N.md\n[[Ohm]] [v](ohm.md) [[OHM]]\n", "ohm.md",
            "Ion.md", "[[Ohm]] [v](Ion.md) [[OHM]]\n");
        row("folder", "//- a/A.md\n//- a/b/B.md\n//- N.md\n[[a/A]] [[b/B]] [[B]] [x](a/b/B.md)\n", "a", "c/d",
            "[[A]] [[b/B]] [[B]] [x](c/d/b/B.md)\n");
        row("the folder of one of two", "//- a/A.md\n//- b/A.md\n//- N.md\n[[a/A]] [[A]]\n", "a", "ccc",
            "[[ccc/A]] [[ccc/A]]\n");
    }

    void namesThatNeedMore()
    {
        QFETCH(const QByteArray, vault);
        QFETCH(const QByteArray, from);
        QFETCH(const QByteArray, to);
        QFETCH(const QByteArray, expected);
        QCOMPARE(renamed(vault.constData(), from.constData(), to.constData(), u"N.md"_s), expected);
    }

    void aPathStaysOneWhereTheVaultWantsPaths()
    {
        const TemporaryVault vault("//- .obsidian/app.json\n{\"newLinkFormat\": \"absolute\"}\n//- a/Old.md\no\n"
                                   "//- N.md\n[[a/Old]] [[Old]]\n");
        const Snapshot before = *indexVault(vault.root());
        const Result<ChangePlan> plan = planRename(before, u"a/Old.md"_s, u"b/New.md"_s);
        QVERIFY(plan);
        QVERIFY(textAfter(*plan, before).contains("[[b/New]] [[New]]\n"));
    }

    void linksOfAMovedNoteStayTrue()
    {
        const char *const vault =
            "//- z/N.md\n[[C]] [[./C]] [x](../b/C.md) [[#Own]] [[N#Own]] [[z/N]]\n//- z/C.md\n//- b/C.md\n";
        QCOMPARE(renamed(vault, "z/N.md", "b/sub/M.md", u"b/sub/M.md"_s),
                 "[[z/C]] [[../../z/C]] [x](../C.md) [[#Own]] [[M#Own]] [[M]]\n");
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::newRow("nothing there") << u"Ghost.md"_s << u"X.md"_s;
        QTest::newRow("a name without extension") << u"A"_s << u"X"_s;
        QTest::newRow("taken") << u"A.md"_s << u"b/B.md"_s;
        QTest::newRow("taken in another case") << u"A.md"_s << u"B/b.md"_s;
        QTest::newRow("taken in other letters") << u"A.md"_s << u"b/Cafe\u0301.md"_s;
        QTest::newRow("a folder in other letters") << u"A.md"_s << u"b/E\u0301TE\u0301.md"_s;
        QTest::newRow("a folder's name") << u"p.png"_s << u"b"_s;
        QTest::newRow("itself") << u"A.md"_s << u"A.md"_s;
        QTest::newRow("no note any more") << u"A.md"_s << u"A.txt"_s;
        QTest::newRow("no attachment any more") << u"p.png"_s << u"p.md"_s;
        QTest::newRow("out of the vault") << u"A.md"_s << u"../A.md"_s;
        QTest::newRow("hidden") << u"A.md"_s << u".A.md"_s;
        QTest::newRow("into itself") << u"b"_s << u"b/c"_s;
        QTest::newRow("below a file") << u"A.md"_s << u"p.png/c/A.md"_s;
        QTest::newRow("below itself") << u"A.md"_s << u"a.md/B.md"_s;
        QTest::newRow("bar") << u"A.md"_s << u"A|B.md"_s;
        QTest::newRow("hash") << u"A.md"_s << u"A#B.md"_s;
        QTest::newRow("backtick") << u"A.md"_s << u"A`B.md"_s;
        QTest::newRow("brackets") << u"A.md"_s << u"A]].md"_s;
        QTest::newRow("blank at the end") << u"A.md"_s << u"A .md"_s;
        QTest::newRow("only an extension") << u"A.md"_s << u"b/.md"_s;
        QTest::newRow("too long") << u"A.md"_s << QString(u"é"_s.repeated(127) + u".md"_s);
    }

    void refusals()
    {
        QFETCH(const QString, from);
        QFETCH(const QString, to);
        const Result<ChangePlan> plan = planRename(
            vaultOf("//- A.md\n//- b/B.md\n//- p.png\n//- b/Caf\u00e9.md\n//- b/\u00e9t\u00e9.md/x.png\n"), from, to);
        QVERIFY(!plan);
        QVERIFY2(plan.error().sentence.endsWith(u'.'), qPrintable(plan.error().sentence));
    }

    void aliases_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *before, const char *expected) {
            QTest::newRow(before) << QByteArray(before) << QByteArray(expected);
        };
        row("text\n", "---\naliases: [Old: one]\n---\ntext\n");
        row("\xEF\xBB\xBFtext\r\n", "\xEF\xBB\xBF---\r\naliases: [Old: one]\r\n---\r\ntext\r\n");
        row("---\na: 1 # note\n---\n", "---\na: 1 # note\naliases: [Old: one]\n---\n");
        row("---\n---\ntext", "---\naliases: [Old: one]\n---\ntext");
        row("---\naliases: [A, 'B']  # c\nz: 1\n---\n", "---\naliases: [A, 'B', Old: one]  # c\nz: 1\n---\n");
        row("---\naliases: []\n---\n", "---\naliases: [Old: one]\n---\n");
        row("---\naliases: [\n  A,\n]\n---\n", "---\naliases: [\n  A, Old: one,\n]\n---\n");
        row("---\naliases:\n  - A # c\nz: 1\n---\n", "---\naliases:\n  - A # c\n  - Old: one\nz: 1\n---\n");
        row("---\naliases:\n  - A\n  - \"B\"\n\nz: 1\n---\n",
            "---\naliases:\n  - A\n  - \"B\"\n  - Old: one\n\nz: 1\n---\n");
        row("---\nAliases:\n- A\n---\n", "---\nAliases:\n- A\n- Old: one\n---\n");
        row("---\naliases: A\n---\n", "---\naliases: [A, Old: one]\n---\n");
        row("---\naliases:\nz: 1\n---\n", "---\naliases: [Old: one]\nz: 1\n---\n");
        row("---\naliases: [\"Old: one\"]\n---\n", "---\naliases: [\"Old: one\"]\n---\n");
    }

    void aliases()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, expected);
        const QString alias = u"Old: one"_s;
        if (before != expected)
            expected.replace("Old: one", "\"Old: one\"");
        const QByteArray now = *withAlias(alias, parseNote(before), before)->apply(before);
        QCOMPARE(now, expected);
        QVERIFY(parseNote(now).aliases.contains(alias));
    }

    void anAliasThatCannotBeKeptIsRefused()
    {
        for (const char *const front : {"{\"a\": 1}", "aliases: {a: 1}", "aliases: [A"}) {
            const QByteArray vault = QByteArray("//- Old.md\n---\n") + front + "\n---\n//- N.md\n[[Old]]\n";
            const Result<ChangePlan> plan =
                planRename(vaultOf(vault.constData()), u"Old.md"_s, u"New.md"_s, {.keepAlias = true});
            QVERIFY2(!plan, front);
            QVERIFY(plan.error().sentence.endsWith(u'.'));
        }
    }

    void scalarsReadBack()
    {
        for (const QString &value :
             {u"Volta"_s, u"007"_s, u"true"_s, u"a: b"_s, u"- a"_s, u"[x]"_s, u"it's \"so\""_s, u"back\\slash"_s,
              u"Ohm, Ltd"_s, u"#x"_s, u"null"_s, u"日本"_s, u" a"_s, u"ON"_s}) {
            const QByteArray text = "---\naliases: [x, " + yamlScalar(value) + "]\n---\n";
            const NoteFacts facts = parseNote(text);
            QVERIFY2(facts.oddities.isEmpty(), text.constData());
            QCOMPARE(facts.properties.first().values.last(), value);
        }
        QCOMPARE(yamlScalar(u"Volta Works-2"_s), "Volta Works-2");
    }

    // "C#" can be said by no wikilink; its alias can, until that becomes another note's name.
    void aLinkThatNothingCouldWriteRefuses()
    {
        const Snapshot before = vaultOf("//- Old.md\n//- C#.md\n---\naliases: [New]\n---\n//- N.md\n[[New]]\n");
        const Result<ChangePlan> plan = planRename(before, u"Old.md"_s, u"New.md"_s);
        QVERIFY(!plan);
        QCOMPARE(plan.error().sentence, u"No link in N.md could reach C#.md any more."_s);
    }

    void theOldNameStaysAsAlias()
    {
        const char *const vault = "//- Old.md\n---\naliases: [A]\n---\n[[Old]]\n//- N.md\n[[Old]]\n";
        QCOMPARE(renamed(vault, "Old.md", "New.md", u"New.md"_s, true), "---\naliases: [A, Old]\n---\n[[New]]\n");
        QCOMPARE(renamed(vault, "Old.md", "b/Old.md", u"b/Old.md"_s, true), "---\naliases: [A]\n---\n[[Old]]\n");
    }

    // Whatever moves, every link that reached a file reaches it afterwards, and what reached nothing is as it was.
    void everyLinkKeepsItsMeaning()
    {
        QRandomGenerator random(11);
        const QStringList folders{u""_s, u"a/"_s, u"b/"_s, u"a/b/"_s};
        const QStringList names{u"Ohm"_s, u"Volta"_s, u"Cell"_s, u"Ion"_s};
        const auto pick = [&](const QStringList &list) { return list.at(random.bounded(list.size())); };
        for (int round = 0; round < 400; ++round) {
            QMap<QString, QByteArray> files;
            for (int i = 0; i < 7; ++i) {
                QString text = random.bounded(3) == 0 ? u"---\naliases: [%1]\n---\n"_s.arg(pick(names)) : QString();
                for (int link = random.bounded(6); link > 0; --link) {
                    const QString way = pick({u"[[%1]]"_s, u"![[%1#H|d]]"_s, u"[x](%1.md)"_s, u"[[./%1]]"_s,
                                              u"[[/%1.md]]"_s, u"[[../%1]]"_s});
                    text += way.arg(pick(folders) + pick(names)) + u' ';
                }
                files.insert(pick(folders) + pick(names) + u".md"_s, text.toUtf8());
            }
            QByteArray vault;
            for (auto it = files.cbegin(); it != files.cend(); ++it)
                vault += "//- " + it.key().toUtf8() + '\n' + it.value() + '\n';
            const Snapshot before = vaultOf(vault);
            const QString from = pick(files.keys());
            const QString to = QString(pick(folders) + pick({u"Ohm"_s, u"Volta"_s, u"New"_s}) + u".md"_s);
            const Result<ChangePlan> plan = planRename(before, from, to);
            if (!plan)
                continue;
            const QStringList was = meanings(before, {});
            QStringList is = meanings(vaultOf(textAfter(*plan, before)), {{at(to), at(from)}});
            // What reached nothing may have found something.
            for (qsizetype i = 0; i < is.size() && i < was.size(); ++i) {
                if (was.at(i).contains(u":  "))
                    is[i] = was.at(i);
            }
            const QByteArray seen = vault + '\n' + from.toUtf8() + " -> " + to.toUtf8() + '\n'
                                    + was.join(u'\n').toUtf8() + "\n--\n" + is.join(u'\n').toUtf8();
            QVERIFY2(is == was, seen.constData());
        }
    }

    void repairsAfterARenameOutside()
    {
        const Snapshot now = vaultOf("//- New.md\n//- N.md\n[[Old|o]] [[Other]]\n//- Other.md\n");
        const ChangePlan plan = planLinkRepair(now, {{at(u"Old.md"_s), at(u"New.md"_s)}});
        QCOMPARE(plan.files.size(), 1);
        QCOMPARE(plan.files.first().edits.apply("[[Old|o]] [[Other]]\n").value(), "[[New|o]] [[Other]]\n");
        QVERIFY(!plan.files.first().moves());
        // A new file at the old path is what the links mean now.
        const Snapshot again = vaultOf("//- New.md\n//- Old.md\n//- N.md\n[[Old]]\n");
        QVERIFY(planLinkRepair(again, {{at(u"Old.md"_s), at(u"New.md"_s)}}).files.isEmpty());
    }

    void repairsTellOfLinksThatCannotBeMended()
    {
        const Snapshot now = vaultOf("//- C#.md\n//- N.md\n[[Old]] [o](Old.md)\n");
        const ChangePlan plan = planLinkRepair(now, {{at(u"Old.md"_s), at(u"C#.md"_s)}});
        QCOMPARE(plan.files.size(), 1);
        QCOMPARE(plan.files.first().edits.apply("[[Old]] [o](Old.md)\n").value(), "[[Old]] [o](C%23.md)\n");
        QCOMPARE(plan.remarks, QStringList(u"No link in N.md could reach C#.md any more."_s));
    }

    // No index knows what is hidden, so that such links stay; they are told of.
    void linksToHiddenFilesAreTold_data()
    {
        QTest::addColumn<QByteArray>("vault");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("link"); // That leads elsewhere then; empty for none.
        const auto row = [](const char *name, const QByteArray &vault, const QString &from, const QString &to,
                            const QString &link = {}) { QTest::newRow(name) << vault << from << to << link; };
        row("into a folder that moves", "//- Hub.md\n![](A/.x/p.png)\n//- A/N.md\n\n", u"A"_s, u"B"_s, u"A/.x/p.png"_s);
        row("from beside it", "//- Z/Hub.md\n[p]: ../A/.x/p.png\n\n[p]\n//- A/N.md\n\n", u"A"_s, u"B"_s,
            u"../A/.x/p.png"_s);
        row("that moves along", "//- A/N.md\n![](./.x/p.png)\n", u"A"_s, u"B"_s);
        row("from a note that goes away", "//- A/N.md\n![](./.x/p.png)\n", u"A/N.md"_s, u"B/N.md"_s, u"./.x/p.png"_s);
        row("from a note that stays in its folder", "//- A/N.md\n![](./.x/p.png)\n", u"A/N.md"_s, u"A/M.md"_s);
        row("elsewhere", "//- Hub.md\n![](A/.x/p.png)\n//- A/N.md\n\n//- C.md\n\n", u"C.md"_s, u"D.md"_s);
        row("of another scheme", "//- Hub.md\n[p](https://a.org/A/.x/p.png)\n//- A/N.md\n\n", u"A"_s, u"B"_s);
    }

    void linksToHiddenFilesAreTold()
    {
        QFETCH(const QByteArray, vault);
        QFETCH(const QString, from);
        QFETCH(const QString, to);
        QFETCH(const QString, link);
        const Result<ChangePlan> plan = planRename(vaultOf(vault), from, to);
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().sentence));
        QCOMPARE(plan->remarks.size(), link.isEmpty() ? 0 : 1);
        const QString told = plan->remarks.value(0);
        QVERIFY2(link.isEmpty() || told.contains(u" links to %1, which is hidden"_s.arg(link)), qPrintable(told));
    }

    void diffs()
    {
        QCOMPARE(unifiedDiff("a\n", "a\n"), "");
        QCOMPARE(unifiedDiff("1\n2\n3\n4\n5\n6\n", "1\n2\n3\nx\n5\n6\n"),
                 "@@ -1,6 +1,6 @@\n 1\n 2\n 3\n-4\n+x\n 5\n 6\n");
        QCOMPARE(unifiedDiff("", "a"), "@@ -0,0 +1,1 @@\n+a\n\\ No newline at end of file\n");
        QCOMPARE(unifiedDiff("a\n", ""), "@@ -1,1 +0,0 @@\n-a\n");
        QCOMPARE(unifiedDiff("a", "a\nb\n"), "@@ -1,1 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+b\n");
    }

    // What another program makes of the patch is what the plan does.
    void gitAppliesThePatch()
    {
        if (QStandardPaths::findExecutable(u"git"_s).isEmpty())
            QSKIP("There is no git to apply patches.");
        const QByteArray lines = QByteArray("line\n").repeated(20);
        const QByteArray vault = "//- a b/Old.md\n" + lines + "[[Old]]\n//- N.md\n[[Old]]\n" + lines + "x [[Old|é]]\r\n"
                                 + lines + "[[Old]]\n//- img.png\n";
        const Snapshot before = vaultOf(vault);
        const Result<ChangePlan> plan = planRename(before, u"a b/Old.md"_s, u"Neu.md"_s);
        QVERIFY(plan);
        const QTemporaryDir folder;
        for (const VaultFile &file : vaultFiles(vault)) {
            const QString path = folder.filePath(file.path.toString());
            QDir().mkpath(QFileInfo(path).path());
            QFile out(path);
            QVERIFY(out.open(QIODevice::WriteOnly) && out.write(file.bytes) == file.bytes.size());
        }
        QProcess git;
        git.setWorkingDirectory(folder.path());
        git.start(u"git"_s, {u"apply"_s, u"-"_s});
        git.write(planDiff(*plan, before));
        git.closeWriteChannel();
        QVERIFY(git.waitForFinished());
        QVERIFY2(git.exitCode() == 0, git.readAllStandardError().constData());
        const Result<Snapshot> patched = indexVault(folder.path());
        const Snapshot expected = vaultOf(textAfter(*plan, before));
        QCOMPARE(patched->noteCount(), expected.noteCount());
        for (const auto &file : expected.files()) {
            if (file->note)
                QCOMPARE(patched->note(patched->find(file->path)).text, file->note->text);
        }
    }
};

QTEST_GUILESS_MAIN(RenameTest)
#include "renametest.moc"
