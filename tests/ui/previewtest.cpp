// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/temporaryvault.h"
#include "ui/preview/previewview.h"
#include "ui/style/codehighlighter.h"
#include "ui/style/style.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

QByteArray lines(const QByteArray &before, int count, const QByteArray &after)
{
    QByteArray text;
    for (int i = 0; i < count; ++i)
        text += before + "n" + QByteArray::number(i) + after;
    return text;
}

// The word that is shown `y` pixels below the top.
QString wordAt(PreviewView &preview, int y)
{
    QTest::mouseDClick(preview.viewport(), Qt::LeftButton, {}, {44, y});
    QTest::keyClick(&preview, Qt::Key_C, Qt::ControlModifier);
    return QGuiApplication::clipboard()->text().simplified();
}

} // namespace

/// What the preview shows of a note, and what a click in it says.
class PreviewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void shows_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("parts"); // In this order.
        QTest::addColumn<QStringList>("absent");
        const auto row = [](const char *name, const QByteArray &text, const QStringList &parts,
                            const QStringList &absent = {}) { QTest::newRow(name) << text << parts << absent; };
        row("text", "# Head\n\n**bold** *it* ~~gone~~ ==hi== `c`", {u"Head"_s, u"bold it gone hi c"_s},
            {u"**"_s, u"=="_s, u"#"_s});
        row("links", "[[Volta|the maker]] [web](https://x.example)", {u"the maker web"_s}, {u"[["_s, u"https"_s});
        row("table", "| A | B |\n|---|---|\n| [[x\\|y]] | 2 |", {u"A"_s, u"B"_s, u"y"_s, u"2"_s}, {u"|"_s, u"---"_s});
        row("surplus cell", "| A |\n|---|\n| 1 | extra |", {u"1"_s, u"extra"_s});
        row("callout", "> [!warning] Mind\n> the gap", {u"Mind"_s, u"the gap"_s}, {u"[!"_s});
        row("comment", "a %%hidden%% b", {u"a"_s, u"b"_s}, {u"hidden"_s});
        row("money is no formula", "costs $5 to $10 and ~3%", {u"costs $5 to $10 and ~3%"_s});
        row("code", "```js\nlet a = 1\n```", {u"let a = 1"_s}, {u"```"_s});
        row("properties", "---\naliases: [Pile]\n---\ntext", {u"Pile"_s, u"text"_s}, {u"---"_s});
        // As a word it would take minutes to be laid out.
        const QByteArray word(1'000'000, 'y');
        row("a word of a megabyte", QByteArray("| A | B |\n|---|---|\n| 1 | " + word + " |\n\n" + word + " z"),
            {QString::fromLatin1(word), u"z"_s});
        row("list and tasks", "1. one\n2. two\n- [ ] do", {u"one"_s, u"two"_s, u"do"_s}, {u"[ ]"_s});
    }

    void shows()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QStringList, parts);
        QFETCH(const QStringList, absent);
        const TemporaryVault folder("//- A.md\n");
        Vault vault(folder.root());
        CodeHighlighter code;
        PreviewView preview(&vault, &code);
        preview.resize(600, 500);
        preview.show();
        preview.showNote(ParsedNote::of(1, text), *NotePath::fromRelative(u"A.md"));
        const QString plain = preview.plainText();
        qsizetype at = 0;
        for (const QString &part : parts) {
            const qsizetype found = plain.indexOf(part, at);
            QVERIFY2(found >= 0, qPrintable(part + u" in: "_s + plain));
            at = found + part.size();
        }
        for (const QString &part : absent)
            QVERIFY2(!plain.contains(part), qPrintable(part + u" in: "_s + plain));
    }

    void aLongTableIsShownWhole()
    {
        QByteArray text = "| Company | Share |\n|---|---|\n";
        for (int i = 0; i < 10'000; ++i)
            text += "| C" + QByteArray::number(i) + " | " + QByteArray::number(i % 100) + "% |\n";
        const TemporaryVault folder("//- A.md\n");
        Vault vault(folder.root());
        CodeHighlighter code;
        PreviewView preview(&vault, &code);
        preview.resize(500, 400);
        preview.show();
        preview.showNote(ParsedNote::of(1, text), *NotePath::fromRelative(u"A.md"));
        const QImage begin = preview.viewport()->grab().toImage();
        preview.scrollToOffset(static_cast<quint32>(text.size() - 30));
        QVERIFY(preview.viewport()->grab().toImage() != begin);
        QVERIFY(preview.plainText().contains(u"C9999"_s));
    }

    void linksAreFollowedByKeys()
    {
        const TemporaryVault folder("//- A.md\n");
        Vault vault(folder.root());
        CodeHighlighter code;
        PreviewView preview(&vault, &code);
        preview.resize(600, 500);
        preview.show();
        preview.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&preview));
        preview.showNote(ParsedNote::of(1, "See [[Volta#Plants|it]] and [web](https://x.example)."),
                         *NotePath::fromRelative(u"A.md"));
        preview.setFocus();
        QSignalSpy activated(&preview, &PreviewView::linkActivated);
        QTest::keyClick(&preview, Qt::Key_Tab);
        QTest::keyClick(&preview, Qt::Key_Return);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated.first().first().value<LinkTarget>(), (LinkTarget{u"Volta"_s, u"#Plants"_s, LinkKind::Wiki}));
        QTest::keyClick(&preview, Qt::Key_Tab);
        QTest::keyClick(&preview, Qt::Key_Return);
        QCOMPARE(activated.last().first().value<LinkTarget>().target, u"https://x.example"_s);
    }

    void anEditChangesWhatItTouches()
    {
        const TemporaryVault folder("//- A.md\n");
        Vault vault(folder.root());
        CodeHighlighter code;
        PreviewView preview(&vault, &code);
        preview.resize(600, 500);
        preview.show();
        const NotePath path = *NotePath::fromRelative(u"A.md");
        preview.showNote(ParsedNote::of(1, "one\n\ntwo\n\nthree\n"), path);
        preview.showNote(ParsedNote::of(2, "one\n\nTWO and more\n\nthree\n"), path);
        QCOMPARE(preview.plainText().simplified(), u"one TWO and more three"_s);
        preview.showNote(ParsedNote::of(3, ""), path);
        QCOMPARE(preview.plainText(), QString());
    }

    void staysWithItsText_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QList<QByteArray>>("changes"); // What, and by what; in turn.
        const QByteArray list = lines("- ", 120, " words\n");
        const QByteArray paragraph = lines("", 400, " words\n");
        const QByteArray paragraphs = lines("", 120, " words\n\n");
        const QByteArray table = "| A | B |\n|---|---|\n" + lines("| ", 300, " | b |\n");
        const QByteArray three = "\nmore and more\nand more\nand more\n";
        const auto row = [](const char *name, const QByteArray &text, const QList<QByteArray> &changes) {
            QTest::newRow(name) << text << changes;
        };
        row("an item above", list, {"n3 words", "n3 " + QByteArray("has much to say, more than a line, ").repeated(6)});
        row("items above and below", list, {"- n3 words\n", "", "n9 words", "n9 typed", "n100 words", "n100 other"});
        row("an item below, which is seen", list, {"n61 words", "n61 words typed"});
        row("the item itself", list, {"n58 words", "n58 words typed"});
        row("lines above in a paragraph", paragraph, {"n1 words", "n1 words" + three + "and"});
        row("a line below in it", paragraph, {"n66 words", "n66 typed"});
        row("a paragraph that is cut in two", paragraph, {"n70 words\n", "n70 words\n\n"});
        row("paragraphs above", paragraphs, {"n1 words", "n1 words" + three + three});
        row("paragraphs above go", paragraphs, {lines("", 40, " words\n\n"), ""});
        row("a paragraph below", paragraphs, {"n61 words", "n61 typed"});
        row("all paragraphs below", paragraphs, {lines("", 120, " words\n\n").mid(paragraphs.indexOf("n90")), "end\n"});
        row("a heading above, and what is found below", "# Head\n\n" + paragraphs,
            {"# Head", "# Heading", "n70", "**n70**"});
        row("a row above", table, {"| n3 |", "| n3 and words |", "| n4 | b |\n", ""});
        row("a row below", table, {"| n200 | b |\n", "| n200 | b |\n| more | b |\n"});
        row("all that is not in view", list,
            {list.left(list.indexOf("- n50")), "Else.\n\n", list.mid(list.indexOf("- n90")), "- and\n"});
        row("a list behind code", "```\na\n```\n" + list, {"a\n", lines("", 60, "\n")});
    }

    // Whatever another program writes, or the user beside it.
    void staysWithItsText()
    {
        QFETCH(QByteArray, text);
        QFETCH(const QList<QByteArray>, changes);
        const TemporaryVault folder("//- A.md\n");
        Vault vault(folder.root());
        CodeHighlighter code;
        PreviewView preview(&vault, &code);
        preview.resize(600, 500);
        preview.show();
        QVERIFY(QTest::qWaitForWindowExposed(&preview));
        const NotePath path = *NotePath::fromRelative(u"A.md");
        preview.showNote(ParsedNote::of(1, text), path);
        QScrollBar *const bar = preview.verticalScrollBar();
        preview.scrollToOffset(static_cast<quint32>(text.indexOf("n58 ")));
        QTest::qWait(50);
        for (int i = 0; i < 200 && wordAt(preview, 30) != u"n58"; ++i)
            bar->setValue(bar->value() + (wordAt(preview, 30).mid(1).toInt() < 58 ? 12 : -12));
        QCOMPARE(wordAt(preview, 30), u"n58"_s);
        for (qsizetype i = 0; i < changes.size(); i += 2) {
            const qsizetype at = text.indexOf(changes.at(i));
            QVERIFY(at >= 0);
            text.replace(at, changes.at(i).size(), changes.at(i + 1));
        }
        preview.showNote(ParsedNote::of(2, text), path);
        QCOMPARE(wordAt(preview, 30), u"n58"_s);
        // While what is not in view is built as well.
        QTest::qWait(100);
        QCOMPARE(wordAt(preview, 30), u"n58"_s);
    }
};

QTEST_MAIN(PreviewTest)
#include "previewtest.moc"
