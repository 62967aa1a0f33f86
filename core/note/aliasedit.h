// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/note.h"
#include "core/text/editscript.h"

namespace tearsheet {

/// The change that adds `alias` to the aliases in the front matter of the note `text`, in the manner of those that are
/// there: in brackets or a line each; with front matter where there is none. No other byte changes. Empty where the
/// note has the alias. Fails where its aliases are no list, and where `withProperty` cannot add one.
Result<EditScript> withAlias(const QString &alias, const NoteFacts &facts, QByteArrayView text);

} // namespace tearsheet
