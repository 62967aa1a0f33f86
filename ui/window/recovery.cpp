// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/recovery.h"

#include "core/search/fuzzymatch.h"
#include "ui/diff/diffview.h"
#include "ui/window/comparing.h"
#include "ui/window/navigator.h"
#include "ui/window/quickswitcher.h"
#include "ui/window/statusline.h"

#include <QDateTime>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

Recovery::Recovery(Vault *vault, Navigator *navigator, StatusLine *status, QuickSwitcher *switcher, QObject *parent)
    : QObject(parent), m_vault(vault), m_navigator(navigator), m_status(status), m_switcher(switcher),
      m_reader(this, [this](const Result<QList<Version>> &versions) { list(versions); })
{
    connect(vault, &Vault::draftsFound, this, [this](const QList<Draft> &drafts) {
        QSet<NotePath> offered;
        for (const Draft &draft : drafts) {
            // Of several the newest counts; the others go into the history.
            if (offered.contains(draft.path))
                m_vault->discardDraft(draft);
            else
                offer(draft);
            offered.insert(draft.path);
        }
    });
    connect(vault, &Vault::created, this, [this](const NotePath &path) {
        if (!m_writing.contains(path))
            return;
        if (const std::optional<Draft> draft = m_writing.take(path))
            m_vault->discardDraft(*draft);
        m_navigator->open(path, OpenIn::NewTab);
    });
    // The sentence says why; the draft stays where it is.
    connect(vault, &Vault::createFailed, this, [this](const NotePath &path) { m_writing.remove(path); });
}

void Recovery::offer(const Draft &draft)
{
    const Result<TextFile> file = m_vault->read(draft.path);
    if (file && file->bytes == draft.bytes) {
        m_vault->discardDraft(draft); // It was saved in the last moment.
        return;
    }
    if (!file && file.error().code == ErrorCode::NotFound) {
        offerLostNote(draft);
        return;
    }
    NoteView *const view = m_navigator->open(draft.path, OpenIn::NewTab);
    if (!view)
        return;
    Notice notice{tr("Text that was not saved when Tearsheet ended was kept: %1.").arg(timeText(draft.time)),
                  Banner::Tone::Warning,
                  {{tr("Show the difference"), [this, view, draft] { showDifference(view, draft); }}}};
    if (!view->session()->isReadOnly())
        notice.actions.append({tr("Keep it"), [this, view, draft] { take(view, draft); }});
    notice.actions += {{tr("Open both"), [this, view, draft] { openBoth(view, draft); }},
                       {tr("Discard"), [this, view, draft] { discard(view, draft); }}};
    view->setNotice(notice);
}

void Recovery::offerLostNote(const Draft &draft)
{
    m_status->say(tr("Text of %1 was kept that was not saved, but the note is gone.").arg(draft.path.name()),
                  {{tr("Write the note again"), [this, draft] { write(draft.path, draft.bytes, draft); }}});
}

void Recovery::showDifference(NoteView *view, const Draft &draft)
{
    auto *page = new DiffView(view);
    page->setTitles(tr("The note now"), tr("Unsaved text, %1").arg(timeText(draft.time)));
    page->showRows(DiffRows::of(view->session()->mirror().bytes(), draft.bytes));
    Notice notice{tr("Text that was not saved when Tearsheet ended."), Banner::Tone::Warning, {}};
    if (!view->session()->isReadOnly())
        notice.actions.append({tr("Keep it"), [this, view, draft] { take(view, draft); }});
    notice.actions += {{tr("Discard"), [this, view, draft] { discard(view, draft); }},
                       {tr("Decide later"), [view] { view->closePage(); }}};
    view->showPage(page, notice);
}

void Recovery::take(NoteView *view, const Draft &draft)
{
    EditorSession *const session = view->session();
    view->closePage();
    view->setNotice(std::nullopt);
    // What was typed meanwhile is saved before; and until the draft is in the file, the next start is to offer it
    // again.
    auto *const waiting = new QObject(session);
    const auto go = [this, session, waiting, draft, taken = std::make_shared<bool>(false)] {
        if (session->state() != EditorSession::State::Clean)
            return;
        if (!std::exchange(*taken, true)) {
            session->takeDraft(draft);
            session->save();
        }
        if (session->state() == EditorSession::State::Clean) {
            m_vault->discardDraft(draft);
            waiting->deleteLater();
        }
    };
    connect(session, &EditorSession::stateChanged, waiting, go);
    session->save();
    go();
}

void Recovery::openBoth(NoteView *view, const Draft &draft)
{
    view->closePage();
    view->setNotice(std::nullopt);
    const QString time = QDateTime::fromMSecsSinceEpoch(draft.time).toString(u"yyyy-MM-dd HHmmss"_s);
    const QString folder = draft.path.folder().isEmpty() ? QString() : QString(draft.path.folder() + u'/');
    const QString name = folder + tr("%1 (unsaved text %2)").arg(draft.path.name(), time) + u".md";
    if (const Result<NotePath> beside = NotePath::fromRelative(name))
        write(*beside, draft.bytes, draft);
    else
        m_status->say(beside.error().sentence);
}

void Recovery::discard(NoteView *view, const Draft &draft)
{
    view->closePage();
    view->setNotice(std::nullopt);
    m_vault->discardDraft(draft);
    m_status->say(tr("The unsaved text is discarded. It stays in the history of %1.").arg(draft.path.name()));
}

void Recovery::write(const NotePath &path, const QByteArray &text, const std::optional<Draft> &draft)
{
    m_writing.insert(path, draft);
    m_vault->create(path, text);
}

void Recovery::showDeleted()
{
    m_reader.request([root = m_vault->root()](const CancelFlag &) { return History(root).deleted(); });
}

void Recovery::list(const Result<QList<Version>> &versions)
{
    if (!versions) {
        m_status->say(versions.error().sentence);
        return;
    }
    QList<Version> gone = *versions;
    gone.removeIf([this](const Version &version) { return m_vault->stamp(version.path).has_value(); });
    if (gone.isEmpty()) {
        m_status->say(tr("No note was deleted as long as the history goes back."));
        return;
    }
    m_switcher->open(tr("Bring back a deleted note"),
                     [this, gone](const QString &typed) { return deletedNotes(gone, typed); });
}

QList<QuickEntry> Recovery::deletedNotes(const QList<Version> &versions, const QString &typed)
{
    QList<std::pair<int, QuickEntry>> found;
    for (const Version &version : versions) {
        const auto match = fuzzyMatch(typed, version.path.name());
        if (!match)
            continue;
        const QString folder = version.path.folder().toString();
        const QString when = timeText(version.time);
        found.append(
            {match->score,
             QuickEntry{version.path.name().toString(), folder.isEmpty() ? when : QString(folder + u"  ·  " + when),
                        match->positions, [this, version](Qt::KeyboardModifiers) { bringBack(version); }}});
    }
    if (!typed.trimmed().isEmpty())
        std::ranges::stable_sort(found, std::greater(), &std::pair<int, QuickEntry>::first);
    QList<QuickEntry> entries;
    for (auto &[score, entry] : found)
        entries.append(std::move(entry));
    return entries;
}

void Recovery::bringBack(const Version &version)
{
    if (const Result<QByteArray> text = History(m_vault->root()).bytes(version))
        write(version.path, *text, std::nullopt);
    else
        m_status->say(text.error().sentence);
}

} // namespace tearsheet
