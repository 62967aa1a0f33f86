// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/temporarymachine.h"

#include "core/store/inplacewriter.h"
#include "core/store/planrunner.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

QString memory()
{
    const QFileInfo folder(u"/dev/shm"_s);
    return folder.isDir() && folder.isWritable() ? folder.filePath() : QDir::tempPath();
}

} // namespace

TemporaryMachine::TemporaryMachine(QByteArrayView text) : m_vault(text, memory()), m_data(memory() + u"/data-XXXXXX"_s)
{
    qputenv("XDG_DATA_HOME", QFile::encodeName(m_data.path()));
}

QStringList TemporaryMachine::folders() const
{
    return {root(), QFileInfo(m_data.path()).canonicalFilePath()};
}

TemporaryMachine::Files TemporaryMachine::files() const
{
    Files files;
    const qsizetype prefix = root().size() + 1;
    QDirIterator entries(root(), QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        const QString path = entries.next().sliced(prefix);
        if (!entries.fileName().contains(u".tearsheet-"))
            files.insert(path, m_vault.read(path));
    }
    return files;
}

Result<> TemporaryMachine::recover(const FileCalls &calls) const
{
    History history(root(), calls);
    PlanRunner runner(root(), calls);
    runner.setHistory({&history, {}});
    const Result<bool> recovered = runner.recover();
    if (const Result<> completed = InPlaceWriter(root(), calls).recover(); !completed || recovered)
        return completed;
    return std::unexpected(recovered.error());
}

void TemporaryMachine::loseJournals() const
{
    for (const QString &kind : {u"journal"_s, u"inplace"_s})
        QDir(m_data.filePath(u"tearsheet/"_s + kind)).removeRecursively();
}

} // namespace tearsheet
