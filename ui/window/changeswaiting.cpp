// SPDX-License-Identifier: GPL-3.0-or-later

// Changes that wait until a file is again what they were made for.
#include "ui/window/changes.h"
#include "ui/window/notetabs.h"
#include "ui/window/planwords.h"
#include "ui/window/statusline.h"

#include <utility>

namespace tearsheet {

// A file does not say what the plan was made for. Where it is open, the text in its tab tells why.
void Changes::waitFor(const Error &error)
{
    m_inTheWay = error;
    const QString path = pathInVault(error);
    QString waits = error.sentence;
    for (const FileView *view : m_tabs->fileViews()) {
        if (view->path().toString() != path)
            continue;
        const QString name = view->path().name().toString();
        switch (view->session()->state()) {
        case FileSession::State::Conflict:
            m_inTheWay.sentence = settleFirst(name);
            waits = m_inTheWay.sentence;
            break;
        case FileSession::State::Unsaved:
        case FileSession::State::Saving:
            m_inTheWay.sentence = tr("Your text of %1 is not saved.").arg(name);
            waits = tr("%1 is being saved first.").arg(name);
            break;
        case FileSession::State::Failed:
            m_inTheWay.sentence = tr("Your text of %1 is not saved. %2").arg(name, view->session()->stateText());
            waits = m_inTheWay.sentence;
            break;
        default:
            break;
        }
        break;
    }
    const QString before = std::exchange(m_waits, tr("%1 waits. %2").arg(m_stale.title, waits));
    if (before.isEmpty())
        m_soon.start();
    else if (before != m_waits && !m_soon.isActive())
        m_status->say(m_waits);
    m_patience.start();
}

void Changes::endWaiting()
{
    m_soon.stop();
    m_patience.stop();
    m_stale = {};
    m_inTheWay = {};
    if (!m_waits.isEmpty())
        m_status->unsay(std::exchange(m_waits, {}));
}

// Of the file of which `error` tells.
QString Changes::pathInVault(const Error &error) const
{
    const QString folder = m_vault->root() + u'/';
    return error.path.startsWith(folder) ? error.path.sliced(folder.size()) : error.path;
}

} // namespace tearsheet
