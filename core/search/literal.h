// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/byterange.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace tearsheet {

/// A text to look for in UTF-8.
///
/// Immutable; any number of threads may search with one. ASCII is looked for some gigabytes a second, other texts a few
/// hundred megabytes; linear whatever the text and what is looked for.
class Literal
{
public:
    /// Looks for `text`; case folds character by character (Unicode's simple folding) unless `caseSensitive`. As a
    /// phrase it must not begin or end inside a word; beside punctuation and in Chinese, Japanese and Korean, where
    /// words are not set apart, it may (obsidian.md 2.8).
    Literal(QStringView text, bool caseSensitive, bool phrase);

    bool isEmpty() const { return m_needle.isEmpty(); }

    /// The first place of it in `text` from offset `from` on. An empty text is everywhere.
    std::optional<ByteRange> find(QByteArrayView text, qsizetype from) const;

private:
    std::optional<ByteRange> findAscii(QByteArrayView text, qsizetype from) const;
    std::optional<ByteRange> findByTable(QByteArrayView text, qsizetype from) const;
    std::optional<ByteRange> findFolded(QByteArrayView text, qsizetype from) const;
    std::optional<ByteRange> findAnywhere(QByteArrayView text, qsizetype from) const;
    bool isWhole(ByteRange range, QByteArrayView text) const;
    char folded(char byte) const;
    void chooseRarest();

    QByteArray m_needle;      // Folded.
    QList<char32_t> m_points; // Folded, where it is not ASCII.
    QList<qsizetype> m_table; // For each prefix how much of it is a prefix and an end of it (Knuth, Morris, Pratt).
    qsizetype m_rarest = 0;   // Place in the needle of the byte that is rarest in notes, and of the next.
    qsizetype m_secondRarest = 0;
    bool m_caseSensitive;
    bool m_phrase;
};

} // namespace tearsheet
