// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/tableinspector.h"

#include "ui/panels/emptystate.h"
#include "ui/style/keys.h"
#include "ui/table/tablelist.h"
#include "ui/table/tablepane.h"

#include <QKeyEvent>
#include <QListView>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

TableInspector::TableInspector(QWidget *parent)
    : QWidget(parent), m_list(new QListView(this)), m_tables(new TableListModel(this)), m_pane(new TablePane(this)),
      m_empty(emptyState({}, this)), m_splitter(new QSplitter(this))
{
    setObjectName(u"tableInspector");
    setFocusProxy(m_pane);
    m_list->setObjectName(u"tableList");
    m_list->setAccessibleName(tr("Tables of this note"));
    m_list->setModel(m_tables);
    m_list->setItemDelegate(new TableListDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    m_list->installEventFilter(this);
    m_splitter->addWidget(m_list);
    m_splitter->addWidget(m_pane);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setHandleWidth(1);
    m_splitter->setCollapsible(1, false);
    m_splitter->setSizes({230, 900});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_empty, 1);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        if (current.isValid() && current.row() != m_table)
            turnTo(current.row());
    });
    // A double click on a table gives it a tab.
    connect(m_list, &QListView::doubleClicked, this, [this] {
        if (m_shown)
            Q_EMIT tabWanted(m_path, m_shown->place.range.begin);
    });
    GridView *const grid = m_pane->grid();
    connect(grid, &GridView::linkActivated, this, &TableInspector::linkActivated);
    connect(grid, &GridView::placeWanted, this, &TableInspector::cellActivated);
    connect(grid, &GridView::summaryChanged, this, &TableInspector::summaryChanged);
    connect(grid, &GridView::undoWanted, this, &TableInspector::undoWanted);
    connect(grid, &GridView::redoWanted, this, &TableInspector::redoWanted);
    connect(grid, &GridView::said, this, &TableInspector::said);
    connect(grid, &GridView::comparisonWanted, this, &TableInspector::compareTable);
    connect(grid, &GridView::rowsComparisonWanted, this,
            [this] { Q_EMIT rowsComparisonWanted(m_path, selectedNotes()); });
    connect(grid, &GridView::claimsWanted, this, [this](quint32 offset) { Q_EMIT claimsWanted(m_path, offset); });
    connect(grid, &GridView::typedLeft, this, [this](const TypedText &typed) { Q_EMIT typedLeft(m_path, typed); });
    connect(grid, &GridView::unwrittenChanged, this, [this, grid] {
        QList<TypedInto> typed;
        for (const TypedText &text : m_shown ? grid->unwritten() : QList<TypedText>())
            typed.append(typedInto(text, m_shown->place.table, m_shown->bytes));
        Q_EMIT typing(m_path, typed);
    });
    connect(grid, &GridView::givingUp, this, &TableInspector::givingUp);
    connect(grid, &GridView::arranged, this, [this] {
        if (m_shown)
            m_arrangements[m_shown->key] = m_pane->grid()->tableModel()->arrangement();
    });
    connect(m_pane, &TablePane::pictureWanted, this, [this](const PlotPicture &picture) {
        if (m_shown)
            Q_EMIT pictureWanted(picture, m_path, {m_shown->place.table, m_shown->bytes, {}});
    });
    connect(m_pane, &TablePane::editWanted, this, [this](const GridEdit &edit) {
        if (m_shown)
            Q_EMIT changeWanted(m_path, {m_shown->place.table, m_shown->bytes, edit});
    });
    showNote(nullptr, {}, {}, {});
}

TableInspector::~TableInspector()
{
    m_pane->grid()->finishEditing();
    m_pane->grid()->leaveTypedTexts();
}

GridView *TableInspector::grid() const
{
    return m_pane->grid();
}

void TableInspector::setDisputes(const DisputesPtr &disputes)
{
    m_disputes = disputes;
    m_pane->grid()->setDisputes(disputes && disputes->note == m_path ? disputes : nullptr);
}

void TableInspector::compareTable(TableComparison with)
{
    if (m_shown)
        Q_EMIT comparisonWanted(m_path, m_shown->place.range.begin, with);
}

QList<NotePath> TableInspector::selectedNotes() const
{
    return m_shown ? notesInRows(grid()->selectedRows(), *m_shown, m_path, m_snapshot) : QList<NotePath>();
}

void TableInspector::finishEditing()
{
    m_pane->grid()->finishEditing();
}

void TableInspector::showNote(const ParsedNotePtr &note, const NotePath &path, const Snapshot &snapshot,
                              const QString &whyNot)
{
    const bool sameNote = note && m_note && path == m_path;
    if (sameNote && note == m_note && snapshot.revision() == m_snapshot.revision() && whyNot == m_whyNot)
        return;
    if (!sameNote) {
        finishEditing();
        m_pane->grid()->leaveTypedTexts();
    }
    const ParsedNotePtr before = sameNote ? m_note : nullptr;
    const QList<TablePlace> places = m_places;
    m_note = note;
    m_path = path;
    m_snapshot = snapshot;
    m_whyNot = whyNot;
    setDisputes(m_disputes);
    m_places = note ? tablePlaces(note->facts) : QList<TablePlace>();
    const int count = static_cast<int>(m_places.size());
    const QSignalBlocker blocker(m_list->selectionModel());
    const auto entryOf = [note, path, places = m_places](int i) {
        const TablePlace &place = places.at(i);
        const int rows = place.table < 0 ? static_cast<int>(cutHeadless(place.range, note->text).rows.size())
                                         : note->facts.tables.at(place.table).rowCount;
        return TableListEntry{tableTitle(place, note->text, note->facts, path),
                              rowExtent(rows) + u"  ·  "_s + tableHeaders(place, note->text, note->facts),
                              {}};
    };
    m_tables->show(count, entryOf, [note, path, snapshot, places = m_places](int i) {
        return isOdd(places.at(i), note->text, note->facts, path, snapshot);
    });
    // The same table as before, wherever it is now; else the one at the same place.
    int table = m_table;
    if (before && before->text != note->text)
        table = followedTable(m_table, {before->text, before->facts, places}, {note->text, note->facts, m_places});
    const bool same = before && table >= 0;
    if (!same)
        table = before && count > 0 ? std::clamp(m_table, 0, count - 1) : chosenTable();
    m_splitter->setVisible(count > 0);
    m_empty->setVisible(count == 0);
    m_empty->setText(note ? tr("No tables in this note.") : tr("No note is open."));
    choose(table, same ? Showing::Newer : Showing::Another);
}

void TableInspector::follow(const NotePath &from, const NotePath &to)
{
    // Keys of tables begin with their note's path.
    const QString before = from.toString() + u'\n';
    const QString now = to.toString() + u'\n';
    const auto followed = [&](const QString &key) {
        return key.startsWith(before) ? now + key.sliced(before.size()) : key;
    };
    if (const QString chosen = m_chosen.take(from); !chosen.isEmpty())
        m_chosen.insert(to, followed(chosen));
    for (const QString &key : m_arrangements.keys()) {
        if (followed(key) != key)
            m_arrangements.insert(followed(key), m_arrangements.take(key));
    }
    if (m_path == from)
        m_path = to;
}

// The table that was last looked at in the note, else the first.
int TableInspector::chosenTable() const
{
    const QString chosen = m_chosen.value(m_path);
    const int count = static_cast<int>(m_places.size());
    for (int i = 0; !chosen.isEmpty() && i < count; ++i) {
        if (shownTable(m_places.at(i), m_note->text, m_note->facts, m_path, m_snapshot)->key == chosen)
            return i;
    }
    return count > 0 ? 0 : -1;
}

void TableInspector::showTableAt(quint32 offset)
{
    auto place =
        std::ranges::find_if(m_places, [&](const TablePlace &candidate) { return candidate.range.contains(offset); });
    const int heading = m_note && place == m_places.end() ? m_note->facts.headingAt(offset) : -1;
    if (heading >= 0 && m_note->facts.headings.at(heading).range.contains(offset))
        place = std::ranges::find_if(m_places, [&](const TablePlace &candidate) {
            return m_note->facts.headingAt(candidate.range.begin) == heading;
        });
    const int index = static_cast<int>(place - m_places.begin());
    if (place != m_places.end() && index != m_table)
        turnTo(index);
}

std::optional<quint32> TableInspector::tableOffset() const
{
    return m_table >= 0 && m_table < m_places.size() ? std::optional(m_places.at(m_table).range.begin) : std::nullopt;
}

// The user turns to another table of the note.
void TableInspector::turnTo(int table)
{
    finishEditing();
    if (table < m_places.size())
        choose(table, Showing::Another);
}

void TableInspector::choose(int table, Showing showing)
{
    m_table = table;
    {
        const QSignalBlocker blocker(m_list->selectionModel());
        m_list->setCurrentIndex(m_tables->index(table));
    }
    m_list->viewport()->update();
    const ShownTablePtr next = m_note && table >= 0
                                   ? shownTable(m_places.at(table), m_note->text, m_note->facts, m_path, m_snapshot)
                                   : nullptr;
    const Arrangement arrangement =
        next && showing == Showing::Another ? m_arrangements.value(next->key) : Arrangement();
    if (next && m_shown && showing == Showing::Newer && next->key != m_shown->key)
        m_arrangements[next->key] = m_pane->grid()->tableModel()->arrangement();
    m_shown = next;
    if (next)
        m_chosen.insert(m_path, next->key);
    m_pane->show(next, m_whyNot.isEmpty(), m_whyNot, showing);
    if (next && showing == Showing::Another)
        m_pane->grid()->arrange(arrangement);
}

// From the list, and from a button that mended something.
void TableInspector::keyPressEvent(QKeyEvent *event)
{
    if (!pressUndo(*this, *event))
        QWidget::keyPressEvent(event);
}

bool TableInspector::eventFilter(QObject *list, QEvent *event)
{
    if (list == m_list && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Right) {
            GridView *const grid = m_pane->grid();
            grid->setFocus();
            if (!grid->currentIndex().isValid() && grid->model()->rowCount() > 0)
                grid->setCurrentIndex(grid->model()->index(0, 0));
            return true;
        }
    }
    return QWidget::eventFilter(list, event);
}

} // namespace tearsheet
