// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tablebar.h"

#include <algorithm>

namespace tearsheet {

namespace {

// Where the link that begins with "[[" at `open` ends, 0 if it does not close on the line. Inner brackets begin anew.
quint32 linkEnd(quint32 open, quint32 end, QByteArrayView text)
{
    for (quint32 i = open + 2; i + 1 < end; ++i) {
        if (text[i] == ']' && text[i + 1] == ']')
            return i + 2;
        if (text[i] == '[' && text[i + 1] == '[')
            return 0;
    }
    return 0;
}

} // namespace

quint32 nextBar(quint32 begin, quint32 end, QByteArrayView text)
{
    quint32 i = begin;
    while (i < end && text[i] != '|') {
        if (text[i] == '\\' && i + 1 < end)
            i += 2;
        else if (text[i] == '[' && i + 1 < end && text[i + 1] == '[')
            i = std::max(i + 1, linkEnd(i, end, text));
        else
            ++i;
    }
    return i;
}

} // namespace tearsheet
