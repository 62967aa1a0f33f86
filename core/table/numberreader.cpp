// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/numberreader.h"

#include "core/table/currencyreader.h"
#include "core/table/quantityreader.h"
#include "core/table/unitreader.h"

#include <array>
#include <string_view>

namespace tearsheet {

namespace {

struct Scale
{
    std::string_view name; // In lower case.
    int power;
};

constexpr std::array ScaleWords{
    Scale{"thousand", 3},  Scale{"million", 6},    Scale{"millions", 6},     Scale{"billion", 9}, Scale{"billions", 9},
    Scale{"trillion", 12}, Scale{"trillions", 12}, Scale{"quadrillion", 15}, Scale{"mn", 6},      Scale{"mln", 6},
    Scale{"bn", 9},        Scale{"bln", 9},        Scale{"tn", 12},          Scale{"trn", 12},    Scale{"crore", 7},
    Scale{"cr", 7},        Scale{"crores", 7},     Scale{"lakh", 5},         Scale{"lakhs", 5},
};

// Those of other languages that mean nothing else. A billion there is a million millions, but for the Portuguese of
// Brazil, which has words of its own.
constexpr std::array ForeignWords{
    Scale{"mio", 6},       Scale{"millionen", 6}, Scale{"milliarde", 9}, Scale{"milliarden", 9}, Scale{"mrd", 9},
    Scale{"milliard", 9},  Scale{"milliards", 9}, Scale{"milioni", 6},   Scale{"milione", 6},    Scale{"miliardo", 9},
    Scale{"miliardi", 9},  Scale{"millón", 6},    Scale{"millones", 6},  Scale{"billón", 12},    Scale{"billones", 12},
    Scale{"milhão", 6},    Scale{"milhões", 6},   Scale{"bilhão", 9},    Scale{"bilhões", 9},    Scale{"trilhão", 12},
    Scale{"trilhões", 12}, Scale{"miljoen", 6},   Scale{"miljard", 9},   Scale{"miljoner", 6},   Scale{"miljarder", 9},
};

// Short ones, which mean something else behind anything but money: miles, megalitres a day, and parts of words.
constexpr std::array MoneyWords{
    Scale{"mld", 9}, Scale{"mi", 6},  Scale{"bi", 9},  Scale{"tri", 12},
    Scale{"md", 9},  Scale{"mds", 9}, Scale{"mia", 9}, Scale{"mdr", 9},
};

struct Word
{
    std::string_view name;
    Qualifier qualifier;
};

constexpr std::array QualifierWords{
    Word{"up to", Qualifier::UpperBound},
    Word{"under", Qualifier::UpperBound},
    Word{"less than", Qualifier::UpperBound},
    Word{"fewer than", Qualifier::UpperBound},
    Word{"below", Qualifier::UpperBound},
    Word{"at most", Qualifier::UpperBound},
    Word{"no more than", Qualifier::UpperBound},
    Word{"max", Qualifier::UpperBound},
    Word{"over", Qualifier::LowerBound},
    Word{"more than", Qualifier::LowerBound},
    Word{"above", Qualifier::LowerBound},
    Word{"at least", Qualifier::LowerBound},
    Word{"exceeding", Qualifier::LowerBound},
    Word{"min", Qualifier::LowerBound},
    Word{"about", Qualifier::Approximate},
    Word{"around", Qualifier::Approximate},
    Word{"approximately", Qualifier::Approximate},
    Word{"approx", Qualifier::Approximate},
    Word{"roughly", Qualifier::Approximate},
    Word{"nearly", Qualifier::Approximate},
    Word{"almost", Qualifier::Approximate},
    Word{"circa", Qualifier::Approximate},
    Word{"some", Qualifier::Approximate},
    Word{"ca", Qualifier::Approximate},
    Word{"c", Qualifier::Approximate},
    Word{"est", Qualifier::Estimate},
};

// The qualifier that is one sign.
bool readSign(Cursor &cursor, Qualifiers &qualifiers)
{
    switch (cursor.peek()) {
    case '~':
        qualifiers |= Qualifier::Approximate;
        break;
    case '>':
        qualifiers |= Qualifier::LowerBound;
        break;
    case '<':
        qualifiers |= Qualifier::UpperBound;
        break;
    case Sign::PlusMinus:
        qualifiers |= Qualifier::PlusMinus;
        break;
    case '+':
        if (!cursor.startsWith("+/-"))
            return false;
        cursor.at += 2;
        qualifiers |= Qualifier::PlusMinus;
        break;
    default:
        return false;
    }
    ++cursor.at;
    cursor.eat('=');
    cursor.skipSpace();
    return true;
}

bool readWord(Cursor &cursor, Qualifiers &qualifiers)
{
    if (!isWordByte(cursor.peek()))
        return false;
    for (const Word &word : QualifierWords) {
        Cursor behind = cursor;
        if (lowered(cursor.peek()) != word.name[0] || !behind.eatWord(word.name))
            continue;
        behind.eat('.');
        behind.skipSpace();
        if (behind.at == cursor.at + word.name.size() && word.name.size() < 3)
            return false; // "c5" is a name.
        cursor = behind;
        qualifiers |= word.qualifier;
        return true;
    }
    return false;
}

} // namespace

namespace {

// Whether what stands behind digits, `run` of them in the last group, makes another number of them, of a kind that is
// not read: "1.234,56", "12 345", "2.5×10^6".
bool goesOn(const char *at, int run, int exponent)
{
    if (exponent < 0 && *at == ',' && isDigit(at[1]))
        return true;
    const char *power = *at == ' ' ? at + 1 : at;
    if (*power == Sign::Times || *power == 'x' || *power == '*') {
        power += power[1] == ' ' ? 2 : 1;
        if (power[0] == '1' && power[1] == '0' && (power[2] == '^' || static_cast<unsigned char>(power[2]) >= 0x80))
            return true; // Or raised digits.
    }
    // A blank between groups of three digits.
    return exponent == 0 && run <= 3 && *at == ' ' && isDigit(at[1]) && isDigit(at[2]) && isDigit(at[3])
           && !isDigit(at[4]);
}

} // namespace

bool readDigits(Cursor &cursor, Decimal &number)
{
    constexpr qint64 Most = 999'999'999'999'999'999;
    const char *at = cursor.at;
    qint64 digits = 0;
    qint16 exponent = 0;
    bool any = false;
    bool exact = true;
    const auto take = [&](char c) {
        if (digits > (Most - (c - '0')) / 10)
            exact = false;
        else
            digits = digits * 10 + (c - '0');
        any = true;
    };
    int run = 0;
    while (isDigit(*at)) {
        take(*at++);
        ++run;
    }
    // Groups of three; in India of two before the last one.
    bool grouped = false;
    while (any && *at == ',' && isDigit(at[1]) && run <= 3) {
        int length = 1;
        while (length < 4 && isDigit(at[1 + length]))
            ++length;
        if (length != 3 && length != 2)
            break;
        if (length == 2 && !(at[3] == ',' && isDigit(at[4])))
            break;
        for (int i = 1; i <= length; ++i)
            take(at[i]);
        at += length + 1;
        grouped = true;
        run = length;
    }
    if (*at == ',' && isDigit(at[1]))
        return false;
    if (grouped && run != 3)
        return false;
    if (*at == '.' && isDigit(at[1])) {
        ++at;
        while (isDigit(*at)) {
            take(*at++);
            --exponent;
        }
        if (*at == '.' && isDigit(at[1]))
            return false;
    }
    if (!any || !exact || goesOn(at, run, exponent))
        return false;
    cursor.at = at;
    number = {digits, exponent, false};
    return true;
}

namespace {

int readScaleWord(Cursor &cursor, std::string_view word, const auto &scales)
{
    for (const Scale &scale : scales) {
        if (word.size() == scale.name.size() && cursor.eatWord(scale.name))
            return scale.power;
    }
    return 0;
}

int readMoneyWord(Cursor &cursor, std::string_view word, bool money)
{
    Cursor behind = cursor;
    const int power = readScaleWord(behind, word, MoneyWords);
    if (power == 0 || (behind.peek() == '-' && isWordByte(behind.peek(1)))) // `$500 bi-weekly`
        return 0;
    if (Cursor currency = behind; !money && !readCurrencyBehind(currency).isValid())
        return 0;
    cursor = behind;
    return power;
}

// Whether a figure with another letter follows, as in `5 M / 3 F`, where neither letter is a scale.
bool hasSibling(Cursor cursor)
{
    cursor.skipSpace();
    if (!cursor.eatWord("and") && !cursor.eatWord("vs") && std::string_view(",;/+&-(").contains(cursor.peek()))
        ++cursor.at;
    cursor.skipSpace();
    if (!isDigit(cursor.peek()))
        return false;
    while (isDigit(cursor.peek()) || cursor.peek() == '.')
        ++cursor.at;
    cursor.skipSpace();
    const std::string_view word = cursor.word();
    return word.size() == 1 && isUpper(word[0]) && !std::string_view("KMBT").contains(word[0]);
}

// Whether what stands behind a scale is counted or measured in such numbers: `3 M users`, `3 M barrels/day`, `3 M/day`.
bool isCounted(Cursor cursor)
{
    QByteArray noun;
    if (Cursor behind = cursor; readNoun(behind, false, noun) == NounReading::Noun)
        return true;
    if (Cursor behind = cursor; readUnit(behind).kind != CellKind::Number)
        return true;
    return !readPer(cursor).isEmpty();
}

// `12.5 M`, `31 M barrels`, `3 B`: neither letter is a unit, but it may begin a name ("3 M Street"), and a small `3 M`
// may be months, or men. Kelvins and teslas are units.
bool mayScaleSetApart(const Cursor &behind, const Decimal &number)
{
    if (behind.peek() != 'M' && behind.peek() != 'B')
        return false;
    const Cursor end(behind.at + 1);
    if (Cursor currency = end; readCurrencyBehind(currency).isValid())
        return true;
    const bool small = number.exponent >= 0 && number.digits < 100;
    if (behind.peek() == 'M' && small && !isCounted(end))
        return false;
    const char next = end.peek();
    if (next == 0 || next == ')' || next == ',' || next == '+' || next == '/')
        return true;
    return next == ' ' && !isDigit(end.peek(1)) && !isUpper(end.peek(1));
}

// The same of a small letter between a figure and its currency, or behind both: `€50 m`, `10 m EUR`. Not of `$10 m/m`,
// and a `t` would be a ton as likely.
bool maySmallScaleSetApart(const Cursor &behind)
{
    if (behind.peek() == 't')
        return false;
    const char next = behind.peek(1);
    if (next == '-')
        return !isWordByte(behind.peek(2));
    const bool barrels = behind.startsWith("b/d");
    return next != '/' || (!barrels && behind.peek(2) != behind.peek());
}

// The letters of a scale without a sign of a currency that is glued to them: `M€`.
std::string_view scaleAt(const Cursor &cursor)
{
    const std::string_view word = cursor.word();
    if (word.size() < 3 || static_cast<unsigned char>(word[1]) < 0x80)
        return word;
    Cursor sign(cursor.at + 1);
    return readCurrencyBehind(sign).isValid() ? word.substr(0, 1) : word;
}

} // namespace

int readScale(Cursor &cursor, const Decimal &number, bool money)
{
    Cursor behind = cursor;
    behind.skipSpace();
    const bool glued = behind.at == cursor.at;
    const std::string_view word = scaleAt(behind);
    if (word.empty())
        return 0;
    if (word.size() > 1) {
        for (const Scale &scale : ScaleWords) {
            if (word.size() != scale.name.size() || !behind.eatWord(scale.name))
                continue;
            cursor = behind;
            if (scale.power != 5)
                return scale.power;
            behind.skipSpace();
            if (!behind.eatWord("crore"))
                return scale.power;
            cursor = behind;
            return 12;
        }
        Cursor end = behind;
        int power = readScaleWord(end, word, ForeignWords);
        if (power == 0)
            power = readMoneyWord(end, word, money);
        if (power != 0) {
            end.eat('.'); // `Mrd.`
            cursor = end;
            return power;
        }
        if (word == "MM" || (money && word == "mm")) {
            cursor.at = behind.at + 2;
            return 6;
        }
        return 0;
    }
    if (!money && (word[0] == 'm' || word[0] == 'b' || word[0] == 'k')) {
        Cursor currency(behind.at + 1);
        money = readCurrencyBehind(currency).isValid();
    }
    // A single letter is glued, but money may leave a blank: `$5 B`.
    if ((!glued && !money && !mayScaleSetApart(behind, number)) || isDigit(behind.peek(1)))
        return 0;
    if (!money && isUpper(word[0]) && hasSibling(Cursor(behind.at + 1)))
        return 0;
    int power = 0;
    switch (word[0]) {
    case 'K':
    case 'k':
        power = 3;
        break;
    case 'M':
        power = 6;
        break;
    case 'B':
        power = 9;
        break;
    case 'T':
        power = 12;
        break;
    case 'm':
        power = money ? 6 : 0;
        break;
    case 'b':
        power = money ? 9 : 0;
        break;
    case 't':
        power = money ? 12 : 0;
        break;
    default:
        break;
    }
    if (power == 0 || (!glued && isLower(word[0]) && !maySmallScaleSetApart(behind)))
        return 0;
    cursor.at = behind.at + 1;
    return power;
}

Qualifiers readQualifiers(Cursor &cursor)
{
    Qualifiers qualifiers;
    while (readSign(cursor, qualifiers) || readWord(cursor, qualifiers))
        continue;
    return qualifiers;
}

} // namespace tearsheet
