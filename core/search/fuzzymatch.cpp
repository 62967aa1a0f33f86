// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/fuzzymatch.h"

#include <QString>

#include <algorithm>
#include <limits>

namespace tearsheet {

namespace {

constexpr int Impossible = std::numeric_limits<int>::min() / 2;
constexpr int PerCharacter = 16;
constexpr int AtStart = 12;
constexpr int AtWordStart = 9;
constexpr int InRun = 11;
constexpr int PerGap = -1;
constexpr int WholeText = 40;

// What it is worth to match at `index` of `text`, whatever came before.
int placeBonus(QStringView text, qsizetype index)
{
    if (index == 0)
        return AtStart;
    const QChar before = text[index - 1];
    const QChar here = text[index];
    const bool wordStart = (!before.isLetterOrNumber() && here.isLetterOrNumber()) || (before.isLower() && here.isUpper())
                           || (before.isLetter() != here.isLetter() && here.isNumber());
    return wordStart ? AtWordStart : 0;
}

// The best way to find `pattern`, without blanks, in `text`: by dynamic programming over the two.
std::optional<FuzzyMatch> matchPart(QStringView pattern, QStringView text)
{
    const qsizetype m = pattern.size();
    const qsizetype n = text.size();
    // A look without memory first: most texts do not hold the letters at all.
    qsizetype found = 0;
    for (qsizetype j = 0; j < n && found < m; ++j)
        found += text[j].toCaseFolded() == pattern[found];
    if (found < m)
        return std::nullopt;

    // best[i][j]: the best score with pattern[i] matched at text[j].
    QList<int> best(m * n, Impossible);
    QList<qsizetype> from(m * n, -1);
    for (qsizetype i = 0; i < m; ++i) {
        int reach = Impossible; // Best over earlier places for the character before, gaps counted up to here.
        qsizetype reachFrom = -1;
        for (qsizetype j = i; j < n; ++j) {
            if (i > 0 && j > 0) {
                reach += PerGap;
                if (const int candidate = best[(i - 1) * n + j - 1]; candidate > reach) {
                    reach = candidate;
                    reachFrom = j - 1;
                }
            }
            if (text[j].toCaseFolded() != pattern[i])
                continue;
            int score = PerCharacter + placeBonus(text, j);
            qsizetype previous = -1;
            if (i > 0) {
                int run = j > 0 ? best[(i - 1) * n + j - 1] + InRun : Impossible;
                previous = j - 1;
                if (reach > run) {
                    run = reach;
                    previous = reachFrom;
                }
                if (run <= Impossible / 2)
                    continue;
                score += run;
            }
            best[i * n + j] = score;
            from[i * n + j] = previous;
        }
    }
    const auto last = std::max_element(best.cend() - n, best.cend());
    FuzzyMatch match{*last, {}};
    qsizetype j = last - (best.cend() - n);
    for (qsizetype i = m - 1; i >= 0; --i) {
        match.positions.prepend(static_cast<int>(j));
        j = from[i * n + j];
    }
    return match;
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(QStringView pattern, QStringView text)
{
    FuzzyMatch whole;
    const QString folded = pattern.toString().toCaseFolded();
    for (const QStringView part : QStringView(folded).split(u' ', Qt::SkipEmptyParts)) {
        const std::optional<FuzzyMatch> match = matchPart(part, text);
        if (!match)
            return std::nullopt;
        whole.score += match->score;
        whole.positions += match->positions;
    }
    std::ranges::sort(whole.positions);
    whole.positions.erase(std::unique(whole.positions.begin(), whole.positions.end()), whole.positions.end());
    if (text.compare(pattern.trimmed(), Qt::CaseInsensitive) == 0)
        whole.score += WholeText;
    // Among equal finds the shorter text says more of what was typed.
    whole.score = whole.score * 8 - static_cast<int>(std::min<qsizetype>(text.size(), 200));
    return whole;
}

} // namespace tearsheet
