// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/icons.h"

#include <QTabWidget>

namespace tearsheet {

/// Panels behind icons, for sides that are too narrow for all their titles: the one in front shows its own, the others
/// tell theirs in a tooltip, and to screen readers.
class IconTabs : public QTabWidget
{
public:
    explicit IconTabs(QWidget *parent = nullptr);

    /// Adds `panel`, which it takes over, as the last one.
    void addPanel(QWidget *panel, Icon sign, const QString &title);

private:
    void showTitles();
};

} // namespace tearsheet
