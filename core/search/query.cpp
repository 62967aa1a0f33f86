// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/query.h"

#include "core/base/parallel.h"
#include "core/search/queryevaluator.h"
#include "core/search/queryparser.h"

namespace tearsheet {

namespace {

// Attachments are found by their names alone, and only by who asks for names.
bool asksForNames(const QueryNode &node)
{
    if (node.kind == QueryKind::File || node.kind == QueryKind::Path)
        return true;
    return node.kind != QueryKind::None && std::ranges::any_of(node.children, asksForNames);
}

/// Holds a tag against a query: true, false, or nothing where the query asks for something else.
class TagMatch
{
public:
    explicit TagMatch(QStringView tag) : m_tag(tag.toUtf8()) {}

    const std::optional<Error> &error() const { return m_error; }

    std::optional<bool> of(const QueryNode &node, bool asTag = false)
    {
        switch (node.kind) {
        case QueryKind::All:
            return joined(node, asTag, false);
        case QueryKind::Any:
            return joined(node, asTag, true);
        case QueryKind::None: {
            const std::optional<bool> child = of(node.children.front(), asTag);
            return child ? std::optional(!*child) : std::nullopt;
        }
        case QueryKind::Case:
            return of(node.children.front(), asTag);
        case QueryKind::Tag:
            return of(node.children.front(), true);
        case QueryKind::Text:
            return asTag ? isBelow(node) : isFound(node);
        default:
            return std::nullopt;
        }
    }

private:
    // What decides is `strong`: one true for Any, one false for All.
    std::optional<bool> joined(const QueryNode &node, bool asTag, bool strong)
    {
        std::optional<bool> all;
        for (const QueryNode &child : node.children) {
            const std::optional<bool> one = of(child, asTag);
            if (one == strong)
                return one;
            all = one ? one : all;
        }
        return all;
    }

    bool isFound(const QueryNode &node)
    {
        if (const auto *literal = std::get_if<Literal>(&node.matcher))
            return literal->find(m_tag, 0).has_value();
        const Result<std::optional<ByteRange>> found = std::get<Pattern>(node.matcher).find(m_tag, 0);
        if (!found)
            m_error = found.error();
        return found && found->has_value();
    }

    bool isBelow(const QueryNode &node)
    {
        if (std::holds_alternative<Pattern>(node.matcher))
            return isFound(node);
        const QString wanted = node.text.startsWith(u'#') ? node.text : u'#' + node.text;
        const QString tag = QString::fromUtf8(m_tag);
        return tag.startsWith(wanted, Qt::CaseInsensitive)
               && (tag.size() == wanted.size() || tag.at(wanted.size()) == u'/');
    }

    QByteArray m_tag;
    std::optional<Error> m_error;
};

} // namespace

Query::Query() = default;

Result<Query> Query::parse(QStringView text, bool matchCase)
{
    Result<std::optional<QueryNode>> node = parseQuery(text, matchCase);
    if (!node)
        return std::unexpected(node.error());
    Query query;
    if (*node)
        query.m_root = std::make_shared<const QueryNode>(std::move(**node));
    return query;
}

Result<bool> Query::matches(const Snapshot &snapshot, int file) const
{
    if (!m_root || (!isSearched(snapshot.file(file)) && !asksForNames(*m_root)))
        return false;
    return QueryEvaluator(snapshot.file(file)).matches(*m_root);
}

Result<bool> Query::matchesName(const FileEntry &file) const
{
    if (!m_root)
        return false;
    if (file.note || file.kind == FileKind::Attachment)
        return QueryEvaluator(file).matches(*m_root);
    FileEntry empty = file;
    empty.note = std::make_shared<const Note>();
    return QueryEvaluator(empty).matches(*m_root);
}

Result<bool> Query::matchesTag(QStringView tag) const
{
    return holdTag(tag, true);
}

Result<bool> Query::asksForTag(QStringView tag) const
{
    return holdTag(tag, false);
}

Result<bool> Query::holdTag(QStringView tag, bool otherwise) const
{
    if (!m_root)
        return false;
    TagMatch match(tag);
    const bool matching = match.of(*m_root).value_or(otherwise);
    if (match.error())
        return std::unexpected(*match.error());
    return matching;
}

Result<std::optional<QList<ByteRange>>> Query::places(const Snapshot &snapshot, int file) const
{
    const Result<bool> matching = matches(snapshot, file);
    if (!matching)
        return std::unexpected(matching.error());
    if (!*matching)
        return std::nullopt;
    return QueryEvaluator(snapshot.file(file)).places(*m_root);
}

namespace {

// From a file to its text it is four pointers, each of which is waited for when it is followed at once: as long as it
// takes to search the text.
void prefetch(const Snapshot &snapshot, int file)
{
    const auto &files = snapshot.files();
    if (file + 9 >= files.size())
        return;
    __builtin_prefetch(files.at(file + 9).get());
    if (const Note *const note = files.at(file + 6)->note.get())
        __builtin_prefetch(note);
    if (const Note *const note = files.at(file + 3)->note.get())
        __builtin_prefetch(note->text.constData());
}

} // namespace

Result<> search(const Query &query, const Snapshot &snapshot, const std::function<bool(FileHits)> &push,
                const std::atomic<bool> *cancelled)
{
    using Found = Result<std::optional<QList<ByteRange>>>;
    constexpr int Round = 4096;
    constexpr qsizetype Portion = 64;
    const int count = static_cast<int>(snapshot.files().size());
    for (int begin = 0; begin < count && !query.isEmpty(); begin += Round) {
        const int end = std::min(begin + Round, count);
        std::vector<Found> found(static_cast<size_t>(end - begin));
        forAll(end - begin, Portion, [&](qsizetype i) {
            const int file = begin + static_cast<int>(i);
            prefetch(snapshot, file);
            if (!(cancelled && cancelled->load(std::memory_order_relaxed)) && !snapshot.isExcluded(file))
                found[static_cast<size_t>(i)] = query.places(snapshot, file);
        });
        for (int file = begin; file < end; ++file) {
            Found &hits = found[static_cast<size_t>(file - begin)];
            if (!hits)
                return std::unexpected(hits.error());
            if (cancelled && cancelled->load())
                return {};
            if (*hits && !push({file, std::move(**hits)}))
                return {};
        }
    }
    return {};
}

} // namespace tearsheet
