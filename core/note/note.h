// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/byterange.h"

#include <QByteArray>
#include <QDate>
#include <QList>
#include <QString>

namespace tearsheet {

/// A heading, ATX or setext. Its section reaches to the next heading of the same or a higher level.
struct Heading
{
    ByteRange range; ///< The heading's lines without the last line end.
    ByteRange text;  ///< What it says, inline marks included, without `#` and surrounding blanks.
    int level = 1;   ///< 1 to 6.

    bool operator==(const Heading &) const = default;
};

enum class LinkKind : quint8 {
    Wiki,     ///< `[[target#subpath|display]]`
    Markdown, ///< `[display](target#subpath)`
    Property, ///< A front-matter value that is a link as a whole.
    Url,      ///< A URL that stands for itself, bare or in angle brackets.
};

/// A link as a note states it. What it reaches is the vault's business (`Snapshot::resolve`).
struct Link
{
    ByteRange range;   ///< All of it, the `!` of an embed included.
    ByteRange target;  ///< As written: no subpath, no display, percent-encoding and escapes still in.
    ByteRange subpath; ///< From its `#` on; empty where there is none.
    ByteRange display; ///< What is shown, empty where nothing is given. An image's size stands here too.
    LinkKind kind = LinkKind::Wiki;
    bool embed = false;

    bool operator==(const Link &) const = default;
};

/// `[label]: target`: where reference links of the note lead. Renaming needs them; as links they do not count.
struct LinkDefinition
{
    ByteRange range;   ///< From the bracket to the end of the target.
    ByteRange label;   ///< Without brackets.
    ByteRange target;  ///< As in `Link`.
    ByteRange subpath; ///< As in `Link`.

    bool operator==(const LinkDefinition &) const = default;
};

enum class MarkKind : quint8 {
    Task,               ///< `[x]` of a list item; `text` is the mark.
    Callout,            ///< `[!type|metadata]+` of a quote; `text` is the type.
    Footnote,           ///< `[^id]`; `text` is the id.
    FootnoteDefinition, ///< `[^id]` at the begin of its text; `text` is the id.
    Comment,            ///< `%%…%%`; `text` is what is between.
    Math,               ///< `$…$` or `$$…$$`; `text` is the formula.
    Highlight,          ///< `==…==`; `text` is what is between, inline marks included.
};

/// Something that Markdown itself does not know.
struct Mark
{
    ByteRange range;
    ByteRange text;
    MarkKind kind = MarkKind::Task;

    bool operator==(const Mark &) const = default;
};

/// A tag in the body or in the front matter.
struct Tag
{
    ByteRange range; ///< With its `#` in the body.
    ByteRange name;  ///< Without `#`; nested tags with their `/`.
    bool inFrontMatter = false;

    bool operator==(const Tag &) const = default;
};

/// How YAML's core schema reads a front-matter value; dates and anything doubtful are text.
enum class PropertyType : quint8 { Null, Text, Number, Boolean, List, Map };

/// A top-level key of the front matter with its value.
struct Property
{
    QString key;
    ByteRange range; ///< From the key to the end of the value.
    ByteRange value; ///< The value as written.
    PropertyType type = PropertyType::Null;
    QStringList values; ///< The scalar, or the items of a list, unquoted; empty for Null and Map. A list or map in a
                        ///< list is its text as written.

    bool operator==(const Property &) const = default;
};

/// What a top-level block of a note is.
enum class BlockKind : quint8 {
    FrontMatter,
    Paragraph,
    Heading,
    Rule,
    List,
    Quote,
    Code,
    Html,
    Table,
    Footnote,
    Blank, ///< What belongs to no other block: blank lines, link definitions.
};

/// A top-level block. The blocks of a note cover its text without gap or overlap: each reaches to the next one's begin.
struct Block
{
    ByteRange range;
    BlockKind kind = BlockKind::Paragraph;
    quint64 hash = 0; ///< Of the bytes; equal blocks look equal.

    bool operator==(const Block &) const = default;
};

/// A label that `[[note#^id]]` points at.
struct BlockId
{
    ByteRange range; ///< With its `^`.
    ByteRange id;

    bool operator==(const BlockId &) const = default;
};

/// Where a pipe table stands, wherever a table may: top level, list, quote. `core/table` cuts the rows.
struct TableOutline
{
    ByteRange range;     ///< Whole lines, header to last row.
    ByteRange header;    ///< The header line without its line end and without list or quote prefix.
    ByteRange delimiter; ///< The delimiter line likewise.
    int rowCount = 0;    ///< Rows below the delimiter.
    int heading = -1;    ///< Index into `headings` of the section it stands in, -1 above the first heading.

    bool operator==(const TableOutline &) const = default;
};

enum class OddityKind : quint8 {
    UnclosedFrontMatter,
    MisplacedFrontMatter,           ///< Front matter behind other text: programs read a rule and a heading.
    ByteOrderMarkBeforeFrontMatter, ///< Programs miss the front matter.
    BadYaml,                        ///< An entry of the front matter that is no YAML.
    DuplicateKey,
    UnquotedLink,      ///< `key: [[x]]`, which YAML reads as a list in a list.
    BareBarInTable,    ///< A link in a table row with an unescaped `|`: other programs cut the row there.
    EscapedBarInText,  ///< A link outside tables with `\|`, where programs take the backslash for part of the name.
    SurplusCells,      ///< A row longer than its header.
    MissingCells,      ///< A row shorter than its header.
    HeaderMismatch,    ///< A header and a delimiter line of different length: no table at all.
    HeadlessRows,      ///< Rows without header: a table cut in two.
    AccidentalHeading, ///< Text directly above `---`, which makes it a heading.
    NestedBrackets,    ///< `[[[x]](url)`.
    UnclosedCode,      ///< A fence that nothing closes: all text behind it is code.
    GluedText,         ///< Text directly below a table, which makes it a row.
};

/// An irregularity: never an error, always kept as written. `core/note/oddities` names and mends it.
struct Oddity
{
    ByteRange range;
    OddityKind kind;

    bool operator==(const Oddity &) const = default;
};

/// Everything a note says, as ranges of its text.
///
/// Links, tags, headings and tables are in the order of the text. A link's number is its index in `links`.
struct NoteFacts
{
    QStringList aliases;
    QList<Property> properties;
    QList<Heading> headings;
    QList<Link> links;
    QList<Tag> tags;
    QList<BlockId> blockIds;
    QList<Block> blocks;
    QList<TableOutline> tables;
    QList<LinkDefinition> definitions;
    QList<Mark> marks;
    QList<Oddity> oddities;
    QDate created; ///< As the note states it: by property, else by its footer `*Created 2026-05-01*`; null if it does
                   ///< not.
    QDate updated; ///< Likewise, `*Updated …*`.
    ByteRange frontMatter; ///< From the opening `---` past the closing line; empty where there is none.
    quint32 body = 0;      ///< Where the text behind byte order mark and front matter begins.

    bool operator==(const NoteFacts &) const = default;

    /// Index of the innermost heading whose section holds `offset`, -1 above the first heading.
    int headingAt(quint32 offset) const;
};

/// `definition` as a link that says the same.
Link linkOf(const LinkDefinition &definition);

/// Whether `link` is written with double brackets, wherever it stands.
bool isWikiSyntax(const Link &link, QByteArrayView text);

/// What `link` of `text` points at, decoded: percent-encoding and backslash escapes resolved for Markdown links, the
/// backslash of `\|` dropped for wikilinks, blanks at both ends removed. Empty for a link into its own note.
QString linkTarget(const Link &link, QByteArrayView text);

/// The subpath of `link` with its `#`, decoded in the same way; empty where there is none.
QString linkSubpath(const Link &link, QByteArrayView text);

/// What a reader sees for `link`: its display text, or else target and subpath as written.
QString linkDisplay(const Link &link, QByteArrayView text);

/// Whether a decoded target names something outside the vault: a URL with a scheme, `mailto:` and the like.
/// Wikilinks never do.
bool isExternalTarget(QStringView target);

/// Whether `link` leads out of the vault.
bool isExternal(const Link &link, QByteArrayView text);

/// A heading answers the heading part of a link whose key is the same: punctuation counts as a blank, runs of blanks as
/// one, case does not count. Empty for a text that no link can say.
QString headingKey(QStringView text);

/// What `text`, inline Markdown, reads as without its marks: for outlines and captions.
QString plainInline(QByteArrayView text);

} // namespace tearsheet
