// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/history.h"

#include <QDir>
#include <QRandomGenerator>
#include <QtTest>

#include <algorithm>
#include <cerrno>

namespace tearsheet::kept {

using namespace Qt::StringLiterals;

inline NotePath at(const QString &path)
{
    return *NotePath::fromRelative(path);
}

inline NewVersion written(const QString &path, const QByteArray &bytes, Author author = Author::Here)
{
    return {.path = at(path), .bytes = bytes, .author = author, .time = 1};
}

inline NewVersion removed(const QString &path, const QByteArray &bytes)
{
    return {.path = at(path), .bytes = bytes, .kind = VersionKind::Deleted};
}

inline NewVersion moved(const QString &from, const QString &path)
{
    return {.path = at(path), .kind = VersionKind::Moved, .from = at(from)};
}

/// The versions of a note as "path kind text", the newest first.
inline QStringList pastOf(const History &history, const QString &path)
{
    QStringList past;
    const Result<QList<Version>> versions = history.versions(at(path));
    for (const Version &version : versions.value()) {
        const Result<QByteArray> text = history.bytes(version);
        const QString what = text ? QString::fromUtf8(*text) : text.error().sentence;
        const QString kind =
            QStringList{u""_s, u"deleted "_s, u"moved "_s, u"aside "_s}.at(static_cast<int>(version.kind));
        past.append(version.path.toString() + u' ' + kind + what);
    }
    return past;
}

/// Where a note has `text` among its versions.
inline bool holds(const History &history, const QString &path, const QByteArray &text)
{
    const Result<QList<Version>> versions = history.versions(at(path));
    return versions
           && std::ranges::any_of(*versions, [&](const Version &version) { return history.bytes(version) == text; });
}

inline QStringList segmentsOf(const History &history)
{
    return QDir(history.folder()).entryList({u"*.log"_s}, QDir::Files, QDir::Name);
}

inline QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline void replace(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qUtf8Printable(path));
}

inline void age(const QString &path, int days)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite)
        || !file.setFileTime(QDateTime::currentDateTime().addDays(-days), QFileDevice::FileModificationTime))
        qFatal("cannot age %s", qUtf8Printable(path));
}

/// Bytes that no packing makes smaller.
inline QByteArray noise(qsizetype size, quint32 seed)
{
    QByteArray bytes(size, Qt::Uninitialized);
    QRandomGenerator random(seed);
    for (char &byte : bytes)
        byte = static_cast<char>(random.bounded(256));
    return bytes;
}

inline const QList<int> &errors()
{
    static const QList<int> all{EIO, ENOSPC, EACCES, EDQUOT, EINTR};
    return all;
}

} // namespace tearsheet::kept
