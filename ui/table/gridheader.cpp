// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/gridheader.h"

#include "ui/style/icons.h"
#include "ui/style/style.h"
#include "ui/table/cellkindicon.h"
#include "ui/table/tablemodel.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QSignalBlocker>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr int FilterHeight = 29; // With the hairline below.
constexpr int Padding = 12;
constexpr int IconSize = 14;

} // namespace

GridHeader::GridHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setHighlightSections(false);
    setMinimumSectionSize(48);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    connect(this, &QHeaderView::sectionResized, this, &GridHeader::placeFilters);
    connect(this, &QHeaderView::sectionCountChanged, this, [this](int, int count) {
        for (auto filter = m_filters.begin(); filter != m_filters.end();) {
            if (filter.key() >= count) {
                (*filter)->hide();
                m_spare.append(*filter);
                filter = m_filters.erase(filter);
            } else {
                ++filter;
            }
        }
        placeFilters();
    });
}

void GridHeader::showArrangement(const Arrangement &arrangement)
{
    m_arrangement = arrangement;
    for (const auto &[column, filter] : m_filters.asKeyValueRange()) {
        const QSignalBlocker blocker(filter);
        if (filter->text() != arrangement.filters.value(column))
            filter->setText(arrangement.filters.value(column));
    }
    placeFilters();
    viewport()->update();
}

void GridHeader::setPinnedWidth(int width)
{
    m_pinned = width;
    viewport()->update();
    placeFilters();
}

void GridHeader::focusFilter(int column)
{
    if (column < 0 || column >= count())
        return;
    placeFilters();
    QLineEdit *const filter = filterOf(column);
    filter->setFocus();
    filter->selectAll();
}

QSize GridHeader::sizeHint() const
{
    return QHeaderView::sizeHint() + QSize(0, FilterHeight);
}

bool GridHeader::event(QEvent *event)
{
    const bool done = QHeaderView::event(event);
    if (event->type() == QEvent::Paint) {
        QPainter painter(this);
        painter.fillRect(QRect(0, height() - 1, width(), 1), paletteOf(this).hairline);
    }
    return done;
}

void GridHeader::updateGeometries()
{
    setViewportMargins(0, 0, 0, FilterHeight);
    QHeaderView::updateGeometries();
    placeFilters();
}

QLineEdit *GridHeader::newFilter()
{
    auto *const filter = new QLineEdit(this);
    filter->setFrame(false);
    filter->setPlaceholderText(tr("Filter"));
    filter->setToolTip(tr("Text that cells contain, or a comparison: >5, <=3%, =x, = for missing"));
    filter->setTextMargins(Padding - 2, 0, Padding - 2, 0);
    filter->installEventFilter(this);
    connect(filter, &QLineEdit::textChanged, this,
            [this, filter](const QString &text) { Q_EMIT filterTyped(m_filters.key(filter, -1), text); });
    return filter;
}

QLineEdit *GridHeader::filterOf(int column)
{
    if (QLineEdit *const known = m_filters.value(column))
        return known;
    QLineEdit *const filter = m_spare.isEmpty() ? newFilter() : m_spare.takeLast();
    const QSignalBlocker blocker(filter);
    filter->setObjectName(u"columnFilter%1"_s.arg(column));
    filter->setText(m_arrangement.filters.value(column));
    m_filters.insert(column, filter);
    return filter;
}

// There are as many as there is room for, however many columns come by.
void GridHeader::placeFilters()
{
    QList<int> columns;
    for (int column = std::max(0, visualIndexAt(m_pinned));
         column < count() && sectionViewportPosition(column) < viewport()->width(); ++column)
        columns.append(column);
    if (count() > 0 && !columns.contains(0))
        columns.append(0);
    QList<QLineEdit *> hidden;
    for (auto filter = m_filters.begin(); filter != m_filters.end();) {
        const bool inSight = columns.contains(filter.key());
        if (!inSight)
            hidden.append(*filter);
        // One that is hidden, if only for a moment, loses the keyboard.
        if (inSight || (*filter)->hasFocus()) {
            ++filter;
        } else {
            m_spare.append(*filter);
            filter = m_filters.erase(filter);
        }
    }
    const int top = viewport()->geometry().bottom() + 1;
    for (const int column : std::as_const(columns)) {
        QLineEdit *const filter = filterOf(column);
        const int left = column == 0 && m_pinned > 0 ? 0 : sectionViewportPosition(column);
        const int align = model()->headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).toInt();
        filter->setAlignment(((align & Qt::AlignRight) != 0 ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        filter->setGeometry(left, top, sectionSize(column), FilterHeight - 1);
        filter->setAccessibleName(tr("Filter of %1").arg(model()->headerData(column, Qt::Horizontal).toString()));
        filter->show();
        hidden.removeOne(filter);
    }
    if (count() > 0)
        filterOf(0)->raise();
    for (QLineEdit *filter : std::as_const(hidden))
        filter->hide();
}

void GridHeader::paintEvent(QPaintEvent *event)
{
    QHeaderView::paintEvent(event);
    const Palette &colours = paletteOf(this);
    if (m_pinned == 0)
        return;
    QPainter painter(viewport());
    paintSection(&painter, QRect(0, 0, m_pinned, viewport()->height()), 0);
    painter.fillRect(QRect(m_pinned - 1, 0, 1, viewport()->height()), colours.hairline);
}

void GridHeader::paintSection(QPainter *painter, const QRect &rect, int column) const
{
    const Palette &colours = paletteOf(this);
    painter->save();
    painter->fillRect(rect, colours.base);
    const auto at = [&](Icon which, const QColor &colour, int x) {
        const QRect place(x, rect.center().y() - IconSize / 2 + 1, IconSize, IconSize);
        painter->drawPixmap(place, iconPixmap(which, colour, IconSize, painter->device()->devicePixelRatio()));
    };
    int left = rect.left() + Padding;
    int right = rect.right() - Padding;
    const auto key = std::ranges::find(m_arrangement.keys, column, &SortKey::column);
    if (key != m_arrangement.keys.end()) {
        right -= IconSize;
        at(key->order == Qt::AscendingOrder ? Icon::SortAscending : Icon::SortDescending, colours.accent, right);
        if (m_arrangement.keys.size() > 1) {
            const QString number = QString::number(key - m_arrangement.keys.begin() + 1);
            right -= painter->fontMetrics().horizontalAdvance(number);
            painter->setPen(colours.accent);
            painter->drawText(QRect(right, rect.top(), rect.right(), rect.height()), Qt::AlignVCenter, number);
        }
        right -= 4;
    }
    if (!model()->headerData(column, Qt::Horizontal, TableModel::DefectRole).toString().isEmpty()) {
        right -= IconSize;
        at(Icon::Warning, colours.warning, right);
        right -= 4;
    }
    QFont font = this->font();
    font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    const QString text = model()->headerData(column, Qt::Horizontal).toString();
    painter->setPen(text.isEmpty() ? colours.faintText : colours.mutedText);
    const int align = model()->headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).toInt();
    if (model()->headerData(column, Qt::Horizontal, Qt::DecorationRole).isValid()) {
        // Beside the name, on whichever side that stands.
        const auto kind = model()->headerData(column, Qt::Horizontal, TableModel::KindRole).value<CellKind>();
        const int free = right - left - IconSize - 6 - painter->fontMetrics().horizontalAdvance(text);
        left += (align & Qt::AlignRight) != 0 ? std::max(0, free) : 0;
        at(iconOf(kind), colours.faintText, left);
        left += IconSize + 6;
    }
    painter->drawText(QRect(left, rect.top(), std::max(0, right - left + 1), rect.height()), align,
                      painter->fontMetrics().elidedText(text, Qt::ElideRight, std::max(0, right - left + 1)));
    painter->restore();
}

bool GridHeader::isPinnedAt(QPoint place) const
{
    return m_pinned > 0 && place.x() < m_pinned;
}

void GridHeader::mousePressEvent(QMouseEvent *event)
{
    m_pressedPinned = isPinnedAt(event->position().toPoint());
    if (!m_pressedPinned)
        QHeaderView::mousePressEvent(event);
}

void GridHeader::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_pressedPinned)
        QHeaderView::mouseReleaseEvent(event);
    else if (isPinnedAt(event->position().toPoint()) && event->button() == Qt::LeftButton)
        Q_EMIT sectionClicked(0);
    m_pressedPinned = false;
}

void GridHeader::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QPoint place = event->position().toPoint();
    const bool atEdge = cursor().shape() == Qt::SplitHCursor;
    const int column = isPinnedAt(place) ? 0 : logicalIndexAt(place);
    if (!atEdge && column >= 0)
        Q_EMIT renameWanted(column);
    else
        QHeaderView::mouseDoubleClickEvent(event);
}

bool GridHeader::eventFilter(QObject *field, QEvent *event)
{
    auto *const filter = qobject_cast<QLineEdit *>(field);
    if (!filter || event->type() != QEvent::KeyPress)
        return QHeaderView::eventFilter(field, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (!m_filters.values().contains(filter)) {
        // A name that is given up stays what it was.
        if (key == Qt::Key_Escape) {
            filter->setModified(false);
            Q_EMIT rowsWanted();
        }
        return key == Qt::Key_Escape;
    }
    if (key == Qt::Key_Escape && !filter->text().isEmpty()) {
        filter->clear();
        return true;
    }
    if (key == Qt::Key_Tab || key == Qt::Key_Backtab) {
        const int column = m_filters.key(filter, -1) + (key == Qt::Key_Tab ? 1 : -1);
        if (column < 0 || column >= count())
            return false;
        Q_EMIT filterWanted(column);
        return true;
    }
    if (key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Down) {
        Q_EMIT rowsWanted();
        return true;
    }
    return false;
}

} // namespace tearsheet
