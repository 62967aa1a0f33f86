// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/exportfile.h"

#include <QObject>
#include <QThreadPool>

#include <functional>

class QWidget;

namespace tearsheet {

class StatusLine;

/// Puts what is exported into files that the user chooses: made and written in a thread of its own, one after the
/// other, and told of in the status line.
class Exporting : public QObject
{
    Q_OBJECT

public:
    /// From the vault at `root`; asks over `window`, tells in `status`, which outlive it.
    Exporting(const QString &root, StatusLine *status, QWidget *window);

    /// What was begun is in its file when it is gone.
    ~Exporting() override;

    /// Asks for a file of `kind`, such as "csv", that may be called after `name`. Calls `chosen` with its path, unless
    /// `asker` is gone by then.
    void ask(const QString &title, const QString &name, const QString &kind, const QObject *asker,
             const std::function<void(const QString &path)> &chosen);

    /// Writes what `made` returns, which is called in the other thread, to `path`, and says `done` then.
    void write(const QString &path, const QString &done, std::function<Result<QByteArray>()> made,
               ExportKind kind = ExportKind::Other);

    /// Something is being written.
    bool isBusy() const { return m_running > 0; }

Q_SIGNALS:
    /// Something could not be written, as was said.
    void failed();

    /// Nothing is being written any more.
    void idle();

private:
    void finish(const Result<> &done, const QString &sentence);

    QString m_root;
    StatusLine *m_status;
    QWidget *m_window;
    int m_running = 0;
    QThreadPool m_pool; ///< One thread: of two exports to one file, the later one stays.
};

} // namespace tearsheet
