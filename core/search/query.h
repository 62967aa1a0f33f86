// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/snapshot.h"

#include <QStringView>

#include <atomic>
#include <functional>
#include <memory>

namespace tearsheet {

struct QueryNode;

/// A search as people write it: words, "phrases", /expressions/, `OR`, `-`, parentheses, `file:` `path:` `content:`
/// `match-case:` `ignore-case:` `tag:` `line:` `block:` `section:` `task:` `task-todo:` `task-done:`,
/// `[property:value]` (obsidian.md 2.8).
///
/// An immutable value, to be used from any thread.
class Query
{
public:
    /// The empty query, which matches nothing.
    Query();

    /// Reads `text`; blanks at its ends do not count. `matchCase` holds where the query does not say otherwise. Fails
    /// with `Usage` and one sentence where something is opened and not closed, missing, or no regular expression.
    static Result<Query> parse(QStringView text, bool matchCase = false);

    bool isEmpty() const { return !m_root; }

    /// Whether file `file` matches. Fails where a regular expression takes too many steps.
    Result<bool> matches(const Snapshot &snapshot, int file) const;

    /// Whether `file` matches that need not be a note: a name that nothing answers to is one of kind Note without a
    /// note, and is taken for an empty one; an attachment matches by its name and path alone. Fails as `matches` does.
    Result<bool> matchesName(const FileEntry &file) const;

    /// Whether `tag`, with its `#`, matches by itself: as a word and as a tag. What is asked of files (`file:`,
    /// `path:`, their text and properties) says nothing about it, and so leaves nothing out. Fails as `matches` does.
    Result<bool> matchesTag(QStringView tag) const;

    /// Whether what the query asks of words and tags holds for `tag`; false where it asks for files alone.
    Result<bool> asksForTag(QStringView tag) const;

    /// The places in the note's text that make file `file` match: ascending, disjoint, none where only its name or its
    /// properties do. Nothing where it does not match.
    Result<std::optional<QList<ByteRange>>> places(const Snapshot &snapshot, int file) const;

private:
    Result<bool> holdTag(QStringView tag, bool otherwise) const;

    std::shared_ptr<const QueryNode> m_root;
};

/// A file that matches, and where in its text.
struct FileHits
{
    int file = -1;
    QList<ByteRange> places;

    bool operator==(const FileHits &) const = default;
};

/// Searches the whole vault in all cores. `push` gets the hits in the order of the files, on the calling thread, and
/// says by false that it has had enough; `cancelled` does so from any thread. Files that the vault's settings exclude
/// are left out. Fails as `Query::matches` does.
Result<> search(const Query &query, const Snapshot &snapshot, const std::function<bool(FileHits)> &push,
                const std::atomic<bool> *cancelled = nullptr);

} // namespace tearsheet
