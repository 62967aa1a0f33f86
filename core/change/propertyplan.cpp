// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/change/propertyplan.h"

#include "core/note/propertyedit.h"

#include <QObject>

#include <algorithm>

namespace tearsheet {

Result<PropertyRename> planPropertyRename(const Snapshot &snapshot, const QString &from, const QString &to)
{
    if (to.trimmed().isEmpty())
        return failure(ErrorCode::InvalidName, {}, QObject::tr("A property needs a name."));
    PropertyRename result{{QObject::tr("Rename property %1 to %2").arg(from, to), {}, {}}, {}};
    const auto isMeant = [&](const Property &property) { return property.key.compare(from, Qt::CaseInsensitive) == 0; };
    for (const auto &file : snapshot.files()) {
        if (!file->note || std::ranges::none_of(file->note->facts.properties, isMeant))
            continue;
        Result<EditScript> edits = withPropertyRenamed(from, to, file->note->facts, file->note->text);
        if (edits)
            result.plan.files.append({file->path, file->path, textStamp(*file), std::move(*edits)});
        else
            result.skipped.append({edits.error().code, file->path.toString(), edits.error().sentence});
    }
    if (result.plan.files.isEmpty() && result.skipped.isEmpty())
        return failure(ErrorCode::NotFound, {}, QObject::tr("No note has a property %1.").arg(from));
    return result;
}

} // namespace tearsheet
