// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

/// Where a link stands, as people count: from 1, columns in code points.
struct LinkPlace
{
    QString source;
    int line = 0;
    int column = 0;

    QString toString() const { return u"%1:%2:%3"_s.arg(source).arg(line).arg(column); }
};

/// Turns offsets into places; the line index of a note is made once for its links.
class Places
{
public:
    explicit Places(const Snapshot &snapshot) : m_snapshot(snapshot) {}

    LinkPlace placeOf(LinkRef ref)
    {
        const Note &note = m_snapshot.note(ref.file);
        if (ref.file != m_file) {
            m_file = ref.file;
            m_lines = LineIndex(note.text);
        }
        const LinePosition at = m_lines.codePointPosition(m_snapshot.link(ref).range.begin, note.text);
        return {m_snapshot.file(ref.file).path.toString(), at.line + 1, at.column + 1};
    }

    /// The line that holds the link, without blanks around it.
    QString context(LinkRef ref)
    {
        const QByteArrayView text = m_snapshot.note(ref.file).text;
        const int line = placeOf(ref).line - 1;
        const quint32 begin = m_lines.start(line);
        return QString::fromUtf8(text.sliced(begin, m_lines.end(line, text) - begin)).trimmed();
    }

private:
    const Snapshot &m_snapshot;
    LineIndex m_lines;
    int m_file = -1;
};

QString kindName(LinkKind kind)
{
    switch (kind) {
    case LinkKind::Markdown:
    case LinkKind::Url:
        return u"markdown"_s;
    case LinkKind::Property:
        return u"property"_s;
    case LinkKind::Wiki:
        break;
    }
    return u"wiki"_s;
}

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonObject placed(const LinkPlace &place)
{
    return {{u"source"_s, place.source}, {u"line"_s, place.line}, {u"column"_s, place.column}};
}

} // namespace

Result<Answer> links(const Snapshot &snapshot, const Request &request)
{
    int first = 0;
    int last = static_cast<int>(snapshot.files().size());
    if (!request.arguments.isEmpty()) {
        const Result<int> note = noteNamed(snapshot, request.arguments.first());
        if (!note)
            return std::unexpected(note.error());
        first = *note;
        last = first + 1;
    }
    Places places(snapshot);
    Answer answer;
    QJsonArray rows;
    for (int file = first; file < last; ++file) {
        if (!snapshot.file(file).note)
            continue;
        const Note &note = snapshot.note(file);
        for (int i = 0; i < note.facts.links.size(); ++i) {
            const Link &link = note.facts.links.at(i);
            const QString target = linkTarget(link, note.text);
            const bool external = isExternal(link, note.text);
            const Resolution found = external ? Resolution() : snapshot.resolve(target, snapshot.file(file).path);
            const QString resolved =
                found.isResolved() ? snapshot.file(found.matches.first()).path.toString() : QString();
            const LinkPlace place = places.placeOf({file, i});
            QJsonObject row = placed(place);
            row[u"kind"] = kindName(link.kind);
            row[u"embed"] = link.embed;
            row[u"target"] = target;
            row[u"subpath"] = linkSubpath(link, note.text);
            row[u"display"] = linkDisplay(link, note.text);
            row[u"resolved"] = orNull(resolved);
            row[u"via"] = found.via == ResolvedVia::None
                              ? QJsonValue()
                              : QJsonValue(found.via == ResolvedVia::Alias ? u"alias"_s : u"name"_s);
            row[u"external"] = external;
            rows.append(row);
            const QString reached = external ? u"external"_s : resolved.isEmpty() ? u"unresolved"_s : resolved;
            answer.lines.append(place.toString() + u'\t' + target + linkSubpath(link, note.text) + u'\t' + reached);
        }
    }
    answer.json = QJsonDocument(rows);
    return answer;
}

Result<Answer> backlinks(const Snapshot &snapshot, const Request &request)
{
    const Result<int> wanted = noteNamed(snapshot, request.arguments.first());
    if (!wanted)
        return std::unexpected(wanted.error());
    Places places(snapshot);
    Answer answer;
    QJsonArray rows;
    for (const LinkRef ref : snapshot.backlinks(*wanted)) {
        const Note &note = snapshot.note(ref.file);
        const Link &link = snapshot.link(ref);
        const LinkPlace place = places.placeOf(ref);
        const QString context = places.context(ref);
        const int heading = note.facts.headingAt(link.range.begin);
        QJsonObject row = placed(place);
        row[u"kind"] = kindName(link.kind);
        row[u"display"] = linkDisplay(link, note.text);
        row[u"context"] = context;
        row[u"heading"] = heading < 0
                              ? QJsonValue()
                              : QJsonValue(QString::fromUtf8(note.facts.headings.at(heading).text.in(note.text)));
        rows.append(row);
        answer.lines.append(place.toString() + u'\t' + context);
    }
    answer.json = QJsonDocument(rows);
    return answer;
}

Result<Answer> unresolved(const Snapshot &snapshot, const Request &)
{
    Answer answer;
    QJsonArray rows;
    for (const UnresolvedTarget &target : snapshot.unresolved()) {
        QStringList sources;
        for (const LinkRef ref : target.links) {
            const QString path = snapshot.file(ref.file).path.toString();
            if (sources.isEmpty() || sources.last() != path)
                sources.append(path);
        }
        const int count = static_cast<int>(target.links.size());
        rows.append(QJsonObject{
            {u"target"_s, target.target}, {u"count"_s, count}, {u"sources"_s, QJsonArray::fromStringList(sources)}});
        answer.lines.append(QString::number(count) + u'\t' + target.target + u'\t' + sources.join(u", "_s));
    }
    answer.json = QJsonDocument(rows);
    return answer;
}

} // namespace tearsheet
