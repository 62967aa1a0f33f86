// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/graphexport.h"

#include <QApplication>
#include <QDir>

#include <algorithm>
#include <cstdio>
#include <span>
#include <string_view>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

int refuse(const Error &error)
{
    std::fprintf(stderr, "tearsheet: %s\n", qPrintable(error.sentence));
    return 2;
}

constexpr auto Help = R"(Usage: tearsheet [OPTION] [VAULT [NOTE]]

Opens a folder of Markdown notes, by default the last one, and in it a note, by its name or path.

  --color-scheme light|dark       in place of the choice in the settings
  --screenshot FILE.png           writes a picture of the window, which then closes
  --export-graph FILE.png|.pdf|.svg
                                  writes a picture of the graph of the vault, or around the note, without a window
  --size WIDTHxHEIGHT             of that picture in pixels, 4000x2500 where nothing is said
  --no-legend                     leaves out what its colours mean
  --help, --version               says this, or the version, and ends
)";

bool has(std::span<char *const> arguments, std::string_view word)
{
    return std::ranges::contains(arguments, word, [](const char *argument) { return std::string_view(argument); });
}

} // namespace

int main(int argc, char **argv)
{
    const std::span<char *const> arguments(argv, static_cast<std::size_t>(argc));
    // Neither of these needs a display, which a server or a build has not.
    if (has(arguments, "--help") || has(arguments, "-h")) {
        std::fputs(Help, stdout);
        return 0;
    }
    if (has(arguments, "--version")) {
        std::puts("tearsheet " TEARSHEET_VERSION);
        return 0;
    }
    if (has(arguments, "--export-graph") && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM")
        && qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"tearsheet"_s);
    QApplication::setApplicationDisplayName({});
    QApplication::setApplicationVersion(QStringLiteral(TEARSHEET_VERSION));
    QApplication::setDesktopFileName(u"tearsheet"_s);
    const Result<Request> request = Request::of(QApplication::arguments().sliced(1), QDir::currentPath());
    if (!request)
        return refuse(request.error());
    if (!request->graph.isEmpty()) {
        const Result<> done = exportGraph({.file = request->graph,
                                           .vault = request->vault,
                                           .note = request->note,
                                           .dark = request->scheme == Qt::ColorScheme::Dark,
                                           .legend = request->legend,
                                           .size = request->graphSize.value_or(GraphExport().size)});
        return done ? 0 : refuse(done.error());
    }
    Application program(application);
    if (request->screenshot.isEmpty() && program.handOver(*request))
        return 0;
    if (const Result<> opened = program.open(*request); !opened)
        return refuse(opened.error());
    return QApplication::exec();
}
