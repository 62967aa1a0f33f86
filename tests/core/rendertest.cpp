// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/html.h"
#include "core/export/sanitize.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

/// Why `html` is not safe and whole; empty where it is.
QString objection(const QString &html)
{
    static const QRegularExpression tag(u"<(/?)([a-z0-9]+)((?: [a-z-]+=\"[^\"<>]*\")*)( /)?>"_s);
    static const QStringList voids{u"br"_s, u"hr"_s, u"img"_s, u"wbr"_s, u"col"_s, u"input"_s};
    static const QRegularExpression bad(u" (on[a-z]*|style|srcset|formaction)=|javascript:|=\"//|src=\"[a-z]+://"_s);
    QStringList open;
    qsizetype at = 0;
    for (qsizetype next; (next = html.indexOf(u'<', at)) >= 0;) {
        const QRegularExpressionMatch match =
            tag.match(html, next, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
        if (!match.hasMatch())
            return u"no tag: "_s + html.sliced(next, std::min<qsizetype>(40, html.size() - next));
        const QString name = match.captured(2);
        if (name == u"script" || name == u"style" || name == u"iframe" || match.captured(0).contains(bad))
            return u"not safe: "_s + match.captured(0);
        if (match.captured(1).isEmpty() && !voids.contains(name))
            open.append(name);
        else if (!match.captured(1).isEmpty() && (open.isEmpty() || open.takeLast() != name))
            return u"closed out of turn: "_s + name;
        at = match.capturedEnd();
    }
    return open.isEmpty() ? QString() : u"left open: "_s + open.join(u' ');
}

QString cleaned(const QString &html)
{
    QString out;
    Sanitizer sanitizer(out);
    sanitizer.feed(html);
    sanitizer.closeTo(0);
    return out;
}

} // namespace

/// Notes as HTML: the dialect, and that nothing in it runs or loads.
class RenderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dialect_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("html");
        const auto row = [](const char *name, const char *text, const char *html) {
            QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(html);
        };
        row("front matter is left out", "---\na: 1\n---\nx", "<p>x</p>\n");
        row("2.9 a line end is a break", "a\nb", "<p>a<br />\nb</p>\n");
        row("2.1 wikilink", "[[Volta Works#Plants|the *maker*]]",
            "<p><a class=\"internal-link\" data-href=\"Volta Works#Plants\" href=\"Volta%20Works#Plants\">the "
            "*maker*</a></p>\n");
        row("2.5 image with size", "![[map.png|100x50]]",
            "<p><img src=\"map.png\" alt=\"\" width=\"100\" height=\"50\" /></p>\n");
        row("2.5 embedded note", "![[Volta]]",
            "<p><a class=\"internal-embed\" data-href=\"Volta\" href=\"Volta\">Volta</a></p>\n");
        row("an image elsewhere is a link", "![m](https://x.example/m.png)",
            "<p><a href=\"https://x.example/m.png\">m</a></p>\n");
        row("2.9 highlight", "a ==b== ~~c~~ ~d~", "<p>a <mark>b</mark> <del>c</del> ~d~</p>\n");
        row("2.9 math", "$x<y$ costs $5", "<p><span class=\"math math-inline\">x&lt;y</span> costs $5</p>\n");
        row("2.9 comment", "a %%b%% c", "<p>a  c</p>\n");
        row("2.7 tag", "#a/b", "<p><a class=\"tag\" href=\"#a/b\">#a/b</a></p>\n");
        row("2.11 callout", "> [!Tip] Mind\n> *x*",
            "<div class=\"callout\" data-callout=\"tip\">\n<div class=\"callout-title\">Mind</div>\n<p><em>x</em></p>\n"
            "</div>\n");
        row("2.11 folded", "> [!note]-\n> x",
            "<details class=\"callout\" data-callout=\"note\">\n<summary class=\"callout-title\">Note</summary>\n"
            "<p>x</p>\n</details>\n");
        row("a callout whose title is underlined", "> [!note] T\n> ---\n\nx",
            "<div class=\"callout\" data-callout=\"note\">\n<div "
            "class=\"callout-title\">T</div>\n<h2></h2>\n</div>\n<p>x</p>\n");
        row("1.2 tasks", "- [/] a",
            "<ul>\n<li class=\"task\" data-task=\"/\"><input type=\"checkbox\" disabled=\"\" checked=\"\" /> "
            "a</li>\n</ul>\n");
        row("2.9 footnotes", "a[^n] b[^none]\n\n[^n]: *c*",
            "<p>a<sup class=\"footnote-ref\"><a href=\"#fn-1\">1</a></sup> b[^none]</p>\n<section "
            "class=\"footnotes\">\n<ol>\n<li id=\"fn-1\">\n<em>c</em></li>\n</ol>\n</section>\n");
        row("a link that runs", "[a](javascript:x) [b](JaVa%53cript:x) <javascript:x>",
            "<p><a href=\"\">a</a> <a href=\"JaVa%53cript:x\">b</a> <a href=\"\">javascript:x</a></p>\n");
        row("raw HTML across marks", "**a <b>c** d</b> e", "<p><strong>a <b>c</b></strong> d e</p>\n");
        row("a script in a line", "a <script>b *c* d</script> e", "<p>a  e</p>\n");
    }

    void dialect()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, html);
        const QString rendered = renderHtml(text);
        QCOMPARE(rendered, html);
        QCOMPARE(objection(rendered), QString());
    }

    void linksAsTheCallerWants()
    {
        const HtmlOptions options{.url = [](const LinkTarget &link) { return link.target + u".html"_s; }};
        QVERIFY(renderHtml("[[A]] [b](C%20D.md) [c](https://x.example)", options).contains(u"href=\"A.html\""));
        QVERIFY(renderHtml("[b](C%20D.md)", options).contains(u"href=\"C%20D.md.html\""));
        QVERIFY(renderHtml("[c](https://x.example)", options).contains(u"href=\"https://x.example\""));
    }

    void sanitizes_data()
    {
        QTest::addColumn<QString>("html");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *html, const char *expected) {
            QTest::newRow(html) << QString::fromUtf8(html) << QString::fromUtf8(expected);
        };
        row("<b title='a\"b'>x</b>", "<b title=\"a&quot;b\">x</b>");
        row("<B>x", "<b>x</b>");
        row("<i><b>x</i></b>", "<i><b>x</b></i>");
        row("<SCRIPT>alert(1)</SCRIPT>x", "x");
        row("<script><script></script>y</script>x", "x");
        row("<img src=x onerror=alert(1)>", "<img src=\"x\">");
        row("<img/src=x/onerror=alert(1)>", "<img src=\"x/onerror=alert(1)\">");
        row("<img src=https://x.example/a.png>", "<img>");
        row("<img src='//x.example/a.png'>", "<img>");
        row("<img src='/\\x.example/a.png'>", "<img>");
        row("<img src=&#x2f;&#47;x.example>", "<img>");
        row("<img srcset='a 2x' src='data:image/svg+xml;base64,AA'>", "<img>");
        row("<img src='data:image/png;base64,AA'>", "<img src=\"data:image/png;base64,AA\">");
        row("<a href='java\nscript:x'>y</a>", "<a>y</a>");
        row("<a href=' &#106;avascript:x'>y</a>", "<a>y</a>");
        row("<a href='javascript&colon;x'>y</a>", "<a>y</a>");
        row("<a href='java&Tab;script:x'>y</a>", "<a>y</a>");
        row("<a href='https://x.example' style='x' onclick=y>z</a>", "<a href=\"https://x.example\">z</a>");
        row("<svg onload=x><circle/></svg>a", "a");
        row("<style>*{background:url(//x)}</style>a", "a");
        row("<noscript><p title='</noscript><img src=x onerror=y>'>a", "<img src=\"x\">'&gt;a");
        row("<textarea><img src=x></textarea>a", "a");
        row("<form action=x><input><button>a</button></form>", "a");
        row("<iframe src='https://x.example'>a</iframe>b", "b");
        row("a <!-- b --> c <!-- d", "a  c ");
        row("a <!doctype html><?php x ?> b", "a  b");
        row("1 < 2 <3 <>", "1 &lt; 2 &lt;3 &lt;&gt;");
        row("<b <i>x</i>", "&lt;b <i>x</i>");
        row("<b title='x", "");
        row("&amp; &nbsp;", "&amp; &nbsp;");
    }

    void sanitizes()
    {
        QFETCH(const QString, html);
        QFETCH(const QString, expected);
        QCOMPARE(cleaned(html), expected);
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
            const QString wrong = objection(renderHtml(file.readAll()));
            QVERIFY2(wrong.isEmpty(), qPrintable(file.fileName() + u": "_s + wrong));
            ++notes;
        }
        QVERIFY(notes > 0);
    }
};

QTEST_GUILESS_MAIN(RenderTest)
#include "rendertest.moc"
