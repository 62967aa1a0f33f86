// SPDX-License-Identifier: GPL-3.0-or-later

// New notes: by their name, from a link, in a folder; what is there already and may be meant is offered before.
#include "tests/support/temporaryvault.h"
#include "tests/ui/testwindow.h"
#include "ui/editor/noteeditor.h"
#include "ui/preview/previewview.h"
#include "ui/style/style.h"

#include <QDirIterator>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QTreeView>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

QLineEdit *input(const TestWindow &window)
{
    return window.find<QLineEdit>(u"quickSwitcherInput"_s);
}

/// What the box offers, with what is said of it.
QStringList offers(const TestWindow &window)
{
    const auto *const list = window.find<QListView>(u"quickSwitcherList"_s);
    QStringList result;
    for (int row = 0; list && row < list->model()->rowCount(); ++row)
        result.append(list->model()->index(row, 0).data(Qt::AccessibleTextRole).toString());
    return result;
}

QStringList texts(const QMenu &menu)
{
    QStringList result;
    for (const QAction *action : menu.actions()) {
        if (!action->isSeparator())
            result.append(action->text());
    }
    return result;
}

bool trigger(const QMenu &menu, const QString &text)
{
    for (QAction *action : menu.actions()) {
        if (action->text() == text && action->isEnabled()) {
            action->trigger();
            return true;
        }
    }
    return false;
}

/// The menu that the tree of files opens at `place`.
QMenu *fileMenu(const TestWindow &window, QPoint place)
{
    auto *const tree = window.find<QTreeView>(u"filesTree"_s);
    Q_EMIT tree->customContextMenuRequested(place);
    return window->findChild<QMenu *>(u"fileMenu"_s);
}

int noteCount(const TemporaryVault &vault)
{
    int count = 0;
    for (QDirIterator files(vault.root(), {u"*.md"_s}, QDir::Files, QDirIterator::Subdirectories); files.hasNext();
         files.next())
        ++count;
    return count;
}

constexpr QByteArrayView Companies = "//- Start.md\nSee [[Ghost note]] and [[volta-works]].\n"
                                     "//- a/Volta Works.md\n---\naliases: [VW]\n---\nmaker\n";

} // namespace

class CreatingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void byItsName_data()
    {
        QTest::addColumn<QByteArray>("settings");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("path");
        const auto row = [](const char *name, const char *settings, const QString &typed, const QString &path) {
            QTest::newRow(name) << QByteArray(settings) << typed << path;
        };
        row("no rule", "", u"New one"_s, u"New one.md"_s);
        row("a folder", R"({"newFileLocation": "folder", "newFileFolderPath": "in box"})", u"New one"_s,
            u"in box/New one.md"_s);
        row("beside the note", R"({"newFileLocation": "current"})", u"New one"_s, u"a/New one.md"_s);
        row("a path", R"({"newFileLocation": "current"})", u"b/c/New one"_s, u"b/c/New one.md"_s);
    }

    void byItsName()
    {
        QFETCH(const QByteArray, settings);
        QFETCH(const QString, typed);
        QFETCH(const QString, path);
        const TemporaryVault vault(Companies);
        if (!settings.isEmpty())
            vault.write(u".obsidian/app.json"_s, settings);
        const TestWindow window(vault.root(), u"a/Volta Works"_s);
        QTRY_VERIFY(window->isSettled());
        QTest::keyClick(window.find<NoteEditor>(u"editor"_s), Qt::Key_N, Qt::ControlModifier);
        QVERIFY(input(window));
        QCOMPARE(offers(window), QStringList());
        QTest::keyClicks(input(window), typed);
        QCOMPARE(offers(window), QStringList({u"Create "_s + path}));
        QTest::keyClick(input(window), Qt::Key_Return);
        QTRY_COMPARE(window.note(), u"New one"_s);
        QCOMPARE(vault.read(path), "");
        QCOMPARE(noteCount(vault), 3);
        // One goes on writing in it.
        QTRY_VERIFY(window.find<NoteEditor>(u"editor"_s)->hasFocus());
        QTest::keyClicks(window.find<NoteEditor>(u"editor"_s), u"first"_s);
        QTest::keyClick(window.find<NoteEditor>(u"editor"_s), Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(vault.read(path), "first");
        QCOMPARE(vault.read(u"a/Volta Works.md"_s), "---\naliases: [VW]\n---\nmaker\n");
    }

    void whatIsThereIsOfferedBefore_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("offered");
        const auto row = [](const char *name, const QString &typed, const QStringList &offered) {
            QTest::newRow(name) << typed << offered;
        };
        const QString open = u"Open Volta Works, a  ·  "_s;
        row("the name in another case", u"volta works"_s, {open + u"has this name", u"Create volta works.md"_s});
        row("an alias", u"vw"_s, {open + u"has this alias", u"Create vw.md"_s});
        row("without punctuation", u"Volta-Works"_s, {open + u"has the same letters", u"Create Volta-Works.md"_s});
        row("a near name", u"Voltas Work"_s, {u"Create Voltas Work.md"_s, open + u"has a near name"});
        // Whoever names its path means that very note.
        row("its path", u"a/Volta Works"_s, {open + u"has this name"});
    }

    void whatIsThereIsOfferedBefore()
    {
        QFETCH(const QString, typed);
        QFETCH(const QStringList, offered);
        const TemporaryVault vault(Companies);
        const TestWindow window(vault.root(), u"Start"_s);
        QTRY_VERIFY(window->isSettled());
        QTest::keyClick(window.find<NoteEditor>(u"editor"_s), Qt::Key_N, Qt::ControlModifier);
        QTest::keyClicks(input(window), typed);
        QCOMPARE(offers(window), offered);
        if (offered.first().startsWith(u"Create"))
            QTest::keyClick(input(window), Qt::Key_Down);
        QTest::keyClick(input(window), Qt::Key_Return);
        QTRY_COMPARE(window.note(), u"Volta Works"_s);
        QTest::qWait(100);
        QCOMPARE(noteCount(vault), 2);
    }

    // It is offered only: who wants the new note beside it gets that.
    void whatIsOnlySimilarIsNoHindrance()
    {
        const TemporaryVault vault(Companies);
        const TestWindow window(vault.root(), u"Start"_s);
        QTRY_VERIFY(window->isSettled());
        QTest::keyClick(window.find<NoteEditor>(u"editor"_s), Qt::Key_N, Qt::ControlModifier);
        QTest::keyClicks(input(window), u"VW"_s);
        QTest::keyClick(input(window), Qt::Key_Down);
        QTest::keyClick(input(window), Qt::Key_Return);
        QTRY_COMPARE(window.note(), u"VW"_s);
        QCOMPARE(vault.read(u"VW.md"_s), "");
        QCOMPARE(noteCount(vault), 3);
    }

    void aNameThatCannotBeIsRefused()
    {
        const TemporaryVault vault(Companies);
        const TestWindow window(vault.root(), u"Start"_s);
        QTRY_VERIFY(window->isSettled());
        QTest::keyClick(window.find<NoteEditor>(u"editor"_s), Qt::Key_N, Qt::ControlModifier);
        QTest::keyClicks(input(window), u"a|b"_s);
        QCOMPARE(offers(window), QStringList({u"The name a|b holds |, which no link can say."_s}));
        QTest::keyClick(input(window), Qt::Key_Return);
        QTest::qWait(100);
        QCOMPARE(noteCount(vault), 2);
        QCOMPARE(window.note(), u"Start"_s);
    }

    void aLinkThatReachesNothingOffersItsNote_data()
    {
        QTest::addColumn<bool>("clicked");
        QTest::addRow("by keys in the editor") << false;
        QTest::addRow("by a click in the preview") << true;
    }

    void aLinkThatReachesNothingOffersItsNote()
    {
        QFETCH(const bool, clicked);
        const TemporaryVault vault(Companies);
        vault.write(u".obsidian/app.json"_s, R"({"newFileLocation": "folder", "newFileFolderPath": "inbox"})");
        const TestWindow window(vault.root(), u"Start"_s);
        QTRY_VERIFY(window->isSettled());
        if (clicked) {
            QVERIFY(clickLink(window.findFirst<PreviewView>(), 0));
        } else {
            window.find<NoteEditor>(u"editor"_s)->goTo(8, true);
            QTest::keyClick(window.find<NoteEditor>(u"editor"_s), Qt::Key_Return, Qt::AltModifier);
        }
        auto *const menu = window->findChild<QMenu *>(u"createMenu"_s);
        QVERIFY(menu);
        QCOMPARE(texts(*menu), QStringList({u"Create inbox/Ghost note.md"_s}));
        QTRY_VERIFY(menu->isVisible());
        QTest::keyClick(menu, Qt::Key_Return);
        QTRY_COMPARE(window.note(), u"Ghost note"_s);
        QCOMPARE(vault.read(u"inbox/Ghost note.md"_s), "");
        QCOMPARE(vault.read(u"Start.md"_s), "See [[Ghost note]] and [[volta-works]].\n");
    }

    void aLinkOffersWhatItMayMean()
    {
        const TemporaryVault vault(Companies);
        const TestWindow window(vault.root(), u"Start"_s);
        QTRY_VERIFY(window->isSettled());
        QVERIFY(clickLink(window.findFirst<PreviewView>(), 1));
        auto *const menu = window->findChild<QMenu *>(u"createMenu"_s);
        QVERIFY(menu);
        QCOMPARE(texts(*menu),
                 QStringList({u"Open a/Volta Works.md, which has the same letters"_s, u"Create volta-works.md"_s}));
        QVERIFY(trigger(*menu, u"Open a/Volta Works.md, which has the same letters"_s));
        QTRY_COMPARE(window.note(), u"Volta Works"_s);
        QTest::qWait(100);
        QCOMPARE(noteCount(vault), 2);
    }

    void hereIsWhereTheTreeWasAsked_data()
    {
        QTest::addColumn<QString>("row");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("path");
        QTest::addRow("a folder") << u"a"_s << u"New"_s << u"a/New.md"_s;
        QTest::addRow("a folder, and one in it") << u"a"_s << u"b/New"_s << u"a/b/New.md"_s;
        QTest::addRow("a folder, but from the root") << u"a"_s << u"/b/New"_s << u"b/New.md"_s;
        QTest::addRow("a note in it") << u"Volta Works"_s << u"New"_s << u"a/New.md"_s;
        QTest::addRow("a note at the top") << u"Start"_s << u"New"_s << u"New.md"_s;
        QTest::addRow("beside all rows") << QString() << u"New"_s << u"New.md"_s;
    }

    // Whatever the vault's rule is for others.
    void hereIsWhereTheTreeWasAsked()
    {
        QFETCH(const QString, row);
        QFETCH(const QString, typed);
        QFETCH(const QString, path);
        const TemporaryVault vault(Companies);
        vault.write(u".obsidian/app.json"_s, R"({"newFileLocation": "folder", "newFileFolderPath": "inbox"})");
        const TestWindow window(vault.root(), u"a/Volta Works"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const tree = window.find<QTreeView>(u"filesTree"_s);
        tree->expandAll();
        QPoint place(20, tree->viewport()->height() - 10);
        if (!row.isEmpty()) {
            const QModelIndexList found = tree->model()->match(tree->model()->index(0, 0), Qt::DisplayRole, row, 1,
                                                               Qt::MatchExactly | Qt::MatchRecursive);
            QCOMPARE(found.size(), 1);
            place = tree->visualRect(found.first()).center();
        }
        QMenu *const menu = fileMenu(window, place);
        QVERIFY(menu);
        QVERIFY(trigger(*menu, u"New note here…"_s));
        menu->close();
        QVERIFY(input(window));
        QTest::keyClicks(input(window), typed);
        QCOMPARE(offers(window), QStringList({u"Create "_s + path}));
        QTest::keyClick(input(window), Qt::Key_Return);
        QTRY_COMPARE(window.note(), u"New"_s);
        QCOMPARE(vault.read(path), "");
    }

    void fromATemplate_data()
    {
        QTest::addColumn<bool>("asLink");
        QTest::addRow("by its name") << false;
        QTest::addRow("from a link") << true;
    }

    void fromATemplate()
    {
        QFETCH(const bool, asLink);
        const TemporaryVault vault(Companies);
        vault.write(u"Forms/Company.md"_s, "# {{title}}\n\nmade: ");
        vault.write(u".obsidian/templates.json"_s, R"({"folder": "Forms"})");
        const TestWindow window(vault.root(), u"Start"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const editor = window.find<NoteEditor>(u"editor"_s);
        if (asLink) {
            editor->goTo(8, true);
            QTest::keyClick(editor, Qt::Key_Return, Qt::AltModifier);
            auto *const menu = window->findChild<QMenu *>(u"createMenu"_s);
            QVERIFY(menu);
            QCOMPARE(texts(*menu), QStringList({u"Create Ghost note.md"_s, u"Create it from the template Company"_s}));
            QVERIFY(trigger(*menu, u"Create it from the template Company"_s));
            menu->close();
        } else {
            QTest::keyClick(editor, Qt::Key_N, Qt::ControlModifier);
            QTest::keyClicks(input(window), u"Ghost note"_s);
            QCOMPARE(offers(window),
                     QStringList({u"Create Ghost note.md"_s, u"Create Ghost note from the template Company"_s}));
            QTest::keyClick(input(window), Qt::Key_Down);
            QTest::keyClick(input(window), Qt::Key_Return);
        }
        QTRY_COMPARE(window.note(), u"Ghost note"_s);
        QCOMPARE(vault.read(u"Ghost note.md"_s), "# Ghost note\n\nmade: ");
        QCOMPARE(vault.read(u"Forms/Company.md"_s), "# {{title}}\n\nmade: ");
        // One goes on behind what the template wrote.
        QTRY_VERIFY(window.find<NoteEditor>(u"editor"_s)->hasFocus());
        QTest::keyClicks(window.find<NoteEditor>(u"editor"_s), u"now"_s);
        QCOMPARE(window.find<NoteEditor>(u"editor"_s)->toPlainText(), u"# Ghost note\n\nmade: now"_s);
    }

private:
    /// Clicks link `number` of the first line.
    static bool clickLink(PreviewView *preview, int number)
    {
        QWidget *const view = preview->viewport();
        bool inside = false;
        for (int x = 0; x < view->width(); x += 3) {
            QMouseEvent move(QEvent::MouseMove, QPointF(x, 40), view->mapToGlobal(QPointF(x, 40)), Qt::NoButton, {},
                             {});
            QCoreApplication::sendEvent(view, &move);
            const bool link = view->cursor().shape() == Qt::PointingHandCursor;
            if (link && !inside && number-- == 0) {
                QTest::mouseClick(view, Qt::LeftButton, {}, {x + 6, 40});
                return true;
            }
            inside = link;
        }
        return false;
    }
};

QTEST_MAIN(CreatingTest)
#include "creatingtest.moc"
