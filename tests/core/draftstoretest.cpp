// SPDX-License-Identifier: GPL-3.0-or-later
// Unsaved texts outlive the program, however it ends, and only then are offered to the next one.
#include "core/store/draftstore.h"
#include "core/store/record.h"
#include "core/text/textfile.h"
#include "tests/support/childprocess.h"
#include "tests/support/faultycalls.h"

#include <QDir>
#include <QDirIterator>
#include <QtTest>

#include <cerrno>

#include <sys/stat.h>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

Draft draftOf(const QString &path, const QByteArray &bytes, qint64 time = 1)
{
    return {.path = *NotePath::fromRelative(path), .bytes = bytes, .base = "base\n", .time = time, .place = {}};
}

/// A program that keeps `drafts` for the vault at `root`, and is killed.
void leave(const QString &root, const QList<Draft> &drafts)
{
    QVERIFY(ChildProcess([&] {
                auto *store = new DraftStore(root); // Never destroyed.
                return std::ranges::all_of(drafts, [&](const Draft &draft) { return store->keep(draft).has_value(); });
            }).succeeded());
}

QStringList textsIn(const QList<Draft> &drafts)
{
    QStringList texts;
    for (const Draft &draft : drafts)
        texts.append(draft.path.toString() + u' ' + QString::fromUtf8(draft.bytes));
    return texts;
}

/// The files below the folder of all drafts, by name, locks aside.
QStringList filesLeft()
{
    QStringList names;
    QDirIterator entries(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/tearsheet/drafts"_s,
                         QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        if (entries.next(); entries.fileName() != u"lock")
            names.append(entries.filePath());
    }
    return names;
}

} // namespace

class DraftStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QDir(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/tearsheet/drafts"_s)
            .removeRecursively();
    }

    void draftsOfAProgramThatIsGone()
    {
        leave(u"/v"_s, {draftOf(u"A.md"_s, "a", 1), draftOf(u"é/B.md"_s, QByteArray("b\0\r\n", 4), 3),
                        draftOf(u"C.md"_s, "", 2), draftOf(u"A.md"_s, "a, later", 4)});
        DraftStore store(u"/v"_s);
        const QList<Draft> drafts = store.abandoned();
        QCOMPARE(drafts.size(), 3);
        Draft expected = draftOf(u"A.md"_s, "a, later", 4);
        expected.place = drafts.first().place;
        QCOMPARE(drafts.at(0), expected);
        QCOMPARE(drafts.at(1).bytes, QByteArray("b\0\r\n", 4));
        QCOMPARE(drafts.at(2).path.toString(), u"C.md"_s);
        QCOMPARE(DraftStore(u"/other"_s).abandoned(), {});
        // They stay until they are not wanted; who comes late finds nothing to do.
        DraftStore other(u"/v"_s);
        QCOMPARE(other.abandoned(), drafts);
        store.discard(drafts.at(0));
        other.discard(drafts.at(0));
        QCOMPARE(other.abandoned(), drafts.sliced(1));
        other.discard(drafts.at(1));
        other.discard(drafts.at(2));
        QCOMPARE(store.abandoned(), {});
        QCOMPARE(filesLeft().size(), 1);
    }

    void whatIsKnownOfADraftIsKept()
    {
        Draft draft = draftOf(u"A.md"_s, "typed\n");
        draft.base.clear();
        draft.isPart = true;
        draft.inode = 17;
        draft.born = 18;
        leave(u"/v"_s, {draft});
        DraftStore store(u"/v"_s);
        draft.place = store.abandoned().value(0).place;
        QCOMPARE(store.abandoned(), QList<Draft>{draft});
    }

    // They told a part by the want of a base.
    void draftsOfEarlierProgramsAreRead()
    {
        leave(u"/v"_s, {draftOf(u"A.md"_s, "a", 1), draftOf(u"B.md"_s, "b", 2)});
        for (const QString &name : filesLeft()) {
            QFile file(name);
            if (!QFileInfo(name).isFile())
                continue;
            QVERIFY(file.open(QIODevice::ReadWrite));
            const bool isPart = file.readAll().contains("B.md");
            RecordWriter fields;
            fields.text(isPart ? u"B.md"_s : u"A.md"_s);
            fields.number(qint64{isPart ? 2 : 1});
            fields.bytes(isPart ? "" : "base\n");
            fields.bytes(isPart ? "b" : "a");
            const QByteArray hash = QByteArray::number(contentHash(fields.bytes()), 16).rightJustified(16, '0');
            QVERIFY(file.resize(0) && file.seek(0));
            file.write("Tearsheet draft 1 " + hash + '\n' + fields.bytes());
        }
        const QList<Draft> drafts = DraftStore(u"/v"_s).abandoned();
        QCOMPARE(textsIn(drafts), QStringList({u"B.md b"_s, u"A.md a"_s}));
        QVERIFY(drafts.at(0).isPart && !drafts.at(1).isPart);
        QCOMPARE(drafts.at(1).base, "base\n");
        QCOMPARE(drafts.at(1).inode, 0);
    }

    void draftsOfAProgramThatRuns()
    {
        DraftStore here(u"/v"_s);
        QVERIFY(here.keep(draftOf(u"A.md"_s, "here")));
        QCOMPARE(here.abandoned(), {});
        QCOMPARE(DraftStore(u"/v"_s).abandoned(), {});
        {
            DraftStore other(u"/v"_s);
            QVERIFY(other.keep(draftOf(u"A.md"_s, "other")));
            QVERIFY(other.keep(draftOf(u"B.md"_s, "b")));
            other.drop(*NotePath::fromRelative(u"B.md"));
            other.drop(*NotePath::fromRelative(u"C.md"));
            QCOMPARE(here.abandoned(), {});
        }
        // What was not dropped is there.
        QCOMPARE(textsIn(here.abandoned()), QStringList(u"A.md other"_s));
        here.drop(*NotePath::fromRelative(u"A.md"));
        here.discard(here.abandoned().first());
    }

    void aDraftThatIsLeftIsOutOfTheWay()
    {
        DraftStore here(u"/v"_s);
        QVERIFY(here.keep(draftOf(u"A.md"_s, "first", 1)));
        QVERIFY(here.leave(draftOf(u"A.md"_s, "first, and more", 2)));
        QVERIFY(here.leave(draftOf(u"A.md"_s, "another", 3)));
        QCOMPARE(textsIn(here.abandoned()), QStringList({u"A.md another"_s, u"A.md first, and more"_s}));
        QCOMPARE(DraftStore(u"/v"_s).abandoned(), {}); // While this one is there.
        QVERIFY(here.keep(draftOf(u"A.md"_s, "later", 4)));
        here.drop(*NotePath::fromRelative(u"A.md"));
        QCOMPARE(here.abandoned().size(), 2);
        here.discard(here.abandoned().first());
        QCOMPARE(textsIn(here.abandoned()), QStringList(u"A.md first, and more"_s));
        here.discard(here.abandoned().first());
        QCOMPARE(filesLeft().size(), 2);
    }

    void nothingIsLeftOfWhatIsSafe()
    {
        {
            DraftStore store(u"/v"_s);
            QCOMPARE(store.abandoned(), {});
            QVERIFY(filesLeft().isEmpty());
            QVERIFY(store.keep(draftOf(u"A.md"_s, "a")));
            struct stat status{};
            QCOMPARE(stat(QFile::encodeName(QFileInfo(filesLeft().last()).path()).constData(), &status), 0);
            QCOMPARE(status.st_mode & 0777, 0700u);
            store.drop(*NotePath::fromRelative(u"A.md"));
        }
        QCOMPARE(filesLeft().size(), 1); // The vault's own folder.
        // A program that was killed with nothing unsaved; its folder goes with the next draft.
        QVERIFY(ChildProcess([] {
                    auto *store = new DraftStore(u"/v"_s);
                    const bool kept = store->keep(draftOf(u"A.md"_s, "a")).has_value();
                    store->drop(*NotePath::fromRelative(u"A.md"));
                    return kept;
                }).succeeded());
        QCOMPARE(filesLeft().size(), 2);
        DraftStore store(u"/v"_s);
        QVERIFY(store.keep(draftOf(u"B.md"_s, "b")));
        QCOMPARE(filesLeft().size(), 3);
        // Someone removes the folder of a program that runs.
        init();
        QVERIFY(store.keep(draftOf(u"B.md"_s, "b")));
        QCOMPARE(filesLeft().size(), 3);
    }

    void damagedDraftsAreLeftOut()
    {
        leave(u"/v"_s, {draftOf(u"A.md"_s, "some text")});
        const DraftStore store(u"/v"_s);
        const QString place = store.abandoned().first().place;
        QFile file(place);
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray sound = file.readAll();
        const auto put = [&](const QByteArray &bytes) {
            file.resize(0);
            file.seek(0);
            file.write(bytes);
            file.flush();
        };
        for (qsizetype i = 0; i < sound.size(); ++i) {
            QByteArray damaged = sound;
            damaged[i] ^= 1;
            put(damaged);
            QVERIFY2(store.abandoned().isEmpty(), qPrintable(QString::number(i)));
            put(sound.first(i));
            QVERIFY2(store.abandoned().isEmpty(), qPrintable(QString::number(i)));
        }
        put(sound);
        QCOMPARE(store.abandoned().size(), 1);
    }

    // Each call fails in turn: the draft is the old one or the new one, which it is where that was told.
    void whateverFails()
    {
        const QStringList both{u"A.md old"_s, u"A.md new, and longer"_s};
        const auto work = [](const FileCalls &calls) {
            auto *store = new DraftStore(u"/v"_s, calls); // Never destroyed.
            const bool old = store->keep(draftOf(u"A.md"_s, "old", 1)).has_value();
            const bool now = store->keep(draftOf(u"A.md"_s, "new, and longer", 2)).has_value();
            const bool later = store->keep(draftOf(u"B.md"_s, "later")).has_value();
            return (old ? 1 : 0) + (now ? 2 : 0) + (later ? 4 : 0);
        };
        QVERIFY(ChildProcess([&] { return work(FileCalls::system()) == 7; }).succeeded());
        int points = 0;
        while (ChildProcess([&] {
                   work(faultyCalls(0));
                   return faultyCallCount() > points;
               }).succeeded())
            ++points;
        QVERIFY(points > 15);
        for (int point = 1; point <= points; ++point) {
            for (const int error : {EIO, ENOSPC, EACCES, EDQUOT, EINTR}) {
                init();
                int kept = 0;
                for (const int possible : {3, 5, 6, 7}) {
                    init();
                    const auto keeps = [&] { return work(faultyCalls(point, Fault::Error, error)) == possible; };
                    if (ChildProcess(keeps).succeeded()) {
                        kept = possible;
                        break;
                    }
                }
                const QString where = u"call %1, error %2"_s.arg(point).arg(error);
                QVERIFY2(kept != 0, qPrintable(where));
                const QStringList texts = textsIn(DraftStore(u"/v"_s).abandoned());
                QVERIFY2(texts.contains(both.last()) || ((kept & 2) == 0 && texts.contains(both.first())),
                         qPrintable(where));
                QVERIFY2(texts.contains(u"B.md later"_s) || kept < 4, qPrintable(where));
            }
            init();
            QVERIFY(ChildProcess([&] { return work(faultyCalls(point, Fault::ShortWrite)) == 7; }).succeeded());
            QVERIFY(textsIn(DraftStore(u"/v"_s).abandoned()).contains(both.last()));
            init();
            QVERIFY(inChild([&] { work(faultyCalls(point, Fault::Kill)); }));
            DraftStore store(u"/v"_s);
            for (const Draft &draft : store.abandoned()) {
                QVERIFY(both.contains(textsIn({draft}).first()) || draft.path.toString() == u"B.md"_s);
                store.discard(draft);
            }
            QVERIFY(store.keep(draftOf(u"C.md"_s, "c")));
            QCOMPARE(filesLeft().size(), 3);
        }
    }
};

QTEST_GUILESS_MAIN(DraftStoreTest)
#include "draftstoretest.moc"
