// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QObject>
#include <QString>

namespace tearsheet {

/// "1 note", "8,012 notes".
inline QString countOfNotes(qsizetype count)
{
    return count == 1 ? QObject::tr("1 note") : QObject::tr("%1 notes").arg(QLocale().toString(count));
}

/// "1 link", "12 links".
inline QString countOfLinks(qsizetype count)
{
    return count == 1 ? QObject::tr("1 link") : QObject::tr("%1 links").arg(QLocale().toString(count));
}

/// "1 node", "12 nodes": of a graph.
inline QString countOfNodes(qsizetype count)
{
    return count == 1 ? QObject::tr("1 node") : QObject::tr("%1 nodes").arg(QLocale().toString(count));
}

/// "no edges", "1 edge", "12 edges".
inline QString countOfEdges(qsizetype count)
{
    return count == 0   ? QObject::tr("no edges")
           : count == 1 ? QObject::tr("1 edge")
                        : QObject::tr("%1 edges").arg(QLocale().toString(count));
}

} // namespace tearsheet
