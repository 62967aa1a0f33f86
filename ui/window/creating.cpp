// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/creating.h"

#include "ui/window/navigator.h"
#include "ui/window/quickswitcher.h"
#include "ui/window/statusline.h"

#include <QCursor>
#include <QDateTime>
#include <QMenu>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr int MostSimilar = 5;
constexpr qsizetype MostTemplates = 5;

QString escapedMenuText(QString text)
{
    return text.replace(u'&', u"&&"_s);
}

// Why a note that is there may be the one that is meant.
QString likenessText(Likeness likeness)
{
    switch (likeness) {
    case Likeness::Name:
        return Creating::tr("has this name");
    case Likeness::Alias:
        return Creating::tr("has this alias");
    case Likeness::Letters:
        return Creating::tr("has the same letters");
    case Likeness::Near:
        return Creating::tr("has a near name");
    }
    return {};
}

} // namespace

Creating::Creating(Vault *vault, NoteTabs *tabs, Navigator *navigator, StatusLine *status, QuickSwitcher *switcher,
                   QWidget *window)
    : QObject(window), m_vault(vault), m_tabs(tabs), m_navigator(navigator), m_status(status), m_switcher(switcher),
      m_window(window)
{
    connect(navigator, &Navigator::missing, this, &Creating::offer);
    connect(vault, &Vault::created, this, [this](const NotePath &path) {
        if (path != m_creating)
            return;
        m_creating = {};
        // Behind what a template wrote.
        if (NoteView *view = m_navigator->open(path, OpenIn::CurrentTab))
            view->goTo(static_cast<quint32>(view->session()->mirror().bytes().size()));
    });
    connect(vault, &Vault::createFailed, this,
            [this](const NotePath &, const Error &error) { m_status->say(error.sentence); });
}

void Creating::newNote()
{
    const NoteView *const view = m_tabs->current();
    ask(view ? view->path() : NotePath(), {});
}

void Creating::newNoteIn(const QString &folder)
{
    // A name that begins with a slash is a path from the root.
    ask({}, folder.isEmpty() ? u"/"_s : QString(u'/' + folder + u'/'));
}

void Creating::ask(const NotePath &from, const QString &folder)
{
    m_switcher->open(tr("Name of the new note"),
                     [this, from, folder](const QString &typed) { return choices(typed, from, folder); });
}

QList<QuickEntry> Creating::choices(const QString &typed, const NotePath &from, const QString &folder)
{
    if (typed.trimmed().isEmpty())
        return {};
    const Snapshot &snapshot = m_vault->snapshot();
    // What is there under this very name comes first, what is only near after the new note.
    QList<QuickEntry> same;
    QList<QuickEntry> near;
    for (const SimilarNote &note : similarNotes(snapshot, typed, MostSimilar)) {
        const NotePath there = snapshot.file(note.file).path;
        const QString why = likenessText(note.likeness);
        (note.likeness == Likeness::Near ? near : same)
            .append({tr("Open %1").arg(there.name()),
                     there.folder().isEmpty() ? why : QString(there.folder() + u"  ·  " + why),
                     {},
                     [this, there](Qt::KeyboardModifiers keys) { m_navigator->open(there, placeFor(keys)); }});
    }
    const QString name = typed.trimmed().startsWith(u'/') ? typed : QString(folder + typed.trimmed());
    const Result<NotePath> path = newNotePath(name, from, snapshot.settings());
    if (!path)
        return same + QList<QuickEntry>{{path.error().sentence, {}, {}, {}}} + near;
    if (snapshot.find(*path) >= 0)
        return same + near;
    const auto creates = [&](const QString &text, int templateNote) {
        return QuickEntry{
            text, {}, {}, [this, wanted = Wanted{*path, templateNote}](Qt::KeyboardModifiers) { create(wanted); }};
    };
    QList<QuickEntry> entries = same + QList<QuickEntry>{creates(tr("Create %1").arg(path->toString()), -1)} + near;
    const QList<int> templates = templateNotes(snapshot);
    for (const int note : templates.first(std::min(templates.size(), MostTemplates)))
        entries.append(
            creates(tr("Create %1 from the template %2").arg(path->name(), snapshot.file(note).path.name()), note));
    return entries;
}

void Creating::offer(const QString &target, const NotePath &from)
{
    auto *menu = new QMenu(m_window);
    menu->setObjectName(u"createMenu");
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addSection(tr("%1 is not written yet").arg(escapedMenuText(target)));
    const Snapshot snapshot = m_vault->snapshot();
    const QList<SimilarNote> existing = similarNotes(snapshot, target, MostSimilar);
    for (const SimilarNote &note : existing) {
        const NotePath path = snapshot.file(note.file).path;
        const QString text = tr("Open %1, which %2").arg(path.toString(), likenessText(note.likeness));
        menu->addAction(escapedMenuText(text), this, [this, path] { m_navigator->open(path, OpenIn::CurrentTab); });
    }
    if (!existing.isEmpty())
        menu->addSeparator();
    const Result<NotePath> path = newNotePath(target, from, snapshot.settings());
    if (!path) {
        menu->addAction(escapedMenuText(path.error().sentence))->setEnabled(false);
        menu->popup(QCursor::pos());
        return;
    }
    const auto add = [&](const QString &text, int templateNote) {
        return menu->addAction(escapedMenuText(text), this,
                               [this, wanted = Wanted{*path, templateNote}] { create(wanted); });
    };
    QAction *const creates = add(tr("Create %1").arg(path->toString()), -1);
    if (existing.isEmpty())
        menu->setActiveAction(creates);
    const QList<int> templates = templateNotes(snapshot);
    for (const int note : templates.first(std::min(templates.size(), MostTemplates)))
        add(tr("Create it from the template %1").arg(snapshot.file(note).path.name()), note);
    menu->popup(QCursor::pos());
}

void Creating::create(const Wanted &wanted)
{
    const Snapshot &snapshot = m_vault->snapshot();
    QByteArray text;
    if (wanted.templateNote >= 0)
        text = filledTemplate(snapshot.note(wanted.templateNote).text, wanted.path.name().toString(),
                              QDateTime::currentDateTime(), snapshot.settings());
    m_creating = wanted.path;
    m_vault->create(wanted.path, text);
}

} // namespace tearsheet
