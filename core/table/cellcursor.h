// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/bytes.h"

#include <QByteArrayView>
#include <QVarLengthArray>

#include <algorithm>
#include <array>
#include <string_view>

namespace tearsheet {

/// Signs that stand for others in a `PlainCell`, so that each is one byte.
namespace Sign {
inline constexpr char Arrow = 1;      ///< → and ->
inline constexpr char EmDash = 2;     ///< —
inline constexpr char Times = 3;      ///< ×
inline constexpr char PlusMinus = 4;  ///< ±
inline constexpr char LinkBegin = 5;  ///< Where the text of a link begins …
inline constexpr char LinkEnd = 6;    ///< … and ends.
inline constexpr char Unknown = 0x7f; ///< Control characters, which belong to no value.
} // namespace Sign

inline bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}

inline bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/// An ASCII letter or part of a character beyond ASCII.
inline bool isWordByte(char c)
{
    return isLower(c) || isUpper(c) || static_cast<unsigned char>(c) >= 0x80;
}

inline char lowered(char c)
{
    return isUpper(c) ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// The text of a cell as values are read from it: marks, backslashes and link brackets are gone, links are set apart by
/// `Sign::LinkBegin` and `Sign::LinkEnd` (not where only a number was linked by mistake), dashes are `-`, blanks of any
/// kind ' ', `≈` is `~`, `≥` is `>` and `≤` is `<`.
struct PlainCell
{
    QVarLengthArray<char, 256> bytes; ///< Ends with a NUL, which is nowhere else.
    bool code = false;                ///< All of it stands in backticks.

    std::string_view text() const { return {bytes.data(), static_cast<size_t>(bytes.size()) - 1}; }
};

PlainCell plainCell(QByteArrayView cell);

/// A place in a `PlainCell` that moves forward. Copies are cheap: who may fail tries on a copy.
struct Cursor
{
    const char *at;

    explicit Cursor(const char *place) : at(place) {}

    char peek() const { return *at; }
    char peek(int distance) const { return at[distance]; } ///< Only behind bytes that are known not to be the end.
    bool atEnd() const { return *at == 0; }

    void skipSpace()
    {
        while (*at == ' ')
            ++at;
    }

    bool eat(char c)
    {
        if (*at != c)
            return false;
        ++at;
        return true;
    }

    bool startsWith(std::string_view text) const
    {
        for (size_t i = 0; i < text.size(); ++i) {
            if (at[i] != text[i])
                return false;
        }
        return true;
    }

    bool eat(std::string_view text)
    {
        if (!startsWith(text))
            return false;
        at += text.size();
        return true;
    }

    /// Whether `word`, in lower case, stands here in any case and ends with a word's end.
    bool startsWithWord(std::string_view word) const
    {
        for (size_t i = 0; i < word.size(); ++i) {
            if (lowered(at[i]) != word[i])
                return false;
        }
        const char next = at[word.size()];
        return !isWordByte(next) && !isDigit(next);
    }

    /// Goes behind `text`, in lower case, whatever its case and what follows.
    bool eatAnyCase(std::string_view text)
    {
        for (size_t i = 0; i < text.size(); ++i) {
            if (lowered(at[i]) != text[i])
                return false;
        }
        at += text.size();
        return true;
    }

    bool eatWord(std::string_view word)
    {
        if (!startsWithWord(word))
            return false;
        at += word.size();
        return true;
    }

    /// The letters that stand here.
    std::string_view word() const
    {
        const char *end = at;
        while (isWordByte(*end))
            ++end;
        return {at, static_cast<size_t>(end - at)};
    }
};

/// Whether `word` is one of `words`, letter by letter.
template <typename Words>
constexpr bool isOneOf(std::string_view word, const Words &words)
{
    for (const std::string_view other : words) {
        if (word == other)
            return true;
    }
    return false;
}

/// A table of words in the order that a binary search wants.
template <size_t Size>
constexpr auto sorted(std::array<std::string_view, Size> words)
{
    std::ranges::sort(words);
    return words;
}

} // namespace tearsheet
