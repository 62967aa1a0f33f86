// SPDX-License-Identifier: GPL-3.0-or-later

// Files of values, canvases and bases have a past as notes have: what was seen of them is kept, and what was removed
// can be brought back.
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

    /// Of the file at `path`, as the vault knows it.
    qint64 size(const QString &path) const
    {
        const int file = vault->snapshot().find(at(path));
        return file < 0 ? -1 : vault->snapshot().file(file).stamp.size;
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

    void ofCanvasesAndBasesToo_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("canvas") << u"Board.canvas"_s;
        QTest::newRow("no readable one") << u"Torn.CANVAS"_s;
        QTest::newRow("base") << u"Books.base"_s;
    }

    void ofCanvasesAndBasesToo()
    {
        QFETCH(const QString, name);
        const Watched watched("a,b\n1,2\n");
        const QByteArrayList texts{"{\"nodes\":[]}", name.startsWith(u"Torn") ? "{\"nodes\":" : "{\"nodes\":[{}]}",
                                   "{\"edges\":[]}"};
        for (const QByteArray &text : texts) {
            watched.files.write(name, text);
            watched.vault->sweep();
            QTRY_COMPARE(watched.size(name), text.size());
        }
        // What follows at once waits for a pause.
        QCOMPARE(watched.texts(name), texts.first(1));
        // Under another name, and once it is gone.
        const QString other = u"Other"_s + name.sliced(name.indexOf(u'.'));
        QVERIFY(QFile::rename(watched.files.absolute(name), watched.files.absolute(other)));
        watched.vault->sweep();
        QTRY_COMPARE(watched.texts(other), (QByteArrayList{texts.last(), texts.first()}));
        QVERIFY(History(watched.files.root()).deleted().value().isEmpty());
        watched.files.remove(other);
        watched.vault->sweep();
        const History history(watched.files.root());
        QTRY_COMPARE(history.deleted().value().size(), 1);
        QCOMPARE(history.deleted().value().first().path, at(other));
        QCOMPARE(history.bytes(history.deleted().value().first()).value(), texts.last());
    }

    // The next start compares with what the history says.
    void aCanvasIsKeptAsItIsFound()
    {
        const TemporaryVault files("//- A.md\none\n//- Board.canvas\n{}\n");
        Vault vault(files.root());
        vault.start();
        const History history(files.root());
        QTRY_COMPARE(history.versions(at(u"Board.canvas"_s)).value_or(QList<Version>()).size(), 1);
    }

    void otherAttachmentsAreNot()
    {
        const Watched watched("a,b\n1,2\n");
        watched.files.write(u"b.txt"_s, "one");
        watched.files.write(u"Board.canvas"_s, "one");
        watched.vault->sweep();
        QTRY_COMPARE(watched.texts(u"Board.canvas"_s), QByteArrayList{"one"});
        QVERIFY(watched.texts(u"b.txt"_s).isEmpty());
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
