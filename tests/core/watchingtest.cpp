// SPDX-License-Identifier: GPL-3.0-or-later
// What other programs do to a vault while it is open, and between two starts.
#include "core/change/renameplan.h"
#include "core/store/draftstore.h"
#include "core/store/notestore.h"
#include "core/vault/indexcache.h"
#include "core/vault/vault.h"
#include "tests/support/temporaryvault.h"

#include <QtTest>

#include <sys/mman.h>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

NotePath at(const QString &path)
{
    return *NotePath::fromRelative(path);
}

/// An open vault, read for the first time, with what it tells.
class OpenVault
{
public:
    explicit OpenVault(const QString &root)
        : vault(root), changed(&vault, &Vault::filesChanged), renamed(&vault, &Vault::renamedOutside),
          published(&vault, &Vault::published)
    {
        vault.start();
        complete = QTest::qWaitFor([this] { return vault.snapshot().isComplete(); });
    }

    /// Every rename told so far.
    QList<FileRename> renames() const
    {
        QList<FileRename> all;
        for (const QList<QVariant> &told : renamed)
            all.append(told.first().value<QList<FileRename>>());
        return all;
    }

    Vault vault;
    QSignalSpy changed;
    QSignalSpy renamed;
    QSignalSpy published;
    bool complete = false;
};

bool moveFile(const TemporaryVault &folder, const QString &from, const QString &to)
{
    QDir().mkpath(QFileInfo(folder.absolute(to)).path());
    return QFile::rename(folder.absolute(from), folder.absolute(to));
}

} // namespace

class WatchingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNoteThatWasRenamedHereIsNotDeleted()
    {
        const TemporaryVault files("//- A.md\nsee [[A]]\n");
        Vault vault(files.root());
        vault.start();
        QTRY_VERIFY(vault.snapshot().isComplete());
        vault.carryOut(*planRename(vault.snapshot(), u"A.md"_s, u"C.md"_s));
        QTRY_VERIFY(vault.snapshot().find(at(u"C.md"_s)) >= 0);
        QTRY_COMPARE(History(files.root()).versions(at(u"C.md"_s)).value().size(), 3);
        QVERIFY(History(files.root()).deleted().value().isEmpty());
    }

    // Until somebody answers, over every start.
    void whatWasRenamedOutsideIsRemembered()
    {
        const TemporaryVault files("//- A.md\nsee [[B]]\n//- B.md\nb, as it was\n");
        const auto pending = [](const Vault &vault) { return vault.snapshot().renamedOutside(); };
        {
            const OpenVault open(files.root());
            QVERIFY(moveFile(files, u"B.md"_s, u"C.md"_s));
            QTRY_COMPARE(pending(open.vault), (QList<FileRename>{{at(u"B.md"_s), at(u"C.md"_s)}}));
            QVERIFY(moveFile(files, u"C.md"_s, u"D.md"_s));
            QTRY_COMPARE(pending(open.vault), (QList<FileRename>{{at(u"B.md"_s), at(u"D.md"_s)}}));
        }
        QCOMPARE(indexVault(files.root())->renamedOutside(), (QList<FileRename>{{at(u"B.md"_s), at(u"D.md"_s)}}));
        {
            OpenVault open(files.root());
            QCOMPARE(pending(open.vault), (QList<FileRename>{{at(u"B.md"_s), at(u"D.md"_s)}}));
            open.vault.carryOut(*planRename(open.vault.snapshot(), u"D.md"_s, u"E.md"_s));
            QTRY_COMPARE(pending(open.vault), (QList<FileRename>{{at(u"B.md"_s), at(u"E.md"_s)}}));
            open.vault.forgetRenames(pending(open.vault));
            QTRY_VERIFY(pending(open.vault).isEmpty());
        }
        const OpenVault open(files.root());
        QVERIFY(pending(open.vault).isEmpty());
        QVERIFY(moveFile(files, u"E.md"_s, u"F.md"_s));
        QTRY_COMPARE(pending(open.vault).size(), 1);
        QVERIFY(moveFile(files, u"F.md"_s, u"E.md"_s));
        QTRY_VERIFY(pending(open.vault).isEmpty());
    }

    // A file that lies elsewhere is followed only where it is surely that one.
    void whereAFileWentIsNotGuessed_data()
    {
        QTest::addColumn<QByteArray>("notes");
        QTest::addColumn<QStringList>("copies"); // That appear as A goes.
        QTest::addColumn<bool>("followed");
        QTest::newRow("one copy") << "//- A.md\none\n//- B.md\ntwo\n"_ba << QStringList{u"C.md"_s} << true;
        QTest::newRow("two copies") << "//- A.md\none\n//- B.md\ntwo\n"_ba << QStringList{u"C.md"_s, u"D.md"_s}
                                    << false;
        QTest::newRow("a copy of another note that says the same")
            << "//- A.md\none\n//- B.md\none\n"_ba << QStringList{u"C.md"_s} << false;
    }

    void whereAFileWentIsNotGuessed()
    {
        QFETCH(const QByteArray, notes);
        QFETCH(const QStringList, copies);
        QFETCH(const bool, followed);
        const TemporaryVault files(notes);
        const OpenVault open(files.root());
        // At once for who looks later, and each an inode of its own.
        const TemporaryVault place("//- C.md\none\n//- D.md\none\n");
        for (const QString &copy : copies)
            QVERIFY(QFile::rename(place.absolute(copy), files.absolute(copy)));
        files.remove(u"A.md"_s);
        QTRY_COMPARE(open.vault.snapshot().find(at(u"A.md"_s)), -1);
        QTRY_VERIFY(open.vault.snapshot().find(at(copies.last())) >= 0);
        QTest::qWait(100);
        QCOMPARE(open.renames(), followed ? (QList<FileRename>{{at(u"A.md"_s), at(u"C.md"_s)}}) : QList<FileRename>());
    }

    // Each text once, whoever tells of it.
    void theHistoryHasOneRecordForOneChange()
    {
        const TemporaryVault files("//- A.md\n[[B]]\n//- B.md\nb\n");
        Vault vault(files.root());
        vault.start();
        QTRY_VERIFY(vault.snapshot().isComplete());
        const auto texts = [&] {
            const History history(files.root());
            QByteArrayList found;
            const QList<Version> versions = history.versions(at(u"A.md"_s)).value();
            for (const Version &version : versions)
                found.append((version.author == Author::Here ? "here " : "outside ") + *history.bytes(version));
            return found;
        };
        const Snapshot before = vault.snapshot();
        const ChangePlan plan = *planRename(before, u"B.md"_s, u"C.md"_s);
        vault.carryOut(plan);
        QTRY_VERIFY(vault.snapshot().find(at(u"C.md"_s)) >= 0);
        vault.carryOut(inverse(plan, before));
        QTRY_VERIFY(vault.snapshot().find(at(u"B.md"_s)) >= 0);
        QTRY_COMPARE(texts(), (QByteArrayList{"here [[B]]\n", "here [[C]]\n", "outside [[B]]\n"}));
        vault.remove({at(u"A.md"_s)});
        QSignalSpy removed(&vault, &Vault::removed);
        QTRY_COMPARE(removed.size(), 1);
        vault.putBack(removed.first().first().value<QList<Trashed>>());
        QTRY_VERIFY(vault.snapshot().find(at(u"A.md"_s)) >= 0);
        QTRY_COMPARE(texts().first(), "here [[B]]\n");
        QCOMPARE(History(files.root()).versions(at(u"A.md"_s)).value().first().kind, VersionKind::Written);
    }

    // The cache of the index remembers what a note said before it was saved here.
    void aStartAddsNoVersions()
    {
        const TemporaryVault files("//- A.md\none\n//- B.md\nb\n");
        {
            Vault vault(files.root());
            vault.start();
            QTRY_VERIFY(vault.snapshot().isComplete());
            QVERIFY(IndexCache(files.root()).write(vault.snapshot().files()));
            QSignalSpy saved(&vault, &Vault::saved);
            vault.save(at(u"A.md"_s), "one, here\n", vault.read(at(u"A.md"_s))->stamp, 1);
            QTRY_COMPARE(saved.size(), 1);
        }
        const History history(files.root());
        const QList<Version> before = history.versions(at(u"A.md"_s)).value();
        QCOMPARE(before.size(), 2);
        // Meanwhile another program wrote, too.
        files.write(u"B.md"_s, "b, written\n");
        Vault vault(files.root());
        vault.start();
        QTRY_COMPARE(history.versions(at(u"B.md"_s)).value().size(), 2);
        QCOMPARE(history.versions(at(u"A.md"_s)).value(), before);
        QVERIFY(QFile::remove(IndexCache(files.root()).path()));
    }

    void aNoteThatWasReplacedKeepsItsPast()
    {
        const TemporaryVault files("//- A.md\na, as it was\n//- B.md\nb, as it was\n");
        Vault vault(files.root());
        vault.start();
        QTRY_VERIFY(vault.snapshot().isComplete());
        QCOMPARE(std::rename(qPrintable(files.absolute(u"A.md"_s)), qPrintable(files.absolute(u"B.md"_s))), 0);
        QTRY_COMPARE(vault.snapshot().noteCount(), 1);
        const History history(files.root());
        QTRY_COMPARE(history.versions(at(u"B.md"_s)).value().size(), 2);
        QCOMPARE(*history.bytes(history.versions(at(u"B.md"_s)).value().last()), "b, as it was\n");
    }

    void aRenamedNoteIsRecognised()
    {
        const TemporaryVault folder("//- A.md\na [[B]]\n//- B.md\nb\n//- plan.png\nbytes\n");
        OpenVault open(folder.root());
        QVERIFY(open.complete);
        QVERIFY(moveFile(folder, u"B.md"_s, u"sub/C.md"_s));
        QTRY_COMPARE(open.renames(), QList({FileRename{at(u"B.md"_s), at(u"sub/C.md"_s)}}));
        QVERIFY(moveFile(folder, u"plan.png"_s, u"layout.png"_s));
        QTRY_COMPARE(open.renames().size(), 2);
        QCOMPARE(open.renames().last(), (FileRename{at(u"plan.png"_s), at(u"layout.png"_s)}));
        QVERIFY(open.vault.snapshot() == *indexVault(folder.root()));
    }

    // As sync programs do it: a new file with the old bytes, and the old one goes.
    void aCopyInPlaceOfTheNoteIsRecognised()
    {
        const TemporaryVault folder("//- B.md\nb, whose text is its own\n");
        OpenVault open(folder.root());
        QVERIFY(QFile::copy(folder.absolute(u"B.md"_s), folder.absolute(u"C.md"_s)));
        folder.remove(u"B.md"_s);
        QTRY_COMPARE(open.renames(), QList({FileRename{at(u"B.md"_s), at(u"C.md"_s)}}));
    }

    void datesOfTheFileStandInForThoseOfTheNote()
    {
        const TemporaryVault folder("//- A.md\na\n//- B.md\n*Created 2020-02-01, updated 2021-03-04*\n");
        const Result<Snapshot> snapshot = indexVault(folder.root());
        const FileEntry &plain = snapshot->file(snapshot->find(at(u"A.md"_s)));
        const FileEntry &dated = snapshot->file(snapshot->find(at(u"B.md"_s)));
        const QFileInfo info(folder.absolute(u"A.md"_s));
        QCOMPARE(plain.created(), info.birthTime().date());
        QCOMPARE(plain.updated(), info.lastModified().date());
        QCOMPARE(dated.created(), QDate(2020, 2, 1));
        QCOMPARE(dated.updated(), QDate(2021, 3, 4));
    }

    void aRenamedFolderMovesAllItsNotes()
    {
        const TemporaryVault folder("//- x/A.md\na\n//- x/deep/B.md\nb\n//- C.md\nc\n");
        OpenVault open(folder.root());
        QVERIFY(moveFile(folder, u"x"_s, u"y"_s));
        QTRY_COMPARE(open.renames(), QList({FileRename{at(u"x/A.md"_s), at(u"y/A.md"_s)},
                                            FileRename{at(u"x/deep/B.md"_s), at(u"y/deep/B.md"_s)}}));
    }

    void whatIsDoubtfulIsNoRename()
    {
        const TemporaryVault folder("//- A.md\nsame\n//- B.md\nsame\n//- empty.md\n//- other.md\no\n");
        OpenVault open(folder.root());
        // Two notes with the same bytes go, and one with these bytes comes: nobody knows which it was.
        folder.write(u"C.md"_s, "same\n");
        folder.write(u"new-empty.md"_s, {});
        folder.remove(u"A.md"_s);
        folder.remove(u"B.md"_s);
        folder.remove(u"empty.md"_s);
        QTRY_COMPARE(open.vault.snapshot().noteCount(), 3);
        QVERIFY(open.renames().isEmpty());
        // An editor that writes beside and renames changes a note, and moves none.
        folder.write(u"other.md~"_s, "rewritten\n");
        QCOMPARE(std::rename(QFile::encodeName(folder.absolute(u"other.md~"_s)).constData(),
                             QFile::encodeName(folder.absolute(u"other.md"_s)).constData()),
                 0);
        QTRY_COMPARE(open.vault.snapshot().note(open.vault.snapshot().find(at(u"other.md"_s))).text, "rewritten\n");
        QVERIFY(open.renames().isEmpty());
        // One that puts the old text aside is about to write the note again.
        QVERIFY(moveFile(folder, u"other.md"_s, u"other.md~"_s));
        QTRY_COMPARE(open.vault.snapshot().noteCount(), 2);
        QTRY_VERIFY(open.vault.snapshot().find(at(u"other.md~"_s)) >= 0);
        QVERIFY(open.renames().isEmpty());
        QTRY_COMPARE(History(folder.root()).deleted().value().size(), 4);
    }

    void aRenameBetweenTwoStartsIsRecognised()
    {
        const TemporaryVault folder("//- A.md\n[[B]]\n//- B.md\nb\n");
        const IndexCache cache(folder.root());
        QVERIFY(cache.write(indexVault(folder.root())->files()));
        QVERIFY(moveFile(folder, u"B.md"_s, u"C.md"_s));
        const OpenVault open(folder.root());
        QVERIFY(open.complete);
        QTRY_COMPARE(open.renames(), QList({FileRename{at(u"B.md"_s), at(u"C.md"_s)}}));
        QCOMPARE(open.changed.size(), 0);
        QVERIFY(QFile::remove(cache.path()));
    }

    void fiveHundredRewrittenFilesAreOneUpdate()
    {
        QByteArray files;
        for (int i = 0; i < 500; ++i)
            files += "//- Note %1.md\nbefore [[Note 1]]\n"_ba.replace("%1", QByteArray::number(i));
        const TemporaryVault folder(files);
        OpenVault open(folder.root());
        QVERIFY(open.complete);
        open.published.clear();
        for (int i = 0; i < 500; ++i)
            folder.write(u"Note %1.md"_s.arg(i),
                         "after [[Note 2]] and [[Note %1]]\n"_ba.replace("%1", QByteArray::number(i)));
        QTRY_COMPARE(open.vault.snapshot().backlinks(open.vault.snapshot().find(at(u"Note 2.md"_s))).size(), 499);
        QVERIFY(open.vault.snapshot() == *indexVault(folder.root()));
        // A hint waits for quiet, and for half a second at most.
        QVERIFY2(open.published.size() <= 3, qPrintable(QString::number(open.published.size())));
        QSet<NotePath> told;
        for (const QList<QVariant> &paths : std::as_const(open.changed)) {
            for (const NotePath &path : paths.first().value<QList<NotePath>>())
                told.insert(path);
        }
        QCOMPARE(told.size(), 500);
    }

    void readingAgainWhatDidNotChangeTellsNobody()
    {
        const TemporaryVault folder("//- A.md\none\n//- B.canvas\n{}\n");
        OpenVault open(folder.root());
        QVERIFY(open.complete);
        open.published.clear();
        // Files that were written just now are read again, as another version may bear the same stamp.
        open.vault.sweep();
        open.vault.sweep();
        QTest::qWait(200);
        QCOMPARE(open.published.size(), 0);
        QCOMPARE(open.changed.size(), 0);
    }

    void canvasesAreReadAgain()
    {
        const TemporaryVault folder("//- Old.md\n//- B.canvas\n{}\n");
        OpenVault open(folder.root());
        QVERIFY(open.complete);
        folder.write(u"B.canvas"_s, "{\"nodes\":[{\"type\":\"file\",\"file\":\"Old.md\"}]}");
        QTRY_VERIFY(open.vault.snapshot().text(open.vault.snapshot().find(at(u"B.canvas"_s))).contains("Old.md"));
        open.vault.carryOut(*planRename(open.vault.snapshot(), u"Old.md"_s, u"New.md"_s));
        QTRY_COMPARE(folder.read(u"B.canvas"_s), "{\"nodes\":[{\"type\":\"file\",\"file\":\"New.md\"}]}");
        QTRY_VERIFY(open.vault.snapshot().find(at(u"New.md"_s)) >= 0);
        QCOMPARE(open.vault.snapshot().text(0), folder.read(u"B.canvas"_s));
        // One in place of another of the same size, a moment later.
        folder.write(u"B.canvas"_s, "{\"nodes\":[{\"type\":\"file\",\"file\":\"Now.md\"}]}");
        QTRY_VERIFY(open.vault.snapshot().text(0).contains("Now.md"));
    }

    // It was made a moment before the vault knew of the text.
    void aPlanDoesNotChangeAFileWhoseTextIsElsewhere()
    {
        const TemporaryVault folder("//- A.md\n[[Old]]\n//- Old.md\no\n");
        OpenVault open(folder.root());
        QVERIFY(open.complete);
        const Result<ChangePlan> plan = planRename(open.vault.snapshot(), u"Old.md"_s, u"New.md"_s);
        QSignalSpy failed(&open.vault, &Vault::carryOutFailed);
        open.vault.setDraft(at(u"A.md"_s), "mine [[Old]]\n", "[[Old]]\n");
        open.vault.carryOut(*plan);
        QTRY_COMPARE(failed.size(), 1);
        const auto error = failed.first().last().value<Error>();
        QCOMPARE(error.code, ErrorCode::Changed);
        QCOMPARE(error.path, folder.absolute(u"A.md"_s));
        QVERIFY(QFile::exists(folder.absolute(u"Old.md"_s)));
        // Once it is in the file, the plan is another one.
        open.vault.dropDraft(at(u"A.md"_s), "[[Old]]\n");
        open.vault.carryOut(*plan);
        QTRY_COMPARE(folder.read(u"A.md"_s), "[[New]]\n");
    }

    // Network folders give no hints of what happens elsewhere, and neither does memory that is a file.
    void aChangeWithoutAHintIsFoundByTheSweep()
    {
        const TemporaryVault folder("//- A.md\n[[B]]\n");
        QFile file(folder.absolute(u"A.md"_s));
        QVERIFY(file.open(QIODevice::ReadWrite));
        uchar *const bytes = file.map(0, file.size());
        QVERIFY(bytes);
        OpenVault open(folder.root());
        QVERIFY(open.complete);
        bytes[2] = 'C';
        QCOMPARE(msync(bytes, static_cast<size_t>(file.size()), MS_SYNC), 0);
        QTest::qWait(700);
        QCOMPARE(open.vault.snapshot().unresolved().first().target, u"B"_s);
        open.vault.sweep();
        QTRY_COMPARE(open.vault.snapshot().unresolved().first().target, u"C"_s);
        QCOMPARE(open.changed.size(), 1);
    }

    // A draft stands in place of the file, also of one that the cache remembers.
    void theCacheDoesNotReplaceADraft()
    {
        const TemporaryVault folder("//- A.md\n[[B]]\n");
        const IndexCache cache(folder.root());
        QVERIFY(cache.write(indexVault(folder.root())->files()));
        Vault vault(folder.root());
        vault.setDraft(at(u"A.md"_s), "[[Draft]]\n", {});
        vault.start();
        QTRY_VERIFY(vault.snapshot().isComplete());
        QCOMPARE(vault.snapshot().unresolved().first().target, u"Draft"_s);
        QVERIFY(QFile::remove(cache.path()));
    }

    // Which file a text was typed for is known, also of what is typed once that is gone.
    void aDraftKnowsItsFileThatIsGone()
    {
        const TemporaryVault folder("//- A.md\na\n//- Twin.md\na\n");
        const FileStamp file = NoteStore(folder.root()).stamp(at(u"A.md"_s)).value();
        {
            Vault vault(folder.root());
            vault.start();
            QTRY_VERIFY(vault.snapshot().isComplete());
            vault.setDraft(at(u"A.md"_s), "mine\n", "a\n");
            folder.remove(u"A.md"_s);
            QTRY_COMPARE(vault.snapshot().find(at(u"A.md"_s)), -1);
            vault.setDraft(at(u"A.md"_s), "mine, and more\n", "a\n");
        }
        const QList<Draft> drafts = DraftStore(folder.root()).abandoned();
        QCOMPARE(drafts.size(), 1);
        QCOMPARE(drafts.first().bytes, "mine, and more\n");
        QCOMPARE(drafts.first().inode, file.inode);
    }

    void aFolderInPlaceOfAnotherIsWatched()
    {
        const TemporaryVault folder("//- sub/A.md\na\n");
        OpenVault open(folder.root());
        QVERIFY(open.complete);
        QVERIFY(QDir(folder.absolute(u"sub"_s)).removeRecursively());
        folder.write(u"sub/B.md"_s, "b\n");
        QTRY_COMPARE(open.vault.snapshot().find(at(u"sub/A.md"_s)), -1);
        QTest::qWait(200);
        folder.write(u"sub/B.md"_s, "[[C]]\n");
        QTRY_COMPARE(open.vault.snapshot().unresolved().size(), 1);
    }

    // In pieces, in another order, so that its files come to have other numbers.
    void aVaultThatIsCopiedBackIsAsReadAnew()
    {
        const TemporaryVault files("//- A.md\n[[ghost]]\n//- B.md\n[[GHOST]]\n//- C.md\n[[Ghost]]\n//- D.md\n[[A]]\n");
        const OpenVault open(files.root());
        for (const QString &name : {u"A.md"_s, u"B.md"_s, u"C.md"_s})
            files.remove(name);
        QTRY_COMPARE(open.vault.snapshot().noteCount(), 1);
        int notes = 1;
        for (const auto &[name, text] : {std::pair(u"B.md"_s, "[[GHOST]]\n"), std::pair(u"A.md"_s, "[[ghost]]\n"),
                                         std::pair(u"C.md"_s, "[[Ghost]]\n")}) {
            files.write(name, text);
            ++notes;
            QTRY_COMPARE(open.vault.snapshot().noteCount(), notes);
        }
        const Result<Snapshot> anew = indexVault(files.root());
        QCOMPARE(open.vault.snapshot().unresolved(), anew->unresolved());
        QVERIFY(open.vault.snapshot() == *anew);
    }

    void aFolderThatIsAwayForAWhileLosesNothing()
    {
        const TemporaryVault parent("//- vault/A.md\n[[B]]\n//- vault/sub/B.md\nb\n");
        OpenVault open(parent.absolute(u"vault"_s));
        QSignalSpy problems(&open.vault, &Vault::problem);
        QVERIFY(open.complete);
        QVERIFY(QDir().rename(parent.absolute(u"vault"_s), parent.absolute(u"away"_s)));
        open.vault.sweep();
        QTRY_COMPARE(problems.size(), 1);
        QVERIFY(problems.first().first().value<Error>().sentence.endsWith(u'.'));
        QCOMPARE(open.vault.snapshot().noteCount(), 2);
        parent.write(u"away/C.md"_s, "[[A]]\n");
        QVERIFY(QDir().rename(parent.absolute(u"away"_s), parent.absolute(u"vault"_s)));
        open.vault.sweep();
        QTRY_COMPARE(open.vault.snapshot().noteCount(), 3);
        // The folders are watched as before.
        parent.write(u"vault/sub/B.md"_s, "[[C]]\n");
        QTRY_COMPARE(open.vault.snapshot().backlinks(open.vault.snapshot().find(at(u"C.md"_s))).size(), 1);
        QVERIFY(QDir(parent.absolute(u"vault/sub"_s)).removeRecursively());
        QTRY_COMPARE(open.vault.snapshot().noteCount(), 2);
    }
};

QTEST_GUILESS_MAIN(WatchingTest)
#include "watchingtest.moc"
