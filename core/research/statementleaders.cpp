// SPDX-License-Identifier: GPL-3.0-or-later

// Tables of those who lead the company of a note: "Role | Name", in either order.
#include "core/research/columnmeanings.h"
#include "core/research/rowmeaning.h"
#include "core/research/statementreader.h"
#include "core/table/cellcursor.h"

#include <algorithm>
#include <array>

namespace tearsheet {

namespace {

struct Role
{
    std::string_view words;
    QByteArrayView name;
};

constexpr auto Roles = std::to_array<Role>({
    {"ceo", "ceo"},
    {"chief executive", "ceo"},
    {"chief executive officer", "ceo"},
    {"group ceo", "ceo"},
    {"co ceo", "ceo"},
    {"cfo", "cfo"},
    {"chief financial officer", "cfo"},
    {"coo", "coo"},
    {"chief operating officer", "coo"},
    {"cto", "cto"},
    {"chief technology officer", "cto"},
    {"chair", "chair"},
    {"chairman", "chair"},
    {"chairwoman", "chair"},
    {"chairperson", "chair"},
    {"executive chairman", "chair"},
    {"executive chair", "chair"},
    {"board chair", "chair"},
    {"president", "president"},
    {"founder", "founder"},
    {"co founder", "founder"},
});

} // namespace

QList<QByteArray> rolesNamed(QByteArrayView label)
{
    constexpr qsizetype Longest = 80;
    QByteArray all = label.first(std::min(label.size(), Longest)).toByteArray();
    all.replace(" and ", "/").replace('&', '/');
    QList<QByteArray> roles;
    for (const QByteArray &part : all.split(',')) {
        bool any = false;
        for (const QByteArray &one : part.split('/')) {
            LabelWords phrase;
            readLabel(one, phrase);
            const auto role = std::ranges::find(Roles, phrase.part(0, phrase.outer), &Role::words);
            if (role == Roles.end())
                continue;
            any = true;
            if (!roles.contains(role->name))
                roles.append(role->name.toByteArray());
        }
        // "CEO, Rigging" leads a part.
        if (!any)
            return {};
    }
    return roles;
}

void StatementReader::readLeaders()
{
    constexpr std::string_view RoleHeaders[] = {"role", "roles", "position", "title"};
    constexpr std::string_view NameHeaders[] = {"name", "person", "executive", "leader", "who"};
    const int roles = columnHeaded(m_shape, RoleHeaders);
    const int names = roles < 0 ? -1 : columnHeaded(m_shape, NameHeaders);
    if (names < 0 || m_around.type() != NoteType::Thing || !isWanted(m_around.own()))
        return;
    const TableOutline &outline = m_file.note->facts.tables.at(m_number);
    m_around.enter(outline.heading, outline.range);
    if (!isOfLeaders())
        return;
    for (int row = 0; row < m_table.rows.size(); ++row) {
        for (const QByteArray &role : rolesNamed(cell(row, roles).in(m_text)))
            addLeader(role, row, names);
    }
}

bool StatementReader::isOfLeaders() const
{
    constexpr std::string_view Words[] = {"leadership", "leader",     "management", "executive",    "team", "board",
                                          "founder",    "governance", "people",     "organization", "key"};
    return !m_around.section().subject.isValid()
           && std::ranges::all_of(wordsOf(m_around.section().words),
                                  [&](std::string_view word) { return isOneOf(word, Words); });
}

void StatementReader::addLeader(const QByteArray &role, int row, int column)
{
    const ByteRange range = cell(row, column);
    Statement statement{.subject = m_around.own(), .metric = {.name = role}, .value = readCell(range.in(m_text))};
    if (range.isEmpty() || statement.value.kind == CellKind::Missing)
        return;
    statement.own = true;
    statement.sheet = true;
    statement.section = m_file.note->facts.tables.at(m_number).heading;
    statement.place = {.table = m_number, .row = row, .column = column, .line = firstLine() + row, .range = range};
    m_around.complete(statement, {}, {}, {});
    m_statements.append(std::move(statement));
}

} // namespace tearsheet
