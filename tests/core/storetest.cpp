// SPDX-License-Identifier: GPL-3.0-or-later

// Saves and new notes, whatever fails.
#include "core/change/renameplan.h"
#include "core/store/notestore.h"
#include "core/store/planrunner.h"
#include "core/vault/vault.h"
#include "tests/core/storedfiles.h"
#include "tests/support/childprocess.h"
#include "tests/support/faultycalls.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

#include <optional>

#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

using namespace tearsheet;
using namespace tearsheet::stored;
using namespace Qt::StringLiterals;

namespace {

/// The file that another program writes while a test's calls are under way.
QString victim;

/// What another program does to it: the text is written over, or another file takes its place.
void writeOver(const QByteArray &text)
{
    QFile file(victim);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qUtf8Printable(victim));
}

void replaceBy(const QByteArray &text)
{
    const QString place = std::exchange(victim, QString(victim + u".new"_s));
    writeOver(text);
    if (FileCalls::system().rename(QFile::encodeName(victim).constData(), QFile::encodeName(place).constData()) != 0)
        qFatal("cannot replace %s", qUtf8Printable(place));
    victim = place;
}

/// The system's calls on a file system that cannot exchange two files.
FileCalls withoutExchange(FileCalls calls = FileCalls::system())
{
    calls.exchange = [](const char *, const char *) {
        errno = EINVAL;
        return -1;
    };
    return calls;
}

/// A group that a file of this user may have, besides that of a new one.
std::optional<gid_t> anotherGroup()
{
    if (::geteuid() == 0)
        return 12345;
    QList<gid_t> groups(::getgroups(0, nullptr));
    groups.resize(::getgroups(static_cast<int>(groups.size()), groups.data()));
    groups.removeAll(::getegid());
    return groups.isEmpty() ? std::nullopt : std::optional(groups.first());
}

// Gives the file at `path` to `group`, which may write to it.
bool giveTo(gid_t group, const QByteArray &path)
{
    return ::chown(path.constData(), static_cast<uid_t>(-1), group) == 0 && ::chmod(path.constData(), 0664) == 0;
}

Result<FileStamp> saved(const TemporaryVault &vault, const QByteArray &text, const FileCalls &calls)
{
    const FileStamp base = NoteStore(vault.root()).read(at(u"A.md"_s))->stamp;
    return NoteStore(vault.root(), calls).save(at(u"A.md"_s), text, base);
}

} // namespace

class StoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void savesOnlyOverItsOwnVersion()
    {
        const TemporaryVault vault("//- A.md\none\n");
        NoteStore store(vault.root());
        const Result<TextFile> file = store.read(at(u"A.md"_s));
        QVERIFY(file);
        const Result<FileStamp> saved = store.save(at(u"A.md"_s), "two\n", file->stamp);
        QVERIFY(saved);
        QCOMPARE(vault.read(u"A.md"_s), "two\n");
        vault.write(u"A.md"_s, "theirs\n");
        const Result<FileStamp> late = store.save(at(u"A.md"_s), "mine\n", *saved);
        QVERIFY(!late);
        QCOMPARE(late.error().code, ErrorCode::Changed);
        QCOMPARE(vault.read(u"A.md"_s), "theirs\n");
        QCOMPARE(store.create(at(u"A.md"_s), "x").error().code, ErrorCode::Exists);
        QVERIFY(store.create(at(u"new/B.md"_s), "b"));
        QCOMPARE(vault.read(u"new/B.md"_s), "b");
    }

    void attributesStay()
    {
        const TemporaryVault vault("//- A.md\none\n");
        const QByteArray path = QFile::encodeName(vault.absolute(u"A.md"_s));
        QCOMPARE(chmod(path.constData(), 0640), 0);
        const bool tagged = setxattr(path.constData(), "user.tag", "red", 3, 0) == 0;
        NoteStore store(vault.root());
        QVERIFY(store.save(at(u"A.md"_s), "two\n", store.read(at(u"A.md"_s))->stamp));
        struct stat status{};
        QCOMPARE(stat(path.constData(), &status), 0);
        QCOMPARE(status.st_mode & 07777, 0640u);
        QByteArray value(3, '\0');
        if (tagged)
            QCOMPARE(getxattr(path.constData(), "user.tag", value.data(), 3), 3);
        QCOMPARE(value, tagged ? "red" : QByteArray(3, '\0'));
    }

    // Who is no administrator keeps the group of a file, though not its owner.
    void theGroupStaysWhereTheOwnerCannot()
    {
        const TemporaryVault vault("//- A.md\none\n//- B.md\n[[A]]\n");
        const QByteArray path = QFile::encodeName(vault.absolute(u"A.md"_s));
        const std::optional<gid_t> group = anotherGroup();
        if (!group)
            QSKIP("This user has one group only.");
        QVERIFY(giveTo(*group, path));
        FileCalls calls = FileCalls::system();
        calls.own = [](int file, uid_t owner, gid_t wanted) {
            errno = EPERM;
            return owner != static_cast<uid_t>(-1) ? -1 : FileCalls::system().own(file, owner, wanted);
        };
        QVERIFY(saved(vault, "two\n", calls));
        struct stat status{};
        QCOMPARE(stat(path.constData(), &status), 0);
        QCOMPARE(status.st_gid, *group);
        QCOMPARE(status.st_mode & 07777, 0664u);
    }

    // And where it cannot keep the group, no other group gets its rights; the file itself stays with consent.
    void theRightsOfAGroupAreNotAnothers()
    {
        const TemporaryVault vault("//- A.md\n[[B]]\n//- B.md\nb\n");
        const QByteArray path = QFile::encodeName(vault.absolute(u"A.md"_s));
        const std::optional<gid_t> group = anotherGroup();
        if (!group)
            QSKIP("This user has one group only.");
        QVERIFY(giveTo(*group, path));
        FileCalls calls = FileCalls::system();
        calls.own = [](int, uid_t, gid_t) {
            errno = EPERM;
            return -1;
        };
        QCOMPARE(saved(vault, "two\n", calls).error().code, ErrorCode::NeedsConsent);
        QCOMPARE(filesOf(vault).size(), 2);
        // Nor does a plan change who may use it, unless it writes in place.
        ChangePlan plan = *planRename(*indexVault(vault.root()), u"B.md"_s, u"C.md"_s);
        const Result<> refused = PlanRunner(vault.root(), calls).run(plan);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::NeedsConsent);
        QCOMPARE(refused.error().path, vault.absolute(u"A.md"_s));
        QCOMPARE(filesOf(vault), Files({{u"A.md"_s, "[[B]]\n"}, {u"B.md"_s, "b\n"}}));
        plan.inPlace = true;
        QVERIFY(PlanRunner(vault.root(), calls).run(plan));
        QCOMPARE(filesOf(vault), Files({{u"A.md"_s, "[[C]]\n"}, {u"C.md"_s, "b\n"}}));
        struct stat status{};
        QCOMPARE(stat(path.constData(), &status), 0);
        QCOMPARE(status.st_gid, *group);
        QCOMPARE(status.st_mode & 07777, 0664u);
        // Where the group has no rights of its own, nobody needs to be asked.
        QCOMPARE(chmod(path.constData(), 0644), 0);
        QVERIFY(saved(vault, "three\n", calls));
        QCOMPARE(vault.read(u"A.md"_s), "three\n");
    }

    void permissionsAreSetOnlyWhereTheyDiffer()
    {
        const TemporaryVault vault("//- A.md\none\n");
        FileCalls calls = FileCalls::system();
        calls.setMode = [](int, mode_t) {
            errno = EIO;
            return -1;
        };
        QVERIFY(saved(vault, "two\n", calls));
        QCOMPARE(chmod(QFile::encodeName(vault.absolute(u"A.md"_s)).constData(), 0600), 0);
        QVERIFY(!saved(vault, "three\n", calls));
        QCOMPARE(filesOf(vault), Files({{u"A.md"_s, "two\n"}}));
        // Some file systems do not know them at all.
        calls.setMode = [](int, mode_t) {
            errno = ENOSYS;
            return -1;
        };
        QVERIFY(saved(vault, "four\n", calls));
        QCOMPARE(vault.read(u"A.md"_s), "four\n");
    }

    // Another program writes between the check and the replacement.
    void aVersionWrittenInBetweenComesBack()
    {
        static QByteArray victim;
        const TemporaryVault vault("//- A.md\none\n");
        victim = QFile::encodeName(vault.absolute(u"A.md"_s));
        FileCalls calls = FileCalls::system();
        calls.exchange = [](const char *one, const char *other) {
            static bool written = false;
            if (!std::exchange(written, true)) {
                QFile file(QFile::decodeName(victim));
                if (file.open(QIODevice::WriteOnly))
                    file.write("theirs\n");
            }
            return FileCalls::system().exchange(one, other);
        };
        NoteStore store(vault.root(), calls);
        const Result<FileStamp> saved = store.save(at(u"A.md"_s), "mine\n", store.read(at(u"A.md"_s))->stamp);
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, ErrorCode::Changed);
        QCOMPARE(filesOf(vault), Files({{u"A.md"_s, "theirs\n"}}));
    }

    void nothingIsMadeOutsideTheVault()
    {
        const TemporaryVault vault("//- A.md\none\n");
        const QTemporaryDir outside;
        QCOMPARE(::symlink(qPrintable(outside.path()), qPrintable(vault.absolute(u"out"_s))), 0);
        const Result<FileStamp> created = NoteStore(vault.root()).create(at(u"out/new/B.md"_s), "b\n");
        QVERIFY(!created);
        QCOMPARE(created.error().code, ErrorCode::OutsideVault);
        QVERIFY(QDir(outside.path()).isEmpty());
    }

    // Nobody knows whether a name lasts whose folder cannot be synced: the old text is there again, and nothing was
    // told as saved.
    void aFolderThatFailsToBeSyncedFailsTheSave()
    {
        static QString root;
        const TemporaryVault vault("//- A.md\none\n");
        root = vault.root();
        FileCalls calls = FileCalls::system();
        calls.sync = [](int file) {
            errno = EIO;
            return QFile::symLinkTarget(u"/proc/self/fd/%1"_s.arg(file)) == root ? -1 : FileCalls::system().sync(file);
        };
        for (const FileCalls &system : {calls, withoutExchange(calls)}) {
            QCOMPARE(saved(vault, "two\n", system).error().code, ErrorCode::Io);
            QCOMPARE(NoteStore(vault.root(), system).create(at(u"B.md"_s), "b\n").error().code, ErrorCode::Io);
            QCOMPARE(filesOf(vault), Files({{u"A.md"_s, "one\n"}}));
        }
    }

    // Where the old text cannot come back either, the new one is in the history, down to the disk.
    void whatCannotBeTakenBackLastsInTheHistory()
    {
        static QString root;
        static int exchanges = 0;
        const TemporaryVault vault("//- A.md\none\n");
        root = vault.root();
        FileCalls calls = FileCalls::system();
        calls.sync = [](int file) {
            errno = EIO;
            return QFile::symLinkTarget(u"/proc/self/fd/%1"_s.arg(file)) == root ? -1 : FileCalls::system().sync(file);
        };
        calls.exchange = [](const char *one, const char *other) {
            errno = EIO;
            return ++exchanges > 1 ? -1 : FileCalls::system().exchange(one, other);
        };
        exchanges = 0;
        History history(vault.root());
        QStringList told;
        NoteStore store(vault.root(), calls);
        store.setHistory({&history, [&](const Error &error) { told.append(error.sentence); }});
        QVERIFY(store.save(at(u"A.md"_s), "two\n", store.read(at(u"A.md"_s))->stamp));
        QCOMPARE(vault.read(u"A.md"_s), "two\n");
        QCOMPARE(told.size(), 1);
        const QList<Version> versions = History(vault.root()).versions(at(u"A.md"_s)).value();
        QCOMPARE(history.bytes(versions.first()).value(), "two\n");
    }

    // What another program wrote comes back, and meanwhile it has written once more: both its texts are there, the
    // newest in its place.
    void aVersionWrittenWhileAnotherComesBackIsNotLost()
    {
        static int exchanges = 0;
        const TemporaryVault vault("//- A.md\none\n");
        victim = vault.absolute(u"A.md"_s);
        exchanges = 0;
        FileCalls calls = FileCalls::system();
        calls.exchange = [](const char *one, const char *other) {
            if (++exchanges == 1)
                writeOver("theirs\n");
            const int done = FileCalls::system().exchange(one, other);
            if (exchanges == 1)
                replaceBy("theirs, again\n");
            return done;
        };
        const Result<FileStamp> late = saved(vault, "mine\n", calls);
        QVERIFY(!late);
        QCOMPARE(late.error().code, ErrorCode::Changed);
        QCOMPARE(vault.read(u"A.md"_s), "theirs, again\n");
        QCOMPARE(filesOf(vault).size(), 2);
        QVERIFY(filesOf(vault).values().contains("theirs\n"));
    }

    // Where files cannot be exchanged, what is written before, or while, the file is replaced.
    void aVersionWrittenInBetweenIsSeenWithoutExchange()
    {
        const TemporaryVault vault("//- A.md\none\n");
        victim = vault.absolute(u"A.md"_s);
        FileCalls calls = withoutExchange();
        for (const auto write : {&writeOver, &replaceBy}) {
            static void (*other)(const QByteArray &);
            other = write;
            vault.write(u"A.md"_s, "one\n");
            calls.exchange = [](const char *, const char *) {
                other("theirs\n");
                errno = EINVAL;
                return -1;
            };
            QCOMPARE(saved(vault, "mine\n", calls).error().code, ErrorCode::Changed);
            QCOMPARE(filesOf(vault), Files({{u"A.md"_s, "theirs\n"}}));
        }
        vault.write(u"A.md"_s, "one\n");
        calls = withoutExchange();
        calls.rename = [](const char *from, const char *to) {
            static bool written = false;
            if (!std::exchange(written, true))
                writeOver("theirs\n");
            return FileCalls::system().rename(from, to);
        };
        QCOMPARE(saved(vault, "mine\n", calls).error().code, ErrorCode::Changed);
        QCOMPARE(filesOf(vault), Files({{u"A.md"_s, "theirs\n"}}));
        // Nor where files have one name only.
        calls = withoutExchange();
        calls.link = [](const char *, const char *) {
            writeOver("theirs once more\n");
            errno = EPERM;
            return -1;
        };
        QCOMPARE(saved(vault, "mine\n", calls).error().code, ErrorCode::Changed);
        QCOMPARE(filesOf(vault), Files({{u"A.md"_s, "theirs once more\n"}}));
    }

    // Another program replaces the file as soon as it is written: the stamp is not that of its version.
    void aVersionWrittenJustAfterIsNotTakenForTheOwn()
    {
        static QByteArray victim;
        const TemporaryVault vault("//- A.md\none\n");
        victim = QFile::encodeName(vault.absolute(u"A.md"_s));
        FileCalls calls = FileCalls::system();
        calls.exchange = [](const char *one, const char *other) {
            const int done = FileCalls::system().exchange(one, other);
            const QString beside = QFile::decodeName(victim) + u".new"_s;
            QFile file(beside);
            if (file.open(QIODevice::WriteOnly) && file.write("their\n") == 6) {
                file.close();
                FileCalls::system().rename(QFile::encodeName(beside).constData(), victim.constData());
            }
            return done;
        };
        NoteStore store(vault.root(), calls);
        const Result<FileStamp> saved = store.save(at(u"A.md"_s), "mine!\n", store.read(at(u"A.md"_s))->stamp);
        QVERIFY(saved);
        QCOMPARE(filesOf(vault), Files({{u"A.md"_s, "their\n"}}));
        QVERIFY(!saved->sameFile(*store.stamp(at(u"A.md"_s))));
        QCOMPARE(saved->hash, contentHash("mine!\n"));
    }

    // Likewise in between, and the disk fails just when it is to come back: it is kept beside.
    void aVersionThatCannotComeBackStaysBeside()
    {
        static QByteArray victim;
        static int exchanges = 0;
        FileCalls calls = FileCalls::system();
        calls.exchange = [](const char *one, const char *other) {
            if (++exchanges == 2) {
                errno = EIO;
                return -1;
            }
            QFile file(QFile::decodeName(victim));
            if (exchanges == 1 && file.open(QIODevice::WriteOnly)) {
                file.write("theirs\n");
                file.close();
            }
            return FileCalls::system().exchange(one, other);
        };
        {
            const TemporaryVault vault("//- A.md\none\n");
            victim = QFile::encodeName(vault.absolute(u"A.md"_s));
            exchanges = 0;
            NoteStore store(vault.root(), calls);
            QVERIFY(!store.save(at(u"A.md"_s), "mine\n", store.read(at(u"A.md"_s))->stamp));
            QVERIFY(filesOf(vault).values().contains("theirs\n"));
        }
        const TemporaryVault vault(Notes);
        const Result<ChangePlan> plan = planRename(*indexVault(vault.root()), u"Old.md"_s, u"New.md"_s);
        victim = QFile::encodeName(vault.absolute(u"Hub.md"_s));
        exchanges = 0;
        QVERIFY(!PlanRunner(vault.root(), calls).run(*plan));
        QVERIFY(PlanRunner(vault.root()).recover());
        QVERIFY(filesOf(vault).values().contains("theirs\n"));
    }

    void aSaveIsWholeOrNotAtAllWithoutExchange()
    {
        int points = 0;
        {
            const TemporaryVault vault("//- A.md\none\n");
            QVERIFY(saved(vault, "two, and longer\n", withoutExchange(faultyCalls(0))));
            QCOMPARE(filesOf(vault), Files({{u"A.md"_s, "two, and longer\n"}}));
            points = faultyCallCount();
        }
        QVERIFY(points >= 7);
        for (int point = 1; point <= points; ++point) {
            for (const int error : errors()) {
                const TemporaryVault vault("//- A.md\none\n");
                const bool done =
                    saved(vault, "two, and longer\n", withoutExchange(faultyCalls(point, Fault::Error, error)))
                        .has_value();
                QCOMPARE(vault.read(u"A.md"_s), done ? "two, and longer\n" : "one\n");
            }
            const TemporaryVault vault("//- A.md\none\n");
            QVERIFY(inChild(
                [&] { (void)saved(vault, "two, and longer\n", withoutExchange(faultyCalls(point, Fault::Kill))); }));
            const QByteArray text = vault.read(u"A.md"_s);
            QVERIFY(text == "one\n" || text == "two, and longer\n");
        }
    }

    void aSaveIsWholeOrNotAtAll()
    {
        const auto save = [](const TemporaryVault &vault, const FileCalls &calls) {
            return saved(vault, "two, and longer\n", calls);
        };
        int points = 0;
        {
            const TemporaryVault vault("//- A.md\none\n");
            QVERIFY(save(vault, faultyCalls(0)));
            points = faultyCallCount();
        }
        QVERIFY(points >= 5);
        QSet<int> left;
        for (int point = 1; point <= points; ++point) {
            for (const int error : errors()) {
                const TemporaryVault vault("//- A.md\none\n");
                const Result<FileStamp> saved = save(vault, faultyCalls(point, Fault::Error, error));
                const Files files = filesOf(vault);
                QCOMPARE(files.value(u"A.md"_s), saved ? "two, and longer\n" : "one\n");
                if (files.size() > 1)
                    left.insert(point);
            }
            const TemporaryVault vault("//- A.md\none\n");
            QVERIFY(inChild([&] { (void)save(vault, faultyCalls(point, Fault::Kill)); }));
            const QByteArray text = vault.read(u"A.md"_s);
            QVERIFY(text == "one\n" || text == "two, and longer\n");
            const TemporaryVault again("//- A.md\none\n");
            QVERIFY(save(again, faultyCalls(point, Fault::ShortWrite)));
            QCOMPARE(again.read(u"A.md"_s), "two, and longer\n");
        }
        QVERIFY2(left.size() <= 1, "Only where the removal itself fails may something stay beside.");
    }

    // Whatever a new note was interrupted at, it is there or not, and can be saved.
    void aNewNoteIsWholeOrNotAtAll()
    {
        const auto create = [](const TemporaryVault &vault, const FileCalls &calls) {
            return NoteStore(vault.root(), calls).create(at(u"new/B.md"_s), "b\n").has_value();
        };
        int points = 0;
        {
            const TemporaryVault vault;
            QVERIFY(create(vault, faultyCalls(0)));
            points = faultyCallCount();
        }
        QVERIFY(points >= 5);
        for (int point = 1; point <= points; ++point) {
            for (const int error : errors()) {
                const TemporaryVault vault;
                const bool created = create(vault, faultyCalls(point, Fault::Error, error));
                QCOMPARE(filesOf(vault).value(u"new/B.md"_s, "none"), created ? "b\n" : "none");
            }
            const TemporaryVault vault;
            QVERIFY(inChild([&] { (void)create(vault, faultyCalls(point, Fault::Kill)); }));
            if (!filesOf(vault).contains(u"new/B.md"_s))
                continue;
            NoteStore store(vault.root());
            const Result<TextFile> note = store.read(at(u"new/B.md"_s));
            QCOMPARE(note->bytes, "b\n");
            QVERIFY2(store.save(at(u"new/B.md"_s), "later\n", note->stamp), qPrintable(QString::number(point)));
        }
    }
};

QTEST_GUILESS_MAIN(StoreTest)
#include "storetest.moc"
