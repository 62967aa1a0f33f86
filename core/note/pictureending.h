// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <algorithm>
#include <array>

namespace tearsheet {

/// Whether `path` ends as the pictures do that a note can show: `.png`, in any case.
inline bool hasPictureEnding(QStringView path)
{
    using namespace Qt::StringLiterals;
    constexpr std::array<QStringView, 8> Endings{u"avif", u"bmp", u"gif", u"jpeg", u"jpg", u"png", u"svg", u"webp"};
    const qsizetype dot = path.lastIndexOf(u'.');
    const QStringView ending = path.sliced(dot + 1);
    return dot >= 0 && std::ranges::any_of(Endings, [ending](QStringView known) {
               return ending.compare(known, Qt::CaseInsensitive) == 0;
           });
}

} // namespace tearsheet
