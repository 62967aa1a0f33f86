// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/quickswitcher.h"

#include "ui/style/style.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTextLayout>
#include <QVBoxLayout>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

/// Paints a line: the title with the matched letters strong, the detail faint at the right.
class QuickDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {100, option.fontMetrics.height() + 14};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem row = option;
        row.text.clear();
        const QStyle *const style = option.widget ? option.widget->style() : QApplication::style();
        style->drawControl(QStyle::CE_ItemViewItem, &row, painter, option.widget);

        const Palette &colours = paletteOf(option.widget);
        const QRect area = option.rect.adjusted(12, 0, -12, 0);
        const QString detail = index.data(QuickModel::DetailRole).toString();
        // A text is elided that is a fraction of a pixel too wide.
        const int detailWidth = std::min(option.fontMetrics.horizontalAdvance(detail) + 2, area.width() / 2);
        const QRect detailArea(area.right() - detailWidth, area.top(), detailWidth + 1, area.height());
        painter->save();
        painter->setPen(colours.faintText);
        painter->drawText(detailArea, Qt::AlignVCenter | Qt::AlignRight,
                          option.fontMetrics.elidedText(detail, Qt::ElideMiddle, detailWidth));
        paintTitle(painter, option, index, area.adjusted(0, 0, detail.isEmpty() ? 0 : -detailWidth - 16, 0), colours);
        painter->restore();
    }

private:
    static void paintTitle(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                           const QRect &area, const Palette &colours)
    {
        const QString title = index.data(Qt::DisplayRole).toString();
        QTextLayout layout(title, option.font);
        QList<QTextLayout::FormatRange> formats;
        QTextCharFormat strong;
        strong.setFontWeight(QFont::DemiBold);
        strong.setForeground(colours.accent);
        for (const int position : index.data(QuickModel::MatchedRole).value<QList<int>>())
            formats.append({position, 1, strong});
        layout.setFormats(formats);
        QTextOption wrap;
        wrap.setWrapMode(QTextOption::NoWrap);
        layout.setTextOption(wrap);
        layout.beginLayout();
        QTextLine line = layout.createLine();
        line.setLineWidth(area.width());
        layout.endLayout();
        painter->setPen(colours.text);
        painter->setClipRect(area);
        layout.draw(painter, QPointF(area.left(), area.top() + (area.height() - line.height()) / 2));
    }
};

} // namespace

void QuickModel::show(QList<QuickEntry> entries)
{
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

int QuickModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant QuickModel::data(const QModelIndex &index, int role) const
{
    const QuickEntry &entry = m_entries.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return entry.title;
    case Qt::AccessibleTextRole:
        return entry.detail.isEmpty() ? entry.title : entry.title + u", "_s + entry.detail;
    case DetailRole:
        return entry.detail;
    case MatchedRole:
        return QVariant::fromValue(entry.matched);
    default:
        return {};
    }
}

QuickSwitcher::QuickSwitcher(QWidget *window)
    : QFrame(window), m_title(new QLabel(this)), m_input(new QLineEdit(this)), m_list(new QListView(this)),
      m_hint(new QLabel(this)), m_model(new QuickModel(this))
{
    setObjectName(u"quickSwitcher");
    setAutoFillBackground(true);
    m_input->setObjectName(u"quickSwitcherInput");
    m_list->setObjectName(u"quickSwitcherList");
    m_list->setModel(m_model);
    m_list->setItemDelegate(new QuickDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    m_title->setObjectName(u"quickSwitcherTitle");
    m_title->setContentsMargins(4, 0, 4, 0);
    m_title->setTextFormat(Qt::PlainText);
    layout->addWidget(m_title);
    layout->addWidget(m_input);
    layout->addWidget(m_list);
    m_hint->setObjectName(u"quickSwitcherHint");
    m_hint->setContentsMargins(4, 0, 4, 0);
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setWordWrap(true);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(m_hint);
    m_input->installEventFilter(this);
    window->installEventFilter(this);
    connect(m_input, &QLineEdit::textEdited, this, &QuickSwitcher::list);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &QuickSwitcher::hint);
    connect(m_list, &QListView::clicked, this, [this] { run(QApplication::keyboardModifiers()); });
    hide();
}

void QuickSwitcher::open(const QString &prompt, Source source, const QString &typed)
{
    if (!isVisible())
        m_before = QApplication::focusWidget();
    // The editor of a cell closes as it loses the keyboard; its view takes that again.
    for (QWidget *around = m_before; around; around = around->parentWidget()) {
        if (qobject_cast<QAbstractItemView *>(around)) {
            m_before = around;
            break;
        }
    }
    m_source = std::move(source);
    m_input->setText(typed);
    m_input->selectAll();
    m_input->setPlaceholderText(prompt);
    m_title->setText(prompt);
    m_title->setVisible(!typed.isEmpty());
    m_input->setAccessibleName(prompt);
    // Its picture is slow to find, so not before the first opening.
    m_input->setClearButtonEnabled(true);
    list();
    place();
    show();
    raise();
    m_input->setFocus();
}

void QuickSwitcher::hint()
{
    const int row = m_list->currentIndex().row();
    const QString sentence = row < 0 ? QString() : m_model->entry(row).hint;
    if (sentence == m_hint->text() && sentence.isEmpty() == m_hint->isHidden())
        return;
    m_hint->setText(sentence);
    m_hint->setVisible(!sentence.isEmpty());
    m_input->setAccessibleDescription(sentence);
    place();
}

void QuickSwitcher::refresh()
{
    if (!m_source)
        return;
    const int row = m_list->currentIndex().row();
    list();
    m_list->setCurrentIndex(m_model->index(std::clamp(row, 0, std::max(0, m_model->rowCount() - 1)), 0));
}

void QuickSwitcher::list()
{
    QList<QuickEntry> entries = m_source(m_input->text());
    if (entries.isEmpty() && !m_input->text().trimmed().isEmpty())
        entries.append(
            {m_title->isHidden() ? tr("Nothing answers to “%1”.").arg(m_input->text()) : tr("Type a new name."),
             {},
             {},
             nullptr});
    m_list->setVisible(!entries.isEmpty());
    m_model->show(std::move(entries));
    m_list->setCurrentIndex(m_model->index(0, 0));
    hint();
    place();
}

void QuickSwitcher::place()
{
    const QWidget *const window = parentWidget();
    const int width = std::clamp(window->width() - 80, 280, 640);
    const int rows = std::min(m_model->rowCount(), 12);
    const int list = rows > 0 ? rows * m_list->sizeHintForRow(0) + 12 : 0;
    const int title = m_title->isHidden() ? 0 : m_title->sizeHint().height() + 8;
    const int hint = m_hint->isHidden() ? 0 : m_hint->heightForWidth(width - 16) + 8;
    const int height = std::min(title + m_input->sizeHint().height() + 16 + list + hint, window->height() - 80);
    setGeometry((window->width() - width) / 2, 64, width, height);
}

void QuickSwitcher::run(Qt::KeyboardModifiers modifiers)
{
    const int row = m_list->currentIndex().row();
    if (row < 0)
        return;
    const auto action = m_model->entry(row).run;
    dismiss();
    if (action)
        action(modifiers);
}

void QuickSwitcher::dismiss()
{
    hide();
    if (m_before)
        m_before->setFocus();
    m_source = {};
}

bool QuickSwitcher::eventFilter(QObject *object, QEvent *event)
{
    if (object == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    if (object != m_input)
        return QFrame::eventFilter(object, event);
    if (event->type() == QEvent::FocusOut && isVisible()) {
        m_before = nullptr;
        dismiss();
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto *const key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Escape:
        dismiss();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run(key->modifiers());
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down: {
        const int rows = m_model->rowCount();
        const int step = key->key() == Qt::Key_Down ? 1 : rows - 1;
        if (rows > 0)
            m_list->setCurrentIndex(m_model->index((m_list->currentIndex().row() + step) % rows, 0));
        return true;
    }
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        QApplication::sendEvent(m_list, event);
        return true;
    default:
        return false;
    }
}

void QuickSwitcher::paintEvent(QPaintEvent *)
{
    const Palette &colours = paletteOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colours.hairline);
    painter.setBrush(colours.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

} // namespace tearsheet
