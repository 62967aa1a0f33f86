// SPDX-License-Identifier: GPL-3.0-or-later

// What is typed into the panel of properties is written or offered again, whatever becomes of its note.
#include "tests/support/vaultof.h"
#include "tests/ui/shownproperties.h"
#include "tests/ui/testwindow.h"
#include "ui/editor/noteeditor.h"
#include "ui/style/style.h"

#include <QApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr int Name = PropertiesModel::NameColumn;
constexpr int Value = PropertiesModel::ValueColumn;

const QByteArray Text = "---\nsince: 2019\nsector: cells\n---\nBody\n";
const QByteArray Alone = "//- A.md\n" + Text;

QString notice(const TestWindow &window)
{
    const auto *const shown = window.find<QWidget>(u"notice"_s);
    return shown ? shown->accessibleName() : QString();
}

/// Types into the form for a new property.
void typeNew(const TestWindow &window, const QString &name, const QString &value)
{
    window.run(u"Add property…"_s);
    window.find<QLineEdit>(u"newPropertyName"_s)->setText(name);
    window.find<QLineEdit>(u"newPropertyValue"_s)->setText(value);
}

} // namespace

class KeptPropertiesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void whatIsTypedIsOfferedWhereItsPropertyGoes_data()
    {
        QTest::addColumn<int>("column");
        QTest::addColumn<QByteArray>("now");
        for (const auto &[what, column] : {std::pair("value", Value), std::pair("name", Name)}) {
            QTest::addRow("%s, no front matter", what) << column << QByteArray("Body\n");
            QTest::addRow("%s, an empty file", what) << column << QByteArray();
            QTest::addRow("%s, others are left", what) << column << QByteArray("---\nsince: 2019\n---\nBody\n");
        }
    }

    void whatIsTypedIsOfferedWhereItsPropertyGoes()
    {
        QFETCH(const int, column);
        QFETCH(const QByteArray, now);
        const TemporaryVault vault(Alone);
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        window.showPanel(u"Properties"_s);
        auto *const table = window.find<QTableView>(u"propertiesTable"_s);
        table->setFocus();
        table->setCurrentIndex(table->model()->index(1, column));
        QTest::keyClick(table, Qt::Key_F2);
        QWidget *const editor = QApplication::focusWidget();
        QVERIFY(editor != table);
        QTest::keyClicks(editor, u"typed"_s);
        vault.write(u"A.md"_s, now);
        QTRY_VERIFY(notice(window).contains(u"You typed “typed”."));
        QCOMPARE(window.find<NoteEditor>(u"editor"_s)->toPlainText().toUtf8(), now);
    }

    void whatIsTypedIsWrittenWhereItsPropertyOnlyMoves()
    {
        const Properties properties("---\na: 1\nb: 2\nc: 3\n---\n");
        properties.edit<QPlainTextEdit>(2, Value)->setPlainText(u"4"_s);
        QVERIFY(properties.note.session->replaceText("---\nc: 3\nx: 5\n---\n"));
        properties.note.session->parsedNow();
        if (auto *const editor =
                qobject_cast<QPlainTextEdit *>(properties.table()->indexWidget(properties.table()->currentIndex())))
            QTest::keyClick(editor, Qt::Key_Return);
        QCOMPARE(properties.note.bytes(), "---\nc: 4\nx: 5\n---\n");
    }

    void aValueThatIsLookedAtStaysAsItIs_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addRow("no-break space") << QByteArray("10\u00A0GWh");
        QTest::addRow("quoted") << QByteArray("\"10\u00A0GWh: more\"");
        QTest::addRow("list") << QByteArray("[a\u00A0b, c]");
    }

    void aValueThatIsLookedAtStaysAsItIs()
    {
        QFETCH(const QByteArray, value);
        const QByteArray text = "---\np: " + value + "\n---\n";
        const Properties properties(text);
        auto *editor = properties.edit<QPlainTextEdit>(0, Value);
        QVERIFY(editor);
        QTest::keyClick(editor, Qt::Key_Return);
        QCOMPARE(properties.note.bytes(), text);
        // What is typed behind it changes no byte of the rest.
        editor = properties.edit<QPlainTextEdit>(0, Value);
        editor->moveCursor(QTextCursor::End);
        QTest::keyClicks(editor, u"x"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QCOMPARE(properties.note.bytes().count("\u00A0"), text.count("\u00A0"));
        QCOMPARE(properties.note.bytes().count('x'), 1);
    }

    void aNewPropertyThatIsRefusedIsOfferedWhenAnotherNoteIsShown_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("typed");
        QTest::addRow("there already") << u"Since"_s << u"“Since: 2020”"_s;
        QTest::addRow("without a name") << QString() << u"“2020”"_s;
    }

    void aNewPropertyThatIsRefusedIsOfferedWhenAnotherNoteIsShown()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, typed);
        const TemporaryVault vault(QByteArray(Alone + "//- B.md\nother\n"));
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        window.showPanel(u"Properties"_s);
        typeNew(window, name, u"2020"_s);
        window->navigator()->openNamed(u"B"_s);
        QTRY_COMPARE(window.note(), u"B"_s);
        QVERIFY2(notice(window).contains(u"You typed " + typed), qPrintable(notice(window)));
        QVERIFY(notice(window).startsWith(u"A: "));
        QVERIFY(!window.find<QLineEdit>(u"newPropertyName"_s));
        QCOMPARE(vault.read(u"A.md"_s), Text);
    }

    void whatIsRefusedIsTypedAnewWhereItStands()
    {
        const TemporaryVault vault(Alone);
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        window.showPanel(u"Properties"_s);
        typeNew(window, u"since"_s, u"2020"_s);
        auto *const value = window.find<QLineEdit>(u"newPropertyValue"_s);
        value->setFocus();
        QTest::keyClick(value, Qt::Key_Return);
        QCOMPARE(notice(window), QString());
        QCOMPARE(value->text(), u"2020"_s);
        auto *const name = window.find<QLineEdit>(u"newPropertyName"_s);
        name->setText(u"until"_s);
        QTest::keyClick(value, Qt::Key_Return);
        QCOMPARE(window.find<NoteEditor>(u"editor"_s)->toPlainText(),
                 u"---\nsince: 2019\nsector: cells\nuntil: 2020\n---\nBody\n"_s);
        QCOMPARE(QApplication::focusWidget(), window.find<QTableView>(u"propertiesTable"_s));
    }

    void savingLeavesTheKeyboardInTheText()
    {
        const TemporaryVault vault(Alone);
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        window.showPanel(u"Properties"_s);
        typeNew(window, u"until"_s, u"2020"_s);
        auto *const text = window.find<NoteEditor>(u"editor"_s);
        text->setFocus();
        QTest::keyClick(text, Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(vault.read(u"A.md"_s).contains("until: 2020"));
        QCOMPARE(QApplication::focusWidget(), text);
    }
};

QTEST_MAIN(KeptPropertiesTest)
#include "keptpropertiestest.moc"
