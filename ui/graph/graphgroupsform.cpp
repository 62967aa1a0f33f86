// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphgroupsform.h"

#include "core/graph/graphlook.h"
#include "ui/style/barbutton.h"
#include "ui/style/style.h"

#include <QColorDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

namespace tearsheet {

namespace {

QIcon swatch(quint32 rgb)
{
    QPixmap picture(14, 14);
    picture.fill(QColor::fromRgb(rgb));
    return picture;
}

} // namespace

GraphGroupsForm::GraphGroupsForm(QWidget *parent) : QWidget(parent)
{
    auto *const box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(4);
    m_rows = new QVBoxLayout;
    m_rows->setSpacing(4);
    box->addLayout(m_rows);
    auto *const add = new QPushButton(tr("Add a group"), this);
    add->setToolTip(tr("Colours the notes that a search finds"));
    connect(add, &QPushButton::clicked, this, [this] {
        m_groups.append({{}, categoryColour(static_cast<int>(m_groups.size()), paletteOf(this).dark)});
        fill();
        if (auto *const last = m_rows->itemAt(m_rows->count() - 1)->widget()->findChild<QLineEdit *>())
            last->setFocus();
    });
    box->addWidget(add);
}

void GraphGroupsForm::setGroups(const QList<GraphGroup> &groups)
{
    if (groups == m_groups)
        return;
    m_groups = groups;
    fill();
}

void GraphGroupsForm::fill()
{
    while (QLayoutItem *const item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (int i = 0; i < m_groups.size(); ++i)
        m_rows->addWidget(row(i));
}

QWidget *GraphGroupsForm::row(int index)
{
    auto *const widget = new QWidget(this);
    auto *const line = new QHBoxLayout(widget);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    auto *const colour = new QToolButton(widget);
    colour->setIcon(swatch(m_groups.at(index).rgb));
    colour->setToolTip(tr("Choose the colour"));
    colour->setAccessibleName(tr("Colour of group %1").arg(index + 1));
    connect(colour, &QToolButton::clicked, this, [this, index] { chooseColour(index); });
    line->addWidget(colour);
    auto *const query = new QLineEdit(m_groups.at(index).query, widget);
    query->setPlaceholderText(tr("path:Actors, tag:#battery, words…"));
    query->setAccessibleName(tr("Search of group %1").arg(index + 1));
    connect(query, &QLineEdit::editingFinished, this,
            [this, index, query] { edit(index, {query->text().trimmed(), m_groups.value(index).rgb}); });
    line->addWidget(query, 1);
    const auto button = [&](Icon picture, const QString &tip, bool enabled, auto act) {
        QToolButton *const made = iconButton(picture, tip, widget);
        made->setEnabled(enabled);
        connect(made, &QToolButton::clicked, this, act);
        line->addWidget(made);
    };
    button(Icon::ChevronUp, tr("Comes before the one above"), index > 0, [this, index] {
        m_groups.swapItemsAt(index, index - 1);
        fill();
        Q_EMIT changed();
    });
    button(Icon::Cross, tr("Remove the group"), true, [this, index] {
        m_groups.removeAt(index);
        fill();
        Q_EMIT changed();
    });
    return widget;
}

void GraphGroupsForm::edit(int index, const GraphGroup &group)
{
    if (index >= m_groups.size() || m_groups.at(index) == group)
        return;
    m_groups[index] = group;
    Q_EMIT changed();
}

void GraphGroupsForm::chooseColour(int index)
{
    auto *const dialog = new QColorDialog(QColor::fromRgb(m_groups.at(index).rgb), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QColorDialog::colorSelected, this, [this, index](const QColor &colour) {
        edit(index, {m_groups.value(index).query, colour.rgb() & 0xFFFFFF});
        fill();
    });
    dialog->open();
}

} // namespace tearsheet
