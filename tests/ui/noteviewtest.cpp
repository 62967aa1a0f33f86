// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/noteview.h"
#include "tests/support/temporaryvault.h"
#include "tests/ui/testwindow.h"
#include "ui/editor/noteeditor.h"
#include "ui/preview/previewview.h"

#include <QScrollBar>

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
};

} // namespace tearsheet

QTEST_MAIN(tearsheet::NoteViewTest)
#include "noteviewtest.moc"
