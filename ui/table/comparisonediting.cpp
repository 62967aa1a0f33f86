// SPDX-License-Identifier: GPL-3.0-or-later

// How a comparison is edited: what is written goes where the value stands, and who works in it stays where they are.
#include "ui/table/comparisonview.h"

#include "core/text/editscript.h"
#include "ui/table/comparisongrid.h"
#include "ui/table/comparisonmodel.h"

#include <algorithm>

namespace tearsheet {

void ComparisonView::finishEditing()
{
    m_grid->finishEditing();
}

void ComparisonView::saveEditing()
{
    m_grid->saveEditing();
}

// Nothing else is shown while the editor is open.
TypedOver &ComparisonView::editing(const QModelIndex &index)
{
    if (!m_editing || m_editing->index != index) {
        const StatedValue &value = *m_model->valueAt(index);
        const Note &note = m_made.snapshot.note(m_made.snapshot.find(value.source.note));
        m_editing = {index,
                     {TypedPlace::of(value.source.note, value.source.range, note), QString::fromUtf8(value.raw)}};
        NotePath &path = m_editing->over.place.path;
        path = m_moved.value(path, path);
    }
    return m_editing->over;
}

void ComparisonView::write(const QModelIndex &index, const QString &text)
{
    const std::optional<TypedPlace> before = editing(index).write(text);
    if (!m_grid->isEditing())
        m_editing.reset();
    Q_EMIT typingEnded();
    if (!before)
        return;
    StatedValue value = *m_model->valueAt(index);
    value.raw = before->written(text);
    value.value = readCell(value.raw);
    const TypedPlace now = before->with(value.raw);
    value.source.range = now.range;
    const auto known = [&](const Edited &edited) {
        return edited.row == index.row() && edited.column == index.column();
    };
    m_edited.removeIf(known);
    m_edited.append({index.row(), index.column(), value, now.text});
    Q_EMIT changeWanted(*before, text);
}

void ComparisonView::tellTyping(const QModelIndex &index, const QString &text)
{
    if (!m_model->valueAt(index))
        return;
    const TypedOver &now = editing(index);
    if (text.trimmed() != now.says)
        Q_EMIT typing(now.place, text.trimmed());
    else
        Q_EMIT typingEnded();
}

void ComparisonView::arrangeAnew()
{
    finishEditing();
    arrange();
}

// What `m_made` says, arranged as before.
void ComparisonView::follow(const Comparison &before)
{
    const ComparisonOrder whole{.transposed = m_order.transposed};
    Comparison next = followed(shown(), arranged(before, whole), arranged(m_made.comparison, whole));
    showEdited(next);
    showArranged(next);
}

// The place that was edited first, whatever else is newer. Where it counts for something else by now, the cell shows
// what was written all the same.
void ComparisonView::showEdited(Comparison &comparison)
{
    for (Edited &edited : m_edited) {
        ValueSource &source = edited.value.source;
        const int file = m_made.snapshot.find(source.note);
        if (file < 0 || !m_made.snapshot.file(file).note)
            continue;
        const QByteArray now = m_made.snapshot.note(file).text;
        const quint32 begin = EditScript::between(edited.text, now).mapped(source.range.begin, Bias::Before);
        source.range = ByteRange::of(begin, begin + source.range.size());
        source.line = static_cast<int>(now.first(begin).count('\n'));
        edited.text = now;
        QList<StatedValue> &values = comparison.cells[edited.row * comparison.columns.size() + edited.column].values;
        const auto found = std::ranges::find_if(values, [&](const StatedValue &value) {
            return value.source.note == source.note && value.source.range.begin <= begin
                   && begin <= value.source.range.end;
        });
        if (found != values.end())
            std::rotate(values.begin(), found, found + 1);
        else if (QByteArrayView(now).sliced(begin).startsWith(edited.value.raw))
            values.prepend(edited.value);
    }
}

} // namespace tearsheet
