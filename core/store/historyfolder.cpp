// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/historyfolder.h"

#include "core/base/parallel.h"
#include "core/store/filestatus.h"
#include "core/store/filewrites.h"

#include <QDir>
#include <QFile>
#include <QLoggingCategory>
#include <QObject>

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace tearsheet {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(historyLog, "tearsheet.history")

namespace {

QString reading()
{
    return QObject::tr("Earlier versions of files cannot be read");
}

} // namespace

QString HistoryFolder::file(quint32 number) const
{
    return m_path + u"/%1.log"_s.arg(number, 8, 10, QChar(u'0'));
}

Result<QList<quint32>> HistoryFolder::segments() const
{
    const QDir folder(m_path);
    if (folder.exists() && !folder.isReadable())
        return failure(ErrorCode::Unreadable, m_path, QObject::tr("%1: permission is denied.").arg(reading()));
    QList<quint32> numbers;
    for (const QString &name : folder.entryList({u"*.log"_s}, QDir::Files)) {
        bool isNumber = false;
        const quint32 number = name.chopped(4).toUInt(&isNumber);
        if (isNumber && number > 0)
            numbers.append(number);
    }
    std::ranges::sort(numbers);
    return numbers;
}

QList<HistoryRecord> HistoryFolder::readOn(SegmentReader &reader) const
{
    const Result<QByteArray> read = bytes(reader.number(), reader.end());
    if (read)
        return reader.read(*read);
    if (read.error().code != ErrorCode::NotFound)
        qCWarning(historyLog, "%ls (%ls)", qUtf16Printable(read.error().sentence), qUtf16Printable(read.error().path));
    reader.giveUp();
    return {};
}

QList<HistoryRecord> HistoryFolder::readOn(QList<SegmentReader> &readers) const
{
    QList<QList<HistoryRecord>> found(readers.size());
    QList<HistoryRecord> *const out = found.data();
    SegmentReader *const in = readers.data();
    forAll(readers.size(), 1, [&](qsizetype i) { out[i] = readOn(in[i]); });
    QList<HistoryRecord> records;
    for (const QList<HistoryRecord> &some : std::as_const(found))
        records.append(some);
    return records;
}

// Not mapped: where the disk fails, a read fails, but a mapped file ends the program.
Result<QByteArray> HistoryFolder::bytes(quint32 number, quint64 begin, quint64 end) const
{
    const QString path = file(number);
    const OpenFile opened(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC));
    const auto status = opened.isOpen() ? fileStatus(opened.descriptor()) : std::nullopt;
    if (!status)
        return systemFailure(path, reading());
    const quint64 last = std::min<quint64>(end, status->stx_size);
    QByteArray bytes(static_cast<qsizetype>(std::max(begin, last) - begin), Qt::Uninitialized);
    qsizetype size = 0;
    while (size < bytes.size()) {
        const ssize_t count = ::pread(opened.descriptor(), bytes.data() + size,
                                      static_cast<size_t>(bytes.size() - size), static_cast<off_t>(begin) + size);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return systemFailure(path, reading());
        if (count == 0)
            break;
        size += count;
    }
    bytes.truncate(size);
    return bytes;
}

} // namespace tearsheet
