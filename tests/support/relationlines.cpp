// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/relationlines.h"

#include "tests/support/vaultof.h"

namespace tearsheet {

using namespace Qt::StringLiterals;

const char relatedNotes[] = R"(
//- Actors/Kestrel.md
#actor #company
//- Actors/Norrland.md
---
aliases: [Norrland Marine, Twin]
---
#actor #company
//- Actors/Kestrel Marine.md
#actor #company
//- Actors/Envik.md
---
aliases: [Envik Group, Twin]
---
#actor #company
//- Actors/Tern Capital.md
#actor #vc
//- Actors/Mira Holm.md
#actor #person
//- Actors/Halland.md
#actor #country
//- Actors/Port Authority.md
#actor #government
//- Concepts/Lithium.md
#concept #commodity
//- Concepts/Night ferries.md
#concept
//- Concepts/Ferry Act.md
#concept #policy
//- Sectors/Shipping.md
#sector
//- Sectors/Target.md
#sector
//- Events/Strike 2026.md
#event
//- Products/Gull 3.md
#product
//- Assets/Kestrel securities note.md
#asset
)";

QStringList statedRelations(const QString &path, const QByteArray &body, const RelationWords &words)
{
    const Snapshot snapshot = vaultOf(QByteArray(QByteArray(relatedNotes) + "//- " + path.toUtf8() + '\n' + body));
    const int file = snapshot.find(*NotePath::fromRelative(path));
    QStringList lines;
    for (const Relation &relation : relationsOf(file, snapshot, words)) {
        if (relation.best.type == RelationType::Link)
            continue;
        const QString name = relation.target < 0 ? u'"' + relation.targetName + u'"'
                                                 : snapshot.file(relation.target).path.name().toString();
        QString line = ruleName(relation.best.evidence.rule) + u' ' + name + u':';
        if (relation.best.modifier != RelationModifier::None)
            line += u' ' + modifierName(relation.best.modifier);
        line += u' ' + relationName(relation.best.type);
        if (relation.best.weight)
            line += u' ' + QString::number(*relation.best.weight);
        lines.append(line);
    }
    return lines;
}

} // namespace tearsheet
