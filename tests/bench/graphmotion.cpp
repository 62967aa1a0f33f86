// SPDX-License-Identifier: GPL-3.0-or-later

// What a large graph costs beside its frames: places from one start to the next, a node that is dragged, and a view
// that is closed while its graph is laid out.
//   ./check --bench graphmotion [NODES]

#include "ui/graph/graphmotion.h"
#include "core/graph/draglayout.h"
#include "core/graph/placestore.h"
#include "core/graph/randomnumbers.h"
#include "tests/bench/measure.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QStandardPaths>
#include <QThread>
#include <QThreadPool>

#include <cmath>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

/// Nodes that come one after the other and link to five that are there, mostly busy ones.
std::shared_ptr<const Adjacency> scaleFree(int count)
{
    RandomNumbers random(4);
    const auto below = [&](std::size_t limit) {
        return std::min(limit - 1, static_cast<std::size_t>((random.within(0.5F) + 0.5F) * static_cast<float>(limit)));
    };
    std::vector<std::pair<int, int>> edges;
    for (int node = 1; node < count; ++node) {
        for (int i = 0; i < 5; ++i) {
            const bool copies = !edges.empty() && i > 0;
            const int other =
                copies ? edges[below(edges.size())].second : static_cast<int>(below(static_cast<std::size_t>(node)));
            edges.emplace_back(node, other);
        }
    }
    return std::make_shared<const Adjacency>(adjacencyOf(count, edges));
}

Places byChance(int count)
{
    RandomNumbers random(5);
    Places places(static_cast<std::size_t>(count));
    const float reach = 1.5F * std::sqrt(static_cast<float>(count));
    for (std::size_t i = 0; i < places.size(); ++i) {
        places.x[i] = random.within(reach);
        places.y[i] = random.within(reach);
    }
    return places;
}

} // namespace

int main(int argc, char **argv)
{
    QStandardPaths::setTestModeEnabled(true);
    const QCoreApplication application(argc, argv);
    const int count = argc > 1 ? std::max(1000, QByteArray(argv[1]).toInt()) : 100'000;
    const std::shared_ptr<const Adjacency> adjacency = scaleFree(count);
    const Places places = byChance(count);

    const PlaceStore store(u"/bench/places"_s);
    KeptPlaces kept;
    for (std::size_t i = 0; i < places.size(); ++i)
        kept.insert(i * 0x9E3779B97F4A7C15U, {places.x[i], places.y[i], i % 100 == 0});
    median("places kept", 5, [&] { (void)store.keep(kept); });
    median("places loaded", 5, [&] { (void)store.load(); });
    QFile::remove(store.path());

    median("all places known, until they are there", 9, [&] {
        GraphMotion motion;
        QEventLoop loop;
        QObject::connect(&motion, &GraphMotion::moved, &loop, &QEventLoop::quit);
        motion.show({.adjacency = adjacency, .known = places});
        loop.exec();
    });

    const std::uint32_t hub = 0;
    for (const auto &[what, node] :
         {std::pair("a hub", hub), std::pair("a leaf", static_cast<std::uint32_t>(count - 1))}) {
        DragLayout drag(adjacency, places, static_cast<int>(node), {});
        float x = places.x[node];
        median(QByteArray(QByteArray("a step of dragging ") + what).constData(), 99, [&] {
            drag.hold(x += 0.1F, places.y[node]);
            (void)drag.tick();
        });
    }

    // Only the end of it counts.
    for (const int after : {20, 200, 2000}) {
        double longest = 0;
        for (int round = 0; round < 5; ++round) {
            auto motion = std::make_unique<GraphMotion>();
            motion->show({.adjacency = adjacency});
            QThread::msleep(static_cast<unsigned long>(after));
            QElapsedTimer timer;
            timer.start();
            motion.reset();
            longest = std::max(longest, static_cast<double>(timer.nsecsElapsed()) / 1e6);
            QThreadPool::globalInstance()->waitForDone();
        }
        std::printf("a view closed %4d ms into its layout %18.3f ms   (the most of 5)\n", after, longest);
    }
    return 0;
}
