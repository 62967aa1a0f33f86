// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/codehighlighter.h"

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
    {"Mark"_L1, &Palette::faintText},
    {"Front matter mark"_L1, &Palette::faintText},
    {"Property"_L1, &Palette::syntaxHeading},
    {"String"_L1, &Palette::syntaxString},
    {"Number"_L1, &Palette::syntaxNumber},
    {"Keyword"_L1, &Palette::syntaxKeyword},
    {.name = "Heading 1 mark"_L1, .colour = &Palette::faintText, .reach = Heading1},
    {.name = "Heading 2 mark"_L1, .colour = &Palette::faintText, .reach = Heading2},
    {.name = "Heading 3 mark"_L1, .colour = &Palette::faintText, .reach = Heading3},
    {"Quote mark"_L1, &Palette::faintText},
    {.name = "Callout mark"_L1, .colour = &Palette::syntaxKeyword, .bold = true, .reach = Strong},
    {.name = "List mark"_L1, .colour = &Palette::accent, .bold = true},
    {.name = "Task open"_L1, .colour = &Palette::syntaxKeyword, .bold = true},
    {"Task"_L1, &Palette::faintText},
    {"Table mark"_L1, &Palette::faintText},
    {.name = "Strong mark"_L1, .colour = &Palette::faintText, .reach = Strong},
    {.name = "Emphasis mark"_L1, .colour = &Palette::faintText, .reach = Emphasis},
    {.name = "Strike mark"_L1, .colour = &Palette::faintText, .reach = Strike},
    {.name = "Highlight mark"_L1, .colour = &Palette::faintText, .background = &Palette::mark, .reach = Highlight},
    {"Escape"_L1, &Palette::faintText},
    {"Code"_L1, &Palette::syntaxString, &Palette::code},
    {"Fence mark"_L1, &Palette::faintText},
    {"Fence end"_L1, &Palette::faintText},
    {"Link mark"_L1, &Palette::faintText},
    {"Link"_L1, &Palette::link},
    {"Link subpath"_L1, &Palette::mutedText},
    {.name = "Link display"_L1, .colour = &Palette::link, .italic = true},
    {"Url"_L1, &Palette::mutedText},
    {"Tag"_L1, &Palette::syntaxKeyword, &Palette::code},
    {"Math"_L1, &Palette::syntaxNumber},
    {"Footnote"_L1, &Palette::link},
    {"Block id"_L1, &Palette::faintText},
    {"Html"_L1, &Palette::faintText},
    {.name = "Comment"_L1, .colour = &Palette::faintText, .italic = true},
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
        return formatOf(Look{.colour = &Palette::faintText, .italic = true}, palette);
    case Ksh::Theme::Function:
    case Ksh::Theme::Attribute:
    case Ksh::Theme::Preprocessor:
        return formatOf(Look{.colour = &Palette::syntaxHeading}, palette);
    default:
        return {};
    }
}

/// What a piece of a line in one format means to us.
struct Ink
{
    QTextCharFormat format;
    quint8 reach = None;
    bool isFence = false; ///< The line that opens a fence.
    bool isCode = false;  ///< A line inside of one.
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

/// Where a line ends: in the note, and in the code of the fence around it.
struct FenceState : LineStateData
{
    Ksh::State note;
    QString info; ///< Of the fence that the line ends in.
    Ksh::State code;

    bool equals(const LineStateData &other) const override
    {
        const auto &state = static_cast<const FenceState &>(other);
        return note == state.note && info == state.info && code == state.code;
    }
};

/// Highlights with KSyntaxHighlighting.
class Engine : public CodeEngine
{
public:
    Engine()
    {
        m_repository.addCustomSearchPath(u":/tearsheet"_s);
        m_markdown = m_repository.definitionForName(u"Tearsheet Markdown"_s);
    }

    QList<FormatSpan> highlightLine(QStringView line, LineState &state, const Palette &colours) override
    {
        take(colours);
        const auto *const before = static_cast<const FenceState *>(state.d.get());
        FenceState data = before ? *before : FenceState();
        const QList<FormatSpan> spans = spansOf(line, 0, m_markdown, data.note, &data);
        if (!before || !before->equals(data))
            state.d = std::make_shared<const FenceState>(std::move(data));
        return spans;
    }

    QList<QList<FormatSpan>> highlightCode(QStringView code, QStringView info, const Palette &colours) override
    {
        take(colours);
        QList<QList<FormatSpan>> lines;
        const Ksh::Definition definition = languageOf(info.trimmed().toString());
        if (!definition.isValid())
            return lines;
        Ksh::State state;
        for (const QStringView line : code.split(u'\n'))
            lines.append(spansOf(line, 0, definition, state));
        return lines;
    }

private:
    void take(const Palette &colours)
    {
        if (colours != m_palette) {
            m_palette = colours;
            m_inks.clear();
        }
    }

    const Ink &inkOf(const Ksh::Format &format, const Ksh::Definition &definition)
    {
        const auto known = m_inks.constFind(format.id());
        if (known != m_inks.constEnd())
            return *known;
        Ink ink;
        if (definition != m_markdown) {
            ink.format = formatOf(format.textStyle(), m_palette);
        } else {
            const QString name = format.name();
            const auto *const look = std::ranges::find(looks, name, &Look::name);
            if (look != std::end(looks))
                ink = {formatOf(*look, m_palette), look->reach};
            ink.isFence = name == "Fence mark"_L1;
            ink.isCode = name == "Code block"_L1;
        }
        return *m_inks.insert(format.id(), ink);
    }

    Ksh::Definition languageOf(const QString &info)
    {
        const auto known = m_languages.constFind(info);
        if (known != m_languages.constEnd())
            return *known;
        static const QHash<QString, QString> names{{u"shell"_s, u"bash"_s},      {u"console"_s, u"bash"_s},
                                                   {u"golang"_s, u"go"_s},       {u"jsonc"_s, u"json"_s},
                                                   {u"md"_s, m_markdown.name()}, {u"markdown"_s, m_markdown.name()}};
        const auto end = std::ranges::find_if(info, [](QChar c) { return c.isSpace() || c == u'{' || c == u','; });
        const QString written = info.first(end - info.begin()).toLower();
        const QString name = names.value(written, written);
        Ksh::Definition found = m_repository.definitionForName(name);
        if (!found.isValid() && !name.isEmpty())
            found = m_repository.definitionForFileName(u"code."_s + name);
        return *m_languages.insert(info, found);
    }

    /// Formats of `line`, whose first character is number `offset` of its paragraph. With `note`, the code in fences
    /// is coloured too.
    QList<FormatSpan> spansOf(QStringView line, int offset, const Ksh::Definition &definition, Ksh::State &state,
                              FenceState *note = nullptr)
    {
        QList<FormatSpan> spans;
        if (!definition.isValid())
            return spans;
        quint8 reach = None;
        bool inFence = line.isEmpty();
        for (const Piece &piece : m_pieces.of(line, definition, state)) {
            const Ink ink = inkOf(piece.format, definition);
            if (note && ink.isCode) {
                inFence = true;
                spans +=
                    spansOf(line.sliced(piece.start, piece.length), piece.start, languageOf(note->info), note->code);
                continue;
            }
            if (note && ink.isFence) {
                inFence = true;
                const QStringView mark = line.sliced(piece.start);
                const auto behind = std::ranges::find_if(mark, [&](QChar c) { return c != mark.front(); });
                note->info = mark.sliced(behind - mark.begin()).trimmed().toString();
                note->code = {};
            }
            // A mark does not look like what it reaches over; only a heading is one thing with its mark.
            const quint8 over = (reach & ~ink.reach) | (ink.reach & Headings);
            QTextCharFormat format = ink.format;
            if (over != None) {
                format = formatOf(over, m_palette);
                format.merge(ink.format);
            }
            reach ^= ink.reach;
            if (!format.isEmpty())
                spans.append({offset + piece.start, piece.length, format});
        }
        if (note && !inFence) {
            note->info.clear();
            note->code = {};
        }
        return spans;
    }

    Ksh::Repository m_repository;
    Ksh::Definition m_markdown;
    QHash<QString, Ksh::Definition> m_languages; ///< By the info of a fence.
    QHash<int, Ink> m_inks;                      ///< By the library's number of the format, for `m_palette`.
    Palette m_palette;
    Pieces m_pieces;
};

} // namespace

/// What this library gives to the program.
class CodePluginObject : public QObject, public CodePlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID "tearsheet.CodePlugin/1")
    Q_INTERFACES(tearsheet::CodePlugin)

public:
    std::unique_ptr<CodeEngine> makeEngine() override { return std::make_unique<Engine>(); }
};

} // namespace tearsheet

#include "codeplugin.moc"
