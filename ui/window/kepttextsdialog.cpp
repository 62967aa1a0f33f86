// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/kepttextsdialog.h"

#include "ui/diff/diffview.h"
#include "ui/window/comparing.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

/// Keeps text off the edges of its row.
class PaddedDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QStyle *const style = option.widget->style();
        style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
        QStyleOptionViewItem inner = option;
        inner.rect.adjust(Padding, 0, -Padding, 0);
        inner.state &= ~(QStyle::State_Selected | QStyle::State_MouseOver | QStyle::State_HasFocus);
        QStyledItemDelegate::paint(painter, inner, index);
    }

private:
    static constexpr int Padding = 10;
};

} // namespace

KeptTextsDialog::KeptTextsDialog(QWidget *parent)
    : QDialog(parent), m_list(new QListWidget(this)), m_difference(new DiffView(this)), m_take(new QPushButton(this)),
      m_discard(new QPushButton(tr("Discard"), this))
{
    setObjectName(u"keptTexts");
    setWindowTitle(tr("Kept texts"));
    resize(1000, 620);
    auto *what = new QLabel(tr("These texts were typed and not saved. Nobody edits them, and they may stand in no "
                               "note. What you discard stays in the history."),
                            this);
    what->setWordWrap(true);
    m_list->setObjectName(u"keptTextsList");
    m_list->setAccessibleName(tr("Kept texts"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setItemDelegate(new PaddedDelegate(m_list));
    auto *splitter = new QSplitter(this);
    splitter->addWidget(m_list);
    splitter->addWidget(m_difference);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    splitter->setSizes({260, 740});
    auto *close = new QPushButton(tr("Close"), this);
    m_take->setDefault(true);
    for (QPushButton *button : {m_discard, close})
        button->setAutoDefault(false);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_take);
    bottom->addWidget(m_discard);
    bottom->addStretch(1);
    bottom->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(what);
    layout->addWidget(splitter, 1);
    layout->addLayout(bottom);

    connect(m_list, &QListWidget::currentRowChanged, this, &KeptTextsDialog::showCurrent);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    // Copies, as the answer may change the list.
    connect(m_take, &QPushButton::clicked, this, [this] {
        const std::optional<KeptText> text = current();
        if (text && text->now)
            Q_EMIT openWanted(text->draft);
        else if (text && text->draft.isPart)
            Q_EMIT copyWanted(text->draft);
        else if (text)
            Q_EMIT writeWanted(text->draft);
    });
    connect(m_discard, &QPushButton::clicked, this, [this] {
        if (const std::optional<KeptText> text = current())
            Q_EMIT discardWanted(text->draft);
    });
}

void KeptTextsDialog::list(const QList<KeptText> &texts)
{
    const int row = std::max(m_list->currentRow(), 0);
    m_texts = texts;
    m_list->clear();
    for (const KeptText &text : texts) {
        const QString note = text.draft.path.toString();
        const QString what = text.now ? note : tr("%1 (gone)").arg(note);
        auto *item = new QListWidgetItem(u"%1\n%2"_s.arg(what, timeText(text.draft.time)), m_list);
        item->setSizeHint({0, 3 * m_list->fontMetrics().height()});
    }
    m_list->setCurrentRow(std::min(row, static_cast<int>(texts.size()) - 1));
    if (texts.isEmpty())
        close();
}

std::optional<KeptText> KeptTextsDialog::current() const
{
    const int row = m_list->currentRow();
    return row >= 0 && row < m_texts.size() ? std::optional(m_texts.at(row)) : std::nullopt;
}

void KeptTextsDialog::showCurrent()
{
    const std::optional<KeptText> text = current();
    m_take->setEnabled(text.has_value());
    m_discard->setEnabled(text.has_value());
    if (!text)
        return;
    const bool note = text->draft.path.isNote();
    if (text->now)
        m_take->setText(note ? tr("Open the note") : tr("Open the file"));
    else if (text->draft.isPart)
        m_take->setText(tr("Copy"));
    else
        m_take->setText(note ? tr("Write the note again") : tr("Write the file again"));
    m_difference->setTitles(!text->now ? tr("What the file said")
                            : note     ? tr("The note now")
                                       : tr("The file now"),
                            tr("Kept text, %1").arg(timeText(text->draft.time)));
    m_difference->showRows(DiffRows::of(text->now.value_or(text->draft.base), text->draft.bytes));
}

} // namespace tearsheet
