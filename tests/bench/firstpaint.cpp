// SPDX-License-Identifier: GPL-3.0-or-later

// How soon the first note is on the screen, beside FeatherPad with the same file, and how soon every panel is filled.
//   ./check --bench firstpaint [VAULT [NOTE]]
//
// Both programs are timed alike, from outside: from before their process starts to the first moment when a rectangle of
// the screen inside their text shows most of the ink that it shows once they have settled, highlighting aside. They
// take turns on one screen; a first start of each, which also gives the settled picture, does not count.

#include "tests/bench/measure.h"

#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QImage>
#include <QPixmap>
#include <QProcess>
#include <QScreen>
#include <QTemporaryDir>
#include <QThread>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rounds = 9;
constexpr unsigned long Settled = 2500; // ms

using Clock = std::chrono::steady_clock;

double since(Clock::time_point begin)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

struct Program
{
    const char *name;
    QString command;
    QStringList arguments;
    QRect text; ///< On the screen, inside the window's text.
    QImage settled = {};
    std::vector<double> times = {};
};

// What is drawn, whatever its colour: highlighting may still change that.
QImage ink(const QImage &picture)
{
    QImage result(picture.size(), QImage::Format_Grayscale8);
    const int ground = qGray(picture.pixel(picture.width() - 1, picture.height() - 1));
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            result.scanLine(y)[x] = std::abs(qGray(picture.pixel(x, y)) - ground) > 40 ? 1 : 0;
    }
    return result;
}

QImage inkOnScreen(const QRect &place)
{
    QScreen *const screen = QGuiApplication::primaryScreen();
    return ink(screen->grabWindow(0, place.x(), place.y(), place.width(), place.height()).toImage());
}

int inkCount(const QImage &picture)
{
    int count = 0;
    for (int y = 0; y < picture.height(); ++y)
        count += static_cast<int>(std::count(picture.scanLine(y), picture.scanLine(y) + picture.width(), 1));
    return count;
}

// Most of the text is there; heavier strokes and colours may come with the highlighting.
bool showsTextOf(const QImage &picture, const QImage &wanted)
{
    int common = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            common += picture.scanLine(y)[x] & wanted.scanLine(y)[x];
    }
    return common * 10 >= inkCount(wanted) * 6 && inkCount(picture) < inkCount(wanted) * 2;
}

void configure(QProcess &process, const QString &home)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"})
        environment.insert(QString::fromLatin1(name), home);
    environment.insert(u"QT_LOGGING_RULES"_s, u"tearsheet.startup.info=true"_s);
    environment.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
}

void end(QProcess &process)
{
    process.kill();
    process.waitForFinished();
    QThread::msleep(100);
}

bool findSettled(Program &program)
{
    const QTemporaryDir home;
    QProcess process;
    configure(process, home.path());
    process.start(program.command, program.arguments);
    if (!process.waitForStarted()) {
        std::printf("%s is not there.\n", program.name);
        return false;
    }
    QThread::msleep(Settled);
    program.settled = inkOnScreen(program.text);
    end(process);
    const bool hasText = inkCount(program.settled) > 300;
    if (!hasText)
        std::printf("%s showed no text where it was looked for.\n", program.name);
    return hasText;
}

void timeOnce(Program &program)
{
    const QTemporaryDir home;
    QProcess process;
    configure(process, home.path());
    const Clock::time_point begin = Clock::now();
    process.start(program.command, program.arguments);
    while (since(begin) < 10'000 && !showsTextOf(inkOnScreen(program.text), program.settled))
        QThread::usleep(1500);
    program.times.push_back(since(begin));
    end(process);
}

double middle(std::vector<double> times)
{
    std::ranges::sort(times);
    return times[times.size() / 2];
}

// The program's own steps, each at the moment when its line arrives here.
void printSteps(const Program &ours)
{
    const QTemporaryDir home;
    QProcess process;
    configure(process, home.path());
    const Clock::time_point begin = Clock::now();
    process.start(ours.command, ours.arguments);
    while (since(begin) < 10'000 && process.waitForReadyRead(5'000)) {
        const double now = since(begin);
        const QList<QByteArray> lines = process.readAll().trimmed().split('\n');
        for (const QByteArray &line : lines) {
            if (line.startsWith("tearsheet.startup: "))
                std::printf("  %-42s %9.1f ms\n", line.sliced(19).constData(), now);
        }
        if (lines.last().endsWith("every panel filled"))
            break;
    }
    end(process);
}

} // namespace

int main(int argc, char **argv)
{
    const QGuiApplication application(argc, argv);
    const QStringList arguments = QGuiApplication::arguments();
    QString vault = arguments.value(1, QStringLiteral(TEARSHEET_CORPUS "/vault"));
    if (!QFileInfo(vault).isDir())
        vault = QStringLiteral(TEARSHEET_SOURCE "/resources/welcome");
    const QString note = arguments.value(2, u"Actors/AESC.md"_s);
    const QString file = vault + u'/' + note;
    std::printf("%s in %s\n", qPrintable(note), qPrintable(QFileInfo(vault).canonicalFilePath()));

    Program ours{
        "Tearsheet", QGuiApplication::applicationDirPath() + u"/tearsheet"_s, {vault, note}, {340, 220, 260, 300}};
    Program peer{"FeatherPad", u"featherpad"_s, {u"--standalone"_s, file}, {80, 120, 260, 250}};
    if (!findSettled(ours) || !findSettled(peer))
        return 1;
    for (int round = 0; round < Rounds; ++round) {
        timeOnce(ours);
        timeOnce(peer);
    }
    for (const Program *program : {&ours, &peer}) {
        const auto [least, most] = std::ranges::minmax(program->times);
        std::printf("first note painted: %-24s %9.1f ms   (%.1f to %.1f)\n", program->name, middle(program->times),
                    least, most);
    }
    ratio("ours / FeatherPad", middle(ours.times), middle(peer.times), 1.0);
    std::printf("Steps of one start:\n");
    printSteps(ours);
    return 0;
}
