// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/change/subpathplan.h"

#include "core/change/linktext.h"
#include "core/note/parsenote.h"
#include "core/note/subpath.h"
#include "core/text/bytes.h"
#include "core/text/jsontext.h"
#include "core/vault/canvas.h"

#include <QObject>

#include <algorithm>

namespace tearsheet {

namespace {

/// Where Markdown stands: in a note, or as a string of a canvas.
struct Place
{
    int file = -1;
    ByteRange string; ///< Of a canvas; empty for a note.

    auto operator<=>(const Place &) const = default;
};

/// A link or link definition with a subpath, or a card that shows a part of a note.
struct Reference
{
    Place place;
    QByteArray text; ///< What stands there, with the link.
    Link link;
};

/// Edits of what stands in some places.
using EditsByPlace = QMap<Place, QList<Edit>>;

/// The same by the files.
Result<QMap<int, QList<Edit>>> editsByFile(const EditsByPlace &edits, const Snapshot &snapshot)
{
    QMap<int, QList<Edit>> byFile;
    for (auto it = edits.cbegin(); it != edits.cend(); ++it) {
        const auto [file, string] = it.key();
        if (string.isEmpty()) {
            byFile[file] += it.value();
            continue;
        }
        const Result<EditScript> script = EditScript::of(it.value());
        if (!script)
            return std::unexpected(script.error());
        byFile[file] += jsonEdits(*script, string, snapshot.text(file));
    }
    return byFile;
}

/// Finds what refers to parts of one note.
class ReferenceFinder
{
public:
    ReferenceFinder(int note, const Snapshot &snapshot) : m_note(note), m_snapshot(snapshot) {}

    QList<Reference> run()
    {
        for (const LinkRef ref : m_snapshot.backlinks(m_note))
            add({ref.file, {}}, m_snapshot.note(ref.file).text, m_snapshot.link(ref));
        const Note &note = m_snapshot.note(m_note);
        for (const Link &link : note.facts.links)
            add({m_note, {}}, note.text, link);
        for (int file = 0; file < m_snapshot.files().size(); ++file) {
            const FileEntry &entry = m_snapshot.file(file);
            if (entry.note)
                addDefinitions({file, {}}, *entry.note);
            else if (entry.canvas)
                addCards(file, *entry.canvas);
        }
        return std::move(m_references);
    }

private:
    void add(Place place, const QByteArray &text, const Link &link)
    {
        if (link.subpath.isEmpty() || isExternal(link, text))
            return;
        const Resolution found = m_snapshot.resolve(linkTarget(link, text), m_snapshot.file(place.file).path);
        if (found.isResolved() && found.matches.first() == m_note)
            m_references.append({place, text, link});
    }

    void addDefinitions(Place place, const Note &note)
    {
        for (const LinkDefinition &definition : note.facts.definitions)
            add(place, note.text, linkOf(definition));
    }

    void addCards(int file, const Canvas &canvas)
    {
        for (const CanvasFile &shown : canvas.files) {
            // It stands alone, unencoded as in a wikilink.
            const ByteRange whole = ByteRange::of(0, shown.part.size());
            if (!shown.part.isEmpty() && fileShown(shown, m_snapshot) == m_note)
                m_references.append({{file, shown.subpath},
                                     shown.part,
                                     {.range = whole, .target = {}, .subpath = whole, .display = {}}});
        }
        for (const CanvasText &card : canvas.texts) {
            for (const Link &link : card.note.facts.links)
                add({file, card.text}, card.note.text, link);
            addDefinitions({file, card.text}, card.note);
        }
    }

    int m_note;
    const Snapshot &m_snapshot;
    QList<Reference> m_references;
};

QList<Reference> referencesTo(int note, const Snapshot &snapshot)
{
    return ReferenceFinder(note, snapshot).run();
}

/// The plan of `edits`, with what is to be said of canvases that cannot be read and may show the note.
Result<ChangePlan> planOf(const QString &title, const EditsByPlace &edits, int note, const Snapshot &snapshot)
{
    const Result<QMap<int, QList<Edit>>> byFile = editsByFile(edits, snapshot);
    if (!byFile)
        return std::unexpected(byFile.error());
    Result<ChangePlan> plan = editingPlan(title, *byFile, snapshot);
    if (plan)
        plan->remarks = unreadCanvases({snapshot.file(note).path}, snapshot);
    return plan;
}

Result<int> noteAt(const NotePath &path, const Snapshot &snapshot)
{
    const int note = snapshot.find(path);
    if (note < 0 || !snapshot.file(note).note)
        return failure(ErrorCode::NotFound, path.toString(),
                       QObject::tr("There is no note %1 in the vault.").arg(path.toString()));
    return note;
}

QStringList partsOf(const Link &link, QByteArrayView text)
{
    return linkSubpath(link, text).split(u'#', Qt::SkipEmptyParts);
}

/// The parts of a subpath where they are written; nothing where its marks are percent-encoded or part of a reference.
std::optional<QList<ByteRange>> writtenParts(const Link &link, QByteArrayView text)
{
    QList<ByteRange> parts;
    QStringList said;
    for (quint32 begin = link.subpath.begin; begin < link.subpath.end;) {
        const qsizetype mark = text.first(link.subpath.end).indexOf('#', begin);
        const ByteRange part{begin, mark < 0 ? link.subpath.end : static_cast<quint32>(mark)};
        if (!part.isEmpty()) {
            Link only = link;
            only.subpath = part;
            said.append(linkSubpath(only, text));
            parts.append(trimmed(part, text));
        }
        begin = part.end + 1;
    }
    return said == partsOf(link, text) ? std::optional(parts) : std::nullopt;
}

/// Renames one heading of one note.
class HeadingRename
{
public:
    HeadingRename(int note, int heading, const QString &to, const Snapshot &snapshot)
        : m_note(note), m_heading(heading), m_to(to), m_snapshot(snapshot), m_facts(snapshot.note(note).facts),
          m_text(snapshot.note(note).text), m_place(placeOf(m_facts, m_text))
    {}

    Result<ChangePlan> run()
    {
        if (const QString objection = objectionToText(); !objection.isEmpty())
            return refusal(objection);
        const QByteArray to = m_to.toUtf8();
        QList<Edit> &inNote = m_edits[{m_note, {}}];
        inNote.append({m_place, m_place.isEmpty() ? ' ' + to : to});
        rewriteLinks();
        const Result<EditScript> own = EditScript::of(inNote);
        if (!own)
            return std::unexpected(own.error());
        m_newText = own->apply(m_text).value_or(m_text);
        m_newFacts = parseNote(m_newText);
        if (!isReadAsMeant())
            return refusal(QObject::tr("%1 would not be read as the text of this heading.").arg(m_to));
        if (const QString lost = lostLink(); !lost.isEmpty())
            return refusal(QObject::tr("A link that says %1 would reach another heading than before.").arg(lost));
        const QString old = QString::fromUtf8(m_place.in(m_text));
        return planOf(QObject::tr("Rename heading %1 to %2").arg(old, m_to), m_edits, m_note, m_snapshot);
    }

private:
    /// A link that reached a heading before, with what it says afterwards.
    struct Kept
    {
        QString subpath;
        QList<int> reached;
    };

    std::unexpected<Error> refusal(const QString &sentence) const
    {
        return failure(ErrorCode::InvalidName, m_snapshot.file(m_note).path.toString(), sentence);
    }

    /// Where the heading's text stands without its block id; for an empty heading the place behind its marks.
    ByteRange placeOf(const NoteFacts &facts, QByteArrayView text) const
    {
        ByteRange place = facts.headings.at(m_heading).text;
        for (const BlockId &label : facts.blockIds) {
            if (place.contains(label.range) && label.range.end == place.end)
                place.end = label.range.begin;
        }
        place = trimmed(place, text);
        if (place.isEmpty()) {
            while (place.end < text.size() && text[place.end] == '#')
                ++place.end;
            place.begin = place.end;
        }
        return place;
    }

    QString objectionToText() const
    {
        if (m_to.isEmpty())
            return QObject::tr("A heading needs a text.");
        if (m_to.toUtf8() == m_place.in(m_text))
            return QObject::tr("The heading %1 has this text already.").arg(m_to);
        if (std::ranges::any_of(m_to, [](QChar c) { return c.category() == QChar::Other_Control; }))
            return QObject::tr("A heading cannot hold line ends or other controls.");
        if (headingKey(linkedName()).isEmpty())
            return QObject::tr("A heading of marks alone cannot be said by a link.");
        return {};
    }

    /// The new text as links say it: what a reader sees, without what would end a link (obsidian.md 2.3).
    QString linkedName() const
    {
        static constexpr QStringView Marks = u":#|^\\%[]`";
        QString name = plainInline(m_to.toUtf8());
        std::ranges::replace_if(name, [](QChar c) { return Marks.contains(c); }, u' ');
        return name.simplified();
    }

    void rewriteLinks()
    {
        HeadingLookup lookup(m_facts, m_text);
        const QString name = linkedName();
        for (const Reference &reference : referencesTo(m_note, m_snapshot)) {
            const QList<int> reached = lookup.reached(linkSubpath(reference.link, reference.text));
            // What stands in the old text goes with it.
            if (reached.isEmpty() || (reference.place.file == m_note && m_place.contains(reference.link.range)))
                continue;
            QStringList parts = partsOf(reference.link, reference.text);
            for (qsizetype i = 0; i < reached.size(); ++i) {
                if (reached.at(i) == m_heading)
                    parts[i] = name;
            }
            m_kept.append({u'#' + parts.join(u'#'), reached});
            if (reached.contains(m_heading))
                m_edits[reference.place] += rewritten(reference.link, reference.text, reached, parts);
        }
    }

    QList<Edit> rewritten(const Link &link, QByteArrayView text, const QList<int> &reached,
                          const QStringList &parts) const
    {
        const std::optional<QList<ByteRange>> written = writtenParts(link, text);
        QList<Edit> edits;
        QByteArray whole;
        for (qsizetype i = 0; i < parts.size(); ++i) {
            const QByteArray part = encodedTarget(parts.at(i), link, text);
            whole += '#' + part;
            if (written && reached.at(i) == m_heading)
                edits.append({written->at(i), part});
        }
        return written ? edits : QList<Edit>{{link.subpath, whole}};
    }

    bool isReadAsMeant() const
    {
        return std::ranges::equal(m_newFacts.headings, m_facts.headings, {}, &Heading::level, &Heading::level)
               && placeOf(m_newFacts, m_newText).in(m_newText) == m_to.toUtf8();
    }

    /// What a link says that would reach another heading than before; empty where there is none.
    QString lostLink() const
    {
        HeadingLookup lookup(m_newFacts, m_newText);
        const auto lost = std::ranges::find_if(
            m_kept, [&](const Kept &kept) { return lookup.reached(kept.subpath) != kept.reached; });
        return lost == m_kept.end() ? QString() : lost->subpath;
    }

    int m_note;
    int m_heading;
    const QString m_to;
    const Snapshot &m_snapshot;
    const NoteFacts &m_facts;
    const QByteArray &m_text;
    ByteRange m_place;
    EditsByPlace m_edits;
    QList<Kept> m_kept;
    QByteArray m_newText;
    NoteFacts m_newFacts;
};

const BlockId *blockLabelled(const QString &id, const Note &note)
{
    const auto found = std::ranges::find_if(note.facts.blockIds, [&](const BlockId &label) {
        return id.compare(QString::fromUtf8(label.id.in(note.text)), Qt::CaseInsensitive) == 0;
    });
    return found == note.facts.blockIds.end() ? nullptr : &*found;
}

QString objectionToId(const QString &id)
{
    const auto isIdCharacter = [](QChar c) { return c == u'-' || (c.unicode() < 0x80 && c.isLetterOrNumber()); };
    if (id.isEmpty() || !std::ranges::all_of(id, isIdCharacter))
        return QObject::tr("The id of a block is made of Latin letters, digits and hyphens.");
    return {};
}

} // namespace

Result<ChangePlan> planHeadingRename(const Snapshot &snapshot, const NotePath &path, int heading, const QString &to)
{
    const Result<int> note = noteAt(path, snapshot);
    if (!note)
        return std::unexpected(note.error());
    if (heading < 0 || heading >= snapshot.note(*note).facts.headings.size())
        return failure(ErrorCode::NotFound, path.toString(),
                       QObject::tr("%1 has no such heading.").arg(path.name().toString()));
    return HeadingRename(*note, heading, to.trimmed(), snapshot).run();
}

Result<ChangePlan> planBlockRename(const Snapshot &snapshot, const NotePath &path, const QString &from,
                                   const QString &to)
{
    const Result<int> found = noteAt(path, snapshot);
    if (!found)
        return std::unexpected(found.error());
    const Note &note = snapshot.note(*found);
    const BlockId *const block = blockLabelled(from, note);
    if (!block)
        return failure(ErrorCode::NotFound, path.toString(),
                       QObject::tr("%1 has no block ^%2.").arg(path.name().toString(), from));
    if (const QString objection = objectionToId(to); !objection.isEmpty())
        return failure(ErrorCode::InvalidName, path.toString(), objection);
    const BlockId *const other = blockLabelled(to, note);
    if ((other && other != block) || to.toUtf8() == block->id.in(note.text))
        return failure(ErrorCode::Exists, path.toString(),
                       QObject::tr("%1 has a block ^%2 already.").arg(path.name().toString(), to));
    EditsByPlace edits{{{*found, {}}, {{block->id, to.toUtf8()}}}};
    for (const Reference &reference : referencesTo(*found, snapshot)) {
        const ByteRange subpath = reference.link.subpath;
        if (linkSubpath(reference.link, reference.text).compare(u"#^" + from, Qt::CaseInsensitive) != 0)
            continue;
        const quint32 size = static_cast<quint32>(from.size());
        const bool plain = subpath.in(reference.text).last(size).compare(from.toUtf8(), Qt::CaseInsensitive) == 0;
        if (plain)
            edits[reference.place].append({{subpath.end - size, subpath.end}, to.toUtf8()});
        else
            edits[reference.place].append({subpath, "#^" + to.toUtf8()});
    }
    return planOf(QObject::tr("Rename block ^%1 to ^%2").arg(from, to), edits, *found, snapshot);
}

} // namespace tearsheet
