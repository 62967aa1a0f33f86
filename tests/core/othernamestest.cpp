// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/othernames.h"

#include "core/research/claim.h"
#include "core/research/relation.h"
#include "core/table/cellfields.h"
#include "core/vault/vault.h"
#include "tests/support/vaultof.h"

#include <QDir>
#include <QtTest>

#include <algorithm>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Sample[] = R"(
//- Actors/Kestrel.md
---
aliases: [KSTR, Kestrel Cells]
---
#actor #batteries

Kestrel Cells — maker of battery cells, backed by [[Skagen Partners]].

## Quick stats
| Metric | Value |
|---|---|
| Market cap | ~$40B |
| Market share | 37% |
| Cell capacity (2024) | 600 GWh |
| CEO | [[Ada Lindqvist]] |

## Competitors
| Company | Market share |
|---|---|
| [[Norrland Power\|Norrland]] | 16% |
| Kestrel | ~35% |

## Related
- [[Norrland Power]] — competitor
//- Actors/Norrland Power.md
#actor #batteries
| Metric | Value |
|---|---|
| Market share | 17% |
| Cell capacity | 90 GWh |

## Rivals
| Rival | Share | Market cap |
|---|---|---|
| [[Kestrel]] | 37% | $41B |
| KSTR | 38% | $52B |
//- Actors/Northern Star.md
#actor
| Metric | Value |
|---|---|
| Headquarters | A northern town below a star |
| Employees | 900 |
//- Actors/Skagen Partners.md
#actor #vc
| Holding | Stake |
|---|---|
| Kestrel | 9% |
| Northern Star | 12% |
//- Actors/Ada Lindqvist.md
#person

Chief executive of [[Kestrel]].
//- Concepts/Cells.md
#concept
| Maker | Market share | Employees |
|---|---|---|
| [[Kestrel]] | 30% | 5,000 |
| Norrland Power | 17% | 900 |
| Northern Star | 2% | 950 |
)";

QString placeOf(const NotePath &path, int line)
{
    return path.toString() + u':' + QString::number(line + 1);
}

/// What is found in a vault, each as a line; names of notes as `named` has them.
struct Findings
{
    Findings(const Snapshot &snapshot, const std::function<NotePath(const NotePath &)> &named)
    {
        ClaimIndex index;
        index.update(snapshot);
        for (const Claim &claim : index.claims()) {
            QStringList sides{placeOf(named(claim.a.note->file->path), claim.a->place.line),
                              placeOf(named(claim.b.note->file->path), claim.b->place.line)};
            sides.sort();
            claims.append(sides.join(u" / ") + u' ' + QString::fromUtf8(verdictName(claim.judgement.verdict)));
        }
        for (const Relation &relation : relationsOf(snapshot)) {
            if (relation.target >= 0)
                relations.append(named(snapshot.file(relation.source).path).toString() + u" -> "_s
                                 + named(snapshot.file(relation.target).path).toString() + u' '
                                 + relationName(relation.best.type));
        }
        for (int i = 0; i < snapshot.files().size(); ++i) {
            const std::shared_ptr<const Note> &note = snapshot.file(i).note;
            for (qsizetype t = 0; note && t < note->facts.tables.size(); ++t) {
                const Table table = cutTable(note->facts.tables.at(t), note->text);
                for (qsizetype row = 0; row < table.rows.size(); ++row) {
                    for (qsizetype column = 0; column < table.rows.at(row).cells.size(); ++column) {
                        const CellFields fields =
                            cellFields(readCell(table.rows.at(row).cells.at(column).in(note->text)));
                        cells.append(placeOf(named(snapshot.file(i).path), static_cast<int>(t * 1000 + row)) + u' '
                                     + QString::number(column) + u' '
                                     + QString::fromUtf8(fields.kind + ' ' + fields.number + ' ' + fields.currency + ' '
                                                         + fields.qualifier + ' ' + fields.period));
                    }
                }
            }
        }
        for (QStringList *lines : {&claims, &relations, &cells})
            lines->sort();
    }

    QStringList claims;
    QStringList relations;
    QStringList cells;
};

/// How many of a hundred lines are in both lists.
double shared(const QStringList &one, const QStringList &other)
{
    QStringList both;
    std::ranges::set_intersection(one, other, std::back_inserter(both));
    return 100.0 * static_cast<double>(both.size())
           / static_cast<double>(std::max<qsizetype>(1, std::max(one.size(), other.size())));
}

NotePath same(const NotePath &path)
{
    return path;
}

} // namespace

/// Rules know no company, person or ticker by its name: under other names a vault says the same.
class OtherNamesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSampleUnderOtherNames()
    {
        const Snapshot before = vaultOf(Sample);
        const OtherNames names(before);
        const QByteArray text = names.in(Sample);
        for (const char *name : {"Kestrel", "KSTR", "Norrland", "Skagen", "Lindqvist", "Northern Star"})
            QVERIFY2(!text.contains(name), name);
        QVERIFY(text.contains("| Maker | Market share | Employees |"));
        QVERIFY(text.contains("A northern town below a star"));
        const Snapshot after = vaultOf(text);
        QCOMPARE(after.noteCount(), before.noteCount());
        const Findings was(before, [&](const NotePath &path) { return names.of(path); });
        const Findings is(after, same);
        QVERIFY(was.claims.size() > 8);
        QVERIFY(was.relations.size() > 5);
        QCOMPARE(is.claims, was.claims);
        QCOMPARE(is.relations, was.relations);
        QCOMPARE(is.cells, was.cells);
    }

    void aVaultUnderOtherNames()
    {
        const QString folder = QStringLiteral(TEARSHEET_CORPUS) + u"/vault"_s;
        if (!QDir(folder).exists())
            QSKIP("There is no real vault; set TEARSHEET_CORPUS to the folder with cases/ and vault/.");
        const Result<Snapshot> before = indexVault(folder);
        QVERIFY(before);
        const OtherNames names(*before);
        QVERIFY(names.count() > 100);
        const QTemporaryDir copy;
        for (const auto &file : before->files()) {
            if (!file->note)
                continue;
            const QString path = copy.filePath(names.of(file->path).toString());
            QVERIFY(QDir().mkpath(QFileInfo(path).path()));
            QFile out(path);
            QVERIFY2(!out.exists() && out.open(QIODevice::WriteOnly), qPrintable(path));
            out.write(names.in(file->note->text));
        }
        const Result<Snapshot> after = indexVault(copy.path());
        QVERIFY(after);
        QCOMPARE(after->noteCount(), before->noteCount());
        const Findings was(*before, [&](const NotePath &path) { return names.of(path); });
        const Findings is(*after, same);
        qInfo("%lld words and names changed; claims %lld, %lld: %.1f %%; relations %lld, %lld: %.1f %%; cells %.2f %%",
              static_cast<long long>(names.count()), static_cast<long long>(was.claims.size()),
              static_cast<long long>(is.claims.size()), shared(was.claims, is.claims),
              static_cast<long long>(was.relations.size()), static_cast<long long>(is.relations.size()),
              shared(was.relations, is.relations), shared(was.cells, is.cells));
        // A word of a name may be one of the language that this vault happens to write with a capital only.
        QVERIFY(shared(was.claims, is.claims) >= 97);
        QVERIFY(shared(was.relations, is.relations) >= 97);
        QVERIFY(shared(was.cells, is.cells) >= 99.5);
    }
};

QTEST_GUILESS_MAIN(OtherNamesTest)
#include "othernamestest.moc"
