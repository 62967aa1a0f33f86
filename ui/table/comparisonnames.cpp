// SPDX-License-Identifier: GPL-3.0-or-later

// Who is compared, and in which shape.
#include "ui/panels/draggednotes.h"
#include "ui/style/barbutton.h"
#include "ui/table/comparisongrid.h"
#include "ui/table/comparisonview.h"

#include <QActionGroup>
#include <QCompleter>
#include <QDropEvent>
#include <QLineEdit>
#include <QMenu>
#include <QStringListModel>

#include <array>

namespace tearsheet {

namespace {

using Shape = ComparisonRequest::Shape;

// Those that are made of names alone.
constexpr std::array ShapesOfNames{Shape::Metrics, Shape::Cases, Shape::Headings};

QString nameOf(Shape shape)
{
    switch (shape) {
    case Shape::Cases:
        return ComparisonView::tr("For and against");
    case Shape::Headings:
        return ComparisonView::tr("Heading by heading");
    default:
        return ComparisonView::tr("Metrics");
    }
}

} // namespace

void ComparisonView::buildShapes()
{
    m_shape = barButton({}, tr("What of the notes is compared"), this);
    m_shape->setObjectName(u"comparisonShape");
    m_shape->setPopupMode(QToolButton::InstantPopup);
    auto *const menu = new QMenu(m_shape);
    auto *const group = new QActionGroup(menu);
    for (const Shape shape : ShapesOfNames) {
        QAction *const action = menu->addAction(nameOf(shape), this, [this, shape] {
            if (shape == m_request.shape)
                return;
            finishEditing();
            ComparisonRequest other = m_request;
            other.shape = shape;
            setOrder({});
            setRequest(other);
        });
        action->setCheckable(true);
        group->addAction(action);
    }
    m_shape->setMenu(menu);
}

void ComparisonView::showShape()
{
    const auto shape = std::ranges::find(ShapesOfNames, m_request.shape);
    m_shape->setVisible(shape != ShapesOfNames.end());
    if (shape == ShapesOfNames.end())
        return;
    m_shape->setText(nameOf(*shape));
    const QList<QAction *> actions = m_shape->menu()->actions();
    actions.at(shape - ShapesOfNames.begin())->setChecked(true);
    actions.last()->setEnabled(m_request.names.size() == 2); // Sections face each other.
}

void ComparisonView::addNamed(const QString &name)
{
    const Resolution found = m_snapshot.lookup(name);
    m_add->clear();
    add({found.isResolved() ? m_snapshot.file(found.matches.first()).path.toString() : name});
}

// A name, or the beginning or a part of one; who has no note is compared by what others state.
void ComparisonView::addTyped(const QString &typed)
{
    if (typed.isEmpty())
        return;
    QStringList meant;
    if (!m_snapshot.lookup(typed).isResolved()) {
        for (const QString &name : m_names->stringList()) {
            if (name.contains(typed, Qt::CaseInsensitive))
                meant.append(name);
        }
    }
    if (meant.size() > 1)
        m_add->completer()->complete();
    else
        addNamed(meant.value(0, typed));
}

void ComparisonView::add(const QStringList &paths)
{
    ComparisonRequest wider = m_request;
    for (const QString &path : paths) {
        if (!wider.names.contains(path))
            wider.names.append(path);
    }
    if (wider != m_request)
        setRequest(wider);
}

// Whether it is of companies, of which there may be any number.
bool ComparisonView::takesNames() const
{
    return m_request.shape == ComparisonRequest::Shape::Metrics || m_request.shape == ComparisonRequest::Shape::Cases
           || m_request.shape == ComparisonRequest::Shape::Stacked;
}

void ComparisonView::dragEnterEvent(QDragEnterEvent *event)
{
    if (!takesNames() || draggedNotes(event->mimeData()).isEmpty())
        return;
    // Nothing leaves the list that it is dragged from.
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

void ComparisonView::dropEvent(QDropEvent *event)
{
    QStringList paths;
    for (const NotePath &note : draggedNotes(event->mimeData())) {
        if (m_snapshot.find(note) >= 0)
            paths.append(note.toString());
    }
    finishEditing();
    add(paths);
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

void ComparisonView::showHeaderMenu(int column, const QPoint &place)
{
    if (column < 0 || column >= shown().columns.size())
        return;
    const ComparisonLine line = shown().columns.at(column);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!line.note.isEmpty())
        menu->addAction(tr("Open %1").arg(line.note.name()), this,
                        [this, line] { Q_EMIT sourceActivated(line.note, 0, Qt::NoModifier); });
    menu->addAction(tr("Freeze up to this column"), this, [this, column] { m_grid->freeze(column + 1); });
    if (m_grid->frozen() > 0)
        menu->addAction(tr("Unfreeze"), this, [this] { m_grid->freeze(0); });
    // Of a note that is gone the name is still a path.
    const auto isIt = [&](const QString &name) {
        const Result<NotePath> path = NotePath::fromRelative(name);
        return name == line.note.toString() || (path && path->name() == line.title);
    };
    const auto name = std::ranges::find_if(std::as_const(m_request.names), isIt);
    if (name != m_request.names.cend())
        menu->addAction(tr("Remove from the comparison"), this, [this, name = *name] {
            ComparisonRequest narrower = m_request;
            narrower.names.removeOne(name);
            setRequest(narrower);
        });
    menu->popup(place);
}

} // namespace tearsheet
