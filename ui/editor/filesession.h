// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/merge.h"
#include "core/vault/vault.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace tearsheet {

/// One open file of text: the bytes that would be saved, and how they and the file stand. What the bytes mean and how
/// they are changed and shown is for the classes that derive from it: `EditorSession` of a note, `DelimitedSession` of
/// a file of values.
class FileSession : public QObject
{
    Q_OBJECT

public:
    /// How the text and its file stand.
    enum class State {
        Clean,    ///< The file holds this text.
        Unsaved,  ///< The text is newer than the file.
        Saving,   ///< It is being written.
        Failed,   ///< The last save did not work; the text is here.
        Conflict, ///< The file was changed in the same places as the unsaved text; both are untouched.
        Gone,     ///< The file was removed; the text is here.
        ReadOnly, ///< Not text, or too large.
    };

    const NotePath &path() const { return m_path; }

    /// Another number each time: saves of all who write into a vault come back through one signal.
    static quint64 nextTicket();

    /// The file lies at `path` now; text and undo steps stay.
    void follow(const NotePath &path);

    /// The text as it would be saved now.
    virtual const QByteArray &bytes() const = 0;

    /// Counts changes of the text, by whomever.
    virtual quint64 revision() const = 0;

    virtual void undo() = 0;
    virtual void redo() = 0;

    /// How many steps `undo` can take back.
    virtual int undoSteps() const = 0;

    /// Whether the last change was an undo, so that `redo` has something to do.
    virtual bool canRedo() const = 0;

    /// The version of the file that the text is based on; of a file too large to be edited, the part that is shown.
    const TextFile &file() const { return m_file; }

    State state() const { return m_state; }
    bool isReadOnly() const { return m_state == State::ReadOnly; }

    /// The user has to decide something before the text can be in its file.
    bool isUnsettled() const
    {
        return m_state == State::Conflict || m_state == State::Failed || m_state == State::Gone;
    }

    /// Something is being typed for this file elsewhere than into its text, as into a cell: its state may be `Clean`,
    /// and a user is told that it is unsaved all the same. Whoever holds it sets that and keeps it as a draft.
    bool hasTyped() const { return m_hasTyped; }
    void setTyped(bool typed);

    /// Nothing would be lost with the session: the file holds the text, or held it last, or it was set aside.
    bool isSafe() const;

    /// One sentence on a state that needs one; empty otherwise.
    const QString &stateText() const { return m_stateText; }

    /// Changes the text by `script`, which must fit its bytes, as one undo step. Fails with `BadEdit` where it does not
    /// fit, with `NotText` where the file is read-only.
    Result<> apply(const EditScript &script);

    /// Makes `text` the file's text as one undo step, like `apply`. What was there and in no file goes into the
    /// history. Where the file is read-only, `text` is written in place of what it holds, which the history keeps: the
    /// state tells what became of it.
    Result<> replaceText(const QByteArray &text);

    /// Writes unsaved text to the file now; the state tells what became of it. It happens by itself two seconds after
    /// the last edit, and again and again after a failure.
    void save();

    /// The last save was refused because the file would have to be written in place, where a power cut may catch it
    /// half written until the next start.
    bool needsConsent() const { return m_state == State::Failed && m_needsConsent; }

    /// Saves the text in place of the file's, with the user's consent, which holds for later saves.
    void saveInPlace();

    /// In a conflict, the version of the file; nothing otherwise.
    const std::optional<TextFile> &theirs() const { return m_theirs; }

    /// In a conflict, how the own text (mine) and the file's come together; empty where the file's cannot be edited.
    Merge merge() const;

    /// How the own text (mine) and another version of it, whose common origin is not known, come together.
    virtual Merge mergeWithCopy(const QByteArray &copy) const;

    /// Ends the conflict: `takes` settles what overlaps (see `Merge::text`), as one undo step.
    void settleConflict(const QList<Take> &takes);

    /// In a conflict, saves the own text over the file's, which is in the history.
    void keepMine();

    /// Gives up the own text for the file's, as one undo step, once the own one is in the history.
    void takeDiskVersion();

    /// Gives up the own text of an unsettled file once it is in the history: what the file says takes its place. Where
    /// there is no file, the text stays in sight, and `isSafe`.
    void setAside();

    /// In a conflict, or where the text cannot be saved, writes it as a new file beside, then takes the file's.
    void saveBeside();

    /// Takes over `draft`, which a program left that ended before it was saved, as one undo step; what the file says
    /// now is merged into it, as any change from outside. Only while the file holds the own text; false otherwise.
    bool takeDraft(const Draft &draft);

    /// Writes what the bytes of a file that is no text most likely say as a new file beside; `createdBeside` follows.
    void saveConverted();

    /// Writes the text of a file that is gone again where it was.
    void restore();

    /// Nobody edits the text any longer: what of it is in no file is kept as a draft, which the next start offers.
    void leave();

    /// Hands the unsaved text to the vault at once, which keeps it as a draft.
    void shareDraft();

Q_SIGNALS:
    /// The text is about to be changed by `apply` or to become the file's: `edited` follows.
    void aboutToApply();

    /// The text was changed by `script`, by whomever.
    void edited(const tearsheet::EditScript &script);

    /// `state`, `stateText`, `hasTyped` or, of a file that is gone, `isSafe` is another.
    void stateChanged();

    /// What another program wrote into the file in the meantime, at `places`, was merged into the unsaved text.
    void merged(int places);

    /// An undo took back what another program wrote.
    void tookBackOutside();

    /// The own text gave way to the file's, as was asked for; the history holds it.
    void gaveWay();

    /// A new file was written beside this one.
    void createdBeside(const tearsheet::NotePath &path);

protected:
    /// A session of the file at `path`; one of more than `largest` bytes is read-only. `vault` outlives it. `begin` and
    /// `leave` are for those that derive from it.
    FileSession(Vault *vault, NotePath path, qint64 largest, QObject *parent);

    /// Shows `file`, what the session's file holds, and follows it from then on. Ends the constructor.
    void begin(const TextFile &file);

    /// Shows `file`, with nothing to undo; what is `locked` is not meant to be changed.
    virtual void show(const TextFile &file, bool locked) = 0;

    /// Changes the text by `script` as one undo step. `change` and all others that change it say so by `tellEdit`.
    virtual Result<> change(const EditScript &script) = 0;

    /// How two versions of the file come together.
    virtual Merge mergeOf(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs) const;

    /// The text is what the file holds.
    virtual void reachFile() {}

    void tellEdit(const EditScript &script);

private:
    bool canBeEdited(const TextFile &file) const;
    bool canBeEditedAfter(const EditScript &script) const;
    void connectVault();
    void fill(const TextFile &file);
    void afterEdit();
    void sendToDisk(SaveMode mode);
    void writeOver(const QByteArray &text);
    void lookAtFile();
    void leaveAsGone();
    void takeFile(const TextFile &file);
    void reconcile(const TextFile &theirs);
    void adopt(const TextFile &theirs, const QByteArray &text);
    void noticeUndo();
    void createBeside(const QString &remark, const QByteArray &bytes);
    void finishBeside();
    void whenSetAside(std::function<void()> then);
    void settle();
    void setState(State state, const QString &text = {});
    void tellState();

    QPointer<Vault> m_vault; ///< May go first: a session lives on until the event loop deletes it.
    NotePath m_path;
    qint64 m_largest;
    TextFile m_file;
    std::optional<TextFile> m_theirs;
    QList<std::pair<int, int>> m_outsideSteps; // Of what other programs wrote: undo steps before and after it.
    int m_undoSteps = 0;                       // At the last edit.
    QTimer m_draftSoon;
    QElapsedTimer m_sinceEdit; // That is not shared yet, the first one.
    QTimer m_saveSoon;
    State m_state = State::Clean;
    QString m_stateText;
    std::optional<QByteArray> m_beingSaved; // What the vault was given to write at `m_path`.
    NotePath m_beside;                      // A new file that it was given to write, and its text.
    QByteArray m_besideText;
    quint64 m_ticket = 0; // Of the save under way.
    quint64 m_asideTicket = 0;
    QByteArray m_asideText; // What is being put into the history, and what is to be done then.
    std::function<void()> m_whenAside;
    bool m_toldSafe = true;
    bool m_needsConsent = false;
    bool m_consented = false;   // To writing this file in place, as long as the session lasts.
    bool m_takingDraft = false; // What differs was not written while the text was edited.
    bool m_hasDraft = false;
    bool m_hasTyped = false;
    bool m_indexed = false; // The vault tells of every change of the file.
};

using FileSessionPtr = std::shared_ptr<FileSession>;

/// A path for another version of the file at `path`, beside it: "shares (remark).csv".
NotePath pathBeside(const NotePath &path, const QString &remark);

} // namespace tearsheet
