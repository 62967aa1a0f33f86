// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/namehash.h"

#include "core/text/textfile.h"
#include "core/vault/snapshot.h"

#include <QVarLengthArray>

namespace tearsheet {

namespace {

constexpr char folded(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte;
}

// The hash of ASCII `name`; nothing where it is not ASCII.
template <typename View>
std::optional<NameHash> asciiHash(View name)
{
    QVarLengthArray<char, 256> bytes(name.size());
    unsigned all = 0;
    for (qsizetype i = 0; i < name.size(); ++i) {
        unsigned unit = 0;
        if constexpr (std::is_same_v<View, QStringView>)
            unit = name[i].unicode();
        else
            unit = static_cast<unsigned char>(name[i]);
        all |= unit;
        bytes[i] = folded(static_cast<char>(unit));
    }
    if (all >= 0x80)
        return std::nullopt;
    QByteArrayView view(bytes.constData(), bytes.size());
    if (view.endsWith(".md"))
        view.chop(3);
    return contentHash(view);
}

} // namespace

NameHash nameHash(QStringView name)
{
    const std::optional<NameHash> ascii = asciiHash(name);
    return ascii ? *ascii : contentHash(nameKey(name).toUtf8());
}

NameHash nameHash(QByteArrayView name)
{
    const std::optional<NameHash> ascii = asciiHash(name);
    return ascii ? *ascii : contentHash(nameKey(QString::fromUtf8(name)).toUtf8());
}

} // namespace tearsheet
