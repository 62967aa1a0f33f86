// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/section.h"
#include "core/research/statement.h"

#include <optional>

namespace tearsheet {

/// What a note says of a statement beside the statement itself: what section and note are about, and when it holds.
class Surroundings
{
public:
    Surroundings(const FileEntry &file, Lexicon &lexicon);

    NoteType type() const { return m_type; }
    const Subject &own() const { return m_own; } ///< The note's subject.
    const QByteArray &ownWords();                ///< The words of its name.
    /// The time that the note's name says: "2026-03-31", "Listings of 2026"; invalid where it says none.
    Period timeNamed() const;

    QDate noted() const { return m_noted; } ///< When the note was last changed, as far as it says; null else.
    const Section &section() const { return m_section; }

    /// The firm on which the note is a thesis, as its name says: "Short Kestrel"; invalid where it is none.
    Subject thesisOn() const;

    /// Goes on to a section: that of heading `heading`, with the line that leads to what begins at `range`.
    void enter(int heading, ByteRange range);

    /// The words of a subject's name, as they stand in phrases.
    const QByteArray &nameOf(const Subject &subject) { return around(subject).name; }

    /// Adds what stands around a statement: scope, topic and time. `context` and `periodBehind` stand behind the value,
    /// `rowPeriod` is of its row.
    void complete(Statement &statement, const QByteArray &context, const Period &rowPeriod, const Period &periodBehind);

private:
    // What is the same for all that a section says of one subject.
    struct Around
    {
        NameHash subject = 0;
        QByteArray name;
        QByteArray context;
        QByteArray topic;
        QByteArray topicName;
        QByteArray section;
    };

    const Around &around(const Subject &subject);
    const QByteArray &symbols(); // The words of its other names of one word.
    QByteArray namedWords(const QByteArray &scope) const;
    bool isOver(const Period &period) const;
    void setPeriod(Statement &statement, const Period &rowPeriod, const Period &periodBehind) const;

    const FileEntry &m_file;
    Lexicon &m_lexicon;
    Names &m_names;
    NoteType m_type;
    Subject m_own;
    QDate m_noted;
    // Made when they are first needed: most notes say nothing.
    std::optional<QByteArray> m_ownWords;
    std::optional<QByteArray> m_symbols;
    std::optional<Topic> m_topic;
    Section m_section;
    QList<QByteArray> m_brands; // Names of what the note's subject has, which would mean the note.
    QByteArray m_brand; // `wordSet` of another name of the note's subject, where the section is of what has that name.
    Around m_around;
};

} // namespace tearsheet
