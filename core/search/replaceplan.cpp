// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/replaceplan.h"

#include "core/base/parallel.h"
#include "core/search/textfinder.h"

#include <QLocale>
#include <QObject>

#include <algorithm>

namespace tearsheet {

namespace {

constexpr qsizetype MostPlaces = 100'000;

/// What becomes of one note.
struct Replaced
{
    EditScript edits;
    int insideLinks = 0;
    std::optional<Error> error;
};

// Where links say what they reach, its heading or block included; in order, and none inside another.
QList<ByteRange> targetsOf(const Note &note)
{
    QList<ByteRange> targets;
    for (const Link &link : note.facts.links) {
        targets.append(link.target);
        if (!link.subpath.isEmpty())
            targets.append(link.subpath);
    }
    for (const LinkDefinition &definition : note.facts.definitions)
        targets.append(definition.target);
    std::ranges::sort(targets, {}, &ByteRange::begin);
    return targets;
}

Replaced replaced(const Note &note, const TextFinder &finder, const ReplaceQuery &query)
{
    Replaced result;
    const QByteArrayView text = note.text;
    const Result<QList<ByteRange>> places = finder.places(text, MostPlaces + 1);
    if (!places) {
        result.error = places.error();
        return result;
    }
    const QList<ByteRange> targets = places->isEmpty() ? QList<ByteRange>() : targetsOf(note);
    QList<Edit> edits;
    for (const ByteRange place : *places) {
        const auto behind = std::ranges::lower_bound(targets, place.end, {}, &ByteRange::begin);
        const bool inside = behind != targets.begin() && std::prev(behind)->overlaps(place);
        result.insideLinks += inside ? 1 : 0;
        if (inside && !query.insideLinks)
            continue;
        const Result<QByteArray> with = finder.replacementFor(place, text, query.by);
        if (!with) {
            result.error = with.error();
            return result;
        }
        if (place.in(text) != *with)
            edits.append({place, *with});
    }
    result.edits = EditScript::of(edits).value_or(EditScript());
    return result;
}

} // namespace

Result<ReplacePlan> planReplace(const Snapshot &snapshot, const ReplaceQuery &query)
{
    const QString &find = query.find;
    const Result<TextFinder> finder = TextFinder::of({find, query.matchCase, query.wholeWords, query.expression});
    if (!finder)
        return std::unexpected(finder.error());
    QList<Replaced> notes(snapshot.files().size());
    Replaced *const out = notes.data();
    forAll(snapshot.files().size(), 64, [&](qsizetype file) {
        const int number = static_cast<int>(file);
        if (snapshot.file(number).note && !snapshot.isExcluded(number))
            out[file] = replaced(snapshot.note(number), *finder, query);
    });
    ReplacePlan result{{query.by.isEmpty() ? QObject::tr("Remove “%1”").arg(find)
                                           : QObject::tr("Replace “%1” by “%2”").arg(find, query.by),
                        {},
                        {}}};
    qsizetype places = 0;
    for (int file = 0; file < notes.size(); ++file) {
        const Replaced &note = notes.at(file);
        if (note.error)
            return std::unexpected(*note.error);
        places += note.edits.edits().size();
        result.insideLinks += note.insideLinks;
        const FileEntry &entry = snapshot.file(file);
        if (!note.edits.isEmpty())
            result.plan.files.append({entry.path, entry.path, textStamp(entry), note.edits});
    }
    if (places > MostPlaces)
        return failure(ErrorCode::TooLarge, {},
                       QObject::tr("“%1” stands in too many places (%2) to be looked at; take a longer text.")
                           .arg(find, QLocale().toString(places)));
    if (places == 0 && result.insideLinks == 0)
        return failure(ErrorCode::NotFound, {}, QObject::tr("No note holds “%1”.").arg(find));
    return result;
}

} // namespace tearsheet
