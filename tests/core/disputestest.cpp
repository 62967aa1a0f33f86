// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/disputes.h"

#include "core/store/filewrites.h"
#include "tests/support/vaultof.h"

#include <QTemporaryDir>
#include <QtTest>

#include <thread>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Notes[] = R"(
//- Kestrel.md
#company
| Metric | Value |
|---|---|
| Market cap | $4B |
| Employees | 900 (2025) |
| Founded | 2011 |
//- Norrland.md
#company
| Company | Market value | Employees | Founded |
|---|---|---|---|
| [[Kestrel]] | ~$5B | 700 (2023) | 2011 |
//- Skua.md
#company
| Company | Market cap |
|---|---|
| [[Kestrel]] | $6B |
)";

} // namespace

/// Cells with which other places disagree.
class DisputesTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_root;

    Disputes in(const QString &name, const CheckedClaims &checked) const
    {
        ClaimIndex index;
        index.update(vaultOf(Notes));
        const NotePath path = *NotePath::fromRelative(name);
        return disputesIn(path, index.in(path), checked);
    }

private Q_SLOTS:
    void whatContradicts()
    {
        const Disputes disputes = in(u"Kestrel.md"_s, CheckedClaims(m_root.path()));
        QCOMPARE(disputes.cells.size(), 1); // Its own newer figure and what all agree on are not disputed.
        const DisputedCell *const cell = disputes.find(0, 0, 1, "$4B");
        QVERIFY(cell);
        QVERIFY(!cell->outdated);
        QCOMPARE(cell->others.size(), 2);
        QStringList notes;
        for (const OtherValue &other : cell->others)
            notes.append(other.note.name() + u' ' + QString::fromUtf8(other.raw) + u' ' + QString::number(other.line));
        notes.sort();
        QCOMPARE(notes, QStringList({u"Norrland ~$5B 3"_s, u"Skua $6B 3"_s}));
    }

    void whatIsLaterElsewhere()
    {
        const Disputes disputes = in(u"Norrland.md"_s, CheckedClaims(m_root.path()));
        QCOMPARE(disputes.cells.size(), 2);
        const DisputedCell *const cell = disputes.find(0, 0, 2, "700 (2023)");
        QVERIFY(cell);
        QVERIFY(cell->outdated);
        QCOMPARE(cell->others.size(), 1);
        QCOMPARE(cell->others.first().raw, "900 (2025)"_ba);
        QCOMPARE(cell->others.first().when, "2025"_ba);
        QVERIFY(cell->others.first().isLater);
        QVERIFY(!cell->others.first().isWeak);
    }

    void whatOnlyTheNotesDatesTell()
    {
        ClaimIndex index;
        index.update(
            vaultOf("//- Kestrel.md\n#company\n| Metric | Value |\n|---|---|\n| Market cap | $4B |\n\n"
                    "*Updated 2024-01-20*\n//- Norrland.md\n#company\n| Company | Market cap (2025) |\n|---|---|\n"
                    "| [[Kestrel]] | $6B |\n"));
        const NotePath path = *NotePath::fromRelative(u"Kestrel.md"_s);
        const Disputes disputes = disputesIn(path, index.in(path), CheckedClaims(m_root.path()));
        QCOMPARE(disputes.cells.size(), 1);
        QVERIFY(disputes.cells.first().outdated);
        QVERIFY(disputes.cells.first().others.first().isLater);
        QVERIFY(disputes.cells.first().others.first().isWeak);
    }

    void aCellThatSaysSomethingElseByNowIsAnother()
    {
        const Disputes disputes = in(u"Kestrel.md"_s, CheckedClaims(m_root.path()));
        QVERIFY(!disputes.find(0, 0, 1, "$5B"));
        QVERIFY(!disputes.find(0, 1, 1, "$4B"));
        QVERIFY(!disputes.find(1, 0, 1, "$4B"));
    }

    void whatIsCheckedDoesNotCount()
    {
        const NotePath path = *NotePath::fromRelative(u"Kestrel.md"_s);
        ClaimIndex index;
        index.update(vaultOf(Notes));
        QTemporaryDir root;
        CheckedClaims checked(root.path());
        for (const Claim &claim : index.in(path)) {
            if (claim.judgement.verdict == Verdict::Contradict && claim.b.note->file->path.name() == u"Skua")
                QVERIFY(checked.set(claim, true));
        }
        const Disputes disputes = in(u"Kestrel.md"_s, checked);
        const DisputedCell *const cell = disputes.find(0, 0, 1, "$4B");
        QVERIFY(cell);
        QCOMPARE(cell->others.size(), 1);
        QCOMPARE(cell->others.first().note.name(), u"Norrland");
    }

    // The note and whom it names are called otherwise then; another note of the old name has not been looked at.
    void whatIsCheckedStaysSoWhereANoteIsRenamed()
    {
        const QTemporaryDir root;
        ClaimIndex before;
        before.update(vaultOf(Notes));
        CheckedClaims checked(root.path());
        for (const Claim &claim : before.claims())
            QVERIFY(checked.set(claim, true));
        const auto move = [](const QByteArray &from, const QByteArray &to) {
            return vaultOf(QByteArray(Notes).replace(from, to));
        };
        const auto allChecked = [&](const Snapshot &vault, const CheckedClaims &marks) {
            ClaimIndex now;
            now.update(vault);
            return !now.claims().isEmpty()
                   && std::ranges::all_of(now.claims(), [&](const Claim &claim) { return marks.contains(claim); });
        };
        const Snapshot renamed = move("Kestrel", "Lagoon");
        QVERIFY(!allChecked(renamed, checked));
        QVERIFY(checked.follow(*NotePath::fromRelative(u"Kestrel.md"), *NotePath::fromRelative(u"Lagoon.md")));
        QVERIFY(allChecked(renamed, checked));
        QVERIFY(allChecked(renamed, CheckedClaims(root.path())));
        QVERIFY(!allChecked(vaultOf(Notes), checked));
    }

    // Former versions kept a number of each.
    void whatWasCheckedLongAgoStillIs()
    {
        const QTemporaryDir root;
        ClaimIndex index;
        index.update(vaultOf(Notes));
        const Claim claim = index.claims().first();
        const QString path = dataPlace(u"claims"_s, root.path());
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        const QByteArray line = QByteArray::number(ClaimMark::of(claim).number(), 16) + "\n";
        QCOMPARE(file.write(line), line.size());
        file.close();
        CheckedClaims checked(root.path());
        QVERIFY(checked.contains(claim));
        QVERIFY(checked.set(claim, false));
        QVERIFY(!CheckedClaims(root.path()).contains(claim));
    }

    void severalAskAtOnce()
    {
        SharedClaims claims;
        const Snapshot snapshot = vaultOf(Notes);
        const auto count = [](const ClaimIndex &index) { return index.claims().size(); };
        const qsizetype alone = claims.ask(snapshot, count);
        QVERIFY(alone > 0);
        std::atomic<int> wrong = 0;
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 4; ++i)
                threads.emplace_back([&] {
                    for (int round = 0; round < 20; ++round)
                        wrong +=
                            claims.ask(round % 2 == 0 ? snapshot : Snapshot(), count) != (round % 2 == 0 ? alone : 0);
                });
        }
        QCOMPARE(wrong.load(), 0);
    }
};

QTEST_MAIN(DisputesTest)
#include "disputestest.moc"
