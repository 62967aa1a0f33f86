// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/note.h"

#include <QJsonArray>
#include <QJsonValue>

#include <optional>

namespace tearsheet {

// A property's value as a user types it into a field, without knowing YAML: a line is a value, several lines are the
// items of a list, so that an item may hold commas. What is typed is null, a boolean, a number or a text by YAML's core
// schema (see `propertyType`); quotes around all of a line make it a text. A list may be typed in brackets as well.

/// The value that `typed` means. Blank lines do not count; no line is null. As the value of a list, one line is a list
/// of one item, no line an empty list. Linear.
QJsonValue typedValue(const QString &typed, bool ofList = false);

/// Two versions of a list, `mine` and `theirs`, that both came from `base`, in one: mine, without the items that theirs
/// left out, with those that it added next to the same ones as there. Nothing where both have something else in place
/// of the same item. Quadratic.
std::optional<QJsonArray> mergedItems(const QJsonArray &base, const QJsonArray &mine, const QJsonArray &theirs);

/// What would have to be typed for the value of `property` of the note `text`: as written where that reads back, else
/// in quotes. Nothing for maps and for lists that hold lists or maps, which cannot be typed. Linear in the value.
std::optional<QString> typedText(const Property &property, QByteArrayView text);

} // namespace tearsheet
