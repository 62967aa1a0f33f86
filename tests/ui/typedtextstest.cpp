// SPDX-License-Identifier: GPL-3.0-or-later

// What is being typed elsewhere than into a note's text, as into a cell, is told of as unsaved and outlives the
// program.
#include "ui/window/typedtexts.h"
#include "core/store/draftstore.h"
#include "tests/ui/kepttexts.h"
#include "tests/ui/testwindow.h"
#include "ui/diff/diffview.h"
#include "ui/editor/noteeditor.h"
#include "ui/style/style.h"
#include "ui/table/celleditor.h"
#include "ui/table/comparisonview.h"
#include "ui/table/gridview.h"
#include "ui/window/comparisons.h"
#include "ui/window/opennotes.h"

#include <QApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProcess>
#include <QTableView>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace tearsheet {

namespace {

constexpr const char Notes[] = R"(
//- A.md
---
aliases: [Alpha]
---
#actor #company
# Cells

| Company | Share |
|---|---|
| Kestrel | 37% |
| Volta | 16% |

## Related
- [[B]] — supplier
//- B.md
#company #cells
## Facts

| Metric | Value |
|---|---|
| Revenue | $4B |
//- values.csv
company,share
Kestrel,37%
Volta,16%
)";

/// Where something is typed, and what of the file's text gives way to what then.
struct Spot
{
    QString name;
    QString file;
    QByteArray before;
    QByteArray after;
};

const QList<Spot> Spots = {
    {u"table"_s, u"A.md"_s, "| Volta | 16% |", "| Volta | 17% typed |"},
    {u"header"_s, u"A.md"_s, "| Company | Share |", "| Company | Portion |"},
    {u"all tables"_s, u"B.md"_s, "| Revenue | $4B |", "| Revenue | $5B typed |"},
    {u"values"_s, u"values.csv"_s, "Volta,16%", "Volta,17% typed"},
    {u"comparison"_s, u"B.md"_s, "| Revenue | $4B |", "| Revenue | $5B typed |"},
    {u"property"_s, u"A.md"_s, "aliases: [Alpha]", "aliases: [Alphabet typed]"},
    {u"new property"_s, u"A.md"_s, "aliases: [Alpha]\n", "aliases: [Alpha]\nsince: typed\n"},
    {u"relation"_s, u"A.md"_s, "[[B]] — supplier", "[[B]] — partner typed"},
};

const Spot &spotNamed(const QString &name)
{
    return *std::ranges::find(Spots, name, &Spot::name);
}

/// A window in which somebody types.
struct Typing
{
    Typing(const QString &root, const Spot &typedPlace) : window(root, u"A"_s), place(typedPlace)
    {
        if (!QTest::qWaitFor([this] { return window->isSettled() && window.find<GridView>(u"tableGrid"_s); }))
            qFatal("The window does not settle.");
    }

    QString state() const { return window.find<QLabel>(u"statusState"_s)->text(); }

    /// What the vault takes the file to say; of what is no note the file.
    QByteArray published() const
    {
        const Snapshot &snapshot = window->vault().snapshot();
        const int file = snapshot.find(pathOf(place.file));
        return snapshot.file(file).note ? snapshot.note(file).text
                                        : window->vault().read(pathOf(place.file)).value_or(TextFile()).bytes;
    }

    template <typename Wanted>
    Wanted *waitFor(const QString &name) const
    {
        return QTest::qWaitFor([&] { return window.find<Wanted>(name) != nullptr; }) ? window.find<Wanted>(name)
                                                                                     : nullptr;
    }

    /// Types `text` into the cell at `index` of `view` and leaves the editor open.
    static QWidget *typeInto(QAbstractItemView *view, const QModelIndex &index, const QString &text)
    {
        view->setFocus();
        view->setCurrentIndex(index);
        QTest::keyClick(view, Qt::Key_F2);
        QWidget *const editor = QApplication::focusWidget();
        if (editor == view)
            return nullptr;
        QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(editor, text);
        return editor;
    }

    /// Types what is to be typed; null where that cannot be.
    QWidget *type() const
    {
        if (place.name == u"table") {
            auto *const grid = window.find<GridView>(u"tableGrid"_s);
            return typeInto(grid, grid->model()->index(1, 1), u"17% typed"_s);
        }
        if (place.name == u"header") {
            window.find<GridView>(u"tableGrid"_s)->renameColumn(1);
            auto *const name = window.find<QLineEdit>(u"headerEditor"_s);
            QTest::keyClicks(name, u"Portion"_s);
            return name;
        }
        if (place.name == u"all tables") {
            window.run(u"All tables"_s);
            auto *const list = waitFor<QListView>(u"allTablesList"_s);
            if (!list || !QTest::qWaitFor([&] { return list->model()->rowCount() == 2; }))
                return nullptr;
            list->setCurrentIndex(list->model()->index(1, 0));
            auto *const grid = waitFor<GridView>(u"allTablesGrid"_s);
            return typeInto(grid, grid->model()->index(0, 1), u"$5B typed"_s);
        }
        if (place.name == u"values") {
            window->navigator()->openFile(pathOf(u"values.csv"), OpenIn::NewTab);
            auto *const grid = waitFor<GridView>(u"delimitedGrid"_s);
            return typeInto(grid, grid->model()->index(1, 1), u"17% typed"_s);
        }
        if (place.name == u"comparison") {
            window->comparisons()->compareNotes({pathOf(u"A.md"), pathOf(u"B.md")});
            auto *const view = waitFor<ComparisonView>(u"comparisonView"_s);
            const auto row = [&] {
                for (int i = 0; i < view->shown().rows.size(); ++i) {
                    if (view->shown().rows.at(i).title == u"Revenue")
                        return i;
                }
                return -1;
            };
            if (!QTest::qWaitFor([&] { return row() >= 0; }))
                return nullptr;
            auto *const grid = window.find<QTableView>(u"comparisonGrid"_s);
            return typeInto(grid, grid->model()->index(row(), 1), u"$5B typed"_s);
        }
        if (place.name == u"property" || place.name == u"new property") {
            window.showPanel(u"Properties"_s);
            auto *const table = waitFor<QTableView>(u"propertiesTable"_s);
            if (place.name == u"property")
                return typeInto(table, table->model()->index(0, 1), u"Alphabet typed"_s);
            window.run(u"Add property…"_s);
            QTest::keyClicks(window.find<QLineEdit>(u"newPropertyName"_s), u"since"_s);
            auto *const value = window.find<QLineEdit>(u"newPropertyValue"_s);
            value->setFocus();
            QTest::keyClicks(value, u"typed"_s);
            return value;
        }
        window.showPanel(u"Relations"_s);
        auto *const tree = waitFor<QTreeView>(u"relationsTree"_s);
        const auto found = [&] {
            const QModelIndexList all = tree->model()->match(tree->model()->index(0, 0), Qt::EditRole, u"supplier"_s, 1,
                                                             Qt::MatchExactly | Qt::MatchRecursive);
            return all.isEmpty() ? QModelIndex() : all.first();
        };
        if (!tree || !QTest::qWaitFor([&] { return found().isValid(); }))
            return nullptr;
        return typeInto(tree, found(), u"partner typed"_s);
    }

    TestWindow window;
    Spot place;
};

/// Whether a draft that is written to its end holds `text`.
bool isInADraft(const QByteArray &text)
{
    QDirIterator files(draftsFolder(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
            return true;
    }
    return false;
}

QByteArray typedInto(const TemporaryVault &vault, const Spot &place)
{
    return vault.read(place.file).replace(place.before, place.after);
}

/// Types into the place `name` of the vault at `root`, says so, and waits for its end.
int typeAndWait(const QString &root, const QString &name)
{
    const Typing typing(root, spotNamed(name));
    std::printf(typing.type() ? "typed\n" : "failed\n");
    std::fflush(stdout);
    return QApplication::exec();
}

} // namespace

class TypedTextsTest : public QObject
{
    Q_OBJECT

private:
    static void addSpots()
    {
        QTest::addColumn<QString>("place");
        for (const Spot &place : Spots)
            QTest::addRow("%s", qPrintable(place.name)) << place.name;
    }

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }
    void init() { QDir(draftsFolder()).removeRecursively(); }

    void whatIsTypedIsUnsavedAndKeptUntilItIsGivenUp_data() { addSpots(); }

    void whatIsTypedIsUnsavedAndKeptUntilItIsGivenUp()
    {
        QFETCH(QString, place);
        const TemporaryVault vault(Notes);
        const Typing typing(vault.root(), spotNamed(place));
        const QByteArray before = vault.read(typing.place.file);
        const QByteArray after = typedInto(vault, typing.place);
        QVERIFY(before != after);
        QWidget *const editor = typing.type();
        QVERIFY(editor);
        // Of a note that no tab shows it is told which one.
        const bool shown = typing.place.file != u"B.md";
        QCOMPARE(typing.state(), shown ? u"● Unsaved"_s : u"● Unsaved in B"_s);
        QTRY_VERIFY_WITH_TIMEOUT(isKeptOutside(after), 10000); // Within two seconds, where nothing else is to be done.
        // Nobody else takes it for what the note says.
        const Snapshot &snapshot = typing.window->vault().snapshot();
        if (const int file = snapshot.find(pathOf(typing.place.file)); snapshot.file(file).note)
            QCOMPARE(snapshot.note(file).text, before);
        QTest::keyClick(editor, Qt::Key_Escape);
        if (shown)
            QCOMPARE(typing.state(), u"✓ Saved"_s);
        QTRY_VERIFY(!typing.state().contains(u"Unsaved"));
        QTRY_VERIFY(!isKeptOutside(after));
        QCOMPARE(vault.read(typing.place.file), before);
    }

    void savingWritesItAndTheTypingGoesOn_data() { addSpots(); }

    void savingWritesItAndTheTypingGoesOn()
    {
        QFETCH(QString, place);
        const TemporaryVault vault(Notes);
        const Typing typing(vault.root(), spotNamed(place));
        const QByteArray after = typedInto(vault, typing.place);
        QWidget *const editor = typing.type();
        QVERIFY(editor);
        // Two letters are selected, the caret stands before them.
        for (int i = 0; i < 2; ++i)
            QTest::keyClick(editor, Qt::Key_Left, Qt::ShiftModifier);
        QTest::keyClick(editor, Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(vault.read(typing.place.file), after);
        QTRY_VERIFY(!isKeptOutside(after));
        QTRY_VERIFY(typing.state() == u"✓ Saved" || typing.state().isEmpty());
        // What the vault says by now reaches the views.
        QTRY_COMPARE(typing.published(), after);
        QTest::qWait(100);
        QTest::keyClicks(QApplication::focusWidget(), u"X"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_S, Qt::ControlModifier);
        QByteArray further = after;
        further.replace("typed", "typX").replace("Portion", "PortiX");
        QTRY_COMPARE(vault.read(typing.place.file), further);
        // Nothing else is written by Enter, and what is typed after the last save is given up by Escape.
        QTest::keyClicks(QApplication::focusWidget(), u"Y"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTest::qWait(300);
        QCOMPARE(vault.read(typing.place.file), further);
        QVERIFY(!typing.window.find<QWidget>(u"notice"_s));
    }

    void aWindowThatClosesTakesItOver_data() { addSpots(); }

    void aWindowThatClosesTakesItOver()
    {
        QFETCH(QString, place);
        const TemporaryVault vault(Notes);
        const QByteArray after = typedInto(vault, spotNamed(place));
        {
            const Typing typing(vault.root(), spotNamed(place));
            QVERIFY(typing.type());
            const QPointer<QWidget> window = typing.window.operator->();
            window->close();
            QTRY_VERIFY(!window);
            QCOMPARE(vault.read(typing.place.file), after);
        }
        QVERIFY(DraftStore(vault.root()).abandoned().isEmpty());
    }

    void aProgramThatIsKilledLeavesIt_data() { addSpots(); }

    void aProgramThatIsKilledLeavesIt()
    {
        QFETCH(QString, place);
        const TemporaryVault vault(Notes);
        const QByteArray before = vault.read(spotNamed(place).file);
        const QByteArray after = typedInto(vault, spotNamed(place));
        QProcess program;
        program.start(QCoreApplication::applicationFilePath(), {u"--type"_s, vault.root(), place});
        QVERIFY(program.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(program.canReadLine(), 30000);
        QCOMPARE(program.readLine(), "typed\n");
        QTRY_VERIFY_WITH_TIMEOUT(isInADraft(after), 10000);
        program.kill();
        QVERIFY(program.waitForFinished());
        QCOMPARE(vault.read(spotNamed(place).file), before);
        const QList<Draft> drafts = DraftStore(vault.root()).abandoned();
        QCOMPARE(drafts.size(), 1);
        QCOMPARE(drafts.first().bytes, after);
        QCOMPARE(drafts.first().base, before);
        // The next start offers it.
        const TestWindow window(vault.root(), u"A"_s);
        QVERIFY(window.click(u"Show the difference"_s));
        QTRY_VERIFY(window.findFirst<DiffView>());
        QVERIFY(window.click(u"Keep it"_s));
        QTRY_COMPARE(vault.read(spotNamed(place).file), after);
    }

    void whatIsTypedIntoTheTextMeanwhileIsInTheSameDraft()
    {
        const TemporaryVault vault(Notes);
        const Typing typing(vault.root(), spotNamed(u"table"_s));
        const QByteArray after = typedInto(vault, typing.place);
        QVERIFY(typing.type());
        QTRY_VERIFY(isKeptOutside(after));
        // Another program writes below.
        vault.write(u"A.md"_s, vault.read(u"A.md"_s) + "Below\n");
        QTRY_VERIFY_WITH_TIMEOUT(isKeptOutside(after + "Below\n"), 10000);
        QVERIFY(typing.window.find<CellEditor>(u"cellEditor"_s));
    }

    // A part of a note is never taken for all of it.
    void theDraftOfAFileThatIsGoneHasWhatItSaidLast()
    {
        const TemporaryVault files("//- A.md\none\n");
        Vault vault(files.root());
        OpenNotes notes(&vault);
        TypedTexts typed(&vault, &notes, nullptr);
        const auto adding = [](const QByteArray &more) {
            return [more](const QByteArray &text) { return text + more; };
        };
        typed.hold(u"cell"_s, pathOf(u"A.md"), {adding("typed\n")});
        files.remove(u"A.md"_s);
        QTRY_VERIFY_WITH_TIMEOUT(isKeptOutside("one\ntyped\n"), 10000);
        // It lies elsewhere, which who types need not know.
        files.write(u"B.md"_s, "one\n");
        typed.follow(pathOf(u"A.md"), pathOf(u"B.md"));
        typed.hold(u"cell"_s, pathOf(u"A.md"), {adding("typed on\n")});
        QCOMPARE(typed.files(), QSet{pathOf(u"B.md")});
        QTRY_VERIFY_WITH_TIMEOUT(isKeptOutside("one\ntyped on\n"), 10000);
        typed.drop(u"cell"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!isKeptOutside("typed"), 10000);
    }

    void aNoticeThatWaitsOutlivesTheWindow()
    {
        const TemporaryVault vault(Notes);
        {
            const Typing typing(vault.root(), spotNamed(u"table"_s));
            QVERIFY(typing.type());
            vault.write(u"A.md"_s, "No table.\n");
            QTRY_VERIFY(typing.window.find<QWidget>(u"notice"_s));
            QCOMPARE(typing.state(), u"● Unsaved"_s);
            const QPointer<QWidget> window = typing.window.operator->();
            window->close();
            QTRY_VERIFY(!window);
        }
        QCOMPARE(vault.read(u"A.md"_s), "No table.\n");
        const QList<Draft> drafts = DraftStore(vault.root()).abandoned();
        QCOMPARE(drafts.size(), 1);
        QCOMPARE(drafts.first().bytes, "No table.\n\n17% typed\n");
        const TestWindow window(vault.root(), u"A"_s);
        QVERIFY(window.click(u"Show the difference"_s));
    }

    // It may be wanted all the same, and a copy lasts no longer than the next one.
    void anAnsweredTextIsInTheHistory_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::newRow("dismissed") << u"Dismiss"_s;
        QTest::newRow("copied") << u"Copy"_s;
        QTest::newRow("copied, with the note") << u"Copy and show the note"_s;
    }

    void anAnsweredTextIsInTheHistory()
    {
        QFETCH(const QString, answer);
        const TemporaryVault vault(Notes);
        const Typing typing(vault.root(), spotNamed(u"table"_s));
        QVERIFY(typing.type());
        vault.write(u"A.md"_s, "No table.\n");
        QTRY_VERIFY(typing.window.find<QWidget>(u"notice"_s));
        QTRY_VERIFY_WITH_TIMEOUT(isKeptOutside("17% typed"), 10000);
        QVERIFY(typing.window.click(answer));
        QTRY_COMPARE(typing.state(), u"✓ Saved"_s);
        QTRY_VERIFY(!isKeptOutside("17% typed"));
        QTRY_VERIFY(isRemembered(vault, u"A.md", "No table.\n\n17% typed\n"));
    }

    void textWhoseRowIsGoneIsKeptToo()
    {
        const TemporaryVault vault(Notes);
        const Typing typing(vault.root(), spotNamed(u"table"_s));
        QVERIFY(typing.type());
        vault.write(u"A.md"_s, vault.read(u"A.md"_s).replace("| Volta | 16% |\n", ""));
        QTRY_VERIFY(!typing.window.find<CellEditor>(u"cellEditor"_s));
        QTRY_VERIFY_WITH_TIMEOUT(isKeptOutside("17% typed"), 10000);
        QCOMPARE(typing.state(), u"● Unsaved"_s);
        QVERIFY(typing.window.click(u"Dismiss"_s));
        QTRY_VERIFY(!isKeptOutside("17% typed"));
        QTRY_COMPARE(typing.state(), u"✓ Saved"_s);
        QTRY_VERIFY(isRemembered(vault, u"A.md", "17% typed"));
    }
};

} // namespace tearsheet

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--type")
        return tearsheet::typeAndWait(arguments.value(2), arguments.value(3));
    tearsheet::TypedTextsTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "typedtextstest.moc"
