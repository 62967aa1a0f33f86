// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/vaultwords.h"

#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

/// The words that a user adds for relations.
class VaultWordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void words_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("outcome");
        const auto row = [](const char *name, const QString &words, const QString &outcome) {
            QTest::newRow(name) << words << outcome;
        };
        row("one word", u"Lighterman"_s, u"lighterman"_s);
        row("blanks", u"  Berth \t Holder "_s, u"berth holder"_s);
        row("other letters", u"Größter R&D-Zulieferer"_s, u"größter r&d-zulieferer"_s);
        row("four words", u"lessor of the quay"_s, u"lessor of the quay"_s);
        row("five words", u"lessor of the old quay"_s,
            u"! “lessor of the old quay” is too long: at most 4 words are read."_s);
        row("nothing", u"  "_s, u"! Words for a relation cannot be empty."_s);
        row("signs", u"berth, holder"_s, u"! “berth,” is no word: letters, digits, - and & may stand in one."_s);
        row("a number", u"berth 4"_s, u"! “4” is no word: letters, digits, - and & may stand in one."_s);
        row("a modifier", u"former holder"_s, u"! “former” already says whether a relation holds; leave it out."_s);
        row("two at once", u"holder or lessor"_s, u"! “or” joins two relations; add one word for each."_s);
    }
    void words()
    {
        QFETCH(QString, words);
        QFETCH(QString, outcome);
        const Result<OwnRelationWord> word = ownRelationWord(words, RelationType::Customer);
        QCOMPARE(word ? QString::fromUtf8(word->words) : u"! "_s + word.error().sentence, outcome);
    }

    void noRelation() { QVERIFY(!ownRelationWord(u"berth holder"_s, RelationType::Link)); }

    void text_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("outcome");
        QTest::newRow("empty") << QByteArray() << QByteArray();
        QTest::newRow("remarks") << QByteArray("# What we say\r\n\nberth holder = customer\r\n")
                                 << QByteArray("berth holder = customer\n");
        QTest::newRow("as people say") << QByteArray("Quay = Joint venture partner\nmate=key-person")
                                       << QByteArray("quay = jv-partner\nmate = key-person\n");
        QTest::newRow("no relation") << QByteArray("a = customer\nb = friend\n")
                                     << QByteArray("! Line 2 of the words for relations: “friend” is no relation.");
        QTest::newRow("no sign") << QByteArray("berth holder\n")
                                 << QByteArray("! Line 1 of the words for relations: “berth holder” has no = between "
                                               "words and relation.");
        QTest::newRow("twice") << QByteArray("a = customer\nA = owner\n")
                               << QByteArray("! Line 2 of the words for relations: “a” is there twice.");
        QTest::newRow("no word") << QByteArray(
            "= customer\n") << QByteArray("! Line 1 of the words for relations: Words for a relation cannot be empty.");
    }
    void text()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, outcome);
        const Result<QList<OwnRelationWord>> words = parseRelationWords(text);
        if (!words) {
            QCOMPARE("! " + words.error().sentence.toUtf8(), outcome);
            return;
        }
        const QByteArray written = relationWordsText(*words);
        QCOMPARE(written.sliced(written.indexOf('\n') + 1), outcome);
        QCOMPARE(parseRelationWords(written), words);
    }

    void kept()
    {
        const QTemporaryDir root;
        VaultWords words(root.path());
        QVERIFY(words.load());
        QVERIFY(words.all().isEmpty());
        const QList<OwnRelationWord> own{{"berth holder", RelationType::Customer, Everywhere}};
        QVERIFY(words.keep(own));
        VaultWords again(root.path());
        QVERIFY(again.load());
        QCOMPARE(again.all(), own);
        QCOMPARE(again.table()->find("berth holders", InColumn, NoteKind::Company)->type, RelationType::Customer);
        // Those of another vault are others.
        VaultWords other(root.path() + u"/other"_s);
        QVERIFY(other.load());
        QVERIFY(other.all().isEmpty());
        QVERIFY(!words.path().startsWith(root.path()));
        QFile file(words.path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("nonsense\n");
        file.close();
        QVERIFY(!again.load());
        QVERIFY(again.all().isEmpty());
        QVERIFY(words.keep({}));
        QVERIFY(again.load());
    }
};

QTEST_GUILESS_MAIN(VaultWordsTest)

#include "vaultwordstest.moc"
