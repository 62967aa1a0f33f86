// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/sheet.h"

#include "core/table/table.h"
#include "core/table/valuetext.h"

#include <QUrl>

#include <algorithm>
#include <array>
#include <cmath>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

// Text that stands in a number's format as it is.
QString literal(const QString &text)
{
    return text.isEmpty() ? QString() : QString(u'"' + QString(text).remove(u'"') + u'"');
}

// The power of ten that one step of the scales makes, as analysts write them behind an amount.
struct Scale
{
    int power = 0;
    QString commas; // Of a format: each divides by a thousand.
    QString sign;
};

Scale scaleOf(const Decimal &number)
{
    const double size = std::abs(number.value());
    if (number.exponent <= 0 || size < 1e6)
        return {};
    if (size >= 1e12)
        return {12, u",,,,"_s, u"T"_s};
    return size >= 1e9 ? Scale{9, u",,,"_s, u"B"_s} : Scale{6, u",,"_s, u"M"_s};
}

QString formatOf(const Quantity &quantity, CellKind kind, const Period &period)
{
    QString before;
    if (quantity.isApproximate())
        before += u'~';
    if (quantity.qualifiers.testFlag(Qualifier::LowerBound))
        before += u'>';
    if (quantity.isUpperBound())
        before += u'<';
    if (quantity.number.plus)
        before += u'+';
    const Scale scale = kind == CellKind::Money ? scaleOf(quantity.number) : Scale();
    const int decimals = std::max(0, scale.power - quantity.number.exponent);
    QString format = literal(before + (kind == CellKind::Money ? currencySign(quantity.currency) : QString()))
                     + (kind == CellKind::Rank ? u"0"_s : u"#,##0"_s);
    if (decimals > 0)
        format += u'.' + QString(decimals, u'0');
    format += scale.commas;
    QString unit = QString::fromUtf8(quantity.unit);
    if (kind == CellKind::Percent && unit.startsWith(u'%')) {
        format += u'%';
        unit.remove(0, 1);
    } else if (!unit.isEmpty() && !unit.startsWith(u'/') && unit != u"x") {
        unit.prepend(u' ');
    }
    QString behind = scale.sign + (quantity.qualifiers.testFlag(Qualifier::OrMore) ? u"+"_s : QString()) + unit;
    if (period.isValid()) {
        QByteArray when;
        append(when, period);
        behind += u" ("_s + QString::fromUtf8(when) + u')';
    }
    return format + literal(behind);
}

QDate dayOf(const CellValue &value)
{
    if (value.kind != CellKind::Date || value.periods.size() != 1)
        return {};
    const Period &period = value.periods.first();
    const PeriodPoint &point = period.begin;
    const bool plain = period.form == Period::Form::Point && period.qualifiers == Qualifiers()
                       && point.unit == PeriodPoint::Unit::Day && point.year > 0;
    return plain ? QDate(point.year, point.part, point.day) : QDate();
}

// The URL of a cell that is a link to one as a whole.
QString urlOf(QByteArrayView raw, CellKind kind)
{
    QByteArrayView url = raw;
    if (raw.startsWith('[') && !raw.startsWith("[[") && raw.endsWith(')'))
        url = raw.sliced(raw.indexOf("](") + 2).chopped(1);
    else if (kind != CellKind::Url)
        return {};
    const QUrl found(QString::fromUtf8(url), QUrl::StrictMode);
    return found.isValid() && (found.scheme() == u"https" || found.scheme() == u"http")
               ? found.toString(QUrl::FullyEncoded)
               : QString();
}

constexpr std::array<QStringView, 20> Scales{
    u"k",        u"m",       u"mm",      u"b",        u"t",     u"bn",   u"mn", u"tn", u"mln", u"bln",
    u"thousand", u"million", u"billion", u"trillion", u"crore", u"lakh", u"cr", u"p",  u"c",   u"mil"};
constexpr std::array<QStringView, 19> Words{u"about", u"around", u"over", u"under", u"up",     u"to",      u"at",
                                            u"least", u"most",   u"more", u"than",  u"approx", u"roughly", u"yuan",
                                            u"yen",   u"won",    u"euro", u"euros", u"dollars"};

// Whether a word beside the number is of its scale, unit, currency or qualifier.
bool belongs(const QString &word, const Quantity &quantity)
{
    const std::string_view code = quantity.currency.name();
    const bool currency = quantity.currency.isValid() && word.size() <= 3
                          && QString::fromLatin1(code.data(), static_cast<qsizetype>(code.size()))
                                 .contains(word.first(1), Qt::CaseInsensitive);
    return currency || QString::fromUtf8(quantity.unit).contains(word, Qt::CaseInsensitive)
           || std::ranges::contains(Scales, word.toLower()) || std::ranges::contains(Words, word.toLower());
}

// Whether there is more in the cell than the number and the time in parentheses behind it.
bool saysMore(QString text, const CellValue &value)
{
    if (!value.periods.isEmpty() && text.endsWith(u')'))
        text.truncate(text.lastIndexOf(u'('));
    int numbers = 0;
    for (qsizetype i = 0; i < text.size();) {
        qsizetype end = i;
        if (text.at(i).isDigit()) {
            while (end < text.size() && (text.at(end).isDigit() || text.at(end) == u',' || text.at(end) == u'.'))
                ++end;
            ++numbers;
        } else if (text.at(i).isLetter()) {
            while (end < text.size() && text.at(end).isLetter())
                ++end;
            if (!belongs(text.sliced(i, end - i), value.quantities.first()))
                return true;
        } else {
            ++end;
        }
        i = end;
    }
    return numbers != 1;
}

// Whether a spreadsheet may count with the cell, and nothing that it says gets lost.
bool isOneNumber(const CellValue &value, const QString &text)
{
    constexpr auto Spoken = Qualifier::Approximate | Qualifier::LowerBound | Qualifier::UpperBound | Qualifier::OrMore;
    if (!value.isNumeric() || value.quantities.size() != 1 || value.periods.size() > 1)
        return false;
    constexpr qint64 MostDigits = 1'000'000'000'000'000; // Spreadsheets drop what is beyond fifteen of them.
    const Quantity &quantity = value.quantities.first();
    return quantity.form == Quantity::Form::Single && std::abs(quantity.number.digits) < MostDigits
           && !(quantity.qualifiers & ~Qualifiers(Spoken)) && !saysMore(text, value);
}

} // namespace

SheetCell sheetCell(const QByteArray &raw, const CellValue &value)
{
    SheetCell cell{.text = cellText(raw), .markdown = raw, .day = dayOf(value), .link = urlOf(raw, value.kind)};
    if (isOneNumber(value, cell.text)) {
        const Quantity &quantity = value.quantities.first();
        cell.format = formatOf(quantity, value.kind, value.periods.value(0));
        Decimal number = quantity.number;
        if (cell.format.contains(u'%') && value.kind == CellKind::Percent && quantity.unit.startsWith('%'))
            number.exponent = static_cast<qint16>(number.exponent - 2);
        if (std::isfinite(number.value()))
            cell.number = number.value();
    }
    return cell;
}

} // namespace tearsheet
