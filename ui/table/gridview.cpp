// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/gridview.h"

#include "ui/style/style.h"
#include "ui/table/celldelegate.h"
#include "ui/table/gridheader.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStyleHints>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr int Narrowest = 72;
constexpr int Widest = 420;
constexpr int Slack = 14;           // What a column is given beyond its widest cell.
constexpr int MostFitted = 200;     // Columns; others get a common width.
constexpr int MostMeasured = 10000; // Cells, to find out how wide columns are.
constexpr qsizetype MostSummed = 50000;
constexpr int RowHeight = 30;

// Numbers of one unit in full; those of several, which cannot be added, a short word for each unit.
QString unitsText(const QList<UnitSummary> &units)
{
    constexpr qsizetype MostUnits = 3;
    const auto shown = [](double number, const UnitSummary &of) { return shownNumber(number, of.unit); };
    // What is made of numbers that are about so much is about so much.
    const auto made = [&](double number, const UnitSummary &of) {
        return QString((of.approximate ? u"~"_s : QString()) + shown(number, of));
    };
    QString text;
    if (units.size() == 1 && units.first().numbers > 1) {
        const UnitSummary &all = units.first();
        return GridView::tr("  ·  sum %1  ·  mean %2  ·  median %3  ·  min %4  ·  max %5")
            .arg(made(all.sum, all), made(all.mean, all), made(all.median, all), shown(all.least, all),
                 shown(all.most, all));
    }
    for (const UnitSummary &one : units.first(units.size() > 1 ? std::min(units.size(), MostUnits) : 0)) {
        const QString count = one.unit.isEmpty() ? GridView::tr("  ·  %1 without a unit: ").arg(one.numbers)
                                                 : GridView::tr("  ·  %1 in %2: ").arg(one.numbers).arg(one.unit);
        text += count
                + (one.numbers == 1 ? shown(one.sum, one)
                                    : GridView::tr("sum %1, mean %2, %3 to %4")
                                          .arg(made(one.sum, one), made(one.mean, one), shown(one.least, one),
                                               shown(one.most, one)));
    }
    if (units.size() > MostUnits)
        text += GridView::tr("  ·  others in other units");
    return text;
}

} // namespace

GridView::GridView(QWidget *parent)
    : QTableView(parent), m_model(new TableModel(this)), m_delegate(new CellDelegate(this)),
      m_header(new GridHeader(this))
{
    setObjectName(u"tableGrid");
    setAccessibleName(tr("Table"));
    setHorizontalHeader(m_header);
    setModel(m_model);
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setEditTriggers(DoubleClicked | EditKeyPressed | AnyKeyPressed);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setWordWrap(false);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(RowHeight);
    verticalHeader()->setDefaultSectionSize(RowHeight);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_header->setStretchLastSection(true);
    m_header->setDefaultSectionSize(Narrowest);
    m_header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connect(m_header, &QHeaderView::sectionClicked, this, &GridView::sortByHeader);
    connect(m_header, &QHeaderView::sectionResized, this, &GridView::showPinned);
    connect(m_header, &GridHeader::filterTyped, this, [this](int column, const QString &text) {
        Arrangement arrangement = m_model->arrangement();
        if (text.trimmed().isEmpty())
            arrangement.filters.remove(column);
        else
            arrangement.filters.insert(column, text);
        arrange(arrangement);
    });
    connect(m_header, &GridHeader::rowsWanted, this, [this] {
        setFocus();
        if (!currentIndex().isValid() && m_model->rowCount() > 0)
            setCurrentIndex(m_model->index(0, 0));
    });
    connect(m_header, &GridHeader::filterWanted, this, &GridView::focusFilter);
    connect(m_header, &GridHeader::renameWanted, this, [this](int column) {
        arrange(m_beforeClick);
        renameColumn(column);
    });
    connect(m_delegate, &CellDelegate::typed, this, [this] {
        if (!m_delegate->editor())
            m_model->hold(-1);
        Q_EMIT unwrittenChanged();
    });
    connect(this, &GridView::typedTextsChanged, this, &GridView::unwrittenChanged);
    connect(m_delegate, &CellDelegate::givingUp, this, &GridView::givingUp);
    connect(m_delegate, &CellDelegate::movedOn, this, &GridView::moveOn);
    connect(m_model, &TableModel::editWanted, this, &GridView::editWanted);
    connect(m_model, &TableModel::arranged, this, [this] {
        m_header->showArrangement(m_model->arrangement());
        showPinned();
        summarise();
        Q_EMIT arranged();
    });
}

void GridView::show(const ShownTablePtr &table, bool editable, const QString &whyNot, Showing showing)
{
    m_whyNot = whyNot;
    m_delegate->reset();
    const ShownTablePtr before = m_model->table();
    const bool changed = before && table && before->bytes != table->bytes;
    const std::optional<std::pair<int, int>> wanted = changed ? std::exchange(m_wanted, std::nullopt) : std::nullopt;
    if (before && table && showing == Showing::Newer)
        follow(table, editable);
    else if (before || table)
        showAnother(table, editable);
    if (wanted)
        goTo(wanted->first, wanted->second);
    summarise();
    Q_EMIT unwrittenChanged();
}

void GridView::setDisputes(const DisputesPtr &disputes)
{
    m_model->setDisputes(disputes);
}

std::optional<quint32> GridView::currentOffset() const
{
    const QModelIndex current = currentIndex();
    const auto grid = m_model->table() ? std::dynamic_pointer_cast<const NoteGrid>(m_model->table()->grid) : nullptr;
    if (!grid || !current.isValid())
        return std::nullopt;
    const TableRow &row = grid->table().rows.at(m_model->rows().at(current.row()));
    return current.column() < row.cells.size() ? row.cells.at(current.column()).begin : row.line.begin;
}

void GridView::arrange(const Arrangement &arrangement)
{
    const QModelIndex current = currentIndex();
    const int row = current.isValid() ? current.data(TableModel::SourceRowRole).toInt() : -1;
    const int column = current.column();
    m_model->arrange(arrangement);
    m_header->showArrangement(arrangement);
    if (row >= 0 && !currentIndex().isValid() && m_model->rowOf(row) >= 0)
        makeCurrent(m_model->index(m_model->rowOf(row), column));
}

// The view's own way would look at the keys that are held just now and add to the selection.
void GridView::makeCurrent(const QModelIndex &index)
{
    endTypingOn();
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
}

void GridView::goTo(int source, int column)
{
    const int row = m_model->rowOf(source);
    if (row < 0 || m_model->columnCount() == 0)
        return;
    makeCurrent(m_model->index(row, std::clamp(column, 0, m_model->columnCount() - 1)));
    scrollTo(currentIndex());
}

// Also where no row is shown that could be scrolled to.
void GridView::focusFilter(int column)
{
    QScrollBar *const bar = horizontalScrollBar();
    const int left = m_header->sectionViewportPosition(column);
    const int hidden = left + columnWidth(column) - viewport()->width();
    if (column > 0 && left < pinnedWidth())
        bar->setValue(bar->value() + left - pinnedWidth());
    else if (column > 0 && hidden > 0)
        bar->setValue(bar->value() + std::min(hidden, left - columnWidth(0)));
    m_header->focusFilter(column);
}

void GridView::fitColumns()
{
    const int columns = m_model->columnCount();
    m_header->setResizeContentsPrecision(std::clamp(MostMeasured / std::max(1, columns), 50, 1000));
    {
        // Each width by itself would place everything anew.
        const QSignalBlocker blocker(m_header);
        for (int column = 0; column < columns; ++column) {
            const int wanted = column < MostFitted
                                   ? std::max(sizeHintForColumn(column), m_header->sectionSizeHint(column)) + Slack
                                   : Narrowest;
            if (const int width = std::clamp(wanted, Narrowest, Widest); width != columnWidth(column))
                setColumnWidth(column, width);
        }
    }
    updateGeometries();
    // Words may take what is left of the width; figures stay near what they belong to.
    const QModelIndex last = m_model->index(0, columns - 1);
    m_header->setStretchLastSection(!last.data(TableModel::NumericRole).toBool());
    showPinned();
}

void GridView::sortByHeader(int column)
{
    // Largest first for figures, then smallest, then the note's own order; Shift adds a further key.
    m_beforeClick = m_model->arrangement();
    if (!m_model->table())
        return;
    const bool add = QApplication::keyboardModifiers().testFlag(Qt::ShiftModifier);
    Arrangement arrangement = m_model->arrangement();
    QList<SortKey> &keys = arrangement.keys;
    const auto known = std::ranges::find(keys, column, &SortKey::column);
    const bool figures = isNumeric(m_model->table()->kinds.value(column, CellKind::Text));
    const Qt::SortOrder first = figures ? Qt::DescendingOrder : Qt::AscendingOrder;
    const Qt::SortOrder second = figures ? Qt::AscendingOrder : Qt::DescendingOrder;
    const std::optional<Qt::SortOrder> next = known == keys.end()     ? std::optional(first)
                                              : known->order == first ? std::optional(second)
                                                                      : std::nullopt;
    if (add && known != keys.end() && next)
        known->order = *next;
    else if (add)
        keys.removeIf([&](const SortKey &key) { return key.column == column; });
    else
        keys.clear();
    if (next && !std::ranges::contains(keys, column, &SortKey::column))
        keys.append({column, *next});
    arrange(arrangement);
}

// The first column, held at the left edge.

int GridView::pinnedWidth() const
{
    const bool scrolled = horizontalScrollBar()->value() > 0 && m_model->columnCount() > 1;
    return scrolled && columnWidth(0) <= viewport()->width() / 2 ? columnWidth(0) : 0;
}

void GridView::showPinned()
{
    m_header->setPinnedWidth(pinnedWidth());
    viewport()->update();
}

QRect GridView::visualRect(const QModelIndex &index) const
{
    QRect rect = QTableView::visualRect(index);
    if (index.column() == 0 && pinnedWidth() > 0)
        rect.moveLeft(0);
    return rect;
}

QModelIndex GridView::indexAt(const QPoint &place) const
{
    if (place.x() >= 0 && place.x() < pinnedWidth())
        return m_model->index(rowAt(place.y()), 0);
    return QTableView::indexAt(place);
}

void GridView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (index.column() == 0 && pinnedWidth() > 0) {
        const int x = horizontalScrollBar()->value();
        QTableView::scrollTo(index.siblingAtColumn(columnAt(pinnedWidth() + 1)), hint);
        horizontalScrollBar()->setValue(x);
        return;
    }
    QTableView::scrollTo(index, hint);
    const int hidden = pinnedWidth() - QTableView::visualRect(index).left();
    if (index.column() > 0 && hidden > 0)
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - hidden);
}

void GridView::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    if (dx != 0) {
        showPinned();
        updateEditorGeometries();
    }
}

void GridView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    const int width = pinnedWidth();
    if (width == 0)
        return;
    QPainter painter(viewport());
    const Palette &colours = paletteOf(this);
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const int first = rowAt(0);
    for (int row = first; row >= 0 && row < m_model->rowCount(); ++row) {
        const QModelIndex cell = m_model->index(row, 0);
        option.rect = QRect(0, rowViewportPosition(row), width, rowHeight(row));
        if (option.rect.top() > viewport()->height())
            break;
        option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(cell));
        option.state.setFlag(QStyle::State_HasFocus, hasFocus() && cell == currentIndex());
        itemDelegate()->paint(&painter, option, cell);
    }
    painter.fillRect(QRect(width - 1, 0, 1, viewport()->height()), colours.hairline);
}

void GridView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    showPinned();
}

// Keyboard and mouse.

void GridView::mousePressEvent(QMouseEvent *event)
{
    m_firstColumn = -1;
    endTypingOn();
    m_pressed = indexAt(event->position().toPoint());
    m_pressedAt = event->timestamp();
    // A click selects, as in a spreadsheet; with Ctrl it follows, as in the text.
    if (event->button() == Qt::LeftButton && event->modifiers().testFlag(Qt::ControlModifier)) {
        if (const auto link = linkUnder(event->position().toPoint())) {
            const bool newTab = event->modifiers().testFlag(Qt::AltModifier);
            Q_EMIT linkActivated(*link, newTab ? Qt::ControlModifier : Qt::NoModifier);
            return;
        }
    }
    QTableView::mousePressEvent(event);
    if (event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier) {
        if (const DisputedCell *disputed = disputeUnder(event->position().toPoint()))
            Q_EMIT claimsWanted(disputed->range.begin);
    }
}

const DisputedCell *GridView::disputeUnder(QPoint place) const
{
    constexpr int Slip = 4; // Around the mark, which is small.
    const QModelIndex index = indexAt(place);
    const DisputedCell *const disputed = m_model->disputeAt(index);
    const QRect mark = CellDelegate::disputeMark(visualRect(index)).adjusted(-Slip, -Slip, Slip, Slip);
    return disputed && mark.contains(place) ? disputed : nullptr;
}

std::optional<LinkTarget> GridView::linkUnder(QPoint place) const
{
    const QModelIndex index = indexAt(place);
    const QVariant link = index.data(TableModel::LinkRole);
    const int textWidth = fontMetrics().horizontalAdvance(index.data().toString()) + 16;
    const bool onText = link.isValid() && place.x() < visualRect(index).left() + textWidth;
    return onText ? std::optional(link.value<LinkTarget>()) : std::nullopt;
}

void GridView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint place = event->position().toPoint();
    const bool hand =
        event->buttons() == Qt::NoButton
        && ((event->modifiers().testFlag(Qt::ControlModifier) && linkUnder(place)) || disputeUnder(place));
    viewport()->setCursor(hand ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QTableView::mouseMoveEvent(event);
}

void GridView::mouseReleaseEvent(QMouseEvent *event)
{
    QTableView::mouseReleaseEvent(event);
    if (event->button() != Qt::MiddleButton)
        return;
    if (const auto link = linkUnder(event->position().toPoint()))
        Q_EMIT linkActivated(*link, Qt::ControlModifier);
}

void GridView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    // Between the clicks something came above the rows or among them: the first one told which cell is meant.
    const std::optional<quint64> first = std::exchange(m_pressedAt, std::nullopt);
    const auto most = static_cast<quint64>(QGuiApplication::styleHints()->mouseDoubleClickInterval());
    if (first && event->timestamp() - *first <= most && index != m_pressed) {
        event->accept();
        if (m_pressed.isValid() && event->button() == Qt::LeftButton)
            edit(m_pressed, DoubleClicked, event);
        return;
    }
    QTableView::mouseDoubleClickEvent(event);
    if (!index.isValid() || index.flags().testFlag(Qt::ItemIsEditable))
        return;
    if (const QVariant offset = index.data(TableModel::OffsetRole); offset.isValid() && !m_model->isEditable())
        Q_EMIT placeWanted(offset.toUInt());
}

void GridView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    m_wanted.reset(); // Whoever goes elsewhere stays there.
    QTableView::currentChanged(current, previous);
}

void GridView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    summarise();
}

void GridView::summarise()
{
    const QItemSelection selection = selectionModel()->selection();
    qsizetype count = 0;
    for (const QItemSelectionRange &range : selection)
        count += qsizetype(range.width()) * range.height();
    if (count < 2) {
        Q_EMIT summaryChanged({});
        return;
    }
    QString summary = tr("%n cells", nullptr, static_cast<int>(count));
    if (count <= MostSummed) {
        QList<CellValue> values;
        for (const QModelIndex &index : selection.indexes())
            values.append(index.data(TableModel::ValueRole).value<CellValue>());
        const QList<UnitSummary> units = summaryOf(values).units;
        int numbers = 0;
        for (const UnitSummary &unit : units)
            numbers += unit.numbers;
        if (numbers > 0 && numbers < values.size())
            summary += numbers == 1 ? tr(", one number") : tr(", %1 numbers").arg(numbers);
        summary += unitsText(units);
    }
    Q_EMIT summaryChanged(summary);
}

} // namespace tearsheet
