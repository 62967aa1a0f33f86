// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/note.h"
#include "core/text/editscript.h"

namespace tearsheet {

/// The stable name of a kind of oddity, for scripts: "bare-bar", "surplus-cells".
QStringView oddityName(OddityKind kind);

/// What is odd, in one sentence.
QString oddityMessage(OddityKind kind);

/// The edit that mends `oddity` of the note `text`; empty where only a person can tell what was meant.
EditScript mended(const Oddity &oddity, const NoteFacts &facts, QByteArrayView text);

/// Puts a blank line before the line of text at `line`, its prefix left out.
EditScript setApart(ByteRange line, QByteArrayView text);

} // namespace tearsheet
