// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/tablepane.h"

#include "ui/table/gridview.h"
#include "ui/window/banner.h"

#include <QVBoxLayout>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

QString sentenceOf(const TableFinding &finding, const ShownTable &table)
{
    const int rows = static_cast<int>(finding.rows.size());
    const QString name = finding.columns.isEmpty() ? QString() : table.headers.value(finding.columns.first());
    switch (finding.defect) {
    case TableDefect::Headless:
        return TablePane::tr("These rows have no header: their table was cut in two, and other programs show bars.");
    case TableDefect::SurplusCells:
        return rows == 1 ? TablePane::tr("Row %1 has more cells than the header.").arg(finding.rows.first() + 1)
                         : TablePane::tr("%n rows have more cells than the header.", nullptr, rows);
    case TableDefect::MissingCells:
        return rows == 1 ? TablePane::tr("Row %1 has fewer cells than the header.").arg(finding.rows.first() + 1)
                         : TablePane::tr("%n rows have fewer cells than the header.", nullptr, rows);
    case TableDefect::BareBars:
        return TablePane::tr("A bar inside a cell has no backslash: other programs cut the row there.");
    case TableDefect::EmptyHeader:
        return TablePane::tr("Column %1 has no name.").arg(finding.columns.first() + 1);
    case TableDefect::DuplicateHeader:
        return TablePane::tr("Two columns are named %1.").arg(name);
    case TableDefect::Transposed:
        return TablePane::tr("Notes stand in the header. Turned, each gets a row, and columns can be sorted.");
    }
    return {};
}

} // namespace

TablePane::TablePane(QWidget *parent) : QWidget(parent), m_banner(new Banner(this)), m_grid(new GridView(this))
{
    m_banner->setObjectName(u"tableBanner");
    setFocusProxy(m_grid);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_grid, 1);
    connect(m_grid, &GridView::editWanted, this, &TablePane::editWanted);
}

void TablePane::show(const ShownTablePtr &table, bool editable, const QString &whyNot)
{
    m_table = table;
    m_editable = editable;
    m_whyNot = whyNot;
    m_grid->show(table, editable, whyNot);
    tell();
}

void TablePane::tell()
{
    if (!m_table) {
        m_banner->hide();
        return;
    }
    if (!m_editable && !m_whyNot.isEmpty()) {
        m_banner->say(m_whyNot, Banner::Tone::Neutral);
        return;
    }
    const auto keyOf = [this](const TableFinding &finding) {
        return QString(m_table->key + u'\n' + QString::number(static_cast<int>(finding.defect)));
    };
    const TableFinding *finding = nullptr;
    int others = -1;
    for (const TableFinding &candidate : m_table->findings) {
        if (m_quiet.contains(keyOf(candidate)))
            continue;
        finding = finding ? finding : &candidate;
        ++others;
    }
    if (!finding) {
        m_banner->hide();
        return;
    }
    const auto edit = [this](GridEdit::Kind kind) { return [this, kind] { Q_EMIT editWanted({.kind = kind}); }; };
    const int row = finding->rows.isEmpty() ? 0 : finding->rows.first();
    const int column = finding->columns.isEmpty() ? 0 : finding->columns.first();
    QList<Banner::Action> actions;
    switch (finding->defect) {
    case TableDefect::Headless:
        if (m_table->rejoinable)
            actions.append({tr("Join with the table above"), edit(GridEdit::Kind::Rejoin)});
        actions.append({tr("Add a header"), edit(GridEdit::Kind::AddHeader)});
        break;
    case TableDefect::SurplusCells:
        actions = {{tr("Show"), [this, row] { m_grid->goTo(row, m_table ? m_table->grid->headerCount() : 0); }},
                   {tr("Add a column"), edit(GridEdit::Kind::AddColumns)}};
        break;
    case TableDefect::MissingCells:
        actions = {{tr("Show"), [this, row] { m_grid->goTo(row, 0); }},
                   {tr("Fill up"), edit(GridEdit::Kind::FillRows)}};
        break;
    case TableDefect::BareBars:
        actions = {{tr("Add backslashes"), edit(GridEdit::Kind::EscapeBars)}};
        break;
    case TableDefect::EmptyHeader:
        actions = {{tr("Name it"), [this, column] { m_grid->renameColumn(column); }}};
        break;
    case TableDefect::DuplicateHeader:
        actions = {{tr("Rename"), [this, column] { m_grid->renameColumn(column); }}};
        break;
    case TableDefect::Transposed:
        actions = {{tr("Transpose"), edit(GridEdit::Kind::Transpose)}};
        break;
    }
    actions.append({others > 0 ? tr("Next (%1)").arg(others) : tr("Dismiss"), [this, key = keyOf(*finding)] {
                        m_quiet.insert(key);
                        tell();
                    }});
    const bool idea = finding->defect == TableDefect::Transposed;
    m_banner->say(sentenceOf(*finding, *m_table), idea ? Banner::Tone::Neutral : Banner::Tone::Warning, actions);
}

} // namespace tearsheet
