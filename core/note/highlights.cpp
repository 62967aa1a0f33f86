// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/highlights.h"

#include <optional>

namespace tearsheet {

namespace {

constexpr QStringView Delimiter = u"==";

/// A mark in the text of a node.
struct MarkPlace
{
    qsizetype node = 0;
    qsizetype at = 0;
};

MarkdownNode textNode(const QString &text)
{
    return {.kind = MarkdownKind::Text, .text = text};
}

// Wraps what lies between two marks. Returns the index of the node behind: the rest of the last text, if there is any.
qsizetype wrap(QList<MarkdownNode> &nodes, MarkPlace open, MarkPlace close)
{
    const QString firstText = nodes.at(open.node).text;
    const QString lastText = nodes.at(close.node).text;
    QList<MarkdownNode> inside;
    if (open.node == close.node) {
        inside.append(textNode(firstText.sliced(open.at + 2, close.at - open.at - 2)));
    } else {
        if (open.at + 2 < firstText.size())
            inside.append(textNode(firstText.sliced(open.at + 2)));
        inside.append(nodes.sliced(open.node + 1, close.node - open.node - 1));
        if (close.at > 0)
            inside.append(textNode(lastText.first(close.at)));
    }
    QList<MarkdownNode> replacement;
    if (open.at > 0)
        replacement.append(textNode(firstText.first(open.at)));
    replacement.append({.kind = MarkdownKind::Highlight, .count = static_cast<quint32>(inside.size())});
    replacement.append(inside);
    const qsizetype behind = open.node + replacement.size();
    if (close.at + 2 < lastText.size())
        replacement.append(textNode(lastText.sliced(close.at + 2)));
    nodes = nodes.first(open.node) + replacement + nodes.sliced(close.node + 1);
    return behind;
}

} // namespace

void wrapHighlights(QList<MarkdownNode> &nodes, qsizetype parent)
{
    std::optional<MarkPlace> open;
    MarkPlace place{parent + 1, 0};
    while (place.node < nodes.size()) {
        const MarkdownNode &node = nodes.at(place.node);
        const qsizetype at = node.kind == MarkdownKind::Text ? node.text.indexOf(Delimiter, place.at) : -1;
        if (at < 0) {
            place = {place.node + node.count + 1, 0};
            continue;
        }
        // As with emphasis, a mark opens before text and closes behind text.
        const bool last = at + 2 == node.text.size();
        const bool opens =
            last ? place.node + 1 < nodes.size() : !node.text.at(at + 2).isSpace() && node.text.at(at + 2) != u'=';
        const bool closes = at > 0 ? !node.text.at(at - 1).isSpace() : place.node > parent + 1;
        const bool empty = open && open->node == place.node && at <= open->at + 2;
        if (open && closes && !empty) {
            place = {wrap(nodes, *open, {place.node, at}), 0};
            open.reset();
            continue;
        }
        if (!open && opens)
            open = MarkPlace{place.node, at};
        place.at = at + 2;
    }
}

} // namespace tearsheet
