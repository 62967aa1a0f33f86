// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/trash.h"

#include "core/text/textfile.h"
#include "tests/support/temporaryvault.h"

#include <QDir>
#include <QtTest>

#include <cerrno>

#include <sys/stat.h>
#include <unistd.h>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

NotePath at(const QString &path)
{
    return *NotePath::fromRelative(path);
}

// Of a file system that cannot see to it that a name is free.
FileCalls withoutRenameToNew()
{
    FileCalls calls = FileCalls::system();
    calls.renameToNew = [](const char *, const char *) {
        errno = EINVAL;
        return -1;
    };
    return calls;
}

quint64 hardLinks(const QString &file)
{
    struct stat status{};
    return ::stat(QFile::encodeName(file).constData(), &status) == 0 ? status.st_nlink : 0;
}

} // namespace

class TrashTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // What hides there may need its empty folders, as git does.
    void whatHidesInAFolderStaysAsItIs()
    {
        const TemporaryVault vault("//- A/.git/HEAD\nh\n//- B.md\nb\n");
        for (const QString &folder : {u"A/.git/refs/heads"_s, u"A/.empty/inner"_s, u"A/sub/inner"_s})
            QVERIFY(QDir().mkpath(vault.absolute(folder)));
        Trash(vault.root()).leaveFolder(at(u"A"_s));
        QVERIFY(QFileInfo::exists(vault.absolute(u"A/.git/refs/heads"_s)));
        QVERIFY(!QFileInfo::exists(vault.absolute(u"A/.empty"_s)));
        QVERIFY(!QFileInfo::exists(vault.absolute(u"A/sub"_s)));
    }

    void takesAndPutsBack_data()
    {
        QTest::addColumn<TrashPlace>("place");
        QTest::addColumn<FileCalls>("calls");
        QTest::newRow("system") << TrashPlace::System << FileCalls::system();
        QTest::newRow("in the vault") << TrashPlace::Local << FileCalls::system();
        QTest::newRow("system, by rename alone") << TrashPlace::System << withoutRenameToNew();
        QTest::newRow("in the vault, by rename alone") << TrashPlace::Local << withoutRenameToNew();
    }

    void takesAndPutsBack()
    {
        QFETCH(const TrashPlace, place);
        QFETCH(const FileCalls, calls);
        const TemporaryVault vault("//- a/Note.md\ntext\n");
        Trash trash(vault.root(), calls);
        const Result<Trashed> taken = trash.take(at(u"a/Note.md"_s), place);
        QVERIFY2(taken, qPrintable(taken ? QString() : taken.error().sentence));
        QVERIFY(!QFile::exists(vault.absolute(u"a/Note.md"_s)));
        QVERIFY(QFile::exists(taken->place));
        QCOMPARE(taken->place.startsWith(vault.root()), place == TrashPlace::Local);
        // Of the tests, and of nobody else.
        if (place == TrashPlace::System)
            QVERIFY(taken->place.startsWith(QFile::decodeName(qgetenv("XDG_DATA_HOME"))));
        vault.write(u"a/Note.md"_s, "another\n");
        QCOMPARE(trash.putBack(*taken).error().code, ErrorCode::Exists);
        QCOMPARE(vault.read(u"a/Note.md"_s), "another\n");
        vault.remove(u"a/Note.md"_s);
        QVERIFY(trash.putBack(*taken));
        QCOMPARE(vault.read(u"a/Note.md"_s), "text\n");
        QCOMPARE(trash.putBack(*taken).error().code, ErrorCode::NotFound);
    }

    void nothingGoesFromAFolderThatLetsNothingGo()
    {
        const TemporaryVault vault("//- a/Note.md\ntext\n");
        const QByteArray folder = QFile::encodeName(vault.absolute(u"a"_s));
        QVERIFY(::chmod(folder.constData(), 0555) == 0);
        const auto open = qScopeGuard([&] { ::chmod(folder.constData(), 0755); });
        if (::access(folder.constData(), W_OK) == 0)
            QSKIP("This user may write everywhere.");
        Trash trash(vault.root());
        for (const TrashPlace place : {TrashPlace::System, TrashPlace::Local, TrashPlace::None}) {
            const Result<Trashed> taken = trash.take(at(u"a/Note.md"_s), place);
            QVERIFY(!taken);
            QCOMPARE(taken.error().sentence, u"a/Note.md cannot be deleted: permission is denied."_s);
        }
        QCOMPARE(vault.read(u"a/Note.md"_s), "text\n");
        QCOMPARE(hardLinks(vault.absolute(u"a/Note.md"_s)), quint64{1});
    }

    void aFolderThatIsGoneIsMadeAgain()
    {
        const TemporaryVault vault("//- a/Note.md\ntext\n");
        Trash trash(vault.root());
        const Result<Trashed> taken = trash.take(at(u"a/Note.md"_s), TrashPlace::Local);
        QVERIFY(taken && QDir(vault.root()).rmdir(u"a"_s));
        QVERIFY(trash.putBack(*taken));
        QCOMPARE(vault.read(u"a/Note.md"_s), "text\n");
    }

    void filesOfOneNameLieBesideEachOther()
    {
        const TemporaryVault vault("//- Note.md\none\n");
        Trash trash(vault.root());
        const Result<Trashed> one = trash.take(at(u"Note.md"_s), TrashPlace::Local);
        vault.write(u"Note.md"_s, "two\n");
        const Result<Trashed> two = trash.take(at(u"Note.md"_s), TrashPlace::Local);
        QVERIFY(one && two);
        QCOMPARE(vault.read(u".trash/Note.md"_s), "one\n");
        QCOMPARE(vault.read(u".trash/Note 2.md"_s), "two\n");
    }

    // Another program writes between the look at a note and its removal.
    void onlyWhatIsKeptIsRemovedForGood()
    {
        static QString file;
        const TemporaryVault vault("//- Note.md\ntext\n");
        file = vault.absolute(u"Note.md"_s);
        FileCalls calls = FileCalls::system();
        calls.rename = [](const char *from, const char *to) {
            QFile other(file);
            if (other.open(QIODevice::WriteOnly))
                other.write("theirs\n");
            other.close();
            return FileCalls::system().rename(from, to);
        };
        const quint64 kept = contentHash("text\n");
        const Result<Trashed> late = Trash(vault.root(), calls).take(at(u"Note.md"_s), TrashPlace::None, kept);
        QVERIFY(!late);
        QCOMPARE(late.error().code, ErrorCode::Changed);
        QCOMPARE(vault.read(u"Note.md"_s), "theirs\n");
        QCOMPARE(QDir(vault.root()).entryList(QDir::Files | QDir::Hidden), QStringList(u"Note.md"_s));
        // And once more before it can come back: both texts are there.
        calls.renameToNew = [](const char *, const char *) {
            QFile other(file);
            if (other.open(QIODevice::WriteOnly))
                other.write("theirs, again\n");
            errno = EEXIST;
            return -1;
        };
        QCOMPARE(Trash(vault.root(), calls).take(at(u"Note.md"_s), TrashPlace::None, kept).error().code,
                 ErrorCode::Changed);
        QCOMPARE(vault.read(u"Note.md"_s), "theirs, again\n");
        const QStringList hidden = QDir(vault.root()).entryList({u".*"_s}, QDir::Files | QDir::Hidden);
        QCOMPARE(hidden.size(), 1);
        QCOMPARE(vault.read(hidden.first()), "theirs\n");
        vault.write(u"Note.md"_s, "text\n");
        QVERIFY(Trash(vault.root()).take(at(u"Note.md"_s), TrashPlace::None, kept));
        QVERIFY(!QFile::exists(file));
    }

    void whatIsRemovedForGoodIsGone()
    {
        const TemporaryVault vault("//- Note.md\ntext\n");
        Trash trash(vault.root());
        const Result<Trashed> taken = trash.take(at(u"Note.md"_s), TrashPlace::None);
        QVERIFY(taken && taken->place.isEmpty());
        QVERIFY(!QFile::exists(vault.absolute(u"Note.md"_s)));
        QCOMPARE(trash.putBack(*taken).error().code, ErrorCode::NotFound);
        QCOMPARE(trash.take(at(u"Note.md"_s), TrashPlace::System).error().code, ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(TrashTest)
#include "trashtest.moc"
