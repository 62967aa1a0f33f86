// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace tearsheet {

/// How a YAML scalar is quoted.
enum class YamlQuotes : quint8 { None, Single, Double };

/// Where a YAML scalar stands: inside brackets, commas and brackets end it.
enum class YamlPlace : quint8 { Line, Brackets };

/// `value` as a YAML scalar that reads back as this text. It has the quotes that are asked for; where none are, it gets
/// double ones only if it needs them: where a reader of YAML 1.1 or 1.2 would take it for a number, a date, a boolean
/// or null, or where its characters mean something (https://yaml.org/spec/1.2.2/, 7.3.3). What single quotes cannot
/// hold gets double ones.
QByteArray yamlScalar(const QString &value, YamlQuotes quotes = YamlQuotes::None,
                      YamlPlace place = YamlPlace::Brackets);

/// Whether `value` is a day or a time of a day as Obsidian writes them (obsidian.md 2.6): plain, although readers of
/// YAML 1.1 take it for more than text.
bool isYamlDate(const QString &value);

} // namespace tearsheet
