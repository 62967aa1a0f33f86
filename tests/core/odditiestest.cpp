// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/oddities.h"
#include "core/note/parsenote.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

/// What is found odd in a note, and that mending it leaves nothing odd.
class OdditiesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void found_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("kind");      // Empty: nothing is odd.
        QTest::addColumn<QByteArray>("mended"); // Empty: a person must decide.
        const auto row = [](const char *name, const char *text, const char *kind, const char *mended = "") {
            QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(kind) << QByteArray(mended);
        };
        row("plain", "# A\n\n| a | b |\n|---|---|\n| [[x\\|y]] | 2 |\n", "");
        row("unclosed front matter", "---\na: 1\n", "unclosed-front-matter");
        row("byte order mark", "\xEF\xBB\xBF---\na: 1\n---\n", "byte-order-mark", "---\na: 1\n---\n");
        row("misplaced", "#maker #volta\n---\naliases: [V]\n---\nText\n", "misplaced-front-matter",
            "---\naliases: [V]\n---\n#maker #volta\nText\n");
        row("a rule is no front matter", "#maker\n\n---\n\nText\n\n---\n", "");
        row("bad YAML", "---\ntags: [#a #b]\nb: 1\n---\n", "bad-yaml");
        row("the same key again", "---\na: 1\na: 2\n---\n", "duplicate-key");
        row("unquoted link", "---\nparent: [[Volta]]\n---\n", "unquoted-link", "---\nparent: \"[[Volta]]\"\n---\n");
        row("bare bar", "| a | b |\n|---|---|\n| [[x|y]] | 2 |\n", "bare-bar",
            "| a | b |\n|---|---|\n| [[x\\|y]] | 2 |\n");
        row("escaped bar in text", "See [[x\\|y]].", "escaped-bar", "See [[x|y]].");
        row("surplus cell", "| a |\n|---|\n| 1 | 2 |\n", "surplus-cells");
        row("missing cells", "| a | b | c |\n|---|---|---|\n| 1 |\n", "missing-cells",
            "| a | b | c |\n|---|---|---|\n| 1 |  |  |\n");
        row("missing cell, no outer bars", "a | b\n---|---\n1\n", "missing-cells", "a | b\n---|---\n1 |  |\n");
        row("text below", "| a | b |\n|---|---|\n| 1 | 2 |\nSource: [[x]]\nand y\n\nEnd\n", "glued-text",
            "| a | b |\n|---|---|\n| 1 | 2 |\n\nSource: [[x]]\nand y\n\nEnd\n");
        row("text below in a quote", "> | a | b |\r\n> |---|---|\r\n> | 1 | 2 |\r\n> Source", "glued-text",
            "> | a | b |\r\n> |---|---|\r\n> | 1 | 2 |\r\n>\r\n> Source");
        row("text between rows", "| a | b |\n|---|---|\nx\n| 1 | 2 |\n", "missing-cells",
            "| a | b |\n|---|---|\nx |  |\n| 1 | 2 |\n");
        row("text below one column", "| a |\n|---|\n| 1 |\nx\n", "");
        row("delimiter too short", "| a | b |\n|---|\n| 1 | 2 |\n", "header-mismatch",
            "| a | b |\n|---| --- |\n| 1 | 2 |\n");
        row("header too short", "| a |\n|---|---|\n| 1 | 2 |\n", "header-mismatch", "| a |  |\n|---|---|\n| 1 | 2 |\n");
        row("a table cut in two", "| a | b |\n|---|---|\n| 1 | 2 |\n\nSee below.\n| 3 | 4 |\n| 5 | 6 |\n\nEnd\n",
            "headless-rows", "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n| 5 | 6 |\n\nSee below.\n\nEnd\n");
        row("cut by a blank line", "| a | b |\n|---|---|\n| 1 | 2 |\n\n| 3 | 4 |\n\nEnd\n", "headless-rows",
            "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\nEnd\n");
        row("cut in two, with CRLF", "| a |\r\n|---|\r\n| 1 |\r\n\r\nText\r\n\r\n| 3 |\r\n\r\nEnd\r\n", "headless-rows",
            "| a |\r\n|---|\r\n| 1 |\r\n| 3 |\r\n\r\nText\r\n\r\nEnd\r\n");
        row("cut at the end", "| a |\n|---|\n| 1 |\n\n| 3 |", "headless-rows", "| a |\n|---|\n| 1 |\n| 3 |\n");
        row("rows with no table above", "# A\n\n| 3 | 4 |\n", "headless-rows");
        row("rows in another section", "| a | b |\n|---|---|\n| 1 | 2 |\n\n# B\n\n| 3 | 4 |\n", "headless-rows");
        row("bars in prose", "|x| is the size of x, a | b a choice", "headless-rows");
        row("bars inside prose", "Take a | b or c.", "");
        row("text above a rule", "Some text\n---\n\nMore\n", "accidental-heading", "Some text\n\n---\n\nMore\n");
        row("the same with CRLF", "Some text\r\n---\r\n", "accidental-heading", "Some text\r\n\r\n---\r\n");
        row("an underlined title", "Title\n=====\n\nOther\n-----\n", "");
        row("nested brackets", "[[[Volta]](https://v.example)", "nested-brackets");
        row("unclosed fence", "a\n\n```\ncode\n", "unclosed-code");
        row("closed fence", "~~~\ncode\n~~~\n", "");
        row("indented code at the end", "a\n\n    code\n", "");
    }

    void found()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, kind);
        QFETCH(const QByteArray, mended);
        const NoteFacts facts = parseNote(text);
        QStringList kinds;
        for (const Oddity &oddity : facts.oddities)
            kinds.append(oddityName(oddity.kind).toString());
        kinds.removeDuplicates();
        // Front matter out of place is seen for what it is, and as the heading that programs take it for.
        if (kind == "misplaced-front-matter"_L1)
            kinds.removeOne(u"accidental-heading"_s);
        QCOMPARE(kinds.join(u' '), kind);
        if (kind.isEmpty())
            return;
        const Oddity &oddity =
            *std::ranges::find_if(facts.oddities, [&](const Oddity &o) { return oddityName(o.kind) == kind; });
        QVERIFY(oddityMessage(oddity.kind).endsWith(u'.'));
        const EditScript script = tearsheet::mended(oddity, facts, text);
        QCOMPARE(script.isEmpty(), mended.isEmpty());
        if (mended.isEmpty())
            return;
        const Result<QByteArray> after = script.apply(text);
        QVERIFY(after);
        QCOMPARE(*after, mended);
        QVERIFY(parseNote(*after).oddities.isEmpty());
    }
};

QTEST_GUILESS_MAIN(OdditiesTest)
#include "odditiestest.moc"
