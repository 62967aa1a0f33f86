// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/plotaxes.h"

#include <QObject>

#include <algorithm>
#include <cmath>

namespace tearsheet::plotting {

using namespace Qt::StringLiterals;

namespace {

constexpr double LargestDrawn = 1e100;

// Money by its sign where everybody knows that, else by its code.
QString currencyText(Currency currency)
{
    static constexpr std::pair<std::string_view, QStringView> Signs[] = {
        {"USD", u"$"}, {"EUR", u"€"}, {"GBP", u"£"}, {"JPY", u"¥"}};
    const std::string_view code = currency.name();
    const auto sign = std::ranges::find(Signs, code, &std::pair<std::string_view, QStringView>::first);
    return sign != std::end(Signs) ? sign->second.toString() : QString::fromUtf8(code.data(), qsizetype(code.size()));
}

bool isDrawable(double number)
{
    return std::isfinite(number) && std::abs(number) < LargestDrawn;
}

// The unit that cells are written in most often: readers know numbers by it.
QByteArray usualUnit(const QList<const QList<Reading> *> &series, const UnitKey &key)
{
    QHash<QByteArray, int> counts;
    QByteArray usual;
    for (const QList<Reading> *readings : series) {
        for (const Reading &reading : *readings) {
            if (reading.state == Reading::State::Number && reading.key == key
                && ++counts[reading.unit] > counts.value(usual))
                usual = reading.unit;
        }
    }
    return usual;
}

} // namespace

size_t qHash(const UnitKey &key, size_t seed)
{
    return qHashMulti(seed, key.base, QByteArrayView(key.currency.name()));
}

Reading readingOf(const CellValue &value)
{
    if (value.kind == CellKind::Missing)
        return {};
    const std::optional<Figure> figure = figureOf(value);
    if (!figure || !isDrawable(figure->number))
        return {.state = Reading::State::Text};
    const Quantity &quantity = value.quantities.first();
    const double factor = canonicalUnit(quantity.unit).factor;
    Reading reading{.state = Reading::State::Number,
                    .key = {figure->base, figure->currency},
                    .number = figure->number,
                    .unit = quantity.unit};
    reading.percent = value.kind == CellKind::Percent || reading.unit.startsWith('%');
    if (reading.percent)
        reading.key.base = "%";
    if (quantity.form == Quantity::Form::Range) {
        const double one = quantity.number.value() * factor;
        const double other = quantity.second.value() * factor;
        reading.low = std::min(one, other);
        reading.high = std::max(one, other);
    }
    reading.approximate = quantity.isApproximate() || quantity.qualifiers.testFlag(Qualifier::PlusMinus);
    reading.atLeast = quantity.isLowerBound();
    reading.atMost = quantity.isUpperBound();
    reading.estimate = quantity.qualifiers.testFlag(Qualifier::Estimate)
                       || (!value.periods.isEmpty() && value.periods.first().qualifiers.testFlag(Qualifier::Estimate));
    return reading;
}

std::optional<UnitKey> commonUnit(const QList<Reading> &readings)
{
    QHash<UnitKey, int> counts;
    std::optional<UnitKey> common;
    for (const Reading &reading : readings) {
        if (reading.state != Reading::State::Number)
            continue;
        const int count = ++counts[reading.key];
        if (!common || count > counts.value(*common))
            common = reading.key;
    }
    return common;
}

PlotAxis axisOf(const QList<const QList<Reading> *> &series, const UnitKey &key)
{
    const QByteArray usual = usualUnit(series, key);
    const double unitFactor = key.base == "%" ? 1 : canonicalUnit(usual).factor;
    double most = 0;
    for (const QList<Reading> *readings : series) {
        for (const Reading &reading : *readings) {
            if (reading.state == Reading::State::Number && reading.key == key)
                most = std::max({most, std::abs(reading.number), std::abs(reading.isRange() ? reading.high : 0.0)});
        }
    }
    most /= unitFactor;
    PlotAxis axis{.title = {}, .sign = {}, .scale = {}, .factor = unitFactor};
    const bool percent = key.base == "%";
    static constexpr std::tuple<double, QStringView, const char *> Scales[] = {
        {1e12, u"T", QT_TRANSLATE_NOOP("QObject", "trillion")},
        {1e9, u"B", QT_TRANSLATE_NOOP("QObject", "billion")},
        {1e6, u"M", QT_TRANSLATE_NOOP("QObject", "million")}};
    QString word;
    for (const auto &[size, letter, name] : Scales) {
        if (most < size || percent)
            continue;
        axis.factor *= size;
        axis.scale = letter.toString();
        word = QObject::tr(name);
        break;
    }
    const QString unit = QString::fromUtf8(usual);
    if (percent || unit == u"x" || unit == u"×") {
        axis.sign = percent ? u"%"_s : unit;
        axis.title = axis.sign;
        if (!word.isEmpty())
            axis.title = word + u' ' + axis.title;
    } else if (key.currency.isValid()) {
        const QString money = currencyText(key.currency);
        const bool code = money.size() > 1;
        axis.sign = money;
        axis.title = money + (code && !axis.scale.isEmpty() ? u" "_s : QString()) + axis.scale;
        if (!unit.isEmpty())
            axis.title += unit.startsWith(u'/') ? unit : QString(u' ' + unit);
    } else {
        axis.title = word.isEmpty() || unit.isEmpty() ? word + unit : QString(word + u' ' + unit);
    }
    return axis;
}

} // namespace tearsheet::plotting
