// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/latestjob.h"

#include <QSemaphore>
#include <QTest>

namespace tearsheet {

namespace {

constexpr int patience = 10'000; // Milliseconds until a test that hangs fails.

// A pool of its own, so that a test waits for its own jobs only.
struct Pool : QThreadPool
{
    Pool() { setMaxThreadCount(2); }
};

} // namespace

class LatestJobTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deliversOnTheReceiversThread()
    {
        Pool pool;
        QObject receiver;
        QThread *worked = nullptr;
        QThread *delivered = nullptr;
        LatestJob<QThread *> job(
            &receiver,
            [&](QThread *thread) {
                worked = thread;
                delivered = QThread::currentThread();
            },
            &pool);
        job.request([](const CancelFlag &) { return QThread::currentThread(); });
        QTRY_VERIFY_WITH_TIMEOUT(delivered, patience);
        QCOMPARE(delivered, receiver.thread());
        QVERIFY(worked != receiver.thread());
    }

    // The first runs, the second waits and is replaced by the third, which also cancels the first.
    void newestWins()
    {
        Pool pool;
        QObject receiver;
        QList<int> delivered;
        LatestJob<int> job(&receiver, [&](int result) { delivered.append(result); }, &pool);
        QSemaphore started;
        QSemaphore seen;
        QSemaphore go;
        std::atomic<bool> secondRan = false;
        job.request([&](const CancelFlag &flag) {
            started.release();
            go.acquire();
            if (flag.isCancelled())
                seen.release();
            return 1;
        });
        QVERIFY(started.tryAcquire(1, patience));
        job.request([&](const CancelFlag &) {
            secondRan = true;
            return 2;
        });
        job.request([](const CancelFlag &) { return 3; });
        go.release();
        QTRY_COMPARE_WITH_TIMEOUT(delivered, QList{3}, patience);
        QVERIFY(seen.tryAcquire(1, patience));
        QVERIFY(!secondRan);
    }

    void runsOneJobAtATime()
    {
        Pool pool;
        QObject receiver;
        LatestJob<int> job(&receiver, [](int) {}, &pool);
        QSemaphore first;
        QSemaphore second;
        QSemaphore go;
        job.request([&](const CancelFlag &) {
            first.release();
            go.acquire();
            return 1;
        });
        QVERIFY(first.tryAcquire(1, patience));
        job.request([&](const CancelFlag &) {
            second.release();
            return 2;
        });
        QVERIFY(!second.tryAcquire(1, 50));
        go.release();
        QVERIFY(second.tryAcquire(1, patience));
        QVERIFY(pool.waitForDone(patience));
    }

    void deliversTheLastOfMany()
    {
        Pool pool;
        QObject receiver;
        int last = -1;
        LatestJob<int> job(&receiver, [&](int result) { last = result; }, &pool);
        for (int i = 0; i < 2000; ++i)
            job.request([i](const CancelFlag &) { return i; });
        QTRY_COMPARE_WITH_TIMEOUT(last, 1999, patience);
    }

    // A result that is on its way to the receiver is late as well when a newer one has been asked for.
    void dropsAResultOnItsWay()
    {
        Pool pool;
        QObject receiver;
        QList<int> delivered;
        LatestJob<int> job(&receiver, [&](int result) { delivered.append(result); }, &pool);
        job.request([](const CancelFlag &) { return 1; });
        QVERIFY(pool.waitForDone(patience));
        job.request([](const CancelFlag &) { return 2; });
        QTRY_COMPARE_WITH_TIMEOUT(delivered, QList{2}, patience);
        QVERIFY(pool.waitForDone(patience));
        QCoreApplication::sendPostedEvents();
        QCOMPARE(delivered, QList{2});
    }

    void cancelDropsWhatRunsAndWhatWaits()
    {
        Pool pool;
        QObject receiver;
        QList<int> delivered;
        LatestJob<int> job(&receiver, [&](int result) { delivered.append(result); }, &pool);
        QSemaphore started;
        QSemaphore go;
        std::atomic<bool> secondRan = false;
        std::atomic<bool> cancelled = false;
        job.request([&](const CancelFlag &flag) {
            started.release();
            go.acquire();
            cancelled = flag.isCancelled();
            return 1;
        });
        QVERIFY(started.tryAcquire(1, patience));
        job.request([&](const CancelFlag &) {
            secondRan = true;
            return 2;
        });
        job.cancel();
        go.release();
        QVERIFY(pool.waitForDone(patience));
        QCoreApplication::sendPostedEvents();
        QVERIFY(cancelled);
        QVERIFY(!secondRan);
        QVERIFY(delivered.isEmpty());

        job.request([](const CancelFlag &) { return 3; });
        QTRY_COMPARE_WITH_TIMEOUT(delivered, QList{3}, patience);
    }

    void mayGoWhileItsJobRuns()
    {
        Pool pool;
        QObject receiver;
        bool delivered = false;
        QSemaphore started;
        QSemaphore go;
        std::atomic<bool> cancelled = false;
        {
            LatestJob<int> job(&receiver, [&](int) { delivered = true; }, &pool);
            job.request([&](const CancelFlag &flag) {
                started.release();
                go.acquire();
                cancelled = flag.isCancelled();
                return 1;
            });
            QVERIFY(started.tryAcquire(1, patience));
        }
        go.release();
        QVERIFY(pool.waitForDone(patience));
        QCoreApplication::sendPostedEvents();
        QVERIFY(cancelled);
        QVERIFY(!delivered);
    }

    void receiverMayGoWhileAJobRuns()
    {
        Pool pool;
        auto receiver = std::make_unique<QObject>();
        bool delivered = false;
        QSemaphore started;
        QSemaphore go;
        LatestJob<int> job(receiver.get(), [&](int) { delivered = true; }, &pool);
        job.request([&](const CancelFlag &) {
            started.release();
            go.acquire();
            return 1;
        });
        QVERIFY(started.tryAcquire(1, patience));
        receiver.reset();
        go.release();
        QVERIFY(pool.waitForDone(patience));
        QCoreApplication::sendPostedEvents();
        QVERIFY(!delivered);
    }

    // A job that ends at the very moment its receiver goes: the sanitizers judge.
    void receiverMayGoAtAnyMoment()
    {
        Pool pool;
        int delivered = 0;
        for (int i = 0; i < 2000; ++i) {
            auto receiver = std::make_unique<QObject>();
            LatestJob<int> job(receiver.get(), [&](int) { ++delivered; }, &pool);
            QSemaphore started;
            job.request([&started](const CancelFlag &) {
                started.release();
                return 1;
            });
            QVERIFY(started.tryAcquire(1, patience));
            for (int wait = i % 50; wait > 0; --wait)
                QThread::yieldCurrentThread();
            receiver.reset();
        }
        QVERIFY(pool.waitForDone(patience));
        QCoreApplication::sendPostedEvents();
        QCOMPARE(delivered, 0);
    }

    void handsOverWhatCanOnlyBeMoved()
    {
        Pool pool;
        QObject receiver;
        std::unique_ptr<int> delivered;
        LatestJob<std::unique_ptr<int>> job(
            &receiver, [&](std::unique_ptr<int> result) { delivered = std::move(result); }, &pool);
        job.request([](const CancelFlag &) { return std::make_unique<int>(7); });
        QTRY_VERIFY_WITH_TIMEOUT(delivered, patience);
        QCOMPARE(*delivered, 7);
    }
};

} // namespace tearsheet

QTEST_GUILESS_MAIN(tearsheet::LatestJobTest)
#include "latestjobtest.moc"
