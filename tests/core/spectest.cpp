// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/html.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

/// HTML without the differences that no reader sees.
QString normalized(QString html)
{
    static const QRegularExpression between(u">\\s+<"_s);
    static const QRegularExpression selfClosing(u"\\s*/>"_s);
    static const QRegularExpression beforeClose(u"\\s+(</(?:p|li|td|th|h\\d|blockquote|ul|ol)>)"_s);
    static const QRegularExpression behindOpen(u"(<(?:li|blockquote|ul|ol)>)\\s+"_s);
    html.replace(u"&quot;"_s, u"\""_s).replace(u"&#39;"_s, u"'"_s);
    html.replace(selfClosing, u">"_s).replace(between, u"><"_s);
    return html.replace(beforeClose, u"\\1"_s).replace(behindOpen, u"\\1"_s).trimmed();
}

/// Examples that come out otherwise on purpose, by the reason.
struct Difference
{
    const char *reason;
    QList<int> examples;
};

void run(const QString &name, const QList<Difference> &differences)
{
    QFile file(QStringLiteral(TEARSHEET_CORPUS "/spec/") + name + u".json"_s);
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("The specification's examples are not there; set TEARSHEET_CORPUS to the folder with spec/.");
    QHash<int, const char *> known;
    for (const Difference &difference : differences) {
        for (const int example : difference.examples)
            known.insert(example, difference.reason);
    }
    int same = 0;
    QStringList wrong;
    const QJsonArray examples = QJsonDocument::fromJson(file.readAll()).object()[u"examples"].toArray();
    for (const QJsonValue example : examples) {
        const int number = example[u"example"].toInt();
        const QString html = renderHtml(example[u"markdown"].toString().toUtf8(), {.strictLineBreaks = true});
        const bool equal = normalized(html) == normalized(example[u"html"].toString());
        same += equal;
        if (equal == known.contains(number))
            wrong.append(u"%1 (%2): %3\n  %4\n  %5"_s.arg(number).arg(
                example[u"section"].toString(), example[u"markdown"].toString(),
                normalized(example[u"html"].toString()), normalized(html)));
    }
    for (const QString &line : std::as_const(wrong))
        qWarning("%s", qPrintable(line));
    QVERIFY(same > 0);
    QCOMPARE(wrong.size(), 0);
}

} // namespace

/// The examples of the CommonMark and GFM specifications, and where this dialect differs and why.
class SpecTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commonMark()
    {
        run(u"commonmark"_s,
            {
                {"raw HTML is cleaned and its elements are closed",
                 {21,  31,  148, 150, 151, 152, 153, 155, 156, 157, 158, 163, 165, 167, 169, 170, 171, 172, 173,
                  174, 175, 176, 177, 178, 179, 180, 181, 182, 183, 184, 187, 188, 190, 191, 201, 344, 476, 477,
                  491, 494, 524, 536, 613, 614, 615, 616, 617, 623, 627, 628, 629, 630, 631, 642, 643}},
                {"comments are left out", {308, 309, 625, 626}},
                {"# before a word is a tag", {64}},
                {"--- on the first line begins front matter", {96, 98}},
                {"[[ ]] is a wikilink", {548, 559, 590}},
                {"a bare URL is a link", {602, 606, 608, 611, 612}},
                {"the parser follows an edition in which currency signs are no punctuation", {354}},
                {"the parser follows an edition that reads numbers of more than seven digits", {28}},
            });
    }

    void gfm()
    {
        run(u"gfm"_s,
            {
                {"raw HTML is cleaned and its elements are closed",
                 {118, 120, 121, 122, 123, 125, 126, 127, 128, 133, 135, 137, 139, 140, 141, 142, 143, 144, 145,
                  146, 147, 148, 149, 150, 151, 152, 153, 156, 157, 159, 160, 170, 317, 327, 354, 485, 486, 500,
                  503, 532, 544, 632, 633, 634, 635, 636, 642, 646, 647, 648, 649, 650, 651, 653, 663, 664}},
                {"comments are left out", {288, 289, 644, 645}},
                {"# before a word is a tag", {34}},
                {"--- on the first line begins front matter", {66, 68}},
                {"[[ ]] is a wikilink", {556, 567, 598}},
                {"a bare URL is a link", {610, 614, 616, 619, 620}},
                {"cells beyond the header are kept", {204}},
                {"a task says with which mark it is done", {279, 280}},
            });
    }
};

QTEST_GUILESS_MAIN(SpecTest)
#include "spectest.moc"
