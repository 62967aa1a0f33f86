// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/propertyedit.h"
#include "core/change/propertyplan.h"
#include "core/note/parsenote.h"
#include "core/note/propertyvalue.h"
#include "core/note/yamlwriter.h"
#include "core/vault/vault.h"
#include "tests/support/randomtext.h"
#include "tests/support/vaultof.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

QByteArray textOf(const Result<EditScript> &edits, const QByteArray &before)
{
    return edits ? edits->apply(before).value() : edits.error().sentence.toUtf8();
}

QByteArray withSet(const QByteArray &before, const QString &key, const QJsonValue &value)
{
    return textOf(withProperty(key, value, parseNote(before), before), before);
}

using Values = QList<std::pair<QString, QJsonValue>>;

Values valuesOf(const QByteArray &text)
{
    const NoteFacts facts = parseNote(text);
    Values values;
    for (const Property &property : facts.properties)
        values.append({property.key, propertyJson(property, text)});
    return values;
}

/// A property in a random style of writing, with its line ends.
QByteArray randomProperty(RandomText &random, const QByteArray &key)
{
    static const QByteArrayList ways{
        ": word",
        ": 'it''s'",
        ": \"a \\\"b\\\" # c\"",
        ": 12 # c",
        ": true",
        ":",
        ": # c",
        ": 2026-05-01",
        ": [a, b]",
        ": [ 'x', \"y, z\" , 3 ] # c",
        ": []",
        ":\n  - a\n  - 'b' # c\n  # d\n  - 3",
        ":\n- a\n- \"b\"",
        ": |\n  one\n  two",
        ": >-\n  one\n\n  two",
        ": {a: 1, b: [2]}",
        ":\n  a: 1\n  b: x",
        ": [[x, 1], a: b]",
        ": one\n  two",
        ":\n  [a,\n   b, # c\n   c]",
        ": https://x.y/z",
        ": ~",
        ": -1.50e3",
        ": 007",
        ": \"[[Note]]\"",
    };
    return key + random.oneOf(ways) + '\n';
}

QJsonValue randomScalar(RandomText &random)
{
    static const QStringList texts{u"word"_s,        u"two words"_s,  u"it's"_s,   u"a: b"_s,  u"a #b"_s,
                                   u"- x"_s,         u"[x]"_s,        u""_s,       u" a"_s,    u"true"_s,
                                   u"12"_s,          u"2026-05-01"_s, u"12:30"_s,  u"a, b"_s,  u"\"q\""_s,
                                   u"back\\slash"_s, u"two\nlines"_s, u"tab\tx"_s, u"é世🙂"_s, u"\u2028\uFEFF\u0085"_s,
                                   u"null"_s,        u"@x"_s,         u"x:"_s,     u"?"_s,     u"#t"_s,
                                   u"---"_s,         u"[[Note|n]]"_s, u"{}"_s,     u"50 %"_s,  u"ends "_s,
                                   u"*a"_s,          u"&b"_s,         u"!c"_s,     u"|"_s};
    switch (random.number(0, 5)) {
    case 0:
        return random.number(-5, 5000);
    case 1:
        return random.number(0, 100) / 8.0;
    case 2:
        return random.number(0, 1) == 0;
    case 3:
        return QJsonValue::Null;
    default:
        return random.oneOf(texts);
    }
}

QJsonValue randomValue(RandomText &random, const QJsonValue &now)
{
    const int kind = random.number(0, 3);
    if (kind == 0)
        return randomScalar(random);
    QJsonArray list = kind == 1 ? QJsonArray() : now.toArray();
    for (int i = random.number(0, 3); i > 0; --i)
        list.insert(random.number(0, int(list.size())), randomScalar(random));
    if (kind == 3 && !list.isEmpty())
        list.removeAt(random.number(0, int(list.size()) - 1));
    return list;
}

} // namespace

class PropertyEditTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The property p becomes the value, in JSON.
    void sets_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *before, const char *value, const char *expected) {
            QTest::addRow("%s as %s", before, value) << QByteArray(before) << QByteArray(value) << QByteArray(expected);
        };
        row("a: 1 # c\np: x  # d\nb: 2\n", "\"w\"", "a: 1 # c\np: w  # d\nb: 2\n");
        row("P: x\n", "12", "P: 12\n");
        row("p: 'x'\n", "\"it's\"", "p: 'it''s'\n");
        row("p: \"x\"\n", "\"a \\\"b\\\"\"", "p: \"a \\\"b\\\"\"\n");
        row("p: \"x\"\n", "true", "p: true\n");
        row("p: 'x'\n", "\"a\\nb\"", "p: \"a\\nb\"\n");
        row("p: x\n", "\"12\"", "p: \"12\"\n");
        row("p: x\n", "\"a: b\"", "p: \"a: b\"\n");
        row("p: x\n", "\"https://x.y/z?a, b\"", "p: https://x.y/z?a, b\n");
        row("p: 2026-05-01\n", "\"2026-06-01\"", "p: 2026-06-01\n");
        row("p: x\n", "\"2026-06-01\"", "p: \"2026-06-01\"\n");
        row("p: x # c\n", "null", "p: # c\n");
        row("p: # c\n", "\"x\"", "p: x # c\n");
        row("p:\n", "[\"x\"]", "p: [x]\n");
        row("p: |\n  one\n  two\n\nb: 1\n", "\"x\"", "p: x\n\nb: 1\n");
        row("p: 1.50\n", "1.5", "p: 1.50\n");
        // Lists keep their style and what stays in them.
        row("p: [ 'a', b,  c ]\n", "[\"a\", \"b\", \"c\", \"d, e\"]", "p: [ 'a', b,  c, \"d, e\" ]\n");
        row("p: [ 'a', b,  c ]\n", "[\"a\", \"c\"]", "p: [ 'a', c ]\n");
        row("p: ['a', 'b']\n", "[\"x\", \"b\"]", "p: ['x', 'b']\n");
        row("p: [a, b]\n", "[\"x\", \"a\", \"b\"]", "p: [x, a, b]\n");
        row("p: [a]\n", "[]", "p: []\n");
        row("p: []\n", "[\"a\", 1, true]", "p: [a, 1, true]\n");
        row("p:\n  - a # c\n  # d\n  - \"b\"\nz: 1\n", "[\"a\", \"x\", \"y: z\"]",
            "p:\n  - a # c\n  # d\n  - \"x\"\n  - \"y: z\"\nz: 1\n");
        row("p:\n- a # c\n- b\n", "[\"b\"]", "p:\n- b\n");
        row("p:\n- b\n", "[\"a\", \"b\"]", "p:\n- a\n- b\n");
        row("p: # c\n  - a\n  - b\nz: 1\n", "[]", "p: [] # c\nz: 1\n");
        row("p:\n  - a\nz: 1\n", "\"x\"", "p: x\nz: 1\n");
        row("p: [a, b] # c\n", "\"x\"", "p: x # c\n");
        row("p: 'a'\n", "[\"a\", \"b\"]", "p: ['a', b]\n");
        row("p:\n  - a: 1\n  - b\n", "[{\"a\": 1}, \"b\", \"c\"]", "p:\n  - a: 1\n  - b\n  - c\n");
        // New ones come last.
        row("a: 1\n# end\n", "\"x\"", "a: 1\n# end\np: x\n");
        row("  a: 1\n", "[\"x\"]", "  a: 1\n  p: [x]\n");
        row("", "null", "p:\n");
    }

    void sets()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, value);
        QFETCH(const QByteArray, expected);
        const QJsonValue json = QJsonDocument::fromJson('[' + value + ']').array().first();
        const auto note = [](const QByteArray &yaml) -> QByteArray { return "---\n" + yaml + "---\ntext p: x\n"; };
        QCOMPARE(withSet(note(before), u"p"_s, json), note(expected));
        const auto crlf = [&](const QByteArray &yaml) { return note(yaml).replace("\n", "\r\n"); };
        QCOMPARE(withSet(crlf(before), u"p"_s, json), crlf(expected));
    }

    void notesWithoutFrontMatter()
    {
        QCOMPARE(withSet("text\n", u"p"_s, 1), "---\np: 1\n---\ntext\n");
        QCOMPARE(withSet("", u"a: b"_s, u"x"_s), "---\n\"a: b\": x\n---\n");
        QCOMPARE(withSet("\xEF\xBB\xBFtext\r\n", u"p"_s, 1), "\xEF\xBB\xBF---\r\np: 1\r\n---\r\ntext\r\n");
    }

    void removals_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *before, const char *expected) {
            QTest::newRow(before) << QByteArray(before) << QByteArray(expected);
        };
        row("---\na: 1\np: x # c\n# b\nb: 2\n---\n", "---\na: 1\n# b\nb: 2\n---\n");
        row("---\nP:\n  - a\n  - b # c\nb: 2\n---\n", "---\nb: 2\n---\n");
        row("---\np: |\n  one\n  two\n---\ntext", "text");
        row("---\n# c\np:\n  a: 1\n---\n", "---\n# c\n---\n");
        row("---\np: 1\n---\n---\na: 1\n---\n", "---\n---\n---\na: 1\n---\n");
        row("---\na: [\np: 1\n---\n", "---\na: [\n---\n");
    }

    void removals()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, expected);
        QCOMPARE(textOf(withoutProperty(u"p"_s, parseNote(before), before), before), expected);
    }

    void renames_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *before, const QString &to, const char *expected) {
            QTest::newRow(before) << QByteArray(before) << to << QByteArray(expected);
        };
        row("a: p\np : x # p\n", u"q"_s, "a: p\nq : x # p\n");
        row("P:\n  - p\n", u"p"_s, "p:\n  - p\n");
        row("'p': {a: 1}\n", u"it's"_s, "'it''s': {a: 1}\n");
        row("p:\n  a: 1\n", u"a: b"_s, "\"a: b\":\n  a: 1\n");
        row("p: 1\nb: [\n", u"true"_s, "\"true\": 1\nb: [\n");
    }

    void renames()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const QString, to);
        QFETCH(const QByteArray, expected);
        const QByteArray note = "---\n" + before + "---\n";
        QCOMPARE(textOf(withPropertyRenamed(u"p"_s, to, parseNote(note), note), note), "---\n" + expected + "---\n");
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("note");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("broken") << QByteArray("---\na: 1\np: [x\n---\n")
                                << u"What stands at p is no YAML; mend it in the text first."_s;
        QTest::newRow("twice") << QByteArray("---\np: 1\nP: 2\n---\n") << u"The front matter has p more than once."_s;
        QTest::newRow("JSON") << QByteArray("---\n{\"p\": 1}\n---\n")
                              << u"The front matter is JSON, which is changed in the text only."_s;
        QTest::newRow("not closed") << QByteArray("---\np: 1\n")
                                    << u"The front matter has no end; close it with a line of three dashes first."_s;
        QTest::newRow("map") << QByteArray("---\np: {a: 1}\n---\n")
                             << u"p holds nested values, which are changed in the text only."_s;
        QTest::newRow("anchor") << QByteArray("---\np: &x [a, b]\n---\n")
                                << u"The front matter is written so that p is changed in the text only."_s;
    }

    void refusals()
    {
        QFETCH(const QByteArray, note);
        QFETCH(const QString, sentence);
        QCOMPARE(withSet(note, u"p"_s, QJsonArray{u"a"_s}), sentence.toUtf8());
    }

    void moreRefusals()
    {
        const QByteArray note = "---\np: 1\nq: 2\n---\n";
        const NoteFacts facts = parseNote(note);
        QCOMPARE(withPropertyRenamed(u"p"_s, u"Q"_s, facts, note).error().code, ErrorCode::Exists);
        QCOMPARE(withPropertyRenamed(u"x"_s, u"y"_s, facts, note).error().code, ErrorCode::NotFound);
        QCOMPARE(withoutProperty(u"x"_s, facts, note).error().code, ErrorCode::NotFound);
        QVERIFY(!withPropertyRenamed(u"p"_s, u" "_s, facts, note));
        QVERIFY(!withProperty(QString(), 1, facts, note));
        QVERIFY(!withProperty(u"x"_s, QJsonObject{{u"a"_s, 1}}, facts, note));
        QVERIFY(!withProperty(u"x"_s, QJsonArray{QJsonArray{1}}, facts, note));
    }

    // After any edit the note says what was asked for and all else as before, and its text is untouched.
    void editsReadBack()
    {
        RandomText random(17);
        const QList<QByteArray> keys{"a", "b b", "'c'", "\"d: e\"", "Tags", "aliases"};
        int refused = 0;
        for (int round = 0; round < 4000; ++round) {
            QByteArray yaml;
            for (const QByteArray &key : keys) {
                if (random.number(0, 2) > 0)
                    yaml += randomProperty(random, key) + (random.number(0, 4) == 0 ? "# comment\n\n" : "");
            }
            const QByteArray body = "a: 1\n- b\n";
            QByteArray before = (random.number(0, 9) == 0 ? QByteArray() : "---\n" + yaml + "---\n") + body;
            if (random.number(0, 3) == 0)
                before.replace("\n", "\r\n");
            Values expected = valuesOf(before);
            const NoteFacts facts = parseNote(before);
            Result<EditScript> edits;
            const qsizetype place = random.number(0, int(expected.size()));
            const int operation = place == expected.size() ? 0 : random.number(0, 2);
            if (operation == 0) {
                const QString key = place == expected.size() ? u"new: #key"_s : expected.at(place).first;
                if (place == expected.size())
                    expected.append({key, {}});
                expected[place].second = randomValue(random, expected.at(place).second);
                edits = withProperty(key, expected.at(place).second, facts, before);
            } else if (operation == 1) {
                edits = withoutProperty(expected.takeAt(place).first, facts, before);
            } else {
                const QString to = random.oneOf(QStringList{u"x"_s, u"it's"_s, u"- y"_s, u"1"_s});
                edits = withPropertyRenamed(std::exchange(expected[place].first, to), to, facts, before);
            }
            if (!edits) {
                ++refused;
                continue;
            }
            const QByteArray now = edits->apply(before).value();
            const QByteArray seen = before + "\n--\n" + now;
            QVERIFY2(valuesOf(now) == expected, seen.constData());
            QVERIFY2(now.endsWith(before.sliced(facts.body)), seen.constData());
            QVERIFY2(now.count("# comment") == before.count("# comment"), seen.constData());
            QCOMPARE(edits->inverse(before).apply(now).value(), before);
        }
        // Maps and what stands behind anchors; everything else can be changed.
        QVERIFY2(refused < 400, QByteArray::number(refused).constData());
    }

    void everyNoteOfARealVault()
    {
        const QString folder = QStringLiteral(TEARSHEET_CORPUS "/vault");
        if (!QFile::exists(folder))
            QSKIP("There is no real vault; set TEARSHEET_CORPUS to try one.");
        const Result<Snapshot> vault = indexVault(folder);
        for (const auto &file : vault->files()) {
            if (!file->note)
                continue;
            const QByteArray &before = file->note->text;
            const Result<EditScript> added =
                withProperty(u"a new: one"_s, QJsonArray{u"a"_s, u"b: c"_s}, file->note->facts, before);
            if (!added)
                continue;
            const QByteArray now = added->apply(before).value();
            QCOMPARE(textOf(withoutProperty(u"a new: one"_s, parseNote(now), now), now), before);
            for (const Property &property : file->note->facts.properties) {
                const auto renamed = withPropertyRenamed(property.key, u"x"_s, file->note->facts, before);
                QVERIFY2(!renamed || renamed->edits().size() == 1, qPrintable(file->path.toString()));
            }
        }
    }

    void scalars_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QByteArray>("expected");
        const auto plain = [](const QString &value) { QTest::newRow(qPrintable(value)) << value << value.toUtf8(); };
        const auto quoted = [](const QString &value) {
            QTest::newRow(qPrintable(value)) << value << QByteArray('"' + value.toUtf8() + '"');
        };
        for (const QString &value : {u"Volta"_s, u"100 MW"_s, u"3.5 %"_s, u"a:b"_s, u"a#b"_s, u"-x"_s, u"v1.2.3"_s,
                                     u"2024-Q1"_s, u"Ohm & Co"_s, u"it's"_s})
            plain(value);
        for (const QString &value : {u""_s,      u" a"_s,  u"a "_s,    u"12"_s,    u"1e5"_s,      u"0x1F"_s,
                                     u"1_000"_s, u".5"_s,  u"-.inf"_s, u"12:30"_s, u"2026-5-1"_s, u"2026-05-01 12:00"_s,
                                     u"Yes"_s,   u"off"_s, u"NULL"_s,  u"~"_s,     u"- a"_s,      u"-"_s,
                                     u"---"_s,   u"#x"_s,  u"a #b"_s,  u"a: b"_s,  u"a:"_s,       u"[x"_s,
                                     u"a, b"_s,  u"@x"_s,  u"`x`"_s,   u"%x"_s,    u"'x'"_s})
            quoted(value);
    }

    void scalars()
    {
        QFETCH(const QString, value);
        QFETCH(const QByteArray, expected);
        QCOMPARE(yamlScalar(value), expected);
        QCOMPARE(yamlScalar(value, YamlQuotes::Double), '"' + value.toUtf8() + '"');
    }

    void plans()
    {
        const QByteArray vault = "//- A.md\n---\nold: 1\n---\n//- B.md\n---\nOld: 1\nnew: 2\n---\n//- C.md\ntext\n//- "
                                 "D.md\n---\nold: [\n---\n//- E.md\n---\nOLD:\n  a: 1\n---\n//- x.png\n";
        const Snapshot before = vaultOf(vault);
        const Result<PropertyRename> renamed = planPropertyRename(before, u"old"_s, u"new"_s);
        QVERIFY(renamed);
        QCOMPARE(renamed->plan.title, u"Rename property old to new"_s);
        QCOMPARE(textAfter(renamed->plan, before),
                 "//- A.md\n---\nnew: 1\n---\n//- B.md\n---\nOld: 1\nnew: 2\n---\n//- C.md\ntext\n//- D.md\n---\nold: "
                 "[\n---\n//- E.md\n---\nnew:\n  a: 1\n---\n//- x.png\n");
        QCOMPARE(renamed->skipped.size(), 2);
        QCOMPARE(renamed->skipped.first(),
                 (Error{ErrorCode::Exists, u"B.md"_s, u"The note has a property new already."_s}));
        QCOMPARE(renamed->skipped.last().path, u"D.md"_s);
        QCOMPARE(planPropertyRename(before, u"ghost"_s, u"new"_s).error().code, ErrorCode::NotFound);
        QCOMPARE(planPropertyRename(before, u"old"_s, u" "_s).error().code, ErrorCode::InvalidName);
    }
};

QTEST_GUILESS_MAIN(PropertyEditTest)
#include "propertyedittest.moc"
