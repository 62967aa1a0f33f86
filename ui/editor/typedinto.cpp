// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/typedinto.h"

#include "core/export/markdowntable.h"
#include "core/text/merge.h"
#include "core/text/textfile.h"
#include "core/vault/snapshot.h"

#include <algorithm>
#include <utility>

namespace tearsheet {

TypedPlace TypedPlace::of(const NotePath &path, ByteRange range, const Note &note)
{
    const bool inTable = std::ranges::any_of(
        note.facts.tables, [&](const TableOutline &table) { return table.range.contains(range.begin); });
    return {path, note.text, range, inTable};
}

QByteArray TypedPlace::written(const QString &typed) const
{
    return inTable ? escapedCell(typed.toUtf8()) : typed.toUtf8();
}

std::optional<EditScript> TypedPlace::script(const QByteArray &bytes, const QByteArray &now) const
{
    return carriedOver(EditScript::replacing(range, bytes), text, now);
}

TypedPlace TypedPlace::with(const QByteArray &bytes) const
{
    TypedPlace place = *this;
    place.text = EditScript::replacing(range, bytes).apply(text).value_or(text);
    place.range = ByteRange::of(range.begin, range.begin + bytes.size());
    return place;
}

std::optional<TypedPlace> TypedOver::write(const QString &text)
{
    if (text == says)
        return std::nullopt;
    says = text;
    const TypedPlace now = place.with(place.written(text));
    return std::exchange(place, now);
}

TypedInto typedInto(const TypedPlace &place, const QString &typed)
{
    return [place, typed](const QByteArray &now) {
        const std::optional<EditScript> script = place.script(place.written(typed), now);
        return script ? script->apply(now).value_or(now) : withAtEnd(now, typed);
    };
}

QByteArray withAtEnd(const QByteArray &text, const QString &typed)
{
    const QByteArray lineEnd = bytesOf(TextFile::of(text).lineEnd).toByteArray();
    QByteArray with = text;
    if (!with.isEmpty() && !with.endsWith(lineEnd))
        with += lineEnd;
    if (!with.isEmpty())
        with += lineEnd;
    return with + typed.toUtf8() + lineEnd;
}

} // namespace tearsheet
