// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/comparisongrid.h"

#include "ui/style/fonts.h"
#include "ui/style/keys.h"
#include "ui/style/style.h"
#include "ui/table/comparisonmodel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTextLayout>

#include <algorithm>

namespace tearsheet {

namespace {

constexpr int Padding = 12;
constexpr int MarkWidth = 16; // At the right of each cell, so that numbers stand under each other.
constexpr int NarrowestColumn = 112;
constexpr int WidestColumn = 300;
constexpr int NarrowestShare = 150; // Of the room, below which the grid rather scrolls.
constexpr int WidestNames = 260;
constexpr int DetailGap = 8; // Between the title of a row and what tells it from others.
constexpr int RowHeight = 30;
constexpr int TallestRow = 180;
constexpr int HeaderHeight = 46;
constexpr int LowHeader = 32; // Where no column has a second line.

QFont smaller(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.86);
    return font;
}

QFont bold(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

// Text in as many lines as `area` has room for; the last one says by an ellipsis that there is more.
void drawLines(QPainter &painter, const QRect &area, const QString &text, Qt::Alignment side)
{
    QString lines = text;
    lines.replace(u'\n', QChar::LineSeparator);
    QTextOption option(side);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    QTextLayout layout(lines, painter.font(), painter.device());
    layout.setTextOption(option);
    layout.beginLayout();
    double y = 0;
    int whole = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(area.width());
        line.setPosition({0, y});
        y += line.height();
        if (y + line.height() <= area.height() + 1 || line.textStart() + line.textLength() >= lines.size()) {
            ++whole;
            continue;
        }
        const QString rest = lines.sliced(line.textStart(), line.textLength()).trimmed() + u'…';
        const QRectF place(area.left(), area.top() + line.y(), area.width(), line.height());
        painter.drawText(place, static_cast<int>(side | Qt::AlignVCenter),
                         painter.fontMetrics().elidedText(rest.simplified(), Qt::ElideRight, area.width()));
        break;
    }
    layout.endLayout();
    for (int i = 0; i < whole; ++i)
        layout.lineAt(i).draw(&painter, area.topLeft());
}

// How wide the widest column may be so that all of them, which would be as wide as they are `wanted`, have room.
int levelOf(const QList<int> &wanted, int room)
{
    QList<int> sorted = wanted;
    std::ranges::sort(sorted);
    int left = room;
    for (qsizetype i = 0; i < sorted.size(); ++i) {
        const int share = left / static_cast<int>(sorted.size() - i);
        if (sorted.at(i) > share)
            return share;
        left -= sorted.at(i);
    }
    return room;
}

} // namespace

QSize ComparisonDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return sizeFor(option, index, WidestColumn);
}

QWidget *ComparisonDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                          const QModelIndex &index) const
{
    QWidget *const editor = QStyledItemDelegate::createEditor(parent, option, index);
    if (editor) {
        editor->setAutoFillBackground(true);
        if (auto *const line = qobject_cast<QLineEdit *>(editor))
            line->setFrame(true);
        Q_EMIT editorMade(editor, index);
    }
    return editor;
}

QSize ComparisonDelegate::sizeFor(const QStyleOptionViewItem &option, const QModelIndex &index, int widest) const
{
    const QString text = index.data().toString();
    const int period =
        QFontMetrics(smaller(option.font)).horizontalAdvance(index.data(ComparisonModel::PeriodRole).toString());
    const QFontMetrics metrics(tabular(option.font));
    const int room = widest - 2 * Padding - MarkWidth;
    const QRect needed = metrics.boundingRect(0, 0, room, TallestRow, Qt::TextWordWrap, text.left(1200));
    return {needed.width() + period + (period > 0 ? Padding : 0) + 2 * Padding + MarkWidth,
            std::clamp(needed.height() + 12, RowHeight, TallestRow)};
}

void ComparisonDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &colours = paletteOf(option.widget);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool gap = index.data(ComparisonModel::GapRole).toBool();
    if (selected)
        painter->fillRect(option.rect, colours.selection);
    else if (gap)
        painter->fillRect(option.rect, colours.window);
    const bool last = index.model()->headerData(index.row() + 1, Qt::Vertical, ComparisonModel::NewGroupRole).toBool();
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                      last ? colours.faintText : colours.hairline);
    if (index.model()->headerData(index.column(), Qt::Horizontal, ComparisonModel::NewGroupRole).toBool())
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 1, option.rect.height()), colours.hairline);

    painter->save();
    const bool numeric = index.data(ComparisonModel::NumericRole).toBool();
    const QRect area = option.rect.adjusted(Padding, 6, -Padding - MarkWidth, -6);
    const QRect line(area.left(), area.top(), area.width(), RowHeight - 12);
    const QRect mark(area.right() + 1, line.top(), MarkWidth + Padding - 4, line.height());
    if (index.data(ComparisonModel::DisagreesRole).toBool()) {
        painter->setPen(colours.warning);
        painter->setFont(bold(option.font));
        painter->drawText(mark, Qt::AlignCenter, QStringLiteral("≠"));
    } else if (const int others = index.data(ComparisonModel::OthersRole).toInt(); others > 0) {
        painter->setPen(colours.faintText);
        painter->setFont(smaller(option.font));
        painter->drawText(mark, Qt::AlignCenter, u'+' + QString::number(others));
    }
    QString text = index.data().toString();
    int textWidth = area.width();
    if (const QString period = index.data(ComparisonModel::PeriodRole).toString(); !period.isEmpty() && numeric) {
        painter->setPen(colours.faintText);
        painter->setFont(smaller(option.font));
        const int width = painter->fontMetrics().horizontalAdvance(period);
        const int value = QFontMetrics(tabular(option.font)).horizontalAdvance(text);
        if (width + Padding + value <= area.width()) {
            painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter, period);
            textWidth -= width + Padding;
        }
    }
    painter->setPen(colours.text);
    painter->setFont(numeric ? tabular(option.font) : option.font);
    const bool oneLine = area.height() < 2 * painter->fontMetrics().height();
    if (oneLine) {
        text = painter->fontMetrics().elidedText(text, Qt::ElideRight, textWidth);
        painter->drawText(line, static_cast<int>((numeric ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter), text);
    } else {
        drawLines(*painter, area, text, numeric ? Qt::AlignRight : Qt::AlignLeft);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(colours.accent);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option.rect.adjusted(0, 0, -1, -2));
    }
    painter->restore();
}

ComparisonHeader::ComparisonHeader(Qt::Orientation orientation, QWidget *parent) : QHeaderView(orientation, parent)
{
    setSectionsClickable(orientation == Qt::Horizontal);
    setHighlightSections(false);
    setContextMenuPolicy(Qt::CustomContextMenu);
}

QSize ComparisonHeader::sizeHint() const
{
    if (orientation() == Qt::Horizontal) {
        bool details = false;
        for (int column = 0; column < count() && !details; ++column)
            details = !model()->headerData(column, orientation(), ComparisonModel::DetailRole).toString().isEmpty();
        return {QHeaderView::sizeHint().width(), details ? HeaderHeight : LowHeader};
    }
    int widest = 120;
    const QFontMetrics titles(bold(font()));
    const QFontMetrics details(smaller(font()));
    for (int row = 0; row < count(); ++row) {
        const QString detail = model()->headerData(row, orientation(), ComparisonModel::DetailRole).toString();
        const int title = titles.horizontalAdvance(model()->headerData(row, orientation()).toString());
        widest = std::max(widest, detail.isEmpty() ? title : title + DetailGap + details.horizontalAdvance(detail));
    }
    return {std::min(widest + 2 * Padding, WidestNames), QHeaderView::sizeHint().height()};
}

void ComparisonHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const Palette &colours = paletteOf(this);
    const bool columns = orientation() == Qt::Horizontal;
    painter->save();
    painter->fillRect(rect, colours.base);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colours.hairline);
    const bool newGroup = model()->headerData(section, orientation(), ComparisonModel::NewGroupRole).toBool();
    if (newGroup && columns)
        painter->fillRect(QRect(rect.left(), rect.top(), 1, rect.height()), colours.hairline);
    if (newGroup && !columns)
        painter->fillRect(QRect(rect.left(), rect.top() - 1, rect.width(), 1), colours.faintText);
    const QString title = model()->headerData(section, orientation()).toString();
    const QString detail = model()->headerData(section, orientation(), ComparisonModel::DetailRole).toString();
    QRect area = rect.adjusted(Padding, 6, -Padding, -6);
    if (columns && isSortIndicatorShown() && sortIndicatorSection() == section) {
        painter->setPen(colours.accent);
        painter->drawText(area, Qt::AlignRight | Qt::AlignTop,
                          sortIndicatorOrder() == Qt::AscendingOrder ? QStringLiteral("↑") : QStringLiteral("↓"));
        area.setRight(area.right() - 14);
    }
    painter->setFont(bold(font()));
    painter->setPen(colours.text);
    const int height = painter->fontMetrics().height();
    const bool twoLines = !detail.isEmpty() && area.height() >= 2 * height - 2;
    const QString shown = painter->fontMetrics().elidedText(title, Qt::ElideRight, area.width());
    const QRect first(area.left(), area.top(), area.width(), columns || twoLines ? height : RowHeight - 12);
    if (!columns && detail.isEmpty() && area.height() >= 2 * height)
        drawLines(*painter, area, title, Qt::AlignLeft);
    else
        painter->drawText(first, Qt::AlignLeft | Qt::AlignVCenter, shown);
    if (!detail.isEmpty()) {
        const int used = painter->fontMetrics().horizontalAdvance(shown) + DetailGap;
        const QRect second =
            twoLines ? QRect(area.left(), first.bottom() + 1, area.width(), height) : first.adjusted(used, 0, 0, 0);
        painter->setFont(smaller(font()));
        painter->setPen(colours.mutedText);
        painter->drawText(second, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(detail, Qt::ElideRight, second.width()));
    }
    painter->restore();
}

ComparisonGrid::ComparisonGrid(QAbstractItemModel *model, QWidget *parent)
    : QWidget(parent), m_fixed(new QTableView(this)), m_table(new QTableView(this)), m_corner(new QLabel(m_fixed))
{
    m_fixed->setObjectName(QStringLiteral("comparisonNames"));
    m_table->setObjectName(QStringLiteral("comparisonGrid"));
    m_table->setAccessibleName(tr("Comparison"));
    m_fixed->setAccessibleName(tr("Comparison, first columns"));
    for (QTableView *view : {m_fixed, m_table}) {
        view->setModel(model);
        setUp(view);
    }
    m_fixed->setSelectionModel(m_table->selectionModel());
    m_fixed->setVerticalHeader(new ComparisonHeader(Qt::Vertical, m_fixed));
    m_fixed->verticalHeader()->setMinimumSectionSize(RowHeight);
    m_fixed->setCornerButtonEnabled(false);
    m_corner->setContentsMargins(Padding, 6, Padding, 6);
    m_corner->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_corner->setForegroundRole(QPalette::PlaceholderText);
    m_corner->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_fixed->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_fixed->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->hide();
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, m_fixed->verticalScrollBar(),
            &QScrollBar::setValue);
    connect(m_fixed->verticalScrollBar(), &QScrollBar::valueChanged, m_table->verticalScrollBar(),
            &QScrollBar::setValue);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    // As high as what of the other grid its scroll bar leaves, so that both end at the same row.
    auto *names = new QVBoxLayout;
    auto *below = new QWidget(this);
    below->setFixedHeight(0);
    names->addWidget(m_fixed, 1);
    names->addWidget(below);
    connect(m_table->horizontalScrollBar(), &QScrollBar::rangeChanged, below, [this, below](int least, int most) {
        below->setFixedHeight(most > least ? m_table->horizontalScrollBar()->sizeHint().height() : 0);
    });
    layout->addLayout(names);
    layout->addWidget(m_table, 1);
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        m_resized = false;
        freeze(std::min(m_frozen, m_table->model()->columnCount()));
        fit();
    });
    connect(model, &QAbstractItemModel::rowsInserted, this, [this] {
        if (!m_resized)
            fit();
    });
    freeze(0);
}

void ComparisonGrid::hold(QWidget *editor, const QModelIndex &index)
{
    m_editor = editor;
    if (const auto *const line = qobject_cast<QLineEdit *>(editor))
        connect(line, &QLineEdit::textChanged, this,
                [this, index = QPersistentModelIndex(index)](const QString &text) { Q_EMIT typed(index, text); });
    connect(editor, &QObject::destroyed, this, &ComparisonGrid::editingEnded, Qt::QueuedConnection);
}

void ComparisonGrid::finishEditing()
{
    const QPointer<QWidget> editor = m_editor;
    saveEditing();
    if (editor)
        Q_EMIT delegateOf(editor)->closeEditor(editor);
}

void ComparisonGrid::saveEditing()
{
    if (m_editor)
        Q_EMIT delegateOf(m_editor)->commitData(m_editor);
}

QAbstractItemDelegate *ComparisonGrid::delegateOf(const QWidget *editor) const
{
    return (m_fixed->isAncestorOf(editor) ? m_fixed : m_table)->itemDelegate();
}

void ComparisonGrid::setUp(QTableView *view)
{
    view->setHorizontalHeader(new ComparisonHeader(Qt::Horizontal, view));
    auto *const delegate = new ComparisonDelegate(view);
    connect(delegate, &ComparisonDelegate::editorMade, this, &ComparisonGrid::hold);
    view->setItemDelegate(delegate);
    view->setFrameShape(QFrame::NoFrame);
    view->setShowGrid(false);
    view->setWordWrap(true);
    view->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);
    view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setTabKeyNavigation(false);
    view->setContextMenuPolicy(Qt::CustomContextMenu);
    view->verticalHeader()->setMinimumSectionSize(RowHeight);
    view->installEventFilter(this);
    connect(view, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        if (!index.flags().testFlag(Qt::ItemIsEditable))
            Q_EMIT activated(index, Qt::NoModifier);
    });
    connect(view, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (QGuiApplication::keyboardModifiers() == Qt::ControlModifier)
            Q_EMIT activated(index, Qt::ControlModifier);
    });
    connect(view, &QWidget::customContextMenuRequested, this, [this, view](const QPoint &place) {
        Q_EMIT cellMenuWanted(view->indexAt(place), view->viewport()->mapToGlobal(place));
    });
    connect(view->horizontalHeader(), &QHeaderView::sectionClicked, this, &ComparisonGrid::headerClicked);
    connect(view->horizontalHeader(), &QWidget::customContextMenuRequested, this, [this, view](const QPoint &place) {
        Q_EMIT headerMenuWanted(view->horizontalHeader()->logicalIndexAt(place),
                                view->horizontalHeader()->mapToGlobal(place));
    });
    connect(view->horizontalHeader(), &QHeaderView::sectionResized, this, [this](int, int before, int now) {
        m_resized = m_resized || (!m_fitting && before > 0 && now > 0);
        layOutFixed();
    });
}

void ComparisonGrid::freeze(int columns)
{
    m_frozen = columns;
    for (int column = 0; column < m_table->model()->columnCount(); ++column) {
        m_fixed->setColumnHidden(column, column >= columns);
        m_table->setColumnHidden(column, column < columns);
    }
    layOutFixed();
}

void ComparisonGrid::fit()
{
    const QScopedValueRollback fitting(m_fitting, true);
    const QAbstractItemModel *const model = m_table->model();
    const auto *const delegate = static_cast<const ComparisonDelegate *>(m_table->itemDelegate());
    const int rows = model->rowCount();
    const int columns = model->columnCount();
    if (columns == 0)
        return;
    QStyleOptionViewItem option;
    option.initFrom(m_table);
    option.font = m_table->font();
    // Columns share the room there is, as far as they need it; those that say little leave theirs to the others.
    const int room = width() - m_fixed->verticalHeader()->sizeHint().width() - 16;
    const int most = std::max(room / columns, WidestColumn) * (columns > 1 ? 2 : 1);
    QList<int> wanted;
    for (int column = 0; column < columns; ++column) {
        const QFontMetrics metrics(bold(font()));
        int width = metrics.horizontalAdvance(model->headerData(column, Qt::Horizontal).toString()) + 2 * Padding + 16;
        for (int row = 0; row < rows && width < most; ++row)
            width = std::max(width, delegate->sizeFor(option, model->index(row, column), most).width());
        wanted.append(std::clamp(width, NarrowestColumn, most));
    }
    const int level = levelOf(wanted, room);
    const int widest = level >= NarrowestShare ? level : WidestColumn;
    for (int column = 0; column < columns; ++column) {
        for (QTableView *view : {m_fixed, m_table})
            view->setColumnWidth(column, std::min(wanted.at(column), widest));
    }
    for (int row = 0; row < rows; ++row) {
        int height = RowHeight;
        for (int column = 0; column < columns; ++column) {
            const QSize size = delegate->sizeFor(option, model->index(row, column), m_table->columnWidth(column));
            height = std::max(height, size.height());
        }
        for (QTableView *view : {m_fixed, m_table})
            view->setRowHeight(row, height);
    }
    layOutFixed();
}

void ComparisonGrid::setCorner(const QString &text)
{
    m_corner->setText(text);
}

void ComparisonGrid::layOutFixed()
{
    int width = m_fixed->verticalHeader()->sizeHint().width();
    for (int column = 0; column < m_frozen; ++column)
        width += m_fixed->columnWidth(column);
    // A pixel of nothing would interrupt the lines between rows.
    m_fixed->setFixedWidth(width);
    m_corner->setGeometry(0, 0, m_fixed->verticalHeader()->sizeHint().width(),
                          m_fixed->horizontalHeader()->sizeHint().height());
}

void ComparisonGrid::showSorted(int column, Qt::SortOrder order)
{
    for (QTableView *view : {m_fixed, m_table}) {
        view->horizontalHeader()->setSortIndicatorShown(column >= 0);
        if (column >= 0)
            view->horizontalHeader()->setSortIndicator(column, order);
    }
}

void ComparisonGrid::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (!m_resized)
        fit();
}

bool ComparisonGrid::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_F2) {
        event->accept(); // Here it edits a cell, and does not rename the note.
        return true;
    }
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy)) {
            Q_EMIT copyWanted();
            return true;
        }
        // The one that ends an edit comes from the editor, which has the keyboard.
        const bool enter = isEnter(*key);
        if (enter && currentIndex().isValid() && static_cast<QWidget *>(object)->hasFocus()) {
            Q_EMIT activated(currentIndex(), key->modifiers());
            return true;
        }
    }
    return QWidget::eventFilter(object, event);
}

} // namespace tearsheet
