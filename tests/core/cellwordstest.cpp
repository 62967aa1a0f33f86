// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cellrows.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

// Cells that are no values: codes, links, words, and what only looks like a figure.
class CellWordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void codesAndWords_data()
    {
        addCellRows(R"(
            — => missing
            -- => missing
            n/a => missing
            TBD (2027) => missing|||||2027
            Not disclosed => missing
            Yes => bool|1
            Yes (since 2024) => bool|1||since||2024
            ❌ No => bool|0
            ✓ => bool|1
            ✅ => bool|1
            ❌ => bool|0
            🟡 => text
            No => bool|0
            6723.T => ticker
            KSTR (NASDAQ) => ticker
            NSE: KESTREL; BSE: 500999 => ticker
            000999.SZ => ticker
            0999 => ticker
            Aa3 => rating
            B1 => rating
            BBB-/Baa2 (stable outlook) => rating
            `notes/plan.md` => code
            www.kestrel.example => url
            ![[chart.png]] => embed
            [[Kestrel]] => link
            [[folder/Kestrel\|the maker]] => link
            [[Kestrel]] (60%) => link|60|%
            [[Kestrel]] 60% => link|60|%
            [[Kestrel]] (Jan 2026) => link|||||2026-01
            [[Kestrel Model]] 4.6 => link
            [[Kestrel]]/[[Norrland]] => links
            [[Kestrel]], Fennmark, [[Norrland]] => links
            [[Kestrel]] (70%), [[Norrland]] (30%) => links|70;30|%;%
            [[Trade]] policy, Section 9 => text
            🔴 12% of requests => percent|12|%
        )");
    }
    void codesAndWords() { checkCell(); }

    // Cells that begin with a word, or with a figure that belongs to a name.
    void textStaysText_data()
    {
        addCellRows(R"(
            Dominant (~40% share) => text
            Net profit (FY2025) => text|||||FY2025
            Revenue (2025E) => text|||estimate||2025
            Impairment (Q3) => text|||||Q3
            Founder (effective Mar 1, 2026) => text
            Kestrel Ventures (~$15B) => text|15000000000||approx|USD
            Fennmark (88%) => text|88|%
            Vol-matched p (10k) => text
            Rack (5-unit) => text
            Estimated 70% price => text
            Level 2 => text
            B2B focused => text
            H100 => text
            B11 => text
            13G => text
            5G networks => text
            2Y yield => text
            30-year mortgage rate => text
            52-week range => text
            10x Instruments => text
            125K newsletter => text
            1789 Partners => text
            3. Inflate => text
            6-3 => text
            9M 2025 revenue => text
            24/7 => text
            1+1 => text
            =1+1 => text
            -2+3 => text
            12/31/2025 => text
            501(c)(3) => text
            Q1 2026 net sales => text
            May 22 stock move => text
            2026 target => text
            KSTR => text
            No deal => text
            Fenn/2 plant => text
            1.2.3 => text
            1,5 => text
            =SUM(A1:A9) => text
            $12 mil => text
            $10-12 mil => text
            $10 / $12 mil => text
            $10/12 mil => text
            $10, $12 mil => text
            $3 t => text
            $10 to $12 mil => text
            $10 → $12 mil => text
            300 K => text
            12 K employees => text
            ~12 K employees => text
            >12 K employees => text
            12.5 K employees => text
            12.5 k employees => text
            +12 K => text
            ~300 K => text
            12.5 T (2024) => text|||||2024
            100.5 MLD => text
            ~3 mld => text
            ~3 M Street => text
            3 M Street => text
            1990s-80s => text
            1990s/30s => text
            1980s-80s => text
            1950s-20s => text
            ~1990s-80s => text
            1990s market => text
            3 M => text
            12 M => text
            ~6 M => text
            4-5 M => text
            3 M+ => text
            6 M/12 M => text
            5 M / 3 F => text
            5 M, 3 F => text
            120 M and 130 F => text
            5M/3F => text
            100 MLD => text
            12 mld => text
        )");
    }
    void textStaysText() { checkCell(); }

    void badInput_data()
    {
        QTest::addColumn<QByteArray>("cell");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("empty") << QByteArray() << "missing"_ba;
        QTest::newRow("blanks") << " \t\u00a0 "_ba << "missing"_ba;
        QTest::newRow("400 figures") << QByteArray(400, '9') << "text"_ba;
        QTest::newRow("400 figures of money") << "$" + QByteArray(400, '1') + "B" << "text"_ba;
        QTest::newRow("long fraction") << "0." + QByteArray(400, '3') << "text"_ba;
        QTest::newRow("full-width figures") << "１２３"_ba << "text"_ba;
        QTest::newRow("Arabic figures") << "١٢٣%"_ba << "text"_ba;
        QTest::newRow("Chinese figures") << "三十亿"_ba << "text"_ba;
        QTest::newRow("right to left") << "\u200f12%"_ba << "text"_ba;
        QTest::newRow("control character") << "1\0012"_ba << "text"_ba;
        QTest::newRow("NUL") << QByteArray("1\0002", 3) << "text"_ba;
        QTest::newRow("broken UTF-8") << "\xff\xfe 12"_ba << "text"_ba;
        QTest::newRow("broken UTF-8 behind") << "12 \xe2\x82"_ba << "text"_ba;
        QTest::newRow("brackets") << QByteArray(2000, '(') + "1" + QByteArray(2000, ')') << "text"_ba;
        QTest::newRow("feet and inches") << "5'8\""_ba << "text"_ba;
        QTest::newRow("open link") << "[[Kestrel"_ba << "text"_ba;
        QTest::newRow("a megabyte of words") << QByteArray("word ").repeated(200'000) << "text"_ba;
        QTest::newRow("a megabyte of figures") << "1" + QByteArray(",000").repeated(250'000) << "text"_ba;
    }
    void badInput() { checkCell(); }
};

QTEST_GUILESS_MAIN(CellWordsTest)
#include "cellwordstest.moc"
