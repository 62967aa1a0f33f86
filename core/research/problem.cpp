// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/problem.h"

#include "core/base/latestjob.h"
#include "core/change/linktext.h"
#include "core/change/renameplan.h"
#include "core/note/oddities.h"
#include "core/note/subpath.h"
#include "core/research/problemkinds.h"
#include "core/text/utf8.h"
#include "core/vault/conflictcopy.h"
#include "core/vault/vaultlists.h"

#include <QObject>

#include <algorithm>

namespace tearsheet {

namespace {

/// What `repairs` mend in the file.
QList<Problem> renamedTargets(int file, QByteArrayView text, const QList<Edit> &repairs)
{
    QList<Problem> problems;
    for (const Edit &edit : repairs)
        problems.append({file, edit.range, u"renamed-target",
                         QObject::tr("What this link means was renamed by another program: %1 is %2 now.")
                             .arg(QString::fromUtf8(edit.range.in(text)), QString::fromUtf8(edit.text)),
                         EditScript::replacing(edit.range, edit.text)});
    return problems;
}

class NoteProblems
{
public:
    /// `repairs` are the links of the note to what another program has renamed.
    NoteProblems(int file, const Snapshot &snapshot, const QList<Edit> &repairs)
        : m_file(file), m_snapshot(snapshot), m_note(snapshot.note(file)), m_path(snapshot.file(file).path),
          m_repairs(repairs)
    {}

    QList<Problem> run()
    {
        if (const std::optional<ConflictCopy> copy = conflictCopy(m_file, m_snapshot))
            add({}, u"conflict-copy", messageOf(*copy));
        for (const Oddity &oddity : m_note.facts.oddities)
            add(oddity.range, oddityName(oddity.kind), oddityMessage(oddity.kind),
                mended(oddity, m_note.facts, m_note.text));
        m_problems += renamedTargets(m_file, m_note.text, m_repairs);
        for (const Link &link : m_note.facts.links) {
            const bool renamed =
                std::ranges::any_of(m_repairs, [&](const Edit &edit) { return link.range.contains(edit.range); });
            if (!renamed && !isExternal(link, m_note.text))
                look(link);
        }
        lookAtBytes();
        std::ranges::stable_sort(m_problems, {}, [](const Problem &problem) { return problem.range.begin; });
        return std::move(m_problems);
    }

private:
    void add(ByteRange range, QStringView kind, QString message, EditScript fix = {})
    {
        m_problems.append({m_file, range, kind, std::move(message), std::move(fix)});
    }

    QString messageOf(const ConflictCopy &copy) const
    {
        const QString name = m_path.name().toString();
        const QString program = copy.program.toString();
        if (copy.original < 0)
            return QObject::tr("%1 is a copy that %2 left after a conflict with a note that is gone.")
                .arg(name, program);
        const QString original = m_snapshot.file(copy.original).path.name().toString();
        if (copy.proof == CopyProof::Lines)
            return QObject::tr("%1 says nearly the same as %2; %3 names copies so after a conflict.")
                .arg(name, original, program);
        return QObject::tr("%1 is a copy that %2 left after a conflict with %3.").arg(name, program, original);
    }

    void look(const Link &link)
    {
        const QString target = linkTarget(link, m_note.text);
        const Resolution found = m_snapshot.resolve(target, m_path);
        if (!found.isResolved()) {
            lookAtUnresolved(link, target);
            return;
        }
        const FileEntry &reached = m_snapshot.file(found.matches.first());
        if (found.via == ResolvedVia::Alias) {
            add(link.range, u"alias-link",
                QObject::tr("%1 is an alias of %2, which other programs do not follow.")
                    .arg(target, reached.path.name().toString()),
                byName(link, target, reached.path));
        } else if (found.matches.size() > 1) {
            add(link.range, u"ambiguous-link",
                QObject::tr("%1 is the name of %n files; this reaches %2.", nullptr,
                            static_cast<int>(found.matches.size()))
                    .arg(target, reached.path.toString()));
        }
        const QString subpath = linkSubpath(link, m_note.text);
        if (subpath.size() > 1 && reached.note && !subpathRange(subpath, reached.note->facts, reached.note->text))
            add(link.range, subpath.startsWith(u"#^") ? u"missing-block" : u"missing-heading",
                QObject::tr("%1 has no %2.").arg(reached.path.name().toString(), subpath));
    }

    void lookAtUnresolved(const Link &link, const QString &target)
    {
        const QList<int> claimed = m_snapshot.notesWithAlias(target);
        if (claimed.size() > 1)
            add(link.range, u"ambiguous-alias",
                QObject::tr("%1 is an alias of %n notes and the name of none.", nullptr,
                            static_cast<int>(claimed.size()))
                    .arg(target));
        else if (link.embed)
            add(link.range, u"missing-attachment", QObject::tr("%1 is shown here and not in the vault.").arg(target));
        else
            add(link.range, u"unresolved-link", QObject::tr("Nothing in the vault is named %1.").arg(target));
    }

    // `[[Alias]]` becomes `[[Name|Alias]]`.
    EditScript byName(const Link &link, const QString &alias, const NotePath &reached) const
    {
        if (!isWikiSyntax(link, m_note.text))
            return {};
        const QString name = linkTextTo(reached, m_path, m_snapshot, reached.name(), reached);
        return name.isEmpty() ? EditScript()
                              : EditScript::of(retargeted(link, m_note, name, alias)).value_or(EditScript());
    }

    void lookAtBytes()
    {
        const QByteArrayView text = m_note.text;
        for (qsizetype i = 0; i < text.size();) {
            if (static_cast<unsigned char>(text[i]) < 0x80 && text[i] != 0) {
                ++i;
                continue;
            }
            const DecodedCharacter character = decodeUtf8(text, i);
            const ByteRange range = ByteRange::of(i, i + character.length);
            if (character.codePoint == InvalidCharacter || character.codePoint == 0) {
                add(range, u"invalid-text",
                    QObject::tr("The file holds bytes that are no text, so it opens read-only."));
                return;
            }
            if (character.codePoint == 0xFFFD)
                add(range, u"lost-character", QObject::tr("A character was lost when the text was converted earlier."));
            i += character.length;
        }
    }

    int m_file;
    const Snapshot &m_snapshot;
    const Note &m_note;
    const NotePath &m_path;
    QList<Edit> m_repairs;
    QList<Problem> m_problems;
};

// The place of an alias in its note's front matter.
ByteRange aliasRange(const Note &note)
{
    const auto property = std::ranges::find_if(
        note.facts.properties, [](const Property &p) { return p.key.compare(u"aliases", Qt::CaseInsensitive) == 0; });
    return property == note.facts.properties.end() ? ByteRange() : property->value;
}

using Repairs = QHash<NotePath, QList<Edit>>;

// Of the links to what another program has renamed.
Repairs linkRepairs(const Snapshot &snapshot)
{
    Repairs repairs;
    if (snapshot.renamedOutside().isEmpty())
        return repairs;
    for (const FileChange &change : planLinkRepair(snapshot, snapshot.renamedOutside()).files)
        repairs.insert(change.path, change.edits.edits());
    return repairs;
}

QList<Problem> problemsOf(int file, const Snapshot &snapshot, const Repairs &repairs)
{
    const FileEntry &entry = snapshot.file(file);
    if (entry.note)
        return NoteProblems(file, snapshot, repairs.value(entry.path)).run();
    if (entry.kind == FileKind::Attachment)
        return renamedTargets(file, snapshot.text(file), repairs.value(entry.path));
    return {{file, {}, u"unread-file", entry.reason, {}}};
}

} // namespace

QList<Problem> problemsOf(int file, const Snapshot &snapshot)
{
    return problemsOf(file, snapshot, linkRepairs(snapshot));
}

QList<Problem> problemsOf(const Snapshot &snapshot, const CancelFlag *cancelled)
{
    QList<Problem> problems;
    const Repairs repairs = linkRepairs(snapshot);
    for (int file = 0; file < snapshot.files().size(); ++file) {
        if (cancelled && cancelled->isCancelled())
            return {};
        problems += problemsOf(file, snapshot, repairs);
    }
    for (const SharedName &shared : aliasCollisions(snapshot)) {
        for (const int file : shared.files) {
            const Note &note = snapshot.note(file);
            const bool claims = std::ranges::any_of(
                note.facts.aliases, [&](const QString &alias) { return nameKey(alias) == nameKey(shared.name); });
            if (claims)
                problems.append(
                    {file,
                     aliasRange(note),
                     u"shared-alias",
                     QObject::tr("The alias %1 means %n notes.", nullptr, static_cast<int>(shared.files.size()))
                         .arg(shared.name),
                     {}});
        }
    }
    std::ranges::stable_sort(problems, [](const Problem &one, const Problem &other) {
        return std::pair(one.file, one.range.begin) < std::pair(other.file, other.range.begin);
    });
    return problems;
}

namespace {

// A fix within a line is one place for whoever looks at it, whatever it leaves as it is in between.
QList<Edit> asOnePlace(const EditScript &fix, QByteArrayView text)
{
    const QList<Edit> &edits = fix.edits();
    const ByteRange all{edits.first().range.begin, edits.last().range.end};
    if (edits.size() == 1 || all.in(text).contains('\n'))
        return edits;
    QByteArray whole;
    quint32 from = all.begin;
    for (const Edit &edit : edits) {
        whole += ByteRange{from, edit.range.begin}.in(text);
        whole += edit.text;
        from = edit.range.end;
    }
    return {{all, whole}};
}

} // namespace

ChangePlan planRepairs(const QList<Problem> &problems, const QStringList &kinds, const Snapshot &snapshot)
{
    QStringList titles;
    for (const QString &kind : kinds)
        titles.append(problemTitle(kind));
    ChangePlan plan{QObject::tr("Mend: %1").arg(titles.join(QStringLiteral(", "))), {}, {}};
    for (const Problem &problem : problems) {
        if (problem.fix.isEmpty() || !kinds.contains(problem.kind))
            continue;
        const FileEntry &file = snapshot.file(problem.file);
        if (plan.files.isEmpty() || plan.files.last().path != file.path)
            plan.files.append({file.path, file.path, textStamp(file), {}});
        EditScript &edits = plan.files.last().edits;
        if (const Result<EditScript> both =
                EditScript::of(edits.edits() + asOnePlace(problem.fix, snapshot.text(problem.file))))
            edits = *both;
    }
    return plan;
}

} // namespace tearsheet
