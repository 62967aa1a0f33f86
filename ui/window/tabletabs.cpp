// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/tabletabs.h"

#include "ui/style/icons.h"
#include "ui/table/delimitedview.h"
#include "ui/table/gridview.h"
#include "ui/table/tableinspector.h"
#include "ui/window/notetabs.h"
#include "ui/window/statusline.h"

#include <QTextDocument>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 LargestFile = qint64{256} << 20;

QString tablesKey(const NotePath &path)
{
    return u"tables of "_s + path.toString();
}

} // namespace

TableTabs::TableTabs(Vault *vault, NoteTabs *tabs, OpenNotes *notes, StatusLine *status, QObject *parent)
    : QObject(parent), m_vault(vault), m_tabs(tabs), m_notes(notes), m_status(status)
{}

void TableTabs::openFile(const NotePath &path)
{
    if (m_tabs->showPage(path.toString()))
        return;
    DelimitedFilePtr file = m_files.value(path).lock();
    if (!file) {
        const Result<FileStamp> stamp = m_vault->stamp(path);
        if (stamp && stamp->size > LargestFile) {
            m_status->say(tr("%1 is too large to be shown here: more than 256 MB.").arg(path.fileName()));
            return;
        }
        const Result<TextFile> read = m_vault->read(path);
        if (!read) {
            m_status->say(read.error().sentence);
            return;
        }
        file = std::make_shared<DelimitedFile>(m_vault, path, *read);
        m_files.insert(path, file);
        connect(file.get(), &DelimitedFile::stateChanged, this, [this, weak = std::weak_ptr(file)] {
            const DelimitedFilePtr held = weak.lock();
            if (!held)
                return;
            // Changes outlive their tab until they are in the file.
            if (held->isUnsaved())
                m_kept.insert(held->path(), held);
            else
                QMetaObject::invokeMethod(this, [this, held] { m_kept.remove(held->path()); }, Qt::QueuedConnection);
            label(held);
        });
    }
    auto *view = new DelimitedView(file);
    connect(view, &DelimitedView::said, m_status, [this](const QString &sentence) { m_status->say(sentence); });
    connect(view, &DelimitedView::summaryChanged, this, &TableTabs::summaryChanged);
    m_tabs->addPage(view, path.toString(), path.fileName().toString(), icon(Icon::Table));
    label(file);
    view->setFocus();
}

void TableTabs::label(const DelimitedFilePtr &file)
{
    Icon look = Icon::Table;
    switch (file->state()) {
    case DelimitedFile::State::Clean:
        break;
    case DelimitedFile::State::Unsaved:
    case DelimitedFile::State::Saving:
        look = Icon::Unsaved;
        break;
    case DelimitedFile::State::ReadOnly:
        look = Icon::ReadOnly;
        break;
    case DelimitedFile::State::Failed:
    case DelimitedFile::State::Conflict:
        look = Icon::Warning;
    }
    m_tabs->setPageIcon(file->path().toString(), icon(look));
}

void TableTabs::openTables(const NotePath &path, quint32 offset)
{
    if (m_tabs->showPage(tablesKey(path)))
        return;
    const Result<EditorSessionPtr> held = m_notes->open(path);
    if (!held) {
        m_status->say(held.error().sentence);
        return;
    }
    const EditorSessionPtr session = *held;
    auto *inspector = new TableInspector;
    // The inspector holds the session as long as it is there.
    const auto show = [this, inspector, session] {
        const QString whyNot =
            session->isReadOnly() ? tr("The tables cannot be edited. %1").arg(session->stateText()) : QString();
        inspector->showNote(session->parsed(), session->path(), m_vault->snapshot(), whyNot);
    };
    session->parsedNow();
    show();
    inspector->showTableAt(offset);
    connect(session.get(), &EditorSession::parsedChanged, inspector, show);
    connect(session.get(), &EditorSession::stateChanged, inspector, show);
    connect(m_vault, &Vault::published, inspector, show);
    connect(inspector, &TableInspector::changeWanted, this, &TableTabs::changeWanted);
    connect(inspector, &TableInspector::undoWanted, inspector, [session] { session->document()->undo(); });
    connect(inspector, &TableInspector::redoWanted, inspector, [session] { session->document()->redo(); });
    connect(inspector, &TableInspector::said, m_status, [this](const QString &sentence) { m_status->say(sentence); });
    connect(inspector, &TableInspector::summaryChanged, this, &TableTabs::summaryChanged);
    connect(inspector, &TableInspector::linkActivated, this,
            [this, session](const LinkTarget &link, Qt::KeyboardModifiers modifiers) {
                Q_EMIT linkActivated(link, session->path(), modifiers);
            });
    connect(inspector, &TableInspector::cellActivated, this,
            [this, session](quint32 place) { Q_EMIT opened(session->path(), place, {}); });
    m_tabs->addPage(inspector, tablesKey(path), tr("%1: tables").arg(path.name()), icon(Icon::Table));
    inspector->setFocus();
}

QList<DelimitedFilePtr> TableTabs::unsaved() const
{
    return m_kept.values();
}

void TableTabs::saveAll()
{
    for (const DelimitedFilePtr &file : unsaved())
        file->save();
}

} // namespace tearsheet
