// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/notepath.h"
#include "core/text/editscript.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <optional>

namespace tearsheet {

struct Note;

/// Something that is being typed for a file elsewhere than into its text, as into a cell: gives the file's text with
/// it. It may be asked of any state of the text, as others may write meanwhile; it fails never.
using TypedInto = std::function<QByteArray(const QByteArray &text)>;

/// A place in a note's text that somebody types over, and may write more than once while others change the rest.
struct TypedPlace
{
    NotePath path;
    QByteArray text; ///< Of the note, as `range` has the place.
    ByteRange range;
    bool inTable = false;

    static TypedPlace of(const NotePath &path, ByteRange range, const Note &note);

    /// `typed` as the place may hold it: bars separate the cells of a table.
    QByteArray written(const QString &typed) const;

    /// What writes `bytes` there in `now`, a later state of the note; nothing where the place itself was changed.
    std::optional<EditScript> script(const QByteArray &bytes, const QByteArray &now) const;

    /// The place as it is once `bytes` are written there.
    TypedPlace with(const QByteArray &bytes) const;
};

/// `typed` in that place; where it was changed meanwhile, in a paragraph at the end.
TypedInto typedInto(const TypedPlace &place, const QString &typed);

/// A place while somebody types over it, who may write what is typed so far and go on.
struct TypedOver
{
    TypedPlace place; ///< As it was last written.
    QString says;

    /// Writes `text`: the place as it was before that, to be changed; nothing where it says that already.
    std::optional<TypedPlace> write(const QString &text);
};

/// `text` with `typed` in a paragraph at its end: where the place is gone that it was typed into.
QByteArray withAtEnd(const QByteArray &text, const QString &typed);

} // namespace tearsheet
