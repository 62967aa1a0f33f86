// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/temporaryvault.h"
#include "ui/preview/previewview.h"
#include "ui/style/codehighlighter.h"
#include "ui/style/style.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

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
        const auto row = [](const char *name, const char *text, const QStringList &parts,
                            const QStringList &absent = {}) {
            QTest::newRow(name) << QByteArray(text) << parts << absent;
        };
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
};

QTEST_MAIN(PreviewTest)
#include "previewtest.moc"
