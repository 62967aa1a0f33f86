// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/wordcount.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tearsheet {

class WordCountTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsWords_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("words");
        QTest::newRow("empty") << ""_ba << 0;
        QTest::newRow("blanks and marks") << " \n\t- | * … \U0001F600"_ba << 0;
        QTest::newRow("words") << "Makes cells in\nthree countries."_ba << 5;
        QTest::newRow("apostrophes and hyphens") << "it's today’s lithium-ion"_ba << 3;
        QTest::newRow("hyphens alone") << "a - b -- c"_ba << 3;
        QTest::newRow("numbers") << "2024: 12 GWh"_ba << 3;
        QTest::newRow("accents") << "Škoda größer"_ba << 2;
        QTest::newRow("ideographs") << "電池 と battery"_ba << 4;
        QTest::newRow("syllables") << "현대"_ba << 2;
        QTest::newRow("no text") << "a\xFF\xFE"_ba << 1;
    }

    void countsWords()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const int, words);
        QCOMPARE(wordCount(text), words);
    }
};

} // namespace tearsheet

QTEST_GUILESS_MAIN(tearsheet::WordCountTest)
#include "wordcounttest.moc"
