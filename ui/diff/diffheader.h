// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace tearsheet {

class DiffView;

/// The strip above a `DiffView`: what the sides are, how much differs, and the way from change to change.
class DiffHeader : public QWidget
{
    Q_OBJECT

public:
    static constexpr int Height = 36;

    explicit DiffHeader(DiffView *view);

    void setTitles(const QString &left, const QString &right);
    void setControlsVisible(bool visible);

    /// Shows where the view stands now.
    void refresh();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *addButton(const QString &name, const QString &text, const QString &keys);

    DiffView *m_view;
    QString m_left;
    QString m_right;
    QWidget *m_controls;
    QLabel *m_count;
    QToolButton *m_previous;
    QToolButton *m_next;
    QToolButton *m_inline;
};

} // namespace tearsheet
