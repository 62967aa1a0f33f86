// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/research/relationwords.h"

#include <memory>

namespace tearsheet {

/// `words`, as a user types them, as a word for `type`: one to four words of letters, digits, `-`, `&` and `'`, of
/// which none says that a relation ended, may come or failed, and none joins two others.
Result<OwnRelationWord> ownRelationWord(const QString &words, RelationType type);

/// Words for relations as a text: `words = relation` on a line each, `#` before a remark. Relations are named as
/// `relationName` has them, or as people call them. Fails at the first line that is none, or says words a second time.
Result<QList<OwnRelationWord>> parseRelationWords(QByteArrayView text);

/// The text that is parsed to `words`.
QByteArray relationWordsText(const QList<OwnRelationWord> &words);

/// The words for relations that a user has added for one vault, in a text file of the user's data folder. One thread.
class VaultWords
{
public:
    /// Those of the vault at `root`, an absolute, canonical path.
    explicit VaultWords(const QString &root);

    /// Where the file lies.
    const QString &path() const { return m_path; }

    /// Reads the file; none is no error. Where a line of it is wrong there are no words.
    Result<> load();

    const QList<OwnRelationWord> &all() const { return m_all; }

    /// Keeps `words` in place of those that were.
    Result<> keep(const QList<OwnRelationWord> &words);

    /// The standard words and these.
    std::shared_ptr<const RelationWords> table() const;

private:
    QString m_path;
    QList<OwnRelationWord> m_all;
};

} // namespace tearsheet
