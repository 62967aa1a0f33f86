// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/propertiespanel.h"

#include "core/note/oddities.h"
#include "core/note/parsenote.h"
#include "core/vault/vaultlists.h"
#include "ui/panels/emptystate.h"
#include "ui/panels/propertydelegate.h"
#include "ui/style/keys.h"

#include <QCompleter>
#include <QCoreApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStringListModel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr int NarrowestName = 88;
constexpr double WidestName = 0.42; // Of the width.

bool isBroken(const QModelIndex &index)
{
    return index.data(PropertiesModel::KindRole).value<PropertyKind>() == PropertyKind::Broken;
}

QList<PropertyLink> linksOf(const QModelIndex &index)
{
    QList<PropertyLink> links;
    if (isBroken(index))
        return links;
    for (const PropertyItem &item : index.data(PropertiesModel::ItemsRole).value<QList<PropertyItem>>())
        links += item.links;
    return links;
}

} // namespace

PropertiesPanel::PropertiesPanel(QWidget *parent)
    : QWidget(parent), m_table(new QTableView(this)), m_model(new PropertiesModel(this)),
      m_delegate(new PropertyDelegate(this)), m_empty(emptyState({}, this)),
      m_add(new QPushButton(tr("Add property"), this)), m_adder(buildAdder())
{
    setObjectName(u"propertiesPanel");
    setFocusProxy(m_table);
    m_table->setObjectName(u"propertiesTable");
    m_table->setAccessibleName(tr("Properties"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(m_delegate);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setTabKeyNavigation(false);
    m_table->setMouseTracking(true);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->horizontalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setMinimumSectionSize(1);
    m_table->installEventFilter(this);
    m_table->viewport()->installEventFilter(this);
    m_add->setObjectName(u"addProperty");
    auto *bottom = new QHBoxLayout;
    bottom->setContentsMargins(12, 8, 12, 8);
    bottom->addWidget(m_add);
    bottom->addWidget(m_adder, 1);
    bottom->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_empty, 1);
    layout->addLayout(bottom);
    connect(m_model, &PropertiesModel::changeWanted, this,
            [this](const PropertyChange &change, const QString &typed) { Q_EMIT changeWanted(m_path, change, typed); });
    connect(m_delegate, &PropertyDelegate::typedChanged, this, &PropertiesPanel::tellTyping);
    connect(m_table, &QTableView::doubleClicked, this, &PropertiesPanel::activate);
    connect(m_table, &QTableView::customContextMenuRequested, this, &PropertiesPanel::showMenu);
    connect(m_add, &QPushButton::clicked, this, &PropertiesPanel::beginAdding);
    showStates();
}

QWidget *PropertiesPanel::buildAdder()
{
    auto *adder = new QWidget(this);
    m_name = new QLineEdit(adder);
    m_name->setObjectName(u"newPropertyName");
    m_name->setPlaceholderText(tr("Name"));
    m_name->setAccessibleName(tr("Name of the new property"));
    m_names = new QStringListModel(this);
    auto *completer = new QCompleter(m_names, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_name->setCompleter(completer);
    m_value = new QLineEdit(adder);
    m_value->setObjectName(u"newPropertyValue");
    m_value->setPlaceholderText(tr("Value"));
    m_value->setToolTip(tr("A list stands in brackets: [one, two]"));
    m_value->setAccessibleName(tr("Value of the new property"));
    m_value->setAccessibleDescription(m_value->toolTip());
    for (QLineEdit *field : {m_name, m_value}) {
        field->installEventFilter(this);
        connect(field, &QLineEdit::textChanged, this, &PropertiesPanel::tellTyping);
    }
    auto *layout = new QHBoxLayout(adder);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(m_name, 2);
    layout->addWidget(m_value, 3);
    adder->hide();
    connect(m_name, &QLineEdit::returnPressed, this, [this] {
        if (!m_name->text().trimmed().isEmpty())
            m_value->setFocus();
    });
    connect(m_value, &QLineEdit::returnPressed, this, &PropertiesPanel::add);
    return adder;
}

void PropertiesPanel::showNote(const ParsedNotePtr &note, const NotePath &path, const Snapshot &snapshot, bool editable)
{
    if (path != m_path || !editable) {
        finishCell();
        leaveAddition();
    }
    const auto typed = m_delegate->typed();
    m_note = note;
    m_path = path;
    m_snapshot = snapshot;
    m_editable = note && editable;
    m_delegate->setHeld(true);
    m_model->show(note, path, snapshot, m_editable);
    m_delegate->setHeld(false);
    showStates();
    fit();
    tellTyping();
    // Its row went, and with it the editor.
    if (typed && !m_delegate->isOpen())
        Q_EMIT changeWanted(m_path, typed->first, typed->second);
}

void PropertiesPanel::follow(const NotePath &from, const NotePath &to)
{
    if (m_path != from)
        return;
    m_path = to;
    m_model->follow(to);
}

void PropertiesPanel::showStates()
{
    const bool any = m_model->rowCount() > 0;
    m_table->setVisible(any);
    m_empty->setVisible(!any);
    m_add->setVisible(m_editable && m_adder->isHidden());
    const bool unclosed =
        m_note && std::ranges::contains(m_note->facts.oddities, OddityKind::UnclosedFrontMatter, &Oddity::kind);
    m_empty->setText(!m_note    ? tr("No note is open.")
                     : unclosed ? oddityMessage(OddityKind::UnclosedFrontMatter)
                                : tr("No properties yet."));
}

// The view itself would give each row the height of a header.
void PropertiesPanel::fit()
{
    constexpr int Name = PropertiesModel::NameColumn;
    constexpr int Value = PropertiesModel::ValueColumn;
    const int width = m_table->viewport()->width();
    const int widest = std::max(static_cast<int>(width * WidestName), NarrowestName);
    int wanted = NarrowestName;
    for (int row = 0; row < m_model->rowCount(); ++row)
        wanted = std::max(wanted, m_delegate->sizeHint(cellAt({}), m_model->index(row, Name)).width());
    m_table->setColumnWidth(Name, std::min(wanted, widest));
    const QStyleOptionViewItem value = cellAt({0, 0, width - m_table->columnWidth(Name), 0});
    for (int row = 0; row < m_model->rowCount(); ++row)
        m_table->setRowHeight(row, m_delegate->sizeHint(value, m_model->index(row, Value)).height());
}

QStyleOptionViewItem PropertiesPanel::cellAt(const QRect &rect) const
{
    QStyleOptionViewItem cell;
    cell.rect = rect;
    cell.font = m_table->font();
    cell.widget = m_table;
    return cell;
}

void PropertiesPanel::beginAdding()
{
    if (!m_editable)
        return;
    QStringList names;
    for (const PropertyUse &use : propertyUses(m_snapshot)) {
        if (m_model->rowOf(use.key) < 0)
            names.append(use.key);
    }
    m_names->setStringList(names);
    m_adder->show();
    m_add->hide();
    m_name->setFocus();
}

void PropertiesPanel::add()
{
    const QString name = m_name->text().trimmed();
    const bool isNew = m_model->rowOf(name) < 0;
    const bool hadFocus = m_name->hasFocus() || m_value->hasFocus();
    m_model->add(name, m_value->text());
    // What was refused may be typed anew.
    const int row = m_model->rowOf(name);
    if (!isNew || row < 0)
        return;
    endAdding();
    m_table->setCurrentIndex(m_model->index(row, PropertiesModel::ValueColumn));
    if (hadFocus)
        m_table->setFocus();
}

// What cannot be added to a note that goes out of sight is offered.
void PropertiesPanel::leaveAddition()
{
    const bool held = holdsAddition();
    const PropertyChange addition = PropertiesModel::addition(m_name->text().trimmed(), m_value->text());
    const QString typed = typedAddition();
    endAdding();
    if (held)
        Q_EMIT changeWanted(m_path, addition, typed);
}

void PropertiesPanel::endAdding()
{
    m_name->clear();
    m_value->clear();
    m_adder->hide();
    m_add->setVisible(m_editable);
}

void PropertiesPanel::finishEditing()
{
    finishCell();
    if (holdsAddition())
        add();
}

void PropertiesPanel::saveEditing()
{
    if (QWidget *editor = m_table->indexWidget(m_table->currentIndex())) {
        Q_EMIT m_delegate->commitData(editor);
        tellTyping();
    }
    if (!holdsAddition())
        return;
    const auto *const field = m_name->hasFocus() ? m_name : m_value->hasFocus() ? m_value : nullptr;
    const int column = field == m_name ? PropertiesModel::NameColumn : PropertiesModel::ValueColumn;
    const int caret = field ? field->cursorPosition() : 0;
    const int anchor =
        field && field->hasSelectedText() ? field->selectionStart() + field->selectionEnd() - caret : caret;
    const QString text = field ? field->text() : QString();
    add();
    // What is typed into the fields next belongs to the new property.
    const QModelIndex added = m_table->currentIndex().siblingAtColumn(column);
    if (!field || !m_adder->isHidden() || !added.flags().testFlag(Qt::ItemIsEditable))
        return;
    m_table->setCurrentIndex(added);
    m_table->edit(added);
    m_delegate->select(text, anchor, caret);
}

void PropertiesPanel::finishCell()
{
    if (QWidget *editor = m_table->indexWidget(m_table->currentIndex())) {
        Q_EMIT m_delegate->commitData(editor);
        Q_EMIT m_delegate->closeEditor(editor);
    }
}

bool PropertiesPanel::holdsAddition() const
{
    return !m_value->text().trimmed().isEmpty();
}

QString PropertiesPanel::typedAddition() const
{
    const QString name = m_name->text().trimmed();
    return name.isEmpty() ? m_value->text() : tr("%1: %2").arg(name, m_value->text());
}

void PropertiesPanel::tellTyping()
{
    QList<TypedInto> typed;
    const auto append = [&](const PropertyChange &change, const QString &text) {
        typed.append([change, text](const QByteArray &note) {
            const Result<EditScript> script = change(parseNote(note), note);
            return script ? script->apply(note).value_or(note) : withAtEnd(note, text);
        });
    };
    if (const auto edited = m_delegate->typed())
        append(edited->first, edited->second);
    if (holdsAddition())
        append(PropertiesModel::addition(m_name->text().trimmed(), m_value->text()), typedAddition());
    Q_EMIT typing(m_path, typed);
}

void PropertiesPanel::activate(const QModelIndex &index)
{
    if (index.flags().testFlag(Qt::ItemIsEditable))
        m_table->edit(index);
    else if (index.isValid())
        Q_EMIT activated(index.data(PropertiesModel::OffsetRole).toUInt());
}

void PropertiesPanel::remove(const QModelIndex &index)
{
    if (m_editable && index.isValid())
        m_model->remove(index.siblingAtColumn(PropertiesModel::NameColumn).data().toString());
}

void PropertiesPanel::showMenu(const QPoint &place)
{
    const QModelIndex index = m_table->indexAt(place);
    if (!index.isValid())
        return;
    m_table->setCurrentIndex(index);
    auto *menu = new QMenu(this);
    menu->setObjectName(u"propertyMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QModelIndex name = index.siblingAtColumn(PropertiesModel::NameColumn);
    const QModelIndex value = index.siblingAtColumn(PropertiesModel::ValueColumn);
    for (const PropertyLink &link : linksOf(value)) {
        menu->addAction(tr("Follow %1").arg(link.target.target + link.target.subpath), this,
                        [this, link] { Q_EMIT linkActivated(link.target, {}); });
    }
    menu->addAction(tr("Go there"), this,
                    [this, offset = index.data(PropertiesModel::OffsetRole).toUInt()] { Q_EMIT activated(offset); });
    if (m_editable) {
        menu->addSeparator();
        const auto addEdit = [&](const QString &text, const QModelIndex &cell) {
            menu->addAction(text, this, [this, cell = QPersistentModelIndex(cell)] { m_table->edit(cell); })
                ->setEnabled(cell.flags().testFlag(Qt::ItemIsEditable));
        };
        addEdit(tr("Edit value"), value);
        addEdit(tr("Rename"), name);
        menu->addAction(tr("Remove"), QKeySequence::Delete, this,
                        [this, cell = QPersistentModelIndex(name)] { remove(cell); });
    }
    menu->popup(m_table->viewport()->mapToGlobal(place));
}

std::optional<LinkTarget> PropertiesPanel::linkUnder(const QPoint &place) const
{
    const QModelIndex index = m_table->indexAt(place);
    if (!index.isValid())
        return std::nullopt;
    return m_delegate->linkAt(cellAt(m_table->visualRect(index)), index, place);
}

bool PropertiesPanel::pressKey(const QKeyEvent &key)
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid())
        return false;
    if (isEnter(key) && key.modifiers().testAnyFlags(Qt::AltModifier | Qt::ControlModifier)) {
        const QList<PropertyLink> links = linksOf(current.siblingAtColumn(PropertiesModel::ValueColumn));
        if (!links.isEmpty())
            Q_EMIT linkActivated(links.first().target, key.modifiers() & Qt::ControlModifier);
        return true;
    }
    if (isEnter(key) || key.key() == Qt::Key_F2) {
        activate(current);
        return true;
    }
    if (key.key() == Qt::Key_Delete) {
        remove(current);
        return true;
    }
    return typeOver(current, key);
}

// A letter on a value begins a new one, as in a table.
bool PropertiesPanel::typeOver(const QModelIndex &value, const QKeyEvent &key)
{
    const bool letter = !key.text().isEmpty() && key.text().at(0).isPrint()
                        && !key.modifiers().testAnyFlags(Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    const bool checks = key.key() == Qt::Key_Space && value.flags().testFlag(Qt::ItemIsUserCheckable);
    if (!letter || checks || value.column() != PropertiesModel::ValueColumn
        || !value.flags().testFlag(Qt::ItemIsEditable))
        return false;
    m_table->edit(value);
    QWidget *const editor = m_table->indexWidget(value);
    if (!editor)
        return false;
    QKeyEvent typed(QEvent::KeyPress, key.key(), key.modifiers(), key.text());
    QCoreApplication::sendEvent(editor, &typed);
    return true;
}

bool PropertiesPanel::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_table->viewport()) {
        watchMouse(event);
        return false;
    }
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return false;
    const auto &key = static_cast<const QKeyEvent &>(*event);
    const bool press = event->type() == QEvent::KeyPress;
    if (object == m_table && press)
        return pressKey(key);
    if (object == m_table) {
        // In the window, F2 renames the note.
        const bool ours = key.key() == Qt::Key_F2 && m_table->currentIndex().isValid();
        if (ours)
            event->accept();
        return ours;
    }
    if (!press || key.key() != Qt::Key_Escape)
        return false;
    endAdding();
    (m_table->isHidden() ? static_cast<QWidget *>(m_add) : m_table)->setFocus();
    return true;
}

void PropertiesPanel::watchMouse(const QEvent *event)
{
    if (event->type() == QEvent::Resize)
        fit();
    if (event->type() != QEvent::MouseMove && event->type() != QEvent::MouseButtonRelease)
        return;
    const auto &mouse = static_cast<const QMouseEvent &>(*event);
    const QPoint place = mouse.position().toPoint();
    const std::optional<LinkTarget> link = linkUnder(place);
    if (event->type() == QEvent::MouseMove) {
        const bool hand = link && mouse.buttons() == Qt::NoButton;
        m_table->viewport()->setCursor(hand ? Qt::PointingHandCursor : Qt::ArrowCursor);
        return;
    }
    if (!link || mouse.button() == Qt::RightButton)
        return;
    if (const QModelIndex index = m_table->indexAt(place); isBroken(index)) {
        activate(index);
        return;
    }
    const bool newTab = mouse.button() == Qt::MiddleButton || mouse.modifiers().testFlag(Qt::ControlModifier);
    Q_EMIT linkActivated(*link, newTab ? Qt::ControlModifier : Qt::NoModifier);
}

} // namespace tearsheet
