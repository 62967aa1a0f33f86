// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/alltables.h"

#include "ui/panels/emptystate.h"
#include "ui/style/icons.h"
#include "ui/style/keys.h"
#include "ui/table/tablelist.h"
#include "ui/table/tablepane.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QMenu>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

qsizetype tableCount(const Snapshot &snapshot)
{
    qsizetype count = 0;
    for (int file = 0; file < snapshot.files().size(); ++file) {
        if (snapshot.file(file).note && !snapshot.isExcluded(file))
            count += snapshot.note(file).facts.tables.size();
    }
    return count;
}

} // namespace

AllTables::AllTables(QWidget *parent)
    : QWidget(parent), m_field(new QLineEdit(this)), m_count(new QLabel(this)), m_list(new QListView(this)),
      m_tables(new TableListModel(this)), m_pane(new TablePane(this)), m_empty(emptyState({}, this)),
      m_job(this, [this](const Found &found) { take(found); })
{
    setObjectName(u"allTables");
    setFocusProxy(m_field);
    m_field->setObjectName(u"allTablesField");
    m_field->setPlaceholderText(tr("Find tables by note, heading, column, cell, company or #tag"));
    m_field->setToolTip(tr("note: heading: header: cell: before a word say where it is to be; entity: that it names "
                           "somebody, by whichever name"));
    m_field->setAccessibleName(tr("Find tables"));
    m_field->addAction(icon(Icon::Search), QLineEdit::LeadingPosition);
    QAction *const clear = m_field->addAction(icon(Icon::Cross), QLineEdit::TrailingPosition);
    clear->setToolTip(tr("Clear"));
    clear->setVisible(false);
    connect(clear, &QAction::triggered, m_field, &QLineEdit::clear);
    connect(m_field, &QLineEdit::textChanged, clear,
            [clear](const QString &text) { clear->setVisible(!text.isEmpty()); });
    m_field->installEventFilter(this);
    m_count->setObjectName(u"allTablesCount");
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_list->setObjectName(u"allTablesList");
    m_list->setAccessibleName(tr("Tables of the vault"));
    m_list->setModel(m_tables);
    m_list->setItemDelegate(new TableListDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setDragEnabled(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->installEventFilter(this);
    m_pane->grid()->setObjectName(u"allTablesGrid");
    auto *left = new QWidget(this);
    auto *leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins({});
    leftLayout->setSpacing(0);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(8, 8, 8, 4);
    top->setSpacing(4);
    top->addWidget(m_field);
    top->addWidget(m_count);
    leftLayout->addLayout(top);
    leftLayout->addWidget(m_list, 1);
    leftLayout->addWidget(m_empty, 1);
    auto *splitter = new QSplitter(this);
    splitter->addWidget(left);
    splitter->addWidget(m_pane);
    splitter->setStretchFactor(1, 1);
    splitter->setHandleWidth(1);
    splitter->setCollapsible(0, false);
    splitter->setCollapsible(1, false);
    splitter->setSizes({360, 900});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(splitter);
    connect(m_field, &QLineEdit::textChanged, this, &AllTables::search);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        if (!current.isValid() || current.row() == m_row)
            return;
        finishEditing();
        choose(current.row(), Showing::Another);
    });
    connect(m_list, &QListView::doubleClicked, this, [this] { openChosen({}); });
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_list, &QListView::customContextMenuRequested, this, &AllTables::showMenu);
    GridView *const grid = m_pane->grid();
    connect(grid, &GridView::linkActivated, this, [this](const LinkTarget &link, Qt::KeyboardModifiers modifiers) {
        Q_EMIT linkActivated(link, m_path, modifiers);
    });
    connect(grid, &GridView::placeWanted, this, [this](quint32 offset) { Q_EMIT opened(m_path, offset, {}); });
    connect(grid, &GridView::comparisonWanted, this, [this](TableComparison with) {
        if (m_shown)
            Q_EMIT comparisonWanted(m_path, m_shown->place.range.begin, with);
    });
    connect(grid, &GridView::rowsComparisonWanted, this,
            [this] { Q_EMIT rowsComparisonWanted(m_path, selectedNotes()); });
    connect(grid, &GridView::claimsWanted, this, [this](quint32 offset) { Q_EMIT claimsWanted(m_path, offset); });
    connect(grid, &GridView::summaryChanged, this, &AllTables::summaryChanged);
    connect(grid, &GridView::said, this, &AllTables::said);
    connect(grid, &GridView::typedLeft, this, [this](const TypedText &typed) { Q_EMIT typedLeft(m_path, typed); });
    connect(grid, &GridView::unwrittenChanged, this, [this, grid] {
        QList<TypedInto> typed;
        for (const TypedText &text : m_shown ? grid->unwritten() : QList<TypedText>())
            typed.append(typedInto(text, m_shown->place.table, m_shown->bytes));
        Q_EMIT typing(m_path, typed);
    });
    connect(grid, &GridView::givingUp, this, &AllTables::givingUp);
    connect(grid, &GridView::undoWanted, this, &AllTables::undoWanted);
    connect(grid, &GridView::redoWanted, this, &AllTables::redoWanted);
    connect(m_pane, &TablePane::pictureWanted, this, [this](const PlotPicture &picture) {
        if (m_shown)
            Q_EMIT pictureWanted(picture, m_path, {m_shown->place.table, m_shown->bytes, {}});
    });
    connect(m_pane, &TablePane::editWanted, this, [this](const GridEdit &edit) {
        // Undo is meant for what was mended by a click, and no more for what was searched.
        if (m_field->hasFocus())
            m_pane->grid()->setFocus();
        if (m_shown)
            Q_EMIT changeWanted(m_path, {m_shown->place.table, m_shown->bytes, edit});
    });
    showStates();
}

GridView *AllTables::grid() const
{
    return m_pane->grid();
}

QList<NotePath> AllTables::selectedNotes() const
{
    return m_shown ? notesInRows(grid()->selectedRows(), *m_shown, m_path, m_found.snapshot) : QList<NotePath>();
}

void AllTables::finishEditing()
{
    m_pane->grid()->finishEditing();
}

void AllTables::setDisputes(const DisputesPtr &disputes)
{
    grid()->setDisputes(disputes && disputes->note == m_path ? disputes : nullptr);
}

void AllTables::beginSearch()
{
    m_field->setFocus();
    m_field->selectAll();
}

void AllTables::setSnapshot(const Snapshot &snapshot)
{
    m_snapshot = snapshot;
    search();
}

void AllTables::follow(const NotePath &from, const NotePath &to)
{
    if (m_path != from)
        return;
    m_path = to;
    Q_EMIT pathChanged();
}

void AllTables::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        search();
}

void AllTables::search()
{
    m_stale = true;
    if (!isVisible())
        return;
    m_stale = false;
    m_job.request([snapshot = m_snapshot, typed = m_field->text()](const CancelFlag &flag) {
        return Found{snapshot, typed, searchTables(snapshot, typed, &flag), tableCount(snapshot)};
    });
}

void AllTables::take(Found found)
{
    // The table that was shown stays, unless another search has begun: even where it is not what is looked for any
    // more, as who works in it changes that.
    const bool sameSearch = found.typed == m_found.typed && m_shown;
    const std::optional<TableHit> shown = sameSearch ? followedTable(found.snapshot) : std::nullopt;
    auto followed = static_cast<int>(shown ? found.hits.indexOf(*shown) : -1);
    if (shown && followed < 0) {
        followed = std::min(m_row, static_cast<int>(found.hits.size()));
        found.hits.insert(followed, *shown);
    }
    if (!sameSearch)
        finishEditing();
    m_found = found;
    const QSignalBlocker blocker(m_list->selectionModel());
    m_tables->show(
        static_cast<int>(found.hits.size()),
        [found](int row) {
            const TableHit &hit = found.hits.at(row);
            const FileEntry &entry = found.snapshot.file(hit.file);
            const TablePlace place{hit.table, entry.note->facts.tables.at(hit.table).range};
            return TableListEntry{tableTitle(place, entry.note->text, entry.note->facts, entry.path),
                                  rowExtent(entry.note->facts.tables.at(hit.table).rowCount) + u"  ·  "_s
                                      + tableHeaders(place, entry.note->text, entry.note->facts),
                                  entry.path.name().toString(), entry.path};
        },
        [found](int row) {
            const TableHit &hit = found.hits.at(row);
            const FileEntry &entry = found.snapshot.file(hit.file);
            return isOdd({hit.table, entry.note->facts.tables.at(hit.table).range}, entry.note->text, entry.note->facts,
                         entry.path, found.snapshot);
        },
        true);
    showStates();
    if (followed >= 0)
        choose(followed, Showing::Newer);
    else
        choose(found.hits.isEmpty() ? -1 : 0, Showing::Another);
}

// The table that is shown as `snapshot` has it; nothing where it is gone.
std::optional<TableHit> AllTables::followedTable(const Snapshot &snapshot) const
{
    // The note may have been renamed since.
    const int before = m_row >= 0 ? m_found.hits.at(m_row).file : -1;
    const int after = snapshot.find(m_path);
    if (before < 0 || after < 0 || !m_found.snapshot.file(before).note || !snapshot.file(after).note)
        return std::nullopt;
    const Note &older = m_found.snapshot.note(before);
    const Note &newer = snapshot.note(after);
    if (older.text == newer.text)
        return TableHit{after, m_shown->place.table};
    const QList<TablePlace> places = tablePlaces(newer.facts);
    const QList<TablePlace> olderPlaces = tablePlaces(older.facts);
    const auto own = static_cast<int>(olderPlaces.indexOf(m_shown->place));
    const int place =
        tearsheet::followedTable(own, {older.text, older.facts, olderPlaces}, {newer.text, newer.facts, places});
    if (place < 0 || places.at(place).table < 0)
        return std::nullopt;
    return TableHit{after, places.at(place).table};
}

void AllTables::choose(int row, Showing showing)
{
    m_row = row;
    {
        const QSignalBlocker blocker(m_list->selectionModel());
        m_list->setCurrentIndex(m_tables->index(row));
    }
    m_list->viewport()->update();
    ShownTablePtr next;
    NotePath path;
    if (row >= 0) {
        const TableHit &hit = m_found.hits.at(row);
        const FileEntry &entry = m_found.snapshot.file(hit.file);
        path = entry.path;
        next = shownTable({hit.table, entry.note->facts.tables.at(hit.table).range}, entry.note->text,
                          entry.note->facts, entry.path, m_found.snapshot);
    }
    // What was typed and not written is told of by the note that it was typed into.
    if (showing == Showing::Another)
        m_pane->show(nullptr, false, {}, Showing::Another);
    const bool other = path != m_path;
    m_path = path;
    m_shown = next;
    if (other)
        setDisputes(nullptr);
    m_pane->show(next, true, {}, showing);
    if (other)
        Q_EMIT pathChanged();
}

void AllTables::showStates()
{
    const bool any = !m_found.hits.isEmpty();
    m_list->setVisible(any);
    m_empty->setVisible(!any);
    m_pane->setVisible(any);
    m_empty->setText(m_found.total > 0 ? tr("No table says all of this.")
                                       : tr("There are no tables in this vault yet."));
    const QLocale locale(QLocale::English);
    m_count->setText(
        m_found.hits.size() == m_found.total
            ? tr("%1 tables").arg(locale.toString(m_found.total))
            : tr("%1 of %2 tables").arg(locale.toString(m_found.hits.size()), locale.toString(m_found.total)));
}

void AllTables::showMenu(const QPoint &place)
{
    if (!m_shown)
        return;
    constexpr qsizetype Most = 12; // More are no comparison any more.
    QList<NotePath> notes;
    for (const TableHit &hit : std::as_const(m_found.hits)) {
        const NotePath &path = m_found.snapshot.file(hit.file).path;
        if (!notes.contains(path) && notes.size() < Most)
            notes.append(path);
    }
    auto *menu = new QMenu(this);
    menu->setObjectName(u"allTablesMenu");
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Open"), this, [this] { openChosen({}); });
    menu->addAction(tr("Open in new tab"), this, [this] { openChosen(Qt::ControlModifier); });
    menu->addSeparator();
    const auto compare = [this](TableComparison with) {
        return [this, with, path = m_path, offset = m_shown->place.range.begin] {
            Q_EMIT comparisonWanted(path, offset, with);
        };
    };
    menu->addAction(tr("Compare with competitors"), this, compare(TableComparison::Companies));
    menu->addAction(tr("Same table of the companies named here"), this, compare(TableComparison::Tables));
    QAction *const all = menu->addAction(tr("Compare the %1 notes found").arg(notes.size()), this,
                                         [this, notes] { Q_EMIT notesComparisonWanted(notes); });
    all->setVisible(notes.size() > 1 && !m_field->text().trimmed().isEmpty());
    menu->popup(m_list->viewport()->mapToGlobal(place));
}

void AllTables::openChosen(Qt::KeyboardModifiers modifiers)
{
    if (m_shown)
        Q_EMIT opened(m_path, m_shown->place.range.begin, modifiers);
}

// From the list, and from a button that mended something.
void AllTables::keyPressEvent(QKeyEvent *event)
{
    if (!pressUndo(*this, *event))
        QWidget::keyPressEvent(event);
}

bool AllTables::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(object, event);
    const auto &key = static_cast<const QKeyEvent &>(*event);
    if (isEnter(key) && key.modifiers().testAnyFlags(Qt::ControlModifier | Qt::AltModifier)) {
        openChosen(key.modifiers() & Qt::ControlModifier);
        return true;
    }
    if (isEnter(key) && m_shown) {
        grid()->setFocus();
        if (!grid()->currentIndex().isValid() && grid()->model()->rowCount() > 0)
            grid()->setCurrentIndex(grid()->model()->index(0, 0));
        return true;
    }
    if (object == m_field) {
        const bool moves = key.key() == Qt::Key_Down || key.key() == Qt::Key_Up || key.key() == Qt::Key_PageDown
                           || key.key() == Qt::Key_PageUp;
        if (moves) {
            QKeyEvent copy(QEvent::KeyPress, key.key(), key.modifiers());
            QCoreApplication::sendEvent(m_list, &copy);
            return true;
        }
        if (key.key() == Qt::Key_Escape && !m_field->text().isEmpty()) {
            m_field->clear();
            return true;
        }
    }
    return QWidget::eventFilter(object, event);
}

} // namespace tearsheet
