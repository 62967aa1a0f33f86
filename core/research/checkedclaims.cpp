// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/checkedclaims.h"

#include "core/store/filewrites.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

QByteArray lineOf(const ClaimMark &mark)
{
    QJsonArray sides;
    for (const ClaimMark::Side &side : mark.sides)
        sides.append(QJsonObject{{u"note"_s, side.note.toString()}, {u"value"_s, side.value}});
    const QJsonObject json{{u"subject"_s, mark.subject}, {u"metric"_s, mark.metric}, {u"sides"_s, sides}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

std::optional<ClaimMark> markOf(const QByteArray &line)
{
    const QJsonObject json = QJsonDocument::fromJson(line).object();
    const QJsonArray sides = json.value(u"sides"_s).toArray();
    ClaimMark mark{
        .subject = json.value(u"subject"_s).toString(), .metric = json.value(u"metric"_s).toString(), .sides = {}};
    if (sides.size() != std::ssize(mark.sides))
        return std::nullopt;
    for (qsizetype i = 0; i < sides.size(); ++i) {
        const QJsonObject side = sides.at(i).toObject();
        const Result<NotePath> note = NotePath::fromRelative(side.value(u"note"_s).toString());
        if (!note)
            return std::nullopt;
        mark.sides.at(static_cast<std::size_t>(i)) = {*note, side.value(u"value"_s).toString()};
    }
    return mark;
}

} // namespace

ClaimMark ClaimMark::of(const Claim &claim)
{
    const auto side = [](const Claim::Side &from) {
        const FileEntry &file = *from.note->file;
        return Side{file.path, QString::fromUtf8(from->place.range.in(file.note->text))};
    };
    return {claim.a->subject.name, QString::fromUtf8(claim.a->metric.name), {side(claim.a), side(claim.b)}};
}

quint64 ClaimMark::number() const
{
    QStringList said;
    for (const Side &side : sides)
        said.append(side.note.toString() + u'\n' + side.value);
    said.sort();
    return contentHash(QString(subject + u'\n' + metric + u'\n' + said.join(u'\n')).toUtf8());
}

CheckedClaims::CheckedClaims(const QString &root) : m_file(dataPlace(u"claims"_s, root))
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine().trimmed();
        bool isNumber = false;
        const quint64 number = line.toULongLong(&isNumber, 16);
        if (const std::optional<ClaimMark> mark = markOf(line))
            m_marks.insert(mark->number(), mark);
        else if (isNumber)
            m_marks.insert(number, std::nullopt);
    }
}

Result<> CheckedClaims::set(const Claim &claim, bool checked)
{
    const ClaimMark mark = ClaimMark::of(claim);
    if (checked)
        m_marks.insert(mark.number(), mark);
    else
        m_marks.remove(mark.number());
    return store();
}

Result<bool> CheckedClaims::follow(const NotePath &from, const NotePath &to)
{
    QHash<quint64, ClaimMark> moved; // By their numbers before.
    for (const auto &[number, known] : std::as_const(m_marks).asKeyValueRange()) {
        if (!known)
            continue;
        ClaimMark mark = *known;
        for (ClaimMark::Side &side : mark.sides)
            side.note = side.note == from ? to : side.note;
        if (mark.subject == from.name())
            mark.subject = to.name().toString();
        if (mark.number() != number)
            moved.insert(number, mark);
    }
    m_marks.removeIf([&](const auto &mark) { return moved.contains(mark.key()); });
    for (const ClaimMark &mark : std::as_const(moved))
        m_marks.insert(mark.number(), mark);
    if (moved.isEmpty())
        return false;
    const Result<> stored = store();
    return stored ? Result<bool>(true) : std::unexpected(stored.error());
}

Result<> CheckedClaims::store() const
{
    QByteArray lines;
    QList<quint64> numbers = m_marks.keys();
    std::ranges::sort(numbers);
    for (const quint64 number : std::as_const(numbers)) {
        const std::optional<ClaimMark> &mark = *m_marks.constFind(number);
        lines += (mark ? lineOf(*mark) : QByteArray::number(number, 16)) + '\n';
    }
    QDir().mkpath(QFileInfo(m_file).path());
    QSaveFile file(m_file);
    if (!file.open(QIODevice::WriteOnly) || file.write(lines) != lines.size() || !file.commit())
        return failure(ErrorCode::Io, m_file,
                       QObject::tr("What has been checked could not be kept: %1.").arg(file.errorString()));
    return {};
}

} // namespace tearsheet
