// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/deleting.h"

#include "core/vault/deletion.h"
#include "ui/window/quickswitcher.h"
#include "ui/window/statusline.h"

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

QString count(qsizetype number, const QString &one, const QString &many)
{
    return number == 1 ? one : many.arg(number);
}

} // namespace

Deleting::Deleting(Vault *vault, StatusLine *status, QuickSwitcher *switcher, QObject *parent)
    : QObject(parent), m_vault(vault), m_status(status), m_switcher(switcher)
{
    connect(vault, &Vault::removed, this, &Deleting::tell);
}

void Deleting::ask(const QString &path)
{
    m_switcher->open(tr("Delete %1?").arg(path.section(u'/', -1)),
                     [this, path](const QString &) { return choices(path); });
}

QList<QuickEntry> Deleting::choices(const QString &path)
{
    (void)path;
    (void)count(1, {}, {});
    return {};
}

void Deleting::tell(const QList<Trashed> &)
{}

} // namespace tearsheet
