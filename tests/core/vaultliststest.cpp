// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/vaultlists.h"
#include "core/note/subpath.h"
#include "core/research/problem.h"
#include "core/vault/obsidiansettings.h"
#include "core/vault/vault.h"
#include "tests/support/temporaryvault.h"
#include "tests/support/vaultof.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Notes[] = R"(
//- Alone.md
Nobody knows [[Nobody]].
//- End.md
---
aliases: [Hub, Fin]
status: Draft
---
No links. ^here
//- Hub.md
---
Status: [Draft, Final]
---
# Plants
## Plants [[End]]
[[End#^here]] ![[map.png]] [[Fin]] [[Hub#plants]] [[End#^gone]] [[#Nowhere]]
//- sub/End.md
[[Hub]]
//- map.png
//- spare.png
)";

QStringList pathsOf(const QList<int> &files, const Snapshot &snapshot)
{
    QStringList paths;
    for (const int file : files)
        paths.append(snapshot.file(file).path.toString());
    return paths;
}

QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

} // namespace

/// What the vault as a whole knows, and what its settings say.
class VaultListsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void links()
    {
        const Snapshot snapshot = vaultOf(Notes);
        const LinkMap map = linkMap(snapshot);
        QCOMPARE(pathsOf(orphans(snapshot, map), snapshot), QStringList{u"Alone.md"_s});
        QCOMPARE(pathsOf(deadEnds(snapshot, map), snapshot), (QStringList{u"Alone.md"_s, u"End.md"_s}));
        QCOMPARE(pathsOf(unusedAttachments(snapshot, map), snapshot), QStringList{u"spare.png"_s});
        const int hub = snapshot.find(*NotePath::fromRelative(u"Hub.md"));
        QCOMPARE(pathsOf(map.outgoing.at(hub), snapshot), (QStringList{u"End.md"_s, u"map.png"_s}));
        QCOMPARE(map.incoming.at(hub), 1);
    }

    void whatACanvasShowsIsUsed()
    {
        const Snapshot snapshot = vaultOf(json("//- a.png\n//- b.png\n//- c.png\n//- d.csv\n//- Board.canvas\n"
                                               "{'nodes':[{'type':'file','file':'a.png'},"
                                               "{'type':'text','text':'see ![[b.png]] and [it](d.csv)'}]}\n"));
        QCOMPARE(pathsOf(unusedAttachments(snapshot, linkMap(snapshot)), snapshot), QStringList{u"c.png"_s});
    }

    void whatAnUnreadableCanvasMayShowIsNotUnused()
    {
        const Snapshot snapshot = vaultOf(json("//- a.png\n//- b.png\n//- Odd.canvas\n"
                                               "{'nodes':[{'type':'file','file':'a.png'}\n"));
        QCOMPARE(pathsOf(unusedAttachments(snapshot, linkMap(snapshot)), snapshot), QStringList{u"b.png"_s});
    }

    void names()
    {
        const Snapshot snapshot = vaultOf(Notes);
        const QList<SharedName> shared = ambiguousNames(snapshot);
        QCOMPARE(shared.size(), 1);
        QCOMPARE(shared.first().name, u"End"_s);
        QCOMPARE(pathsOf(shared.first().files, snapshot), (QStringList{u"End.md"_s, u"sub/End.md"_s}));
        const QList<SharedName> collisions = aliasCollisions(snapshot);
        QCOMPARE(collisions.size(), 1);
        QCOMPARE(pathsOf(collisions.first().files, snapshot), (QStringList{u"End.md"_s, u"Hub.md"_s}));
    }

    void properties()
    {
        const Snapshot snapshot = vaultOf(Notes);
        const QList<PropertyUse> uses = propertyUses(snapshot);
        QCOMPARE(uses.size(), 2);
        QCOMPARE(uses.last().key, u"status"_s);
        QCOMPARE(uses.last().values, (QStringList{u"Draft"_s, u"Final"_s}));
        QCOMPARE(uses.last().notes.size(), 2);
    }

    void problems()
    {
        const Snapshot snapshot = vaultOf(Notes);
        QStringList found;
        QByteArray mended;
        for (const Problem &problem : problemsOf(snapshot)) {
            found.append(snapshot.file(problem.file).path.toString() + u' ' + problem.kind);
            if (problem.kind == u"alias-link")
                mended = *problem.fix.apply(snapshot.note(problem.file).text);
        }
        QCOMPARE(found, (QStringList{u"Alone.md unresolved-link"_s, u"End.md shared-alias"_s, u"Hub.md alias-link"_s,
                                     u"Hub.md missing-block"_s, u"Hub.md missing-heading"_s}));
        QVERIFY2(mended.contains("[[End|Fin]]"), mended.constData());
        const Snapshot two = vaultOf("//- a/Two.md\n//- b/Two.md\n//- Z.md\n[[Two]]\n");
        QCOMPARE(problemsOf(two).first().kind, u"ambiguous-link");
    }

    // obsidian.md 2.4
    void subpaths_data()
    {
        QTest::addColumn<QString>("subpath");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("heading") << u"#One"_s << QByteArray("# One\na\n## Two\nb ^id\n");
        QTest::newRow("case and punctuation") << u"#three: [what]"_s << QByteArray("# Three [[what]]?\nc\n\n^tab\n");
        QTest::newRow("below another") << u"#One#Two"_s << QByteArray("## Two\nb ^id\n");
        QTest::newRow("not below another") << u"#Three what#Two"_s << QByteArray();
        QTest::newRow("block") << u"#^ID"_s << QByteArray("b ^id");
        QTest::newRow("id on its own line") << u"#^tab"_s << QByteArray("c\n\n^tab");
        QTest::newRow("footnote") << u"#[^A]"_s << QByteArray("[^a]: note");
        QTest::newRow("nothing") << u"#Four"_s << QByteArray();
    }

    void subpaths()
    {
        QFETCH(const QString, subpath);
        QFETCH(const QByteArray, expected);
        const Snapshot snapshot = vaultOf("//- A.md\n# One\na\n## Two\nb ^id\n# Three [[what]]?\nc\n\n^tab\n"
                                          "//- B.md\nx[^a]\n\n[^a]: note\n");
        const Note &note = snapshot.note(subpath.contains(u"[^") ? 1 : 0);
        const std::optional<ByteRange> range = subpathRange(subpath, note.facts, note.text);
        QCOMPARE(range ? range->in(note.text).toByteArray() : QByteArray(), expected);
    }

    // obsidian.md 2.17
    void settingsOfObsidian()
    {
        const TemporaryVault vault("//- A.md\n//- Daily/B.md\n//- old/C.md\n");
        vault.write(u".obsidian/app.json"_s,
                    json("{'newLinkFormat':'relative','newFileLocation':'folder','newFileFolderPath':'New',"
                         "'userIgnoreFilters':['Daily/','/^old/','/(/'],'unknown':1}"));
        vault.write(u".obsidian/types.json"_s, json("{'types':{'Founded':'date'}}"));
        vault.write(u".obsidian/daily-notes.json"_s, "no json");
        vault.write(u".obsidian/graph.json"_s, json("{'search':' -path:Meta ','hideUnresolved':true,'localJumps':9,"
                                                    "'localInterlinks':false,"
                                                    "'colorGroups':[{'query':'tag:#x ','color':{'a':1,'rgb':255}}]}"));
        vault.write(
            u".obsidian/bookmarks.json"_s,
            json("{'items':[{'type':'group','title':'G','items':[{'type':'file','path':'A.md','ctime':1}]},7]}"));
        const QByteArray before = vault.read(u".obsidian/app.json"_s);
        QList<Error> problems;
        const Result<Snapshot> snapshot = indexVault(vault.root(), &problems);
        QVERIFY(snapshot);
        QCOMPARE(problems.size(), 1);
        QVERIFY(problems.first().sentence.contains(u"daily-notes.json"));
        const ObsidianSettings &settings = snapshot->settings();
        QCOMPARE(settings.linkFormat, LinkFormat::Relative);
        QCOMPARE(settings.newNotePlace, NewNotePlace::Folder);
        QCOMPARE(settings.newNoteFolder, u"New"_s);
        QCOMPARE(settings.types.value(u"founded"_s), u"date"_s);
        QCOMPARE(settings.dailyFormat, u"YYYY-MM-DD"_s);
        QCOMPARE(settings.graph.search, u"-path:Meta"_s);
        QVERIFY(!settings.graph.showUnresolved);
        QCOMPARE(settings.graph.groups, (QList<GraphGroup>{{u"tag:#x"_s, 0x0000FF}}));
        QCOMPARE(settings.localGraph, (LocalGraphSettings{.depth = 5, .neighbours = false}));
        QCOMPARE(settings.bookmarks.size(), 1);
        QCOMPARE(settings.bookmarks.first().children.first().path, u"A.md"_s);
        QCOMPARE(snapshot->isExcluded(0), false);
        QCOMPARE(snapshot->isExcluded(1), true);
        QCOMPARE(snapshot->isExcluded(2), true);
        QCOMPARE(vault.read(u".obsidian/app.json"_s), before);
    }

    void changedSettingsArePublished()
    {
        const TemporaryVault folder("//- A.md\n");
        Vault vault(folder.root());
        vault.start();
        QTRY_VERIFY(vault.snapshot().isComplete());
        folder.write(u".obsidian/app.json"_s, json("{'userIgnoreFilters':['A']}"));
        vault.sweep();
        QTRY_VERIFY(vault.snapshot().isExcluded(0));
    }
};

QTEST_GUILESS_MAIN(VaultListsTest)
#include "vaultliststest.moc"
