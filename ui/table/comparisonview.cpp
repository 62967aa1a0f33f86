// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/comparisonview.h"

#include "core/export/comparisonnote.h"
#include "core/export/comparisonsheet.h"
#include "core/export/markdowntable.h"
#include "core/table/table.h"
#include "ui/panels/emptystate.h"
#include "ui/style/barbutton.h"
#include "ui/style/elidedlabel.h"
#include "ui/style/keys.h"
#include "ui/table/comparisongrid.h"
#include "ui/table/comparisonmodel.h"

#include <QClipboard>
#include <QCompleter>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStringListModel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

// Values of a cell as links to their places, `n` of which is the n-th.
QString sourcesText(const ComparedCell &cell)
{
    constexpr qsizetype Most = 6;
    constexpr qsizetype LongestText = 60;
    QStringList parts;
    for (qsizetype i = 0; i < std::min(cell.values.size(), Most); ++i) {
        const StatedValue &value = cell.values.at(i);
        QByteArray period;
        if (value.isDated())
            append(period, value.period);
        QString text = cellText(value.raw);
        if (text.size() > LongestText)
            text = text.first(LongestText - 1) + u'…';
        QStringList said{text};
        // Of words nobody asks when.
        if (value.isDated())
            said.append(QString::fromUtf8(period));
        else if (value.value.isNumeric())
            said.append(ComparisonView::tr("undated"));
        const auto unbroken = [](const QString &part) {
            return part.toHtmlEscaped().replace(u' ', QChar::Nbsp); // A line ends between values.
        };
        parts.append(unbroken(said.join(u" · "_s) + u" · "_s)
                     + u"<a href=\"%1\">%2:%3</a>"_s.arg(i)
                           .arg(unbroken(value.source.note.name().toString()))
                           .arg(value.source.line + 1));
    }
    if (cell.values.size() > Most)
        parts.append(ComparisonView::tr("%n more", nullptr, static_cast<int>(cell.values.size() - Most)));
    const QString all = parts.join(u"&nbsp;&nbsp;&nbsp;| &nbsp;&nbsp;"_s);
    return cell.disagrees ? QString(ComparisonView::tr("≠ The notes disagree:") + u"&nbsp;&nbsp;"_s + all) : all;
}

} // namespace

ComparisonView::ComparisonView(ComparisonRequest request, std::shared_ptr<SharedClaims> claims, QWidget *parent)
    : QWidget(parent), m_request(std::move(request)), m_claims(std::move(claims)), m_model(new ComparisonModel(this)),
      m_grid(new ComparisonGrid(m_model, this)), m_splitter(new QSplitter(Qt::Vertical, this)),
      m_title(new ElidedLabel(this)), m_remarks(new QLabel(this)), m_empty(emptyState({}, this)),
      m_sources(new QLabel(this)), m_add(new QLineEdit(this)), m_names(new QStringListModel(this)),
      m_job(this, [this](const Made &made) { show(made); })
{
    setObjectName(u"comparisonView");
    setAcceptDrops(true);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_title->setObjectName(u"comparisonTitle");
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_remarks->setObjectName(u"comparisonRemarks");
    m_remarks->setForegroundRole(QPalette::PlaceholderText);
    m_remarks->setTextFormat(Qt::PlainText);
    m_remarks->setWordWrap(true);
    m_remarks->setContentsMargins(16, 0, 16, 8);
    m_sources->setObjectName(u"comparisonSources");
    m_sources->setContentsMargins(16, 6, 16, 6);
    m_sources->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_sources->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_sources->setWordWrap(true);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    buildBar();
    layout->addWidget(m_remarks);
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(m_grid);
    m_splitter->setCollapsible(0, false);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_sources);
    setFocusProxy(m_grid->table());

    connect(m_model, &ComparisonModel::edited, this, &ComparisonView::write);
    connect(m_grid, &ComparisonGrid::activated, this,
            [this](const QModelIndex &index, Qt::KeyboardModifiers modifiers) {
                if (const StatedValue *value = m_model->valueAt(index))
                    Q_EMIT sourceActivated(value->source.note, value->source.range.begin, modifiers);
            });
    connect(m_grid, &ComparisonGrid::headerClicked, this, &ComparisonView::sortBy);
    connect(m_grid, &ComparisonGrid::copyWanted, this, &ComparisonView::copy);
    connect(m_grid, &ComparisonGrid::typed, this, &ComparisonView::tellTyping);
    connect(m_grid, &ComparisonGrid::editingEnded, this, [this] {
        m_editing.reset();
        Q_EMIT typingEnded();
        if (const std::optional<Made> later = std::exchange(m_later, std::nullopt))
            show(*later);
    });
    connect(m_grid, &ComparisonGrid::cellMenuWanted, this, &ComparisonView::showCellMenu);
    connect(m_grid, &ComparisonGrid::headerMenuWanted, this, &ComparisonView::showHeaderMenu);
    connect(m_grid->table()->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ComparisonView::showSources);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &ComparisonView::showSources);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ComparisonView::showSources);
    connect(m_sources, &QLabel::linkActivated, this, [this](const QString &number) {
        const QModelIndex index = m_grid->currentIndex();
        if (!index.isValid())
            return;
        const ValueSource source = shown().cell(index.row(), index.column()).values.at(number.toInt()).source;
        Q_EMIT sourceActivated(source.note, source.range.begin, Qt::NoModifier);
    });
    connect(m_grid->table()->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (isPlotted() && !m_fromPlot)
            plotSelection();
    });
    show({});
}

void ComparisonView::buildBar()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 10, 12, 8);
    row->setSpacing(4);
    row->addWidget(m_title, 1);
    m_add->setObjectName(u"comparisonAdd");
    m_add->setPlaceholderText(tr("Add a company…"));
    m_add->setAccessibleName(tr("Add a company"));
    m_add->setToolTip(tr("By its name; notes can also be dragged here from a list"));
    m_add->setFixedWidth(140);
    m_add->setClearButtonEnabled(true);
    auto *completer = new QCompleter(m_names, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->setMaxVisibleItems(12);
    m_add->setCompleter(completer);
    connect(completer, qOverload<const QString &>(&QCompleter::activated), this, &ComparisonView::addNamed,
            Qt::QueuedConnection);
    connect(m_add, &QLineEdit::returnPressed, this, [this] { addTyped(m_add->text().trimmed()); });
    row->addWidget(m_add);
    row->addSpacing(8);
    buildShapes();
    row->addWidget(m_shape);
    const auto toggle = [&](const QString &text, const QString &tip, const QString &name, bool ComparisonOrder::*flag) {
        QToolButton *const button = barButton(text, tip, bar);
        button->setObjectName(name);
        button->setCheckable(true);
        connect(button, &QToolButton::toggled, this, [this, flag](bool on) {
            finishEditing();
            m_order.*flag = on;
            if (flag == &ComparisonOrder::transposed) {
                m_order.sortedBy.clear();
                m_sortedTitle.clear();
            }
            arrange();
        });
        row->addWidget(button);
        return button;
    };
    m_sharedOnly = toggle(tr("Shared"), tr("Only rows with values in two columns or more"), u"comparisonShared"_s,
                          &ComparisonOrder::sharedOnly);
    m_hideEqual = toggle(tr("Differences"), tr("Hide rows that are the same everywhere"), u"comparisonDiffering"_s,
                         &ComparisonOrder::hideEqual);
    m_transpose = toggle(tr("Transpose"), tr("Exchange rows and columns"), u"comparisonTranspose"_s,
                         &ComparisonOrder::transposed);
    m_keep = barButton(tr("Keep"), tr("Keep this comparison in the list at the left"), bar);
    m_keep->setObjectName(u"comparisonKeep");
    connect(m_keep, &QToolButton::clicked, this, &ComparisonView::keepWanted);
    row->addWidget(m_keep);
    m_plotButton = barButton(tr("Plot"), tr("Plot the selected rows (Ctrl+Shift+P)"), bar);
    m_plotButton->setObjectName(u"plotButton"_s);
    m_plotButton->setCheckable(true);
    connect(m_plotButton, &QToolButton::toggled, this, &ComparisonView::setPlotted);
    row->addWidget(m_plotButton);
    QToolButton *const more = barButton(tr("Export"), tr("Copy or write to a file"), bar);
    more->setObjectName(u"comparisonExport");
    auto *menu = new QMenu(more);
    menu->addAction(tr("Copy"), this, &ComparisonView::copy);
    menu->addSeparator();
    menu->addAction(tr("Excel workbook…"), this, [this] { Q_EMIT exportWanted(u"xlsx"_s); });
    menu->addAction(tr("CSV…"), this, [this] { Q_EMIT exportWanted(u"csv"_s); });
    menu->addAction(tr("Markdown table…"), this, [this] { Q_EMIT exportWanted(u"md"_s); });
    menu->addSeparator();
    menu->addAction(tr("Table in a note…"), this, [this] { Q_EMIT noteWanted(false); });
    menu->addAction(tr("Table in a note, to be refreshed…"), this, [this] { Q_EMIT noteWanted(true); });
    more->setMenu(menu);
    more->setPopupMode(QToolButton::InstantPopup);
    row->addWidget(more);
    static_cast<QVBoxLayout *>(layout())->addWidget(bar);
}

void ComparisonView::setRequest(const ComparisonRequest &request)
{
    m_request = request;
    m_edited.clear();
    refresh();
    Q_EMIT requestChanged();
}

void ComparisonView::follow(const NotePath &from, const NotePath &to)
{
    if (const QModelIndex index = m_grid->currentIndex(); m_grid->isEditing() && m_model->valueAt(index))
        editing(index);
    if (m_editing && m_editing->over.place.path == from)
        m_editing->over.place.path = to;
    for (Edited &edited : m_edited) {
        NotePath &note = edited.value.source.note;
        note = note == from ? to : note;
    }
    for (NotePath &place : m_moved)
        place = place == from ? to : place;
    m_moved.insert(from, to);
    m_made.comparison.follow(from, to);
    m_model->follow(from, to);
    SavedComparison now = state();
    if (!now.follow(from, to, m_snapshot))
        return;
    m_order = now.order;
    m_request = now.request;
    if (m_snapshot.find(to) >= 0)
        refresh(); // Else the next snapshot brings the note.
    Q_EMIT requestChanged();
}

void ComparisonView::setSnapshot(const Snapshot &snapshot)
{
    const auto pathOf = [](const std::shared_ptr<const FileEntry> &file) -> const NotePath & { return file->path; };
    const bool filesChanged = !std::ranges::equal(m_snapshot.files(), snapshot.files(), {}, pathOf, pathOf);
    m_snapshot = snapshot;
    if (filesChanged) {
        QStringList names;
        for (const std::shared_ptr<const FileEntry> &file : snapshot.files()) {
            if (file->note)
                names.append(file->path.name().toString());
        }
        names.removeDuplicates();
        m_names->setStringList(names);
    }
    refresh();
}

void ComparisonView::setOrder(const ComparisonOrder &order)
{
    finishEditing();
    // By the user, a button arranges, too; Transpose forgets the column that was sorted by.
    const auto press = [](QToolButton *button, bool on) {
        const QSignalBlocker blocker(button);
        button->setChecked(on);
    };
    press(m_transpose, order.transposed);
    press(m_sharedOnly, order.sharedOnly);
    press(m_hideEqual, order.hideEqual);
    m_order = order;
    arrange();
}

void ComparisonView::setWrittenOrder(const ComparisonOrder &order)
{
    ComparisonOrder now = order;
    m_sortedTitle = std::exchange(now.sortedBy, {});
    setOrder(now);
}

const Comparison &ComparisonView::shown() const
{
    return m_model->comparison();
}

void ComparisonView::refresh()
{
    m_job.request([request = m_request, claims = m_claims, snapshot = m_snapshot](const CancelFlag &) {
        return Made{compare(request, snapshot, claims->lexicons(), claims->subjects(snapshot)), snapshot};
    });
}

void ComparisonView::show(const Made &made)
{
    // Other rows would take what is being typed away.
    if (m_grid->isEditing()) {
        m_later = made;
        return;
    }
    m_later.reset();
    const Comparison before = std::exchange(m_made, made).comparison;
    m_moved.clear();
    m_title->setText(m_request.title());
    m_title->setToolTip(m_request.names.join(u", "_s));
    m_add->setVisible(takesNames());
    showShape();
    m_edited.isEmpty() ? arrange() : follow(before);
}

void ComparisonView::arrange()
{
    m_edited.clear();
    if (!m_sortedTitle.isEmpty() && !m_made.comparison.columns.isEmpty()) {
        m_order.sortedBy = std::exchange(m_sortedTitle, {});
        m_order = orderOf(m_order, m_made.comparison);
    }
    showArranged(arranged(m_made.comparison, m_order));
}

void ComparisonView::showArranged(const Comparison &comparison)
{
    m_model->show(comparison);
    m_grid->setCorner(m_order.transposed ? QString() : shown().corner);
    const Comparison &now = shown();
    const auto sorted = std::ranges::find(now.columns, m_order.sortedBy, columnKey);
    const bool isSorted = !m_order.sortedBy.isEmpty() && sorted != now.columns.end();
    m_grid->showSorted(isSorted ? static_cast<int>(sorted - now.columns.begin()) : -1,
                       m_order.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    const qsizetype left =
        (m_order.transposed ? m_made.comparison.columns : m_made.comparison.rows).size() - now.rows.size();
    QStringList remarks = now.remarks;
    if (left > 0)
        remarks.append(left == 1 ? tr("One row is hidden.")
                                 : tr("%n rows are hidden.", nullptr, static_cast<int>(left)));
    m_remarks->setText(remarks.join(u' '));
    m_remarks->setVisible(!remarks.isEmpty());
    const bool nothing = now.rows.isEmpty() || now.columns.isEmpty();
    m_splitter->setVisible(!nothing);
    m_empty->setVisible(nothing);
    m_empty->setText(m_request.names.isEmpty() && m_request.table.note.isEmpty()
                         ? tr("Add companies to see side by side what your notes state of them.")
                         : tr("Your notes state nothing that could be compared here."));
    plotShown();
}

void ComparisonView::sortBy(int column)
{
    if (column < 0 || column >= shown().columns.size())
        return;
    finishEditing();
    // Largest first, then smallest, then the comparison's own order.
    const QString key = columnKey(shown().columns.at(column));
    if (m_order.sortedBy != key)
        m_order = {m_order.transposed, m_order.sharedOnly, m_order.hideEqual, key, true};
    else if (m_order.descending)
        m_order.descending = false;
    else
        m_order.sortedBy.clear();
    arrange();
}

void ComparisonView::showSources()
{
    const QModelIndex index = m_grid->currentIndex();
    const ComparedCell *const cell = index.isValid() ? &shown().cell(index.row(), index.column()) : nullptr;
    m_sources->setVisible(cell && !cell->isGap());
    m_sources->setText(cell ? sourcesText(*cell) : QString());
}

void ComparisonView::showCellMenu(const QModelIndex &index, const QPoint &place)
{
    if (!index.isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const StatedValue &value : shown().cell(index.row(), index.column()).values) {
        menu->addAction(
            tr("Go to %1, line %2").arg(value.source.note.name()).arg(value.source.line + 1), this,
            [this, source = value.source] { Q_EMIT sourceActivated(source.note, source.range.begin, Qt::NoModifier); });
    }
    menu->addSeparator();
    if (index.flags().testFlag(Qt::ItemIsEditable))
        menu->addAction(tr("Edit"), QKeySequence(Qt::Key_F2), this, [this, index = QPersistentModelIndex(index)] {
            (index.column() < m_grid->frozen() ? m_grid->frozenTable() : m_grid->table())->edit(index);
        });
    menu->addAction(tr("Copy"), QKeySequence(QKeySequence::Copy), this, &ComparisonView::copy);
    if (!m_edited.isEmpty())
        menu->addAction(tr("Arrange anew"), QKeySequence(QKeySequence::Refresh), this, &ComparisonView::arrangeAnew);
    menu->addSeparator();
    menu->addAction(tr("Freeze up to this column"), this,
                    [this, column = index.column()] { m_grid->freeze(column + 1); });
    if (m_grid->frozen() > 0)
        menu->addAction(tr("Unfreeze"), this, [this] { m_grid->freeze(0); });
    menu->popup(place);
}

void ComparisonView::keyPressEvent(QKeyEvent *event)
{
    if (pressUndo(*this, *event))
        return;
    if (event->matches(QKeySequence::Refresh))
        arrangeAnew();
    else
        QWidget::keyPressEvent(event);
}

// What is selected with its names, or all.
Sheet ComparisonView::selectedSheet() const
{
    const Sheet all = comparisonSheet(shown());
    const QItemSelection selection = m_grid->table()->selectionModel()->selection();
    if (m_grid->table()->selectionModel()->selectedIndexes().size() < 2)
        return all;
    Sheet sheet{.title = all.title, .header = {all.header.first()}, .rows = {}, .frozenColumns = 1};
    QList<int> columns;
    for (int column = 0; column < m_model->columnCount(); ++column) {
        if (m_grid->table()->selectionModel()->columnIntersectsSelection(column)) {
            columns.append(column);
            sheet.header.append(all.header.at(column + 1));
        }
    }
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (!m_grid->table()->selectionModel()->rowIntersectsSelection(row))
            continue;
        QList<SheetCell> cells{all.rows.at(row).first()};
        for (const int column : std::as_const(columns))
            cells.append(all.rows.at(row).at(column + 1));
        sheet.rows.append(cells);
    }
    return sheet;
}

void ComparisonView::copy() const
{
    const Sheet sheet = selectedSheet();
    QStringList tsv{sheet.header.join(u'\t')};
    QString html = u"<table><tr>"_s;
    for (const QString &name : sheet.header)
        html += u"<th>"_s + name.toHtmlEscaped() + u"</th>"_s;
    html += u"</tr>"_s;
    for (const QList<SheetCell> &row : sheet.rows) {
        QStringList texts;
        html += u"<tr>"_s;
        for (const SheetCell &cell : row) {
            texts.append(cell.text.simplified());
            html += u"<td>"_s + cell.text.toHtmlEscaped() + u"</td>"_s;
        }
        html += u"</tr>"_s;
        tsv.append(texts.join(u'\t'));
    }
    auto *copied = new QMimeData;
    copied->setText(tsv.join(u'\n'));
    copied->setHtml(html + u"</table>"_s);
    copied->setData(u"text/markdown"_s, markdownTable(sheet));
    QGuiApplication::clipboard()->setMimeData(copied);
}

} // namespace tearsheet
