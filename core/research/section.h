// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/headingscope.h"
#include "core/research/names.h"
#include "core/table/cellcontext.h"

namespace tearsheet {

struct Lexicon;

/// What the section and the line above say about a table.
struct Section
{
    Subject subject;  ///< Whom the section is about, where its heading is a name; invalid otherwise.
    QByteArray title; ///< The words of its heading but for what stands in parentheses.
    QByteArray words; ///< `wordSet` of what the heading says beside the names of usual sections.
    QByteArray own;   ///< `wordSet` of what its own heading says so, not those above it.
    QByteArray scope; ///< Those of them that name what the section is of; a sentence names nothing.
    const MetricTerm *measured = nullptr; ///< What the heading says is measured; null where it says no such thing.
    QByteArray measuredScope;             ///< `wordSet` of what that is of: "cell" of "Cell market share".
    QByteArray context;                   ///< Words of heading, the heading above it and the line above the table.
    QByteArray lead;                      ///< Words of the line above the table, where they are few.
    Period period;
    Period sourced;   ///< When a line below the table says that its sources were: "Sources: filings (Jan 2026)".
    Period others;    ///< Of those whom the note is not about: "vs peers Q1 2026"; invalid where theirs is the same.
    CellContext sums; ///< What bare numbers are where they are money: "(USD billions)".
    bool yenSign = false; ///< `sums` says its currency by the sign that two currencies share.
    bool verified = false;
    bool fiscal = false;      ///< Its years, and parts of them, are financial ones.
    bool projected = false;   ///< It speaks of plans and estimates.
    QList<DatedMetric> dated; ///< Times of some metrics, by the lines above and below the table.
};

/// Reads the section of heading `heading` (index into the note's, -1 for none) with the line that leads to `table`.
Section readSection(int heading, ByteRange table, const FileEntry &file, Lexicon &lexicon);

/// Whether a word says only what kind of section or table follows: "overview", "position", "production".
bool isUsual(std::string_view word);

/// The words of a `wordSet` that say more than that.
QByteArray tellingWords(const QByteArray &set);

/// What a note is about.
struct Topic
{
    QByteArray words; ///< `wordSet` of its tags but for those that name a thing, and of a topic's name.
    QByteArray first; ///< The tag that says most: the first of them.
};

Topic topicOf(const FileEntry &file, NoteType type, Names &names);

/// A cell or heading that is a name, a link or both: "[[A]]", "**A**", "A (a note)".
struct NamedCell
{
    Subject subject;    ///< Invalid where the text is none.
    bool known = false; ///< A link or the name of a note.
};

/// The first link of a note that begins at `offset` or behind it; null where none does.
const Link *linkFrom(quint32 offset, const Note &note);

/// Reads `range` of the note as a name.
NamedCell readName(ByteRange range, const FileEntry &file, Names &names);

/// The first words of a text, four at most, as a name may stand there, the longest first: without what is behind a
/// name, a comma or the "'s" of a genitive. A text of one word has none: it is no more than that name.
QVarLengthArray<QByteArrayView, 4> namesAhead(QByteArrayView text);

/// Whether words name the note that they stand in: "us", or none at all.
bool namesSelf(std::string_view words);

/// Whether a cell that says whom its row is about names nobody but the note: "us", or none at all.
bool isUnnamed(QByteArrayView cell);

/// Whether words say that a row is of several or of no one: "total", "others".
bool namesSum(std::string_view words);

/// The words of a name, as they would stand in a phrase.
QByteArray nameWords(QStringView name);

} // namespace tearsheet
