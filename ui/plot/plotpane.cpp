// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/plotpane.h"

#include "ui/panels/emptystate.h"
#include "ui/plot/serieslegend.h"
#include "ui/style/barbutton.h"
#include "ui/style/fonts.h"
#include "ui/style/plugins.h"
#include "ui/style/seriescolours.h"
#include "ui/style/style.h"

#include <QAccessible>
#include <QBuffer>
#include <QButtonGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QScrollArea>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MostReadAtOnce = 20000; // Cells; more would be felt.
constexpr int LeastHeight = 150;
constexpr int PictureWidth = 880;

} // namespace

PlotPane::PlotPane(QWidget *parent)
    : QWidget(parent), m_title(new QLabel(this)), m_kinds(new QButtonGroup(this)), m_legend(new SeriesLegend(this)),
      m_scroll(new QScrollArea(this)), m_empty(emptyState({}, this)), m_remarks(new QLabel(this)),
      m_job(this, [this](const PlotData &data) { take(data); })
{
    setObjectName(u"plotPane");
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_title->setObjectName(u"plotTitle");
    m_title->setTextFormat(Qt::PlainText);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_empty->setObjectName(u"plotEmpty");
    m_remarks->setObjectName(u"plotRemarks");
    m_remarks->setTextFormat(Qt::PlainText);
    m_remarks->setWordWrap(true);
    m_remarks->setForegroundRole(QPalette::PlaceholderText);
    m_remarks->setContentsMargins(12, 2, 12, 8);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    buildBar();
    auto *names = new QHBoxLayout;
    names->setContentsMargins(6, 0, 8, 0);
    names->addWidget(m_legend);
    layout->addLayout(names);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_remarks);
    connect(m_legend, &SeriesLegend::switched, this, &PlotPane::draw);
    take({});
}

void PlotPane::buildBar()
{
    auto *const bar = m_bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 4, 4, 4);
    row->setSpacing(2);
    row->addWidget(m_title, 1);
    for (const PlotKind kind : PlotKinds) {
        QToolButton *const button = barButton(plotKindName(kind), {}, bar);
        button->setObjectName(u"plotKind"_s + QString::number(static_cast<int>(kind)));
        button->setCheckable(true);
        m_kinds->addButton(button, static_cast<int>(kind));
        row->addWidget(button);
    }
    connect(m_kinds, &QButtonGroup::idClicked, this, [this](int kind) { chooseKind(static_cast<PlotKind>(kind)); });
    row->addSpacing(8);
    m_embed = barButton(tr("Embed"), tr("Put the plot below the table, as a picture"), bar);
    m_embed->setObjectName(u"plotEmbed"_s);
    m_embed->hide();
    connect(m_embed, &QToolButton::clicked, this, [this] { emitPicture(PlotPicture::Use::Embed, u"svg"_s); });
    row->addWidget(m_embed);
    m_more = barButton(tr("Export"), tr("Copy the plot or write it to a file"), bar);
    m_more->setObjectName(u"plotExport"_s);
    auto *menu = new QMenu(m_more);
    menu->addAction(tr("Copy as picture"), this, &PlotPane::copy);
    menu->addSeparator();
    menu->addAction(tr("SVG…"), this, [this] { emitPicture(PlotPicture::Use::Export, u"svg"_s); });
    menu->addAction(tr("PNG…"), this, [this] { emitPicture(PlotPicture::Use::Export, u"png"_s); });
    m_more->setMenu(menu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    row->addWidget(m_more);
    QToolButton *const close = iconButton(Icon::Cross, tr("Close the plot"), bar);
    close->setObjectName(u"plotClose"_s);
    close->setAutoRaise(true);
    connect(close, &QToolButton::clicked, this, &PlotPane::closeWanted);
    row->addWidget(close);
    static_cast<QVBoxLayout *>(layout())->addWidget(bar);
}

// Beside the buttons where it has room there, else on lines of its own.
void PlotPane::placeTitle()
{
    constexpr int Beside = 320; // What the longest title gets there.
    auto *const row = static_cast<QHBoxLayout *>(m_bar->layout());
    auto *const column = static_cast<QVBoxLayout *>(layout());
    const bool wasBeside = row->indexOf(m_title) >= 0;
    // Of the bar without the title, whose width is ignored there.
    const int wanted = QFontMetrics(m_title->font()).horizontalAdvance(m_title->text());
    const bool beside = width() >= m_bar->sizeHint().width() + std::min(wanted, Beside) + 8;
    if (beside == wasBeside)
        return;
    if (beside) {
        column->removeWidget(m_title);
        delete row->takeAt(0);
        row->insertWidget(0, m_title, 1);
    } else {
        row->removeWidget(m_title);
        row->insertStretch(0, 1);
        column->insertWidget(1, m_title);
    }
    m_title->setWordWrap(!beside);
    m_title->setContentsMargins(beside ? QMargins() : QMargins(12, 0, 12, 4));
}

void PlotPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeTitle();
}

void PlotPane::setEmbeddable(bool on)
{
    m_embed->setVisible(on);
}

void PlotPane::show(const GridPtr &grid, PlotRequest request, const QString &key)
{
    const bool same = key == m_key && request.columns == m_request.columns;
    request.kind = same ? m_request.kind : std::nullopt;
    m_grid = grid;
    m_request = std::move(request);
    m_key = key;
    if (!grid) {
        m_job.cancel();
        take({});
        return;
    }
    const auto columns = static_cast<qint64>(std::max<qsizetype>(m_request.columns.size(), 2));
    if (m_request.rows.size() * columns <= MostReadAtOnce) {
        m_job.cancel();
        take(plotOf(*grid, m_request));
        return;
    }
    m_job.request([grid, asked = m_request](const CancelFlag &flag) { return plotOf(*grid, asked, &flag); });
}

void PlotPane::chooseKind(PlotKind kind)
{
    PlotRequest wanted = m_request;
    m_request.kind = kind;
    wanted.kind = kind;
    show(m_grid, wanted, m_key);
}

void PlotPane::take(const PlotData &data)
{
    m_data = data;
    m_lit.reset();
    const bool any = !m_data.isEmpty();
    if (any && !m_canvas) {
        if (auto *const plugin = loadPluginAs<PlotPlugin>(u"tearsheet-canvas"_s)) {
            m_canvas = plugin->makeCanvas(m_scroll);
            m_canvas->widget()->setFocusPolicy(Qt::StrongFocus);
            m_canvas->widget()->installEventFilter(this);
            m_scroll->setWidget(m_canvas->widget());
            setFocusProxy(m_canvas->widget());
        }
    }
    const bool drawn = any && m_canvas;
    m_title->setText(drawn ? m_data.title : tr("Plot"));
    m_title->setToolTip(drawn ? m_data.title : QString());
    placeTitle();
    m_scroll->setVisible(drawn);
    m_empty->setVisible(!drawn);
    m_empty->setText(any ? tr("The part of the program that draws plots is not there.") : m_data.nothing);
    m_embed->setEnabled(drawn);
    m_more->setEnabled(drawn);
    m_remarks->setText(m_data.remarks.join(u' '));
    m_remarks->setVisible(drawn && !m_data.remarks.isEmpty());
    showKinds();
    draw();
}

void PlotPane::showKinds()
{
    for (const PlotKind kind : PlotKinds) {
        QAbstractButton *const button = m_kinds->button(static_cast<int>(kind));
        const QString &why = m_data.whyNot.at(static_cast<size_t>(kind));
        button->setEnabled(!m_data.isEmpty() && why.isEmpty());
        button->setToolTip(why);
        button->setChecked(!m_data.isEmpty() && kind == m_data.kind);
    }
}

void PlotPane::draw()
{
    QStringList names;
    QList<QColor> colours;
    // The parts of one whole have their names here, too: not all have room for them.
    const bool parts = m_data.kind == PlotKind::Share && m_data.series.size() == 1;
    for (const int part : parts ? drawnParts(m_data) : QList<int>()) {
        colours.append(partColour(paletteOf(this), part));
        names.append(m_data.places.at(part).name + u' '
                     + plotLabel(m_data.series.first().points.at(part), m_data.axes.first()));
    }
    for (qsizetype i = 0; !parts && i < m_data.series.size(); ++i) {
        colours.append(m_data.kind == PlotKind::Share ? paletteOf(this).mutedText : seriesColour(paletteOf(this), i));
        names.append(m_data.series.at(i).name);
    }
    {
        const QSignalBlocker blocker(m_legend);
        m_legend->show(names, colours, !parts);
    }
    if (m_data.isEmpty() || !m_canvas)
        return;
    m_lit.reset();
    m_canvas->widget()->setMinimumHeight(wantedHeight());
    m_canvas->plot(m_data, look());
    m_canvas->widget()->setAccessibleName(tr("Plot"));
    m_canvas->widget()->setAccessibleDescription(plotSummary(m_data));
}

PlotLook PlotPane::look() const
{
    return {.colours = paletteOf(this),
            .font = tabular(font()),
            .hidden = m_legend->hidden(),
            .titled = false,
            .label = plotLabel};
}

// Names that stand below each other need a line each.
int PlotPane::wantedHeight() const
{
    if (!isLying(m_data))
        return LeastHeight;
    const auto series = static_cast<int>(m_data.series.size() - m_legend->hidden().size());
    if (m_data.kind == PlotKind::Share)
        return (64 + 16 * std::min(narrowParts(m_data), 8)) * std::max(series, 1) + 56;
    const int place = std::max(20, 15 * series + 6);
    return std::max(LeastHeight, place * static_cast<int>(m_data.places.size()) + 50);
}

QSize PlotPane::pictureSize() const
{
    const auto names = static_cast<int>(m_data.kind == PlotKind::Share ? m_data.places.size() : m_data.series.size());
    const int title = 46 + (names > 1 ? 24 * ((names + 3) / 4) : 0);
    if (m_data.kind == PlotKind::Share)
        return {PictureWidth, std::max(LeastHeight, wantedHeight()) + title};
    if (isLying(m_data))
        return {PictureWidth, std::max(200, wantedHeight() * 6 / 5) + title};
    return {PictureWidth, 420 + title};
}

QByteArray PlotPane::picture(const QString &kind)
{
    if (m_data.isEmpty() || !m_canvas)
        return {};
    // A picture is for reports and for whoever opens the note: dark on white.
    PlotLook alone = look();
    alone.colours = paletteFor(Qt::ColorScheme::Light);
    alone.titled = true;
    QByteArray bytes;
    if (kind == u"svg") {
        bytes = m_canvas->svg(pictureSize(), alone);
    } else {
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        m_canvas->image(pictureSize(), 2, alone).save(&buffer, "PNG");
    }
    return bytes;
}

void PlotPane::emitPicture(PlotPicture::Use use, const QString &kind)
{
    const QByteArray bytes = picture(kind);
    if (!bytes.isEmpty())
        Q_EMIT pictureWanted({use, m_data.title, kind, bytes});
}

void PlotPane::copy()
{
    const QByteArray png = picture(u"png"_s);
    if (png.isEmpty())
        return;
    auto *copied = new QMimeData;
    copied->setImageData(QImage::fromData(png));
    copied->setData(u"image/svg+xml"_s, picture(u"svg"_s));
    QGuiApplication::clipboard()->setMimeData(copied);
    Q_EMIT said(tr("The plot is in the clipboard, as a picture."));
}

QString PlotPane::wordsOf(const PlotHit &hit) const
{
    const PlotSeries &series = m_data.series.at(hit.series);
    const PlotPoint &point = series.points.at(hit.point);
    const QString name = m_data.places.at(point.place).name;
    const QString raw = m_grid ? m_grid->shown(point.row, point.column) : QString();
    return u"%1 · %2\n%3"_s.arg(name, series.name, raw);
}

void PlotPane::hover(std::optional<PlotHit> hit, const QPoint &place)
{
    if (hit != m_lit) {
        m_lit = hit;
        m_canvas->light(hit);
    }
    m_canvas->widget()->setCursor(hit ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (hit)
        QToolTip::showText(m_canvas->widget()->mapToGlobal(place + QPoint(12, 8)), wordsOf(*hit), m_canvas->widget());
    else
        QToolTip::hideText();
}

// From point to point, and to its cell.
bool PlotPane::press(int key)
{
    const bool across = key == Qt::Key_Left || key == Qt::Key_Right;
    const bool upright = key == Qt::Key_Up || key == Qt::Key_Down;
    if (key == Qt::Key_Escape) {
        Q_EMIT closeWanted();
        return true;
    }
    if ((key == Qt::Key_Return || key == Qt::Key_Enter) && m_lit) {
        const PlotPoint &point = m_data.series.at(m_lit->series).points.at(m_lit->point);
        Q_EMIT cellWanted(point.row, point.column);
        return true;
    }
    if (!across && !upright)
        return false;
    QList<PlotHit> hits;
    for (int series = 0; series < m_data.series.size(); ++series) {
        for (int i = 0; i < m_data.series.at(series).points.size(); ++i) {
            if (!m_legend->hidden().contains(series) && !m_data.series.at(series).points.at(i).isGap())
                hits.append({series, i});
        }
    }
    if (hits.isEmpty())
        return true;
    const qsizetype now = m_lit ? hits.indexOf(*m_lit) : -1;
    const int step = key == Qt::Key_Right || key == Qt::Key_Down ? 1 : -1;
    const PlotHit next = hits.at(now < 0 ? 0 : std::clamp<qsizetype>(now + step, 0, hits.size() - 1));
    hover(next, m_canvas->placeOf(next).toPoint());
    // Who does not see the mark hears what it is at.
    m_canvas->widget()->setAccessibleDescription(wordsOf(next));
    QAccessibleEvent changed(m_canvas->widget(), QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    return true;
}

bool PlotPane::eventFilter(QObject *object, QEvent *event)
{
    if (!m_canvas || object != m_canvas->widget() || m_data.isEmpty())
        return QWidget::eventFilter(object, event);
    switch (event->type()) {
    case QEvent::MouseMove: {
        const QPointF place = static_cast<QMouseEvent *>(event)->position();
        hover(m_canvas->hitAt(place), place.toPoint());
        break;
    }
    case QEvent::Leave:
        hover(std::nullopt, {});
        break;
    case QEvent::MouseButtonRelease: {
        const auto *const mouse = static_cast<QMouseEvent *>(event);
        const std::optional<PlotHit> hit = m_canvas->hitAt(mouse->position());
        if (hit && mouse->button() == Qt::LeftButton) {
            const PlotPoint &point = m_data.series.at(hit->series).points.at(hit->point);
            Q_EMIT cellWanted(point.row, point.column);
        }
        break;
    }
    case QEvent::KeyPress:
        if (press(static_cast<QKeyEvent *>(event)->key()))
            return true;
        break;
    default:
        break;
    }
    return QWidget::eventFilter(object, event);
}

void PlotPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange
        || event->type() == QEvent::FontChange)
        draw();
}

} // namespace tearsheet
