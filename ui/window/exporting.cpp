// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/exporting.h"

#include "ui/window/statusline.h"

#include <QFileDialog>

#include <utility>

namespace tearsheet {

using namespace Qt::StringLiterals;

Exporting::Exporting(const QString &root, StatusLine *status, QWidget *window)
    : QObject(window), m_root(root), m_status(status), m_window(window)
{
    m_pool.setMaxThreadCount(1);
}

Exporting::~Exporting()
{
    m_pool.waitForDone();
}

void Exporting::ask(const QString &title, const QString &name, const QString &kind, const QObject *asker,
                    const std::function<void(const QString &path)> &chosen)
{
    auto *const dialog = new QFileDialog(m_window, title);
    dialog->setObjectName(u"exportDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(kind);
    QString file = name;
    for (QChar &c : file) {
        if (u"/\\:*?\"<>|"_s.contains(c))
            c = u' ';
    }
    dialog->selectFile(file.simplified().left(100) + u'.' + kind);
    connect(dialog, &QFileDialog::fileSelected, asker, chosen);
    dialog->open();
}

void Exporting::write(const QString &path, const QString &done, std::function<Result<QByteArray>()> made,
                      ExportKind kind)
{
    ++m_running;
    m_status->say(tr("Writing %1…").arg(path));
    m_pool.start([this, path, done, made = std::move(made), kind, root = m_root] {
        const Result<QByteArray> bytes = made();
        const Result<> written = bytes ? writeExport(path, *bytes, root, kind) : std::unexpected(bytes.error());
        QMetaObject::invokeMethod(this, [this, written, done] { finish(written, done); }, Qt::QueuedConnection);
    });
}

void Exporting::finish(const Result<> &done, const QString &sentence)
{
    --m_running;
    m_status->say(done ? sentence : done.error().sentence);
    if (!done)
        Q_EMIT failed();
    if (m_running == 0)
        Q_EMIT idle();
}

} // namespace tearsheet
