// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/conflictcopy.h"

#include "core/research/problem.h"
#include "tests/support/vaultof.h"

#include <QtTest>

using namespace Qt::StringLiterals;

namespace tearsheet {

namespace {

/// "Syncthing: Name.md", with a mark for what else it takes: "?" for the note beside, "??" for its lines.
QString written(const std::optional<ConflictName> &name)
{
    if (!name)
        return {};
    return name->program + u": "_s + name->original + QString(static_cast<int>(name->proof), u'?');
}

/// "COPY of ORIGINAL", each copy of the vault.
QStringList copiesIn(QByteArrayView vault)
{
    const Snapshot snapshot = vaultOf(vault);
    QStringList found;
    for (const ConflictCopy &copy : conflictCopies(snapshot)) {
        const QString original = copy.original < 0 ? u"nothing"_s : snapshot.file(copy.original).path.toString();
        found.append(snapshot.file(copy.copy).path.toString() + u" of "_s + original);
    }
    return found;
}

} // namespace

class ConflictCopyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsNames_data()
    {
        QTest::addColumn<QString>("fileName");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *fileName, const char *expected) {
            QTest::newRow(fileName) << QString::fromUtf8(fileName) << QString::fromUtf8(expected);
        };
        row("Norvik.sync-conflict-20260102-030405-ABCDEFG.md", "Syncthing: Norvik.md");
        row("Norvik.sync-conflict-20260102-030405.md", "Syncthing: Norvik.md");
        row("Q3.v2 (draft).sync-conflict-20260102-030405-K3X2R2T.MD", "Syncthing: Q3.v2 (draft).MD");
        row("a.sync-conflict-20260102-030405-ABCDEFG.sync-conflict-20260103-030405-ABCDEFG.md",
            "Syncthing: a.sync-conflict-20260102-030405-ABCDEFG.md");
        row("Norvik (Anna's conflicted copy 2026-01-02).md", "Dropbox: Norvik.md");
        row("Norvik (Anna Müller's conflicted copy 2026-01-02).md", "Dropbox: Norvik.md");
        row("Norvik (Conflicted copy from DESK 2026-01-02).md", "Dropbox: Norvik.md");
        row("Norvik (conflicted copy).md", "Dropbox: Norvik.md");
        row("Norvik (Anna's conflicted copy 2026-01-02 (1)).md", "Dropbox: Norvik.md");
        row("Norvik (Anna's conflicted copy 2026-01-02) (1).md", "Dropbox: Norvik.md");
        row("Norvik (Sam's conflicting copy 2022-08-30).md", "Dropbox: Norvik.md");
        row("Norvik (Copie en conflit de BUREAU 2026-01-02).md", "Dropbox: Norvik.md");
        row("Norvik (In Konflikt stehende Kopie von Anna 2026-01-02).md", "Dropbox: Norvik.md");
        row("Norvik (Copia en conflicto de Anna 2026-01-02).md", "Dropbox: Norvik.md");
        row("Größe (EU) (Anna's conflicted copy 2026-01-02).md", "Dropbox: Größe (EU).md");
        row("Norvik (Conflicted copy ThinkPad T14 202601020304).md", "Obsidian Sync: Norvik.md");
        row("2026-01-02 (Conflicted copy Phone (old) 202601020304).md", "Obsidian Sync: 2026-01-02.md");
        row("Norvik (conflicted copy 2026-01-02 030405).md", "Nextcloud: Norvik.md");
        row("Norvik (conflicted copy Anna 2026-01-02 030405).md", "Nextcloud: Norvik.md");
        row("Norvik (my version 2026-01-02 030405).md", "Tearsheet: Norvik.md");
        row("Norvik-DESKTOP-AB12CD3.md", "OneDrive: Norvik.md?");
        row("Q3-note-LAPTOP-AB12CD34.md", "OneDrive: Q3-note.md?");
        row("Norvik-WIN-ABCDEFGH123-2.md", "OneDrive: Norvik.md?");
        row("Norvik 2.md", "iCloud: Norvik.md??");
        row("Norvik.sync-conflict-20260102-030405-ABCDEFG.png", "Syncthing: Norvik.png");
        row("Norvik.sync-conflict-20260102-030405-ABCDEFG", "Syncthing: Norvik");
        row("shares (conflicted copy 2026-01-02 030405).csv", "Nextcloud: shares.csv");
        row("Board (Anna's conflicted copy 2026-01-02).canvas", "Dropbox: Board.canvas");
        row("shares-DESKTOP-AB12CD3.tar.gz", "");
        row("Norvik 12.md", "iCloud: Norvik.md??");
        row("Norvik 12.MD", "iCloud: Norvik.MD??");
        row("2026-01-02 5.md", "iCloud: 2026-01-02.md??");
        row("Q3 LAPTOP-WIN-ABCDEFGH123.xlsx", "OneDrive: Q3 LAPTOP.xlsx?");
        row("Norvik (1).md", "Google Drive: Norvik.md??");

        // No proof can be had of what is no note.
        row("Norvik 12.png", "");
        row("Norvik (1).png", "");
        row("Pasted image 20260102030405.png", "");
        row("IMG_1234.jpg", "");
        row("NORVIK", "");

        row("Norvik.md", "");
        row("Norvik (draft).md", "");
        row("Norvik 1.md", "");
        row("Norvik 2026.md", "");
        row("Norvik2.md", "");
        row("Norvik (2026).md", "");
        row("Plan-DESKTOP.md", "");
        row("Plan-DESKTOP-old.md", "");
        row("Plan-desktop-ab12cd3.md", "");
        row("The conflicted copy.md", "");
        row("Law (on a conflicted copy of the deed).md", "");
        row("Norvik (my version).md", "");
        row("Norvik.sync-conflict-2026.md", "");
        row(".sync-conflict-20260102-030405-ABCDEFG.md", "");
        row(".sync-conflict-20260102-030405-ABCDEFG", "");
        row(" 2.md", "");
        row(".md", "");
        row("", "");
    }

    void readsNames()
    {
        QFETCH(const QString, fileName);
        QFETCH(const QString, expected);
        QCOMPARE(written(conflictName(fileName)), expected);
    }

    void findsTheNoteBeside_data()
    {
        QTest::addColumn<QByteArray>("vault");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("none") << "//- A.md\n//- B.md\n"_ba << QStringList{};
        QTest::newRow("beside") << "//- A.md\n//- A.sync-conflict-20260102-030405-ABCDEFG.md\n"_ba
                                << QStringList{u"A.sync-conflict-20260102-030405-ABCDEFG.md of A.md"_s};
        QTest::newRow("in its folder") << "//- A.md\n//- x/A (conflicted copy).md\n//- x/A.md\n"_ba
                                       << QStringList{u"x/A (conflicted copy).md of x/A.md"_s};
        QTest::newRow("in another folder")
            << "//- A.md\n//- x/A (conflicted copy).md\n"_ba << QStringList{u"x/A (conflicted copy).md of nothing"_s};
        QTest::newRow("gone") << "//- A (my version 2026-01-02 030405).md\n"_ba
                              << QStringList{u"A (my version 2026-01-02 030405).md of nothing"_s};
        QTest::newRow("two copies")
            << "//- A (my version 2026-01-02 030405).md\n//- A (my version 2026-01-03 030405).md\n//- A.md\n"_ba
            << QStringList{u"A (my version 2026-01-02 030405).md of A.md"_s,
                           u"A (my version 2026-01-03 030405).md of A.md"_s};
        QTest::newRow("computer") << "//- A-DESKTOP-AB12CD3.md\nx\n//- A.md\ny\n"_ba
                                  << QStringList{u"A-DESKTOP-AB12CD3.md of A.md"_s};
        QTest::newRow("computer alone") << "//- A-DESKTOP-AB12CD3.md\n"_ba << QStringList{};
        QTest::newRow("number, most lines shared")
            << "//- A 2.md\n# A\nb\nc\n\n//- A.md\n# A\nb\r\n\n\nd\n"_ba << QStringList{u"A 2.md of A.md"_s};
        QTest::newRow("number, half of the lines shared") << "//- A 2.md\na\nb\n//- A.md\na\nc\n"_ba << QStringList{};
        QTest::newRow("number, all lines in a longer note") << "//- A 2.md\na\n//- A.md\na\nb\nc\n"_ba << QStringList{};
        QTest::newRow("number, a line again and again")
            << "//- A 2.md\na\na\na\n//- A.md\na\nb\nc\n"_ba << QStringList{};
        QTest::newRow("number, empty notes") << "//- A 2.md\n\n//- A.md\n\n"_ba << QStringList{};
        QTest::newRow("number alone") << "//- A 2.md\na\n"_ba << QStringList{};
        QTest::newRow("number in parentheses")
            << "//- A (1).md\na\nb\n//- A.md\na\nb\n"_ba << QStringList{u"A (1).md of A.md"_s};
        QTest::newRow("number in parentheses, another text")
            << "//- Q3 (1).md\na\nb\n//- Q3.md\nc\nd\n"_ba << QStringList{};
        QTest::newRow("attachments") << "//- A.png\n//- A (conflicted copy).png\n"_ba
                                     << QStringList{u"A (conflicted copy).png of A.png"_s};
        QTest::newRow("attachments with numbers") << "//- A.png\n//- A 2.png\n//- A (1).png\n"_ba << QStringList{};
    }

    void findsTheNoteBeside()
    {
        QFETCH(const QByteArray, vault);
        QFETCH(const QStringList, expected);
        QCOMPARE(copiesIn(vault), expected);
    }

    void isAProblem_data()
    {
        QTest::addColumn<QByteArray>("vault");
        QTest::addColumn<QString>("message");
        QTest::newRow("beside") << "//- A (conflicted copy).md\n//- A.md\n"_ba
                                << u"A (conflicted copy) is a copy that Dropbox left after a conflict with A."_s;
        QTest::newRow("gone")
            << "//- A (conflicted copy).md\n"_ba
            << u"A (conflicted copy) is a copy that Dropbox left after a conflict with a note that is gone."_s;
        QTest::newRow("by its lines") << "//- A 2.md\na\n//- A.md\na\n"_ba
                                      << u"A 2 says nearly the same as A; iCloud names copies so after a conflict."_s;
    }

    void isAProblem()
    {
        QFETCH(const QByteArray, vault);
        QFETCH(const QString, message);
        const QList<Problem> problems = problemsOf(vaultOf(vault));
        QCOMPARE(problems.size(), 1);
        QCOMPARE(problems.first().file, 0);
        QCOMPARE(problems.first().kind, u"conflict-copy");
        QCOMPARE(problems.first().message, message);
    }
};

} // namespace tearsheet

QTEST_GUILESS_MAIN(tearsheet::ConflictCopyTest)
#include "conflictcopytest.moc"
