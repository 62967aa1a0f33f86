// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/banner.h"

#include <QMap>

class QVBoxLayout;

namespace tearsheet {

/// What the window has to tell or ask that does not go away by itself: strips above everything else, each until it is
/// answered.
class Notices : public QWidget
{
    Q_OBJECT

public:
    explicit Notices(QWidget *parent = nullptr);

    /// Shows `sentence` with a button for each of `actions`, in place of an earlier notice about the same `subject`.
    /// Whichever is clicked, the notice goes. Where all of it says the same again, only what is done is new.
    void show(const QString &subject, const QString &sentence, const QList<Banner::Action> &actions);

    /// What it said of `subject` is over.
    void remove(const QString &subject);

private:
    QVBoxLayout *m_layout;
    QMap<QString, Banner *> m_banners;
    QMap<QString, QList<Banner::Action>> m_actions; // Likewise by subject, the newest ones.
};

} // namespace tearsheet
