// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/previewview.h"

#include "ui/preview/previewblock.h"
#include "ui/style/fonts.h"
#include "ui/style/style.h"

#include <QAbstractTextDocumentLayout>
#include <QElapsedTimer>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextTable>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr int Margin = 36;
constexpr int CharactersInLine = 76;
constexpr qint64 IdleSlice = 8; // ms

} // namespace

PreviewView::PreviewView(Vault *vault, CodeHighlighter *code, QWidget *parent)
    : QAbstractScrollArea(parent), m_vault(vault), m_code(code), m_images(vault),
      m_ownRowsJob(this, [this](const QList<quint32> &lines) { takeOwnRows(lines); })
{
    setObjectName(u"preview");
    setAccessibleName(tr("Preview"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_idle.setInterval(0);
    connect(&m_idle, &QTimer::timeout, this, &PreviewView::buildMore);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        if (!m_scrollingItself)
            Q_EMIT scrolledTo(topOffset());
    });
    connect(&m_images, &PreviewImages::loaded, this, [this](const QString &path) {
        for (int i = 0; i < static_cast<int>(m_blocks.size()); ++i) {
            const Block &block = *m_blocks[static_cast<size_t>(i)];
            if (std::ranges::any_of(block.built.wantedImages,
                                    [&](const NotePath &wanted) { return wanted.toString() == path; }))
                rebuild(i);
        }
    });
    connect(&m_images, &PreviewImages::replaced, this, [this] {
        for (int i = 0; i < static_cast<int>(m_blocks.size()); ++i) {
            if (m_blocks[static_cast<size_t>(i)]->hasImages())
                rebuild(i);
        }
    });
}

PreviewView::~PreviewView() = default;

// --- content --------------------------------------------------------------------------------------------------------

void PreviewView::showNote(const ParsedNotePtr &note, const NotePath &path)
{
    // A note that was renamed is the same one; its links may reach something else.
    const bool samePath = m_note && m_path == path;
    const bool sameNote = samePath || (m_note && m_note->text == note->text);
    const auto facts = [](const ParsedNotePtr &parsed) {
        return std::pair(parsed->facts.aliases, parsed->facts.properties);
    };
    const bool sameFacts = samePath && facts(m_note) == facts(note);
    const auto exchange = [&] {
        // What looks the same keeps its document: from the begin, then from the end.
        std::vector<std::unique_ptr<Block>> blocks;
        size_t same = 0;
        const size_t newCount = static_cast<size_t>(note->blocks.size());
        const auto reusable = [&](size_t old, size_t fresh) {
            return sameFacts && m_blocks[old]->data.hash == note->blocks.at(static_cast<qsizetype>(fresh)).hash;
        };
        while (same < m_blocks.size() && same < newCount && reusable(same, same))
            ++same;
        size_t sameAtEnd = 0;
        while (sameAtEnd < m_blocks.size() - same && sameAtEnd < newCount - same
               && reusable(m_blocks.size() - 1 - sameAtEnd, newCount - 1 - sameAtEnd))
            ++sameAtEnd;
        for (size_t i = 0; i < newCount; ++i) {
            const bool fromEnd = i >= newCount - sameAtEnd;
            std::unique_ptr<Block> block;
            if (i < same || fromEnd)
                block = std::move(m_blocks[fromEnd ? m_blocks.size() - (newCount - i) : i]);
            else
                block = std::make_unique<Block>();
            // The same bytes elsewhere in the note: cells and tasks in it say where they stand.
            const MarkdownBlock &now = note->blocks.at(static_cast<qsizetype>(i));
            if (block->document && block->data.source.begin != now.source.begin && block->knowsOffsets())
                block->document.reset();
            if (block->data.nodes.isEmpty())
                block->folded = !now.nodes.isEmpty() && now.nodes.first().kind == MarkdownKind::Callout
                                && now.nodes.first().level == 1;
            if (!fromEnd && i >= same && m_blocks.size() == newCount)
                block->takeLook(*m_blocks[i], now);
            block->data = now;
            blocks.push_back(std::move(block));
        }
        m_blocks = std::move(blocks);
        m_note = note;
        m_path = path;
        m_anchor = m_head = m_focus = {};
        placeDisputes();
        place();
    };
    if (sameNote) {
        keepTop(exchange, note);
    } else {
        const QScopedValueRollback guard(m_scrollingItself, true);
        exchange();
        verticalScrollBar()->setValue(0);
    }
    buildVisible();
    checkOwnRows();
    m_idle.start();
    viewport()->update();
}

void PreviewView::setSnapshot(const Snapshot &snapshot)
{
    m_snapshot = snapshot;
    for (int i = 0; i < static_cast<int>(m_blocks.size()); ++i) {
        const Block &block = *m_blocks[static_cast<size_t>(i)];
        if (block.document && block.built.resolved != resolvedLinks(block.data, snapshot, m_path))
            rebuild(i);
    }
    checkOwnRows();
}

void PreviewView::rebuild(int index)
{
    keepTop([&] { m_blocks[static_cast<size_t>(index)]->document.reset(); });
    buildVisible();
    m_idle.start();
    viewport()->update();
}

void PreviewView::ensureBuilt(Block &block)
{
    const QRect area = column();
    if (!block.document) {
        findOwnRows(block);
        const PreviewContext context{.palette = &paletteOf(this),
                                     .snapshot = &m_snapshot,
                                     .facts = &m_note->facts,
                                     .code = m_code,
                                     .images = &m_images.images(),
                                     .ownRows = block.ownRows,
                                     .path = m_path,
                                     .font = proseFont(),
                                     .width = area.width() - block.insets().left() - block.insets().right(),
                                     .ratio = devicePixelRatioF(),
                                     .folded = block.folded};
        block.document = std::make_shared<QTextDocument>();
        block.built = buildBlock(block.data, context, *block.document);
        block.laidOutFor = -1;
        for (const NotePath &image : std::as_const(block.built.wantedImages))
            m_images.request(image, devicePixelRatioF());
    }
    block.layOut(area.width(), viewport()->width() - area.left() - Margin);
}

QRect PreviewView::column() const
{
    const int characters = QFontMetrics(proseFont()).averageCharWidth() * CharactersInLine;
    const int room = std::max(120, viewport()->width() - 2 * Margin);
    const int width = std::min(room, characters);
    // Prose stands in the middle; in a narrow view that is its left.
    return {std::max(Margin, (viewport()->width() - width) / 2), 0, width, viewport()->height()};
}

void PreviewView::place()
{
    const int width = column().width();
    int y = 28;
    for (const auto &block : m_blocks) {
        y += block->spaceAbove(y == 28);
        block->y = y;
        y += block->height(width);
    }
    const QScopedValueRollback guard(m_scrollingItself, true);
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(24);
    verticalScrollBar()->setRange(0, std::max(0, y + viewport()->height() / 3 - viewport()->height()));
}

bool PreviewView::buildVisible()
{
    if (!m_note)
        return false;
    bool built = false;
    // Building may move what follows, so it goes on until the view is full.
    for (size_t i = static_cast<size_t>(std::max(0, blockAt(verticalScrollBar()->value()))); i < m_blocks.size(); ++i) {
        Block &block = *m_blocks[i];
        if (block.y > verticalScrollBar()->value() + viewport()->height())
            break;
        if (block.isReady(column().width()))
            continue;
        ensureBuilt(block);
        place();
        built = true;
    }
    return built;
}

void PreviewView::buildMore()
{
    QElapsedTimer clock;
    clock.start();
    bool left = false;
    keepTop([&] {
        for (const auto &block : m_blocks) {
            if (block->isReady(column().width()))
                continue;
            left = clock.elapsed() >= IdleSlice;
            if (left)
                break;
            ensureBuilt(*block);
        }
    });
    if (!left)
        m_idle.stop();
    viewport()->update();
}

// --- places
// -----------------------------------------------------------------------------------------------------------

int PreviewView::blockAt(int y) const
{
    const auto after = std::ranges::upper_bound(m_blocks, y, {}, [](const auto &block) { return block->y; });
    return static_cast<int>(after - m_blocks.begin()) - 1;
}

QRect PreviewView::rectOf(const Block &block) const
{
    const QRect area = column();
    return {area.left(), block.y - verticalScrollBar()->value(), std::max(area.width(), block.shownWidth),
            block.height(area.width())};
}

PreviewView::Hit PreviewView::hit(QPoint point, bool exact)
{
    Hit result;
    const int index = blockAt(point.y() + verticalScrollBar()->value());
    if (index < 0)
        return result;
    Block &block = *m_blocks[static_cast<size_t>(index)];
    ensureBuilt(block);
    const QPointF inside =
        point - rectOf(block).topLeft() - QPoint(block.insets().left() - block.sideways, block.insets().top());
    const QAbstractTextDocumentLayout *const layout = block.document->documentLayout();
    result.place = {index, std::max(0, layout->hitTest(inside, Qt::FuzzyHit))};
    const int precise = layout->hitTest(inside, Qt::ExactHit);
    if (precise >= 0) {
        QTextCursor cursor(block.document.get());
        cursor.setPosition(std::min(precise + 1, block.document->characterCount() - 1));
        result.format = cursor.charFormat();
    } else if (exact) {
        result.place = {};
    }
    QTextCursor cursor(block.document.get());
    cursor.setPosition(result.place.block < 0 ? 0 : result.place.position);
    if (const QTextTable *table = cursor.currentTable(); table && rectOf(block).contains(point)) {
        const QTextFormat format = table->cellAt(cursor).format();
        if (format.hasProperty(PreviewProperty::Offset))
            result.tableOffset = format.property(PreviewProperty::Offset).toUInt();
    }
    return result;
}

// --- painting
// ---------------------------------------------------------------------------------------------------------

void PreviewView::paintEvent(QPaintEvent *event)
{
    buildVisible();
    QPainter painter(viewport());
    painter.setClipRect(event->rect());
    painter.fillRect(event->rect(), paletteOf(this).base);
    const int top = verticalScrollBar()->value();
    for (int i = std::max(0, blockAt(top)); i < static_cast<int>(m_blocks.size()); ++i) {
        if (m_blocks[static_cast<size_t>(i)]->y > top + viewport()->height())
            break;
        paintBlock(painter, i);
    }
}

void PreviewView::paintBlock(QPainter &painter, int index)
{
    const Block &block = *m_blocks[static_cast<size_t>(index)];
    if (!block.document)
        return;
    const Palette &colours = paletteOf(this);
    const QRect place = rectOf(block);
    block.paintBackground(painter, place, colours);
    painter.save();
    painter.setClipRect(place.adjusted(block.insets().left() - 4, 0, 4, 4), Qt::IntersectClip);
    painter.translate(place.topLeft() + QPoint(block.insets().left() - block.sideways, block.insets().top()));
    QAbstractTextDocumentLayout::PaintContext context;
    context.clip = painter.clipBoundingRect(); // Else all of a long table is painted each time.
    context.palette = palette();
    context.palette.setColor(QPalette::Text, colours.text);
    const TextPlace from = std::min(m_anchor, m_head);
    const TextPlace to = std::max(m_anchor, m_head);
    if (from.block >= 0 && from != to && index >= from.block && index <= to.block) {
        QAbstractTextDocumentLayout::Selection selection;
        selection.cursor = QTextCursor(block.document.get());
        selection.cursor.setPosition(index == from.block ? from.position : 0);
        selection.cursor.setPosition(index == to.block ? to.position : block.document->characterCount() - 1,
                                     QTextCursor::KeepAnchor);
        selection.format.setBackground(colours.selection);
        context.selections.append(selection);
    }
    if (m_focus.block == index && hasFocus()) {
        QAbstractTextDocumentLayout::Selection selection;
        selection.cursor = block.anchorAt(m_focus.position);
        selection.format.setBackground(colours.selection);
        context.selections.append(selection);
    }
    block.document->documentLayout()->draw(&painter, context);
    paintDisputes(painter, block);
    painter.restore();
    block.paintSidewaysBar(painter, place, colours);
}

void PreviewView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    if (event->size().width() == event->oldSize().width()) {
        place();
        return;
    }
    keepTop([&] {
        for (const auto &block : m_blocks) {
            if (!block->built.wantedImages.isEmpty() || block->hasImages())
                block->document.reset();
        }
    });
    buildVisible();
    m_idle.start();
}

void PreviewView::scrollContentsBy(int, int)
{
    viewport()->update();
}

void PreviewView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    const bool look = event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange
                      || event->type() == QEvent::FontChange;
    if (!look || m_blocks.empty())
        return;
    keepTop([&] {
        for (const auto &block : m_blocks)
            block->document.reset();
    });
    m_idle.start();
    viewport()->update();
}

} // namespace tearsheet
