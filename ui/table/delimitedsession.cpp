// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/delimitedsession.h"

#include "core/table/delimitedmerge.h"
#include "core/text/convertedtext.h"

#include <algorithm>
#include <utility>

namespace tearsheet {

DelimitedSession::DelimitedSession(Vault *vault, NotePath path, const TextFile &file, QObject *parent)
    : FileSession(vault, std::move(path), largestDelimitedFile, parent)
{
    begin(file);
}

DelimitedSession::~DelimitedSession()
{
    leave();
}

void DelimitedSession::show(const TextFile &file, bool)
{
    m_bytes = file.bytes;
    m_grid =
        std::make_shared<const DelimitedGrid>(DelimitedText::of(file.isText ? file.bytes : convertedText(file.bytes)));
    m_done.clear();
    m_undone.clear();
    m_changed.reset();
    ++m_revision;
    Q_EMIT gridChanged();
}

Result<> DelimitedSession::take(const EditScript &script, QList<EditScript> &back)
{
    std::optional<ChangedRows> changed;
    Result<DelimitedText> after = m_grid->text().edited(script, changed);
    if (!after)
        return std::unexpected(after.error());
    const auto saysSame = [this](const Edit &edit) { return edit.range.in(m_bytes) == edit.text; };
    if (std::ranges::all_of(script.edits(), saysSame))
        return {};
    Q_EMIT aboutToApply();
    back.append(script.inverse(m_bytes));
    m_bytes = after->bytes();
    m_grid = std::make_shared<const DelimitedGrid>(*std::move(after), m_grid.get());
    m_changed = changed;
    ++m_revision;
    Q_EMIT gridChanged();
    tellEdit(script);
    return {};
}

Result<> DelimitedSession::change(const EditScript &script)
{
    if (script.isEmpty())
        return {};
    m_undone.clear();
    return take(script, m_done);
}

Result<> DelimitedSession::edit(const GridEdit &edit)
{
    const EditScript script = scriptOf(edit, m_grid->text());
    return script.isEmpty() && !isReadOnly() ? Result<>() : apply(script);
}

void DelimitedSession::undo()
{
    if (!m_done.isEmpty())
        (void)take(m_done.takeLast(), m_undone); // It fits, as it came from these bytes.
}

void DelimitedSession::redo()
{
    if (!m_undone.isEmpty())
        (void)take(m_undone.takeLast(), m_done);
}

Merge DelimitedSession::mergeOf(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs) const
{
    return mergeDelimited(base, mine, theirs);
}

Merge DelimitedSession::mergeWithCopy(const QByteArray &copy) const
{
    return mergeDelimitedWithoutBase(m_bytes, copy);
}

} // namespace tearsheet
