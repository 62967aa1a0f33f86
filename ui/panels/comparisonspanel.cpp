// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/comparisonspanel.h"

#include "ui/panels/emptystate.h"
#include "ui/style/icons.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QMenu>
#include <QShortcut>
#include <QVBoxLayout>

namespace tearsheet {

ComparisonsPanel::ComparisonsPanel(QWidget *parent)
    : QWidget(parent), m_list(new QListWidget(this)),
      m_empty(emptyState(tr("No comparisons kept yet. Ctrl+K compares; Keep puts one here."), this))
{
    setObjectName(QStringLiteral("comparisonsPanel"));
    m_list->setObjectName(QStringLiteral("keptComparisons"));
    m_list->setAccessibleName(tr("Kept comparisons"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_empty, 1);
    setFocusProxy(m_list);
    connect(m_list, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem *item) { Q_EMIT opened(item->text()); });
    connect(m_list, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem *item) { Q_EMIT opened(item->text()); });
    const auto removeCurrent = [this] {
        if (const QListWidgetItem *item = m_list->currentItem())
            Q_EMIT removeWanted(item->text());
    };
    auto *remove = new QShortcut(QKeySequence::Delete, m_list);
    remove->setContext(Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, this, removeCurrent);
    connect(m_list, &QWidget::customContextMenuRequested, this, [this, removeCurrent](const QPoint &place) {
        if (!m_list->itemAt(place))
            return;
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addAction(tr("Remove from this list"), QKeySequence(QKeySequence::Delete), this, removeCurrent);
        menu->popup(m_list->viewport()->mapToGlobal(place));
    });
    show({});
}

void ComparisonsPanel::show(const QStringList &names)
{
    m_list->clear();
    for (const QString &name : names)
        m_list->addItem(new QListWidgetItem(icon(Icon::Split), name));
    m_list->setVisible(!names.isEmpty());
    m_empty->setVisible(names.isEmpty());
}

} // namespace tearsheet
