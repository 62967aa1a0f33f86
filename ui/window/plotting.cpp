// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/plotting.h"

#include "core/change/newattachment.h"
#include "core/vault/vault.h"
#include "ui/table/comparisonview.h"
#include "ui/table/tablepane.h"
#include "ui/window/exporting.h"
#include "ui/window/statusline.h"

#include <algorithm>
#include <utility>

namespace tearsheet {

using namespace Qt::StringLiterals;

Plotting::Plotting(Vault *vault, Exporting *exporting, StatusLine *status, QWidget *window)
    : QObject(window), m_vault(vault), m_exporting(exporting), m_status(status), m_window(window)
{
    connect(vault, &Vault::created, this, &Plotting::finish);
    connect(vault, &Vault::createFailed, this,
            [this](const NotePath &path, const Error &error) { fail(path, error.sentence); });
    connect(vault, &Vault::published, this, &Plotting::look);
}

bool Plotting::toggle()
{
    const auto plot = [](auto *shown) {
        shown->setPlotted(!shown->isPlotted());
        return true;
    };
    for (QWidget *widget = m_window->focusWidget(); widget; widget = widget->parentWidget()) {
        if (auto *const pane = qobject_cast<TablePane *>(widget))
            return plot(pane);
        if (auto *const view = qobject_cast<ComparisonView *>(widget))
            return plot(view);
    }
    for (auto *const view : m_window->findChildren<ComparisonView *>()) {
        if (view->isVisible())
            return plot(view);
    }
    for (auto *const pane : m_window->findChildren<TablePane *>()) {
        if (pane->isVisible())
            return plot(pane);
    }
    return false;
}

void Plotting::take(const PlotPicture &picture, const NotePath &note, const TableChange &table)
{
    if (picture.use == PlotPicture::Use::Embed)
        embed(picture, note, table);
    else
        exportPicture(picture);
}

void Plotting::exportPicture(const PlotPicture &picture)
{
    m_exporting->ask(tr("Export the plot"), picture.name, picture.kind, this,
                     [this, bytes = picture.bytes](const QString &path) {
                         m_exporting->write(path, tr("The plot is in %1.").arg(path), [bytes] { return bytes; });
                     });
}

void Plotting::embed(const PlotPicture &picture, const NotePath &note, const TableChange &table)
{
    const Result<NotePath> file = newAttachmentPath(picture.name, picture.kind, note, m_vault->snapshot());
    if (!file) {
        m_status->say(file.error().sentence);
        return;
    }
    if (std::ranges::contains(m_embeddings, *file, &Embedding::file))
        return; // A second click before the first picture was written.
    TableChange change = table;
    change.edit = {.kind = GridEdit::Kind::AddBelow,
                   .cells = {{0, 0, embedText(*file, note, m_vault->snapshot().settings())}}};
    m_embeddings.append({*file, note, change});
    m_vault->create(*file, picture.bytes);
}

void Plotting::finish(const NotePath &file)
{
    const auto known = std::ranges::find(m_embeddings, file, &Embedding::file);
    if (known == m_embeddings.end())
        return;
    const Embedding embedding = *known;
    m_embeddings.erase(known);
    m_embedded.append(embedding);
    m_status->say(tr("The plot is in %1, and below the table.").arg(file.toString()));
    // What goes wrong here is said after that.
    Q_EMIT changeWanted(embedding.note, embedding.change);
}

void Plotting::fail(const NotePath &file, const QString &sentence)
{
    if (m_embeddings.removeIf([&](const Embedding &embedding) { return embedding.file == file; }) > 0)
        m_status->say(sentence);
}

bool Plotting::refuse(const NotePath &note, const TableChange &change, const Error &error)
{
    const auto known = std::ranges::find_if(
        m_embedded, [&](const Embedding &embedding) { return embedding.note == note && embedding.change == change; });
    if (known == m_embedded.end())
        return false;
    const NotePath file = known->file;
    m_embedded.erase(known);
    offerRemoval(file, tr("%1 The picture %2 is in no note.").arg(error.sentence, file.toString()));
    return true;
}

// An undo of the note takes the picture out of it and leaves its file, which a redo needs again.
void Plotting::look(const Snapshot &snapshot)
{
    for (Embedding &embedding : m_embedded) {
        const int file = snapshot.find(embedding.file);
        const bool isShown = file >= 0 && !snapshot.backlinks(file).isEmpty();
        if (std::exchange(embedding.isShown, isShown) && !isShown && file >= 0)
            offerRemoval(embedding.file, tr("No note shows %1 any more.").arg(embedding.file.toString()));
    }
}

void Plotting::offerRemoval(const NotePath &file, const QString &sentence)
{
    m_status->say(sentence, {{tr("Delete the picture"), [this, file] { remove(file); }}});
}

// Into the trash, or wherever the vault's settings say. It may have been put into a note since it was offered.
void Plotting::remove(const NotePath &file)
{
    const Snapshot &snapshot = m_vault->snapshot();
    const int index = snapshot.find(file);
    if (index >= 0 && !snapshot.backlinks(index).isEmpty())
        m_status->say(tr("%1 is in a note again, and stays.").arg(file.toString()));
    else
        m_vault->remove({file});
}

} // namespace tearsheet
