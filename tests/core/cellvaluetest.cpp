// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/cellvalue.h"

#include "core/table/cellfields.h"
#include "tests/support/cellrows.h"
#include "tests/support/randomtext.h"

#include <QtTest>

#include <array>
#include <cmath>

using namespace tearsheet;
using namespace Qt::StringLiterals;

class CellValueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbers_data()
    {
        addCellRows(R"(
            0 => number|0
            1,234 => number|1234
            12,34,567 => number|1234567
            .5 => number|0.5
            0.50 => number|0.5
            3.10M => number|3100000
            +0.042 => number|+0.042
            −0.042 => number|-0.042
            –7 => number|-7
            (1,234) => number|-1234
            2.5 trillion => number|2500000000000
            7 lakh crore => number|7000000000000
            40M+ => number|40000000||at-least
            ~12K => number|12000||approx
            about 300 (regional) => number|300||approx
            8-11 => number|8..11||range
            0.2–0.4 => number|0.2..0.4||range
            2.0 → 1.5 => number|2>1.5||transition
            2.0 (2019) → 1.5 (2023) => number|2>1.5||transition||2019;2023
            2.0 (2019) → 1.5 (2021) → 1.2 (2023) → 1.4+ (2025) => number|2>1.4||transition+at-least||2019;2021;2023;2025
            $1B → $2B (2020) → $4B => money|1000000000>4000000000||transition|USD|2020
            2.0 → 1.5 → 1.7 => number|2>1.7||transition
            ~80/year => number|80|/year|approx
            650,000 (Mar 2024) => number|650000||||2024-03
            0.61 (-0.07) => number|0.61;-0.07
            1.5 / 2.5 => number|1.5;2.5
            70M+ Newsreader => number|70000000||at-least
            ~900 nationwide => number|900||approx
            123456789012345678 => number|123456789012345678
            12.5 M => number|12500000
            ~31 M barrels (2023) => measure|31000000|barrels|approx||2023
            3 B+ => number|3000000000||at-least
            4-5.5 M => number|4000000..5500000||range
            120-150 M => number|120000000..150000000||range
            120 M, 130 M => number|120000000;130000000
            3 M users => count|3000000|users
            3 M barrels/day => measure|3000000|barrels/day
            4-5 M users => count|4000000..5000000|users|range
            3 M EUR => money|3000000|||EUR
            40 Mio. => number|40000000
            8B/70B => number|8000000000;70000000000
            12 345 => text
            12 345 employees => text
            1 234 567 => text
            1.234,56 => text
            1.234,5% => text
            €1.234,56 => text
            2.5×10^6 => text
            2.5×10⁶ => text
            2.5 × 10^6 => text
            12 34 => number|12
            12 3456 => number|12
            9.5 to 8.5 => number|9.5..8.5||range
        )");
    }
    void numbers() { checkCell(); }

    void percents_data()
    {
        addCellRows(R"(
            37% => percent|37|%
            **~37%** => percent|37|%|approx
            -4.25% => percent|-4.25|%
            (5.5%) => percent|-5.5|%
            ~-3% => percent|-3|%|approx
            +~40% => percent|+40|%|approx
            +9% YoY => percent|+9|% YoY
            -2% y/y => percent|-2|% YoY
            6% QoQ => percent|6|% QoQ
            5-7% => percent|5..7|%|range
            -30 to -53% => percent|-30..-53|%|range
            -14-15% => percent|-14..-15|%|range
            -9% to 47% => percent|-9..47|%|range
            +3% to +5% => percent|+3..+5|%|range
            12% → 9% => percent|12>9|%|transition
            80%+ => percent|80|%|at-least
            >60% of output => percent|60|%|at-least
            <1% => percent|1|%|at-most
            >=2.5% => percent|2.5|%|at-least
            3%, 4% => percent|3;4|%;%
            +4% / +6% like for like => percent|+4;+6|%;%
            12 percent => percent|12|%
            19% (allowed 18%) => percent|19|%
            8% (2023) => percent|8|%|||2023
            −7% (−2.5σ) => percent|-7;-2.5|%;σ
            ±2% => percent|2|%|plus-minus
        )");
    }
    void percents() { checkCell(); }

    void money_data()
    {
        addCellRows(R"(
            $4.2B => money|4200000000|||USD
            US$40m => money|40000000|||USD
            ~C$3 billion => money|3000000000||approx|CAD
            HK$12.50 => money|12.5|||HKD
            €370mn/month => money|370000000|/month||EUR
            EUR128B => money|128000000000|||EUR
            Rmb200M => money|200000000|||CNY
            CHF 3,000 => money|3000|||CHF
            ₹1,200 cr => money|12000000000|||INR
            5B yuan => money|5000000000|||CNY
            165,000 CNY/T => money|165000|/T||CNY
            ~$30B+ => money|30000000000||approx+at-least|USD
            Up to $2M => money|2000000||at-most|USD
            over $2M => money|2000000||at-least|USD
            $(19)M => money|-19000000|||USD
            ($257M) => money|-257000000|||USD
            -$3.10 => money|-3.1|||USD
            $-3.10 => money|-3.1|||USD
            +$686M => money|+686000000|||USD
            $1.08-1.175B => money|1080000000..1175000000||range|USD
            $500–10K => money|500..10000||range|USD
            $8B – $10B => money|8000000000..10000000000||range|USD
            $1 → $2.50 => money|1>2.5||transition|USD
            $29/seat/mo => money|29|/seat/mo||USD
            $0.15 / share => money|0.15|/share||USD
            $2 per unit => money|2|/unit||USD
            64c / 65c => money|64;65|cents;cents
            73.0p => money|73|pence||GBP
            $20 / $80 => money|20;80|||USD;USD
            $77M vs $9M => money|77000000;9000000||comparison|USD;USD
            NT$17B ($538M) => money|17000000000;538000000|||TWD;USD
            €11M (~$12M) => money|11000000;12000000||;approx|EUR;USD
            $3.0B (+22%) => money|3000000000;+22|;%||USD;
            $0.85 (+37% YoY) => money|0.85;+37|;% YoY||USD;
            $9B, +12% YoY => money|9000000000;+12|;% YoY||USD;
            ~$28B (est.) => money|28000000000||approx+estimate|USD
            ~$14M (2025 estimate) => money|14000000||approx+estimate|USD|2025
            $7.1B at Apr. 30, 2025 => money|7100000000|||USD|2025-04-30
            $2.6B (as of March 31) => money|2600000000|||USD|--03-31
            $50M (Q1 2026, +79%) => money|50000000|||USD|2026-Q1
            $100B+ since 2008 => money|100000000000||at-least|USD
            $60M climate spinout => money|60000000|||USD
            $500M ✓ => money|500000000|||USD
            $5B? => money|5000000000||uncertain|USD
            $3.[[3M]] => money|3300000|||USD
            Up to $[[3M]] seed => money|3000000||at-most|USD
            R$ 3.2 bi => money|3200000000|||BRL
            R$ 12 mi => money|12000000|||BRL
            R$ 1.5 tri (2024) => money|1500000000000|||BRL|2024
            R$ 40 milhões => money|40000000|||BRL
            US$ 2 billones => money|2000000000000|||USD
            €3-4 Mrd. => money|3000000000..4000000000||range|EUR
            12.5 M EUR => money|12500000|||EUR
            250 mi => measure|250|mi
            R$ 12 mil => money|12000|||BRL
            €3 mld => money|3000000000|||EUR
            3 MLD EUR => money|3000000000|||EUR
            3-4 mld EUR => money|3000000000..4000000000||range|EUR
            $500 bi-weekly => money|500|||USD
            $50 bi-monthly => money|50|||USD
            €20 tri-band => money|20|||EUR
            R$ 10-12 mi => money|10000000..12000000||range|BRL
            R$ 1.5 - 2 bi => money|1500000000..2000000000||range|BRL
            R$ 10-12 mil => money|10000..12000||range|BRL
            $50-60m => money|50000000..60000000||range|USD
            $50–60 B => money|50000000000..60000000000||range|USD
            $50 to 60m => money|50000000..60000000||range|USD
            $5-7 bi-weekly => money|5..7||range|USD
            €50 m => money|50000000|||EUR
            ~£3.5 m (2024) => money|3500000||approx|GBP|2024
            $5-7 m+ => money|5000000..7000000||range+at-least|USD
            $2.5 b => money|2500000000|||USD
            $40 k => money|40000|||USD
            $10 m/year => money|10000000|/year||USD
            $10 m/m => money|10|||USD
            $60 b/d => money|60|||USD
            10 m EUR => money|10000000|||EUR
            10m EUR => money|10000000|||EUR
            40 M€ => money|40000000|||EUR
            40m€ => money|40000000|||EUR
            $25 t-shirts => money|25|||USD
            $10 / $12 million => money|10000000;12000000|||USD;USD
            $10 / $11 / $12 m => money|10000000;11000000;12000000|||USD;USD;USD
            $10 vs $12 million => money|10000000;12000000||comparison|USD;USD
            $10/12M => money|10000000;12000000|||USD;USD
            $10 / $12M => money|10;12000000||ambiguous;|USD;USD
            $10, $12 million => money|10;12000000||ambiguous;|USD;USD
            $45.20 / $12B => money|45.2;12000000000|||USD;USD
            $300 / $12 million => money|300;12000000|||USD;USD
            $10 / €12 million => money|10;12000000|||USD;EUR
            $10B / $12 mil => money|10000000000|||USD
            $10 → $12M => money|10000000>12000000||transition|USD
            $12 → $10 million => money|12000000>10000000||transition|USD
            $33.5B ± $750M => money|33500000000;750000000||;plus-minus|USD;USD
            $33.5 +/-0.75B => money|33500000000;750000000||;plus-minus|USD;USD
            $91B ±2%, without freight => money|91000000000;2|;%|;plus-minus|USD;
            $9 → $12K => money|9>12000||transition|USD
        )");
    }
    void money() { checkCell(); }

    void measures_data()
    {
        addCellRows(R"(
            30 GWh => measure|30|GWh
            5 m => measure|5|m
            ~120 m (with mast) => measure|120|m|approx
            30 t => measure|30|t
            9,000 ton quota => measure|9000|ton
            64/128GB => measure|64;128|GB;GB
            10/12% => percent|10;12|%;%
            0.6 / ~75x => number|0.6
            5, 10, 30 years => duration|5;10;30|years;years;years
            40 ± 2 GWh => measure|40;2|GWh;GWh|;plus-minus
            100+ GWh => measure|100|GWh|at-least
            20 GWh/year => measure|20|GWh/year
            512GB => measure|512|GB
            ~3.3 mb/d => measure|3.3|mb/d|approx
            3-5mn b/d => measure|3000000..5000000|b/d|range
            ~1.5M tons copper/year => measure|1500000|tons/year|approx
            400g CO₂/kWh => measure|400|g/kWh
            22M metric tons => measure|22000000|metric tons
            750°C+ => measure|750|°C|at-least
            130 kWh (larger than others) => measure|130|kWh
            100 GWh target (2025) => measure|100|GWh|||2025
            85 MW/8.5 GWh => measure|85;8.5|MW;GWh
            66 lbs (30 kg) => measure|66;30|lbs;kg
            2000 MW => measure|2000|MW
            60 hrs => duration|60|hrs
            3-5+ years => duration|3..5|years|range+at-least
            20+ year contracts => duration|20|years|at-least
            <12 months => duration|12|months|at-most
            1 quarter => duration|1|quarter
            2.6x => multiple|2.6|x
            0.67× (loss) => multiple|0.67|x
            2-2.5x distance => multiple|2..2.5|x|range
            3x more than planned => multiple|3|x
            ~130 bps => bps|130|bp|approx
            +3bp => bps|+3|bp
            T+20 => bps|20|bp|spread-over-treasuries
            -1.3pp => pp|-1.3|pp
            4 percentage points => pp|4|pp
            +3.0σ => sigma|+3|σ
        )");
    }
    void measures() { checkCell(); }

    void counts_data()
    {
        addCellRows(R"(
            378+ mergers => count|378|mergers|at-least
            150M monthly active devices => count|150000000|monthly active devices
            350-400 covers (busy nights) => count|350..400|covers|range
            30 mills, 9,700 jobs => count|30;9700|mills;jobs
            12 EU member states => count|12|EU member states
            900K wafers/month => count|900000|wafers/month
            40 staff (two sites) => count|40|staff
            \#7 maker of cells => rank|7
            #1-2 => rank|1..2||range
            No. 2 producer => rank|2
            Top 10 => rank|10||at-most
            \#3 global (2023 league tables) => rank|3
            2nd largest => rank|2
            38 of 62 (61%) => fraction|38/62;61|;%
            43 / 83 => fraction|43/83
            1/10th of it => fraction|1/10
            4.9/5 (guests) => fraction|4.9/5
            0.5 / 5 => number|0.5;5
            7.6 to 1 => ratio|7.6:1
            50 taxis => count|50|taxis
            5:1 => ratio|5:1
            ~2:1 ratio => ratio|2:1||approx
        )");
    }
    void counts() { checkCell(); }

    void times_data()
    {
        addCellRows(R"(
            2025-06-10 => date|||||2025-06-10
            Aug 24, 2023 => date|||||2023-08-24
            26 Jun 2026 => date|||||2026-06-26
            July 18, 1970 (age 55) => date|||||1970-07-18
            Before Jan. 1, 2028 => date|||before||2028-01-01
            2022-04 => month|||||2022-04
            09/2025 => month|||||2025-09
            13/2025 => fraction|13/2025
            10/1800 => fraction|10/1800
            09/2025–02/2026 => period|||||2025-09/2026-02
            Sept 2019 => month|||||2019-09
            May => month|||||--05
            Early June (planned) => month|||early||--06
            Aug 2020 (main board), 2022 (second) => month|||||2020-08;2022
            March 15 => month-day|||||--03-15
            Q2 '25 => quarter|||||2025-Q2
            2Q25 => quarter|||||2025-Q2
            2025 Q2 => quarter|||||2025-Q2
            Q1 2026E => quarter|||estimate||2026-Q1
            Q3 => quarter|||||Q3
            1H 2027 => half|||||2027-H1
            Q2 FY2026 (Mar 2026) => fiscal-quarter|||||FY2026-Q2
            FY23 => fiscal-year|||||FY2023
            FY26E => fiscal-year|||estimate||FY2026
            1998 => year|||||1998
            CY2027 => year|||||2027
            2025E => year|||estimate||2025
            ~2030 => year|||approx||2030
            Mid-2027 (delayed) => year|||mid||2027
            Late 2025 / early 2026 => year|||late;early||2025;2026
            Since 2014, as a director => year|||since||2014
            Through 2031 => year|||through||2031
            1961, Port Verity => year|||||1961
            2030s => decade|||||203X
            Late 1980s => decade|||late||198X
            2027+ => date-open|||||2027/..
            2019–present => date-open|||||2019/..
            2023-25 => period|||||2023/2025
            2006-07 => month|||ambiguous||2006-07
            Q1-Q2 2026 => period|||||2026-Q1/2026-Q2
            9M 2025 => period|||||2025-01/2025-09
            9M => number|9000000
            Feb 10-11, 2026 => period|||||2026-02-10/2026-02-11
            28–29 January 2026, in port => period|||||2026-01-28/2026-01-29
            3/4 March => period|||||--03-03/--03-04
            May 9-11 => period|||||--05-09/--05-11
            Sep 2024 – Jan 2026 => period|||||2024-09/2026-01
            1860s-1900s => period|||||186X/190X
            1950s-80s => period|||||195X/198X
            1970s–'80s => period|||||197X/198X
            1950-60s => period|||||195X/196X
            1950s/60s => period|||||195X/196X
            1950s/1960s => decade|||||195X;196X
            1980s-90s (peak) => period|||||198X/199X
            1990s-00s => period|||||199X/200X
            1990s-2020s => period|||||199X/202X
            1990s–'20s => period|||||199X/202X
            Late 1970s-80s => period|||late||197X/198X
            20-30s => duration|20..30|s|range
            1971-75 => period|||||1971/1975
        )");
    }
    void times() { checkCell(); }

    // Whatever stands in a cell: the fields agree with each other, and an ordinary number reads back as itself.
    void anyCellHasAReading()
    {
        constexpr std::array Pieces{
            "~",     ">",      "<=",   "$",     "€",      "RMB ",  "(",        ")",  "-",      "–",    "+",    "1",
            "2,345", "6.7",    "2024", "'25",   "Q3",     "FY",    " to ",     "→",  "%",      "x",    " GWh", "/year",
            "B",     "M",      "bps",  " ",     ",",      "; ",    " / ",      "[[", "]]",     "|",    "**",   "\\",
            "a",     "units",  "Mar",  "May 3", "since ", "est.",  "#",        "T+", "\u00a0", "\xff", "\x01", "№",
            "σ",     "up to ", "Top ", "—",     "=",      "`",     "![",       "](", "No. ",   "σ",    "vs ",  " m",
            " mil",  "±",      "/",    "10",    "9M ",    "28-29", " January", "€",  "th",     "t"};
        RandomText random(11);
        for (int round = 0; round < 40'000; ++round) {
            QByteArray cell;
            for (int piece = random.number(0, 9); piece > 0; --piece)
                cell += random.oneOf(Pieces);
            const CellValue value = readCell(cell);
            const CellFields fields = cellFields(value);
            QVERIFY2(fields.kind == kindName(value.kind) && !fields.kind.isEmpty(), cell.constData());
            QVERIFY2(!value.isNumeric() || !value.quantities.isEmpty(), cell.constData());
            QVERIFY2(!value.isTime() || !value.periods.isEmpty(), cell.constData());
            QVERIFY2(fields.number.isEmpty() == value.quantities.isEmpty(), cell.constData());
            QVERIFY2(value.quantities.isEmpty() || fields.number.count(';') == value.quantities.size() - 1,
                     cell.constData());
            for (const Quantity &quantity : value.quantities) {
                QVERIFY2(!(quantity.low() > quantity.high()), cell.constData());
                QVERIFY2(!std::isnan(quantity.magnitude()), cell.constData());
            }
            QVERIFY2(readCell(cell) == value, cell.constData());
            QVERIFY2(readCell(QByteArray(' ' + cell + ' ')) == value, cell.constData());
            QVERIFY2(compareCells(value, value) == 0, cell.constData());
        }
    }

    void writtenNumbersReadBack()
    {
        RandomText random(12);
        for (int round = 0; round < 5000; ++round) {
            Decimal number{random.number(-1'000'000, 1'000'000), static_cast<qint16>(random.number(-8, 9)), false};
            QByteArray text;
            append(text, number);
            if (text.startsWith('-') || text.size() != 4) // Four figures may be a year.
                QCOMPARE(fieldsOf(text), "number|" + text);
            QCOMPARE(fieldsOf(QByteArray(text + '%')), "percent|" + text + "|%");
            QCOMPARE(readCell(QByteArray(text + '%')).magnitude(), text.toDouble());
        }
    }

    // Labelled by hand from a real vault, with the header in the first line and tabs between the fields.
    void labelledCells()
    {
        QFile file(QStringLiteral(TEARSHEET_CORPUS "/cases/cell-values.tsv"));
        if (!file.open(QIODevice::ReadOnly))
            QSKIP("There are no labelled cells; set TEARSHEET_CORPUS to try them.");
        QByteArrayList lines = file.readAll().split('\n');
        lines.removeFirst();
        int right = 0;
        int all = 0;
        for (const QByteArray &line : std::as_const(lines)) {
            if (line.isEmpty())
                continue;
            QByteArrayList fields = line.split('\t');
            fields.resize(7);
            const QByteArray cell = fields.takeFirst();
            QByteArray expected = fields.join('|');
            while (expected.endsWith('|'))
                expected.chop(1);
            ++all;
            if (fieldsOf(cell) == expected)
                ++right;
            else
                qInfo("%s: %s, not %s", cell.constData(), expected.constData(), fieldsOf(cell).constData());
        }
        QVERIFY(all > 300);
        QVERIFY2(right >= 0.95 * all, qPrintable(QStringLiteral("%1 of %2").arg(right).arg(all)));
    }
};

QTEST_GUILESS_MAIN(CellValueTest)
#include "cellvaluetest.moc"
