// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/relationspanel.h"

#include "core/research/relationwording.h"
#include "ui/panels/emptystate.h"
#include "ui/panels/relationdelegate.h"
#include "ui/style/keys.h"

#include <QApplication>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

// What the list may be narrowed to beside one relation.
constexpr int Everything = -1;
constexpr int OneSided = -2;
constexpr int Unresolved = -3;

} // namespace

RelationsPanel::RelationsPanel(QWidget *parent)
    : QWidget(parent), m_model(new RelationsModel(this)), m_search(new QLineEdit(this)), m_only(new QComboBox(this)),
      m_summary(new QLabel(this)), m_tree(new QTreeView(this)), m_edit(new QPushButton(tr("Edit"), this)),
      m_reciprocal(new QPushButton(tr("Add the reciprocal"), this)), m_create(new QPushButton(tr("Create…"), this)),
      m_empty(emptyState({}, this))
{
    setObjectName(u"relationsPanel"_s);
    m_search->setObjectName(u"relationsSearch"_s);
    m_search->setPlaceholderText(tr("Find"));
    m_search->setAccessibleName(tr("Find in relations"));
    m_search->setClearButtonEnabled(true);
    m_only->setObjectName(u"relationsOnly"_s);
    m_only->setAccessibleName(tr("Which relations"));
    m_only->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_only->setMinimumContentsLength(12);
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    m_summary->setContentsMargins(12, 0, 12, 4);
    m_edit->setObjectName(u"relationsEdit"_s);
    m_edit->setToolTip(tr("Write the words that say it anew, or go there (F2)"));
    m_reciprocal->setObjectName(u"relationsReciprocal"_s);
    m_reciprocal->setToolTip(tr("Make the other note say it back"));
    m_create->setObjectName(u"relationsCreate"_s);
    m_create->setToolTip(tr("Create the note that is missing, or choose another one"));
    m_tree->setObjectName(u"relationsTree"_s);
    m_tree->setAccessibleName(tr("Relations"));
    m_tree->setModel(m_model);
    auto *const delegate = new RelationDelegate(m_tree);
    delegate->typed = [this](const QModelIndex &index, const QString &text) { tellTyping(index, text); };
    m_tree->setItemDelegate(delegate);
    m_tree->setHeaderHidden(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->installEventFilter(this);
    m_search->installEventFilter(this);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 8, 12, 6);
    bar->setSpacing(8);
    bar->addWidget(m_search, 1);
    bar->addWidget(m_only);
    auto *actions = new QHBoxLayout;
    actions->setContentsMargins(12, 6, 12, 8);
    actions->setSpacing(8);
    for (QPushButton *button : {m_edit, m_reciprocal, m_create}) {
        // They are no reason for the window to be wider.
        button->setMinimumWidth(56);
        actions->addWidget(button);
    }
    actions->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_summary);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_empty, 1);
    layout->addLayout(actions);

    connect(m_search, &QLineEdit::textChanged, this, &RelationsPanel::fill);
    connect(m_only, &QComboBox::activated, this, &RelationsPanel::fill);
    connect(m_tree, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        if (index.parent().isValid())
            goThere(QApplication::keyboardModifiers());
    });
    connect(m_tree, &QTreeView::customContextMenuRequested, this, &RelationsPanel::showMenu);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RelationsPanel::showActions);
    // What came meanwhile waited for the editor.
    connect(
        m_tree->itemDelegate(), &QAbstractItemDelegate::closeEditor, this,
        [this] {
            if (m_stale && isVisible())
                refresh();
        },
        Qt::QueuedConnection);
    connect(m_tree->itemDelegate(), &QAbstractItemDelegate::closeEditor, this, [this] {
        m_editing.reset();
        Q_EMIT typing(m_path, {});
    });
    connect(m_edit, &QPushButton::clicked, this, &RelationsPanel::edit);
    connect(m_reciprocal, &QPushButton::clicked, this, &RelationsPanel::addReciprocal);
    connect(m_create, &QPushButton::clicked, this, [this] {
        if (const RelationRow *const row = current())
            Q_EMIT targetWanted(row->targetName, pathOf(row->source));
    });
    connect(m_model, &RelationsModel::edited, this, &RelationsPanel::write);
    offerRelations();
    fill();
}

void RelationsPanel::showNote(const NotePath &path, bool editable)
{
    if (path == m_path && editable == m_editable)
        return;
    m_path = path;
    m_editable = editable;
    refreshSoon();
}

void RelationsPanel::setRelations(const std::shared_ptr<const RelationIndex> &relations)
{
    m_relations = relations;
    refreshSoon();
}

void RelationsPanel::beginSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

void RelationsPanel::finishEditing()
{
    if (auto *const editor = m_tree->viewport()->findChild<QLineEdit *>()) {
        Q_EMIT m_tree->itemDelegate()->commitData(editor);
        Q_EMIT m_tree->itemDelegate()->closeEditor(editor);
    }
}

void RelationsPanel::saveEditing()
{
    if (auto *const editor = m_tree->viewport()->findChild<QLineEdit *>()) {
        Q_EMIT m_tree->itemDelegate()->commitData(editor);
        Q_EMIT typing(m_path, {});
    }
}

// The row keeps its place as it was while the editor is open.
TypedOver &RelationsPanel::editing(const QModelIndex &index)
{
    if (!m_editing) {
        const RelationRow &row = *m_model->row(index);
        const Note &note = m_model->snapshot().note(row.source);
        m_editing = {TypedPlace::of(pathOf(row.source), editablePart(row.statement), note),
                     index.data(Qt::EditRole).toString()};
    }
    return *m_editing;
}

void RelationsPanel::write(const QModelIndex &index, const QString &text)
{
    const std::optional<TypedPlace> before = editing(index).write(text);
    if (!before)
        return;
    if (!isEditing())
        m_editing.reset();
    Q_EMIT changeWanted(*before, before->written(text), text);
}

void RelationsPanel::tellTyping(const QModelIndex &index, const QString &text)
{
    if (!m_model->row(index))
        return;
    const TypedOver &now = editing(index);
    const QString typed = text.simplified();
    Q_EMIT typing(now.place.path, typed == now.says ? QList<TypedInto>() : QList{typedInto(now.place, typed)});
}

bool RelationsPanel::isEditing() const
{
    return m_tree->viewport()->findChild<QLineEdit *>() != nullptr;
}

void RelationsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        refresh();
}

void RelationsPanel::refreshSoon()
{
    m_stale = true;
    // What is being typed would go with the row.
    if (isVisible() && !isEditing())
        refresh();
}

void RelationsPanel::refresh()
{
    m_stale = false;
    const int file = m_relations && !m_path.isEmpty() ? m_relations->snapshot().find(m_path) : -1;
    m_rows =
        file >= 0 && m_relations->snapshot().file(file).note ? relationRows(*m_relations, file) : QList<RelationRow>();
    offerRelations();
    fill();
    m_shown = m_path;
}

// The relations that there are, to choose one.
void RelationsPanel::offerRelations()
{
    const int before = m_only->currentData().toInt();
    QMap<int, int> counts;
    for (const RelationRow &row : std::as_const(m_rows)) {
        if (row.kind != RelationRow::Kind::Also)
            ++counts[static_cast<int>(row.statement.type)];
    }
    m_only->clear();
    m_only->addItem(tr("All relations"), Everything);
    m_only->addItem(tr("One-sided"), OneSided);
    m_only->addItem(tr("Without a note"), Unresolved);
    for (auto count = counts.cbegin(); count != counts.cend(); ++count)
        m_only->addItem(u"%1 (%2)"_s.arg(relationTitle(static_cast<RelationType>(count.key()))).arg(count.value()),
                        count.key());
    m_only->setCurrentIndex(m_path == m_shown ? std::max(0, m_only->findData(before)) : 0);
}

bool RelationsPanel::isWanted(const RelationRow &row) const
{
    const int only = m_only->currentData().toInt();
    const bool fits = only == Everything || (only == OneSided && row.oneSided) || (only == Unresolved && row.target < 0)
                      || only == static_cast<int>(row.statement.type);
    const QString typed = m_search->text().simplified();
    return fits
           && (row.sentence.contains(typed, Qt::CaseInsensitive) || row.evidence.contains(typed, Qt::CaseInsensitive));
}

void RelationsPanel::fill()
{
    const RelationRow *const selected = current();
    const std::optional<RelationRow> before = selected ? std::optional(*selected) : std::nullopt;
    const int scrolled = m_tree->verticalScrollBar()->value();
    QList<RelationRow> rows;
    std::ranges::copy_if(m_rows, std::back_inserter(rows), [this](const RelationRow &row) { return isWanted(row); });
    m_model->setRows(rows, m_relations ? m_relations->snapshot() : Snapshot(), m_editable);
    m_tree->expandAll();
    if (m_path == m_shown && before) {
        for (int group = 0; group < m_model->rowCount(); ++group) {
            const QModelIndex parent = m_model->index(group, 0);
            for (int i = 0; i < m_model->rowCount(parent); ++i) {
                const QModelIndex index = m_model->index(i, 0, parent);
                const RelationRow &row = *m_model->row(index);
                if (row.kind == before->kind && row.sentence == before->sentence) {
                    m_tree->setCurrentIndex(index);
                    break;
                }
            }
        }
    }
    m_tree->verticalScrollBar()->setValue(m_path == m_shown ? scrolled : 0);
    describe();
    showActions();
}

void RelationsPanel::describe()
{
    const bool any = m_model->rowCount() > 0;
    m_tree->setVisible(any);
    m_summary->setVisible(any);
    m_empty->setVisible(!any);
    int shown = 0;
    int oneSided = 0;
    for (const RelationRow &row : std::as_const(m_rows)) {
        shown += row.kind == RelationRow::Kind::Stated;
        oneSided += row.oneSided && row.kind == RelationRow::Kind::Stated;
    }
    const QString count = shown == 1 ? tr("1 relation") : tr("%n relations", nullptr, shown);
    m_summary->setText(oneSided > 0 ? tr("%1, %n one-sided", nullptr, oneSided).arg(count) : count);
    m_empty->setText(!m_path.isNote() ? tr("No note is open.")
                     : !m_relations   ? tr("Looking for relations…")
                     : !m_rows.isEmpty()
                         ? tr("No relation is like that.")
                         : tr("No relations yet. Say them where you list related notes: - [[Name]] — competitor"));
}

const RelationRow *RelationsPanel::current() const
{
    return m_model->row(m_tree->currentIndex());
}

NotePath RelationsPanel::pathOf(int file) const
{
    return file < 0 ? NotePath() : m_model->snapshot().file(file).path;
}

void RelationsPanel::showActions()
{
    const RelationRow *const row = current();
    m_edit->setEnabled(row);
    m_reciprocal->setEnabled(row && row->oneSided);
    m_create->setEnabled(row && row->target < 0);
}

void RelationsPanel::showMenu(const QPoint &place)
{
    m_tree->setCurrentIndex(m_tree->indexAt(place));
    const RelationRow *const row = current();
    if (!row)
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(u"relationsMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Go to where it is said"), this, [this] { goThere({}); });
    if (row->target >= 0)
        menu->addAction(row->kind == RelationRow::Kind::SaidByOther ? tr("Open the other note") : tr("Open the note"),
                        this, &RelationsPanel::goToTarget);
    if (const NotePath other = otherNote(); !other.isEmpty())
        menu->addAction(tr("Compare with %1").arg(other.name()), this,
                        [this, other] { Q_EMIT comparisonWanted({other}); });
    menu->addAction(tr("Edit"), this, &RelationsPanel::edit);
    menu->addSeparator();
    if (row->oneSided)
        menu->addAction(tr("Add the reciprocal"), this, &RelationsPanel::addReciprocal);
    if (row->target < 0) {
        menu->addAction(tr("Create the note, or choose another…"), m_create, &QPushButton::click);
        if (m_editable && !row->statement.evidence.name.in(m_model->snapshot().note(row->source).text).startsWith('['))
            menu->addAction(tr("Make the name a link"), this, &RelationsPanel::link);
    }
    menu->popup(m_tree->viewport()->mapToGlobal(place));
}

void RelationsPanel::goThere(Qt::KeyboardModifiers modifiers)
{
    if (const RelationRow *const row = current())
        Q_EMIT activated(pathOf(row->source), row->statement.evidence.name.begin, modifiers);
}

NotePath RelationsPanel::otherNote() const
{
    const RelationRow *const row = current();
    if (!row || row->target < 0)
        return {};
    return pathOf(row->kind == RelationRow::Kind::SaidByOther ? row->source : row->target);
}

void RelationsPanel::goToTarget()
{
    if (const NotePath other = otherNote(); !other.isEmpty())
        Q_EMIT activated(other, 0, {});
}

// Where the words are this statement's alone they are written anew here, else at their place.
void RelationsPanel::edit()
{
    const QModelIndex index = m_tree->currentIndex();
    const RelationRow *const row = current();
    if (!row)
        return;
    if (index.flags().testFlag(Qt::ItemIsEditable)) {
        m_tree->setFocus();
        m_tree->edit(index);
        return;
    }
    const ByteRange part = editablePart(row->statement);
    Q_EMIT activated(pathOf(row->source), part.isEmpty() ? row->statement.evidence.name.begin : part.begin, {});
}

void RelationsPanel::link()
{
    const RelationRow *const row = current();
    if (!row)
        return;
    const TypedPlace place =
        TypedPlace::of(pathOf(row->source), row->statement.evidence.name, m_model->snapshot().note(row->source));
    Q_EMIT changeWanted(place, "[[" + place.range.in(place.text).toByteArray() + "]]", {});
}

void RelationsPanel::addReciprocal()
{
    const RelationRow *const row = current();
    if (row && row->oneSided)
        Q_EMIT reciprocalWanted(
            {pathOf(row->source), pathOf(row->target), row->statement.type, row->statement.modifier});
}

bool RelationsPanel::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return false;
    const auto *const key = static_cast<QKeyEvent *>(event);
    if (object == m_search) {
        if (event->type() != QEvent::KeyPress || key->key() != Qt::Key_Down || m_model->rowCount() == 0)
            return false;
        m_tree->setFocus();
        m_tree->setCurrentIndex(m_model->index(0, 0, m_model->index(0, 0)));
        return true;
    }
    const bool enter = isEnter(*key);
    // What ends an edit comes on to the list.
    if (isEditing())
        return enter && event->type() == QEvent::KeyPress;
    // In the window, F2 renames the note.
    if (key->key() == Qt::Key_F2 && current()) {
        event->accept();
        if (event->type() == QEvent::KeyPress)
            edit();
        return true;
    }
    if (!enter || event->type() != QEvent::KeyPress || !current())
        return false;
    goThere(key->modifiers());
    return true;
}

} // namespace tearsheet
