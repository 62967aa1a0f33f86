// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/clirun.h"
#include "tests/support/temporaryvault.h"

#include <QProcess>
#include <QXmlStreamReader>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

struct Outcome
{
    int status = -1;
    QString complaint;
};

Outcome run(const QStringList &arguments)
{
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &display : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
        environment.remove(display); // As on a server.
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(TEARSHEET_PROGRAM), arguments);
    if (!program.waitForFinished(60'000))
        return {};
    return {program.exitCode(), QString::fromUtf8(program.readAllStandardError())};
}

} // namespace

/// `tearsheet --export-graph`, without a screen.
class ExportGraphTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pictures()
    {
        const TemporaryVault vault(
            "//- Auk.md\n## Competitors\n- [[Kestrel]]\n//- Kestrel.md\n[[Lom]]\n//- Lom.md\nx\n");
        const QTemporaryDir folder;
        const QString png = folder.filePath(u"graph.png"_s);
        QCOMPARE(run({u"--export-graph"_s, png, vault.root()}).status, 0);
        const QImage picture(png);
        QCOMPARE(picture.size(), QSize(4000, 2500));
        QSet<QRgb> colours;
        for (int y = 0; y < picture.height(); y += 3) {
            for (int x = 0; x < picture.width(); x += 3)
                colours.insert(picture.pixel(x, y));
        }
        QVERIFY(colours.size() > 8); // More than an empty page.
        // Of the same size without a legend, which has room for the graph in its place.
        const QString bare = folder.filePath(u"bare.png"_s);
        QCOMPARE(run({u"--export-graph"_s, bare, u"--no-legend"_s, vault.root()}).status, 0);
        QCOMPARE(QImage(bare).size(), QSize(4000, 2500));
        QVERIFY(QImage(bare) != picture);

        // Of any size and shape, to the pixel.
        const QString large = folder.filePath(u"large.png"_s);
        QCOMPARE(run({u"--export-graph"_s, large, u"--size"_s, u"5123x1777"_s, vault.root()}).status, 0);
        QCOMPARE(QImage(large).size(), QSize(5123, 1777));
        QCOMPARE(run({u"--export-graph"_s, large, u"--size"_s, u"640x480"_s, vault.root()}).status, 0);
        QCOMPARE(QImage(large).size(), QSize(640, 480));

        const QString pdf = folder.filePath(u"graph.pdf"_s);
        QCOMPARE(run({u"--export-graph"_s, pdf, vault.root(), u"Auk"_s}).status, 0);
        QFile page(pdf);
        QVERIFY(page.open(QIODevice::ReadOnly));
        QVERIFY(page.readAll().startsWith("%PDF-"));

        const QString svg = folder.filePath(u"graph.svg"_s);
        QCOMPARE(run({u"--export-graph"_s, svg, u"--color-scheme"_s, u"dark"_s, vault.root(), u"Auk"_s}).status, 0);
        QFile drawing(svg);
        QVERIFY(drawing.open(QIODevice::ReadOnly));
        QXmlStreamReader reader(&drawing);
        QString texts;
        while (!reader.atEnd()) {
            if (reader.readNext() == QXmlStreamReader::Characters)
                texts += reader.text();
        }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QVERIFY(texts.contains(u"Kestrel"));
        QVERIFY(!texts.contains(u"Lom")); // Two steps away.
    }

    // The command line program has no fonts; all else is the same picture.
    void bothProgramsDrawAlike()
    {
        const TemporaryVault vault(
            "//- .obsidian/graph.json\n{\"colorGroups\": [{\"query\": \"tag:#firm\", "
            "\"color\": {\"a\": 1, \"rgb\": 11361494}}]}\n"
            "//- Auk.md\n#firm\n## Competitors\n- [[Kestrel]]\n## Customers\n- [[Lom]] — former\n"
            "[[Ghost]]\n//- Kestrel.md\n#firm\n[[Lom]]\n//- Lom.md\nx\n");
        const QTemporaryDir folder;
        const QString svg = folder.filePath(u"graph.svg"_s);
        QCOMPARE(run({u"--export-graph"_s, svg, vault.root(), u"Auk"_s}).status, 0);
        QFile file(svg);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray window = file.readAll();
        const QByteArray line = runCli({u"graph"_s, vault.root(), u"Auk"_s, u"--format"_s, u"svg"_s}).out;
        struct Drawing
        {
            QSet<QString> texts;
            QSet<QString> colours;
            QString box;
        };
        const auto read = [](const QByteArray &bytes) {
            Drawing drawing;
            QXmlStreamReader reader(bytes);
            QString element;
            while (!reader.atEnd()) {
                reader.readNext();
                if (reader.isStartElement()) {
                    element = reader.name().toString();
                    if (element == u"svg")
                        drawing.box = reader.attributes().value("viewBox").toString();
                    for (const char *const name : {"fill", "stroke"}) {
                        if (const auto colour = reader.attributes().value(name); colour.startsWith(u'#'))
                            drawing.colours.insert(colour.toString().toLower());
                    }
                } else if (reader.isCharacters() && !reader.isWhitespace() && element == u"text") {
                    drawing.texts.insert(reader.text().trimmed().toString());
                }
            }
            return drawing;
        };
        const Drawing one = read(window);
        const Drawing other = read(line);
        QCOMPARE(other.box, one.box);
        QCOMPARE(other.texts, one.texts);
        QVERIFY(one.texts.contains(u"Other notes"_s)); // Lom has no colour of a group,
        QVERIFY(other.texts.contains(u"Names without a note"_s));
        QVERIFY(other.colours.contains(u"#ad5cd6"_s)); // and Auk that of its own, although it is in the middle.
        QSet<QString> missing = other.colours;
        missing.subtract(one.colours);
        QVERIFY2(missing.isEmpty(), qPrintable(missing.values().join(u' ')));
    }

    void refusals_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("reason");
        QTest::newRow("no such kind") << QStringList{u"g.txt"_s, u"VAULT"_s} << u".png, .pdf or .svg"_s;
        QTest::newRow("no vault") << QStringList{u"g.png"_s} << u"needs the folder of a vault"_s;
        QTest::newRow("no such vault") << QStringList{u"g.png"_s, u"/nowhere"_s} << u"does not exist"_s;
        QTest::newRow("no such note") << QStringList{u"g.png"_s, u"VAULT"_s, u"Ghost"_s} << u"no note Ghost"_s;
        QTest::newRow("no size") << QStringList{u"g.png"_s, u"--size"_s, u"large"_s, u"VAULT"_s}
                                 << u"such as 4000x2500"_s;
        QTest::newRow("too small") << QStringList{u"g.png"_s, u"--size"_s, u"1x1"_s, u"VAULT"_s}
                                   << u"pixels, such as 4000x2500"_s;
        QTest::newRow("no file") << QStringList{} << u"needs a value"_s;
    }

    void refusals()
    {
        QFETCH(QStringList, arguments);
        QFETCH(const QString, reason);
        const TemporaryVault vault("//- Auk.md\na\n");
        const QTemporaryDir folder;
        if (!arguments.isEmpty())
            arguments.first() = folder.filePath(arguments.first());
        arguments.replaceInStrings(u"VAULT"_s, vault.root());
        const Outcome outcome = run(QStringList{u"--export-graph"_s} + arguments);
        QCOMPARE(outcome.status, 2);
        QVERIFY2(outcome.complaint.contains(reason), qPrintable(outcome.complaint));
        QVERIFY(QDir(folder.path()).isEmpty());
    }
};

QTEST_MAIN(ExportGraphTest)
#include "exportgraphtest.moc"
