// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "core/table/cellfields.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>

#include <array>
#include <cstdio>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

// The lines of `text`; a last line end ends a line and begins none.
template <typename Work>
void forEachLine(QByteArrayView text, Work work)
{
    for (qsizetype begin = 0; begin < text.size();) {
        const qsizetype found = text.indexOf('\n', begin);
        const qsizetype end = found < 0 ? text.size() : found;
        QByteArrayView line = text.sliced(begin, end - begin);
        if (line.endsWith('\r'))
            line.chop(1);
        work(line);
        begin = end + 1;
    }
}

} // namespace

Result<Answer> cells(const Snapshot &, const Request &)
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return failure(ErrorCode::Unreadable, {}, u"The input cannot be read."_s);
    Answer answer;
    QJsonArray rows;
    forEachLine(input.readAll(), [&](QByteArrayView line) {
        const CellFields fields = cellFields(readCell(line));
        const std::array<std::pair<QString, QByteArray>, 6> pairs{{{u"kind"_s, fields.kind},
                                                                   {u"number"_s, fields.number},
                                                                   {u"unit"_s, fields.unit},
                                                                   {u"qualifier"_s, fields.qualifier},
                                                                   {u"currency"_s, fields.currency},
                                                                   {u"period"_s, fields.period}}};
        QJsonObject row;
        QStringList columns;
        for (const auto &[name, field] : pairs) {
            row.insert(name, QString::fromUtf8(field));
            columns.append(QString::fromUtf8(field));
        }
        rows.append(row);
        answer.lines.append(columns.join(u'\t'));
    });
    answer.json = QJsonDocument(rows);
    return answer;
}

} // namespace tearsheet
