// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/checkedclaims.h"

#include "core/store/filewrites.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

namespace tearsheet {

quint64 claimMark(const Claim &claim)
{
    QString text = claim.a->subject.name + u'\n' + QString::fromUtf8(claim.a->metric.name) + u'\n';
    // Whichever side comes first.
    QStringList sides;
    for (const Claim::Side &side : {claim.a, claim.b}) {
        const FileEntry &file = *side.note->file;
        sides.append(file.path.toString() + u'\n' + QString::fromUtf8(side->place.range.in(file.note->text)));
    }
    sides.sort();
    text += sides.join(u'\n');
    return contentHash(text.toUtf8());
}

CheckedClaims::CheckedClaims(const QString &root) : m_file(dataPlace(QStringLiteral("claims"), root))
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return;
    while (!file.atEnd()) {
        bool read = false;
        const quint64 mark = file.readLine().trimmed().toULongLong(&read, 16);
        if (read)
            m_marks.insert(mark);
    }
}

Result<> CheckedClaims::set(const Claim &claim, bool checked)
{
    if (checked)
        m_marks.insert(claimMark(claim));
    else
        m_marks.remove(claimMark(claim));
    QByteArray lines;
    QList<quint64> marks = m_marks.values();
    std::ranges::sort(marks);
    for (const quint64 mark : std::as_const(marks))
        lines += QByteArray::number(mark, 16) + '\n';
    QDir().mkpath(QFileInfo(m_file).path());
    QSaveFile file(m_file);
    if (!file.open(QIODevice::WriteOnly) || file.write(lines) != lines.size() || !file.commit())
        return failure(ErrorCode::Io, m_file,
                       QObject::tr("What has been checked could not be kept: %1.").arg(file.errorString()));
    return {};
}

} // namespace tearsheet
