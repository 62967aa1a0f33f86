// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/recovery.h"

#include "ui/diff/diffview.h"
#include "ui/editor/typedinto.h"
#include "ui/table/typedtext.h"
#include "ui/window/comparing.h"
#include "ui/window/kepttextsdialog.h"
#include "ui/window/navigator.h"
#include "ui/window/notices.h"
#include "ui/window/planwords.h"
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
      m_pastReader(this, [this](const Result<QList<Version>> &versions) { listPast(versions); }),
      m_versionsReader(this, [this](const Result<QList<Version>> &versions) { listVersions(versions); }),
      m_textReader(this, [](const std::function<void()> &use) { use(); })
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
        if (isOpenedHere(path))
            m_navigator->openFile(path, OpenIn::NewTab);
        else
            m_status->say(tr("%1 is there again.").arg(path.toString()));
    });
    connect(vault, &Vault::saved, this, &Recovery::restored);
    connect(vault, &Vault::saveFailed, this, &Recovery::notRestored);
    // The sentence says why; the draft stays where it is.
    connect(vault, &Vault::createFailed, this, [this](const NotePath &path) {
        m_writing.remove(path);
        offerLostNotes();
    });
}

void Recovery::find(const QList<Draft> &drafts)
{
    QList<NotePath> there;
    for (const Draft &found : drafts) {
        if (m_answered.contains(found.place) || std::ranges::contains(m_kept, found.place, &Draft::place))
            continue;
        Draft draft = found;
        draft.path = renamed(found);
        const Result<TextFile> file = m_vault->read(draft.path);
        if (draft.path != found.path)
            m_formerly.insert(draft.place, found.path);
        // One may have been saved in the last moment, and two may say the same.
        const bool isKnown = std::ranges::any_of(m_kept, [&](const Draft &other) {
            return other.path == draft.path && other.bytes == draft.bytes && other.isPart == draft.isPart;
        });
        if (isKnown || (file && file->bytes == draft.bytes)) {
            m_vault->discardDraft(draft);
            continue;
        }
        m_kept.append(draft);
        if (!file)
            m_lost.insert(draft.path);
        else if (!there.contains(draft.path))
            there.append(draft.path);
    }
    std::ranges::stable_sort(m_kept, std::greater(), &Draft::time);
    for (const NotePath &path : std::as_const(there)) {
        if (FileView *const view = m_navigator->openFile(path, OpenIn::NewTab))
            watch(view);
    }
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
    if (!std::ranges::contains(m_kept, from, &Draft::path))
        return;
    for (Draft &draft : m_kept) {
        if (draft.path == from)
            draft.path = to;
    }
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
    const NotePath now = moves.placeOf(draft.path, isThere);
    return isThere(now) ? now : placeOfItsFile(draft).value_or(draft.path);
}

// Where the file of the draft lies that nobody saw go, if that can be told: it is the same one, or the only one that
// says what the draft was made from, and none that was there besides when that was kept.
std::optional<NotePath> Recovery::placeOfItsFile(const Draft &draft) const
{
    const auto isItself = [&](const FileStamp &stamp) {
        return draft.inode != 0 && draft.born != 0 && stamp.inode == draft.inode && stamp.born == draft.born;
    };
    const qint64 kept = draft.time * 1'000'000;
    const auto wasThere = [&](const FileStamp &stamp) {
        return draft.inode != 0 && draft.born != 0 && stamp.born != 0 && stamp.born <= kept;
    };
    QList<NotePath> same;
    for (const auto &file : m_vault->snapshot().files()) {
        if (file->path.isNote() == draft.path.isNote() && isItself(file->stamp))
            return file->path;
        const bool says = file->note ? file->note->text == draft.base
                                     : isKeptInHistory(file->path) && file->stamp.size == draft.base.size()
                                           && m_vault->read(file->path).value_or(TextFile()).bytes == draft.base;
        if (says && !draft.base.isEmpty() && !wasThere(file->stamp))
            same.append(file->path);
    }
    return same.size() == 1 ? std::optional(same.first()) : std::nullopt;
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
    if (const auto texts = std::ranges::count(m_kept, draft.path, &Draft::path); texts > 1)
        sentence += u' ' + tr("There are %1 such texts; the others follow.").arg(texts);
    if (const auto name = m_formerly.constFind(draft.place); name != m_formerly.cend())
        sentence += u' ' + tr("It was typed for %1, which is gone; this is what that said.").arg(name->toString());
    Notice notice{sentence,
                  Banner::Tone::Warning,
                  {{tr("Show the difference"), [this, view, draft] { showDifference(view, draft); }}}};
    notice.actions += keeping(view, draft);
    notice.actions += {tr("Discard"), [this, draft] { discard(draft); }};
    view->setNotice(notice);
}

// Into the text that the view shows, over what is no text, or beside it.
QList<Banner::Action> Recovery::keeping(FileView *view, const Draft &draft)
{
    const Banner::Action both{tr("Open both"), [this, view, draft] { openBoth(view, draft); }};
    const auto take = [this, view, draft] { this->take(view, draft); };
    if (!view->session()->isReadOnly())
        return {{tr("Keep it"), take}, both};
    if (draft.isPart)
        return {{tr("Copy"), [this, draft] { copy(draft); }}, {tr("Set aside"), [this, draft] { setAside(draft); }}};
    // Of a file that is too large, only the beginning was compared.
    const Result<FileStamp> stamp = m_vault->stamp(draft.path);
    const bool isShownWhole = stamp && stamp->size == view->session()->file().bytes.size();
    return isShownWhole ? QList<Banner::Action>{{tr("Write it over the file"), take}, both}
                        : QList<Banner::Action>{both};
}

// What was typed alone gives way to nothing of the file.
Draft Recovery::wholeText(Draft draft, const QByteArray &file)
{
    if (!draft.isPart)
        return draft;
    draft.bytes = withAtEnd(file, QString::fromUtf8(draft.bytes).trimmed());
    draft.base = file;
    return draft;
}

void Recovery::offerLostNotes()
{
    const QString key = u"kept"_s;
    QList<Draft> texts = m_kept;
    texts.removeIf([this](const Draft &draft) { return !m_lost.contains(draft.path); });
    if (texts.isEmpty()) {
        m_notices->remove(key);
        return;
    }
    const bool notes = std::ranges::all_of(m_lost, &NotePath::isNote);
    if (texts.size() > 1) {
        const QString sentence =
            m_lost.size() == 1 ? tr("%1 texts of %2 were kept that were not saved, but it cannot be opened.")
                                     .arg(texts.size())
                                     .arg(texts.first().path.name())
            : notes ? tr("Texts of %1 notes were kept that were not saved, but the notes are gone.").arg(m_lost.size())
                    : tr("Texts of %1 files were kept that were not saved, but the files are gone.").arg(m_lost.size());
        m_notices->show(key, sentence, {{tr("Show them"), [this] { showKept(); }}});
        return;
    }
    const Draft &draft = texts.first();
    const bool isThere = m_vault->stamp(draft.path).has_value();
    const QString sentence = isThere ? tr("Text of %1 was kept that was not saved, but the file cannot be read.")
                             : notes ? tr("Text of %1 was kept that was not saved, but the note is gone.")
                                     : tr("Text of %1 was kept that was not saved, but the file is gone.");
    const Banner::Action show{tr("Show it"), [this] { showKept(); }};
    QList<Banner::Action> actions{show,
                                  {isThere ? tr("Save it beside")
                                   : notes ? tr("Write the note again")
                                           : tr("Write the file again"),
                                   [this, draft] { writeAgain(draft); }},
                                  {tr("Discard"), [this, draft] { discard(draft); }}};
    if (draft.isPart)
        actions = {
            show, {tr("Copy"), [this, draft] { copy(draft); }}, {tr("Set aside"), [this, draft] { setAside(draft); }}};
    m_notices->show(key, sentence.arg(draft.path.name()), actions);
}

// Where the note lay, or beside what lies there.
void Recovery::writeAgain(const Draft &draft)
{
    const NotePath path = m_vault->stamp(draft.path) ? placeBeside(draft) : draft.path;
    write(path, draft.bytes, draft);
}

NotePath Recovery::placeBeside(const Draft &draft)
{
    const QString time = QDateTime::fromMSecsSinceEpoch(draft.time).toString(u"yyyy-MM-dd HHmmss"_s);
    return pathBeside(draft.path, tr("unsaved text %1").arg(time));
}

// A note may come back by anybody's doing.
void Recovery::openNotesThatCameBack()
{
    const QSet<NotePath> lost = m_lost;
    for (const NotePath &path : lost) {
        if (m_writing.contains(path) || !m_vault->read(path))
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
    if (!std::ranges::contains(m_kept, draft.path, &Draft::path))
        m_lost.remove(draft.path);
    offerLostNotes();
    for (FileView *view : m_tabs->fileViews()) {
        if (view->path() != draft.path)
            continue;
        view->setNotice(std::nullopt);
        watch(view); // There may be others.
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
        connect(m_dialog, &KeptTextsDialog::writeWanted, this, [this](const Draft &draft) { writeAgain(draft); });
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
    page->showRows(DiffRows::of(view->session()->bytes(), wholeText(draft, view->session()->bytes()).bytes));
    Notice notice{tr("Text that was not saved when Tearsheet ended."), Banner::Tone::Warning, {}};
    notice.actions += keeping(view, draft);
    notice.actions += {{tr("Discard"),
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
    if (session->state() == FileSession::State::Conflict) {
        m_status->say(settleFirst(view->path().name().toString()));
        return;
    }
    view->closePage();
    if (session->isReadOnly()) {
        takeOver(session, draft);
        return;
    }
    answered(draft);
    // What was typed meanwhile is saved before; and until the draft is in the file, the next start is to offer it
    // again.
    auto *const waiting = new QObject(session);
    const auto go = [this, session, waiting, draft, taken = std::make_shared<bool>(false)] {
        if (session->state() != FileSession::State::Clean)
            return;
        if (!std::exchange(*taken, true)) {
            session->takeDraft(wholeText(draft, session->file().bytes));
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

// In place of what is no text and goes into the history. Until it is written, it is offered.
void Recovery::takeOver(FileSession *session, const Draft &draft)
{
    auto *const waiting = new QObject(session);
    connect(session, &FileSession::stateChanged, waiting, [this, session, waiting, draft] {
        waiting->deleteLater();
        if (session->file().bytes != draft.bytes)
            return;
        answered(draft);
        m_vault->discardDraft(draft);
    });
    (void)session->replaceText(draft.bytes);
}

void Recovery::openBoth(FileView *view, const Draft &kept)
{
    const Draft draft = followed(kept);
    view->closePage();
    write(placeBeside(draft), wholeText(draft, view->session()->file().bytes).bytes, draft);
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

} // namespace tearsheet
