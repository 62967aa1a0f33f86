// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/propertiespanel.h"

#include "core/note/parsenote.h"
#include "core/note/propertyvalue.h"
#include "core/note/typedvalue.h"
#include "tests/support/vaultof.h"
#include "tests/ui/shownproperties.h"
#include "tests/ui/testwindow.h"
#include "ui/panels/propertydelegate.h"
#include "ui/style/style.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QCompleter>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTextDocument>
#include <QtTest>

#include <algorithm>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr int Name = PropertiesModel::NameColumn;
constexpr int Value = PropertiesModel::ValueColumn;

} // namespace

class PropertiesPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void whatIsTyped_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QJsonValue>("value");
        QTest::addRow("nothing") << u" "_s << QJsonValue(QJsonValue::Null);
        QTest::addRow("text") << u" two words "_s << QJsonValue(u"two words"_s);
        QTest::addRow("number") << u"-1.5"_s << QJsonValue(-1.5);
        QTest::addRow("leading zero") << u"007"_s << QJsonValue(u"007"_s);
        QTest::addRow("boolean") << u"true"_s << QJsonValue(true);
        QTest::addRow("date") << u"2026-05-01"_s << QJsonValue(u"2026-05-01"_s);
        QTest::addRow("quoted number") << u"\"12\""_s << QJsonValue(u"12"_s);
        QTest::addRow("quotes inside") << u"\"a\" and \"b\""_s << QJsonValue(u"\"a\" and \"b\""_s);
        QTest::addRow("map") << u"a: b"_s << QJsonValue(u"a: b"_s);
        QTest::addRow("link") << u"[[Volta]]"_s << QJsonValue(u"[[Volta]]"_s);
        QTest::addRow("lines") << u"a, b\n\n3"_s << QJsonValue(QJsonArray{u"a, b"_s, 3});
        QTest::addRow("brackets") << u"[a, 'b, c', 3]"_s << QJsonValue(QJsonArray{u"a"_s, u"b, c"_s, 3});
        QTest::addRow("no brackets") << u"[a] b"_s << QJsonValue(u"[a] b"_s);
    }

    void whatIsTyped()
    {
        QFETCH(QString, typed);
        QFETCH(QJsonValue, value);
        QCOMPARE(typedValue(typed), value);
    }

    void aValueTypedAsItIsShownIsTheSame()
    {
        const QByteArray text = "---\na: \"12\"\nb: [\"x, y\", '[a]', \"\", null, ~, 1.50, ' z', \"\\\"q\\\"\"]\n"
                                "c: |\n  one\n  two\nd: 1e3\ne: [x]\nf: []\ng:\nh: \"[a, b]\"\ni: it's\n---\n";
        for (const Property &property : parseNote(text).properties) {
            const std::optional<QString> typed = typedText(property, text);
            QVERIFY2(typed, qPrintable(property.key));
            QCOMPARE(typedValue(*typed, property.type == PropertyType::List), propertyJson(property, text));
        }
    }

    void eachPropertyIsARow()
    {
        const Properties properties("---\nname: Volta\nstake: 12.50\nlisted: true\nsince: 2026-05-01\n"
                                    "tags: [a, b]\nmore: {x: 1}\nempty:\n---\n");
        const QAbstractItemModelTester tester(properties.model());
        QStringList shown;
        for (int row = 0; row < properties.model()->rowCount(); ++row)
            shown.append(
                properties.cell(row, Name).data().toString() + u'=' + properties.cell(row, Value).data().toString()
                + u' '
                + propertyKindName(properties.cell(row, Value).data(PropertiesModel::KindRole).value<PropertyKind>()));
        QCOMPARE(shown, QStringList({u"name=Volta text"_s, u"stake=12.50 number"_s, u"listed=true yes or no"_s,
                                     u"since=2026-05-01 date"_s, u"tags=a, b list"_s, u"more={x: 1} nested values"_s,
                                     u"empty= empty"_s}));
    }

    // The value of p is typed anew.
    void edits_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QByteArray>("after");
        QTest::addRow("scalar") << QByteArray("p: a # why\nq: 1") << u"a"_s << u"b c"_s
                                << QByteArray("p: b c # why\nq: 1");
        QTest::addRow("number") << QByteArray("p: 1.50") << u"1.50"_s << u"2"_s << QByteArray("p: 2");
        QTest::addRow("quoted") << QByteArray("p: 'a'") << u"a"_s << u"it's"_s << QByteArray("p: 'it''s'");
        QTest::addRow("quoted number") << QByteArray("p: \"12\"") << u"\"12\""_s << u"\"13\""_s
                                       << QByteArray("p: \"13\"");
        QTest::addRow("flow list") << QByteArray("p: [a,  'b' ] # c") << u"a\nb"_s << u"a\nb\nc, d"_s
                                   << QByteArray("p: [a,  'b', \"c, d\" ] # c");
        QTest::addRow("block list") << QByteArray("p:\n  - a # 1\n  # 2\n  - b\nq: x") << u"a\nb"_s << u"a\nc"_s
                                    << QByteArray("p:\n  - a # 1\n  # 2\n  - c\nq: x");
        QTest::addRow("shorter list") << QByteArray("p: [a, b]") << u"a\nb"_s << u"a"_s << QByteArray("p: [a]");
        QTest::addRow("text to list") << QByteArray("p: a") << u"a"_s << u"a\nb"_s << QByteArray("p: [a, b]");
        QTest::addRow("to nothing") << QByteArray("p: a # c") << u"a"_s << u""_s << QByteArray("p: # c");
        QTest::addRow("nothing") << QByteArray("p:") << u""_s << u"[[Volta]]"_s << QByteArray("p: \"[[Volta]]\"");
    }

    void edits()
    {
        QFETCH(QByteArray, before);
        QFETCH(QString, shown);
        QFETCH(QString, typed);
        QFETCH(QByteArray, after);
        const Properties properties("---\n" + before + "\n---\nBody\n");
        const QAbstractItemModelTester tester(properties.model());
        auto *const editor = properties.edit<QPlainTextEdit>(0, Value);
        QVERIFY(editor);
        QCOMPARE(editor->toPlainText(), shown);
        editor->setPlainText(typed);
        QTest::keyClick(editor, Qt::Key_Return);
        QCOMPARE(properties.note.bytes(), "---\n" + after + "\n---\nBody\n");
        QCOMPARE(properties.refusal, QString());
        properties.note.session->document()->undo();
        QCOMPARE(properties.note.bytes(), "---\n" + before + "\n---\nBody\n");
    }

    void anEditorLeftAsItWasChangesNothing()
    {
        const Properties properties("---\np: [ a,b ]\n---\n");
        const quint64 revision = properties.note.session->mirror().revision();
        QTest::keyClick(properties.edit<QPlainTextEdit>(0, Value), Qt::Key_Return);
        QCOMPARE(properties.note.session->mirror().revision(), revision);
        auto *const editor = properties.edit<QPlainTextEdit>(0, Value);
        editor->setPlainText(u"else"_s);
        QTest::keyClick(editor, Qt::Key_Escape);
        QCOMPARE(properties.note.session->mirror().revision(), revision);
    }

    void aLetterBeginsANewValue()
    {
        const Properties properties("---\np: before\nq: true\n---\n");
        properties.table()->setCurrentIndex(properties.cell(0, Value));
        QTest::keyClick(properties.table(), u'n', Qt::ControlModifier);
        QVERIFY(!properties.table()->indexWidget(properties.cell(0, Value)));
        QTest::keyClicks(properties.table(), u"N"_s);
        auto *const editor = qobject_cast<QPlainTextEdit *>(properties.table()->indexWidget(properties.cell(0, Value)));
        QVERIFY(editor);
        QTest::keyClicks(editor, u"ew"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QCOMPARE(properties.note.bytes(), "---\np: New\nq: true\n---\n");
        // A name is found by its letters.
        properties.table()->setCurrentIndex(properties.cell(0, Name));
        QTest::keyClicks(properties.table(), u"q"_s);
        QVERIFY(!properties.table()->indexWidget(properties.cell(0, Name)));
        QCOMPARE(properties.note.bytes(), "---\np: New\nq: true\n---\n");
    }

    void whatIsSavedWhileItIsTypedIsGoneOnWith()
    {
        Properties properties("---\np: before\n---\n");
        auto *const editor = properties.edit<QPlainTextEdit>(0, Value);
        editor->setPlainText(u"12 "_s);
        editor->moveCursor(QTextCursor::End);
        properties.panel.saveEditing();
        QCOMPARE(properties.note.bytes(), "---\np: 12\n---\n");
        QCOMPARE(editor->toPlainText(), u"12 "_s);
        QTest::keyClicks(editor, u"months"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QCOMPARE(properties.note.bytes(), "---\np: 12 months\n---\n");
        QCOMPARE(properties.refusal, QString());
    }

    void aNameThatIsSavedWhileItIsTypedIsGoneOnWith()
    {
        Properties properties("---\np: x\n---\n");
        auto *const editor = properties.edit<QLineEdit>(0, Name);
        QTest::keyClicks(editor, u"new"_s);
        properties.panel.saveEditing();
        QCOMPARE(properties.note.bytes(), "---\nnew: x\n---\n");
        QTest::keyClicks(editor, u"er"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(properties.note.bytes(), "---\nnewer: x\n---\n");
        QCOMPARE(properties.refusal, QString());
    }

    void shiftEnterBeginsAnItem()
    {
        const Properties properties("---\np: [a]\n---\n");
        auto *const editor = properties.edit<QPlainTextEdit>(0, Value);
        QTest::keyClick(editor, Qt::Key_End);
        QTest::keyClick(editor, Qt::Key_Return, Qt::ShiftModifier);
        QTest::keyClicks(editor, u"b"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QCOMPARE(properties.note.bytes(), "---\np: [a, b]\n---\n");
    }

    void aBooleanIsToggled()
    {
        const Properties properties("---\nq: 1\np: true # c\n---\n");
        properties.table()->setCurrentIndex(properties.cell(1, Value));
        QTest::keyClick(properties.table(), Qt::Key_Space);
        QCOMPARE(properties.note.bytes(), "---\nq: 1\np: false # c\n---\n");
        const QPoint box = properties.table()->visualRect(properties.cell(1, Value)).topLeft() + QPoint(14, 14);
        QTest::mouseClick(properties.table()->viewport(), Qt::LeftButton, {}, box);
        QCOMPARE(properties.note.bytes(), "---\nq: 1\np: true # c\n---\n");
    }

    void aNameIsChangedAndAPropertyRemoved()
    {
        const Properties properties("---\na: 1 # c\nb: 2\n---\n");
        const QAbstractItemModelTester tester(properties.model());
        auto *const editor = properties.edit<QLineEdit>(0, Name);
        QVERIFY(editor);
        QTest::keyClicks(editor, u"first"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(properties.note.bytes(), "---\nfirst: 1 # c\nb: 2\n---\n");
        properties.table()->setCurrentIndex(properties.cell(1, Value));
        QTest::keyClick(properties.table(), Qt::Key_Delete);
        QCOMPARE(properties.note.bytes(), "---\nfirst: 1 # c\n---\n");
        properties.table()->setCurrentIndex(properties.cell(0, Value));
        QTest::keyClick(properties.table(), Qt::Key_Delete);
        QCOMPARE(properties.note.bytes(), QByteArray());
        for (int step = 0; step < 3; ++step)
            properties.note.session->document()->undo();
        QCOMPARE(properties.note.bytes(), "---\na: 1 # c\nb: 2\n---\n");
    }

    void aPropertyIsAdded()
    {
        const Properties properties("Body\n");
        QVERIFY(properties.panel.findChild<QLabel *>()->isVisible());
        QTest::mouseClick(properties.panel.findChild<QPushButton *>(u"addProperty"_s), Qt::LeftButton);
        auto *const name = properties.panel.findChild<QLineEdit *>(u"newPropertyName"_s);
        auto *const value = properties.panel.findChild<QLineEdit *>(u"newPropertyValue"_s);
        QTest::keyClicks(name, u"tags"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QTest::keyClicks(value, u"[battery, cell]"_s);
        QTest::keyClick(value, Qt::Key_Return);
        QCOMPARE(properties.note.bytes(), "---\ntags: [battery, cell]\n---\nBody\n");
        QVERIFY(!name->isVisible());
        QCOMPARE(properties.table()->currentIndex(), properties.cell(0, Value));
        properties.note.session->document()->undo();
        QCOMPARE(properties.note.bytes(), "Body\n");
    }

    void refusals()
    {
        const QByteArray text = "---\na: 1\nb: 2\nbad: [x\nA: 3\n---\n";
        Properties properties(text);
        properties.model()->rename(u"b"_s, u"bad"_s);
        QVERIFY(properties.refusal.contains(u"already"));
        properties.model()->setValue(u"a"_s, u"5"_s);
        QVERIFY(properties.refusal.contains(u"more than once"));
        properties.model()->remove(u"bad"_s);
        QVERIFY(properties.refusal.contains(u"no YAML"));
        properties.model()->add(u"B"_s, u"9"_s);
        QVERIFY(properties.refusal.contains(u"already"));
        QCOMPARE(properties.note.bytes(), text);
    }

    void whatIsNoYamlIsGoneTo()
    {
        const Properties properties("---\na: 1\nbad: [x\n---\n");
        QCOMPARE(properties.cell(1, Value).data(PropertiesModel::KindRole).value<PropertyKind>(), PropertyKind::Broken);
        QCOMPARE(properties.cell(1, Value).data().toString(), u"[x"_s);
        QSignalSpy activated(&properties.panel, &PropertiesPanel::activated);
        QVERIFY(!properties.edit<QPlainTextEdit>(1, Value));
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated.first().first().toUInt(), 9U);
        const QRect cell = properties.table()->visualRect(properties.cell(1, Value));
        QTest::mouseClick(properties.table()->viewport(), Qt::LeftButton, {}, cell.bottomLeft() + QPoint(16, -12));
        QCOMPARE(activated.size(), 2);
    }

    void aLinkIsFollowed()
    {
        const Properties properties("---\nowner: \"by [[Volta#Stake|the owner]]\"\n---\n");
        QCOMPARE(properties.cell(0, Value).data().toString(), u"by the owner"_s);
        QSignalSpy followed(&properties.panel, &PropertiesPanel::linkActivated);
        const QRect cell = properties.table()->visualRect(properties.cell(0, Value));
        const int before = properties.table()->fontMetrics().horizontalAdvance(u"by "_s);
        const auto clickAt = [&](int x) {
            QTest::mouseClick(properties.table()->viewport(), Qt::LeftButton, {}, cell.topLeft() + QPoint(8 + x, 14));
        };
        clickAt(4);
        QCOMPARE(followed.size(), 0);
        clickAt(before + 12);
        QCOMPARE(followed.size(), 1);
        QCOMPARE(followed.first().first().value<LinkTarget>(), (LinkTarget{u"Volta"_s, u"#Stake"_s, LinkKind::Wiki}));
        properties.table()->setCurrentIndex(properties.cell(0, Value));
        QTest::keyClick(properties.table(), Qt::Key_Return, Qt::AltModifier);
        QCOMPARE(followed.size(), 2);
    }

    void whatIsTypedOutlivesAChangeOfTheNote()
    {
        const Properties properties("---\na: 1\nb: 2\n---\n");
        const QAbstractItemModelTester tester(properties.model());
        auto *const editor = properties.edit<QPlainTextEdit>(1, Value);
        editor->setPlainText(u"3"_s);
        properties.note.type(1, 0, u"new: x\nb0: y\n"_s);
        properties.note.type(3, 3, u"other"_s);
        properties.note.session->parsedNow();
        QCOMPARE(properties.model()->rowCount(), 4);
        QCOMPARE(editor->toPlainText(), u"3"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QCOMPARE(properties.note.bytes(), "---\nnew: x\nb0: y\na: other1\nb: 3\n---\n");
        QCOMPARE(properties.table()->currentIndex(), properties.cell(3, Value));
    }

    void aListThatOthersChangeIsMergedByItems_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QByteArray>("theirs");
        QTest::addColumn<QByteArray>("merged"); // Empty where nothing is written.
        QTest::addRow("both add") << u"Alpha\nBeta\nMine"_s << QByteArray("[Alpha, Beta, Theirs]")
                                  << QByteArray("[Alpha, Beta, Theirs, Mine]");
        QTest::addRow("theirs adds at the front")
            << u"Alpha\nMine"_s << QByteArray("[Theirs, Alpha, Beta]") << QByteArray("[Theirs, Alpha, Mine]");
        QTest::addRow("theirs takes away")
            << u"Alpha\nBeta\nMine"_s << QByteArray("[Beta]") << QByteArray("[Beta, Mine]");
        QTest::addRow("another item") << u"Mine\nBeta"_s << QByteArray("[Alpha, Theirs]")
                                      << QByteArray("[Mine, Theirs]");
        QTest::addRow("the same item") << u"Mine\nBeta"_s << QByteArray("[Theirs, Beta]") << QByteArray();
        QTest::addRow("the same in the same way")
            << u"Mine\nBeta"_s << QByteArray("[Mine, Beta]") << QByteArray("[Mine, Beta]");
        QTest::addRow("no list any more") << u"Alpha\nMine"_s << QByteArray("Theirs") << QByteArray();
    }

    void aListThatOthersChangeIsMergedByItems()
    {
        QFETCH(QString, typed);
        QFETCH(QByteArray, theirs);
        QFETCH(QByteArray, merged);
        const Properties properties("---\naliases: [Alpha, Beta]\n---\n");
        auto *const editor = properties.edit<QPlainTextEdit>(0, Value);
        editor->setPlainText(typed);
        QVERIFY(properties.note.session->replaceText("---\naliases: " + theirs + "\n---\n"));
        properties.note.session->parsedNow();
        QTest::keyClick(editor, Qt::Key_Return);
        QCOMPARE(properties.note.bytes(), "---\naliases: " + (merged.isEmpty() ? theirs : merged) + "\n---\n");
        QCOMPARE(properties.refusal.isEmpty(), !merged.isEmpty());
    }

    void aValueThatOthersChangedIsNotOverwritten()
    {
        const TemporaryVault vault("//- A.md\n---\nsince: 2019\n---\nBody\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        window.showPanel(u"Properties"_s);
        auto *const table = window.find<QTableView>(u"propertiesTable"_s);
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, Value));
        QTest::keyClick(table, Qt::Key_F2);
        auto *const editor = qobject_cast<QPlainTextEdit *>(QApplication::focusWidget());
        QVERIFY(editor);
        QTest::keyClicks(editor, u"2020"_s);
        vault.write(u"A.md"_s, "---\nsince: 2018\n---\nBody\n");
        QTRY_COMPARE(table->model()->index(0, Value).data().toString(), u"2018"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QCOMPARE(window.find<QWidget>(u"notice"_s)->accessibleName(), u"A: since says “2018” now. You typed “2020”."_s);
        QCOMPARE(window.find<QPlainTextEdit>(u"editor"_s)->toPlainText(), u"---\nsince: 2018\n---\nBody\n"_s);
        QVERIFY(window.click(u"Copy"_s));
        QTRY_COMPARE(QApplication::clipboard()->text(), u"2020"_s);
    }

    void whatIsTypedIsTakenOverWhenAnotherNoteIsShown()
    {
        Properties properties("---\na: 1\n---\n");
        properties.edit<QPlainTextEdit>(0, Value)->setPlainText(u"2"_s);
        QSignalSpy wanted(&properties.panel, &PropertiesPanel::changeWanted);
        properties.panel.showNote(ParsedNote::of(1, "---\na: 8\n---\n"), pathOf(u"other.md"), {}, true);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().first().value<NotePath>(), pathOf(u"note.md"));
        QCOMPARE(properties.note.bytes(), "---\na: 2\n---\n");
        QCOMPARE(properties.cell(0, Value).data().toString(), u"8"_s);
    }

    void aReadOnlyNoteIsOnlyShown()
    {
        const Properties properties("---\na: true\n---\n", false);
        QVERIFY(!properties.edit<QLineEdit>(0, Name));
        QTest::keyClick(properties.table(), Qt::Key_Delete);
        properties.table()->setCurrentIndex(properties.cell(0, Value));
        QTest::keyClick(properties.table(), Qt::Key_Space);
        QCOMPARE(properties.note.bytes(), "---\na: true\n---\n");
        QVERIFY(!properties.panel.findChild<QPushButton *>(u"addProperty"_s)->isVisible());
    }

    void theWindowChangesTheNote()
    {
        TemporaryVault files;
        files.write(u"Ohm.md"_s, "---\nsector: cells\n---\n");
        files.write(u"Volta.md"_s, "---\nstake: 5\nStake: 6\n---\nBody\n");
        const TestWindow window(files.root(), u"Volta"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const editor = window.find<QPlainTextEdit>(u"editor"_s);
        window.showPanel(u"Properties"_s);
        auto *const table = window.find<QTableView>(u"propertiesTable"_s);
        table->setCurrentIndex(table->model()->index(0, Value));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Delete);
        QVERIFY(std::ranges::any_of(window->findChildren<QLabel *>(), [](const QLabel *label) {
            return label->isVisible() && label->text().contains(u"more than once");
        }));
        QTest::keyClick(table, Qt::Key_Semicolon, Qt::ControlModifier);
        auto *const name = window.find<QLineEdit>(u"newPropertyName"_s);
        QCOMPARE(QApplication::focusWidget(), name);
        name->completer()->setCompletionPrefix(u"sec"_s);
        QCOMPARE(name->completer()->currentCompletion(), u"sector"_s);
        QTest::keyClicks(name, u"since"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QTest::keyClicks(QApplication::focusWidget(), u"2026-05-01"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(editor->toPlainText(), u"---\nstake: 5\nStake: 6\nsince: \"2026-05-01\"\n---\nBody\n"_s);
        QCOMPARE(table->currentIndex(), table->model()->index(2, Value));
        // Where the keyboard is here, F2 does not rename the note.
        QTest::keyClick(table, Qt::Key_F2);
        auto *const value = qobject_cast<QPlainTextEdit *>(table->indexWidget(table->currentIndex()));
        QVERIFY(value);
        value->setPlainText(u"late"_s);
        window->navigator()->openNamed(u"Ohm"_s);
        QTRY_COMPARE(window.note(), u"Ohm"_s);
        window->navigator()->openNamed(u"Volta"_s);
        QTRY_COMPARE(window.note(), u"Volta"_s);
        QCOMPARE(window.find<QPlainTextEdit>(u"editor"_s)->toPlainText(),
                 u"---\nstake: 5\nStake: 6\nsince: \"late\"\n---\nBody\n"_s);
    }

    void rowsComeAndGoInAnyOrder()
    {
        QRandomGenerator random(5);
        PropertiesModel model;
        const QAbstractItemModelTester tester(&model);
        for (int step = 0; step < 200; ++step) {
            QByteArray text = "---\n";
            QStringList wanted;
            for (const char *name : {"a", "b", "c", "d", "e"}) {
                if (random.bounded(2)) {
                    const QByteArray value = QByteArray::number(random.bounded(3));
                    text += QByteArray(name) + ": " + value + '\n';
                    wanted.append(QString::fromLatin1(name + value));
                }
            }
            model.show(ParsedNote::of(1, text + "---\n"), pathOf(u"note.md"), {}, true);
            QStringList shown;
            for (int row = 0; row < model.rowCount(); ++row)
                shown.append(model.index(row, Name).data().toString() + model.index(row, Value).data().toString());
            QCOMPARE(shown, wanted);
        }
    }
};

QTEST_MAIN(PropertiesPanelTest)
#include "propertiespaneltest.moc"
