// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/delimitedtext.h"
#include "ui/editor/filesession.h"

#include <optional>

namespace tearsheet {

/// One open file of delimited values: its cells, its bytes, and how they and the file stand. Two versions of it come
/// together by rows and cells.
class DelimitedSession : public FileSession
{
    Q_OBJECT

public:
    /// A session of the file at `path`, which holds `file`. `vault` outlives it.
    DelimitedSession(Vault *vault, NotePath path, const TextFile &file, QObject *parent);
    ~DelimitedSession() override;

    /// The cells as they are now; of a file that is no text, what it most likely says.
    const std::shared_ptr<const DelimitedGrid> &grid() const { return m_grid; }

    /// Which rows are others than in the revision before, where it is known.
    const std::optional<ChangedRows> &changedRows() const { return m_changed; }

    const QByteArray &bytes() const override { return m_bytes; }
    quint64 revision() const override { return m_revision; }
    void undo() override;
    void redo() override;
    int undoSteps() const override { return static_cast<int>(m_done.size()); }

    Merge mergeWithCopy(const QByteArray &copy) const override;

    /// Does `edit` as one undo step. Errors are those of `apply`.
    Result<> edit(const GridEdit &edit);

Q_SIGNALS:
    /// Other cells are shown.
    void gridChanged();

protected:
    void show(const TextFile &file, bool locked) override;
    Result<> change(const EditScript &script) override;
    bool canRedo() const override { return !m_undone.isEmpty(); }
    Merge mergeOf(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs) const override;

private:
    Result<> take(const EditScript &script, QList<EditScript> &back);

    QByteArray m_bytes;
    std::shared_ptr<const DelimitedGrid> m_grid;
    std::optional<ChangedRows> m_changed;
    QList<EditScript> m_done; // Each takes back a change, the last one last.
    QList<EditScript> m_undone;
    quint64 m_revision = 0;
};

} // namespace tearsheet
