// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/claimsmodel.h"

#include "core/research/comparisonparts.h"
#include "core/research/scopetext.h"
#include "core/table/valuetext.h"

#include <QFont>

namespace tearsheet {

namespace {

QString periodText(const Statement &statement)
{
    QByteArray text;
    append(text, statement.period);
    return QString::fromUtf8(text);
}

// "~37% · 2025 · Norrland": the value, when it holds unless that stands in it, the note. Beside a dated value, one
// without a time says so.
QString sideText(const Claim::Side &side, const Claim::Side *other)
{
    QString text = shownValue(side);
    const bool saysWhen = side->periodSource == PeriodSource::Cell && side->value.periods.size() <= 1;
    if (side->isDated() && !saysWhen)
        text += u"  ·  " + periodText(*side);
    else if (!side->isDated() && other && (*other)->isDated())
        text += u"  ·  " + ClaimsModel::tr("undated");
    return text + u"  ·  " + side.note->file->path.name();
}

QString verdictText(const ClaimRow &row)
{
    if (!row.isPair())
        return ClaimsModel::tr("undated");
    if (row.checked)
        return ClaimsModel::tr("checked");
    switch (row.claim.judgement.verdict) {
    case Verdict::Agree:
        return ClaimsModel::tr("agree");
    case Verdict::Contradict:
        return ClaimsModel::tr("contradict");
    case Verdict::Stale:
        if (row.claim.judgement.weak)
            return row.claim.judgement.later < 0 ? ClaimsModel::tr("there may be older")
                                                 : ClaimsModel::tr("here may be older");
        return row.claim.judgement.later < 0 ? ClaimsModel::tr("there is older") : ClaimsModel::tr("here is older");
    case Verdict::NotComparable:
        return ClaimsModel::tr("not comparable");
    }
    return {};
}

// What is stated, with its scope as the side that says more of it writes it.
QString metricText(const ClaimRow &row)
{
    const Claim::Side &side = row.isPair() ? row.claim.naming() : row.claim.a;
    const FileEntry &file = *side.note->file;
    const QString name = side->metric.term ? metricTitle(side->metric.name) : withoutTimes(metricLabel(*side, file));
    const QString scope = scopeText(side->metric.scope, *side, file);
    return scope.isEmpty() ? name : name + u" (" + scope + u')';
}

} // namespace

QString shownValue(const Claim::Side &side)
{
    return valueText(side->place.range.in(side.note->file->note->text).toByteArray(), side->value);
}

void ClaimsModel::setRows(const QList<ClaimRow> &rows)
{
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

void ClaimsModel::setChecked(int row, bool checked)
{
    m_rows[row].checked = checked;
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

int ClaimsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ClaimsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ClaimsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ClaimRow &row = m_rows.at(index.row());
    if (role == Qt::FontRole && index.column() == VerdictColumn && row.isPair() && !row.checked
        && row.claim.judgement.verdict == Verdict::Contradict) {
        QFont font;
        font.setWeight(QFont::DemiBold);
        return font;
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case VerdictColumn:
        if (role == Qt::ToolTipRole && row.isPair() && !row.checked && row.claim.judgement.weak)
            return tr("%1, by the notes' dates").arg(verdictText(row));
        return verdictText(row);
    case SubjectColumn:
        return row.claim.a->subject.name;
    case MetricColumn:
        return metricText(row);
    case HereColumn:
        return sideText(row.claim.a, row.isPair() ? &row.claim.b : nullptr);
    default:
        return row.isPair() ? sideText(row.claim.b, &row.claim.a) : QString();
    }
}

QVariant ClaimsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case VerdictColumn:
        return tr("Verdict");
    case SubjectColumn:
        return tr("About");
    case MetricColumn:
        return tr("What");
    case HereColumn:
        return tr("Here");
    default:
        return tr("There");
    }
}

} // namespace tearsheet
