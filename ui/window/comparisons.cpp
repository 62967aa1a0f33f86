// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/comparisons.h"

#include "core/export/comparisonsheet.h"
#include "core/export/csv.h"
#include "core/export/markdowntable.h"
#include "core/export/xlsx.h"
#include "core/search/fuzzymatch.h"
#include "core/table/table.h"
#include "core/vault/vault.h"
#include "ui/editor/noteeditor.h"
#include "ui/panels/comparisonspanel.h"
#include "ui/style/icons.h"
#include "ui/table/gridview.h"
#include "ui/window/exporting.h"
#include "ui/window/navigator.h"
#include "ui/window/quickswitcher.h"
#include "ui/window/statusline.h"
#include "ui/window/viewedits.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

using Shape = ComparisonRequest::Shape;
constexpr qsizetype MostChoices = 40;

int tableAt(quint32 offset, const NoteFacts &facts)
{
    const auto table =
        std::ranges::find_if(facts.tables, [&](const TableOutline &outline) { return outline.range.contains(offset); });
    return table == facts.tables.end() ? -1 : static_cast<int>(table - facts.tables.begin());
}

// As it is looked at in the note, with the title of the column by which it is sorted there: of those that compare the
// same the one at its place, which may have moved since.
ComparisonOrder orderIn(const NotedComparison &noted, const Snapshot &snapshot)
{
    const int file = snapshot.find(noted.note);
    ComparisonOrder order = noted.order;
    if (file < 0 || !snapshot.file(file).note)
        return order;
    const Note &note = snapshot.note(file);
    std::optional<quint32> nearest;
    for (const ComparisonBlock &block : comparisonBlocks(note.facts, note.text)) {
        const quint32 away = std::max(block.range.begin, noted.offset) - std::min(block.range.begin, noted.offset);
        if (requestOf(block, noted.note, snapshot) != noted.request || (nearest && away >= *nearest))
            continue;
        nearest = away;
        order = block.order;
    }
    return order;
}

} // namespace

Comparisons::Comparisons(Vault *vault, NoteTabs *tabs, Navigator *navigator, ViewEdits *edits, Exporting *exporting,
                         std::shared_ptr<SharedClaims> claims, StatusLine *status, QuickSwitcher *switcher,
                         QWidget *window)
    : QObject(window), m_vault(vault), m_tabs(tabs), m_navigator(navigator), m_edits(edits), m_exporting(exporting),
      m_claims(std::move(claims)), m_status(status), m_switcher(switcher), m_panel(new ComparisonsPanel(window)),
      m_kept(vault->root())
{
    connect(vault, &Vault::published, this, [this](const Snapshot &snapshot) {
        m_views.removeIf([](const QPointer<ComparisonView> &view) { return view.isNull(); });
        for (const QPointer<ComparisonView> &view : std::as_const(m_views))
            view->setSnapshot(snapshot);
    });
    connect(m_panel, &ComparisonsPanel::opened, this, [this](const QString &name) {
        const auto kept = std::ranges::find(m_kept.all(), name, &SavedComparison::name);
        if (kept != m_kept.all().end())
            openKept(*kept);
    });
    connect(m_panel, &ComparisonsPanel::notedOpened, this, [this](const NotedComparison &noted) {
        ComparisonView *const view = open(noted.request);
        if (view->order() == ComparisonOrder()) // Else somebody has arranged it.
            view->setWrittenOrder(orderIn(noted, m_vault->snapshot()));
    });
    connect(m_panel, &ComparisonsPanel::noteWanted, this,
            [this](const NotePath &note, quint32 offset) { m_navigator->open(note, OpenIn::CurrentTab, offset); });
    connect(m_panel, &ComparisonsPanel::removeWanted, this, [this](const QString &name) {
        const auto kept = std::ranges::find(m_kept.all(), name, &SavedComparison::name);
        if (kept == m_kept.all().end())
            return;
        const SavedComparison before = *kept;
        if (const Result<> done = m_kept.remove(name); !done)
            m_status->say(done.error().sentence);
        else
            m_status->say(tr("%1 is no longer kept.").arg(name), {{tr("Undo"), [this, before] {
                                                                       (void)m_kept.keep(before);
                                                                       showKept();
                                                                   }}});
        showKept();
    });
    if (const Result<> loaded = m_kept.load(); !loaded)
        m_status->say(loaded.error().sentence);
    showKept();
}

QByteArray Comparisons::stateOf(const ComparisonView *view)
{
    return QJsonDocument(view->state().json()).toJson(QJsonDocument::Compact);
}

ComparisonView *Comparisons::restore(const QByteArray &state)
{
    const std::optional<SavedComparison> was = SavedComparison::of(QJsonDocument::fromJson(state).object());
    if (!was)
        return nullptr;
    ComparisonView *const view = make(was->request, false);
    view->setOrder(was->order);
    return view;
}

void Comparisons::openKept(const SavedComparison &kept)
{
    ComparisonView *const view = open(kept.request);
    if (view->order() == ComparisonOrder()) // Else somebody has arranged it.
        view->setOrder(kept.order);
}

void Comparisons::follow(const NotePath &from, const NotePath &to)
{
    for (const QPointer<ComparisonView> &view : std::as_const(m_views)) {
        if (view)
            view->follow(from, to);
    }
    if (const Result<> done = m_kept.follow(from, to, m_vault->snapshot()); !done)
        m_status->say(done.error().sentence);
}

ComparisonView *Comparisons::open(const ComparisonRequest &request)
{
    for (const QPointer<ComparisonView> &view : std::as_const(m_views)) {
        if (view && view->request() == request && m_tabs->showPage(view->property("key").toString()))
            return view;
    }
    ComparisonView *const view = make(request, true);
    view->setFocus();
    return view;
}

// In front, or in a tab behind.
ComparisonView *Comparisons::make(const ComparisonRequest &request, bool front)
{
    auto *view = new ComparisonView(request, m_claims);
    const QString key = u"comparison %1"_s.arg(++m_opened);
    view->setProperty("key", key);
    view->setSnapshot(m_vault->snapshot());
    connect(view, &ComparisonView::sourceActivated, this,
            [this](const NotePath &note, quint32 offset, Qt::KeyboardModifiers) {
                m_navigator->open(note, OpenIn::NewTab, offset);
            });
    connect(view, &ComparisonView::changeWanted, this,
            [this, view](const TypedPlace &place, const QString &text) { change(place, text, view); });
    connect(view, &ComparisonView::undoWanted, m_edits, [this, view] { m_edits->undo(view); });
    connect(view, &ComparisonView::redoWanted, m_edits, [this, view] { m_edits->redo(view); });
    connect(view, &ComparisonView::typing, this, [this, key](const TypedPlace &place, const QString &text) {
        Q_EMIT typing(key, place.path, {typedInto(place, text)});
    });
    connect(view, &ComparisonView::typingEnded, this, [this, key] { Q_EMIT typing(key, {}, {}); });
    connect(view, &QObject::destroyed, this, [this, key] { Q_EMIT typing(key, {}, {}); });
    connect(view, &ComparisonView::exportWanted, this, [this, view](const QString &kind) { exportTo(view, kind); });
    connect(view, &ComparisonView::noteWanted, this,
            [this, view](bool refreshable) { Q_EMIT noteWanted(view, refreshable); });
    connect(view, &ComparisonView::pictureWanted, this, &Comparisons::pictureWanted);
    connect(view, &ComparisonView::said, m_status, [this](const QString &sentence) { m_status->say(sentence); });
    connect(view, &ComparisonView::keepWanted, this, [this, view] { keep(view); });
    connect(view, &ComparisonView::requestChanged, this, [this, view] {
        m_tabs->setTabText(m_tabs->indexOf(view), view->request().title().replace(u'&', u"&&"_s));
    });
    m_views.append(view);
    m_tabs->addPage(view, key, request.title().replace(u'&', u"&&"_s), icon(Icon::Split), front);
    return view;
}

void Comparisons::finishEditing()
{
    for (const QPointer<ComparisonView> &view : std::as_const(m_views)) {
        if (view)
            view->finishEditing();
    }
}

void Comparisons::saveEditing()
{
    for (const QPointer<ComparisonView> &view : std::as_const(m_views)) {
        if (view)
            view->saveEditing();
    }
}

QStringList Comparisons::competitorsOf(const NotePath &note) const
{
    const Snapshot &snapshot = m_vault->snapshot();
    const int file = snapshot.find(note);
    const int table = file < 0 || !snapshot.file(file).note ? -1 : competitionTable(file, snapshot);
    QStringList names;
    if (table < 0)
        return names;
    for (const int other : companiesIn(file, table, snapshot))
        names.append(snapshot.file(other).path.toString());
    return names;
}

void Comparisons::compareNotes(const QList<NotePath> &notes)
{
    ComparisonRequest request;
    for (const NotePath &note : notes)
        request.names.append(note.toString());
    open(request);
}

void Comparisons::compareNamed(const NotePath &note, const QList<NotePath> &named)
{
    if (named.isEmpty())
        m_status->say(tr("What is selected names no notes."));
    else
        compareNotes(named.size() == 1 && named.first() != note && note.isNote() ? QList{note, named.first()} : named);
}

void Comparisons::compareWithCompetitors(const NotePath &note)
{
    const QStringList names = competitorsOf(note);
    if (names.isEmpty())
        m_status->say(tr("%1 has no table of competitors.").arg(note.name()));
    else
        open({.names = QStringList(note.toString()) + names});
}

void Comparisons::compareTable(const NotePath &note, quint32 offset)
{
    const Snapshot &snapshot = m_vault->snapshot();
    const int file = snapshot.find(note);
    const int table = file < 0 || !snapshot.file(file).note ? -1 : tableAt(offset, snapshot.note(file).facts);
    if (table < 0)
        m_status->say(tr("Put the caret into a table first."));
    else if (companiesIn(file, table, snapshot).isEmpty())
        m_status->say(tr("This table names no other notes."));
    else
        open({.shape = Shape::Tables, .table = tableAddress(file, table, snapshot)});
}

// With those whom it names, else with the competitors that another table of the note names.
void Comparisons::compareTable(const NotePath &note, quint32 offset, TableComparison with)
{
    const Snapshot &snapshot = m_vault->snapshot();
    const int file = snapshot.find(note);
    const int table = file < 0 || !snapshot.file(file).note ? -1 : tableAt(offset, snapshot.note(file).facts);
    QStringList names;
    if (table >= 0) {
        for (const int other : companiesIn(file, table, snapshot))
            names.append(snapshot.file(other).path.toString());
    }
    const bool named = !names.isEmpty();
    if (!named)
        names = competitorsOf(note);
    if (table < 0 || names.isEmpty()) {
        m_status->say(tr("This table names no other notes, and %1 has no table of competitors.").arg(note.name()));
        return;
    }
    const TableAddress place = tableAddress(file, table, snapshot);
    if (with == TableComparison::Tables && named)
        open({.shape = Shape::Tables, .table = place});
    else if (with == TableComparison::Tables)
        open({.shape = Shape::Stacked, .names = QStringList(note.toString()) + names, .table = place});
    else
        open({.names = QStringList(note.toString()) + names});
}

void Comparisons::ask(const QList<NotePath> &selected)
{
    m_switcher->open(tr("Compare with…"), [this, selected](const QString &typed) { return choices(typed, selected); });
}

// What can be compared from where the reader is.
QList<QuickEntry> Comparisons::offers(const NotePath &note)
{
    const QString name = note.name().toString();
    const QStringList rivals = competitorsOf(note);
    const QStringList all = QStringList(note.toString()) + rivals;
    QList<QuickEntry> entries;
    if (!rivals.isEmpty()) {
        const QString count = tr("%n companies", nullptr, static_cast<int>(all.size()));
        entries.append({tr("%1 with its competitors").arg(name), count, {}, [this, all](Qt::KeyboardModifiers) {
                            open({.names = all});
                        }});
        entries.append(
            {tr("For and against %1 and its competitors").arg(name), count, {}, [this, all](Qt::KeyboardModifiers) {
                 open({.shape = Shape::Cases, .names = all});
             }});
    }
    const Snapshot &snapshot = m_vault->snapshot();
    const int file = snapshot.find(note);
    const NoteView *const view = m_tabs->viewOf(note);
    const int table = file < 0 || !view ? -1 : tableAt(view->editor()->caretOffset(), snapshot.note(file).facts);
    if (table >= 0) {
        const TableAddress place = tableAddress(file, table, snapshot);
        const QString heading = cellText(place.heading.toUtf8());
        if (!companiesIn(file, table, snapshot).isEmpty())
            entries.append(
                {tr("This table with those of the companies in it"), heading, {}, [this, place](Qt::KeyboardModifiers) {
                     open({.shape = Shape::Tables, .table = place});
                 }});
        if (!rivals.isEmpty())
            entries.append({tr("Tables like this one of %1 and its competitors").arg(name),
                            heading,
                            {},
                            [this, all, place](Qt::KeyboardModifiers) {
                                open({.shape = Shape::Stacked, .names = all, .table = place});
                            }});
    }
    entries.append({tr("%1 and companies that you add").arg(name), {}, {}, [this, note](Qt::KeyboardModifiers) {
                        compareNotes({note});
                    }});
    return entries;
}

NotePath Comparisons::hereAmong(const QList<NotePath> &selected) const
{
    const NoteView *const current = m_tabs->current();
    return current ? current->path() : selected.size() == 1 ? selected.first() : NotePath();
}

QList<QuickEntry> Comparisons::choices(const QString &typed, const QList<NotePath> &selected)
{
    const NotePath here = hereAmong(selected);
    const QList<NotePath> beside = here.isEmpty() ? selected : QList{here};
    const QString names = beside.isEmpty()     ? QString()
                          : beside.size() == 1 ? tr("beside %1").arg(here.name())
                                               : tr("beside the selected notes");
    QList<std::pair<int, QuickEntry>> found;
    const auto add = [&](QuickEntry entry) {
        const auto match = fuzzyMatch(typed, entry.title);
        if (!match)
            return;
        entry.matched = match->positions;
        found.append({match->score, std::move(entry)});
    };
    if (selected.size() > 1)
        add({tr("The %1 selected notes").arg(selected.size()), {}, {}, [this, selected](Qt::KeyboardModifiers) {
                 compareNotes(selected);
             }});
    if (!here.isEmpty() && !selected.isEmpty() && !selected.contains(here)) {
        add({selected.size() == 1 ? tr("%1 and %2").arg(here.name(), selected.first().name())
                                  : tr("%1 and the %2 selected notes").arg(here.name()).arg(selected.size()),
             {},
             {},
             [this, all = QList{here} + selected](Qt::KeyboardModifiers) { compareNotes(all); }});
    }
    if (!here.isEmpty()) {
        for (const QuickEntry &entry : offers(here))
            add(entry);
    }
    for (const SavedComparison &kept : m_kept.all())
        add({kept.name, tr("kept"), {}, [this, kept](Qt::KeyboardModifiers) { openKept(kept); }});
    if (!typed.trimmed().isEmpty() || found.isEmpty()) {
        const QString hint = tr("On a note, Enter compares what both state; Ctrl+Enter shows both heading by heading.");
        for (const std::shared_ptr<const FileEntry> &file : m_vault->snapshot().files()) {
            if (!file->note || beside.contains(file->path))
                continue;
            const NotePath path = file->path;
            add({path.name().toString(),
                 names.isEmpty() ? path.folder().toString() : names,
                 {},
                 [this, here, beside, path](Qt::KeyboardModifiers keys) {
                     if (keys.testFlag(Qt::ControlModifier) && !here.isEmpty())
                         open({.shape = Shape::Headings, .names = {here.toString(), path.toString()}});
                     else
                         compareNotes(beside + QList{path});
                 },
                 here.isEmpty() ? QString() : hint});
        }
        std::ranges::stable_sort(found, std::greater(), &std::pair<int, QuickEntry>::first);
    }
    QList<QuickEntry> entries;
    for (auto &[score, entry] : found.first(std::min(found.size(), MostChoices)))
        entries.append(std::move(entry));
    const QString name = typed.trimmed();
    if (!name.isEmpty() && !m_vault->snapshot().lookup(name).isResolved()) {
        entries.append({tr("%1, which has no note").arg(name), names, {}, [this, beside, name](Qt::KeyboardModifiers) {
                            QStringList all;
                            for (const NotePath &note : beside)
                                all.append(note.toString());
                            open({.names = all + QStringList{name}});
                        }});
    }
    return entries;
}

void Comparisons::change(const TypedPlace &place, const QString &text, const QObject *by)
{
    const NotePath path = place.path;
    const QString before = QString::fromUtf8(place.range.in(place.text));
    const Error changed{ErrorCode::Changed, path.toString(), tr("What said “%1” was changed meanwhile.").arg(before)};
    m_edits->change({.path = path,
                     .title = tr("Change %1 in %2").arg(before, path.name()),
                     .script = [=](const NoteFacts &, QByteArrayView now) -> Result<EditScript> {
                         const auto script = place.script(place.written(text), now.toByteArray());
                         return script ? Result<EditScript>(*script) : std::unexpected(changed);
                     },
                     .by = by,
                     .sentence = {},
                     .failed = [this, path, text](const Error &error) { Q_EMIT refused(path, error, text); }});
}

void Comparisons::exportTo(const ComparisonView *view, const QString &kind)
{
    const auto made = [kind, comparison = view->shown(), snapshot = m_vault->snapshot(), root = m_vault->root()] {
        return kind == u"xlsx"  ? xlsx(comparisonBook(comparison, snapshot, root))
               : kind == u"csv" ? Result<QByteArray>(csv(datedSheet(comparison), {.byteOrderMark = true}))
                                : Result<QByteArray>(markdownTable(comparisonSheet(comparison)));
    };
    const ExportKind isNote = kind == u"md" ? ExportKind::Markdown : ExportKind::Other;
    m_exporting->ask(tr("Export the comparison"), view->request().title(), kind, this,
                     [this, made, isNote](const QString &path) {
                         m_exporting->write(path, tr("The comparison is in %1.").arg(path), made, isNote);
                     });
}

void Comparisons::keep(const ComparisonView *view)
{
    const SavedComparison now = view->state();
    m_switcher->open(
        tr("Name of the comparison"),
        [this, now](const QString &typed) {
            const QString name = typed.trimmed();
            if (name.isEmpty())
                return QList<QuickEntry>();
            const bool known = std::ranges::contains(m_kept.all(), name, &SavedComparison::name);
            const QString text = known ? tr("Replace %1").arg(name) : tr("Keep as %1").arg(name);
            return QList<QuickEntry>{{text, {}, {}, [this, now, name](Qt::KeyboardModifiers) {
                                          const Result<> done = m_kept.keep({name, now.request, now.order});
                                          m_status->say(done ? tr("%1 is kept in the list at the left.").arg(name)
                                                             : done.error().sentence);
                                          showKept();
                                      }}};
        },
        now.request.title());
}

void Comparisons::showKept()
{
    QStringList names;
    for (const SavedComparison &kept : m_kept.all())
        names.append(kept.name);
    m_panel->show(names);
}

} // namespace tearsheet
