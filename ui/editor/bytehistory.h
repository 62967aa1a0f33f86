// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/editscript.h"

#include <optional>

namespace tearsheet {

/// The bytes of a text at every undo step of the document that shows it.
///
/// A document that takes a deletion back restores the characters but not the line ends that the lines had; this does.
class ByteHistory
{
public:
    /// Forgets all changes.
    void clear();

    /// `before` was changed by `script`, after which the document stands at its undo step `step`. What had been undone
    /// until then is forgotten.
    void add(int step, const EditScript &script, QByteArrayView before);

    /// What `bytes`, the text as it is, were or will be at `step`; nothing if no known change lies between.
    std::optional<QByteArray> bytesAt(int step, QByteArray bytes) const;

    /// The text was led to its bytes at `step`.
    void goTo(int step) { m_done = countUpTo(step); }

private:
    struct Change
    {
        int step = 0;
        EditScript forth;
        EditScript back;
    };

    qsizetype countUpTo(int step) const;

    QList<Change> m_changes; // By ascending step.
    qsizetype m_done = 0;    // Those behind it have been undone.
};

} // namespace tearsheet
