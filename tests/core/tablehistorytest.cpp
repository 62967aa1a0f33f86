// SPDX-License-Identifier: GPL-3.0-or-later

// Files of values have a past as notes have: what was seen of them is kept, and what was removed can be brought back.
#include "core/vault/obsidiansettings.h"
#include "core/vault/vault.h"
#include "tests/support/temporaryvault.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

NotePath at(const QString &path)
{
    return *NotePath::fromRelative(path);
}

/// A vault that was read, with a file of values in it.
struct Watched
{
    explicit Watched(const QByteArray &bytes) : files("//- A.md\none\n")
    {
        files.write(u"shares.csv"_s, bytes);
        vault = std::make_unique<Vault>(files.root());
        vault->start();
        if (!QTest::qWaitFor([this] { return vault->snapshot().isComplete(); }))
            qFatal("The vault was not read.");
    }

    /// What the history says of the file at `path`, the newest text first.
    QByteArrayList texts(const QString &path = u"shares.csv"_s) const
    {
        const History history(files.root());
        QByteArrayList texts;
        for (const Version &version : history.versions(at(path)).value_or(QList<Version>())) {
            if (version.kind != VersionKind::Moved)
                texts.append(history.bytes(version).value_or("lost"));
        }
        return texts;
    }

    TemporaryVault files;
    std::unique_ptr<Vault> vault;
};

} // namespace

class TableHistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsFoundAtTheStartIsKept()
    {
        const Watched watched("a,b\n1,2\n");
        QTRY_COMPARE(watched.texts(), QByteArrayList{"a,b\n1,2\n"});
    }

    void whatOthersWriteIsKept()
    {
        const Watched watched("a,b\n1,2\n");
        QTRY_COMPARE(watched.texts().size(), 1);
        watched.files.write(u"shares.csv"_s, "a,b\n3,4\n");
        watched.vault->sweep();
        QTRY_COMPARE(watched.texts(), (QByteArrayList{"a,b\n3,4\n", "a,b\n1,2\n"}));
        QCOMPARE(History(watched.files.root()).versions(at(u"shares.csv"_s)).value().first().author, Author::Outside);
        watched.files.write(u"shares.csv"_s, "a,b\n1,2\n");
        watched.vault->sweep();
        QTRY_COMPARE(watched.texts().size(), 3);
    }

    void bytesThatAreNoTextAreKeptToo()
    {
        const Watched watched("a,b\ncaf\xE9,2\n");
        QTRY_COMPARE(watched.texts(), QByteArrayList{"a,b\ncaf\xE9,2\n"});
    }

    void whatOthersRemoveIsListedAndReadable()
    {
        const Watched watched("a,b\n1,2\n");
        QTRY_COMPARE(watched.texts().size(), 1);
        watched.files.remove(u"shares.csv"_s);
        watched.vault->sweep();
        const History history(watched.files.root());
        QTRY_COMPARE(history.deleted().value().size(), 1);
        const Version version = history.deleted().value().first();
        QCOMPARE(version.path, at(u"shares.csv"_s));
        QCOMPARE(history.bytes(version).value(), "a,b\n1,2\n");
    }

    void whatIsRemovedHereIsListedAndReadable()
    {
        const Watched watched("a,b\n1,2\n");
        watched.files.write(u".obsidian/app.json"_s, "{\"trashOption\":\"none\"}");
        watched.vault->sweep();
        QTRY_COMPARE(watched.vault->snapshot().settings().trash, TrashPlace::None);
        watched.vault->remove({at(u"shares.csv"_s)});
        QTRY_VERIFY(!QFile::exists(watched.files.absolute(u"shares.csv"_s)));
        const History history(watched.files.root());
        QTRY_COMPARE(history.deleted().value().size(), 1);
        QCOMPARE(history.bytes(history.deleted().value().first()).value(), "a,b\n1,2\n");
    }

    void itsPastFollowsAFileThatOthersRename()
    {
        const Watched watched("a,b\n1,2\n");
        QTRY_COMPARE(watched.texts().size(), 1);
        QVERIFY(QFile::rename(watched.files.absolute(u"shares.csv"_s), watched.files.absolute(u"parts.csv"_s)));
        watched.vault->sweep();
        QTRY_COMPARE(watched.texts(u"parts.csv"_s), QByteArrayList{"a,b\n1,2\n"});
        QVERIFY(History(watched.files.root()).deleted().value().isEmpty());
    }

    void anUnsavedTextIsKeptAndIsNoNote()
    {
        const Watched watched("a,b\n1,2\n");
        watched.vault->setDraft(at(u"shares.csv"_s), "a,b\n9,2\n", "a,b\n1,2\n");
        watched.vault->leaveDraft(at(u"shares.csv"_s));
        QSignalSpy found(watched.vault.get(), &Vault::draftsFound);
        QTRY_COMPARE(found.size(), 1);
        const Draft draft = found.first().first().value<QList<Draft>>().first();
        QCOMPARE(draft.bytes, "a,b\n9,2\n");
        QCOMPARE(watched.vault->snapshot().noteCount(), 1);
        const int file = watched.vault->snapshot().find(at(u"shares.csv"_s));
        QCOMPARE(watched.vault->snapshot().file(file).kind, FileKind::Attachment);
    }

    void aStartAddsNoVersions()
    {
        const TemporaryVault files("//- A.md\none\n");
        files.write(u"shares.csv"_s, "a,b\n1,2\n");
        for (int start = 0; start < 2; ++start) {
            Vault vault(files.root());
            vault.start();
            QTRY_VERIFY(vault.snapshot().isComplete());
            QTRY_COMPARE(History(files.root()).versions(at(u"shares.csv"_s)).value().size(), 1);
            QTest::qWait(1500); // Longer than it takes to be kept again.
        }
        QCOMPARE(History(files.root()).versions(at(u"shares.csv"_s)).value().size(), 1);
    }
};

QTEST_GUILESS_MAIN(TableHistoryTest)
#include "tablehistorytest.moc"
