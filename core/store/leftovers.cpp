// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/leftovers.h"

#include "core/store/filestatus.h"
#include "core/store/filewrites.h"
#include "core/table/delimitedtext.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QObject>
#include <QRegularExpression>

#include <chrono>

#include <fcntl.h>
#include <unistd.h>

namespace tearsheet {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

bool isOurs(const struct statx &status, std::chrono::seconds age)
{
    // As exact as the file's time, which would lie ahead of whole milliseconds.
    const std::chrono::nanoseconds now = std::chrono::system_clock::now().time_since_epoch();
    const std::chrono::nanoseconds written(stampOf(status).changed);
    return S_ISREG(status.stx_mode) && status.stx_uid == ::geteuid() && now - written >= age;
}

/// The file that one beside it, whose name has `name` inside, belongs to; empty where nothing is kept of it.
NotePath noteOf(const QString &root, const QString &folder, const QString &name)
{
    QString whole = name;
    // Long names are cut, within a character at 77 bytes, and once were so without their ending.
    if (name.toUtf8().size() >= 77 && !QFile::exists(root + u'/' + folder + u'/' + name)) {
        QStringList files = QDir(root + u'/' + folder).entryList(QDir::Files);
        files.removeIf([&](const QString &file) {
            const QString inside = nameInside(file);
            const bool isOne = inside == name || (file.startsWith(name) && !hasKeptEnding(name));
            return !isOne || !hasKeptEnding(file);
        });
        if (files.size() == 1)
            whole = files.first();
        else if (!hasKeptEnding(name))
            whole = name + u".md"_s;
    }
    if (!hasKeptEnding(whole))
        return {};
    const Result<NotePath> path = NotePath::fromRelative(folder.isEmpty() ? whole : QString(folder + u'/' + whole));
    return path && isKeptInHistory(*path) ? *path : NotePath();
}

} // namespace

std::optional<QString> nameBehind(const QString &name)
{
    static const QRegularExpression pattern(uR"(\A\.(.+)\.tearsheet-[0-9a-z]{1,13}(\.old)?\z)"_s,
                                            QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpressionMatch match = pattern.match(name);
    return match.hasMatch() ? std::optional(match.captured(1)) : std::nullopt;
}

Result<> removeLeftovers(const QString &root, const QStringList &files, History &history, std::chrono::seconds age,
                         const FileCalls &calls)
{
    Result<> done;
    for (const QString &file : files) {
        const QString there = root + u'/' + file;
        const QByteArray encoded = QFile::encodeName(there);
        const QString folder = file.contains(u'/') ? file.section(u'/', 0, -2) : QString();
        const std::optional<QString> name = nameBehind(file.section(u'/', -1));
        const NotePath note = name ? noteOf(root, folder, *name) : NotePath();
        const auto status = fileStatus(AT_FDCWD, encoded.constData(), AT_SYMLINK_NOFOLLOW);
        if (note.isEmpty() || !status || !isOurs(*status, age))
            continue;
        const QString doing = QObject::tr("What a save of %1 left cannot be removed").arg(note.toString());
        const Result<QByteArray> text = readWhole(calls, there, doing);
        Result<> safe = text ? Result<>() : std::unexpected(text.error());
        if (text && !text->isEmpty() && readWhole(calls, root + u'/' + note.toString(), doing) != text)
            safe = history.keep({NewVersion::aside(note, *text)}, true);
        if (safe && calls.remove(encoded.constData()) != 0)
            safe = systemFailure(there, doing);
        if (!safe && done)
            done = safe;
    }
    return done;
}

} // namespace tearsheet
