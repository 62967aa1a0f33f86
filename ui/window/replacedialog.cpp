// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/replacedialog.h"

#include "core/search/textfinder.h"
#include "ui/window/planwords.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace tearsheet {

ReplaceDialog::ReplaceDialog(const Snapshot &snapshot, QWidget *parent)
    : QDialog(parent), m_snapshot(snapshot), m_find(new QLineEdit(this)), m_by(new QLineEdit(this)),
      m_matchCase(option(tr("Match case"), QStringLiteral("replaceCase"), true)),
      m_wholeWords(option(tr("Whole words"), QStringLiteral("replaceWords"), false)),
      m_expression(option(tr("Regular expression"), QStringLiteral("replaceExpression"), false)),
      m_insideLinks(option(tr("Also what links point at"), QStringLiteral("replaceLinks"), false)),
      m_sentence(new QLabel(this)), m_show(new QPushButton(tr("Show what changes…"), this)),
      m_job(this, [this](const Found &found) { tell(found); })
{
    setObjectName(u"replaceDialog");
    setWindowTitle(tr("Replace in all notes"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_find->setObjectName(u"replaceFind");
    m_by->setObjectName(u"replaceBy");
    m_sentence->setObjectName(u"replaceExtent");
    m_sentence->setWordWrap(true);
    m_sentence->setMinimumHeight(2 * m_sentence->fontMetrics().lineSpacing());
    m_sentence->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_show->setObjectName(u"replaceShow");
    m_show->setDefault(true);
    m_insideLinks->setToolTip(tr("Such links will reach something else, or nothing."));
    m_expression->setToolTip(tr("$1 to $9 in the replacement are the groups of the expression."));
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    auto *form = new QFormLayout;
    form->setVerticalSpacing(8);
    form->setHorizontalSpacing(16);
    form->addRow(tr("Replace"), m_find);
    form->addRow(tr("by"), m_by);
    for (QCheckBox *box : {m_matchCase, m_wholeWords, m_expression, m_insideLinks})
        form->addRow(QString(), box);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_show);
    buttons->addWidget(cancel);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 16);
    layout->setSpacing(16);
    layout->addLayout(form);
    layout->addWidget(m_sentence);
    layout->addLayout(buttons);
    resize(520, sizeHint().height());
    for (QLineEdit *line : {m_find, m_by})
        connect(line, &QLineEdit::textChanged, this, &ReplaceDialog::count);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_show, &QPushButton::clicked, this, [this] {
        Q_EMIT wanted(query());
        accept();
    });
    count();
}

QCheckBox *ReplaceDialog::option(const QString &text, const QString &name, bool on)
{
    auto *box = new QCheckBox(text, this);
    box->setObjectName(name);
    box->setChecked(on);
    connect(box, &QCheckBox::toggled, this, &ReplaceDialog::count);
    return box;
}

void ReplaceDialog::setSnapshot(const Snapshot &snapshot)
{
    m_snapshot = snapshot;
    count();
}

ReplaceQuery ReplaceDialog::query() const
{
    return {.find = m_find->text(),
            .by = m_by->text(),
            .matchCase = m_matchCase->isChecked(),
            .wholeWords = m_wholeWords->isChecked(),
            .expression = m_expression->isChecked(),
            .insideLinks = m_insideLinks->isChecked()};
}

void ReplaceDialog::count()
{
    m_show->setEnabled(false);
    if (m_find->text().isEmpty()) {
        m_job.cancel();
        m_sentence->clear();
        return;
    }
    m_job.request([snapshot = m_snapshot, query = query()](const CancelFlag &) -> Found {
        const Result<ReplacePlan> plan = planReplace(snapshot, query);
        if (!plan)
            return {.objection = plan.error().sentence};
        Found found{.notes = static_cast<int>(plan->plan.files.size()), .insideLinks = plan->insideLinks};
        for (const FileChange &change : plan->plan.files)
            found.places += static_cast<int>(change.edits.edits().size());
        return found;
    });
}

void ReplaceDialog::tell(const Found &found)
{
    if (!found.objection.isEmpty()) {
        m_sentence->setText(found.objection);
        return;
    }
    const QString places = extentOf(found.places, found.notes);
    QString sentence =
        m_by->text().isEmpty() ? tr("The text is removed: %1.").arg(places) : tr("Found: %1.").arg(places);
    if (found.insideLinks > 0) {
        const QString inside = found.insideLinks == 1
                                   ? tr("one place in what links point at")
                                   : tr("%n places in what links point at", nullptr, found.insideLinks);
        sentence += u' ';
        sentence += m_insideLinks->isChecked() ? tr("%1 would break those links.").arg(inside)
                                               : tr("Left out: %1.").arg(inside);
    }
    if (const QString hint = replacementHint(m_by->text(), m_expression->isChecked()); !hint.isEmpty())
        sentence += u' ' + hint;
    m_sentence->setText(sentence);
    m_show->setEnabled(found.places > 0);
}

} // namespace tearsheet
