// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/testwindow.h"
#include "ui/graph/graphcanvas.h"
#include "ui/graph/graphview.h"

#include <QAbstractItemModel>

namespace tearsheet {

using namespace Qt::StringLiterals;

/// A few companies and what they are to each other, for graphs in a window.
inline constexpr auto GraphNotes =
    "//- Auk.md\n# Auk\n#company\n\n## Competitors\n\n| Company | Share |\n|---|---|\n"
    "| [[Kestrel]] | ~30% |\n| [[Dunlin]] | ~12% |\n\n## Customers\n\n| Customer | Note |\n|---|---|\n"
    "| [[Lom]] | cells |\n\nSee [[Plain]].\n"
    "//- Kestrel.md\n# Kestrel\n#company\n\n## Customers\n\n| Customer |\n|---|\n| [[Tern]] |\n"
    "//- Dunlin.md\n# Dunlin\n#company\n//- Lom.md\n# Lom\n#company\n"
    "//- Tern.md\n# Tern\n#company\n//- Plain.md\n# Plain\n"
    "//- Daily/2024-05-01.md\n[[Auk]] [[Tern]]\n";

inline QStringList labelsOf(const GraphView *view)
{
    QStringList labels;
    for (const GraphNode &node : view->shown()->graph.nodes)
        labels.append(node.label);
    labels.sort();
    return labels;
}

inline int nodeNamed(const GraphView *view, const QString &label)
{
    for (int i = 0; i < view->shown()->graph.nodes.size(); ++i) {
        if (view->shown()->graph.nodes.at(i).label == label)
            return i;
    }
    return -1;
}

inline GraphView *openGraph(const TestWindow &window, const QString &command)
{
    window.run(command);
    GraphView *view = nullptr;
    const bool there = QTest::qWaitFor([&] {
        view = window.findFirst<GraphView>();
        return view && view->isSettled();
    });
    return there ? view : nullptr;
}

inline void clickNode(GraphView *view, const QString &label, Qt::KeyboardModifiers modifiers = {})
{
    QTest::mouseClick(view->canvas(), Qt::LeftButton, modifiers,
                      view->canvas()->nodePosition(nodeNamed(view, label)).toPoint());
}

inline void dragBy(GraphCanvas *canvas, QPoint from, QPoint by)
{
    QTest::mousePress(canvas, Qt::LeftButton, {}, from);
    QTest::mouseMove(canvas, from + by / 2);
    QTest::mouseMove(canvas, from + by);
    QTest::mouseRelease(canvas, Qt::LeftButton, {}, from + by);
}

inline QString textsIn(const QAbstractItemModel *model, const QModelIndex &parent = {})
{
    QString texts;
    for (int row = 0; row < model->rowCount(parent); ++row) {
        const QModelIndex index = model->index(row, 0, parent);
        texts += index.data().toString() + u'\n' + textsIn(model, index);
    }
    return texts;
}

} // namespace tearsheet
