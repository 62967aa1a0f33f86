// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/notenames.h"

#include "core/text/bytes.h"

#include <algorithm>

namespace tearsheet {

NoteNames::NoteNames(int file, const Snapshot &snapshot, std::span<const NoteKind> kinds)
    : m_snapshot(snapshot), m_source(snapshot.file(file)), m_kinds(kinds)
{}

NoteKind NoteNames::kindOf(int file)
{
    if (!m_kinds.empty())
        return m_kinds[static_cast<std::size_t>(file)];
    const auto known = m_found.constFind(file);
    if (known != m_found.cend())
        return *known;
    const FileEntry &entry = m_snapshot.file(file);
    const NoteKind kind = entry.note ? noteKind(*entry.note, entry.path) : NoteKind::Unknown;
    m_found.insert(file, kind);
    return kind;
}

NamedNote NoteNames::reached(const QString &name)
{
    m_asked.push_back(nameHash(name));
    if (const qsizetype slash = name.lastIndexOf(u'/'); slash >= 0)
        m_asked.push_back(nameHash(QStringView(name).sliced(slash + 1)));
    const Resolution found = m_snapshot.resolve(name, m_source.path);
    if (!found.isResolved())
        return {};
    const int file = found.matches.first();
    return {file, kindOf(file)};
}

NamedNote NoteNames::of(const Link &link)
{
    const QByteArrayView said = link.target.in(m_source.note->text);
    const auto known = m_links.constFind(said);
    if (known != m_links.cend())
        return *known;
    const QString target = linkTarget(link, m_source.note->text);
    NamedNote found = reached(target);
    if (!found.isKnown())
        found.kind = kindOfName(target);
    m_links.insert(said, found);
    return found;
}

NamedNote NoteNames::plain(QByteArrayView name)
{
    const bool oddBytes =
        std::ranges::any_of(name, [](char c) { return c == '[' || c == ']' || c == '|' || c == '\\'; });
    if (name.size() < 2 || name.size() > 80 || oddBytes || std::ranges::all_of(name, isDigit))
        return {};
    const auto known = m_plain.constFind(QByteArray::fromRawData(name.data(), name.size()));
    if (known != m_plain.cend())
        return *known;
    const QString said = QString::fromUtf8(name);
    NamedNote found = reached(said);
    if (found.isKnown() && !name.contains(' ')) {
        // "target" is no Target.
        const FileEntry &entry = m_snapshot.file(found.file);
        if (entry.path.name() != said && !(entry.note && entry.note->facts.aliases.contains(said)))
            found = {};
    }
    if (found.isKnown() && !m_snapshot.file(found.file).note)
        found = {};
    m_plain.insert(name.toByteArray(), found);
    return found;
}

} // namespace tearsheet
