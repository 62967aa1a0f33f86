// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/byterange.h"

#include <QList>
#include <QString>

#include <optional>

namespace tearsheet {

/// A node of a YAML document with its place in the note. Nothing is typed or expanded: a scalar is its text, an alias
/// (`*name`) is its text too.
struct YamlNode
{
    enum class Kind : quint8 { Scalar, List, Map };

    Kind kind = Kind::Scalar;
    bool plain = true;        ///< A scalar without quotes, not a block (`|`, `>`).
    ByteRange range;          ///< Quotes and brackets included.
    QString value;            ///< A scalar's text, escapes resolved and lines folded.
    QList<YamlNode> children; ///< The items of a list; keys and values of a map in turn.
};

/// The YAML in `range` of `text`, with libyaml's own marks; nothing where it is no YAML or nested deeper than 64
/// levels. An empty range is an empty plain scalar. Linear. Any thread.
std::optional<YamlNode> readYaml(ByteRange range, QByteArrayView text);

/// Which version of libyaml runs.
QByteArray yamlVersion();

} // namespace tearsheet
