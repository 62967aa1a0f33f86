// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/tablesearch.h"

#include "tests/support/vaultof.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

class TableSearchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("tables");
        QTest::newRow("everything") << u" "_s << u"Kestrel:0 Kestrel:1 Norrland:0 Volta:0"_s;
        QTest::newRow("a word in cells") << u"ampere"_s << u"Kestrel:0 Volta:0"_s;
        QTest::newRow("the note first, then the heading, the header, the cells")
            << u"kestrel"_s << u"Kestrel:0 Kestrel:1 Norrland:0"_s;
        QTest::newRow("heading before cells") << u"rivals"_s << u"Volta:0 Kestrel:0"_s;
        QTest::newRow("header") << u"header:share"_s << u"Kestrel:0 Norrland:0"_s;
        QTest::newRow("all words") << u"share 37%"_s << u"Kestrel:0"_s;
        QTest::newRow("a phrase") << u"\"37% of cells\""_s << u"Kestrel:0"_s;
        QTest::newRow("an open phrase") << u"\"37% of"_s << u"Kestrel:0"_s;
        QTest::newRow("note only") << u"note:volta"_s << u"Volta:0"_s;
        QTest::newRow("heading only") << u"heading:rivals"_s << u"Volta:0"_s;
        QTest::newRow("cells only") << u"cell:kestrel"_s << u"Norrland:0"_s;
        QTest::newRow("tag") << u"#Battery"_s << u"Kestrel:0 Kestrel:1 Norrland:0"_s;
        QTest::newRow("tag and word") << u"#battery/cell share"_s << u"Norrland:0"_s;
        QTest::newRow("tag by its word") << u"tag:battery"_s << u"Kestrel:0 Kestrel:1 Norrland:0"_s;
        QTest::newRow("tag by word and mark") << u"tag:#battery/cell"_s << u"Norrland:0"_s;
        QTest::newRow("no tag yet") << u"tag: plants"_s << u"Kestrel:1"_s;
        QTest::newRow("an alias is found as the name") << u"\"Falcon Works\""_s << u"Kestrel:0 Kestrel:1 Norrland:0"_s;
        QTest::newRow("the name as an alias, as a whole word") << u"cell:volta"_s << u"Norrland:0"_s;
        QTest::newRow("entity: its note's tables, then those that name it")
            << u"entity:kestrel"_s << u"Kestrel:0 Kestrel:1 Norrland:0"_s;
        QTest::newRow("entity by its alias") << u"entity:\"falcon works\" share"_s << u"Kestrel:0 Norrland:0"_s;
        QTest::newRow("an entity without a note") << u"entity:ampere"_s << u"Kestrel:0 Volta:0"_s;
        QTest::newRow("no part of a word is an entity") << u"entity:amp"_s << QString();
        QTest::newRow("nothing") << u"nowhere"_s << QString();
        QTest::newRow("other scripts") << u"GRÖ"_s << u"Kestrel:1"_s;
    }

    void finds()
    {
        QFETCH(const QString, typed);
        const Snapshot snapshot = vaultOf(
            "//- Kestrel.md\n---\naliases: [Falcon Works]\n---\n#battery\n\n| Company | Share |\n|---|---|\n| Ampere | "
            "37% of cells |\n| x | rivals |\n\n"
            "## Plants\n\n| Plant | größe |\n|---|---|\n| A | 3 |\n"
            "//- Norrland.md\n#battery/cell\n\n| Company | Share |\n|---|---|\n| [[Kestrel]] | 5% of VLT, not VLTX |\n"
            "//- Text.md\nNo table. Ampere\n"
            "//- Volta.md\n---\naliases: [VLT]\n---\n## Rivals\n\n| Name |\n|---|\n| Ampere |\n");
        QStringList tables;
        for (const TableHit &hit : searchTables(snapshot, typed))
            tables.append(snapshot.file(hit.file).path.name() + u':' + QString::number(hit.table));
        QTEST(tables.join(u' '), "tables");
    }
};

QTEST_GUILESS_MAIN(TableSearchTest)
#include "tablesearchtest.moc"
