// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/notekind.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace tearsheet {

namespace {

struct KindWord
{
    std::string_view word;
    NoteKind kind;
    int strength; ///< Of several tags the strongest tells; of equal ones the first.
};

// Words of tags, of the property `type`, and of folders, in the singular.
constexpr std::array KindWords{
    KindWord{"daily", NoteKind::Log, 9},
    KindWord{"log", NoteKind::Log, 9},
    KindWord{"journal", NoteKind::Log, 9},
    KindWord{"newsletter", NoteKind::Log, 9},
    KindWord{"dashboard", NoteKind::Log, 9},
    KindWord{"template", NoteKind::Log, 9},
    KindWord{"meta", NoteKind::Log, 3},
    KindWord{"draft", NoteKind::Log, 3},
    KindWord{"report", NoteKind::Log, 3},
    KindWord{"tracker", NoteKind::Log, 3},
    KindWord{"question", NoteKind::Log, 3},
    KindWord{"portfolio", NoteKind::Log, 3},
    KindWord{"person", NoteKind::Person, 8},
    KindWord{"people", NoteKind::Person, 8},
    KindWord{"individual", NoteKind::Person, 8},
    KindWord{"politician", NoteKind::Person, 8},
    KindWord{"ceo", NoteKind::Person, 7},
    KindWord{"billionaire", NoteKind::Person, 7},
    KindWord{"analyst", NoteKind::Person, 7},
    KindWord{"founder", NoteKind::Person, 6},
    KindWord{"economist", NoteKind::Person, 6},
    KindWord{"journalist", NoteKind::Person, 6},
    KindWord{"executive", NoteKind::Person, 6},
    KindWord{"event", NoteKind::Event, 7},
    KindWord{"conference", NoteKind::Event, 5},
    KindWord{"conflict", NoteKind::Event, 2},
    KindWord{"thesis", NoteKind::Thesis, 3},
    KindWord{"etf", NoteKind::Security, 7},
    KindWord{"index", NoteKind::Security, 6},
    KindWord{"benchmark", NoteKind::Security, 5},
    KindWord{"asset", NoteKind::Security, 5},
    KindWord{"security", NoteKind::Security, 5},
    KindWord{"equity", NoteKind::Security, 2},
    KindWord{"product", NoteKind::Product, 6},
    KindWord{"product-family", NoteKind::Product, 6},
    KindWord{"product-line", NoteKind::Product, 6},
    KindWord{"sector", NoteKind::Sector, 6},
    KindWord{"industry", NoteKind::Sector, 4},
    KindWord{"commodity", NoteKind::Commodity, 6},
    KindWord{"commodities", NoteKind::Commodity, 6},
    KindWord{"policy", NoteKind::Policy, 6},
    KindWord{"regulation", NoteKind::Policy, 6},
    KindWord{"legislation", NoteKind::Policy, 6},
    KindWord{"law", NoteKind::Policy, 6},
    KindWord{"sanction", NoteKind::Policy, 6},
    KindWord{"tariff", NoteKind::Policy, 6},
    KindWord{"concept", NoteKind::Concept, 5},
    KindWord{"theme", NoteKind::Concept, 4},
    KindWord{"book", NoteKind::Log, 3},
    KindWord{"country", NoteKind::Place, 7},
    KindWord{"bloc", NoteKind::Place, 7},
    KindWord{"region", NoteKind::Place, 6},
    KindWord{"geography", NoteKind::Place, 6},
    KindWord{"city", NoteKind::Place, 6},
    KindWord{"place", NoteKind::Place, 6},
    KindWord{"state", NoteKind::Place, 4},
    KindWord{"exchange", NoteKind::Exchange, 6},
    KindWord{"regulator", NoteKind::Government, 6},
    KindWord{"agency", NoteKind::Government, 6},
    KindWord{"centralbank", NoteKind::Government, 6},
    KindWord{"central-bank", NoteKind::Government, 6},
    KindWord{"military", NoteKind::Government, 5},
    KindWord{"government", NoteKind::Government, 4},
    KindWord{"investor", NoteKind::Financier, 5},
    KindWord{"vc", NoteKind::Financier, 5},
    KindWord{"venturecapital", NoteKind::Financier, 5},
    KindWord{"venture-capital", NoteKind::Financier, 5},
    KindWord{"privateequity", NoteKind::Financier, 5},
    KindWord{"private-equity", NoteKind::Financier, 5},
    KindWord{"hedgefund", NoteKind::Financier, 5},
    KindWord{"hedge-fund", NoteKind::Financier, 5},
    KindWord{"assetmanager", NoteKind::Financier, 5},
    KindWord{"asset-manager", NoteKind::Financier, 5},
    KindWord{"familyoffice", NoteKind::Financier, 5},
    KindWord{"swf", NoteKind::Financier, 5},
    KindWord{"fund", NoteKind::Financier, 4},
    KindWord{"bank", NoteKind::Financier, 3},
    KindWord{"company", NoteKind::Company, 4},
    KindWord{"startup", NoteKind::Company, 4},
    KindWord{"subsidiary", NoteKind::Company, 4},
    KindWord{"brand", NoteKind::Company, 4},
    KindWord{"public", NoteKind::Company, 3},
    KindWord{"private", NoteKind::Company, 3},
    KindWord{"publiccompany", NoteKind::Company, 4},
    KindWord{"actor", NoteKind::Actor, 1},
    KindWord{"infrastructure", NoteKind::Unknown, 0},
};

// Keys of a table of facts that only people and only places have, for notes whose tags do not tell.
constexpr std::array<QByteArrayView, 2> PersonKeys{"| Born |", "| Nationality |"};
constexpr std::array<QByteArrayView, 2> PlaceKeys{"| Population |", "| GDP |"};

// How far from the begin of the text tags and facts are about the note itself.
constexpr quint32 Head = 4000;

// What the tags of a note may make of what its folder says; any other folder's word stands.
constexpr NoteKinds ActorKinds =
    setOf(NoteKind::Actor, NoteKind::Company, NoteKind::Financier, NoteKind::Person, NoteKind::Government,
          NoteKind::Place, NoteKind::Product, NoteKind::Security, NoteKind::Exchange);
constexpr NoteKinds ConceptKinds =
    setOf(NoteKind::Concept, NoteKind::Sector, NoteKind::Commodity, NoteKind::Policy, NoteKind::Event, NoteKind::Thesis,
          NoteKind::Place, NoteKind::Security, NoteKind::Product);

NoteKinds refinements(NoteKind folder)
{
    switch (folder) {
    case NoteKind::Unknown:
        return ~NoteKinds{0};
    case NoteKind::Actor:
        return ActorKinds;
    case NoteKind::Concept:
        return ConceptKinds;
    default:
        return setOf(folder);
    }
}

struct LastWord
{
    QStringView word;
    NoteKind kind;
};

// Last words of names that tell what is named.
constexpr std::array LastWords{
    LastWord{u"deal", NoteKind::Event},        LastWord{u"merger", NoteKind::Event},
    LastWord{u"acquisition", NoteKind::Event}, LastWord{u"partnership", NoteKind::Event},
    LastWord{u"agreement", NoteKind::Event},   LastWord{u"summit", NoteKind::Event},
    LastWord{u"ipo", NoteKind::Event},         LastWord{u"ban", NoteKind::Event},
    LastWord{u"lawsuit", NoteKind::Event},     LastWord{u"crisis", NoteKind::Event},
    LastWord{u"war", NoteKind::Event},         LastWord{u"conflict", NoteKind::Event},
    LastWord{u"shutdown", NoteKind::Event},    LastWord{u"strike", NoteKind::Event},
    LastWord{u"takeover", NoteKind::Event},    LastWord{u"shortage", NoteKind::Event},
    LastWord{u"election", NoteKind::Event},    LastWord{u"earnings", NoteKind::Event},
    LastWord{u"act", NoteKind::Policy},        LastWord{u"tariff", NoteKind::Policy},
    LastWord{u"tariffs", NoteKind::Policy},    LastWord{u"sanctions", NoteKind::Policy},
    LastWord{u"regulation", NoteKind::Policy}, LastWord{u"controls", NoteKind::Policy},
    LastWord{u"thesis", NoteKind::Thesis},     LastWord{u"note", NoteKind::Security},
};

const KindWord *kindWord(QByteArrayView name)
{
    std::string key(name.data(), static_cast<std::size_t>(name.size()));
    std::ranges::transform(key, key.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    const auto find = [&] {
        const auto found = std::ranges::find(KindWords, std::string_view(key), &KindWord::word);
        return found == KindWords.end() ? nullptr : &*found;
    };
    if (const KindWord *found = find())
        return found;
    if (key.ends_with("ies")) {
        key.replace(key.size() - 3, 3, "y");
    } else if (key.ends_with("eses")) {
        key.replace(key.size() - 2, 2, "is");
    } else if (key.ends_with('s')) {
        key.pop_back();
    } else {
        return nullptr;
    }
    return find();
}

} // namespace

NoteKind noteKind(const Note &note, const NotePath &path)
{
    const QByteArray folder = path.folder().toUtf8();
    const KindWord *place = kindWord(QByteArrayView(folder).first(std::max<qsizetype>(folder.indexOf('/'), 0)));
    if (!place)
        place = kindWord(QByteArrayView(folder).sliced(folder.lastIndexOf('/') + 1));
    const NoteKinds fitting = refinements(place ? place->kind : NoteKind::Unknown);

    const KindWord *best = nullptr;
    const auto take = [&](QByteArrayView word) {
        const KindWord *found = kindWord(word);
        if (!found || !(setOf(found->kind) & fitting) || (best && found->strength <= best->strength))
            return;
        // "commodities" stands beside much that is none; what is one has a short name.
        if (word == "commodities" && path.name().count(u' ') > 1)
            return;
        best = found;
    };
    for (const Property &property : note.facts.properties) {
        if (property.key == u"type" && property.values.size() == 1)
            take(property.values.first().toUtf8());
    }
    for (const Tag &tag : note.facts.tags) {
        if (tag.range.begin < note.facts.body + Head)
            take(tag.name.in(note.text));
    }
    if (!best)
        best = place;
    const NoteKind kind = best ? best->kind : NoteKind::Unknown;
    if ((kind == NoteKind::Unknown && !best) || kind == NoteKind::Actor || kind == NoteKind::Financier) {
        const QByteArrayView head =
            QByteArrayView(note.text).first(std::min<qsizetype>(note.text.size(), note.facts.body + Head));
        const auto has = [&](QByteArrayView key) { return head.contains(key); };
        if (std::ranges::any_of(PersonKeys, has))
            return NoteKind::Person;
        if (std::ranges::all_of(PlaceKeys, has))
            return NoteKind::Place;
    }
    return kind;
}

NoteKind kindOfName(QStringView name)
{
    name = name.sliced(name.lastIndexOf(u'/') + 1).trimmed();
    const qsizetype blank = name.lastIndexOf(u' ');
    if (blank < 0)
        return NoteKind::Unknown;
    const QString last = name.sliced(blank + 1).toString().toLower();
    const auto found = std::ranges::find(LastWords, QStringView(last), &LastWord::word);
    if (found != LastWords.end())
        return found->kind;
    return name.at(blank + 1).isLower() ? NoteKind::Concept : NoteKind::Unknown;
}

} // namespace tearsheet
