// SPDX-License-Identifier: GPL-3.0-or-later
// The power is cut after each call in turn, and the disk keeps what it must and any part of the rest: after the next
// start each file is wholly the old or the new one, a plan is done or not, and what was said to be kept is there.
#include "core/change/renameplan.h"
#include "core/store/draftstore.h"
#include "core/store/filewrites.h"
#include "core/store/planrunner.h"
#include "core/vault/vault.h"
#include "tests/support/temporarymachine.h"
#include "tests/support/unsafedisk.h"

#include <QtTest>

#include <cerrno>

#include <fcntl.h>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

using Files = TemporaryMachine::Files;
using Syncs = UnsafeDisk::Syncs;

constexpr quint32 Seeds = 12;

constexpr QByteArrayView Notes = "//- Old.md\nI am [[Old]], see [[Hub]].\n"
                                 "//- Hub.md\n[[Old|o]] and ![[a/b/plan.png]]\n"
                                 "//- a/b/N.md\n[[Old#H]] #tag\r\n"
                                 "//- a/b/plan.png\nbytes\n"
                                 "//- Other.md\n[[Hub]] #tag/more\n";

/// What a program does on a machine; it calls `done` each time that a success was told.
using Work = std::function<void(const TemporaryMachine &, const FileCalls &, const std::function<void()> &done)>;

/// Whether all is well on a machine that was started again, when the power was cut after so many times of `done`.
using Check = std::function<bool(const TemporaryMachine &, int done)>;

struct Scene
{
    QByteArray vault;
    Work work;
    Check check;
};

enum class Journals : quint8 { Kept, Lost };

/// The first cuts after which all was not well.
QStringList faults(const Scene &scene, Syncs syncs = Syncs::Last, Journals journals = Journals::Kept)
{
    const TemporaryMachine machine(scene.vault);
    const UnsafeDisk disk(machine.folders());
    QList<int> told; // After how many calls.
    scene.work(machine, disk.calls(), [&] { told.append(disk.callCount()); });
    QStringList faults;
    for (int calls = 0; calls <= disk.callCount() && faults.size() < 10; ++calls) {
        const auto done = std::ranges::count_if(told, [&](int count) { return count <= calls; });
        for (quint32 seed = 0; seed < Seeds && faults.size() < 10; ++seed) {
            disk.cutPower(calls, seed * 1000 + static_cast<quint32>(calls), syncs);
            if (journals == Journals::Lost)
                machine.loseJournals();
            const Result<> recovered = machine.recover(UnsafeDisk::unsynced());
            if (!recovered || !scene.check(machine, static_cast<int>(done)))
                faults.append(u"call %1 of %2, seed %3: %4"_s.arg(calls)
                                  .arg(disk.callCount())
                                  .arg(seed)
                                  .arg(recovered ? QStringList(machine.files().keys()).join(u", "_s)
                                                 : recovered.error().sentence));
        }
    }
    return faults;
}

NotePath at(const QString &path)
{
    return *NotePath::fromRelative(path);
}

/// The texts that the history has of the note at `path`, the oldest first; null ones where it has none after all.
QList<QByteArray> textsOf(const History &history, const QString &path)
{
    QList<QByteArray> texts;
    const Result<QList<Version>> versions = history.versions(at(path));
    for (const Version &version : versions.value())
        texts.prepend(history.bytes(version).value_or(QByteArray()));
    return texts;
}

/// A scene of work on the files of a vault, which is to be done as a whole or not at all, and to last.
Scene wholly(QByteArrayView vault, const std::function<bool(const TemporaryMachine &, const FileCalls &)> &work)
{
    const TemporaryMachine sample(vault);
    const Files old = sample.files();
    if (!work(sample, UnsafeDisk::unsynced()))
        qFatal("The work cannot be done.");
    const auto tell = [work](const TemporaryMachine &machine, const FileCalls &calls, const auto &done) {
        if (work(machine, calls))
            done();
    };
    const auto isWhole = [old, now = sample.files()](const TemporaryMachine &machine, int done) {
        const Files files = machine.files();
        return files == now || (done == 0 && files == old);
    };
    return {vault.toByteArray(), tell, isWhole};
}

Scene savedNote()
{
    return wholly("//- A.md\none\n", [](const TemporaryMachine &machine, const FileCalls &calls) {
        NoteStore store(machine.root(), calls);
        return store.save(at(u"A.md"_s), "two, and longer\n", store.read(at(u"A.md"_s))->stamp).has_value();
    });
}

Scene newNote()
{
    return wholly("//- A.md\none\n", [](const TemporaryMachine &machine, const FileCalls &calls) {
        return NoteStore(machine.root(), calls).create(at(u"new/folder/B.md"_s), "text\n").has_value();
    });
}

Scene noteWrittenOver(qsizetype oldLines, qsizetype newLines)
{
    const QByteArray vault = "//- A.md\n" + QByteArray("an old line\n").repeated(oldLines);
    return wholly(vault, [newLines](const TemporaryMachine &machine, const FileCalls &calls) {
        NoteStore store(machine.root(), calls);
        const QByteArray now = QByteArray("a new line\n").repeated(newLines);
        return store.save(at(u"A.md"_s), now, store.read(at(u"A.md"_s))->stamp, SaveMode::InPlace).has_value();
    });
}

/// The text that a save replaces is in the history before the file has another one.
Scene savedWithHistory()
{
    Scene scene = wholly("//- A.md\none\n", [](const TemporaryMachine &machine, const FileCalls &calls) {
        const FileStamp base = NoteStore(machine.root()).read(at(u"A.md"_s))->stamp;
        History history(machine.root(), calls);
        NoteStore store(machine.root(), calls);
        store.setHistory({&history, {}});
        return store.save(at(u"A.md"_s), "two, and longer\n", base).has_value();
    });
    scene.check = [whole = scene.check](const TemporaryMachine &machine, int done) {
        const bool isKept = machine.files().value(u"A.md"_s) == "one\n"
                            || textsOf(History(machine.root()), u"A.md"_s).contains("one\n");
        return whole(machine, done) && isKept;
    };
    return scene;
}

/// Notes are moved and rewritten, with a history, in which no text that is gone from the vault may be missing.
Scene renamed(const QString &from, const QString &to)
{
    Scene scene = wholly(Notes, [from, to](const TemporaryMachine &machine, const FileCalls &calls) {
        const Result<ChangePlan> plan = planRename(*indexVault(machine.root()), from, to);
        History history(machine.root(), calls);
        PlanRunner runner(machine.root(), calls);
        runner.setHistory({&history, {}});
        return plan && runner.run(*plan);
    });
    const QList<QByteArray> texts = TemporaryMachine(Notes).files().values();
    scene.check = [texts, whole = scene.check](const TemporaryMachine &machine, int done) {
        QList<QByteArray> known = machine.files().values();
        const History history(machine.root());
        for (const QString &path : {u"Old.md"_s, u"Hub.md"_s, u"a/b/N.md"_s, u"c/d/N.md"_s, u"new/place/New.md"_s})
            known += textsOf(history, path);
        return whole(machine, done)
               && std::ranges::all_of(texts, [&](const QByteArray &text) { return known.contains(text); });
    };
    return scene;
}

Scene renamedNote()
{
    return renamed(u"Old.md"_s, u"new/place/New.md"_s);
}

/// A note that cannot be moved, for which the texts of others are taken back.
Scene takenBack()
{
    Scene scene = renamedNote();
    scene.work = [](const TemporaryMachine &machine, const FileCalls &calls, const auto &) {
        FileCalls failing = calls;
        failing.renameToNew = [](const char *, const char *) {
            errno = EIO;
            return -1;
        };
        const Result<ChangePlan> plan = planRename(*indexVault(machine.root()), u"Old.md"_s, u"new/place/New.md"_s);
        History history(machine.root(), calls);
        PlanRunner runner(machine.root(), failing);
        runner.setHistory({&history, {}});
        if (runner.run(*plan))
            qFatal("The note was moved.");
    };
    return scene;
}

Scene renamedFolder()
{
    return renamed(u"a/b"_s, u"c/d"_s);
}

/// Of work after which another one changes files: once that is done, it stays.
Scene then(const Scene &first, const std::function<bool(const TemporaryMachine &, const FileCalls &)> &other)
{
    const auto both = [other, work = first.work](const TemporaryMachine &machine, const FileCalls &calls,
                                                 const auto &done) {
        work(machine, calls, [] {});
        if (other(machine, calls))
            done();
    };
    const TemporaryMachine sample(first.vault);
    both(sample, UnsafeDisk::unsynced(), [] {});
    const auto stays = [now = sample.files()](const TemporaryMachine &machine, int done) {
        return done == 0 || machine.files() == now;
    };
    return {first.vault, both, stays};
}

/// A note is renamed, and another program gives it its old name again.
Scene renamedAndBack()
{
    return then(renamedNote(), [](const TemporaryMachine &machine, const FileCalls &calls) {
        const auto name = [&](const QString &path) { return QFile::encodeName(machine.vault().absolute(path)); };
        const int moved = calls.renameToNew(name(u"new/place/New.md"_s).constData(), name(u"Old.md"_s).constData());
        for (const QString &folder : {u"new/place"_s, u""_s})
            syncFolder(calls, machine.vault().absolute(folder));
        return moved == 0;
    });
}

/// A note is written over, and another program brings a part of the old text back.
Scene writtenOverAndBack()
{
    return then(noteWrittenOver(200, 200), [](const TemporaryMachine &machine, const FileCalls &calls) {
        const QByteArray name = QFile::encodeName(machine.vault().absolute(u"A.md"_s));
        const OpenFile file(calls.open(name.constData(), O_WRONLY, 0));
        const QByteArray old = QByteArray("an old line\n").repeated(200).first(1024);
        return writeAll(calls, file.descriptor(), old, {}, {}) && calls.sync(file.descriptor()) == 0;
    });
}

/// Versions of a note, each of which is to last when that was told.
Scene keptVersions()
{
    const auto text = [](int number) { return QByteArray::number(number * 7919).repeated(100); };
    const auto keep = [text](const TemporaryMachine &machine, const FileCalls &calls, const auto &done) {
        History history(machine.root(), calls);
        for (int i = 0; i < 8; ++i) {
            // What a crash may leave: the next version begins a new file.
            QFile segment(history.folder() + u"/00000001.log"_s);
            if (i == 4 && segment.open(QIODevice::Append))
                segment.write("half a record");
            segment.close();
            if (history.keep({NewVersion::made(at(u"A.md"_s), text(i))}, i % 2 == 1) && i % 2 == 1)
                done();
        }
    };
    const auto areThere = [text](const TemporaryMachine &machine, int done) {
        History history(machine.root(), UnsafeDisk::unsynced());
        if (!history.keep({NewVersion::made(at(u"A.md"_s), "later")}, true))
            return false;
        const QList<QByteArray> texts = textsOf(history, u"A.md"_s);
        // All up to the last that is to last, then any of the rest.
        for (int i = 0; i < 2 * done; ++i) {
            if (texts.value(i) != text(i))
                return false;
        }
        return texts.last() == "later";
    };
    return {{}, keep, areThere};
}

Scene keptDraft()
{
    const auto draft = [](const QByteArray &text) { return Draft{at(u"A.md"_s), text, "base", 1, {}}; };
    const auto keep = [draft](const TemporaryMachine &machine, const FileCalls &calls, const auto &done) {
        DraftStore store(machine.root(), calls);
        for (const QByteArray text : {"first", "second, and longer", "third"}) {
            if (store.keep(draft(text)))
                done();
        }
    };
    const auto isThere = [](const TemporaryMachine &machine, int done) {
        const QList<QByteArray> texts{"", "first", "second, and longer", "third"};
        const QList<Draft> drafts = DraftStore(machine.root()).abandoned();
        return drafts.isEmpty() ? done == 0 : texts.indexOf(drafts.first().bytes) >= std::max(1, done);
    };
    return {{}, keep, isThere};
}

} // namespace

class PowerLossTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allIsWell_data()
    {
        QTest::addColumn<Scene>("scene");
        QTest::newRow("a saved note") << savedNote();
        QTest::newRow("a saved note with a history") << savedWithHistory();
        QTest::newRow("a new note") << newNote();
        QTest::newRow("a note written over by less") << noteWrittenOver(200, 130);
        QTest::newRow("a note written over by more") << noteWrittenOver(90, 200);
        QTest::newRow("a renamed note") << renamedNote();
        QTest::newRow("a renamed folder") << renamedFolder();
        QTest::newRow("a plan that was taken back") << takenBack();
        QTest::newRow("a renamed note that went back") << renamedAndBack();
        QTest::newRow("a note written over that went back") << writtenOverAndBack();
        QTest::newRow("versions") << keptVersions();
        QTest::newRow("a draft") << keptDraft();
    }

    void allIsWell()
    {
        QFETCH(const Scene, scene);
        const QStringList found = faults(scene);
        QVERIFY2(found.isEmpty(), qPrintable(QString::number(found.size()) + u" faults:\n"_s + found.join(u'\n')));
    }

    // What the test above says is worth something only if it finds what goes wrong when nobody syncs.
    void withoutSyncsAllIsNotWell()
    {
        for (const Scene &scene : {savedNote(), savedWithHistory(), newNote(), noteWrittenOver(200, 130), renamedNote(),
                                   renamedFolder(), keptVersions(), keptDraft()})
            QVERIFY(!faults(scene, Syncs::DoNothing).isEmpty());
    }

    // And when nobody knows what was begun.
    void withoutTheJournalAllIsNotWell()
    {
        for (const Scene &scene : {noteWrittenOver(200, 130), renamedNote(), renamedFolder()})
            QVERIFY(!faults(scene, Syncs::Last, Journals::Lost).isEmpty());
    }
};

QTEST_GUILESS_MAIN(PowerLossTest)
#include "powerlosstest.moc"
