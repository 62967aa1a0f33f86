// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/relationindex.h"
#include "core/vault/indexer.h"
#include "tests/support/vaultof.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Before[] = R"(
//- Actors/Auk.md
#actor #company
## Related
- [[Kestrel]] — competitor
- [[Lom]] — leader of the field
//- Actors/Kestrel.md
#actor #company
| | |
|---|---|
| Customers | Auk, Lom |
//- Actors/Quiet.md
#actor
Says [[Auk]].
)";

QList<Relation> allOf(const RelationIndex &index)
{
    QList<Relation> all;
    for (int file = 0; file < index.snapshot().files().size(); ++file)
        all.append(index.from(file));
    return all;
}

// `after` made of `before` as a vault makes it: notes whose text stayed are the same objects.
Snapshot changed(const Snapshot &before, QByteArrayView after)
{
    const Snapshot wanted = vaultOf(after);
    VaultChanges changes;
    for (const auto &file : wanted.files()) {
        const int known = before.find(file->path);
        if (known < 0 || before.note(known).text != file->note->text)
            changes.changed.append(file);
    }
    for (const auto &file : before.files()) {
        if (wanted.find(file->path) < 0)
            changes.removed.append(file->path);
    }
    return Indexer::next(before, changes);
}

} // namespace

/// What is kept of an earlier snapshot is what would be read anew.
class RelationIndexTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void update_data()
    {
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<int>("read");
        const QByteArray before(Before);
        const auto replaced = [&](const char *from, const char *to) { return QByteArray(before).replace(from, to); };
        QTest::newRow("nothing") << before << 0;
        QTest::newRow("another text") << replaced("competitor", "supplier") << 1;
        QTest::newRow("a note comes, before the others") << before + "//- A.md\nNew, names nobody\n" << 1;
        QTest::newRow("a note that is named comes") << before + "//- Actors/Lom.md\n#actor #company\n" << 3;
        QTest::newRow("a note goes") << before.first(before.indexOf("//- Actors/Quiet.md")) << 0;
        QTest::newRow("a note that is named goes") << before.sliced(before.indexOf("//- Actors/Kestrel.md")) << 2;
        QTest::newRow("an alias comes") << replaced("//- Actors/Quiet.md\n",
                                                    "//- Actors/Quiet.md\n---\naliases: [Lom]\n---\n")
                                        << 3;
        QTest::newRow("another kind") << replaced("//- Actors/Auk.md\n#actor #company",
                                                  "//- Actors/Auk.md\n#actor #country")
                                      << 3;
        QTest::newRow("moved") << replaced("//- Actors/Auk.md", "//- Old/Auk.md") << 3;
        QTest::newRow("all gone") << QByteArray() << 0;
    }
    void update()
    {
        QFETCH(QByteArray, after);
        const RelationIndex first = RelationIndex().updated(vaultOf(Before));
        QCOMPARE(allOf(first), relationsOf(first.snapshot()));
        QFETCH(int, read);
        const Snapshot next = changed(first.snapshot(), after);
        const RelationIndex second = first.updated(next);
        QCOMPARE(allOf(second), relationsOf(next));
        QCOMPARE(second.readCount(), read);
        const RelationIndex back = second.updated(changed(next, Before));
        QCOMPARE(allOf(back), relationsOf(back.snapshot()));
        QCOMPARE(allOf(back), allOf(first));
    }

    void readsOnlyWhatChanged()
    {
        const Snapshot snapshot = vaultOf(Before);
        const RelationIndex index = RelationIndex().updated(snapshot);
        QCOMPARE(index.readCount(), 3);
        QCOMPARE(index.updated(snapshot).readCount(), 0);
    }

    void backlinks()
    {
        const RelationIndex index = RelationIndex().updated(vaultOf(Before));
        const int auk = index.snapshot().find(*NotePath::fromRelative(u"Actors/Auk.md"));
        QStringList found;
        for (const Relation &relation : index.to(auk))
            found.append(index.snapshot().file(relation.source).path.name() + u' ' + relationName(relation.best.type));
        QCOMPARE(found, QStringList({u"Kestrel customer"_s, u"Quiet link"_s}));
    }

    void oneSided()
    {
        const RelationIndex index = RelationIndex().updated(vaultOf(R"(
//- Actors/A.md
#actor
## Related
- [[B]] — customer
- [[C]] — competitor
- [[Nobody]] — competitor
- [[Salt]] — commodity
- [[2026-01-02]]
//- Actors/B.md
#actor
## Related
- [[A]] — supplier
//- Actors/C.md
#actor
//- Concepts/Salt.md
#concept #commodity
//- Daily/2026-01-02.md
#daily
customer:: [[C]]
)"));
        QStringList found;
        for (const Relation &relation : allOf(index)) {
            if (index.isOneSided(relation))
                found.append(index.snapshot().file(relation.source).path.name() + u' ' + relation.targetName);
        }
        QCOMPARE(found, QStringList(u"A Actors/C.md"_s));
    }
};

QTEST_GUILESS_MAIN(RelationIndexTest)

#include "relationindextest.moc"
