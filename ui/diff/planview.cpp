// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diff/planview.h"

#include "ui/diff/diffview.h"
#include "ui/diff/plandelegate.h"
#include "ui/diff/planmodel.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QTreeView>

#include <algorithm>
#include <utility>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr int MostExpanded = 400; // Places; more would be a wall of lines.

QString counted(int count, const QString &one, const QString &many)
{
    return count == 1 ? one : many.arg(QLocale().toString(count));
}

QString sentenceOf(const PlanExtent &extent)
{
    const QString moves = counted(extent.moves, PlanView::tr("one file moves"), PlanView::tr("%1 files move"));
    if (extent.places == 0)
        return extent.moves == 0 ? PlanView::tr("Nothing is ticked") : moves;
    const QString what = counted(extent.places, PlanView::tr("One place"), PlanView::tr("%1 places"));
    const QString where = extent.onlyNotes ? counted(extent.notes, PlanView::tr("one note"), PlanView::tr("%1 notes"))
                                           : counted(extent.notes, PlanView::tr("one file"), PlanView::tr("%1 files"));
    const QString places = PlanView::tr("%1 in %2").arg(what, where);
    return extent.moves == 0 ? places : QString(places + u", " + moves);
}

} // namespace

PlanView::PlanView(const ChangePlan &plan, const Snapshot &snapshot, QWidget *parent)
    : QDialog(parent), m_plan(plan), m_snapshot(snapshot), m_model(new PlanModel(plan, snapshot, this)),
      m_tree(new QTreeView(this)), m_diff(new DiffView(this)), m_sentence(new QLabel(this)),
      m_copy(new QPushButton(this)), m_apply(new QPushButton(tr("Apply"), this)),
      m_inPlace(new QPushButton(tr("Write in place"), this)), m_news(new QLabel(this)),
      m_job(this, [this](const Shown &shown) { take(shown); }),
      m_planJob(this, [this](const Anew &anew) { exchange(anew); })
{
    setObjectName(u"planView");
    setWindowTitle(plan.title);
    setAccessibleName(plan.title);
    resize(1120, 720);
    m_tree->setObjectName(u"planTree");
    m_tree->setAccessibleName(tr("What changes"));
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new PlanDelegate(m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    auto *splitter = new QSplitter(this);
    splitter->addWidget(m_tree);
    splitter->addWidget(m_diff);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({400, 720});
    splitter->setStretchFactor(1, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(splitter, 1);
    m_news->setObjectName(u"planNews");
    m_news->setWordWrap(true);
    m_news->setContentsMargins(12, 8, 12, 0);
    m_news->hide();
    layout->addWidget(m_news);
    layout->addWidget(makeBar());
    connect(m_model, &PlanModel::dataChanged, this, &PlanView::refresh);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &PlanView::showCurrent);
    if (m_model->ticked().places <= MostExpanded)
        m_tree->expandAll();
    else
        m_tree->expand(m_model->index(0, 0));
    say(plan.remarks.join(u' '));
    refresh();
    m_tree->setCurrentIndex(m_model->index(0, 0));
    m_tree->setFocus();
}

QWidget *PlanView::makeBar()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(8);
    m_sentence->setObjectName(u"planExtent");
    m_copy->setObjectName(u"copyPatchButton");
    m_copy->setAutoDefault(false);
    m_apply->setObjectName(u"applyButton");
    m_apply->setDefault(true);
    m_inPlace->setObjectName(u"inPlaceButton");
    m_inPlace->setAutoDefault(false);
    m_inPlace->hide();
    connect(m_inPlace, &QPushButton::clicked, this, [this] {
        m_mayWriteInPlace = true;
        m_inPlace->hide();
        accept();
    });
    auto *cancel = new QPushButton(tr("Cancel"), bar);
    cancel->setObjectName(u"cancelButton");
    cancel->setAutoDefault(false);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_copy);
    row->addSpacing(8);
    row->addWidget(m_inPlace);
    row->addWidget(m_apply);
    row->addWidget(cancel);
    connect(m_apply, &QPushButton::clicked, this, &QDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QApplication::clipboard()->setText(QString::fromUtf8(planDiff(chosenPlan(), m_snapshot)));
        m_copy->setText(tr("Copied"));
    });
    return bar;
}

// Where a file is not to move, links to it stay as they are, ticked or not.
PlanExtent PlanView::wantedExtent() const
{
    const QList<FileChoice> choices = m_model->choices();
    const auto stays = [&](qsizetype file) {
        return m_plan.files.at(file).moves() && file < choices.size() && !choices.at(file).wanted;
    };
    bool anyStays = false;
    for (qsizetype file = 0; file < m_plan.files.size() && !anyStays; ++file)
        anyStays = stays(file);
    if (!anyStays)
        return m_model->ticked();
    PlanExtent extent;
    for (const FileChange &change : chosenPlan().files) {
        extent.places += static_cast<int>(change.edits.edits().size());
        extent.notes += change.edits.isEmpty() ? 0 : 1;
        extent.onlyNotes = extent.onlyNotes && (change.edits.isEmpty() || change.path.isNote());
        extent.moves += change.moves() ? 1 : 0;
    }
    return extent;
}

ChangePlan PlanView::chosenPlan() const
{
    ChangePlan plan = tearsheet::chosen(m_plan, m_model->choices(), m_snapshot);
    plan.inPlace = m_plan.inPlace || m_mayWriteInPlace;
    return plan;
}

void PlanView::accept()
{
    if (m_applying)
        return;
    m_applying = true;
    refresh();
    Q_EMIT chosen(chosenPlan());
}

void PlanView::settle(const Result<> &done)
{
    m_applying = false;
    if (done) {
        QDialog::accept();
        return;
    }
    const auto file = std::ranges::find_if(m_plan.files, [&](const FileChange &change) {
        return done.error().path.endsWith(change.path.toString()) && !change.edits.isEmpty();
    });
    if (done.error().code == ErrorCode::Unwritable && file != m_plan.files.end()) {
        m_model->untickPlaces(static_cast<int>(file - m_plan.files.begin()));
        say(tr("%1 Nothing is done yet; it is no longer ticked.").arg(done.error().sentence));
    } else {
        say(tr("%1 Nothing is done yet.").arg(done.error().sentence));
    }
    m_inPlace->setVisible(done.error().code == ErrorCode::NeedsConsent);
    refresh();
    if (const std::optional<Anew> missed = std::exchange(m_missed, {}))
        exchange(*missed);
}

void PlanView::say(const QString &sentence)
{
    m_news->setText(sentence);
    m_news->setVisible(!sentence.isEmpty());
}

void PlanView::follow(const Snapshot &snapshot)
{
    if (!m_planner)
        return;
    m_planJob.request(
        [planner = m_planner, snapshot](const CancelFlag &) { return Anew{planner(snapshot), snapshot}; });
}

void PlanView::exchange(const Anew &anew)
{
    if (m_applying) {
        m_missed = anew; // Wanted if this comes to nothing.
        return;
    }
    const ChangePlan plan = anew.plan.value_or(ChangePlan{m_plan.title, {}, {}});
    const bool same = plan == m_plan;
    QStringList changed;
    for (const FileChange &change : m_plan.files) {
        const auto now = std::ranges::find(plan.files, change.path, &FileChange::path);
        if (now == plan.files.end() || now->edits != change.edits || now->base.hash != change.base.hash)
            changed.append(change.path.toString());
    }
    const QList<FileChoice> choices = carriedOver(m_model->choices(), m_plan, m_snapshot, plan, anew.snapshot);
    const int file = currentFile();
    const NotePath current = file < 0 ? NotePath() : m_plan.files.at(file).path;
    m_plan = plan;
    m_snapshot = anew.snapshot;
    if (same) {
        m_model->setSnapshot(m_snapshot);
        return;
    }
    QSet<NotePath> closed;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row, 0);
        if (!m_tree->isExpanded(index))
            closed.insert(m_model->pathAt(row));
    }
    const int scrolled = m_tree->verticalScrollBar()->value();
    m_model->exchange(m_plan, m_snapshot, choices);
    m_shown = -1;
    for (int row = 0; row < m_model->rowCount(); ++row)
        m_tree->setExpanded(m_model->index(row, 0), !closed.contains(m_model->pathAt(row)));
    const auto stands = std::ranges::find(m_plan.files, current, &FileChange::path);
    const auto row = stands == m_plan.files.end() ? 0 : static_cast<int>(stands - m_plan.files.begin());
    m_tree->setCurrentIndex(m_model->index(row, 0));
    m_tree->verticalScrollBar()->setValue(scrolled);
    if (!anew.plan)
        say(anew.plan.error().sentence);
    else if (changed.size() == 1)
        say(tr("%1 was changed meanwhile. This shows it as it is now.").arg(changed.first()));
    else if (!changed.isEmpty())
        say(tr("%n notes were changed meanwhile. This shows them as they are now.", nullptr,
               static_cast<int>(changed.size())));
    refresh();
}

void PlanView::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    // Rows that were laid out before the tree has its place may have no height, and would keep it.
    m_tree->doItemsLayout();
}

int PlanView::currentFile() const
{
    const QModelIndex index = m_tree->currentIndex();
    return index.isValid() ? index.data(PlanModel::FileRole).toInt() : -1;
}

// Another box was ticked.
void PlanView::refresh()
{
    const PlanExtent extent = wantedExtent();
    m_sentence->setText(sentenceOf(extent));
    setAccessibleDescription(m_sentence->text());
    m_copy->setText(tr("Copy as patch"));
    m_copy->setEnabled(extent != PlanExtent());
    m_apply->setEnabled(extent != PlanExtent() && !m_applying);
    showCurrent();
}

void PlanView::showCurrent()
{
    const int file = currentFile();
    if (file < 0)
        return;
    const QVariant place = m_tree->currentIndex().data(PlanModel::PlaceRole);
    const int line = place.isValid() ? place.value<PlanPlace>().line - 1 : -1;
    m_job.request(
        [plan = m_plan, choices = m_model->choices(), snapshot = m_snapshot, file, line](const CancelFlag &) -> Shown {
            const FileEntry &entry = snapshot.file(snapshot.find(plan.files.at(file).path));
            const std::optional<QByteArray> text = entry.text();
            if (!text)
                return {file, {}, line};
            const ChangePlan wanted = tearsheet::chosen(plan, choices, snapshot);
            const auto change = std::ranges::find(wanted.files, entry.path, &FileChange::path);
            const bool edited = change != wanted.files.end();
            return {file, DiffRows::of(*text, edited ? change->edits.apply(*text).value_or(*text) : *text), line};
        });
}

void PlanView::take(const Shown &shown)
{
    if (shown.file >= m_plan.files.size())
        return;
    const FileChange &change = m_plan.files.at(shown.file);
    m_diff->setTitles(change.path.toString(), change.moves() ? change.newPath.toString() : tr("As ticked"));
    m_diff->setEmptySentence(change.moves() ? tr("The file moves, what is in it stays.")
                                            : tr("Nothing is ticked in this file."));
    if (shown.file == m_shown)
        m_diff->exchangeRows(shown.rows);
    else
        m_diff->showRows(shown.rows);
    m_shown = shown.file;
    if (shown.line >= 0)
        m_diff->goToLine(shown.line);
}

} // namespace tearsheet
