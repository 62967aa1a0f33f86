// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/propertydelegate.h"

#include "ui/style/icons.h"
#include "ui/style/keys.h"
#include "ui/style/selectedtext.h"
#include "ui/style/style.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QTextLayout>

#include <algorithm>
#include <cmath>
#include <memory>

namespace tearsheet {

namespace {

constexpr int Margin = 8;     // Left and right of a cell's text.
constexpr int Above = 6;      // Above and below it.
constexpr int ChipMargin = 7; // Left and right of an item's text.
constexpr int ChipAbove = 2;
constexpr int Gap = 4; // Between items.
constexpr int IconSize = 16;
constexpr int CheckSize = 16;
constexpr char PropertyName[] = "propertyName"; // Of an editor: what it was opened for.

/// The items of a value laid out in a column of some width.
class ValueLayout
{
public:
    struct Placed
    {
        QRect box;
        std::unique_ptr<QTextLayout> text; ///< With its origin at `origin`.
        QPoint origin;
    };

    ValueLayout(const QList<PropertyItem> &items, bool chips, int width, const QFont &font, const Palette &colours)
        : m_margin(chips ? QPoint(ChipMargin, ChipAbove) : QPoint())
    {
        QPoint next;
        int rowHeight = 0;
        for (const PropertyItem &item : items) {
            auto text = laidOut(item, width - 2 * m_margin.x(), font, colours);
            const QSizeF used = text->boundingRect().size();
            const QSize size(chips ? std::min(width, naturalWidth(*text) + 2 * m_margin.x()) : width,
                             static_cast<int>(std::ceil(used.height())) + 2 * m_margin.y());
            if (next.x() > 0 && next.x() + size.width() > width) {
                next = {0, next.y() + rowHeight + Gap};
                rowHeight = 0;
            }
            m_placed.push_back({{next, size}, std::move(text), next + m_margin});
            next.rx() += size.width() + Gap;
            rowHeight = std::max(rowHeight, size.height());
        }
        m_height = next.y() + rowHeight;
    }

    int height() const { return m_height; }

    const std::vector<Placed> &placed() const { return m_placed; }

    /// Which letter of which item is under `place`.
    std::optional<std::pair<qsizetype, int>> letterAt(QPoint place) const
    {
        for (std::size_t i = 0; i < m_placed.size(); ++i) {
            const QPointF inside = place - m_placed[i].origin;
            for (int number = 0; number < m_placed[i].text->lineCount(); ++number) {
                const QTextLine line = m_placed[i].text->lineAt(number);
                if (line.naturalTextRect().contains(inside))
                    return std::pair(static_cast<qsizetype>(i),
                                     line.xToCursor(inside.x(), QTextLine::CursorOnCharacter));
            }
        }
        return std::nullopt;
    }

private:
    static std::unique_ptr<QTextLayout> laidOut(const PropertyItem &item, int width, const QFont &font,
                                                const Palette &colours)
    {
        QString shown = item.text;
        auto text = std::make_unique<QTextLayout>(shown.replace(u'\n', QChar::LineSeparator), font);
        QTextOption wrapping;
        wrapping.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        text->setTextOption(wrapping);
        QList<QTextLayout::FormatRange> formats;
        for (const PropertyLink &link : item.links) {
            QTextCharFormat format;
            format.setForeground(link.resolved ? colours.link : colours.unresolvedLink);
            formats.append({static_cast<int>(link.begin), static_cast<int>(link.length), format});
        }
        text->setFormats(formats);
        text->beginLayout();
        double y = 0;
        for (QTextLine line = text->createLine(); line.isValid(); line = text->createLine()) {
            line.setLineWidth(std::max(width, 1));
            line.setPosition({0, y});
            y += line.height();
        }
        text->endLayout();
        return text;
    }

    static int naturalWidth(const QTextLayout &text)
    {
        double widest = 0;
        for (int number = 0; number < text.lineCount(); ++number)
            widest = std::max(widest, text.lineAt(number).naturalTextWidth());
        return static_cast<int>(std::ceil(widest));
    }

    QPoint m_margin;
    std::vector<Placed> m_placed;
    int m_height = 0;
};

ValueLayout layoutOf(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const auto kind = index.data(PropertiesModel::KindRole).value<PropertyKind>();
    const int indent = kind == PropertyKind::Boolean ? CheckSize + Margin : 0;
    return {index.data(PropertiesModel::ItemsRole).value<QList<PropertyItem>>(), kind == PropertyKind::List,
            option.rect.width() - 2 * Margin - indent, option.font, paletteOf(option.widget)};
}

QRect checkRect(const QRect &cell)
{
    return {cell.left() + Margin, cell.top() + Above, CheckSize, CheckSize};
}

// Where the layout of a value begins.
QPoint originOf(const QRect &cell, const QModelIndex &index)
{
    const bool checked = index.data(Qt::CheckStateRole).isValid();
    return cell.topLeft() + QPoint(Margin + (checked ? CheckSize + Margin : 0), Above);
}

void paintName(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QRect line(option.rect.left() + Margin, option.rect.top() + Above, option.rect.width() - Margin - Margin / 2,
                     QFontMetrics(option.font).height());
    const QRect picture(line.left(), line.center().y() - IconSize / 2 + 1, IconSize, IconSize);
    if (index.data(PropertiesModel::KindRole).value<PropertyKind>() == PropertyKind::Broken)
        painter->drawPixmap(picture, iconPixmap(Icon::Warning, paletteOf(option.widget).warning, IconSize,
                                                painter->device()->devicePixelRatio()));
    else
        index.data(Qt::DecorationRole).value<QIcon>().paint(painter, picture);
    const QRect name = line.adjusted(IconSize + Margin, 0, 0, 0);
    painter->setPen(paletteOf(option.widget).mutedText);
    painter->drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(option.font).elidedText(index.data().toString(), Qt::ElideRight, name.width()));
}

void paintBox(QPainter *painter, const QRect &box, bool checked, const Palette &colours)
{
    painter->setPen(checked ? colours.accent : colours.mutedText);
    painter->setBrush(checked ? colours.accent : colours.base);
    painter->drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    if (!checked)
        return;
    painter->setPen(QPen(colours.accentText, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF corner = QPointF(box.topLeft());
    painter->drawPolyline(QPolygonF{corner + QPointF(4, 8.2), corner + QPointF(7, 11.2), corner + QPointF(12, 5)});
}

void paintValue(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const Palette &colours = paletteOf(option.widget);
    const auto kind = index.data(PropertiesModel::KindRole).value<PropertyKind>();
    if (kind == PropertyKind::Boolean)
        paintBox(painter, checkRect(option.rect), index.data(Qt::CheckStateRole).toInt() == Qt::Checked, colours);
    const QPoint origin = originOf(option.rect, index);
    const bool asWritten = kind == PropertyKind::Nested || kind == PropertyKind::Broken;
    const ValueLayout layout = layoutOf(option, index);
    for (const ValueLayout::Placed &placed : layout.placed()) {
        if (kind == PropertyKind::List) {
            painter->setPen(colours.hairline);
            painter->setBrush(colours.surface);
            painter->drawRoundedRect(QRectF(placed.box.translated(origin)).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        }
        painter->setPen(asWritten ? colours.mutedText : colours.text);
        placed.text->draw(painter, placed.origin + origin);
    }
}

/// Text that grows over the rows below while it is typed.
class ValueEditor : public QPlainTextEdit
{
public:
    explicit ValueEditor(QWidget *parent) : QPlainTextEdit(parent)
    {
        setFrameShape(QFrame::NoFrame);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        setTabChangesFocus(true);
        document()->setDocumentMargin(0);
        setViewportMargins(Margin, Above, Margin / 2, Above);
        setAutoFillBackground(true);
        connect(this, &QPlainTextEdit::textChanged, this, &ValueEditor::fit);
    }

    /// Covers `cell`, and as much below it as the text needs.
    void cover(const QRect &cell)
    {
        m_cell = cell;
        setGeometry(cell);
        fit();
    }

    /// Fills the editor with what the property says.
    void begin(const QString &text)
    {
        m_before = text;
        m_written = text;
        setPlainText(text);
        selectAll();
    }

    /// What the property said when the typing began, or was written from here since.
    const QString &before() const { return m_before; }

    /// What is typed so far has been written; the property says `now` and goes on from there.
    void setWritten(const QString &now)
    {
        m_before = now;
        m_written = typed();
    }

    /// What stands here now, character by character: `toPlainText` has no no-break spaces.
    QString typed() const { return document()->toRawText().replace(QChar::ParagraphSeparator, u'\n'); }

    bool isChanged() const { return typed() != m_written; }

protected:
    QMimeData *createMimeDataFromSelection() const override { return selectedMimeData(textCursor()); }

    bool event(QEvent *event) override
    {
        if (event->type() != QEvent::Paint)
            return QPlainTextEdit::event(event);
        const Palette &colours = paletteOf(this);
        QPainter painter(this);
        painter.setPen(colours.accent);
        painter.setBrush(colours.base);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
        return true;
    }

private:
    void fit()
    {
        const int lines = static_cast<int>(std::ceil(document()->size().height()));
        const int wanted = lines * fontMetrics().lineSpacing() + 2 * Above + 2;
        const int most = std::max(parentWidget()->height() - m_cell.top(), m_cell.height());
        setVerticalScrollBarPolicy(wanted > most ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
        resize(m_cell.width(), std::clamp(wanted, m_cell.height(), most));
    }

    QRect m_cell;
    QString m_before;
    QString m_written;
};

} // namespace

QSize PropertyDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFontMetrics metrics(option.font);
    const int least = metrics.height() + 2 * Above;
    if (index.column() == PropertiesModel::NameColumn)
        return {metrics.horizontalAdvance(index.data().toString()) + IconSize + 3 * Margin, least};
    return {0, std::max(least, layoutOf(option, index).height() + 2 * Above)};
}

void PropertyDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &colours = paletteOf(option.widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, colours.selection);
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, colours.hover);
    painter->setFont(option.font);
    if (index.column() == PropertiesModel::NameColumn)
        paintName(painter, option, index);
    else
        paintValue(painter, option, index);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(colours.accent);
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    painter->restore();
}

std::optional<LinkTarget> PropertyDelegate::linkAt(const QStyleOptionViewItem &option, const QModelIndex &index,
                                                   QPoint place) const
{
    if (index.column() != PropertiesModel::ValueColumn)
        return std::nullopt;
    const auto letter = layoutOf(option, index).letterAt(place - originOf(option.rect, index));
    if (!letter)
        return std::nullopt;
    const auto items = index.data(PropertiesModel::ItemsRole).value<QList<PropertyItem>>();
    for (const PropertyLink &link : items.at(letter->first).links) {
        if (link.begin <= letter->second && letter->second < link.begin + link.length)
            return link.target;
    }
    return std::nullopt;
}

QWidget *PropertyDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                        const QModelIndex &index) const
{
    const QString property = index.siblingAtColumn(PropertiesModel::NameColumn).data().toString();
    const QString text = index.data(Qt::EditRole).toString();
    QWidget *editor = nullptr;
    auto *const self = const_cast<PropertyDelegate *>(this); // Qt asks a constant delegate for what speaks to it later.
    if (index.column() == PropertiesModel::NameColumn) {
        auto *name = new QLineEdit(text, parent);
        name->setAccessibleName(tr("Name of the property"));
        name->setTextMargins(Margin / 2, 0, 0, 0);
        name->selectAll();
        connect(name, &QLineEdit::textEdited, self, &PropertyDelegate::typedChanged);
        editor = name;
    } else {
        auto *value = new ValueEditor(parent);
        value->setAccessibleName(tr("Value of %1").arg(property));
        value->setAccessibleDescription(tr("Each line is an item of a list; Shift+Enter begins a new line."));
        value->begin(text);
        connect(value, &QPlainTextEdit::textChanged, self, &PropertyDelegate::typedChanged);
        editor = value;
    }
    editor->setFont(option.font);
    editor->setProperty(PropertyName, property);
    m_editor = editor;
    return editor;
}

void PropertyDelegate::destroyEditor(QWidget *editor, const QModelIndex &index) const
{
    if (m_editor == editor) {
        m_editor.clear();
        Q_EMIT const_cast<PropertyDelegate *>(this)->typedChanged();
    }
    QStyledItemDelegate::destroyEditor(editor, index);
}

std::optional<std::pair<PropertyChange, QString>> PropertyDelegate::typed() const
{
    const QString property = m_editor ? m_editor->property(PropertyName).toString() : QString();
    if (const auto *const value = dynamic_cast<ValueEditor *>(m_editor.data()); value && value->isChanged())
        return std::pair(PropertiesModel::valueChange(property, value->typed(), value->before()), value->typed());
    const auto *const name = qobject_cast<QLineEdit *>(m_editor);
    if (name && name->isModified() && name->text().trimmed() != property)
        return std::pair(PropertiesModel::renaming(property, name->text().trimmed()), name->text());
    return std::nullopt;
}

void PropertyDelegate::setEditorData(QWidget *, const QModelIndex &) const
{
    // What is being typed stays, whatever the note says by now.
}

void PropertyDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &) const
{
    if (m_held)
        return;
    auto *const properties = static_cast<PropertiesModel *>(model);
    const QString property = editor->property(PropertyName).toString();
    if (auto *const value = dynamic_cast<ValueEditor *>(editor); value && value->isChanged()) {
        const auto now = [&] { return properties->index(properties->rowOf(property), PropertiesModel::ValueColumn); };
        const QString typed = value->typed();
        const QString before = now().data(Qt::EditRole).toString();
        properties->setValue(property, typed, value->before());
        // The typing may go on from there. What others added to a list is no part of it.
        const QString after = now().data(Qt::EditRole).toString();
        const bool list = now().data(PropertiesModel::KindRole).value<PropertyKind>() == PropertyKind::List;
        if (after != before)
            value->setWritten(list ? typed : after);
    } else if (auto *const line = qobject_cast<QLineEdit *>(editor); line && line->isModified()) {
        const QString name = line->text().trimmed();
        properties->rename(property, name);
        if (const int row = properties->rowOf(name);
            row >= 0 && (properties->rowOf(property) < 0 || properties->rowOf(property) == row)) {
            line->setProperty(PropertyName, name);
            line->setModified(false);
        }
    }
}

void PropertyDelegate::select(const QString &text, int anchor, int caret)
{
    if (auto *const value = dynamic_cast<ValueEditor *>(m_editor.data())) {
        QTextCursor cursor = value->textCursor();
        const bool same = value->typed() == text;
        cursor.setPosition(same ? anchor : static_cast<int>(value->typed().size()));
        if (same)
            cursor.setPosition(caret, QTextCursor::KeepAnchor);
        value->setTextCursor(cursor);
    } else if (auto *const line = qobject_cast<QLineEdit *>(m_editor)) {
        line->setCursorPosition(line->text() == text ? anchor : static_cast<int>(line->text().size()));
        if (line->text() == text && anchor != caret)
            line->setSelection(anchor, caret - anchor);
    }
}

void PropertyDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                            const QModelIndex &) const
{
    if (auto *const value = dynamic_cast<ValueEditor *>(editor)) {
        value->cover(option.rect);
        return;
    }
    // Over the name alone, however high its value is.
    QRect name = option.rect.adjusted(IconSize + Margin, 0, 0, 0);
    name.setHeight(std::min(name.height(), QFontMetrics(option.font).height() + 2 * Above));
    editor->setGeometry(name);
}

bool PropertyDelegate::eventFilter(QObject *editor, QEvent *event)
{
    auto *const value = dynamic_cast<ValueEditor *>(editor);
    const auto *const key = event->type() == QEvent::KeyPress ? static_cast<QKeyEvent *>(event) : nullptr;
    if (value && key && isEnter(*key)) {
        if (key->modifiers().testFlag(Qt::ShiftModifier)) {
            value->insertPlainText(QStringLiteral("\n"));
        } else {
            Q_EMIT commitData(value);
            Q_EMIT closeEditor(value);
        }
        return true;
    }
    return StayingDelegate::eventFilter(editor, event);
}

bool PropertyDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                                   const QModelIndex &index)
{
    if (!index.flags().testFlag(Qt::ItemIsUserCheckable))
        return false;
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
    case QEvent::MouseButtonRelease: {
        const auto *const mouse = static_cast<QMouseEvent *>(event);
        const bool onBox = checkRect(option.rect).adjusted(-4, -4, 4, 4).contains(mouse->position().toPoint());
        if (mouse->button() != Qt::LeftButton || !onBox)
            return false;
        // A double click would open an editor.
        if (event->type() != QEvent::MouseButtonRelease)
            return event->type() == QEvent::MouseButtonDblClick;
        break;
    }
    case QEvent::KeyPress:
        if (static_cast<QKeyEvent *>(event)->key() != Qt::Key_Space)
            return false;
        break;
    default:
        return false;
    }
    const bool checked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return model->setData(index, checked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

} // namespace tearsheet
