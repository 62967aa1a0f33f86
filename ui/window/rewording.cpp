// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/rewording.h"

#include "core/change/propertyplan.h"
#include "core/change/subpathplan.h"
#include "core/change/tagplan.h"
#include "core/research/problem.h"
#include "core/research/problemkinds.h"
#include "core/search/fuzzymatch.h"
#include "core/vault/vaultlists.h"
#include "ui/editor/noteeditor.h"
#include "ui/window/changes.h"
#include "ui/window/noteview.h"
#include "ui/window/planwords.h"
#include "ui/window/quickswitcher.h"
#include "ui/window/replacedialog.h"
#include "ui/window/statusline.h"

#include <QLocale>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr int MostListed = 200;

QString textOf(int heading, const Note &note)
{
    return QString::fromUtf8(note.facts.headings.at(heading).text.in(note.text));
}

QString times(int count)
{
    return count == 1 ? Rewording::tr("once") : Rewording::tr("%1 times").arg(QLocale().toString(count));
}

Result<ChangePlan> propertyPlan(const Snapshot &snapshot, const QString &key, const QString &name)
{
    const Result<PropertyRename> rename = planPropertyRename(snapshot, key, name);
    if (!rename)
        return std::unexpected(rename.error());
    // Where no note can take the name, the first says why.
    if (rename->plan.files.isEmpty() && !rename->skipped.isEmpty())
        return std::unexpected(rename->skipped.first());
    ChangePlan plan = rename->plan;
    if (const auto left = static_cast<int>(rename->skipped.size()); left > 0)
        plan.title += left == 1 ? Rewording::tr(" (one note stays as it is)")
                                : Rewording::tr(" (%n notes stay as they are)", nullptr, left);
    return plan;
}

} // namespace

Rewording::Rewording(Vault *vault, Changes *changes, StatusLine *status, QuickSwitcher *switcher, QObject *parent)
    : QObject(parent), m_vault(vault), m_changes(changes), m_status(status), m_switcher(switcher),
      m_job(this, [this](const QMap<QString, int> &kinds) { chooseKind(kinds); }), m_ahead(switcher, nullptr)
{}

void Rewording::choose(const QString &prompt, const QList<std::pair<QString, int>> &names,
                       std::function<void(const QString &)> then)
{
    m_switcher->open(prompt, [names, then = std::move(then)](const QString &typed) {
        QList<std::pair<int, QuickEntry>> found;
        for (const auto &[name, count] : names) {
            const auto match = fuzzyMatch(typed, name);
            if (!match)
                continue;
            // The box is closed before the next one opens.
            found.append({match->score, QuickEntry{name, times(count), match->positions,
                                                   [then, name](Qt::KeyboardModifiers) { then(name); }}});
        }
        if (!typed.trimmed().isEmpty())
            std::ranges::stable_sort(found, std::greater(), &std::pair<int, QuickEntry>::first);
        QList<QuickEntry> entries;
        for (auto &[score, entry] : found.first(std::min<qsizetype>(found.size(), MostListed)))
            entries.append(std::move(entry));
        return entries;
    });
}

void Rewording::askName(const QString &prompt, const QString &old,
                        std::function<Planner(const QString &typed)> plannerFor)
{
    m_changes->saveOpenNotes();
    const auto source = [this, prompt, old,
                         plannerFor = std::move(plannerFor)](const QString &typed) -> QList<QuickEntry> {
        const QString name = typed.trimmed();
        if (name.isEmpty() || name == old)
            return {};
        const Planner planner = plannerFor(name);
        const auto *const plan = m_ahead.planFor(prompt + u'\n' + name, m_vault->snapshot(), planner);
        if (plan && !*plan)
            return {{plan->error().sentence, {}, {}, {}}};
        return {{plan ? (*plan)->title : tr("Rename to “%1”").arg(name),
                 plan ? placeExtent(**plan) : QString(),
                 {},
                 [this, planner](Qt::KeyboardModifiers) { m_changes->carryOut(planner); }},
                {tr("Show what changes first…"), {}, {}, [this, planner](Qt::KeyboardModifiers) {
                     m_changes->review(planner);
                 }}};
    };
    m_switcher->open(prompt, source, old);
}

void Rewording::renameHeading(NoteView *view)
{
    const ParsedNotePtr note = view->session()->parsedNow();
    const int heading = note->facts.headingAt(view->editor()->caretOffset());
    if (heading < 0) {
        m_status->say(tr("The caret is under no heading."));
        return;
    }
    const QString old = QString::fromUtf8(note->facts.headings.at(heading).text.in(note->text));
    const auto plannerFor = [path = view->path(), heading, old](const QString &typed) -> Planner {
        return [=](const Snapshot &snapshot) -> Result<ChangePlan> {
            const int file = snapshot.find(path);
            const bool same = file >= 0 && snapshot.file(file).note
                              && heading < snapshot.note(file).facts.headings.size()
                              && textOf(heading, snapshot.note(file)) == old;
            if (!same)
                return failure(ErrorCode::Changed, path.toString(), tr("The heading is not there any more."));
            return planHeadingRename(snapshot, path, heading, typed);
        };
    };
    askName(tr("Rename the heading “%1”").arg(old), old, plannerFor);
}

void Rewording::renameBlock(NoteView *view)
{
    const ParsedNotePtr note = view->session()->parsedNow();
    const QByteArrayView text = note->text;
    const quint32 caret = view->editor()->caretOffset();
    const qsizetype begin = text.first(caret).lastIndexOf('\n') + 1;
    const qsizetype newline = text.indexOf('\n', caret);
    const ByteRange line = ByteRange::of(begin, newline < 0 ? text.size() : newline);
    const auto id = std::ranges::find_if(
        note->facts.blockIds, [&](const BlockId &candidate) { return line.contains(candidate.range.begin); });
    if (id == note->facts.blockIds.end()) {
        m_status->say(tr("The line of the caret has no block id."));
        return;
    }
    const QString old = QString::fromUtf8(id->id.in(text));
    askName(tr("Rename the block ^%1").arg(old), old, [path = view->path(), old](const QString &typed) -> Planner {
        return [=](const Snapshot &snapshot) { return planBlockRename(snapshot, path, old, typed); };
    });
}

void Rewording::renameTag()
{
    QList<std::pair<QString, int>> tags;
    for (const TagUse &tag : tagUses(m_vault->snapshot()))
        tags.append({tag.tag, tag.count});
    choose(tr("Which tag is to be renamed?"), tags, [this](const QString &tag) {
        askName(tr("Rename the tag #%1").arg(tag), tag, [tag](const QString &typed) -> Planner {
            return [=](const Snapshot &snapshot) { return planTagRename(snapshot, tag, typed); };
        });
    });
}

void Rewording::removeTag()
{
    QList<std::pair<QString, int>> tags;
    for (const TagUse &tag : tagUses(m_vault->snapshot()))
        tags.append({tag.tag, tag.count});
    choose(tr("Which tag is to be removed from all notes?"), tags, [this](const QString &tag) {
        m_changes->review([tag](const Snapshot &snapshot) { return planTagRemoval(snapshot, tag); });
    });
}

void Rewording::renameProperty()
{
    QList<std::pair<QString, int>> keys;
    for (const PropertyUse &property : propertyUses(m_vault->snapshot()))
        keys.append({property.key, static_cast<int>(property.notes.size())});
    choose(tr("Which property is to be renamed?"), keys, [this](const QString &key) {
        askName(tr("Rename the property %1").arg(key), key, [key](const QString &typed) -> Planner {
            return [=](const Snapshot &snapshot) { return propertyPlan(snapshot, key, typed); };
        });
    });
}

void Rewording::replaceEverywhere()
{
    m_changes->saveOpenNotes();
    auto *dialog = new ReplaceDialog(m_vault->snapshot(), m_switcher->window());
    connect(m_vault, &Vault::published, dialog, &ReplaceDialog::setSnapshot);
    connect(dialog, &ReplaceDialog::wanted, this, [this](const ReplaceQuery &query) {
        m_changes->review([query](const Snapshot &snapshot) -> Result<ChangePlan> {
            const Result<ReplacePlan> plan = planReplace(snapshot, query);
            return plan ? plan->plan : Result<ChangePlan>(std::unexpected(plan.error()));
        });
    });
    dialog->open();
}

void Rewording::mendProblems()
{
    m_job.request([snapshot = m_vault->snapshot()](const CancelFlag &) {
        QMap<QString, int> kinds;
        for (const Problem &problem : problemsOf(snapshot)) {
            if (!problem.fix.isEmpty())
                ++kinds[problem.kind.toString()];
        }
        return kinds;
    });
}

void Rewording::chooseKind(const QMap<QString, int> &kinds)
{
    if (kinds.isEmpty()) {
        m_status->say(tr("There is nothing that could be mended by itself."));
        return;
    }
    QList<std::pair<QString, int>> names;
    for (const ProblemKind &kind : problemKinds()) {
        if (const int count = kinds.value(kind.name.toString()); count > 0)
            names.append({kind.title, count});
    }
    choose(tr("Which problem is to be mended in all notes?"), names, [this](const QString &title) {
        const QList<ProblemKind> all = problemKinds();
        const QString kind = std::ranges::find(all, title, &ProblemKind::title)->name.toString();
        m_changes->review([kind](const Snapshot &now) { return planRepairs(problemsOf(now), {kind}, now); });
    });
}

} // namespace tearsheet
