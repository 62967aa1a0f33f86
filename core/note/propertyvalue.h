// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/note.h"
#include "core/note/yamlreader.h"

#include <QJsonValue>

namespace tearsheet {

/// How YAML 1.2's core schema types `node` (https://yaml.org/spec/1.2.2/, 10.3), less what is doubtful: a number with
/// a leading zero, in another base, infinite, or too long for a double is text, as are dates and `ON`.
PropertyType propertyType(const YamlNode &node);

/// The value of `property` of the note `text` as JSON: null, boolean, number, text, list or object by `propertyType`.
/// A value that is no YAML is its text as written.
QJsonValue propertyJson(const Property &property, QByteArrayView text);

} // namespace tearsheet
