// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/savedcomparisons.h"

#include "core/store/filewrites.h"
#include "tests/support/vaultof.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

using Shape = ComparisonRequest::Shape;

NotePath at(QStringView path)
{
    return *NotePath::fromRelative(path);
}

// With everything that can be said of one.
SavedComparison makers()
{
    return {.name = u"Makers"_s,
            .request = {.shape = Shape::Stacked,
                        .names = {u"Makers/Kestrel.md"_s, u"Norrland"_s},
                        .metrics = {u"market share"_s},
                        .table = {at(u"Makers/Kestrel.md"), u"## Plants"_s, 1}},
            .order = {.transposed = true,
                      .sharedOnly = true,
                      .hideEqual = true,
                      .sortedBy = columnKey({.title = u"Kestrel"_s, .detail = u"2025"_s, .group = {}, .note = {}}),
                      .descending = true}};
}

} // namespace

/// Comparisons as they lie in the user's data folder.
class SavedComparisonsTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_root;

    QList<SavedComparison> loaded() const
    {
        SavedComparisons again(m_root.path());
        return again.load() ? again.all() : QList<SavedComparison>();
    }

    void writeFile(const QByteArray &bytes) const
    {
        const QString path = dataPlace(u"comparisons"_s, m_root.path()) + u".json"_s;
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

private Q_SLOTS:
    void everythingComesBack()
    {
        SavedComparisons kept(m_root.path());
        QVERIFY(kept.keep(makers()));
        const SavedComparison plain{.name = u"Cases"_s, .request = {.shape = Shape::Cases}, .order = {}};
        QVERIFY(kept.keep(plain));
        QCOMPARE(loaded(), QList({plain, makers()}));
        SavedComparison other = makers();
        other.order.transposed = false;
        QVERIFY(kept.keep(other));
        QCOMPARE(loaded(), QList({plain, other}));
        QVERIFY(kept.remove(u"Cases"_s));
        QCOMPARE(loaded(), QList{other});
    }

    void aRenamedNoteIsFollowed()
    {
        SavedComparisons kept(m_root.path());
        QVERIFY(kept.keep(makers()));
        const Snapshot vault = vaultOf("//- In/Norrland.md\n//- Old/Gull.md\n//- Gull.md\n//- Skua.md\n");
        QVERIFY(kept.follow(at(u"Makers/Kestrel.md"), at(u"Skua.md"), vault));
        const SavedComparison now = loaded().first();
        QCOMPARE(now.request.names, QStringList({u"Skua.md"_s, u"Norrland"_s}));
        QCOMPARE(now.request.table, (TableAddress{at(u"Skua.md"), u"## Plants"_s, 1}));
        QCOMPARE(now.order.sortedBy, columnKey({.title = u"Skua"_s, .detail = u"2025"_s, .group = {}, .note = {}}));
        // One that is named without its folder,
        QVERIFY(kept.follow(at(u"In/Norrland.md"), at(u"Gull.md"), vault));
        QCOMPARE(loaded().first().request.names, QStringList({u"Skua.md"_s, u"Gull"_s}));
        // another of that name, and one that nobody compares.
        QVERIFY(kept.follow(at(u"Old/Gull.md"), at(u"Old/Tern.md"), vault));
        QVERIFY(kept.follow(at(u"Lagoon.md"), at(u"Brine.md"), vault));
        QCOMPARE(loaded().first().request.names, QStringList({u"Skua.md"_s, u"Gull"_s}));
        // By a path without its ending.
        SavedComparison plain{.name = u"Cases"_s, .request = {.names = {u"Old/Gull"_s}}, .order = {}};
        QVERIFY(plain.follow(at(u"Old/Gull.md"), at(u"Tern.md"), vault));
        QCOMPARE(plain.request.names, QStringList{u"Tern.md"_s});
    }

    // Kept by a version that knew of no arrangement.
    void whatIsNotSaidIsUsual()
    {
        writeFile(R"([{"name": "Makers", "shape": "metrics", "names": ["Kestrel.md"]},
                      {"name": "", "shape": "metrics"}, {"name": "Skua", "shape": "round"}, 5])");
        const SavedComparison plain{.name = u"Makers"_s, .request = {.names = {u"Kestrel.md"_s}}, .order = {}};
        QCOMPARE(loaded(), QList{plain});
    }

    void aFileThatIsNoJsonHasNone()
    {
        writeFile("no json");
        QCOMPARE(loaded(), QList<SavedComparison>());
    }
};

QTEST_GUILESS_MAIN(SavedComparisonsTest)
#include "savedcomparisonstest.moc"
