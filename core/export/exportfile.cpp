// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/exportfile.h"

#include "core/store/filewrites.h"
#include "core/store/notestore.h"

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

// What is in a vault is replaced as any save does it.
Result<> writeInVault(const NotePath &path, const QByteArray &bytes, const QString &root)
{
    NoteStore store(root);
    const Result<TextFile> now = store.read(path);
    if (!now && now.error().code != ErrorCode::NotFound)
        return std::unexpected(now.error());
    History history(root);
    if (now) {
        if (const Result<> kept = history.keep({NewVersion::found(path, *now)}, true); !kept)
            return kept;
        if (isKeptInHistory(path))
            store.setHistory({&history, {}});
    }
    const Result<FileStamp> written = now ? store.save(path, bytes, now->stamp) : store.create(path, bytes);
    return written ? Result<>() : std::unexpected(written.error());
}

} // namespace

Result<> writeExport(const QString &path, const QByteArray &bytes, const QString &root, ExportKind kind)
{
    const QString real = realPath(path);
    if (real.isEmpty())
        return failure(ErrorCode::NotFound, path, QObject::tr("There is no folder for %1.").arg(path));
    const QString vault = QDir(root).canonicalPath() + u'/';
    if (QString(real + u'/').startsWith(vault + QStringLiteral(".obsidian/"), Qt::CaseInsensitive))
        return failure(ErrorCode::OutsideVault, path,
                       QObject::tr("%1 lies among the settings of Obsidian; choose another place.").arg(path));
    if (QFileInfo(real).isDir())
        return failure(ErrorCode::NotAFile, path, QObject::tr("%1 is a folder.").arg(path));
    if (kind != ExportKind::Markdown && hasNoteEnding(real) && QFileInfo::exists(real))
        return failure(ErrorCode::Exists, path, QObject::tr("%1 is a note; choose another name.").arg(path));
    if (!real.startsWith(vault))
        return replaceFile(FileCalls::system(), real, bytes, QObject::tr("Cannot write %1").arg(path), true);
    const Result<NotePath> inVault = NotePath::fromRelative(QStringView(real).sliced(vault.size()));
    return inVault ? writeInVault(*inVault, bytes, root) : std::unexpected(inVault.error());
}

} // namespace tearsheet
