// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/vaultof.h"

#include "core/vault/canvas.h"
#include "core/vault/indexer.h"
#include "core/vault/noteparser.h"

#include <algorithm>

namespace tearsheet {

QList<VaultFile> vaultFiles(QByteArrayView text)
{
    constexpr QByteArrayView mark = "//- ";
    QList<VaultFile> files;
    for (qsizetype begin = 0; begin < text.size();) {
        const qsizetype newline = text.indexOf('\n', begin);
        const qsizetype end = newline < 0 ? text.size() : newline + 1;
        const QByteArrayView line = text.sliced(begin, end - begin);
        begin = end;
        if (line.startsWith(mark)) {
            const Result<NotePath> path = NotePath::fromRelative(QString::fromUtf8(line.sliced(mark.size()).trimmed()));
            if (!path)
                qFatal("vaultFiles: %s", qUtf8Printable(path.error().sentence));
            files.append({*path, {}});
        } else if (!files.isEmpty()) {
            files.last().bytes += line;
        } else if (!line.trimmed().isEmpty()) {
            qFatal("vaultFiles: text before the first file: %s", line.toByteArray().constData());
        }
    }
    return files;
}

Snapshot vaultOf(QByteArrayView text)
{
    VaultChanges changes;
    for (const VaultFile &file : vaultFiles(text)) {
        const FileStamp stamp{.size = file.bytes.size(), .hash = contentHash(file.bytes)};
        changes.changed.append(
            file.path.isNote() || isCanvas(file.path)
                ? textEntry(file.path, stamp, file.bytes)
                : std::make_shared<const FileEntry>(FileEntry{file.path, FileKind::Attachment, stamp}));
    }
    return Indexer::next({}, changes);
}

QByteArray textAfter(const ChangePlan &plan, const Snapshot &before)
{
    QByteArray vault;
    for (const auto &file : before.files()) {
        const auto change = std::ranges::find(plan.files, file->path, &FileChange::path);
        const bool changes = change != plan.files.end();
        QByteArray text = file->text().value_or(QByteArray());
        if (changes) {
            const Result<QByteArray> changed = change->edits.apply(text);
            if (!changed)
                qFatal("textAfter: %s", qUtf8Printable(changed.error().sentence));
            text = *changed;
        }
        vault += "//- " + (changes ? change->newPath : file->path).toString().toUtf8() + '\n' + text;
        if (!vault.endsWith('\n'))
            vault += '\n';
    }
    return vault;
}

} // namespace tearsheet
