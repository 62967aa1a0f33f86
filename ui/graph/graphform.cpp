// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphform.h"

#include "core/research/metric.h"
#include "ui/graph/graphgroupsform.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace tearsheet {

namespace {

using namespace Qt::StringLiterals;
using Kind = NodeMeasure::Kind;

constexpr int Steps = 100;
constexpr auto Least = "least";
constexpr auto Most = "most";
constexpr quint8 NotHolding = 1 << static_cast<int>(RelationModifier::Former)
                              | 1 << static_cast<int>(RelationModifier::Potential)
                              | 1 << static_cast<int>(RelationModifier::Failed);

void put(QSlider *slider, double value)
{
    const double least = slider->property(Least).toDouble();
    const double most = slider->property(Most).toDouble();
    slider->setValue(static_cast<int>(std::lround((value - least) / (most - least) * Steps)));
}

// The value itself where the slider still stands where it put it, so that what is finer than a step stays.
double valueOf(const QSlider *slider, double before)
{
    const double least = slider->property(Least).toDouble();
    const double most = slider->property(Most).toDouble();
    const auto step = static_cast<int>(std::lround((before - least) / (most - least) * Steps));
    return slider->value() == std::clamp(step, 0, Steps) ? before : least + (most - least) * slider->value() / Steps;
}

} // namespace

GraphForm::GraphForm(bool local, QWidget *parent) : QWidget(parent), m_local(local)
{
    auto *const box = new QVBoxLayout(this);
    box->setContentsMargins(12, 8, 12, 12);
    box->setSpacing(4);
    buildShown();
    buildLook();
    section(tr("Colour groups"));
    m_groups = new GraphGroupsForm(this);
    connect(m_groups, &GraphGroupsForm::changed, this, &GraphForm::read);
    box->addWidget(m_groups);
    buildForces();
    box->addStretch();
    write();
}

void GraphForm::setState(const GraphState &state)
{
    m_state = state;
    write();
}

void GraphForm::setMeasures(const GraphMeasures &measures)
{
    if (measures == m_measures)
        return;
    m_measures = measures;
    write();
}

QFormLayout *GraphForm::section(const QString &title)
{
    auto *const heading = new QLabel(title, this);
    QFont font = heading->font();
    font.setWeight(QFont::DemiBold);
    heading->setFont(font);
    heading->setContentsMargins(0, 8, 0, 2);
    layout()->addWidget(heading);
    auto *const form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(4);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    static_cast<QVBoxLayout *>(layout())->addLayout(form);
    return form;
}

QCheckBox *GraphForm::check(QFormLayout *form, const QString &text, const QString &tip)
{
    auto *const box = new QCheckBox(text, this);
    box->setToolTip(tip);
    connect(box, &QCheckBox::toggled, this, &GraphForm::read);
    form->addRow(box);
    return box;
}

QSlider *GraphForm::slider(QFormLayout *form, const QString &text, double least, double most, const QString &tip)
{
    auto *const slider = new QSlider(Qt::Horizontal, this);
    slider->setRange(0, Steps);
    slider->setProperty(Least, least);
    slider->setProperty(Most, most);
    slider->setToolTip(tip);
    slider->setAccessibleName(text);
    connect(slider, &QSlider::valueChanged, this, &GraphForm::read);
    form->addRow(text, slider);
    return slider;
}

void GraphForm::buildShown()
{
    if (m_local) {
        QFormLayout *const around = section(tr("Around the note"));
        m_depth = new QSpinBox(this);
        m_depth->setRange(1, 5);
        m_depth->setToolTip(tr("How many steps from the note are shown"));
        connect(m_depth, &QSpinBox::valueChanged, this, &GraphForm::read);
        around->addRow(tr("Depth"), m_depth);
        m_incoming = check(around, tr("Notes that link here"), tr("Go to notes that link here"));
        m_outgoing = check(around, tr("Notes linked from here"), tr("Go to notes that are linked from here"));
        m_neighbours = check(around, tr("Between neighbours"), tr("Show what neighbours are to each other"));
    }
    QFormLayout *const form = section(tr("Show"));
    m_tags = check(form, tr("Tags"), tr("A node for each tag"));
    m_attachments = check(form, tr("Attachments"), tr("A node for each file that is no note"));
    m_unresolved = check(form, tr("Names without a note"), tr("Links that reach nothing"));
    m_repeated = check(form, tr("Only those named more than once"),
                       tr("Names without a note that one note alone says are left out"));
    m_orphans = check(form, tr("Notes without links"), tr("Nodes without an edge"));
    m_former = check(form, tr("Former, possible, failed"), tr("Relations that do not hold, dotted"));
    m_folders = new QLineEdit(this);
    m_folders->setPlaceholderText(tr("None"));
    m_folders->setToolTip(tr("Notes in folders of these names are left out; separated by commas"));
    connect(m_folders, &QLineEdit::editingFinished, this, &GraphForm::read);
    form->addRow(tr("Without folders"), m_folders);
    m_ceiling = new QSpinBox(this);
    m_ceiling->setRange(0, 100000);
    m_ceiling->setSingleStep(10);
    m_ceiling->setSpecialValueText(tr("Any"));
    m_ceiling->setToolTip(tr("Notes with more links are left out: indexes, daily pages"));
    connect(m_ceiling, &QSpinBox::valueChanged, this, &GraphForm::read);
    form->addRow(tr("Most links"), m_ceiling);
    m_damping = slider(form, tr("Quiet hubs"), 0, 1, tr("How much weaker links of notes with many links are"));
    m_collapse = new QComboBox(this);
    m_collapse->addItems({tr("No"), tr("By folder"), tr("By tag"), tr("By community")});
    m_collapse->setToolTip(tr("Notes that belong together are one node; double click opens it"));
    connect(m_collapse, &QComboBox::currentIndexChanged, this, &GraphForm::read);
    form->addRow(tr("Bring together"), m_collapse);
}

void GraphForm::buildLook()
{
    QFormLayout *const form = section(tr("Nodes and lines"));
    m_size = new QComboBox(this);
    m_size->setObjectName(u"sizeBy"_s);
    connect(m_size, &QComboBox::currentIndexChanged, this, &GraphForm::read);
    form->addRow(tr("Size by"), m_size);
    m_colour = new QComboBox(this);
    m_colour->setObjectName(u"colourBy"_s);
    connect(m_colour, &QComboBox::currentIndexChanged, this, &GraphForm::read);
    form->addRow(tr("Colour by"), m_colour);
    m_arrows = check(form, tr("Arrows on plain links"), tr("Relations always have an arrow"));
    m_nodeSize = slider(form, tr("Node size"), 0.1, 5, {});
    m_lineSize = slider(form, tr("Line width"), 0.1, 5, {});
    m_labels = slider(form, tr("Labels"), -3, 3, tr("How small a node may be and still have its name beside it"));
}

void GraphForm::buildForces()
{
    QFormLayout *const form = section(tr("Layout"));
    m_arrangement = new QComboBox(this);
    m_arrangement->setObjectName(u"arrangement"_s);
    m_arrangement->addItems({tr("Forces"), tr("Communities apart"), tr("Layers"), tr("Rings around a note")});
    m_arrangement->setToolTip(tr("Layers put owners over what they own, and suppliers over customers"));
    connect(m_arrangement, &QComboBox::currentIndexChanged, this, &GraphForm::read);
    form->addRow(tr("Arrange by"), m_arrangement);
    m_centre = slider(form, tr("Centre"), 0, 1, tr("What draws all nodes to the middle"));
    m_repel = slider(form, tr("Repel"), 0, 20, tr("What pushes nodes apart"));
    m_link = slider(form, tr("Link"), 0, 1, tr("What draws linked nodes together"));
    m_distance = slider(form, tr("Distance"), 30, 500, tr("How long links are"));
    auto *const again = new QPushButton(tr("Lay out anew"), this);
    connect(again, &QPushButton::clicked, this, &GraphForm::layOutWanted);
    form->addRow(again);
    auto *const unpin = new QPushButton(tr("Take all pins out"), this);
    connect(unpin, &QPushButton::clicked, this, &GraphForm::unpinWanted);
    form->addRow(unpin);
}

void GraphForm::fillMeasures(QComboBox *box, bool colour)
{
    const QSignalBlocker blocker(box);
    box->clear();
    const auto add = [&](const NodeMeasure &measure, const QString &title) {
        box->addItem(title, QVariantList{static_cast<int>(measure.kind), measure.name});
    };
    add({Kind::None, {}}, colour ? tr("What they are") : tr("All alike"));
    if (colour)
        add({Kind::Community, {}}, measureTitle({Kind::Community, {}}));
    for (const Kind kind : {Kind::Links, Kind::Incoming, Kind::PageRank, Kind::Betweenness})
        add({kind, {}}, measureTitle({kind, {}}));
    if (!m_measures.claims.isEmpty())
        box->insertSeparator(box->count());
    for (const QByteArray &metric : m_measures.claims)
        add({Kind::Claim, QString::fromUtf8(metric)}, measureTitle({Kind::Claim, QString::fromUtf8(metric)}));
    if (!m_measures.properties.isEmpty())
        box->insertSeparator(box->count());
    for (const QString &property : m_measures.properties)
        add({Kind::Property, property}, tr("Property “%1”").arg(property));
}

void GraphForm::write()
{
    m_writing = true;
    const GraphOptions &options = m_state.options;
    const GraphSettings &settings = options.settings;
    m_tags->setChecked(settings.showTags);
    m_attachments->setChecked(settings.showAttachments);
    m_unresolved->setChecked(settings.showUnresolved);
    m_repeated->setChecked(options.repeatedNames);
    m_repeated->setEnabled(settings.showUnresolved);
    m_orphans->setChecked(settings.showOrphans);
    m_former->setChecked((options.hiddenModifiers & NotHolding) == 0);
    m_folders->setText(options.hiddenFolders.join(u", "_s));
    m_ceiling->setValue(options.degreeCeiling);
    put(m_damping, options.hubDamping);
    m_collapse->setCurrentIndex(static_cast<int>(options.collapse));
    if (m_local) {
        m_depth->setValue(options.depth);
        m_incoming->setChecked(options.incoming);
        m_outgoing->setChecked(options.outgoing);
        m_neighbours->setChecked(options.neighbours);
    }
    const auto select = [&](QComboBox *box, const NodeMeasure &measure, bool colour) {
        fillMeasures(box, colour);
        const QVariantList wanted{static_cast<int>(measure.kind), measure.name};
        int index = box->findData(wanted);
        if (index < 0) { // Known from another time: its notes may be hidden now.
            box->addItem(measureTitle(measure), wanted);
            index = box->count() - 1;
        }
        box->setCurrentIndex(index);
    };
    select(m_size, m_state.paint.size, false);
    select(m_colour, m_state.paint.colour, true);
    m_arrows->setChecked(settings.showArrows);
    put(m_nodeSize, settings.nodeSize);
    put(m_lineSize, settings.lineSize);
    put(m_labels, settings.textFade);
    m_arrangement->setCurrentIndex(static_cast<int>(m_state.arrangement));
    put(m_centre, settings.center);
    put(m_repel, settings.repel);
    put(m_link, settings.link);
    put(m_distance, settings.linkDistance);
    m_groups->setGroups(settings.groups);
    const bool forces = m_state.arrangement == GraphArrangement::Forces;
    for (QSlider *const slider : {m_centre, m_repel, m_link, m_distance})
        slider->setEnabled(forces);
    m_writing = false;
}

void GraphForm::read()
{
    if (m_writing)
        return;
    GraphState state = m_state;
    GraphOptions &options = state.options;
    GraphSettings &settings = options.settings;
    settings.showTags = m_tags->isChecked();
    settings.showAttachments = m_attachments->isChecked();
    settings.showUnresolved = m_unresolved->isChecked();
    options.repeatedNames = m_repeated->isChecked();
    settings.showOrphans = m_orphans->isChecked();
    options.hiddenModifiers = m_former->isChecked() ? 0 : NotHolding;
    options.hiddenFolders.clear();
    for (const QString &folder : m_folders->text().split(u',', Qt::SkipEmptyParts)) {
        if (const QString name = folder.trimmed(); !name.isEmpty())
            options.hiddenFolders.append(name);
    }
    options.degreeCeiling = m_ceiling->value();
    options.hubDamping = valueOf(m_damping, options.hubDamping);
    const auto collapse = static_cast<CollapseBy>(m_collapse->currentIndex());
    if (collapse != options.collapse)
        options.expanded.clear();
    options.collapse = collapse;
    if (m_local) {
        options.depth = m_depth->value();
        options.incoming = m_incoming->isChecked();
        options.outgoing = m_outgoing->isChecked();
        options.neighbours = m_neighbours->isChecked();
    }
    const auto measure = [](const QComboBox *box) -> NodeMeasure {
        const QVariantList chosen = box->currentData().toList();
        return chosen.size() == 2 ? NodeMeasure{static_cast<Kind>(chosen.first().toInt()), chosen.last().toString()}
                                  : NodeMeasure();
    };
    state.paint.size = measure(m_size);
    state.paint.colour = measure(m_colour);
    settings.showArrows = m_arrows->isChecked();
    settings.nodeSize = valueOf(m_nodeSize, settings.nodeSize);
    settings.lineSize = valueOf(m_lineSize, settings.lineSize);
    settings.textFade = valueOf(m_labels, settings.textFade);
    state.arrangement = static_cast<GraphArrangement>(m_arrangement->currentIndex());
    settings.center = valueOf(m_centre, settings.center);
    settings.repel = valueOf(m_repel, settings.repel);
    settings.link = valueOf(m_link, settings.link);
    settings.linkDistance = valueOf(m_distance, settings.linkDistance);
    settings.groups = m_groups->groups();
    if (state == m_state)
        return;
    m_state = state;
    Q_EMIT changed(m_state);
}

} // namespace tearsheet
