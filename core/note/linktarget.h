// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/note.h"

namespace tearsheet {

/// A link taken out of its note: what a click carries. Decoded, see `linkTarget`.
struct LinkTarget
{
    QString target;  ///< Empty for a link into its own note.
    QString subpath; ///< With its `#`; empty where there is none.
    LinkKind kind = LinkKind::Wiki;

    bool operator==(const LinkTarget &) const = default;

    static LinkTarget of(const Link &link, QByteArrayView text)
    {
        return {linkTarget(link, text), linkSubpath(link, text), link.kind};
    }
};

} // namespace tearsheet
