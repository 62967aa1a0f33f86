// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/findbar.h"
#include "tests/support/temporaryvault.h"
#include "tests/ui/testwindow.h"
#include "ui/editor/noteeditor.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tearsheet {

namespace {

constexpr auto Vault = "//- Kestrel.md\nCells and packs.\n\nA cell, a CELL, and cellular walls.\n";

/// A window on a note with the find bar, driven by the keyboard.
struct FindingWindow
{
    explicit FindingWindow(const char *vault = Vault) : files(vault), window(files.root(), u"Kestrel"_s)
    {
        if (!QTest::qWaitFor([this] { return view() != nullptr; }))
            qFatal("The note is not shown.");
        view()->focusText();
    }

    NoteView *view() const { return window.findFirst<NoteView>(); }
    NoteEditor *editor() const { return view()->editor(); }
    QByteArray text() const { return view()->session()->mirror().bytes(); }
    QByteArray selected() const { return editor()->selection().in(text()).toByteArray(); }
    QLineEdit *field() const { return window.find<QLineEdit>(u"findText"_s); }
    QString count() const
    {
        const auto *const label = window.find<QLabel>(u"findCount"_s);
        return label ? label->text() : QString();
    }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
    void type(const QString &text) const { QTest::keyClicks(QApplication::focusWidget(), text); }

    TemporaryVault files;
    TestWindow window;
};

} // namespace

class FindBarTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theKeyboardStaysWhereItIsOfUse()
    {
        const FindingWindow find;
        find.press(Qt::Key_H, Qt::ControlModifier);
        QTRY_COMPARE(QApplication::focusWidget(), find.field());
        find.type(u"cell"_s);
        QTRY_COMPARE(find.count(), u"1 of 4"_s);
        auto *const all = find.window.find<QAbstractButton>(u"replaceAll"_s);
        all->setFocus();
        find.press(Qt::Key_Space);
        QTRY_COMPARE(find.count(), u"Not found"_s);
        QCOMPARE(QApplication::focusWidget(), find.field());
    }

    void groupsAreHintedAt()
    {
        const FindingWindow find;
        find.press(Qt::Key_H, Qt::ControlModifier);
        QTRY_COMPARE(QApplication::focusWidget(), find.field());
        QVERIFY(!find.window.find<QLabel>(u"replaceHint"_s));
        find.window.find<QLineEdit>(u"findReplacement"_s)->setText(u"\\1"_s);
        QVERIFY(find.window.find<QLabel>(u"replaceHint"_s)->text().contains(u"\\1 is put in as it stands"));
        find.window.find<QLineEdit>(u"findReplacement"_s)->setText(u"plain"_s);
        QVERIFY(!find.window.find<QLabel>(u"replaceHint"_s));
    }

    void findsWhileTyping()
    {
        const FindingWindow find;
        find.press(Qt::Key_F, Qt::ControlModifier);
        QTRY_COMPARE(QApplication::focusWidget(), find.field());
        find.type(u"cell"_s);
        QTRY_COMPARE(find.count(), u"1 of 4"_s);
        QCOMPARE(find.selected(), "Cell");
        QCOMPARE(find.editor()->selection().begin, 0u);
        find.press(Qt::Key_Return);
        QTRY_COMPARE(find.count(), u"2 of 4"_s);
        find.press(Qt::Key_Return, Qt::ShiftModifier);
        find.press(Qt::Key_Return, Qt::ShiftModifier);
        QTRY_COMPARE(find.count(), u"4 of 4"_s);
        QTest::mouseClick(find.window.find<QToolButton>(u"findWords"_s), Qt::LeftButton);
        QTRY_COMPARE(find.count(), u"1 of 2"_s);
        QTest::mouseClick(find.window.find<QToolButton>(u"findCase"_s), Qt::LeftButton);
        QTRY_COMPARE(find.count(), u"1 of 1"_s);
        QCOMPARE(find.selected(), "cell");
    }

    void looksForWhatIsSelectedAndGivesTheKeyboardBack()
    {
        const FindingWindow find;
        find.editor()->select({20, 24});
        QCOMPARE(find.selected(), "cell");
        find.press(Qt::Key_F, Qt::ControlModifier);
        QTRY_COMPARE(find.count(), u"2 of 4"_s);
        find.press(Qt::Key_Escape);
        QVERIFY(!find.field());
        QCOMPARE(QApplication::focusWidget(), find.editor());
        QCOMPARE(find.selected(), "cell");
        find.press(Qt::Key_F3);
        QTRY_COMPARE(find.count(), u"3 of 4"_s);
    }

    void saysWhatIsNotFoundAndWhatIsNoExpression()
    {
        const FindingWindow find;
        find.press(Qt::Key_F, Qt::ControlModifier);
        find.type(u"(anode"_s);
        QTRY_COMPARE(find.count(), u"Not found"_s);
        QTest::mouseClick(find.window.find<QToolButton>(u"findExpression"_s), Qt::LeftButton);
        QTRY_VERIFY(find.window.find<QLabel>(u"findProblem"_s));
        QCOMPARE(find.count(), u""_s);
    }

    void followsTheText()
    {
        const FindingWindow find;
        find.press(Qt::Key_F, Qt::ControlModifier);
        find.type(u"packs"_s);
        QTRY_COMPARE(find.count(), u"1 of 1"_s);
        QVERIFY(find.view()->session()->apply(EditScript::replacing({0, 0}, "Packs. ")));
        QTRY_COMPARE(find.count(), u"2 of 2"_s);
    }

    void replacesOneByOneAndUndoes()
    {
        const FindingWindow find("//- Kestrel.md\na a b\n");
        find.press(Qt::Key_H, Qt::ControlModifier);
        find.type(u"a"_s);
        QTRY_COMPARE(find.count(), u"1 of 2"_s);
        find.window.find<QLineEdit>(u"findReplacement"_s)->setFocus();
        find.type(u"aa"_s);
        find.press(Qt::Key_Return);
        QCOMPARE(find.text(), "aa a b\n");
        QTRY_COMPARE(find.count(), u"3 of 3"_s);
        find.press(Qt::Key_Return);
        QTRY_COMPARE(find.text(), "aa aa b\n");
        find.editor()->undo();
        QCOMPARE(find.text(), "aa a b\n");
    }

    void replacesAllAsOneStep()
    {
        const FindingWindow find("//- Kestrel.md\n30 GWh, 4 GWh and GWh\n");
        find.press(Qt::Key_H, Qt::ControlModifier);
        QTest::mouseClick(find.window.find<QToolButton>(u"findExpression"_s), Qt::LeftButton);
        find.field()->setText(u"(\\d+) GWh"_s);
        find.window.find<QLineEdit>(u"findReplacement"_s)->setText(u"$1,000 MWh"_s);
        QTRY_COMPARE(find.count(), u"1 of 2"_s);
        QVERIFY(find.window.click(u"Replace all"_s));
        QCOMPARE(find.text(), "30,000 MWh, 4,000 MWh and GWh\n");
        QTRY_COMPARE(find.count(), u"Not found"_s);
        find.editor()->undo();
        QCOMPARE(find.text(), "30 GWh, 4 GWh and GWh\n");
        find.window.find<QLineEdit>(u"findReplacement"_s)->setText(u"$9"_s);
        QTRY_COMPARE(find.count(), u"2 found"_s);
        QVERIFY(find.window.click(u"Replace all"_s));
        QCOMPARE(find.text(), "30 GWh, 4 GWh and GWh\n");
    }
};

} // namespace tearsheet

QTEST_MAIN(tearsheet::FindBarTest)
#include "findbartest.moc"
