// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/valuetext.h"

#include "core/table/cellcontext.h"
#include "core/table/table.h"

namespace tearsheet {

using namespace Qt::StringLiterals;

QString currencySign(Currency currency)
{
    const std::string_view code = currency.name();
    if (code == "USD")
        return u"$"_s;
    if (code == "EUR")
        return u"€"_s;
    if (code == "GBP")
        return u"£"_s;
    return QString::fromLatin1(code.data(), static_cast<qsizetype>(code.size())) + u' ';
}

namespace {

// The sign of a scale that a header says; a null text where there is none for it.
QString scaleSign(int power)
{
    switch (power) {
    case 0:
        return u""_s;
    case 3:
        return u"K"_s;
    case 6:
        return u"M"_s;
    case 9:
        return u"B"_s;
    case 12:
        return u"T"_s;
    default:
        return {};
    }
}

// Where the digits that begin at `from` end: "1,023.7".
qsizetype endOfDigits(const QString &text, qsizetype from)
{
    qsizetype end = from;
    while (
        end < text.size()
        && (text.at(end).isDigit()
            || ((text.at(end) == u',' || text.at(end) == u'.') && end + 1 < text.size() && text.at(end + 1).isDigit())))
        ++end;
    return end;
}

} // namespace

QString valueText(const QByteArray &raw, const CellValue &value)
{
    QString text = cellText(raw);
    if (!value.isNumeric() || value.quantities.isEmpty() || raw.contains('\n'))
        return text;
    const CellValue plain = readCell(raw);
    if (plain.quantities.size() != value.quantities.size())
        return text;
    const Quantity &said = plain.quantities.first();
    const Quantity &meant = value.quantities.first();
    if (said.form != meant.form || meant.form != Quantity::Form::Single || said.number.digits != meant.number.digits)
        return text;
    const bool currency = meant.currency.isValid() && !said.currency.isValid();
    const bool unit = !meant.unit.isEmpty() && said.unit.isEmpty();
    const QString scale = scaleSign(meant.number.exponent - said.number.exponent);
    if ((!currency && !unit && scale.isEmpty()) || scale.isNull())
        return text;
    qsizetype begin = 0;
    while (begin < text.size() && !text.at(begin).isDigit())
        ++begin;
    if (begin == text.size())
        return text;
    QString behind = scale;
    if (unit) {
        const QString name = QString::fromUtf8(meant.unit);
        const bool close = name.startsWith(u'%') || name.startsWith(u'/') || name == u"x";
        behind += close ? name : QString(u' ' + name);
    }
    text.insert(endOfDigits(text, begin), behind);
    if (currency)
        text.insert(begin, currencySign(meant.currency));
    return text;
}

} // namespace tearsheet
