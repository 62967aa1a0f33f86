// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/comparisonspanel.h"

#include "ui/panels/emptystate.h"
#include "ui/style/icons.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QMenu>
#include <QScrollBar>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace tearsheet {

namespace {

constexpr int NotedRole = Qt::UserRole;   // Number of one in a note.
constexpr int KeyRole = Qt::UserRole + 1; // Tells a line from the others, in all states of the list.

} // namespace

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
    connect(m_list, &QListWidget::itemClicked, this, &ComparisonsPanel::open);
    connect(m_list, &QListWidget::itemActivated, this, &ComparisonsPanel::open);
    auto *remove = new QShortcut(QKeySequence::Delete, m_list);
    remove->setContext(Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, this, &ComparisonsPanel::removeCurrent);
    auto *go = new QShortcut(QKeySequence(Qt::ALT | Qt::Key_Return), m_list);
    go->setContext(Qt::WidgetShortcut);
    connect(go, &QShortcut::activated, this, [this] {
        if (const NotedComparison *noted = notedAt(m_list->currentItem()))
            Q_EMIT noteWanted(noted->note, noted->offset);
    });
    connect(m_list, &QWidget::customContextMenuRequested, this, &ComparisonsPanel::showMenu);
    fill();
}

void ComparisonsPanel::show(const QStringList &names)
{
    if (names == m_names)
        return;
    m_names = names;
    fill();
}

void ComparisonsPanel::showNoted(const QList<NotedComparison> &noted)
{
    // Those that only stand elsewhere in their notes now, after a keystroke above them, look as they did.
    const bool same = std::ranges::equal(noted, m_noted, [](const NotedComparison &one, const NotedComparison &other) {
        return one.note == other.note && one.title == other.title;
    });
    m_noted = noted;
    if (!same)
        fill();
}

void ComparisonsPanel::fill()
{
    const int before = m_list->currentRow();
    const int scrolled = m_list->verticalScrollBar()->value();
    const QListWidgetItem *const current = m_list->currentItem();
    const QString chosen = current ? current->data(KeyRole).toString() : QString();
    QHash<QString, int> alike;
    int row = -1;
    const auto add = [&](QListWidgetItem *item, const QString &says) {
        // Two of one note may have one title.
        const QString key = says + u'\n' + QString::number(alike[says]++);
        item->setData(KeyRole, key);
        m_list->addItem(item);
        if (key == chosen)
            row = m_list->row(item);
    };
    m_list->clear();
    for (const QString &name : std::as_const(m_names))
        add(new QListWidgetItem(icon(Icon::Split), name), name);
    if (!m_noted.isEmpty()) {
        auto *const heading = new QListWidgetItem(tr("In notes"));
        heading->setFlags(Qt::NoItemFlags);
        m_list->addItem(heading);
    }
    for (qsizetype i = 0; i < m_noted.size(); ++i) {
        const NotedComparison &noted = m_noted.at(i);
        auto *const item = new QListWidgetItem(icon(Icon::Note), tr("%1 in %2").arg(noted.title, noted.note.name()));
        item->setData(NotedRole, static_cast<int>(i));
        item->setToolTip(tr("%1. Alt+Enter goes there.").arg(noted.note.toString()));
        add(item, noted.note.toString() + u'\n' + noted.title);
    }
    m_list->setCurrentRow(row >= 0 ? row : std::min(before, m_list->count() - 1));
    m_list->verticalScrollBar()->setValue(scrolled);
    m_list->setVisible(m_list->count() > 0);
    m_empty->setVisible(m_list->count() == 0);
}

const NotedComparison *ComparisonsPanel::notedAt(const QListWidgetItem *item) const
{
    const QVariant number = item ? item->data(NotedRole) : QVariant();
    return number.isValid() ? &m_noted.at(number.toInt()) : nullptr;
}

void ComparisonsPanel::open(const QListWidgetItem *item)
{
    if (const NotedComparison *noted = notedAt(item))
        Q_EMIT notedOpened(*noted);
    else if (item->flags().testFlag(Qt::ItemIsEnabled))
        Q_EMIT opened(item->text());
}

void ComparisonsPanel::removeCurrent()
{
    const QListWidgetItem *const item = m_list->currentItem();
    // What stands in a note is removed there.
    if (item && item->flags().testFlag(Qt::ItemIsEnabled) && !notedAt(item))
        Q_EMIT removeWanted(item->text());
}

void ComparisonsPanel::showMenu(const QPoint &place)
{
    QListWidgetItem *const item = m_list->itemAt(place);
    if (!item || !item->flags().testFlag(Qt::ItemIsEnabled))
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("comparisonsMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (const NotedComparison *noted = notedAt(item)) {
        menu->addAction(tr("Open"), this, [this, noted = *noted] { Q_EMIT notedOpened(noted); });
        menu->addAction(tr("Go to %1").arg(noted->note.name()), QKeySequence(Qt::ALT | Qt::Key_Return), this,
                        [this, noted = *noted] { Q_EMIT noteWanted(noted.note, noted.offset); });
    } else {
        menu->addAction(tr("Remove from this list"), QKeySequence(QKeySequence::Delete), this,
                        &ComparisonsPanel::removeCurrent);
    }
    menu->popup(m_list->viewport()->mapToGlobal(place));
}

} // namespace tearsheet
