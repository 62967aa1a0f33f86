// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/mainwindow.h"
#include "ui/window/navigator.h"

#include <QAbstractButton>
#include <QAction>
#include <QPointer>
#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QtTest>

namespace tearsheet {

/// A shown window on a copy of a vault.
class TestWindow
{
public:
    explicit TestWindow(const QString &root, const QString &note = {})
        : m_settings(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat)
    {
        const Result<QString> checked = Vault::checkRoot(root);
        m_window = new MainWindow(std::make_unique<Vault>(*checked), &m_settings);
        m_window->resize(1400, 900);
        m_window->show();
        m_window->activateWindow();
        if (!QTest::qWaitForWindowActive(m_window))
            qWarning("The window does not become active; shortcuts will not reach it.");
        if (note.isEmpty())
            m_window->restoreNotes();
        else
            m_window->navigator()->openNamed(note);
    }
    ~TestWindow()
    {
        delete m_window;
        // As the event loop does first: what colours an open note uses the window.
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    Q_DISABLE_COPY_MOVE(TestWindow)

    MainWindow *operator->() const { return m_window; }

    template <typename Widget>
    Widget *find(const QString &name) const
    {
        // Views that are going away are still there for a moment.
        Widget *found = nullptr;
        for (Widget *widget : m_window->findChildren<Widget *>(name)) {
            if (widget->isVisible())
                found = widget;
        }
        return found;
    }

    /// The first visible widget of this type.
    template <typename Widget>
    Widget *findFirst() const
    {
        for (Widget *widget : m_window->findChildren<Widget *>()) {
            if (widget->isVisible())
                return widget;
        }
        return nullptr;
    }

    /// Clicks the button that says `text`, once it can be seen; false where that does not come.
    bool click(const QString &text) const
    {
        QAbstractButton *found = nullptr;
        const bool shown = QTest::qWaitFor([&] {
            for (QAbstractButton *button : m_window->findChildren<QAbstractButton *>()) {
                if (button->isVisible() && button->text().remove(u'&') == text)
                    found = button;
            }
            return found != nullptr;
        });
        if (shown)
            QTest::mouseClick(found, Qt::LeftButton);
        return shown;
    }

    /// Does the command that is called `text`.
    void run(const QString &text) const
    {
        for (QAction *action : m_window->actions()) {
            if (action->text() == text)
                action->trigger();
        }
    }

    /// Brings the panel whose tab says `title` to the front of its side.
    void showPanel(const QString &title) const
    {
        for (QTabWidget *side : m_window->findChildren<QTabWidget *>()) {
            for (int i = 0; i < side->count(); ++i) {
                if (side->tabText(i) == title || side->tabToolTip(i) == title)
                    side->setCurrentIndex(i);
            }
        }
    }

    QString note() const { return m_window->windowTitle().section(QStringLiteral(" – "), 0, 0); }

private:
    QTemporaryDir m_folder;
    QSettings m_settings;
    QPointer<MainWindow> m_window;
};

} // namespace tearsheet
