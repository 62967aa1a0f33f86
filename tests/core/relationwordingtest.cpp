// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/relationwording.h"

#include "core/research/relation.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

/// What relations are called to people, in both directions.
class RelationWordingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sentences_data()
    {
        QTest::addColumn<RelationType>("type");
        QTest::addColumn<RelationModifier>("modifier");
        QTest::addColumn<double>("weight");
        QTest::addColumn<QString>("sentence");
        using enum RelationType;
        using enum RelationModifier;
        const auto row = [](RelationType type, RelationModifier modifier, double weight, const char *sentence) {
            QTest::newRow(sentence) << type << modifier << weight << QString::fromUtf8(sentence);
        };
        row(Competitor, None, -1, "Kestrel is a competitor of Norrland");
        row(Customer, Former, -1, "Kestrel was a customer of Norrland");
        row(Acquirer, Potential, -1, "Kestrel may become the acquirer of Norrland");
        row(Acquirer, Failed, -1, "Kestrel did not become the acquirer of Norrland");
        row(Owner, None, 65, "Kestrel is an owner of Norrland (65 %)");
        row(Owner, Former, 12.5, "Kestrel was an owner of Norrland (12.5 %)");
        row(Ceo, None, -1, "Kestrel is CEO of Norrland");
        row(Link, None, -1, "Kestrel is mentioned in Norrland");
    }
    void sentences()
    {
        QFETCH(RelationType, type);
        QFETCH(RelationModifier, modifier);
        QFETCH(double, weight);
        QFETCH(QString, sentence);
        const RelationStatement statement{type, modifier, weight < 0 ? std::nullopt : std::optional(weight), {}};
        QCOMPARE(relationSentence(statement, u"Kestrel"_s, u"Norrland"_s), sentence);
    }

    void titles_data()
    {
        QTest::addColumn<RelationType>("type");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("reverse");
        using enum RelationType;
        QTest::newRow("both ways") << Competitor << u"Competitors"_s << u"Competitors"_s;
        QTest::newRow("one way") << Customer << u"Customers"_s << u"Customer of"_s;
        QTest::newRow("odd plural") << Subsidiary << u"Subsidiaries"_s << u"Subsidiary of"_s;
        QTest::newRow("people") << KeyPerson << u"Key people"_s << u"Key person of"_s;
        QTest::newRow("short form") << Ceo << u"CEO"_s << u"CEO of"_s;
        QTest::newRow("topic") << Commodity << u"Commodities"_s << u"Commodity that bears on"_s;
        QTest::newRow("link") << Link << u"Plain links"_s << u"Plain links"_s;
    }
    void titles()
    {
        QFETCH(RelationType, type);
        QTEST(relationTitle(type), "title");
        QTEST(reverseRelationTitle(type), "reverse");
    }

    /// Every relation has words of its own, and a topic that is called something.
    void all()
    {
        QSet<QString> nouns;
        for (const RelationType type : relationTypes()) {
            QVERIFY(!relationNoun(type).isEmpty());
            QVERIFY(!nouns.contains(relationNoun(type)));
            nouns.insert(relationNoun(type));
            QVERIFY(!topicTitle(relationTopic(type)).isEmpty());
            QVERIFY(relationTitle(type).at(0).isUpper());
            QVERIFY(reverseRelationTitle(type).at(0).isUpper());
        }
        QCOMPARE(relationTopic(RelationType::Link), RelationTopic::Links);
    }
};

QTEST_GUILESS_MAIN(RelationWordingTest)

#include "relationwordingtest.moc"
