// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "core/search/query.h"

#include <QJsonArray>
#include <QJsonObject>

namespace tearsheet {

using namespace Qt::StringLiterals;

Result<Answer> search(const Snapshot &snapshot, const Request &request)
{
    const Result<Query> query = Query::parse(request.arguments.first());
    if (!query)
        return std::unexpected(query.error());
    Answer answer;
    QJsonArray rows;
    const auto push = [&](const FileHits &hits) {
        const FileEntry &file = snapshot.file(hits.file);
        const QString path = file.path.toString();
        QJsonArray matches;
        if (hits.places.isEmpty())
            answer.lines.append(path);
        else {
            const QByteArrayView text = file.note->text;
            const LineIndex lines(text);
            for (const ByteRange place : hits.places) {
                const LinePosition at = lines.codePointPosition(place.begin, text);
                const QString found = QString::fromUtf8(place.in(text));
                matches.append(QJsonObject{{u"line"_s, at.line + 1},
                                           {u"column"_s, at.column + 1},
                                           {u"length"_s, found.toUcs4().size()},
                                           {u"text"_s, found}});
                const quint32 begin = lines.start(at.line);
                const QByteArrayView line = text.sliced(begin, lines.end(at.line, text) - begin);
                answer.lines.append(
                    u"%1:%2:%3: %4"_s.arg(path).arg(at.line + 1).arg(at.column + 1).arg(QString::fromUtf8(line)));
            }
        }
        rows.append(QJsonObject{{u"path"_s, path}, {u"matches"_s, matches}});
        return true;
    };
    if (const Result<> searched = tearsheet::search(*query, snapshot, push); !searched)
        return std::unexpected(searched.error());
    answer.json = QJsonDocument(rows);
    return answer;
}

} // namespace tearsheet
