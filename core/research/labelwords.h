// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/period.h"

#include <QByteArrayView>
#include <QList>
#include <QVarLengthArray>

#include <string_view>

namespace tearsheet {

/// The words of a header, a heading or the name of a row, brought into one form: lower case, marks and brackets gone,
/// plurals in the singular. Times are taken out of them. What stands in parentheses comes behind the other words.
struct LabelWords
{
    QVarLengthArray<char, 192> bytes;            ///< The words with one blank between.
    QVarLengthArray<std::string_view, 16> words; ///< Views into `bytes`.
    qsizetype outer = 0;                         ///< How many of `words` stand outside parentheses.
    Period period;  ///< The last time that is said outside parentheses, else inside; only a quarter has no year.
    Period heading; ///< As `period`, of what stands below a heading: "Q2 2026" of "(Q2 2026 vs peers Q1 2026)", none of
                    ///< "locked until 2031".
    Period others;  ///< The time of the others in "(Q2 2026 vs peers Q1 2026)".
    bool verified = false; ///< The time is when the figures were checked: "last verified May 2026".

    LabelWords() = default;
    LabelWords(const LabelWords &) = delete;
    LabelWords &operator=(const LabelWords &) = delete;

    std::string_view text() const { return {bytes.data(), static_cast<size_t>(bytes.size())}; }

    /// The words from `begin` to `end`, blanks between.
    std::string_view part(qsizetype begin, qsizetype end) const;
};

/// Reads a cell or heading as a phrase. Linear in the text; beyond 400 bytes nothing is read.
void readLabel(QByteArrayView text, LabelWords &phrase);

/// The singular of a lower-case English word, as far as its ending tells; other words stay.
std::string_view singular(std::string_view word, QVarLengthArray<char, 64> &buffer);

/// The words of a text with one blank between, as views into it.
QVarLengthArray<std::string_view, 24> wordsOf(QByteArrayView text);

/// A set of words as one text: sorted, each once, blanks between.
QByteArray wordSet(QList<std::string_view> words);

/// The words of several sets as one.
QByteArray joined(std::initializer_list<QByteArrayView> sets);

/// The words of `set` that are not in `taken`.
QByteArray without(const QByteArray &set, const QByteArray &taken);

/// Whether `word` is in `set`.
bool setContains(QByteArrayView set, std::string_view word);

/// Whether a word says nothing by itself in a phrase: "the", "of".
bool isFiller(std::string_view word);

} // namespace tearsheet
