// SPDX-License-Identifier: GPL-3.0-or-later

// Where the caret is after what was not typed is taken back and done again: at that change, and in sight.
#include "tests/support/temporaryvault.h"
#include "tests/ui/testwindow.h"
#include "ui/diff/planview.h"
#include "ui/editor/noteeditor.h"
#include "ui/style/style.h"
#include "ui/table/celleditor.h"
#include "ui/table/gridview.h"
#include "ui/window/replacedialog.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTextBlock>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

using Lines = QMap<int, QByteArray>;

/// A note of 300 lines, of which `lines` say something else.
QByteArray noteOf(const Lines &lines)
{
    QByteArray text;
    for (int i = 0; i < 300; ++i)
        text += lines.value(i, "words " + QByteArray::number(i) + '\n');
    return text;
}

/// A window on A, with the caret in its middle.
struct Work
{
    explicit Work(const Lines &lines, const QByteArray &others = {})
        : vault(others), window((vault.write(u"A.md"_s, noteOf(lines)), vault.root()), u"A"_s)
    {
        if (!QTest::qWaitFor([this] { return window->isSettled(); }))
            qFatal("The window does not settle.");
        editor()->goTo(static_cast<quint32>(noteOf(lines).indexOf("middle")), true);
    }

    NoteEditor *editor() const { return window.find<NoteEditor>(u"editor"_s); }
    QByteArray text() const { return editor()->toPlainText().toUtf8(); }
    int line() const { return editor()->textCursor().blockNumber(); }
    bool seesCaret() const { return editor()->viewport()->rect().contains(editor()->cursorRect()); }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::ControlModifier) const
    {
        editor()->setFocus();
        QTest::keyClick(editor(), key, modifiers);
    }

    /// Answers what the quick switcher asks.
    void answer(const QString &text) const
    {
        auto *const input = window.find<QLineEdit>(u"quickSwitcherInput"_s);
        QTest::keyClick(input, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(input, text);
        QTest::keyClick(input, Qt::Key_Return);
    }

    TemporaryVault vault;
    TestWindow window;
};

const Lines Plain{{150, "middle\n"}};

} // namespace

class UndoCaretTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void whatAnotherProgramWrote_data()
    {
        QTest::addColumn<Lines>("lines");
        QTest::newRow("above") << Lines{{20, "other words\n"}};
        QTest::newRow("below") << Lines{{280, "other words\n"}};
        QTest::newRow("lines more") << Lines{{20, "words\nmore\nand more\n"}};
        QTest::newRow("a line less") << Lines{{280, ""}};
        QTest::newRow("at two places") << Lines{{20, "other words\n"}, {280, "other words\n"}};
        Lines many;
        for (int i = 10; i < 290; i += 2)
            many.insert(i, i == 150 ? "middle\n" : "other words\n");
        QTest::newRow("at many places") << many;
    }

    void whatAnotherProgramWrote()
    {
        QFETCH(Lines, lines);
        const Work work(Plain);
        const QByteArray before = work.text();
        Lines now = lines;
        now.insert(150, "middle\n");
        const int height = work.editor()->cursorRect().top();
        work.vault.replace(u"A.md"_s, noteOf(now));
        QTRY_COMPARE(work.text(), noteOf(now));
        QCOMPARE(work.editor()->cursorRect().top(), height);
        QCOMPARE(work.editor()->textCursor().block().text(), u"middle"_s);
        checkBothWays(work, before, noteOf(now), lines.keys());
    }

    // The own text is undone where it was typed, after that of others where they wrote.
    void whatWasMerged()
    {
        const Work work(Plain);
        const QByteArray before = work.text();
        work.press(Qt::Key_X, {});
        const QByteArray mine = work.text();
        QVERIFY(mine.contains("xmiddle"));
        work.vault.replace(u"A.md"_s, noteOf({{20, "other words\n"}, {150, "middle\n"}}));
        const QByteArray merged = noteOf({{20, "other words\n"}, {150, "xmiddle\n"}});
        QTRY_COMPARE(work.text(), merged);
        checkBothWays(work, mine, merged, {20});
        work.press(Qt::Key_Z);
        QCOMPARE(work.text(), mine);
        work.editor()->goTo(0, true);
        work.press(Qt::Key_Z);
        QCOMPARE(work.text(), before);
        QCOMPARE(work.line(), 150);
        QVERIFY(work.seesCaret());
    }

    void whatARenameWrote()
    {
        const Work work({{20, "see [[B]] there\n"}, {150, "middle\n"}, {280, "and [[B]], too\n"}}, "//- B.md\nb\n");
        const QByteArray before = work.text();
        work.window->navigator()->open(*NotePath::fromRelative(u"B.md"), OpenIn::NewTab);
        work.window.run(u"Rename or move…"_s);
        work.answer(u"Kestrel"_s);
        QTRY_COMPARE(work.window.note(), u"Kestrel"_s);
        work.window->navigator()->open(*NotePath::fromRelative(u"A.md"), OpenIn::NewTab);
        const QByteArray after = QByteArray(before).replace("[[B]]", "[[Kestrel]]");
        QTRY_COMPARE(work.text(), after);
        checkBothWays(work, before, after, {20, 280});
    }

    void whatWasReplacedInAllNotes_data()
    {
        QTest::addColumn<int>("step");
        QTest::addRow("at few places") << 100;
        QTest::addRow("at many places") << 2;
    }

    void whatWasReplacedInAllNotes()
    {
        QFETCH(const int, step);
        Lines lines{{150, "middle\n"}};
        QList<int> changed;
        for (int i = 11; i < 290; i += step) {
            lines.insert(i, "the LFP cells\n");
            changed.append(i);
        }
        const Work work(lines);
        const QByteArray before = work.text();
        work.window.run(u"Replace in all notes…"_s);
        auto *const dialog = work.window->findChild<ReplaceDialog *>();
        QVERIFY(dialog);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"replaceFind"_s), u"LFP"_s);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"replaceBy"_s), u"NMC"_s);
        QTRY_VERIFY(dialog->findChild<QPushButton *>(u"replaceShow"_s)->isEnabled());
        QVERIFY(work.window.click(u"Show what changes…"_s));
        QTRY_VERIFY(work.window->findChild<PlanView *>());
        QTest::mouseClick(work.window->findChild<QPushButton *>(u"applyButton"_s), Qt::LeftButton);
        QTRY_VERIFY(work.editor() && work.text() != before);
        const QByteArray after = QByteArray(before).replace("LFP", "NMC");
        QCOMPARE(work.text(), after);
        checkBothWays(work, before, after, changed);
    }

    void whatWasTypedIntoACell()
    {
        const Work work({{20, "\n| Company | Share |\n|---|---|\n| Kestrel | 37% |\n\n"}, {150, "middle\n"}});
        const QByteArray before = work.text();
        auto *const grid = work.window.find<GridView>(u"tableGrid"_s);
        QVERIFY(grid);
        grid->setFocus();
        grid->setCurrentIndex(grid->model()->index(0, 1));
        QTest::keyClicks(grid, u"5"_s);
        QTest::keyClicks(work.window.find<CellEditor>(u"cellEditor"_s), u"9%"_s);
        QTest::keyClick(work.window.find<CellEditor>(u"cellEditor"_s), Qt::Key_Return);
        const QByteArray after = QByteArray(before).replace("37%", "59%");
        QTRY_COMPARE(work.text(), after);
        checkBothWays(work, before, after, {23});
    }

private:
    // Undo and redo, each with the caret somewhere else before: where the change is, there it is after.
    static void checkBothWays(const Work &work, const QByteArray &before, const QByteArray &after,
                              const QList<int> &changed)
    {
        const auto middle = static_cast<quint32>(after.indexOf("middle"));
        work.editor()->goTo(middle, true);
        work.press(Qt::Key_Z);
        QCOMPARE(work.text(), before);
        QVERIFY2(near(changed, work.line()), qPrintable(QString::number(work.line())));
        QVERIFY(work.seesCaret());
        work.editor()->goTo(static_cast<quint32>(before.indexOf("middle")), true);
        work.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(work.text(), after);
        QVERIFY2(near(changed, work.line()), qPrintable(QString::number(work.line())));
        QVERIFY(work.seesCaret());
    }

    // In a changed line or one that came or went there.
    static bool near(const QList<int> &changed, int line)
    {
        return std::ranges::any_of(changed, [line](int place) { return line >= place && line <= place + 3; });
    }
};

QTEST_MAIN(UndoCaretTest)
#include "undocarettest.moc"
