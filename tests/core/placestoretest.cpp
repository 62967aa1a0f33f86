// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/placestore.h"
#include "core/graph/graph.h"

#include <QtTest>

#include <limits>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

quint64 note(QStringView path)
{
    return fileNodeKey(*NotePath::fromRelative(path));
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

const KeptPlaces Some{{note(u"Companies/Halden.md"), {1.5F, -2.25F, true}},
                      {note(u"Orrin.md"), {1e-7F, 123456.0F, false}},
                      {note(u"Žofín ☃.md"), {0, -0.0F, false}}};

} // namespace

class PlaceStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QVERIFY(QFile::exists(PlaceStore(u"/vaults/a"_s).path()) == false
                || QFile::remove(PlaceStore(u"/vaults/a"_s).path()));
    }

    void placesComeBack()
    {
        const PlaceStore store(u"/vaults/a"_s);
        QVERIFY(store.load().isEmpty());
        QVERIFY(store.keep(Some));
        QCOMPARE(store.load(), Some);
        QCOMPARE(PlaceStore(u"/vaults/a"_s).load(), Some);
        // What is kept next takes the place of all.
        const KeptPlaces one{{note(u"Vale.md"), {3, 4, false}}};
        QVERIFY(store.keep(one));
        QCOMPARE(store.load(), one);
        QVERIFY(store.keep({}));
        QVERIFY(store.load().isEmpty());
    }

    void vaultsAreApart()
    {
        QVERIFY(PlaceStore(u"/vaults/a"_s).keep(Some));
        QVERIFY(PlaceStore(u"/vaults/b"_s).path() != PlaceStore(u"/vaults/a"_s).path());
        QVERIFY(!PlaceStore(u"/vaults/a"_s).path().startsWith(u"/vaults"));
    }

    void graphsAroundNotesAreApart()
    {
        const auto around = [](const QString &path) {
            return PlaceStore(u"/vaults/a"_s, *NotePath::fromRelative(path));
        };
        const KeptPlaces one{{note(u"Vale.md"), {3, 4, true}}};
        QVERIFY(PlaceStore(u"/vaults/a"_s).keep(Some));
        QVERIFY(around(u"Orrin.md"_s).keep(one));
        QCOMPARE(PlaceStore(u"/vaults/a"_s).load(), Some);
        QCOMPARE(around(u"Orrin.md"_s).load(), one);
        QVERIFY(around(u"Vale.md"_s).load().isEmpty());
        QVERIFY(PlaceStore(u"/vaults/b"_s, *NotePath::fromRelative(u"Orrin.md"_s)).load().isEmpty());
    }

    void notesOfLongAgoAreForgotten()
    {
        const auto around = [](qsizetype number) {
            return PlaceStore(u"/vaults/many"_s, *NotePath::fromRelative(QString(QString::number(number) + u".md"_s)));
        };
        const KeptPlaces one{{note(u"Vale.md"), {3, 4, true}}};
        QDir(QFileInfo(around(0).path()).path()).removeRecursively(); // Of a run before.
        QVERIFY(PlaceStore(u"/vaults/many"_s).keep(Some));
        const QDateTime now = QDateTime::currentDateTime();
        for (qsizetype i = 0; i < PlaceStore::mostNotes; ++i) {
            QVERIFY(around(i).keep(one));
            QFile file(around(i).path());
            QVERIFY(file.open(QIODevice::ReadWrite));
            QVERIFY(file.setFileTime(now.addSecs(-1000 + i), QFileDevice::FileModificationTime));
        }
        QCOMPARE(around(0).load(), one);
        QVERIFY(around(PlaceStore::mostNotes).keep(one));
        QVERIFY(around(0).load().isEmpty());
        QCOMPARE(around(1).load(), one);
        QCOMPARE(around(PlaceStore::mostNotes).load(), one);
        QCOMPARE(PlaceStore(u"/vaults/many"_s).load(), Some);
    }

    void theSamePlacesAreTheSameBytes()
    {
        const PlaceStore store(u"/vaults/a"_s);
        QVERIFY(store.keep(Some));
        const QByteArray first = bytesOf(store.path());
        KeptPlaces again;
        again.reserve(100);
        for (const auto &[key, place] : Some.asKeyValueRange())
            again.insert(key, place);
        QVERIFY(store.keep(again));
        QCOMPARE(bytesOf(store.path()), first);
    }

    void placesThatAreNoneAreLeftOut()
    {
        const PlaceStore store(u"/vaults/a"_s);
        KeptPlaces places = Some;
        places.insert(note(u"Nowhere.md"), {std::numeric_limits<float>::quiet_NaN(), 0, true});
        places.insert(note(u"Far.md"), {0, std::numeric_limits<float>::infinity(), true});
        QVERIFY(store.keep(places));
        QCOMPARE(store.load(), Some);
    }

    void damageIsAsNone()
    {
        const PlaceStore store(u"/vaults/a"_s);
        QVERIFY(store.keep(Some));
        const QByteArray whole = bytesOf(store.path());
        for (qsizetype i = 0; i < whole.size(); ++i) {
            QByteArray damaged = whole;
            damaged[i] = static_cast<char>(damaged[i] ^ 0x41);
            write(store.path(), damaged);
            QVERIFY2(store.load().isEmpty(), qPrintable(QString::number(i)));
            write(store.path(), whole.first(i));
            QVERIFY(store.load().isEmpty());
        }
        write(store.path(), whole + 'x');
        QVERIFY(store.load().isEmpty());
        write(store.path(), whole);
        QCOMPARE(store.load(), Some);
    }

    void aFolderThatCannotBeWrittenIsSaid()
    {
        const PlaceStore store(u"/vaults/a"_s);
        QVERIFY(store.keep(Some));
        QFile::remove(store.path());
        QVERIFY(QDir().mkpath(store.path() + u"/taken"_s));
        const Result<> kept = store.keep(Some);
        QVERIFY(!kept);
        QVERIFY(kept.error().sentence.startsWith(u"Cannot keep the places of the graph"));
        QVERIFY(store.load().isEmpty());
        QVERIFY(QDir(store.path()).removeRecursively());
    }

    void placesFollowTheirFiles()
    {
        const QString root = u"/vaults/of files that move"_s;
        const auto path = [](const QString &text) { return *NotePath::fromRelative(text); };
        constexpr quint64 Frame = 0x5eed;
        const KeptPlace pinned{1, 2, true};
        const KeptPlace other{3, 4, false};
        QVERIFY(PlaceStore(root).keep(
            {{note(u"Vale.md"), pinned}, {note(u"Vale.md") ^ Frame, other}, {note(u"Orrin.md"), other}}));
        QVERIFY(PlaceStore(root, path(u"Orrin.md"_s)).keep({{note(u"Vale.md"), pinned}}));
        QVERIFY(PlaceStore(root, path(u"Vale.md"_s)).keep({{note(u"Vale.md"), other}}));
        // One that moves on is where it went last.
        QVERIFY(PlaceStore::follow(root,
                                   {{path(u"Vale.md"_s), path(u"New/Vale.md"_s)},
                                    {path(u"New/Vale.md"_s), path(u"New/Dale.md"_s)},
                                    {path(u"Nobody.md"_s), path(u"Orrin.md"_s)}},
                                   {0, Frame}));
        QCOMPARE(PlaceStore(root).load(), (KeptPlaces{{note(u"New/Dale.md"), pinned},
                                                      {note(u"New/Dale.md") ^ Frame, other},
                                                      {note(u"Orrin.md"), other}}));
        QCOMPARE(PlaceStore(root, path(u"Orrin.md"_s)).load(), (KeptPlaces{{note(u"New/Dale.md"), pinned}}));
        QCOMPARE(PlaceStore(root, path(u"New/Dale.md"_s)).load(), (KeptPlaces{{note(u"New/Dale.md"), other}}));
        QVERIFY(!QFile::exists(PlaceStore(root, path(u"Vale.md"_s)).path()));
    }
};

QTEST_GUILESS_MAIN(PlaceStoreTest)
#include "placestoretest.moc"
