// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/aliasedit.h"

#include "core/note/propertyedit.h"
#include "core/note/propertyvalue.h"

#include <QJsonArray>
#include <QObject>

#include <algorithm>

namespace tearsheet {

Result<EditScript> withAlias(const QString &alias, const NoteFacts &facts, QByteArrayView text)
{
    if (facts.aliases.contains(alias))
        return EditScript();
    const QString key = QStringLiteral("aliases");
    const auto property = std::ranges::find_if(
        facts.properties, [&](const Property &p) { return p.key.compare(key, Qt::CaseInsensitive) == 0; });
    QJsonArray aliases;
    if (property != facts.properties.end()) {
        const QJsonValue value = propertyJson(*property, text);
        if (value.isObject())
            return failure(ErrorCode::BadEdit, {}, QObject::tr("The aliases in the front matter are no list."));
        if (value.isArray())
            aliases = value.toArray();
        else if (!value.isNull())
            aliases.append(value);
    }
    aliases.append(alias);
    return withProperty(key, aliases, facts, text);
}

} // namespace tearsheet
