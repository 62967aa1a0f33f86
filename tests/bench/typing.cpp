// SPDX-License-Identifier: GPL-3.0-or-later

// Typing into files of values: a cell of a file of a million rows is changed, and a cell of a megabyte is typed into.
//   ./check --bench typing

#include "tests/bench/measure.h"
#include "tests/ui/openvalues.h"
#include "ui/style/style.h"

#include <QApplication>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rows = 1000000;

QByteArray manyRows()
{
    QByteArray bytes = "number,company,share,remark\n";
    for (int i = 0; i < Rows; ++i) {
        const QByteArray number = QByteArray::number(i);
        bytes += number + ",Company " + number + ",~" + QByteArray::number(i % 100) + "%,a few words\n";
    }
    return bytes;
}

QByteArray largeCell()
{
    return "name,text\nKestrel,\"" + QByteArray("a few words of text, ").repeated(50000) + "\"\n";
}

void changeCells(const OpenValues &values, const char *what, int row)
{
    int round = 0;
    median(what, 9, [&] {
        values.set(row, 2, QString::number(++round) + u'%');
        QApplication::processEvents();
    });
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    applyStyle(application, Qt::ColorScheme::Light);
    {
        const QByteArray bytes = manyRows();
        std::printf("%-44s %9.1f MB\n", "a file of a million rows", static_cast<double>(bytes.size()) / 1e6);
        const OpenValues values(bytes);
        changeCells(values, "  a cell is changed", Rows / 2);
        values.grid()->arrange({.keys = {}, .filters = {{2, u"99%"_s}}});
        QTest::qWait(3000);
        changeCells(values, "  a cell is changed below a filter", 100);
    }
    const OpenValues values(largeCell());
    values.grid()->setFocus();
    values.grid()->setCurrentIndex(values.grid()->model()->index(0, 1));
    QApplication::processEvents();
    const auto begin = std::chrono::steady_clock::now();
    values.grid()->edit(values.grid()->currentIndex());
    QApplication::processEvents();
    const std::chrono::duration<double, std::milli> opened = std::chrono::steady_clock::now() - begin;
    std::printf("%-44s %9.3f ms\n", "a cell of a megabyte is opened", opened.count());
    const auto press = [](const char *what, Qt::Key key) {
        median(what, 15, [key] {
            QTest::keyClick(QApplication::focusWidget(), key);
            QApplication::processEvents();
        });
    };
    press("  a key at its end", Qt::Key_X);
    press("  backspace at its end", Qt::Key_Backspace);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Home, Qt::ControlModifier);
    press("  a key at its begin", Qt::Key_X);
    press("  to the right", Qt::Key_Right);
    return 0;
}
