// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/icontabs.h"

#include <QTabBar>

namespace tearsheet {

IconTabs::IconTabs(QWidget *parent) : QTabWidget(parent)
{
    connect(this, &QTabWidget::currentChanged, this, &IconTabs::showTitles);
}

void IconTabs::addPanel(QWidget *panel, Icon sign, const QString &title)
{
    const int index = addTab(panel, icon(sign), {});
    setTabToolTip(index, title);
    tabBar()->setAccessibleTabName(index, title);
    showTitles();
}

void IconTabs::showTitles()
{
    for (int index = 0; index < count(); ++index)
        setTabText(index, index == currentIndex() ? tabToolTip(index) : QString());
}

} // namespace tearsheet
