// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/codereader.h"

#include <algorithm>
#include <array>

namespace tearsheet {

namespace {

// What stands behind the point of a symbol.
constexpr auto Suffixes = sorted(std::to_array<std::string_view>(
    {"T",  "KS", "KQ", "HK", "SS", "SZ", "SH", "TW", "TWO", "L",  "PA",  "DE",  "F",  "AX", "TO", "V",
     "NS", "BO", "SA", "MI", "AS", "BR", "SW", "ST", "OL",  "CO", "HE",  "MC",  "LS", "VI", "IR", "MX",
     "BA", "SN", "JK", "KL", "SI", "BK", "NZ", "IS", "JO",  "TA", "WA",  "PR",  "AT", "IL", "NE", "CN",
     "SG", "US", "UN", "SR", "QA", "AE", "KW", "CA", "BE",  "MU", "HM",  "N",   "O",  "A",  "B",  "PK",
     "OB", "VX", "IC", "BD", "RO", "VN", "ME", "RG", "TL",  "BJ", "TYO", "KRX", "OQ"}));

// Exchanges, as they stand before a colon or in parentheses; in capitals.
constexpr auto Exchanges = sorted(std::to_array<std::string_view>(
    {"NYSE", "NASDAQ", "AMEX", "CBOE", "NYSEARCA", "NYSEAMERICAN", "OTC",  "OTCMKTS", "OTCQX",    "OTCQB", "ADR",
     "TSX",  "TSXV",   "CSE",  "NEO",  "LSE",      "LON",          "AIM",  "ETR",     "FRA",      "FWB",   "XETRA",
     "EPA",  "BIT",    "AMS",  "EBR",  "BME",      "ELI",          "SWX",  "SIX",     "STO",      "OSL",   "OSE",
     "CPH",  "HEL",    "ICE",  "WSE",  "PSE",      "ATHEX",        "BIST", "MOEX",    "TASE",     "TLV",   "JSE",
     "TYO",  "TSE",    "JPX",  "KRX",  "KOSDAQ",   "KOSPI",        "KSE",  "HKEX",    "HKG",      "SEHK",  "HKSE",
     "SHE",  "SHA",    "SSE",  "SZSE", "STAR",     "BSE",          "NSE",  "NSEI",    "TWSE",     "TPE",   "TPEX",
     "SGX",  "IDX",    "SET",  "BKK",  "KLSE",     "PSEI",         "ASX",  "NZX",     "NZE",      "BVMF",  "BOVESPA",
     "BMV",  "BCBA",   "BVC",  "BVL",  "TADAWUL",  "ADX",          "DFM",  "QSE",     "EURONEXT", "BATS",  "GPW",
     "VIE",  "WBAG",   "HOSE", "B3",   "MIL",      "PAR",          "PINK", "SHG",     "SHH",      "SHZ",   "HK",
     "NMS",  "NGM",    "NSQ",  "ADS",  "GDR",      "OSLO"}));

// Cities with an exchange: they tell a listing only behind a number, or where an exchange's name stands beside.
constexpr auto Cities = sorted(std::to_array<std::string_view>(
    {"TOKYO",  "HONG",     "SHENZHEN", "SHANGHAI", "FRANKFURT",  "PARIS",     "LONDON", "MILAN",     "TAIWAN",
     "TAIPEI", "SEOUL",    "SYDNEY",   "TORONTO",  "COPENHAGEN", "STOCKHOLM", "ZURICH", "AMSTERDAM", "MADRID",
     "OSLO",   "HELSINKI", "BRUSSELS", "MUMBAI",   "SINGAPORE",  "KOREA",     "OSAKA",  "BEIJING",   "CHINEXT",
     "BURSA",  "SAUDI",    "VIENNA",   "LISBON",   "WARSAW",     "JAKARTA"}));

bool isIn(std::string_view word, const auto &words)
{
    std::array<char, 16> upper;
    if (word.size() > upper.size())
        return false;
    std::ranges::transform(word, upper.begin(), [](char c) { return isLower(c) ? static_cast<char>(c - 32) : c; });
    return std::ranges::binary_search(words, std::string_view(upper.data(), word.size()));
}

bool isSymbolByte(char c)
{
    return isUpper(c) || isDigit(c);
}

std::string_view symbolAt(const char *at)
{
    const char *end = at;
    while (isSymbolByte(*end) || ((*end == '-' || *end == '&') && end > at && isSymbolByte(end[1])))
        ++end;
    return {at, static_cast<size_t>(end - at)};
}

std::string_view letters(const char *at)
{
    const char *end = at;
    while (isUpper(*end) || isLower(*end) || (isDigit(*end) && end > at))
        ++end;
    return {at, static_cast<size_t>(end - at)};
}

bool allDigits(std::string_view text)
{
    return std::ranges::all_of(text, isDigit);
}

// The end of a symbol with its suffix: `6723.T`, `PBR.A`, `CL=F`; null where there is none.
const char *suffixedEnd(std::string_view symbol)
{
    const char *const end = symbol.data() + symbol.size();
    if (*end == '=' && (end[1] == 'F' || end[1] == 'X') && !isWordByte(end[2]) && !isDigit(end[2]))
        return end + 2;
    if (*end != '.')
        return nullptr;
    const std::string_view suffix = letters(end + 1);
    if (!std::ranges::binary_search(Suffixes, suffix))
        return nullptr;
    const char *const behind = suffix.data() + suffix.size();
    // `U.S.` and `A.B` are abbreviations of words.
    if (isDigit(*behind) || isWordByte(*behind) || *behind == '.')
        return nullptr;
    if (symbol.size() == 1 && isUpper(symbol[0]) && suffix.size() == 1 && suffix != "L")
        return nullptr;
    return behind;
}

// Whether what stands behind a symbol lets it be the cell's value: another one, a parenthesis or the end.
bool endsSymbol(const char *at)
{
    Cursor cursor(at);
    cursor.skipSpace();
    const char c = cursor.peek();
    return c == 0 || c == '(' || c == ',' || c == '/' || c == ';' || c == Sign::EmDash || c == '+' || c == '|'
           || (c == '-' && at != cursor.at);
}

} // namespace

bool startsWithTicker(Cursor cursor)
{
    if (!isSymbolByte(cursor.peek()))
        return false;
    const std::string_view symbol = symbolAt(cursor.at);
    const char *const end = symbol.data() + symbol.size();
    if (symbol.size() > 14)
        return false;
    if (const char *const suffixed = suffixedEnd(symbol))
        return endsSymbol(suffixed);
    // `NYSE: ABC`, `Nasdaq:ABC`
    const std::string_view exchange = letters(cursor.at);
    if (exchange.size() >= 2 && isIn(exchange, Exchanges)) {
        Cursor behind(exchange.data() + exchange.size());
        if (behind.eat(':')) {
            behind.skipSpace();
            if (behind.peek() == Sign::LinkBegin)
                ++behind.at;
            const std::string_view listed = symbolAt(behind.at);
            const char *listedEnd = listed.data() + listed.size();
            if (*listedEnd == '.' && isUpper(listedEnd[1]))
                listedEnd += 2;
            return !listed.empty() && !isLower(*listedEnd);
        }
    }
    if (isWordByte(*end) || isDigit(*end))
        return false;
    const bool number = allDigits(symbol);
    // Codes in Asia begin with zeros.
    if (number && symbol[0] == '0' && symbol.size() >= 4 && symbol.size() <= 6 && endsSymbol(end) && *end != '/'
        && *end != '.')
        return true;
    Cursor behind(end);
    if (*end == '.' && isUpper(end[1]) && !isWordByte(end[2]))
        behind.at += 2;
    // Several symbols share what is in parentheses: `ABC / ABCL (NASDAQ)`.
    for (int more = 0; more < 3; ++more) {
        Cursor next = behind;
        next.skipSpace();
        if (!next.eat('/'))
            break;
        next.skipSpace();
        const std::string_view other = symbolAt(next.at);
        if (other.empty())
            break;
        behind.at = other.data() + other.size();
        if (const char *const suffixed = suffixedEnd(other))
            return endsSymbol(suffixed);
    }
    if (symbol.size() > 6 || !behind.eat(' ') || !behind.eat('('))
        return false;
    if (behind.peek() == Sign::LinkBegin)
        ++behind.at;
    const std::string_view place = letters(behind.at);
    // What may be a year more likely tells when something came to a city.
    const bool year = symbol.size() == 4 && (symbol.starts_with("19") || symbol.starts_with("20"));
    return isIn(place, Exchanges) || (number && !year && isIn(place, Cities));
}

bool isRating(Cursor cursor)
{
    for (;;) {
        const char *const begin = cursor.at;
        while (isUpper(cursor.peek()) || cursor.peek() == 'a')
            ++cursor.at;
        const std::string_view grade(begin, static_cast<size_t>(cursor.at - begin));
        const bool moodys =
            isOneOf(grade, std::initializer_list<std::string_view>{"Aaa", "Aa", "A", "Baa", "Ba", "B", "Caa", "Ca"});
        const bool others =
            isOneOf(grade, std::initializer_list<std::string_view>{"AAA", "AA", "A", "BBB", "BB", "B", "CCC", "CC"});
        const char mark = cursor.peek();
        if (moodys && mark >= '1' && mark <= '3')
            ++cursor.at;
        else if (others && (mark == '+' || mark == '-'))
            ++cursor.at;
        else if (!(others && grade.size() > 1) && grade != "Aaa")
            return false;
        if (isWordByte(cursor.peek()) || isDigit(cursor.peek()))
            return false;
        Cursor behind = cursor;
        behind.skipSpace();
        if (behind.atEnd() || behind.peek() == '(' || behind.startsWithWord("stable")
            || behind.startsWithWord("negative") || behind.startsWithWord("positive")
            || behind.startsWithWord("outlook"))
            return true;
        if (behind.peek() != '/' && behind.peek() != ',' && behind.peek() != ';')
            return false;
        ++behind.at;
        behind.skipSpace();
        cursor = behind;
    }
}

} // namespace tearsheet
