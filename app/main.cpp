// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/graphexport.h"

#include <QApplication>
#include <QDir>

#include <cstdio>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

int refuse(const Error &error)
{
    std::fprintf(stderr, "tearsheet: %s\n", qPrintable(error.sentence));
    return 2;
}

} // namespace

int main(int argc, char **argv)
{
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
                                           .dark = request->scheme == Qt::ColorScheme::Dark});
        return done ? 0 : refuse(done.error());
    }
    Application program(application);
    if (request->screenshot.isEmpty() && program.handOver(*request))
        return 0;
    if (const Result<> opened = program.open(*request); !opened)
        return refuse(opened.error());
    return QApplication::exec();
}
