// SPDX-License-Identifier: GPL-3.0-or-later

// The history when the system fails, the process ends, bytes are damaged, and several programs write at once.
#include "core/store/filewrites.h"
#include "tests/core/keptversions.h"
#include "tests/support/childprocess.h"
#include "tests/support/faultycalls.h"
#include "tests/support/temporaryvault.h"

#include <fcntl.h>

using namespace tearsheet;
using namespace tearsheet::kept;
using namespace Qt::StringLiterals;

class HistoryFaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QDir(QFileInfo(dataPlace(u"history"_s, {})).path()).removeRecursively(); }

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
};

QTEST_GUILESS_MAIN(HistoryFaultsTest)
#include "historyfaultstest.moc"
