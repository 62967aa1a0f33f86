// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/tabletabs.h"

#include "core/vault/vault.h"
#include "ui/panels/disputewatch.h"
#include "ui/style/icons.h"
#include "ui/table/gridview.h"
#include "ui/table/tableinspector.h"
#include "ui/window/notetabs.h"
#include "ui/window/statusline.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTextDocument>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

QString titleOf(const NotePath &path)
{
    return TableTabs::tr("%1: tables").arg(path.name());
}

} // namespace

TableTabs::TableTabs(Vault *vault, NoteTabs *tabs, OpenNotes *notes, DisputeWatch *disputes, StatusLine *status,
                     QObject *parent)
    : QObject(parent), m_vault(vault), m_tabs(tabs), m_notes(notes), m_disputes(disputes), m_status(status)
{}

void TableTabs::openTables(const NotePath &path, quint32 offset)
{
    if (const auto page = m_pages.constFind(path); page != m_pages.constEnd() && m_tabs->showPage(page->key)) {
        page->inspector->showTableAt(offset);
        return;
    }
    const Result<TableInspector *> made = make(path, offset, true);
    if (made)
        (*made)->setFocus();
    else
        m_status->say(made.error().sentence);
}

QByteArray TableTabs::stateOf(const TableInspector *inspector)
{
    const QJsonObject json{{u"note"_s, inspector->path().toString()},
                           {u"offset"_s, static_cast<qint64>(inspector->tableOffset().value_or(0))}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

TableInspector *TableTabs::restore(const QByteArray &state)
{
    const QJsonObject json = QJsonDocument::fromJson(state).object();
    const Result<NotePath> path = NotePath::fromRelative(json.value(u"note"_s).toString());
    if (!path || m_pages.contains(*path))
        return nullptr;
    return make(*path, static_cast<quint32>(json.value(u"offset"_s).toInteger()), false).value_or(nullptr);
}

// In front, or in a tab behind.
Result<TableInspector *> TableTabs::make(const NotePath &path, quint32 offset, bool front)
{
    const Result<EditorSessionPtr> held = m_notes->open(path);
    if (!held)
        return std::unexpected(held.error());
    const EditorSessionPtr session = *held;
    auto *inspector = new TableInspector;
    const QString key = u"tables %1"_s.arg(++m_last);
    // The inspector holds the session as long as it is there.
    const auto show = [this, inspector, session] {
        const QString whyNot =
            session->isReadOnly() ? tr("The tables cannot be edited. %1").arg(session->stateText()) : QString();
        inspector->showNote(session->parsed(), session->path(), m_vault->snapshot(), whyNot);
        m_disputes->look(inspector, session->path());
        inspector->setDisputes(m_disputes->of(session->path()));
    };
    session->parsedNow();
    show();
    inspector->showTableAt(offset);
    connect(session.get(), &EditorSession::parsedChanged, inspector, show);
    connect(session.get(), &EditorSession::stateChanged, inspector, show);
    connect(m_vault, &Vault::published, inspector, show);
    connect(m_disputes, &DisputeWatch::changed, inspector, show);
    connect(inspector, &TableInspector::claimsWanted, this, &TableTabs::claimsWanted);
    connect(inspector, &TableInspector::comparisonWanted, this, &TableTabs::comparisonWanted);
    connect(inspector, &TableInspector::rowsComparisonWanted, this, &TableTabs::rowsComparisonWanted);
    connect(inspector, &TableInspector::changeWanted, this, &TableTabs::changeWanted);
    connect(inspector, &TableInspector::pictureWanted, this, &TableTabs::pictureWanted);
    connect(inspector, &TableInspector::undoWanted, inspector, [session] { session->document()->undo(); });
    connect(inspector, &TableInspector::redoWanted, inspector, [session] { session->document()->redo(); });
    connect(inspector, &TableInspector::said, m_status, [this](const QString &sentence) { m_status->say(sentence); });
    connect(inspector, &TableInspector::summaryChanged, this, &TableTabs::summaryChanged);
    connect(inspector, &TableInspector::typedLeft, this, &TableTabs::typedLeft);
    connect(inspector, &TableInspector::typing, this,
            [this, key](const NotePath &note, const QList<TypedInto> &typed) { Q_EMIT typing(key, note, typed); });
    connect(inspector, &TableInspector::givingUp, this, [this, key] { Q_EMIT givingUp(key); });
    connect(m_tabs, &NoteTabs::moved, inspector,
            [this, inspector, session, key](const NotePath &from, const NotePath &to) {
                if (session->path() != from)
                    return;
                inspector->follow(from, to);
                m_tabs->setPageTitle(key, titleOf(to));
                m_pages.remove(from);
                m_pages.insert(to, {key, inspector});
            });
    connect(inspector, &QObject::destroyed, this, [this, key] {
        m_pages.removeIf([&](const std::pair<const NotePath &, Page &> &page) { return page.second.key == key; });
    });
    connect(inspector, &TableInspector::linkActivated, this,
            [this, session](const LinkTarget &link, Qt::KeyboardModifiers modifiers) {
                Q_EMIT linkActivated(link, session->path(), modifiers);
            });
    connect(inspector, &TableInspector::cellActivated, this,
            [this, session](quint32 place) { Q_EMIT opened(session->path(), place, {}); });
    m_pages.insert(path, {key, inspector});
    m_tabs->addPage(inspector, key, titleOf(path), icon(Icon::Table), front);
    return inspector;
}

} // namespace tearsheet
