// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QStringView>

namespace tearsheet {

/// Under what a name is indexed: a hash (XXH3, 64 bits) of the name NFC normalised, case folded, without `.md` at its
/// end. Names with equal keys are taken for equal where nothing else is at hand to compare.
using NameHash = quint64;

NameHash nameHash(QStringView name);

/// The same of a name in UTF-8. Of ASCII, it allocates nothing.
NameHash nameHash(QByteArrayView name);

/// A file's number in the index. It stays the same as long as the file is there, whatever comes and goes around it.
using FileId = quint32;

} // namespace tearsheet
