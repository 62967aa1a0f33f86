// SPDX-License-Identifier: GPL-3.0-or-later

// What notes share is renamed in the window: headings, tags, properties; looked at before, done as a whole, taken back.
#include "tests/support/temporaryvault.h"
#include "tests/ui/testwindow.h"
#include "ui/diff/planview.h"
#include "ui/editor/noteeditor.h"
#include "ui/style/style.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTreeView>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

void trigger(const TestWindow &window, const QString &text)
{
    for (QAction *action : window->actions()) {
        if (action->text() == text)
            action->trigger();
    }
}

/// Types over what stands in the quick switcher.
void answer(const TestWindow &window, const QString &text)
{
    auto *input = window.find<QLineEdit>(u"quickSwitcherInput"_s);
    if (!input)
        qFatal("Nothing is asked.");
    QTest::keyClick(input, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(input, text);
}

void enter(const TestWindow &window)
{
    QTest::keyClick(window.find<QLineEdit>(u"quickSwitcherInput"_s), Qt::Key_Return);
}

QString entry(const TestWindow &window, int row)
{
    return window.find<QListView>(u"quickSwitcherList"_s)->model()->index(row, 0).data().toString();
}

} // namespace

class RewordingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void renamesTheHeadingOfTheCaret()
    {
        const TemporaryVault vault("//- A.md\n# A\n\n## Plants\n\ntext\n//- B.md\n[[A#Plants|p]] and [[A]]\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        window.find<NoteEditor>(u"editor"_s)->goTo(18, true);
        trigger(window, u"Rename heading…"_s);
        QCOMPARE(window.find<QLineEdit>(u"quickSwitcherInput"_s)->text(), u"Plants"_s);
        answer(window, u"Works"_s);
        enter(window);
        QTRY_COMPARE(vault.read(u"B.md"_s), "[[A#Works|p]] and [[A]]\n");
        QCOMPARE(vault.read(u"A.md"_s), "# A\n\n## Works\n\ntext\n");
        QTRY_COMPARE(window.find<NoteEditor>(u"editor"_s)->toPlainText(), u"# A\n\n## Works\n\ntext\n"_s);
        QVERIFY(window.click(u"Undo"_s));
        QTRY_COMPARE(vault.read(u"B.md"_s), "[[A#Plants|p]] and [[A]]\n");
        QCOMPARE(vault.read(u"A.md"_s), "# A\n\n## Plants\n\ntext\n");
    }

    void aTagIsMergedOnlyWhereItIsTicked()
    {
        const TemporaryVault vault("//- A.md\n#cell one #maker\n//- B.md\n---\ntags: [cells, cell]\n---\n"
                                   "//- C.md\n#cell/pouch\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        trigger(window, u"Rename tag…"_s);
        answer(window, u"cell"_s);
        enter(window);
        answer(window, u"cells"_s);
        QTRY_VERIFY(entry(window, 1).startsWith(u"Show what changes"));
        QTest::keyClick(window.find<QLineEdit>(u"quickSwitcherInput"_s), Qt::Key_Down);
        enter(window);
        QTRY_VERIFY(window->findChild<PlanView *>());
        auto *const view = window->findChild<PlanView *>();
        QAbstractItemModel *const model = view->findChild<QTreeView *>(u"planTree"_s)->model();
        QCOMPARE(model->rowCount(), 3);
        QVERIFY(model->setData(model->index(2, 0), Qt::Unchecked, Qt::CheckStateRole));
        QTest::mouseClick(view->findChild<QPushButton *>(u"applyButton"_s), Qt::LeftButton);
        QTRY_COMPARE(vault.read(u"A.md"_s), "#cells one #maker\n");
        QCOMPARE(vault.read(u"B.md"_s), "---\ntags: [cells]\n---\n");
        QCOMPARE(vault.read(u"C.md"_s), "#cell/pouch\n");
        trigger(window, u"Undo last change to many notes"_s);
        QTRY_COMPARE(vault.read(u"B.md"_s), "---\ntags: [cells, cell]\n---\n");
        QCOMPARE(vault.read(u"A.md"_s), "#cell one #maker\n");
    }

    void aPropertyIsRenamedWhereANoteHasNotBoth()
    {
        const TemporaryVault vault("//- A.md\n---\nticker: V # main\n---\n//- B.md\n---\nticker: W\nsymbol: X\n---\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        trigger(window, u"Rename property…"_s);
        answer(window, u"ticker"_s);
        enter(window);
        answer(window, u"symbol"_s);
        enter(window);
        QTRY_COMPARE(vault.read(u"A.md"_s), "---\nsymbol: V # main\n---\n");
        QCOMPARE(vault.read(u"B.md"_s), "---\nticker: W\nsymbol: X\n---\n");
    }

    void replacesATextInAllNotes()
    {
        const TemporaryVault vault("//- A.md\nLFP and lfp\n//- B.md\nLFP\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        trigger(window, u"Replace in all notes…"_s);
        answer(window, u"LFP"_s);
        enter(window);
        answer(window, u"lithium iron"_s);
        enter(window);
        QTRY_VERIFY(window->findChild<PlanView *>());
        QTest::mouseClick(window->findChild<QPushButton *>(u"applyButton"_s), Qt::LeftButton);
        QTRY_COMPARE(vault.read(u"A.md"_s), "lithium iron and lfp\n");
        QCOMPARE(vault.read(u"B.md"_s), "lithium iron\n");
    }

    void mendsAKindOfProblemEverywhere()
    {
        const TemporaryVault vault("//- Volta.md\n---\naliases: [Pile]\n---\n//- A.md\n[[Pile]]\n//- B.md\n[[Pile]]\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        trigger(window, u"Mend problems…"_s);
        answer(window, u"alias"_s);
        enter(window);
        QTRY_VERIFY(window->findChild<PlanView *>());
        QTest::mouseClick(window->findChild<QPushButton *>(u"applyButton"_s), Qt::LeftButton);
        QTRY_COMPARE(vault.read(u"A.md"_s), "[[Volta|Pile]]\n");
        QCOMPARE(vault.read(u"B.md"_s), "[[Volta|Pile]]\n");
    }

    void anUndoThatCameTooLateChangesNothing()
    {
        const TemporaryVault vault("//- A.md\n#cell\n//- B.md\n#cell b\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        trigger(window, u"Rename tag…"_s);
        answer(window, u"cell"_s);
        enter(window);
        answer(window, u"battery"_s);
        enter(window);
        QTRY_COMPARE(vault.read(u"B.md"_s), "#battery b\n");
        vault.write(u"B.md"_s, "#battery changed\n");
        QVERIFY(window.click(u"Undo"_s));
        QTRY_VERIFY(window.find<QLabel>(u"statusMessage"_s)->text().contains(u"changed meanwhile"));
        QCOMPARE(vault.read(u"A.md"_s), "#battery\n");
        QCOMPARE(vault.read(u"B.md"_s), "#battery changed\n");
    }
};

QTEST_MAIN(RewordingTest)
#include "rewordingtest.moc"
