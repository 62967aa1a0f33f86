// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace tearsheet {

/// A plot as a picture, and what the user wants to be done with it.
struct PlotPicture
{
    enum class Use {
        Export, ///< Into a file that the user chooses.
        Embed,  ///< Into the note, below the table.
    };

    Use use = Use::Export;
    QString name; ///< What it shows, which its file is named after: "Market share by company".
    QString kind; ///< "svg" or "png"
    QByteArray bytes;
};

} // namespace tearsheet
