// SPDX-License-Identifier: GPL-3.0-or-later

// New files, and files that come back, where the vault's folder or its disk is not as one would expect.
#include "core/store/notestore.h"
#include "core/store/trash.h"
#include "tests/core/storedfiles.h"

#include <QDir>
#include <QtTest>

using namespace tearsheet;
using namespace tearsheet::stored;
using namespace Qt::StringLiterals;

namespace {

/// Moves the vault's folder away, and back again at the end.
class Away
{
public:
    explicit Away(const QString &root) : m_root(root), m_place(root + u"-away"_s)
    {
        if (!QDir().rename(m_root, m_place))
            qFatal("The vault cannot be moved.");
    }
    ~Away()
    {
        QDir(m_root).removeRecursively();
        QDir().rename(m_place, m_root);
    }
    Q_DISABLE_COPY_MOVE(Away)

private:
    QString m_root;
    QString m_place;
};

} // namespace

class CreateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsMadeWhereTheVaultIsGone()
    {
        const TemporaryVault vault("//- A.md\none\n");
        const QString root = vault.root();
        NoteStore store(root);
        {
            const Away away(root);
            const Result<FileStamp> made = store.create(at(u"A.md"_s), "one, and more\n");
            QVERIFY(!made);
            QCOMPARE(made.error().code, ErrorCode::NotFound);
            QVERIFY(!QFileInfo::exists(root));
            QCOMPARE(NoteStore(root).create(at(u"sub/B.md"_s), "b\n").error().code, ErrorCode::NotFound);
            QVERIFY(!QFileInfo::exists(root));
        }
        QVERIFY(store.create(at(u"B.md"_s), "b\n"));
    }

    // As where its disk is not mounted.
    void nothingIsMadeInAnotherFolder()
    {
        const TemporaryVault vault("//- A.md\none\n");
        const QString root = vault.root();
        NoteStore store(root);
        {
            const Away away(root);
            QVERIFY(QDir().mkdir(root));
            const Result<FileStamp> made = store.create(at(u"sub/A.md"_s), "one, and more\n");
            QVERIFY(!made);
            QCOMPARE(made.error().code, ErrorCode::NotFound);
            QVERIFY(QDir(root).isEmpty());
            QVERIFY(NoteStore(root).create(at(u"A.md"_s), "of that folder\n"));
        }
        QVERIFY(store.create(at(u"B.md"_s), "b\n"));
    }

    void nothingComesBackToAVaultThatIsGone()
    {
        const TemporaryVault elsewhere;
        const TemporaryVault vault("//- a/A.md\none\n");
        const QString root = vault.root();
        Trash trash(root);
        const Trashed trashed{at(u"a/A.md"_s), elsewhere.absolute(u"A.md"_s)};
        QVERIFY(QFile::rename(vault.absolute(u"a/A.md"_s), trashed.place));
        {
            const Away away(root);
            QCOMPARE(trash.putBack(trashed).error().code, ErrorCode::NotFound);
            QVERIFY(!QFileInfo::exists(root));
            QVERIFY(QDir().mkdir(root));
            QCOMPARE(trash.putBack(trashed).error().code, ErrorCode::NotFound);
            QVERIFY(QDir(root).isEmpty());
        }
        QVERIFY(QFile::exists(trashed.place));
        QVERIFY(trash.putBack(trashed));
        QCOMPARE(vault.read(u"a/A.md"_s), "one\n");
    }

    // Shared folders of virtual machines, and network disks, know neither hard links nor a rename that sees to it that
    // the name is free.
    void aNewFileNeedsNoHardLink()
    {
        for (const int error : {EPERM, ENOSYS, ENOTSUP}) {
            static int refusal;
            refusal = error;
            FileCalls calls = FileCalls::system();
            calls.renameToNew = [](const char *, const char *) {
                errno = EINVAL;
                return -1;
            };
            calls.link = [](const char *, const char *) {
                errno = refusal;
                return -1;
            };
            const TemporaryVault vault("//- A.md\none\n");
            NoteStore store(vault.root(), calls);
            const Result<FileStamp> made = store.create(at(u"sub/B.md"_s), "b\n");
            QVERIFY2(made, qPrintable(made ? QString() : made.error().sentence));
            QCOMPARE(store.create(at(u"A.md"_s), "another\n").error().code, ErrorCode::Exists);
            QCOMPARE(filesOf(vault), Files({{u"A.md"_s, "one\n"}, {u"sub/B.md"_s, "b\n"}}));
            // And where the disk fails, nothing is left.
            calls.rename = [](const char *, const char *) {
                errno = EIO;
                return -1;
            };
            QCOMPARE(NoteStore(vault.root(), calls).create(at(u"C.md"_s), "c\n").error().code, ErrorCode::Io);
            QCOMPARE(filesOf(vault).size(), 2);
        }
    }

    // Devices may be numbered anew, and inodes too.
    void aFolderIsTheSameAsFarAsIsTold()
    {
        const FolderIdentity one{.inode = 1, .device = 2, .born = 3};
        QVERIFY(!one.differsFrom({.inode = 5, .device = 6, .born = 3}));
        QVERIFY(one.differsFrom({.inode = 1, .device = 2, .born = 4}));
        QVERIFY(!one.differsFrom({.inode = 1, .device = 6, .born = 0}));
        QVERIFY(!one.differsFrom({.inode = 5, .device = 2, .born = 0}));
        QVERIFY(one.differsFrom({.inode = 5, .device = 6, .born = 0}));
    }
};

QTEST_GUILESS_MAIN(CreateTest)
#include "createtest.moc"
