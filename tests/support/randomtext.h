// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QRandomGenerator>
#include <QString>

namespace tearsheet {

/// Texts made of the pieces that break editors, the same ones for the same seed.
class RandomText
{
public:
    explicit RandomText(quint32 seed) : m_random(seed) {}

    /// A number from `least` to `most`, both included.
    int number(int least, int most) { return m_random.bounded(least, most + 1); }

    template <typename Choices>
    const auto &oneOf(const Choices &choices)
    {
        return choices[static_cast<typename Choices::size_type>(number(0, static_cast<int>(choices.size()) - 1))];
    }

    /// One line as an editor holds it, without line end: often empty; letters, no-break spaces, line separators, byte
    /// order marks, combining marks and emoji in others.
    QString line();

    /// A line end: `\n`, `\r\n`, lone `\r` or U+2029.
    QByteArray lineEnd();

    /// UTF-8 text of up to `lines` lines with line ends of all kinds, at times with a byte order mark, at times without
    /// a line end at the end.
    QByteArray text(int lines);

    /// `text` after a few random changes, pieces of it repeated, replaced or gone; valid UTF-8 stays so.
    QByteArray changed(QByteArray text);

private:
    QRandomGenerator m_random;
};

} // namespace tearsheet
