// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/plugins.h"

#include <QCoreApplication>
#include <QFile>
#include <QLoggingCategory>
#include <QPluginLoader>

namespace tearsheet {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(pluginLog, "tearsheet.plugins")

QObject *loadPlugin(const QString &name)
{
    const QString own = QCoreApplication::applicationDirPath();
    QPluginLoader loader;
    for (const QString &folder : {own, QString(own + u"/../lib/tearsheet"_s)}) {
        const QString file = folder + u"/lib"_s + name + u".so"_s;
        if (QFile::exists(file))
            loader.setFileName(file);
        if (QObject *const instance = loader.fileName().isEmpty() ? nullptr : loader.instance())
            return instance;
    }
    qCWarning(pluginLog, "The part %s of the program is not there: %s", qPrintable(name),
              qPrintable(loader.errorString()));
    return nullptr;
}

} // namespace tearsheet
