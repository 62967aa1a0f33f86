// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/randomtext.h"

#include <array>

namespace tearsheet {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array<QStringView, 16> Pieces = {
    u"a",          u"b",  u" ",    u"é",      u"e\u0301", u"\u00A0", u"\u2028", u"\uFEFF",
    u"\U0001F600", u"\t", u"\v\f", u"\u0085", u"\uFFFC",  u"\u200D", u"世",     u"|",
};

constexpr std::array<QByteArrayView, 4> LineEnds = {"\n", "\r\n", "\r", "\u2029"};

// The nearest place at or before `place` that is no middle of a character.
qsizetype characterStart(const QByteArray &text, qsizetype place)
{
    while (place > 0 && place < text.size() && (static_cast<unsigned char>(text.at(place)) & 0xC0) == 0x80)
        --place;
    return place;
}

} // namespace

QString RandomText::line()
{
    QString line;
    for (int length = std::max(0, number(-2, 4)); length > 0; --length)
        line += oneOf(Pieces);
    return line;
}

QByteArray RandomText::lineEnd()
{
    return oneOf(LineEnds).toByteArray();
}

QByteArray RandomText::text(int lines)
{
    QByteArray text = number(0, 3) == 0 ? "\uFEFF"_ba : QByteArray();
    for (int count = number(0, lines); count > 0; --count)
        text += line().toUtf8() + lineEnd();
    return text + line().toUtf8();
}

QByteArray RandomText::changed(QByteArray text)
{
    for (int changes = number(0, 4); changes > 0; --changes) {
        const qsizetype begin = characterStart(text, number(0, int(text.size())));
        const qsizetype end = characterStart(text, number(int(begin), std::min(int(text.size()), int(begin) + 12)));
        const QByteArray middle = number(0, 2) == 0 ? text.sliced(begin, end - begin).repeated(2) : RandomText::text(2);
        text.replace(begin, end - begin, number(0, 3) == 0 ? QByteArray() : middle);
    }
    return text;
}

} // namespace tearsheet
