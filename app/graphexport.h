// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QSize>
#include <QString>
#include <Qt>

namespace tearsheet {

/// A picture of a graph that was asked for on the command line.
struct GraphExport
{
    QString file;  ///< Ends with .png, .pdf or .svg.
    QString vault; ///< Its folder.
    QString note;  ///< Path or name of the note in the middle; empty for the whole vault.
    bool dark = false;
    bool legend = true;             ///< Below it.
    QSize size = QSize(4000, 2500); ///< Of a PNG in pixels, with its legend; drawings have the same shape.
};

/// Lays the graph out and writes its picture, as the window shows it where nothing else was chosen. Takes as long as
/// that takes, and needs a QGuiApplication, but no screen.
Result<> exportGraph(const GraphExport &wanted);

} // namespace tearsheet
