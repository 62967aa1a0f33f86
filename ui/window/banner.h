// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include <functional>

class QLabel;
class QHBoxLayout;

namespace tearsheet {

/// A strip above a note that says one sentence and offers what can be done about it.
class Banner : public QWidget
{
    Q_OBJECT

public:
    enum class Tone { Neutral, Warning };

    struct Action
    {
        QString text;
        std::function<void()> run;
    };

    explicit Banner(QWidget *parent = nullptr);

    /// Shows `sentence` with buttons for `actions`, in place of what was shown before.
    void say(const QString &sentence, Tone tone, const QList<Action> &actions = {});

    /// While the user may be amid a double click, what lies below stays where it is: it appears a moment later.
    void setVisible(bool visible) override;

Q_SIGNALS:
    /// It appeared later than it was to.
    void appearedLate();

protected:
    bool eventFilter(QObject *button, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_label;
    QHBoxLayout *m_layout;
    QList<QWidget *> m_buttons;
    Tone m_tone = Tone::Neutral;
    QTimer m_soon;
};

} // namespace tearsheet
