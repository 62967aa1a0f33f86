// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/exportfile.h"

#include "core/store/filewrites.h"

#include <QDir>
#include <QFileInfo>
#include <QObject>

namespace tearsheet {

namespace {

// Where the file really lies: it, or its folder, may be a link. Empty where there is no such folder.
QString realPath(const QString &path)
{
    const QFileInfo file(path);
    if (const QString real = file.canonicalFilePath(); !real.isEmpty())
        return real;
    const QString folder = QFileInfo(file.absolutePath()).canonicalFilePath();
    return folder.isEmpty() ? QString() : QString(folder + u'/' + file.fileName());
}

} // namespace

Result<> writeExport(const QString &path, const QByteArray &bytes, const QString &root)
{
    const QString real = realPath(path);
    if (real.isEmpty())
        return failure(ErrorCode::NotFound, path, QObject::tr("There is no folder for %1.").arg(path));
    const QString settings = QDir(root).canonicalPath() + QStringLiteral("/.obsidian/");
    if (QString(real + u'/').startsWith(settings, Qt::CaseInsensitive))
        return failure(ErrorCode::OutsideVault, path,
                       QObject::tr("%1 lies among the settings of Obsidian; choose another place.").arg(path));
    if (QFileInfo(real).isDir())
        return failure(ErrorCode::NotAFile, path, QObject::tr("%1 is a folder.").arg(path));
    return replaceFile(FileCalls::system(), real, bytes, QObject::tr("Cannot write %1").arg(path));
}

} // namespace tearsheet
