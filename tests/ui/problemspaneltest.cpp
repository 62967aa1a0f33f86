// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/problemspanel.h"

#include "tests/support/temporaryvault.h"
#include "tests/support/vaultof.h"
#include "tests/ui/testwindow.h"
#include "ui/editor/noteeditor.h"
#include "ui/style/style.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeView>
#include <QtTest>

#include <array>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Notes[] = R"(
//- A.md
# A

[[Nobody]] and [[Kestrel#Gone]]

| a | b |
|---|---|
| [[Kestrel|K]] | 2 |
| 1 |
//- B.md
| a | b |
|---|---|
| 1 |
//- Kestrel.md
# Kestrel
)";

constexpr const char FiveShortRows[] = R"(
//- A.md
| a | b |
|---|---|
| 1 |
| 2 |
| 3 |
| 4 |
| 5 |
//- B.md
)";

/// A window with the panel at the bottom.
struct Shown
{
    explicit Shown(const QString &note, QByteArrayView notes = Notes) : vault(notes), window(vault.root(), note)
    {
        if (!QTest::qWaitFor([this] { return window->isSettled(); }))
            qFatal("The window does not settle.");
        window.run(u"Problems"_s);
    }

    ProblemsPanel *panel() const { return window->findChild<ProblemsPanel *>(u"problemsPanel"_s); }
    QTreeView *table() const { return panel()->findChild<QTreeView *>(u"problemsTable"_s); }
    QAbstractItemModel *model() const { return table()->model(); }
    QString at(int row, int column) const { return model()->index(row, column).data().toString(); }
    QStringList places() const
    {
        QStringList texts;
        for (int row = 0; row < model()->rowCount(); ++row)
            texts.append(at(row, ProblemsModel::PlaceColumn));
        return texts;
    }
    int rowOf(const QString &kind) const
    {
        for (int row = 0; row < model()->rowCount(); ++row) {
            if (at(row, ProblemsModel::KindColumn).startsWith(kind))
                return row;
        }
        return -1;
    }
    void choose(int row) const { table()->setCurrentIndex(model()->index(row, 0)); }
    QPushButton *button(const QString &name) const { return panel()->findChild<QPushButton *>(name); }
    void click(const QString &name) const { QTest::mouseClick(button(name), Qt::LeftButton); }
    QToolButton *status() const { return window->findChild<QToolButton *>(u"statusProblems"_s); }

    TemporaryVault vault;
    TestWindow window;
};

} // namespace

/// What is not as it was meant, listed and mended in the window.
class ProblemsPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void ofTheNoteAndOfTheVault()
    {
        const Shown shown(u"A"_s);
        const QAbstractItemModelTester tester(shown.model());
        QVERIFY(shown.panel()->isVisible());
        QTRY_COMPARE(shown.places(), QStringList({u"A:3"_s, u"A:3"_s, u"A:7"_s, u"A:8"_s}));
        QCOMPARE(shown.at(0, ProblemsModel::MessageColumn), u"Nothing in the vault is named Nobody."_s);
        QCOMPARE(shown.panel()->findChild<QLabel *>(u"problemsSummary"_s)->text(), u"2 can be mended"_s);
        shown.panel()->setExtent(ProblemsPanel::Extent::Vault);
        QTRY_COMPARE(shown.places(), QStringList({u"A:3"_s, u"A:3"_s, u"A:7"_s, u"A:8"_s, u"B:3"_s}));
        auto *const kinds = shown.panel()->findChild<QComboBox *>(u"problemsKind"_s);
        QCOMPARE(kinds->count(), 5);
        QCOMPARE(kinds->itemText(0), u"All kinds (5)"_s);
        QCOMPARE(kinds->itemText(1), u"Table rows that are too short (2)"_s);
        kinds->setCurrentIndex(1);
        QCOMPARE(shown.places(), QStringList({u"A:8"_s, u"B:3"_s}));
    }

    // The status line counts those of the note, but for links to what is not written yet, and opens the list.
    void countedInTheStatusLine()
    {
        const Shown shown(u"A"_s);
        QTRY_COMPARE(shown.status()->text(), u"3 problems"_s);
        QVERIFY(shown.status()->toolTip().contains(u"one link to a note that is not there"));
        shown.window->findChild<QTabWidget *>(u"bottomPanels"_s)->hide();
        shown.panel()->setExtent(ProblemsPanel::Extent::Vault);
        QTest::mouseClick(shown.status(), Qt::LeftButton);
        QVERIFY(shown.panel()->isVisible());
        QTRY_COMPARE(shown.places(), QStringList({u"A:3"_s, u"A:3"_s, u"A:7"_s, u"A:8"_s}));
        // It follows what is written, and the note in front.
        shown.vault.write(u"A.md"_s, shown.vault.read(u"A.md"_s).replace("| 1 |\n", "| 1 | 2 |\n"));
        QTRY_COMPARE(shown.status()->text(), u"2 problems"_s);
        QTRY_COMPARE(shown.places(), QStringList({u"A:3"_s, u"A:3"_s, u"A:7"_s}));
        QTest::keyClick(shown.window.operator->(), Qt::Key_O, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), u"Kestrel"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(shown.window.note(), u"Kestrel"_s);
        QTRY_VERIFY(!shown.status()->isVisible());
        QTRY_COMPARE(shown.model()->rowCount(), 0);
    }

    void goesThere()
    {
        const Shown shown(u"A"_s);
        shown.panel()->setExtent(ProblemsPanel::Extent::Vault);
        QTRY_COMPARE(shown.model()->rowCount(), 5);
        shown.choose(4);
        QTest::keyClick(shown.table(), Qt::Key_Return);
        QTRY_COMPARE(shown.window.note(), u"B"_s);
        const QByteArray text = shown.vault.read(u"B.md"_s);
        QTRY_COMPARE(shown.window.find<NoteEditor>(u"editor"_s)->caretOffset(),
                     static_cast<quint32>(text.indexOf("| 1 |")));
    }

    // One, in the open note: a step of its undo. One in another note: its file, and back.
    void oneIsMended()
    {
        const Shown shown(u"A"_s);
        QTRY_COMPARE(shown.model()->rowCount(), 4);
        auto *const editor = shown.window.find<NoteEditor>(u"editor"_s);
        const QString before = editor->toPlainText();
        shown.choose(shown.rowOf(u"Links to nothing"_s));
        QVERIFY(!shown.button(u"problemsMend"_s)->isEnabled());
        shown.choose(shown.rowOf(u"Links in tables"_s));
        shown.click(u"problemsMend"_s);
        QCOMPARE(editor->toPlainText(), QString(before).replace(u"[[Kestrel|K]]"_s, u"[[Kestrel\\|K]]"_s));
        QTRY_COMPARE(shown.model()->rowCount(), 3);
        QTest::keyClick(shown.table(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(editor->toPlainText(), before);
        QTRY_COMPARE(shown.model()->rowCount(), 4);

        shown.panel()->setExtent(ProblemsPanel::Extent::Vault);
        QTRY_COMPARE(shown.model()->rowCount(), 5);
        const QByteArray other = shown.vault.read(u"B.md"_s);
        shown.choose(4);
        shown.click(u"problemsMend"_s);
        QTRY_COMPARE(shown.vault.read(u"B.md"_s), QByteArray(other).replace("| 1 |\n", "| 1 |  |\n"));
        QVERIFY(shown.window.click(u"Undo"_s));
        QTRY_COMPARE(shown.vault.read(u"B.md"_s), other);
    }

    // Of problems that say the same, the chosen one stays so whatever is written above it, and is the one that is
    // mended.
    void oneOfManyThatSayTheSameIsMended()
    {
        const Shown shown(u"A"_s, FiveShortRows);
        QTRY_COMPARE(shown.model()->rowCount(), 5);
        shown.choose(3);
        shown.vault.write(u"A.md"_s, "Above.\n\n" + shown.vault.read(u"A.md"_s));
        QTRY_COMPARE(shown.places(), QStringList({u"A:5"_s, u"A:6"_s, u"A:7"_s, u"A:8"_s, u"A:9"_s}));
        auto *const editor = shown.window.find<NoteEditor>(u"editor"_s);
        QTRY_VERIFY(editor->toPlainText().startsWith(u"Above."));
        shown.click(u"problemsMend"_s);
        QTRY_COMPARE(shown.places(), QStringList({u"A:5"_s, u"A:6"_s, u"A:7"_s, u"A:9"_s}));
        QVERIFY(editor->toPlainText().contains(u"| 3 |\n| 4 |  |\n| 5 |\n"));
        shown.click(u"problemsMend"_s);
        QTRY_COMPARE(shown.places(), QStringList({u"A:5"_s, u"A:6"_s, u"A:7"_s}));
        // The last is gone; what is the last now has its place.
        QCOMPARE(shown.table()->currentIndex().row(), 2);
    }

    // All of a kind are shown place by place before they are mended.
    void allOfAKindAreMended()
    {
        const Shown shown(u"A"_s);
        shown.panel()->setExtent(ProblemsPanel::Extent::Vault);
        QTRY_COMPARE(shown.model()->rowCount(), 5);
        const QByteArray a = shown.vault.read(u"A.md"_s);
        const QByteArray b = shown.vault.read(u"B.md"_s);
        shown.choose(shown.rowOf(u"Table rows that are too short"_s));
        shown.click(u"problemsMendAll"_s);
        QPushButton *apply = nullptr;
        QTRY_VERIFY(apply = shown.window.find<QPushButton>(u"applyButton"_s));
        QCOMPARE(shown.vault.read(u"A.md"_s), a);
        QTest::mouseClick(apply, Qt::LeftButton);
        QTRY_COMPARE(shown.vault.read(u"A.md"_s), QByteArray(a).replace("| 1 |\n", "| 1 |  |\n"));
        QTRY_COMPARE(shown.vault.read(u"B.md"_s), QByteArray(b).replace("| 1 |\n", "| 1 |  |\n"));
        QTRY_COMPARE(shown.model()->rowCount(), 3);
    }

    // Who has asked for the panel while there was nothing in it, and writes on, is not called away by what comes.
    void leavesTheKeyboardToTheEditor()
    {
        const Shown shown(u"Kestrel"_s);
        QTRY_COMPARE(shown.panel()->findChild<QLabel *>(u"problemsEmpty"_s)->text(), u"This note has no problems."_s);
        QVERIFY(shown.panel()->isAncestorOf(QApplication::focusWidget()));
        QVERIFY(QApplication::focusWidget()->isVisible());
        auto *const editor = shown.window.find<NoteEditor>(u"editor"_s);
        editor->setFocus();
        QWidget *const focused = QApplication::focusWidget();
        QTest::keyClicks(focused, u"[[Nobody]]"_s);
        QTRY_COMPARE(shown.model()->rowCount(), 1);
        QTRY_VERIFY(shown.table()->isVisible());
        QCOMPARE(QApplication::focusWidget(), focused);
        // Asked for again, it has the keyboard in its rows.
        shown.window.run(u"Problems"_s);
        QCOMPARE(QApplication::focusWidget(), shown.table());
    }

    // It comes to the rows once there are any, and stays in the panel when the last of them is mended.
    void keepsTheKeyboard()
    {
        const Shown shown(u"B"_s);
        QTRY_COMPARE(shown.model()->rowCount(), 1);
        QTRY_COMPARE(QApplication::focusWidget(), shown.table());
        shown.button(u"problemsMend"_s)->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QTRY_COMPARE(shown.model()->rowCount(), 0);
        QVERIFY(shown.panel()->isAncestorOf(QApplication::focusWidget()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(shown.model()->rowCount(), 1);
        QVERIFY(shown.panel()->isAncestorOf(QApplication::focusWidget()));
    }

    // However often the note is written while it is searched.
    void steadyWritesDoNotHoldItUp()
    {
        const NotePath a = *NotePath::fromRelative(u"A.md"_s);
        const QByteArray vault = "//- A.md\n| a | b |\n|---|---|\n" + QByteArray("| 1 |\n").repeated(30'000);
        const QByteArray other = vault + "\nMore.\n";
        const std::array snapshots{vaultOf(vault), vaultOf(other)};
        ProblemsPanel panel;
        panel.show();
        const auto *const list = panel.findChild<QTreeView *>(u"problemsTable"_s);
        std::size_t writes = 0;
        QVERIFY(QTest::qWaitFor([&] {
            panel.showNote(snapshots.at(++writes % 2), a);
            return list->model()->rowCount() > 0;
        }));
    }

    // There are no problems only where somebody has looked for them.
    void saysWhyThereAreNone()
    {
        ProblemsPanel panel;
        const auto *const empty = panel.findChild<QLabel *>(u"problemsEmpty"_s);
        panel.show();
        QVERIFY(empty->isVisible());
        QCOMPARE(empty->text(), QString());
        const NotePath a = *NotePath::fromRelative(u"A.md"_s);
        panel.showNote(Snapshot(), a);
        QTRY_COMPARE(empty->text(), u"Problems are listed once the vault is read."_s);
        panel.showNote(vaultOf("//- A.md\nA\n"), a);
        QTRY_COMPARE(empty->text(), u"This note has no problems."_s);
        panel.showNote(vaultOf("//- A.md\nA\n"), {});
        QTRY_COMPARE(empty->text(), u"No note is in front."_s);
        panel.setExtent(ProblemsPanel::Extent::Vault);
        QTRY_COMPARE(empty->text(), u"The vault has no problems."_s);
    }

    // Who has scrolled away from the current row stays there, whatever is written.
    void staysWhereItIsScrolledTo()
    {
        const QByteArray table = "| a | b |\n|---|---|\n" + QByteArray("| 1 |\n").repeated(100);
        const NotePath a = *NotePath::fromRelative(u"A.md"_s);
        ProblemsPanel panel;
        panel.resize(900, 300);
        panel.show();
        const auto show = [&](const QByteArray &text) {
            const QByteArray vault = "//- A.md\n" + text;
            panel.showNote(vaultOf(vault), a);
        };
        show("# A\n\n" + table);
        auto *const list = panel.findChild<QTreeView *>(u"problemsTable"_s);
        QTRY_COMPARE(list->model()->rowCount(), 100);
        const auto line = [&](int row) {
            return list->model()->index(row, ProblemsModel::PlaceColumn).data().toString();
        };
        list->verticalScrollBar()->setValue(50);
        QCOMPARE(list->verticalScrollBar()->value(), 50);
        show("# A\n\nMore.\n\n" + table);
        QTRY_COMPARE(line(0), u"A:7"_s);
        QCOMPARE(list->verticalScrollBar()->value(), 50);
        QCOMPARE(list->currentIndex().row(), 0);
        // What looks the same is not listed anew, and yet is gone to where it is now.
        const QSignalSpy resets(list->model(), &QAbstractItemModel::modelReset);
        const QSignalSpy gone(&panel, &ProblemsPanel::activated);
        const QByteArray longer = "# A longer heading\n\nMore.\n\n" + table;
        show(longer);
        const auto goesTo = [&] {
            QTest::mouseClick(panel.findChild<QPushButton *>(u"problemsGo"_s), Qt::LeftButton);
            return gone.last().at(1).toUInt();
        };
        QTRY_COMPARE(goesTo(), static_cast<quint32>(longer.indexOf("| 1 |")));
        QCOMPARE(resets.count(), 0);
        QCOMPARE(list->verticalScrollBar()->value(), 50);
    }

    // What is shown for one note never becomes what there is in all of them.
    void aNoteThatGoesIsNotTheVault()
    {
        const Shown shown(u"A"_s);
        QTRY_COMPARE(shown.model()->rowCount(), 4);
        shown.choose(shown.rowOf(u"Table rows that are too short"_s));
        shown.click(u"problemsMendAll"_s);
        QPushButton *apply = nullptr;
        QTRY_VERIFY(apply = shown.window.find<QPushButton>(u"applyButton"_s));
        QCOMPARE(shown.window.find<QTreeView>(u"planTree"_s)->model()->rowCount(), 1);
        QVERIFY(apply->isEnabled());
        QVERIFY(QFile::rename(shown.vault.absolute(u"A.md"_s), shown.vault.absolute(u"Other.md"_s)));
        QTRY_VERIFY(!apply->isEnabled());
        QCOMPARE(shown.window.find<QTreeView>(u"planTree"_s)->model()->rowCount(), 0);
    }
};

QTEST_MAIN(ProblemsPanelTest)
#include "problemspaneltest.moc"
