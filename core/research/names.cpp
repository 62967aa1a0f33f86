// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/names.h"

#include <algorithm>
#include <string_view>

namespace tearsheet {

namespace {

constexpr QByteArrayView TopicTags[] = {"concept", "sector",         "thesis",    "theses",     "event", "policy",
                                        "region",  "infrastructure", "report",    "meta",       "book",  "primer",
                                        "hub",     "trade",          "commodity", "commodities"};
constexpr QByteArrayView DiaryTags[] = {"daily", "newsletter", "journal", "dashboard", "log", "tracker", "portfolio"};
constexpr QByteArrayView ThingTags[] = {"actor", "company", "person", "country", "product", "fund", "etf"};

bool isTagged(const Note &note, std::span<const QByteArrayView> wanted)
{
    return std::ranges::any_of(note.facts.tags, [&](const Tag &tag) {
        QByteArrayView name = tag.name.in(note.text);
        if (const qsizetype slash = name.indexOf('/'); slash > 0)
            name = name.first(slash);
        return std::ranges::any_of(wanted,
                                   [&](QByteArrayView other) { return name.compare(other, Qt::CaseInsensitive) == 0; });
    });
}

bool isDay(QStringView name)
{
    return QDate::fromString(name.first(std::min<qsizetype>(name.size(), 10)).toString(), Qt::ISODate).isValid();
}

Subject subjectOf(const FileEntry &file)
{
    return {.key = nameHash(file.path.toString()), .name = file.path.name().toString(), .note = file.path};
}

} // namespace

NoteType noteType(const FileEntry &file)
{
    if (!file.note || isDay(file.path.name()) || isTagged(*file.note, DiaryTags))
        return NoteType::Diary;
    if (isTagged(*file.note, ThingTags))
        return NoteType::Thing;
    return isTagged(*file.note, TopicTags) ? NoteType::Topic : NoteType::Thing;
}

bool isProduct(const FileEntry &file)
{
    constexpr QByteArrayView Tags[] = {"product", "material", "mineral", "metal", "chemical"};
    return file.note && isTagged(*file.note, Tags);
}

Subject Names::plain(QByteArrayView name)
{
    const QByteArrayView said = name.trimmed();
    if (said.isEmpty() || said.contains('/'))
        return {};
    const NameHash key = nameHash(said);
    m_asked.append(key);
    const auto known = m_plain.constFind(key);
    if (known != m_plain.constEnd() && (known->isNote() || known->name.toUtf8() == said))
        return *known;
    const QString text = QString::fromUtf8(said);
    const Resolution found = m_snapshot->resolve(text, {});
    const bool isNote = found.matches.size() == 1 && m_snapshot->file(found.matches.first()).note;
    const Subject subject =
        isNote ? subjectOf(m_snapshot->file(found.matches.first())) : Subject{.key = key, .name = text, .note = {}};
    m_plain.insert(key, subject);
    return subject;
}

Subject Names::linked(const QString &target, const NotePath &from)
{
    if (target.isEmpty())
        return {};
    const NameHash key = nameHash(QStringView(target).sliced(target.lastIndexOf(u'/') + 1));
    m_asked.append(key);
    const Resolution found = m_snapshot->resolve(target, from);
    if (found.isResolved() && m_snapshot->file(found.matches.first()).note)
        return subjectOf(m_snapshot->file(found.matches.first()));
    return {.key = key, .name = target.sliced(target.lastIndexOf(u'/') + 1), .note = {}};
}

Subject Names::own(const FileEntry &file) const
{
    return subjectOf(file);
}

bool Names::isThing(const Subject &subject) const
{
    if (!subject.isNote())
        return false;
    const auto known = m_things.constFind(subject.key);
    if (known != m_things.constEnd())
        return *known;
    const int file = m_snapshot->find(subject.note);
    return *m_things.insert(subject.key, file >= 0 && noteType(m_snapshot->file(file)) == NoteType::Thing);
}

QList<NameHash> Names::takeAsked()
{
    std::ranges::sort(m_asked);
    const auto repeated = std::ranges::unique(m_asked);
    m_asked.erase(repeated.begin(), repeated.end());
    return std::exchange(m_asked, {});
}

} // namespace tearsheet
