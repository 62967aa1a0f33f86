// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/unitreader.h"

#include "core/table/currencyreader.h"

#include <algorithm>
#include <array>

namespace tearsheet {

namespace {

// A unit with the prefixes of the SI that it is used with; a blank is none.
struct Prefixed
{
    std::string_view unit;
    std::string_view prefixes;
};

constexpr std::array PrefixedUnits{
    Prefixed{"Wh", " kMGTP"}, Prefixed{"W", " mkMGTn"}, Prefixed{"V", " mkM"},      Prefixed{"A", "mk"},
    Prefixed{"Ah", " mkMG"},  Prefixed{"Hz", " kMGT"},  Prefixed{"J", "kMGTPE"},    Prefixed{"Pa", " kMG"},
    Prefixed{"B", "kKMGTPE"}, Prefixed{"b", "MGT"},     Prefixed{"bps", " kKMGTP"}, Prefixed{"FLOPS", " GTPE"},
    Prefixed{"FLOP", "GTPE"}, Prefixed{"OPS", "GTPM"},  Prefixed{"m", " kcmn"},     Prefixed{"g", " kmn"},
    Prefixed{"t", " kMG"},    Prefixed{"L", " mkM"},    Prefixed{"l", " m"},        Prefixed{"N", "kM"},
    Prefixed{"Wp", " kMG"},   Prefixed{"We", "kMGT"},   Prefixed{"Wth", "kMGT"},    Prefixed{"Wdc", "kMGT"},
    Prefixed{"Wac", "kMGT"},  Prefixed{"VA", "kMG"},    Prefixed{"eV", " mkMGT"},   Prefixed{"cal", " k"},
    Prefixed{"tpa", " kMm"},  Prefixed{"tCO2", " kMG"}, Prefixed{"tCO2e", " kMG"},  Prefixed{"toe", " kMG"},
    Prefixed{"boe", " kMm"},
};

constexpr auto Units = sorted(std::to_array<std::string_view>({
    "bbl",       "bbls",     "bpd",       "bopd",      "boe",       "boepd",  "boed",     "kboed",     "mboed",
    "mboe",      "mmboe",    "mbpd",      "kbpd",      "mmbpd",     "kbd",    "mbd",      "mmbd",      "mmbbl",
    "mbbl",      "bcm",      "bcma",      "bcf",       "bcfd",      "Bcf",    "Bcfd",     "BCM",       "BCF",
    "tcf",       "Tcf",      "mcf",       "Mcf",       "MMcf",      "mmcf",   "MMcfd",    "MMBtu",     "mmbtu",
    "MMBTU",     "mmBtu",    "MMbtu",     "BTU",       "Btu",       "tpd",    "tpy",      "mtpa",      "Mtpa",
    "MTPA",      "ktpa",     "ktpy",      "mtpy",      "mt",        "MT",     "MMT",      "mmt",       "Mmt",
    "lb",        "lbs",      "oz",        "koz",       "Moz",       "moz",    "ozt",      "dwt",       "DWT",
    "GT",        "TEU",      "TEUs",      "teu",       "FEU",       "ft",     "mi",       "yd",        "nmi",
    "sqm",       "sqft",     "sf",        "psf",       "ha",        "ac",     "m2",       "m3",        "m²",
    "m³",        "km2",      "km²",       "ft2",       "ft²",       "cm2",    "cm²",      "mm2",       "mm²",
    "cm³",       "Mm3",      "mcm",       "mph",       "kph",       "kmh",    "kts",      "kt",        "kn",
    "rpm",       "RPM",      "hp",        "bhp",       "PS",        "Nm",     "N·m",      "lm",        "lx",
    "nits",      "dB",       "dBm",       "dBi",       "fps",       "MP",     "px",       "ppi",       "dpi",
    "TOPS",      "WPH",      "wph",       "WSPM",      "wspm",      "wpm",    "kwpm",     "MIPS",      "IOPS",
    "psi",       "bar",      "bara",      "mbar",      "mmHg",      "ppm",    "ppb",      "°C",        "°F",
    "°",         "kcal",     "tce",       "mtoe",      "DoF",       "DOF",    "exaFLOPS", "petaFLOPS", "teraFLOPS",
    "gigaFLOPS", "exaflops", "petaflops", "teraflops", "TFLOPs",    "PFLOPs", "EFLOPs",   "kWhr",      "kWhrs",
    "wt",        "ct",       "cts",       "mmtpa",     "MMtpa",     "MMTPA",  "µm",       "cc",        "CFM",
    "cfs",       "gpm",      "mgd",       "MGD",       "gal",       "bu",     "cwt",      "st",        "dmtu",
    "wmt",       "dmt",      "EH/s",      "PH/s",      "TH/s",      "GT/s",   "mAh",      "Bq",        "kBq",
    "MBq",       "Sv",       "mSv",       "ohm",       "sec/100km", "SWU",    "MWhr",     "tU",        "kgU",
    "lbU",       "Mlbs",     "mlbs",      "klbs",      "Mlb",       "mlb",    "klb",      "QPS",
}));

// In lower case, written out.
constexpr auto Names = sorted(std::to_array<std::string_view>({
    "barrels",        "barrel",         "tons",           "ton",
    "tonnes",         "tonne",          "kilotonnes",     "kilotons",
    "megatonnes",     "megatons",       "pounds",         "ounces",
    "ounce",          "grams",          "gram",           "kilograms",
    "kilogram",       "kilos",          "milligrams",     "micrograms",
    "miles",          "mile",           "feet",           "foot",
    "inches",         "inch",           "meters",         "metres",
    "meter",          "metre",          "kilometers",     "kilometres",
    "kilometer",      "centimeters",    "millimeters",    "microns",
    "micron",         "nanometers",     "nanometres",     "yards",
    "liters",         "litres",         "liter",          "litre",
    "gallons",        "gallon",         "bushels",        "bushel",
    "acres",          "acre",           "hectares",       "hectare",
    "watts",          "kilowatts",      "megawatts",      "megawatt",
    "gigawatts",      "gigawatt",       "terawatts",      "terawatt",
    "volts",          "amps",           "degrees",        "knots",
    "carats",         "carat",          "gigabytes",      "terabytes",
    "petabytes",      "megapixels",     "horsepower",     "gigahertz",
    "megahertz",      "joules",         "calories",       "decibels",
    "fathoms",        "quintals",       "megawatt-hours", "gigawatt-hours",
    "terawatt-hours", "kilowatt-hours",
}));

constexpr std::array<std::string_view, 25> TwoWords{"metric tons",
                                                    "metric tonnes",
                                                    "metric ton",
                                                    "short tons",
                                                    "long tons",
                                                    "square feet",
                                                    "square foot",
                                                    "square miles",
                                                    "square meters",
                                                    "square metres",
                                                    "square kilometers",
                                                    "square kilometres",
                                                    "cubic meters",
                                                    "cubic metres",
                                                    "cubic feet",
                                                    "nautical miles",
                                                    "sq ft",
                                                    "sq. ft.",
                                                    "sq. ft",
                                                    "sq km",
                                                    "sq. km",
                                                    "sq m",
                                                    "sq mi",
                                                    "troy ounces",
                                                    "fl oz"};

struct Time
{
    std::string_view name;
    std::string_view many;
};

// With their plural where they are words.
constexpr std::array Times{
    Time{"years", {}},
    Time{"year", "years"},
    Time{"yrs", {}},
    Time{"yr", {}},
    Time{"months", {}},
    Time{"month", "months"},
    Time{"mos", {}},
    Time{"mo", {}},
    Time{"weeks", {}},
    Time{"week", "weeks"},
    Time{"wks", {}},
    Time{"wk", {}},
    Time{"days", {}},
    Time{"day", "days"},
    Time{"hours", {}},
    Time{"hour", "hours"},
    Time{"hrs", {}},
    Time{"hr", {}},
    Time{"h", {}},
    Time{"minutes", {}},
    Time{"minute", "minutes"},
    Time{"mins", {}},
    Time{"min", {}},
    Time{"seconds", {}},
    Time{"second", "seconds"},
    Time{"secs", {}},
    Time{"sec", {}},
    Time{"s", {}},
    Time{"ms", {}},
    Time{"quarters", {}},
    Time{"quarter", "quarters"},
    Time{"decades", {}},
    Time{"decade", "decades"},
    Time{"centuries", {}},
};

struct Change
{
    std::string_view name; // In lower case.
    std::string_view unit;
};

constexpr std::array Changes{
    Change{"yoy", "% YoY"},          Change{"y/y", "% YoY"}, Change{"qoq", "% QoQ"},
    Change{"q/q", "% QoQ"},          Change{"mom", "% MoM"}, Change{"m/m", "% MoM"},
    Change{"wow", "% WoW"},          Change{"w/w", "% WoW"}, Change{"year-over-year", "% YoY"},
    Change{"year-on-year", "% YoY"},
};

QByteArray literal(std::string_view text)
{
    return QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
}

bool isIn(std::string_view word, const auto &words)
{
    return std::ranges::binary_search(words, word);
}

bool isPrefixed(std::string_view word)
{
    for (const std::string_view micro : {std::string_view("µ"), std::string_view("μ")}) {
        if (word.starts_with(micro))
            return isOneOf(word.substr(micro.size()), std::array<std::string_view, 5>{"m", "g", "s", "L", "W"});
    }
    if (word.size() > 6)
        return false;
    for (const Prefixed &prefixed : PrefixedUnits) {
        if (!word.ends_with(prefixed.unit))
            continue;
        if (word.size() == prefixed.unit.size())
            return prefixed.prefixes[0] == ' ';
        if (word.size() == prefixed.unit.size() + 1 && prefixed.prefixes.contains(word[0]))
            return true;
    }
    return false;
}

// Letters, and digits and points behind them: `CO2`, `m³`, `N·m`, `sub-unit`.
std::string_view tokenAt(const char *at)
{
    const char *end = at;
    while (isWordByte(*end) || (end > at && isDigit(*end)) || (*end == '-' && end > at && isWordByte(end[1])))
        ++end;
    return {at, static_cast<size_t>(end - at)};
}

UnitReading percent(Cursor &cursor)
{
    Cursor behind = cursor;
    behind.eat('+');
    behind.skipSpace();
    for (const Change &change : Changes) {
        if (lowered(behind.peek()) != change.name[0] || !behind.eatWord(change.name))
            continue;
        // A plus between the two is left to whoever reads bounds.
        if (cursor.peek() != '+')
            cursor = behind;
        return {CellKind::Percent, literal(change.unit), {}};
    }
    return {CellKind::Percent, literal("%"), {}};
}

bool isEndOfUnit(char c)
{
    return !isWordByte(c) && !isDigit(c);
}

// "tons copper/year": what is weighed stands between the unit and what it is divided by.
void readPerBehindNoun(Cursor &cursor, QByteArray &unit)
{
    Cursor behind = cursor;
    if (!behind.eat(' ') || !isWordByte(behind.peek()))
        return;
    behind.at += tokenAt(behind.at).size();
    if (behind.peek() != '/')
        return;
    const char *const slash = behind.at++;
    const std::string_view time = behind.word();
    if (!isDuration(time) && !isMeasure(time) && time != "d")
        return;
    unit = unit + QByteArray(slash, 1) + QByteArray(time.data(), static_cast<qsizetype>(time.size()));
    cursor.at = time.data() + time.size();
}

} // namespace

bool isMeasure(std::string_view word)
{
    if (isPrefixed(word) || isIn(word, Units))
        return true;
    if (word.size() < 3 || word.size() > 20)
        return false;
    std::array<char, 20> lower;
    std::ranges::transform(word, lower.begin(), lowered);
    return isIn(std::string_view(lower.data(), word.size()), Names);
}

bool isDuration(std::string_view word)
{
    return std::ranges::any_of(Times, [&](const Time &time) { return time.name == word; });
}

QByteArray pluralDuration(const QByteArray &unit)
{
    for (const Time &time : Times) {
        if (!time.many.empty() && unit == QByteArrayView(time.name.data(), static_cast<qsizetype>(time.name.size())))
            return literal(time.many);
    }
    return unit;
}

QByteArray readPer(Cursor &cursor)
{
    Cursor behind = cursor;
    behind.skipSpace();
    QByteArray per;
    if (behind.eatWord("per")) {
        if (!behind.eat(' '))
            return {};
        const std::string_view noun = tokenAt(behind.at);
        if (noun.empty() || isOneOf(noun, std::initializer_list<std::string_view>{"the", "its", "FT", "a"}))
            return {};
        cursor.at = noun.data() + noun.size();
        return '/' + QByteArray(noun.data(), static_cast<qsizetype>(noun.size()));
    }
    for (;;) {
        Cursor part = behind;
        const bool spaced = part.at != cursor.at;
        if (!part.eat('/'))
            break;
        if (spaced)
            part.skipSpace();
        const std::string_view noun = tokenAt(part.at);
        Cursor sum = part;
        if (noun.empty() || (isUpper(noun[0]) && isDigit(noun.back())) || readCurrencyBefore(sum).isValid())
            break; // `$10 / €12`
        per += '/';
        per.append(noun.data(), static_cast<qsizetype>(noun.size()));
        behind.at = noun.data() + noun.size();
        cursor = behind;
    }
    return per;
}

UnitReading readUnit(Cursor &cursor)
{
    Cursor behind = cursor;
    const bool glued = behind.peek() != ' ';
    behind.skipSpace();
    const char c = behind.peek();
    if (c == 0 || c == '(' || c == ',')
        return {};
    if (c == '%') {
        ++behind.at;
        cursor = behind;
        return percent(cursor);
    }
    if ((c == 'x' || c == Sign::Times) && isEndOfUnit(behind.peek(1)) && glued) {
        cursor.at = behind.at + 1;
        return {CellKind::Multiple, literal("x"), {}};
    }
    if (behind.eat("σ") || behind.eatWord("sigma")) {
        cursor = behind;
        return {CellKind::Sigma, literal("σ"), {}};
    }
    if (behind.eat("¢")) {
        cursor = behind;
        return {CellKind::Money, "cents" + readPer(cursor), {}};
    }
    if (c == '"' && glued) {
        cursor.at = behind.at + 1;
        return {CellKind::Measure, literal("\""), {}};
    }
    if (!isWordByte(c))
        return {};
    if (behind.eatWord("bps") || behind.eatWord("bp") || behind.eatWord("basis points")) {
        cursor = behind;
        return {CellKind::BasisPoints, literal("bp"), {}};
    }
    if (behind.eatWord("pp") || behind.eatWord("ppt") || behind.eatWord("ppts") || behind.eatWord("pps")
        || behind.eat("p.p.") || behind.eatWord("percentage points") || behind.eatWord("percentage point")) {
        cursor = behind;
        return {CellKind::PercentagePoints, literal("pp"), {}};
    }
    if (behind.eatWord("percent") || behind.eatWord("per cent") || behind.eatWord("pct")) {
        cursor = behind;
        return percent(cursor);
    }
    const std::string_view word = tokenAt(behind.at);
    if (word == "c" && glued) {
        cursor.at = word.data() + 1;
        return {CellKind::Money, "cents" + readPer(cursor), {}};
    }
    if (word == "cents" || word == "cent") {
        cursor.at = word.data() + word.size();
        return {CellKind::Money, "cents" + readPer(cursor), {}};
    }
    if (((word == "p" && glued) || word == "pence")) {
        cursor.at = word.data() + word.size();
        return {CellKind::Money, "pence" + readPer(cursor), Currency("GBP")};
    }
    for (const Time &time : Times) {
        if (word != time.name || (word.size() == 1 && !glued))
            continue;
        cursor.at = word.data() + word.size();
        const QByteArray per = cursor.peek() == '/' ? readPer(cursor) : QByteArray();
        return {CellKind::Duration, per.isEmpty() ? literal(time.name) : literal(time.name) + per, {}};
    }
    for (const std::string_view words : TwoWords) {
        if (lowered(c) != words[0])
            continue;
        Cursor two = behind;
        if (!two.eatWord(words))
            continue;
        QByteArray unit(behind.at, static_cast<qsizetype>(words.size()));
        if (two.peek() == '/')
            unit += readPer(two);
        else
            readPerBehindNoun(two, unit);
        cursor = two;
        return {CellKind::Measure, unit, {}};
    }
    Cursor end(word.data() + word.size());
    const bool volume = (word == "b" || word == "mb" || word == "kb" || word == "mmb" || word == "Mb" || word == "MMb")
                        && end.startsWith("/d");
    if (!volume && !isMeasure(word))
        return {};
    // A letter by itself, set apart, is more often a name.
    if (word.size() == 1 && !glued && !volume && word != "t" && word != "m" && word != "g" && word != "W"
        && word != "V")
        return {};
    QByteArray unit(word.data(), static_cast<qsizetype>(word.size()));
    if (end.peek() == '/')
        unit += readPer(end);
    else
        readPerBehindNoun(end, unit);
    cursor = end;
    return {CellKind::Measure, unit, {}};
}

} // namespace tearsheet
