// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/cellvalue.h"

#include "core/table/table.h"

#include <QDate>
#include <QRegularExpression>

#include <array>
#include <optional>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

struct Scale
{
    QStringView name;
    double factor;
};

constexpr std::array Scales{
    Scale{u"trillion", 1e12}, Scale{u"billion", 1e9}, Scale{u"million", 1e6}, Scale{u"thousand", 1e3},
    Scale{u"lakh", 1e5},      Scale{u"crore", 1e7},   Scale{u"tn", 1e12},     Scale{u"bn", 1e9},
    Scale{u"mn", 1e6},        Scale{u"T", 1e12},      Scale{u"B", 1e9},       Scale{u"M", 1e6},
    Scale{u"K", 1e3},         Scale{u"k", 1e3},
};

constexpr std::array<QStringView, 12> Months{u"jan", u"feb", u"mar", u"apr", u"may", u"jun",
                                             u"jul", u"aug", u"sep", u"oct", u"nov", u"dec"};

bool isMissing(const QString &text)
{
    static const QStringList words{u"—"_s,  u"–"_s,   u"-"_s,    u"--"_s,          u"n/a"_s,
                                   u"na"_s, u"tbd"_s, u"none"_s, u"undisclosed"_s, u"unknown"_s};
    return text.isEmpty() || words.contains(text.toLower());
}

int monthOf(QStringView word)
{
    const QString start = word.left(3).toString().toLower();
    for (size_t i = 0; i < Months.size(); ++i) {
        if (start == Months[i])
            return static_cast<int>(i) + 1;
    }
    return 0;
}

std::optional<double> dayNumber(int year, int month, int day)
{
    const QDate date(year, month, day);
    return date.isValid() ? std::optional(static_cast<double>(date.toJulianDay())) : std::nullopt;
}

// "2026-03-14", "2026-03", "Mar 2026", "14 Mar 2026", "Mar 14, 2026", "Q3 2025", "2025 Q3", "H1 2025", "FY2025",
// "2025".
std::optional<double> dateOf(const QString &text)
{
    static const QRegularExpression iso(u"\\A((?:19|20)\\d\\d)-(\\d\\d)(?:-(\\d\\d))?(?![\\d/-])"_s);
    static const QRegularExpression named(
        u"\\A(?:(\\d{1,2}) )?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\\.?(?: (\\d{1,2}),?)? ((?:19|20)\\d\\d)\\b"_s);
    static const QRegularExpression part(
        u"\\A(?:([QH])([1-4]) ?((?:19|20)\\d\\d)|((?:19|20)\\d\\d)[ -]?([QH])([1-4]))\\b"_s);
    static const QRegularExpression year(
        u"\\A(?:FY ?)?((?:19|20)\\d\\d)(?:E|F|A|\\+|s)?(?: ?[-–—] ?(?:\\d\\d|\\d{4}|present))?\\+?(?![\\d.,%A-Za-z$])"_s);
    if (const auto match = iso.match(text); match.hasMatch()) {
        const int day = match.captured(3).isEmpty() ? 1 : match.captured(3).toInt();
        return dayNumber(match.captured(1).toInt(), match.captured(2).toInt(), day);
    }
    if (const auto match = named.match(text); match.hasMatch()) {
        const QString day = match.captured(1) + match.captured(3);
        return dayNumber(match.captured(4).toInt(), monthOf(match.capturedView(2)), day.isEmpty() ? 1 : day.toInt());
    }
    if (const auto match = part.match(text); match.hasMatch()) {
        const bool leading = match.hasCaptured(1);
        const bool quarter = match.capturedView(leading ? 1 : 5) == u"Q";
        const int number = match.capturedView(leading ? 2 : 6).toInt();
        const int first = quarter ? 3 * (number - 1) + 1 : 6 * (number - 1) + 1;
        return dayNumber(match.capturedView(leading ? 3 : 4).toInt(), first, 1);
    }
    if (const auto match = year.match(text); match.hasMatch())
        return dayNumber(match.captured(1).toInt(), 1, 1);
    return std::nullopt;
}

/// A number with what stands around it, as far as sorting needs it.
struct Amount
{
    double number = 0;
    QString currency;
    QString suffix; ///< What follows the number and its scale directly.
};

double scaleOf(QStringView text, qsizetype &length)
{
    for (const Scale &scale : Scales) {
        if (!text.startsWith(scale.name))
            continue;
        const QStringView rest = text.sliced(scale.name.size());
        // "3M" is a scale, "3 MW" and "5 Bulls" are not.
        if (!rest.isEmpty() && (rest[0].isLetter() || (rest[0].isNumber() && scale.name.size() == 1)))
            continue;
        length = scale.name.size();
        return scale.factor;
    }
    length = 0;
    return 1;
}

// The amount that `text` begins with, after an optional qualifier, sign and currency.
std::optional<Amount> amountOf(const QString &text)
{
    static const QRegularExpression start(
        u"\\A(?:(?:~|≈|>=?|<=?|≥|≤|±|c\\. ?|ca\\. ?|about |around |approx\\.? |approximately |nearly |over |more than "
        u"|at least |under |less than |up to |#|No\\. ?)\\s*)*"
        u"(\\()?([-+−–])?\\s*(US\\$|HK\\$|NT\\$|R\\$|C\\$|A\\$|S\\$|\\$|€|£|¥|₩|₹|RMB ?|Rmb ?|CNY ?|EUR ?|USD ?|GBP "
        u"?|JPY ?"
        u"|KRW ?|CHF ?|SEK ?|INR ?)?\\s*(\\()?([-+−–])?"
        u"(\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|\\.\\d+)"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression upper(u"\\A\\s?(?:[-–—]|to )\\s?(?:US\\$|\\$|€|£|¥)?(\\d+(?:[.,]\\d+)*)"_s);
    const QRegularExpressionMatch match = start.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const auto plain = [](QString digits) { return digits.remove(u',').toDouble(); };
    Amount amount{plain(match.captured(6)), match.captured(3).trimmed(), {}};
    QStringView rest = QStringView(text).sliced(match.capturedEnd());
    double mean = amount.number;
    bool range = false;
    qsizetype length = 0;
    const double factor = scaleOf(rest.trimmed(), length);
    if (const auto to = upper.matchView(factor == 1 ? rest : rest.trimmed().sliced(length)); to.hasMatch()) {
        // A range sorts by its middle; a scale behind the second number holds for both.
        rest = factor == 1 ? rest.sliced(to.capturedEnd()) : rest.trimmed().sliced(length).sliced(to.capturedEnd());
        const double first = amount.number * factor;
        qsizetype second = 0;
        const double secondFactor = scaleOf(rest.trimmed(), second);
        mean = ((factor == 1 ? first * secondFactor : first)
                + plain(to.captured(1)) * (secondFactor == 1 ? factor : secondFactor))
               / 2;
        rest = rest.trimmed().sliced(second);
        range = true;
    }
    if (!range) {
        mean = amount.number * factor;
        rest = factor == 1 ? rest : rest.trimmed().sliced(length);
    }
    if (rest.startsWith(u"+"))
        rest = rest.sliced(1);
    const bool inParentheses = (!match.captured(1).isEmpty() || !match.captured(4).isEmpty()) && rest.contains(u')');
    const QString sign = match.captured(2) + match.captured(5);
    const bool negative = inParentheses || (!sign.isEmpty() && sign != u"+"_s);
    amount.number = negative ? -mean : mean;
    amount.suffix = rest.toString();
    return amount;
}

bool isUnit(QStringView word)
{
    static const QStringList units{
        u"GWh"_s, u"MWh"_s, u"kWh"_s,    u"TWh"_s,   u"GW"_s,     u"MW"_s,   u"kW"_s, u"W"_s,  u"Wh/kg"_s,
        u"km"_s,  u"mi"_s,  u"m"_s,      u"cm"_s,    u"mm"_s,     u"nm"_s,   u"kg"_s, u"t"_s,  u"kt"_s,
        u"Mt"_s,  u"g"_s,   u"tonnes"_s, u"tons"_s,  u"bpd"_s,    u"mAh"_s,  u"Ah"_s, u"V"_s,  u"h"_s,
        u"min"_s, u"s"_s,   u"ms"_s,     u"years"_s, u"months"_s, u"days"_s, u"GB"_s, u"TB"_s, u"MB"_s,
        u"Hz"_s,  u"GHz"_s, u"MHz"_s,    u"°C"_s,    u"bps"_s,    u"bp"_s,   u"pp"_s, u"x"_s,  u"×"_s};
    return units.contains(word.toString());
}

} // namespace

CellValue readCell(QByteArrayView cell)
{
    CellValue value{.text = cellText(cell)};
    if (isMissing(value.text))
        return value;
    value.kind = CellKind::Text;
    if (const std::optional<double> date = dateOf(value.text)) {
        value.kind = CellKind::Date;
        value.number = *date;
        return value;
    }
    const std::optional<Amount> amount = amountOf(value.text);
    if (!amount) {
        const QByteArrayView trimmed = cell.trimmed();
        if (trimmed.startsWith("[[") && trimmed.indexOf("]]") == trimmed.size() - 2)
            value.kind = CellKind::Link;
        return value;
    }
    const QStringView suffix = QStringView(amount->suffix);
    const QStringView word = suffix.trimmed().toString().isEmpty() ? QStringView() : suffix.trimmed();
    const qsizetype wordEnd = [&] {
        qsizetype end = 0;
        while (end < word.size() && !word[end].isSpace() && word[end] != u'(' && word[end] != u',' && word[end] != u')')
            ++end;
        return end;
    }();
    QString unit = word.first(wordEnd).toString();
    if (unit.endsWith(u'+'))
        unit.chop(1);
    value.number = amount->number;
    if (!amount->currency.isEmpty()) {
        value.kind = CellKind::Money;
        value.unit = amount->currency;
    } else if (suffix.startsWith(u'%')) {
        value.kind = CellKind::Percent;
        value.unit = u"%"_s;
    } else if (isUnit(unit) || isUnit(QStringView(unit).left(unit.indexOf(u'/')))) {
        value.kind = CellKind::Measure;
        value.unit = unit;
    } else if (suffix.isEmpty() || suffix[0].isSpace() || suffix[0] == u')' || suffix[0] == u'(' || suffix[0] == u',') {
        // A number, alone or with words behind it ("500 plants"); glued to letters ("3D") it is a name.
        value.kind = CellKind::Number;
    } else {
        value.number = 0;
    }
    return value;
}

std::weak_ordering compareCells(const CellValue &left, const CellValue &right)
{
    const auto rank = [](const CellValue &value) {
        return value.isNumeric() ? 0 : value.kind == CellKind::Missing ? 2 : 1;
    };
    if (const auto order = rank(left) <=> rank(right); order != 0)
        return order;
    if (left.isNumeric()) {
        if (left.number != right.number)
            return left.number < right.number ? std::weak_ordering::less : std::weak_ordering::greater;
        return std::weak_ordering::equivalent;
    }
    return left.text.localeAwareCompare(right.text) <=> 0;
}

} // namespace tearsheet
