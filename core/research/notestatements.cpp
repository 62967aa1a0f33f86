// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/notestatements.h"

#include "core/research/claimpairs.h"
#include "core/research/statementreader.h"

namespace tearsheet {

namespace {

// What only tells scopes apart is not kept where there are none.
void forgetSurroundings(Statement &statement)
{
    if (statement.metric.term && (statement.metric.term->scoped || statement.metric.term->deal))
        return;
    statement.context = {};
    statement.topic = {};
    if (!statement.metric.term || !without(statement.metric.name, statement.topicName).isEmpty())
        statement.topicName = {};
    statement.sectionWords = {};
    statement.named = {};
}

} // namespace

NoteReading readNote(const std::shared_ptr<const FileEntry> &file, Lexicon &lexicon)
{
    auto note = std::make_shared<NoteStatements>();
    note->file = file;
    const StatementFilter only{.claims = true};
    StatementReader reader(*file, lexicon, only);
    note->statements = reader.read();
    note->subjects = reader.takeSubjects();
    for (Statement &statement : note->statements)
        forgetSurroundings(statement);
    note->statements.squeeze();
    note->figures.reserve(note->statements.size());
    for (const Statement &statement : std::as_const(note->statements))
        note->figures.append(figureKey(statement));
    note->asked = lexicon.names.takeAsked();
    return {.note = std::move(note), .said = reader.takeSaid()};
}

} // namespace tearsheet
