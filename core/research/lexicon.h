// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/headingmeaning.h"
#include "core/research/names.h"
#include "core/research/tableshape.h"

#include <QMutex>

#include <memory>
#include <vector>

namespace tearsheet {

/// What is looked up in note after note. One thread.
struct Lexicon
{
    explicit Lexicon(const Snapshot &snapshot) : names(snapshot) {}

    Names names;
    HeaderReader headers;
    HeadingReader headings;
};

/// Lexicons that outlive a reading of the vault, so that the next one needs to look up little: one for each core at
/// most, all true to the snapshot of the last reading. Any thread; some 10 MB for each core in a large vault.
class Lexicons
{
public:
    /// A lexicon that goes back to those it is lent from.
    class Lent
    {
    public:
        Lent(Lexicons &owner, std::unique_ptr<Lexicon> lexicon, quint64 reading)
            : m_owner(&owner), m_lexicon(std::move(lexicon)), m_reading(reading)
        {}
        Lent(Lent &&) = default;
        Lent &operator=(Lent &&) = delete;
        ~Lent();

        Lexicon &operator*() const { return *m_lexicon; }

    private:
        Lexicons *m_owner;
        std::unique_ptr<Lexicon> m_lexicon;
        quint64 m_reading;
    };

    /// One that nobody else uses meanwhile, for `snapshot`. This object outlives it.
    Lent lend(const Snapshot &snapshot);

private:
    void takeBack(std::unique_ptr<Lexicon> lexicon, quint64 reading);

    QMutex m_mutex;
    Snapshot m_snapshot; ///< Of the last reading.
    quint64 m_reading = 0;
    std::vector<std::unique_ptr<Lexicon>> m_free;
};

} // namespace tearsheet
