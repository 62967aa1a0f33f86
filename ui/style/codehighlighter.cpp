// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/codehighlighter.h"

#include "ui/style/resources.h"

#include <KSyntaxHighlighting/AbstractHighlighter>
#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/State>
#include <KSyntaxHighlighting/Theme>

#include <QHash>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;
namespace Ksh = KSyntaxHighlighting;

namespace {

/// What reaches from one mark to the next of its kind, or from a heading's mark to the end of the line.
enum Reach : quint8 {
    None = 0,
    Strong = 1 << 0,
    Emphasis = 1 << 1,
    Strike = 1 << 2,
    Highlight = 1 << 3,
    Heading1 = 1 << 4,
    Heading2 = 1 << 5,
    Heading3 = 1 << 6,
    Headings = Heading1 | Heading2 | Heading3,
};

/// How a format of our own definition looks.
struct Look
{
    QLatin1StringView name;
    QColor Palette::*colour = nullptr;
    QColor Palette::*background = nullptr;
    bool bold = false;
    bool italic = false;
    quint8 reach = None;
};

// Formats that are not listed look like text.
constexpr Look looks[] = {
    {"Mark"_L1, &Palette::syntaxMarkup},
    {"Front matter mark"_L1, &Palette::syntaxMarkup},
    {"Property"_L1, &Palette::syntaxHeading},
    {"String"_L1, &Palette::syntaxString},
    {"Number"_L1, &Palette::syntaxNumber},
    {"Keyword"_L1, &Palette::syntaxKeyword},
    {.name = "Heading 1 mark"_L1, .colour = &Palette::syntaxMarkup, .reach = Heading1},
    {.name = "Heading 2 mark"_L1, .colour = &Palette::syntaxMarkup, .reach = Heading2},
    {.name = "Heading 3 mark"_L1, .colour = &Palette::syntaxMarkup, .reach = Heading3},
    {"Quote mark"_L1, &Palette::syntaxMarkup},
    {.name = "Callout mark"_L1, .colour = &Palette::syntaxKeyword, .bold = true, .reach = Strong},
    {.name = "List mark"_L1, .colour = &Palette::accent, .bold = true},
    {.name = "Task open"_L1, .colour = &Palette::syntaxKeyword, .bold = true},
    {"Task"_L1, &Palette::syntaxMarkup},
    {"Table mark"_L1, &Palette::syntaxMarkup},
    {.name = "Strong mark"_L1, .colour = &Palette::syntaxMarkup, .reach = Strong},
    {.name = "Emphasis mark"_L1, .colour = &Palette::syntaxMarkup, .reach = Emphasis},
    {.name = "Strike mark"_L1, .colour = &Palette::syntaxMarkup, .reach = Strike},
    {.name = "Highlight mark"_L1, .colour = &Palette::syntaxMarkup, .background = &Palette::mark, .reach = Highlight},
    {"Escape"_L1, &Palette::syntaxMarkup},
    {"Code"_L1, &Palette::syntaxString, &Palette::code},
    {"Fence mark"_L1, &Palette::syntaxMarkup},
    {"Fence end"_L1, &Palette::syntaxMarkup},
    {"Link mark"_L1, &Palette::syntaxMarkup},
    {"Link"_L1, &Palette::link},
    {"Link subpath"_L1, &Palette::mutedText},
    {.name = "Link display"_L1, .colour = &Palette::link, .italic = true},
    {"Url"_L1, &Palette::mutedText},
    {"Tag"_L1, &Palette::syntaxKeyword, &Palette::code},
    {"Math"_L1, &Palette::syntaxNumber},
    {"Footnote"_L1, &Palette::link},
    {"Block id"_L1, &Palette::syntaxMarkup},
    {"Html"_L1, &Palette::syntaxMarkup},
    {.name = "Comment"_L1, .colour = &Palette::syntaxComment, .italic = true},
};

QTextCharFormat formatOf(const Look &look, const Palette &palette)
{
    QTextCharFormat format;
    if (look.colour)
        format.setForeground(palette.*look.colour);
    if (look.background)
        format.setBackground(palette.*look.background);
    if (look.bold)
        format.setFontWeight(QFont::DemiBold);
    if (look.italic)
        format.setFontItalic(true);
    return format;
}

QTextCharFormat formatOf(quint8 reach, const Palette &palette)
{
    QTextCharFormat format;
    if (reach & Strike) {
        format.setForeground(palette.mutedText);
        format.setFontStrikeOut(true);
    }
    if (reach & (Heading1 | Heading2))
        format.setForeground(palette.syntaxHeading);
    if (reach & Heading1)
        format.setProperty(QTextFormat::FontSizeAdjustment, 1);
    if (reach & (Headings | Strong))
        format.setFontWeight(QFont::Bold);
    if (reach & Emphasis)
        format.setFontItalic(true);
    if (reach & Highlight)
        format.setBackground(palette.mark);
    return format;
}

/// The formats of the library's own definitions, by their default style.
QTextCharFormat formatOf(Ksh::Theme::TextStyle style, const Palette &palette)
{
    switch (style) {
    case Ksh::Theme::Keyword:
    case Ksh::Theme::ControlFlow:
    case Ksh::Theme::DataType:
    case Ksh::Theme::Import:
    case Ksh::Theme::BuiltIn:
        return formatOf(Look{.colour = &Palette::syntaxKeyword}, palette);
    case Ksh::Theme::String:
    case Ksh::Theme::VerbatimString:
    case Ksh::Theme::SpecialString:
    case Ksh::Theme::Char:
    case Ksh::Theme::SpecialChar:
        return formatOf(Look{.colour = &Palette::syntaxString}, palette);
    case Ksh::Theme::DecVal:
    case Ksh::Theme::BaseN:
    case Ksh::Theme::Float:
    case Ksh::Theme::Constant:
        return formatOf(Look{.colour = &Palette::syntaxNumber}, palette);
    case Ksh::Theme::Comment:
    case Ksh::Theme::Documentation:
    case Ksh::Theme::Annotation:
    case Ksh::Theme::CommentVar:
        return formatOf(Look{.colour = &Palette::syntaxComment, .italic = true}, palette);
    case Ksh::Theme::Function:
    case Ksh::Theme::Attribute:
    case Ksh::Theme::Preprocessor:
        return formatOf(Look{.colour = &Palette::syntaxHeading}, palette);
    default:
        return {};
    }
}

/// A format as the library's pieces refer to it.
struct Ink
{
    QTextCharFormat format;
    quint8 reach = None;
};

/// A stretch of a line as the library tells of it.
struct Piece
{
    int start = 0;
    int length = 0;
    Ksh::Format format;
};

/// Collects what the library tells of one line.
class Pieces : public Ksh::AbstractHighlighter
{
public:
    /// The pieces of `line` in the language of `definition`; `state` becomes that at its end.
    QList<Piece> of(QStringView line, const Ksh::Definition &definition, Ksh::State &state)
    {
        m_pieces.clear();
        setDefinition(definition);
        state = highlightLine(line, state);
        return m_pieces;
    }

protected:
    void applyFormat(int offset, int length, const Ksh::Format &format) override
    {
        if (length > 0)
            m_pieces.append({offset, length, format});
    }

private:
    QList<Piece> m_pieces;
};

} // namespace

struct LineState::Data
{
    Ksh::State note;
    QString info; ///< Of the fence that the line ends in.
    Ksh::State code;

    bool operator==(const Data &) const = default;
};

bool LineState::operator==(const LineState &other) const
{
    return d == other.d || (d && other.d && *d == *other.d);
}

struct CodeHighlighter::Private
{
    Ksh::Repository repository;
    Ksh::Definition markdown;
    QHash<QString, Ksh::Definition> languages; ///< By the info of a fence.
    QHash<int, Ink> inks;                      ///< By the library's number of the format, for `palette`.
    Palette palette;
    Pieces pieces;

    Private()
    {
        loadResources();
        repository.addCustomSearchPath(u":/tearsheet"_s);
        markdown = repository.definitionForName(u"Tearsheet Markdown"_s);
    }

    void take(const Palette &colours)
    {
        if (colours != palette) {
            palette = colours;
            inks.clear();
        }
    }

    const Ink &inkOf(const Ksh::Format &format, bool ours)
    {
        const auto known = inks.constFind(format.id());
        if (known != inks.constEnd())
            return *known;
        if (!ours)
            return *inks.insert(format.id(), {formatOf(format.textStyle(), palette)});
        const auto *const look = std::ranges::find(looks, format.name(), &Look::name);
        return *inks.insert(format.id(), look == std::end(looks) ? Ink{} : Ink{formatOf(*look, palette), look->reach});
    }

    Ksh::Definition languageOf(const QString &info)
    {
        const auto known = languages.constFind(info);
        if (known != languages.constEnd())
            return *known;
        QStringView word = info;
        word = word.first(std::ranges::find_if(word, [](QChar c) { return c.isSpace() || c == u'{' || c == u','; })
                          - word.begin());
        Ksh::Definition found = repository.definitionForName(word.toString());
        if (!found.isValid() && !word.isEmpty())
            found = repository.definitionForFileName("code."_L1 + word.toString().toLower());
        return *languages.insert(info, found);
    }

    QList<FormatSpan> codeSpans(QStringView line, int offset, const QString &info, Ksh::State &state)
    {
        QList<FormatSpan> spans;
        const Ksh::Definition language = languageOf(info);
        if (!language.isValid())
            return spans;
        for (const Piece &piece : pieces.of(line, language, state)) {
            if (const Ink &ink = inkOf(piece.format, false); !ink.format.isEmpty())
                spans.append({offset + piece.start, piece.length, ink.format});
        }
        return spans;
    }

    QList<FormatSpan> noteSpans(QStringView line, LineState::Data &state)
    {
        QList<FormatSpan> spans;
        quint8 reach = None;
        bool inFence = line.isEmpty();
        for (const Piece &piece : pieces.of(line, markdown, state.note)) {
            const QString name = piece.format.name();
            if (name == "Code block"_L1) {
                inFence = true;
                spans += codeSpans(line.sliced(piece.start, piece.length), piece.start, state.info, state.code);
                continue;
            }
            if (name == "Fence mark"_L1) {
                inFence = true;
                const QStringView mark = line.sliced(piece.start);
                const auto behind = std::ranges::find_if(mark, [&](QChar c) { return c != mark.front(); });
                state.info = mark.sliced(behind - mark.begin()).trimmed().toString();
                state.code = {};
            }
            const Ink &ink = inkOf(piece.format, true);
            // A mark does not look like what it reaches over; only a heading is one thing with its mark.
            QTextCharFormat format = formatOf((reach & ~ink.reach) | (ink.reach & Headings), palette);
            format.merge(ink.format);
            reach ^= ink.reach;
            if (!format.isEmpty())
                spans.append({piece.start, piece.length, format});
        }
        if (!inFence) {
            state.info.clear();
            state.code = {};
        }
        return spans;
    }
};

CodeHighlighter::CodeHighlighter() = default;
CodeHighlighter::~CodeHighlighter() = default;

CodeHighlighter::Private &CodeHighlighter::loaded()
{
    if (!d)
        d = std::make_unique<Private>();
    return *d;
}

QList<FormatSpan> CodeHighlighter::highlightLine(QStringView line, LineState &state, const Palette &palette)
{
    Private &highlighter = loaded();
    highlighter.take(palette);
    LineState::Data data = state.d ? *state.d : LineState::Data();
    const QList<FormatSpan> spans = highlighter.noteSpans(line, data);
    if (!state.d || *state.d != data)
        state.d = std::make_shared<const LineState::Data>(std::move(data));
    return spans;
}

QList<QList<FormatSpan>> CodeHighlighter::highlightCode(QStringView code, QStringView info, const Palette &palette)
{
    Private &highlighter = loaded();
    highlighter.take(palette);
    QList<QList<FormatSpan>> lines;
    const QString language = info.trimmed().toString();
    if (!highlighter.languageOf(language).isValid())
        return lines;
    Ksh::State state;
    for (const QStringView line : code.split(u'\n'))
        lines.append(highlighter.codeSpans(line, 0, language, state));
    return lines;
}

} // namespace tearsheet
