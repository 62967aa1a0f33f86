// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/notices.h"

#include "ui/style/style.h"

#include <QPushButton>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

class NoticesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void theNewestAnswersAreDone_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("button");
        QTest::addRow("another sentence") << u"More was left."_s << u"Go on"_s;
        QTest::addRow("another button") << u"Some was left."_s << u"Go on"_s;
        QTest::addRow("all the same") << u"Some was left."_s << u"Do it"_s;
    }

    void theNewestAnswersAreDone()
    {
        QFETCH(const QString, sentence);
        QFETCH(const QString, button);
        Notices notices;
        QString done;
        notices.show(u"changes"_s, u"Some was left."_s, {{u"Do it"_s, [&] { done = u"first"_s; }}});
        notices.show(u"changes"_s, sentence, {{button, [&] { done = u"second"_s; }}});
        QCOMPARE(notices.findChildren<QPushButton *>().size(), 1);
        QCOMPARE(notices.findChild<QPushButton *>()->text(), button);
        notices.findChild<QPushButton *>()->click();
        QTRY_COMPARE(done, u"second"_s);
        QVERIFY(notices.isHidden());
    }

    // It may come again while somebody presses it.
    void aButtonStaysWhereTheSameIsSaidAgain()
    {
        Notices notices;
        notices.show(u"a"_s, u"Said."_s, {{u"Do it"_s, nullptr}});
        const QPointer<QPushButton> button = notices.findChild<QPushButton *>();
        notices.show(u"a"_s, u"Said."_s, {{u"Do it"_s, nullptr}});
        QVERIFY(button);
    }
};

QTEST_MAIN(NoticesTest)
#include "noticestest.moc"
