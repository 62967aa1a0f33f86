// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/statusline.h"

#include "ui/style/counts.h"
#include "ui/style/style.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto Shown = 5s;
constexpr auto ShownWithChoice = 60s;

} // namespace

StatusLine::StatusLine(QWidget *parent)
    : QWidget(parent), m_state(new QLabel(this)), m_message(new QLabel(this)), m_choice(new QToolButton(this)),
      m_selection(new QLabel(this)), m_vault(new QLabel(this)), m_caret(new QLabel(this)), m_words(new QLabel(this)),
      m_form(new QLabel(this)), m_problems(new QToolButton(this)), m_clear(new QTimer(this))
{
    setObjectName(u"statusLine");
    setFixedHeight(28);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 1, 12, 0);
    layout->setSpacing(20);
    m_state->setObjectName(u"statusState");
    m_message->setObjectName(u"statusMessage");
    m_choice->setObjectName(u"statusChoice");
    m_message->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_choice->setProperty(framedButton, true);
    m_choice->setPopupMode(QToolButton::InstantPopup);
    m_choice->hide();
    connect(m_choice, &QToolButton::clicked, this, [this] {
        if (const auto run = std::exchange(m_only, nullptr))
            choose(run);
    });
    layout->addWidget(m_state);
    // The choice stands behind the sentence, which takes no more room than it needs.
    layout->addWidget(m_message, 1000);
    layout->addWidget(m_choice);
    layout->addStretch(1);
    for (QLabel *label : {m_selection, m_vault, m_caret, m_words, m_form}) {
        label->setForegroundRole(QPalette::PlaceholderText);
        layout->addWidget(label);
    }
    m_problems->setObjectName(u"statusProblems");
    m_problems->setAutoRaise(true);
    m_problems->hide();
    connect(m_problems, &QToolButton::clicked, this, &StatusLine::problemsWanted);
    layout->addWidget(m_problems);
    m_selection->setObjectName(u"selectionSummary"_s);
    m_selection->setForegroundRole(QPalette::WindowText);
    m_clear->setSingleShot(true);
    connect(m_clear, &QTimer::timeout, this, [this] {
        m_choice->hide();
        m_said.clear();
        settle();
    });
}

void StatusLine::say(const QString &sentence, const QList<Choice> &choices)
{
    m_said = sentence;
    settle();
    delete m_choice->menu();
    m_choice->setVisible(!choices.isEmpty());
    m_clear->start(choices.isEmpty() ? Shown : ShownWithChoice);
    if (choices.isEmpty())
        return;
    m_only = choices.size() == 1 ? choices.first().run : nullptr;
    m_choice->setText(m_only ? choices.first().text : tr("Choose"));
    if (m_only)
        return;
    auto *menu = new QMenu(m_choice);
    for (const Choice &choice : choices) {
        QString text = choice.text;
        connect(menu->addAction(text.replace(u'&', u"&&"_s)), &QAction::triggered, this,
                [this, run = choice.run] { choose(run); });
    }
    m_choice->setMenu(menu);
}

void StatusLine::unsay(const QString &sentence, const QString &instead)
{
    if (m_said != sentence)
        return;
    choose([] {});
    if (!instead.isEmpty())
        say(instead);
}

void StatusLine::choose(const std::function<void()> &run)
{
    m_choice->hide();
    m_said.clear();
    settle();
    run();
}

void StatusLine::showMessage(const QString &text)
{
    m_message->setText(text);
    m_message->setMaximumWidth(m_message->fontMetrics().horizontalAdvance(text) + 2);
}

void StatusLine::settle()
{
    showMessage(m_said);
    m_message->setToolTip(m_said);
}

void StatusLine::showTyped(const QSet<NotePath> &files)
{
    m_typed = files.values();
    std::ranges::sort(m_typed, {}, &NotePath::toString);
}

QString StatusLine::stateOf(const FileSession *session) const
{
    const bool safe = !session || (session->state() == FileSession::State::Clean && !session->hasTyped());
    // What waits in a tab behind, or is no longer shown, is told of here, too.
    if (safe && m_typed.size() == 1)
        return tr("● Unsaved in %1").arg(m_typed.first().name());
    if (safe && !m_typed.isEmpty())
        return tr("● Unsaved in %n files", nullptr, static_cast<int>(m_typed.size()));
    if (!session)
        return {};
    switch (session->state()) {
    case FileSession::State::Clean:
        return session->hasTyped() ? tr("● Unsaved") : tr("✓ Saved");
    case FileSession::State::Unsaved:
        return tr("● Unsaved");
    case FileSession::State::Saving:
        return tr("Saving…");
    case FileSession::State::Failed:
        return session->isSafe() ? tr("⚠ File cannot be read") : tr("⚠ Not saved");
    case FileSession::State::Conflict:
        return tr("⚠ Changed on disk");
    case FileSession::State::Gone:
        return tr("⚠ File is gone");
    case FileSession::State::ReadOnly:
        return tr("Read-only");
    }
    return {};
}

void StatusLine::showSession(const FileSession *session)
{
    m_state->setText(stateOf(session));
    QStringList lines;
    if (session)
        lines.append(session->stateText());
    for (const NotePath &path : m_typed)
        lines.append(tr("Typed and not written: %1").arg(path.toString()));
    m_state->setToolTip(lines.join(u'\n'));
    if (!session) {
        m_form->clear();
        m_caret->clear();
        m_words->clear();
        return;
    }
    const TextFile &file = session->file();
    QString form = !file.isText            ? tr("not text")
                   : file.hasByteOrderMark ? tr("UTF-8 with byte order mark,")
                                           : u"UTF-8"_s;
    if (file.isText && file.mixedLineEnds)
        form += u' ' + tr("mixed line ends");
    else if (file.isText)
        form += file.lineEnd == LineEnd::CrLf ? u" CRLF"_s : file.lineEnd == LineEnd::Cr ? u" CR"_s : u" LF"_s;
    m_form->setText(form);
}

void StatusLine::showVault(int notes, bool complete, int done, int total)
{
    const QLocale locale;
    m_vault->setText(complete ? tr("%1 · indexed").arg(countOfNotes(notes))
                              : tr("Indexing %1 of %2").arg(locale.toString(done), locale.toString(total)));
}

void StatusLine::showCaret(const EditorSession *session, quint32 offset)
{
    const LinePosition place = session->mirror().position(offset);
    const QLocale locale;
    m_caret->setText(tr("Ln %1, Col %2").arg(locale.toString(place.line + 1), locale.toString(place.column + 1)));
}

void StatusLine::showWords(int words)
{
    m_words->setText(tr("%1 words").arg(QLocale().toString(words)));
}

void StatusLine::showRows(int rows, int columns)
{
    m_caret->clear();
    const QString inRows = rows == 1 ? tr("1 row") : tr("%1 rows").arg(QLocale().toString(rows));
    const QString inColumns = columns == 1 ? tr("1 column") : tr("%1 columns").arg(QLocale().toString(columns));
    m_words->setText(inRows + u" · "_s + inColumns);
}

void StatusLine::showHover(const QString &what)
{
    showMessage(what.isEmpty() ? m_said : what);
}

void StatusLine::showSelection(const QString &summary)
{
    m_selection->setText(summary);
}

void StatusLine::showProblems(int problems, int unresolved)
{
    m_problems->setVisible(problems > 0);
    m_problems->setText(problems == 1 ? tr("1 problem") : tr("%n problems", nullptr, problems));
    m_problems->setToolTip(unresolved == 0 ? tr("Show them")
                           : unresolved == 1
                               ? tr("Show them, and one link to a note that is not there")
                               : tr("Show them, and %n links to notes that are not there", nullptr, unresolved));
}

void StatusLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), paletteOf(this).hairline);
}

} // namespace tearsheet
