// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/delimitedview.h"

#include "ui/table/gridview.h"
#include "ui/table/tablepane.h"
#include "ui/window/banner.h"

#include <QVBoxLayout>

namespace tearsheet {

DelimitedView::DelimitedView(DelimitedFilePtr file, QWidget *parent)
    : QWidget(parent), m_file(std::move(file)), m_banner(new Banner(this)), m_pane(new TablePane(this))
{
    setObjectName(u"delimitedView");
    setFocusProxy(m_pane);
    m_pane->grid()->setObjectName(u"delimitedGrid");
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_pane, 1);
    GridView *const grid = m_pane->grid();
    connect(m_pane, &TablePane::editWanted, m_file.get(), &DelimitedFile::apply);
    connect(grid, &GridView::undoWanted, m_file.get(), &DelimitedFile::undo);
    connect(grid, &GridView::redoWanted, m_file.get(), &DelimitedFile::redo);
    connect(grid, &GridView::said, this, &DelimitedView::said);
    connect(grid, &GridView::summaryChanged, this, &DelimitedView::summaryChanged);
    connect(m_file.get(), &DelimitedFile::changed, this, &DelimitedView::showTable);
    connect(m_file.get(), &DelimitedFile::stateChanged, this, &DelimitedView::showState);
    showTable();
    showState();
}

DelimitedView::~DelimitedView()
{
    m_file->disconnect(this);
    m_pane->grid()->finishEditing();
    m_file->save();
}

GridView *DelimitedView::grid() const
{
    return m_pane->grid();
}

void DelimitedView::showTable()
{
    auto shown = std::make_shared<ShownTable>();
    shown->key = m_file->path().toString();
    shown->grid = m_file->grid();
    for (int column = 0; column < shown->grid->columnCount(); ++column)
        shown->headers.append(shown->grid->shown(HeaderRow, column));
    shown->kinds = columnKinds(*shown->grid);
    shown->bytes = QByteArray::number(m_file->revision());
    m_pane->show(shown, m_file->state() != DelimitedFile::State::ReadOnly, m_file->stateText());
}

void DelimitedView::showState()
{
    switch (m_file->state()) {
    case DelimitedFile::State::Conflict:
        m_banner->say(m_file->stateText(), Banner::Tone::Warning,
                      {{tr("Take what it wrote"), [this] { m_file->takeTheirs(); }},
                       {tr("Keep what is here"), [this] { m_file->keepOwn(); }}});
        break;
    case DelimitedFile::State::Failed:
        m_banner->say(m_file->stateText(), Banner::Tone::Warning, {{tr("Try again"), [this] { m_file->save(); }}});
        break;
    default:
        m_banner->hide();
    }
}

} // namespace tearsheet
