// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/markdownvisitor.h"

#include "core/base/arena.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <cstring>
#include <optional>
#include <span>
#include <vector>

namespace tearsheet {

namespace {

// cmark asks for memory through functions without context, so each thread has a current arena.
thread_local Arena *currentArena = nullptr;

class ArenaScope
{
public:
    ArenaScope() : m_outer(std::exchange(currentArena, &m_arena)) {}
    ~ArenaScope() { currentArena = m_outer; }
    Q_DISABLE_COPY_MOVE(ArenaScope)

private:
    Arena m_arena;
    Arena *m_outer;
};

cmark_mem arenaMemory = {
    .calloc = [](size_t count, size_t size) { return currentArena->allocate(count * size); },
    .realloc = [](void *block, size_t size) { return currentArena->reallocate(block, size); },
    .free = [](void *block) { currentArena->release(block); },
};

QByteArrayView view(const char *text)
{
    return text ? QByteArrayView(text, static_cast<qsizetype>(std::strlen(text))) : QByteArrayView();
}

// The document lies in the current arena and goes with it; nothing is freed one by one.
cmark_node *parsed(QByteArrayView markdown, MarkdownDetail detail)
{
    // The registry is global and not locked: filled once, before any parser exists.
    [[maybe_unused]] static const bool registered = [] {
        cmark_gfm_core_extensions_ensure_registered();
        return true;
    }();
    cmark_parser *const parser = cmark_parser_new_with_mem(CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE, &arenaMemory);
    static constexpr const char *Extensions[] = {"table", "strikethrough", "autolink"};
    for (const char *name : std::span(Extensions).first(detail == MarkdownDetail::All ? 3 : 1)) {
        if (cmark_syntax_extension *extension = cmark_find_syntax_extension(name))
            cmark_parser_attach_syntax_extension(parser, extension);
    }
    cmark_parser_feed(parser, markdown.data(), static_cast<size_t>(markdown.size()));
    return cmark_parser_finish(parser);
}

std::optional<MarkdownKind> kindNamed(QByteArrayView name)
{
    if (name == "table_cell")
        return MarkdownKind::TableCell;
    if (name == "table_row" || name == "table_header")
        return MarkdownKind::TableRow;
    if (name == "table")
        return MarkdownKind::Table;
    if (name == "strikethrough")
        return MarkdownKind::Strike;
    return std::nullopt;
}

// The extensions' node types are numbers given at run time; only their names are public. Each thread asks for a name
// once.
std::optional<MarkdownKind> extensionKindOf(cmark_node *node)
{
    static thread_local std::vector<std::pair<cmark_node_type, std::optional<MarkdownKind>>> known;
    const cmark_node_type type = cmark_node_get_type(node);
    for (const auto &[number, kind] : known) {
        if (number == type)
            return kind;
    }
    // A row and the header row have the same type.
    const std::optional<MarkdownKind> kind = kindNamed(view(cmark_node_get_type_string(node)));
    known.emplace_back(type, kind);
    return kind;
}

std::optional<MarkdownKind> kindOf(cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:
        return MarkdownKind::Quote;
    case CMARK_NODE_LIST:
        return MarkdownKind::List;
    case CMARK_NODE_ITEM:
        return MarkdownKind::Item;
    case CMARK_NODE_CODE_BLOCK:
        return MarkdownKind::Code;
    case CMARK_NODE_HTML_BLOCK:
        return MarkdownKind::Html;
    case CMARK_NODE_PARAGRAPH:
        return MarkdownKind::Paragraph;
    case CMARK_NODE_HEADING:
        return MarkdownKind::Heading;
    case CMARK_NODE_THEMATIC_BREAK:
        return MarkdownKind::Rule;
    case CMARK_NODE_TEXT:
        return MarkdownKind::Text;
    case CMARK_NODE_SOFTBREAK:
        return MarkdownKind::SoftBreak;
    case CMARK_NODE_LINEBREAK:
        return MarkdownKind::HardBreak;
    case CMARK_NODE_CODE:
        return MarkdownKind::InlineCode;
    case CMARK_NODE_HTML_INLINE:
        return MarkdownKind::InlineHtml;
    case CMARK_NODE_EMPH:
        return MarkdownKind::Emphasis;
    case CMARK_NODE_STRONG:
        return MarkdownKind::Strong;
    case CMARK_NODE_LINK:
        return MarkdownKind::Link;
    case CMARK_NODE_IMAGE:
        return MarkdownKind::Image;
    default:
        return extensionKindOf(node);
    }
}

CellAlign alignOf(cmark_node *cell, int column)
{
    cmark_node *const table = cmark_node_parent(cmark_node_parent(cell));
    if (!table || column >= cmark_gfm_extensions_get_table_columns(table))
        return CellAlign::None;
    switch (cmark_gfm_extensions_get_table_alignments(table)[column]) {
    case 'l':
        return CellAlign::Left;
    case 'c':
        return CellAlign::Center;
    case 'r':
        return CellAlign::Right;
    default:
        return CellAlign::None;
    }
}

// `column` counts the cells of a table row from 0.
MarkdownElement describe(cmark_node *node, MarkdownKind kind, int column)
{
    MarkdownElement element{.kind = kind};
    if (kind < MarkdownKind::Emphasis) {
        element.firstLine = cmark_node_get_start_line(node) - 1;
        element.lastLine = cmark_node_get_end_line(node) - 1;
        cmark_node *const parent = cmark_node_parent(node);
        element.topLevel = parent && cmark_node_get_type(parent) == CMARK_NODE_DOCUMENT;
    }
    switch (kind) {
    case MarkdownKind::Heading:
        element.level = cmark_node_get_heading_level(node);
        break;
    case MarkdownKind::List:
        element.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
        element.level = cmark_node_get_list_start(node);
        element.tight = cmark_node_get_list_tight(node) != 0;
        break;
    case MarkdownKind::TableCell:
        element.align = alignOf(node, column);
        break;
    case MarkdownKind::Code:
        element.info = view(cmark_node_get_fence_info(node));
        [[fallthrough]];
    case MarkdownKind::Html:
    case MarkdownKind::Text:
    case MarkdownKind::InlineCode:
    case MarkdownKind::InlineHtml:
        element.literal = view(cmark_node_get_literal(node));
        break;
    case MarkdownKind::Link:
    case MarkdownKind::Image:
        element.url = view(cmark_node_get_url(node));
        element.title = view(cmark_node_get_title(node));
        break;
    default:
        break;
    }
    return element;
}

} // namespace

void visitMarkdown(QByteArrayView markdown, MarkdownVisitor &visitor, MarkdownDetail detail)
{
    const ArenaScope arena;
    cmark_iter *const iterator = cmark_iter_new(parsed(markdown, detail));
    int column = 0;
    for (cmark_event_type event = cmark_iter_next(iterator); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iterator)) {
        cmark_node *const node = cmark_iter_get_node(iterator);
        const std::optional<MarkdownKind> kind = kindOf(node);
        if (!kind)
            continue;
        if (*kind == MarkdownKind::TableRow)
            column = 0;
        const MarkdownElement element = describe(node, *kind, column);
        if (event == CMARK_EVENT_ENTER) {
            visitor.enter(element);
        } else {
            visitor.leave(element);
            column += *kind == MarkdownKind::TableCell;
        }
    }
}

QByteArray markdownVersion()
{
    return cmark_version_string();
}

} // namespace tearsheet
