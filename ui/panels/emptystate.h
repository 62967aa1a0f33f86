// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace tearsheet {

/// The sentence that a panel shows where it has nothing else.
inline QLabel *emptyState(const QString &sentence, QWidget *parent)
{
    auto *label = new QLabel(sentence, parent);
    label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setMargin(24);
    label->setWordWrap(true);
    return label;
}

} // namespace tearsheet
