// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/change/deletion.h"
#include "tests/support/randomtext.h"
#include "tests/support/vaultof.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

QString shown(const Result<Deletion> &deletion)
{
    if (!deletion)
        return deletion.error().sentence;
    QStringList files;
    for (const NotePath &file : deletion->files)
        files.append(file.toString());
    QStringList linking;
    for (const LinkingNote &note : deletion->linking)
        linking.append(u"%1 %2"_s.arg(note.path.toString()).arg(note.links));
    QStringList attachments;
    for (const NotePath &attachment : deletion->attachments)
        attachments.append(attachment.toString());
    return u"%1 | %2 | %3"_s.arg(files.join(u", "), linking.join(u", "), attachments.join(u", "));
}

} // namespace

class DeletionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deletions_data()
    {
        QTest::addColumn<QStringList>("paths");
        QTest::addColumn<QString>("expected");
        const auto row = [](const QStringList &paths, const QString &expected) {
            QTest::newRow(qPrintable(paths.join(u' '))) << paths << expected;
        };
        row({u"A.md"_s}, u"A.md | N.md 4, b/B.md 1 | img/only a.png"_s);
        row({u"b/B.md"_s}, u"b/B.md | A.md 2 | img/b.pdf"_s);
        row({u"A.md"_s, u"b"_s}, u"A.md, b/B.md | N.md 4 | img/b.pdf, img/both.png, img/only a.png"_s);
        row({u"N.md"_s}, u"N.md |  | img/n.png"_s);
        row({u"img/both.png"_s}, u"img/both.png | A.md 1, b/B.md 1 | "_s);
        row({u"img"_s, u"N.md"_s},
            u"N.md, img/b.pdf, img/both.png, img/everywhere.png, img/html.png, img/n.png, img/none.png, img/only a.png"
            " | A.md 5, b/B.md 2 | "_s);
        row({u"A"_s}, u"There is no file or folder A in the vault."_s);
        row({u"A.md"_s, u"../x"_s}, u"../x leads out of the vault."_s);
    }

    void deletions()
    {
        QFETCH(const QStringList, paths);
        QFETCH(const QString, expected);
        const Snapshot vault =
            vaultOf("//- A.md\n---\nlogo: \"[[both.png]]\"\n---\n![[only a.png]] [x](img/only%20a.png) ![[html.png]] "
                    "[[B]] [[A]] [[#H]] https://x/none.png\n![x][e] [[b/B]]\n\n[e]: img/everywhere.png\n"
                    "//- N.md\n[[A]] [[a|x]] ![[A#H]]\n\n![](img/everywhere.png) ![[n.png]]\n\n[x]: A.md\n"
                    "<img src=\"img/HTML.png\">\n"
                    "//- b/B.md\n[[A]] ![[both.png]] [[b.pdf#page=2]]\n"
                    "//- img/b.pdf\n//- img/both.png\n//- img/everywhere.png\n//- img/html.png\n//- img/n.png\n"
                    "//- img/none.png\n//- img/only a.png\n");
        QCOMPARE(shown(deletionOf(paths, vault)), expected);
    }

    // Told once more from the links alone.
    void agreesWithTheLinks()
    {
        RandomText random(29);
        const QStringList targets{u"A"_s, u"B"_s, u"x/A"_s, u"p.png"_s, u"q.png"_s, u"x/p.png"_s};
        const QStringList files{u"A.md"_s, u"B.md"_s, u"C.md"_s, u"p.png"_s, u"q.png"_s, u"x/A.md"_s, u"x/p.png"_s};
        for (int round = 0; round < 300; ++round) {
            QByteArray text;
            for (const QString &file : files) {
                text += "//- " + file.toUtf8() + '\n';
                for (int link = random.number(0, 3); link > 0 && file.endsWith(u".md"); --link)
                    text += "[[" + random.oneOf(targets).toUtf8() + "]]\n";
            }
            const Snapshot vault = vaultOf(text);
            QStringList gone;
            for (const QString &file : files) {
                if (random.number(0, 2) == 0)
                    gone.append(file);
            }
            QMap<QString, int> linking;
            QSet<QString> used;
            QSet<QString> kept;
            for (const auto &file : vault.files()) {
                const bool goes = gone.contains(file->path.toString());
                for (const Link &link : file->note ? file->note->facts.links : QList<Link>()) {
                    const Resolution found = vault.resolve(linkTarget(link, file->note->text), file->path);
                    const QString reached = vault.file(found.matches.first()).path.toString();
                    (goes ? used : kept).insert(reached);
                    if (!goes && gone.contains(reached))
                        ++linking[file->path.toString()];
                }
            }
            const Deletion deletion = *deletionOf(gone, vault);
            QCOMPARE(deletion.files.size(), gone.size());
            QCOMPARE(deletion.linking.size(), linking.size());
            for (const LinkingNote &note : deletion.linking)
                QCOMPARE(note.links, linking.value(note.path.toString()));
            for (const QString &file : files) {
                const bool only =
                    file.endsWith(u".png") && used.contains(file) && !kept.contains(file) && !gone.contains(file);
                QCOMPARE(deletion.attachments.contains(*NotePath::fromRelative(file)), only);
            }
        }
    }
};

QTEST_GUILESS_MAIN(DeletionTest)
#include "deletiontest.moc"
