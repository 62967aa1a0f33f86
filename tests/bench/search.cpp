// SPDX-License-Identifier: GPL-3.0-or-later

// A search over a whole vault in memory, beside ripgrep on the same files with the same query.
//   ./check --bench search [NOTES | FOLDER]     8,000 generated notes where nothing is said

#include "core/search/query.h"
#include "core/vault/vault.h"
#include "tests/bench/measure.h"
#include "tests/support/generatedvault.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

void run(const QStringList &arguments)
{
    QProcess process;
    process.setStandardOutputFile(QProcess::nullDevice());
    process.start(u"rg"_s, arguments);
    process.waitForFinished(60'000);
}

void compare(const Snapshot &snapshot, const QString &root, const QString &word, bool regex, double most)
{
    const Result<Query> query = Query::parse(regex ? QString(u'/' + word + u'/') : word);
    qsizetype places = 0;
    std::printf("%s\n", qUtf8Printable(word));
    const double ours = median("  ours", 9, [&] {
        places = 0;
        (void)search(*query, snapshot, [&](const FileHits &hits) {
            places += hits.places.size();
            return true;
        });
    });
    const QStringList arguments{u"--no-config"_s,           u"-i"_s, u"-c"_s, regex ? u"-e"_s : u"-F"_s,
                                QString(word).remove(u'"'), root};
    const double theirs = median("  ripgrep", 9, [&] { run(arguments); });
    std::printf("%-44s %9lld\n", "  places", static_cast<long long>(places));
    ratio("  ours / ripgrep", ours, theirs, most);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QString wanted = QCoreApplication::arguments().value(1, u"8000"_s);
    const QTemporaryDir generated;
    QString root = wanted;
    if (const int notes = wanted.toInt(); notes > 0) {
        root = generated.path();
        std::printf("%d generated notes, %.1f MB\n", notes, static_cast<double>(generateVault(root, notes)) / 1e6);
    }
    const Result<Snapshot> snapshot = indexVault(root);
    if (!snapshot) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(snapshot.error().sentence));
        return 2;
    }
    compare(*snapshot, root, u"\"factory shares\""_s, false, 0.2);
    compare(*snapshot, root, u"Holdings"_s, false, 0.2);
    compare(*snapshot, root, u"\"nowhere to be found\""_s, false, 0.2);
    compare(*snapshot, root, u"plant\\s+(of|and)\\s+margin"_s, true, 1.0);
    compare(*snapshot, root, u"~\\$[5-9]\\d\\dM"_s, true, 1.0);
    return 0;
}
