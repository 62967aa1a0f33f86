// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/change/tagplan.h"
#include "core/note/parsenote.h"
#include "core/note/tagedit.h"
#include "tests/support/randomtext.h"
#include "tests/support/vaultof.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

QStringList tagsOf(QByteArrayView text)
{
    QStringList tags;
    for (const Tag &tag : parseNote(text).tags)
        tags.append(QString::fromUtf8(tag.name.in(text)));
    return tags;
}

bool isWithin(const QString &tag, const QString &parent)
{
    const QString folded = tag.toCaseFolded();
    return folded == parent || folded.startsWith(parent + u'/');
}

void addRow(const char *before, const char *expected)
{
    QTest::newRow(before) << QByteArray(before) << QByteArray(expected);
}

/// Front matter and text with tags in every way of writing.
QByteArray randomNote(RandomText &random)
{
    const QStringList names{u"a"_s, u"A"_s, u"b"_s, u"a/b"_s, u"A/c"_s, u"ab"_s, u"c"_s, u"b/a"_s};
    const auto name = [&] { return random.oneOf(names).toUtf8(); };
    QByteArray text = "---\nx: 1\n";
    switch (random.number(0, 6)) {
    case 0:
        text += "tags: [" + name() + ", \"#" + name() + "\",\n  '" + name() + "'] # c\n";
        break;
    case 1:
        text += "tags:\n  - " + name() + "\n  # c\n  - '" + name() + "' # c\n  - \"#" + name() + "\"\n";
        break;
    case 2:
        text += "Tags: " + name() + ", " + name() + ' ' + name() + " # c\n";
        break;
    case 3:
        text += "tag: \"#" + name() + " #" + name() + "\"\r\n";
        break;
    case 4:
        text += "tags:\n- " + name() + ' ' + name() + "\n-   " + name() + '\n';
        break;
    case 5:
        text += "tags: [ " + name() + ", ]\n";
        break;
    default:
        text += "tags: |\n  " + name() + '\n';
        break;
    }
    text += "y: [a, b]\n---\n";
    static const QByteArrayList pieces{"word", " ",     "\n",    "- ",   "  ",   "> ", "\n\n", "## ", "`x` ",
                                       "\r\n", "[[a]]", "| a |", " - x", "\n  ", ".",  "é",    "1. ", "\n- [ ] "};
    for (int i = random.number(0, 16); i > 0; --i)
        text += random.number(0, 1) == 0 ? '#' + name() : random.oneOf(pieces);
    return text;
}

} // namespace

class TagPlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // "old" becomes "new/one".
    void renames_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("expected");
        addRow("#old #OLD, #older #old/x #x/old #old-x", "#new/one, #older #new/one/x #x/old #old-x");
        addRow("`#old` x#old [[#old]] %%#old%%", "`#old` x#old [[#old]] %%#old%%");
        addRow("---\ntags: [old, \"#old/x\", 'b']  # old\n---\n#old",
               "---\ntags: [new/one, \"#new/one/x\", 'b']  # old\n---\n#new/one");
        addRow("---\ntags:\n  - Old # c\n  # old\n  - \"old/x\"\nother: old\n---\n",
               "---\ntags:\n  - new/one # c\n  # old\n  - \"new/one/x\"\nother: old\n---\n");
        addRow("---\ntags: old, b\n---\n", "---\ntags: new/one, b\n---\n");
        addRow("---\ntags: \"#old b\"\n---\n", "---\ntags: \"#new/one b\"\n---\n");
        addRow("---\ntag: old\n---\n", "---\ntag: new/one\n---\n");
        addRow("---\r\ntags: >-\r\n  old b\r\n---\r\n", "---\r\ntags: >-\r\n  new/one b\r\n---\r\n");
        // Merging: a list holds a tag once.
        addRow("---\ntags: [old, a, new/one]\n---\n", "---\ntags: [new/one, a]\n---\n");
        addRow("---\ntags: [New/One, old, a]\n---\n", "---\ntags: [New/One, a]\n---\n");
        addRow("---\ntags: [new/one, old, OLD]\n---\n", "---\ntags: [new/one]\n---\n");
        addRow("---\ntags: [old, old/x, new/one/x]\n---\n", "---\ntags: [new/one, new/one/x]\n---\n");
        addRow("---\ntags:\n- old\n- new/one\n- b\n---\n", "---\ntags:\n- new/one\n- b\n---\n");
        addRow("---\ntags: old, new/one, b\n---\n", "---\ntags: new/one, b\n---\n");
        addRow("---\ntags: b new/one old\n---\n", "---\ntags: b new/one\n---\n");
        addRow("---\ntags: [b, b, old]\n---\n", "---\ntags: [b, b, new/one]\n---\n");
        addRow("---\ntags: [b: c, old\n---\n", "---\ntags: [b: c, old\n---\n");
    }

    void renames()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, expected);
        QCOMPARE(withTagRenamed(u"old"_s, u"new/one"_s, parseNote(before), before).apply(before), expected);
    }

    void namesThatYamlReadsOtherwise()
    {
        const QByteArray before = "---\ntags: [a, 'a/b']\ntag:\n  - a\n---\n#a\n";
        QCOMPARE(withTagRenamed(u"a"_s, u"true"_s, parseNote(before), before).apply(before),
                 QByteArray("---\ntags: [\"true\", 'true/b']\ntag:\n  - \"true\"\n---\n#true\n"));
    }

    // "t" goes.
    void removals_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("expected");
        addRow("a #t b", "a b");
        addRow("a  #t  b", "a b");
        addRow("a #t/x #T b #tt", "a b #tt");
        addRow("#t b", "b");
        addRow("a #t", "a");
        addRow("a #t  \nb", "a\nb");
        addRow("a #t, b. #t.", "a, b..");
        addRow("a\n#t\nb", "a\nb");
        addRow("a\r\n#t #t/x \r\nb", "a\r\nb");
        addRow("a\n#t", "a");
        addRow("a\n#t\n#t", "a\n");
        addRow("#t", "");
        addRow("- #t b\n- #t\n- c", "- b\n- c");
        addRow("- #t\n  - b", "-\n  - b");
        addRow("- [ ] #t\n- [x] b #t", "- [ ]\n- [x] b");
        addRow("> #t\n> a #t", "> a");
        addRow("# #t a\n## b #t\n### #t\n# #t, c\n", "# a\n## b\n###\n# , c\n");
        addRow("| a |\n|---|\n| #t |\n| b #t |\n", "| a |\n|---|\n| |\n| b |\n");
        addRow("#t - a\n#t # b\n#t > c\n#t 1. d\n#t *e*\n#t #f", "\\- a\n\\# b\n\\> c\n1\\. d\n*e*\n#f");
        addRow("#t#t a", "\\#t a");
        addRow("`#t` [[#t]]", "`#t` [[#t]]");
        addRow("---\ntags: [t, a]\n---\n", "---\ntags: [a]\n---\n");
        addRow("---\ntags: [a, t, t/x]\n---\n", "---\ntags: [a]\n---\n");
        addRow("---\ntags: [ t , a,\n  \"#t/x\",\n  b ]\n---\n", "---\ntags: [ a,\n  b ]\n---\n");
        addRow("---\ntags: [\n  a, # c\n  t\n]\n---\n", "---\ntags: [\n  a, # c\n  \n]\n---\n");
        addRow("---\ntags: [t] # c\n---\n", "---\ntags: [] # c\n---\n");
        addRow("---\ntags:\n  - t # c\n  # about a\n  - a\n---\n", "---\ntags:\n  # about a\n  - a\n---\n");
        addRow("---\ntags:\n  - t\n  - 't/x'\nb: 1\n---\n", "---\ntags:\nb: 1\n---\n");
        addRow("---\ntags: t # c\n---\n", "---\ntags: # c\n---\n");
        addRow("---\ntags: t, a\n---\n", "---\ntags: a\n---\n");
        addRow("---\ntags: \"#a #t\"\n---\n", "---\ntags: \"#a\"\n---\n");
        addRow("---\ntags: [a t, t]\n---\n", "---\ntags: [a]\n---\n");
    }

    void removals()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, expected);
        QCOMPARE(withoutTag(u"t"_s, parseNote(before), before).apply(before), expected);
    }

    void aTagOfAListIsWrittenOnce_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("expected");
        addRow("#us #usa", "#usa");
        addRow("#usa #us", "#usa");
        addRow("#usa #us #cell", "#usa #cell");
        addRow("one #cell #us\t#USA two", "one #cell #USA two");
        addRow("#us #us", "#usa");
        addRow("#usa/texas #us/texas #us", "#usa/texas #usa");
        addRow("#us and #usa", "#usa and #usa");
        addRow("#usa\n#us", "#usa\n#usa");
        addRow("#usa #usa #cell", "#usa #usa #cell");
    }

    void aTagOfAListIsWrittenOnce()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, expected);
        const NoteFacts facts = parseNote(before);
        QCOMPARE(withTagRenamed(u"us"_s, u"usa"_s, facts, before).apply(before).value(), expected);
    }

    void saysWhereItIsAMerge()
    {
        const Snapshot snapshot = vaultOf("//- A.md\n#us\n//- B.md\n#USA/texas\n//- C.md\n#usa #us\n");
        QCOMPARE(planTagRename(snapshot, u"us"_s, u"usa"_s)->title, u"Merge tag #us into #usa, which 2 notes have"_s);
        QCOMPARE(planTagRename(snapshot, u"us"_s, u"america"_s)->title, u"Rename tag #us to #america"_s);
        QCOMPARE(planTagRename(snapshot, u"us"_s, u"US"_s)->title, u"Rename tag #us to #US"_s);
    }

    void plans()
    {
        const QByteArray vault =
            "//- a/M.md\n#old and #Old/x\n//- img.png\n//- N.md\n---\ntags: [old]\n---\n//- Other.md\n#x\n";
        const Snapshot before = vaultOf(vault);
        const ChangePlan renamed = *planTagRename(before, u"#old"_s, u"#x"_s);
        QCOMPARE(renamed.title, u"Merge tag #old into #x, which one note has"_s);
        QCOMPARE(textAfter(renamed, before),
                 "//- N.md\n---\ntags: [x]\n---\n//- Other.md\n#x\n//- a/M.md\n#x and #x/x\n//- img.png\n");
        const ChangePlan removed = *planTagRemoval(before, u"old"_s);
        QCOMPARE(removed.files.size(), 2);
        QCOMPARE(textAfter(removed, before),
                 "//- N.md\n---\ntags: []\n---\n//- Other.md\n#x\n//- a/M.md\nand\n//- img.png\n");
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("to");
        QTest::newRow("empty") << u"#"_s;
        QTest::newRow("blank") << u"a b"_s;
        QTest::newRow("punctuation") << u"a.b"_s;
        QTest::newRow("number") << u"2024"_s;
        QTest::newRow("empty part") << u"a//b"_s;
        QTest::newRow("nested in nothing") << u"/a"_s;
        QTest::newRow("an end without name") << u"a/"_s;
    }

    void refusals()
    {
        QFETCH(const QString, to);
        const Snapshot vault = vaultOf("//- N.md\n#a\n");
        const Result<ChangePlan> plan = planTagRename(vault, u"a"_s, to);
        QVERIFY(!plan && plan.error().code == ErrorCode::InvalidName);
        QVERIFY2(plan.error().sentence.endsWith(u'.'), qPrintable(plan.error().sentence));
        QVERIFY(planTagRename(vault, u"a"_s, u"2024-q1"_s) && planTagRename(vault, u"a"_s, u"Öl/世🙂"_s));
        QCOMPARE(planTagRename(vault, u"b"_s, u"c"_s).error().code, ErrorCode::NotFound);
        QCOMPARE(planTagRemoval(vault, u"b"_s).error().code, ErrorCode::NotFound);
    }

    // However tags are written: those that are renamed say the new name, all others what they said.
    void renamesAreComplete()
    {
        RandomText random(3);
        for (int round = 0; round < 600; ++round) {
            const QByteArray before = randomNote(random);
            const QString to = random.oneOf(QStringList{u"n"_s, u"b"_s, u"a/b"_s, u"n/null"_s, u"A"_s});
            const QByteArray now = *withTagRenamed(u"a"_s, to, parseNote(before), before).apply(before);
            const QByteArray seen = before + "\n-- " + to.toUtf8() + " --\n" + now;
            QStringList expected = tagsOf(before);
            for (QString &tag : expected) {
                if (isWithin(tag, u"a"_s))
                    tag = to + tag.sliced(1);
            }
            QStringList is = tagsOf(now);
            // What is named twice in one list goes.
            QCOMPARE(QSet<QString>(is.cbegin(), is.cend()), QSet<QString>(expected.cbegin(), expected.cend()));
            const NoteFacts facts = parseNote(now);
            const NoteFacts old = parseNote(before);
            QVERIFY2(facts.links.size() == old.links.size() && facts.headings.size() == old.headings.size()
                         && facts.properties.size() == old.properties.size(),
                     seen.constData());
        }
    }

    // However tags are written: none is left, the others stay, and no line gets a blank at its end or two in a row.
    void removalsAreComplete()
    {
        RandomText random(5);
        for (int round = 0; round < 1500; ++round) {
            const QByteArray before = randomNote(random);
            const QByteArray now = *withoutTag(u"a"_s, parseNote(before), before).apply(before);
            const QByteArray seen = before + "\n--\n" + now;
            QStringList expected = tagsOf(before);
            expected.removeIf([](const QString &tag) { return isWithin(tag, u"a"_s); });
            QVERIFY2(tagsOf(now) == expected, seen.constData());
            const NoteFacts facts = parseNote(now);
            const NoteFacts old = parseNote(before);
            QVERIFY2(facts.links.size() == old.links.size() && facts.headings.size() == old.headings.size(),
                     seen.constData());
            QVERIFY2(now.count("  ") <= before.count("  ") && now.count(" \n") <= before.count(" \n"),
                     seen.constData());
        }
    }
};

QTEST_GUILESS_MAIN(TagPlanTest)
#include "tagplantest.moc"
