// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/relationcache.h"
#include "core/vault/indexer.h"
#include "tests/support/vaultof.h"

#include <QFile>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Notes[] = R"(
//- Actors/Auk.md
---
aliases: [Auk Line]
supplier: "[[Lom]]"
---
#actor #company
| | |
|---|---|
| Former owner | Envik Group (65 %) |
## Related
- [[Kestrel]] — competitor
- [[Kestrel]] — customer
- [[日本]]
//- Actors/Kestrel.md
#actor #company
| | |
|---|---|
| Customers | Auk Line, Lom |
//- Quiet.md
Nothing.
//- plan.png
picture
)";

QList<Relation> allOf(const RelationIndex &index)
{
    QList<Relation> all;
    for (int file = 0; file < index.snapshot().files().size(); ++file)
        all.append(index.from(file));
    return all;
}

/// A cache of its own for each test, gone with it.
class TemporaryCache : public RelationCache
{
public:
    TemporaryCache() : RelationCache(u"/nowhere/%1"_s.arg(QLatin1StringView(QTest::currentTestFunction()))) {}
    ~TemporaryCache() { QFile::remove(path()); }
    Q_DISABLE_COPY_MOVE(TemporaryCache)
};

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

} // namespace

class RelationCacheTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesBackWhatWasWritten()
    {
        const TemporaryCache cache;
        const RelationIndex index = RelationIndex().updated(vaultOf(Notes));
        QVERIFY(cache.write(index));
        // The same vault, read anew: no object is the same one.
        const RelationIndex again = cache.read(vaultOf(Notes));
        QCOMPARE(again.readCount(), 0);
        QCOMPARE(allOf(again), allOf(index));
        QVERIFY(allOf(again).size() > 4);
        for (int file = 0; file < 4; ++file)
            QCOMPARE(again.kindOf(file), index.kindOf(file));
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(cache.path()) & others));
    }

    void whatChangedIsReadAgain_data()
    {
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<int>("read");
        const QByteArray before(Notes);
        const auto replaced = [&](const char *from, const char *to) { return QByteArray(before).replace(from, to); };
        QTest::newRow("nothing") << before << 0;
        QTest::newRow("another text of the same length") << replaced("competitor", "co-investo") << 1;
        QTest::newRow("a note comes, before the others") << before + "//- A.md\nNew\n" << 1;
        QTest::newRow("a note that is named comes") << before + "//- Lom.md\n#actor #company\n" << 3;
        QTest::newRow("a note that is named goes")
            << before.first(before.indexOf("//- Actors/Kestrel.md")) + before.sliced(before.indexOf("//- Quiet.md"))
            << 1;
        QTest::newRow("an alias goes") << replaced("aliases: [Auk Line]", "aliases: [Other xx]") << 2;
        QTest::newRow("another kind") << replaced("//- Actors/Kestrel.md\n#actor #company",
                                                  "//- Actors/Kestrel.md\n#actor #country")
                                      << 2;
        QTest::newRow("another vault") << "//- X.md\n[[Y]]\n"_ba << 1;
        QTest::newRow("all gone") << QByteArray() << 0;
    }
    void whatChangedIsReadAgain()
    {
        QFETCH(QByteArray, after);
        const TemporaryCache cache;
        QVERIFY(cache.write(RelationIndex().updated(vaultOf(Notes))));
        const Snapshot next = vaultOf(after);
        const RelationIndex read = cache.read(next);
        QCOMPARE(allOf(read), relationsOf(next));
        QTEST(read.readCount(), "read");
        // And goes on from there.
        QCOMPARE(allOf(read.updated(vaultOf(Notes))), relationsOf(vaultOf(Notes)));
    }

    void aDamagedCacheIsNone()
    {
        const TemporaryCache cache;
        const Snapshot snapshot = vaultOf(Notes);
        QCOMPARE(cache.read(snapshot).readCount(), 4); // There is none yet.
        QVERIFY(cache.write(RelationIndex().updated(snapshot)));
        const QByteArray whole = contents(cache.path());
        QCOMPARE(cache.read(snapshot).readCount(), 0);
        const auto isNone = [&](const QByteArray &bytes) {
            overwrite(cache.path(), bytes);
            const RelationIndex read = cache.read(snapshot);
            return read.readCount() == 4 && allOf(read) == relationsOf(snapshot);
        };
        QVERIFY(isNone({}));
        QVERIFY(isNone(whole.first(20)));
        QVERIFY(isNone(whole.first(whole.size() / 2)));
        QVERIFY(isNone(whole.chopped(1)));
        QVERIFY(isNone(QByteArray(whole.size(), '\0')));
        for (qsizetype i = 0; i < whole.size(); i += 7) {
            QByteArray flipped = whole;
            flipped[i] = static_cast<char>(flipped[i] ^ (1 << (i % 8)));
            QVERIFY2(isNone(flipped), qPrintable(QString::number(i)));
        }
    }

    void ofAnotherVault()
    {
        const TemporaryCache cache;
        const RelationCache other(u"/nowhere/else"_s);
        const Snapshot snapshot = vaultOf(Notes);
        QVERIFY(other.write(RelationIndex().updated(snapshot)));
        QVERIFY(QFile::rename(other.path(), cache.path()));
        QCOMPARE(cache.read(snapshot).readCount(), 4);
    }

    void ofOtherWords()
    {
        const QString root = u"/nowhere/words"_s;
        const Snapshot snapshot = vaultOf("//- Auk.md\n#actor\n## Related\n- [[Kestrel]] — lighterman\n"
                                          "//- Kestrel.md\n#actor\n");
        const RelationCache standard(root);
        const RelationCache own(root, {{"lighterman", RelationType::Customer, Everywhere}});
        const auto removed = qScopeGuard([&] { QFile::remove(own.path()); });
        QVERIFY(standard.write(RelationIndex().updated(snapshot)));
        const RelationIndex read = own.read(snapshot);
        QCOMPARE(read.readCount(), 2);
        QCOMPARE(read.from(0).first().best.type, RelationType::Customer);
        QVERIFY(own.write(read));
        const RelationIndex again = own.read(snapshot);
        QCOMPARE(again.readCount(), 0);
        QCOMPARE(again.from(0).first().best.type, RelationType::Customer);
        QCOMPARE(standard.read(snapshot).from(0).first().best.type, RelationType::Link);
        // Words that were changed while an index was made.
        QVERIFY(standard.write(read));
        QCOMPARE(own.read(snapshot).readCount(), 0);
    }

    void anEmptyVault()
    {
        const TemporaryCache cache;
        QVERIFY(cache.write(RelationIndex().updated(vaultOf(""))));
        QCOMPARE(cache.read(vaultOf("")).readCount(), 0);
        QCOMPARE(cache.read(vaultOf(Notes)).readCount(), 4);
    }
};

QTEST_GUILESS_MAIN(RelationCacheTest)

#include "relationcachetest.moc"
