// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/graph/graphframe.h"

#include <QHash>

namespace tearsheet {

/// Labels as they are drawn: shortened, measured and painted once, then remembered. Use it from one thread.
class LabelTexts
{
public:
    /// Forgets what is remembered where any of these is another one. Labels are a little smaller than `font`.
    void use(const QFont &font, const FrameColours &colours, double ratio);

    /// How many labels may be measured and painted until the next call; what is beyond that is not there yet.
    void allow(int most) { m_left = most; }

    /// In pixels of the view; none where it must wait.
    std::optional<QSizeF> size(const QString &label, bool strong);

    /// With its halo, null where it must wait.
    QImage image(const QString &label, bool strong);

    /// What is shown of a long label.
    QString shown(const QString &label, bool strong);

    QFont font(bool strong) const;

private:
    struct Entry
    {
        QString shown;
        QSizeF size;
        QImage image;
    };

    Entry *find(const QString &label, bool strong);
    QImage paint(const Entry &entry, bool strong) const;

    QFont m_given;
    QFont m_font;
    FrameColours m_colours;
    double m_ratio = 0;
    int m_left = 0;
    QHash<QString, Entry> m_entries[2]; ///< Plain and strong.
};

} // namespace tearsheet
