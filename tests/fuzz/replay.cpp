// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a fuzz target over the files of a folder, once each, without a fuzzer.
#include <QDirIterator>
#include <QFile>
#include <QTextStream>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int main(int argc, char **argv)
{
    int inputs = 0;
    for (int i = 1; i < argc; ++i) {
        QDirIterator files(QFile::decodeName(argv[i]), QDir::Files);
        while (files.hasNext()) {
            QFile file(files.next());
            QTextStream(stdout) << file.fileName() << Qt::endl; // The last one named is the one that fails.
            if (!file.open(QIODevice::ReadOnly))
                return 1;
            const QByteArray bytes = file.readAll();
            LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t *>(bytes.data()), static_cast<size_t>(bytes.size()));
            ++inputs;
        }
    }
    return inputs > 0 ? 0 : 1;
}
