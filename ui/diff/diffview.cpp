// SPDX-License-Identifier: GPL-3.0-or-later
// What a comparison holds and where it stands. How it is painted and how it answers is in the files beside.
#include "ui/diff/diffview.h"

#include "ui/diff/diffheader.h"
#include "ui/diff/diffmetrics.h"
#include "ui/style/fonts.h"

#include <QLocale>
#include <QScrollBar>

#include <algorithm>

namespace tearsheet {

namespace {

constexpr int MostLaidOut = 400; // Rows whose lines are kept.
constexpr int MostAttempts = 10; // To bring a row into view; each halves what was estimated wrongly.

} // namespace

DiffView::DiffView(QWidget *parent)
    : QAbstractScrollArea(parent), m_header(new DiffHeader(this)), m_emptySentence(tr("No difference.")),
      m_lines(MostLaidOut)
{
    setObjectName(u"diffView");
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setFont(editorFont());
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setViewportMargins(0, DiffHeader::Height, 0, 0);
    m_header->setFont(QApplication::font());
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setMouseTracking(true);
    describe();
}

DiffView::~DiffView() = default;

// --- content --------------------------------------------------------------------------------------------------------

void DiffView::setTitles(const QString &left, const QString &right)
{
    m_header->setTitles(left, right);
    setAccessibleName(tr("Differences: %1, %2").arg(left, right));
}

void DiffView::setEmptySentence(const QString &sentence)
{
    m_emptySentence = sentence;
    describe();
    viewport()->update();
}

void DiffView::setControlsVisible(bool visible)
{
    m_header->setControlsVisible(visible);
}

void DiffView::showRows(const DiffRows &rows, const QList<RowMark> &marks)
{
    take(rows, marks);
    m_change = -1;
    verticalScrollBar()->setValue(0);
    if (changeCount() > 0)
        goToChange(0);
}

void DiffView::exchangeRows(const DiffRows &rows)
{
    // What has a line on the left stands in both comparisons.
    int row = m_entries.isEmpty() ? -1 : m_entries.at(std::max(0, entryAt(verticalScrollBar()->value()))).rows.begin;
    while (row >= 0 && m_rows.rows.at(row).left.line < 0)
        --row;
    const int line = row < 0 ? 0 : m_rows.rows.at(row).left.line;
    const int below = row < 0 ? 0 : verticalScrollBar()->value() - m_entries.at(entryOf(row)).y;
    const int change = m_change;
    take(rows, {});
    m_change = std::clamp(change, std::min(0, changeCount() - 1), changeCount() - 1);
    describe();
    if (m_entries.isEmpty())
        return;
    if (const int same = rowOfLine(line); same >= 0)
        verticalScrollBar()->setValue(m_entries.at(entryOf(same)).y + below);
}

// The row with this line of the left side; -1 where there is none.
int DiffView::rowOfLine(int line) const
{
    const auto row = std::ranges::find(m_rows.rows, line, [](const DiffRow &one) { return one.left.line; });
    return row == m_rows.rows.end() ? -1 : static_cast<int>(row - m_rows.rows.begin());
}

void DiffView::take(const DiffRows &rows, const QList<RowMark> &marks)
{
    m_rows = rows;
    m_marks = marks;
    m_opened.clear();
    m_anchor = m_head = m_hovered = -1;
    m_differs = std::ranges::any_of(rows.rows, [](const DiffRow &row) { return row.kind != DiffRow::Kind::Same; });
    rebuildEntries();
    describe();
}

void DiffView::setMarks(const QList<RowMark> &marks)
{
    m_marks = marks;
    viewport()->update();
}

const RowMark &DiffView::mark(int row) const
{
    static const RowMark none;
    return row < m_marks.size() ? m_marks.at(row) : none;
}

void DiffView::describe()
{
    const int count = changeCount();
    const bool merge = !m_marks.isEmpty();
    QString sentence = merge ? tr("No conflict") : m_emptySentence;
    if (count == 1)
        sentence = merge ? tr("One conflict") : tr("One change");
    else if (count > 1)
        sentence = (merge ? tr("%1 conflicts") : tr("%1 changes")).arg(QLocale().toString(count));
    setAccessibleDescription(sentence);
    m_header->refresh();
}

void DiffView::setInline(bool on)
{
    if (m_inline == on)
        return;
    keepTop([&] {
        m_inline = on;
        forgetLayout();
    });
    m_header->refresh();
}

// --- changes --------------------------------------------------------------------------------------------------------

void DiffView::goToChange(int change)
{
    if (change < 0 || change >= changeCount())
        return;
    m_change = change;
    const RowSpan rows = m_rows.changes.at(change);
    m_anchor = m_head = rows.begin;
    m_side = m_rows.rows.at(rows.begin).kind == DiffRow::Kind::OnlyLeft ? Side::Left : Side::Right;
    bringIntoView(rows, true);
    m_header->refresh();
    viewport()->update();
    Q_EMIT currentChangeChanged(change);
}

// Again, because rows on the way there are measured only when they come into view.
void DiffView::bringIntoView(RowSpan rows, bool withRoomAbove)
{
    for (int attempt = 0; attempt < MostAttempts; ++attempt) {
        measureVisible();
        const Entry &first = m_entries.at(entryOf(rows.begin));
        const Entry &last = m_entries.at(entryOf(rows.end - 1));
        const int top = verticalScrollBar()->value();
        const int height = viewport()->height();
        const bool above = first.y < top;
        if (!above && last.y + last.height <= top + height)
            break;
        if (withRoomAbove)
            verticalScrollBar()->setValue(first.y - height / 4);
        else
            verticalScrollBar()->setValue(above ? first.y : last.y + last.height - height);
    }
}

void DiffView::goToLine(int line)
{
    const int row = rowOfLine(line);
    const auto change = std::ranges::find_if(m_rows.changes, [&](RowSpan rows) { return rows.contains(row); });
    if (change == m_rows.changes.end())
        return;
    goToChange(static_cast<int>(change - m_rows.changes.begin()));
    m_anchor = m_head = row;
    bringIntoView({row, row + 1}, true);
}

bool DiffView::isFolded(int row) const
{
    const int entry = entryOf(row);
    return entry >= 0 && m_entries.at(entry).folded;
}

void DiffView::unfold(int row)
{
    if (!isFolded(row))
        return;
    m_opened.insert(m_entries.at(entryOf(row)).rows.begin);
    keepTop([&] { rebuildEntries(); });
}

void DiffView::unfoldAll()
{
    for (const RowSpan fold : std::as_const(m_rows.folds))
        m_opened.insert(fold.begin);
    keepTop([&] { rebuildEntries(); });
}

// --- places ---------------------------------------------------------------------------------------------------------

void DiffView::rebuildEntries()
{
    m_entries.clear();
    m_hovered = -1;
    auto fold = m_rows.folds.cbegin();
    const int count = m_differs ? static_cast<int>(m_rows.rows.size()) : 0;
    for (int row = 0; row < count;) {
        while (fold != m_rows.folds.cend() && fold->begin < row)
            ++fold;
        const bool folded = fold != m_rows.folds.cend() && fold->begin == row && !m_opened.contains(row);
        m_entries.append({folded ? *fold : RowSpan{row, row + 1}, folded});
        row = m_entries.last().rows.end;
    }
    forgetLayout();
}

void DiffView::forgetLayout()
{
    m_lines.clear();
    for (Entry &entry : m_entries) {
        entry.measured = entry.folded;
        entry.height = estimate(entry);
    }
    place();
    viewport()->update();
}

// Changes heights so that the row at the top of the view stays there.
void DiffView::keepTop(const std::function<void()> &change)
{
    const int top = entryAt(verticalScrollBar()->value());
    const int row = top < 0 ? -1 : m_entries.at(top).rows.begin;
    const int below = top < 0 ? 0 : verticalScrollBar()->value() - m_entries.at(top).y;
    change();
    if (row < 0 || m_entries.isEmpty())
        return;
    const Entry &entry = m_entries.at(entryOf(row));
    verticalScrollBar()->setValue(entry.y + std::min(below, entry.height));
}

void DiffView::place()
{
    int y = 0;
    for (Entry &entry : m_entries) {
        entry.y = y;
        y += entry.height;
    }
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(fontMetrics().lineSpacing() + 2 * DiffMetrics::RowPadding);
    verticalScrollBar()->setRange(0, std::max(0, y + DiffMetrics::Below - viewport()->height()));
}

void DiffView::measureVisible()
{
    bool moved = false;
    const int bottom = verticalScrollBar()->value() + viewport()->height();
    int y = 0;
    for (int i = std::max(0, entryAt(verticalScrollBar()->value())); i < m_entries.size(); ++i) {
        Entry &entry = m_entries[i];
        if (moved)
            entry.y = y;
        if (entry.y > bottom)
            break;
        if (!entry.measured) {
            const int height = heightOf(entry);
            moved = moved || height != entry.height;
            entry.height = height;
            entry.measured = true;
        }
        y = entry.y + entry.height;
    }
    if (moved)
        place();
}

DiffView::Columns DiffView::columns(Side side) const
{
    const int digit = fontMetrics().horizontalAdvance(u'0');
    const int numbers = digit * std::max(3, static_cast<int>(QString::number(m_rows.rows.size()).size()));
    const bool right = side == Side::Right;
    const int middle = viewport()->width() / 2;
    Columns columns{};
    columns.left = m_inline || !right ? 0 : middle + 1;
    columns.width = m_inline ? viewport()->width() : right ? viewport()->width() - middle - 1 : middle;
    columns.numbers = columns.left + DiffMetrics::Margin + numbers;
    // In one column the numbers of both sides stand beside each other.
    const int before = m_inline ? DiffMetrics::Margin + numbers : 0;
    columns.sign = columns.numbers + before + DiffMetrics::Gap;
    if (m_inline && right)
        columns.numbers += before;
    columns.text = columns.sign + DiffMetrics::Sign + DiffMetrics::Gap;
    columns.textWidth = std::max(40, columns.left + columns.width - DiffMetrics::Margin - columns.text);
    return columns;
}

int DiffView::captionHeight(const Entry &entry) const
{
    return mark(entry.rows.begin).caption.isEmpty() ? 0 : DiffMetrics::Slim;
}

// As if all characters were of one width: right for nearly every line of a monospaced font.
int DiffView::estimate(const Entry &entry) const
{
    if (entry.folded)
        return DiffMetrics::Slim;
    const int inLine = std::max(1, columns(Side::Left).textWidth / std::max(1, fontMetrics().horizontalAdvance(u'0')));
    const auto height = [&](const DiffSide &side) {
        const qsizetype size = std::min(side.text.size(), DiffLine::LongestShown);
        const int lines = std::max(1, static_cast<int>((size + inLine - 1) / inLine));
        return side.line < 0 ? 0 : lines * fontMetrics().lineSpacing() + 2 * DiffMetrics::RowPadding;
    };
    const DiffRow &row = m_rows.rows.at(entry.rows.begin);
    const int left = height(row.left);
    const int right = height(row.right);
    const bool stacked = m_inline && row.kind == DiffRow::Kind::Changed;
    return captionHeight(entry) + (stacked ? left + right : std::max(left, right));
}

int DiffView::heightOf(const Entry &entry)
{
    const Lines &lines = linesOf(entry.rows.begin);
    const int left = lines.left ? lines.left->height() + 2 * DiffMetrics::RowPadding : 0;
    const int right = lines.right ? lines.right->height() + 2 * DiffMetrics::RowPadding : 0;
    const bool stacked = m_inline && m_rows.rows.at(entry.rows.begin).kind == DiffRow::Kind::Changed;
    return captionHeight(entry) + (stacked ? left + right : std::max(left, right));
}

const DiffView::Lines &DiffView::linesOf(int row)
{
    if (const Lines *known = m_lines.object(row))
        return *known;
    const auto line = [&](const DiffSide &side, Side which) {
        return side.line < 0 ? nullptr : std::make_unique<DiffLine>(side, font(), columns(which).textWidth);
    };
    const DiffRow &shown = m_rows.rows.at(row);
    auto *lines = new Lines{line(shown.left, Side::Left), line(shown.right, Side::Right)};
    m_lines.insert(row, lines);
    return *lines;
}

int DiffView::entryOf(int row) const
{
    const auto after =
        std::ranges::upper_bound(m_entries, row, {}, [](const Entry &entry) { return entry.rows.begin; });
    return static_cast<int>(after - m_entries.begin()) - 1;
}

int DiffView::entryAt(int y) const
{
    const auto after = std::ranges::upper_bound(m_entries, y, {}, &Entry::y);
    return static_cast<int>(after - m_entries.begin()) - 1;
}

QRect DiffView::rectOf(const Entry &entry) const
{
    return {0, entry.y - verticalScrollBar()->value(), viewport()->width(), entry.height};
}

QRect DiffView::sideRect(const Entry &entry, Side side)
{
    QRect rect = rectOf(entry);
    if (entry.folded)
        return rect;
    const Columns where = columns(side);
    rect.setLeft(where.left);
    rect.setWidth(where.width);
    rect.setTop(rect.top() + captionHeight(entry));
    if (m_inline && m_rows.rows.at(entry.rows.begin).kind == DiffRow::Kind::Changed) {
        const int left = linesOf(entry.rows.begin).left->height() + 2 * DiffMetrics::RowPadding;
        if (side == Side::Left)
            rect.setHeight(left);
        else
            rect.setTop(rect.top() + left);
    }
    return rect;
}

QRect DiffView::rowRect(int row, Side side)
{
    measureVisible();
    const int entry = entryOf(row);
    return entry < 0 ? QRect() : sideRect(m_entries.at(entry), side);
}

RowSpan DiffView::selectedRows() const
{
    if (m_anchor < 0)
        return {};
    const Entry &first = m_entries.at(entryOf(std::min(m_anchor, m_head)));
    const Entry &last = m_entries.at(entryOf(std::max(m_anchor, m_head)));
    return {first.rows.begin, last.rows.end};
}

// --- events ---------------------------------------------------------------------------------------------------------

void DiffView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    m_header->setGeometry(0, 0, width(), DiffHeader::Height);
    m_header->update();
    if (event->size().width() == event->oldSize().width())
        place();
    else
        keepTop([&] { forgetLayout(); });
}

void DiffView::scrollContentsBy(int, int)
{
    viewport()->update();
}

void DiffView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        keepTop([&] { forgetLayout(); });
}

} // namespace tearsheet
