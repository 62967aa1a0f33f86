// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/currencyreader.h"

#include <array>

namespace tearsheet {

namespace {

struct Name
{
    std::string_view name;
    std::string_view code;
};

// Longer ones first where one begins with another.
constexpr std::array Signs{
    Name{"US$", "USD"}, Name{"HK$", "HKD"}, Name{"NT$", "TWD"}, Name{"NZ$", "NZD"}, Name{"MX$", "MXN"},
    Name{"CA$", "CAD"}, Name{"AU$", "AUD"}, Name{"SG$", "SGD"}, Name{"R$", "BRL"},  Name{"C$", "CAD"},
    Name{"A$", "AUD"},  Name{"S$", "SGD"},  Name{"$", "USD"},   Name{"€", "EUR"},   Name{"£", "GBP"},
    Name{"CN¥", "CNY"}, Name{"JP¥", "JPY"}, Name{"¥", "JPY"},   Name{"￥", "JPY"},  Name{"₩", "KRW"},
    Name{"₹", "INR"},   Name{"₽", "RUB"},   Name{"₺", "TRY"},   Name{"₪", "ILS"},   Name{"฿", "THB"},
    Name{"₫", "VND"},   Name{"₱", "PHP"},   Name{"₦", "NGN"},   Name{"₴", "UAH"},   Name{"₸", "KZT"},
};

// What stands for an ISO code that it is not, and the code.
constexpr std::array Others{
    Name{"RMB", "CNY"}, Name{"Rmb", "CNY"}, Name{"rmb", "CNY"}, Name{"CNH", "CNY"}, Name{"Rs", "INR"},
    Name{"NTD", "TWD"}, Name{"RM", "MYR"},  Name{"Rp", "IDR"},  Name{"Fr", "CHF"},
};

constexpr std::array<std::string_view, 50> Codes{"USD", "EUR", "GBP", "JPY", "CNY", "KRW", "INR", "CHF", "CAD", "AUD",
                                                 "HKD", "TWD", "SGD", "SEK", "NOK", "DKK", "BRL", "MXN", "ZAR", "RUB",
                                                 "TRY", "PLN", "CZK", "HUF", "ILS", "AED", "SAR", "QAR", "KWD", "BHD",
                                                 "OMR", "EGP", "NGN", "KES", "THB", "IDR", "MYR", "PHP", "VND", "PKR",
                                                 "BDT", "ARS", "CLP", "COP", "PEN", "UAH", "NZD", "KZT", "IRR", "IQD"};

constexpr std::array Words{
    Name{"yuan", "CNY"},    Name{"renminbi", "CNY"}, Name{"yen", "JPY"},    Name{"won", "KRW"},
    Name{"rupees", "INR"},  Name{"rupee", "INR"},    Name{"euros", "EUR"},  Name{"euro", "EUR"},
    Name{"dollars", "USD"}, Name{"dollar", "USD"},   Name{"francs", "CHF"}, Name{"reais", "BRL"},
    Name{"rubles", "RUB"},  Name{"roubles", "RUB"},  Name{"rouble", "RUB"}, Name{"ruble", "RUB"},
    Name{"riyals", "SAR"},  Name{"dirhams", "AED"},  Name{"kronor", "SEK"}, Name{"lira", "TRY"},
    Name{"ringgit", "MYR"}, Name{"baht", "THB"},     Name{"rupiah", "IDR"}, Name{"zloty", "PLN"},
    Name{"shekels", "ILS"}, Name{"sterling", "GBP"}, Name{"rand", "ZAR"},   Name{"naira", "NGN"},
};

// A code of three letters, or what stands for one.
std::string_view readCode(Cursor &cursor)
{
    if (!isUpper(cursor.peek()) && !cursor.startsWith("rmb"))
        return {};
    const std::string_view word = cursor.word();
    if (word.size() == 3 && isOneOf(word, Codes)) {
        cursor.at += 3;
        return word;
    }
    for (const Name &other : Others) {
        if (word != other.name)
            continue;
        cursor.at += word.size();
        return other.code;
    }
    return {};
}

std::string_view readSign(Cursor &cursor)
{
    const char c = cursor.peek();
    if (c != '$' && !isUpper(c) && static_cast<unsigned char>(c) < 0x80)
        return {};
    for (const Name &sign : Signs) {
        if (cursor.eat(sign.name))
            return sign.code;
    }
    return {};
}

} // namespace

Currency readCurrencyBefore(Cursor &cursor)
{
    Cursor behind = cursor;
    std::string_view code = readSign(behind);
    if (code.empty()) {
        code = readCode(behind);
        if (code.empty())
            return {};
        behind.eat('.');
    }
    behind.skipSpace();
    const char next = behind.peek();
    if (!isDigit(next) && next != '.' && next != '-' && next != '+' && next != '(' && next != '~' && next != '<'
        && next != '>')
        return {};
    cursor = behind;
    return Currency(code);
}

Currency readCurrencyBehind(Cursor &cursor)
{
    Cursor behind = cursor;
    behind.skipSpace();
    if (const std::string_view code = readCode(behind); !code.empty()) {
        if (isDigit(behind.peek()))
            return {};
        cursor = behind;
        return Currency(code);
    }
    for (const Name &word : Words) {
        if (!behind.eatWord(word.name))
            continue;
        cursor = behind;
        return Currency(word.code);
    }
    if (const std::string_view code = readSign(behind); !code.empty() && !isDigit(behind.peek()) && code != "USD") {
        cursor = behind;
        return Currency(code);
    }
    return {};
}

} // namespace tearsheet
