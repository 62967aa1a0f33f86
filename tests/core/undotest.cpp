// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/change/undo.h"
#include "core/change/tagplan.h"
#include "tests/support/randomtext.h"
#include "tests/support/vaultof.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

/// A change to many notes is taken back after some of them were changed again.
class UndoTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofARename_data()
    {
        QTest::addColumn<QByteArray>("now"); // After Volta became Watt, and somebody's own changes.
        QTest::addColumn<QByteArray>("expected");
        QTest::addColumn<QStringList>("kept");
        const auto row = [](const char *name, const QByteArray &now, const QByteArray &expected,
                            const QStringList &kept = {}) { QTest::newRow(name) << now << expected << kept; };
        row("as it was left", "//- A.md\n[[Watt]] one\ntwo\n//- B.md\n[[Watt|V]]\n//- Watt.md\ntext\n",
            "//- A.md\n[[Volta]] one\ntwo\n//- B.md\n[[Volta|V]]\n//- Volta.md\ntext\n");
        row("another line changed", "//- A.md\n[[Watt]] one\n2\n//- B.md\n[[Watt|V]]\n//- Watt.md\nmore\n",
            "//- A.md\n[[Volta]] one\n2\n//- B.md\n[[Volta|V]]\n//- Volta.md\nmore\n");
        row("the same line changed", "//- A.md\n[[Watt]] one more\ntwo\n//- B.md\nsee [[Watt|V]]\n//- Watt.md\ntext\n",
            "//- A.md\n[[Volta]] one more\ntwo\n//- B.md\nsee [[Volta|V]]\n//- Volta.md\ntext\n");
        row("undone there already", "//- A.md\n[[Volta]] one\ntwo\n//- B.md\n[[Watt|V]]\n//- Watt.md\ntext\n",
            "//- A.md\n[[Volta]] one\ntwo\n//- B.md\n[[Volta|V]]\n//- Volta.md\ntext\n");
        row("the link itself changed", "//- A.md\n[[Watts]] one\ntwo\n//- B.md\n[[Watt|V]]\n//- Watt.md\ntext\n",
            "//- A.md\n[[Watts]] one\ntwo\n//- B.md\n[[Volta|V]]\n//- Volta.md\ntext\n",
            {u"A.md was changed in the same place since."_s});
        row("a note is gone", "//- B.md\n[[Watt|V]]\n//- Watt.md\ntext\n",
            "//- B.md\n[[Volta|V]]\n//- Volta.md\ntext\n", {u"A.md is not there any more."_s});
        row("new links",
            "//- A.md\n[[Watt]] one\ntwo\n[[Watt#H]]\n//- B.md\n[[Watt|V]]\n//- C.md\n![[Watt]]\n//- Watt.md\n\n",
            "//- A.md\n[[Volta]] one\ntwo\n[[Volta#H]]\n//- B.md\n[[Volta|V]]\n//- C.md\n![[Volta]]\n//- Volta.md\n\n");
    }

    void ofARename()
    {
        QFETCH(const QByteArray, now);
        QFETCH(const QByteArray, expected);
        QFETCH(const QStringList, kept);
        const Snapshot before = vaultOf("//- A.md\n[[Volta]] one\ntwo\n//- B.md\n[[Volta|V]]\n//- Volta.md\ntext\n");
        const DoneChange done = doneChange(*planRename(before, u"Volta.md"_s, u"Watt.md"_s), before);
        const Snapshot after = vaultOf(now);
        const Result<Undoing> undo = undoing(done, after);
        QVERIFY(undo);
        QCOMPARE(textAfter(undo->plan, after), textAfter({}, vaultOf(expected)));
        QStringList sentences;
        for (const Error &error : undo->kept)
            sentences.append(error.sentence);
        QCOMPARE(sentences, kept);
    }

    void whatWasUndoneCanBeDoneAgain()
    {
        const Snapshot before = vaultOf("//- A.md\n[[Volta]] one\n//- Volta.md\ntext\n");
        const DoneChange done = doneChange(*planRename(before, u"Volta.md"_s, u"Watt.md"_s), before);
        const Snapshot renamed = vaultOf("//- A.md\n[[Watt]] 1\n//- Watt.md\ntext\n");
        const DoneChange undone = doneChange(undoing(done, renamed)->plan, renamed);
        const Snapshot after = vaultOf("//- A.md\n[[Volta]] 1\n//- Volta.md\ntext more\n");
        QCOMPARE(textAfter(undoing(undone, after)->plan, after), "//- A.md\n[[Watt]] 1\n//- Watt.md\ntext more\n");
    }

    void whatWasMovedSinceIsTakenBackThere()
    {
        const Snapshot before = vaultOf("//- A.md\n[[Volta]] one\n//- Volta.md\ntext\n");
        const DoneChange done = doneChange(*planRename(before, u"Volta.md"_s, u"Watt.md"_s), before);
        const auto at = [](QStringView path) { return *NotePath::fromRelative(path); };
        const DoneChange moved = afterMoves(done, {{at(u"A.md"), at(u"B.md")}, {at(u"Watt.md"), at(u"Ohm.md")}});
        const Snapshot now = vaultOf("//- B.md\n[[Ohm]] one\n//- Ohm.md\ntext\n");
        QCOMPARE(textAfter(undoing(moved, now)->plan, now), "//- B.md\n[[Volta]] one\n//- Volta.md\ntext\n");
    }

    // It lies in the folder that goes back, and whoever links to it by its place does so then, too.
    void whatCameIntoAMovedFolderGoesBackWithIt()
    {
        const Snapshot before = vaultOf("//- old/A.md\n[[B]]\n//- old/B.md\nb\n//- Hub.md\n[a](old/A.md)\n");
        const ChangePlan plan = *planRename(before, u"old"_s, u"new"_s);
        DoneChange done = doneChange(plan, before);
        takeFoldersBack(done.back, plan, {*NotePath::fromRelative(u"new"_s)});
        const Snapshot after = vaultOf(
            "//- new/A.md\n[[B]]\n//- new/B.md\nb\n//- new/sub/C.md\nc\n//- Hub.md\n[a](new/A.md) [c](new/sub/C.md)\n");
        const Result<Undoing> undo = undoing(done, after);
        QVERIFY(undo);
        QCOMPARE(textAfter(undo->plan, after),
                 textAfter({}, vaultOf("//- old/A.md\n[[B]]\n//- old/B.md\nb\n//- old/sub/C.md\nc\n"
                                       "//- Hub.md\n[a](old/A.md) [c](old/sub/C.md)\n")));
    }

    void aNoteWhoseNameIsShorterIsNotNamedTwice()
    {
        const Snapshot before = vaultOf("//- A.md\none [[Volta Works]]\n//- Volta Works.md\n\n");
        const DoneChange done = doneChange(*planRename(before, u"Volta Works.md"_s, u"Volta.md"_s), before);
        const Snapshot after = vaultOf("//- A.md\n1 [[Volta]]\n//- Volta.md\n\n");
        QCOMPARE(textAfter(undoing(done, after)->plan, after), "//- A.md\n1 [[Volta Works]]\n//- Volta Works.md\n\n");
    }

    void aTakenPlaceRefusesTheWhole()
    {
        const Snapshot before = vaultOf("//- A.md\n[[Volta]]\n//- Volta.md\n\n");
        const DoneChange done = doneChange(*planRename(before, u"Volta.md"_s, u"Watt.md"_s), before);
        const Result<Undoing> undo = undoing(done, vaultOf("//- A.md\n[[Watt]]\n//- Volta.md\nnew\n//- Watt.md\n\n"));
        QVERIFY(!undo);
        QCOMPARE(undo.error().code, ErrorCode::Exists);
        QVERIFY(undo.error().sentence.contains(u"Nothing was undone"));
    }

    // The old name is one that no wikilink can say.
    void linksThatCannotBeKeptAreTold()
    {
        const Snapshot before = vaultOf("//- C#.md\n\n//- Hub.md\nnothing\n");
        const DoneChange done = doneChange(*planRename(before, u"C#.md"_s, u"C sharp.md"_s), before);
        const Snapshot after = vaultOf("//- C sharp.md\n\n//- Hub.md\n[[C sharp]]\n");
        const Result<Undoing> undo = undoing(done, after);
        QVERIFY(undo && !undo->isWhole());
        QCOMPARE(undo->kept.size(), 1);
        QCOMPARE(undo->kept.first().sentence, u"No link in Hub.md could reach C#.md any more."_s);
        QCOMPARE(undo->kept.first().path, u"Hub.md"_s);
        QCOMPARE(textAfter(undo->plan, after), "//- C#.md\n\n//- Hub.md\n[[C sharp]]\n");
    }

    // Whatever else is written into other lines, undoing leaves exactly that.
    void leavesWhatWasWrittenSince()
    {
        RandomText random(41);
        for (int round = 0; round < 200; ++round) {
            const int count = random.number(1, 12);
            QByteArray own;
            QByteArray tagged;
            QByteArray both;
            for (int i = 0; i < count; ++i) {
                const QByteArray line = "line " + QByteArray::number(i);
                const bool tag = random.number(0, 1) == 0;
                const bool changed = i > 0 && random.number(0, 2) == 0;
                const QByteArray mark = tag ? " #cell" : " plain";
                const QByteArray extra = changed ? " and more" : "";
                tagged += line + mark + "\n\n";
                own += line + mark + (tag ? QByteArray() : extra) + "\n\n";
                both += line + (tag ? QByteArray(" #battery") : mark + extra) + "\n\n";
            }
            const Snapshot before = vaultOf(QByteArray("//- A.md\n#cell\n" + tagged));
            const DoneChange done = doneChange(*planTagRename(before, u"cell"_s, u"battery"_s), before);
            const Snapshot after = vaultOf(QByteArray("//- A.md\n#battery\n" + both));
            const Result<Undoing> undo = undoing(done, after);
            QVERIFY(undo && undo->isWhole());
            QCOMPARE(textAfter(undo->plan, after), QByteArray("//- A.md\n#cell\n" + own));
        }
    }
};

QTEST_GUILESS_MAIN(UndoTest)
#include "undotest.moc"
