// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/placestore.h"

#include "core/graph/graph.h"
#include "core/store/filewrites.h"
#include "core/store/record.h"
#include "core/text/textfile.h"

#include <QDir>
#include <QFileInfo>
#include <QObject>

#include <algorithm>
#include <bit>
#include <cmath>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

// The file: this line with the version, the hash of what follows, and the places by key as records.
constexpr QByteArrayView Magic = "TSPlaces 2\n";

const QString Ending = u".places"_s;

/// A place as it is written: the bits of its numbers, so that it comes back exactly.
struct Written
{
    quint64 key = 0;
    quint32 x = 0;
    quint32 y = 0;
    bool pinned = false;
};

/// The fields of a place, for a `RecordWriter` or a `RecordReader`.
void describe(auto &record, auto &place)
{
    record.number(place.key);
    record.number(place.x);
    record.number(place.y);
    record.flag(place.pinned);
}

} // namespace

PlaceStore::PlaceStore(const QString &root, const NotePath &note)
    : m_path(dataPlace(u"graph"_s, root)), m_ofNote(!note.isEmpty())
{
    if (m_ofNote)
        m_path += u'/' + QString::number(contentHash(note.toString().toUtf8()), 16);
    m_path += Ending;
}

KeptPlaces PlaceStore::load() const
{
    KeptPlaces places;
    const Result<QByteArray> bytes = readWhole(FileCalls::system(), m_path, QString());
    if (!bytes || !bytes->startsWith(Magic))
        return places;
    RecordReader record(QByteArrayView(*bytes).sliced(Magic.size()));
    quint64 hash = 0;
    QByteArray all;
    record.number(hash);
    record.bytes(all);
    if (!record.isGood() || !record.atEnd() || contentHash(all) != hash)
        return places;
    RecordReader reader(all);
    QList<Written> written;
    reader.list(written, [&](Written &place) { describe(reader, place); });
    if (!reader.isGood() || !reader.atEnd())
        return places;
    for (const Written &place : std::as_const(written)) {
        const KeptPlace kept{std::bit_cast<float>(place.x), std::bit_cast<float>(place.y), place.pinned};
        if (std::isfinite(kept.x) && std::isfinite(kept.y))
            places.insert(place.key, kept);
    }
    return places;
}

Result<> PlaceStore::keep(const KeptPlaces &places) const
{
    QList<Written> written;
    written.reserve(places.size());
    for (const auto &[key, place] : places.asKeyValueRange()) {
        if (std::isfinite(place.x) && std::isfinite(place.y))
            written.append({key, std::bit_cast<quint32>(place.x), std::bit_cast<quint32>(place.y), place.pinned});
    }
    // The same places are the same bytes.
    std::ranges::sort(written, {}, &Written::key);
    RecordWriter records;
    records.list(written, [&](const Written &place) { describe(records, place); });
    RecordWriter file;
    file.number(contentHash(records.bytes()));
    file.bytes(records.bytes());
    QByteArray bytes = Magic.toByteArray();
    bytes += file.bytes();
    if (const Result<> made = makeFolders(FileCalls::system(), QFileInfo(m_path).path(), 0700); !made)
        return made;
    Result<> done = replaceFile(FileCalls::system(), m_path, bytes, QObject::tr("Cannot keep the places of the graph"));
    if (done && m_ofNote)
        forgetOldest();
    return done;
}

Result<> PlaceStore::follow(const QString &root, const QList<FileRename> &renames, const QList<quint64> &frames)
{
    PlaceStore store(root);
    QList<PlaceStore> stores{store};
    store.m_ofNote = true;
    for (const QFileInfo &file : QDir(dataPlace(u"graph"_s, root)).entryInfoList({u'*' + Ending}, QDir::Files)) {
        store.m_path = file.filePath();
        stores.append(store);
    }
    Result<> done;
    for (const PlaceStore &one : std::as_const(stores)) {
        KeptPlaces places = one.load();
        bool changed = false;
        for (const FileRename &rename : renames) {
            const quint64 from = fileNodeKey(rename.from);
            const quint64 to = fileNodeKey(rename.to);
            for (const quint64 frame : frames) {
                if (!places.contains(from ^ frame))
                    continue;
                places.insert(to ^ frame, places.take(from ^ frame));
                changed = true;
            }
        }
        if (const Result<> kept = changed ? one.keep(places) : Result<>(); !kept)
            done = kept;
    }
    for (const FileRename &rename : renames) {
        const QString from = PlaceStore(root, rename.from).path();
        const QString to = PlaceStore(root, rename.to).path();
        if (QFile::exists(from)) {
            QFile::remove(to);
            QFile::rename(from, to);
        }
    }
    return done;
}

// What cannot be removed now will be another time.
void PlaceStore::forgetOldest() const
{
    const QDir folder = QFileInfo(m_path).dir();
    const QStringList files = folder.entryList({u'*' + Ending}, QDir::Files, QDir::Time);
    for (qsizetype i = mostNotes; i < files.size(); ++i)
        QFile::remove(folder.filePath(files.at(i)));
}

} // namespace tearsheet
