// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/history.h"

#include <QDialog>

class QSettings;
class QVBoxLayout;

namespace tearsheet {

/// How much history the user wants to be kept.
HistoryLimits historyLimits(const QSettings &settings);

/// What the user can choose for the program as a whole. A choice counts at once.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    /// Shows and changes `settings`, which outlives it.
    SettingsDialog(QSettings *settings, QWidget *parent);

    /// Adds what can be chosen for the vault alone, under `title`.
    void addSection(const QString &title, QWidget *content);

Q_SIGNALS:
    void colorSchemeWanted(Qt::ColorScheme scheme);
    void historyLimitsChanged(const tearsheet::HistoryLimits &limits);

private:
    QWidget *appearance();
    QWidget *history();

    QSettings *m_settings;
    QVBoxLayout *m_sections;
};

} // namespace tearsheet
