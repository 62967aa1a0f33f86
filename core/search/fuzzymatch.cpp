// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/fuzzymatch.h"

#include "core/text/plaincharacter.h"

#include <QString>
#include <QVarLengthArray>

#include <algorithm>
#include <limits>

namespace tearsheet {

namespace {

constexpr int Impossible = std::numeric_limits<int>::min() / 2;
constexpr int PerCharacter = 16;
constexpr int AtStart = 12;
constexpr int AtWordStart = 9;
constexpr int AtCapital = 8;
constexpr int InRun = 10;
constexpr int PerGap = -1;
constexpr int WholeText = 40;

QString plainPattern(QStringView pattern)
{
    QString result;
    for (const QChar c : pattern) {
        if (!c.isMark())
            result += c.isSpace() ? QChar(u' ') : plainCharacter(c);
    }
    return result;
}

// What it is worth to match at `index` of `text`, whatever came before.
int placeBonus(QStringView text, qsizetype index)
{
    if (index == 0)
        return AtStart;
    const QChar before = text[index - 1];
    const QChar here = text[index];
    if (!before.isLetterOrNumber() && here.isLetterOrNumber())
        return AtWordStart;
    return (before.isLower() && here.isUpper()) || (!before.isNumber() && here.isNumber()) ? AtCapital : 0;
}

// The best way to find `part`, which is plain and not empty, in `text`, whose plain form is `folded`: by dynamic
// programming over the two.
std::optional<FuzzyMatch> matchPart(QStringView part, QStringView text, QStringView folded)
{
    // A look without memory first: most texts do not hold the letters at all.
    qsizetype found = 0;
    for (qsizetype j = 0; j < folded.size() && found < part.size(); ++j)
        found += folded[j] == part[found];
    if (found < part.size())
        return std::nullopt;

    struct Step
    {
        int score = Impossible; // The best with this character matched here.
        int previous = -1;      // Where the one before is matched then.
    };
    const qsizetype n = text.size();
    QVarLengthArray<Step, 1024> steps(part.size() * n);
    for (qsizetype i = 0; i < part.size(); ++i) {
        const Step *const above = i > 0 ? steps.constData() + (i - 1) * n : nullptr;
        Step reach; // The best place so far of the character before, gap up to here included.
        for (qsizetype j = i; j < n; ++j) {
            Step step = above ? Step{above[j - 1].score + InRun, static_cast<int>(j - 1)} : Step{0, -1};
            if (above) {
                reach.score += PerGap;
                if (reach.score > step.score)
                    step = reach;
                if (above[j - 1].score > reach.score)
                    reach = {above[j - 1].score, static_cast<int>(j - 1)};
            }
            if (folded[j] == part[i] && step.score > Impossible / 2)
                steps[i * n + j] = {step.score + PerCharacter + placeBonus(text, j), step.previous};
        }
    }
    const auto lastRow = steps.cend() - n;
    const auto last = std::ranges::max_element(lastRow, steps.cend(), {}, &Step::score);
    FuzzyMatch match{last->score, QList<int>(part.size())};
    int place = static_cast<int>(last - lastRow);
    for (qsizetype i = part.size() - 1; i >= 0; --i) {
        match.positions[i] = place;
        place = steps[i * n + place].previous;
    }
    return match;
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(QStringView pattern, QStringView text)
{
    const QString wanted = plainPattern(pattern.trimmed());
    QString folded = text.toString();
    std::ranges::transform(folded, folded.begin(), plainCharacter);
    FuzzyMatch whole;
    for (const QStringView part : QStringView(wanted).split(u' ', Qt::SkipEmptyParts)) {
        const std::optional<FuzzyMatch> match = matchPart(part, text, folded);
        if (!match)
            return std::nullopt;
        whole.score += match->score;
        whole.positions += match->positions;
    }
    std::ranges::sort(whole.positions);
    whole.positions.erase(std::ranges::unique(whole.positions).begin(), whole.positions.end());
    if (wanted == folded)
        whole.score += WholeText;
    // Among equal finds the shorter text says more of what was typed.
    whole.score = whole.score * 8 - static_cast<int>(std::min<qsizetype>(text.size(), 200));
    return whole;
}

} // namespace tearsheet
