// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/delimitedview.h"

#include "ui/table/gridview.h"
#include "ui/table/tablepane.h"

#include <QScrollBar>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

// As settings keep it: columns with "a" or "d" for the order, and filters by column.
QVariantMap lookOf(const Arrangement &arrangement)
{
    QVariantMap look;
    QStringList keys;
    for (const SortKey &key : arrangement.keys)
        keys.append(QString::number(key.column) + (key.order == Qt::AscendingOrder ? u'a' : u'd'));
    if (!keys.isEmpty())
        look.insert(u"sorted"_s, keys);
    QVariantMap filters;
    for (const auto &[column, typed] : arrangement.filters.asKeyValueRange())
        filters.insert(QString::number(column), typed);
    if (!filters.isEmpty())
        look.insert(u"filters"_s, filters);
    return look;
}

Arrangement arrangementOf(const QVariantMap &look, int columns)
{
    Arrangement arrangement;
    const auto known = [columns](int column, bool isNumber) { return isNumber && column >= 0 && column < columns; };
    for (const QString &key : look.value(u"sorted"_s).toStringList()) {
        bool isNumber = false;
        const int column = key.chopped(std::min<qsizetype>(1, key.size())).toInt(&isNumber);
        if (known(column, isNumber))
            arrangement.keys.append({column, key.endsWith(u'a') ? Qt::AscendingOrder : Qt::DescendingOrder});
    }
    const QVariantMap filters = look.value(u"filters"_s).toMap();
    for (const auto &[name, typed] : filters.asKeyValueRange()) {
        bool isNumber = false;
        const int column = name.toInt(&isNumber);
        if (known(column, isNumber))
            arrangement.filters.insert(column, typed.toString());
    }
    return arrangement;
}

} // namespace

DelimitedView::DelimitedView(const std::shared_ptr<DelimitedSession> &session, QWidget *parent)
    : FileView(session, parent), m_pane(new TablePane(this)),
      m_looking(this, [this](const Looked &looked) { take(looked); })
{
    setObjectName(u"delimitedView");
    setFocusProxy(m_pane);
    m_pane->grid()->setObjectName(u"delimitedGrid");
    connect(m_pane, &TablePane::editWanted, this, [this](const GridEdit &edit) {
        if (const Result<> done = this->session()->edit(edit); !done)
            tellFailure(edit, done.error());
    });
    connect(grid(), &GridView::typedLeft, this,
            [this](const TypedText &typed) { Q_EMIT typedLeft(sentenceOf(typed), typed.text); });
    connect(grid(), &GridView::unwrittenChanged, this, [this] {
        QList<TypedInto> typed;
        for (const TypedText &text : grid()->unwritten())
            typed.append(typedInto(text, this->session()->grid()));
        Q_EMIT typing(typed);
    });
    connect(grid(), &GridView::givingUp, this, &DelimitedView::givingUp);
    connect(m_pane, &TablePane::pictureWanted, this, &DelimitedView::pictureWanted);
    connect(grid(), &GridView::undoWanted, session.get(), &DelimitedSession::undo);
    connect(grid(), &GridView::redoWanted, session.get(), &DelimitedSession::redo);
    connect(grid(), &GridView::said, this, &DelimitedView::said);
    connect(grid(), &GridView::summaryChanged, this, &DelimitedView::summaryChanged);
    connect(grid(), &GridView::arranged, this, [this] {
        if (const std::optional<Place> place = std::exchange(m_wanted, std::nullopt))
            goTo(*place);
    });
    connect(session.get(), &DelimitedSession::gridChanged, this, &DelimitedView::showTable);
    connect(session.get(), &DelimitedSession::stateChanged, this, [this] {
        if (grid()->tableModel()->isEditable() == this->session()->isReadOnly())
            showTable();
    });
    showTable();
    setContent(m_pane);
}

DelimitedView::~DelimitedView()
{
    session()->disconnect(this); // Nothing is shown any more.
    grid()->finishEditing();
    grid()->leaveTypedTexts();
}

// What one cell was to say is offered again where it could not be written.
void DelimitedView::tellFailure(const GridEdit &edit, const Error &error)
{
    const QString text = typedText(edit);
    if (text.isEmpty())
        Q_EMIT said(error.sentence);
    else
        Q_EMIT typedLeft(tr("%1 You typed %2.").arg(error.sentence, quoted(text)), text);
}

GridView *DelimitedView::grid() const
{
    return m_pane->grid();
}

void DelimitedView::showTable()
{
    auto shown = std::make_shared<ShownTable>();
    shown->key = u"file"_s; // There is no other one here.
    shown->grid = session()->grid();
    for (int column = 0; column < shown->grid->columnCount(); ++column)
        shown->headers.append(shown->grid->shown(HeaderRow, column));
    shown->kinds = columnKinds(*shown->grid);
    shown->bytes = QByteArray::number(session()->revision());
    if (const std::optional<ChangedRows> &rows = session()->changedRows())
        shown->change = ShownTable::Change{QByteArray::number(session()->revision() - 1), *rows};
    shown->propertySheet = isPropertySheet(*shown->grid);
    const std::shared_ptr<const DelimitedGrid> &grid = session()->grid();
    const bool later = isLarge(*grid);
    if (!later)
        m_looked = lookAt(shown, grid->text(), nullptr);
    else if (!shown->change || m_looked.fences.size() != grid->columnCount())
        m_looked = {};
    shown->findings = m_looked.findings;
    shown->fences = m_looked.fences;
    m_shown = shown;
    show(shown);
    m_looking.cancel();
    if (later)
        m_looking.request([shown, grid](const CancelFlag &flag) { return lookAt(shown, grid->text(), &flag); });
    Q_EMIT this->shown();
}

DelimitedView::Looked DelimitedView::lookAt(const ShownTablePtr &table, const DelimitedText &text,
                                            const CancelFlag *flag)
{
    return {findingsOf(text, flag), fencesOf(*table)};
}

// The same cells with marks.
void DelimitedView::take(const Looked &looked)
{
    m_looked = looked;
    auto marked = std::make_shared<ShownTable>(*m_shown);
    marked->findings = looked.findings;
    marked->fences = looked.fences;
    marked->change = ShownTable::Change{marked->bytes, {}};
    m_shown = marked;
    show(marked);
}

void DelimitedView::show(const ShownTablePtr &table)
{
    m_pane->show(table, !session()->isReadOnly(), {});
    grid()->setWhyNot(session()->stateText()); // The banner of this view says it, too.
}

Place DelimitedView::place() const
{
    const DelimitedText &text = session()->grid()->text();
    const TableModel *const model = grid()->tableModel();
    Place place{.path = path(), .look = lookOf(model->arrangement())};
    if (const QModelIndex current = grid()->currentIndex(); current.isValid()) {
        const QList<ByteRange> fields = text.fields(model->rows().at(current.row()));
        place.caret = fields.at(std::min<qsizetype>(current.column(), fields.size() - 1)).begin;
    }
    if (const int top = grid()->rowAt(0); top >= 0)
        place.top = text.line(model->rows().at(top)).begin;
    return place;
}

void DelimitedView::restore(const Place &place)
{
    const Arrangement arrangement = arrangementOf(place.look, session()->grid()->columnCount());
    if (arrangement == grid()->tableModel()->arrangement()) {
        goTo(place);
        return;
    }
    m_wanted = place;
    grid()->arrange(arrangement);
}

void DelimitedView::goTo(const Place &place)
{
    goTo(place.caret);
    const int top = grid()->tableModel()->rowOf(session()->grid()->text().rowAt(place.top));
    if (top >= 0)
        grid()->scrollTo(grid()->model()->index(top, std::max(0, grid()->currentIndex().column())),
                         QAbstractItemView::PositionAtTop);
}

void DelimitedView::goTo(quint32 offset)
{
    const DelimitedText &text = session()->grid()->text();
    const int row = text.rowAt(offset);
    if (row < 0)
        return;
    const QList<ByteRange> fields = text.fields(row);
    const auto behind = std::ranges::upper_bound(fields, offset, {}, &ByteRange::begin);
    grid()->goTo(row, static_cast<int>(std::max<qsizetype>(0, behind - fields.begin() - 1)));
}

void DelimitedView::focusText()
{
    grid()->setFocus();
}

void DelimitedView::finishEditing()
{
    grid()->finishEditing();
}

void DelimitedView::uncover()
{
    setFocusProxy(m_pane);
}

} // namespace tearsheet
