// SPDX-License-Identifier: GPL-3.0-or-later

// What is chosen in the settings counts at once.
#include "core/store/history.h"
#include "tests/support/temporaryvault.h"
#include "tests/ui/testwindow.h"
#include "ui/style/style.h"
#include "ui/window/settingsdialog.h"

#include <QRandomGenerator>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QSpinBox>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr int Megabyte = 1 << 20;

// What no compression makes smaller.
QByteArray noise(int size, quint32 seed)
{
    QByteArray bytes(size, Qt::Uninitialized);
    QRandomGenerator(seed).fillRange(reinterpret_cast<quint32 *>(bytes.data()), size / 4);
    return bytes;
}

SettingsDialog *openSettings(const TestWindow &window)
{
    window.run(u"Settings…"_s);
    return window->findChild<SettingsDialog *>();
}

void type(QSpinBox *number, const QString &text)
{
    number->setFocus();
    number->selectAll();
    QTest::keyClicks(number, text);
}

} // namespace

class SettingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void limitsOfTheHistoryRemoveOldVersions_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("usual");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<HistoryLimits>("limits");
        QTest::addRow("age") << u"settingsHistoryDays"_s << u"180 days"_s << u"30"_s
                             << HistoryLimits{.days = 30, .bytes = qint64{1024} * Megabyte};
        QTest::addRow("size") << u"settingsHistorySize"_s << u"1,024 MB"_s << u"40"_s
                              << HistoryLimits{.days = 180, .bytes = 40 * Megabyte};
    }

    void limitsOfTheHistoryRemoveOldVersions()
    {
        QFETCH(const QString, field);
        QFETCH(const QString, usual);
        QFETCH(const QString, typed);
        QFETCH(const HistoryLimits, limits);
        const TemporaryVault vault("//- A.md\none\n");
        // Three files of the history, the first one 40 days old, the second one 10.
        History history(vault.root());
        const auto tidy = qScopeGuard([&] { QDir(history.folder()).removeRecursively(); });
        const NotePath path = *NotePath::fromRelative(u"A.md");
        for (quint32 i = 1; i <= 3; ++i)
            QVERIFY(history.keep({{.path = path, .bytes = noise(17 * Megabyte, i)}}, false));
        const QStringList segments = QDir(history.folder()).entryList({u"*.log"_s}, QDir::Files, QDir::Name);
        QCOMPARE(segments.size(), 3);
        QVERIFY(age(history.folder() + u'/' + segments.at(0), 40));
        QVERIFY(age(history.folder() + u'/' + segments.at(1), 10));
        const QList<Version> before = history.versions(path).value();
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        SettingsDialog *const dialog = openSettings(window);
        QVERIFY(dialog);
        QSignalSpy told(dialog, &SettingsDialog::historyLimitsChanged);
        auto *const number = dialog->findChild<QSpinBox *>(field);
        QCOMPARE(number->text(), usual);
        type(number, typed);
        // What is typed so far is no limit yet.
        QCOMPARE(told.size(), 0);
        QTest::keyClick(number, Qt::Key_Return);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().first().value<HistoryLimits>(), limits);
        QTRY_COMPARE_WITH_TIMEOUT(QDir(history.folder()).entryList({u"*.log"_s}, QDir::Files, QDir::Name),
                                  segments.sliced(1), 30'000);
        QCOMPARE(before.size(), 3);
        QCOMPARE(history.bytes(before.at(2)).error().code, ErrorCode::NotFound);
        QCOMPARE(history.bytes(before.at(1)).value(), noise(17 * Megabyte, 2));
        QCOMPARE(history.bytes(before.at(0)).value(), noise(17 * Megabyte, 3));
        // And is there the next time.
        dialog->close();
        QTRY_VERIFY(!window->findChild<SettingsDialog *>());
        QCOMPARE(openSettings(window)->findChild<QSpinBox *>(field)->value(), typed.toInt());
    }

    // Who closes the dialog has said it.
    void whatIsTypedCountsAsTheDialogCloses()
    {
        const TemporaryVault vault("//- A.md\none\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        SettingsDialog *const dialog = openSettings(window);
        type(dialog->findChild<QSpinBox *>(u"settingsHistoryDays"_s), u"90"_s);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!window->findChild<SettingsDialog *>());
        QCOMPARE(openSettings(window)->findChild<QSpinBox *>(u"settingsHistoryDays"_s)->value(), 90);
    }

private:
    static bool age(const QString &path, int days)
    {
        QFile file(path);
        return file.open(QIODevice::ReadWrite)
               && file.setFileTime(QDateTime::currentDateTime().addDays(-days), QFileDevice::FileModificationTime);
    }
};

QTEST_MAIN(SettingsTest)
#include "settingstest.moc"
