// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/historypanel.h"

#include "ui/panels/emptystate.h"
#include "ui/panels/versionsmodel.h"
#include "ui/style/keys.h"
#include "ui/style/style.h"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace tearsheet {

using namespace std::chrono_literals;

namespace {

// A script that rewrites many notes publishes often.
constexpr auto ReadAfter = 300ms;

/// A version, with the change of its size faint at the right.
class VersionDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), 28};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        painter->save();
        painter->setPen(paletteOf(option.widget).faintText);
        painter->drawText(option.rect.adjusted(0, 0, -10, 0), Qt::AlignRight | Qt::AlignVCenter,
                          index.data(VersionsModel::SizeRole).toString());
        painter->restore();
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (index.parent().isValid())
            return;
        option->rect.adjust(8, 0, 0, 0);
        option->state |= QStyle::State_Enabled;
        option->font.setWeight(QFont::DemiBold);
        option->palette.setColor(QPalette::Text, paletteOf(option->widget).mutedText);
    }
};

} // namespace

HistoryPanel::HistoryPanel(QString root, QWidget *parent)
    : QWidget(parent), m_root(std::move(root)), m_model(new VersionsModel(this)), m_tree(new QTreeView(this)),
      m_empty(emptyState({}, this)), m_reader(this, [this](const Result<QList<Version>> &versions) { take(versions); })
{
    setObjectName(u"historyPanel");
    m_tree->setObjectName(u"historyTree");
    m_tree->setAccessibleName(tr("Versions"));
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new VersionDelegate(m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setUniformRowHeights(true);
    m_tree->setItemsExpandable(false);
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(12);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->installEventFilter(this);
    connect(m_tree, &QTreeView::customContextMenuRequested, this, &HistoryPanel::showMenu);
    auto *deleted = new QPushButton(tr("Deleted notes…"), this);
    deleted->setObjectName(u"deletedNotes");
    connect(deleted, &QPushButton::clicked, this, &HistoryPanel::deletedWanted);
    auto *bottom = new QHBoxLayout;
    bottom->setContentsMargins(12, 8, 12, 8);
    bottom->addWidget(deleted);
    bottom->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_empty, 1);
    layout->addLayout(bottom);
    m_readSoon.setSingleShot(true);
    m_readSoon.setInterval(ReadAfter);
    connect(&m_readSoon, &QTimer::timeout, this, &HistoryPanel::request);
    connect(m_tree, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        // With a key held, versions are being selected.
        if (QGuiApplication::keyboardModifiers() == Qt::NoModifier)
            activate(index);
    });
    take(QList<Version>());
}

void HistoryPanel::showNote(const NotePath &path)
{
    if (path == m_path)
        return;
    m_path = path;
    m_reader.cancel();
    take(QList<Version>());
    m_stale = true;
    if (isVisible())
        request();
}

void HistoryPanel::refresh()
{
    m_stale = true;
    if (isVisible() && !m_readSoon.isActive())
        m_readSoon.start();
}

void HistoryPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        request();
}

void HistoryPanel::request()
{
    m_stale = false;
    if (m_path.isEmpty())
        return;
    m_reader.request([root = m_root, path = m_path](const CancelFlag &) { return History(root).versions(path); });
}

void HistoryPanel::take(const Result<QList<Version>> &versions)
{
    m_model->show(versions ? *versions : QList<Version>());
    m_tree->expandAll();
    const bool any = m_model->rowCount() > 0;
    m_tree->setVisible(any);
    m_empty->setVisible(!any);
    m_empty->setText(!versions          ? versions.error().sentence
                     : m_path.isEmpty() ? tr("No note is open.")
                                        : tr("No earlier version yet. Each time this note is saved, here or by another "
                                             "program, what it said is kept."));
}

void HistoryPanel::activate(const QModelIndex &index)
{
    const Version *const version = m_model->version(index);
    if (version && version->kind != VersionKind::Moved)
        Q_EMIT activated(m_path, *version);
}

void HistoryPanel::showMenu(const QPoint &place)
{
    const QModelIndex index = m_tree->indexAt(place);
    const Version *const version = m_model->version(index);
    if (!version || version->kind == VersionKind::Moved)
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(u"versionMenu");
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Compare with the note now"), this,
                    [this, path = m_path, version = *version] { Q_EMIT activated(path, version); });
    if (const Version *const before = m_model->before(index)) {
        menu->addAction(tr("Compare with the version before"), this,
                        [this, path = m_path, before = *before, version = *version] {
                            Q_EMIT comparisonWanted(path, before, version);
                        });
    }
    QList<const Version *> selected;
    for (const QModelIndex &row : m_tree->selectionModel()->selectedRows()) {
        if (const Version *const one = m_model->version(row); one && one->kind != VersionKind::Moved)
            selected.append(one);
    }
    std::ranges::sort(selected); // As they stand in the list, the newest first.
    if (selected.size() == 2) {
        menu->addAction(tr("Compare the two selected versions"), this,
                        [this, path = m_path, older = *selected.last(), newer = *selected.first()] {
                            Q_EMIT comparisonWanted(path, older, newer);
                        });
    }
    menu->addSeparator();
    // Another note may be in front once one is chosen.
    menu->addAction(tr("Restore this version"), this,
                    [this, path = m_path, version = *version] { Q_EMIT restoreWanted(path, version); });
    menu->popup(m_tree->viewport()->mapToGlobal(place));
}

bool HistoryPanel::eventFilter(QObject *, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto *const key = static_cast<QKeyEvent *>(event);
    if (!isEnter(*key))
        return false;
    activate(m_tree->currentIndex());
    return true;
}

} // namespace tearsheet
