// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/query.h"
#include "tests/support/vaultof.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Notes[] = R"(
//- Cells/Volta.md
---
aliases: [Volta Works, Pile]
status: Draft
founded: 1999
listed: 2026-05-01
open: true
owner:
empty: ""
my key: exact value
---
#Maker/cells
# Plants
Testing the dry line, cost (10) é.
Second line with dry air.
# Sales
- [ ] call Ohm
  about Air
- [x] write Ohm
- [-] drop

电池厂 in Asia
//- Ohm.md
---
status: [Published, Old]
founded: 2004
---
The dry test. #maker
See /path and a-b.
//- board.canvas
//- pictures/dry.png
)";

/// The files that match, by name without extension and in order; "!" and the sentence where the query is wrong.
QString found(const QString &text)
{
    const Snapshot snapshot = vaultOf(Notes);
    const Result<Query> query = Query::parse(text);
    if (!query)
        return u'!' + query.error().sentence;
    QStringList names;
    const Result<> searched = search(*query, snapshot, [&](const FileHits &hits) {
        names.append(snapshot.file(hits.file).path.fileName().toString().section(u'.', 0, 0));
        return true;
    });
    return searched ? names.join(u' ') : u'!' + searched.error().sentence;
}

} // namespace

/// The query language of obsidian.md 2.8, a row for each of its rules.
class QueryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rules_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *query, const char *expected) {
            QTest::newRow(query) << QString::fromUtf8(query) << QString::fromUtf8(expected);
        };
        const auto both = "Volta Ohm";
        // Words: anywhere in name, path or content, case folded, all of them.
        row("dry", "Volta Ohm");
        row("DRY air", "Volta");
        row("volta testing", "Volta");
        row("cells/", "Volta");
        row("É", "Volta");
        row("ohm", "Volta Ohm");
        row("board", "board");
        row("", "");
        row("  ", "");
        // OR binds less than AND; upper case only.
        row("air OR path", "Volta Ohm");
        row("air second OR nothing", "Volta");
        row("air or path", "");
        row("(air OR path) see", "Ohm");
        row("OR dry OR", "Volta Ohm");
        row("ORder", "");
        // Phrases end at the borders of words.
        row("\"test\"", "Ohm");
        row("\"dry line\"", "Volta");
        row("\"(10)\"", "Volta");
        row("\"电池\"", "Volta");
        row("\"a-b\"", "Ohm");
        row("\"\\\"\"", "Volta");
        // Expressions, by line.
        row("/^Second .*air\\.$/", "Volta");
        row("/t[ae]st(?!i)/", "Ohm");
        row("/DRY/", both);
        row("match-case:/DRY/", "");
        row("/path", "Ohm");
        // Negation.
        row("dry -air", "Ohm");
        row("dry -(air second)", "Ohm");
        row("-dry", "board");
        row("a-b", "Ohm");
        row("-path:Cells -board", "Ohm");
        // Operators, their names in any case.
        row("file:dry", "dry");
        row("file:.canvas", "board");
        row("FILE:volta", "Volta");
        row("path:cells", "Volta");
        row("path:-\"Cells\"", "board Ohm dry");
        row("path:(cells OR pictures)", "Volta dry");
        row("content:aliases", "");
        row("content:dry", both);
        row("match-case:Testing", "Volta");
        row("match-case:testing", "");
        row("match-case:(Testing ignore-case:SECOND)", "Volta");
        row("tag:#maker", both);
        row("tag:maker/cells", "Volta");
        row("tag:cells", "");
        row("tag:mak", "");
        row("-tag:maker/cells tag:maker", "Ohm");
        row("line:(dry air)", "Volta");
        row("line:(testing air)", "");
        row("-line:dry", "board");
        row("block:(testing second)", "Volta");
        row("block:(testing ohm)", "");
        row("section:(plants dry)", "Volta");
        row("section:(plants ohm)", "");
        row("section:(plants section:(dry))", "Volta");
        row("task:\"\"", "Volta");
        row("task:ohm", "Volta");
        row("task:(call air)", "Volta");
        row("task:(call write)", "");
        row("task-todo:write", "");
        row("task-done:write", "Volta");
        row("task-done:drop", "Volta");
        row("task:", "Volta");
        // What is no operator is a word.
        row("http://x", "");
        row("note:dry", "");
        // Properties.
        row("[status]", both);
        row("[STATUS:draft]", "Volta");
        row("[status:Draft OR Published]", both);
        row("[status:old]", "Ohm");
        row("[status:-draft]", "Ohm");
        row("[owner:null]", "Volta");
        row("[empty:null]", "");
        row("[empty]", "Volta");
        row("[founded:<2000]", "Volta");
        row("[founded:>2000]", "Ohm");
        row("[founded:200]", "");
        row("[founded:2004]", "Ohm");
        row("[listed:>2026-01-01]", "Volta");
        row("[listed:<2026-01-01]", "");
        row("[open:TRUE]", "Volta");
        row("[my key:exact]", "Volta");
        row("[\"my key\":\"exact value\"]", "Volta");
        row("[\"my key\":\"exact\"]", "");
        row("[aliases:works]", "Volta");
        row("[/^stat/:/^pub/]", "Ohm");
        row("[missing]", "");
        row("-[status]", "board");
        row("<5", "");
    }

    void rules()
    {
        QFETCH(const QString, query);
        QFETCH(const QString, expected);
        QStringList wanted = expected.split(u' ', Qt::SkipEmptyParts);
        QStringList names = found(query).split(u' ', Qt::SkipEmptyParts);
        wanted.sort();
        names.sort();
        QCOMPARE(names, wanted);
    }

    void wrong_data()
    {
        QTest::addColumn<QString>("query");
        for (const char *query : {"(a", "a)", "\"a", "[a", "[]", "[a:<]", "/(/", "file:", "tag: )"})
            QTest::newRow(query) << QString::fromUtf8(query);
        QTest::newRow("too deep") << QString(1000, u'(');
        QTest::newRow("too negative") << QString(QString(1000, u'-') + u'a');
    }

    void wrong()
    {
        QFETCH(const QString, query);
        const Result<Query> parsed = Query::parse(query);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().code, ErrorCode::Usage);
        QVERIFY(parsed.error().sentence.endsWith(u'.'));
    }

    void places()
    {
        const Snapshot snapshot = vaultOf("//- A.md\naa Aa bé\nBÉ é\n");
        const auto placesOf = [&](const QString &text) {
            QStringList places;
            const auto found = Query::parse(text)->places(snapshot, 0);
            if (!found || !*found)
                return u"-"_s;
            for (const ByteRange place : **found)
                places.append(u"%1+%2"_s.arg(place.begin).arg(place.size()));
            return places.join(u' ');
        };
        QCOMPARE(placesOf(u"aa"_s), u"0+2 3+2"_s);
        QCOMPARE(placesOf(u"bé"_s), u"6+3 10+3"_s);
        QCOMPARE(placesOf(u"é -line:x"_s), u"7+2 11+2 14+2"_s);
        QCOMPARE(placesOf(u"aa OR \"Aa\" OR zz"_s), u"0+2 3+2"_s);
        QCOMPARE(placesOf(u"aa line:(BÉ)"_s), u"0+2 3+2 6+3 10+3"_s);
        QCOMPARE(placesOf(u"file:A"_s), QString());
        QCOMPARE(placesOf(u"zz"_s), u"-"_s);
    }

    void aPatternThatTakesTooLongIsStopped()
    {
        const QByteArray text = "//- A.md\n" + QByteArray(40, 'a') + "b\n";
        const Snapshot snapshot = vaultOf(text);
        const Result<> searched = search(*Query::parse(u"/^(a+)+$/"), snapshot, [](const FileHits &) { return true; });
        QVERIFY(!searched);
        QVERIFY(searched.error().sentence.contains(u"too many steps"));
    }

    void enoughIsEnough()
    {
        QByteArray text;
        for (int i = 0; i < 300; ++i)
            text += "//- " + QByteArray::number(i) + ".md\nx\n";
        const Snapshot snapshot = vaultOf(text);
        int count = 0;
        QVERIFY(search(*Query::parse(u"x"), snapshot, [&](const FileHits &) { return ++count < 7; }));
        QCOMPARE(count, 7);
        const std::atomic<bool> cancelled = true;
        QVERIFY(search(*Query::parse(u"x"), snapshot, [&](const FileHits &) { return ++count > 0; }, &cancelled));
        QCOMPARE(count, 7);
    }
};

QTEST_GUILESS_MAIN(QueryTest)
#include "querytest.moc"
