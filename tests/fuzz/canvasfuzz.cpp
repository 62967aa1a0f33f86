// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes may be a canvas: what it says of files lies in it, and what is edited in a card is all that changes.
#include "core/text/jsontext.h"
#include "core/vault/canvas.h"
#include "tests/fuzz/fuzzinput.h"

namespace {

using namespace tearsheet;

constexpr QByteArrayView New("a/\"\xC3\xA9\n");

/// The canvas after `script`, an edit of the string at `place`.
Canvas edited(const Canvas &canvas, ByteRange place, const EditScript &script)
{
    const Result<EditScript> edits = EditScript::of(jsonEdits(script, place, canvas.text));
    require(edits.has_value());
    for (const Edit &edit : edits->edits())
        require(place.contains(edit.range));
    const Result<QByteArray> text = edits->apply(canvas.text);
    require(text.has_value());
    Canvas after = parseCanvas(*text);
    require(after.isRead && after.files.size() == canvas.files.size());
    return after;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const Canvas canvas = parseCanvas(text);
    require(canvas.isRead || (canvas.files.isEmpty() && canvas.texts.isEmpty()));
    for (qsizetype i = 0; i < canvas.files.size(); ++i) {
        const CanvasFile &shown = canvas.files.at(i);
        require(shown.path.end <= text.size() && shown.subpath.end <= text.size());
        const quint32 end = static_cast<quint32>(jsonDecoded(shown.path.in(text)).size());
        const Canvas after = edited(canvas, shown.path, EditScript::replacing({0, end}, New.toByteArray()));
        require(after.files.at(i).file == QString::fromUtf8(New));
    }
    for (qsizetype i = 0; i < canvas.texts.size(); ++i) {
        const CanvasText &card = canvas.texts.at(i);
        require(card.text.end <= text.size());
        for (const Link &link : card.note.facts.links) {
            const EditScript script = EditScript::replacing(link.target, New.toByteArray());
            const Canvas after = edited(canvas, card.text, script);
            require(after.texts.size() == canvas.texts.size());
            require(after.texts.at(i).note.text == script.apply(card.note.text));
        }
    }
    return 0;
}
