// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diff/diffheader.h"

#include "ui/diff/diffview.h"
#include "ui/style/icons.h"
#include "ui/style/style.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QToolButton>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr int Margin = 12;

} // namespace

DiffHeader::DiffHeader(DiffView *view)
    : QWidget(view), m_view(view), m_controls(new QWidget(this)), m_count(new QLabel(m_controls)),
      m_previous(addButton(u"previousChangeButton"_s, tr("Previous change"), tr("Shift+F8"))),
      m_next(addButton(u"nextChangeButton"_s, tr("Next change"), tr("F8"))),
      m_inline(addButton(u"inlineButton"_s, tr("In one column"), {}))
{
    setObjectName(u"diffHeader");
    m_count->setObjectName(u"changeCount");
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_previous->setIcon(icon(Icon::ChevronUp));
    m_next->setIcon(icon(Icon::ChevronDown));
    m_inline->setIcon(icon(Icon::List));
    m_inline->setCheckable(true);
    auto *controls = new QHBoxLayout(m_controls);
    controls->setContentsMargins({});
    controls->setSpacing(4);
    controls->addWidget(m_count);
    controls->addSpacing(4);
    controls->addWidget(m_previous);
    controls->addWidget(m_next);
    controls->addWidget(m_inline);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Margin, 4, 8, 4);
    layout->addStretch(1);
    layout->addWidget(m_controls);
    connect(m_previous, &QToolButton::clicked, view, &DiffView::previousChange);
    connect(m_next, &QToolButton::clicked, view, &DiffView::nextChange);
    connect(m_inline, &QToolButton::toggled, view, &DiffView::setInline);
}

QToolButton *DiffHeader::addButton(const QString &name, const QString &text, const QString &keys)
{
    auto *button = new QToolButton(m_controls);
    button->setObjectName(name);
    button->setAccessibleName(text);
    button->setToolTip(keys.isEmpty() ? text : text + u"  "_s + keys);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void DiffHeader::setTitles(const QString &left, const QString &right)
{
    m_left = left;
    m_right = right;
    update();
}

void DiffHeader::setControlsVisible(bool visible)
{
    m_controls->setVisible(visible);
}

void DiffHeader::refresh()
{
    const QLocale locale;
    const int count = m_view->changeCount();
    m_count->setText(count == 0
                         ? QString()
                         : tr("%1 of %2").arg(locale.toString(m_view->currentChange() + 1), locale.toString(count)));
    m_previous->setEnabled(m_view->currentChange() > 0);
    m_next->setEnabled(m_view->currentChange() + 1 < count);
    m_inline->setChecked(m_view->isInline());
    update();
}

void DiffHeader::paintEvent(QPaintEvent *)
{
    const Palette &colours = paletteOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), colours.window);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colours.hairline);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    painter.setFont(strong);
    painter.setPen(colours.mutedText);
    const int end = m_controls->isVisible() ? m_controls->x() - Margin : width() - Margin;
    const auto draw = [&](const QString &title, int from, int to) {
        painter.drawText(QRect(from, 0, to - from, height() - 1), Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(title, Qt::ElideMiddle, to - from));
    };
    const int middle = m_view->viewport()->width() / 2;
    if (m_view->isInline()) {
        draw(u"− "_s + m_left, Margin, middle - Margin);
        draw(u"+ "_s + m_right, middle, end);
    } else {
        draw(m_left, Margin, middle - Margin);
        draw(m_right, middle + Margin, end);
        painter.fillRect(QRect(middle, 0, 1, height()), colours.hairline);
    }
}

} // namespace tearsheet
