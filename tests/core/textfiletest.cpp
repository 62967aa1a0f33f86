// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/textfile.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tearsheet {

class TextFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsLineEnds_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<LineEnd>("lineEnd");
        QTest::addColumn<bool>("mixed");
        QTest::addColumn<bool>("ended");
        QTest::newRow("empty") << ""_ba << LineEnd::Lf << false << false;
        QTest::newRow("one line") << "a"_ba << LineEnd::Lf << false << false;
        QTest::newRow("line feeds") << "a\nb\n"_ba << LineEnd::Lf << false << true;
        QTest::newRow("pairs") << "a\r\nb\r\n"_ba << LineEnd::CrLf << false << true;
        QTest::newRow("carriage returns") << "a\rb\r"_ba << LineEnd::Cr << false << true;
        QTest::newRow("mostly pairs") << "a\r\nb\r\nc\nd"_ba << LineEnd::CrLf << true << false;
        QTest::newRow("mostly line feeds") << "a\nb\nc\r\n"_ba << LineEnd::Lf << true << true;
        QTest::newRow("as many of each") << "a\r\nb\n"_ba << LineEnd::Lf << true << true;
    }

    void readsLineEnds()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const LineEnd, lineEnd);
        QFETCH(const bool, mixed);
        QFETCH(const bool, ended);
        const TextFile file = TextFile::of(bytes);
        QCOMPARE(file.bytes, bytes);
        QCOMPARE(file.lineEnd, lineEnd);
        QCOMPARE(file.mixedLineEnds, mixed);
        QCOMPARE(file.endsWithLineEnd, ended);
        QVERIFY(file.isText);
    }

    void knowsTheByteOrderMark()
    {
        QVERIFY(TextFile::of("\uFEFFa").hasByteOrderMark);
        QVERIFY(!TextFile::of("a\uFEFF").hasByteOrderMark);
        QVERIFY(!TextFile::of("\xEF\xBB").hasByteOrderMark);
    }

    void knowsWhatAnEditorCannotHold_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("isText");
        QTest::newRow("empty") << ""_ba << true;
        QTest::newRow("letters of all lengths") << "aé世\U0001F600"_ba << true;
        QTest::newRow("control characters") << "\x01\t\v\f\x7F"_ba << true;
        QTest::newRow("separators") << "\u2028\u2029\u0085\u00A0"_ba << true;
        QTest::newRow("last code point") << "\U0010FFFF"_ba << true;
        QTest::newRow("NUL") << "a\0b"_ba << false;
        QTest::newRow("Latin-1") << "caf\xE9"_ba << false;
        QTest::newRow("cut off") << "a\xE4\xB8"_ba << false;
        QTest::newRow("overlong") << "\xC0\xAF"_ba << false;
        QTest::newRow("overlong in three") << "\xE0\x80\xAF"_ba << false;
        QTest::newRow("surrogate") << "\xED\xA0\x80"_ba << false;
        QTest::newRow("past the last code point") << "\xF4\x90\x80\x80"_ba << false;
        QTest::newRow("UTF-16") << "\xFF\xFE\x61"_ba << false;
        QTest::newRow("begin of a frame in Qt's documents") << "a\uFDD0"_ba << false;
        QTest::newRow("end of a frame in Qt's documents") << "\uFDD1"_ba << false;
    }

    void knowsWhatAnEditorCannotHold()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const bool, isText);
        QCOMPARE(TextFile::of(bytes).isText, isText);
    }

    // Hashes are kept on disk: they must mean the same in every build. The value is XXH3's own for no bytes.
    void hashesContents()
    {
        QCOMPARE(contentHash({}), 0x2d06800538d394c2u);
        QCOMPARE(contentHash("a\n"), contentHash("a\n"_ba));
        QVERIFY(contentHash("a\n") != contentHash("a\r\n"));
    }

    void sameFileIgnoresTheHash()
    {
        const FileStamp read{.size = 3, .modified = 5, .inode = 7, .hash = 9};
        FileStamp seen = read;
        seen.hash = 0;
        QVERIFY(read.sameFile(seen));
        seen.inode = 8;
        QVERIFY(!read.sameFile(seen));
    }
};

} // namespace tearsheet

QTEST_GUILESS_MAIN(tearsheet::TextFileTest)
#include "textfiletest.moc"
