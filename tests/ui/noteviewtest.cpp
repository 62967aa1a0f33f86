// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/noteview.h"
#include "tests/support/temporaryvault.h"
#include "tests/ui/testwindow.h"
#include "ui/editor/noteeditor.h"
#include "ui/preview/previewview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>

#include <cstdlib>

using namespace Qt::StringLiterals;

namespace tearsheet {

class NoteViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothSidesReachTheirEndsTogether_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("taller in the editor") << QByteArray("A line.\n").repeated(400);
        QTest::newRow("taller in the preview") << QByteArray("# Heading\n\n").repeated(120);
        QTest::newRow("its end is a table")
            << QByteArray("Text.\n\n").repeated(60) + "| A | B |\n|---|---|\n" + QByteArray("| a | b |\n").repeated(80);
    }
    void bothSidesReachTheirEndsTogether()
    {
        QFETCH(QByteArray, text);
        TemporaryVault files;
        files.write(u"Kestrel.md"_s, text);
        const TestWindow window(files.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        const auto *const view = window.findFirst<NoteView>();
        QScrollBar *const editor = view->editor()->verticalScrollBar();
        QScrollBar *const preview = view->preview()->verticalScrollBar();
        QTRY_VERIFY(editor->maximum() > 0 && preview->maximum() > 0);
        editor->setValue(editor->maximum());
        QCOMPARE(preview->value(), preview->maximum());
        editor->setValue(0);
        QCOMPARE(preview->value(), 0);
        preview->setValue(preview->maximum());
        QCOMPARE(editor->value(), editor->maximum());
        preview->setValue(0);
        QCOMPARE(editor->value(), 0);
    }

    // Who is led to a place in a note that was not open sees it on both sides.
    void aPlaceInANoteThatIsOpenedIsSeenInThePreview()
    {
        TemporaryVault files;
        files.write(u"Volta.md"_s, "Words.\n");
        QByteArray text;
        for (int i = 0; i < 200; ++i)
            text += "Paragraph " + QByteArray::number(i) + ".\n\n";
        files.write(u"Kestrel.md"_s, text);
        const TestWindow window(files.root(), u"Volta"_s);
        QTRY_VERIFY(window->isSettled());
        const auto offset = static_cast<quint32>(text.indexOf("Paragraph 120."));
        NoteView *const view =
            window->navigator()->open(*NotePath::fromRelative(u"Kestrel.md"), OpenIn::NewTab, offset);
        QVERIFY(view);
        QTRY_VERIFY(view->preview()->verticalScrollBar()->value() > 0);
        QCoreApplication::processEvents();
        const auto before = static_cast<quint32>(text.indexOf("Paragraph 100."));
        QVERIFY(view->preview()->topOffset() > before);
        QVERIFY(view->preview()->topOffset() <= offset);
        QVERIFY(view->editor()->topOffset() <= offset);
    }

    void thePreviewStaysWithItsText_data()
    {
        QTest::addColumn<NoteMode>("mode");
        QTest::addColumn<bool>("typed");
        QTest::newRow("alone, another program writes") << NoteMode::Preview << false;
        QTest::newRow("beside the editor, another program writes") << NoteMode::Split << false;
        QTest::newRow("beside the editor, the user types") << NoteMode::Split << true;
    }

    void thePreviewStaysWithItsText()
    {
        QFETCH(const NoteMode, mode);
        QFETCH(const bool, typed);
        TemporaryVault files;
        QByteArray text;
        for (int i = 0; i < 120; ++i)
            text += "- n" + QByteArray::number(i) + " words\n";
        files.write(u"Kestrel.md"_s, text);
        const TestWindow window(files.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const view = window.findFirst<NoteView>();
        view->present(mode);
        QTRY_VERIFY(view->preview()->verticalScrollBar()->maximum() > 0);
        const auto typing = static_cast<quint32>(text.indexOf(" words\n- n62"));
        view->goTo(typing);
        QTest::qWait(50);
        const QString top = wordAt(*view->preview(), 40);
        QVERIFY2(top.startsWith(u'n'), qPrintable(top));
        const int scrolled = view->editor()->verticalScrollBar()->value();
        if (typed) {
            QTest::keyClicks(view->editor(), u" typed"_s);
            text.insert(typing, " typed");
            QTRY_COMPARE(view->session()->parsed()->text, text);
        } else {
            text.replace("n3 words\n",
                         QByteArray("n3 " + QByteArray("has much to say ").repeated(40) + "\n- and more\n"));
            files.replace(u"Kestrel.md"_s, text);
            QTRY_COMPARE(view->session()->parsed()->text, text);
        }
        QCOMPARE(wordAt(*view->preview(), 40), top);
        QTest::qWait(100);
        QCOMPARE(wordAt(*view->preview(), 40), top);
        if (typed)
            QCOMPARE(view->editor()->verticalScrollBar()->value(), scrolled);
    }

    // The preview goes along with what comes in at the caret, although it shows it a moment later.
    void thePreviewFollowsWhatIsPasted()
    {
        TemporaryVault files;
        QByteArray text;
        for (int i = 0; i < 300; ++i)
            text += "n" + QByteArray::number(i) + " words\n\n";
        files.write(u"Kestrel.md"_s, text);
        const TestWindow window(files.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const view = window.findFirst<NoteView>();
        view->present(NoteMode::Split);
        const auto place = static_cast<quint32>(text.indexOf("n100"));
        view->goTo(place);
        QTest::qWait(50);
        QByteArray pasted;
        for (int i = 0; i < 100; ++i)
            pasted += "more and more\n\n";
        view->editor()->insertPlainText(QString::fromUtf8(pasted));
        view->editor()->ensureCursorVisible();
        text.insert(place, pasted);
        QTRY_COMPARE(view->session()->parsed()->text, text);
        const auto words = static_cast<qint64>(view->preview()->topOffset());
        QVERIFY2(std::abs(words - view->editor()->topOffset()) < 200,
                 qPrintable(u"%1 beside %2"_s.arg(words).arg(view->editor()->topOffset())));
    }

    // Where a note lies is no matter of what is read in it.
    void thePreviewStaysWhereANoteIsRenamed()
    {
        TemporaryVault files;
        QByteArray text = "![[Plan.png]]\n\n";
        for (int i = 0; i < 300; ++i)
            text += "n" + QByteArray::number(i) + " words\n\n";
        files.write(u"Kestrel.md"_s, text);
        const TestWindow window(files.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const view = window.findFirst<NoteView>();
        view->present(NoteMode::Preview);
        view->goTo(static_cast<quint32>(text.indexOf("n100")));
        QTest::qWait(50);
        const QString top = wordAt(*view->preview(), 40);
        QVERIFY(QFile::rename(files.absolute(u"Kestrel.md"_s), files.absolute(u"Falcon.md"_s)));
        QTRY_COMPARE(window.note(), u"Falcon"_s);
        QCOMPARE(wordAt(*view->preview(), 40), top);
        files.replace(u"Falcon.md"_s, "# Head\n\n" + text);
        QTRY_VERIFY(view->session()->parsed()->text.startsWith("# Head"));
        QCOMPARE(wordAt(*view->preview(), 40), top);
    }

private:
    // The word that is shown `y` pixels below the top of the preview.
    static QString wordAt(PreviewView &preview, int y)
    {
        const int middle = preview.viewport()->width() / 2;
        QString word;
        // Whatever stands there, at the begin of its line.
        for (int x = 0; x < middle && word.isEmpty(); x += 10) {
            QTest::mouseDClick(preview.viewport(), Qt::LeftButton, {}, {x, y});
            QTest::keyClick(&preview, Qt::Key_C, Qt::ControlModifier);
            word = QGuiApplication::clipboard()->text().simplified();
        }
        return word;
    }
};

} // namespace tearsheet

QTEST_MAIN(tearsheet::NoteViewTest)
#include "noteviewtest.moc"
