// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/linkspanel.h"

#include "ui/panels/emptystate.h"
#include "ui/style/counts.h"
#include "ui/style/keys.h"
#include "ui/style/style.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QTextLayout>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr int MostExpanded = 60; // Groups; more would be a wall of lines.

bool isInCanvas(const QModelIndex &index)
{
    const Result<NotePath> source = NotePath::fromRelative(index.data(LinksModel::SourceRole).toString());
    return source && isCanvas(*source);
}

/// A link by the line around it, the link in the accent colour, its line number at the right: on two lines of text, or
/// on one below the name of the note.
class LinkDelegate : public QStyledItemDelegate
{
public:
    LinkDelegate(const LinksModel *model, QObject *parent) : QStyledItemDelegate(parent), m_model(model) {}

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QSize size = QStyledItemDelegate::sizeHint(option, index);
        const int line = option.fontMetrics.lineSpacing();
        if (index.parent().isValid())
            size.setHeight(isContinued(index) ? line + 6 : line * 2 + 10);
        return size;
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Palette &colours = paletteOf(option.widget);
        if (!index.parent().isValid()) {
            paintGroup(painter, option, index, colours);
            return;
        }
        const QStyle *const style = option.widget->style();
        style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
        painter->save();
        painter->setFont(option.font);
        painter->setPen(colours.faintText);
        const QRect area = option.rect.adjusted(4, isContinued(index) ? 2 : 4, -10, isContinued(index) ? -2 : -4);
        const QString line = index.data(LinksModel::LineRole).toString();
        painter->drawText(area, Qt::AlignRight | Qt::AlignTop, line);
        QRect text = area.adjusted(0, 0, -option.fontMetrics.horizontalAdvance(line) - 10, 0);
        const bool named = m_model->hasNames(index);
        const int lines = named ? 1 : 2;
        if (const QString name = index.data(LinksModel::NameRole).toString(); named && !name.isEmpty()) {
            paintName(painter, text, name, option, index, colours);
            text.setTop(text.top() + option.fontMetrics.lineSpacing() + 2);
            text.setRight(area.right());
        }
        painter->setPen(colours.mutedText);
        paintContext(painter, text, lines, option, index, colours);
        painter->restore();
    }

private:
    // A further link of the note above, which is not named again.
    bool isContinued(const QModelIndex &index) const
    {
        return m_model->hasNames(index) && index.data(LinksModel::NameRole).toString().isEmpty();
    }

    void paintGroup(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                    const Palette &colours) const
    {
        QStyleOptionViewItem shown = option;
        if (m_model->isByRelation())
            shown.font.setWeight(QFont::DemiBold);
        else if (index.data(LinksModel::UnresolvedRole).toBool())
            shown.palette.setColor(QPalette::Text, colours.unresolvedLink);
        QStyledItemDelegate::paint(painter, shown, index);
        painter->save();
        painter->setPen(colours.faintText);
        painter->drawText(option.rect.adjusted(0, 0, -10, 0), Qt::AlignRight | Qt::AlignVCenter,
                          index.data(LinksModel::CountRole).toString());
        painter->restore();
    }

    static void paintName(QPainter *painter, const QRect &area, const QString &name, const QStyleOptionViewItem &option,
                          const QModelIndex &index, const Palette &colours)
    {
        const QString modifier = index.data(LinksModel::ModifierRole).toString();
        const int beside = modifier.isEmpty() ? 0 : option.fontMetrics.horizontalAdvance(modifier) + 8;
        const QString shown = option.fontMetrics.elidedText(name, Qt::ElideRight, area.width() - beside);
        painter->setPen(index.data(LinksModel::UnresolvedRole).toBool() ? colours.unresolvedLink : colours.text);
        painter->drawText(area, Qt::AlignLeft | Qt::AlignTop, shown);
        painter->setPen(colours.mutedText);
        painter->drawText(area.adjusted(option.fontMetrics.horizontalAdvance(shown) + 8, 0, 0, 0),
                          Qt::AlignLeft | Qt::AlignTop, modifier);
    }

    static void paintContext(QPainter *painter, const QRect &area, int lines, const QStyleOptionViewItem &option,
                             const QModelIndex &index, const Palette &colours)
    {
        QString text = index.data(Qt::DisplayRole).toString();
        const QString match = index.data(LinksModel::MatchRole).toString();
        qsizetype at = match.isEmpty() ? -1 : text.indexOf(match);
        // A long line begins shortly before the link.
        constexpr qsizetype Before = 40;
        const qsizetype before = lines == 1 ? Before / 2 : Before;
        if (at > before + 20) {
            const qsizetype cut = text.indexOf(u' ', at - before);
            const qsizetype from = cut > 0 && cut < at ? cut + 1 : at - before;
            text = u"… " + text.sliced(from);
            at = at - from + 2;
        }
        if (lines == 1)
            text = option.fontMetrics.elidedText(text, Qt::ElideRight, area.width());
        QTextLayout layout(text, option.font);
        if (at >= 0 && at < text.size()) {
            QTextCharFormat strong;
            strong.setForeground(colours.link);
            strong.setFontWeight(QFont::DemiBold);
            layout.setFormats({{static_cast<int>(at), static_cast<int>(match.size()), strong}});
        }
        layout.beginLayout();
        double y = 0;
        for (int i = 0; i < lines; ++i) {
            QTextLine line = layout.createLine();
            if (!line.isValid())
                break;
            line.setLineWidth(area.width());
            line.setPosition({0, y});
            y += option.fontMetrics.lineSpacing();
        }
        layout.endLayout();
        painter->setClipRect(area.adjusted(0, 0, 0, 2), Qt::IntersectClip);
        layout.draw(painter, area.topLeft());
    }

    const LinksModel *m_model;
};

} // namespace

LinksPanel::LinksPanel(LinksModel::Direction direction, QWidget *parent)
    : QWidget(parent), m_direction(direction), m_model(new LinksModel(direction, this)), m_summary(new QLabel(this)),
      m_grouping(new QToolButton(this)), m_tree(new QTreeView(this)), m_empty(emptyState({}, this))
{
    const bool in = direction == LinksModel::Direction::In;
    setObjectName(in ? u"backlinksPanel"_s : u"outgoingPanel"_s);
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    m_grouping->setObjectName(in ? u"backlinksGrouping"_s : u"outgoingGrouping"_s);
    m_grouping->setText(tr("By relation"));
    m_grouping->setToolTip(tr("Group by what the notes are to each other"));
    m_grouping->setCheckable(true);
    m_grouping->setChecked(true);
    m_tree->setObjectName(in ? u"backlinksTree"_s : u"outgoingTree"_s);
    m_tree->setAccessibleName(in ? tr("Backlinks") : tr("Outgoing links"));
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new LinkDelegate(m_model, m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->installEventFilter(this);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 6, 8, 2);
    bar->addWidget(m_summary, 1);
    bar->addWidget(m_grouping);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_empty, 1);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setDragEnabled(true);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_tree, &QTreeView::customContextMenuRequested, this, &LinksPanel::showMenu);
    connect(m_tree, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        // With Shift, it is selected only.
        if (!QApplication::keyboardModifiers().testFlag(Qt::ShiftModifier) && !isInCanvas(index))
            open(index, QApplication::keyboardModifiers());
    });
    // A click starts no other program.
    connect(m_tree, &QTreeView::doubleClicked, this, [this](const QModelIndex &index) {
        if (isInCanvas(index))
            open(index, QApplication::keyboardModifiers());
    });
    connect(m_tree, &QTreeView::collapsed, this, [this](const QModelIndex &index) {
        if (!m_filling)
            m_collapsed.insert(index.data(LinksModel::KeyRole).toString());
    });
    connect(m_tree, &QTreeView::expanded, this, [this](const QModelIndex &index) {
        if (!m_filling)
            m_collapsed.remove(index.data(LinksModel::KeyRole).toString());
    });
    connect(m_grouping, &QToolButton::clicked, this, [this](bool checked) {
        refresh();
        Q_EMIT byRelationChanged(checked);
    });
}

// What can be done with those that are selected.
void LinksPanel::showMenu(const QPoint &point)
{
    const QList<NotePath> notes = selectedNotes();
    const QModelIndex index = m_tree->currentIndex();
    const bool place = index.isValid() && !index.data(LinksModel::SourceRole).toString().isEmpty();
    if (!place && notes.isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(m_direction == LinksModel::Direction::In ? u"backlinksMenu"_s : u"outgoingMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (place) {
        menu->addAction(tr("Open"), this, [this, index = QPersistentModelIndex(index)] { open(index, {}); });
        menu->addAction(tr("Open in new tab"), this,
                        [this, index = QPersistentModelIndex(index)] { open(index, Qt::ControlModifier); });
        menu->addSeparator();
    }
    if (!notes.isEmpty()) {
        const QString with = notes.size() == 1 ? notes.first().name().toString() : tr("%1 notes").arg(notes.size());
        menu->addAction(tr("Compare with %1").arg(with), this, [this, notes] { Q_EMIT comparisonWanted(notes); });
    }
    menu->popup(m_tree->viewport()->mapToGlobal(point));
}

QList<NotePath> LinksPanel::selectedNotes() const
{
    return m_model->notesOf(m_tree->selectionModel()->selectedRows());
}

void LinksPanel::showNote(const Snapshot &snapshot, const NotePath &path)
{
    // What is shown by relation follows once relations do.
    const bool follows = path == m_path && isByRelation();
    m_snapshot = snapshot;
    m_path = path;
    if (!follows)
        refreshSoon();
}

void LinksPanel::setRelations(const std::shared_ptr<const RelationIndex> &relations)
{
    m_relations = relations;
    refreshSoon();
}

void LinksPanel::setByRelation(bool byRelation)
{
    m_grouping->setChecked(byRelation);
    refreshSoon();
}

void LinksPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        refresh();
}

void LinksPanel::refreshSoon()
{
    m_stale = true;
    if (isVisible())
        refresh();
}

void LinksPanel::refresh()
{
    m_stale = false;
    const QScopedValueRollback filling(m_filling, true);
    const Position before = m_path == m_shown ? position() : Position();
    if (m_path != m_shown)
        m_collapsed.clear();
    fill();
    const int groups = m_model->rowCount();
    for (int group = 0; group < std::min(groups, MostExpanded); ++group) {
        const QModelIndex index = m_model->index(group, 0);
        m_tree->setExpanded(index, !m_collapsed.contains(index.data(LinksModel::KeyRole).toString()));
    }
    if (m_path == m_shown)
        restore(before);
    m_shown = m_path;
    describe();
}

bool LinksPanel::isByRelation() const
{
    return m_relations && m_grouping->isChecked() && m_relations->snapshot().find(m_path) >= 0;
}

// What relations were read from is shown as long as nothing newer is known of them: places and text belong together.
void LinksPanel::fill()
{
    if (isByRelation())
        m_model->showNote(*m_relations, m_path);
    else
        m_model->showNote(m_snapshot, m_path);
}

void LinksPanel::describe()
{
    const bool any = m_model->rowCount() > 0;
    m_summary->setVisible(any);
    m_grouping->setVisible(any);
    m_tree->setVisible(any);
    m_empty->setVisible(!any);
    const QString links = countOfLinks(m_model->linkCount());
    const QString notes = countOfNotes(m_model->noteCount());
    const int canvases = m_model->canvasCount();
    QStringList summary;
    if (m_model->noteCount() > 0)
        summary.append(m_direction == LinksModel::Direction::In ? tr("%1 in %2").arg(links, notes)
                                                                : tr("%1 to %2").arg(links, notes));
    if (canvases > 0)
        summary.append(canvases == 1 ? tr("1 canvas") : tr("%1 canvases").arg(canvases));
    m_summary->setText(summary.join(u"  ·  "_s));
    const bool in = m_direction == LinksModel::Direction::In;
    if (m_path.isEmpty() || (!in && !m_path.isNote()))
        m_empty->setText(tr("No note is open."));
    else if (!m_snapshot.isComplete())
        m_empty->setText(in ? tr("Looking for backlinks…") : tr("Looking for links…"));
    else if (in && m_snapshot.find(m_path) < 0)
        m_empty->setText(tr("%1 is not in the vault now, so nothing links to it.").arg(m_path.name()));
    else if (in)
        m_empty->setText(tr("No backlinks yet. Other notes reach this one by [[%1]].").arg(m_path.name()));
    else
        m_empty->setText(tr("This note links to no other. Write [[ and a name."));
}

// What is held where it stands: the selected row where it can be seen, or else the first that can.
LinksPanel::Position LinksPanel::position() const
{
    const auto keyOf = [](const QModelIndex &index) {
        return RowKey{index.data(LinksModel::SourceRole).toString(), index.data(LinksModel::OffsetRole).toUInt()};
    };
    Position position;
    const QModelIndex current = m_tree->currentIndex();
    if (current.isValid())
        position.selected = keyOf(current);
    QModelIndex held = current;
    if (!current.isValid() || !m_tree->visualRect(current).intersects(m_tree->viewport()->rect())) {
        if (m_tree->verticalScrollBar()->value() == 0)
            return position;
        held = m_tree->indexAt({m_tree->viewport()->width() / 2, 1});
        if (held.isValid() && !held.parent().isValid())
            held = m_tree->indexBelow(held);
    }
    if (held.isValid()) {
        position.held = keyOf(held);
        position.y = m_tree->visualRect(held).top();
    }
    return position;
}

void LinksPanel::restore(const Position &position)
{
    QScrollBar *const bar = m_tree->verticalScrollBar();
    if (position.selected)
        m_tree->setCurrentIndex(find(*position.selected));
    const QModelIndex held = position.held ? find(*position.held) : QModelIndex();
    if (!position.held)
        bar->setValue(0);
    else if (held.isValid() && m_tree->isExpanded(held.parent()))
        bar->setValue(bar->value() + m_tree->visualRect(held).top() - position.y);
}

QModelIndex LinksPanel::find(const RowKey &key) const
{
    for (int group = 0; group < m_model->rowCount(); ++group) {
        const QModelIndex parent = m_model->index(group, 0);
        for (int row = 0; row < m_model->rowCount(parent); ++row) {
            const QModelIndex index = m_model->index(row, 0, parent);
            if (index.data(LinksModel::OffsetRole).toUInt() == key.offset
                && index.data(LinksModel::SourceRole).toString() == key.source)
                return index;
        }
    }
    return {};
}

void LinksPanel::open(const QModelIndex &index, Qt::KeyboardModifiers modifiers)
{
    // A relation as a whole, or all canvases, lead nowhere.
    if (!index.parent().isValid() && (m_model->isByRelation() || index.data(LinksModel::SourceRole).isNull())) {
        m_tree->setExpanded(index, !m_tree->isExpanded(index));
        return;
    }
    if (const Result<NotePath> source = NotePath::fromRelative(index.data(LinksModel::SourceRole).toString()))
        Q_EMIT activated(*source, index.data(LinksModel::OffsetRole).toUInt(), modifiers);
}

bool LinksPanel::eventFilter(QObject *, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto *const key = static_cast<QKeyEvent *>(event);
    if (!isEnter(*key) || !m_tree->currentIndex().isValid())
        return false;
    open(m_tree->currentIndex(), key->modifiers());
    return true;
}

} // namespace tearsheet
