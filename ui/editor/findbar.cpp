// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/findbar.h"

#include "ui/editor/noteeditor.h"
#include "ui/style/icons.h"
#include "ui/style/keys.h"
#include "ui/style/style.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <limits>
#include <utility>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MostPlaces = 10'000;
constexpr int FieldWidth = 320;

QToolButton *toggle(const QString &face, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(face);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setCheckable(true);
    button->setAutoRaise(true);
    return button;
}

QToolButton *iconButton(Icon look, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(icon(look));
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setAutoRaise(true);
    return button;
}

} // namespace

FindBar::FindBar(EditorSession *session, NoteEditor *editor, QWidget *parent)
    : QWidget(parent), m_session(session), m_editor(editor), m_text(new QLineEdit(this)),
      m_replacement(new QLineEdit(this)), m_case(toggle(u"Aa"_s, tr("Match case"), this)),
      m_words(toggle(u"ab|"_s, tr("Whole words"), this)), m_expression(toggle(u".*"_s, tr("Regular expression"), this)),
      m_previous(iconButton(Icon::ChevronUp, tr("Previous (Shift+F3)"), this)),
      m_next(iconButton(Icon::ChevronDown, tr("Next (F3)"), this)), m_count(new QLabel(this)), m_hint(new QLabel(this)),
      m_problem(new QLabel(this)), m_replaceOne(new QPushButton(tr("Replace"), this)),
      m_replaceAll(new QPushButton(tr("Replace all"), this)),
      m_search(this, [this](const Found &found) { take(found); })
{
    setObjectName(u"findBar");
    m_text->setObjectName(u"findText");
    m_text->setPlaceholderText(tr("Find in this note"));
    m_text->setAccessibleName(tr("Find in this note"));
    m_text->setClearButtonEnabled(true);
    m_replacement->setObjectName(u"findReplacement");
    m_replacement->setPlaceholderText(tr("Replace with"));
    m_replacement->setAccessibleName(tr("Replace with"));
    m_case->setObjectName(u"findCase");
    m_words->setObjectName(u"findWords");
    m_expression->setObjectName(u"findExpression");
    m_count->setObjectName(u"findCount");
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_problem->setObjectName(u"findProblem");
    m_problem->setWordWrap(true);
    m_hint->setObjectName(u"replaceHint");
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->setWordWrap(true);
    m_replacement->setToolTip(tr("In a regular expression, $1 is what its first group found, $0 all of it, $$ a "
                                 "dollar."));
    m_replaceOne->setObjectName(u"replaceOne");
    m_replaceAll->setObjectName(u"replaceAll");
    m_text->setFixedWidth(FieldWidth);
    m_replacement->setFixedWidth(FieldWidth);

    auto *const close = iconButton(Icon::Cross, tr("Close (Esc)"), this);
    auto *const controls = new QHBoxLayout;
    controls->setSpacing(4);
    for (QToolButton *button : {m_case, m_words, m_expression, m_previous, m_next})
        controls->addWidget(button);
    controls->addSpacing(8);
    controls->addWidget(m_count);
    controls->addStretch(1);
    controls->addWidget(close);
    auto *const replacing = new QHBoxLayout;
    replacing->setSpacing(8);
    replacing->addWidget(m_replaceOne);
    replacing->addWidget(m_replaceAll);
    replacing->addStretch(1);
    auto *const grid = new QGridLayout(this);
    grid->setContentsMargins(12, 6, 8, 6);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(6);
    grid->addWidget(m_text, 0, 0);
    grid->addLayout(controls, 0, 1);
    grid->addWidget(m_problem, 1, 0, 1, 2);
    grid->addWidget(m_replacement, 2, 0);
    grid->addLayout(replacing, 2, 1);
    grid->addWidget(m_hint, 3, 0, 1, 2);
    grid->setColumnStretch(1, 1);
    m_hint->hide();
    m_problem->hide();
    hide();

    connect(m_text, &QLineEdit::textChanged, this, [this] {
        m_fromAnchor = true;
        search();
    });
    for (QToolButton *button : {m_case, m_words, m_expression}) {
        connect(button, &QToolButton::toggled, this, [this] {
            m_fromAnchor = true;
            search();
        });
    }
    connect(m_replacement, &QLineEdit::textChanged, this, &FindBar::showReplacing);
    connect(m_expression, &QToolButton::toggled, this, &FindBar::showReplacing);
    connect(m_previous, &QToolButton::clicked, this, &FindBar::findPrevious);
    connect(m_next, &QToolButton::clicked, this, &FindBar::findNext);
    connect(close, &QToolButton::clicked, this, &FindBar::close);
    connect(m_replaceOne, &QPushButton::clicked, this, &FindBar::replaceOne);
    connect(m_replaceAll, &QPushButton::clicked, this, &FindBar::replaceAll);
    connect(session, &EditorSession::edited, this, [this] {
        if (!isHidden())
            search();
    });
    connect(session, &EditorSession::stateChanged, this, &FindBar::showReplacing);
    connect(editor, &NoteEditor::caretMoved, this, &FindBar::showCount);
}

void FindBar::open(bool replace)
{
    const ByteRange selected = m_editor->selection();
    const QByteArrayView text = selected.in(m_session->mirror().bytes());
    m_anchor = selected.begin;
    m_replacing = replace;
    QWidget::show();
    showReplacing();
    const bool oneLine = !text.isEmpty() && !text.contains('\n') && !text.contains('\r');
    // An expression would read the marks of what is selected as its own.
    if (oneLine && !m_expression->isChecked())
        m_text->setText(QString::fromUtf8(text));
    m_text->selectAll();
    m_text->setFocus();
    search();
}

void FindBar::close()
{
    m_search.cancel();
    m_searching = false;
    m_places.clear();
    m_editor->markPlaces({});
    hide();
    Q_EMIT closed();
}

FindTerms FindBar::terms() const
{
    return {m_text->text(), m_case->isChecked(), m_words->isChecked(), m_expression->isChecked()};
}

void FindBar::search()
{
    if (m_text->text().isEmpty()) {
        m_search.cancel();
        take({QList<ByteRange>(), m_session->mirror().revision()});
        return;
    }
    m_searching = true;
    m_search.request([terms = terms(), revision = m_session->mirror().revision(),
                      bytes = m_session->mirror().bytes()](const CancelFlag &) -> Found {
        const Result<TextFinder> finder = TextFinder::of(terms);
        if (!finder)
            return {std::unexpected(finder.error()), revision};
        return {finder->places(bytes, MostPlaces), revision};
    });
}

void FindBar::take(const Found &found)
{
    if (found.revision != m_session->mirror().revision())
        return; // The edit that came between has asked again.
    m_searching = false;
    m_places = found.places.value_or(QList<ByteRange>());
    m_problem->setVisible(!found.places);
    if (!found.places)
        m_problem->setText(found.places.error().sentence);
    m_editor->markPlaces(m_places);
    if (std::exchange(m_fromAnchor, false) && !m_places.isEmpty()) {
        const auto first = std::ranges::lower_bound(m_places, m_anchor, {}, &ByteRange::begin);
        show(first == m_places.end() ? 0 : first - m_places.begin());
    }
    if (const int direction = std::exchange(m_wantedStep, 0); direction != 0)
        step(direction);
    showCount();
}

// The place that is selected, or -1.
qsizetype FindBar::selectedPlace() const
{
    const ByteRange selected = m_editor->selection();
    const auto place = std::ranges::lower_bound(m_places, selected.begin, {}, &ByteRange::begin);
    return place != m_places.end() && *place == selected ? place - m_places.begin() : -1;
}

void FindBar::step(int direction)
{
    if (isHidden())
        open(m_replacing);
    if (m_searching) {
        m_wantedStep = direction;
        return;
    }
    if (m_places.isEmpty())
        return;
    const ByteRange selected = m_editor->selection();
    qsizetype place = 0;
    if (direction > 0) {
        const quint32 from = selectedPlace() < 0 ? selected.begin : selected.end;
        place = std::ranges::lower_bound(m_places, from, {}, &ByteRange::begin) - m_places.begin();
        place = place == m_places.size() ? 0 : place;
    } else {
        place = std::ranges::lower_bound(m_places, selected.begin, {}, &ByteRange::begin) - m_places.begin() - 1;
        place = place < 0 ? m_places.size() - 1 : place;
    }
    show(place);
}

void FindBar::show(qsizetype place)
{
    m_editor->select(m_places.at(place));
    m_anchor = m_places.at(place).begin;
    showCount();
    Q_EMIT placeShown(m_places.at(place).begin);
}

void FindBar::replaceOne()
{
    const qsizetype place = selectedPlace();
    const Result<TextFinder> finder = TextFinder::of(terms());
    if (place < 0 || m_searching || !finder) {
        step(1);
        return;
    }
    const ByteRange range = m_places.at(place);
    const Result<QByteArray> with = finder->replacementFor(range, m_session->mirror().bytes(), m_replacement->text());
    Result<> done =
        with ? m_session->apply(EditScript::replacing(range, *with)) : Result<>(std::unexpected(with.error()));
    if (!done) {
        Q_EMIT said(done.error().sentence);
        return;
    }
    // On from behind what was put in, which may hold what is looked for.
    m_anchor = range.begin + static_cast<quint32>(with->size());
    m_fromAnchor = true;
    search();
}

void FindBar::replaceAll()
{
    const Result<TextFinder> finder = TextFinder::of(terms());
    if (!finder)
        return;
    const QByteArray text = m_session->mirror().bytes();
    const Result<QList<ByteRange>> places = finder->places(text, std::numeric_limits<qsizetype>::max());
    QList<Edit> edits;
    for (const ByteRange place : places.value_or(QList<ByteRange>())) {
        const Result<QByteArray> with = finder->replacementFor(place, text, m_replacement->text());
        if (!with) {
            Q_EMIT said(with.error().sentence);
            return;
        }
        edits.append({place, *with});
    }
    if (edits.isEmpty())
        return;
    const Result<EditScript> script = EditScript::of(edits);
    const Result<> done = script ? m_session->apply(*script) : Result<>(std::unexpected(script.error()));
    const auto replaced = static_cast<int>(edits.size());
    Q_EMIT said(!done           ? done.error().sentence
                : replaced == 1 ? tr("Replaced one place.")
                                : tr("Replaced %n places.", nullptr, replaced));
}

void FindBar::showCount()
{
    if (isHidden())
        return;
    const QLocale locale;
    const QString all = m_places.size() == MostPlaces ? tr("%1 or more").arg(locale.toString(MostPlaces))
                                                      : locale.toString(m_places.size());
    const qsizetype place = selectedPlace();
    if (m_text->text().isEmpty() || m_problem->isVisibleTo(this))
        m_count->clear();
    else if (m_places.isEmpty())
        m_count->setText(tr("Not found"));
    else if (place < 0)
        m_count->setText(tr("%1 found").arg(all));
    else
        m_count->setText(tr("%1 of %2").arg(locale.toString(place + 1), all));
    const bool any = !m_places.isEmpty();
    // A button that can do nothing any more gives the keyboard back to what is looked for.
    const std::initializer_list<QWidget *> buttons{m_previous, m_next, m_replaceOne, m_replaceAll};
    if (!any && std::ranges::any_of(buttons, [](const QWidget *button) { return button->hasFocus(); }))
        m_text->setFocus();
    m_previous->setEnabled(any);
    m_next->setEnabled(any);
    m_replaceOne->setEnabled(any && !m_session->isReadOnly());
    m_replaceAll->setEnabled(any && !m_session->isReadOnly());
}

void FindBar::showReplacing()
{
    const bool shown = m_replacing && !m_session->isReadOnly();
    for (QWidget *widget : std::initializer_list<QWidget *>{m_replacement, m_replaceOne, m_replaceAll})
        widget->setVisible(shown);
    const QString hint = replacementHint(m_replacement->text(), m_expression->isChecked());
    m_hint->setText(hint);
    m_hint->setVisible(shown && !hint.isEmpty());
    if (m_replacing && m_session->isReadOnly() && !isHidden())
        Q_EMIT said(tr("%1 is read-only: nothing can be replaced in it.").arg(m_session->path().name()));
    showCount();
}

void FindBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        QPalette colours = m_problem->palette();
        if (colours.color(QPalette::WindowText) != paletteOf(this).danger) {
            colours.setColor(QPalette::WindowText, paletteOf(this).danger);
            m_problem->setPalette(colours);
        }
    }
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    const bool enter = isEnter(*event);
    if (event->key() == Qt::Key_Escape)
        close();
    else if (enter && m_replacement->hasFocus())
        replaceOne();
    else if (enter)
        step(event->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
    else
        QWidget::keyPressEvent(event);
}

void FindBar::paintEvent(QPaintEvent *)
{
    const Palette &colours = paletteOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), colours.window);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colours.hairline);
}

} // namespace tearsheet
