// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/change/planchoice.h"
#include "core/change/renameplan.h"
#include "core/change/tagplan.h"
#include "tests/support/randomtext.h"
#include "tests/support/vaultof.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

/// What every link reaches, as paths before the moves.
QStringList meanings(const Snapshot &snapshot, const ChangePlan &done)
{
    QHash<NotePath, NotePath> oldPaths;
    for (const FileChange &change : done.files)
        oldPaths.insert(change.newPath, change.path);
    QStringList result;
    for (const auto &file : snapshot.files()) {
        if (!file->note)
            continue;
        for (qsizetype i = 0; i < file->note->facts.links.size(); ++i) {
            const Link &link = file->note->facts.links.at(i);
            const Resolution found = snapshot.resolve(linkTarget(link, file->note->text), file->path);
            const NotePath reached = found.isResolved() ? snapshot.file(found.matches.first()).path : NotePath();
            result.append(u"%1 %2: %3"_s.arg(oldPaths.value(file->path, file->path).toString())
                              .arg(i)
                              .arg(oldPaths.value(reached, reached).toString()));
        }
    }
    result.sort();
    return result;
}

} // namespace

class PlanChoiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesAndPlaces()
    {
        const Snapshot before = vaultOf("//- A.md\n#t one #t two #t\n//- B.md\n#t\n//- C.md\n#t #t\n");
        const ChangePlan plan = *planTagRename(before, u"t"_s, u"u"_s);
        QCOMPARE(chosen(plan, {}, before), plan);
        const ChangePlan some = chosen(plan, {{true, {1}}, {false, {}}, {true, {0, 1}}}, before);
        const QByteArray now = textAfter(some, before);
        QCOMPARE(now, "//- A.md\n#u one #t two #u\n//- B.md\n#t\n//- C.md\n#t #t\n");
        QCOMPARE(some.files.size(), 1);
        QCOMPARE(some.title, plan.title);
        QCOMPARE(textAfter(inverse(some, before), vaultOf(now)), textAfter({}, before));
    }

    void aMoveGoesWithItsFile()
    {
        const QByteArray vault = "//- N.md\n[[Old]] [[Old|o]]\n//- Old.md\n[[Old#H]]\n";
        const Snapshot before = vaultOf(vault);
        const ChangePlan plan = *planRename(before, u"Old.md"_s, u"New.md"_s, {.keepAlias = true});
        QCOMPARE(plan.files.last().path.toString(), u"Old.md"_s);
        // Without the move no link needs a change.
        QVERIFY(chosen(plan, {{}, {false, {}}}, before).files.isEmpty());
        QCOMPARE(textAfter(chosen(plan, {{true, {1}}, {true, {0}}}, before), before),
                 "//- N.md\n[[New]] [[Old|o]]\n//- New.md\n[[New#H]]\n");
    }

    void linksThatCannotBeKeptAreTold()
    {
        const Snapshot before = vaultOf("//- A.md\n\n//- B.md\n\n//- Hub.md\n[[A]] [[B]]\n");
        const auto at = [](QStringView path) { return *NotePath::fromRelative(path); };
        ChangePlan plan;
        plan.files = {{at(u"A.md"), at(u"C#.md"), {}, {}}, {at(u"B.md"), at(u"D.md"), {}, {}}};
        QCOMPARE(chosen(plan, {{true, {}}, {false, {}}}, before).remarks,
                 QStringList(u"No link in Hub.md could reach C#.md any more."_s));
        QVERIFY(chosen(plan, {{false, {}}, {true, {}}}, before).remarks.isEmpty());
    }

    void aFolderStaysWhereAFileStays()
    {
        const Snapshot before = vaultOf("//- a/A.md\n[[B]] [[a/B]]\n//- a/B.md\n//- N.md\n[[a/A]] [[a/B]]\n");
        const ChangePlan plan = *planRename(before, u"a"_s, u"c"_s);
        QVERIFY(!plan.vacated.isEmpty());
        QList<FileChoice> choices(plan.files.size());
        for (qsizetype i = 0; i < plan.files.size(); ++i)
            choices[i].wanted = plan.files.at(i).path.toString() != u"a/B.md";
        const ChangePlan some = chosen(plan, choices, before);
        QVERIFY(some.vacated.isEmpty());
        QCOMPARE(textAfter(some, before), "//- N.md\n[[A]] [[a/B]]\n//- c/A.md\n[[B]] [[a/B]]\n//- a/B.md\n");
    }

    void ticksFollowTheirPlaces_data()
    {
        QTest::addColumn<QByteArray>("now");
        QTest::addColumn<QByteArray>("expected");
        // Unwanted are the second place of A and all of B.
        QTest::newRow("nothing changed") << QByteArray("//- A.md\n#t one #t two #t\n//- B.md\n#t\n//- C.md\n#t\n")
                                         << QByteArray("//- A.md\n#u one #t two #u\n//- B.md\n#t\n//- C.md\n#u\n");
        QTest::newRow("a line comes before")
            << QByteArray("//- A.md\n#t new\n#t one #t two #t\n//- B.md\nnew\n#t\n//- C.md\n#t\n")
            << QByteArray("//- A.md\n#u new\n#u one #t two #u\n//- B.md\nnew\n#t\n//- C.md\n#u\n");
        QTest::newRow("the end of the line changes")
            << QByteArray("//- A.md\n#t one #t two #t more\n//- B.md\n#t\n//- C.md\n#t\n")
            << QByteArray("//- A.md\n#u one #t two #u more\n//- B.md\n#t\n//- C.md\n#u\n");
        QTest::newRow("a place is gone") << QByteArray("//- A.md\n#t one two #t\n//- B.md\n#t\n//- C.md\n#t\n")
                                         << QByteArray("//- A.md\n#u one two #u\n//- B.md\n#t\n//- C.md\n#u\n");
        QTest::newRow("a file is gone, one is new")
            << QByteArray("//- A.md\n#t one #t two #t\n//- C.md\n#t\n//- D.md\n#t\n")
            << QByteArray("//- A.md\n#u one #t two #u\n//- C.md\n#u\n//- D.md\n#u\n");
    }

    void ticksFollowTheirPlaces()
    {
        QFETCH(const QByteArray, now);
        QFETCH(const QByteArray, expected);
        const Snapshot before = vaultOf("//- A.md\n#t one #t two #t\n//- B.md\n#t\n//- C.md\n#t\n");
        const Snapshot after = vaultOf(now);
        const ChangePlan earlier = *planTagRename(before, u"t"_s, u"u"_s);
        const ChangePlan plan = *planTagRename(after, u"t"_s, u"u"_s);
        const QList<FileChoice> choices = carriedOver({{true, {1}}, {false, {}}}, earlier, before, plan, after);
        QCOMPARE(textAfter(chosen(plan, choices, after), after), expected);
    }

    // Whichever files of a folder move, every link in a wanted place reaches what it reached, and all can be undone.
    void everyLinkKeepsItsMeaning()
    {
        RandomText random(23);
        const QStringList folders{u""_s, u"a/"_s, u"a/b/"_s, u"c/"_s};
        const QStringList names{u"Ohm"_s, u"Volta"_s, u"Cell"_s};
        const QStringList ways{u"[[%1]]"_s, u"![[%1#H|d]]"_s, u"[x](%1.md)"_s, u"[[./%1]]"_s, u"[[/%1.md]]"_s};
        int partial = 0;
        for (int round = 0; round < 400; ++round) {
            QMap<QString, QByteArray> files;
            for (int i = 0; i < 8; ++i) {
                QByteArray text;
                for (int link = random.number(0, 5); link > 0; --link)
                    text += random.oneOf(ways).arg(random.oneOf(folders) + random.oneOf(names)).toUtf8() + ' ';
                files.insert(random.oneOf(folders) + random.oneOf(names) + u".md"_s, text);
            }
            QByteArray vault;
            for (auto it = files.cbegin(); it != files.cend(); ++it)
                vault += "//- " + it.key().toUtf8() + '\n' + it.value() + '\n';
            const Snapshot before = vaultOf(vault);
            const Result<ChangePlan> plan = planRename(before, u"a"_s, u"d"_s);
            if (!plan)
                continue;
            // Only files without links may be unwanted: links of others would go their own way.
            QList<FileChoice> choices(plan->files.size());
            for (qsizetype i = 0; i < choices.size(); ++i) {
                const FileChange &change = plan->files.at(i);
                choices[i].wanted =
                    !before.note(before.find(change.path)).facts.links.isEmpty() || random.number(0, 1) == 0;
                partial += choices.at(i).wanted ? 0 : 1;
            }
            const ChangePlan some = chosen(*plan, choices, before);
            const QByteArray now = textAfter(some, before);
            const QStringList was = meanings(before, {});
            QStringList is = meanings(vaultOf(now), some);
            for (qsizetype i = 0; i < is.size() && i < was.size(); ++i) {
                // What reached nothing may have found something.
                if (was.at(i).endsWith(u": "))
                    is[i] = was.at(i);
            }
            const QByteArray seen =
                vault + "\n--\n" + now + '\n' + was.join(u'\n').toUtf8() + "\n--\n" + is.join(u'\n').toUtf8();
            QVERIFY2(is == was, seen.constData());
            QCOMPARE(vaultOf(textAfter(inverse(some, before), vaultOf(now))), before);
        }
        QVERIFY(partial > 50);
    }
};

QTEST_GUILESS_MAIN(PlanChoiceTest)
#include "planchoicetest.moc"
