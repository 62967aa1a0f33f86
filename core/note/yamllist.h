// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/yamlreader.h"
#include "core/text/editscript.h"

#include <QSet>

namespace tearsheet {

/// A list of a front matter as it is written, in brackets or a line for each item, to be changed item by item: what
/// is not changed stays byte for byte, and so does the style.
class YamlList
{
public:
    /// `list` is a list of `text`; both must stay.
    YamlList(const YamlNode &list, QByteArrayView text);

    /// Whether it is written in brackets.
    bool isFlow() const { return m_flow; }

    /// Whether it is written in one of the two ways, without anchor or type, its lines beginning with dashes. Only then
    /// may it be changed.
    bool isEditable() const { return m_editable; }

    /// The edits that take the items `gone` away, in brackets with one comma each, else with their lines. Of a list in
    /// brackets that loses all of them `[]` stays, of another one nothing.
    QList<Edit> without(const QSet<qsizetype> &gone) const;

    /// The edits that put `items`, scalars as they are written, in front of item `at`, or behind the last one.
    QList<Edit> with(qsizetype at, const QList<QByteArray> &items) const;

private:
    bool findDashes();
    quint32 lineBegin(quint32 at) const;
    quint32 lineEnd(quint32 at) const;
    ByteRange item(qsizetype index) const;
    ByteRange flowRun(qsizetype first, qsizetype last) const;

    const YamlNode &m_list;
    QByteArrayView m_text;
    QList<quint32> m_dashes; // Where each item's dash stands, if it is not in brackets.
    bool m_flow;
    bool m_editable;
};

} // namespace tearsheet
