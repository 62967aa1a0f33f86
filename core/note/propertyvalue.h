// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/note.h"
#include "core/note/yamlreader.h"

#include <QJsonObject>
#include <QJsonValue>

namespace tearsheet {

/// How YAML 1.2's core schema types `node` (https://yaml.org/spec/1.2.2/, 10.3), less what is doubtful: a number with
/// a leading zero, in another base, infinite, or too long for a double is text, as are dates and `ON`.
PropertyType propertyType(const YamlNode &node);

/// What `node` of `text` says as JSON: null, boolean, number, text, list or object by `propertyType`.
QJsonValue nodeJson(const YamlNode &node, QByteArrayView text);

/// The value of `property` of the note `text` as JSON, see `nodeJson`. A value that is no YAML is its text as written.
QJsonValue propertyJson(const Property &property, QByteArrayView text);

/// The object with these members; of equal names the last one counts. Unlike Qt 6.8's own insertion it takes an empty
/// name behind one that is not Latin-1, which YAML may well have.
QJsonObject jsonObject(const QList<std::pair<QString, QJsonValue>> &members);

} // namespace tearsheet
