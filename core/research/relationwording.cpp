// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/relationwording.h"

#include "core/research/relation.h"

#include <QObject>

#include <array>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

using enum RelationType;
using Topic = RelationTopic;

struct Wording
{
    RelationType type;
    RelationTopic topic;
    const char *noun;
    const char *title;
    const char *of; ///< With its preposition: it stands before the note that says so.
    const char *article;
};

// The table of words for people. "Kestrel is" article of "Norrland".
constexpr std::array Words{
    Wording{Link, Topic::Links, QT_TRANSLATE_NOOP("QObject", "link"), QT_TRANSLATE_NOOP("QObject", "Plain links"),
            QT_TRANSLATE_NOOP("QObject", "mentioned in"), ""},
    Wording{Competitor, Topic::Rivals, QT_TRANSLATE_NOOP("QObject", "competitor"),
            QT_TRANSLATE_NOOP("QObject", "Competitors"), QT_TRANSLATE_NOOP("QObject", "competitor of"), "a"},
    Wording{Peer, Topic::Rivals, QT_TRANSLATE_NOOP("QObject", "peer"), QT_TRANSLATE_NOOP("QObject", "Peers"),
            QT_TRANSLATE_NOOP("QObject", "peer of"), "a"},
    Wording{Customer, Topic::SupplyChain, QT_TRANSLATE_NOOP("QObject", "customer"),
            QT_TRANSLATE_NOOP("QObject", "Customers"), QT_TRANSLATE_NOOP("QObject", "customer of"), "a"},
    Wording{Supplier, Topic::SupplyChain, QT_TRANSLATE_NOOP("QObject", "supplier"),
            QT_TRANSLATE_NOOP("QObject", "Suppliers"), QT_TRANSLATE_NOOP("QObject", "supplier of"), "a"},
    Wording{Partner, Topic::Partners, QT_TRANSLATE_NOOP("QObject", "partner"), QT_TRANSLATE_NOOP("QObject", "Partners"),
            QT_TRANSLATE_NOOP("QObject", "partner of"), "a"},
    Wording{JvPartner, Topic::Partners, QT_TRANSLATE_NOOP("QObject", "joint venture partner"),
            QT_TRANSLATE_NOOP("QObject", "Joint venture partners"),
            QT_TRANSLATE_NOOP("QObject", "joint venture partner of"), "a"},
    Wording{Owner, Topic::Ownership, QT_TRANSLATE_NOOP("QObject", "owner"), QT_TRANSLATE_NOOP("QObject", "Owners"),
            QT_TRANSLATE_NOOP("QObject", "owner of"), "an"},
    Wording{Acquirer, Topic::Ownership, QT_TRANSLATE_NOOP("QObject", "acquirer"),
            QT_TRANSLATE_NOOP("QObject", "Acquirers"), QT_TRANSLATE_NOOP("QObject", "acquirer of"), "the"},
    Wording{Maker, Topic::Products, QT_TRANSLATE_NOOP("QObject", "maker"), QT_TRANSLATE_NOOP("QObject", "Makers"),
            QT_TRANSLATE_NOOP("QObject", "maker of"), "the"},
    Wording{Subsidiary, Topic::Ownership, QT_TRANSLATE_NOOP("QObject", "subsidiary"),
            QT_TRANSLATE_NOOP("QObject", "Subsidiaries"), QT_TRANSLATE_NOOP("QObject", "subsidiary of"), "a"},
    Wording{Acquired, Topic::Ownership, QT_TRANSLATE_NOOP("QObject", "acquisition"),
            QT_TRANSLATE_NOOP("QObject", "Acquisitions"), QT_TRANSLATE_NOOP("QObject", "acquisition of"), "an"},
    Wording{Brand, Topic::Ownership, QT_TRANSLATE_NOOP("QObject", "brand"), QT_TRANSLATE_NOOP("QObject", "Brands"),
            QT_TRANSLATE_NOOP("QObject", "brand of"), "a"},
    Wording{Investor, Topic::Money, QT_TRANSLATE_NOOP("QObject", "investor"), QT_TRANSLATE_NOOP("QObject", "Investors"),
            QT_TRANSLATE_NOOP("QObject", "investor in"), "an"},
    Wording{Lender, Topic::Money, QT_TRANSLATE_NOOP("QObject", "lender"), QT_TRANSLATE_NOOP("QObject", "Lenders"),
            QT_TRANSLATE_NOOP("QObject", "lender to"), "a"},
    Wording{CoInvestor, Topic::Money, QT_TRANSLATE_NOOP("QObject", "co-investor"),
            QT_TRANSLATE_NOOP("QObject", "Co-investors"), QT_TRANSLATE_NOOP("QObject", "co-investor of"), "a"},
    Wording{Investee, Topic::Money, QT_TRANSLATE_NOOP("QObject", "investment"),
            QT_TRANSLATE_NOOP("QObject", "Investments"), QT_TRANSLATE_NOOP("QObject", "investment of"), "an"},
    Wording{Borrower, Topic::Money, QT_TRANSLATE_NOOP("QObject", "borrower"), QT_TRANSLATE_NOOP("QObject", "Borrowers"),
            QT_TRANSLATE_NOOP("QObject", "borrower of"), "a"},
    Wording{Product, Topic::Products, QT_TRANSLATE_NOOP("QObject", "product"), QT_TRANSLATE_NOOP("QObject", "Products"),
            QT_TRANSLATE_NOOP("QObject", "product of"), "a"},
    Wording{ProductFamily, Topic::Products, QT_TRANSLATE_NOOP("QObject", "product family"),
            QT_TRANSLATE_NOOP("QObject", "Product families"), QT_TRANSLATE_NOOP("QObject", "product family of"), "the"},
    Wording{KeyPerson, Topic::People, QT_TRANSLATE_NOOP("QObject", "key person"),
            QT_TRANSLATE_NOOP("QObject", "Key people"), QT_TRANSLATE_NOOP("QObject", "key person of"), "a"},
    Wording{Founder, Topic::People, QT_TRANSLATE_NOOP("QObject", "founder"), QT_TRANSLATE_NOOP("QObject", "Founders"),
            QT_TRANSLATE_NOOP("QObject", "founder of"), "a"},
    Wording{Ceo, Topic::People, QT_TRANSLATE_NOOP("QObject", "CEO"), QT_TRANSLATE_NOOP("QObject", "CEO"),
            QT_TRANSLATE_NOOP("QObject", "CEO of"), ""},
    Wording{Executive, Topic::People, QT_TRANSLATE_NOOP("QObject", "executive"),
            QT_TRANSLATE_NOOP("QObject", "Executives"), QT_TRANSLATE_NOOP("QObject", "executive of"), "an"},
    Wording{Employer, Topic::People, QT_TRANSLATE_NOOP("QObject", "employer"),
            QT_TRANSLATE_NOOP("QObject", "Employers"), QT_TRANSLATE_NOOP("QObject", "employer of"), "an"},
    Wording{Affiliation, Topic::People, QT_TRANSLATE_NOOP("QObject", "affiliation"),
            QT_TRANSLATE_NOOP("QObject", "Affiliations"), QT_TRANSLATE_NOOP("QObject", "affiliation of"), "an"},
    Wording{Colleague, Topic::People, QT_TRANSLATE_NOOP("QObject", "colleague"),
            QT_TRANSLATE_NOOP("QObject", "Colleagues"), QT_TRANSLATE_NOOP("QObject", "colleague of"), "a"},
    Wording{Member, Topic::Topics, QT_TRANSLATE_NOOP("QObject", "member"), QT_TRANSLATE_NOOP("QObject", "Members"),
            QT_TRANSLATE_NOOP("QObject", "member of"), "a"},
    Wording{RelationType::Sector, Topic::Topics, QT_TRANSLATE_NOOP("QObject", "sector"),
            QT_TRANSLATE_NOOP("QObject", "Sectors"), QT_TRANSLATE_NOOP("QObject", "sector of"), "a"},
    Wording{RelationType::Concept, Topic::Topics, QT_TRANSLATE_NOOP("QObject", "concept"),
            QT_TRANSLATE_NOOP("QObject", "Concepts"), QT_TRANSLATE_NOOP("QObject", "concept that bears on"), "a"},
    Wording{CorrelatedSector, Topic::Topics, QT_TRANSLATE_NOOP("QObject", "correlated sector"),
            QT_TRANSLATE_NOOP("QObject", "Correlated sectors"), QT_TRANSLATE_NOOP("QObject", "sector correlated with"),
            "a"},
    Wording{RelationType::Commodity, Topic::Topics, QT_TRANSLATE_NOOP("QObject", "commodity"),
            QT_TRANSLATE_NOOP("QObject", "Commodities"), QT_TRANSLATE_NOOP("QObject", "commodity that bears on"), "a"},
    Wording{Country, Topic::Places, QT_TRANSLATE_NOOP("QObject", "country"), QT_TRANSLATE_NOOP("QObject", "Countries"),
            QT_TRANSLATE_NOOP("QObject", "country of"), "a"},
    Wording{Location, Topic::Places, QT_TRANSLATE_NOOP("QObject", "location"),
            QT_TRANSLATE_NOOP("QObject", "Locations"), QT_TRANSLATE_NOOP("QObject", "location of"), "a"},
    Wording{RelationType::Event, Topic::Events, QT_TRANSLATE_NOOP("QObject", "event"),
            QT_TRANSLATE_NOOP("QObject", "Events"), QT_TRANSLATE_NOOP("QObject", "event that bears on"), "an"},
    Wording{RelationType::Policy, Topic::Events, QT_TRANSLATE_NOOP("QObject", "policy"),
            QT_TRANSLATE_NOOP("QObject", "Policies"), QT_TRANSLATE_NOOP("QObject", "policy that bears on"), "a"},
    Wording{Adviser, Topic::Services, QT_TRANSLATE_NOOP("QObject", "adviser"), QT_TRANSLATE_NOOP("QObject", "Advisers"),
            QT_TRANSLATE_NOOP("QObject", "adviser of"), "an"},
    Wording{Regulator, Topic::Services, QT_TRANSLATE_NOOP("QObject", "regulator"),
            QT_TRANSLATE_NOOP("QObject", "Regulators"), QT_TRANSLATE_NOOP("QObject", "regulator of"), "a"},
    Wording{RelationType::Exchange, Topic::Services, QT_TRANSLATE_NOOP("QObject", "exchange"),
            QT_TRANSLATE_NOOP("QObject", "Exchanges"), QT_TRANSLATE_NOOP("QObject", "exchange of"), "an"},
    Wording{Issuer, Topic::Products, QT_TRANSLATE_NOOP("QObject", "issuer"), QT_TRANSLATE_NOOP("QObject", "Issuers"),
            QT_TRANSLATE_NOOP("QObject", "issuer of"), "the"},
    Wording{RelationType::Security, Topic::Products, QT_TRANSLATE_NOOP("QObject", "security"),
            QT_TRANSLATE_NOOP("QObject", "Securities"), QT_TRANSLATE_NOOP("QObject", "security of"), "a"},
    Wording{Benchmark, Topic::Services, QT_TRANSLATE_NOOP("QObject", "benchmark"),
            QT_TRANSLATE_NOOP("QObject", "Benchmarks"), QT_TRANSLATE_NOOP("QObject", "benchmark of"), "a"},
    Wording{AnalystSource, Topic::Services, QT_TRANSLATE_NOOP("QObject", "analyst"),
            QT_TRANSLATE_NOOP("QObject", "Analysts"), QT_TRANSLATE_NOOP("QObject", "analyst of"), "an"},
    Wording{Operator, Topic::Services, QT_TRANSLATE_NOOP("QObject", "operator"),
            QT_TRANSLATE_NOOP("QObject", "Operators"), QT_TRANSLATE_NOOP("QObject", "operator of"), "an"},
    Wording{Manager, Topic::Services, QT_TRANSLATE_NOOP("QObject", "manager"), QT_TRANSLATE_NOOP("QObject", "Managers"),
            QT_TRANSLATE_NOOP("QObject", "manager of"), "a"},
    Wording{Developer, Topic::Services, QT_TRANSLATE_NOOP("QObject", "developer"),
            QT_TRANSLATE_NOOP("QObject", "Developers"), QT_TRANSLATE_NOOP("QObject", "developer of"), "a"},
    Wording{Predecessor, Topic::Ownership, QT_TRANSLATE_NOOP("QObject", "predecessor"),
            QT_TRANSLATE_NOOP("QObject", "Predecessors"), QT_TRANSLATE_NOOP("QObject", "predecessor of"), "a"},
    Wording{Participant, Topic::Events, QT_TRANSLATE_NOOP("QObject", "participant"),
            QT_TRANSLATE_NOOP("QObject", "Participants"), QT_TRANSLATE_NOOP("QObject", "participant in"), "a"},
    Wording{RelationType::Thesis, Topic::Topics, QT_TRANSLATE_NOOP("QObject", "thesis"),
            QT_TRANSLATE_NOOP("QObject", "Theses"), QT_TRANSLATE_NOOP("QObject", "thesis about"), "a"},
    Wording{Sister, Topic::Ownership, QT_TRANSLATE_NOOP("QObject", "sister company"),
            QT_TRANSLATE_NOOP("QObject", "Sister companies"), QT_TRANSLATE_NOOP("QObject", "sister company of"), "a"},
};

static_assert([] {
    for (std::size_t i = 0; i < Words.size(); ++i) {
        if (static_cast<std::size_t>(Words[i].type) != i)
            return false;
    }
    return true;
}());

const Wording &row(RelationType type)
{
    return Words[static_cast<std::size_t>(type)];
}

} // namespace

RelationTopic relationTopic(RelationType type)
{
    return row(type).topic;
}

QString topicTitle(RelationTopic topic)
{
    constexpr std::array Titles{
        QT_TRANSLATE_NOOP("QObject", "Rivals"),   QT_TRANSLATE_NOOP("QObject", "Supply chain"),
        QT_TRANSLATE_NOOP("QObject", "Partners"), QT_TRANSLATE_NOOP("QObject", "Ownership"),
        QT_TRANSLATE_NOOP("QObject", "Money"),    QT_TRANSLATE_NOOP("QObject", "Products"),
        QT_TRANSLATE_NOOP("QObject", "People"),   QT_TRANSLATE_NOOP("QObject", "Services"),
        QT_TRANSLATE_NOOP("QObject", "Topics"),   QT_TRANSLATE_NOOP("QObject", "Places"),
        QT_TRANSLATE_NOOP("QObject", "Events"),   QT_TRANSLATE_NOOP("QObject", "Plain links"),
    };
    return QObject::tr(Titles[static_cast<std::size_t>(topic)]);
}

QString relationNoun(RelationType type)
{
    return QObject::tr(row(type).noun);
}

QString relationTitle(RelationType type)
{
    return QObject::tr(row(type).title);
}

QString reverseRelationTitle(RelationType type)
{
    if (type == RelationType::Link || reciprocal(type) == type)
        return relationTitle(type);
    QString title = QObject::tr(row(type).of);
    title[0] = title.at(0).toUpper();
    return title;
}

QString relationSentence(const RelationStatement &statement, const QString &target, const QString &source)
{
    const Wording &words = row(statement.type);
    QString what = QObject::tr(words.of);
    if (*words.article)
        what.prepend(QString::fromLatin1(words.article) + u' ');
    const auto sentence = [&] {
        if (statement.type == RelationType::Link)
            return QObject::tr("%1 is %2 %3");
        switch (statement.modifier) {
        case RelationModifier::Former:
            return QObject::tr("%1 was %2 %3");
        case RelationModifier::Potential:
            return QObject::tr("%1 may become %2 %3");
        case RelationModifier::Failed:
            return QObject::tr("%1 did not become %2 %3");
        case RelationModifier::None:
            break;
        }
        return QObject::tr("%1 is %2 %3");
    }();
    const QString said = sentence.arg(target, what, source);
    return statement.weight ? QObject::tr("%1 (%2\u00A0%)").arg(said, QString::number(*statement.weight)) : said;
}

} // namespace tearsheet
