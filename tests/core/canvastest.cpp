// SPDX-License-Identifier: GPL-3.0-or-later
// What canvases say of files is kept true by renames, and no other byte of them changes.
#include "core/vault/canvas.h"
#include "core/change/deletion.h"
#include "core/change/planchoice.h"
#include "core/change/subpathplan.h"
#include "core/change/undo.h"
#include "core/research/problem.h"
#include "core/text/jsontext.h"
#include "core/vault/indexer.h"
#include "tests/support/vaultof.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

NotePath at(const QString &path)
{
    return *NotePath::fromRelative(path);
}

/// `text` with double quotes for single ones.
QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

Snapshot madeOf(const QByteArray &vault)
{
    return vaultOf(vault);
}

/// What the file at `path`, its new one, says after `plan`, made from `before`.
QByteArray textOf(const QString &path, const Result<ChangePlan> &plan, const Snapshot &before)
{
    if (!plan)
        return plan.error().sentence.toUtf8();
    const Snapshot now = madeOf(textAfter(*plan, before));
    const int file = now.find(at(path));
    return file < 0 ? QByteArray("no such file") : now.text(file).trimmed();
}

QByteArray board(const QByteArray &cards)
{
    return json("{'nodes':[" + cards + "]}");
}

/// A text card; `text` is written between its quotes.
QByteArray textCard(const QByteArray &text)
{
    return board("{'id':'1','type':'text','text':'" + text + "'}");
}

QByteArray fileCard(const QByteArray &path, const QByteArray &more = {})
{
    return board("{'id':'1','type':'file','file':'" + path + '\'' + more + '}');
}

} // namespace

class CanvasTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void strings_data()
    {
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<QByteArray>("said");
        const auto row = [](const char *written, const char *said) {
            QTest::newRow(written) << QByteArray(written) << QByteArray(said);
        };
        row("plain", "plain");
        row("a\\/b\\\\c\\\"d", "a/b\\c\"d");
        row("\\b\\f\\n\\r\\t", "\b\f\n\r\t");
        row("caf\\u00e9 caf\\u00E9 \\u0041", "café café A");
        row("\\ud83e\\udd89 and 🦉", "🦉 and 🦉");
        row("\\ud83e alone \\udd89", "\uFFFD alone \uFFFD");
        row("\\u12 \\x \\", "\\u12 \\x \\");
    }

    void strings()
    {
        QFETCH(const QByteArray, written);
        QFETCH(const QByteArray, said);
        QCOMPARE(jsonDecoded(written), said);
    }

    void onlyJsonIsRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isRead");
        const auto row = [](const QByteArray &text, bool isRead) {
            QTest::addRow("%lld: %.40s", text.size(), text.constData()) << json(text) << isRead;
        };
        row("{}", true);
        row("\xEF\xBB\xBF \t\r\n{}\n", true);
        row("{'nodes':[],'edges':[{'a':-0.5e+3,'b':[true,false,null,{}]}]}", true);
        row("{'nodes':null}", true);
        row("{'nodes':[1,'x',[],{'type':1}]}", true);
        row("['nodes']", true);
        row("{'nodes':[],}", false);
        row("{'nodes':[}", false);
        row("{'nodes' []}", false);
        row("{nodes:[]}", false);
        row("{'nodes':[]} x", false);
        row("{'a':01}", false);
        row("{'a':1.}", false);
        row("{'a':+1}", false);
        row("{'a':NaN}", false);
        row("{'a':'\\x'}", false);
        row("{'a':'\\u00g0'}", false);
        row("{'a':'b", false);
        row("{\"a\":\"b\nc\"}", false);
        row("{\"a\":\"\xE9\"}", false);
        row(QByteArray("{}\0", 3), false);
        row("", false);
        row("// a comment\n{}", false);
        row(QByteArray(200'000, '['), false);
        row("{\"a\":" + QByteArray(400, '[') + QByteArray(400, ']') + '}', true);
    }

    void onlyJsonIsRead()
    {
        QFETCH(const QByteArray, text);
        QTEST(parseCanvas(text).isRead, "isRead");
    }

    void cards()
    {
        const QByteArray text = json("{'nodes':[\n"
                                     "{'id':'1','type':'file','file':'a\\/Caf\\u00e9.md','subpath':'#Plan'},\n"
                                     "{'type':'text','text':'no link'},\n"
                                     "{'type':'text','text':'[[One]]\\n\\n- [two](Two.md)\\n\\n[r]: Three.md'},\n"
                                     "{'type':'group','label':'[[Four]]','background':'five.png'},\n"
                                     "{'type':'link','url':'https://x.example','file':'Six.md'},\n"
                                     "{'type':'text','file':'Seven.md','text':'[[first]]','text':'[[last]]'},\n"
                                     "{'type':'file','file':'first.md','\\u0066ile':'last.md','file':7},\n"
                                     "{'type':'file','file':'','type':'group'}\n"
                                     "],'edges':[{'label':'[[Eight]]'}]}");
        const Canvas canvas = parseCanvas(text);
        QVERIFY(canvas.isRead);
        QVERIFY(!parseCanvas("{'nodes':[]}").isRead);
        QCOMPARE(canvas.files.size(), 2);
        QCOMPARE(canvas.files.at(0).file, u"a/Café.md"_s);
        QCOMPARE(canvas.files.at(0).path.in(text), QByteArrayView("a\\/Caf\\u00e9.md"));
        QCOMPARE(canvas.files.at(0).part, "#Plan");
        QCOMPARE(canvas.files.at(1).file, u"five.png"_s);
        QCOMPARE(canvas.texts.size(), 2);
        QCOMPARE(canvas.texts.at(0).note.facts.links.size(), 2);
        QCOMPARE(canvas.texts.at(0).note.facts.definitions.size(), 1);
        QCOMPARE(canvas.texts.at(1).note.text, "[[last]]");
        // Of members of one name, the last one counts.
        QCOMPARE(parseCanvas(json("{'nodes':[{'type':'file','file':'a'}],'nodes':[{'type':'file','file':'b'}]}"))
                     .files.first()
                     .file,
                 u"b"_s);
    }

    // Each row is a board before and after a/Old.md has become a/New.md.
    void renames_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const QByteArray &before, const QByteArray &expected) {
            QTest::newRow(before.constData()) << before << expected;
        };
        row(fileCard("a/Old.md"), fileCard("a/New.md"));
        row(fileCard("a/Old.md", ",'subpath':'#Old'"), fileCard("a/New.md", ",'subpath':'#Old'"));
        row(fileCard("a\\/Old.md"), fileCard("a\\/New.md"));
        row(fileCard("\\u0061/\\u004fld.md"), fileCard("a/New.md"));
        row(fileCard("A/old.md"), fileCard("a/New.md"));
        // Paths lead from the root and have their endings.
        row(fileCard("Old.md"), fileCard("Old.md"));
        row(fileCard("a/Old"), fileCard("a/Old"));
        row(fileCard("../a/Old.md"), fileCard("../a/Old.md"));
        row(fileCard("a/Older.md"), fileCard("a/Older.md"));
        row(fileCard(""), fileCard(""));
        // Every other byte stays.
        row("{\r\n\t\"nodes\" : [ { \"x\":1.50e+1,\"type\":\"file\" ,\"file\" : \"a/Old.md\" , \"k\\/\":\"\\u00e9\" } ,"
            " 1 ],\n\n\"edges\":[] , \"more\":{\"file\":\"a/Old.md\"} }",
            "{\r\n\t\"nodes\" : [ { \"x\":1.50e+1,\"type\":\"file\" ,\"file\" : \"a/New.md\" , \"k\\/\":\"\\u00e9\" } ,"
            " 1 ],\n\n\"edges\":[] , \"more\":{\"file\":\"a/Old.md\"} }");
        row(board("{'type':'link','url':'a/Old.md'},{'type':'group','label':'a/Old.md','background':'a/Old.md'}"),
            board("{'type':'link','url':'a/Old.md'},{'type':'group','label':'a/Old.md','background':'a/New.md'}"));
        // Text cards.
        row(textCard("See [[Old]] and [[old#Part|it]], not Old"), textCard("See [[New]] and [[New#Part|it]], not Old"));
        row(textCard("# Old\\n\\n![[Old]]\\t[x](a\\/Old.md#P) `[[Old]]`"),
            textCard("# Old\\n\\n![[New]]\\t[x](a\\/New.md#P) `[[Old]]`"));
        row(textCard("[\\u005bOl\\u0064]] \\u00e9 [[Old|\\'o\\']]"), textCard("[\\u005bNew]] \\u00e9 [[New|\\'o\\']]"));
        row(textCard("|a|b|\\n|-|-|\\n|[[Old\\\\|o]]|x|"), textCard("|a|b|\\n|-|-|\\n|[[New\\\\|o]]|x|"));
        row(textCard("[r][r]\\n\\n[r]: <a/Old.md>"), textCard("[r][r]\\n\\n[r]: <a/New.md>"));
        row(textCard("🦉 \\ud83e\\udd89 [[Old]] 🦉"), textCard("🦉 \\ud83e\\udd89 [[New]] 🦉"));
        row(textCard("[[Past]] [[Ghost]] [[#Old]]"), textCard("[[Past]] [[Ghost]] [[#Old]]"));
        row(textCard("\\ud83e [[Old]]"), textCard("\\ud83e [[New]]"));
    }

    void renames()
    {
        QFETCH(const QByteArray, before);
        const Snapshot vault =
            madeOf("//- Board.canvas\n" + before + "\n//- a/Old.md\n---\naliases: [Past]\n---\n//- a/Older.md\n");
        const Result<ChangePlan> plan = planRename(vault, u"a/Old.md"_s, u"a/New.md"_s);
        QTEST(textOf(u"Board.canvas"_s, plan, vault), "expected");
        QVERIFY(plan->remarks.isEmpty());
        // What the plan takes back, is as it was.
        const Snapshot after = madeOf(textAfter(*plan, vault));
        QCOMPARE(madeOf(textAfter(inverse(*plan, vault), after)), vault);
        QCOMPARE(textAfter(undoing(doneChange(*plan, vault), after)->plan, after), textAfter({}, vault));
    }

    // A new name is spelt as what it stands in.
    void spellings_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const QByteArray &before, const QByteArray &expected) {
            QTest::newRow(before.constData()) << before << expected;
        };
        row(fileCard("é/Old.md"), fileCard("neu/Käse \\'x\\' 🦉.md"));
        row(fileCard("\\u00e9\\/Old.md"), fileCard("neu\\/K\\u00e4se \\'x\\' \\ud83e\\udd89.md"));
        row(fileCard("\\u00E9/Old.md"), fileCard("neu/K\\u00e4se \\'x\\' \\ud83e\\udd89.md"));
        row(textCard("[[Old]] and é \\u00e9 a\\/b /"), textCard("[[Käse \\'x\\' 🦉]] and é \\u00e9 a\\/b /"));
        row(textCard("[[Old]] [x](\\u00e9\\/Old.md)"),
            textCard("[[K\\u00e4se \\'x\\' \\ud83e\\udd89]] [x](neu\\/K\\u00e4se%20%22x%22%20\\ud83e\\udd89.md)"));
    }

    void spellings()
    {
        QFETCH(const QByteArray, before);
        const Snapshot vault = madeOf("//- Board.canvas\n" + before + "\n//- é/Old.md\n");
        QTEST(textOf(u"Board.canvas"_s, planRename(vault, u"é/Old.md"_s, u"neu/Käse \"x\" 🦉.md"_s), vault),
              "expected");
    }

    // Attachments, folders, and the canvas itself.
    void moves()
    {
        const QByteArray cards = board("{'type':'file','file':'a/p q.png'},{'type':'group','background':'a/p q.png'},"
                                       "{'type':'text','text':'![[p q.png|100]] [n](./N.md) [n](../a/N.md) [[N]]'}");
        const Snapshot vault = madeOf("//- b/Board.canvas\n" + cards + "\n//- a/p q.png\n//- a/N.md\n//- b/N.md\n");
        QCOMPARE(textOf(u"b/Board.canvas"_s, planRename(vault, u"a/p q.png"_s, u"r.png"_s), vault),
                 QByteArray(cards).replace("a/p q.png", "r.png").replace("p q.png", "r.png"));
        QCOMPARE(textOf(u"b/Board.canvas"_s, planRename(vault, u"a"_s, u"c/d"_s), vault),
                 QByteArray(cards).replace("\"a/", "\"c/d/").replace("../a/", "../c/d/"));
        // Its links are meant as before; paths in cards lead from the root.
        QCOMPARE(textOf(u"Board.canvas"_s, planRename(vault, u"b/Board.canvas"_s, u"Board.canvas"_s), vault),
                 QByteArray(cards).replace("./N.md) [n](../a/", "./b/N.md) [n](./a/").replace("[[N]]", "[[b/N]]"));
        // It is shown by another one.
        const Snapshot shown = madeOf("//- Board.canvas\n" + fileCard("b/In.canvas") + "\n//- b/In.canvas\n{}\n");
        QCOMPARE(textOf(u"Board.canvas"_s, planRename(shown, u"b/In.canvas"_s, u"In it.canvas"_s), shown),
                 fileCard("In it.canvas"));
    }

    // A name that becomes ambiguous is given its path, as in a note.
    void namesStayClear()
    {
        const Snapshot vault =
            madeOf("//- a/Board.canvas\n" + textCard("[[Watt]]") + "\n//- b/Watt.md\n//- c/Ohm.md\n");
        QCOMPARE(textOf(u"a/Board.canvas"_s, planRename(vault, u"c/Ohm.md"_s, u"a/Watt.md"_s), vault),
                 textCard("[[b/Watt]]"));
    }

    void headings()
    {
        const QByteArray cards = board(
            "{'type':'file','file':'a\\/N.md','subpath':'#Plants#\\u00c4pfel'},"
            "{'type':'file','file':'Other.md','subpath':'#Plants'},"
            "{'type':'file','file':'a/N.md','subpath':'#^id'},"
            "{'type':'text','text':'[[N#Plants]] [[Other#Plants]]\\n\\n[x](a/N.md#Plants \\'t\\') [[N#Plants|p]]'}");
        const Snapshot vault = madeOf("//- Board.canvas\n" + cards
                                      + "\n//- a/N.md\n# Plants\n\n## Äpfel\n\ntext ^id\n//- Other.md\n# Plants\n");
        QCOMPARE(textOf(u"Board.canvas"_s, planHeadingRename(vault, at(u"a/N.md"_s), 0, u"Two \"works\""_s), vault),
                 QByteArray(cards)
                     .replace("#Plants#\\u00c4pfel", "#Two \\\"works\\\"#\\u00c4pfel")
                     .replace("[[N#Plants", "[[N#Two \\\"works\\\"")
                     .replace("N.md#Plants", "N.md#Two%20%22works%22"));
        QCOMPARE(textOf(u"Board.canvas"_s, planHeadingRename(vault, at(u"a/N.md"_s), 1, u"Birnen"_s), vault),
                 QByteArray(cards).replace("\\u00c4pfel", "Birnen"));
        QCOMPARE(textOf(u"Board.canvas"_s, planBlockRename(vault, at(u"a/N.md"_s), u"id"_s, u"other"_s), vault),
                 QByteArray(cards).replace("#^id", "#^other"));
    }

    // A reader may leave places of a canvas as they are.
    void choices()
    {
        const QByteArray cards = board("{'type':'file','file':'Old.md'},{'type':'text','text':'[[Old]] [[Old#H]]'}");
        const Snapshot vault = madeOf("//- Board.canvas\n" + cards + "\n//- Old.md\n//- b/N.md\n[[Old]]\n");
        const ChangePlan plan = *planRename(vault, u"Old.md"_s, u"New.md"_s);
        QCOMPARE(plan.files.first().path, at(u"Board.canvas"_s));
        QCOMPARE(plan.files.first().base.hash, contentHash(vault.text(0)));
        QCOMPARE(textOf(u"Board.canvas"_s, chosen(plan, {{true, {1}}}, vault), vault),
                 QByteArray(cards).replace("Old.md", "New.md").replace("[[Old#", "[[New#"));
        QVERIFY(chosen(plan, {{true, {}}, {false, {}}}, vault).files.size() < plan.files.size());
        // The ticks follow the places.
        const Snapshot now = madeOf("//- Board.canvas\n" + QByteArray(cards).replace("{\"nodes", "{ \"nodes")
                                    + "\n//- Old.md\n//- b/N.md\n[[Old]]\n");
        const QList<FileChoice> carried =
            carriedOver({{true, {1}}}, plan, vault, *planRename(now, u"Old.md"_s, u"New.md"_s), now);
        QCOMPARE(carried.first(), (FileChoice{true, {1}}));
    }

    void changedSince()
    {
        const QByteArray cards = board("{'type':'file','file':'Old.md'},{'type':'text','text':'hello'}");
        const Snapshot before = madeOf("//- Board.canvas\n" + cards + "\n//- Old.md\n");
        const ChangePlan plan = *planRename(before, u"Old.md"_s, u"New.md"_s);
        QByteArray text = QByteArray(cards).replace("Old.md", "New.md").replace("hello", "hello [[New]]");
        const Snapshot now = madeOf("//- Board.canvas\n" + text + "\n//- New.md\n");
        const Result<Undoing> undo = undoing(doneChange(plan, before), now);
        QVERIFY(undo->isWhole());
        QCOMPARE(textOf(u"Board.canvas"_s, undo->plan, now), text.replace("New", "Old"));
    }

    void unreadCanvases_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isSaid");
        const auto row = [](const QByteArray &text, bool isSaid) {
            QTest::addRow("%lld: %s", text.size(), text.constData()) << text << isSaid;
        };
        row(fileCard("a/Old Caf\xC3\xA9.md") + ',', true);
        row(fileCard("a\\/old caf\\u00e9.md") + ',', true);
        row(textCard("[x](Old%20Caf%C3%A9.md)") + ',', true);
        row(textCard("[[Old Cafe\xCC\x81]]") + ',', true);
        row(fileCard("a/Other.md") + ',', false);
        row(fileCard("a/Old Caf\xE9.md"), true);
        row("\xFF\xFE{\"nodes\":[]}", true);
        row(fileCard("a/Other.md"), false);
        row("{}", false);
    }

    void unreadCanvases()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const bool, isSaid);
        const Snapshot vault = madeOf("//- B.canvas\n" + text + "\n//- a/Old Café.md\n# H\n//- N.md\n[[Old Café]]\n");
        const ChangePlan plan = *planRename(vault, u"a/Old Café.md"_s, u"a/New.md"_s);
        const QStringList said{u"B.canvas may show a/Old Café.md, but it is no readable canvas and stays as it is."_s};
        QCOMPARE(plan.remarks, isSaid ? said : QStringList());
        QVERIFY(std::ranges::none_of(plan.files, [](const FileChange &change) { return isCanvas(change.path); }));
        QCOMPARE(planHeadingRename(vault, at(u"a/Old Café.md"_s), 0, u"I"_s)->remarks, plan.remarks);
        QCOMPARE(chosen(plan, {}, vault).remarks, plan.remarks);
        QCOMPARE(planRename(vault, u"a"_s, u"b"_s)->remarks, plan.remarks);
    }

    void deletions()
    {
        const Snapshot vault =
            madeOf("//- Board.canvas\n"
                   + board("{'type':'file','file':'A.md'},{'type':'group','background':'p.png'},"
                           "{'type':'text','text':'[[A]] [[#A]] [x](https://A.md)\\n\\n[r]: A.md'}")
                   + "\n//- A.md\n![[p.png]] ![[q.png]] ![[r.png]]\n//- B.md\n[[A]]\n//- Odd.canvas\n{r.png\n"
                     "//- p.png\n//- q.png\n//- r.png\n");
        const Deletion deletion = *deletionOf({u"A.md"_s}, vault);
        QCOMPARE(deletion.linking, (QList<LinkingNote>{{at(u"Board.canvas"_s), 3}, {at(u"B.md"_s), 1}}));
        QCOMPARE(deletion.attachments, QList<NotePath>{at(u"q.png"_s)});
        QCOMPARE(deletionOf({u"Board.canvas"_s, u"A.md"_s}, vault)->attachments,
                 (QList<NotePath>{at(u"p.png"_s), at(u"q.png"_s)}));
    }

    // Whatever names lead to a file.
    void usesAreThoseThatLookingAtAllFinds()
    {
        const Snapshot vault = madeOf(
            "//- Board.canvas\n"
            + board(
                "{'type':'file','file':'x/a.MD'},{'type':'file','file':'./x//A.md'},{'type':'file','file':'../A.md'},"
                "{'type':'group','background':'P.png'},{'type':'file','file':'x/cafe\\u0301.md'},"
                "{'type':'text','text':'[[A]] [[the x#h|y]] [[X/a.md]] [x](A.md) [u](p%2epng) [[p]] [[#h]]\\n\\n"
                "[r]: x/A.md'},"
                "{'type':'text','text':'![[p.png]] [[Board.canvas]] [[caf\u00e9]] [[n/o/ne]] [[v/The X]] "
                "[w](https://e.org/A.md)'}")
            + "\n//- Other.canvas\n" + textCard("[[the X]] [[A]]")
            + "\n//- x/A.md\n---\naliases: [The X]\n---\n//- A.md\n//- p.png\n//- x/caf\u00e9.md\n");
        int all = 0;
        for (int file = 0; file < vault.files().size(); ++file) {
            QList<int> expected;
            for (int canvas = 0; canvas < vault.files().size(); ++canvas) {
                const FileEntry &entry = vault.file(canvas);
                if (entry.canvas && canvas != file)
                    expected += QList<int>(filesIn(*entry.canvas, entry.path, vault).count(file), canvas);
            }
            QList<int> found;
            for (const CanvasUse &use : usesInCanvases(file, vault))
                found.append(use.canvas);
            QCOMPARE(found, expected);
            all += static_cast<int>(found.size());
        }
        QVERIFY(all >= 12);
    }

    // What another program renamed is mended in canvases, too.
    void renamedOutside()
    {
        const Snapshot there = madeOf("//- Board.canvas\n\n" + fileCard("Old.md") + "\n//- New.md\n");
        const Snapshot vault = Indexer::next(
            there, {.changed = {}, .renamedOutside = QList<FileRename>{{at(u"Old.md"_s), at(u"New.md"_s)}}});
        const QList<Problem> problems = problemsOf(vault);
        QCOMPARE(problems.size(), 1);
        QCOMPARE(problems.first().kind, u"renamed-target");
        QCOMPARE(textOf(u"Board.canvas"_s, planRepairs(problems, {u"renamed-target"_s}, vault), vault),
                 fileCard("New.md"));
    }
};

QTEST_GUILESS_MAIN(CanvasTest)
#include "canvastest.moc"
