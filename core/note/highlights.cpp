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

// The marks that open and close highlights among the children of `parent`, in turn. As with emphasis, a mark opens
// before text and closes behind text.
QList<MarkPlace> pairedMarks(const QList<MarkdownNode> &nodes, qsizetype parent)
{
    QList<MarkPlace> marks;
    std::optional<MarkPlace> open;
    for (MarkPlace place{parent + 1, 0}; place.node < nodes.size();) {
        const MarkdownNode &node = nodes.at(place.node);
        const qsizetype at = node.kind == MarkdownKind::Text ? node.text.indexOf(Delimiter, place.at) : -1;
        if (at < 0) {
            place = {place.node + node.count + 1, 0};
            continue;
        }
        const bool last = at + 2 == node.text.size();
        const bool opens =
            last ? place.node + 1 < nodes.size() : !node.text.at(at + 2).isSpace() && node.text.at(at + 2) != u'=';
        const bool closes = at > 0 ? !node.text.at(at - 1).isSpace() : place.node > parent + 1;
        const bool empty = open && open->node == place.node && at <= open->at + 2;
        if (open && closes && !empty) {
            marks.append(*open);
            marks.append({place.node, at});
            open.reset();
        } else if (!open && opens) {
            open = MarkPlace{place.node, at};
        }
        place.at = at + 2;
    }
    return marks;
}

} // namespace

void wrapHighlights(QList<MarkdownNode> &nodes, qsizetype parent)
{
    const QList<MarkPlace> marks = pairedMarks(nodes, parent);
    if (marks.isEmpty())
        return;
    QList<MarkdownNode> wrapped = nodes.first(parent + 1);
    wrapped.reserve(nodes.size() + marks.size() * 2);
    qsizetype highlight = -1; // The open one in `wrapped`.
    auto mark = marks.cbegin();
    for (qsizetype i = parent + 1; i < nodes.size();) {
        const MarkdownNode &node = nodes.at(i);
        if (mark == marks.cend() || mark->node != i) {
            wrapped.append(nodes.sliced(i, node.count + 1));
            i += node.count + 1;
            continue;
        }
        qsizetype from = 0;
        const auto addText = [&](qsizetype to) {
            if (to > from)
                wrapped.append({.kind = MarkdownKind::Text, .text = node.text.sliced(from, to - from)});
        };
        for (; mark != marks.cend() && mark->node == i; ++mark) {
            addText(mark->at);
            from = mark->at + Delimiter.size();
            if (highlight < 0) {
                highlight = wrapped.size();
                wrapped.append({.kind = MarkdownKind::Highlight});
            } else {
                wrapped[highlight].count = static_cast<quint32>(wrapped.size() - highlight - 1);
                highlight = -1;
            }
        }
        addText(node.text.size());
        ++i;
    }
    nodes = std::move(wrapped);
}

} // namespace tearsheet
