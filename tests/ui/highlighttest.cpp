// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/codehighlighter.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tearsheet {

namespace {

/// The letter that stands for a colour in the golden files.
struct Letter
{
    QColor Palette::*colour;
    QChar letter;
};

constexpr Letter letters[] = {
    {&Palette::syntaxHeading, u'h'}, {&Palette::syntaxString, u's'}, {&Palette::syntaxKeyword, u'k'},
    {&Palette::syntaxNumber, u'n'},  {&Palette::faintText, u'.'},    {&Palette::link, u'l'},
    {&Palette::mutedText, u'm'},     {&Palette::accent, u'a'},
};

/// A palette in which every colour is another one, so that a format tells what it was made from.
Palette palette()
{
    Palette result;
    QRgb next = 1;
    for (const Letter &letter : letters)
        result.*letter.colour = QColor(next++);
    result.mark = QColor(next++);
    result.code = QColor(next++);
    return result;
}

QChar letterOf(const QTextCharFormat &format, const Palette &colours)
{
    for (const Letter &letter : letters) {
        if (format.hasProperty(QTextFormat::ForegroundBrush) && format.foreground().color() == colours.*letter.colour)
            return letter.letter;
    }
    return u'_';
}

/// What a format does besides its colour: bold, italic, struck, on the ground of marks or of code.
QChar mannerOf(const QTextCharFormat &format, const Palette &colours)
{
    const bool bold = format.fontWeight() > QFont::Normal;
    const bool ground = format.hasProperty(QTextFormat::BackgroundBrush);
    if (ground && format.background().color() == colours.mark)
        return bold ? u'M' : u'm';
    if (ground)
        return u'c';
    if (format.fontStrikeOut())
        return u'-';
    if (bold)
        return format.fontItalic() ? u'X' : u'B';
    return format.fontItalic() ? u'i' : u' ';
}

QString trimmedRight(QString line)
{
    while (line.endsWith(u' '))
        line.chop(1);
    return line;
}

/// Each line of `text` with two lines under it: the letters of its colours, and those of its manner where there is any.
QString drawn(const QString &text)
{
    const Palette colours = palette();
    CodeHighlighter highlighter;
    LineState state;
    QString result;
    for (const QString &line : text.split(u'\n')) {
        QString colour(line.size(), u' ');
        QString manner = colour;
        int end = 0;
        for (const FormatSpan &span : highlighter.highlightLine(line, state, colours)) {
            if (span.start < end || span.length <= 0 || span.start + span.length > line.size())
                return u"The spans of this line overlap or leave it: "_s + line;
            end = span.start + span.length;
            colour.replace(span.start, span.length, QString(span.length, letterOf(span.format, colours)));
            manner.replace(span.start, span.length, QString(span.length, mannerOf(span.format, colours)));
        }
        result += u"  "_s + line + u'\n';
        for (const QString &under : {trimmedRight(colour), trimmedRight(manner)}) {
            if (!under.isEmpty())
                result += u"| "_s + under + u'\n';
        }
    }
    return result;
}

QString read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

/// What the editor shows, against tests/golden/syntax. TEARSHEET_ACCEPT=1 writes what is shown now as what is right.
class HighlightTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatIsWritten_data()
    {
        QTest::addColumn<QString>("path");
        const QDir folder(QStringLiteral(TEARSHEET_SOURCE "/tests/golden/syntax"));
        for (const QString &name : folder.entryList({u"*.md"_s}))
            QTest::newRow(name.toUtf8().constData()) << folder.filePath(name);
    }

    void showsWhatIsWritten()
    {
        QFETCH(const QString, path);
        const QString shown = drawn(read(path));
        QFile golden(path.chopped(2) + u"ref"_s);
        if (qEnvironmentVariableIntValue("TEARSHEET_ACCEPT") == 1) {
            QVERIFY(golden.open(QIODevice::WriteOnly));
            golden.write(shown.toUtf8());
            return;
        }
        QVERIFY2(golden.exists(), "There is no result to compare with; look at what TEARSHEET_ACCEPT=1 writes.");
        const QStringList lines = shown.split(u'\n');
        const QStringList expected = read(golden.fileName()).split(u'\n');
        for (qsizetype i = 0; i < std::min(lines.size(), expected.size()); ++i)
            QVERIFY2(
                lines.at(i) == expected.at(i),
                qPrintable(u"Line %1\n  is       %2\n  expected %3"_s.arg(i + 1).arg(lines.at(i), expected.at(i))));
        QCOMPARE(lines.size(), expected.size());
    }
};

} // namespace tearsheet

QTEST_MAIN(tearsheet::HighlightTest)
#include "highlighttest.moc"
