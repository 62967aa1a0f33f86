// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/palette.h"

#include <QTest>

namespace tearsheet {

namespace {

struct Role
{
    const char *name;
    QColor Palette::*colour;
};

constexpr Role grounds[] = {
    {"window", &Palette::window},   {"surface", &Palette::surface},     {"base", &Palette::base},
    {"hover", &Palette::hover},     {"selection", &Palette::selection}, {"currentLine", &Palette::currentLine},
    {"ownRow", &Palette::ownRow},   {"mark", &Palette::mark},           {"code", &Palette::code},
    {"removed", &Palette::removed}, {"added", &Palette::added},         {"conflict", &Palette::conflict},
};

constexpr Role words[] = {
    {"removedWord", &Palette::removedWord},
    {"addedWord", &Palette::addedWord},
    {"conflictWord", &Palette::conflictWord},
};

constexpr Role texts[] = {
    {"text", &Palette::text},
    {"mutedText", &Palette::mutedText},
    {"faintText", &Palette::faintText},
    {"link", &Palette::link},
    {"unresolvedLink", &Palette::unresolvedLink},
    {"info", &Palette::info},
    {"warning", &Palette::warning},
    {"danger", &Palette::danger},
    {"success", &Palette::success},
    {"syntaxHeading", &Palette::syntaxHeading},
    {"syntaxString", &Palette::syntaxString},
    {"syntaxKeyword", &Palette::syntaxKeyword},
    {"syntaxNumber", &Palette::syntaxNumber},
    {"accent", &Palette::accent},
};

QColor thinned(const QColor &colour, double share, const QColor &ground)
{
    const auto part = [&](int of, int on) { return qRound(of * share + on * (1 - share)); };
    return QColor(part(colour.red(), ground.red()), part(colour.green(), ground.green()),
                  part(colour.blue(), ground.blue()));
}

} // namespace

class PaletteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastIsThatOfWcag()
    {
        QCOMPARE(contrast(Qt::white, Qt::black), 21.0);
        QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrast(Qt::red, Qt::red), 1.0);
        // The grey that is known for just reaching 4.5:1 on white.
        QVERIFY(contrast(QColor(0x767676), Qt::white) >= 4.5);
        QVERIFY(contrast(QColor(0x777777), Qt::white) < 4.5);
    }

    void textIsReadable_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void textIsReadable()
    {
        QFETCH(const bool, dark);
        const Palette &palette = paletteFor(dark ? Qt::ColorScheme::Dark : Qt::ColorScheme::Light);
        QCOMPARE(palette.dark, dark);
        const auto check = [](const char *text, const QColor &colour, const char *ground, const QColor &behind,
                              double least) {
            const double ratio = contrast(colour, behind);
            QVERIFY2(ratio >= least, qPrintable(QStringLiteral("%1 on %2 is %3:1")
                                                    .arg(QLatin1StringView(text), QLatin1StringView(ground))
                                                    .arg(ratio)));
        };
        for (const Role &text : texts) {
            for (const Role &ground : grounds)
                check(text.name, palette.*text.colour, ground.name, palette.*ground.colour, 4.5);
        }
        for (const Role &word : words) {
            check("text", palette.text, word.name, palette.*word.colour, 4.5);
            // Beside a sign in the margin; of itself it needs to be seen, not to be read.
            check(word.name, palette.*word.colour, "base", palette.base, 1.3);
        }
        check("accentText", palette.accentText, "accent", palette.accent, 4.5);
        for (int tone = 0; tone <= static_cast<int>(Tone::Quote); ++tone) {
            const QColor colour = palette.tone(static_cast<Tone>(tone));
            check("tone", colour, "its own ground", thinned(colour, 0.14, palette.base), 4.5);
            check("text", palette.text, "a tone's ground", thinned(colour, 0.14, palette.base), 4.5);
        }
        // What is no text has to be told from what is around it (WCAG 2.1, 1.4.11).
        check("graphNode", palette.graphNode, "base", palette.base, 3);
    }

    void qtSeesTheSameColours()
    {
        const Palette &palette = paletteFor(Qt::ColorScheme::Dark);
        const QPalette qt = palette.toQt();
        QCOMPARE(qt.color(QPalette::Active, QPalette::Text), palette.text);
        QCOMPARE(qt.color(QPalette::Inactive, QPalette::Highlight), palette.selection);
        QCOMPARE(qt.color(QPalette::Disabled, QPalette::Text), palette.disabledText);
        QCOMPARE(paletteFor(Qt::ColorScheme::Unknown), paletteFor(Qt::ColorScheme::Light));
    }
};

} // namespace tearsheet

QTEST_MAIN(tearsheet::PaletteTest)
#include "palettetest.moc"
