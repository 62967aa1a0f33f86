// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/queryevaluator.h"

#include "core/note/linescanner.h"
#include "core/vault/canvas.h"

#include <algorithm>

namespace tearsheet {

namespace {

quint32 lineEndFrom(quint32 offset, QByteArrayView text)
{
    const qsizetype end = text.indexOf('\n', offset);
    return end < 0 ? static_cast<quint32>(text.size()) : static_cast<quint32>(end);
}

quint32 lineBegin(quint32 offset, QByteArrayView text)
{
    return static_cast<quint32>(text.first(offset).lastIndexOf('\n') + 1);
}

ByteRange within(ByteRange range, ByteRange outer)
{
    const quint32 begin = std::max(range.begin, outer.begin);
    return {begin, std::max(begin, std::min(range.end, outer.end))};
}

// Numbers by size, dates and other texts by their letters; nothing where the two cannot be compared.
std::optional<std::weak_ordering> compared(const QString &value, const QString &bound)
{
    bool isNumber = false;
    bool boundIsNumber = false;
    const double left = value.toDouble(&isNumber);
    const double right = bound.toDouble(&boundIsNumber);
    if (isNumber && boundIsNumber)
        return std::weak_order(left, right);
    const auto isDate = [](const QString &text) {
        return text.size() >= 4 && text.at(0).isDigit() && text.at(3).isDigit();
    };
    if (!isDate(value) || !isDate(bound))
        return std::nullopt;
    return value.compare(bound) <=> 0;
}

} // namespace

bool isSearched(const FileEntry &file)
{
    return file.note || file.kind == FileKind::TooLarge || isCanvas(file.path);
}

QueryEvaluator::QueryEvaluator(const FileEntry &file) : m_file(file), m_note(file.note.get())
{}

Result<bool> QueryEvaluator::matches(const QueryNode &node)
{
    const ByteRange all{0, m_note ? static_cast<quint32>(m_note->text.size()) : 0};
    const bool holding = holds(node, {Scope::Everything, all, {}}, nullptr);
    if (m_error)
        return std::unexpected(*m_error);
    return holding;
}

Result<QList<ByteRange>> QueryEvaluator::places(const QueryNode &node)
{
    QList<ByteRange> found;
    const ByteRange all{0, m_note ? static_cast<quint32>(m_note->text.size()) : 0};
    holds(node, {Scope::Everything, all, {}}, &found);
    if (m_error)
        return std::unexpected(*m_error);
    std::ranges::sort(found);
    QList<ByteRange> places;
    for (const ByteRange place : std::as_const(found)) {
        if (!places.isEmpty() && (place.begin < places.last().end || place == places.last()))
            places.last().end = std::max(places.last().end, place.end);
        else
            places.append(place);
    }
    return places;
}

bool QueryEvaluator::holds(const QueryNode &node, const Scope &scope, QList<ByteRange> *places)
{
    const auto child = [&](const Scope &inner) { return holds(node.children.front(), inner, places); };
    switch (node.kind) {
    case QueryKind::All:
        return std::ranges::all_of(node.children, [&](const QueryNode &part) { return holds(part, scope, places); });
    case QueryKind::Any:
        return holdsAny(node, scope, places);
    case QueryKind::None:
        return !holds(node.children.front(), scope, nullptr);
    case QueryKind::Text:
        return scope.kind == Scope::Tags ? holdsTag(node, scope, places) : holdsText(node, scope, places);
    case QueryKind::File:
        return child({Scope::Name, {}, m_file.path.fileName().toUtf8()});
    case QueryKind::Path:
        return child({Scope::Name, {}, m_file.path.toString().toUtf8()});
    case QueryKind::Content: {
        const quint32 body = m_note ? m_note->facts.body : 0;
        return m_note && child({Scope::Text, within({body, scope.range.end}, scope.range), {}});
    }
    case QueryKind::Case:
        return child(scope);
    case QueryKind::Tag:
        return m_note && child({Scope::Tags, scope.range, {}});
    case QueryKind::Line:
    case QueryKind::Block:
    case QueryKind::Section:
    case QueryKind::Task:
    case QueryKind::TaskTodo:
    case QueryKind::TaskDone:
        return m_note && holdsInPart(node, scope, places);
    case QueryKind::Property:
        return m_note && holdsProperty(node);
    case QueryKind::IsNull:
    case QueryKind::Below:
    case QueryKind::Above:
        break;
    }
    return false;
}

bool QueryEvaluator::holdsAny(const QueryNode &node, const Scope &scope, QList<ByteRange> *places)
{
    bool any = false;
    for (const QueryNode &part : node.children) {
        QList<ByteRange> own;
        if (!holds(part, scope, places ? &own : nullptr))
            continue;
        any = true;
        if (!places)
            break;
        places->append(own);
    }
    return any;
}

std::optional<ByteRange> QueryEvaluator::find(const QueryNode &node, QByteArrayView text, qsizetype from)
{
    if (const auto *literal = std::get_if<Literal>(&node.matcher))
        return literal->find(text, from);
    const Result<std::optional<ByteRange>> found = std::get<Pattern>(node.matcher).find(text, from);
    if (found)
        return *found;
    m_error = found.error();
    return std::nullopt;
}

bool QueryEvaluator::holdsText(const QueryNode &node, const Scope &scope, QList<ByteRange> *places)
{
    if (scope.kind == Scope::Name)
        return find(node, scope.name, 0).has_value();
    bool found = false;
    if (m_note) {
        const QByteArrayView text = QByteArrayView(m_note->text).first(scope.range.end);
        for (quint32 from = scope.range.begin; from <= scope.range.end;) {
            const std::optional<ByteRange> place = find(node, text, from);
            if (!place)
                break;
            found = true;
            if (!places)
                return true;
            if (!place->isEmpty())
                places->append(*place);
            from = std::max(place->end, place->begin + 1);
        }
    }
    if (found || scope.kind == Scope::Text)
        return found;
    return isSearched(m_file) && find(node, m_file.path.toString().toUtf8(), 0).has_value();
}

bool QueryEvaluator::holdsTag(const QueryNode &node, const Scope &scope, QList<ByteRange> *places)
{
    const auto *pattern = std::get_if<Pattern>(&node.matcher);
    const QString wanted = node.text.startsWith(u'#') ? node.text.sliced(1) : node.text;
    bool found = false;
    for (const Tag &tag : m_note->facts.tags) {
        if (!scope.range.contains(tag.range))
            continue;
        const QByteArrayView bytes = tag.name.in(m_note->text);
        bool matching = false;
        if (pattern) {
            matching = find(node, bytes, 0).has_value();
        } else {
            const QString name = QString::fromUtf8(bytes);
            matching = name.startsWith(wanted, Qt::CaseInsensitive)
                       && (name.size() == wanted.size() || name.at(wanted.size()) == u'/') && !wanted.isEmpty();
        }
        if (!matching)
            continue;
        found = true;
        if (!places)
            return true;
        places->append(tag.range);
    }
    return found;
}

bool QueryEvaluator::holdsInPart(const QueryNode &node, const Scope &scope, QList<ByteRange> *places)
{
    bool found = false;
    for (const ByteRange part : partsOf(node.kind, scope.range)) {
        QList<ByteRange> own;
        const Scope inner{scope.kind == Scope::Tags ? Scope::Tags : Scope::Text, part, {}};
        if (!holds(node.children.front(), inner, places ? &own : nullptr))
            continue;
        found = true;
        if (!places)
            return true;
        if (own.isEmpty() && !part.isEmpty())
            own.append(part);
        places->append(own);
    }
    return found;
}

QList<ByteRange> QueryEvaluator::partsOf(QueryKind kind, ByteRange range) const
{
    const QByteArrayView text = m_note->text;
    QList<ByteRange> parts;
    if (kind == QueryKind::Line) {
        for (quint32 begin = range.begin; begin <= range.end;) {
            const quint32 end = std::min(lineEndFrom(begin, text), range.end);
            const bool crLf = end > begin && text[end - 1] == '\r';
            parts.append({begin, crLf ? end - 1 : end});
            begin = end + 1;
        }
    } else if (kind == QueryKind::Block) {
        for (const Block &block : m_note->facts.blocks) {
            if (block.kind != BlockKind::Blank && block.range.overlaps(range))
                parts.append(within(block.range, range));
        }
    } else if (kind == QueryKind::Section) {
        quint32 begin = range.begin;
        for (const Heading &heading : m_note->facts.headings) {
            if (heading.range.begin <= range.begin || heading.range.begin >= range.end)
                continue;
            parts.append({begin, heading.range.begin});
            begin = heading.range.begin;
        }
        parts.append({begin, range.end});
    } else {
        parts = tasksOf(kind, range);
    }
    return parts;
}

// A task is its line, and the lines that go on with its text.
QList<ByteRange> QueryEvaluator::tasksOf(QueryKind kind, ByteRange range) const
{
    const QByteArrayView text = m_note->text;
    QList<ByteRange> tasks;
    for (const Mark &mark : m_note->facts.marks) {
        if (mark.kind != MarkKind::Task || !range.contains(mark.range))
            continue;
        const bool open = mark.text.in(text) == " ";
        if ((kind == QueryKind::TaskTodo && !open) || (kind == QueryKind::TaskDone && open))
            continue;
        quint32 end = lineEndFrom(mark.range.end, text);
        while (end < text.size()) {
            const quint32 nextEnd = lineEndFrom(end + 1, text);
            const LinePrefix prefix = linePrefix(text, end + 1, nextEnd);
            const bool blank = text.sliced(end + 1, nextEnd - end - 1).trimmed().isEmpty();
            if (blank || prefix.listItem || text[end + 1] == '#')
                break;
            end = nextEnd;
        }
        tasks.append(within({lineBegin(mark.range.begin, text), end}, range));
    }
    return tasks;
}

bool QueryEvaluator::holdsProperty(const QueryNode &node)
{
    const QueryNode &key = node.children.front();
    for (const Property &property : m_note->facts.properties) {
        const auto *literal = std::get_if<Literal>(&key.matcher);
        const bool named = key.kind == QueryKind::Text && literal
                               ? property.key.compare(key.text, Qt::CaseInsensitive) == 0
                               : holds(key, {Scope::Name, {}, property.key.toUtf8()}, nullptr);
        if (named && (node.children.size() < 2 || holdsValue(node.children.back(), property)))
            return true;
    }
    return false;
}

bool QueryEvaluator::holdsValue(const QueryNode &node, const Property &property)
{
    const auto holding = [&](const QueryNode &part) { return holdsValue(part, property); };
    switch (node.kind) {
    case QueryKind::All:
        return std::ranges::all_of(node.children, holding);
    case QueryKind::Any:
        return std::ranges::any_of(node.children, holding);
    case QueryKind::None:
        return !holding(node.children.front());
    case QueryKind::IsNull:
        return property.type == PropertyType::Null;
    case QueryKind::Below:
    case QueryKind::Above:
        return std::ranges::any_of(property.values, [&](const QString &value) {
            const auto order = compared(value, node.text);
            return order && (node.kind == QueryKind::Below ? *order < 0 : *order > 0);
        });
    case QueryKind::Text:
        return holdsWord(node, property);
    default:
        return false;
    }
}

// A quoted text is the whole value; a word is a part of a text, and all of a number or of true and false.
bool QueryEvaluator::holdsWord(const QueryNode &node, const Property &property)
{
    const Qt::CaseSensitivity sensitivity = node.matchCase ? Qt::CaseSensitive : Qt::CaseInsensitive;
    return std::ranges::any_of(property.values, [&](const QString &value) {
        if (std::holds_alternative<Pattern>(node.matcher))
            return find(node, value.toUtf8(), 0).has_value();
        if (node.quoted || property.type == PropertyType::Boolean)
            return value.compare(node.text, sensitivity) == 0;
        if (property.type != PropertyType::Number)
            return find(node, value.toUtf8(), 0).has_value();
        bool isNumber = false;
        const double wanted = node.text.toDouble(&isNumber);
        return isNumber && value.toDouble() == wanted;
    });
}

} // namespace tearsheet
