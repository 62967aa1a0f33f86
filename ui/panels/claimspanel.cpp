// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/claimspanel.h"

#include "core/research/takenvalue.h"
#include "core/table/table.h"
#include "ui/panels/claimsmodel.h"
#include "ui/panels/emptystate.h"
#include "ui/style/elidedlabel.h"
#include "ui/style/keys.h"

#include <QApplication>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace tearsheet {

namespace {

// The side that stands in the note comes first: "here".
void putFirst(Claim &claim, const NotePath &path)
{
    if (claim.a.note->file->path == path || claim.b.note->file->path != path)
        return;
    std::swap(claim.a, claim.b);
    claim.judgement.later = -claim.judgement.later;
}

bool standsAt(const Claim::Side &side, const NotePath &path, quint32 offset)
{
    if (side.note->file->path != path)
        return false;
    ByteRange range = side->place.range;
    // A figure may be a part of its cell.
    if (side->place.table >= 0) {
        const QList<ByteRange> cells = rowAt(range.begin, side.note->file->note->text).cells;
        const auto cell = std::ranges::find_if(cells, [&](ByteRange one) { return one.contains(range.begin); });
        range = cell == cells.end() ? range : *cell;
    }
    return range.begin <= offset && offset <= range.end;
}

} // namespace

ClaimsPanel::ClaimsPanel(const QString &root, std::shared_ptr<SharedClaims> claims, QWidget *parent)
    : QWidget(parent), m_claims(std::move(claims)), m_checked(root), m_model(new ClaimsModel(this)),
      m_extent(new QComboBox(this)), m_summary(new ElidedLabel(this)), m_go(new QPushButton(tr("Go there"), this)),
      m_fromHere(new QPushButton(tr("Write value there"), this)),
      m_fromThere(new QPushButton(tr("Take value from there"), this)),
      m_check(new QPushButton(tr("Mark as checked"), this)), m_table(new QTreeView(this)),
      m_empty(emptyState({}, this)), m_fitted{{ClaimsModel::SubjectColumn, 130}, {ClaimsModel::MetricColumn, 150}},
      m_job(this, [this](const Found &found) { take(found); })
{
    setObjectName(u"claimsPanel");
    m_extent->setObjectName(u"claimsExtent");
    m_extent->setAccessibleName(tr("Which claims"));
    m_extent->addItem(tr("Cell under the caret"));
    m_extent->addItem(tr("This note"));
    m_extent->addItem(tr("Vault"));
    m_extent->addItem(tr("Undated figures"));
    m_extent->setCurrentIndex(static_cast<int>(Extent::Note));
    m_summary->setObjectName(u"claimsSummary");
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    m_go->setObjectName(u"claimsGo");
    m_fromHere->setObjectName(u"claimsFromHere");
    m_fromHere->setToolTip(tr("Write the value from here into the cell there"));
    m_fromThere->setObjectName(u"claimsFromThere");
    m_fromThere->setToolTip(tr("Write the value from there into the cell here"));
    m_check->setObjectName(u"claimsCheck");
    m_table->setObjectName(u"claimsTable");
    m_table->setAccessibleName(tr("Claims"));
    m_table->setModel(m_model);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    // The two sides are read against each other: they share what the others leave.
    QHeaderView *const header = m_table->header();
    header->setStretchLastSection(false);
    header->setMinimumSectionSize(80);
    header->setSectionResizeMode(ClaimsModel::HereColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(ClaimsModel::ThereColumn, QHeaderView::Stretch);
    header->setResizeContentsPrecision(100); // Of a whole vault's thousands.
    m_table->setColumnWidth(ClaimsModel::VerdictColumn, 140);
    for (const auto &[column, width] : m_fitted)
        m_table->setColumnWidth(column, width);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->installEventFilter(this);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 8, 12, 8);
    bar->setSpacing(8);
    bar->addWidget(m_extent);
    bar->addWidget(m_summary, 1);
    for (QPushButton *button : {m_go, m_fromHere, m_fromThere, m_check})
        bar->addWidget(button);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_empty, 1);

    connect(m_extent, &QComboBox::currentIndexChanged, this, &ClaimsPanel::refresh);
    connect(m_go, &QPushButton::clicked, this, [this] { goThere(QApplication::keyboardModifiers()); });
    connect(m_fromHere, &QPushButton::clicked, this, [this] { takeValue(true); });
    connect(m_fromThere, &QPushButton::clicked, this, [this] { takeValue(false); });
    connect(m_check, &QPushButton::clicked, this, &ClaimsPanel::markChecked);
    connect(m_table, &QTreeView::doubleClicked, this, [this] { goThere(QApplication::keyboardModifiers()); });
    connect(m_table, &QTreeView::customContextMenuRequested, this, &ClaimsPanel::showMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ClaimsPanel::showActions);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &ClaimsPanel::showActions);
    setFocusProxy(m_table);
    fill();
}

void ClaimsPanel::showNote(const Snapshot &snapshot, const NotePath &path)
{
    m_snapshot = snapshot;
    m_path = path;
    m_stale = true;
    if (isVisible())
        refresh();
}

void ClaimsPanel::setCaret(quint32 offset)
{
    m_caret = offset;
    if (isVisible() && m_extent->currentIndex() == static_cast<int>(Extent::Cell))
        fill();
}

void ClaimsPanel::setExtent(Extent extent)
{
    m_extent->setCurrentIndex(static_cast<int>(extent));
}

void ClaimsPanel::showCell(const Snapshot &snapshot, const NotePath &path, quint32 offset)
{
    m_caret = offset;
    setExtent(Extent::Cell);
    showNote(snapshot, path);
    fill();
}

void ClaimsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        refresh();
    fitNames();
}

void ClaimsPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitNames();
}

void ClaimsPanel::refresh()
{
    m_stale = false;
    const auto extent = static_cast<Extent>(m_extent->currentIndex());
    m_job.request([claims = m_claims, snapshot = m_snapshot, path = m_path, extent](const CancelFlag &) {
        return claims->ask(snapshot, [&](const ClaimIndex &index) {
            Found found{.snapshot = snapshot, .rows = {}};
            if (extent == Extent::Undated) {
                for (const Claim::Side &side : index.undated({}))
                    found.rows.append({.claim = {.a = side, .b = {}}});
                return found;
            }
            for (Claim &claim : extent == Extent::Vault ? index.claims() : index.in(path)) {
                putFirst(claim, path);
                found.rows.append({.claim = claim});
            }
            return found;
        });
    });
}

void ClaimsPanel::take(const Found &found)
{
    m_found = found;
    for (ClaimRow &row : m_found.rows)
        row.checked = row.isPair() && m_checked.contains(row.claim);
    // What has been checked comes last.
    std::ranges::stable_sort(m_found.rows, {}, &ClaimRow::checked);
    fill();
}

void ClaimsPanel::fill()
{
    const auto extent = static_cast<Extent>(m_extent->currentIndex());
    QList<ClaimRow> rows = m_found.rows;
    if (extent == Extent::Cell) {
        for (ClaimRow &row : rows) {
            if (row.isPair() && standsAt(row.claim.b, m_path, m_caret)) {
                std::swap(row.claim.a, row.claim.b);
                row.claim.judgement.later = -row.claim.judgement.later;
            }
        }
        rows.removeIf([this](const ClaimRow &row) { return !standsAt(row.claim.a, m_path, m_caret); });
    }
    const std::optional<ClaimRow> before = current() ? std::optional(*current()) : std::nullopt;
    m_model->setRows(rows);
    const bool any = !rows.isEmpty();
    m_table->setVisible(any);
    m_empty->setVisible(!any);
    m_summary->setText(any ? summaryOf(rows) : QString());
    m_summary->setToolTip(m_summary->text());
    m_empty->setText(extent == Extent::Undated ? tr("Every figure that goes out of date says when it holds.")
                     : extent != Extent::Vault && m_path.isEmpty()
                         ? tr("No note is open. \"Vault\" lists what all notes say.")
                     : extent == Extent::Cell  ? tr("No other place speaks of this cell.")
                     : extent == Extent::Vault ? tr("Nothing is stated in two places.")
                                               : tr("No other place speaks of what this note states."));
    if (any)
        m_table->setCurrentIndex(m_model->index(std::max(0, placeOf(before)), 0));
    fitNames();
    showActions();
}

// The claim that was chosen, by where it is stated: its values may say something else by now. -1 where it is gone.
int ClaimsPanel::placeOf(const std::optional<ClaimRow> &row) const
{
    if (!row)
        return -1;
    const auto lineOf = [](const Claim::Side &side) {
        const auto &place = side->place;
        return std::tuple(side.note->file->path, place.table, place.row, place.column,
                          place.table < 0 ? place.line : 0);
    };
    const auto isSame = [&](const ClaimRow &other) {
        return other.isPair() == row->isPair() && lineOf(other.claim.a) == lineOf(row->claim.a)
               && other.claim.a->metric.name == row->claim.a->metric.name
               && (!row->isPair() || lineOf(other.claim.b) == lineOf(row->claim.b));
    };
    for (int i = 0; i < m_model->rowCount(); ++i) {
        if (isSame(m_model->row(i)))
            return i;
    }
    return -1;
}

// After a value was taken.
void ClaimsPanel::keyPressEvent(QKeyEvent *event)
{
    if (!pressUndo(*this, *event))
        QWidget::keyPressEvent(event);
}

void ClaimsPanel::fitNames()
{
    constexpr int Least = 130;
    constexpr int Parts = 5; // One of them for each column of names, two for both sides.
    const int most = std::max(Least, width() / Parts);
    for (auto &[column, fitted] : m_fitted) {
        if (!m_table->isVisible() || m_table->columnWidth(column) != fitted)
            continue;
        m_table->resizeColumnToContents(column);
        fitted = std::clamp(m_table->columnWidth(column), Least, most);
        m_table->setColumnWidth(column, fitted);
    }
}

QString ClaimsPanel::summaryOf(const QList<ClaimRow> &rows) const
{
    const auto extent = static_cast<Extent>(m_extent->currentIndex());
    const int count = static_cast<int>(rows.size());
    if (extent == Extent::Undated)
        return count == 1 ? tr("1 figure") : tr("%n figures", nullptr, count);
    if (extent == Extent::Cell)
        return cellSummary(rows);
    const auto contradictions = static_cast<int>(std::ranges::count_if(rows, [](const ClaimRow &row) {
        return row.isPair() && !row.checked && row.claim.judgement.verdict == Verdict::Contradict;
    }));
    return tr("%1, %2").arg(count == 1 ? tr("1 pair") : tr("%n pairs", nullptr, count),
                            contradictions == 1 ? tr("1 contradicts") : tr("%n contradict", nullptr, contradictions));
}

// What other places say of one cell: how many, the newest, how many say no time.
QString ClaimsPanel::cellSummary(const QList<ClaimRow> &rows) const
{
    QSet<NotePath> notes;
    const Claim::Side *newest = nullptr;
    int undated = 0;
    for (const ClaimRow &row : rows) {
        const Claim::Side &there = row.claim.b;
        const bool isElsewhere = there.note->file->path != m_path;
        if (isElsewhere)
            notes.insert(there.note->file->path);
        const bool dated = there->periodSource > PeriodSource::Footer && lastDay(there->period).has_value();
        undated += dated || !isElsewhere ? 0 : 1;
        if (dated && (!newest || lastDay(there->period) > lastDay((*newest)->period)))
            newest = &there;
    }
    QStringList parts{notes.isEmpty()     ? tr("This note says it elsewhere, too")
                      : notes.size() == 1 ? tr("1 other note")
                                          : tr("%1 other notes").arg(notes.size())};
    if (newest) {
        QByteArray when;
        append(when, (*newest)->period);
        parts.append(tr("newest %1 (%2, %3)")
                         .arg(shownValue(*newest), QString::fromUtf8(when), (*newest).note->file->path.name()));
    }
    if (undated > 0)
        parts.append(tr("%1 undated").arg(undated));
    return parts.join(u"  ·  ");
}

const ClaimRow *ClaimsPanel::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() && index.row() < m_model->rowCount() ? &m_model->row(index.row()) : nullptr;
}

void ClaimsPanel::showActions()
{
    const ClaimRow *const row = current();
    const bool pair = row && row->isPair();
    const bool differ = pair && row->claim.judgement.verdict != Verdict::Agree;
    m_go->setEnabled(row);
    m_fromHere->setEnabled(differ);
    m_fromThere->setEnabled(differ);
    m_check->setEnabled(pair);
    m_check->setText(pair && row->checked ? tr("Not checked") : tr("Mark as checked"));
}

void ClaimsPanel::goThere(Qt::KeyboardModifiers modifiers)
{
    const ClaimRow *const row = current();
    if (!row)
        return;
    // From the note itself to the other place; else to the first.
    const bool other = row->isPair() && row->claim.a.note->file->path == m_path;
    const Claim::Side &side = other ? row->claim.b : row->claim.a;
    Q_EMIT activated(side.note->file->path, side->place.range.begin, modifiers);
}

void ClaimsPanel::takeValue(bool fromHere)
{
    const ClaimRow *const row = current();
    if (!row || !row->isPair())
        return;
    const Claim::Side from = fromHere ? row->claim.a : row->claim.b;
    const Claim::Side to = fromHere ? row->claim.b : row->claim.a;
    const auto said = [](const Claim::Side &side) { return side->place.range.in(side.note->file->note->text); };
    const std::optional<QByteArray> text = takenText(*from, said(from), *to, said(to));
    if (!text) {
        Q_EMIT failed({.code = ErrorCode::BadEdit,
                       .path = to.note->file->path.toString(),
                       .sentence = tr("\"%1\" would mean another value there.").arg(cellText(said(from)))});
        return;
    }
    Q_EMIT changeWanted(to.note->file->path, to->place.range, *text, m_found.snapshot);
}

void ClaimsPanel::follow(const NotePath &from, const NotePath &to)
{
    const Result<bool> changed = m_checked.follow(from, to);
    if (!changed)
        Q_EMIT failed(changed.error());
    else if (*changed)
        Q_EMIT checkedChanged();
}

void ClaimsPanel::markChecked()
{
    const QModelIndex index = m_table->currentIndex();
    const ClaimRow *const row = current();
    if (!row || !row->isPair())
        return;
    const bool checked = !row->checked;
    const quint64 number = ClaimMark::of(row->claim).number();
    if (const Result<> kept = m_checked.set(row->claim, checked); !kept) {
        Q_EMIT failed(kept.error());
        return;
    }
    for (ClaimRow &one : m_found.rows) {
        if (one.isPair() && ClaimMark::of(one.claim).number() == number)
            one.checked = checked;
    }
    m_model->setChecked(index.row(), checked);
    Q_EMIT checkedChanged();
}

QList<NotePath> ClaimsPanel::notesToCompare() const
{
    const ClaimRow *const row = current();
    QList<NotePath> notes;
    if (!row)
        return notes;
    const auto add = [&](const NotePath &note) {
        if (!note.isEmpty() && !notes.contains(note))
            notes.append(note);
    };
    add(row->claim.a->subject.note);
    for (const Claim::Side &side : {row->claim.a, row->claim.b}) {
        if (side.note && noteType(*side.note->file) == NoteType::Thing)
            add(side.note->file->path);
    }
    return notes;
}

void ClaimsPanel::showMenu(const QPoint &place)
{
    if (!current())
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(u"claimsMenu");
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QPushButton *button : {m_go, m_fromHere, m_fromThere, m_check})
        menu->addAction(button->text(), button, &QPushButton::click)->setEnabled(button->isEnabled());
    if (const QList<NotePath> notes = notesToCompare(); !notes.isEmpty()) {
        QStringList names;
        for (const NotePath &note : notes)
            names.append(note.name().toString());
        menu->addSeparator();
        menu->addAction(tr("Compare %1").arg(names.join(u", ")), this,
                        [this, notes] { Q_EMIT comparisonWanted(m_path, notes); });
    }
    menu->popup(m_table->viewport()->mapToGlobal(place));
}

bool ClaimsPanel::eventFilter(QObject *, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto *const key = static_cast<QKeyEvent *>(event);
    if (!isEnter(*key))
        return false;
    goThere(key->modifiers());
    return true;
}

} // namespace tearsheet
