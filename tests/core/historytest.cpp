// SPDX-License-Identifier: GPL-3.0-or-later
// What was kept can be read, whoever else writes, whatever fails, and whatever is damaged.
#include "core/store/history.h"
#include "core/change/renameplan.h"
#include "core/store/filewrites.h"
#include "core/store/notestore.h"
#include "core/store/planrunner.h"
#include "core/vault/vault.h"
#include "tests/support/childprocess.h"
#include "tests/support/faultycalls.h"
#include "tests/support/randomtext.h"
#include "tests/support/temporaryvault.h"

#include <QDir>
#include <QtTest>

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

NotePath at(const QString &path)
{
    return *NotePath::fromRelative(path);
}

NewVersion written(const QString &path, const QByteArray &bytes, Author author = Author::Here)
{
    return {.path = at(path), .bytes = bytes, .author = author, .time = 1};
}

NewVersion removed(const QString &path, const QByteArray &bytes)
{
    return {.path = at(path), .bytes = bytes, .kind = VersionKind::Deleted};
}

NewVersion moved(const QString &from, const QString &path)
{
    return {.path = at(path), .kind = VersionKind::Moved, .from = at(from)};
}

/// The versions of a note as "path kind text", the newest first.
QStringList pastOf(const History &history, const QString &path)
{
    QStringList past;
    const Result<QList<Version>> versions = history.versions(at(path));
    for (const Version &version : versions.value()) {
        const Result<QByteArray> text = history.bytes(version);
        const QString what = text ? QString::fromUtf8(*text) : text.error().sentence;
        const QString kind =
            QStringList{u""_s, u"deleted "_s, u"moved "_s, u"aside "_s}.at(static_cast<int>(version.kind));
        past.append(version.path.toString() + u' ' + kind + what);
    }
    return past;
}

/// Where a note has `text` among its versions.
bool holds(const History &history, const QString &path, const QByteArray &text)
{
    const Result<QList<Version>> versions = history.versions(at(path));
    return versions
           && std::ranges::any_of(*versions, [&](const Version &version) { return history.bytes(version) == text; });
}

QStringList segmentsOf(const History &history)
{
    return QDir(history.folder()).entryList({u"*.log"_s}, QDir::Files, QDir::Name);
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void replace(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qUtf8Printable(path));
}

void age(const QString &path, int days)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite)
        || !file.setFileTime(QDateTime::currentDateTime().addDays(-days), QFileDevice::FileModificationTime))
        qFatal("cannot age %s", qUtf8Printable(path));
}

/// Bytes that no packing makes smaller.
QByteArray noise(qsizetype size, quint32 seed)
{
    QByteArray bytes(size, Qt::Uninitialized);
    QRandomGenerator random(seed);
    for (char &byte : bytes)
        byte = static_cast<char>(random.bounded(256));
    return bytes;
}

const QList<int> &errors()
{
    static const QList<int> all{EIO, ENOSPC, EACCES, EDQUOT, EINTR};
    return all;
}

} // namespace

class HistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QDir(QFileInfo(dataPlace(u"history"_s, {})).path()).removeRecursively(); }

    // What gave way unsaved is there, and hides nothing of what the file said.
    void whatIsSetAsideIsNoVersionOfTheFile()
    {
        const QTemporaryDir vault;
        History history(vault.path());
        QVERIFY(history.keep({written(u"A.md"_s, "one"), NewVersion::aside(at(u"A.md"_s), "mine"),
                              written(u"A.md"_s, "one", Author::Outside), NewVersion::aside(at(u"A.md"_s), "one"),
                              NewVersion::aside(at(u"A.md"_s), "mine")},
                             true));
        QCOMPARE(pastOf(history, u"A.md"_s), QStringList({u"A.md aside mine"_s, u"A.md one"_s}));
        QVERIFY(history.keep({NewVersion::aside(at(u"A.md"_s), "mine")}, true)); // Once is enough.
        QVERIFY(history.keep({NewVersion::aside(at(u"B.md"_s), "never saved")}, true));
        QCOMPARE(pastOf(history, u"A.md"_s).size(), 2);
        QVERIFY(history.keep({removed(u"A.md"_s, "one"), NewVersion::aside(at(u"A.md"_s), "typed then")}, true));
        QByteArrayList gone;
        const QList<Version> deleted = history.deleted().value();
        for (const Version &version : deleted)
            gone.append(history.bytes(version).value());
        QCOMPARE(gone, (QByteArrayList{"typed then", "one", "never saved"}));
        QVERIFY(history.keep({written(u"A.md"_s, "one")}, true));
        QCOMPARE(history.deleted().value().size(), 1);
    }

    // A program remembers what it saw at its last start; others have written since.
    void whatWasSeenLongAgoIsNoNewVersion()
    {
        const QTemporaryDir vault;
        History history(vault.path());
        QVERIFY(history.keep({written(u"A.md"_s, "one"), written(u"A.md"_s, "two")}, true));
        const auto seen = [&](const QByteArray &bytes) {
            return NewVersion{.path = at(u"A.md"_s), .bytes = bytes, .time = 1, .once = true};
        };
        QVERIFY(History(vault.path()).keep({seen("one"), written(u"A.md"_s, "two", Author::Outside)}, true));
        QCOMPARE(pastOf(history, u"A.md"_s), QStringList({u"A.md two"_s, u"A.md one"_s}));
        QCOMPARE(history.versions(at(u"A.md"_s)).value().first().author, Author::Here);
        QVERIFY(history.keep({seen("before all"), seen("before all"), written(u"A.md"_s, "three")}, true));
        QCOMPARE(pastOf(history, u"A.md"_s),
                 QStringList({u"A.md three"_s, u"A.md before all"_s, u"A.md two"_s, u"A.md one"_s}));
        // What is the newest again is a version of its own.
        QVERIFY(history.keep({written(u"A.md"_s, "one", Author::Outside)}, true));
        QCOMPARE(pastOf(history, u"A.md"_s).first(), u"A.md one"_s);
    }

    void timesFollowEachOther()
    {
        const QTemporaryDir vault;
        History history(vault.path());
        const auto keep = [&](const QByteArray &bytes, qint64 time) {
            return history.keep({{.path = at(u"A.md"_s), .bytes = bytes, .time = time}}, false).has_value();
        };
        const qint64 future = QDateTime::currentMSecsSinceEpoch() + 1'000'000;
        QVERIFY(keep("old", 5) && keep("now", 0) && keep("copied with its time", 7) && keep("ahead", future)
                && keep("later", 0));
        QList<qint64> times;
        const QList<Version> versions = history.versions(at(u"A.md"_s)).value();
        for (const Version &version : versions)
            times.prepend(version.time);
        QCOMPARE(times.size(), 5);
        QVERIFY(std::ranges::is_sorted(times));
        QCOMPARE(times.first(), 5);
        QCOMPARE(times.last(), future);
    }

    void versionsAreKept()
    {
        const QTemporaryDir vault;
        History history(vault.path());
        QCOMPARE(history.versions(at(u"A.md"_s)).value(), {});
        QVERIFY(!QFile::exists(history.folder()));
        QVERIFY(history.keep({written(u"A.md"_s, "one"), written(u"é/B.md"_s, "")}, true));
        QVERIFY(history.keep({{.path = at(u"A.md"_s), .bytes = "two", .author = Author::Outside}}, false));
        QCOMPARE(pastOf(history, u"A.md"_s), QStringList({u"A.md two"_s, u"A.md one"_s}));
        QCOMPARE(pastOf(history, u"é/B.md"_s), QStringList(u"é/B.md "_s));
        QCOMPARE(pastOf(history, u"C.md"_s), {});

        const QList<Version> versions = History(vault.path()).versions(at(u"A.md"_s)).value();
        QCOMPARE(versions.at(1).time, 1);
        QCOMPARE(versions.at(1).author, Author::Here);
        QCOMPARE(versions.at(1).size, 3u);
        QCOMPARE(versions.at(1).hash, contentHash("one"));
        QCOMPARE(versions.at(0).author, Author::Outside);
        QVERIFY(std::abs(versions.at(0).time - QDateTime::currentMSecsSinceEpoch()) < 60'000);
    }

    void nobodyElseReadsThem()
    {
        const QTemporaryDir vault;
        History history(vault.path());
        QVERIFY(history.keep({written(u"A.md"_s, "one")}, false));
        struct stat status{};
        QCOMPARE(stat(QFile::encodeName(history.folder()).constData(), &status), 0);
        QCOMPARE(status.st_mode & 0777, 0700u);
    }

    void aMoveLeadsToTheNamesBefore()
    {
        const QTemporaryDir vault;
        History history(vault.path());
        const QString a = u"a.md"_s;
        const QString b = u"b.md"_s;
        QVERIFY(history.keep({written(b, "an older b"), removed(b, "an older b")}, false));
        QVERIFY(history.keep({written(a, "1"), moved(a, b), written(b, "1"), written(b, "2")}, false));
        QVERIFY(history.keep({written(a, "another a")}, false));
        const QStringList past{u"b.md 2"_s, u"b.md moved "_s, u"a.md 1"_s};
        QCOMPARE(pastOf(history, b), past);
        QCOMPARE(pastOf(history, a), QStringList(u"a.md another a"_s));
        // The same move, told once more, as after a crash.
        History other(vault.path());
        QVERIFY(other.keep({written(u"c.md"_s, "c"), moved(u"c.md"_s, u"d.md"_s), written(u"d.md"_s, "d"),
                            moved(u"c.md"_s, u"d.md"_s)},
                           false));
        QCOMPARE(pastOf(history, u"d.md"_s), QStringList({u"d.md d"_s, u"d.md moved "_s, u"c.md c"_s}));
        // There and back again, and there once more.
        QVERIFY(history.keep({moved(b, u"e.md"_s)}, false));
        QVERIFY(history.keep({moved(u"e.md"_s, b)}, false));
        QVERIFY(history.keep({moved(b, u"e.md"_s)}, false));
        QCOMPARE(pastOf(history, u"e.md"_s),
                 QStringList({u"e.md moved "_s, u"b.md moved "_s, u"e.md moved "_s}) + past);
        QCOMPARE(pastOf(history, b), {});
    }

    void whatIsKnownIsNotKeptAgain()
    {
        const QTemporaryDir vault;
        const QByteArray text = noise(50'000, 1);
        History history(vault.path());
        QVERIFY(history.keep({written(u"A.md"_s, text), written(u"A.md"_s, text), written(u"B.md"_s, text)}, false));
        const QString segment = history.folder() + u'/' + segmentsOf(history).first();
        const qint64 size = QFileInfo(segment).size();
        QVERIFY(size < 60'000);
        QVERIFY(history.keep({written(u"A.md"_s, text, Author::Outside)}, true));
        History other(vault.path());
        QVERIFY(other.keep({written(u"B.md"_s, text)}, true));
        QCOMPARE(QFileInfo(segment).size(), size);
        QVERIFY(other.keep({removed(u"A.md"_s, text), written(u"C.md"_s, text)}, true));
        QVERIFY(QFileInfo(segment).size() < size + 1000);
        QVERIFY(holds(history, u"C.md"_s, text));
        QCOMPARE(history.versions(at(u"A.md"_s)).value().size(), 2);
    }

    // Many at once are written faster, and differently.
    void manyAtOnce()
    {
        const QTemporaryDir vault;
        History history(vault.path());
        QList<NewVersion> versions;
        for (int i = 0; i < 300; ++i)
            versions.append(written(u"%1.md"_s.arg(i), noise(100 + i % 100, static_cast<quint32>(i % 150))));
        QVERIFY(history.keep(versions, true));
        for (const NewVersion &version : std::as_const(versions))
            QVERIFY(holds(history, version.path.toString(), version.bytes));
    }

    // From outside, a text that comes back is told again; what follows itself is one, the first.
    void equalTextsInARowAreOne()
    {
        const QTemporaryDir vault;
        History history(vault.path());
        QVERIFY(history.keep({written(u"A.md"_s, "1"), written(u"A.md"_s, "2"), written(u"A.md"_s, "1")}, false));
        QVERIFY(history.keep({moved(u"A.md"_s, u"B.md"_s), written(u"B.md"_s, "1", Author::Outside)}, false));
        QCOMPARE(pastOf(history, u"B.md"_s), QStringList({u"B.md moved "_s, u"A.md 1"_s, u"A.md 2"_s, u"A.md 1"_s}));
        QCOMPARE(history.versions(at(u"B.md"_s)).value().at(1).author, Author::Here);
    }

    void deletedNotes()
    {
        const QTemporaryDir vault;
        History history(vault.path());
        QVERIFY(history.keep({written(u"A.md"_s, "a"), removed(u"A.md"_s, "a"), removed(u"B.md"_s, "b"),
                              removed(u"C.md"_s, "c"), removed(u"D.md"_s, "d")},
                             false));
        QVERIFY(history.keep({written(u"B.md"_s, "again"), moved(u"X.md"_s, u"D.md"_s)}, false));
        const QList<Version> deleted = history.deleted().value();
        QCOMPARE(deleted.size(), 2);
        QCOMPARE(deleted.at(0).path, at(u"C.md"_s));
        QCOMPARE(history.bytes(deleted.at(1)).value(), "a");
        QCOMPARE(pastOf(history, u"B.md"_s), QStringList({u"B.md again"_s, u"B.md deleted b"_s}));
    }

    void oldSegmentsGoFirst()
    {
        const QTemporaryDir vault;
        History history(vault.path());
        const auto pathOf = [](int i) { return u"%1.md"_s.arg(i); };
        for (int i = 1; i <= 4; ++i)
            QVERIFY(history.keep({written(pathOf(i), noise(17 << 20, static_cast<quint32>(i)))}, false));
        QCOMPARE(segmentsOf(history).size(), 4);
        const Version oldest = history.versions(at(pathOf(1))).value().first();
        QVERIFY(history.prune({}));
        QCOMPARE(segmentsOf(history).size(), 4);
        age(history.folder() + u'/' + segmentsOf(history).first(), 181);
        QVERIFY(history.prune({}));
        QCOMPARE(segmentsOf(history).size(), 3);
        QCOMPARE(history.bytes(oldest).error().code, ErrorCode::NotFound);
        QVERIFY(history.prune({.days = 180, .bytes = 40 << 20}));
        QCOMPARE(segmentsOf(history), QStringList({u"00000003.log"_s, u"00000004.log"_s}));
        QVERIFY(history.prune({.days = 180, .bytes = 0}));
        QCOMPARE(segmentsOf(history), QStringList(u"00000004.log"_s));
        QVERIFY(holds(history, pathOf(4), noise(17 << 20, 4)));
        // What went is no longer known.
        QVERIFY(history.keep({written(pathOf(1), noise(17 << 20, 1))}, true));
        QVERIFY(holds(history, pathOf(1), noise(17 << 20, 1)));
    }

    void twoObjectsKnowOfEachOther()
    {
        const QTemporaryDir vault;
        History one(vault.path());
        History other(vault.path());
        for (int i = 0; i < 50; ++i) {
            QVERIFY(one.keep({written(u"A.md"_s, QByteArray::number(i))}, false));
            QVERIFY(other.keep({written(u"A.md"_s, QByteArray::number(i))}, false));
            QVERIFY(other.keep({written(u"B.md"_s, QByteArray::number(i))}, i % 10 == 0));
        }
        QCOMPARE(one.versions(at(u"A.md"_s)).value().size(), 50);
        QCOMPARE(one.versions(at(u"B.md"_s)).value().size(), 50);
        // Someone throws all away, and the other one begins anew.
        QVERIFY(QDir(one.folder()).removeRecursively());
        QVERIFY(other.keep({written(u"B.md"_s, "new")}, false));
        QVERIFY(one.keep({written(u"A.md"_s, "49"), written(u"B.md"_s, "newer")}, false));
        QCOMPARE(pastOf(one, u"A.md"_s), QStringList(u"A.md 49"_s));
        QCOMPARE(pastOf(other, u"B.md"_s), QStringList({u"B.md newer"_s, u"B.md new"_s}));
    }

    void processesDoNotDisturbEachOther()
    {
        const QTemporaryDir vault;
        constexpr int Children = 4;
        constexpr int Rounds = 60;
        const auto textOf = [](int child, int round) {
            return noise(1 + (round * 7919) % 4000, static_cast<quint32>(child * 1000 + round)).toHex();
        };
        QList<ChildProcess> children;
        for (int child = 0; child < Children; ++child) {
            children.append(ChildProcess([&] {
                History history(vault.path());
                bool kept = true;
                for (int round = 0; round < Rounds; ++round) {
                    kept = kept
                           && history.keep({written(u"%1.md"_s.arg(child), textOf(child, round)),
                                            written(u"all.md"_s, textOf(child, round))},
                                           round % 20 == 0);
                    // Readers meet writers.
                    kept = kept && history.versions(at(u"%1.md"_s.arg(child))).value().size() == round + 1;
                }
                return kept;
            }));
        }
        for (const ChildProcess &child : std::as_const(children))
            QVERIFY(child.succeeded());
        const History history(vault.path());
        for (int child = 0; child < Children; ++child) {
            const QList<Version> versions = history.versions(at(u"%1.md"_s.arg(child))).value();
            QCOMPARE(versions.size(), Rounds);
            for (int round = 0; round < Rounds; ++round)
                QCOMPARE(history.bytes(versions.at(Rounds - 1 - round)).value(), textOf(child, round));
        }
        QCOMPARE(history.versions(at(u"all.md"_s)).value().size(), Children * Rounds);
        QCOMPARE(segmentsOf(history).size(), 1);
    }

    // Each call fails in turn: what was reported as kept is there, and later ones work.
    void whateverFails()
    {
        struct Step
        {
            NewVersion version;
            bool lasting;
        };
        const QList<Step> steps{{written(u"A.md"_s, "1"), true},
                                {written(u"A.md"_s, noise(100'000, 5)), false},
                                {written(u"A.md"_s, "3"), true},
                                {written(u"A.md"_s, "4"), false}};
        const auto work = [&](const QString &root, const FileCalls &calls, const QString &told) {
            // What a crash left: a new segment is to begin.
            QVERIFY(QDir().mkpath(History(root).folder()));
            replace(History(root).folder() + u"/00000001.log"_s, "half a record");
            History history(root, calls);
            QFile log(told);
            (void)log.open(QIODevice::WriteOnly | QIODevice::Unbuffered);
            for (const Step &step : steps)
                log.write(history.keep({step.version}, step.lasting) ? "1" : "0");
            // The same object works as soon as the disk does.
            log.write(history.keep({written(u"A.md"_s, "5")}, true) ? "1" : "0");
        };
        const auto check = [&](const QString &root, const QByteArray &told) {
            History history(root);
            if (!history.keep({written(u"A.md"_s, "later")}, true) || !holds(history, u"A.md"_s, "later"))
                return false;
            for (qsizetype i = 0; i < std::min(told.size(), steps.size()); ++i) {
                if (told.at(i) == '1' && !holds(history, u"A.md"_s, steps.at(i).version.bytes))
                    return false;
            }
            return true;
        };
        const QTemporaryDir first;
        const QString told = first.filePath(u"told"_s);
        work(first.path(), faultyCalls(0), told);
        const int points = faultyCallCount();
        QCOMPARE(bytesOf(told), "11111");
        QVERIFY(points > 25);
        for (int point = 1; point <= points; ++point) {
            for (const int error : errors()) {
                const QTemporaryDir vault;
                work(vault.path(), faultyCalls(point, Fault::Error, error), told);
                const QString where = u"call %1, error %2: "_s.arg(point).arg(error) + QString::fromUtf8(bytesOf(told));
                QVERIFY2(check(vault.path(), bytesOf(told)), qPrintable(where));
                QVERIFY2(bytesOf(told).count('0') <= 1, qPrintable(where));
            }
            for (const Fault fault : {Fault::ShortWrite, Fault::Kill}) {
                const QTemporaryDir vault;
                QVERIFY(inChild([&] { work(vault.path(), faultyCalls(point, fault), told); }));
                QVERIFY2(check(vault.path(), bytesOf(told)), qPrintable(u"call %1"_s.arg(point)));
            }
        }
    }

    // A disk that fills up in the middle of a write, and stays full for a while.
    void aFullDiskLeavesNoHeap()
    {
        static qsizetype room = 0;
        FileCalls calls = FileCalls::system();
        calls.write = [](int file, const void *bytes, size_t size) -> ssize_t {
            const ssize_t written = FileCalls::system().write(file, bytes, std::min(size, static_cast<size_t>(room)));
            room -= std::max<ssize_t>(written, 0);
            if (written > 0)
                return written;
            errno = ENOSPC;
            return -1;
        };
        for (qsizetype free = 0; free < 600; free += 7) {
            const QTemporaryDir vault;
            History history(vault.path(), calls);
            room = 300;
            QVERIFY(history.keep({written(u"A.md"_s, "1")}, true));
            room = free;
            bool kept = true;
            for (int i = 0; i < 10; ++i)
                kept = history.keep({written(u"A.md"_s, noise(100, static_cast<quint32>(i)))}, true).has_value();
            QVERIFY(!kept);
            QVERIFY(segmentsOf(history).size() <= 2);
            room = 10'000;
            QVERIFY(history.keep({written(u"A.md"_s, "3")}, true));
            QVERIFY(holds(history, u"A.md"_s, "1") && holds(history, u"A.md"_s, "3"));
        }
    }

    // After a failed sync the system takes for written what is not: it must be written again.
    void aFailedSyncIsNotBelieved()
    {
        static bool fails = false;
        FileCalls calls = FileCalls::system();
        calls.sync = [](int file) {
            errno = EIO;
            return fails ? -1 : FileCalls::system().sync(file);
        };
        const QTemporaryDir vault;
        History history(vault.path(), calls);
        QVERIFY(history.keep({written(u"A.md"_s, "1")}, false));
        fails = true;
        QVERIFY(!history.keep({written(u"A.md"_s, "1")}, true));
        fails = false;
        QVERIFY(history.keep({written(u"A.md"_s, "1")}, true));
        QCOMPARE(segmentsOf(history).size(), 2);
        QVERIFY(QFile::remove(history.folder() + u'/' + segmentsOf(history).first()));
        QCOMPARE(pastOf(history, u"A.md"_s), QStringList(u"A.md 1"_s));
    }

    // Any byte of a segment is changed, or all behind it is gone: the other versions are there, and no other text is.
    void damageIsPassedOver()
    {
        const QTemporaryDir vault;
        History history(vault.path());
        QStringList whole;
        QList<NewVersion> versions;
        for (int i = 0; i < 5; ++i) {
            versions.append(written(u"%1.md"_s.arg(i), "text " + QByteArray::number(i)));
            whole.append(u"%1.md text %1"_s.arg(i));
        }
        QVERIFY(history.keep(versions, false));
        const QString segment = history.folder() + u'/' + segmentsOf(history).first();
        const QByteArray sound = bytesOf(segment);
        const auto readable = [&] {
            QStringList past;
            for (int i = 0; i < 5; ++i)
                past += pastOf(history, u"%1.md"_s.arg(i));
            return past;
        };
        QCOMPARE(readable(), whole);
        for (qsizetype i = 0; i < sound.size(); ++i) {
            for (const char mask : {'\x01', '\x80', '\xFF'}) {
                QByteArray damaged = sound;
                damaged[i] ^= mask;
                replace(segment, damaged);
                const QStringList left = readable();
                QVERIFY2(left.size() == 4 && std::ranges::includes(whole, left), qPrintable(left.join(u'\n')));
            }
            replace(segment, sound.first(i));
            const QStringList left = readable();
            QVERIFY(left == whole.first(left.size()));
            // Behind half a record nothing is appended.
            const QTemporaryDir other;
            History next(other.path());
            QVERIFY(QDir().mkpath(next.folder()));
            replace(next.folder() + u"/00000001.log"_s, sound.first(i));
            QVERIFY(next.keep({written(u"5.md"_s, "5"), written(u"0.md"_s, "text 0")}, true));
            QVERIFY(holds(next, u"5.md"_s, "5") && holds(next, u"0.md"_s, "text 0"));
        }
    }

    // A version whose text stood in a damaged record is no version, and is kept again.
    void aTextThatIsDamagedIsKeptAgain()
    {
        const QTemporaryDir vault;
        History history(vault.path());
        QVERIFY(history.keep({written(u"A.md"_s, "text"), written(u"B.md"_s, "text")}, false));
        const QString segment = history.folder() + u'/' + segmentsOf(history).first();
        const Version version = history.versions(at(u"B.md"_s)).value().first();
        QByteArray bytes = bytesOf(segment);
        bytes[60] ^= 1;
        replace(segment, bytes);
        QCOMPARE(history.bytes(version).error().code, ErrorCode::Io);
        QCOMPARE(pastOf(history, u"B.md"_s), {});
        History later(vault.path());
        QVERIFY(later.keep({written(u"B.md"_s, "text")}, true));
        QCOMPARE(pastOf(later, u"B.md"_s), QStringList(u"B.md text"_s));
    }

    void aSaveKeepsBothTexts()
    {
        const TemporaryVault vault("//- A.md\none\n");
        History history(vault.root());
        NoteStore store(vault.root());
        store.setHistory({&history, [](const Error &error) { QFAIL(qPrintable(error.sentence)); }});
        const FileStamp before = store.read(at(u"A.md"_s))->stamp;
        const Result<FileStamp> saved = store.save(at(u"A.md"_s), "two\n", before);
        QVERIFY(saved && store.save(at(u"A.md"_s), "three\n", *saved));
        QVERIFY(store.create(at(u"B.md"_s), "b"));
        QCOMPARE(pastOf(history, u"A.md"_s), QStringList({u"A.md three\n"_s, u"A.md two\n"_s, u"A.md one\n"_s}));
        QCOMPARE(pastOf(history, u"B.md"_s), QStringList(u"B.md b"_s));
        const QList<Version> versions = history.versions(at(u"A.md"_s)).value();
        QCOMPARE(versions.at(0).author, Author::Here);
        QCOMPARE(versions.at(2).author, Author::Outside);
        QCOMPARE(versions.at(2).time, before.modified / 1'000'000);
    }

    void aPlanKeepsAllTexts()
    {
        const TemporaryVault vault("//- Old.md\nI am [[Old]].\n//- N.md\n[[Old]]\n//- a/plan.png\nx\n");
        History history(vault.root());
        PlanRunner runner(vault.root());
        runner.setHistory({&history, [](const Error &error) { QFAIL(qPrintable(error.sentence)); }});
        const Result<ChangePlan> plan = planRename(*indexVault(vault.root()), u"Old.md"_s, u"a/New.md"_s);
        QVERIFY(plan && runner.run(*plan));
        QCOMPARE(pastOf(history, u"a/New.md"_s),
                 QStringList({u"a/New.md I am [[New]].\n"_s, u"a/New.md moved "_s, u"Old.md I am [[Old]].\n"_s}));
        QCOMPARE(pastOf(history, u"N.md"_s), QStringList({u"N.md [[New]]\n"_s, u"N.md [[Old]]\n"_s}));
        QCOMPARE(pastOf(history, u"Old.md"_s), {});
        const Result<ChangePlan> folder = planRename(*indexVault(vault.root()), u"a"_s, u"b"_s);
        QVERIFY(folder && runner.run(*folder));
        QCOMPARE(history.versions(at(u"b/New.md"_s)).value().size(), 4);
        QCOMPARE(pastOf(history, u"b/plan.png"_s), {});
    }

    // Wherever a plan stops: a text that is gone from the vault is in the history.
    void noTextIsLost()
    {
        constexpr QByteArrayView Notes = "//- Old.md\nI am [[Old]].\n//- N.md\n[[Old]]\n";
        const auto work = [](const TemporaryVault &vault, const FileCalls &calls) {
            const ChangePlan plan = *planRename(*indexVault(vault.root()), u"Old.md"_s, u"New.md"_s);
            History history(vault.root(), calls);
            PlanRunner runner(vault.root(), calls);
            runner.setHistory({&history, {}});
            return runner.run(plan);
        };
        int points = 0;
        {
            const TemporaryVault vault(Notes);
            QVERIFY(work(vault, faultyCalls(0)));
            points = faultyCallCount();
        }
        for (int point = 1; point <= points; ++point) {
            const TemporaryVault vault(Notes);
            QVERIFY(inChild([&] { (void)work(vault, faultyCalls(point, Fault::Kill)); }));
            History history(vault.root());
            PlanRunner runner(vault.root());
            runner.setHistory({&history, {}});
            QVERIFY(runner.recover());
            const bool done = QFile::exists(vault.absolute(u"New.md"_s));
            const QStringList past{u"New.md I am [[New]].\n"_s, u"New.md moved "_s, u"Old.md I am [[Old]].\n"_s};
            const QString where = u"call %1: "_s.arg(point) + pastOf(history, u"New.md"_s).join(u", "_s);
            QVERIFY2(pastOf(history, u"New.md"_s) == (done ? past : QStringList()), qPrintable(where));
            QVERIFY2(!done || holds(history, u"N.md"_s, "[[Old]]\n"), qPrintable(where));
        }
    }

    void notesAreSavedWithoutHistoryToo()
    {
        static bool fails = true;
        FileCalls calls = FileCalls::system();
        calls.write = [](int file, const void *bytes, size_t size) -> ssize_t {
            errno = ENOSPC;
            return fails ? -1 : FileCalls::system().write(file, bytes, size);
        };
        const TemporaryVault vault("//- A.md\n[[B]]\n//- B.md\n");
        History history(vault.root(), calls);
        QStringList told;
        const HistorySink sink{&history, [&](const Error &error) { told.append(error.sentence); }};
        NoteStore store(vault.root());
        store.setHistory(sink);
        QVERIFY(store.save(at(u"A.md"_s), "see [[B]]\n", store.read(at(u"A.md"_s))->stamp));
        PlanRunner runner(vault.root());
        runner.setHistory(sink);
        const Result<ChangePlan> plan = planRename(*indexVault(vault.root()), u"B.md"_s, u"C.md"_s);
        QVERIFY(plan && runner.run(*plan));
        QCOMPARE(vault.read(u"A.md"_s), "see [[C]]\n");
        QCOMPARE(told, QStringList(4, u"Earlier versions of notes cannot be kept: the disk is full."_s));
        fails = false;
        QVERIFY(store.save(at(u"A.md"_s), "later\n", store.read(at(u"A.md"_s))->stamp));
        QCOMPARE(pastOf(history, u"A.md"_s), QStringList({u"A.md later\n"_s, u"A.md see [[C]]\n"_s}));
    }

    // Random versions of a few notes, kept by several objects: the past of each is as told.
    void anyOrder()
    {
        RandomText random(3);
        for (int round = 0; round < 40; ++round) {
            const QTemporaryDir vault;
            std::vector<std::unique_ptr<History>> objects;
            for (int i = 0; i < 3; ++i)
                objects.push_back(std::make_unique<History>(vault.path()));
            QMap<QString, QStringList> expected; // The texts of a path, the newest first.
            for (int i = 0; i < 40; ++i) {
                QList<NewVersion> versions;
                for (int count = random.number(0, 3); count >= 0; --count) {
                    const QString path = u"%1.md"_s.arg(random.number(0, 3));
                    const QString text = QString::fromLatin1(random.text(3).toHex());
                    versions.append(written(path, text.toUtf8()));
                    if (expected[path].value(0, u"none"_s) != text)
                        expected[path].prepend(text);
                }
                QVERIFY(objects.at(static_cast<size_t>(random.number(0, 2)))->keep(versions, false));
            }
            for (auto it = expected.cbegin(); it != expected.cend(); ++it) {
                QStringList past = pastOf(*objects.front(), it.key());
                for (QString &text : past)
                    text = text.sliced(it.key().size() + 1);
                QCOMPARE(past, it.value());
            }
        }
    }
};

QTEST_GUILESS_MAIN(HistoryTest)
#include "historytest.moc"
