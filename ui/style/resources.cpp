// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/resources.h"

#include <QDir>

// Qt wants this outside of any namespace.
static void initialise()
{
    Q_INIT_RESOURCE(app);
}

namespace tearsheet {

void loadResources()
{
    initialise();
}

} // namespace tearsheet
