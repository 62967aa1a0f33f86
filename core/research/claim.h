// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/figureindex.h"
#include "core/research/verdict.h"

namespace tearsheet {

/// Of whom the tables of a vault say something, as far as they have been read. Any thread; cheap to copy.
class KnownSubjects
{
public:
    KnownSubjects() = default;
    KnownSubjects(QHash<NotePath, int> slots_, QList<std::shared_ptr<const NoteStatements>> notes)
        : m_slots(std::move(slots_)), m_notes(std::move(notes))
    {}

    /// Of whom those of a note do; null where nobody has read it.
    const SubjectPlaces *in(const NotePath &note) const;

private:
    QHash<NotePath, int> m_slots; ///< Indexes into `m_notes`.
    QList<std::shared_ptr<const NoteStatements>> m_notes;
};

/// Two statements of the same subject, metric and scope in different places.
struct Claim
{
    struct Side
    {
        std::shared_ptr<const NoteStatements> note;
        std::shared_ptr<const Statement> statement; ///< One of its `statements`, or made of a figure that it says.

        const Statement &operator*() const { return *statement; }
        const Statement *operator->() const { return statement.get(); }
    };

    Side a; ///< The one whose place comes first.
    Side b;
    Judgement judgement;
    double score = 0; ///< How much it matters, 0 to 1: how far apart, how sure, how often the subject is linked.

    /// The one that says more of what both are of.
    const Side &naming() const;
};

/// All claims of a vault, kept up to date note by note. One thread; about half a kilobyte for each statement.
class ClaimIndex
{
public:
    /// Looks up in `lexicons`, which others may share.
    explicit ClaimIndex(std::shared_ptr<Lexicons> lexicons = std::make_shared<Lexicons>())
        : m_lexicons(std::move(lexicons))
    {}

    /// Reads what differs from the snapshot of the last call: notes that changed, and those that say a name which came
    /// or went. The first call reads the whole vault in all cores.
    void update(const Snapshot &snapshot);

    /// Every claim, most important first.
    QList<Claim> claims() const;

    /// The claims about a subject; about what is stated in a note.
    QList<Claim> about(NameHash subject) const;
    QList<Claim> in(const NotePath &note) const;

    /// Figures that go out of date and say no time: of a note, or of all where `note` is empty, in the order of the
    /// notes.
    QList<Claim::Side> undated(const NotePath &note) const;

    /// The comparable statements of a note, null where it has none.
    std::shared_ptr<const NoteStatements> statements(const NotePath &note) const;

    /// Whom the tables are about that have been read.
    KnownSubjects subjects() const;

    /// How many statements are kept.
    qsizetype statementCount() const;

private:
    struct Ref
    {
        int note; ///< Index into `m_notes`.
        int statement;

        auto operator<=>(const Ref &) const = default;
    };

    struct Pair
    {
        Ref a;
        Ref b;
        Judgement judgement;

        std::pair<Ref, Ref> refs() const { return {a, b}; }
    };

    /// Statements of one subject and metric, or of one subject and figure, with the pairs among them.
    struct Group
    {
        bool ofFigure = false;
        QList<Ref> refs;
        QList<Pair> pairs; ///< By `refs`.
    };

    struct GroupKey
    {
        quint64 key;
        bool ofFigure;
    };

    static QVarLengthArray<GroupKey, 2> groupsOf(const NoteStatements &note, qsizetype statement);
    void setNote(int slot, std::shared_ptr<const NoteStatements> note, QList<quint64> &touched);
    void pair(Group &group) const;
    const Statement &at(Ref ref) const;
    Claim::Side side(Ref ref) const;
    bool isJudged(int note, int otherNote, const FigurePair &pair) const;
    std::pair<int, int> statementsAt(int note, const StatementPlace &place) const;
    static void append(Claim claim, QList<Claim> &claims);
    void append(const Pair &pair, QList<Claim> &claims) const;
    void append(FigureIndex::Ref a, FigureIndex::Ref b, const FigurePair &pair, QList<Claim> &claims) const;
    void finish(QList<Claim> &claims) const;

    std::shared_ptr<Lexicons> m_lexicons;
    Snapshot m_snapshot;
    QList<std::shared_ptr<const NoteStatements>> m_notes; ///< Null where a slot is free.
    QList<int> m_free;
    QHash<NotePath, int> m_slots;
    QHash<quint64, Group> m_groups;
    FigureIndex m_figures;
    QHash<NameHash, QList<quint64>> m_subjects; ///< Keys of a subject's groups.
};

} // namespace tearsheet
