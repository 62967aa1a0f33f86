// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/change/newnote.h"
#include "core/note/dateformat.h"
#include "core/vault/indexer.h"
#include "tests/support/randomtext.h"
#include "tests/support/vaultof.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

const QDateTime Moment(QDate(2026, 3, 2), QTime(15, 4, 5));

QString shown(const QList<SimilarNote> &notes, const Snapshot &snapshot)
{
    static constexpr std::array<QStringView, 4> Names{u"name", u"alias", u"letters", u"near"};
    QStringList result;
    for (const SimilarNote &note : notes)
        result.append(u"%1 %2"_s.arg(Names[static_cast<size_t>(note.likeness)], snapshot.file(note.file).path.name()));
    return result.join(u", ");
}

/// The edit distance by its definition.
int distance(const QString &one, const QString &other)
{
    if (one.isEmpty() || other.isEmpty())
        return int(one.size() + other.size());
    const int same = distance(one.chopped(1), other.chopped(1)) + (one.back() == other.back() ? 0 : 1);
    return std::min({same, distance(one.chopped(1), other) + 1, distance(one, other.chopped(1)) + 1});
}

} // namespace

class NewNoteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void similar_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("expected");
        const auto row = [](const QString &name, const QString &expected) {
            QTest::newRow(qPrintable(name)) << name << expected;
        };
        row(u"volta works"_s, u"name Volta Works"_s);
        row(u"x/VOLTA works.md"_s, u"name Volta Works"_s);
        row(u"VW"_s, u"alias Volta Works"_s);
        row(u"v.w."_s, u"letters Volta Works"_s);
        row(u"Volta-Works"_s, u"letters Volta Works"_s);
        row(u"Societe generale"_s, u"letters Société Générale"_s);
        row(u"Voltas Work"_s, u"near Volta Works"_s);
        row(u"Ohms"_s, u"near Ohm"_s);
        row(u"Ohm Ene"_s, u"near Ohm Energy, near Ohm"_s);
        row(u"ohm"_s, u"name Ohm, near Ohm Energy"_s);
        row(u"Om"_s, QString());
        row(u"picture"_s, QString());
        row(u"  "_s, QString());
        row(u"?!"_s, QString());
    }

    void similar()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, expected);
        const Snapshot vault = vaultOf("//- Ohm Energy.md\n//- Ohm.md\n//- Société Générale.md\n"
                                       "//- a/Volta Works.md\n---\naliases: [VW, Pile Ltd]\n---\n//- picture.png\n");
        QCOMPARE(shown(similarNotes(vault, name, 9), vault), expected);
        QCOMPARE(similarNotes(vault, name, 1).size(), expected.isEmpty() ? 0 : 1);
    }

    // Names of letters alone are near exactly where their distance is small or one begins with the other.
    void nearIsNear()
    {
        RandomText random(31);
        const auto word = [&] {
            QString name;
            for (int i = random.number(3, 8); i > 0; --i)
                name += random.oneOf(QStringList{u"a"_s, u"b"_s, u"c"_s});
            return name;
        };
        for (int round = 0; round < 400; ++round) {
            const QString one = word();
            const QString other = word();
            const Snapshot vault = vaultOf(u"//- %1.md\n"_s.arg(one).toUtf8());
            const int reach = other.size() < 6 ? 1 : 2;
            const bool near = distance(one, other) <= reach || one.startsWith(other) || other.startsWith(one);
            QVERIFY2(similarNotes(vault, other, 1).isEmpty() != near, qPrintable(one + u' ' + other));
        }
    }

    void paths_data()
    {
        QTest::addColumn<int>("place");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("expected");
        const auto row = [](NewNotePlace place, const QString &name, const QString &expected) {
            QTest::addRow("%d %s", int(place), qPrintable(name)) << int(place) << name << expected;
        };
        row(NewNotePlace::Root, u" New "_s, u"New.md"_s);
        row(NewNotePlace::Root, u"b/New.md"_s, u"b/New.md"_s);
        row(NewNotePlace::CurrentFolder, u"New"_s, u"a/b/New.md"_s);
        row(NewNotePlace::CurrentFolder, u"c/New"_s, u"c/New.md"_s);
        row(NewNotePlace::CurrentFolder, u"/New"_s, u"New.md"_s);
        row(NewNotePlace::Folder, u"New"_s, u"inbox/New.md"_s);
        row(NewNotePlace::Root, u"a|b"_s, u"The name a|b holds |, which no link can say."_s);
        row(NewNotePlace::Root, u"../New"_s, u"The name .. begins with a dot, so that it would be hidden."_s);
        row(NewNotePlace::Root, u"a//b"_s, u"A file needs a name."_s);
        row(NewNotePlace::Root, u".md"_s, u"A file needs a name."_s);
    }

    void paths()
    {
        QFETCH(const int, place);
        QFETCH(const QString, name);
        QFETCH(const QString, expected);
        ObsidianSettings settings;
        settings.newNotePlace = static_cast<NewNotePlace>(place);
        settings.newNoteFolder = u"/inbox/"_s;
        const Result<NotePath> path = newNotePath(name, *NotePath::fromRelative(u"a/b/Now.md"), settings);
        QCOMPARE(path ? path->toString() : path.error().sentence, expected);
        settings.newNotePlace = NewNotePlace::CurrentFolder;
        QCOMPARE(newNotePath(u"New"_s, {}, settings)->toString(), u"New.md"_s);
    }

    void dates_data()
    {
        QTest::addColumn<QDateTime>("time");
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("expected");
        const auto row = [](const QDateTime &time, const QString &format, const QString &expected) {
            QTest::addRow("%s %s", qPrintable(time.toString(Qt::ISODate)), qPrintable(format))
                << time << format << expected;
        };
        row(Moment, u"YYYY-MM-DD HH:mm:ss"_s, u"2026-03-02 15:04:05"_s);
        row(Moment, u"YYYYMMDDHHmm"_s, u"202603021504"_s);
        row(Moment, u"YY M D H h hh m s"_s, u"26 3 2 15 3 03 4 5"_s);
        row(Moment, u"dddd ddd dd, MMMM MMM Do"_s, u"Monday Mon Mo, March Mar 2nd"_s);
        row(Moment, u"A a [Q]Q [week] w ww"_s, u"PM pm Q1 week 10 10"_s);
        row(Moment, u"[YYYY]/[x[y] [open"_s, u"YYYY/x[y [open"_s);
        row(Moment, u"DDDD YYYYY Mo dddddd Z é"_s, u"DDDD YYYYY Mo dddddd Z é"_s);
        row(QDateTime(QDate(2026, 12, 11), QTime(0, 0)), u"Do h hh A Q"_s, u"11th 12 12 AM 4"_s);
        row(QDateTime(QDate(2026, 1, 23), QTime(12, 0)), u"Do h a w"_s, u"23rd 12 pm 4"_s);
        row(QDateTime(QDate(2026, 5, 31), QTime(1, 0)), u"Do"_s, u"31st"_s);
        // Weeks begin on Sunday; the last days of a year may be in the next one's first.
        row(QDateTime(QDate(2026, 12, 26), QTime(1, 0)), u"ww"_s, u"52"_s);
        row(QDateTime(QDate(2026, 12, 27), QTime(1, 0)), u"ww"_s, u"01"_s);
        row(QDateTime(QDate(2027, 1, 3), QTime(1, 0)), u"w"_s, u"2"_s);
    }

    void dates()
    {
        QFETCH(const QDateTime, time);
        QFETCH(const QString, format);
        QFETCH(const QString, expected);
        QCOMPARE(formattedDate(time, format), expected);
    }

    void templates()
    {
        ObsidianSettings settings;
        settings.templateFolder = u"Templates/"_s;
        settings.templateTimeFormat = u"H.mm"_s;
        const Snapshot vault =
            Indexer::next(vaultOf("//- A.md\n//- Templates/Company.md\n//- Templates/more/Deal.md\n//- "
                                  "Templates/x.png\n//- TemplatesOld.md\n"),
                          {.settings = settings});
        QList<int> expected{vault.find(*NotePath::fromRelative(u"Templates/Company.md")),
                            vault.find(*NotePath::fromRelative(u"Templates/more/Deal.md"))};
        QCOMPARE(templateNotes(vault), expected);
        QVERIFY(templateNotes(vaultOf("//- A.md\n")).isEmpty());
        QCOMPARE(filledTemplate("# {{title}}\r\n{{date}} {{time}} {{date:D MMMM}} {{time:HH}}", u"Öl & Co"_s, Moment,
                                settings),
                 u"# Öl & Co\r\n2026-03-02 15.04 2 March 15"_s.toUtf8());
        QCOMPARE(
            filledTemplate("{{{title}}} {{other}} {{title:x}} {{ title }} {{title \xFF }}", u"T"_s, Moment, settings),
            QByteArray("{T} {{other}} {{title:x}} {{ title }} {{title \xFF }}"));
    }
};

QTEST_GUILESS_MAIN(NewNoteTest)
#include "newnotetest.moc"
