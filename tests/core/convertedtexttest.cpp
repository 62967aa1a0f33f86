// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/convertedtext.h"

#include "core/text/textfile.h"
#include "tests/support/randomtext.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

class ConvertedTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("Latin-1") << "caf\xE9\r\nna\xEFve"_ba << "café\r\nnaïve"_ba;
        QTest::newRow("Windows-1252") << "\x93quoted\x94 \x80 5"_ba << "“quoted” € 5"_ba;
        QTest::newRow("UTF-8 with one bad byte") << "Zürich \xFC\n"_ba << "Zürich ü\n"_ba;
        QTest::newRow("UTF-16, little end first") << QByteArray("\xFF\xFE"
                                                                "a\0"
                                                                "\xAC\x20",
                                                                6)
                                                  << "a€"_ba;
        QTest::newRow("UTF-16, big end first") << QByteArray("\xFE\xFF"
                                                             "\0a"
                                                             "\x20\xAC",
                                                             6)
                                               << "a€"_ba;
        QTest::newRow("NUL") << QByteArray("a\0b", 3) << "a\uFFFDb"_ba;
        QTest::newRow("no character") << "a\uFDD0b"_ba << "a\uFFFDb"_ba;
    }

    void says()
    {
        QFETCH(const QByteArray, bytes);
        QVERIFY(!TextFile::of(bytes).isText);
        QTEST(convertedText(bytes), "text");
    }

    void isAlwaysText()
    {
        RandomText random(3);
        for (int round = 0; round < 2000; ++round) {
            QByteArray bytes = random.text(4);
            for (int i = random.number(0, 6); i > 0; --i)
                bytes.insert(random.number(0, static_cast<int>(bytes.size())),
                             static_cast<char>(random.number(0, 255)));
            QVERIFY(TextFile::of(convertedText(bytes)).isText);
            if (TextFile::of(bytes).isText)
                QCOMPARE(convertedText(bytes), bytes);
        }
    }
};

QTEST_GUILESS_MAIN(ConvertedTextTest)
#include "convertedtexttest.moc"
