// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphlegend.h"

#include "ui/graph/graphpicture.h"
#include "ui/style/style.h"

#include <QAbstractButton>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

#include <memory>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr int Margin = 6;
constexpr int SampleWidth = 30;

class FamilyButton : public QAbstractButton
{
public:
    FamilyButton(RelationFamily family, QWidget *parent) : QAbstractButton(parent), m_family(family)
    {
        setCheckable(true);
        setChecked(true);
        setText(familyTitle(family));
        setFocusPolicy(Qt::TabFocus);
        setCursor(Qt::PointingHandCursor);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setObjectName(QStringLiteral("legend") + text());
    }

    RelationFamily family() const { return m_family; }

    void setCount(int count)
    {
        m_count = count > 0 ? QLocale().toString(count) : QString();
        setAccessibleName(QObject::tr("%1, %2 edges").arg(text(), m_count));
        setToolTip(isChecked() ? QObject::tr("Hide them; a right click offers them alone")
                               : QObject::tr("Show them; a right click offers them alone"));
        updateGeometry();
        update();
    }

    QSize sizeHint() const override
    {
        const QFontMetrics metrics = fontMetrics();
        return {SampleWidth + metrics.horizontalAdvance(text()) + metrics.horizontalAdvance(m_count) + 5 * Margin,
                metrics.height() + 6};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Palette &palette = paletteOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (underMouse() || hasFocus()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(palette.hover);
            painter.drawRoundedRect(rect(), 4, 4);
        }
        if (hasFocus()) {
            painter.setPen(palette.accent);
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        }
        paintSample(painter, palette);
        painter.setPen(isChecked() ? palette.text : palette.disabledText);
        const QRect words = rect().adjusted(SampleWidth + 2 * Margin, 0, -Margin, 0);
        QFont struck = font();
        struck.setStrikeOut(!isChecked());
        painter.setFont(struck);
        painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft, text());
        painter.setFont(font());
        painter.setPen(isChecked() ? palette.mutedText : palette.disabledText);
        painter.drawText(words, Qt::AlignVCenter | Qt::AlignRight, m_count);
    }

private:
    void paintSample(QPainter &painter, const Palette &palette) const
    {
        const RelationLook &look = lookOf(m_family);
        const QColor colour =
            isChecked() ? QColor::fromRgb(palette.dark ? look.dark : look.light) : palette.disabledText;
        QPen pen(colour, look.width + 0.4, Qt::SolidLine, Qt::FlatCap);
        QList<qreal> pattern;
        for (const float length : dashPattern(look.dash))
            pattern.append(static_cast<qreal>(length));
        if (!pattern.isEmpty())
            pen.setDashPattern(pattern);
        painter.setPen(pen);
        const double middle = height() / 2.0;
        painter.drawLine(QPointF(Margin, middle), QPointF(SampleWidth - 2, middle));
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        const double tip = SampleWidth + 2;
        painter.drawPolygon(
            QPolygonF{QPointF(tip, middle), QPointF(tip - 7, middle - 3.5), QPointF(tip - 7, middle + 3.5)});
    }

    RelationFamily m_family;
    QString m_count;
};

QPixmap swatchOf(const LegendEntry &entry, const QWidget *widget)
{
    constexpr double Radius = 5.5;
    const double ratio = widget->devicePixelRatioF();
    QPixmap pixmap((QSizeF(SampleWidth, 16) * ratio).toSize());
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor colour = QColor::fromRgb(entry.colour);
    painter.setPen(entry.hollow ? QPen(colour, 1.5) : QPen(Qt::NoPen));
    painter.setBrush(entry.hollow ? QBrush(Qt::NoBrush) : QBrush(colour));
    paintNodeShape(painter, entry.shape, QPointF(SampleWidth / 2.0 + 2, 8), entry.hollow ? Radius - 1 : Radius);
    return pixmap;
}

} // namespace

GraphLegend::GraphLegend(QWidget *parent) : QWidget(parent), m_nodes(new QVBoxLayout)
{
    auto *const box = new QVBoxLayout(this);
    box->setContentsMargins(Margin, Margin, Margin, Margin);
    box->setSpacing(0);
    setAccessibleName(tr("Legend"));
    for (const RelationFamily family : relationFamilies()) {
        auto *const entry = new FamilyButton(family, this);
        entry->installEventFilter(this);
        entry->hide();
        connect(entry, &QAbstractButton::clicked, this, [this, family](bool on) {
            m_hidden = on ? m_hidden & ~relationsOf(family) : m_hidden | relationsOf(family);
            Q_EMIT hiddenChanged(m_hidden);
        });
        box->addWidget(entry);
        m_entries.append(entry);
    }
    m_nodes->setContentsMargins(0, 2 * Margin, 0, 0);
    m_nodes->setSpacing(2);
    box->addLayout(m_nodes);
    box->addStretch();
}

void GraphLegend::show(const QList<RelationCount> &counts, quint64 hidden)
{
    m_hidden = hidden;
    for (const RelationFamily family : relationFamilies()) {
        int count = 0;
        for (const RelationCount &row : counts)
            count += familyOf(row.type) == family ? row.count : 0;
        auto *const shown = static_cast<FamilyButton *>(entry(family));
        shown->setChecked((relationsOf(family) & ~hidden) != 0);
        shown->setCount(count);
        // What is switched off stays, to be switched on again.
        shown->setVisible(count > 0 || !shown->isChecked());
    }
}

void GraphLegend::showNodes(const QList<LegendEntry> &entries)
{
    if (entries == m_shownNodes)
        return;
    m_shownNodes = entries;
    while (const std::unique_ptr<QLayoutItem> item{m_nodes->takeAt(0)})
        delete item->widget();
    for (const LegendEntry &entry : entries) {
        auto *const row = new QWidget(this);
        auto *const line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, Margin, 0);
        line->setSpacing(2 * Margin - 2);
        if (entry.sign == LegendEntry::Sign::Node) {
            auto *const swatch = new QLabel(row);
            swatch->setPixmap(swatchOf(entry, this));
            line->addWidget(swatch);
        }
        auto *const words = new QLabel(entry.title, row);
        words->setTextFormat(Qt::PlainText);
        words->setWordWrap(true);
        words->setIndent(entry.sign == LegendEntry::Sign::Node ? 0 : Margin);
        line->addWidget(words, 1);
        m_nodes->addWidget(row);
    }
}

void GraphLegend::ask(RelationFamily family, QPoint place)
{
    auto *const menu = new QMenu(this);
    menu->setObjectName(u"legendMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto hide = [this](quint64 hidden) {
        m_hidden = hidden;
        Q_EMIT hiddenChanged(m_hidden);
    };
    menu->addAction(tr("Only %1").arg(familyTitle(family)), this, [hide, family] { hide(~relationsOf(family)); });
    menu->addAction(tr("Show all"), this, [hide] { hide(0); })->setEnabled(m_hidden != 0);
    menu->popup(place);
}

bool GraphLegend::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ContextMenu) {
        ask(static_cast<FamilyButton *>(watched)->family(), static_cast<QContextMenuEvent *>(event)->globalPos());
        return true;
    }
    const bool enters = event->type() == QEvent::Enter || event->type() == QEvent::FocusIn;
    const bool leaves = event->type() == QEvent::Leave || event->type() == QEvent::FocusOut;
    if (enters && static_cast<FamilyButton *>(watched)->isChecked())
        Q_EMIT familyHovered(static_cast<FamilyButton *>(watched)->family());
    else if (enters || leaves)
        Q_EMIT familyHovered(std::nullopt);
    return QWidget::eventFilter(watched, event);
}

QAbstractButton *GraphLegend::entry(RelationFamily family) const
{
    return m_entries.at(static_cast<qsizetype>(family));
}

} // namespace tearsheet
