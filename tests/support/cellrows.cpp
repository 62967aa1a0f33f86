// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cellrows.h"

#include "core/table/cellfields.h"

#include <QtTest>

namespace tearsheet {

QByteArray fieldsOf(const CellValue &value)
{
    const CellFields fields = cellFields(value);
    QByteArray all =
        QByteArrayList{fields.kind, fields.number, fields.unit, fields.qualifier, fields.currency, fields.period}.join(
            '|');
    while (all.endsWith('|'))
        all.chop(1);
    return all;
}

QByteArray fieldsOf(QByteArrayView cell)
{
    return fieldsOf(readCell(cell));
}

void addCellRows(const QByteArray &lines)
{
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<QByteArray>("expected");
    for (const QByteArray &untrimmed : lines.split('\n')) {
        const QByteArray line = untrimmed.trimmed();
        if (line.isEmpty())
            continue;
        const qsizetype arrow = line.indexOf(" => ");
        QTest::newRow(line.first(arrow).constData()) << line.first(arrow) << line.sliced(arrow + 4);
    }
}

void checkCell()
{
    QFETCH(const QByteArray, cell);
    const QByteArray fields = fieldsOf(cell);
    QTEST(fields, "expected");
}

} // namespace tearsheet
