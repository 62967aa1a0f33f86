// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/comparisonnotes.h"

#include "core/export/comparisonnote.h"
#include "core/search/fuzzymatch.h"
#include "core/vault/vault.h"
#include "ui/editor/noteeditor.h"
#include "ui/table/comparisonview.h"
#include "ui/window/navigator.h"
#include "ui/window/notetabs.h"
#include "ui/window/quickswitcher.h"
#include "ui/window/statusline.h"
#include "ui/window/viewedits.h"

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MostChoices = 40;

QByteArray headOf(const ComparisonBlock &block, QByteArrayView text)
{
    return block.head.in(text).toByteArray();
}

// What makes the blocks of a note say what was found; of those that say so already nothing.
QList<Edit> editsFor(const QHash<QByteArray, Comparison> &found, const NoteFacts &facts, QByteArrayView text,
                     int *outdated = nullptr)
{
    QList<Edit> edits;
    for (const ComparisonBlock &block : comparisonBlocks(facts, text)) {
        const auto now = found.constFind(headOf(block, text));
        if (now == found.constEnd())
            continue;
        const QList<Edit> its = refreshing(block, *now, facts, text);
        if (outdated && !its.isEmpty())
            ++*outdated;
        edits += its;
    }
    return edits;
}

} // namespace

ComparisonNotes::ComparisonNotes(Vault *vault, NoteTabs *tabs, Navigator *navigator, ViewEdits *edits,
                                 StatusLine *status, QuickSwitcher *switcher, QObject *parent)
    : QObject(parent), m_vault(vault), m_tabs(tabs), m_navigator(navigator), m_edits(edits), m_status(status),
      m_switcher(switcher), m_job(this, [this](const Found &found) { take(found); }),
      m_noted(std::make_shared<NotedComparisons>()),
      m_listing(this, [this](const QList<NotedComparison> &comparisons) { Q_EMIT listed(comparisons); })
{
    connect(vault, &Vault::published, this, &ComparisonNotes::list);
    connect(vault, &Vault::published, this, &ComparisonNotes::look);
    connect(tabs, &NoteTabs::currentNoteChanged, this, &ComparisonNotes::look);
    connect(tabs, &NoteTabs::viewCreated, this, [this](const FileView *view) {
        if (const auto *const note = qobject_cast<const NoteView *>(view))
            connect(note->session(), &EditorSession::parsedChanged, this, &ComparisonNotes::look);
    });
}

void ComparisonNotes::write(const ComparisonView *view, bool refreshable)
{
    const Result<QByteArray> block =
        comparisonText(view->request(), view->order(), view->shown(), refreshable, m_vault->snapshot());
    if (!block)
        m_status->say(block.error().sentence);
    else
        m_switcher->open(tr("Into which note"),
                         [this, block = *block](const QString &typed) { return choices(typed, block); });
}

// Open notes first; the others by what is typed.
QList<QuickEntry> ComparisonNotes::choices(const QString &typed, const QByteArray &block)
{
    QList<std::pair<int, QuickEntry>> found;
    QSet<NotePath> taken;
    const auto add = [&](const NotePath &path, const QString &detail) {
        const auto match = fuzzyMatch(typed, path.name().toString());
        if (!match || taken.contains(path))
            return;
        taken.insert(path);
        found.append({match->score,
                      {path.name().toString(), detail, match->positions,
                       [this, path, block](Qt::KeyboardModifiers) { writeInto(path, block); }}});
    };
    for (const NoteView *view : m_tabs->views())
        add(view->path(), tr("at the caret"));
    if (!typed.trimmed().isEmpty()) {
        for (const std::shared_ptr<const FileEntry> &file : m_vault->snapshot().files()) {
            if (file->note)
                add(file->path, file->path.folder().toString());
        }
        std::ranges::stable_sort(found, std::greater(), &std::pair<int, QuickEntry>::first);
    }
    QList<QuickEntry> entries;
    for (auto &[score, entry] : found.first(std::min(found.size(), MostChoices)))
        entries.append(std::move(entry));
    return entries;
}

void ComparisonNotes::writeInto(const NotePath &note, const QByteArray &block)
{
    const bool wasOpen = m_tabs->viewOf(note) != nullptr;
    NoteView *const view = m_navigator->open(note, OpenIn::NewTab);
    if (!view)
        return;
    const ParsedNotePtr parsed = view->session()->parsedNow();
    const quint32 place = wasOpen ? view->editor()->caretOffset() : static_cast<quint32>(parsed->text.size());
    const EditScript script = insertedBlock(block, place, parsed->facts, parsed->text);
    m_edits->change({.path = note,
                     .title = tr("Comparison in %1").arg(note.name()),
                     .script = [script](const NoteFacts &, QByteArrayView) { return script; },
                     .by = this,
                     .sentence = tr("The comparison is in %1.").arg(note.name()),
                     .failed = nullptr});
    view->goTo(script.edits().first().range.begin);
}

void ComparisonNotes::refresh(NoteView *view)
{
    const ParsedNotePtr parsed = view->session()->parsedNow();
    if (comparisonBlocks(parsed->facts, parsed->text).isEmpty()) {
        m_status->say(tr("%1 has no comparison that can be refreshed.").arg(view->path().name()));
        return;
    }
    m_wanted = view->path();
    look();
}

// Compares anew what the note in front compares.
void ComparisonNotes::look()
{
    NoteView *const view = m_tabs->current();
    const ParsedNotePtr parsed = view ? view->session()->parsed() : nullptr;
    if (!parsed || !m_vault->snapshot().isComplete())
        return;
    const QList<ComparisonBlock> blocks = comparisonBlocks(parsed->facts, parsed->text);
    if (blocks.isEmpty()) {
        m_job.cancel();
        view->setOffer(std::nullopt);
        return;
    }
    m_job.request([parsed, blocks, path = view->path(), snapshot = m_vault->snapshot()](const CancelFlag &flag) {
        Found found{.note = path, .comparisons = {}};
        for (const ComparisonBlock &block : blocks) {
            if (!flag.isCancelled())
                found.comparisons.insert(headOf(block, parsed->text), comparisonOf(block, path, snapshot));
        }
        return found;
    });
}

// Tells what stands in all notes.
void ComparisonNotes::list(const Snapshot &snapshot)
{
    if (snapshot.isComplete())
        m_listing.request([noted = m_noted, snapshot](const CancelFlag &) { return noted->update(snapshot); });
}

void ComparisonNotes::take(const Found &found)
{
    NoteView *const view = m_tabs->viewOf(found.note);
    if (!view)
        return;
    if (m_wanted == found.note) {
        m_wanted = {};
        apply(view, found);
        return;
    }
    const ParsedNotePtr parsed = view->session()->parsedNow();
    int outdated = 0;
    editsFor(found.comparisons, parsed->facts, parsed->text, &outdated);
    if (outdated == 0 || m_quiet.contains(found.note) || view->session()->isReadOnly()) {
        view->setOffer(std::nullopt);
        return;
    }
    view->setOffer(Notice{
        outdated == 1
            ? tr("A comparison in this note is out of date: other notes say something else by now.")
            : tr("%1 comparisons in this note are out of date: other notes say something else by now.").arg(outdated),
        Banner::Tone::Neutral,
        {{tr("Refresh"),
          [this, note = found.note] {
              if (NoteView *there = m_tabs->viewOf(note))
                  refresh(there);
          }},
         {tr("Not now"), [this, note = found.note] {
              m_quiet.insert(note);
              if (NoteView *there = m_tabs->viewOf(note))
                  there->setOffer(std::nullopt);
          }}}});
}

void ComparisonNotes::apply(NoteView *view, const Found &found)
{
    EditorSession *const session = view->session();
    const ParsedNotePtr parsed = session->parsedNow();
    const QList<Edit> edits = editsFor(found.comparisons, parsed->facts, parsed->text);
    view->setOffer(std::nullopt);
    if (edits.isEmpty()) {
        m_status->say(tr("The comparisons in %1 are up to date.").arg(found.note.name()));
        return;
    }
    const Result<EditScript> script = EditScript::of(edits);
    const Result<> done = script ? session->apply(*script) : std::unexpected(script.error());
    if (!done)
        m_status->say(done.error().sentence);
    session->parsedNow();
}

} // namespace tearsheet
