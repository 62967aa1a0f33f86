// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/lexicon.h"

#include <thread>

namespace tearsheet {

Lexicons::Lent::~Lent()
{
    if (m_lexicon)
        m_owner->takeBack(std::move(m_lexicon), m_reading);
}

Lexicons::Lent Lexicons::lend(const Snapshot &snapshot)
{
    const QMutexLocker lock(&m_mutex);
    if (snapshot.files() != m_snapshot.files()) {
        const bool alike = answerAlike(m_snapshot, snapshot);
        for (const std::unique_ptr<Lexicon> &lexicon : m_free)
            lexicon->names.follow(snapshot, alike);
        m_snapshot = snapshot;
        ++m_reading;
    }
    if (m_free.empty())
        return {*this, std::make_unique<Lexicon>(snapshot), m_reading};
    std::unique_ptr<Lexicon> lexicon = std::move(m_free.back());
    m_free.pop_back();
    return {*this, std::move(lexicon), m_reading};
}

// One that was lent for an earlier snapshot knows nothing of what has changed since.
void Lexicons::takeBack(std::unique_ptr<Lexicon> lexicon, quint64 reading)
{
    const QMutexLocker lock(&m_mutex);
    if (reading == m_reading && m_free.size() < std::max(1U, std::thread::hardware_concurrency()))
        m_free.push_back(std::move(lexicon));
}

} // namespace tearsheet
