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
#include <utility>

namespace tearsheet {

using namespace Qt::StringLiterals;
namespace Ksh = KSyntaxHighlighting;

namespace {

QString definitionName()
{
    return u"Tearsheet Markdown"_s;
}

QTextCharFormat coloured(const QColor &colour)
{
    QTextCharFormat format;
    format.setForeground(colour);
    return format;
}

// The formats of our own definition, by name.
QTextCharFormat markdownFormat(const QString &name, const Palette &palette)
{
    QTextCharFormat format;
    if (name.startsWith("Heading"_L1)) {
        format = coloured(name == "Heading mark"_L1 ? palette.syntaxMarkup : palette.syntaxHeading);
        format.setFontWeight(QFont::DemiBold);
    } else if (name == "Strong"_L1) {
        format.setFontWeight(QFont::Bold);
    } else if (name == "Emphasis"_L1) {
        format.setFontItalic(true);
    } else if (name == "Strike"_L1) {
        format = coloured(palette.mutedText);
        format.setFontStrikeOut(true);
    } else if (name == "Highlight"_L1) {
        format.setBackground(palette.mark);
    } else if (name == "Code"_L1) {
        format = coloured(palette.syntaxString);
    } else if (name == "Link"_L1 || name == "Link display"_L1 || name == "Tag"_L1 || name == "Footnote"_L1) {
        format = coloured(palette.link);
    } else if (name == "Link subpath"_L1 || name == "Url"_L1) {
        format = coloured(palette.mutedText);
    } else if (name == "Task"_L1 || name == "Callout"_L1 || name == "Keyword"_L1) {
        format = coloured(palette.syntaxKeyword);
    } else if (name == "Math"_L1 || name == "String"_L1) {
        format = coloured(palette.syntaxString);
    } else if (name == "Comment"_L1) {
        format = coloured(palette.syntaxComment);
        format.setFontItalic(true);
    } else if (name != "Text"_L1) {
        format = coloured(palette.syntaxMarkup);
    }
    return format;
}

// The formats of the library's definitions, by their default style.
QTextCharFormat codeFormat(Ksh::Theme::TextStyle style, const Palette &palette)
{
    switch (style) {
    case Ksh::Theme::Keyword:
    case Ksh::Theme::ControlFlow:
    case Ksh::Theme::DataType:
    case Ksh::Theme::Import:
    case Ksh::Theme::BuiltIn:
        return coloured(palette.syntaxKeyword);
    case Ksh::Theme::String:
    case Ksh::Theme::VerbatimString:
    case Ksh::Theme::SpecialString:
    case Ksh::Theme::Char:
    case Ksh::Theme::SpecialChar:
        return coloured(palette.syntaxString);
    case Ksh::Theme::DecVal:
    case Ksh::Theme::BaseN:
    case Ksh::Theme::Float:
    case Ksh::Theme::Constant:
        return coloured(palette.syntaxNumber);
    case Ksh::Theme::Comment:
    case Ksh::Theme::Documentation:
    case Ksh::Theme::CommentVar: {
        QTextCharFormat format = coloured(palette.syntaxComment);
        format.setFontItalic(true);
        return format;
    }
    case Ksh::Theme::Function:
    case Ksh::Theme::Attribute:
    case Ksh::Theme::Preprocessor:
        return coloured(palette.syntaxHeading);
    default:
        return {};
    }
}

} // namespace

struct LineState::Data
{
    Ksh::State state;
};

LineState::LineState() : d(std::make_unique<Data>())
{}
LineState::~LineState() = default;
LineState::LineState(const LineState &other) : d(std::make_unique<Data>(*other.d))
{}
LineState::LineState(LineState &&) noexcept = default;
LineState &LineState::operator=(LineState &&) noexcept = default;

LineState &LineState::operator=(const LineState &other)
{
    if (this != &other)
        *d = *other.d;
    return *this;
}

bool LineState::operator==(const LineState &other) const
{
    return d->state == other.d->state;
}

/// Collects what the library says of one line.
struct CodeHighlighter::Private : public Ksh::AbstractHighlighter
{
    Ksh::Repository repository;
    QHash<int, QTextCharFormat> formats; // By the library's number of the format, for `palette`.
    const Palette *palette = nullptr;
    QList<FormatSpan> spans;

    Private()
    {
        loadResources();
        repository.addCustomSearchPath(u":/tearsheet"_s);
    }

    QList<FormatSpan> run(const QString &line, LineState &state, const Palette &colours)
    {
        if (palette != &colours) {
            palette = &colours;
            formats.clear();
        }
        spans.clear();
        state.d->state = highlightLine(line, state.d->state);
        return std::exchange(spans, {});
    }

    void applyFormat(int offset, int length, const Ksh::Format &format) override
    {
        if (length == 0)
            return;
        auto known = formats.constFind(format.id());
        if (known == formats.constEnd()) {
            const bool ours = format.isValid() && format.name().size() > 0 && isOurs(format);
            known = formats.insert(format.id(), ours ? markdownFormat(format.name(), *palette)
                                                     : codeFormat(format.textStyle(), *palette));
        }
        if (!known->isEmpty())
            spans.append({offset, length, *known});
    }

    bool isOurs(const Ksh::Format &format)
    {
        const auto own = repository.definitionForName(definitionName()).formats();
        return std::ranges::any_of(own, [&](const Ksh::Format &candidate) { return candidate.id() == format.id(); });
    }
};

CodeHighlighter::CodeHighlighter() = default;
CodeHighlighter::~CodeHighlighter() = default;

QList<FormatSpan> CodeHighlighter::highlightLine(const QString &line, LineState &state, const Palette &palette)
{
    if (!d)
        d = std::make_unique<Private>();
    if (d->definition().name() != definitionName())
        d->setDefinition(d->repository.definitionForName(definitionName()));
    return d->run(line, state, palette);
}

QList<QList<FormatSpan>> CodeHighlighter::highlightCode(const QString &code, const QString &language,
                                                        const Palette &palette)
{
    static const QHash<QString, QString> shorthand{
        {u"py"_s, u"Python"_s},  {u"js"_s, u"JavaScript"_s}, {u"ts"_s, u"TypeScript"_s}, {u"sh"_s, u"Bash"_s},
        {u"shell"_s, u"Bash"_s}, {u"yml"_s, u"YAML"_s},      {u"cpp"_s, u"C++"_s},       {u"rs"_s, u"Rust"_s},
        {u"golang"_s, u"Go"_s},  {u"r"_s, u"R Script"_s}};
    if (!d)
        d = std::make_unique<Private>();
    const Ksh::Definition definition = d->repository.definitionForName(shorthand.value(language.toLower(), language));
    QList<QList<FormatSpan>> lines;
    if (!definition.isValid())
        return lines;
    d->setDefinition(definition);
    LineState state;
    for (const QString &line : code.split(u'\n'))
        lines.append(d->run(line, state, palette));
    return lines;
}

} // namespace tearsheet
