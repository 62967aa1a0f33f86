// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/graphlook.h"
#include "core/graph/edgelanes.h"

#include <QSet>
#include <QtTest>

#include <cmath>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

double luminance(quint32 rgb)
{
    const auto linear = [](quint32 part) {
        const double value = part / 255.0;
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 0xFF) + 0.0722 * linear(rgb & 0xFF);
}

double contrastOf(quint32 one, quint32 other)
{
    const double first = luminance(one);
    const double second = luminance(other);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace

class GraphLookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void edgesBetweenTheSameNodesLieBesideEachOther()
    {
        // Two looks from the one to the other and back, a third there; two that look alike; one by itself.
        const std::vector<LaneEdge> edges{{0, 1, 4}, {1, 0, 7}, {0, 1, 9}, {1, 2, 3}, {2, 1, 3}, {0, 2, 1}};
        QCOMPARE(edgeLanes(edges, 3), (std::vector<float>{-1, 0, 1, 0, 0, 0}));
        QVERIFY(edgeLanes({}, 0).empty());
        // What holds and what does not are beside each other, too.
        QVERIFY(edgeLookNumber(RelationType::Owner, RelationModifier::None)
                != edgeLookNumber(RelationType::Owner, RelationModifier::Former));
        QCOMPARE(edgeLookNumber(RelationType::Owner, RelationModifier::Former),
                 edgeLookNumber(RelationType::Brand, RelationModifier::Potential));
        const RelationLook held = lookOf(RelationFamily::Supplier, false);
        QVERIFY(held.width < lookOf(RelationFamily::Supplier).width);
        QCOMPARE(held.dash, LineDash::Dotted);
        QCOMPARE(lookOf(RelationFamily::Supplier, true).dash, LineDash::Long);
    }

    void everyRelationIsInOneFamily()
    {
        quint64 all = 0;
        for (const RelationFamily family : relationFamilies()) {
            QVERIFY(relationsOf(family) != 0);
            QCOMPARE(all & relationsOf(family), quint64{0});
            all |= relationsOf(family);
            QVERIFY(!familyTitle(family).isEmpty());
        }
        for (const RelationType type : relationTypes())
            QVERIFY(all & setOf(type));
        QCOMPARE(familyOf(RelationType::Link), RelationFamily::Link);
        QCOMPARE(relationsOf(RelationFamily::Link), setOf(RelationType::Link));
    }

    void coloursCanBeReadAsText()
    {
        for (const RelationFamily family : relationFamilies()) {
            const RelationLook &look = lookOf(family);
            for (const quint32 ground : {0xFFFFFFU, 0xF4F4F2U})
                QVERIFY2(contrastOf(look.light, ground) >= 4.5, qPrintable(familyTitle(family)));
            for (const quint32 ground : {0x1F2225U, 0x1A1C1EU})
                QVERIFY2(contrastOf(look.dark, ground) >= 4.5, qPrintable(familyTitle(family)));
        }
    }

    void familiesDifferWithoutColour()
    {
        QSet<std::pair<int, int>> looks;
        for (const RelationFamily family : relationFamilies())
            looks.insert({static_cast<int>(lookOf(family).dash), static_cast<int>(lookOf(family).arrow)});
        QCOMPARE(looks.size(), static_cast<qsizetype>(relationFamilies().size()));
    }

    void shapesDiffer()
    {
        QSet<int> shapes;
        for (const auto kind : {GraphNodeKind::Note, GraphNodeKind::Attachment, GraphNodeKind::Unresolved,
                                GraphNodeKind::Tag, GraphNodeKind::Collapsed})
            shapes.insert(static_cast<int>(shapeOf(kind)));
        QCOMPARE(shapes.size(), 5);
    }
};

QTEST_GUILESS_MAIN(GraphLookTest)

#include "graphlooktest.moc"
