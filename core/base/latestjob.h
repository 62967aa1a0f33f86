// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMutex>
#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace tearsheet {

/// Asked by a running job now and then: has a newer request made it useless?
class CancelFlag
{
public:
    explicit CancelFlag(std::shared_ptr<const std::atomic<quint64>> newest, quint64 mine)
        : m_newest(std::move(newest)), m_mine(mine)
    {}

    /// Whether a newer request has come, or the one who asked is gone.
    bool isCancelled() const { return m_newest->load(std::memory_order_relaxed) != m_mine; }

private:
    std::shared_ptr<const std::atomic<quint64>> m_newest;
    quint64 m_mine;
};

/// Runs at most one job in a thread pool; a newer request cancels the running one and replaces any waiting one.
///
/// The newest result is delivered on the receiver's thread, older ones are dropped. The object may be destroyed
/// while a job runs: the state the job needs is shared. Use it from the receiver's thread only.
template <typename T>
class LatestJob
{
public:
    using Work = std::function<T(const CancelFlag &)>;

    /// `deliver` is called on `receiver`'s thread, and never after `receiver` is gone.
    LatestJob(QObject *receiver, std::function<void(T)> deliver, QThreadPool *pool = QThreadPool::globalInstance())
        : m_state(std::make_shared<State>(receiver, std::move(deliver), pool))
    {
        QObject::connect(receiver, &QObject::destroyed, receiver, [state = std::weak_ptr(m_state)] {
            if (const std::shared_ptr<State> held = state.lock()) {
                const QMutexLocker lock(&held->mutex);
                held->receiver = nullptr;
            }
        });
    }
    ~LatestJob() { cancel(); }
    Q_DISABLE_COPY_MOVE(LatestJob)

    /// Asks for `work`; whatever was asked before and has not been delivered never will be.
    void request(Work work)
    {
        const quint64 number = m_state->newest->fetch_add(1) + 1;
        const QMutexLocker lock(&m_state->mutex);
        m_state->waiting.emplace(number, std::move(work));
        if (!std::exchange(m_state->running, true))
            start(m_state);
    }

    /// Drops the running and the waiting request.
    void cancel()
    {
        m_state->newest->fetch_add(1);
        const QMutexLocker lock(&m_state->mutex);
        m_state->waiting.reset();
    }

private:
    struct State
    {
        State(QObject *receiver_, std::function<void(T)> deliver_, QThreadPool *pool_)
            : deliver(std::move(deliver_)), pool(pool_), receiver(receiver_)
        {}

        const std::function<void(T)> deliver;
        QThreadPool *const pool;
        const std::shared_ptr<std::atomic<quint64>> newest = std::make_shared<std::atomic<quint64>>(0);
        QMutex mutex; // For what follows.
        QObject *receiver;
        std::optional<std::pair<quint64, Work>> waiting;
        bool running = false;
    };

    static void start(const std::shared_ptr<State> &state)
    {
        state->pool->start([state] { run(state); });
    }

    static void run(const std::shared_ptr<State> &state)
    {
        std::optional<std::pair<quint64, Work>> job;
        {
            const QMutexLocker lock(&state->mutex);
            job = std::exchange(state->waiting, std::nullopt);
        }
        if (job) {
            const quint64 number = job->first;
            const CancelFlag flag(state->newest, number);
            T result = job->second(flag);
            if (!flag.isCancelled())
                hand(state, number, std::move(result));
        }
        const QMutexLocker lock(&state->mutex);
        state->running = state->waiting.has_value();
        if (state->running)
            start(state);
    }

    static void hand(const std::shared_ptr<State> &state, quint64 number, T result)
    {
        // While the lock is held the receiver cannot go; once it goes, it takes the posted call along.
        const QMutexLocker lock(&state->mutex);
        if (!state->receiver)
            return;
        QMetaObject::invokeMethod(
            state->receiver,
            [state, number, result = std::move(result)]() mutable {
                if (state->newest->load() == number)
                    state->deliver(std::move(result));
            },
            Qt::QueuedConnection);
    }

    std::shared_ptr<State> m_state;
};

} // namespace tearsheet
