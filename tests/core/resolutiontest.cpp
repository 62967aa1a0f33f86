// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/indexer.h"
#include "core/vault/vault.h"
#include "tests/support/temporaryvault.h"
#include "tests/support/vaultof.h"

#include <QRandomGenerator>
#include <QtTest>

#include <cerrno>

#include <sys/stat.h>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Vault1[] = R"(
//- Makers/Volta.md
---
aliases: [Volta Works, Shared]
---
Links to [[Ohm]], [[Nobody]] and [[Volta Works]].
//- Makers/Ohm.md
---
aliases: [Shared]
---
See [[volta]] and [[Shared]] and [[nobody]].
//- Makers/Old/Case.md
//- Zoo/Case.md
//- b/Case.md
//- Case study.md
[x](Makers/Volta.md) ![[map.png]] [[Volta|V]] [[https://example.org]] [web](https://example.org)
//- img/map.png
//- Café.md
)";

QString pathOf(const Snapshot &snapshot, const Resolution &resolution)
{
    return resolution.isResolved() ? snapshot.file(resolution.matches.first()).path.toString() : u"-"_s;
}

QStringList backlinkSources(const Snapshot &snapshot, const QString &path)
{
    QStringList result;
    for (const LinkRef ref : snapshot.backlinks(snapshot.find(*NotePath::fromRelative(path))))
        result.append(snapshot.file(ref.file).path.toString());
    return result;
}

} // namespace

class ResolutionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // obsidian.md 2.2; where it knows no aliases, a unique one resolves and is marked.
    void resolves_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *target, const char *from, const char *expected) {
            QTest::newRow(name) << QString::fromUtf8(target) << QString::fromUtf8(from) << QString::fromUtf8(expected);
        };
        row("empty is the note itself", "", "Makers/Ohm.md", "Makers/Ohm.md");
        row("name", "Volta", "Case study.md", "Makers/Volta.md");
        row("case", "vOLTA", "Case study.md", "Makers/Volta.md");
        row("with extension", "Volta.md", "Case study.md", "Makers/Volta.md");
        row("end of a path", "Old/Case", "Case study.md", "Makers/Old/Case.md");
        row("only at a slash", "ers/Volta", "Case study.md", "-");
        row("exact path", "Zoo/Case", "b/Case.md", "Zoo/Case.md");
        row("own folder before shorter path", "Case", "Zoo/Case.md", "Zoo/Case.md");
        row("below the own folder too", "Case", "Makers/Ohm.md", "Makers/Old/Case.md");
        row("shortest path otherwise", "Case", "img/x.md", "b/Case.md");
        row("relative", "../Zoo/Case", "b/Case.md", "Zoo/Case.md");
        row("relative must be exact", "./Case", "Makers/Ohm.md", "-");
        row("from the root", "/b/Case", "Zoo/Case.md", "b/Case.md");
        row("out of the vault", "../../Case", "Zoo/Case.md", "-");
        row("attachment", "map.png", "Makers/Ohm.md", "img/map.png");
        row("attachment needs its extension", "map", "Makers/Ohm.md", "-");
        row("unique alias", "volta works", "Makers/Ohm.md", "Makers/Volta.md");
        row("ambiguous alias", "Shared", "Case study.md", "-");
        row("decomposed accent", "Cafe\xCC\x81", "Case study.md", "Café.md");
        row("web", "https://example.org", "Case study.md", "-");
    }

    void resolves()
    {
        QFETCH(const QString, target);
        QFETCH(const QString, from);
        QFETCH(const QString, expected);
        const Snapshot snapshot = vaultOf(Vault1);
        const Result<NotePath> source = NotePath::fromRelative(from);
        QVERIFY(source);
        QCOMPARE(pathOf(snapshot, snapshot.resolve(target, *source)), expected);
    }

    void filesOfOneKey_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *target, const char *expected) {
            QTest::newRow(target) << QString::fromUtf8(target) << QString::fromUtf8(expected);
        };
        row("LICENSE", "LICENSE");
        row("LICENSE.md", "LICENSE.md");
        row("license", "LICENSE.md");
        row("volta", "volta.md");
        row("Volta", "Volta.md");
        row("VOLTA", "Volta.md");
        row("volta.md", "volta.md");
        row("/volta.md", "volta.md");
        row("./Volta", "Volta.md");
        row("Caf\u00e9", "Caf\u00e9.md");
        row("Cafe\u0301", "Cafe\u0301.md");
        row("NOTICE.md", "x/NOTICE.md");
        row("NOTICE", "x/NOTICE");
        row("x/notice.md", "x/NOTICE.md");
        row("ohm", "x/ohm.md");
        row("Ohm", "x/Ohm.md");
    }

    // Whatever numbers the files had before, which others are given again.
    void filesOfOneKey()
    {
        QFETCH(const QString, target);
        QFETCH(const QString, expected);
        const Snapshot all =
            vaultOf("//- A.md\n//- LICENSE\n//- LICENSE.md\n//- Volta.md\n//- volta.md\n"
                    "//- Caf\u00e9.md\n//- Cafe\u0301.md\n//- x/NOTICE\n//- x/NOTICE.md\n//- x/Ohm.md\n//- x/ohm.md\n");
        const NotePath from = *NotePath::fromRelative(u"A.md");
        QCOMPARE(pathOf(all, all.resolve(target, from)), expected);
        for (const auto &file : all.files()) {
            const Snapshot without = Indexer::next(all, {.removed = {file->path}});
            const Snapshot again = Indexer::next(without, {.changed = {file}});
            QCOMPARE(pathOf(again, again.resolve(target, from)), expected);
        }
    }

    void aliasesAreMarked()
    {
        const Snapshot snapshot = vaultOf(Vault1);
        QCOMPARE(snapshot.lookup(u"Volta Works").via, ResolvedVia::Alias);
        QCOMPARE(snapshot.lookup(u"Volta").via, ResolvedVia::Name);
        QCOMPARE(snapshot.lookup(u"Case").matches.size(), 3);
    }

    void aCopyOfASyncProgramDoesNotClaimAliases()
    {
        const Snapshot snapshot =
            vaultOf("//- Volta.md\n---\naliases: [Pile]\n---\n"
                    "//- Volta.sync-conflict-20260102-030405-ABCDEFG.md\n---\naliases: [Pile]\n---\n"
                    "//- Ohm.md\n---\naliases: [Law]\n---\n"
                    "//- Ohm (1827).md\n---\naliases: [Law]\n---\n");
        QCOMPARE(snapshot.lookup(u"Pile").matches.size(), 1);
        QVERIFY(!snapshot.lookup(u"Law").isResolved());
    }

    void backlinks()
    {
        const Snapshot snapshot = vaultOf(Vault1);
        QCOMPARE(backlinkSources(snapshot, u"Makers/Volta.md"_s),
                 (QStringList{u"Case study.md"_s, u"Case study.md"_s, u"Makers/Ohm.md"_s}));
        QCOMPARE(backlinkSources(snapshot, u"img/map.png"_s), QStringList{u"Case study.md"_s});
        QVERIFY(backlinkSources(snapshot, u"Zoo/Case.md"_s).isEmpty());
    }

    void unresolved()
    {
        const Snapshot snapshot = vaultOf(Vault1);
        QStringList found;
        for (const UnresolvedTarget &target : snapshot.unresolved())
            found.append(u"%1 %2"_s.arg(target.target).arg(target.links.size()));
        QCOMPARE(found, (QStringList{u"nobody 2"_s, u"Shared 1"_s, u"https://example.org 1"_s}));
    }

    // Whatever numbers files have come to have.
    void whatIsUnresolvedIsCalledAsTheFirstFileSays()
    {
        const Snapshot all = vaultOf("//- A.md\n[[ghost]]\n//- B.md\n[[GHOST]]\n//- C.md\n[[Ghost]]\n//- D.md\nd\n");
        const auto fileOf = [&](const QString &name) {
            return all.files().at(all.find(*NotePath::fromRelative(name)));
        };
        VaultChanges gone;
        for (const QString &name : {u"A.md"_s, u"B.md"_s, u"C.md"_s})
            gone.removed.append(*NotePath::fromRelative(name));
        Snapshot snapshot = Indexer::next(all, gone);
        for (const QString &name : {u"B.md"_s, u"A.md"_s, u"C.md"_s})
            snapshot = Indexer::next(snapshot, {.changed = {fileOf(name)}});
        QCOMPARE(snapshot.unresolved().first().target, u"ghost"_s);
        QCOMPARE(snapshot.unresolved(), all.unresolved());
    }

    void incrementalEqualsRebuild()
    {
        QRandomGenerator random(7);
        const QStringList names{u"A.md"_s, u"b/A.md"_s, u"B.md"_s, u"c/C.md"_s, u"c/d/B.md"_s, u"x.png"_s};
        const QStringList words{u"[[A]]"_s,     u"[[b/A]]"_s,   u"[[B|x]]"_s,   u"![[x.png]]"_s,
                                u"[[Ghost]]"_s, u"[[GHOST]]"_s, u"[[ghost]]"_s, u"[[./B.md]]"_s,
                                u"[[c/A]]"_s,   u"[[al]]"_s,    u"[[two/al]]"_s};
        QMap<QString, std::shared_ptr<const FileEntry>> files;
        Snapshot snapshot;
        for (int step = 0; step < 2000; ++step) {
            VaultChanges changes;
            const QString name = names.at(random.bounded(names.size()));
            const NotePath path = *NotePath::fromRelative(name);
            if (step % 40 == 39) {
                for (const QString &each : names)
                    changes.removed.append(*NotePath::fromRelative(each));
                files.clear();
            } else if (random.bounded(3) == 0) {
                changes.removed.append(path);
                files.remove(name);
            } else {
                QString text = random.bounded(2) ? u"---\naliases: [al, two/al]\n---\n"_s : QString();
                for (int i = random.bounded(5); i > 0; --i)
                    text += words.at(random.bounded(words.size())) + u' ';
                const QString block = u"//- "_s + name + u'\n' + text + u'\n';
                const Snapshot one = vaultOf(block.toUtf8());
                files.insert(name, one.files().first());
                changes.changed.append(one.files().first());
            }
            // What is unresolved is worked out anew, or follows from what was known before.
            if (step % 50 > 10)
                (void)snapshot.unresolved();
            snapshot = Indexer::next(snapshot, changes);
            QVERIFY(snapshot == Indexer::next({}, {.changed = files.values(), .removed = {}, .complete = true}));
        }
    }

    void oddFilesAreListedAndNeverRead()
    {
        const TemporaryVault vault("//- A.md\na\n//- sub/B.md\nb\n");
        const TemporaryVault outside("//- secret.md\ns\n");
        QVERIFY(QFile::link(vault.root(), vault.absolute(u"loop"_s)));
        QVERIFY(QFile::link(outside.absolute(u"secret.md"_s), vault.absolute(u"out.md"_s)));
        QVERIFY(QFile::link(vault.absolute(u"A.md"_s), vault.absolute(u"in.md"_s)));
        QCOMPARE(mkfifo(QFile::encodeName(vault.absolute(u"pipe.md"_s)).constData(), 0600), 0);
        QFile large(vault.absolute(u"large.md"_s));
        QVERIFY(large.open(QIODevice::WriteOnly) && large.resize(largestNote + 1));
        const Result<Snapshot> snapshot = indexVault(vault.root());
        QVERIFY(snapshot);
        QStringList found;
        for (const auto &file : snapshot->files())
            found.append(u"%1 %2"_s.arg(file->path.toString()).arg(static_cast<int>(file->kind)));
        const int note = static_cast<int>(FileKind::Note);
        const int unread = static_cast<int>(FileKind::Unread);
        QCOMPARE(found,
                 (QStringList{u"A.md %1"_s.arg(note), u"in.md %1"_s.arg(note),
                              u"large.md %1"_s.arg(static_cast<int>(FileKind::TooLarge)), u"loop %1"_s.arg(unread),
                              u"out.md %1"_s.arg(unread), u"pipe.md %1"_s.arg(unread), u"sub/B.md %1"_s.arg(note)}));
        QCOMPARE(Vault::checkRoot(vault.absolute(u"A.md"_s)).error().code, ErrorCode::NotAFolder);
        QCOMPARE(Vault::checkRoot(vault.absolute(u"none"_s)).error().code, ErrorCode::NotFound);
    }

    void outsideChangesArePublished()
    {
        const TemporaryVault folder("//- A.md\na\n");
        Vault vault(folder.root());
        vault.start();
        QSignalSpy changed(&vault, &Vault::filesChanged);
        QTRY_VERIFY(vault.snapshot().isComplete());
        folder.write(u"A.md"_s, "[[B]]\n");
        QTRY_COMPARE(vault.snapshot().unresolved().size(), 1);
        QTRY_COMPARE(changed.size(), 1);
        folder.write(u"new/B.md"_s, "b\n");
        QTRY_COMPARE(vault.snapshot().unresolved().size(), 0);
        folder.remove(u"A.md"_s);
        QTRY_COMPARE(vault.snapshot().noteCount(), 1);
        vault.setDraft(*NotePath::fromRelative(u"new/B.md"), "[[Draft]]", "b\n");
        QTRY_COMPARE(vault.snapshot().unresolved().size(), 1);
        QCOMPARE(folder.read(u"new/B.md"_s), "b\n");
        vault.dropDraft(*NotePath::fromRelative(u"new/B.md"), "b\n");
        QTRY_COMPARE(vault.snapshot().unresolved().size(), 0);
    }
};

QTEST_GUILESS_MAIN(ResolutionTest)
#include "resolutiontest.moc"
