// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diff/mergeview.h"

#include "ui/diff/diffview.h"
#include "ui/style/icons.h"
#include "ui/style/style.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

/// The strip with the buttons, a hairline below it.
class MergeBar : public QWidget
{
public:
    explicit MergeBar(QWidget *parent) : QWidget(parent)
    {
        setObjectName(u"mergeBar");
        auto *layout = new QHBoxLayout(this);
        layout->setContentsMargins(12, 8, 12, 8);
        layout->setSpacing(8);
    }

    QHBoxLayout *row() const { return static_cast<QHBoxLayout *>(layout()); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Palette &colours = paletteOf(this);
        QPainter painter(this);
        painter.fillRect(rect(), colours.window);
        painter.fillRect(QRect(0, height() - 1, width(), 1), colours.hairline);
    }
};

QString keyOf(Take take)
{
    return MergeView::tr("Key %1").arg(static_cast<int>(take) + 1);
}

} // namespace

MergeView::MergeView(QWidget *parent)
    : QWidget(parent), m_view(new DiffView(this)), m_place(new QLabel(this)), m_open(new QLabel(this)),
      m_previous(new QToolButton(this)), m_next(new QToolButton(this)), m_finish(new QPushButton(tr("&Finish"), this))
{
    setObjectName(u"mergeView");
    m_view->setControlsVisible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_view, 1);
    setFocusProxy(m_view);
    connect(m_view, &DiffView::currentChangeChanged, this, &MergeView::refresh);
    setSideNames(tr("&mine"), tr("&theirs"));
    refresh();
}

QWidget *MergeView::makeBar()
{
    auto *bar = new MergeBar(this);
    QHBoxLayout *const row = bar->row();
    m_place->setObjectName(u"conflictPlace");
    m_open->setObjectName(u"openConflicts");
    m_open->setForegroundRole(QPalette::PlaceholderText);
    const auto addStep = [&](QToolButton *button, const QString &name, Icon sign, const QString &text, auto step) {
        button->setObjectName(name);
        button->setIcon(icon(sign));
        button->setAccessibleName(text.section(u"  "_s, 0, 0));
        button->setToolTip(text);
        button->setAutoRaise(true);
        connect(button, &QToolButton::clicked, m_view, step);
        row->addWidget(button);
    };
    const auto addTake = [&](const QString &name, const QString &text, Take take) {
        auto *button = new QPushButton(text, this);
        button->setObjectName(name);
        button->setCheckable(true);
        button->setToolTip(keyOf(take));
        connect(button, &QPushButton::clicked, this, [this, take] { this->take(take); });
        m_takeButtons.append(button);
        row->addWidget(button);
    };
    row->addWidget(m_place);
    addStep(m_previous, u"previousConflictButton"_s, Icon::ChevronLeft, tr("Previous conflict  Shift+F8"),
            &DiffView::previousChange);
    addStep(m_next, u"nextConflictButton"_s, Icon::ChevronRight, tr("Next conflict  F8"), &DiffView::nextChange);
    row->addSpacing(8);
    addTake(u"takeMineButton"_s, {}, Take::Mine);
    addTake(u"takeTheirsButton"_s, {}, Take::Theirs);
    addTake(u"takeBothButton"_s, tr("Take &both"), Take::MineThenTheirs);
    row->addStretch(1);
    row->addWidget(m_open);
    row->addSpacing(8);
    auto *later = new QPushButton(tr("&Later"), this);
    later->setObjectName(u"laterButton");
    m_finish->setObjectName(u"finishButton");
    row->addWidget(m_finish);
    row->addWidget(later);
    connect(m_finish, &QPushButton::clicked, this, [this] { Q_EMIT finished(takes()); });
    connect(later, &QPushButton::clicked, this, &MergeView::postponed);
    return bar;
}

void MergeView::setTitles(const QString &mine, const QString &theirs)
{
    m_view->setTitles(mine, theirs);
    setAccessibleName(tr("Merge: %1, %2").arg(mine, theirs));
}

void MergeView::setSideNames(const QString &mine, const QString &theirs)
{
    m_takeButtons.at(static_cast<int>(Take::Mine))->setText(tr("Take %1").arg(mine));
    m_takeButtons.at(static_cast<int>(Take::Theirs))->setText(tr("Take %1").arg(theirs));
    m_mineName = QString(mine).remove(u'&');
    m_theirsName = QString(theirs).remove(u'&');
}

void MergeView::setChoices(const QList<std::optional<Take>> &choices)
{
    if (choices.size() != m_takes.size())
        return;
    m_takes = choices;
    m_view->setMarks(marks());
    refresh();
}

void MergeView::showMerge(const Merge &merge, const QByteArray &mine, const QByteArray &theirs)
{
    m_merge = merge;
    m_mine = mine;
    m_theirs = theirs;
    m_rows = MergeRows::of(merge.parts(), mine, theirs);
    m_takes = QList<std::optional<Take>>(merge.conflictCount());
    m_view->showRows(m_rows.rows, marks());
    refresh();
}

QList<Take> MergeView::takes() const
{
    QList<Take> takes;
    for (const std::optional<Take> &take : m_takes)
        takes.append(take.value_or(Take::Mine));
    return takes;
}

int MergeView::currentConflict() const
{
    return m_view->currentChange();
}

void MergeView::goToConflict(int conflict)
{
    m_view->goToChange(conflict);
}

int MergeView::openCount() const
{
    return static_cast<int>(
        std::ranges::count_if(m_takes, [](const std::optional<Take> &take) { return !take.has_value(); }));
}

QByteArray MergeView::result() const
{
    return m_merge.text(m_mine, m_theirs, takes());
}

void MergeView::take(Take take)
{
    const int current = m_view->currentChange();
    if (current < 0)
        return;
    if (take == Take::MineThenTheirs && !m_merge.mayTakeBoth(current)) {
        QPushButton *const both = m_takeButtons.at(static_cast<int>(take));
        QToolTip::showText(both->mapToGlobal(both->rect().bottomLeft()), both->toolTip(), both);
        return;
    }
    m_takes[current] = take;
    m_view->setMarks(marks());
    const int count = static_cast<int>(m_takes.size());
    for (int step = 1; step < count; ++step) {
        if (const int next = (current + step) % count; !m_takes.at(next)) {
            m_view->goToChange(next);
            break;
        }
    }
    refresh();
}

void MergeView::refresh()
{
    const QLocale locale;
    const int count = static_cast<int>(m_takes.size());
    const int current = m_view->currentChange();
    const bool any = count > 0;
    m_place->setText(any ? tr("Conflict %1 of %2").arg(locale.toString(current + 1), locale.toString(count))
                         : tr("No conflict: all changes of both sides are in the text."));
    m_open->setText(openCount() > 0 ? tr("Not settled: %1").arg(locale.toString(openCount())) : tr("All settled"));
    setAccessibleDescription(any ? m_place->text() + u". "_s + m_open->text() : m_place->text());
    m_open->setVisible(any);
    m_previous->setVisible(any);
    m_next->setVisible(any);
    m_previous->setEnabled(current > 0);
    m_next->setEnabled(current + 1 < count);
    for (qsizetype i = 0; i < m_takeButtons.size(); ++i) {
        m_takeButtons.at(i)->setVisible(any);
        m_takeButtons.at(i)->setChecked(any && m_takes.at(current) == static_cast<Take>(i));
    }
    QPushButton *const both = m_takeButtons.at(static_cast<int>(Take::MineThenTheirs));
    const bool mayTakeBoth = !any || m_merge.mayTakeBoth(current);
    both->setEnabled(mayTakeBoth);
    both->setToolTip(mayTakeBoth ? keyOf(Take::MineThenTheirs)
                                 : tr("This is the first row, the header of a file that has one: take either side."));
    m_finish->setEnabled(openCount() == 0);
}

QString MergeView::caption(int conflict) const
{
    const QString number = QLocale().toString(conflict + 1);
    if (!m_takes.at(conflict))
        return tr("Conflict %1, not settled").arg(number);
    switch (*m_takes.at(conflict)) {
    case Take::Mine:
        return tr("Conflict %1, %2 taken").arg(number, m_mineName);
    case Take::Theirs:
        return tr("Conflict %1, %2 taken").arg(number, m_theirsName);
    case Take::MineThenTheirs:
        return tr("Conflict %1, both taken, %2 first").arg(number, m_mineName);
    }
    return {};
}

QList<RowMark> MergeView::marks() const
{
    using State = RowMark::State;
    constexpr State ofTake[] = {State::TakeLeft, State::TakeRight, State::TakeBoth};
    QList<RowMark> marks;
    for (const MergeFate &fate : m_rows.fates) {
        RowMark mark;
        if (fate.conflict >= 0) {
            const std::optional<Take> &take = m_takes.at(fate.conflict);
            mark.state = take ? ofTake[static_cast<int>(*take)] : State::Open;
        } else if (fate.fromMine || fate.fromTheirs) {
            mark.state = !fate.fromTheirs ? State::TakeLeft : !fate.fromMine ? State::TakeRight : State::TakeBoth;
        }
        marks.append(mark);
    }
    for (int conflict = 0; conflict < m_takes.size(); ++conflict)
        marks[m_rows.rows.changes.at(conflict).begin].caption = caption(conflict);
    return marks;
}

void MergeView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F8)
        event->modifiers().testFlag(Qt::ShiftModifier) ? m_view->previousChange() : m_view->nextChange();
    else if (event->key() >= Qt::Key_1 && event->key() <= Qt::Key_3)
        take(static_cast<Take>(event->key() - Qt::Key_1));
    else
        QWidget::keyPressEvent(event);
}

} // namespace tearsheet
