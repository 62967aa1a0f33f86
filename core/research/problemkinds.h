// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace tearsheet {

/// A kind of `Problem`.
struct ProblemKind
{
    QStringView name;      ///< Stable, for scripts: "unresolved-link".
    QString title;         ///< What such problems are, for people: "Links to nothing in the vault".
    bool mendable = false; ///< Whether some problems of this kind have a fix.
};

/// All kinds there are, those that can be mended first.
QList<ProblemKind> problemKinds();

/// The title of the kind `name`; the name itself where there is none.
QString problemTitle(QStringView name);

} // namespace tearsheet
