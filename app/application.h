// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QObject>
#include <QPointer>
#include <QSettings>
#include <QSize>

#include <optional>

class QApplication;

namespace tearsheet {

class MainWindow;

/// What the program was asked to do.
struct Request
{
    QString vault;      ///< As given; empty for the last one, or the sample vault.
    QString note;       ///< Path in the vault, or name; empty for what was open last.
    QString screenshot; ///< Where to save a picture of the window, which then closes; empty for none.
    QString graph; ///< Where to save a picture of the vault's or the note's graph, without a window; empty for none.
    bool legend = true;                                ///< Below that picture.
    std::optional<QSize> graphSize;                    ///< Of that picture in pixels, where it is not the usual one.
    Qt::ColorScheme scheme = Qt::ColorScheme::Unknown; ///< Light or dark in place of the user's choice.

    /// Reads the arguments behind the program's name. Relative paths are taken from `folder`. An error says in one
    /// sentence what is wrong with them.
    static Result<Request> of(const QStringList &arguments, const QString &folder);
};

/// The program: its windows, and the one place that knows all rooms.
class Application : public QObject
{
    Q_OBJECT

public:
    explicit Application(QApplication &application);
    ~Application() override;

    /// Hands `request` to a program of this user that runs already. False where there is none; this one listens for
    /// later ones soon after its first painting.
    bool handOver(const Request &request);

    /// Does what `request` asks: a window on its vault, a new one or the one there is, with its note in front.
    Result<> open(const Request &request);

private:
    void listen();
    void tellSteps(MainWindow *window);
    void takeScreenshot(MainWindow *window, const QString &file);
    void chooseVault(QWidget *parent);
    void quit();
    void applyScheme(Qt::ColorScheme scheme);
    Result<QString> vaultFor(const Request &request);

    QApplication &m_application;
    QSettings m_settings;
    QList<QPointer<MainWindow>> m_windows;
};

/// The folder of the user's own copy of the sample vault, which is made now if there is none.
Result<QString> sampleVault();

} // namespace tearsheet
