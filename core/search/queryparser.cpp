// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/queryparser.h"

#include <QObject>

#include <algorithm>
#include <array>
#include <utility>

namespace tearsheet {

namespace {

constexpr int DeepestNesting = 100;

struct Operator
{
    QStringView name;
    QueryKind kind;
};

constexpr std::array Operators{
    Operator{u"file", QueryKind::File},          Operator{u"path", QueryKind::Path},
    Operator{u"content", QueryKind::Content},    Operator{u"match-case", QueryKind::Case},
    Operator{u"ignore-case", QueryKind::Case},   Operator{u"tag", QueryKind::Tag},
    Operator{u"line", QueryKind::Line},          Operator{u"block", QueryKind::Block},
    Operator{u"section", QueryKind::Section},    Operator{u"task", QueryKind::Task},
    Operator{u"task-todo", QueryKind::TaskTodo}, Operator{u"task-done", QueryKind::TaskDone},
};

std::unexpected<Error> wrong(const QString &sentence)
{
    return failure(ErrorCode::Usage, {}, sentence);
}

class Parser
{
public:
    Parser(QStringView text, bool matchCase) : m_text(text), m_matchCase(matchCase) {}

    Result<std::optional<QueryNode>> run()
    {
        Result<QueryNode> node = any();
        if (!node)
            return std::unexpected(node.error());
        if (m_at < m_text.size())
            return wrong(QObject::tr("The query has a closing parenthesis too many, at character %1.").arg(m_at + 1));
        if (node->kind == QueryKind::All && node->children.empty())
            return std::nullopt;
        return std::move(*node);
    }

private:
    bool atEnd() const { return m_at >= m_text.size(); }
    QChar here() const { return atEnd() ? QChar() : m_text.at(m_at); }
    void skipBlanks()
    {
        while (!atEnd() && here().isSpace())
            ++m_at;
    }

    // What ends a list of terms here.
    bool atClose() const { return atEnd() || here() == u')' || (m_inProperty && here() == u']'); }

    bool atOr() const
    {
        if (!m_text.sliced(m_at).startsWith(u"OR"))
            return false;
        const QChar next = m_at + 2 < m_text.size() ? m_text.at(m_at + 2) : QChar(u' ');
        return next.isSpace() || next == u'(' || next == u')' || next == u'"' || (m_inProperty && next == u']');
    }

    Result<QueryNode> any()
    {
        QueryNode node{.kind = QueryKind::Any};
        do {
            Result<QueryNode> part = all();
            if (!part)
                return part;
            // An OR with nothing at one side of it is no choice.
            if (part->kind != QueryKind::All || !part->children.empty())
                node.children.push_back(std::move(*part));
        } while (takeOr());
        if (node.children.size() == 1)
            return std::move(node.children.front());
        if (node.children.empty())
            node.kind = QueryKind::All;
        return node;
    }

    bool takeOr()
    {
        skipBlanks();
        if (atEnd() || !atOr())
            return false;
        m_at += 2;
        return true;
    }

    Result<QueryNode> all()
    {
        QueryNode node{.kind = QueryKind::All};
        for (skipBlanks(); !atClose() && !atOr(); skipBlanks()) {
            Result<QueryNode> part = unary();
            if (!part)
                return part;
            node.children.push_back(std::move(*part));
        }
        return node.children.size() == 1 ? std::move(node.children.front()) : std::move(node);
    }

    Result<QueryNode> unary()
    {
        const bool negated =
            here() == u'-' && m_at + 1 < m_text.size() && !m_text.at(m_at + 1).isSpace() && m_text.at(m_at + 1) != u')';
        if (!negated)
            return atom();
        ++m_at;
        if (++m_depth > DeepestNesting)
            return tooDeep();
        Result<QueryNode> inner = unary();
        --m_depth;
        if (!inner)
            return inner;
        QueryNode node{.kind = QueryKind::None};
        node.children.push_back(std::move(*inner));
        return node;
    }

    Result<QueryNode> atom()
    {
        switch (here().unicode()) {
        case u'"':
            return phrase();
        case u'(':
            return group();
        case u'[':
            if (!m_inProperty)
                return property();
            break;
        case u'/':
            if (const qsizetype close = regexEnd(); close > 0)
                return regex(close);
            break;
        case u'<':
        case u'>':
            if (m_inProperty)
                return bound();
            break;
        default:
            break;
        }
        if (!m_inProperty) {
            if (const Operator *const op = takeOperator())
                return operand(*op);
        }
        return word();
    }

    static std::unexpected<Error> tooDeep() { return wrong(QObject::tr("The query is nested too deeply.")); }

    Result<QueryNode> group()
    {
        const qsizetype open = m_at++;
        if (++m_depth > DeepestNesting)
            return tooDeep();
        Result<QueryNode> inner = any();
        --m_depth;
        if (!inner)
            return inner;
        if (here() != u')')
            return wrong(QObject::tr("The parenthesis at character %1 is not closed.").arg(open + 1));
        ++m_at;
        return inner;
    }

    const Operator *takeOperator()
    {
        for (const Operator &op : Operators) {
            const QStringView rest = m_text.sliced(m_at);
            if (rest.size() > op.name.size() && rest.at(op.name.size()) == u':'
                && rest.first(op.name.size()).compare(op.name, Qt::CaseInsensitive) == 0) {
                m_at += op.name.size() + 1;
                return &op;
            }
        }
        return nullptr;
    }

    Result<QueryNode> operand(const Operator &op)
    {
        skipBlanks();
        const bool outerCase = m_matchCase;
        if (op.kind == QueryKind::Case)
            m_matchCase = op.name.startsWith(u'm');
        QueryNode node{.kind = op.kind};
        if (!atClose() && !atOr()) {
            if (++m_depth > DeepestNesting)
                return tooDeep();
            Result<QueryNode> inner = unary();
            --m_depth;
            if (!inner)
                return inner;
            node.children.push_back(std::move(*inner));
        } else if (op.kind >= QueryKind::Task && op.kind <= QueryKind::TaskDone) {
            node.children.push_back(literal({}, true));
        } else {
            return wrong(QObject::tr("%1: needs something to look for.").arg(op.name));
        }
        m_matchCase = outerCase;
        return node;
    }

    QueryNode literal(const QString &text, bool quoted) const
    {
        return {.kind = QueryKind::Text,
                .children = {},
                .matcher = Literal(text, m_matchCase, quoted),
                .text = text,
                .quoted = quoted,
                .matchCase = m_matchCase};
    }

    Result<QueryNode> phrase()
    {
        const qsizetype open = m_at;
        const std::optional<QString> text = quotedText();
        if (!text)
            return wrong(QObject::tr("The quotation mark at character %1 is not closed.").arg(open + 1));
        return literal(*text, true);
    }

    std::optional<QString> quotedText()
    {
        QString text;
        for (++m_at; !atEnd(); ++m_at) {
            if (here() == u'"') {
                ++m_at;
                return text;
            }
            const bool escaped = here() == u'\\' && m_at + 1 < m_text.size()
                                 && (m_text.at(m_at + 1) == u'"' || m_text.at(m_at + 1) == u'\\');
            m_at += escaped;
            text += here();
        }
        return std::nullopt;
    }

    // Where the expression that begins here closes; a slash that nothing closes is an ordinary character.
    qsizetype regexEnd() const
    {
        bool inClass = false;
        for (qsizetype i = m_at + 1; i < m_text.size(); ++i) {
            const QChar c = m_text.at(i);
            if (c == u'\\')
                ++i;
            else if (c == u'[')
                inClass = true;
            else if (c == u']')
                inClass = false;
            else if (c == u'/' && !inClass)
                return i > m_at + 1 ? i : 0;
        }
        return 0;
    }

    Result<QueryNode> regex(qsizetype close)
    {
        const QStringView expression = m_text.sliced(m_at + 1, close - m_at - 1);
        m_at = close + 1;
        Result<Pattern> pattern = Pattern::compile(expression, m_matchCase);
        if (!pattern)
            return std::unexpected(pattern.error());
        return QueryNode{.kind = QueryKind::Text,
                         .children = {},
                         .matcher = std::move(*pattern),
                         .text = expression.toString(),
                         .matchCase = m_matchCase};
    }

    Result<QueryNode> word()
    {
        const qsizetype begin = m_at;
        const auto ends = [&](QChar c) {
            return c.isSpace() || c == u'"' || c == u'(' || c == u')' || (m_inProperty && (c == u']' || c == u':'));
        };
        do {
            ++m_at;
        } while (!atEnd() && !ends(here()));
        return literal(m_text.sliced(begin, m_at - begin).toString(), false);
    }

    Result<QueryNode> property()
    {
        const qsizetype open = m_at++;
        m_inProperty = true;
        QueryNode node{.kind = QueryKind::Property};
        const Result<> parts = propertyParts(node);
        m_inProperty = false;
        if (!parts)
            return std::unexpected(parts.error());
        if (here() != u']')
            return wrong(QObject::tr("The bracket at character %1 is not closed.").arg(open + 1));
        ++m_at;
        return node;
    }

    Result<> propertyParts(QueryNode &node)
    {
        const qsizetype begin = m_at;
        Result<QueryNode> key = propertyKey();
        if (!key)
            return std::unexpected(key.error());
        if (key->kind == QueryKind::All && key->children.empty())
            return wrong(QObject::tr("The brackets at character %1 need the name of a property.").arg(begin));
        node.children.push_back(std::move(*key));
        skipBlanks();
        if (here() != u':')
            return {};
        ++m_at;
        Result<QueryNode> value = any();
        if (!value)
            return std::unexpected(value.error());
        if (value->kind != QueryKind::All || !value->children.empty())
            node.children.push_back(std::move(*value));
        return {};
    }

    // Unquoted, a key may have blanks: [release date:2026].
    Result<QueryNode> propertyKey()
    {
        skipBlanks();
        if (here() == u'"' || here() == u'(' || here() == u'/')
            return unary();
        const qsizetype begin = m_at;
        while (!atEnd() && here() != u':' && here() != u']')
            ++m_at;
        const QStringView key = m_text.sliced(begin, m_at - begin).trimmed();
        return key.isEmpty() ? QueryNode{} : literal(key.toString(), true);
    }

    Result<QueryNode> bound()
    {
        QueryNode node{.kind = here() == u'<' ? QueryKind::Below : QueryKind::Above};
        ++m_at;
        skipBlanks();
        if (atClose())
            return wrong(QObject::tr("A comparison needs a number or a date behind it."));
        const Result<QueryNode> value = here() == u'"' ? phrase() : word();
        if (!value)
            return value;
        node.text = value->text;
        return node;
    }

    QStringView m_text;
    qsizetype m_at = 0;
    int m_depth = 0;
    bool m_matchCase;
    bool m_inProperty = false;
};

// In a value the bare word null means that there is none.
void markNulls(QueryNode &node, bool inValue)
{
    if (inValue && node.kind == QueryKind::Text && !node.quoted && node.text.compare(u"null", Qt::CaseInsensitive) == 0)
        node.kind = QueryKind::IsNull;
    for (size_t i = 0; i < node.children.size(); ++i)
        markNulls(node.children[i], inValue || (node.kind == QueryKind::Property && i == 1));
}

} // namespace

Result<std::optional<QueryNode>> parseQuery(QStringView text, bool matchCase)
{
    Result<std::optional<QueryNode>> node = Parser(text.trimmed(), matchCase).run();
    if (node && *node)
        markNulls(**node, false);
    return node;
}

} // namespace tearsheet
