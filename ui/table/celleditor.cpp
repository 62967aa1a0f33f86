// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/celleditor.h"

#include "ui/style/style.h"
#include "ui/table/longtextedit.h"
#include "ui/table/typedtext.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <algorithm>
#include <functional>
#include <utility>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MostInLine = 16 * 1024; // Bytes.

} // namespace

/// What stands below a cell that was changed while it was typed into: what it says now, and the choice.
class CellQuestion : public QWidget
{
public:
    explicit CellQuestion(QWidget *parent)
        : QWidget(parent), mine(new QPushButton(CellEditor::tr("Keep mine"), this)),
          theirs(new QPushButton(CellEditor::tr("Take theirs"), this)), m_label(new QLabel(this))
    {
        setObjectName(u"cellQuestion");
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(14, 4, 6, 4);
        row->setSpacing(6);
        m_label->setTextFormat(Qt::PlainText);
        row->addWidget(m_label, 1);
        for (QPushButton *button : {mine, theirs}) {
            button->setAutoDefault(true); // Enter presses it.
            row->addWidget(button);
        }
    }

    void say(const QString &sentence)
    {
        m_label->setText(sentence);
        setAccessibleName(sentence);
        adjustSize();
    }

    QPushButton *const mine;
    QPushButton *const theirs;
    std::function<void()> back; // To the text.

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Palette &colours = paletteOf(this);
        QPainter painter(this);
        painter.fillRect(rect(), colours.surface);
        painter.setPen(colours.hairline);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
        painter.fillRect(QRect(0, 0, 3, height()), colours.warning);
    }

    // No key goes on to the grid.
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Escape && back)
            back();
        else if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)
            (mine->hasFocus() ? theirs : mine)->setFocus();
        event->accept();
    }

private:
    QLabel *m_label;
};

CellEditor::CellEditor(const TypedCell &cell, QWidget *parent) : QLineEdit(parent), m_cell(cell)
{
    setObjectName(u"cellEditor");
    setAccessibleName(tr("Cell"));
    connect(this, &QLineEdit::textEdited, this, &CellEditor::tell);
    if (cell.now().size() > MostInLine && LongTextEdit::canHold(QString::fromUtf8(cell.now())))
        showBox();
}

CellEditor::~CellEditor()
{
    dropQuestion();
}

void CellEditor::showBox()
{
    m_box = new LongTextEdit(this);
    m_box->setObjectName(u"cellText"_s);
    m_box->setAccessibleName(accessibleName());
    setFocusProxy(m_box);
    connect(m_box, &LongTextEdit::edited, this, [this] { Q_EMIT textEdited(text()); });
}

QString CellEditor::text() const
{
    return m_box ? m_box->text() : QLineEdit::text();
}

void CellEditor::setText(const QString &text)
{
    if (m_box && !LongTextEdit::canHold(text)) {
        setFocusProxy(nullptr);
        delete std::exchange(m_box, nullptr);
    }
    if (!m_box) {
        QLineEdit::setText(text);
        return;
    }
    m_box->setText(text);
    m_box->selectAll();
}

bool CellEditor::isModified() const
{
    return m_box ? m_box->document()->isModified() : QLineEdit::isModified();
}

void CellEditor::setModified(bool modified)
{
    if (m_box)
        m_box->document()->setModified(modified);
    else
        QLineEdit::setModified(modified);
}

int CellEditor::boxHeight() const
{
    constexpr int Lines = 10;
    return m_box ? Lines * fontMetrics().lineSpacing() + 12 : 0;
}

void CellEditor::follow(const GridMatch &match, const Grid &before, const Grid &after)
{
    m_cell.follow(match, before, after);
    // Where nothing was typed yet, the editor begins with what the cell says now.
    if (!isModified() || (m_written && saysTyped(m_cell.now(), m_written->text)))
        m_cell.accept();
    tell();
}

void CellEditor::setWritten()
{
    m_written = Written{text().toUtf8(), m_cell.now()};
    setModified(false);
}

void CellEditor::show(const QString &source)
{
    const QByteArray bytes = source.toUtf8();
    if (m_written && bytes == m_written->before)
        return;
    if (m_written && saysTyped(bytes, m_written->text)) {
        m_written->before.reset();
        return;
    }
    m_written.reset();
    if (!isModified() && source != text())
        setText(source);
}

void CellEditor::tell()
{
    update();
    if (!isContested()) {
        dropQuestion();
        return;
    }
    if (!m_question) {
        m_question = new CellQuestion(parentWidget());
        m_question->back = [this] { setFocus(); };
        // The button is deleted by what it does.
        connect(m_question->mine, &QPushButton::clicked, this, [this] { choose(true); }, Qt::QueuedConnection);
        connect(m_question->theirs, &QPushButton::clicked, this, [this] { choose(false); }, Qt::QueuedConnection);
    }
    m_question->say(m_cell.now().isEmpty() ? tr("The cell was emptied meanwhile")
                                           : tr("The cell says %1 now").arg(quoted(QString::fromUtf8(m_cell.now()))));
    place();
    m_question->show();
    m_question->raise();
}

void CellEditor::ask(std::pair<int, int> goOn)
{
    m_goOn = goOn;
    tell();
    if (m_question)
        m_question->mine->setFocus(Qt::TabFocusReason);
}

void CellEditor::choose(bool mine)
{
    if (!m_question)
        return;
    if (!mine) {
        Q_EMIT givingUp();
        setText(QString::fromUtf8(m_cell.now())); // No longer modified: nothing is written.
        m_goOn = {0, 0};
    }
    m_cell.accept();
    setFocus();
    dropQuestion();
    Q_EMIT settled(m_goOn.first, m_goOn.second);
}

bool CellEditor::hasKeyboard() const
{
    return hasFocus() || (m_question && m_question->isAncestorOf(QApplication::focusWidget()));
}

void CellEditor::dropQuestion()
{
    if (!m_question)
        return;
    m_question->hide();
    m_question->deleteLater();
    m_question.clear();
}

void CellEditor::place()
{
    if (!m_question)
        return;
    const QRect room = parentWidget()->rect();
    const QSize size = m_question->sizeHint().boundedTo({room.width(), room.height()});
    const int x = std::clamp(this->x(), 0, std::max(0, room.width() - size.width()));
    const int below = geometry().bottom() + 1;
    const int y = below + size.height() <= room.height() ? below : std::max(0, this->y() - size.height());
    m_question->setGeometry(QRect(QPoint(x, y), size));
}

void CellEditor::keyPressEvent(QKeyEvent *event)
{
    if (!m_box) {
        QLineEdit::keyPressEvent(event);
        return;
    }
    if (std::exchange(m_handsOn, true)) {
        event->ignore();
        return;
    }
    QCoreApplication::sendEvent(m_box, event);
    m_handsOn = false;
}

void CellEditor::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (!isContested())
        return;
    QPainter painter(this);
    painter.setPen(QPen(paletteOf(this).warning, 2));
    painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

void CellEditor::moveEvent(QMoveEvent *event)
{
    QLineEdit::moveEvent(event);
    place();
}

void CellEditor::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    if (m_box)
        m_box->setGeometry(rect().adjusted(2, 2, -2, -2));
    place();
}

} // namespace tearsheet
