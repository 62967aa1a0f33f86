// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdio>
#include <cstdlib>
#include <source_location>

namespace tearsheet {

/// Bytes from a fuzzer, cut into the arguments of what is tested.
class FuzzInput
{
public:
    FuzzInput(const uint8_t *data, size_t size)
        : m_rest(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size))
    {}

    bool isEmpty() const { return m_rest.isEmpty(); }

    /// A number from 0 to `most`, at most 255, from one byte; 0 when none is left.
    int number(int most)
    {
        const QByteArrayView byte = take(1);
        return byte.isEmpty() ? 0 : static_cast<unsigned char>(byte[0]) % (most + 1);
    }

    /// What comes up to the next byte 0xFF, which is in no text.
    QByteArray bytes()
    {
        const qsizetype end = m_rest.indexOf('\xFF');
        const QByteArray result = take(end < 0 ? m_rest.size() : end).toByteArray();
        take(1);
        return result;
    }

private:
    QByteArrayView take(qsizetype size)
    {
        const QByteArrayView taken = m_rest.first(std::min(size, m_rest.size()));
        m_rest = m_rest.sliced(taken.size());
        return taken;
    }

    QByteArrayView m_rest;
};

/// Ends the program, as a fuzzer wants it, where `holds` is false, and says where that is.
inline void require(bool holds, const std::source_location &where = std::source_location::current())
{
    if (holds)
        return;
    std::fprintf(stderr, "%s:%u: this does not hold.\n", where.file_name(), where.line());
    std::abort();
}

} // namespace tearsheet
