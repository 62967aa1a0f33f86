// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/parsenote.h"

#include "core/note/markdowntree.h"
#include "core/note/propertyvalue.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

QString describe(const Link &link, QByteArrayView text)
{
    QString result = link.embed ? u"!"_s : QString();
    result += linkTarget(link, text) + linkSubpath(link, text);
    if (!link.display.isEmpty())
        result += u'=' + linkDisplay(link, text);
    return result;
}

QString linksOf(QByteArrayView text)
{
    QStringList result;
    const NoteFacts facts = parseNote(text);
    for (const Link &link : facts.links)
        result.append(describe(link, text));
    return result.join(u' ');
}

QString tagsOf(QByteArrayView text)
{
    QStringList result;
    const NoteFacts facts = parseNote(text);
    for (const Tag &tag : facts.tags)
        result.append(QString::fromUtf8(tag.name.in(text)));
    return result.join(u' ');
}

QByteArray joined(const QList<Block> &blocks, QByteArrayView text)
{
    QByteArray result;
    for (const Block &block : blocks)
        result += block.range.in(text);
    return result;
}

} // namespace

class ParseNoteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // obsidian.md 2.1, 2.5 and 2.6: what is a link.
    void links_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *text, const char *expected) {
            QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(expected);
        };
        row("plain", "See [[Volta]].", "Volta");
        row("alias", "[[Volta|the maker]]", "Volta=the maker");
        row("heading", "[[Volta#Plants]]", "Volta#Plants");
        row("block", "[[Volta#^a1]]", "Volta#^a1");
        row("own heading", "[[#Plants]]", "#Plants");
        row("embed", "![[map.png|200]]", "!map.png=200");
        row("a lone bracket does not close", "[[Vol]ta]]", "Vol]ta");
        row("the innermost pair counts", "[[a [[Volta]] b", "Volta");
        row("three brackets", "[[[Volta]](x)", "Volta");
        row("not over lines", "[[Vol\nta]]", "");
        row("escaped", "\\[[Volta]]", "");
        row("code span", "`[[Volta]]`", "");
        row("fence", "```\n[[Volta]]\n```", "");
        row("indented code", "a\n\n    [[Volta]]", "");
        row("html block", "<div>\n[[Volta]]\n</div>", "");
        row("html comment", "a <!-- [[Volta]] --> b", "");
        row("comment counts", "%%see [[Volta]]%%", "Volta");
        row("comment of several lines", "#a\n\n%%\n[[Volta]]\n%%\n\n#b [[Ohm]]", "Volta Ohm");
        row("in a heading", "# About [[Volta]]", "Volta");
        row("in a callout", "> [!note] On [[Volta]]\n> and [[Ohm]]", "Volta Ohm");
        row("escaped bar in a table", "|a|b|\n|-|-|\n|[[Volta\\|V]]|2|", "Volta=V");
        row("bare bar in a table", "|a|b|\n|-|-|\n|[[Volta|V]]|2|", "Volta=V");
        row("surplus cell of a table", "|a|\n|-|\n|1|[[Volta]]|", "Volta");
        row("Markdown in surplus cells", "|a|\n|-|\n|1||[x](Volta.md)|![m](a.png)|", "Volta.md=x !a.png=m");
        row("not over surplus cells", "|a|\n|-|\n|1|[x|y](Volta.md)|", "");
        row("dollars around are no formula", "Up to $[[Volta]] and $5", "Volta");
        row("markdown", "[the maker](Volta%20Works.md)", "Volta Works.md=the maker");
        row("angle brackets", "[x](<Volta Works.md#Plants>)", "Volta Works.md#Plants=x");
        row("image", "![map](img/map.png)", "!img/map.png=map");
        row("linked image", "[![m](a.png)](b.md)", "b.md=![m](a.png) !a.png=m");
        row("size of an embed", "![[map.png|300x145]]", "!map.png=300x145");
        row("size of an image", "![map|300](map.png)", "!map.png=map|300");
        row("URL in a wikilink is a note", "[[https://v.example]]", "https://v.example");
        row("nested subpath", "[[Volta#Plants#North]]", "Volta#Plants#North");
        row("page of a PDF", "[[report.pdf#page=3]]", "report.pdf#page=3");
        row("footnote", "[[Volta#[^1]]]", "Volta#[^1]");
        row("in a footnote", "a[^1]\n\n[^1]: see [[Volta]]", "Volta");
        row("in a task", "- [ ] ask [[Volta]]", "Volta");
        row("in a formula", "$x [[Volta]] y$", "");
        row("in a display formula", "$$\n[[Volta]]\n$$", "");
        row("dollars inside", "[[Volta $5]] and [[Ohm $6]]", "Volta $5 Ohm $6");
        row("front matter, part of a text", "---\nnote: \"see [[Volta]]\"\n---\n", "");
        row("front matter, Markdown", "---\nparent: \"[the maker](Volta.md)\"\n---\n", "Volta.md=the maker");
        row("title and parentheses", "[x](a_(b).md \"t\")", "a_(b).md=x");
        row("front matter, quoted", "---\nparent: \"[[Volta]]\"\n---\n", "Volta");
        row("front matter, block", "---\na: >-\n  [[Volta]]\nb: |\n  [x](Ohm.md)\nc: |\n  [[A]]\n  more\n---\n",
            "Volta Ohm.md=x");
        row("front matter, anchor and tag", "---\na: &v \"[[Volta]]\"\nb: !!str '[[Ohm]]'\nc: *v\n---\n", "Volta Ohm");
        row("front matter list", "---\nmakers:\n  - \"[[Volta|V]]\"\n  - \"[[Ohm]]\"\n---\n", "Volta=V Ohm");
        row("bare URL", "See https://volta.example/a_b_c.", "https://volta.example/a_b_c");
        row("bare URL with fragment", "(www.volta.example/#top)", "www.volta.example/#top");
        row("bare URL in a table", "|a|\n|-|\n|https://v.example|", "https://v.example");
        row("no bare URL inside a word", "xhttps://v.example", "");
        row("no bare URL inside a link", "[at https://v.example](V.md)", "V.md=at https://v.example");
        row("angle brackets make a URL", "<https://v.example/(a> <mail@v.example>",
            "https://v.example/(a mail@v.example");
        row("a vault elsewhere", "[v](obsidian://open?vault=x&file=Volta)", "obsidian://open?vault=x&file=Volta=v");
        row("reference links are none", "[the maker][v] and [v]\n\n[v]: Volta.md", "");
        row("reference before links", "[x][r], [y](Ohm.md), [z](Volta.md)\n\n[r]: Volta.md", "Ohm.md=y Volta.md=z");
        row("image by reference before links", "![x][r] [y](Ohm.md) ![z](v.png)\n\n[r]: v.png", "Ohm.md=y !v.png=z");
        row("its label alone before links", "[x] [y](Ohm.md) [x](Volta.md) [z](Ohm.md)\n\n[x]: Volta.md",
            "Ohm.md=y Volta.md=x Ohm.md=z");
        row("unclosed fence in a list ends with it", "- ```\n  a\n\nb [[Volta]]", "Volta");
    }

    void links()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, expected);
        QCOMPARE(linksOf(text), expected);
    }

    // obsidian.md 2.7
    void tags_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *text, const char *expected) {
            QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(expected);
        };
        row("line of tags", "#maker #ev/cells #2024-Q1", "maker ev/cells 2024-Q1");
        row("numbers only are none", "#7 and #1984", "");
        row("escaped", "\\#maker", "");
        row("inside a word or link", "a#b [x](y#z) (#n)", "");
        row("letters of all scripts", "#電池 #été", "電池 été");
        row("code", "`#maker`", "");
        row("short ones among code", "`#a` #b `#c` #d", "b d");
        row("front matter list", "---\ntags: [maker, '#ev']\n---\n#jp", "maker ev jp");
        row("front matter string", "---\ntags: maker, ev\n---\n", "maker ev");
        row("comment", "%%#maker%%", "");
        row("formula", "$a #maker$", "");
        row("punctuation ends it", "#a,b #c.d #e/f_g-h", "a c e/f_g-h");
        row("emoji", "#🔋", "🔋");
        row("not behind a bracket", "x(#a)", "");
        row("heading is none", "#\tMaker\n# Maker", "");
    }

    void tags()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, expected);
        QCOMPARE(tagsOf(text), expected);
    }

    void frontMatter()
    {
        const QByteArray text = "---\naliases: [Volta Works, \"V, W\"]\nticker: 0700\nlisted: ON\nrank: 7\nopen: true\n"
                                "bad: [a\nlast: x\n---\nBody";
        const NoteFacts facts = parseNote(text);
        QCOMPARE(facts.aliases, (QStringList{u"Volta Works"_s, u"V, W"_s}));
        QCOMPARE(QByteArrayView(text).sliced(facts.body), "Body");
        QHash<QString, Property> byKey;
        for (const Property &property : facts.properties)
            byKey.insert(property.key, property);
        QCOMPARE(byKey[u"ticker"_s].type, PropertyType::Text);
        QCOMPARE(byKey[u"ticker"_s].values, QStringList{u"0700"_s});
        QCOMPARE(byKey[u"listed"_s].type, PropertyType::Text);
        QCOMPARE(byKey[u"rank"_s].type, PropertyType::Number);
        QCOMPARE(byKey[u"open"_s].type, PropertyType::Boolean);
        // The error spoils its own key only.
        QCOMPARE(byKey[u"last"_s].values, QStringList{u"x"_s});
        QVERIFY(byKey.contains(u"bad"_s));
        QCOMPARE(facts.oddities.size(), 1);
        QCOMPARE(facts.oddities.first().kind, OddityKind::BadYaml);
    }

    // obsidian.md 2.6, typed by YAML 1.2
    void propertiesAreTyped_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QByteArray>("json");
        const auto row = [](const char *yaml, const char *json) {
            QTest::newRow(yaml) << QByteArray(yaml) << QByteArray(json);
        };
        row("k: 12", "12");
        row("k: -1.50", "-1.5");
        row("k: 1e3", "1000");
        row("k: .5", "0.5");
        row("k: 0700", "\"0700\"");
        row("k: 0x1F", "\"0x1F\"");
        row("k: 12345678901234567890", "\"12345678901234567890\"");
        row("k: 2026-05-01", "\"2026-05-01\"");
        row("k: ON", "\"ON\"");
        row("k: yes", "\"yes\"");
        row("k: True", "true");
        row("k: tRue", "\"tRue\"");
        row("k:", "null");
        row("k: ~", "null");
        row("k: \"12\"", "\"12\"");
        row("k: [a, 1, \"[[x]]\"]", "[\"a\",1,\"[[x]]\"]");
        row("k:\n- a\n- b: 2", "[\"a\",{\"b\":2}]");
        row("k: {a: {b: c}}", "{\"a\":{\"b\":\"c\"}}");
        row("k: [[x]]", "[[\"x\"]]");
        row("k: >\n  two\n  lines", "\"two lines\\n\"");
        row("k: [#a #b]", "\"[#a #b]\"");
        row("k: *anchor", "\"*anchor\"");
        row("k: é # note", "\"é\"");
        row("k: {日: 1, '': 2, [a]: 3, '': 4}", "{\"\":4,\"[a]\":3,\"日\":1}");
    }

    void propertiesAreTyped()
    {
        QFETCH(const QByteArray, yaml);
        QFETCH(const QByteArray, json);
        const QByteArray text = "---\nfirst: é\n" + yaml + "\nlast: x\n---\n";
        const NoteFacts facts = parseNote(text);
        QCOMPARE(facts.properties.size(), 3);
        QCOMPARE(facts.properties.at(1).key, u"k"_s);
        const QJsonArray array{propertyJson(facts.properties.at(1), text)};
        QCOMPARE(QJsonDocument(array).toJson(QJsonDocument::Compact), '[' + json + ']');
        QCOMPARE(facts.properties.last().values, QStringList{u"x"_s});
    }

    void aNameWithAColonIsOneAlias()
    {
        const NoteFacts facts = parseNote("---\naliases: [Volta: the maker, 007, ON, *x]\n---\n");
        QCOMPARE(facts.aliases, (QStringList{u"Volta: the maker"_s, u"007"_s, u"ON"_s, u"*x"_s}));
    }

    // obsidian.md 2.9 to 2.11
    void marks_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *text, const char *expected) {
            QTest::newRow(text) << QByteArray(text) << QString::fromUtf8(expected);
        };
        row("- [ ] buy\n- [x] sold", "0:  0:x");
        row("1. [/] half", "0:/");
        row("> [!Warning|wide]- Mind", "1:Warning");
        row("a[^1]\n\n[^1]: b", "2:1 3:1");
        row("a %%hidden%% b", "4:hidden");
        row("costs $5 and $10, $x^2$ and $$y$$", "5:x^2 5:y");
        row("a ==b **c** d== e ==f==", "6:b **c** d 6:f");
        row("`==code==` [x](u?a==b== \"==t==\") \\==no== ==yes==", "6:yes");
        row("== not == **==c** d== ==== e", "");
        row("| ==a== | ==b |\n|--|--|\n| c== | ==[[x|d]]== |", "6:a 6:[[x|d]]");
        row("Title ==one==\n===\ntext", "6:one");
        row("`- [ ] code $x$`", "");
        row("```\n- [ ] code\n```", "");
    }

    void marks()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, expected);
        QStringList found;
        const NoteFacts facts = parseNote(text);
        for (const Mark &mark : facts.marks)
            found.append(QString::number(static_cast<int>(mark.kind)) + u':' + QString::fromUtf8(mark.text.in(text)));
        QCOMPARE(found.join(u' '), expected);
    }

    void definitions()
    {
        const QByteArray text =
            "[a]: Volta.md#Plants 'title'\n[b]: <Ohm Works.md>\ntext [a]\n[c]: not.md\n\n> [d]: D.md\n\n"
            "```\n[e]: code.md\n```\n[^f]: note\n";
        const NoteFacts facts = parseNote(text);
        QStringList found;
        for (const LinkDefinition &definition : facts.definitions)
            found.append(QString::fromUtf8(definition.label.in(text) + '=' + definition.target.in(text)
                                           + definition.subpath.in(text)));
        QCOMPARE(found, (QStringList{u"a=Volta.md#Plants"_s, u"b=Ohm Works.md"_s, u"d=D.md"_s}));
    }

    // CommonMark 4.7: a destination, maybe a title, and nothing else.
    void whatIsADefinition_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *text, const char *expected) {
            QTest::newRow(text) << QByteArray(text) << QString::fromUtf8(expected);
        };
        row("[Anna]: Volta is a big company.", "");
        row("> [Anna]: Volta is a big company.\n> Indeed.", "");
        row("- [Anna]: Volta is a big company.", "");
        row("[x]: <N.md> garbage after", "");
        row("[x]: <N.md>\"glued\"", "");
        row("[x]: N.md \"t\" more", "");
        row("[x]: N.md 'no end\n[y]: O.md\n\n[z]: P.md 'of it'", "z=P.md");
        row("[x]: N.md \"a title\nover lines\"\n[y]: O.md (t)", "x=N.md y=O.md");
        row("[x]: N.md\n\"no title\" but text\n[y]: O.md", "x=N.md");
        row("[x]: N.md \"an \\\" escape\"\n[y]: (a)b.md", "x=N.md y=(a)b.md");
        row("[x]:\n  A.md", "x=A.md");
        row("[x]:\n  A.md\n  'the title'\n[y]: B.md", "x=A.md y=B.md");
        row("> [x]:\n> A.md\n>\n> text\n\n- [y]:\n  <B c.md>", "x=A.md y=B c.md");
        row("[x]:\n\n[y]: B.md", "y=B.md");
        row("[a\nlabel]: A.md", "a\nlabel=A.md");
        row("[ ]: A.md\n[x]: <>\ntext", "");
        row("text\n[x]: A.md", "");
        row("# Head\n[x]: A.md\n***\n[y]: B.md\n- [z]: C.md\n- [w]: D.md", "x=A.md y=B.md z=C.md w=D.md");
        row("[x]: A.md\nTitle\n===", "x=A.md");
        row("[x]: A.md\r\n[y]: B.md\r\n", "x=A.md y=B.md");
        row("[x]: A.md \"costs $5\" \n[y]: B.md \"from $6\" or more", "x=A.md");
        row("[x [[y]] z]: A.md", "x [[y]] z=A.md");
        row("[a\\]b]: A.md\n[c[d]: B.md", "a\\]b=A.md");
        row("%% [x]: A.md\n[y]: B.md %%", "");
    }

    void whatIsADefinition()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, expected);
        QStringList found;
        const NoteFacts facts = parseNote(text);
        for (const LinkDefinition &definition : facts.definitions) {
            if (!definition.target.isEmpty())
                found.append(QString::fromUtf8(definition.label.in(text) + '=' + definition.target.in(text)));
        }
        QCOMPARE(found.join(u' '), expected);
    }

    void dates_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QDate>("created");
        QTest::addColumn<QDate>("updated");
        const QDate may(2026, 5, 1);
        const QDate june(2026, 6, 12);
        QTest::newRow("none") << QByteArray("Created 2026-05-01") << QDate() << QDate();
        QTest::newRow("emphasis first") << QByteArray("*Created*") << QDate() << QDate();
        QTest::newRow("footer") << QByteArray("a\n\n*Created 2026-05-01*\n") << may << QDate();
        QTest::newRow("both") << QByteArray("a\n*Created 2026-05-01 · Updated 2026-06-12*") << may << june;
        QTest::newRow("a month") << QByteArray("*Created May 2026, last updated 2026-06-12.*") << may << june;
        QTest::newRow("two lines") << QByteArray("*Created 2026-05-01*\n*Updated [[2026-06-12]]*") << may << june;
        QTest::newRow("properties win") << QByteArray("---\ncreated: 2026-05-01\nmodified: 2026-06-12T10:00\n---\n"
                                                      "*Created 2020-01-01*\n*Updated 2020-01-01*")
                                        << may << june;
        QTest::newRow("no date") << QByteArray("*Created 2026-13-45*") << QDate() << QDate();
    }

    void dates()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QDate, created);
        QFETCH(const QDate, updated);
        const NoteFacts facts = parseNote(text);
        QCOMPARE(facts.created, created);
        QCOMPARE(facts.updated, updated);
    }

    void unclosedFrontMatterIsText()
    {
        const NoteFacts facts = parseNote("---\na: 1\n");
        QVERIFY(facts.properties.isEmpty());
        QCOMPARE(facts.oddities.value(0).kind, OddityKind::UnclosedFrontMatter);
    }

    void headings()
    {
        const QByteArray text = "# One ##\n\nTwo\n===\n\n### C#\n\ntext";
        const NoteFacts facts = parseNote(text);
        QStringList found;
        for (const Heading &heading : facts.headings)
            found.append(QString::number(heading.level) + QString::fromUtf8(heading.text.in(text)));
        QCOMPARE(found, (QStringList{u"1One"_s, u"1Two"_s, u"3C#"_s}));
        QCOMPARE(facts.headingAt(static_cast<quint32>(text.indexOf("text"))), 2);
        QCOMPARE(facts.headingAt(0), 0);
        QCOMPARE(headingKey(u"What's next: a/b?"), headingKey(u"what's next a b"));
    }

    void tables()
    {
        const QByteArray text = "## Share\nSold so far:\n| Maker | Share |\n|---|---:|\n| [[Ohm]] | 3% |\n| A | 1 | 2 "
                                "|\n| B |\n\n> | x | y |\n> |---|---|\n> | 1 | 2 |\n";
        const NoteFacts facts = parseNote(text);
        QCOMPARE(facts.tables.size(), 2);
        QCOMPARE(facts.tables.first().header.in(text), "| Maker | Share |");
        QCOMPARE(facts.tables.first().rowCount, 3);
        QCOMPARE(facts.tables.first().heading, 0);
        QCOMPARE(facts.tables.last().header.in(text), "| x | y |");
        QList<OddityKind> kinds;
        for (const Oddity &oddity : facts.oddities)
            kinds.append(oddity.kind);
        QCOMPARE(kinds, (QList{OddityKind::SurplusCells, OddityKind::MissingCells}));
    }

    void blocksCoverTheText_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
             {"", "\n\n", "a", "---\na: 1\n---\n", "\xEF\xBB\xBF# a\n\nb\n", "text\n| a |\n|---|\n| b |\n",
              "a\r\n\r\nb\r\n", "- a\n\n  b\n\n> c\nd\n\n```\ne\n", "[^1]: x\n\n[a]: b\n"})
            QTest::newRow(text) << QByteArray(text);
    }

    void blocksCoverTheText()
    {
        QFETCH(const QByteArray, text);
        QCOMPARE(joined(parseNote(text).blocks, text), text);
    }

    void everyNoteOfARealVault()
    {
        const QString vault = QStringLiteral(TEARSHEET_CORPUS "/vault");
        if (!QFile::exists(vault))
            QSKIP("There is no real vault; set TEARSHEET_CORPUS to try one.");
        QDirIterator files(vault, {u"*.md"_s}, QDir::Files, QDirIterator::Subdirectories);
        int notes = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray text = file.readAll();
            const NoteFacts facts = parseNote(text);
            QVERIFY2(joined(facts.blocks, text) == text, qPrintable(file.fileName()));
            for (const Link &link : facts.links) {
                const QByteArrayView bytes = link.range.in(text);
                const bool url = link.kind == LinkKind::Url;
                QVERIFY2(bytes.startsWith(url ? "" : link.embed ? "![" : "["), qPrintable(file.fileName()));
                QVERIFY2(url ? isExternal(link, text) : bytes.endsWith("]]") || bytes.endsWith(')'),
                         qPrintable(file.fileName()));
            }
            for (const Tag &tag : facts.tags)
                QVERIFY2(tag.inFrontMatter || text.at(tag.range.begin) == '#', qPrintable(file.fileName()));
            QVERIFY(!parseMarkdown(text).isEmpty() || text.trimmed().isEmpty());
            ++notes;
        }
        QVERIFY(notes > 0);
    }
};

QTEST_GUILESS_MAIN(ParseNoteTest)
#include "parsenotetest.moc"
