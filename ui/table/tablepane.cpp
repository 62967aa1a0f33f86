// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/tablepane.h"

#include "ui/plot/plotpane.h"
#include "ui/style/icons.h"
#include "ui/table/gridview.h"
#include "ui/window/banner.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

QString sentenceOf(const TableFinding &finding, const ShownTable &table)
{
    const int rows = static_cast<int>(finding.rows.size());
    const QString name = finding.columns.isEmpty() ? QString() : table.headers.value(finding.columns.first());
    switch (finding.defect) {
    case TableDefect::Headless:
        return TablePane::tr("These rows have no header: their table was cut in two, and other programs show bars.");
    case TableDefect::SurplusCells:
        return rows == 1 ? TablePane::tr("Row %1 has more cells than the header.").arg(finding.rows.first() + 1)
                         : TablePane::tr("%n rows have more cells than the header.", nullptr, rows);
    case TableDefect::MissingCells:
        return rows == 1 ? TablePane::tr("Row %1 has fewer cells than the header.").arg(finding.rows.first() + 1)
                         : TablePane::tr("%n rows have fewer cells than the header.", nullptr, rows);
    case TableDefect::GluedText:
        return TablePane::tr("The text below stands directly at the table, so that it is a row of it.");
    case TableDefect::BareBars:
        return TablePane::tr("A bar inside a cell has no backslash: other programs cut the row there.");
    case TableDefect::EmptyHeader:
        return TablePane::tr("Column %1 has no name.").arg(finding.columns.first() + 1);
    case TableDefect::DuplicateHeader:
        return TablePane::tr("Two columns are named %1.").arg(name);
    case TableDefect::Transposed:
        return TablePane::tr("Notes stand in the header. Turned, each gets a row, and columns can be sorted.");
    }
    return {};
}

} // namespace

TablePane::TablePane(QWidget *parent)
    : QWidget(parent), m_bar(new QWidget(this)), m_extent(new QLabel(m_bar)), m_plotButton(new QToolButton(m_bar)),
      m_banner(new Banner(this)), m_splitter(new QSplitter(this)), m_grid(new GridView(this))
{
    m_banner->setObjectName(u"tableBanner");
    setFocusProxy(m_grid);
    auto *row = new QHBoxLayout(m_bar);
    row->setContentsMargins(12, 2, 4, 2);
    m_extent->setObjectName(u"tableExtent");
    m_extent->setForegroundRole(QPalette::PlaceholderText);
    row->addWidget(m_extent, 1);
    m_plotButton->setObjectName(u"plotButton");
    m_plotButton->setText(tr("Plot"));
    m_plotButton->setToolTip(tr("Plot the selected columns (Ctrl+Shift+P)"));
    m_plotButton->setIcon(icon(Icon::Plot));
    m_plotButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_plotButton->setAutoRaise(true);
    m_plotButton->setCheckable(true);
    row->addWidget(m_plotButton);
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(m_grid);
    m_splitter->setCollapsible(0, false);
    m_plotSoon.setSingleShot(true);
    m_plotSoon.setInterval(0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_banner);
    layout->addWidget(m_splitter, 1);
    connect(m_grid, &GridView::editWanted, this, &TablePane::editWanted);
    connect(m_grid, &GridView::arranged, this, [this] {
        showExtent();
        plotRows();
    });
    connect(m_plotButton, &QToolButton::toggled, this, &TablePane::setPlotted);
    connect(&m_plotSoon, &QTimer::timeout, this, &TablePane::plotSelection);
    connect(m_grid->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (isPlotted() && !m_fromPlot)
            m_plotSoon.start();
    });
    connect(m_grid, &GridView::typedTextsChanged, this, &TablePane::tell);
    connect(m_banner, &Banner::appearedLate, this, &TablePane::leaveGap);
    m_banner->installEventFilter(this);
}

void TablePane::show(const ShownTablePtr &table, bool editable, const QString &whyNot)
{
    const bool same = table && m_table && table->key == m_table->key;
    show(table, editable, whyNot, same ? Showing::Newer : Showing::Another);
}

void TablePane::show(const ShownTablePtr &table, bool editable, const QString &whyNot, Showing showing)
{
    const bool another = showing == Showing::Another;
    m_table = table;
    m_editable = editable;
    m_whyNot = whyNot;
    m_grid->show(table, editable, whyNot, showing);
    tell();
    showExtent();
    if (!isPlotted())
        return;
    m_plot->setEmbeddable(editable && table && !table->offsets.isEmpty());
    if (another)
        plotSelection();
    else
        plotRows();
}

void TablePane::showExtent()
{
    m_bar->setVisible(m_table != nullptr);
    if (!m_table)
        return;
    const QLocale locale(QLocale::English);
    const auto all = static_cast<int>(m_table->grid->rowCount());
    const auto shown = static_cast<int>(m_grid->tableModel()->rows().size());
    const QString rows = shown < all ? tr("%1 of %2 rows").arg(locale.toString(shown), locale.toString(all))
                         : all == 1  ? tr("1 row")
                                     : tr("%1 rows").arg(locale.toString(all));
    const int columns = m_table->grid->columnCount();
    m_extent->setText(rows + u"  ·  "_s + (columns == 1 ? tr("1 column") : tr("%1 columns").arg(columns)));
}

// The plot.

bool TablePane::isPlotted() const
{
    return m_plot && !m_plot->isHidden();
}

void TablePane::setPlotted(bool on)
{
    if (on && !m_plot)
        makePlot();
    if (m_plot && m_plot->isHidden() == on)
        m_plot->setVisible(on);
    m_plotButton->setChecked(on);
    if (!on) {
        if (m_plot && m_plot->isAncestorOf(focusWidget()))
            m_grid->setFocus();
        return;
    }
    m_plot->setEmbeddable(m_editable && m_table && !m_table->offsets.isEmpty());
    placePlot();
    plotSelection();
}

void TablePane::makePlot()
{
    m_plot = new PlotPane(this);
    m_plot->hide();
    m_splitter->addWidget(m_plot);
    m_splitter->setCollapsible(1, false);
    connect(m_plot, &PlotPane::closeWanted, this, [this] { setPlotted(false); });
    connect(m_plot, &PlotPane::said, m_grid, &GridView::said);
    connect(m_plot, &PlotPane::pictureWanted, this, &TablePane::pictureWanted);
    connect(m_plot, &PlotPane::cellWanted, this, [this](int place, int column) {
        const QScopedValueRollback fromPlot(m_fromPlot, true);
        m_grid->goTo(place, column);
    });
}

// Beside the table where that is wide, else below it.
void TablePane::placePlot()
{
    if (!isPlotted())
        return;
    const Qt::Orientation wanted = 10 * width() > 13 * height() ? Qt::Horizontal : Qt::Vertical;
    const bool turned = m_splitter->orientation() != wanted;
    m_splitter->setOrientation(wanted);
    if (turned || m_splitter->sizes().value(1) < 40) {
        const int room = wanted == Qt::Horizontal ? width() : height();
        m_splitter->setSizes({room / 2, room - room / 2});
    }
}

void TablePane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placePlot();
}

void TablePane::plotSelection()
{
    m_plotColumns.clear();
    m_plotChosen.clear();
    QSet<int> columns;
    const QList<int> &rows = m_grid->tableModel()->rows();
    for (const QItemSelectionRange &range : m_grid->selectionModel()->selection()) {
        for (int column = range.left(); column <= range.right(); ++column)
            columns.insert(column);
        // Who selects whole columns chooses no rows.
        if (range.height() == rows.size() && rows.size() > 1)
            continue;
        for (int shown = range.top(); shown <= std::min(range.bottom(), static_cast<int>(rows.size()) - 1); ++shown)
            m_plotChosen.insert(rows.at(shown));
    }
    m_plotColumns = columns.values();
    std::ranges::sort(m_plotColumns);
    plotRows();
}

void TablePane::plotRows()
{
    if (!isPlotted())
        return;
    if (!m_table) {
        m_plot->show(nullptr, {}, {});
        return;
    }
    m_plot->show(m_table->grid,
                 {.rows = m_grid->tableModel()->rows(),
                  .columns = m_plotColumns,
                  .chosen = m_plotChosen,
                  .own = m_table->ownRows},
                 m_table->key);
}

// What was typed is not lost before it is answered for.
void TablePane::tellTyped(const QList<TypedText> &texts)
{
    const TypedText &typed = texts.first();
    // A click is told of later: another text may have come before this one.
    const auto isFirst = [this, text = typed.text] {
        return !m_grid->typedTexts().isEmpty() && m_grid->typedTexts().first().text == text;
    };
    const auto write = [this, isFirst, edit = editOf(typed)] {
        if (!isFirst())
            return;
        m_grid->dropTypedText();
        Q_EMIT editWanted(*edit);
    };
    const auto drop = [this, isFirst] {
        if (isFirst())
            m_grid->giveUpTypedText();
    };
    const Banner::Action copy{tr("Copy"), [text = typed.text] { QApplication::clipboard()->setText(text); }};
    const TypedCell &cell = typed.cell;
    QList<Banner::Action> actions;
    if (cell.isThere()) {
        if (m_editable)
            actions.append({tr("Write mine"), write});
        else
            actions.append(copy);
        actions.append({tr("Keep theirs"), drop});
    } else {
        if (m_editable && cell.place() == TypedCell::Place::RowGone)
            actions.append({tr("Put the row back"), write});
        actions.append(copy);
        actions.append({tr("Dismiss"), drop});
    }
    // What is typed on is to be seen, whatever is asked about first.
    const auto isNowhere = [](const TypedText &text) { return text.cell.place() == TypedCell::Place::Nowhere; };
    QString sentence = sentenceOf(typed);
    if (texts.size() > 1 && !isNowhere(typed) && isNowhere(texts.at(1)))
        sentence += u' ' + sentenceOf(texts.at(1));
    m_banner->say(sentence, Banner::Tone::Warning, actions);
    QTimer::singleShot(0, m_banner, [this] { leaveGap(); });
}

// Whoever goes on typing does not mean the cell that came up in the gap. A banner that is still to come cannot have the
// keyboard; until then the grid takes care.
void TablePane::leaveGap()
{
    if (m_grid->isTypingOn() && m_grid->hasFocus() && m_banner->isVisible())
        m_banner->setFocus();
}

bool TablePane::eventFilter(QObject *banner, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && m_banner->hasFocus()) {
        const auto &key = static_cast<const QKeyEvent &>(*event);
        const bool leaves = key.key() == Qt::Key_Tab || key.key() == Qt::Key_Backtab;
        if (!leaves && m_grid->typeOn(key)) {
            giveBackKeyboard();
            return true;
        }
    }
    if (event->type() == QEvent::InputMethod && m_grid->typeOn(static_cast<const QInputMethodEvent &>(*event)))
        return true;
    return QWidget::eventFilter(banner, event);
}

void TablePane::giveBackKeyboard()
{
    if (!m_grid->isTypingOn() && m_banner->hasFocus())
        m_grid->setFocus();
}

void TablePane::tell()
{
    giveBackKeyboard();
    m_banner->setAttribute(Qt::WA_InputMethodEnabled, m_grid->isTypingOn());
    if (!m_table) {
        m_banner->hide();
        return;
    }
    if (!m_grid->typedTexts().isEmpty()) {
        tellTyped(m_grid->typedTexts());
        return;
    }
    if (!m_editable && !m_whyNot.isEmpty()) {
        m_banner->say(m_whyNot, Banner::Tone::Neutral);
        return;
    }
    const auto keyOf = [this](const TableFinding &finding) {
        return QString(m_table->key + u'\n' + QString::number(static_cast<int>(finding.defect)));
    };
    const TableFinding *finding = nullptr;
    int others = -1;
    for (const TableFinding &candidate : m_table->findings) {
        if (m_quiet.contains(keyOf(candidate)))
            continue;
        finding = finding ? finding : &candidate;
        ++others;
    }
    if (!finding) {
        m_banner->hide();
        return;
    }
    const auto edit = [this](GridEdit::Kind kind) { return [this, kind] { Q_EMIT editWanted({.kind = kind}); }; };
    const int row = finding->rows.isEmpty() ? 0 : finding->rows.first();
    const int column = finding->columns.isEmpty() ? 0 : finding->columns.first();
    QList<Banner::Action> actions;
    switch (finding->defect) {
    case TableDefect::Headless:
        if (m_table->rejoinable)
            actions.append({tr("Join with the table above"), edit(GridEdit::Kind::Rejoin)});
        actions.append({tr("Add a header"), edit(GridEdit::Kind::AddHeader)});
        break;
    case TableDefect::SurplusCells:
        actions = {{tr("Show"), [this, row] { m_grid->goTo(row, m_table ? m_table->grid->namedCount() : 0); }},
                   {tr("Add a column"), edit(GridEdit::Kind::AddColumns)}};
        break;
    case TableDefect::MissingCells:
        actions = {{tr("Show"), [this, row] { m_grid->goTo(row, 0); }},
                   {tr("Fill up"), edit(GridEdit::Kind::FillRows)}};
        break;
    case TableDefect::GluedText:
        actions = {{tr("Show"), [this, row] { m_grid->goTo(row, 0); }},
                   {tr("Set it apart"), edit(GridEdit::Kind::SetTextApart)}};
        break;
    case TableDefect::BareBars:
        actions = {{tr("Add backslashes"), edit(GridEdit::Kind::EscapeBars)}};
        break;
    case TableDefect::EmptyHeader:
        actions = {{tr("Name it"), [this, column] { m_grid->renameColumn(column); }}};
        break;
    case TableDefect::DuplicateHeader:
        actions = {{tr("Rename"), [this, column] { m_grid->renameColumn(column); }}};
        break;
    case TableDefect::Transposed:
        actions = {{tr("Transpose"), edit(GridEdit::Kind::Transpose)}};
        break;
    }
    if (!m_editable)
        actions.removeIf([](const Banner::Action &action) { return action.text != tr("Show"); });
    actions.append({others > 0 ? tr("Next (%1)").arg(others) : tr("Dismiss"), [this, key = keyOf(*finding)] {
                        m_quiet.insert(key);
                        tell();
                    }});
    const bool idea = finding->defect == TableDefect::Transposed;
    m_banner->say(sentenceOf(*finding, *m_table), idea ? Banner::Tone::Neutral : Banner::Tone::Warning, actions);
}

} // namespace tearsheet
