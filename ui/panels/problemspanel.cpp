// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/problemspanel.h"

#include "core/research/problemkinds.h"
#include "core/text/lineindex.h"
#include "ui/panels/emptystate.h"
#include "ui/style/keys.h"

#include <QApplication>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLocale>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTimer>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <utility>

namespace tearsheet {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto BetweenSearches = 700ms;

// Where the row at `place` of `before` is `now`: of rows that say the same, the one that has as many before it. Where
// it is gone, the next has its place.
int placeAmong(const QList<ProblemRow> &now, const QList<ProblemRow> &before, int place)
{
    const int last = static_cast<int>(now.size()) - 1;
    if (place < 0 || place >= before.size())
        return std::min(0, last);
    const auto same = [&](const ProblemRow &row) { return row.isSame(before.at(place)); };
    auto earlier = std::count_if(before.cbegin(), before.cbegin() + place, same);
    for (int row = 0; row <= last; ++row) {
        if (same(now.at(row)) && earlier-- == 0)
            return row;
    }
    return std::min(place, last);
}

} // namespace

ProblemsPanel::ProblemsPanel(QWidget *parent)
    : QWidget(parent), m_model(new ProblemsModel(this)), m_extent(new QComboBox(this)), m_kind(new QComboBox(this)),
      m_summary(new QLabel(this)), m_go(new QPushButton(tr("Go there"), this)),
      m_mend(new QPushButton(tr("Mend"), this)), m_mendAll(new QPushButton(tr("Mend all of this kind…"), this)),
      m_table(new QTreeView(this)), m_empty(emptyState({}, this)), m_wait(new QTimer(this)),
      m_job(this, [this](const Found &found) { take(found); })
{
    setObjectName(u"problemsPanel");
    m_extent->setObjectName(u"problemsExtent");
    m_extent->setAccessibleName(tr("Whose problems"));
    m_extent->addItem(tr("This note"));
    m_extent->addItem(tr("Vault"));
    m_kind->setObjectName(u"problemsKind");
    m_kind->setAccessibleName(tr("Which kind of problems"));
    m_kind->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_kind->setMinimumContentsLength(22);
    m_kind->addItem(tr("All kinds"));
    m_summary->setObjectName(u"problemsSummary");
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_go->setObjectName(u"problemsGo");
    m_mend->setObjectName(u"problemsMend");
    m_mendAll->setObjectName(u"problemsMendAll");
    m_mendAll->setToolTip(tr("Shows every place before anything is changed"));
    m_empty->setObjectName(u"problemsEmpty");
    m_table->setObjectName(u"problemsTable");
    m_table->setAccessibleName(tr("Problems"));
    m_table->setModel(m_model);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setFrameShape(QFrame::NoFrame);
    QHeaderView *const header = m_table->header();
    header->setStretchLastSection(false);
    header->setMinimumSectionSize(80);
    header->setSectionResizeMode(ProblemsModel::MessageColumn, QHeaderView::Stretch);
    m_table->setColumnWidth(ProblemsModel::KindColumn, 280);
    m_table->setColumnWidth(ProblemsModel::PlaceColumn, 180);
    m_table->installEventFilter(this);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 8, 12, 8);
    bar->setSpacing(8);
    bar->addWidget(m_extent);
    bar->addWidget(m_kind);
    bar->addWidget(m_summary, 1);
    for (QPushButton *button : {m_go, m_mend, m_mendAll})
        bar->addWidget(button);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_empty, 1);

    m_wait->setSingleShot(true);
    m_wait->setInterval(BetweenSearches);
    connect(m_wait, &QTimer::timeout, this, [this] {
        if (m_stale && isVisible())
            refresh();
    });
    connect(m_extent, &QComboBox::currentIndexChanged, this, &ProblemsPanel::refresh);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &ProblemsPanel::fill);
    connect(m_go, &QPushButton::clicked, this, [this] { goThere(QApplication::keyboardModifiers()); });
    connect(m_mend, &QPushButton::clicked, this, [this] {
        if (const ProblemRow *row = current())
            Q_EMIT mendWanted(*row, m_found->snapshot);
    });
    connect(m_mendAll, &QPushButton::clicked, this, [this] {
        if (const ProblemRow *row = current())
            Q_EMIT mendAllWanted(row->problem.kind.toString(), m_found->path);
    });
    connect(m_table, &QTreeView::doubleClicked, this, [this] { goThere(QApplication::keyboardModifiers()); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ProblemsPanel::showActions);
    m_extent->installEventFilter(this);
    fill();
}

void ProblemsPanel::showNote(const Snapshot &snapshot, const NotePath &path)
{
    const bool written = &snapshot.files() != &m_snapshot.files();
    const bool other = path != m_path;
    m_snapshot = snapshot;
    m_path = path;
    // Another note in front is the same vault.
    if (!written && (!other || extent() == Extent::Vault))
        return;
    m_stale = true;
    refreshSoon();
}

void ProblemsPanel::setExtent(Extent extent)
{
    m_extent->setCurrentIndex(static_cast<int>(extent));
}

ProblemsPanel::Extent ProblemsPanel::extent() const
{
    return static_cast<Extent>(m_extent->currentIndex());
}

void ProblemsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        refresh();
}

ProblemsPanel::Found ProblemsPanel::found(const Snapshot &snapshot, const std::optional<NotePath> &path,
                                          const CancelFlag &flag)
{
    Found found{.snapshot = snapshot, .path = path, .rows = {}};
    const int file = path && !path->isEmpty() ? snapshot.find(*path) : -1;
    if (!snapshot.isComplete() || (path && file < 0))
        return found;
    const QList<Problem> problems = path ? problemsOf(file, snapshot) : problemsOf(snapshot, &flag);
    std::optional<LineIndex> lines;
    QByteArray text;
    int of = -1;
    for (const Problem &problem : problems) {
        if (flag.isCancelled())
            break;
        if (problem.file != of) {
            of = problem.file;
            text = snapshot.text(of);
            lines.emplace(text);
        }
        found.rows.append({problem, snapshot.file(of).path, lines->lineAt(problem.range.begin)});
    }
    return found;
}

void ProblemsPanel::refreshSoon()
{
    if (!isVisible())
        return;
    if (extent() == Extent::Note)
        refresh();
    else if (!m_wait->isActive())
        m_wait->start();
}

void ProblemsPanel::refresh()
{
    const std::optional<NotePath> path = extent() == Extent::Note ? std::optional(m_path) : std::nullopt;
    // The last search of the same ends first, or steady writes would leave the list as it was.
    m_stale = m_searches && path == m_searched;
    if (m_stale)
        return;
    m_searches = true;
    m_searched = path;
    m_job.request([snapshot = m_snapshot, path](const CancelFlag &flag) { return found(snapshot, path, flag); });
}

void ProblemsPanel::take(const Found &found)
{
    m_searches = false;
    m_found = found;
    listKinds();
    fill();
    if (m_stale)
        refreshSoon();
}

// The kinds that there are, most first; the chosen one stays.
void ProblemsPanel::listKinds()
{
    QHash<QStringView, int> counts;
    for (const ProblemRow &row : std::as_const(m_found->rows))
        ++counts[row.problem.kind];
    QList<std::pair<int, ProblemKind>> kinds;
    for (const ProblemKind &kind : problemKinds()) {
        if (const int count = counts.value(kind.name); count > 0)
            kinds.append({count, kind});
    }
    std::ranges::stable_sort(kinds, std::greater(), &std::pair<int, ProblemKind>::first);
    const QString chosen = m_kind->currentData().toString();
    const QSignalBlocker blocker(m_kind);
    m_kind->clear();
    const QLocale locale;
    m_kind->addItem(tr("All kinds (%1)").arg(locale.toString(m_found->rows.size())));
    for (const auto &[count, kind] : std::as_const(kinds))
        m_kind->addItem(u"%1 (%2)"_s.arg(kind.title, locale.toString(count)), kind.name.toString());
    m_kind->setCurrentIndex(std::max(0, m_kind->findData(chosen)));
}

void ProblemsPanel::fill()
{
    const QList<ProblemRow> before = m_model->rows();
    const int place = m_table->currentIndex().row();
    QScrollBar *const bar = m_table->verticalScrollBar();
    const int scrolled = bar->value();
    const bool inView = m_table->viewport()->rect().intersects(m_table->visualRect(m_table->currentIndex()));
    const QString kind = m_kind->currentData().toString();
    QList<ProblemRow> rows = m_found ? m_found->rows : QList<ProblemRow>();
    if (!kind.isEmpty())
        rows.removeIf([&](const ProblemRow &row) { return row.problem.kind != kind; });
    const std::pair list(m_found ? m_found->path : std::nullopt, kind);
    const bool sameList = std::exchange(m_list, list) == list;
    const bool changed = m_model->setRows(rows);
    const bool any = !rows.isEmpty();
    takeKeyboard(any);
    m_table->setVisible(any);
    if (any && m_waits)
        m_table->setFocus();
    m_empty->setVisible(!any);
    m_empty->setText(whyEmpty());
    const auto mendable = std::ranges::count_if(rows, [](const ProblemRow &row) { return !row.problem.fix.isEmpty(); });
    m_summary->setText(mendable > 0 ? tr("%1 can be mended").arg(QLocale().toString(mendable)) : QString());
    if (any && changed) {
        const QModelIndex now = m_model->index(placeAmong(rows, before, place), 0);
        m_table->setCurrentIndex(now);
        // Who has scrolled away from the row reads on where they are.
        if (sameList)
            bar->setValue(scrolled);
        if (!sameList || inView)
            m_table->scrollTo(now);
    }
    showActions();
}

// The keyboard never waits in a table that cannot be seen: it would leave the editor once there is a row. It does not
// leave the panel with the last row either.
void ProblemsPanel::takeKeyboard(bool any)
{
    const QWidget *const focused = QApplication::focusWidget();
    if (!any && focused != m_kind && focused != m_extent && isAncestorOf(focused))
        m_extent->setFocus();
    setFocusProxy(any ? static_cast<QWidget *>(m_table) : m_extent);
}

QString ProblemsPanel::whyEmpty() const
{
    if (!m_found)
        return {};
    if (!m_found->snapshot.isComplete())
        return tr("Problems are listed once the vault is read.");
    if (!m_found->path)
        return tr("The vault has no problems.");
    return m_found->path->isEmpty() ? tr("No note is in front.") : tr("This note has no problems.");
}

const ProblemRow *ProblemsPanel::current() const
{
    const int row = m_table->currentIndex().row();
    return row >= 0 && row < m_model->rowCount() ? &m_model->rows().at(row) : nullptr;
}

void ProblemsPanel::showActions()
{
    const ProblemRow *const row = current();
    const auto hasFix = [](const ProblemRow &one) { return !one.problem.fix.isEmpty(); };
    m_go->setEnabled(row);
    m_mend->setEnabled(row && hasFix(*row));
    m_mendAll->setEnabled(row && std::ranges::any_of(m_model->rows(), [&](const ProblemRow &one) {
                              return one.problem.kind == row->problem.kind && hasFix(one);
                          }));
}

void ProblemsPanel::goThere(Qt::KeyboardModifiers modifiers)
{
    if (const ProblemRow *row = current())
        Q_EMIT activated(row->path, row->problem.range.begin, modifiers);
}

void ProblemsPanel::keyPressEvent(QKeyEvent *event)
{
    if (!pressUndo(*this, *event))
        QWidget::keyPressEvent(event);
}

bool ProblemsPanel::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_extent) {
        // Who did not choose this box, and does nothing in it, wants the table.
        if (event->type() == QEvent::FocusIn)
            m_waits = static_cast<QFocusEvent *>(event)->reason() == Qt::OtherFocusReason;
        else if (event->type() == QEvent::FocusOut || event->type() == QEvent::KeyPress)
            m_waits = false;
        return event->type() == QEvent::KeyPress && pressUndo(*this, *static_cast<QKeyEvent *>(event));
    }
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto *const key = static_cast<QKeyEvent *>(event);
    if (!isEnter(*key))
        return false;
    goThere(key->modifiers());
    return true;
}

} // namespace tearsheet
