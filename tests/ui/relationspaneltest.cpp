// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/relationspanel.h"

#include "core/research/vaultwords.h"
#include "tests/support/temporaryvault.h"
#include "tests/support/vaultof.h"
#include "tests/ui/testwindow.h"
#include "ui/editor/noteeditor.h"
#include "ui/panels/linkspanel.h"
#include "ui/style/style.h"
#include "ui/window/relations.h"
#include "ui/window/relationwordsform.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTextBlock>
#include <QToolButton>
#include <QTreeView>
#include <QTreeWidget>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Notes[] = R"(
//- Actors/Auk.md
---
parent: Envik
---
#actor #company

| | |
|---|---|
| Customers | [[Kestrel]], Old Mill Works |

See [[Tern]] and [[Kestrel|it]].

## Related
- [[Kestrel]] — former competitor
- [[Tern]] — competitor
- [[Lom]] — competitor
- [[Gone]] — supplier
- [[Quay]]
//- Actors/Envik.md
#actor #company
//- Actors/Kestrel.md
#actor #company
## Related
- [[Auk]] — supplier
//- Actors/Lom.md
#actor #company
//- Actors/Tern.md
#actor #company
## Related
- [[Auk]] — competitor
- [[Kestrel]] — partner
//- Actors/Skua.md
#actor #company
Auk is not linked here.
## Related
- [[Auk]] — partner
//- Quay.md
Says [[Auk]], and [[Auk]] again.
)";

NotePath pathOf(const QString &path)
{
    return *NotePath::fromRelative(path);
}

std::shared_ptr<const RelationIndex> relationsIn(QByteArrayView text)
{
    return std::make_shared<const RelationIndex>(RelationIndex().updated(vaultOf(text)));
}

/// What a tree shows, `role` of each row under its group.
QStringList shown(const QAbstractItemModel &model, int role = Qt::DisplayRole)
{
    QStringList lines;
    for (int group = 0; group < model.rowCount(); ++group) {
        const QModelIndex parent = model.index(group, 0);
        QStringList rows;
        for (int row = 0; row < model.rowCount(parent); ++row)
            rows.append(model.index(row, 0, parent).data(role).toString());
        lines.append(parent.data().toString() + u": "_s + rows.join(u" | "_s));
    }
    return lines;
}

QModelIndex found(const QTreeView *tree, const QString &text)
{
    const QAbstractItemModel *const model = tree->model();
    const QModelIndexList all =
        model->match(model->index(0, 0), Qt::DisplayRole, text, 1, Qt::MatchContains | Qt::MatchRecursive);
    return all.isEmpty() ? QModelIndex() : all.first();
}

void click(QTreeView *tree, const QModelIndex &index)
{
    tree->scrollTo(index);
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(index).center());
}

/// The relations panel alone.
struct Panel
{
    Panel()
    {
        panel.resize(380, 600);
        panel.show();
        panel.showNote(pathOf(u"Actors/Auk.md"_s), true);
    }

    QTreeView *tree() const { return panel.findChild<QTreeView *>(u"relationsTree"_s); }

    QStringList lines() const { return shown(*tree()->model()); }

    RelationsPanel panel;
};

} // namespace

class RelationsPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void backlinksByRelation()
    {
        LinksModel model(LinksModel::Direction::In);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.showNote(*relationsIn(Notes), pathOf(u"Actors/Auk.md"_s));
        QCOMPARE(shown(model, LinksModel::NameRole), QStringList({u"Competitors: Tern"_s, u"Supplier of: Kestrel"_s,
                                                                  u"Partners: Skua"_s, u"Plain links: Quay | "_s}));
        QCOMPARE(shown(model).first(), u"Competitors: Auk — competitor"_s);
        QCOMPARE(model.linkCount(), 5);
        QCOMPARE(model.noteCount(), 4);
        QCOMPARE(model.index(3, 0).data(LinksModel::CountRole).toInt(), 1);
        model.showNote(*relationsIn(Notes), pathOf(u"Gone.md"_s));
        QCOMPARE(model.rowCount(), 0);
    }

    void outgoingByRelation()
    {
        LinksModel model(LinksModel::Direction::Out);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.showNote(*relationsIn(Notes), pathOf(u"Actors/Auk.md"_s));
        QCOMPARE(shown(model, LinksModel::NameRole),
                 QStringList({u"Competitors: Lom | Tern | "_s, u"Customers: Kestrel |  |  | Old Mill Works"_s,
                              u"Suppliers: Gone"_s, u"Owners: Envik"_s, u"Plain links: Quay"_s}));
        // A table row is read cell by cell, the place that says it comes first.
        QCOMPARE(model.index(0, 0, model.index(1, 0)).data().toString(), u"Customers  ·  Kestrel, Old Mill Works"_s);
        QCOMPARE(model.index(0, 0, model.index(1, 0)).data(LinksModel::ModifierRole).toString(), QString());
        QVERIFY(model.index(0, 0, model.index(2, 0)).data(LinksModel::UnresolvedRole).toBool());
        model.showNote(relationsIn(Notes)->snapshot(), pathOf(u"Actors/Auk.md"_s));
        QCOMPARE(shown(model).size(), 5);
        QCOMPARE(model.index(0, 0).data().toString(), u"Gone"_s);
    }

    /// The list by note stays until relations are known, and what is selected and seen then stays where it is.
    void relationsComeLater()
    {
        QByteArray text = "//- Hub.md\n#actor #company\n";
        for (int i = 0; i < 60; ++i)
            text += "//- N" + QByteArray::number(100 + i) + ".md\n#actor #company\n## Related\n- [[Hub]] — "
                    + (i % 2 ? "customer" : "competitor") + '\n';
        const std::shared_ptr<const RelationIndex> relations = relationsIn(text);
        LinksPanel panel(LinksModel::Direction::In);
        panel.resize(360, 400);
        panel.show();
        panel.showNote(relations->snapshot(), pathOf(u"Hub.md"_s));
        auto *tree = panel.findChild<QTreeView *>(u"backlinksTree"_s);
        QCOMPARE(tree->model()->rowCount(), 60);
        const QModelIndex before = tree->model()->index(0, 0, tree->model()->index(31, 0));
        tree->setCurrentIndex(before);
        tree->scrollTo(before, QAbstractItemView::PositionAtCenter);
        const int y = tree->visualRect(before).top();
        const QString source = before.data(LinksModel::SourceRole).toString();

        panel.setRelations(relations);
        QCOMPARE(tree->model()->rowCount(), 2);
        QCOMPARE(tree->model()->index(1, 0).data().toString(), u"Customer of"_s);
        QCOMPARE(tree->currentIndex().data(LinksModel::SourceRole).toString(), source);
        QCOMPARE(tree->visualRect(tree->currentIndex()).top(), y);

        // A group that was closed stays closed when something changes elsewhere.
        tree->collapse(tree->model()->index(0, 0));
        panel.setRelations(relationsIn(QByteArray(text + "//- Other.md\nx\n")));
        QVERIFY(!tree->isExpanded(tree->model()->index(0, 0)));
        QVERIFY(tree->isExpanded(tree->model()->index(1, 0)));
        QCOMPARE(tree->currentIndex().data(LinksModel::SourceRole).toString(), source);

        const QSignalSpy switched(&panel, &LinksPanel::byRelationChanged);
        panel.findChild<QToolButton *>(u"backlinksGrouping"_s)->click();
        QCOMPARE(tree->model()->rowCount(), 60);
        QCOMPARE(switched.first().first().toBool(), false);
    }

    void sentences()
    {
        Panel on;
        QCOMPARE(on.lines(), QStringList());
        const QList<QLabel *> labels = on.panel.findChildren<QLabel *>();
        QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
            return label->isVisible() && label->text() == u"Looking for relations…";
        }));
        const auto relations = relationsIn(Notes);
        RelationsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(relationRows(*relations, relations->snapshot().find(pathOf(u"Actors/Auk.md"_s))),
                      relations->snapshot(), true);
        QCOMPARE(shown(model),
                 QStringList({u"Rivals: Tern is a competitor of Auk | Lom is a competitor of Auk"_s,
                              u"Supply chain: Kestrel is a customer of Auk | also: Kestrel was a competitor of Auk | "
                              "Old Mill Works is a customer of Auk | Gone is a supplier of Auk"_s,
                              u"Ownership: Envik is an owner of Auk"_s,
                              u"Said by other notes only: Auk is a partner of Skua"_s}));
        QCOMPARE(model.index(1, 0).data(RelationsModel::CountRole).toInt(), 3);
        const QModelIndex kestrel = model.index(0, 0, model.index(1, 0));
        QCOMPARE(kestrel.data(RelationsModel::EvidenceRole).toString(), u"Customers"_s);
        QVERIFY(!kestrel.data(RelationsModel::OneSidedRole).toBool());
        const QModelIndex lom = model.index(1, 0, model.index(0, 0));
        QVERIFY(lom.data(RelationsModel::OneSidedRole).toBool());
        QCOMPARE(lom.data(RelationsModel::EvidenceRole).toString(), u"Related · “competitor”"_s);
        QCOMPARE(lom.data(RelationsModel::LineRole).toInt(), 15);
        QCOMPARE(lom.data(Qt::AccessibleTextRole).toString(),
                 u"Lom is a competitor of Auk, from Related · “competitor”, line 15, one-sided"_s);
        QCOMPARE(lom.data(Qt::EditRole).toString(), u"competitor"_s);
        model.setRows({}, {}, true);
        QCOMPARE(model.rowCount(), 0);
    }

    void filters()
    {
        Panel on;
        on.panel.setRelations(relationsIn(Notes));
        QTRY_COMPARE(on.lines().size(), 4);
        auto *search = on.panel.findChild<QLineEdit *>(u"relationsSearch"_s);
        search->setText(u"old mill"_s);
        QCOMPARE(on.lines(), QStringList(u"Supply chain: Old Mill Works is a customer of Auk"_s));
        search->setText(u"nothing like it"_s);
        QCOMPARE(on.lines(), QStringList());
        search->clear();
        auto *only = on.panel.findChild<QComboBox *>(u"relationsOnly"_s);
        const auto choose = [&](const QString &text) {
            only->setCurrentIndex(only->findText(text));
            Q_EMIT only->activated(only->currentIndex());
        };
        choose(u"One-sided"_s);
        QCOMPARE(on.lines(),
                 QStringList({u"Rivals: Lom is a competitor of Auk"_s, u"Ownership: Envik is an owner of Auk"_s,
                              u"Said by other notes only: Auk is a partner of Skua"_s}));
        choose(u"Suppliers (1)"_s);
        QCOMPARE(on.lines(), QStringList(u"Supply chain: Gone is a supplier of Auk"_s));
        // The choice is the note's.
        on.panel.showNote(pathOf(u"Actors/Tern.md"_s), true);
        QCOMPARE(only->currentIndex(), 0);
        on.panel.showNote({}, false);
        QCOMPARE(on.lines(), QStringList());
    }

    void places()
    {
        Panel on;
        on.panel.setRelations(relationsIn(Notes));
        const QSignalSpy gone(&on.panel, &RelationsPanel::activated);
        const QSignalSpy wanted(&on.panel, &RelationsPanel::targetWanted);
        click(on.tree(), found(on.tree(), u"Auk is a partner"_s));
        QCOMPARE(gone.size(), 1);
        QCOMPARE(gone.first().at(0).value<NotePath>(), pathOf(u"Actors/Skua.md"_s));
        // A value of the front matter is edited in the list.
        on.tree()->setCurrentIndex(found(on.tree(), u"Envik"_s));
        QTest::keyClick(on.tree(), Qt::Key_F2);
        auto *editor = on.tree()->viewport()->findChild<QLineEdit *>();
        QVERIFY(editor);
        QCOMPARE(editor->text(), u"Envik"_s);
        QVERIFY(editor->hasFrame());
        QTest::keyClick(editor, Qt::Key_Escape);
        on.tree()->setCurrentIndex(found(on.tree(), u"Gone is"_s));
        auto *create = on.panel.findChild<QPushButton *>(u"relationsCreate"_s);
        QVERIFY(create->isEnabled());
        QVERIFY(!on.panel.findChild<QPushButton *>(u"relationsReciprocal"_s)->isEnabled());
        create->click();
        QCOMPARE(wanted.first().first().toString(), u"Gone"_s);
    }

    void editedAtItsSource()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Auk"_s);
        window.run(u"Relations of the note"_s);
        auto *tree = window->findChild<QTreeView *>(u"relationsTree"_s);
        QTRY_VERIFY(found(tree, u"Lom is a competitor"_s).isValid());
        const QByteArray before = vault.read(u"Actors/Auk.md"_s);
        tree->setCurrentIndex(found(tree, u"Lom is a competitor"_s));
        tree->setFocus();
        QTest::keyClick(tree, Qt::Key_F2);
        auto *editor = tree->viewport()->findChild<QLineEdit *>();
        QVERIFY(editor);
        QCOMPARE(editor->text(), u"competitor"_s);
        editor->setText(u"partner in the north"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_VERIFY(found(tree, u"Lom is a partner of Auk"_s).isValid());
        // The key that ended the edit did no more than that.
        QVERIFY(tree->hasFocus());
        // It is a step of the note's undo.
        auto *text = window.find<NoteEditor>(u"editor"_s);
        QVERIFY(text->toPlainText().contains(u"- [[Lom]] — partner in the north\n"));
        text->undo();
        QTRY_VERIFY(found(tree, u"Lom is a competitor"_s).isValid());
        click(tree, found(tree, u"Lom is a competitor"_s));
        QTRY_COMPARE(text->textCursor().block().text(), u"- [[Lom]] — competitor"_s);
        QTRY_COMPARE(vault.read(u"Actors/Auk.md"_s), before);
    }

    void whatIsTypedIntoATableKeepsItsCells()
    {
        Panel on;
        const auto relations = relationsIn(Notes);
        on.panel.setRelations(relations);
        const QAbstractItemModel &model = *on.tree()->model();
        const QModelIndexList cells =
            model.match(model.index(0, 0), Qt::EditRole, u"Customers"_s, 1, Qt::MatchExactly | Qt::MatchRecursive);
        QVERIFY(!cells.isEmpty());
        QList<TypedInto> typed;
        connect(&on.panel, &RelationsPanel::typing, this,
                [&](const NotePath &, const QList<TypedInto> &texts) { typed = texts; });
        on.tree()->setCurrentIndex(cells.first());
        QTest::keyClick(on.tree(), Qt::Key_F2);
        auto *const editor = on.tree()->viewport()->findChild<QLineEdit *>();
        QVERIFY(editor);
        QTest::keyClicks(editor, u"Buyers | more"_s);
        QCOMPARE(typed.size(), 1);
        const Snapshot &snapshot = relations->snapshot();
        const QByteArray before = snapshot.note(snapshot.find(pathOf(u"Actors/Auk.md"_s))).text;
        QCOMPARE(typed.first()(before), QByteArray(before).replace("| Customers |", "| Buyers \\| more |"));
        QTest::keyClick(editor, Qt::Key_Escape);
        QVERIFY(typed.isEmpty());
    }

    void whatIsTypedOutlivesChangesOfOthers()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Auk"_s);
        window.run(u"Relations of the note"_s);
        auto *tree = window->findChild<QTreeView *>(u"relationsTree"_s);
        QTRY_VERIFY(found(tree, u"Lom is a competitor"_s).isValid());
        auto *text = window.find<NoteEditor>(u"editor"_s);
        const auto type = [&](const QString &typed) {
            tree->setCurrentIndex(found(tree, u"Lom is a competitor"_s));
            tree->setFocus();
            QTest::keyClick(tree, Qt::Key_F2);
            auto *const editor = tree->viewport()->findChild<QLineEdit *>();
            if (editor)
                editor->setText(typed);
            return editor;
        };
        const auto write = [&](const QByteArray &bytes) {
            vault.write(u"Actors/Auk.md"_s, bytes);
            return QTest::qWaitFor([&] { return text->toPlainText() == QString::fromUtf8(bytes); });
        };
        // Elsewhere in the note.
        QLineEdit *editor = type(u"partner"_s);
        QVERIFY(editor);
        const QByteArray before = vault.read(u"Actors/Auk.md"_s);
        const QByteArray longer = QByteArray(before).replace("See [[Tern]]", "New words. See [[Tern]]");
        QVERIFY(write(longer));
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(vault.read(u"Actors/Auk.md"_s),
                     QByteArray(longer).replace("[[Lom]] — competitor", "[[Lom]] — partner"));
        // At the same place.
        QVERIFY(write(before));
        QTRY_VERIFY(found(tree, u"Lom is a competitor"_s).isValid());
        editor = type(u"partner"_s);
        QVERIFY(editor);
        const QByteArray theirs = QByteArray(before).replace("[[Lom]] — competitor", "[[Lom]] — supplier");
        QVERIFY(write(theirs));
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_VERIFY(window.find<QWidget>(u"notice"_s));
        QVERIFY(window.find<QWidget>(u"notice"_s)->accessibleName().contains(u"You typed “partner”"));
        QCOMPARE(text->toPlainText(), QString::fromUtf8(theirs));
        QVERIFY(window.click(u"Copy"_s));
        QTRY_COMPARE(QApplication::clipboard()->text(), u"partner"_s);
    }

    void reciprocal()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Auk"_s);
        window.run(u"Relations of the note"_s);
        auto *tree = window->findChild<QTreeView *>(u"relationsTree"_s);
        QTRY_VERIFY(found(tree, u"Lom is a competitor"_s).isValid());
        tree->setCurrentIndex(found(tree, u"Lom is a competitor"_s));
        window.find<QPushButton>(u"relationsReciprocal"_s)->click();
        QTRY_COMPARE(vault.read(u"Actors/Lom.md"_s), "#actor #company\n\n## Related\n\n- [[Auk]] — competitor\n");
        QTRY_VERIFY(!found(tree, u"Lom is a competitor"_s).data(RelationsModel::OneSidedRole).toBool());
        QVERIFY(window.click(u"Undo"_s));
        QTRY_COMPARE(vault.read(u"Actors/Lom.md"_s), "#actor #company\n");
        QTRY_VERIFY(found(tree, u"Lom is a competitor"_s).data(RelationsModel::OneSidedRole).toBool());

        // What another note says is said back in this one.
        tree->setCurrentIndex(found(tree, u"Auk is a partner of Skua"_s));
        window.find<QPushButton>(u"relationsReciprocal"_s)->click();
        QTRY_VERIFY(vault.read(u"Actors/Auk.md"_s).endsWith("- [[Quay]]\n- [[Skua]] — partner\n"));
        QTRY_VERIFY(found(tree, u"Skua is a partner of Auk"_s).isValid());
    }

    void panelsOfTheWindow()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->relations()->index());
        window.run(u"Backlinks"_s);
        auto *backlinks = window->findChild<QTreeView *>(u"backlinksTree"_s);
        QTRY_COMPARE(backlinks->model()->index(0, 0).data().toString(), u"Competitors"_s);
        // A relation leads nowhere; the note below it does.
        click(backlinks, backlinks->model()->index(1, 0));
        QCOMPARE(window.note(), u"Auk"_s);
        backlinks->expandAll();
        click(backlinks, backlinks->model()->index(0, 0, backlinks->model()->index(1, 0)));
        QTRY_COMPARE(window.note(), u"Kestrel"_s);
        window.run(u"Links of the note"_s);
        auto *links = window->findChild<QTreeView *>(u"outgoingTree"_s);
        QTRY_COMPARE(shown(*links->model(), LinksModel::NameRole), QStringList(u"Suppliers: Auk"_s));
    }

    void groupingIsRemembered()
    {
        const TemporaryVault vault(Notes);
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
        for (const bool before : {true, false}) {
            const MainWindow window(std::make_unique<Vault>(*Vault::checkRoot(vault.root())), &settings);
            auto *grouping = window.findChild<QToolButton *>(u"backlinksGrouping"_s);
            QCOMPARE(grouping->isChecked(), before);
            QVERIFY(window.findChild<QToolButton *>(u"outgoingGrouping"_s)->isChecked());
            grouping->click();
        }
    }

    void wordsOfTheVault()
    {
        const TemporaryVault vault(QByteArray(QByteArray(Notes)
                                              + "//- Actors/Heron.md\n#actor\n## Related\n"
                                                "- [[Auk]] — berth holder\n"));
        const TestWindow window(vault.root(), u"Heron"_s);
        window.run(u"Relations of the note"_s);
        QTRY_VERIFY(window->relations()->index());
        window.run(u"Settings…"_s);
        auto *form = window->findChild<RelationWordsForm *>();
        QVERIFY(form);
        auto *typed = form->findChild<QLineEdit *>(u"relationWordsTyped"_s);
        auto *relation = form->findChild<QComboBox *>(u"relationWordsRelation"_s);
        auto *problem = form->findChild<QLabel *>(u"relationWordsProblem"_s);
        relation->setCurrentIndex(relation->findText(u"customer"_s));
        typed->setText(u"former holder"_s);
        QTest::keyClick(typed, Qt::Key_Return);
        QVERIFY(problem->isVisible());
        QVERIFY(problem->text().contains(u"former"));
        typed->setText(u"Berth holder"_s);
        QTest::keyClick(typed, Qt::Key_Return);
        QVERIFY(!problem->isVisible());
        QVERIFY(form->isVisible());
        auto *tree = window->findChild<QTreeView *>(u"relationsTree"_s);
        QTRY_VERIFY(found(tree, u"Auk is a customer of Heron"_s).isValid());
        VaultWords kept(vault.root());
        QVERIFY(kept.load());
        QCOMPARE(kept.all(), QList<OwnRelationWord>({{"berth holder", RelationType::Customer, Everywhere}}));

        auto *list = form->findChild<QTreeWidget *>(u"relationWordsList"_s);
        list->setCurrentItem(list->topLevelItem(0));
        form->findChild<QPushButton *>(u"relationWordsRemove"_s)->click();
        QCOMPARE(list->topLevelItemCount(), 0);
        QTRY_VERIFY(!found(tree, u"Auk is a customer of Heron"_s).isValid());
    }
};

QTEST_MAIN(RelationsPanelTest)

#include "relationspaneltest.moc"
