// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/snapshot.h"

#include <QHash>

namespace tearsheet {

/// Other names for the companies, people and products of a vault, wherever they stand in it: what rules know of those
/// by name does not hold for a copy of the vault with them.
///
/// Words of a name that the vault also writes in small letters are words of the language, which stay; a name of such
/// words alone changes as a whole. The other words change everywhere, each into one of the same length and case that
/// the vault does not have.
class OtherNames
{
public:
    explicit OtherNames(const Snapshot &snapshot);

    /// How many words and names change.
    qsizetype count() const { return m_words.size() + m_names.size(); }

    QByteArray in(QByteArrayView text) const;
    NotePath of(const NotePath &path) const;

private:
    QByteArray made(const QByteArray &like);

    QSet<QByteArray> m_taken;                  // Words of the vault in small letters, and those that were made.
    QHash<QByteArray, QByteArray> m_words;     // Of one word.
    QHash<QByteArray, QByteArrayList> m_begin; // Names of several words by the first one, the longest first.
    QHash<QByteArray, QByteArray> m_names;
    quint32 m_number = 0;
};

} // namespace tearsheet
