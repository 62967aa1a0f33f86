// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/placekeeper.h"

#include "core/graph/placestore.h"

namespace tearsheet {

using namespace std::chrono_literals;

namespace {

constexpr auto KeepDelay = 2s;

KeptPlaces placesOf(const PlaceKeeper::Wanted &wanted)
{
    KeptPlaces kept;
    const auto take = [&](quint64 key) {
        if (const auto place = wanted.places.constFind(key); place != wanted.places.cend())
            kept.insert(key,
                        {static_cast<float>(place->x()), static_cast<float>(place->y()), wanted.pinned.contains(key)});
    };
    for (const quint64 frame : GraphState::frames()) {
        for (const GraphNode &node : wanted.index->graph().nodes)
            take(node.key ^ frame);
    }
    for (const quint64 key : wanted.others)
        take(key);
    return kept;
}

} // namespace

PlaceKeeper::PlaceKeeper(const QString &root, QObject *parent) : QObject(parent), m_root(root)
{
    m_pool.setMaxThreadCount(1);
    m_soon.setSingleShot(true);
    m_soon.setInterval(KeepDelay);
    connect(&m_soon, &QTimer::timeout, this, &PlaceKeeper::write);
}

PlaceKeeper::~PlaceKeeper()
{
    write();
    m_pool.waitForDone();
}

void PlaceKeeper::load(const NotePath &note, std::function<void(const NodePlaces &, const QSet<quint64> &)> deliver)
{
    write();
    m_pool.start([this, store = PlaceStore(m_root, note), deliver = std::move(deliver)]() mutable {
        NodePlaces places;
        QSet<quint64> pinned;
        const KeptPlaces kept = store.load();
        places.reserve(kept.size());
        for (const auto &[key, place] : kept.asKeyValueRange()) {
            places.insert(key, {place.x, place.y});
            if (place.pinned)
                pinned.insert(key);
        }
        QMetaObject::invokeMethod(
            this,
            [deliver = std::move(deliver), places = std::move(places), pinned = std::move(pinned)] {
                deliver(places, pinned);
            },
            Qt::QueuedConnection);
    });
}

void PlaceKeeper::keep(const NotePath &note, const Wanted &wanted)
{
    m_wanted.insert(note, wanted);
    m_soon.start();
}

// In the order in which it came to be: what is wanted before a file moved goes by its old path.
void PlaceKeeper::follow(const NotePath &from, const NotePath &to)
{
    if (!m_wanted.isEmpty())
        write();
    m_renames.append({from, to});
    m_soon.start();
}

void PlaceKeeper::write()
{
    m_soon.stop();
    if (!m_renames.isEmpty())
        run([root = m_root, renames = std::exchange(m_renames, {})] {
            return PlaceStore::follow(root, renames, GraphState::frames());
        });
    for (const auto &[note, wanted] : std::exchange(m_wanted, {}).asKeyValueRange())
        run([store = PlaceStore(m_root, note), wanted = wanted] { return store.keep(placesOf(wanted)); });
}

void PlaceKeeper::run(std::function<Result<>()> job)
{
    m_pool.start([this, job = std::move(job)] {
        const Result<> done = job();
        if (!done)
            QMetaObject::invokeMethod(
                this, [this, sentence = done.error().sentence] { Q_EMIT failed(sentence); }, Qt::QueuedConnection);
    });
}

} // namespace tearsheet
