// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/byterange.h"

#include <QDate>
#include <QHash>
#include <QList>
#include <QString>

#include <limits>

namespace tearsheet {

/// Writes values as bytes: numbers in as many bytes as they need, texts and lists with their length in front.
/// It has the same functions as `RecordReader`, so that one list of a type's fields serves both.
class RecordWriter
{
public:
    const QByteArray &bytes() const { return m_bytes; }

    /// Drops what was written, not the memory.
    void clear() { m_bytes.resize(0); }

    void number(quint64 value)
    {
        for (; value >= 0x80; value >>= 7)
            m_bytes.append(static_cast<char>(value | 0x80));
        m_bytes.append(static_cast<char>(value));
    }
    void number(qint64 value) { number(static_cast<quint64>(value)); }
    void number(quint32 value) { number(quint64{value}); }
    void integer(int value, int least, int) { number(static_cast<quint64>(value - least)); }
    void flag(bool value) { m_bytes.append(value ? '\1' : '\0'); }
    void date(QDate value) { number(value.isValid() ? value.toJulianDay() : 0); }
    void range(ByteRange value)
    {
        number(value.begin);
        number(value.size());
    }
    void bytes(QByteArrayView value)
    {
        number(value.size());
        m_bytes.append(value);
    }
    void text(QStringView value) { bytes(value.toUtf8()); }
    void word(QStringView value) { text(value); }
    template <typename Kind>
    void kind(Kind value, Kind)
    {
        m_bytes.append(static_cast<char>(value));
    }
    template <typename Item, typename Field>
    void list(const QList<Item> &items, Field field)
    {
        number(items.size());
        for (const Item &item : items)
            field(item);
    }

private:
    QByteArray m_bytes;
};

/// Reads what a `RecordWriter` wrote. Bytes that nobody wrote so never harm: `isGood` says no, and what was read until
/// then stays within its bounds.
class RecordReader
{
public:
    explicit RecordReader(QByteArrayView bytes) : m_bytes(bytes) {}

    bool isGood() const { return m_good; }
    bool atEnd() const { return m_at == m_bytes.size(); }

    /// Ranges that are read from now on must lie in a text of this many bytes.
    void setTextSize(qsizetype size) { m_textSize = static_cast<quint64>(size); }

    /// What was read so far makes no sense.
    void fail()
    {
        m_good = false;
        m_at = m_bytes.size();
    }

    void number(quint64 &value) { value = next(std::numeric_limits<quint64>::max()); }
    void number(qint64 &value) { value = static_cast<qint64>(next(std::numeric_limits<quint64>::max())); }
    void number(quint32 &value) { value = static_cast<quint32>(next(std::numeric_limits<quint32>::max())); }
    void integer(int &value, int least, int most)
    {
        value = least + static_cast<int>(next(static_cast<quint64>(qint64{most} - least)));
    }
    void flag(bool &value) { value = next(1) != 0; }
    void date(QDate &value)
    {
        const auto day = static_cast<qint64>(next(std::numeric_limits<qint32>::max()));
        value = day == 0 ? QDate() : QDate::fromJulianDay(day);
    }
    void range(ByteRange &value)
    {
        const quint64 begin = next(m_textSize);
        const quint64 size = next(m_textSize - begin);
        value = {static_cast<quint32>(begin), static_cast<quint32>(begin + size)};
    }
    void bytes(QByteArray &value) { value = slice().toByteArray(); }
    void text(QString &value) { value = QString::fromUtf8(slice()); }

    /// A text that occurs again and again, kept once.
    void word(QString &value)
    {
        const QByteArrayView written = slice();
        QString &known = m_words[written];
        if (known.isNull())
            known = QString::fromUtf8(written);
        value = known;
    }
    template <typename Kind>
    void kind(Kind &value, Kind last)
    {
        value = static_cast<Kind>(next(static_cast<quint64>(last)));
    }
    template <typename Item, typename Field>
    void list(QList<Item> &items, Field field)
    {
        // Each item takes a byte at least.
        const auto count = static_cast<qsizetype>(next(static_cast<quint64>(m_bytes.size() - m_at)));
        items.resize(count);
        for (Item &item : items)
            field(item);
    }

private:
    quint64 next(quint64 most)
    {
        quint64 value = 0;
        for (int shift = 0; shift < 64 && m_at < m_bytes.size(); shift += 7) {
            const auto byte = static_cast<quint8>(m_bytes[m_at++]);
            value |= quint64{byte & 0x7Fu} << shift;
            if (byte < 0x80) {
                if (value <= most)
                    return value;
                break;
            }
        }
        fail();
        return 0;
    }

    QByteArrayView slice()
    {
        const auto size = static_cast<qsizetype>(next(static_cast<quint64>(m_bytes.size() - m_at)));
        if (size > m_bytes.size() - m_at)
            fail();
        return m_good ? m_bytes.sliced(std::exchange(m_at, m_at + size), size) : QByteArrayView();
    }

    QByteArrayView m_bytes;
    QHash<QByteArrayView, QString> m_words;
    qsizetype m_at = 0;
    quint64 m_textSize = 0;
    bool m_good = true;
};

} // namespace tearsheet
