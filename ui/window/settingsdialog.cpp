// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/settingsdialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QVBoxLayout>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Megabyte = 1 << 20;

const QString Scheme = u"look/scheme"_s;
const QString Days = u"history/days"_s;
const QString Megabytes = u"history/megabytes"_s;

// A section under its title: rows of a label and what it names.
std::pair<QWidget *, QFormLayout *> section(const QString &title, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *form = new QFormLayout(box);
    form->setContentsMargins({});
    form->setVerticalSpacing(8);
    form->setHorizontalSpacing(16);
    auto *heading = new QLabel(title, box);
    QFont font = heading->font();
    font.setWeight(QFont::DemiBold);
    heading->setFont(font);
    form->addRow(heading);
    return {box, form};
}

QLabel *explanation(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

} // namespace

HistoryLimits historyLimits(const QSettings &settings)
{
    const HistoryLimits usual;
    return {.days = std::max(1, settings.value(Days, usual.days).toInt()),
            .bytes = std::max<qint64>(16, settings.value(Megabytes, usual.bytes / Megabyte).toLongLong()) * Megabyte};
}

SettingsDialog::SettingsDialog(QSettings *settings, QWidget *parent)
    : QDialog(parent), m_settings(settings), m_sections(new QVBoxLayout)
{
    setObjectName(u"settingsDialog");
    setWindowTitle(tr("Settings"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    // Enter ends what is typed into a field, not the dialog.
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 16);
    layout->setSpacing(24);
    m_sections->setSpacing(24);
    m_sections->addWidget(appearance());
    m_sections->addWidget(history());
    layout->addLayout(m_sections);
    layout->addStretch(1);
    layout->addWidget(buttons);
    resize(460, sizeHint().height());
}

void SettingsDialog::addSection(const QString &title, QWidget *content)
{
    const auto [box, form] = section(title, this);
    form->addRow(content);
    m_sections->addWidget(box);
    const int wide = std::max(width(), 560);
    layout()->activate();
    resize(wide, std::max(sizeHint().height(), layout()->totalHeightForWidth(wide)));
}

QWidget *SettingsDialog::appearance()
{
    const auto [box, form] = section(tr("Appearance"), this);
    auto *scheme = new QComboBox(box);
    scheme->setObjectName(u"settingsScheme");
    scheme->addItem(tr("As the system"), static_cast<int>(Qt::ColorScheme::Unknown));
    scheme->addItem(tr("Light"), static_cast<int>(Qt::ColorScheme::Light));
    scheme->addItem(tr("Dark"), static_cast<int>(Qt::ColorScheme::Dark));
    scheme->setCurrentIndex(std::max(0, scheme->findData(m_settings->value(Scheme, 0).toInt())));
    connect(scheme, &QComboBox::activated, this,
            [this, scheme] { Q_EMIT colorSchemeWanted(static_cast<Qt::ColorScheme>(scheme->currentData().toInt())); });
    form->addRow(tr("Colours"), scheme);
    return box;
}

QWidget *SettingsDialog::history()
{
    const HistoryLimits limits = historyLimits(*m_settings);
    const auto [box, form] = section(tr("History"), this);
    const auto number = [parent = box](const QString &name, int least, int most, int value, const QString &unit) {
        auto *spin = new QSpinBox(parent);
        spin->setObjectName(name);
        spin->setRange(least, most);
        spin->setValue(value);
        spin->setSuffix(u' ' + unit);
        spin->setGroupSeparatorShown(true);
        spin->setKeyboardTracking(false); // The 3 of 30 is no limit, and what it would remove does not come back.
        return spin;
    };
    auto *days = number(u"settingsHistoryDays"_s, 1, 3650, limits.days, tr("days"));
    auto *size = number(u"settingsHistorySize"_s, 16, 1'000'000, static_cast<int>(limits.bytes / Megabyte), tr("MB"));
    const auto change = [this, days, size] {
        m_settings->setValue(Days, days->value());
        m_settings->setValue(Megabytes, size->value());
        Q_EMIT historyLimitsChanged(historyLimits(*m_settings));
    };
    connect(days, &QSpinBox::valueChanged, this, change);
    connect(size, &QSpinBox::valueChanged, this, change);
    form->addRow(explanation(tr("Every version of a note is kept, whoever wrote it, until it is older than this or all "
                                "versions of the vault together are larger."),
                             box));
    form->addRow(tr("Keep versions for"), days);
    form->addRow(tr("At most"), size);
    return box;
}

} // namespace tearsheet
