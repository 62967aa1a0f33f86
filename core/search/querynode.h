// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/literal.h"
#include "core/search/pattern.h"
#include "core/search/query.h"

#include <optional>
#include <variant>
#include <vector>

namespace tearsheet {

enum class QueryKind : quint8 {
    All,  ///< Every child matches.
    Any,  ///< One child matches.
    None, ///< Its child does not match.
    Text, ///< A word, phrase or expression.
    File,
    Path,
    Content,
    Case, ///< The child, whose case was settled when it was read.
    Tag,
    Line,
    Block,
    Section,
    Task,
    TaskTodo,
    TaskDone,
    Property, ///< The first child is the key, a second one the value.
    IsNull,   ///< In a property's value: present but empty.
    Below,    ///< In a property's value: `<5`
    Above,
};

/// A part of a query.
struct QueryNode
{
    QueryKind kind = QueryKind::All;
    std::vector<QueryNode> children;
    std::variant<std::monostate, Literal, Pattern> matcher; ///< Of Text.
    QString text;                                           ///< Of Text, as meant; of Below and Above the bound.
    bool quoted = false;                                    ///< Text was a phrase.
    bool matchCase = false;
};

} // namespace tearsheet
