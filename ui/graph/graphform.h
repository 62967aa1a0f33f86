// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/graph/graphstate.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QSlider;
class QSpinBox;

namespace tearsheet {

class GraphGroupsForm;

/// What nodes can be measured by, beside their place in the graph.
struct GraphMeasures
{
    QStringList properties;   ///< That are a number somewhere.
    QList<QByteArray> claims; ///< Metrics that are stated somewhere.

    bool operator==(const GraphMeasures &) const = default;
};

/// The choices of a graph. Nothing here waits for an OK.
class GraphForm : public QWidget
{
    Q_OBJECT

public:
    /// Of a whole vault, or of the surroundings of a note.
    explicit GraphForm(bool local, QWidget *parent = nullptr);

    void setState(const GraphState &state);
    const GraphState &state() const { return m_state; }

    /// What sizes and colours may stand for.
    void setMeasures(const GraphMeasures &measures);

Q_SIGNALS:
    void changed(const tearsheet::GraphState &state);

    /// All that is not pinned is to be laid out anew; pins are to be taken out.
    void layOutWanted();
    void unpinWanted();

private:
    QFormLayout *section(const QString &title);
    QCheckBox *check(QFormLayout *form, const QString &text, const QString &tip);
    QSlider *slider(QFormLayout *form, const QString &text, double least, double most, const QString &tip);
    void buildShown();
    void buildLook();
    void buildForces();
    void fillMeasures(QComboBox *box, bool colour);
    void read();
    void write();

    GraphState m_state;
    GraphMeasures m_measures;
    bool m_local;
    bool m_writing = false;
    QCheckBox *m_tags = nullptr;
    QCheckBox *m_attachments = nullptr;
    QCheckBox *m_unresolved = nullptr;
    QCheckBox *m_repeated = nullptr;
    QCheckBox *m_orphans = nullptr;
    QCheckBox *m_former = nullptr;
    QLineEdit *m_folders = nullptr;
    QSpinBox *m_ceiling = nullptr;
    QSlider *m_damping = nullptr;
    QComboBox *m_collapse = nullptr;
    QSpinBox *m_depth = nullptr;
    QCheckBox *m_incoming = nullptr;
    QCheckBox *m_outgoing = nullptr;
    QCheckBox *m_neighbours = nullptr;
    QComboBox *m_size = nullptr;
    QComboBox *m_colour = nullptr;
    QCheckBox *m_arrows = nullptr;
    QSlider *m_nodeSize = nullptr;
    QSlider *m_lineSize = nullptr;
    QSlider *m_labels = nullptr;
    QComboBox *m_arrangement = nullptr;
    QSlider *m_centre = nullptr;
    QSlider *m_repel = nullptr;
    QSlider *m_link = nullptr;
    QSlider *m_distance = nullptr;
    GraphGroupsForm *m_groups = nullptr;
};

} // namespace tearsheet
