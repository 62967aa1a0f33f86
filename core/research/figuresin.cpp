// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/figuresin.h"

#include "core/table/currencyreader.h"
#include "core/table/quantityreader.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <cmath>

namespace tearsheet {

namespace {

// The signs that may stand ahead of a figure as part of it, longest first.
constexpr QByteArrayView Signs[] = {"\u2248", "\u2265", "\u2264", "\u2212", "€ ", "₹ ", "₩ ", "£ ", "¥ ", "$ ", "€",
                                    "₹",      "₩",      "£",      "¥",      "$",  "~",  "<",  ">",  "+",  "-"};

// Where the figure begins whose first digit stands at `digit`.
quint32 beginOf(quint32 digit, quint32 least, QByteArrayView text)
{
    quint32 begin = digit;
    for (bool any = true; any && begin > least;) {
        any = false;
        const QByteArrayView before = text.sliced(least, begin - least);
        for (const QByteArrayView sign : Signs) {
            if (!before.endsWith(sign))
                continue;
            begin -= static_cast<quint32>(sign.size());
            any = true;
            break;
        }
    }
    // "US$", "CNY 5B"
    const quint32 word = begin < digit || begin == least || text[begin - 1] != ' ' ? begin : begin - 1;
    quint32 first = word;
    while (first > least && isUpper(text[first - 1]))
        --first;
    if (first < word && word - first <= 3 && (first == least || !isLetter(text[first - 1]))) {
        const PlainCell plain = plainCell(text.sliced(first, digit + 1 - first));
        Cursor cursor(plain.bytes.constData());
        if (readCurrencyBefore(cursor).isValid())
            return first;
    }
    return begin;
}

// How much of `text` makes the first `size` bytes of its plain form, which has no marks and signs of one byte.
qsizetype rawSize(QByteArrayView text, qsizetype size)
{
    constexpr qsizetype Most = 24;
    qsizetype raw = std::min(size, text.size());
    while (raw < text.size() && raw < size + Most
           && static_cast<qsizetype>(plainCell(text.first(raw)).text().size()) < size)
        ++raw;
    return raw;
}

// Whether it is a figure that others would not say by chance, and no name or year.
bool isTelling(const QuantityReading &reading, QByteArrayView written)
{
    using enum CellKind;
    const Quantity &quantity = reading.quantity;
    switch (reading.kind) {
    case Money:
    case Percent:
    case PercentagePoints:
    case BasisPoints:
    case Multiple:
        return quantity.number.digits != 0;
    case Duration:
        return digitsOf(quantity.number) > 1;
    case Measure:
        // A generation of chips is a name.
        return quantity.number.digits != 0 && quantity.unit != "nm";
    case Number:
    case Count: {
        const double number = std::abs(quantity.number.value());
        const bool year = quantity.number.exponent == 0 && number >= 1900 && number < 2100 && !written.contains(',')
                          && !reading.scale;
        return !year && (reading.scale > 0 || written.contains(',') || digitsOf(quantity.number) > 2);
    }
    default:
        return false;
    }
}

// Whether a bare number tells which of several is meant by a name ahead of it: "Section 301".
bool isNumbered(const QuantityReading &reading, ByteRange before, QByteArrayView text)
{
    if ((reading.kind != CellKind::Number && reading.kind != CellKind::Count) || reading.scale > 0)
        return false;
    QByteArrayView words = before.in(text);
    if (!words.endsWith(' '))
        return false;
    words.chop(1);
    qsizetype begin = words.size();
    while (begin > 0 && isLetter(words[begin - 1]))
        --begin;
    return begin < words.size() && isUpper(words[begin]);
}

bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xc0) == 0x80;
}

// Whether a letter begins there, of Latin, Greek or Cyrillic: their signs of two bytes, but for "×".
bool isLetterAt(quint32 at, QByteArrayView text)
{
    const auto byte = static_cast<unsigned char>(text[at]);
    return isLetter(text[at]) || (byte >= 0xc3 && byte < 0xe0 && !text.sliced(at).startsWith("×"));
}

// Links, code and addresses of a cell, in which no figure is read.
class Opaque
{
public:
    Opaque(quint32 end, QByteArrayView text) : m_end(end), m_text(text) {}

    // Where one ends that begins at `at`; `at` where none does.
    quint32 endAt(quint32 at)
    {
        if (m_text[at] != '[' && m_text[at] != '`' && m_text[at] != ']')
            return at;
        const QByteArrayView rest = m_text.sliced(at, m_end - at);
        for (size_t i = 0; i < Pairs.size(); ++i) {
            const auto &[open, close] = Pairs[i];
            if (m_open[i] || !rest.startsWith(open))
                continue;
            const qsizetype place = rest.indexOf(close, open.size());
            if (place >= 0)
                return at + static_cast<quint32>(place + close.size());
            m_open[i] = true;
        }
        return at;
    }

private:
    static constexpr auto Pairs =
        std::to_array<std::pair<QByteArrayView, QByteArrayView>>({{"[[", "]]"}, {"`", "`"}, {"](", ")"}});

    quint32 m_end;
    QByteArrayView m_text;
    std::array<bool, Pairs.size()> m_open{}; // Nothing closes one any more.
};

// A number as digits without zeros at their end, and the power of ten of the first of them.
struct Scientific
{
    qint64 digits = 0;
    int power = 0;
    int count = 0; // Of digits.

    auto operator<=>(const Scientific &) const = default;
};

Scientific withoutZeros(qint64 digits, int exponent)
{
    while (digits != 0 && digits % 10 == 0) {
        digits /= 10;
        ++exponent;
    }
    Scientific number{.digits = digits};
    for (qint64 left = digits; left != 0; left /= 10)
        ++number.count;
    number.power = exponent + number.count - 1;
    return number;
}

Scientific scientific(const Decimal &number, double factor)
{
    const double power = factor == 1 ? 0 : std::log10(factor);
    if (power == std::round(power))
        return withoutZeros(std::abs(number.digits), number.exponent + static_cast<int>(power));
    // As many digits as are no chance of the reckoning.
    constexpr int Kept = 9;
    const double value = std::abs(number.value()) * factor;
    const int exponent = value == 0 ? 0 : static_cast<int>(std::floor(std::log10(value))) - Kept + 1;
    return withoutZeros(std::llround(value / std::pow(10.0, exponent)), exponent);
}

Scientific rounded(const Scientific &number, int digits)
{
    qint64 unit = 1;
    for (int i = digits; i < number.count; ++i)
        unit *= 10;
    return withoutZeros((number.digits + unit / 2) / unit, number.power - digits + 1);
}

} // namespace

QVarLengthArray<FoundFigure, 2> figuresIn(ByteRange cell, QByteArrayView text)
{
    constexpr quint32 Longest = 48;
    QVarLengthArray<FoundFigure, 2> figures;
    if (std::ranges::none_of(cell.in(text), isDigit))
        return figures;
    Opaque opaque(cell.end, text);
    quint32 least = cell.begin;
    for (quint32 at = cell.begin; at < cell.end;) {
        if (const quint32 past = opaque.endAt(at); past > at) {
            least = at = past;
            continue;
        }
        if (isLetterAt(at, text)) {
            // Digits behind letters are a name: "H1", "GPT-5".
            while (at < cell.end
                   && (isLetterAt(at, text) || isDigit(text[at]) || isContinuation(text[at]) || text[at] == '-'))
                ++at;
            least = text[at - 1] == '-' ? at : least;
            continue;
        }
        if (!isDigit(text[at])) {
            ++at;
            continue;
        }
        const quint32 begin = beginOf(at, least, text);
        const PlainCell plain = plainCell(ByteRange{begin, std::min(cell.end, begin + Longest)}.in(text));
        Cursor cursor(plain.bytes.constData());
        const auto reading = readQuantity(cursor);
        quint32 end = at;
        while (end < cell.end && (isDigit(text[end]) || isLetter(text[end]) || text[end] == '.' || text[end] == ','))
            ++end;
        if (reading) {
            qsizetype size = cursor.at - plain.bytes.constData();
            while (size > 0 && plain.bytes.at(size - 1) == ' ')
                --size;
            end = std::max(at + 1, begin + static_cast<quint32>(rawSize(ByteRange{begin, cell.end}.in(text), size)));
            const ByteRange range{begin, end};
            const bool about = begin > cell.begin && text.first(begin).endsWith("±");
            if (!about && isTelling(*reading, range.in(text)) && !isNumbered(*reading, {cell.begin, begin}, text))
                figures.append({range, reading->kind, reading->quantity});
        }
        least = at = end;
    }
    return figures;
}

QVarLengthArray<quint64, 8> figureHashes(const FoundFigure &figure)
{
    constexpr int Fewest = 2;
    const bool counts = figure.kind == CellKind::Count || figure.kind == CellKind::Number;
    // Of what a price is, its row or header often says.
    const bool hasUnit = !counts && figure.kind != CellKind::Money;
    const CanonicalUnit unit = hasUnit ? canonicalUnit(figure.quantity) : CanonicalUnit();
    const Quantity &quantity = figure.quantity;
    const Decimal &last = quantity.form == Quantity::Form::Transition ? quantity.second : quantity.number;
    const size_t of = qHashMulti(0, counts ? CellKind::Number : figure.kind, QByteArrayView(quantity.currency.code),
                                 unit.base, last.digits < 0);
    const auto hash = [&](const Scientific &one, const Scientific &other) {
        return quint64(qHashMulti(of, one.digits, one.power, other.digits, other.power));
    };
    QVarLengthArray<quint64, 8> hashes;
    const Scientific own = scientific(last, unit.factor);
    if (own.digits == 0)
        return hashes;
    if (quantity.form == Quantity::Form::Range) {
        hashes.append(hash(own, scientific(quantity.second, unit.factor)));
        return hashes;
    }
    hashes.append(hash(own, {}));
    for (int digits = own.count - 1; digits >= Fewest; --digits) {
        // "9.96%" is told to be no other "10%".
        if (const Scientific round = rounded(own, digits); round.count == digits)
            hashes.append(hash(round, {}));
    }
    return hashes;
}

int digitsOf(const Decimal &number)
{
    int count = 0;
    for (qint64 digits = std::abs(number.digits); digits != 0; digits /= 10)
        count += count > 0 || digits % 10 != 0 ? 1 : 0;
    return count;
}

int digitsOf(const Quantity &quantity)
{
    const int first = digitsOf(quantity.number);
    return quantity.form == Quantity::Form::Single ? first : std::max(first, digitsOf(quantity.second));
}

} // namespace tearsheet
