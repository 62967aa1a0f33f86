// SPDX-License-Identifier: GPL-3.0-or-later

// What becomes of the past of files that are no notes while nobody watches, and where others save them all the time.
#include "core/vault/filepasts.h"
#include "core/vault/vault.h"
#include "tests/support/temporaryvault.h"

#include <QDir>
#include <QtTest>

#include <algorithm>

using namespace tearsheet;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

NotePath at(const QString &path)
{
    return *NotePath::fromRelative(path);
}

/// The texts of the file at `path` in the history of `files`, the newest first.
QByteArrayList textsOf(const TemporaryVault &files, const QString &path)
{
    const History history(files.root());
    QByteArrayList texts;
    for (const Version &version : history.versions(at(path)).value_or(QList<Version>())) {
        if (version.kind != VersionKind::Moved)
            texts.append(history.bytes(version).value_or("lost"));
    }
    return texts;
}

/// The paths that are gone, sorted, each with its last text.
QByteArrayList goneFrom(const TemporaryVault &files)
{
    const History history(files.root());
    QByteArrayList gone;
    for (const Version &version : history.deleted().value_or(QList<Version>()))
        gone.append(version.path.toString().toUtf8() + '=' + history.bytes(version).value_or("lost"));
    std::ranges::sort(gone);
    return gone;
}

/// A vault that is opened, and closed once `isDone`; false where that does not come.
bool open(const TemporaryVault &files, const std::function<bool()> &isDone)
{
    Vault vault(files.root());
    vault.start();
    return QTest::qWaitFor(isDone);
}

/// Files that change while the object watches them, with a short pause.
struct Changing
{
    explicit Changing(std::chrono::milliseconds pause)
        : files("//- A.md\none\n"), store(files.root()), safe(files.root(), nullptr), pasts(store, safe, nullptr, pause)
    {}

    void write(const QString &path, const QByteArray &bytes)
    {
        files.write(path, bytes);
        tell(path);
    }

    void tell(const QString &path)
    {
        pasts.changed(nullptr, {.path = at(path), .kind = FileKind::Attachment, .stamp = {}});
        safe.flush();
    }

    TemporaryVault files;
    NoteStore store;
    Safekeeping safe;
    FilePasts pasts;
};

} // namespace

class FilePastsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWentWhileNobodyWatchedIsListed()
    {
        TemporaryVault files("//- A.md\none\n//- Board.canvas\n{\"nodes\":[]}\n//- sub/Books.base\nviews:\n");
        files.write(u"shares.csv"_s, "a,b\n1,2\n");
        files.write(u"stays.csv"_s, "a,b\n3,4\n");
        QVERIFY(open(files, [&] {
            return !textsOf(files, u"Board.canvas"_s).isEmpty() && !textsOf(files, u"shares.csv"_s).isEmpty()
                   && !textsOf(files, u"sub/Books.base"_s).isEmpty() && !textsOf(files, u"stays.csv"_s).isEmpty();
        }));
        QCOMPARE(goneFrom(files), QByteArrayList());
        files.remove(u"Board.canvas"_s);
        files.remove(u"shares.csv"_s);
        files.remove(u"sub/Books.base"_s);
        const QByteArrayList gone{"Board.canvas={\"nodes\":[]}\n", "shares.csv=a,b\n1,2\n", "sub/Books.base=views:\n"};
        (void)open(files, [&] { return goneFrom(files) == gone; });
        QCOMPARE(goneFrom(files), gone);
    }

    void oneThatMovedWhileNobodyWatchedKeepsItsPast()
    {
        const TemporaryVault files("//- A.md\none\n");
        files.write(u"shares.csv"_s, "a,b\n1,2\n");
        QVERIFY(open(files, [&] { return textsOf(files, u"shares.csv"_s).size() == 1; }));
        files.write(u"shares.csv"_s, "a,b\n3,4\n");
        QVERIFY(open(files, [&] { return textsOf(files, u"shares.csv"_s).size() == 2; }));
        QVERIFY(QDir(files.root()).mkdir(u"old"_s));
        QVERIFY(QFile::rename(files.absolute(u"shares.csv"_s), files.absolute(u"old/parts.csv"_s)));
        QVERIFY(open(files, [&] { return textsOf(files, u"old/parts.csv"_s).size() == 2; }));
        QCOMPARE(textsOf(files, u"old/parts.csv"_s), (QByteArrayList{"a,b\n3,4\n", "a,b\n1,2\n"}));
        QCOMPARE(goneFrom(files), QByteArrayList());
    }

    // Whose copy the new one is cannot be told.
    void oneOfTwoThatSayTheSameIsNotTakenForTheOther()
    {
        const TemporaryVault files("//- A.md\none\n");
        files.write(u"one.csv"_s, "a,b\n1,2\n");
        files.write(u"two.csv"_s, "a,b\n1,2\n");
        QVERIFY(open(
            files, [&] { return !textsOf(files, u"one.csv"_s).isEmpty() && !textsOf(files, u"two.csv"_s).isEmpty(); }));
        files.remove(u"one.csv"_s);
        files.write(u"three.csv"_s, "a,b\n1,2\n");
        QVERIFY(open(files, [&] { return !goneFrom(files).isEmpty(); }));
        QCOMPARE(goneFrom(files), QByteArrayList{"one.csv=a,b\n1,2\n"});
    }

    void ofABurstTheFirstAndTheLastAreKept()
    {
        Changing changing(2s);
        const auto texts = [&] { return textsOf(changing.files, u"Books.base"_s); };
        for (const QByteArray &text : {"1"_ba, "2"_ba, "3"_ba}) {
            changing.write(u"Books.base"_s, text);
            QCOMPARE(texts(), QByteArrayList{"1"});
        }
        QTRY_COMPARE(texts(), (QByteArrayList{"3", "1"}));
        // It goes on: one for each pause.
        changing.write(u"Books.base"_s, "4");
        QCOMPARE(texts(), (QByteArrayList{"3", "1"}));
        QTRY_COMPARE(texts(), (QByteArrayList{"4", "3", "1"}));
        QTest::qWait(2500);
        changing.write(u"Books.base"_s, "5");
        QCOMPARE(texts(), (QByteArrayList{"5", "4", "3", "1"}));
    }

    void whatWaitsIsKeptBeforeItGoes()
    {
        const TemporaryVault files("//- A.md\none\n");
        Vault vault(files.root());
        vault.start();
        QTRY_VERIFY(vault.snapshot().isComplete());
        for (const QByteArray &text : {"1"_ba, "two"_ba, "three"_ba}) {
            files.write(u"Books.base"_s, text);
            vault.sweep();
            QTRY_VERIFY(vault.snapshot().find(at(u"Books.base"_s)) >= 0);
            QTRY_COMPARE(vault.snapshot().file(vault.snapshot().find(at(u"Books.base"_s))).stamp.size, text.size());
        }
        QTRY_COMPARE(textsOf(files, u"Books.base"_s), QByteArrayList{"1"});
        files.remove(u"Books.base"_s);
        vault.sweep();
        QTRY_COMPARE(goneFrom(files), QByteArrayList{"Books.base=three"});
        // What comes there again does not wait.
        files.write(u"Books.base"_s, "four");
        vault.sweep();
        QTRY_COMPARE(textsOf(files, u"Books.base"_s).value(0), "four");
    }

    void muchDoesNotWait()
    {
        Changing changing(1h);
        const QByteArray large(qsizetype{20} << 20, 'x');
        for (const QString &path : {u"one.csv"_s, u"two.csv"_s}) {
            changing.write(path, "a,b\n");
            changing.write(path, large);
        }
        for (const QString &path : {u"one.csv"_s, u"two.csv"_s})
            QVERIFY(textsOf(changing.files, path) == (QByteArrayList{large, "a,b\n"}));
    }

    void whatCannotBeReadIsToldOnce()
    {
        Changing changing(1h);
        QVERIFY(QDir(changing.files.root()).mkdir(u"Books.base"_s));
        QSignalSpy problems(&changing.pasts, &FilePasts::problem);
        changing.tell(u"Books.base"_s);
        changing.tell(u"Books.base"_s);
        changing.tell(u"Gone.base"_s);
        QCOMPARE(problems.size(), 1);
        QVERIFY(problems.first().first().value<Error>().sentence.contains(u"Books.base"));
    }
};

QTEST_GUILESS_MAIN(FilePastsTest)
#include "filepaststest.moc"
