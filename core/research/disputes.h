// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/checkedclaims.h"

#include <QMutex>

namespace tearsheet {

/// What another place states in place of what a cell does.
struct OtherValue
{
    QByteArray raw;  ///< As written there.
    CellValue value; ///< What that means there.
    NotePath note;
    int line = 0;         ///< From 0.
    QByteArray when;      ///< When it holds; empty where nothing but the note's last update tells.
    bool isLater = false; ///< It is of a later time than the cell.
    bool isWeak = false;  ///< `isLater` is so only by when the notes were last changed.

    bool operator==(const OtherValue &) const = default;
};

/// A cell of a table with which other places disagree.
struct DisputedCell
{
    int table = -1; ///< Index into the note's `facts.tables`.
    int row = -1;   ///< Below the delimiter.
    int column = -1;
    ByteRange range;          ///< Of the cell, trimmed, in the text that was read.
    QByteArray raw;           ///< What stands there; a cell that says something else by now is another one.
    bool outdated = false;    ///< All that disagrees is of a later time; else something contradicts.
    QList<OtherValue> others; ///< The most important first.

    bool operator==(const DisputedCell &) const = default;
};

/// The cells of a note with which other places disagree, in the order of its text.
struct Disputes
{
    NotePath note;
    QList<DisputedCell> cells;

    bool operator==(const Disputes &) const = default;

    /// The cell at this place of a table, as long as it says `raw`; null where nobody disagrees with it.
    const DisputedCell *find(int table, int row, int column, QByteArrayView raw) const;
};

using DisputesPtr = std::shared_ptr<const Disputes>;

/// Those cells of `note` among `claims`, which are of the note. What is in `checked` and what is only older elsewhere
/// does not count.
Disputes disputesIn(const NotePath &note, const QList<Claim> &claims, const CheckedClaims &checked);

/// The claims of a vault for several who ask, each in a thread of the pool. Who asks first after a change brings them
/// up to date; another who asks meanwhile waits.
class SharedClaims
{
public:
    SharedClaims() : m_lexicons(std::make_shared<Lexicons>()), m_index(m_lexicons) {}

    /// What they are read with.
    Lexicons &lexicons() { return *m_lexicons; }

    /// Whom the tables of the snapshot are about, where the claims have been read before; nothing where nobody has
    /// asked for them yet, or somebody waits for them.
    KnownSubjects subjects(const Snapshot &snapshot);

    /// What `answer` says of the claims as `snapshot` has them.
    template <typename Answer>
    auto ask(const Snapshot &snapshot, const Answer &answer)
    {
        const QMutexLocker lock(&m_mutex);
        m_index.update(snapshot);
        m_read = true;
        return answer(std::as_const(m_index));
    }

private:
    QMutex m_mutex;
    std::shared_ptr<Lexicons> m_lexicons;
    ClaimIndex m_index;
    bool m_read = false; ///< Some snapshot's.
};

} // namespace tearsheet
