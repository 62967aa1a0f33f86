// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"

#include "app/handover.h"
#include "app/instance/instanceplugin.h"
#include "ui/graph/graphpicture.h"
#include "ui/style/plugins.h"
#include "ui/style/style.h"
#include "ui/window/mainwindow.h"
#include "ui/window/navigator.h"

#include <QApplication>
#include <QDir>
#include <QDirIterator>
#include <QFileDialog>
#include <QIcon>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QLoggingCategory>
#include <QMessageBox>
#include <QScreen>
#include <QStandardPaths>
#include <QStyleHints>
#include <QTimer>

#include <unistd.h>

namespace tearsheet {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(startupLog, "tearsheet.startup", QtWarningMsg)

namespace {

// A moment for pictures and the graph after the last panel got its note.
constexpr auto SettleTime = 900ms;

constexpr auto LateDelay = 150ms;

QString serverName()
{
    return u"tearsheet-%1-%2"_s.arg(::getuid())
        .arg(qHash(QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation), 0), 0, 16);
}

Result<> copyTree(const QString &from, const QString &to)
{
    QDirIterator entries(from, QDir::Files, QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        const QString source = entries.next();
        const QString target = to + source.sliced(from.size());
        QDir().mkpath(QFileInfo(target).path());
        if (!QFile::copy(source, target))
            return failure(ErrorCode::Unwritable, target,
                           QObject::tr("The sample vault could not be copied to %1.").arg(to));
        // A copy out of the program's own data is read-only.
        QFile::setPermissions(target, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
    }
    return {};
}

// What is a place on the disk, as a shell completes it, as the vault names it.
QString noteIn(const QString &vault, const QString &note, const QString &folder)
{
    const QString root = QFileInfo(vault).canonicalFilePath() + u'/';
    const QFileInfo file(QDir::cleanPath(QDir(folder).absoluteFilePath(note)));
    const QString place = QFileInfo(file.path()).canonicalFilePath() + u'/' + file.fileName();
    const bool isNamed =
        !QDir::isAbsolutePath(note) && (QFileInfo::exists(root + note) || QFileInfo::exists(root + note + u".md"));
    return !isNamed && file.isFile() && place.startsWith(root) ? place.sliced(root.size()) : note;
}

// "4000x2500".
std::optional<QSize> sizeIn(const QString &text)
{
    const QStringList sides = text.split(u'x');
    const auto side = [&](qsizetype index) {
        bool isNumber = false;
        const int pixels = sides.at(index).toInt(&isNumber);
        return isNumber && pixels >= leastPicture && pixels <= largestPicture ? pixels : 0;
    };
    const QSize size = sides.size() == 2 ? QSize(side(0), side(1)) : QSize();
    return size.isEmpty() ? std::nullopt : std::optional(size);
}

} // namespace

Result<Request> Request::of(const QStringList &arguments, const QString &folder)
{
    Request request;
    QStringList words;
    const auto wrong = [](const QString &sentence) { return failure(ErrorCode::Usage, {}, sentence); };
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments.at(i);
        if (argument == u"--screenshot" || argument == u"--export-graph" || argument == u"--color-scheme"
            || argument == u"--size") {
            if (i + 1 == arguments.size())
                return wrong(QObject::tr("%1 needs a value.").arg(argument));
            const QString &value = arguments.at(++i);
            if (argument == u"--screenshot")
                request.screenshot = QDir(folder).absoluteFilePath(value);
            else if (argument == u"--export-graph")
                request.graph = QDir(folder).absoluteFilePath(value);
            else if (argument == u"--size" && sizeIn(value))
                request.graphSize = *sizeIn(value);
            else if (argument == u"--size")
                return wrong(QObject::tr("A size is a width and a height of %1 to %2 pixels, such as 4000x2500.")
                                 .arg(QLocale().toString(leastPicture), QLocale().toString(largestPicture)));
            else if (value == u"light" || value == u"dark")
                request.scheme = value == u"dark" ? Qt::ColorScheme::Dark : Qt::ColorScheme::Light;
            else
                return wrong(QObject::tr("A color scheme is light or dark."));
        } else if (argument == u"--no-legend") {
            request.legend = false;
        } else if (argument.startsWith(u"--")) {
            return wrong(QObject::tr("There is no option %1; --help lists those there are.").arg(argument));
        } else {
            words.append(argument);
        }
    }
    if (words.size() > 2)
        return wrong(QObject::tr("Only a vault and a note can be opened; --help says how."));
    if (!words.isEmpty())
        request.vault = QDir(folder).absoluteFilePath(words.first());
    if (words.size() > 1)
        request.note = noteIn(request.vault, words.at(1), folder);
    if (!request.graph.isEmpty() && request.vault.isEmpty())
        return wrong(QObject::tr("--export-graph needs the folder of a vault."));
    return request;
}

Result<QString> sampleVault()
{
    QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/Sample vault"_s;
    if (!QDir(folder).isEmpty(QDir::AllEntries | QDir::NoDotAndDotDot))
        return folder;
    if (const Result<> copied = copyTree(u":/tearsheet/welcome"_s, folder); !copied)
        return std::unexpected(copied.error());
    return folder;
}

Application::Application(QApplication &application)
    : m_application(application),
      m_settings(QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + u"/settings.ini"_s,
                 QSettings::IniFormat)
{
    applyScheme(static_cast<Qt::ColorScheme>(m_settings.value(u"look/scheme"_s, 0).toInt()));
    connect(QApplication::styleHints(), &QStyleHints::colorSchemeChanged, this,
            [this](Qt::ColorScheme scheme) { applyStyle(m_application, scheme); });
    // What would hold up the first painting: libraries to load, an icon to be drawn in every size.
    QTimer::singleShot(LateDelay, this, [this] {
        QApplication::setWindowIcon(QIcon(u":/tearsheet/icons/tearsheet.svg"_s));
        listen();
    });
}

Application::~Application()
{
    for (const QPointer<MainWindow> &window : std::as_const(m_windows))
        delete window;
}

void Application::applyScheme(Qt::ColorScheme scheme)
{
    // Where the platform knows no schemes, the wish counts all the same.
    QApplication::styleHints()->setColorScheme(scheme);
    applyStyle(m_application, scheme == Qt::ColorScheme::Unknown ? QApplication::styleHints()->colorScheme() : scheme);
}

bool Application::handOver(const Request &request)
{
    const QJsonObject message{{u"vault"_s, request.vault}, {u"note"_s, request.note}};
    return tearsheet::handOver(serverName(), QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n');
}

void Application::listen()
{
    auto *const instance = loadPluginAs<InstancePlugin>(u"tearsheet-instance"_s);
    if (!instance)
        return;
    instance->listen(serverName(), [this](const QByteArray &line) {
        const QJsonObject message = QJsonDocument::fromJson(line).object();
        const Request request{.vault = message[u"vault"].toString(), .note = message[u"note"].toString()};
        if (const Result<> opened = open(request); !opened)
            QMessageBox::warning(m_windows.value(0), tr("Tearsheet"), opened.error().sentence);
    });
}

Result<QString> Application::vaultFor(const Request &request)
{
    if (!request.vault.isEmpty())
        return Vault::checkRoot(request.vault);
    // The vault of last time, if it is still there.
    if (const QString last = m_settings.value(u"vaults/last"_s).toString();
        !last.isEmpty() && request.screenshot.isEmpty()) {
        if (Result<QString> root = Vault::checkRoot(last))
            return root;
    }
    const Result<QString> sample = sampleVault();
    return sample ? Vault::checkRoot(*sample) : sample;
}

Result<> Application::open(const Request &request)
{
    const Result<QString> root = vaultFor(request);
    if (!root)
        return std::unexpected(root.error());
    if (request.scheme != Qt::ColorScheme::Unknown)
        applyScheme(request.scheme);
    m_windows.removeIf([](const QPointer<MainWindow> &window) { return !window; });
    MainWindow *window = nullptr;
    for (const QPointer<MainWindow> &open : std::as_const(m_windows)) {
        if (open->vault().root() == *root)
            window = open;
    }
    if (!window) {
        window = new MainWindow(std::make_unique<Vault>(*root), &m_settings);
        m_windows.append(window);
        connect(window, &MainWindow::vaultWanted, this, [this, window] { chooseVault(window); });
        connect(window, &MainWindow::quitWanted, this, &Application::quit);
        connect(window, &MainWindow::colorSchemeWanted, this, [this](Qt::ColorScheme scheme) {
            m_settings.setValue(u"look/scheme"_s, static_cast<int>(scheme));
            applyScheme(scheme);
        });
        if (request.screenshot.isEmpty())
            m_settings.setValue(u"vaults/last"_s, *root);
        else
            window->resize(1440, 900);
        if (request.note.isEmpty())
            window->restoreNotes();
    }
    if (!request.note.isEmpty())
        window->navigator()->openNamed(request.note);
    window->show();
    window->raise();
    window->activateWindow();
    tellSteps(window);
    if (!request.screenshot.isEmpty())
        takeScreenshot(window, request.screenshot);
    return {};
}

void Application::takeScreenshot(MainWindow *window, const QString &file)
{
    auto *look = new QTimer(window);
    look->setInterval(50ms);
    connect(look, &QTimer::timeout, window, [window, file, look] {
        if (!window->isSettled())
            return;
        look->stop();
        QTimer::singleShot(SettleTime, window, [window, file] {
            const bool saved = window->grab().save(file);
            if (!saved)
                qCritical("The picture could not be saved as %s.", qPrintable(file));
            QApplication::exit(saved ? 0 : 1);
        });
    });
    look->start();
}

// What `QT_LOGGING_RULES="tearsheet.startup.info=true"` shows.
void Application::tellSteps(MainWindow *window)
{
    if (!startupLog().isInfoEnabled())
        return;
    qCInfo(startupLog, "window shown");
    auto *look = new QTimer(window);
    connect(&window->vault(), &Vault::published, look, [look, told = false](const Snapshot &snapshot) mutable {
        if (snapshot.isComplete() && !std::exchange(told, true)) {
            qCInfo(startupLog, "vault indexed");
            look->start(1ms);
        }
    });
    connect(look, &QTimer::timeout, window, [window, look] {
        if (!window->isSettled())
            return;
        qCInfo(startupLog, "every panel filled");
        look->deleteLater();
    });
}

// A window whose texts are not all in their files stays and asks; with the last one the program ends.
void Application::quit()
{
    for (const QPointer<MainWindow> &window : QList(m_windows)) {
        if (window)
            window->close();
    }
}

void Application::chooseVault(QWidget *parent)
{
    auto *dialog = new QFileDialog(parent, tr("Open vault"), QDir::homePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, [this, parent](const QString &folder) {
        if (const Result<> opened = open({.vault = folder}); !opened)
            QMessageBox::warning(parent, tr("Tearsheet"), opened.error().sentence);
    });
    dialog->open();
}

} // namespace tearsheet
