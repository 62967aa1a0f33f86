// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/filespanel.h"

#include "ui/panels/filesmodel.h"
#include "ui/style/keys.h"
#include "ui/style/style.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QScopedValueRollback>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace tearsheet {

namespace {

/// A file's name, dim where it is not read, with the number of notes at the right of a folder.
class FilesDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const int count = index.data(FilesModel::CountRole).toInt();
        if (count == 0)
            return;
        painter->save();
        painter->setPen(paletteOf(option.widget).faintText);
        painter->drawText(option.rect.adjusted(0, 0, -10, 0), Qt::AlignRight | Qt::AlignVCenter,
                          QLocale().toString(count));
        painter->restore();
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (static_cast<FileKind>(index.data(FilesModel::KindRole).toInt()) != FileKind::Note)
            option->palette.setColor(QPalette::Text, paletteOf(option->widget).mutedText);
    }
};

/// Selects one row by a click, several with Shift, one more with Alt: with Ctrl a note is opened in a new tab.
class FilesTree : public QTreeView
{
public:
    using QTreeView::QTreeView;

protected:
    QItemSelectionModel::SelectionFlags selectionCommand(const QModelIndex &index, const QEvent *event) const override
    {
        const bool click = event
                           && (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonRelease)
                           && static_cast<const QMouseEvent *>(event)->button() == Qt::LeftButton;
        if (!click)
            return QTreeView::selectionCommand(index, event);
        const Qt::KeyboardModifiers keys = static_cast<const QMouseEvent *>(event)->modifiers();
        if (keys.testFlag(Qt::ShiftModifier))
            return QTreeView::selectionCommand(index, event);
        if (event->type() == QEvent::MouseButtonRelease)
            return QItemSelectionModel::NoUpdate;
        return keys.testFlag(Qt::AltModifier) ? QItemSelectionModel::Toggle | QItemSelectionModel::Rows
                                              : QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows;
    }
};

} // namespace

FilesPanel::FilesPanel(QWidget *parent)
    : QWidget(parent), m_model(new FilesModel(this)), m_filter(new QLineEdit(this)), m_tree(new FilesTree(this)),
      m_empty(new QLabel(this))
{
    setObjectName(u"filesPanel");
    m_filter->setObjectName(u"filesFilter");
    m_filter->setPlaceholderText(tr("Filter files"));
    m_filter->setAccessibleName(tr("Filter files"));
    m_filter->installEventFilter(this);
    setFocusProxy(m_tree);
    m_tree->setObjectName(u"filesTree");
    m_tree->setAccessibleName(tr("Files"));
    // Before the tree itself turns to a neighbour.
    connect(m_model, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &folder, int first, int last) {
                const QModelIndex current = m_tree->currentIndex();
                QModelIndex above = current; // Its folder may go with it.
                while (above.isValid() && above.parent() != folder)
                    above = above.parent();
                if (!m_filtering && above.isValid() && above.row() >= first && above.row() <= last)
                    m_gone = current.data(FilesModel::PathRole).toString();
            });
    m_tree->setModel(m_model);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        if (m_isTaking)
            return;
        m_gone.clear();
        m_sought = {};
    });
    m_tree->setItemDelegate(new FilesDelegate(m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setDragDropMode(QAbstractItemView::DragDrop);
    m_tree->setDefaultDropAction(Qt::MoveAction);
    m_tree->setAutoExpandDelay(600);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->viewport()->installEventFilter(this);
    m_tree->installEventFilter(this);
    m_empty->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setMargin(24);
    m_empty->setWordWrap(true);
    m_empty->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(8, 8, 8, 8);
    top->addWidget(m_filter);
    layout->addLayout(top);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_empty, 1);
    connect(m_filter, &QLineEdit::textChanged, this, &FilesPanel::filter);
    // Its picture comes from the icon theme, which takes as long to search as the rest of the window to build.
    connect(
        m_filter, &QLineEdit::textChanged, m_filter, [this] { m_filter->setClearButtonEnabled(true); },
        Qt::SingleShotConnection);
    connect(m_tree, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        m_gone.clear();
        const Qt::KeyboardModifiers keys = QApplication::keyboardModifiers();
        // With these, it is selected only.
        if (!keys.testAnyFlags(Qt::ShiftModifier | Qt::AltModifier))
            open(index, keys);
        // Keys go on meaning the row that was clicked; Enter and a double click go to the text.
        m_tree->setFocus();
    });
    connect(m_tree, &QTreeView::doubleClicked, this,
            [this](const QModelIndex &index) { open(index, QApplication::keyboardModifiers()); });
    connect(m_tree, &QTreeView::customContextMenuRequested, this, [this](const QPoint &place) {
        const QModelIndex index = m_tree->indexAt(place);
        Q_EMIT menuWanted(index.data(FilesModel::PathRole).toString(),
                          !index.isValid() || index.data(FilesModel::FolderRole).toBool(),
                          m_tree->viewport()->mapToGlobal(place));
    });
    connect(m_model, &FilesModel::moveWanted, this, &FilesPanel::moveWanted);
}

void FilesPanel::setSnapshot(const Snapshot &snapshot)
{
    {
        const QScopedValueRollback taking(m_isTaking, true);
        m_model->setSnapshot(snapshot);
    }
    // What is back did not go elsewhere.
    if (const Result<NotePath> gone = NotePath::fromRelative(m_gone); gone && m_model->indexOf(*gone).isValid())
        m_gone.clear();
    m_empty->setText(tr("This vault has no files yet."));
    m_empty->setVisible(snapshot.isComplete() && snapshot.files().isEmpty());
    m_tree->setVisible(!m_empty->isVisibleTo(this));
    if (!m_sought.isEmpty())
        goTo(m_sought);
}

QString FilesPanel::pathWithFocus() const
{
    return m_tree->hasFocus() ? m_tree->currentIndex().data(FilesModel::PathRole).toString() : QString();
}

void FilesPanel::setCurrent(const NotePath &path)
{
    m_current = path;
    m_gone.clear();
    goTo(path);
}

void FilesPanel::goTo(const NotePath &path)
{
    const QModelIndex index = m_model->indexOf(path);
    m_sought = index.isValid() ? NotePath() : path;
    if (!index.isValid())
        return;
    for (QModelIndex folder = index.parent(); folder.isValid(); folder = folder.parent())
        m_tree->expand(folder);
    // The view's own way would look at the keys that are held just now.
    if (m_tree->currentIndex() != index || !m_tree->selectionModel()->isSelected(index))
        m_tree->selectionModel()->setCurrentIndex(index,
                                                  QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_tree->scrollTo(index);
}

void FilesPanel::follow(const NotePath &from, const NotePath &to)
{
    if (m_current == from)
        m_current = to;
    if (m_sought == from)
        m_sought = to;
    const QString current = m_tree->currentIndex().data(FilesModel::PathRole).toString();
    if (current != from.toString() && m_gone != from.toString())
        return;
    m_gone.clear();
    goTo(to);
}

QList<NotePath> FilesPanel::selectedNotes() const
{
    QModelIndexList rows = m_tree->selectionModel()->selectedRows();
    QList<std::pair<int, NotePath>> places;
    for (const QModelIndex &index : std::as_const(rows)) {
        const Result<NotePath> path = NotePath::fromRelative(index.data(FilesModel::PathRole).toString());
        if (path && path->isNote() && !index.data(FilesModel::FolderRole).toBool())
            places.append({m_tree->visualRect(index).top(), *path});
    }
    std::ranges::sort(places, {}, &std::pair<int, NotePath>::first);
    QList<NotePath> notes;
    for (const auto &[y, path] : std::as_const(places))
        notes.append(path);
    return notes;
}

void FilesPanel::filter(const QString &pattern)
{
    {
        const QScopedValueRollback taking(m_isTaking, true);
        const QScopedValueRollback filtering(m_filtering, true);
        m_model->setFilter(pattern);
    }
    if (!pattern.trimmed().isEmpty())
        m_tree->expandAll();
    else
        m_tree->collapseAll();
    if (pattern.isEmpty() && !m_current.isEmpty())
        goTo(m_current);
    const bool nothing = m_model->rowCount() == 0 && !pattern.isEmpty();
    m_empty->setText(tr("No file answers to “%1”.").arg(pattern));
    m_empty->setVisible(nothing);
    m_tree->setVisible(!nothing);
}

void FilesPanel::open(const QModelIndex &index, Qt::KeyboardModifiers modifiers)
{
    if (index.data(FilesModel::FolderRole).toBool()) {
        m_tree->setExpanded(index, !m_tree->isExpanded(index));
        return;
    }
    if (const Result<NotePath> path = NotePath::fromRelative(index.data(FilesModel::PathRole).toString()))
        Q_EMIT opened(*path, modifiers);
}

bool FilesPanel::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_tree->viewport() && event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        const QModelIndex index = m_tree->indexAt(mouse->position().toPoint());
        if (mouse->button() == Qt::MiddleButton && index.isValid())
            open(index, Qt::ControlModifier);
    }
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto *const key = static_cast<QKeyEvent *>(event);
    const bool enter = isEnter(*key);
    if (object == m_tree && enter && m_tree->currentIndex().isValid()) {
        open(m_tree->currentIndex(), key->modifiers());
        return true;
    }
    if (object == m_tree && key->key() == Qt::Key_Delete && m_tree->currentIndex().isValid()) {
        Q_EMIT deleteWanted(m_tree->currentIndex().data(FilesModel::PathRole).toString());
        return true;
    }
    if (object == m_filter && key->key() == Qt::Key_Escape && !m_filter->text().isEmpty()) {
        m_filter->clear();
        return true;
    }
    if (object == m_filter && (key->key() == Qt::Key_Down || enter)) {
        // From the filter into the first file below it.
        QModelIndex index = m_model->index(0, 0);
        while (index.isValid() && index.data(FilesModel::FolderRole).toBool() && m_tree->isExpanded(index)
               && !m_filter->text().isEmpty())
            index = m_model->index(0, 0, index);
        m_tree->setCurrentIndex(index);
        if (enter && index.isValid())
            open(index, key->modifiers());
        else
            m_tree->setFocus();
        return true;
    }
    return false;
}

} // namespace tearsheet
