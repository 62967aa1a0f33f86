// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/latestjob.h"
#include "core/table/plotaxes.h"
#include "core/table/plotshapes.h"
#include "core/table/tableedit.h"

#include <QLocale>
#include <QObject>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tearsheet {

using namespace Qt::StringLiterals;
using namespace plotting;

namespace {

using Along = PlotRequest::Along;

constexpr int RowsBetweenChecks = 4096;

bool isName(CellKind kind)
{
    return kind == CellKind::Text || kind == CellKind::Link || kind == CellKind::Links || kind == CellKind::Ticker
           || kind == CellKind::Code;
}

// The middle of a time as a Julian day; of one that is open, of where it begins.
std::optional<double> dayOf(const CellValue &value)
{
    if (!value.isTime() || value.periods.isEmpty())
        return std::nullopt;
    const Period &period = value.periods.first();
    const std::optional<qint64> first = firstDay(period);
    const std::optional<qint64> last = lastDay(period.form == Period::Form::Open ? Period{period.begin} : period);
    if (!first || !last)
        return std::nullopt;
    return static_cast<double>(*first + *last) / 2;
}

QString listed(const QStringList &words)
{
    return words.size() < 2 ? words.join(QString())
                            : QObject::tr("%1 and %2").arg(words.first(words.size() - 1).join(u", "_s), words.last());
}

QString counted(qsizetype number)
{
    return QLocale(QLocale::English).toString(number);
}

/// What may become a series: a column or a row, with what its cells say.
struct Candidate
{
    int line = 0;
    QList<Reading> readings; // By place.
    std::optional<UnitKey> key;
    bool isWanted = false; // Chosen by the user.
};

/// Makes a plot of a table.
class PlotReader
{
public:
    PlotReader(const Grid &grid, const PlotRequest &request, const CancelFlag *cancelled)
        : m_grid(grid), m_request(request), m_cancelled(cancelled), m_kinds(columnKinds(grid))
    {}

    PlotData read()
    {
        findHeaderTimes();
        m_byRows = m_request.along == Along::Rows
                   || (m_request.along == Along::Auto && m_headerTimes.size() >= 2 && headerTimesHoldNumbers());
        findLines();
        if (m_lines.isEmpty())
            return refusal();
        placeAll();
        if (isCancelled())
            return {};
        readLines();
        chooseLines();
        if (m_candidates.isEmpty())
            return refusal();
        write();
        return m_data;
    }

private:
    bool isCancelled() const { return m_cancelled && m_cancelled->isCancelled(); }

    std::pair<int, int> cell(int line, int place) const
    {
        return m_byRows ? std::pair(line, m_along.at(place)) : std::pair(m_along.at(place), line);
    }

    PlotData refusal() const
    {
        PlotData data;
        const bool any = std::ranges::any_of(m_kinds, [](CellKind kind) { return isNumeric(kind); });
        data.nothing = m_grid.rowCount() == 0     ? QObject::tr("This table has no rows.")
                       : m_request.rows.isEmpty() ? QObject::tr("No row passes the filters.")
                       : any                      ? QObject::tr("Select a column with numbers.")
                                                  : QObject::tr("No column here holds numbers.");
        return data;
    }

    void findHeaderTimes()
    {
        for (int column = 1; column < m_grid.headerCount(); ++column) {
            if (dayOf(m_grid.value(HeaderRow, column)))
                m_headerTimes.append(column);
        }
    }

    bool headerTimesHoldNumbers() const
    {
        return std::ranges::count_if(m_headerTimes,
                                     [&](int column) { return isNumeric(m_kinds.at(column)) || hasNumber(column); })
               >= 2;
    }

    bool hasNumber(int column) const
    {
        constexpr qsizetype Most = 200;
        return std::ranges::any_of(m_request.rows.first(std::min(m_request.rows.size(), Most)),
                                   [&](int row) { return m_grid.value(row, column).isNumeric(); });
    }

    // Which rows and columns are looked at: `m_lines` become series, `m_along` places.
    void findLines()
    {
        QList<int> rows = m_request.rows;
        const QSet<int> &chosen = m_request.chosen;
        // One cell alone says which column, not which row.
        if (chosen.size() > (m_byRows ? 0 : 1))
            rows.removeIf([&](int row) { return !chosen.contains(row); });
        if (m_byRows) {
            QList<int> times = m_request.along == Along::Rows ? numericColumns() : m_headerTimes;
            QList<int> among;
            std::ranges::copy_if(times, std::back_inserter(among),
                                 [&](int column) { return m_request.columns.contains(column); });
            m_along = among.size() >= 2 ? among : times;
            m_lines = rows;
            m_axisColumn = -1;
            return;
        }
        m_along = rows;
        for (const int column : m_request.columns) {
            if (column < m_kinds.size() && !isTime(m_kinds.at(column))
                && (isNumeric(m_kinds.at(column)) || hasNumber(column)))
                m_lines.append(column);
        }
        // Who stands in a cell with a name has chosen nothing yet.
        if (m_request.columns.isEmpty() || (m_lines.isEmpty() && chosen.size() == 1 && m_request.columns.size() == 1))
            m_lines = numericColumns();
        findAxisColumn();
        m_lines.removeAll(m_axisColumn);
    }

    QList<int> numericColumns() const
    {
        QList<int> columns;
        if (m_byRows) {
            for (int column = nameColumn() + 1; column < m_grid.columnCount(); ++column)
                columns.append(column);
            return columns;
        }
        for (int column = 0; column < m_kinds.size(); ++column) {
            if (isNumeric(m_kinds.at(column)) && m_kinds.at(column) != CellKind::Rank)
                columns.append(column);
        }
        // Numbers of the rows say nothing beside other figures.
        if (columns.size() > 1 && countsRows(columns.first()))
            columns.removeFirst();
        // A sheet of properties has no majority, nor has a column with one figure among words.
        for (int column = 1; columns.isEmpty() && column < m_kinds.size(); ++column) {
            if (!isTime(m_kinds.at(column)) && hasNumber(column))
                columns.append(column);
        }
        return columns;
    }

    // Whether a column numbers the rows from 1 on.
    bool countsRows(int column) const
    {
        const qsizetype rows = m_grid.rowCount();
        QSet<int> seen;
        for (int row = 0; row < rows; ++row) {
            const CellValue value = m_grid.value(row, column);
            const double number = value.magnitude();
            if (value.kind != CellKind::Number || number < 1 || number > static_cast<double>(rows)
                || number != std::floor(number))
                return false;
            seen.insert(static_cast<int>(number));
        }
        return rows > 1 && seen.size() == rows;
    }

    int nameColumn() const
    {
        const auto name = std::ranges::find_if(m_kinds, isName);
        return name == m_kinds.end() ? 0 : static_cast<int>(name - m_kinds.begin());
    }

    // A time that was chosen, or that stands in front; else names; else any time; else the rows' own order.
    void findAxisColumn()
    {
        const auto isAxis = [&](int column) { return isTime(m_kinds.at(column)) && !m_lines.contains(column); };
        for (const int column : m_request.columns) {
            if (column < m_kinds.size() && isAxis(column) && timesAreDistinct(column)) {
                m_axisColumn = column;
                return;
            }
        }
        if (!m_kinds.isEmpty() && isAxis(0) && timesAreDistinct(0)) {
            m_axisColumn = 0;
            return;
        }
        for (int column = 0; column < m_kinds.size(); ++column) {
            if (isName(m_kinds.at(column)) && !m_lines.contains(column)) {
                m_axisColumn = column;
                return;
            }
        }
        for (int column = 0; column < m_kinds.size(); ++column) {
            if (isAxis(column) || (!m_lines.contains(column) && !isNumeric(m_kinds.at(column)))) {
                m_axisColumn = column;
                return;
            }
        }
    }

    // Of a list with a row for each company and year, years do not tell rows apart.
    bool timesAreDistinct(int column) const
    {
        QSet<double> days;
        int count = 0;
        for (const int row : m_along) {
            if (const std::optional<double> day = dayOf(m_grid.value(row, column))) {
                days.insert(*day);
                ++count;
            }
        }
        return count > 0 && 5 * days.size() >= 4 * count;
    }

    void placeAll()
    {
        int withDay = 0;
        int without = 0;
        for (int place = 0; place < m_along.size(); ++place) {
            if (place % RowsBetweenChecks == 0 && isCancelled())
                return;
            const int at = m_along.at(place);
            const int row = m_byRows ? HeaderRow : at;
            const int column = m_byRows ? at : m_axisColumn;
            PlotPlace made;
            made.own = !m_byRows && m_request.own.contains(at);
            if (column < 0) {
                made.name = QString::number(at + 1);
                m_data.places.append(made);
                continue;
            }
            const CellValue value = m_grid.value(row, column);
            made.name = m_grid.shown(row, column);
            if (made.name.isEmpty())
                made.name = placeName(at, m_byRows);
            if (const std::optional<double> day = dayOf(value)) {
                made.day = *day;
                made.estimate = value.periods.first().qualifiers.testFlag(Qualifier::Estimate);
                ++withDay;
            } else {
                ++without;
            }
            m_data.places.append(made);
        }
        const bool times = m_byRows ? m_request.along != Along::Rows || withDay == m_along.size()
                                    : m_axisColumn >= 0 && isTime(m_kinds.at(m_axisColumn));
        m_ordered = m_axisColumn < 0 && !m_byRows;
        m_ordered = m_ordered || times;
        m_data.overTime =
            times && withDay >= 2 && withDay > 3 * without && (m_byRows || timesAreDistinct(m_axisColumn));
        m_data.placesTitle = m_axisColumn >= 0 ? m_grid.shown(HeaderRow, m_axisColumn) : QString();
        if (m_data.overTime)
            orderByTime(without);
    }

    void orderByTime(int without)
    {
        QList<int> order(m_along.size());
        std::iota(order.begin(), order.end(), 0);
        order.removeIf([&](int place) { return std::isnan(m_data.places.at(place).day); });
        std::ranges::stable_sort(order, {}, [&](int place) { return m_data.places.at(place).day; });
        const auto reordered = [&](const auto &list) {
            std::remove_cvref_t<decltype(list)> result;
            for (const int place : order)
                result.append(list.at(place));
            return result;
        };
        m_along = reordered(m_along);
        m_data.places = reordered(m_data.places);
        if (without > 0)
            m_data.remarks.append(without == 1
                                      ? QObject::tr("One row says no time and is left out.")
                                      : QObject::tr("%1 rows say no time and are left out.").arg(counted(without)));
    }

    void readLines()
    {
        for (const int line : std::as_const(m_lines)) {
            Candidate candidate{.line = line};
            candidate.isWanted = m_byRows ? m_request.chosen.contains(line) : m_request.columns.contains(line);
            candidate.readings.reserve(m_along.size());
            for (int place = 0; place < m_along.size(); ++place) {
                if (place % RowsBetweenChecks == 0 && isCancelled())
                    return;
                const auto [row, column] = cell(line, place);
                candidate.readings.append(readingOf(m_grid.value(row, column)));
            }
            candidate.key = commonUnit(candidate.readings);
            if (candidate.key)
                m_candidates.append(std::move(candidate));
        }
    }

    // Of what has no name.
    static QString placeName(int line, bool isColumn)
    {
        return (isColumn ? QObject::tr("Column %1") : QObject::tr("Row %1")).arg(line + 1);
    }

    QString nameOf(int line) const
    {
        return m_byRows ? m_grid.shown(line, nameColumn()) : m_grid.shown(HeaderRow, line);
    }

    static double largest(const Candidate &candidate)
    {
        double most = 0;
        for (const Reading &reading : candidate.readings) {
            if (reading.state == Reading::State::Number && reading.key == *candidate.key)
                most = std::max(most, std::abs(reading.number));
        }
        return most;
    }

    // A price beside billions is a line along zero.
    static bool isSeenBeside(double size, double other)
    {
        constexpr double Most = 1e4;
        return size == 0 || other == 0 || (size < Most * other && other < Most * size);
    }

    // At most two units, and where the user chose nothing one alone.
    void chooseLines()
    {
        if (m_candidates.isEmpty())
            return;
        const bool wanted = std::ranges::any_of(m_candidates, &Candidate::isWanted);
        if (!wanted && m_byRows && !m_data.overTime) {
            // Of many metrics the one that most companies tell.
            const auto told = [](const Candidate &candidate) {
                return std::ranges::count(candidate.readings, Reading::State::Number, &Reading::state);
            };
            m_candidates = {*std::ranges::max_element(m_candidates, {}, told)};
        }
        QStringList refused;
        QStringList unseen;
        QList<Candidate> taken;
        const UnitKey firstKey = *m_candidates.first().key;
        const double first = largest(m_candidates.first());
        for (Candidate &candidate : m_candidates) {
            if (!wanted && *candidate.key == firstKey && !isSeenBeside(largest(candidate), first)) {
                unseen.append(nameOf(candidate.line));
                continue;
            }
            if (!m_keys.contains(*candidate.key)) {
                const qsizetype most = wanted ? 2 : 1;
                if (m_keys.size() >= most) {
                    if (wanted)
                        refused.append(nameOf(candidate.line));
                    continue;
                }
                m_keys.append(*candidate.key);
            }
            taken.append(std::move(candidate));
        }
        m_candidates = std::move(taken);
        if (!unseen.isEmpty())
            m_data.remarks.append(
                QObject::tr("Of another size than the others, and left out: %1.").arg(listed(unseen)));
        if (!refused.isEmpty())
            m_data.remarks.append(
                QObject::tr("A plot has two axes, so what is in a third unit is left out: %1.").arg(listed(refused)));
        if (m_candidates.size() > MostSeries) {
            m_data.remarks.append(QObject::tr("The first %1 of %2 series are shown.")
                                      .arg(QString::number(MostSeries), counted(m_candidates.size())));
            m_candidates.resize(MostSeries);
        }
    }

    void write()
    {
        for (const UnitKey &key : std::as_const(m_keys)) {
            QList<const QList<Reading> *> readings;
            for (const Candidate &candidate : std::as_const(m_candidates)) {
                if (candidate.key == key)
                    readings.append(&candidate.readings);
            }
            m_data.axes.append(axisOf(readings, key));
        }
        int text = 0;
        int other = 0;
        for (const Candidate &candidate : std::as_const(m_candidates)) {
            PlotSeries series{nameOf(candidate.line), static_cast<int>(m_keys.indexOf(*candidate.key)), {}};
            // Beside others it needs a name; alone it may do without.
            if (series.name.isEmpty() && m_candidates.size() > 1)
                series.name = placeName(candidate.line, !m_byRows);
            const double factor = m_data.axes.at(series.axis).factor;
            for (int place = 0; place < m_along.size(); ++place) {
                const Reading &reading = candidate.readings.at(place);
                const auto [row, column] = cell(candidate.line, place);
                PlotPoint point{.place = place, .row = row, .column = column};
                const bool fits = reading.state == Reading::State::Number && reading.key == *candidate.key;
                text += reading.state == Reading::State::Text;
                other += reading.state == Reading::State::Number && !fits;
                if (fits) {
                    point.value = reading.number / factor;
                    point.low = reading.low / factor;
                    point.high = reading.high / factor;
                    point.approximate = reading.approximate;
                    point.atLeast = reading.atLeast;
                    point.atMost = reading.atMost;
                    point.estimate = reading.estimate || m_data.places.at(place).estimate;
                }
                series.points.append(point);
            }
            m_data.series.append(std::move(series));
        }
        if (text > 0)
            m_data.remarks.append(text == 1 ? QObject::tr("One cell is not a number.")
                                            : QObject::tr("%1 cells are not numbers.").arg(counted(text)));
        if (other > 0)
            m_data.remarks.append(
                other == 1 ? QObject::tr("One number is in another unit and is left out.")
                           : QObject::tr("%1 numbers are in other units and are left out.").arg(counted(other)));
        takeShape(m_data, m_request.kind, m_ordered);
    }

    const Grid &m_grid;
    const PlotRequest &m_request;
    const CancelFlag *m_cancelled;
    QList<CellKind> m_kinds;
    QList<int> m_headerTimes;
    bool m_byRows = false;
    bool m_ordered = false; // Places have an order of their own.
    int m_axisColumn = -1;
    QList<int> m_lines;
    QList<int> m_along;
    QList<Candidate> m_candidates;
    QList<UnitKey> m_keys;
    PlotData m_data;
};

} // namespace

PlotData plotOf(const Grid &grid, const PlotRequest &request, const CancelFlag *cancelled)
{
    return PlotReader(grid, request, cancelled).read();
}

} // namespace tearsheet
