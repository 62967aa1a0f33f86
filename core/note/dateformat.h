// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace tearsheet {

/// `time` in a format as Obsidian takes them from Moment (https://momentjs.com/docs/#/displaying/format/): YYYY YY,
/// MMMM MMM MM M, DD D Do, dddd ddd dd, HH H hh h, mm m, ss s, A a, ww w (weeks begin on Sunday, the first one holds
/// January 1), Q, and `[literal text]`. Names are English. Anything else stays as written.
QString formattedDate(const QDateTime &time, QStringView format);

} // namespace tearsheet
