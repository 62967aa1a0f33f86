// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QFile>
#include <QLibraryInfo>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tearsheet {

namespace {

/// One `#include` line: who, and what without brackets or quotes.
struct Include
{
    QString file;
    QString header;
};

// In each of these, a room may include those in front of it and itself.
const QStringList coreRooms = {u"base"_s,   u"text"_s,     u"note"_s,   u"table"_s, u"store"_s, u"vault"_s,
                               u"change"_s, u"research"_s, u"search"_s, u"graph"_s, u"export"_s};

QString part(const QString &path, int number)
{
    return path.section(u'/', number, number);
}

bool isOfQtCore(const QString &header)
{
    static const QString folder = QLibraryInfo::path(QLibraryInfo::HeadersPath) + u"/QtCore/"_s;
    return QFile::exists(folder + header);
}

bool isOfQt(const QString &header)
{
    static const QRegularExpression name(u"^(Q[A-Z]|Qt)"_s);
    return header.contains(name);
}

bool isOfHighlighting(const QString &header)
{
    // Its headers can also be named without their folder; no others here begin with a capital that is no Q.
    return header.startsWith(u"KSyntaxHighlighting/") || (header.front().isUpper() && !header.startsWith(u'Q'));
}

/// Why `include` is against the rules of ARCHITECTURE.md; empty where it is not.
QString objection(const Include &include)
{
    const auto &[file, header] = include;
    const QString room = part(file, 0);
    const QString target = part(header, 0);
    const bool coreOnly = room == u"core" || file.startsWith(u"app/cli/");
    if (coreOnly && isOfQt(header) && !isOfQtCore(header))
        return u"is outside QtCore"_s;
    if (header.startsWith(u"cmark") && file != u"core/note/markdownvisitor.cpp")
        return u"is for core/note/markdownvisitor.cpp alone"_s;
    if (header == u"yaml.h" && file != u"core/note/yamlreader.cpp")
        return u"is for core/note/yamlreader.cpp alone"_s;
    if (header == u"xlsxwriter.h" && file != u"core/export/xlsx.cpp")
        return u"is for core/export/xlsx.cpp alone"_s;
    if (header == u"qcustomplot.h" && !file.startsWith(u"ui/canvas/"))
        return u"is for ui/canvas alone"_s;
    if (isOfHighlighting(header) && !file.startsWith(u"ui/code/"))
        return u"is for ui/code alone"_s;
    if (target == u"app" && (room != u"app" || (file.startsWith(u"app/cli/") != header.startsWith(u"app/cli/"))))
        return u"is the program, on which nothing depends"_s;
    if (target == u"ui" && coreOnly)
        return u"is the user interface"_s;
    if (target == u"core" && room == u"core") {
        const qsizetype from = coreRooms.indexOf(part(file, 1));
        const qsizetype to = coreRooms.indexOf(part(header, 1));
        if (from < 0 || to < 0)
            return u"or its includer is in no known room"_s;
        if (to > from)
            return u"is in a later room"_s;
    }
    return {};
}

QList<Include> includesOf(const QString &file, const QString &source)
{
    static const QRegularExpression line(u"^[ \\t]*#[ \\t]*include[ \\t]*[<\"]([^>\"]+)[>\"]"_s,
                                         QRegularExpression::MultilineOption);
    QList<Include> includes;
    for (const QRegularExpressionMatch &match : line.globalMatch(source))
        includes.append({file, match.captured(1)});
    return includes;
}

QStringList objections(const QString &file, const QString &source)
{
    QStringList result;
    for (const Include &include : includesOf(file, source)) {
        if (const QString why = objection(include); !why.isEmpty())
            result.append(u"%1: %2 %3"_s.arg(file, include.header, why));
    }
    return result;
}

/// The project's source files by path, as text.
QMap<QString, QString> sources()
{
    const QString root = QStringLiteral(TEARSHEET_SOURCE) + u'/';
    QMap<QString, QString> files;
    for (const QString &room : {u"core"_s, u"ui"_s, u"app"_s}) {
        QDirIterator iterator(root + room, {u"*.h"_s, u"*.cpp"_s}, QDir::Files,
                              QDirIterator::Subdirectories | QDirIterator::FollowSymlinks);
        while (iterator.hasNext()) {
            QFile file(iterator.next());
            if (file.open(QIODevice::ReadOnly))
                files.insert(file.fileName().sliced(root.size()), QString::fromUtf8(file.readAll()));
        }
    }
    return files;
}

} // namespace

/// Reads the `#include` lines of the program: no arrow between the rooms points back.
class LayeringTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void arrowsPointOneWay()
    {
        const QMap<QString, QString> files = sources();
        QStringList found;
        QSet<QString> rooms;
        for (const auto &[file, source] : files.asKeyValueRange()) {
            found += objections(file, source);
            rooms.insert(part(file, 0) + u'/' + part(file, 1));
        }
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
        for (const QString &room :
             {u"core/base"_s, u"core/text"_s, u"core/note"_s, u"core/vault"_s, u"ui/style"_s, u"app/cli"_s})
            QVERIFY2(rooms.contains(room), qPrintable(room));
    }

    void seesWhatIsAgainstTheRules_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("source");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("own room") << u"core/text/a.cpp"_s << u"#include \"core/text/b.h\""_s << true;
        QTest::newRow("earlier room") << u"core/vault/a.cpp"_s << u"#include \"core/text/b.h\""_s << true;
        QTest::newRow("later room") << u"core/text/a.h"_s << u"#pragma once\n#include \"core/note/b.h\"\n"_s << false;
        QTest::newRow("much later room") << u"core/base/a.h"_s << u"  #  include \"core/export/b.h\""_s << false;
        QTest::newRow("unknown room") << u"core/misc/a.h"_s << u"#include \"core/base/error.h\""_s << false;
        QTest::newRow("core to ui") << u"core/vault/a.cpp"_s << u"#include \"ui/style/palette.h\""_s << false;
        QTest::newRow("core to app") << u"core/vault/a.cpp"_s << u"#include \"app/application.h\""_s << false;
        QTest::newRow("core and QtCore") << u"core/vault/a.cpp"_s
                                         << u"#include <QString>\n#include <QtTypes>\n#include <vector>"_s << true;
        QTest::newRow("core and QtGui") << u"core/graph/a.cpp"_s << u"#include <QColor>"_s << false;
        QTest::newRow("core and QtWidgets") << u"core/graph/a.cpp"_s << u"#include <QtWidgets/QWidget>"_s << false;
        QTest::newRow("ui to core") << u"ui/panels/a.cpp"_s << u"#include \"core/vault/vault.h\"\n#include <QWidget>"_s
                                    << true;
        QTest::newRow("ui to app") << u"ui/window/a.cpp"_s << u"#include \"app/application.h\""_s << false;
        QTest::newRow("app to all") << u"app/main.cpp"_s
                                    << u"#include \"ui/window/mainwindow.h\"\n#include \"core/base/error.h\""_s << true;
        QTest::newRow("app to command line") << u"app/main.cpp"_s << u"#include \"app/cli/command.h\""_s << false;
        QTest::newRow("command line to core")
            << u"app/cli/main.cpp"_s << u"#include \"core/vault/vault.h\"\n#include \"app/cli/command.h\""_s << true;
        QTest::newRow("command line to ui") << u"app/cli/main.cpp"_s << u"#include \"ui/style/palette.h\""_s << false;
        QTest::newRow("command line to program")
            << u"app/cli/main.cpp"_s << u"#include \"app/application.h\""_s << false;
        QTest::newRow("command line and QtGui") << u"app/cli/main.cpp"_s << u"#include <QGuiApplication>"_s << false;
        QTest::newRow("cmark in its file") << u"core/note/markdownvisitor.cpp"_s << u"#include <cmark-gfm.h>"_s << true;
        QTest::newRow("cmark elsewhere") << u"core/note/parsenote.cpp"_s << u"#include <cmark-gfm.h>"_s << false;
        QTest::newRow("cmark in ui") << u"ui/preview/a.cpp"_s << u"#include <cmark-gfm-core-extensions.h>"_s << false;
        QTest::newRow("YAML in its file") << u"core/note/yamlreader.cpp"_s << u"#include <yaml.h>"_s << true;
        QTest::newRow("YAML elsewhere") << u"core/vault/a.cpp"_s << u"#include <yaml.h>"_s << false;
        QTest::newRow("plots in their file")
            << u"ui/canvas/canvasplugin.cpp"_s << u"#include <qcustomplot.h>"_s << true;
        QTest::newRow("plots elsewhere") << u"ui/plot/a.cpp"_s << u"#include <qcustomplot.h>"_s << false;
        QTest::newRow("highlighting in its file")
            << u"ui/code/codeplugin.cpp"_s << u"#include <KSyntaxHighlighting/Repository>"_s << true;
        QTest::newRow("highlighting elsewhere")
            << u"ui/editor/a.cpp"_s << u"#include <KSyntaxHighlighting/State>"_s << false;
    }

    void seesWhatIsAgainstTheRules()
    {
        QFETCH(const QString, file);
        QFETCH(const QString, source);
        QFETCH(const bool, allowed);
        QCOMPARE(objections(file, source).isEmpty(), allowed);
    }
};

} // namespace tearsheet

QTEST_GUILESS_MAIN(tearsheet::LayeringTest)
#include "layeringtest.moc"
