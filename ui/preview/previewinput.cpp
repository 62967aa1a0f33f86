// SPDX-License-Identifier: GPL-3.0-or-later
// How a preview answers mouse and keyboard.
#include "ui/preview/previewblock.h"
#include "ui/style/keys.h"
#include "ui/table/disputetext.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextDocumentFragment>
#include <QToolTip>

#include <algorithm>

namespace tearsheet {

namespace {

bool isLink(const QTextCharFormat &format)
{
    return format.hasProperty(PreviewProperty::Target);
}

LinkTarget targetOf(const QTextCharFormat &format)
{
    return {format.property(PreviewProperty::Target).toString(), format.property(PreviewProperty::Subpath).toString(),
            static_cast<LinkKind>(format.property(PreviewProperty::Kind).toInt())};
}

} // namespace

void PreviewView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = event->position().toPoint();
    m_focus = {};
    const Hit under = hit(m_pressed, false);
    m_selecting = true;
    select(event->modifiers().testFlag(Qt::ShiftModifier) && m_anchor.block >= 0 ? m_anchor : under.place, under.place);
}

void PreviewView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    if (m_selecting && event->buttons().testFlag(Qt::LeftButton)) {
        // Past the edge the view follows the pointer.
        if (point.y() < 0 || point.y() > viewport()->height())
            verticalScrollBar()->setValue(verticalScrollBar()->value()
                                          + (point.y() < 0 ? point.y() : point.y() - viewport()->height()));
        select(m_anchor, hit(point, false).place);
        return;
    }
    const Hit under = hit(point, true);
    const bool hand = isLink(under.format) || under.format.hasProperty(PreviewProperty::Task)
                      || under.format.hasProperty(PreviewProperty::Fold) || disputeAt(point);
    viewport()->setCursor(hand ? Qt::PointingHandCursor : under.place.block >= 0 ? Qt::IBeamCursor : Qt::ArrowCursor);
    Q_EMIT linkHovered(isLink(under.format) ? describe(under.format) : QString());
}

void PreviewView::mouseReleaseEvent(QMouseEvent *event)
{
    const bool middle = event->button() == Qt::MiddleButton;
    if (event->button() != Qt::LeftButton && !middle)
        return;
    m_selecting = false;
    const QPoint point = event->position().toPoint();
    const bool click =
        middle || ((point - m_pressed).manhattanLength() < QApplication::startDragDistance() && m_anchor == m_head);
    if (!click)
        return;
    const Hit under = hit(point, true);
    if (const DisputedCell *disputed = disputeAt(point)) {
        Q_EMIT claimsWanted(disputed->range.begin);
    } else if (isLink(under.format)) {
        activate(under.format, middle ? Qt::ControlModifier : event->modifiers());
    } else if (under.format.hasProperty(PreviewProperty::Task)) {
        Q_EMIT taskToggled(under.format.property(PreviewProperty::Task).toUInt());
    } else if (under.format.hasProperty(PreviewProperty::Fold)) {
        m_blocks[static_cast<size_t>(under.place.block)]->folded ^= true;
        rebuild(under.place.block);
    } else if (const Hit near = hit(point, false); near.tableOffset) {
        Q_EMIT tableActivated(*near.tableOffset);
    }
}

void PreviewView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const TextPlace place = hit(event->position().toPoint(), false).place;
    if (place.block < 0)
        return;
    QTextCursor cursor(m_blocks[static_cast<size_t>(place.block)]->document.get());
    cursor.setPosition(place.position);
    cursor.select(QTextCursor::WordUnderCursor);
    select({place.block, cursor.anchor()}, {place.block, cursor.position()});
}

void PreviewView::wheelEvent(QWheelEvent *event)
{
    // Sideways over a wide table or code moves that alone.
    const int delta = event->angleDelta().x() != 0                     ? event->angleDelta().x()
                      : event->modifiers().testFlag(Qt::ShiftModifier) ? event->angleDelta().y()
                                                                       : 0;
    const int index = delta == 0 ? -1 : blockAt(static_cast<int>(event->position().y()) + verticalScrollBar()->value());
    if (index >= 0 && m_blocks[static_cast<size_t>(index)]->isWide()) {
        Block &block = *m_blocks[static_cast<size_t>(index)];
        block.sideways = std::clamp(block.sideways - delta / 2, 0, block.fullWidth - block.shownWidth);
        viewport()->update();
        event->accept();
        return;
    }
    QAbstractScrollArea::wheelEvent(event);
}

void PreviewView::keyPressEvent(QKeyEvent *event)
{
    QScrollBar *const bar = verticalScrollBar();
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
    } else if (event->matches(QKeySequence::SelectAll) && !m_blocks.empty()) {
        const int last = static_cast<int>(m_blocks.size()) - 1;
        ensureBuilt(*m_blocks.back());
        select({0, 0}, {last, m_blocks.back()->document->characterCount() - 1});
    } else if (isEnter(*event) && m_focus.block >= 0) {
        QTextCursor cursor(m_blocks[static_cast<size_t>(m_focus.block)]->document.get());
        cursor.setPosition(m_focus.position + 1);
        activate(cursor.charFormat(), event->modifiers());
    } else if (event->key() == Qt::Key_Home) {
        bar->setValue(0);
    } else if (event->key() == Qt::Key_End) {
        bar->setValue(bar->maximum());
    } else if (event->key() == Qt::Key_Space) {
        bar->triggerAction(event->modifiers().testFlag(Qt::ShiftModifier) ? QScrollBar::SliderPageStepSub
                                                                          : QScrollBar::SliderPageStepAdd);
    } else {
        QAbstractScrollArea::keyPressEvent(event);
    }
}

bool PreviewView::focusNextPrevChild(bool next)
{
    return focusLink(next ? 1 : -1) || QAbstractScrollArea::focusNextPrevChild(next);
}

// Moves the keyboard's focus to the next link, or the one before; false at the end.
bool PreviewView::focusLink(int step)
{
    QList<TextPlace> links;
    for (int i = 0; i < static_cast<int>(m_blocks.size()); ++i) {
        Block &block = *m_blocks[static_cast<size_t>(i)];
        if (block.data.nodes.isEmpty())
            continue;
        ensureBuilt(block);
        for (QTextBlock text = block.document->begin(); text.isValid(); text = text.next()) {
            for (auto it = text.begin(); !it.atEnd(); ++it) {
                if (isLink(it.fragment().charFormat()))
                    links.append({i, it.fragment().position()});
            }
        }
    }
    const auto current = std::ranges::find(links, m_focus);
    qsizetype index = step > 0 ? 0 : links.size() - 1;
    if (current != links.end())
        index = current - links.begin() + step;
    if (index < 0 || index >= links.size()) {
        m_focus = {};
        viewport()->update();
        return false;
    }
    m_focus = links.at(index);
    place();
    const Block &block = *m_blocks[static_cast<size_t>(m_focus.block)];
    const int top = verticalScrollBar()->value();
    if (block.y < top || block.y + 40 > top + viewport()->height())
        verticalScrollBar()->setValue(block.y - viewport()->height() / 4);
    QTextCursor cursor(block.document.get());
    cursor.setPosition(m_focus.position + 1);
    Q_EMIT linkHovered(describe(cursor.charFormat()));
    viewport()->update();
    return true;
}

void PreviewView::activate(const QTextCharFormat &format, Qt::KeyboardModifiers modifiers)
{
    Q_EMIT linkActivated(targetOf(format), modifiers);
}

QString PreviewView::describe(const QTextCharFormat &format) const
{
    const LinkTarget link = targetOf(format);
    if (link.kind != LinkKind::Wiki && isExternalTarget(link.target))
        return link.target;
    if (link.target.isEmpty())
        return link.subpath;
    const Resolution found = m_snapshot.resolve(link.target, m_path);
    if (!found.isResolved())
        return tr("%1 is not written yet; click to create it").arg(link.target);
    const QString path = m_snapshot.file(found.matches.first()).path.toString() + link.subpath;
    if (found.via == ResolvedVia::Alias)
        return tr("%1, by its alias %2").arg(path, link.target);
    return found.matches.size() > 1 ? tr("%1, the nearest of %2").arg(path).arg(found.matches.size()) : path;
}

void PreviewView::select(TextPlace anchor, TextPlace head)
{
    m_anchor = anchor;
    m_head = head;
    viewport()->update();
}

QString PreviewView::selectedText()
{
    const TextPlace from = std::min(m_anchor, m_head);
    const TextPlace to = std::max(m_anchor, m_head);
    QStringList parts;
    for (int i = std::max(0, from.block); from.block >= 0 && i <= to.block; ++i) {
        Block &block = *m_blocks[static_cast<size_t>(i)];
        if (block.data.nodes.isEmpty())
            continue;
        ensureBuilt(block);
        QTextCursor cursor(block.document.get());
        cursor.setPosition(i == from.block ? from.position : 0);
        cursor.setPosition(i == to.block ? to.position : block.document->characterCount() - 1, QTextCursor::KeepAnchor);
        QString text = cursor.selection().toPlainText();
        parts.append(text.remove(QChar::ObjectReplacementCharacter));
    }
    return parts.join(QStringLiteral("\n\n"));
}

QString PreviewView::plainText()
{
    const TextPlace anchor = m_anchor;
    const TextPlace head = m_head;
    if (m_blocks.empty())
        return {};
    ensureBuilt(*m_blocks.back());
    m_anchor = {0, 0};
    m_head = {static_cast<int>(m_blocks.size()) - 1, m_blocks.back()->document->characterCount() - 1};
    QString text = selectedText();
    m_anchor = anchor;
    m_head = head;
    return text;
}

void PreviewView::copySelection()
{
    if (const QString text = selectedText(); !text.isEmpty())
        QApplication::clipboard()->setText(text);
}

void PreviewView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const Hit under = hit(event->pos(), true);
    if (isLink(under.format)) {
        const QTextCharFormat format = under.format;
        connect(menu->addAction(tr("Open link")), &QAction::triggered, this, [this, format] { activate(format, {}); });
        connect(menu->addAction(tr("Open link in new tab")), &QAction::triggered, this,
                [this, format] { activate(format, Qt::ControlModifier); });
        connect(menu->addAction(tr("Copy link")), &QAction::triggered, this, [format] {
            const LinkTarget link = targetOf(format);
            const QString target = link.target + link.subpath;
            QApplication::clipboard()->setText(link.kind == LinkKind::Wiki ? QString(u"[[" + target + u"]]") : target);
        });
        menu->addSeparator();
    }
    QAction *const copy = menu->addAction(tr("Copy"));
    copy->setShortcut(QKeySequence::Copy);
    copy->setEnabled(m_anchor != m_head);
    connect(copy, &QAction::triggered, this, &PreviewView::copySelection);
    menu->popup(event->globalPos());
}

bool PreviewView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const Hit under = hit(help->pos(), true);
        const DisputedCell *const disputed = disputeAt(help->pos());
        QToolTip::showText(help->globalPos(),
                           disputed               ? disputeText(*disputed)
                           : isLink(under.format) ? describe(under.format)
                                                  : QString(),
                           viewport());
        return true;
    }
    if (event->type() == QEvent::Leave)
        Q_EMIT linkHovered({});
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace tearsheet
