// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/editscript.h"

#include "core/text/linediff.h"

#include <QObject>

#include <algorithm>

namespace tearsheet {

EditScript EditScript::replacing(ByteRange range, QByteArray text)
{
    EditScript script;
    if (!range.isEmpty() || !text.isEmpty())
        script.m_edits.append({range, std::move(text)});
    return script;
}

Result<EditScript> EditScript::of(QList<Edit> edits)
{
    std::ranges::stable_sort(edits, {}, [](const Edit &edit) { return std::pair(edit.range.begin, edit.range.end); });
    for (qsizetype i = 0; i < edits.size(); ++i) {
        const ByteRange range = edits.at(i).range;
        if (range.end < range.begin)
            return failure(ErrorCode::BadEdit, {}, QObject::tr("An edit ends before it begins."));
        if (i > 0 && range.begin < edits.at(i - 1).range.end)
            return failure(ErrorCode::BadEdit, {}, QObject::tr("Two edits change the same text."));
    }
    edits.removeIf([](const Edit &edit) { return edit.range.isEmpty() && edit.text.isEmpty(); });
    EditScript script;
    script.m_edits = std::move(edits);
    return script;
}

EditScript EditScript::between(QByteArrayView before, QByteArrayView after)
{
    EditScript script;
    for (const Replacement &replacement : lineDiff(before, after)) {
        const Replacement narrow = narrowed(replacement, before, after);
        if (!narrow.before.isEmpty() || !narrow.after.isEmpty())
            script.m_edits.append({narrow.before, narrow.after.in(after).toByteArray()});
    }
    return script;
}

Result<QByteArray> EditScript::apply(QByteArrayView before) const
{
    if (!m_edits.isEmpty() && m_edits.last().range.end > before.size())
        return failure(ErrorCode::BadEdit, {}, QObject::tr("An edit reaches beyond the text."));
    QByteArray after;
    qsizetype size = before.size();
    for (const Edit &edit : m_edits)
        size += edit.text.size() - edit.range.size();
    after.reserve(size);
    quint32 copied = 0;
    for (const Edit &edit : m_edits) {
        after += before.sliced(copied, edit.range.begin - copied);
        after += edit.text;
        copied = edit.range.end;
    }
    after += before.sliced(copied);
    return after;
}

EditScript EditScript::inverse(QByteArrayView before) const
{
    EditScript script;
    qint64 shift = 0;
    for (const Edit &edit : m_edits) {
        const quint32 begin = static_cast<quint32>(edit.range.begin + shift);
        const quint32 end = begin + static_cast<quint32>(edit.text.size());
        script.m_edits.append({{begin, end}, edit.range.in(before).toByteArray()});
        shift += edit.text.size() - edit.range.size();
    }
    return script;
}

quint32 EditScript::mapped(quint32 offset, Bias bias) const
{
    qint64 shift = 0;
    for (const Edit &edit : m_edits) {
        const bool before = bias == Bias::Before ? offset <= edit.range.begin : offset < edit.range.begin;
        if (before)
            break;
        const qint64 begin = edit.range.begin + shift;
        if (offset < edit.range.end || (offset == edit.range.end && edit.range.isEmpty()))
            return static_cast<quint32>(bias == Bias::Before ? begin : begin + edit.text.size());
        shift += edit.text.size() - edit.range.size();
    }
    return static_cast<quint32>(offset + shift);
}

ByteRange EditScript::mapped(ByteRange range) const
{
    const quint32 begin = mapped(range.begin, Bias::After);
    return {begin, std::max(begin, mapped(range.end, Bias::Before))};
}

bool EditScript::touches(ByteRange range) const
{
    return std::ranges::any_of(m_edits, [&](const Edit &edit) {
        if (edit.range.isEmpty())
            return range.begin < edit.range.begin && edit.range.begin < range.end;
        return edit.range.overlaps(range);
    });
}

} // namespace tearsheet
