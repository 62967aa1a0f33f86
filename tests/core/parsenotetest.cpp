// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/parsenote.h"

#include "core/note/markdowntree.h"

#include <QDirIterator>
#include <QFile>
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
        row("in a heading", "# About [[Volta]]", "Volta");
        row("in a callout", "> [!note] On [[Volta]]\n> and [[Ohm]]", "Volta Ohm");
        row("escaped bar in a table", "|a|b|\n|-|-|\n|[[Volta\\|V]]|2|", "Volta=V");
        row("bare bar in a table", "|a|b|\n|-|-|\n|[[Volta|V]]|2|", "Volta=V");
        row("surplus cell of a table", "|a|\n|-|\n|1|[[Volta]]|", "Volta");
        row("dollars around are no formula", "Up to $[[Volta]] and $5", "Volta");
        row("markdown", "[the maker](Volta%20Works.md)", "Volta Works.md=the maker");
        row("angle brackets", "[x](<Volta Works.md#Plants>)", "Volta Works.md#Plants=x");
        row("image", "![map](img/map.png)", "!img/map.png=map");
        row("linked image", "[![m](a.png)](b.md)", "b.md=![m](a.png) !a.png=m");
        row("title and parentheses", "[x](a_(b).md \"t\")", "a_(b).md=x");
        row("front matter, quoted", "---\nparent: \"[[Volta]]\"\n---\n", "Volta");
        row("front matter list", "---\nmakers:\n  - \"[[Volta|V]]\"\n  - \"[[Ohm]]\"\n---\n", "Volta=V Ohm");
        row("unclosed fence in a list ends with it", "- ```\n  a\n\nb [[Volta]]", "Volta");
    }

    void links()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, expected);
        QCOMPARE(linksOf(text), expected);
    }

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
        QVERIFY(headingMatches(u"What's next: a/b?", u"what's next a b"));
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
                QVERIFY2(bytes.startsWith('[') || bytes.startsWith("!["), qPrintable(file.fileName()));
                QVERIFY2(bytes.endsWith("]]") || bytes.endsWith(')'), qPrintable(file.fileName()));
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
