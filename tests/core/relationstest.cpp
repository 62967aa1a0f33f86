// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/relation.h"
#include "core/vault/vault.h"
#include "tests/support/relationlines.h"
#include "tests/support/vaultof.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

/// Statements about a pair brought together, what comes of them, and the labelled sample.
class RelationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void days()
    {
        const QByteArray body =
            "## Customers\n| Customer |\n|---|\n| [[Kestrel]] |\n## Related\n- [[Norrland]] — competitor\n";
        QCOMPARE(statedRelations(u"Daily/2026-01-02.md"_s, "#daily\n" + body), QStringList());
        QCOMPARE(statedRelations(u"Actors/Skagen.md"_s, "#actor\n" + body).size(), 2);
    }

    /// The better rule counts, the other stays; who says that it ended knows more; a weight is taken from either.
    void merged()
    {
        const Snapshot snapshot = vaultOf(QByteArray(QByteArray(relatedNotes) + R"(
//- Actors/Skagen.md
#actor

Seen [[Kestrel]] and [[nowhere/Gone|there]].
| | |
|---|---|
| Customers | [[Kestrel]] |

## Related
- [[Kestrel]] — former customer
- [[Kestrel]] — competitor
)"));
        const int file = snapshot.find(*NotePath::fromRelative(u"Actors/Skagen.md"));
        const QList<Relation> relations = relationsOf(file, snapshot);
        QCOMPARE(relations.size(), 2);
        const Relation kestrel = relations.first().target < 0 ? relations.last() : relations.first();
        QCOMPARE(kestrel.targetName, u"Actors/Kestrel.md"_s);
        QCOMPARE(kestrel.best.type, RelationType::Customer);
        QCOMPARE(kestrel.best.modifier, RelationModifier::Former);
        QCOMPARE(kestrel.best.evidence.rule, RelationRule::KeyValue);
        QCOMPARE(kestrel.best.evidence.line, 6);
        QCOMPARE(evidenceText(kestrel.best.evidence, snapshot.note(file).text), u"| Customers | [[Kestrel]] |"_s);
        QCOMPARE(kestrel.best.evidence.column.in(snapshot.note(file).text), "Customers");
        QCOMPARE(kestrel.also.size(), 2);
        QCOMPARE(kestrel.also.last().type, RelationType::Competitor);
        QCOMPARE(kestrel.also.last().evidence.caption.in(snapshot.note(file).text), "competitor");
        const Relation gone = relations.first().target < 0 ? relations.first() : relations.last();
        QCOMPARE(gone.targetName, u"nowhere/Gone"_s);
        QCOMPARE(gone.best.type, RelationType::Link);
        QCOMPARE(gone.best.evidence.line, 3);
    }

    void oneSidedStatements()
    {
        const Snapshot snapshot = vaultOf(R"(
//- Actors/A.md
#actor
## Related
- [[B]] — customer
- [[C]] — competitor
- [[D]]
//- Actors/B.md
#actor
## Related
- [[A]] — supplier
//- Actors/C.md
#actor
## Related
- [[A]] — partner
//- Actors/D.md
#actor
)");
        const QList<Relation> relations = relationsOf(snapshot);
        QStringList found;
        for (const int i : oneSided(relations))
            found.append(snapshot.file(relations.at(i).source).path.name() + u' '
                         + relationName(relations.at(i).best.type));
        QCOMPARE(found, QStringList({u"A competitor"_s, u"C partner"_s}));
    }

    void wordsOfAVault()
    {
        const QByteArray body = "#actor\n## Related\n- [[Kestrel]] — Long Haul  mate\n- [[Norrland]] — berth holder\n";
        QCOMPARE(statedRelations(u"Actors/Skagen.md"_s, body), QStringList(u"caption Norrland: investor"_s));
        const RelationWords words({{"long haul mate", RelationType::Partner, InCaption},
                                   {"Berth holder", RelationType::Customer, Everywhere}});
        QCOMPARE(statedRelations(u"Actors/Skagen.md"_s, body, words),
                 QStringList({u"caption Kestrel: partner"_s, u"caption Norrland: customer"_s}));
    }

    void types()
    {
        for (const RelationType type : relationTypes()) {
            QCOMPARE(relationNamed(relationName(type)), type);
            QCOMPARE(relationClass(relationClass(type)), relationClass(type));
            if (const std::optional<RelationType> reverse = reciprocal(type))
                QVERIFY2(*reverse != RelationType::Link, qPrintable(relationName(type).toString()));
        }
        QCOMPARE(relationNamed(u"friend"), std::nullopt);
        QCOMPARE(relationClass(RelationType::Maker), RelationType::Owner);
        QCOMPARE(reciprocal(RelationType::Customer), RelationType::Supplier);
        QCOMPARE(reciprocal(RelationType::Commodity), std::nullopt);
    }

    void oddText_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no text at all") << QByteArray("\xFF\xFE\x00[[", 5);
        QTest::newRow("open brackets") << QByteArray("## Related\n- [[Kestrel — competitor\n- ]] (((\n- — \n-\n- : \n");
        QTest::newRow("ragged table") << QByteArray("#actor\n| Customer\n|---|---|\n|\n||||\n| [[A|b]] | c |\n");
        QTest::newRow("cut front matter") << QByteArray("---\nowner:\nparent: [\nceo: [[\n---\n");
        QTest::newRow("cut sentence") << QByteArray("#actor\n\nSkagen is owned by");
        QTest::newRow("tags with a blank behind") << QByteArray("#actor #ferries ");
        QTest::newRow("fields") << QByteArray("#actor\n::\na::\n:: [[Kestrel]]\n");
        QTest::newRow("bare signs") << QByteArray(
            "#actor\n## Related\n- [[Kestrel]] — %\n- [[Norrland]] — (\n- [[Envik]] — \xE2\x80\x94\xE2\n");
    }
    void oddText()
    {
        QFETCH(QByteArray, body);
        const Snapshot snapshot = vaultOf(QByteArray(QByteArray(relatedNotes) + "//- Actors/Skagen.md\n" + body));
        for (const Relation &relation : relationsOf(snapshot)) {
            const QByteArrayView text = snapshot.note(relation.source).text;
            QVERIFY(relation.best.evidence.name.end <= text.size());
            QVERIFY(relation.best.evidence.context.end <= text.size());
            QVERIFY(relation.best.evidence.line >= 1);
        }
    }

    /// The labelled sample of a real vault, at what a larger sample must reach.
    void corpus()
    {
        QFile labels(QStringLiteral(TEARSHEET_CORPUS "/cases/relations.tsv"));
        if (!labels.open(QIODevice::ReadOnly))
            QSKIP("There is no labelled sample; set TEARSHEET_CORPUS to the folder with cases/.");
        const Result<Snapshot> snapshot = indexVault(QStringLiteral(TEARSHEET_CORPUS "/vault"));
        QVERIFY(snapshot);
        QHash<std::pair<QString, QString>, const RelationStatement *> known;
        const QList<Relation> relations = relationsOf(*snapshot);
        for (const Relation &relation : relations)
            known.insert({snapshot->file(relation.source).path.toString(), relation.targetName.toLower()},
                         &relation.best);

        struct Counts
        {
            int typed = 0;
            int right = 0;
            int core = 0;
            int coreRight = 0;
            int positives = 0;
            int negatives = 0;
            int rejected = 0;
        } counts;
        labels.readLine();
        while (!labels.atEnd()) {
            const QStringList fields = QString::fromUtf8(labels.readLine()).split(u'\t');
            QVERIFY(fields.size() >= 3);
            // A target whose note the vault lacks is the name alone.
            const QString path = fields.at(1).toLower();
            const QString name = QString(path.sliced(path.lastIndexOf(u'/') + 1)).remove(u".md"_s);
            const RelationStatement *said = known.value({fields.at(0), path});
            said = said ? said : known.value({fields.at(0), name});
            const bool typed = said && said->type != RelationType::Link;
            QString label = fields.at(2);
            const bool negative = label.startsWith(u"none");
            const bool former = label.startsWith(u"former-");
            if (former)
                label.remove(0, 7);
            const std::optional<RelationType> wanted = relationNamed(label == u"cohort" ? u"concept"_s : label);
            const bool right = typed && wanted && relationClass(said->type) == relationClass(*wanted)
                               && former == (said->modifier == RelationModifier::Former);
            counts.positives += !negative;
            counts.negatives += negative;
            counts.rejected += negative && !typed;
            counts.typed += typed;
            counts.right += right;
            using enum RelationType;
            const QList<RelationType> core{Competitor, Customer, Supplier, Owner};
            if (typed && fields.at(0).startsWith(u"Actors/") && core.contains(relationClass(said->type))) {
                ++counts.core;
                counts.coreRight += right;
            }
        }
        const auto share = [](int part, int whole) { return whole == 0 ? 0.0 : double(part) / whole; };
        qInfo("precision %.3f, of core relations %.3f, recall %.3f, negatives rejected %.3f",
              share(counts.right, counts.typed), share(counts.coreRight, counts.core),
              share(counts.right, counts.positives), share(counts.rejected, counts.negatives));
        QVERIFY(share(counts.right, counts.typed) >= 0.85);
        QVERIFY(share(counts.coreRight, counts.core) >= 0.90);
        QVERIFY(share(counts.right, counts.positives) >= 0.65);
        QVERIFY(share(counts.rejected, counts.negatives) >= 0.80);
    }
};

QTEST_GUILESS_MAIN(RelationsTest)

#include "relationstest.moc"
