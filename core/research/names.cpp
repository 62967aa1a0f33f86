// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/names.h"

#include "core/research/section.h"

#include <algorithm>
#include <string_view>
#include <utility>

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
        return std::ranges::any_of(wanted, [&](QByteArrayView other) {
            return name.size() == other.size() && name.compare(other, Qt::CaseInsensitive) == 0;
        });
    });
}

bool isDay(QStringView name)
{
    return !name.isEmpty() && name.front().isDigit()
           && QDate::fromString(name.first(std::min<qsizetype>(name.size(), 10)).toString(), Qt::ISODate).isValid();
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

bool answersLike(const FileEntry &one, const FileEntry &other)
{
    if (!one.note || !other.note)
        return !one.note && !other.note;
    return one.note->facts.aliases == other.note->facts.aliases && noteType(one) == noteType(other)
           && noteKind(*one.note, one.path) == noteKind(*other.note, other.path);
}

bool answerAlike(const Snapshot &one, const Snapshot &other)
{
    return std::ranges::equal(one.files(), other.files(), [](const auto &left, const auto &right) {
        return left == right || (left->path == right->path && answersLike(*left, *right));
    });
}

void Names::follow(const Snapshot &snapshot, bool alike)
{
    m_snapshot = snapshot;
    m_asked.clear();
    if (alike)
        return;
    m_things.clear();
    m_kinds.clear();
    m_meanings.clear();
}

Names::Meaning Names::meaningOf(NameHash key, QAnyStringView name)
{
    m_asked.append(key);
    const Meaning *known = m_meanings.find(key);
    if (!known) {
        const QString text = name.toString();
        const Resolution found = m_snapshot.resolve(text, {});
        const bool isNote = found.matches.size() == 1 && m_snapshot.file(found.matches.first()).note;
        const Subject subject =
            isNote ? subjectOf(m_snapshot.file(found.matches.first())) : Subject{.key = key, .name = text, .note = {}};
        known = &m_meanings.insert(key, {subject, found.matches.size() > 1});
    }
    // A name that no note has stays as it is written here.
    if (known->subject.isNote() || QAnyStringView::equal(known->subject.name, name))
        return *known;
    return {{.key = key, .name = name.toString(), .note = {}}, known->ambiguous};
}

Subject Names::plain(QByteArrayView name)
{
    const QByteArrayView said = name.trimmed();
    if (said.isEmpty() || said.contains('/'))
        return {};
    return meaningOf(nameHash(said), QUtf8StringView(said)).subject;
}

Subject Names::written(QByteArrayView name)
{
    Subject subject = plain(name);
    const int file = subject.isNote() ? m_snapshot.find(subject.note) : -1;
    const QUtf8StringView said(name);
    const bool isAlike = file >= 0
                         && (QAnyStringView::equal(said, subject.name)
                             || std::ranges::any_of(m_snapshot.note(file).facts.aliases, [&](const QString &alias) {
                                    return QAnyStringView::equal(said, alias);
                                }));
    return isAlike ? subject : Subject();
}

Subject Names::linked(const Link &link, const FileEntry &from)
{
    const QByteArrayView said = link.target.in(from.note->text);
    // As nearly all are.
    if (link.kind == LinkKind::Wiki && !said.isEmpty() && !said.contains('/') && !said.contains('\\')) {
        Meaning meaning = meaningOf(nameHash(said), QUtf8StringView(said));
        if (!meaning.ambiguous)
            return std::move(meaning.subject);
    }
    const QString target = linkTarget(link, from.note->text);
    if (target.isEmpty())
        return {};
    const QString name = target.sliced(target.lastIndexOf(u'/') + 1);
    const NameHash key = nameHash(name);
    if (name.size() == target.size()) {
        Meaning meaning = meaningOf(key, name);
        if (!meaning.ambiguous)
            return std::move(meaning.subject);
    } else {
        m_asked.append(key);
    }
    const Resolution found = m_snapshot.resolve(target, from.path);
    if (found.isResolved() && m_snapshot.file(found.matches.first()).note)
        return subjectOf(m_snapshot.file(found.matches.first()));
    return {.key = key, .name = name, .note = {}};
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
    const int file = m_snapshot.find(subject.note);
    return *m_things.insert(subject.key, file >= 0 && noteType(m_snapshot.file(file)) == NoteType::Thing);
}

NoteKind Names::kindOf(const Subject &subject) const
{
    if (!subject.isNote())
        return NoteKind::Unknown;
    const auto known = m_kinds.constFind(subject.key);
    if (known != m_kinds.constEnd())
        return *known;
    const int file = m_snapshot.find(subject.note);
    const bool isNote = file >= 0 && m_snapshot.file(file).note;
    return *m_kinds.insert(subject.key, isNote ? noteKind(m_snapshot.note(file), subject.note) : NoteKind::Unknown);
}

bool Names::isFirm(const Subject &subject) const
{
    return subject.isNote() && (setOf(kindOf(subject)) & kinds::Organisations) != 0;
}

QByteArray Names::wordsOf(const Subject &subject)
{
    if (const QByteArray *const known = m_words.find(subject.name))
        return *known;
    return m_words.insert(subject.name, nameWords(subject.name));
}

QList<NameHash> Names::takeAsked()
{
    std::ranges::sort(m_asked);
    const auto repeated = std::ranges::unique(m_asked);
    m_asked.erase(repeated.begin(), repeated.end());
    return std::exchange(m_asked, {});
}

} // namespace tearsheet
