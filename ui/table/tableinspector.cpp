// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/tableinspector.h"

#include "ui/panels/emptystate.h"
#include "ui/style/style.h"
#include "ui/table/celldelegate.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLocale>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr int Narrowest = 72;
constexpr int Widest = 420;
constexpr int Slack = 14; // What a column is given beyond its widest cell.

} // namespace

TableInspector::TableInspector(QWidget *parent)
    : QWidget(parent), m_chooser(new QComboBox(this)), m_grid(new QTableView(this)), m_empty(emptyState({}, this)),
      m_model(new TableModel(this)), m_sorted(new TableSortModel(this))
{
    setObjectName(u"tableInspector");
    m_chooser->setObjectName(u"tableChooser");
    m_chooser->setAccessibleName(tr("Table of this note"));
    m_chooser->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_chooser->setMaxVisibleItems(30);
    m_sorted->setSourceModel(m_model);
    m_grid->setObjectName(u"tableGrid");
    m_grid->setAccessibleName(tr("Table"));
    m_grid->setModel(m_sorted);
    m_grid->setItemDelegate(new CellDelegate(m_grid));
    m_grid->setFrameShape(QFrame::NoFrame);
    m_grid->setShowGrid(false);
    m_grid->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_grid->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_grid->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_grid->setTabKeyNavigation(false);
    m_grid->setMouseTracking(true);
    m_grid->verticalHeader()->hide();
    m_grid->verticalHeader()->setDefaultSectionSize(30);
    m_grid->horizontalHeader()->setSectionsClickable(true);
    m_grid->horizontalHeader()->setHighlightSections(false);
    m_grid->horizontalHeader()->setStretchLastSection(true);
    m_grid->horizontalHeader()->setMinimumSectionSize(48);
    m_grid->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_grid->installEventFilter(this);
    m_grid->viewport()->installEventFilter(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(10, 6, 10, 6);
    top->addWidget(m_chooser);
    top->addStretch(1);
    layout->addLayout(top);
    layout->addWidget(m_grid, 1);
    layout->addWidget(m_empty, 1);
    connect(m_chooser, &QComboBox::activated, this, &TableInspector::choose);
    connect(m_grid->horizontalHeader(), &QHeaderView::sectionClicked, this, &TableInspector::sortByHeader);
    connect(m_grid->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TableInspector::summarise);
    connect(m_grid, &QTableView::doubleClicked, this,
            [this](const QModelIndex &index) { Q_EMIT cellActivated(index.data(TableModel::OffsetRole).toUInt()); });
    showNote(nullptr, {}, {});
}

void TableInspector::showNote(const ParsedNotePtr &note, const NotePath &path, const Snapshot &snapshot)
{
    const bool sameNote = note && m_note && path == m_path;
    if (sameNote && note == m_note && snapshot.revision() == m_snapshot.revision())
        return;
    const QString chosen = sameNote ? keyOf(m_table) : QString();
    m_note = note;
    m_path = path;
    m_snapshot = snapshot;
    const QSignalBlocker blocker(m_chooser);
    m_chooser->clear();
    int table = -1;
    const int count = note ? static_cast<int>(note->facts.tables.size()) : 0;
    for (int i = 0; i < count; ++i) {
        const TableOutline &outline = note->facts.tables.at(i);
        QStringList headers;
        for (const ByteRange cell : cutRow(outline.header, note->text).cells)
            headers.append(cellText(cell.in(note->text)));
        const QString heading = outline.heading < 0
                                    ? path.name().toString()
                                    : plainInline(note->facts.headings.at(outline.heading).text.in(note->text));
        m_chooser->addItem(tr("%1  ·  %2  ·  %n rows", nullptr, outline.rowCount).arg(heading, headers.join(u", "_s)));
        if (table < 0 && keyOf(i) == chosen)
            table = i;
    }
    if (table < 0)
        table = sameNote && m_table < count ? m_table : count > 0 ? 0 : -1;
    m_chooser->setVisible(count > 0);
    m_grid->setVisible(count > 0);
    m_empty->setVisible(count == 0);
    m_empty->setText(note ? tr("No tables in this note.") : tr("No note is open."));
    choose(table);
}

void TableInspector::showTableAt(quint32 offset)
{
    if (!m_note)
        return;
    const auto table = std::ranges::find_if(
        m_note->facts.tables, [&](const TableOutline &outline) { return outline.range.contains(offset); });
    const int index = static_cast<int>(table - m_note->facts.tables.begin());
    if (table != m_note->facts.tables.end() && index != m_table)
        choose(index);
}

QString TableInspector::keyOf(int table) const
{
    if (!m_note || table < 0 || table >= m_note->facts.tables.size())
        return {};
    const TableOutline &outline = m_note->facts.tables.at(table);
    const QByteArray heading = outline.heading < 0
                                   ? QByteArray()
                                   : m_note->facts.headings.at(outline.heading).text.in(m_note->text).toByteArray();
    return m_path.toString() + u'\n' + QString::fromUtf8(heading) + u'\n'
           + QString::fromUtf8(outline.header.in(m_note->text));
}

void TableInspector::choose(int table)
{
    const bool another = keyOf(table) != keyOf(m_table) || m_model->columnCount() == 0;
    const QPoint scrolled(m_grid->horizontalScrollBar()->value(), m_grid->verticalScrollBar()->value());
    m_table = table;
    m_chooser->setCurrentIndex(table);
    static_cast<CellDelegate *>(m_grid->itemDelegate())->reset();
    m_model->showTable(m_note, table, m_path, m_snapshot);
    m_sorted->sortBy(m_orders.value(keyOf(table)));
    fitColumns();
    if (!another) {
        m_grid->horizontalScrollBar()->setValue(scrolled.x());
        m_grid->verticalScrollBar()->setValue(scrolled.y());
    }
    QHeaderView *const header = m_grid->horizontalHeader();
    const auto keys = m_sorted->keys();
    header->setSortIndicatorShown(!keys.isEmpty());
    if (!keys.isEmpty())
        header->setSortIndicator(keys.first().column, keys.first().order);
    summarise();
}

void TableInspector::sortByHeader(int column)
{
    // Largest first for figures, then smallest, then the note's own order; Shift adds a further key.
    const bool add = QApplication::keyboardModifiers().testFlag(Qt::ShiftModifier);
    QList<TableSortModel::Key> keys = m_sorted->keys();
    const auto known = std::ranges::find(keys, column, &TableSortModel::Key::column);
    const CellKind kind = m_model->columnKind(column);
    const bool figures = isNumeric(kind);
    const Qt::SortOrder first = figures ? Qt::DescendingOrder : Qt::AscendingOrder;
    const Qt::SortOrder second = figures ? Qt::AscendingOrder : Qt::DescendingOrder;
    const std::optional<Qt::SortOrder> next = known == keys.end()     ? std::optional(first)
                                              : known->order == first ? std::optional(second)
                                                                      : std::nullopt;
    if (!add)
        keys.clear();
    else
        keys.removeIf([&](const TableSortModel::Key &key) { return key.column == column; });
    if (next)
        keys.append({column, *next});
    m_orders[keyOf(m_table)] = keys;
    m_sorted->sortBy(keys);
    m_grid->horizontalHeader()->setSortIndicatorShown(!keys.isEmpty());
    if (!keys.isEmpty())
        m_grid->horizontalHeader()->setSortIndicator(keys.first().column, keys.first().order);
}

void TableInspector::fitColumns()
{
    m_grid->resizeColumnsToContents();
    for (int column = 0; column < m_model->columnCount(); ++column)
        m_grid->setColumnWidth(column, std::clamp(m_grid->columnWidth(column) + Slack, Narrowest, Widest));
    // Words may take what is left of the width; figures stay near what they belong to.
    const QModelIndex last = m_model->index(0, m_model->columnCount() - 1);
    m_grid->horizontalHeader()->setStretchLastSection(!last.data(TableModel::NumericRole).toBool());
}

void TableInspector::summarise()
{
    const QModelIndexList selected = m_grid->selectionModel()->selectedIndexes();
    if (selected.size() < 2) {
        Q_EMIT summaryChanged({});
        return;
    }
    QList<double> numbers;
    QSet<QString> units;
    for (const QModelIndex &index : selected) {
        const auto value = index.data(TableModel::ValueRole).value<CellValue>();
        if (!value.isNumeric())
            continue;
        const Quantity &quantity = value.quantities.first();
        numbers.append(quantity.magnitude());
        units.insert(QString::fromUtf8(quantity.currency.isValid() ? QByteArrayView(quantity.currency.name())
                                                                   : QByteArrayView(quantity.unit)));
    }
    QString summary = tr("%n cells", nullptr, static_cast<int>(selected.size()));
    if (numbers.size() >= 2) {
        std::ranges::sort(numbers);
        const QString unit =
            units.size() == 1 && !units.begin()->isEmpty() ? QString(u' ' + *units.begin()) : QString();
        const auto shown = [&](double number) { return QString(QLocale().toString(number, 'g', 6) + unit); };
        double sum = 0;
        for (const double number : std::as_const(numbers))
            sum += number;
        const qsizetype middle = numbers.size() / 2;
        const double median =
            numbers.size() % 2 == 1 ? numbers.at(middle) : (numbers.at(middle - 1) + numbers.at(middle)) / 2;
        summary += tr("  ·  sum %1  ·  mean %2  ·  median %3  ·  min %4  ·  max %5")
                       .arg(shown(sum), shown(sum / static_cast<double>(numbers.size())), shown(median),
                            shown(numbers.first()), shown(numbers.last()));
        if (units.size() > 1)
            summary += tr("  ·  different units");
    }
    Q_EMIT summaryChanged(summary);
}

// As a spreadsheet, a word processor and a note would want it.
void TableInspector::copySelection()
{
    const QItemSelection selection = m_grid->selectionModel()->selection();
    if (selection.isEmpty())
        return;
    QRect area;
    for (const QItemSelectionRange &range : selection)
        area = area.united(QRect(QPoint(range.left(), range.top()), QPoint(range.right(), range.bottom())));
    QStringList tsv;
    QStringList markdown;
    QString html = u"<table>"_s;
    for (int row = area.top(); row <= area.bottom(); ++row) {
        QStringList plain;
        QStringList raw;
        html += u"<tr>"_s;
        for (int column = area.left(); column <= area.right(); ++column) {
            const QModelIndex index = m_sorted->index(row, column);
            plain.append(index.data().toString());
            raw.append(index.data(TableModel::RawRole).toString());
            html += u"<td>"_s + index.data().toString().toHtmlEscaped() + u"</td>"_s;
        }
        html += u"</tr>"_s;
        tsv.append(plain.join(u'\t'));
        markdown.append(u"| "_s + raw.join(u" | "_s) + u" |"_s);
    }
    auto *copied = new QMimeData;
    copied->setText(tsv.join(u'\n'));
    copied->setHtml(html + u"</table>"_s);
    copied->setData(u"text/markdown"_s, markdown.join(u'\n').toUtf8());
    QApplication::clipboard()->setMimeData(copied);
}

bool TableInspector::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_grid && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const QModelIndex current = m_grid->currentIndex();
        if (key->matches(QKeySequence::Copy)) {
            copySelection();
            return true;
        }
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && current.isValid()) {
            Q_EMIT cellActivated(current.data(TableModel::OffsetRole).toUInt());
            return true;
        }
    }
    if (object != m_grid->viewport())
        return false;
    const auto linkUnder = [&](QPoint point) {
        const QModelIndex index = m_grid->indexAt(point);
        const QVariant link = index.data(TableModel::LinkRole);
        const int textWidth = m_grid->fontMetrics().horizontalAdvance(index.data().toString()) + 16;
        const bool onText = link.isValid() && point.x() < m_grid->visualRect(index).left() + textWidth;
        return onText ? std::optional(link.value<LinkTarget>()) : std::nullopt;
    };
    if (event->type() == QEvent::MouseMove) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        const bool hand = mouse->buttons() == Qt::NoButton && linkUnder(mouse->position().toPoint());
        m_grid->viewport()->setCursor(hand ? Qt::PointingHandCursor : Qt::ArrowCursor);
    } else if (event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        const auto link = linkUnder(mouse->position().toPoint());
        if (link && m_grid->selectionModel()->selectedIndexes().size() <= 1) {
            const bool newTab = mouse->button() == Qt::MiddleButton || mouse->modifiers().testFlag(Qt::ControlModifier);
            Q_EMIT linkActivated(*link, newTab ? Qt::ControlModifier : Qt::NoModifier);
        }
    }
    return false;
}

} // namespace tearsheet
