// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/dateformat.h"

#include <QHash>
#include <QLocale>

#include <functional>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

QString padded(int number)
{
    return QStringLiteral("%1").arg(number, 2, 10, QChar(u'0'));
}

QString ordinal(int number)
{
    const int last = number % 10;
    const bool teen = number / 10 == 1;
    return QString::number(number)
           + (teen || last == 0 || last > 3 ? u"th"_s
              : last == 1                   ? u"st"_s
              : last == 2                   ? u"nd"_s
                                            : u"rd"_s);
}

// The week's Saturday tells its number: in the first week it is one of the year's first seven days.
int week(QDate date)
{
    return (date.addDays(6 - date.dayOfWeek() % 7).dayOfYear() - 1) / 7 + 1;
}

int hourOf12(QTime time)
{
    return (time.hour() + 11) % 12 + 1;
}

using Format = std::function<QString(const QDateTime &)>;

// What each token stands for.
const QHash<QStringView, Format> &formats()
{
    static const QLocale english = QLocale::c();
    static const QHash<QStringView, Format> all{
        {u"YYYY", [](const QDateTime &t) { return u"%1"_s.arg(t.date().year(), 4, 10, QChar(u'0')); }},
        {u"YY", [](const QDateTime &t) { return padded(t.date().year() % 100); }},
        {u"Q", [](const QDateTime &t) { return QString::number((t.date().month() + 2) / 3); }},
        {u"MMMM", [](const QDateTime &t) { return english.monthName(t.date().month()); }},
        {u"MMM", [](const QDateTime &t) { return english.monthName(t.date().month(), QLocale::ShortFormat); }},
        {u"MM", [](const QDateTime &t) { return padded(t.date().month()); }},
        {u"M", [](const QDateTime &t) { return QString::number(t.date().month()); }},
        {u"DD", [](const QDateTime &t) { return padded(t.date().day()); }},
        {u"D", [](const QDateTime &t) { return QString::number(t.date().day()); }},
        {u"Do", [](const QDateTime &t) { return ordinal(t.date().day()); }},
        {u"dddd", [](const QDateTime &t) { return english.dayName(t.date().dayOfWeek()); }},
        {u"ddd", [](const QDateTime &t) { return english.dayName(t.date().dayOfWeek(), QLocale::ShortFormat); }},
        {u"dd", [](const QDateTime &t) { return english.dayName(t.date().dayOfWeek()).first(2); }},
        {u"ww", [](const QDateTime &t) { return padded(week(t.date())); }},
        {u"w", [](const QDateTime &t) { return QString::number(week(t.date())); }},
        {u"HH", [](const QDateTime &t) { return padded(t.time().hour()); }},
        {u"H", [](const QDateTime &t) { return QString::number(t.time().hour()); }},
        {u"hh", [](const QDateTime &t) { return padded(hourOf12(t.time())); }},
        {u"h", [](const QDateTime &t) { return QString::number(hourOf12(t.time())); }},
        {u"mm", [](const QDateTime &t) { return padded(t.time().minute()); }},
        {u"m", [](const QDateTime &t) { return QString::number(t.time().minute()); }},
        {u"ss", [](const QDateTime &t) { return padded(t.time().second()); }},
        {u"s", [](const QDateTime &t) { return QString::number(t.time().second()); }},
        {u"A", [](const QDateTime &t) { return t.time().hour() < 12 ? u"AM"_s : u"PM"_s; }},
        {u"a", [](const QDateTime &t) { return t.time().hour() < 12 ? u"am"_s : u"pm"_s; }},
    };
    return all;
}

// The token at the begin of `format`: a letter as often as it is repeated, with the `o` of an ordinal number.
QStringView tokenOf(QStringView format)
{
    qsizetype size = 1;
    while (size < format.size() && format[size] == format[0])
        ++size;
    const bool ordinals = QStringView(u"MDdwQ").contains(format[0]);
    return format.first(ordinals && size < format.size() && format[size] == u'o' ? size + 1 : size);
}

} // namespace

QString formattedDate(const QDateTime &time, QStringView format)
{
    QString result;
    while (!format.isEmpty()) {
        const qsizetype close = format.startsWith(u'[') ? format.indexOf(u']') : -1;
        if (close > 0) {
            result += format.sliced(1, close - 1);
            format = format.sliced(close + 1);
            continue;
        }
        const QStringView token = tokenOf(format);
        const auto known = formats().constFind(token);
        result += known == formats().cend() ? token.toString() : (*known)(time);
        format = format.sliced(token.size());
    }
    return result;
}

} // namespace tearsheet
