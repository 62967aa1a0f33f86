// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/querynode.h"

namespace tearsheet {

/// Whether words find the file: a note, or a canvas by its name. Others are found by `file:` and `path:` only.
bool isSearched(const FileEntry &file);

/// Holds one file against a query. Each thread has its own.
class QueryEvaluator
{
public:
    explicit QueryEvaluator(const FileEntry &file);

    Result<bool> matches(const QueryNode &node);

    /// The places of a file that matches, ascending and disjoint.
    Result<QList<ByteRange>> places(const QueryNode &node);

private:
    /// What a part of the query is held against.
    struct Scope
    {
        enum Kind { Everything, Text, Name, Tags };
        Kind kind = Everything;
        ByteRange range; ///< Of the note's text; not for Name.
        QByteArray name; ///< For Name.
    };

    bool holds(const QueryNode &node, const Scope &scope, QList<ByteRange> *places);
    bool holdsAny(const QueryNode &node, const Scope &scope, QList<ByteRange> *places);
    bool holdsText(const QueryNode &node, const Scope &scope, QList<ByteRange> *places);
    bool holdsTag(const QueryNode &node, const Scope &scope, QList<ByteRange> *places);
    bool holdsInPart(const QueryNode &node, const Scope &scope, QList<ByteRange> *places);
    bool holdsProperty(const QueryNode &node);
    bool holdsValue(const QueryNode &node, const Property &property);
    bool holdsWord(const QueryNode &node, const Property &property);
    QList<ByteRange> partsOf(QueryKind kind, ByteRange range) const;
    QList<ByteRange> tasksOf(QueryKind kind, ByteRange range) const;
    std::optional<ByteRange> find(const QueryNode &node, QByteArrayView text, qsizetype from);

    const FileEntry &m_file;
    const Note *m_note;
    std::optional<Error> m_error;
};

} // namespace tearsheet
