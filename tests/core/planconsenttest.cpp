// SPDX-License-Identifier: GPL-3.0-or-later

// Plans on files that can only be written over: their folder takes no other file.
#include "core/change/plans.h"
#include "core/change/renameplan.h"
#include "core/store/filestatus.h"
#include "core/store/filewrites.h"
#include "core/store/planjournal.h"
#include "core/store/planrunner.h"
#include "core/store/vaultdata.h"
#include "core/vault/vault.h"
#include "tests/core/storedfiles.h"
#include "tests/support/childprocess.h"
#include "tests/support/faultycalls.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace tearsheet;
using namespace tearsheet::stored;
using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView Linked = "//- vault/Old.md\nold\n//- vault/Hub.md\n[[Old]] here\n"
                                  "//- vault/closed/N.md\n[[Old]] and more text\n";

/// `calls` where the folder `closed` takes no file.
FileCalls withClosedFolder(const FileCalls &calls)
{
    static FileCalls below;
    below = calls;
    FileCalls closed = calls;
    closed.open = [](const char *path, int flags, mode_t mode) {
        if ((flags & O_CREAT) == 0 || !QByteArrayView(path).contains("/closed/"))
            return below.open(path, flags, mode);
        errno = EACCES;
        return -1;
    };
    return closed;
}

/// A vault in a folder, to be moved with it.
struct ClosedVault
{
    TemporaryVault place{Linked};
    QString root = place.absolute(u"vault"_s);

    ChangePlan plan(bool inPlace) const
    {
        ChangePlan plan = *planRename(*indexVault(root), u"Old.md"_s, u"New.md"_s);
        plan.inPlace = inPlace;
        return plan;
    }
};

const Files Old{{u"vault/Old.md"_s, "old\n"},
                {u"vault/Hub.md"_s, "[[Old]] here\n"},
                {u"vault/closed/N.md"_s, "[[Old]] and more text\n"}};
const Files New{{u"vault/New.md"_s, "old\n"},
                {u"vault/Hub.md"_s, "[[New]] here\n"},
                {u"vault/closed/N.md"_s, "[[New]] and more text\n"}};

Files moved(const Files &files, const QString &to)
{
    Files result;
    for (const auto &[path, text] : files.asKeyValueRange())
        result.insert(to + path.sliced(path.indexOf(u'/')), text);
    return result;
}

} // namespace

class PlanConsentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Before a run, a file is refused only where its group is surely not to be had.
    void aGroupThatTheFolderMayHandDownIsLeftToTheRun()
    {
        if (::geteuid() != 0)
            QSKIP("Only an administrator gives files to groups of others.");
        constexpr gid_t Group = 4242;
        const QTemporaryDir place;
        const QByteArray folder = QFile::encodeName(place.path());
        const QByteArray file = folder + "/N.md";
        QFile made(QFile::decodeName(file));
        QVERIFY(made.open(QIODevice::WriteOnly));
        QCOMPARE(::chown(file.constData(), static_cast<uid_t>(-1), Group), 0);
        QCOMPARE(::chmod(file.constData(), 0664), 0);
        QCOMPARE(::chmod(folder.constData(), 0755), 0);
        const auto like = fileStatus(file.constData());
        const auto mayKeep = [&] {
            // As another user.
            const bool isOther = ::setegid(65534) == 0 && ::seteuid(65534) == 0;
            const bool may = mayKeepRights(place.path(), *like);
            return ::seteuid(0) == 0 && ::setegid(0) == 0 && isOther && may;
        };
        QVERIFY(!mayKeep());
        QCOMPARE(::chown(folder.constData(), static_cast<uid_t>(-1), Group), 0);
        QVERIFY(mayKeep());
    }

    void aClosedFolderNeedsConsent()
    {
        const ClosedVault vault;
        const FileCalls calls = withClosedFolder(FileCalls::system());
        PlanRunner runner(vault.root, calls);
        const Result<> refused = runner.run(vault.plan(false));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::NeedsConsent);
        QCOMPARE(refused.error().path, vault.root + u"/closed/N.md"_s);
        QCOMPARE(filesOf(vault.place), Old);
        const Snapshot before = *indexVault(vault.root);
        const ChangePlan plan = vault.plan(true);
        const Result<> done = runner.run(plan);
        QVERIFY2(done, qPrintable(done ? QString() : done.error().sentence));
        QCOMPARE(filesOf(vault.place), New);
        QVERIFY(QDir(textsPlace(vault.root)).isEmpty());
        QVERIFY(runner.run(inverse(plan, before)));
        QCOMPARE(filesOf(vault.place), Old);
    }

    // After each call in turn, it is killed, and the vault is moved before the next start.
    void isDoneOrUndoneWhateverHappens()
    {
        int points = 0;
        {
            const ClosedVault vault;
            QVERIFY(PlanRunner(vault.root, withClosedFolder(faultyCalls(0))).run(vault.plan(true)));
            points = faultyCallCount();
        }
        QVERIFY(points > 20);
        int finished = 0;
        for (int point = 1; point <= points; ++point) {
            const QString where = u"call %1"_s.arg(point);
            for (const int error : errors()) {
                const ClosedVault vault;
                const FileCalls calls = withClosedFolder(faultyCalls(point, Fault::Error, error));
                const bool done = PlanRunner(vault.root, calls).run(vault.plan(true)).has_value();
                PlanRunner later(vault.root);
                QVERIFY2(later.recover(), qPrintable(where));
                Files files = filesOf(vault.place);
                files.removeIf([](const auto &file) { return file.key().contains(u".tearsheet-"); });
                QVERIFY2(files == (done ? New : Old), qPrintable(where));
            }
            const ClosedVault vault;
            QVERIFY(claimData(vault.root));
            const ChangePlan plan = vault.plan(true);
            QVERIFY(inChild(
                [&] { (void)PlanRunner(vault.root, withClosedFolder(faultyCalls(point, Fault::Kill))).run(plan); }));
            const QString now = vault.place.absolute(u"now"_s);
            QVERIFY(QDir().rename(vault.root, now));
            QVERIFY(claimData(now));
            PlanRunner later(now);
            const Result<bool> recovered = later.recover();
            QVERIFY2(recovered, qPrintable(where + u": "_s + (recovered ? QString() : recovered.error().sentence)));
            const Files files = filesOf(vault.place);
            QVERIFY2(files == moved(New, u"now"_s) || files == moved(Old, u"now"_s), qPrintable(where));
            finished += files == moved(New, u"now"_s) ? 1 : 0;
            QVERIFY(!QFile::exists(later.journalPath()));
        }
        QVERIFY(finished > 5 && finished < points - 5);
    }
};

QTEST_GUILESS_MAIN(PlanConsentTest)
#include "planconsenttest.moc"
