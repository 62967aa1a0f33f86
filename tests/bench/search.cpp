// SPDX-License-Identifier: GPL-3.0-or-later

// A search over a whole vault in memory, beside ripgrep on the same files with the same query.
//   ./check --bench search [NOTES | FOLDER]     8,000 generated notes where nothing is said

#include "core/search/query.h"
#include "tests/bench/benchvault.h"
#include "tests/bench/measure.h"

#include <QCoreApplication>
#include <QProcess>

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
    const BenchVault vault;
    const Snapshot snapshot = vault.index();
    compare(snapshot, vault.root(), u"\"factory shares\""_s, false, 0.2);
    compare(snapshot, vault.root(), u"Holdings"_s, false, 0.2);
    compare(snapshot, vault.root(), u"\"nowhere to be found\""_s, false, 0.2);
    compare(snapshot, vault.root(), u"plant\\s+(of|and)\\s+margin"_s, true, 1.0);
    compare(snapshot, vault.root(), u"~\\$[5-9]\\d\\dM"_s, true, 1.0);
    return 0;
}
