// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/recovery.h"

#include "core/search/fuzzymatch.h"
#include "ui/diff/diffview.h"
#include "ui/editor/typedinto.h"
#include "ui/table/typedtext.h"
#include "ui/window/comparing.h"
#include "ui/window/kepttextsdialog.h"
#include "ui/window/navigator.h"
#include "ui/window/notices.h"
#include "ui/window/quickswitcher.h"
#include "ui/window/statusline.h"

#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QTimer>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

Recovery::Recovery(Vault *vault, NoteTabs *tabs, Navigator *navigator, StatusLine *status, Notices *notices,
                   QuickSwitcher *switcher, QWidget *window)
    : QObject(window), m_window(window), m_vault(vault), m_tabs(tabs), m_navigator(navigator), m_status(status),
      m_notices(notices), m_switcher(switcher),
      m_reader(this, [this](const Result<QList<Version>> &versions) { list(versions); }),
      m_pastReader(this, [this](const Result<QList<Version>> &versions) { listPast(versions); })
{
    connect(vault, &Vault::draftsFound, this, &Recovery::find);
    connect(vault, &Vault::filesChanged, this, &Recovery::openNotesThatCameBack);
    connect(vault, &Vault::created, this, [this](const NotePath &path) {
        if (!m_writing.contains(path))
            return;
        if (const std::optional<Draft> draft = m_writing.take(path)) {
            m_vault->discardDraft(*draft);
            answered(*draft);
        }
        m_navigator->openFile(path, OpenIn::NewTab);
    });
    // The sentence says why; the draft stays where it is.
    connect(vault, &Vault::createFailed, this, [this](const NotePath &path) {
        m_writing.remove(path);
        offerLostNotes();
    });
}

void Recovery::find(const QList<Draft> &drafts)
{
    for (const Draft &found : drafts) {
        if (m_answered.contains(found.place) || std::ranges::contains(m_kept, found.place, &Draft::place))
            continue;
        Draft draft = found;
        draft.path = renamed(found);
        const auto other = std::ranges::find(m_kept, draft.path, &Draft::path);
        const Result<TextFile> file = m_vault->read(draft.path);
        if (draft.path != found.path) {
            m_formerly.insert(draft.place, found.path);
            // What was typed alone gives way to nothing of the note.
            if (!isWholeText(draft) && file) {
                draft.bytes = withAtEnd(file->bytes, QString::fromUtf8(found.bytes).trimmed());
                draft.base = file->bytes;
            }
        }
        // Of several of one note the newest counts; the others go into the history. One may have been saved in the
        // last moment.
        const bool isOld = other != m_kept.end() && other->time >= draft.time;
        if (isOld || (file && file->bytes == draft.bytes)) {
            m_vault->discardDraft(draft);
            continue;
        }
        if (other != m_kept.end()) {
            m_vault->discardDraft(*other);
            m_kept.erase(other);
        }
        m_kept.append(draft);
        if (!file && file.error().code == ErrorCode::NotFound)
            m_lost.insert(draft.path);
        else if (FileView *const view = m_navigator->openFile(draft.path, OpenIn::NewTab))
            offer(view, draft);
    }
    std::ranges::stable_sort(m_kept, std::greater(), &Draft::time);
    offerLostNotes();
}

void Recovery::watch(FileView *view)
{
    const auto draft = std::ranges::find(m_kept, view->path(), &Draft::path);
    if (draft != m_kept.end())
        offer(view, *draft);
}

void Recovery::follow(const NotePath &from, const NotePath &to)
{
    m_moved.insert(from, to);
    const auto other = std::ranges::find(m_kept, to, &Draft::path);
    const auto draft = std::ranges::find(m_kept, from, &Draft::path);
    if (draft == m_kept.end() || other != m_kept.end())
        return;
    draft->path = to;
    if (m_lost.remove(from)) {
        m_lost.insert(to);
        offerLostNotes();
        // The tabs are about to follow, too.
        QTimer::singleShot(0, this, &Recovery::openNotesThatCameBack);
    }
    if (m_dialog)
        m_dialog->list(keptTexts());
}

// Where the note of the draft lies. What was renamed while nobody watched is found by what it says.
NotePath Recovery::renamed(const Draft &draft) const
{
    const auto isThere = [this](const NotePath &path) { return m_vault->stamp(path).has_value(); };
    if (const Result<FileStamp> stamp = m_vault->stamp(draft.path); stamp || stamp.error().code != ErrorCode::NotFound)
        return draft.path;
    const Snapshot &snapshot = m_vault->snapshot();
    MovedFiles moves = m_moved;
    for (const FileRename &rename : snapshot.renamedOutside())
        moves.insert(rename.from, rename.to);
    NotePath now = moves.placeOf(draft.path, isThere);
    if (!isThere(now)) {
        QList<NotePath> same;
        for (const auto &file : snapshot.files()) {
            const bool says = file->note ? file->note->text == draft.base
                                         : isKeptInHistory(file->path) && file->stamp.size == draft.base.size()
                                               && m_vault->read(file->path).value_or(TextFile()).bytes == draft.base;
            if (says && !draft.base.isEmpty())
                same.append(file->path);
        }
        // Which of several it is cannot be told.
        now = same.size() == 1 ? same.first() : draft.path;
    }
    return std::ranges::contains(m_kept, now, &Draft::path) ? draft.path : now;
}

// The draft, of the note where that lies now.
Draft Recovery::followed(const Draft &draft) const
{
    const auto kept = std::ranges::find(m_kept, draft.place, &Draft::place);
    return kept != m_kept.end() ? *kept : draft;
}

void Recovery::offer(FileView *view, const Draft &draft)
{
    QString sentence = tr("Text that was not saved when Tearsheet ended was kept: %1.").arg(timeText(draft.time));
    if (const auto name = m_formerly.constFind(draft.place); name != m_formerly.cend())
        sentence += u' ' + tr("It was typed for %1, which is gone; this is what that said.").arg(name->toString());
    Notice notice{sentence,
                  Banner::Tone::Warning,
                  {{tr("Show the difference"), [this, view, draft] { showDifference(view, draft); }}}};
    if (!view->session()->isReadOnly())
        notice.actions.append({tr("Keep it"), [this, view, draft] { take(view, draft); }});
    notice.actions += {{tr("Open both"), [this, view, draft] { openBoth(view, draft); }},
                       {tr("Discard"), [this, draft] { discard(draft); }}};
    view->setNotice(notice);
}

void Recovery::offerLostNotes()
{
    const QString key = u"kept"_s;
    if (m_lost.isEmpty()) {
        m_notices->remove(key);
        return;
    }
    const bool notes = std::ranges::all_of(m_lost, &NotePath::isNote);
    QString sentence = (notes ? tr("Texts of %1 notes were kept that were not saved, but the notes are gone.")
                              : tr("Texts of %1 files were kept that were not saved, but the files are gone."))
                           .arg(m_lost.size());
    QList<Banner::Action> actions{{tr("Show them"), [this] { showKept(); }}};
    if (m_lost.size() == 1) {
        const Draft draft = *std::ranges::find(m_kept, *m_lost.cbegin(), &Draft::path);
        sentence = (notes ? tr("Text of %1 was kept that was not saved, but the note is gone.")
                          : tr("Text of %1 was kept that was not saved, but the file is gone."))
                       .arg(draft.path.name());
        actions = {{tr("Show it"), [this] { showKept(); }},
                   {notes ? tr("Write the note again") : tr("Write the file again"),
                    [this, draft] { write(draft.path, draft.bytes, draft); }},
                   {tr("Discard"), [this, draft] { discard(draft); }}};
        if (!isWholeText(draft))
            actions = {{tr("Show it"), [this] { showKept(); }},
                       {tr("Copy"), [this, draft] { copy(draft); }},
                       {tr("Set aside"), [this, draft] { setAside(draft); }}};
    }
    m_notices->show(key, sentence, actions);
}

// A note may come back by anybody's doing.
void Recovery::openNotesThatCameBack()
{
    const QSet<NotePath> lost = m_lost;
    for (const NotePath &path : lost) {
        if (m_writing.contains(path) || !m_vault->stamp(path))
            continue;
        m_lost.remove(path);
        offerLostNotes();
        // Nobody is taken away from where they type.
        const FileView *const shown = m_tabs->currentFile();
        const bool typing =
            shown && (shown->session()->state() != FileSession::State::Clean || shown->session()->hasTyped());
        QWidget *const page = m_tabs->currentWidget();
        const QPointer<QWidget> focus = QApplication::focusWidget();
        m_navigator->openFile(path, OpenIn::NewTab);
        if (typing)
            m_tabs->setCurrentWidget(page);
        if (typing && focus)
            focus->setFocus();
        for (FileView *view : m_tabs->fileViews()) {
            if (view->path() == path)
                watch(view);
        }
    }
    if (m_dialog)
        m_dialog->list(keptTexts());
}

void Recovery::answered(const Draft &answer)
{
    const Draft draft = followed(answer);
    m_answered.insert(draft.place);
    m_kept.removeIf([&](const Draft &kept) { return kept.place == draft.place; });
    m_lost.remove(draft.path);
    offerLostNotes();
    for (FileView *view : m_tabs->fileViews()) {
        if (view->path() == draft.path)
            view->setNotice(std::nullopt);
    }
    if (m_dialog)
        m_dialog->list(keptTexts());
}

QList<KeptText> Recovery::keptTexts() const
{
    QList<KeptText> texts;
    for (const Draft &draft : m_kept) {
        const Result<TextFile> file = m_vault->read(draft.path);
        texts.append({draft, file ? std::optional(file->bytes) : std::nullopt});
    }
    return texts;
}

void Recovery::showKept()
{
    offerLostNotes(); // To look at them is no answer.
    if (m_kept.isEmpty()) {
        m_status->say(tr("No text was kept that is not saved."));
        return;
    }
    if (!m_dialog) {
        m_dialog = new KeptTextsDialog(m_window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_dialog, &KeptTextsDialog::openWanted, this, [this](const Draft &draft) {
            m_dialog->close();
            if (FileView *const view = m_navigator->openFile(draft.path, OpenIn::NewTab))
                showDifference(view, draft);
        });
        connect(m_dialog, &KeptTextsDialog::writeWanted, this,
                [this](const Draft &draft) { write(draft.path, draft.bytes, draft); });
        connect(m_dialog, &KeptTextsDialog::copyWanted, this, &Recovery::copy);
        connect(m_dialog, &KeptTextsDialog::discardWanted, this, &Recovery::discard);
    }
    m_dialog->list(keptTexts());
    m_dialog->show();
    m_dialog->activateWindow();
}

void Recovery::showDifference(FileView *view, const Draft &draft)
{
    auto *page = new DiffView(view);
    page->setTitles(draft.path.isNote() ? tr("The note now") : tr("The file now"),
                    tr("Unsaved text, %1").arg(timeText(draft.time)));
    page->showRows(DiffRows::of(view->session()->bytes(), draft.bytes));
    Notice notice{tr("Text that was not saved when Tearsheet ended."), Banner::Tone::Warning, {}};
    if (!view->session()->isReadOnly())
        notice.actions.append({tr("Keep it"), [this, view, draft] { take(view, draft); }});
    notice.actions += {{tr("Open both"), [this, view, draft] { openBoth(view, draft); }},
                       {tr("Discard"),
                        [this, view, draft] {
                            view->closePage();
                            discard(draft);
                        }},
                       {tr("Decide later"), [view] { view->closePage(); }}};
    view->showPage(page, notice);
}

void Recovery::take(FileView *view, const Draft &kept)
{
    const Draft draft = followed(kept);
    FileSession *const session = view->session();
    view->closePage();
    answered(draft);
    // What was typed meanwhile is saved before; and until the draft is in the file, the next start is to offer it
    // again.
    auto *const waiting = new QObject(session);
    const auto go = [this, session, waiting, draft, taken = std::make_shared<bool>(false)] {
        if (session->state() != FileSession::State::Clean)
            return;
        if (!std::exchange(*taken, true)) {
            session->takeDraft(draft);
            session->save();
        }
        if (session->state() == FileSession::State::Clean) {
            m_vault->discardDraft(draft);
            waiting->deleteLater();
        }
    };
    connect(session, &FileSession::stateChanged, waiting, go);
    session->save();
    go();
}

void Recovery::openBoth(FileView *view, const Draft &kept)
{
    const Draft draft = followed(kept);
    view->closePage();
    const QString time = QDateTime::fromMSecsSinceEpoch(draft.time).toString(u"yyyy-MM-dd HHmmss"_s);
    write(pathBeside(draft.path, tr("unsaved text %1").arg(time)), draft.bytes, draft);
}

void Recovery::discard(const Draft &kept)
{
    const Draft draft = followed(kept);
    answered(draft);
    m_vault->discardDraft(draft);
    m_status->say(tr("The unsaved text is discarded. It stays in the history of %1.").arg(draft.path.name()));
}

void Recovery::setAside(const Draft &kept)
{
    const Draft draft = followed(kept);
    answered(draft);
    m_vault->discardDraft(draft);
    m_status->say(tr("What was typed is in the history of %1.").arg(draft.path.name()));
}

void Recovery::copy(const Draft &kept)
{
    const QString text = QString::fromUtf8(kept.bytes).trimmed();
    QApplication::clipboard()->setText(text);
    setAside(kept);
    m_status->say(tr("Copied: %1").arg(quoted(text)));
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
    // Where it came back, unless another one came there.
    gone.removeIf(
        [this](const Version &version) { return !version.covered && m_vault->stamp(version.path).has_value(); });
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
        found.append({match->score, QuickEntry{version.path.name().toString(),
                                               folder.isEmpty() ? when : QString(folder + u"  ·  " + when),
                                               match->positions, [this, version](Qt::KeyboardModifiers) {
                                                   if (version.covered)
                                                       showPast(version);
                                                   else
                                                       bringBack(version);
                                               }}});
    }
    if (!typed.trimmed().isEmpty())
        std::ranges::stable_sort(found, std::greater(), &std::pair<int, QuickEntry>::first);
    QList<QuickEntry> entries;
    for (auto &[score, entry] : found)
        entries.append(std::move(entry));
    return entries;
}

// Its path leads to another note's history, so all of its versions are listed here.
void Recovery::showPast(const Version &last)
{
    m_pastReader.request(
        [root = m_vault->root(), last](const CancelFlag &) { return History(root).versionsUntil(last); });
}

void Recovery::listPast(const Result<QList<Version>> &versions)
{
    if (!versions) {
        m_status->say(versions.error().sentence);
        return;
    }
    QList<Version> texts = *versions;
    texts.removeIf([](const Version &version) { return version.kind == VersionKind::Moved; });
    // That it was deleted says the same text once more.
    if (texts.size() > 1 && texts.at(0).kind == VersionKind::Deleted && texts.at(0).hash == texts.at(1).hash)
        texts.removeFirst();
    if (texts.size() == 1) {
        bringBack(texts.first());
        return;
    }
    m_switcher->open(tr("Bring back an earlier version"), [this, texts](const QString &typed) {
        QList<QuickEntry> entries;
        for (const Version &version : texts) {
            const QString when = timeText(version.time);
            const auto match = fuzzyMatch(typed, when);
            if (match)
                entries.append({when, version.path.name().toString(), match->positions,
                                [this, version](Qt::KeyboardModifiers) { bringBack(version); }});
        }
        return entries;
    });
}

void Recovery::bringBack(const Version &version)
{
    const Result<QByteArray> text = History(m_vault->root()).bytes(version);
    if (!text) {
        m_status->say(text.error().sentence);
        return;
    }
    const bool isTaken = m_vault->stamp(version.path).has_value();
    const QString time = QDateTime::fromMSecsSinceEpoch(version.time).toString(u"yyyy-MM-dd HHmmss"_s);
    write(isTaken ? pathBeside(version.path, tr("text of %1").arg(time)) : version.path, *text, std::nullopt);
}

} // namespace tearsheet
