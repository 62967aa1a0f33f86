// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/indexcache.h"
#include "core/vault/noterecord.h"
#include "core/vault/vault.h"
#include "tests/support/temporaryvault.h"

#include <QtTest>

#include <thread>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

/// Notes with at least one of every fact.
constexpr QByteArrayView EveryFact =
    "//- All.md\n"
    "---\n"
    "aliases: [Alpha, Alpha Ltd]\n"
    "tags: [cells, cells/lfp]\n"
    "stake: 30\n"
    "open: true\n"
    "parent: \"[[Beta]]\"\n"
    "bad: [\n"
    "empty:\n"
    "---\n"
    "# Heading\n"
    "Text [[Beta#Plants|B]] ![[plan.png|300]] [m](Beta.md \"t\") <https://example.org> #tag "
    "[r][ref] ^label\n"
    "\n"
    "| A | B |\n|:--|--:|\n| 1 | 2 | 3 |\n"
    "\n"
    "- [x] done $x^2$ %%hidden%% word[^1]\n"
    "\n"
    "> [!note]+ Title\n> text\n"
    "\n"
    "[^1]: A footnote.\n"
    "\n"
    "[ref]: Beta.md\n"
    "*Created 2026-05-01*\n"
    "//- Beta.md\n"
    "## Plants\n"
    "```\nunclosed\n"
    "//- empty.md\n"
    "//- Ünïcode/日本.md\n"
    "日本語 [[All]]\n";

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void overwrite(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

/// The snapshot of a vault with every kind of fact, its cache written.
class CachedVault : public TemporaryVault
{
public:
    CachedVault() : TemporaryVault(EveryFact), cache(root()), snapshot(*indexVault(root()))
    {
        written = cache.write(snapshot.files()).has_value();
    }
    ~CachedVault() { QFile::remove(cache.path()); }
    Q_DISABLE_COPY_MOVE(CachedVault)

    IndexCache cache;
    Snapshot snapshot;
    bool written = false;
};

} // namespace

class IndexCacheTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesBackWhatWasWritten()
    {
        const CachedVault vault;
        QVERIFY(vault.written);
        const auto notes = vault.cache.read();
        QCOMPARE(notes.size(), 4);
        for (const auto &note : notes) {
            const FileEntry &before = vault.snapshot.file(vault.snapshot.find(note->path));
            QCOMPARE(note->stamp, before.stamp);
            QVERIFY(*note->note == *before.note);
        }
        QVERIFY(*indexVault(vault.root()) == vault.snapshot);
        // The facts are all there, or this test says little.
        const NoteFacts &facts = vault.snapshot.note(vault.snapshot.find(*NotePath::fromRelative(u"All.md"))).facts;
        QVERIFY(!facts.aliases.isEmpty() && !facts.definitions.isEmpty() && !facts.blockIds.isEmpty()
                && !facts.tables.isEmpty() && !facts.oddities.isEmpty() && facts.created.isValid());
        QSet<MarkKind> marks;
        for (const Mark &mark : facts.marks)
            marks.insert(mark.kind);
        QCOMPARE(marks.size(), 6);
    }

    void notesMayBeNobodyElsesBusiness()
    {
        const CachedVault vault;
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(vault.cache.path()) & others));
        QVERIFY(!vault.cache.path().startsWith(vault.root()));
    }

    void changedFilesAreReadAgain()
    {
        const CachedVault vault;
        vault.write(u"Beta.md"_s, "[[New]]\n");
        vault.remove(u"empty.md"_s);
        vault.write(u"Added.md"_s, "[[Beta]]\n");
        const Result<Snapshot> warm = indexVault(vault.root());
        QVERIFY(QFile::remove(vault.cache.path()));
        QVERIFY(*warm == *indexVault(vault.root()));
        QCOMPARE(warm->noteCount(), 4);
        QCOMPARE(warm->unresolved().first().target, u"New"_s);
    }

    // The same size and modification time, as `cp -p` and some sync programs leave it.
    void aTimeSetBackHidesNothing()
    {
        const CachedVault vault;
        const QString path = vault.absolute(u"Ünïcode/日本.md"_s);
        const QDateTime before = QFileInfo(path).lastModified();
        vault.write(u"Ünïcode/日本.md"_s, "日本語 [[Bet]]\n");
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.setFileTime(before, QFile::FileModificationTime));
        file.close();
        QCOMPARE(vault.snapshot.unresolved().size(), 1);
        QCOMPARE(indexVault(vault.root())->unresolved().size(), 2);
    }

    void aDamagedCacheIsNone_data()
    {
        QTest::addColumn<int>("damage");
        QTest::newRow("empty") << 0;
        QTest::newRow("header cut") << 1;
        QTest::newRow("cut in half") << 2;
        QTest::newRow("a byte short") << 3;
        QTest::newRow("of another vault") << 4;
        QTest::newRow("of another program") << 5;
        QTest::newRow("zeros") << 6;
        QTest::newRow("a folder") << 7;
    }
    void aDamagedCacheIsNone()
    {
        QFETCH(const int, damage);
        const CachedVault vault;
        const QString path = vault.cache.path();
        const QByteArray whole = contents(path);
        QVERIFY(!vault.cache.read().isEmpty());
        const TemporaryVault other("//- A.md\na\n");
        if (damage == 0)
            overwrite(path, {});
        else if (damage == 1)
            overwrite(path, whole.first(20));
        else if (damage == 2)
            overwrite(path, whole.first(whole.size() / 2));
        else if (damage == 3)
            overwrite(path, whole.chopped(1));
        else if (damage == 4)
            QVERIFY(QFile::remove(path) && IndexCache(other.root()).write(vault.snapshot.files())
                    && QFile::rename(IndexCache(other.root()).path(), path));
        else if (damage == 5)
            overwrite(path, QByteArray(whole).replace(8, 4, "\x63\0\0\0"_ba));
        else if (damage == 6)
            overwrite(path, QByteArray(whole.size(), '\0'));
        else
            QVERIFY(QFile::remove(path) && QDir().mkpath(path));
        QVERIFY(vault.cache.read().isEmpty());
        QVERIFY(*indexVault(vault.root()) == vault.snapshot);
        QDir().rmdir(path);
    }

    void anyFlippedBitIsNoticed()
    {
        const CachedVault vault;
        const QByteArray whole = contents(vault.cache.path());
        for (qsizetype i = 0; i < whole.size(); ++i) {
            QByteArray flipped = whole;
            flipped[i] = static_cast<char>(flipped[i] ^ (1 << (i % 8)));
            overwrite(vault.cache.path(), flipped);
            QVERIFY2(vault.cache.read().isEmpty(), qPrintable(QString::number(i)));
        }
    }

    // Checksums aside: whatever bytes are taken for a record, it stays within its bounds.
    void anyRecordIsSoundOrNone()
    {
        const CachedVault vault;
        RecordWriter writer;
        writeNote(writer, *vault.snapshot.files().first());
        const QByteArrayView whole = writer.bytes();
        for (qsizetype i = 0; i < whole.size(); ++i) {
            RecordReader cut(whole.first(i));
            QVERIFY(!readNote(cut));
        }
    }

    void programsDoNotHarmEachOther()
    {
        const CachedVault vault;
        std::atomic<bool> done = false;
        std::atomic<int> torn = 0;
        const auto writes = [&] {
            for (int i = 0; i < 50; ++i)
                torn += vault.cache.write(vault.snapshot.files()) ? 0 : 1;
        };
        {
            const std::jthread reader([&] {
                while (!done)
                    torn += vault.cache.read().size() == 4 ? 0 : 1;
            });
            {
                const std::jthread one(writes);
                const std::jthread other(writes);
            }
            done = true;
        }
        QCOMPARE(torn, 0);
        QCOMPARE(QFileInfo(vault.cache.path()).dir().entryList({u"*.??????"_s}, QDir::Files), QStringList());
    }

    void whatIsCancelledChangesNothing()
    {
        const CachedVault vault;
        const QByteArray before = contents(vault.cache.path());
        const std::atomic<bool> cancelled = true;
        QVERIFY(vault.cache.write({vault.snapshot.files().first()}, &cancelled));
        QVERIFY(contents(vault.cache.path()) == before);
    }

    void theProgramKeepsIt()
    {
        const TemporaryVault folder(EveryFact);
        const IndexCache cache(folder.root());
        {
            Vault vault(folder.root());
            vault.start();
            QTRY_VERIFY(vault.snapshot().isComplete());
            QVERIFY(cache.read().isEmpty());
            // Files that have just been written are not trusted yet, and wait for the next time.
            QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(cache.path()), 10'000);
        }
        folder.write(u"Beta.md"_s, "[[Later]]\n");
        {
            Vault vault(folder.root());
            QSignalSpy changed(&vault, &Vault::filesChanged);
            vault.start();
            QTRY_VERIFY(vault.snapshot().isComplete());
            QVERIFY(vault.snapshot() == *indexVault(folder.root()));
            QCOMPARE(vault.snapshot().unresolved().first().target, u"Later"_s);
            QCOMPARE(changed.size(), 0);
        }
        QVERIFY(QFile::remove(cache.path()));
    }
};

QTEST_GUILESS_MAIN(IndexCacheTest)
#include "indexcachetest.moc"
