// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/noteparser.h"

#include "core/note/parsenote.h"
#include "core/vault/canvas.h"

namespace tearsheet {

namespace {

constexpr qsizetype BatchSize = 64;

} // namespace

FileEntryPtr textEntry(const NotePath &path, const FileStamp &stamp, const QByteArray &text)
{
    if (!path.isNote())
        return std::make_shared<const FileEntry>(
            FileEntry{.path = path,
                      .kind = FileKind::Attachment,
                      .stamp = stamp,
                      .canvas = std::make_shared<const Canvas>(parseCanvas(text))});
    auto note = std::make_shared<const Note>(Note{text, parseNote(text)});
    return std::make_shared<const FileEntry>(FileEntry{path, FileKind::Note, stamp, std::move(note), {}});
}

FileEntryPtr readEntry(const NoteStore &store, const ScannedFile &file)
{
    if (file.kind != FileKind::Note && !(file.kind == FileKind::Attachment && isCanvas(file.path)))
        return std::make_shared<const FileEntry>(FileEntry{file.path, file.kind, file.stamp, nullptr, file.reason});
    Result<TextFile> text = store.read(file.path, largestNote);
    if (!text)
        return std::make_shared<const FileEntry>(
            FileEntry{file.path, FileKind::Unread, file.stamp, nullptr, text.error().sentence});
    return textEntry(file.path, text->stamp, text->bytes);
}

void NoteParser::start(QList<ScannedFile> files, const std::shared_ptr<const std::atomic<bool>> &cancelled,
                       const Deliver &deliver)
{
    const auto work = std::make_shared<const QList<ScannedFile>>(std::move(files));
    const auto next = std::make_shared<std::atomic<qsizetype>>(0);
    const qsizetype batches = (work->size() + BatchSize - 1) / BatchSize;
    const int threads = static_cast<int>(std::min<qsizetype>(m_pool.maxThreadCount(), batches));
    for (int i = 0; i < threads; ++i) {
        m_pool.start([store = m_store, work, next, cancelled, deliver] {
            while (!cancelled->load(std::memory_order_relaxed)) {
                const qsizetype begin = next->fetch_add(BatchSize);
                if (begin >= work->size())
                    return;
                QList<FileEntryPtr> batch;
                for (qsizetype j = begin; j < std::min(begin + BatchSize, work->size()) && !cancelled->load(); ++j)
                    batch.append(readEntry(store, work->at(j)));
                deliver(std::move(batch));
            }
        });
    }
}

} // namespace tearsheet
