// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

#include <optional>

namespace tearsheet {

/// Where a text is typed that is too long for one line. It wraps, and is kept in pieces, so that a key costs what its
/// piece does, not what the text does; whoever types sees nothing of them.
class LongTextEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit LongTextEdit(QWidget *parent);

    /// Whether `text` comes back as it was given: a text document changes some line ends.
    static bool canHold(const QString &text);

    /// What is typed, with the line ends that it was given with.
    const QString &text() const;

    /// Begins with `text`, which it can hold; nothing can be undone.
    void setText(const QString &text);

Q_SIGNALS:
    /// The user has changed the text.
    void edited();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    void stepOver(const QKeyEvent &event);
    void keepPieces();
    QString plain(QString pieces) const;

    QString m_lineEnd;
    bool m_filling = false;
    mutable std::optional<QString> m_text; // Since the last change.
};

} // namespace tearsheet
