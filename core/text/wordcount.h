// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace tearsheet {

/// Number of words in UTF-8 `text`: runs of letters and digits, with apostrophes and hyphens inside; each Chinese,
/// Japanese or Korean ideograph and syllable counts as one. Linear.
int wordCount(QByteArrayView text);

} // namespace tearsheet
