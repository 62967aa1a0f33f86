// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/celldelegate.h"

#include "ui/style/fonts.h"
#include "ui/style/icons.h"
#include "ui/style/style.h"
#include "ui/table/celleditor.h"
#include "ui/table/cellkindicon.h"
#include "ui/table/disputetext.h"
#include "ui/table/tablemodel.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>

#include <algorithm>
#include <limits>

namespace tearsheet {

namespace {

constexpr int Padding = 12;
constexpr int KindIcon = 14;
constexpr int CellsLookedAt = 10000; // For the width of what stands behind a decimal point.
constexpr int LeastAdvance = 2;      // Pixels; narrower characters are as good as none.
constexpr int MostWidth = 420;       // No column is wider from the start.

// Where the figures of a number end and its fraction, scale and unit begin.
qsizetype pointOf(const QString &text)
{
    qsizetype i = 0;
    while (i < text.size() && !text.at(i).isDigit())
        ++i;
    while (i < text.size() && (text.at(i).isDigit() || text.at(i) == u','))
        ++i;
    return i;
}

// So much of `text` that nothing in `width` is missing: what nobody sees need not be shaped.
QString seen(const QString &text, int width)
{
    return beginOf(text, std::max(16, width / LeastAdvance));
}

} // namespace

int CellDelegate::tailOf(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto known = m_tails.constFind(index.column());
    if (known != m_tails.constEnd())
        return *known;
    const QFontMetrics metrics(tabular(option.font));
    int widest = 0;
    const int rows = std::clamp(CellsLookedAt / index.model()->columnCount(), 50, 500);
    for (int row = 0; row < std::min(index.model()->rowCount(), rows); ++row) {
        const QModelIndex cell = index.siblingAtRow(row);
        const QString text = cell.data().toString();
        if (cell.data(TableModel::ValueRole).value<CellValue>().isNumeric() && text.size() <= 16)
            widest = std::max(widest, metrics.horizontalAdvance(text.sliced(pointOf(text))));
    }
    m_tails.insert(index.column(), widest);
    return widest;
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFontMetrics metrics(option.font);
    const QString text = seen(index.data().toString(), MostWidth);
    int width = metrics.horizontalAdvance(text);
    if (index.data(TableModel::NumericRole).toBool() && text.size() <= 16)
        width = metrics.horizontalAdvance(text.first(pointOf(text))) + tailOf(option, index);
    if (index.data(TableModel::KindRole).isValid())
        width += KindIcon + 8;
    return {width + 2 * Padding, std::max(30, metrics.height() + 12)};
}

QRect CellDelegate::disputeMark(const QRect &cell)
{
    // In the room between text and edge, where no text moves for it.
    return {cell.right() - (Padding + DisputeMarkSize) / 2 + 1, cell.center().y() - DisputeMarkSize / 2,
            DisputeMarkSize, DisputeMarkSize};
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &colours = paletteOf(option.widget);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool own = index.data(TableModel::OwnRole).toBool();
    const bool surplus = index.data(TableModel::SurplusRole).toBool();
    painter->save();
    painter->fillRect(option.rect, selected ? colours.selection : own ? colours.ownRow : colours.base);
    if (index.data(TableModel::AbsentRole).toBool() && !selected)
        painter->fillRect(option.rect, QBrush(colours.hairline, Qt::BDiagPattern));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colours.hairline);
    if (index.column() == 0 && own)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), colours.accent);
    if (surplus)
        painter->fillRect(QRect(option.rect.left(), option.rect.top() + 4, 2, option.rect.height() - 9),
                          colours.warning);

    const QVariant link = index.data(TableModel::LinkRole);
    const CellValue value = index.data(TableModel::ValueRole).value<CellValue>();
    const bool numeric = index.data(TableModel::NumericRole).toBool();
    painter->setFont(numeric ? tabular(option.font) : option.font);
    painter->setPen(link.isValid()
                        ? index.data(TableModel::ResolvedRole).toBool() ? colours.link : colours.unresolvedLink
                    : value.kind == CellKind::Missing ? colours.faintText
                                                      : colours.text);
    QRect area = option.rect.adjusted(Padding, 0, -Padding, 0);
    if (const QVariant kind = index.data(TableModel::KindRole); kind.isValid()) {
        if (value.kind != CellKind::Missing && value.kind != CellKind::Text) {
            const QPixmap pixmap = iconPixmap(iconOf(kind.value<CellKind>()), colours.faintText, KindIcon,
                                              painter->device()->devicePixelRatio());
            painter->drawPixmap(QRect(area.left(), area.center().y() - KindIcon / 2 + 1, KindIcon, KindIcon), pixmap);
        }
        area.setLeft(area.left() + KindIcon + 8);
    }
    const Qt::Alignment align = Qt::AlignVCenter | (numeric ? Qt::AlignRight : Qt::AlignLeft);
    const QString text = index.data().toString();
    if (numeric && value.isNumeric() && text.size() <= 16) {
        // So far from the right that the point stands under those of the other cells.
        const int tail = QFontMetrics(painter->font()).horizontalAdvance(text.sliced(pointOf(text)));
        area.adjust(0, 0, tail - tailOf(option, index), 0);
    }
    const QString shown = painter->fontMetrics().elidedText(seen(text, area.width()), Qt::ElideRight, area.width());
    QRect written;
    painter->drawText(area, static_cast<int>(align), shown, &written);
    if (index.data(TableModel::OutlierRole).toBool()) {
        // A dotted line under the figures: seen by who looks for it.
        painter->setPen(QPen(colours.warning, 1.5, Qt::DotLine));
        painter->drawLine(written.left(), written.bottom() + 2, written.right(), written.bottom() + 2);
    }
    if (const QVariant outdated = index.data(TableModel::DisputeRole); outdated.isValid())
        paintDisputeMark(*painter, disputeMark(option.rect), outdated.toBool(), colours);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(colours.accent);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option.rect.adjusted(0, 0, -1, -2));
    }
    painter->restore();
}

QWidget *CellDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = static_cast<const TableModel *>(index.model());
    auto *editor = new CellEditor({*model->table()->grid, model->rows().at(index.row()), index.column()}, parent);
    m_editor = editor;
    editor->setMaxLength(std::numeric_limits<int>::max()); // Else the end of a long cell would be lost.
    auto *self = const_cast<CellDelegate *>(this);         // Qt asks a constant delegate for what speaks to it later.
    connect(editor, &QLineEdit::textEdited, self, &CellDelegate::typed);
    connect(editor, &CellEditor::givingUp, self, &CellDelegate::givingUp);
    connect(editor, &CellEditor::settled, self, [self, editor](int columns, int rows) {
        Q_EMIT self->commitData(editor);
        Q_EMIT self->closeEditor(editor, NoHint);
        Q_EMIT self->movedOn(columns, rows);
    });
    editor->setFont(option.font);
    editor->setTextMargins(Padding - 6, 0, 4, 0);
    editor->setAutoFillBackground(true);
    return editor;
}

void CellDelegate::destroyEditor(QWidget *editor, const QModelIndex &index) const
{
    if (m_editor == editor) {
        m_editor->dropQuestion();
        m_editor.clear();
        Q_EMIT const_cast<CellDelegate *>(this)->typed();
    }
    QStyledItemDelegate::destroyEditor(editor, index);
}

CellEditor *CellDelegate::editor() const
{
    return m_editor;
}

void CellDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    // What is being typed outlives a change of the note.
    static_cast<CellEditor *>(editor)->show(index.data(Qt::EditRole).toString());
}

void CellDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    auto *line = static_cast<CellEditor *>(editor);
    if (!line->isModified())
        return;
    line->setWritten(); // It is the model's now.
    model->setData(index, line->text(), Qt::EditRole);
}

void CellDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &) const
{
    // Long text is given room to the right.
    const auto *line = static_cast<CellEditor *>(editor);
    const QRect all = editor->parentWidget()->rect();
    const int room = all.width() - option.rect.left();
    const int wanted = QFontMetrics(option.font).horizontalAdvance(seen(line->text(), room)) + 4 * Padding;
    QRect area = option.rect;
    area.setWidth(std::max(area.width(), std::min(wanted, room)));
    if (line->boxHeight() > 0) {
        area.setSize(QSize(std::max(area.width(), MostWidth), line->boxHeight()).boundedTo(all.size()));
        area.moveTopLeft({std::clamp(area.left(), 0, all.width() - area.width()),
                          std::clamp(area.top(), 0, all.height() - area.height())});
    }
    editor->setGeometry(area);
}

bool CellDelegate::eventFilter(QObject *editor, QEvent *event)
{
    auto *const line = static_cast<CellEditor *>(editor);
    if (event->type() == QEvent::FocusOut && line->isContested())
        return false;
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return StayingDelegate::eventFilter(editor, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const auto move = [&]() -> std::optional<std::pair<int, int>> {
        switch (key->key()) {
        case Qt::Key_Tab:
            return std::pair(1, 0);
        case Qt::Key_Backtab:
            return std::pair(-1, 0);
        case Qt::Key_Return:
        case Qt::Key_Enter:
            return std::pair(0, key->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
        default:
            return std::nullopt;
        }
    }();
    if (!move || event->type() == QEvent::ShortcutOverride)
        return StayingDelegate::eventFilter(editor, event);
    if (line->isContested()) {
        line->ask(*move);
        return true;
    }
    Q_EMIT commitData(line);
    Q_EMIT closeEditor(line, NoHint);
    Q_EMIT movedOn(move->first, move->second);
    return true;
}

} // namespace tearsheet
