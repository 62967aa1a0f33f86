// SPDX-License-Identifier: GPL-3.0-or-later

// What is chosen for graphs is kept for each vault, over what its own settings say.
#include "tests/support/temporaryvault.h"
#include "tests/ui/graphviews.h"
#include "ui/style/style.h"

#include <QLabel>
#include <QLineEdit>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

/// Windows one after the other, with the same settings.
class Sessions
{
public:
    Sessions() : m_settings(m_folder.filePath(u"settings.ini"_s), QSettings::IniFormat) {}
    ~Sessions() { close(); }
    Q_DISABLE_COPY_MOVE(Sessions)

    /// The graph in a new window on `vault`, at rest; null where it does not come.
    GraphView *graphOf(const TemporaryVault &vault, const QString &command = u"Graph"_s)
    {
        open(vault);
        const QList<QAction *> actions = m_window->actions();
        for (QAction *action : actions) {
            if (action->text() == command)
                action->trigger();
        }
        return shownGraph();
    }

    /// A new window on `vault` in place of the last one.
    void open(const TemporaryVault &vault)
    {
        close();
        m_window = new MainWindow(std::make_unique<Vault>(vault.root()), &m_settings);
        m_window->resize(1400, 900);
        m_window->restoreNotes();
        m_window->show();
    }

    GraphView *shownGraph() const
    {
        GraphView *view = nullptr;
        const bool there = QTest::qWaitFor([&] {
            for (GraphView *one : m_window->findChildren<GraphView *>())
                view = one->isVisible() ? one : view;
            return view && view->isSettled();
        });
        return there ? view : nullptr;
    }

    void close()
    {
        if (m_window) {
            m_window->close();
            delete m_window;
        }
    }

    QSettings &settings() { return m_settings; }

private:
    QTemporaryDir m_folder;
    QSettings m_settings;
    QPointer<MainWindow> m_window;
};

QString noticeOf(const GraphView *view)
{
    const auto *const notice = view->findChild<QWidget *>(u"graphNotice"_s);
    return notice->isVisible() ? notice->findChild<QLabel *>()->text() : QString();
}

void search(const GraphView *view, const QString &words)
{
    view->findChild<QLineEdit *>(u"graphFilter"_s)->setText(words);
}

} // namespace

class GraphSettingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void whatIsChosenIsOfItsVault()
    {
        const TemporaryVault mine(GraphNotes);
        const TemporaryVault other(GraphNotes);
        other.write(u".obsidian/graph.json"_s, R"({"search": "-file:Tern", "lineSizeMultiplier": 2})");
        Sessions sessions;
        GraphView *view = sessions.graphOf(mine);
        QVERIFY(view);
        search(view, u"file:Auk"_s);
        QTRY_COMPARE(labelsOf(view), QStringList{u"Auk"_s});
        view = sessions.graphOf(other);
        QVERIFY(view);
        QCOMPARE(view->state().options.settings.search, u"-file:Tern"_s);
        QCOMPARE(view->state().options.settings.lineSize, 2.0);
        QVERIFY(noticeOf(view).contains(u"graph.json"));
        // Each has its own in the end, in a new tab, too.
        view = sessions.graphOf(mine);
        QVERIFY(view);
        QCOMPARE(labelsOf(view), QStringList{u"Auk"_s});
        view->close();
        for (const QString &key : sessions.settings().allKeys())
            QVERIFY2(!key.startsWith(u"graph/"), qPrintable(key));
    }

    void whatIsNotChosenIsAsTheVaultHasIt()
    {
        const TemporaryVault vault(GraphNotes);
        vault.write(u".obsidian/graph.json"_s, R"({"search": "-file:Tern", "lineSizeMultiplier": 2})");
        Sessions sessions;
        GraphView *view = sessions.graphOf(vault);
        QVERIFY(view);
        search(view, {});
        QTRY_COMPARE(labelsOf(view).size(), 6);
        vault.write(u".obsidian/graph.json"_s, R"({"search": "-file:Lom", "lineSizeMultiplier": 3})");
        sessions.open(vault);
        view = sessions.shownGraph();
        QVERIFY(view);
        QTRY_COMPARE(view->state().options.settings.lineSize, 3.0);
        QCOMPARE(view->state().options.settings.search, QString());
        QTRY_COMPARE(labelsOf(view).size(), 6);
        QVERIFY(noticeOf(view).isEmpty());
    }

    // It is known only when the vault has been read.
    void theSearchOfTheVaultIsSaidAfterAStart()
    {
        const TemporaryVault vault(GraphNotes);
        vault.write(u".obsidian/graph.json"_s, R"({"search": "-file:Tern"})");
        Sessions sessions;
        const GraphView *view = sessions.graphOf(vault);
        QVERIFY(view);
        QVERIFY(noticeOf(view).contains(u"hides 1 note."));
        sessions.open(vault);
        view = sessions.shownGraph();
        QVERIFY(view);
        QTRY_VERIFY(noticeOf(view).contains(u"hides 1 note."));
    }

    void settingsThatCannotBeReadAreSaid()
    {
        const TemporaryVault vault(GraphNotes);
        vault.write(u".obsidian/graph.json"_s, R"({"search": "-file:Tern", )");
        Sessions sessions;
        const GraphView *view = sessions.graphOf(vault);
        QVERIFY(view);
        QVERIFY2(noticeOf(view).contains(u"graph.json cannot be read"), qPrintable(noticeOf(view)));
        QVERIFY(noticeOf(view).endsWith(u"its settings are not in force."));
        QVERIFY(!view->findChild<QWidget *>(u"graphShowAll"_s)->isVisible());
        QCOMPARE(labelsOf(view).size(), 6);
        // Mended, it holds.
        vault.write(u".obsidian/graph.json"_s, R"({"search": "-file:Tern"})");
        view = sessions.graphOf(vault);
        QVERIFY(view);
        QTRY_VERIFY(noticeOf(view).contains(u"hides 1 note."));
    }

    void anEmptyVaultSaysSo()
    {
        const TemporaryVault vault;
        Sessions sessions;
        const GraphView *view = sessions.graphOf(vault);
        QVERIFY(view);
        QCOMPARE(view->findChild<QLabel *>(u"graphNews"_s)->text(), u"This vault has no notes yet."_s);
    }

    void oneIsNotMany()
    {
        const TemporaryVault vault("//- Auk.md\n[[Kestrel]]\n//- Kestrel.md\n# Kestrel\n");
        Sessions sessions;
        GraphView *view = sessions.graphOf(vault);
        QVERIFY(view);
        const auto *const counts = view->findChild<QLabel *>(u"graphCounts"_s);
        QCOMPARE(counts->text(), u"2 nodes · 1 edge"_s);
        search(view, u"file:Auk"_s);
        QTRY_COMPARE(counts->text(), u"1 node · no edges"_s);
    }
};

QTEST_MAIN(GraphSettingsTest)
#include "graphsettingstest.moc"
