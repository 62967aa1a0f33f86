// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/history.h"

#include "core/store/filewrites.h"
#include "tests/core/keptversions.h"
#include "tests/support/randomtext.h"

#include <QDirIterator>

#include <sys/stat.h>

using namespace tearsheet;
using namespace tearsheet::kept;
using namespace Qt::StringLiterals;

/// What the history keeps of notes, and tells of them.
class HistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QDir(QFileInfo(dataPlace(u"history"_s, {})).path()).removeRecursively(); }

    // What gave way unsaved is there, and hides nothing of what the file said.
    void whatIsSetAsideIsNoVersionOfTheFile()
    {
        const QTemporaryDir vault;
        History history(vault.path());
        QVERIFY(history.keep({written(u"A.md"_s, "one"), NewVersion::aside(at(u"A.md"_s), "mine"),
                              written(u"A.md"_s, "one", Author::Outside), NewVersion::aside(at(u"A.md"_s), "one"),
                              NewVersion::aside(at(u"A.md"_s), "mine")},
                             true));
        QCOMPARE(pastOf(history, u"A.md"_s), QStringList({u"A.md aside mine"_s, u"A.md one"_s}));
        QVERIFY(history.keep({NewVersion::aside(at(u"A.md"_s), "mine")}, true)); // Once is enough.
        QVERIFY(history.keep({NewVersion::aside(at(u"B.md"_s), "never saved")}, true));
        QCOMPARE(pastOf(history, u"A.md"_s).size(), 2);
        QVERIFY(history.keep({removed(u"A.md"_s, "one"), NewVersion::aside(at(u"A.md"_s), "typed then")}, true));
        QByteArrayList gone;
        const QList<Version> deleted = history.deleted().value();
        for (const Version &version : deleted)
            gone.append(history.bytes(version).value());
        QCOMPARE(gone, (QByteArrayList{"typed then", "one", "never saved"}));
        QVERIFY(history.keep({written(u"A.md"_s, "one")}, true));
        QCOMPARE(history.deleted().value().size(), 1);
    }

    void versionsAreCompressed()
    {
        const QTemporaryDir vault;
        History history(vault.path());
        const QByteArray text = QByteArray("The yard built another ferry this year.\n").repeated(5000);
        QVERIFY(history.keep({written(u"A.md"_s, text), written(u"A.md"_s, text + "And one more.\n")}, true));
        qint64 size = 0;
        QDirIterator files(QFileInfo(dataPlace(u"history"_s, {})).path(), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext())
            size += files.nextFileInfo().size();
        QVERIFY2(size > 0 && size < text.size() / 10, qPrintable(QString::number(size)));
        const QList<Version> versions = History(vault.path()).versions(at(u"A.md"_s)).value();
        QCOMPARE(versions.size(), 2);
        QCOMPARE(history.bytes(versions.last()).value(), text);
    }

    // A program remembers what it saw at its last start; others have written since.
    void whatWasSeenLongAgoIsNoNewVersion()
    {
        const QTemporaryDir vault;
        History history(vault.path());
        QVERIFY(history.keep({written(u"A.md"_s, "one"), written(u"A.md"_s, "two")}, true));
        const auto seen = [&](const QByteArray &bytes) {
            return NewVersion{.path = at(u"A.md"_s), .bytes = bytes, .time = 1, .once = true};
        };
        QVERIFY(History(vault.path()).keep({seen("one"), written(u"A.md"_s, "two", Author::Outside)}, true));
        QCOMPARE(pastOf(history, u"A.md"_s), QStringList({u"A.md two"_s, u"A.md one"_s}));
        QCOMPARE(history.versions(at(u"A.md"_s)).value().first().author, Author::Here);
        QVERIFY(history.keep({seen("before all"), seen("before all"), written(u"A.md"_s, "three")}, true));
        QCOMPARE(pastOf(history, u"A.md"_s),
                 QStringList({u"A.md three"_s, u"A.md before all"_s, u"A.md two"_s, u"A.md one"_s}));
        // What is the newest again is a version of its own.
        QVERIFY(history.keep({written(u"A.md"_s, "one", Author::Outside)}, true));
        QCOMPARE(pastOf(history, u"A.md"_s).first(), u"A.md one"_s);
    }

    void timesFollowEachOther()
    {
        const QTemporaryDir vault;
        History history(vault.path());
        const auto keep = [&](const QByteArray &bytes, qint64 time) {
            return history.keep({{.path = at(u"A.md"_s), .bytes = bytes, .time = time}}, false).has_value();
        };
        const qint64 future = QDateTime::currentMSecsSinceEpoch() + 1'000'000;
        QVERIFY(keep("old", 5) && keep("now", 0) && keep("copied with its time", 7) && keep("ahead", future)
                && keep("later", 0));
        QList<qint64> times;
        const QList<Version> versions = history.versions(at(u"A.md"_s)).value();
        for (const Version &version : versions)
            times.prepend(version.time);
        QCOMPARE(times.size(), 5);
        QVERIFY(std::ranges::is_sorted(times));
        QCOMPARE(times.first(), 5);
        QCOMPARE(times.last(), future);
    }

    // A folder that was full is written to again: what was seen meanwhile is no newer for that.
    void whatIsKeptLaterHasItsOwnTime()
    {
        const QTemporaryDir vault;
        History history(vault.path());
        const auto version = [](const QByteArray &bytes, qint64 time, qint64 seen = 0) {
            return NewVersion{
                .path = at(u"A.md"_s), .bytes = bytes, .time = time, .from = {}, .once = seen != 0, .seen = seen};
        };
        const auto told = [&] {
            QStringList versions;
            const QList<Version> all = history.versions(at(u"A.md"_s)).value();
            for (const Version &one : all)
                versions.append(u"%1 %2"_s.arg(QString::fromUtf8(history.bytes(one).value())).arg(one.time));
            return versions;
        };
        QVERIFY(history.keep({version("first", 100), version("third", 300)}, false));
        QVERIFY(history.keep({version("second", 200, 210)}, false));
        QCOMPARE(told(), QStringList({u"third 300"_s, u"second 200"_s, u"first 100"_s}));
        // A file that was copied with its time came to be when it was seen.
        QVERIFY(history.keep({version("copied", 50, 400)}, false));
        QCOMPARE(told().first(), u"copied 400"_s);
        // The newest is the newest still, and is not kept twice.
        QVERIFY(history.keep({version("late", 350, 360)}, false));
        QVERIFY(history.keep({version("copied", 500)}, false));
        QCOMPARE(told(),
                 QStringList({u"copied 400"_s, u"late 350"_s, u"third 300"_s, u"second 200"_s, u"first 100"_s}));
        QVERIFY(history.keep({removed(u"A.md"_s, "copied")}, false));
        QVERIFY(history.keep({version("later still", 390, 395)}, false));
        QCOMPARE(history.deleted().value().size(), 1);
        QCOMPARE(History(vault.path()).versions(at(u"A.md"_s)).value().size(), 7);
    }

    void versionsAreKept()
    {
        const QTemporaryDir vault;
        History history(vault.path());
        QCOMPARE(history.versions(at(u"A.md"_s)).value(), {});
        QVERIFY(!QFile::exists(history.folder()));
        QVERIFY(history.keep({written(u"A.md"_s, "one"), written(u"é/B.md"_s, "")}, true));
        QVERIFY(history.keep({{.path = at(u"A.md"_s), .bytes = "two", .author = Author::Outside}}, false));
        QCOMPARE(pastOf(history, u"A.md"_s), QStringList({u"A.md two"_s, u"A.md one"_s}));
        QCOMPARE(pastOf(history, u"é/B.md"_s), QStringList(u"é/B.md "_s));
        QCOMPARE(pastOf(history, u"C.md"_s), {});

        const QList<Version> versions = History(vault.path()).versions(at(u"A.md"_s)).value();
        QCOMPARE(versions.at(1).time, 1);
        QCOMPARE(versions.at(1).author, Author::Here);
        QCOMPARE(versions.at(1).size, 3u);
        QCOMPARE(versions.at(1).hash, contentHash("one"));
        QCOMPARE(versions.at(0).author, Author::Outside);
        QVERIFY(std::abs(versions.at(0).time - QDateTime::currentMSecsSinceEpoch()) < 60'000);
    }

    void nobodyElseReadsThem()
    {
        const QTemporaryDir vault;
        History history(vault.path());
        QVERIFY(history.keep({written(u"A.md"_s, "one")}, false));
        struct stat status{};
        QCOMPARE(stat(QFile::encodeName(history.folder()).constData(), &status), 0);
        QCOMPARE(status.st_mode & 0777, 0700u);
    }

    void aMoveLeadsToTheNamesBefore()
    {
        const QTemporaryDir vault;
        History history(vault.path());
        const QString a = u"a.md"_s;
        const QString b = u"b.md"_s;
        QVERIFY(history.keep({written(b, "an older b"), removed(b, "an older b")}, false));
        QVERIFY(history.keep({written(a, "1"), moved(a, b), written(b, "1"), written(b, "2")}, false));
        QVERIFY(history.keep({written(a, "another a")}, false));
        const QStringList past{u"b.md 2"_s, u"b.md moved "_s, u"a.md 1"_s};
        QCOMPARE(pastOf(history, b), past);
        QCOMPARE(pastOf(history, a), QStringList(u"a.md another a"_s));
        // The same move, told once more, as after a crash.
        History other(vault.path());
        QVERIFY(other.keep({written(u"c.md"_s, "c"), moved(u"c.md"_s, u"d.md"_s), written(u"d.md"_s, "d"),
                            moved(u"c.md"_s, u"d.md"_s)},
                           false));
        QCOMPARE(pastOf(history, u"d.md"_s), QStringList({u"d.md d"_s, u"d.md moved "_s, u"c.md c"_s}));
        // There and back again, and there once more.
        QVERIFY(history.keep({moved(b, u"e.md"_s)}, false));
        QVERIFY(history.keep({moved(u"e.md"_s, b)}, false));
        QVERIFY(history.keep({moved(b, u"e.md"_s)}, false));
        QCOMPARE(pastOf(history, u"e.md"_s),
                 QStringList({u"e.md moved "_s, u"b.md moved "_s, u"e.md moved "_s}) + past);
        QCOMPARE(pastOf(history, b), {});
    }

    void whatIsKnownIsNotKeptAgain()
    {
        const QTemporaryDir vault;
        const QByteArray text = noise(50'000, 1);
        History history(vault.path());
        QVERIFY(history.keep({written(u"A.md"_s, text), written(u"A.md"_s, text), written(u"B.md"_s, text)}, false));
        const QString segment = history.folder() + u'/' + segmentsOf(history).first();
        const qint64 size = QFileInfo(segment).size();
        QVERIFY(size < 60'000);
        QVERIFY(history.keep({written(u"A.md"_s, text, Author::Outside)}, true));
        History other(vault.path());
        QVERIFY(other.keep({written(u"B.md"_s, text)}, true));
        QCOMPARE(QFileInfo(segment).size(), size);
        QVERIFY(other.keep({removed(u"A.md"_s, text), written(u"C.md"_s, text)}, true));
        QVERIFY(QFileInfo(segment).size() < size + 1000);
        QVERIFY(holds(history, u"C.md"_s, text));
        QCOMPARE(history.versions(at(u"A.md"_s)).value().size(), 2);
    }

    // Many at once are written faster, and differently.
    void manyAtOnce()
    {
        const QTemporaryDir vault;
        History history(vault.path());
        QList<NewVersion> versions;
        for (int i = 0; i < 300; ++i)
            versions.append(written(u"%1.md"_s.arg(i), noise(100 + i % 100, static_cast<quint32>(i % 150))));
        QVERIFY(history.keep(versions, true));
        for (const NewVersion &version : std::as_const(versions))
            QVERIFY(holds(history, version.path.toString(), version.bytes));
    }

    // From outside, a text that comes back is told again; what follows itself is one, the first.
    void equalTextsInARowAreOne()
    {
        const QTemporaryDir vault;
        History history(vault.path());
        QVERIFY(history.keep({written(u"A.md"_s, "1"), written(u"A.md"_s, "2"), written(u"A.md"_s, "1")}, false));
        QVERIFY(history.keep({moved(u"A.md"_s, u"B.md"_s), written(u"B.md"_s, "1", Author::Outside)}, false));
        QCOMPARE(pastOf(history, u"B.md"_s), QStringList({u"B.md moved "_s, u"A.md 1"_s, u"A.md 2"_s, u"A.md 1"_s}));
        QCOMPARE(history.versions(at(u"B.md"_s)).value().at(1).author, Author::Here);
    }

    // At a start, the cache may remember a text from before the last one.
    void whatIsGoneDoesNotGoAgain()
    {
        const QTemporaryDir vault;
        History history(vault.path());
        QVERIFY(history.keep({written(u"A.md"_s, "1"), written(u"A.md"_s, "2"), removed(u"A.md"_s, "2")}, false));
        const QStringList past{u"A.md deleted 2"_s, u"A.md 2"_s, u"A.md 1"_s};
        QCOMPARE(pastOf(history, u"A.md"_s), past);
        QVERIFY(History(vault.path()).keep({removed(u"A.md"_s, "1")}, false));
        QCOMPARE(pastOf(history, u"A.md"_s), past);
        // A text that is nowhere else is kept.
        QVERIFY(History(vault.path()).keep({removed(u"A.md"_s, "3")}, false));
        QVERIFY(holds(history, u"A.md"_s, "3"));
    }

    void deletedNotes()
    {
        const QTemporaryDir vault;
        History history(vault.path());
        QVERIFY(history.keep({written(u"A.md"_s, "a"), removed(u"A.md"_s, "a"), removed(u"B.md"_s, "b"),
                              removed(u"C.md"_s, "c"), removed(u"D.md"_s, "d")},
                             false));
        QVERIFY(history.keep({written(u"B.md"_s, "again"), moved(u"X.md"_s, u"D.md"_s)}, false));
        const QList<Version> deleted = history.deleted().value();
        QCOMPARE(deleted.size(), 3);
        QCOMPARE(deleted.at(0).path, at(u"D.md"_s)); // X.md lies there, and its past is another one.
        QVERIFY(deleted.at(0).covered);
        QCOMPARE(deleted.at(1).path, at(u"C.md"_s));
        QVERIFY(!deleted.at(1).covered);
        QCOMPARE(history.bytes(deleted.at(2)).value(), "a");
        QCOMPARE(pastOf(history, u"B.md"_s), QStringList({u"B.md again"_s, u"B.md deleted b"_s}));
    }

    // B.md is deleted and A.md renamed to it, and edited: the texts of B.md are found as before.
    void whatLayWhereAnotherNoteLiesIsFound()
    {
        const QTemporaryDir vault;
        History history(vault.path());
        QVERIFY(history.keep({written(u"B.md"_s, "b"), written(u"B.md"_s, "b and more"),
                              removed(u"B.md"_s, "b and more"), NewVersion::aside(at(u"B.md"_s), "typed then")},
                             false));
        QVERIFY(
            history.keep({written(u"A.md"_s, "a"), moved(u"A.md"_s, u"B.md"_s), written(u"B.md"_s, "a now")}, false));
        QCOMPARE(pastOf(history, u"B.md"_s), QStringList({u"B.md a now"_s, u"B.md moved "_s, u"A.md a"_s}));
        const QList<Version> deleted = history.deleted().value();
        QCOMPARE(deleted.size(), 2);
        QCOMPARE(history.bytes(deleted.at(0)).value(), "typed then");
        QCOMPARE(history.bytes(deleted.at(1)).value(), "b and more");
        QStringList past;
        const QList<Version> versions = history.versionsUntil(deleted.at(1)).value();
        for (const Version &version : versions)
            past.append(QString::fromUtf8(history.bytes(version).value()));
        QCOMPARE(past, QStringList({u"b and more"_s, u"b and more"_s, u"b"_s}));
        // Wherever the other one goes, and whatever comes to its place.
        QVERIFY(history.keep({moved(u"B.md"_s, u"C.md"_s), written(u"B.md"_s, "another")}, false));
        QCOMPARE(history.deleted().value(), deleted);
        QCOMPARE(history.versionsUntil(deleted.at(1)).value(), versions);
    }

    // What was set aside of a note when it had moved away lies at a path that leads nowhere.
    void whatIsSetAsideWhereANoteWasIsFound()
    {
        const QTemporaryDir vault;
        History history(vault.path());
        QVERIFY(history.keep({written(u"A.md"_s, "a"), NewVersion::aside(at(u"A.md"_s), "before"),
                              moved(u"A.md"_s, u"B.md"_s), NewVersion::aside(at(u"A.md"_s), "after")},
                             false));
        const QList<Version> deleted = history.deleted().value();
        QCOMPARE(deleted.size(), 1);
        QCOMPARE(history.bytes(deleted.first()).value(), "after");
        QVERIFY(pastOf(history, u"B.md"_s).contains(u"A.md aside before"_s));
    }

    void oldSegmentsGoFirst()
    {
        const QTemporaryDir vault;
        History history(vault.path());
        const auto pathOf = [](int i) { return u"%1.md"_s.arg(i); };
        for (int i = 1; i <= 4; ++i)
            QVERIFY(history.keep({written(pathOf(i), noise(17 << 20, static_cast<quint32>(i)))}, false));
        QCOMPARE(segmentsOf(history).size(), 4);
        const Version oldest = history.versions(at(pathOf(1))).value().first();
        QVERIFY(history.prune({}));
        QCOMPARE(segmentsOf(history).size(), 4);
        age(history.folder() + u'/' + segmentsOf(history).first(), 181);
        QVERIFY(history.prune({}));
        QCOMPARE(segmentsOf(history).size(), 3);
        QCOMPARE(history.bytes(oldest).error().code, ErrorCode::NotFound);
        QVERIFY(history.prune({.days = 180, .bytes = 40 << 20}));
        QCOMPARE(segmentsOf(history), QStringList({u"00000003.log"_s, u"00000004.log"_s}));
        QVERIFY(history.prune({.days = 180, .bytes = 0}));
        QCOMPARE(segmentsOf(history), QStringList(u"00000004.log"_s));
        QVERIFY(holds(history, pathOf(4), noise(17 << 20, 4)));
        // What went is no longer known.
        QVERIFY(history.keep({written(pathOf(1), noise(17 << 20, 1))}, true));
        QVERIFY(holds(history, pathOf(1), noise(17 << 20, 1)));
    }

    void twoObjectsKnowOfEachOther()
    {
        const QTemporaryDir vault;
        History one(vault.path());
        History other(vault.path());
        for (int i = 0; i < 50; ++i) {
            QVERIFY(one.keep({written(u"A.md"_s, QByteArray::number(i))}, false));
            QVERIFY(other.keep({written(u"A.md"_s, QByteArray::number(i))}, false));
            QVERIFY(other.keep({written(u"B.md"_s, QByteArray::number(i))}, i % 10 == 0));
        }
        QCOMPARE(one.versions(at(u"A.md"_s)).value().size(), 50);
        QCOMPARE(one.versions(at(u"B.md"_s)).value().size(), 50);
        // Someone throws all away, and the other one begins anew.
        QVERIFY(QDir(one.folder()).removeRecursively());
        QVERIFY(other.keep({written(u"B.md"_s, "new")}, false));
        QVERIFY(one.keep({written(u"A.md"_s, "49"), written(u"B.md"_s, "newer")}, false));
        QCOMPARE(pastOf(one, u"A.md"_s), QStringList(u"A.md 49"_s));
        QCOMPARE(pastOf(other, u"B.md"_s), QStringList({u"B.md newer"_s, u"B.md new"_s}));
    }

    // Random versions of a few notes, kept by several objects: the past of each is as told.
    void anyOrder()
    {
        RandomText random(3);
        for (int round = 0; round < 40; ++round) {
            const QTemporaryDir vault;
            std::vector<std::unique_ptr<History>> objects;
            for (int i = 0; i < 3; ++i)
                objects.push_back(std::make_unique<History>(vault.path()));
            QMap<QString, QStringList> expected; // The texts of a path, the newest first.
            for (int i = 0; i < 40; ++i) {
                QList<NewVersion> versions;
                for (int count = random.number(0, 3); count >= 0; --count) {
                    const QString path = u"%1.md"_s.arg(random.number(0, 3));
                    const QString text = QString::fromLatin1(random.text(3).toHex());
                    versions.append(written(path, text.toUtf8()));
                    if (expected[path].value(0, u"none"_s) != text)
                        expected[path].prepend(text);
                }
                QVERIFY(objects.at(static_cast<size_t>(random.number(0, 2)))->keep(versions, false));
            }
            for (auto it = expected.cbegin(); it != expected.cend(); ++it) {
                QStringList past = pastOf(*objects.front(), it.key());
                for (QString &text : past)
                    text = text.sliced(it.key().size() + 1);
                QCOMPARE(past, it.value());
            }
        }
    }
};

QTEST_GUILESS_MAIN(HistoryTest)
#include "historytest.moc"
