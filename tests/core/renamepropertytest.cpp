// SPDX-License-Identifier: GPL-3.0-or-later

// Vaults by chance, with names and links of all kinds: whatever is renamed, every link keeps its meaning, nothing else
// changes, and taking it back restores every byte. TEARSHEET_ROUNDS says how many vaults.
#include "core/change/keeplinks.h"
#include "core/change/plans.h"
#include "core/change/renameplan.h"
#include "core/vault/canvas.h"
#include "tests/support/randomtext.h"
#include "tests/support/vaultof.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

/// Writes a vault by chance.
class VaultWriter
{
public:
    explicit VaultWriter(quint32 seed) : m_random(seed)
    {
        const QStringList folders{u""_s, u"a/"_s, u"b c/"_s, u"a/Käse/"_s};
        for (int i = m_random.number(4, 8); i > 0; --i) {
            const bool note = m_random.number(0, 3) > 0;
            const QString path = m_random.oneOf(folders) + name(note) + (note ? u".md"_s : extension());
            m_paths.insert(path, true);
        }
    }

    QByteArray text()
    {
        QByteArray vault;
        for (const QString &path : m_paths.keys())
            vault += "//- " + path.toUtf8() + '\n'
                     + (path.endsWith(u".md"_s)       ? note()
                        : path.endsWith(u".canvas"_s) ? canvas(path)
                                                      : QByteArray()); // What others hold is not looked at.
        return vault;
    }

    QString path() { return m_random.oneOf(m_paths.keys()); }

    /// What the text cards of whole canvases say, as notes that lie beside these.
    QList<VaultFile> cardNotes() const { return m_cardNotes; }

    /// Somewhere to move the file or folder at `from`: often taken, or no name at all.
    QString place(const QString &from)
    {
        const bool note = from.endsWith(u".md"_s);
        const QString folder = m_random.oneOf(QStringList{u""_s, u"a/"_s, u"b c/"_s, u"neu/d/"_s});
        const qsizetype dot = from.lastIndexOf(u'.');
        const QString end = from.lastIndexOf(u'/') > dot || dot < 0 ? QString() : from.sliced(dot);
        return folder + name(note) + end;
    }

private:
    QString name(bool note)
    {
        static const QStringList Plain{u"Ohm"_s,        u"ohm"_s,    u"Volta Works"_s, u"Caf\u00e9"_s,
                                       u"Cafe\u0301"_s, u"Ion"_s,    u"100% (net)"_s,  u"L'Eau \"x\""_s,
                                       u"ünï 🦉"_s,     u"שלום"_s,   u"a.b"_s,         u"x & y"_s,
                                       u"US$ 5$"_s,     u"*_so_*"_s, u"&amp; <i>"_s,   u"Ohm.md"_s};
        static const QStringList Odd{u"C#"_s, u"a^b"_s, u"[x]"_s, u"p|q"_s, u"`t`"_s, u"50%25"_s};
        return m_random.oneOf(note || m_random.number(0, 2) > 0 ? Plain : Odd);
    }

    QString extension() { return m_random.oneOf(QStringList{u".png"_s, u".pdf"_s, u""_s, u".canvas"_s, u".canvas"_s}); }

    /// A file of the vault as a link says it, and sometimes none.
    QString target()
    {
        QString path = m_random.oneOf(m_paths.keys());
        if (m_random.number(0, 2) == 0)
            path = path.section(u'/', -1);
        if (m_random.number(0, 3) > 0 && path.endsWith(u".md"_s))
            path.chop(3);
        if (m_random.number(0, 6) == 0)
            path =
                m_random.oneOf(QStringList{path.toUpper(), u"./"_s + path, u"/"_s + path, u"../"_s + path, u"Ghost"_s});
        return path;
    }

    QByteArray url()
    {
        QByteArray encoded = target().toUtf8().toPercentEncoding("/ äöü()&'", m_random.number(0, 1) ? "" : "()&'");
        if (m_random.number(0, 8) == 0)
            encoded.replace('a', "&#97;");
        if (m_random.number(0, 1) == 0)
            return '<' + encoded + m_random.oneOf(QByteArrayList{"", "#H", "#^id"}) + '>';
        return encoded.replace(' ', "%20").replace('(', "%28").replace(')', "\\)");
    }

    QByteArray wiki()
    {
        return "[[" + target().toUtf8() + m_random.oneOf(QByteArrayList{"", "#Head", "#^id", "|shown", "#Head|shown"})
               + "]]";
    }

    QByteArray piece()
    {
        switch (m_random.number(0, 15)) {
        case 0:
            return "![" + m_random.oneOf(QByteArrayList{"", "alt|100", "a\\]b"}) + "](" + url() + ") ";
        case 1:
        case 2:
            return "[x `c` y](" + url() + m_random.oneOf(QByteArrayList{"", " \"t\"", " 'x](y)'"}) + ") ";
        case 3: {
            const QByteArray link = "[x](" + url() + ")";
            return m_random.oneOf(QByteArrayList{'`' + link + "` " + link, "<!-- " + link + " --> " + link,
                                                 "%%" + link + "%% " + link, '\\' + link + ' ' + link,
                                                 "<i t=\"" + link + "\">" + link, '$' + link + "$ " + link})
                   + ' ';
        }
        case 4:
            return "\n\n[ref" + QByteArray::number(m_random.number(0, 3))
                   + "]:" + m_random.oneOf(QByteArrayList{" ", "\n  "}) + url()
                   + m_random.oneOf(QByteArrayList{"", " 'title'"}) + "\n\n";
        case 5:
            return "[ref1] [Anna]: Ohm ";
        case 6:
            return "\n\n[Ohm]: Ohm is a company\n\n";
        case 7:
            return "\n\n> [!note] " + wiki() + "\n> `a\n> b` [y](" + url() + ")\n\n";
        case 8:
            return "\n\n- [ ] " + wiki() + "\n  [y](" + url() + ")\n\n";
        case 9: {
            const QByteArray cell = wiki().replace('|', "\\|");
            return "\n\n|a|b|\n|-|-|\n|" + cell + "|`[x](Ohm.md)` [x](" + url().replace('|', "\\|") + ")|\n\n";
        }
        case 10:
            return '!' + wiki().replace("shown", "100x20") + ' ';
        case 11:
            return "\n\n```\n" + wiki() + "\n```\n\n# Head " + wiki() + "\n\ntext ^id\n\n";
        case 12:
            return "a[^1] " + wiki() + "\n\n[^1]: see " + wiki() + "\n\n";
        case 13:
            return "<div>" + wiki() + "</div> obsidian://open?file=Ohm [u](obsidian://open?file=Ohm) [[#Head]] ";
        default:
            return wiki() + ' ';
        }
    }

    QByteArray quoted(char quote)
    {
        QByteArray link = m_random.number(0, 2) > 0
                              ? wiki()
                              : QByteArray("[x](") + url().replace('"', "%22").replace('\'', "%27") + ')';
        if (quote == '"')
            link.replace('\\', "\\\\").replace('"', "\\\"");
        else
            link.replace("'", "''");
        return quote + link + quote;
    }

    QByteArray note()
    {
        QByteArray text;
        if (m_random.number(0, 2) == 0) {
            text = "---\naliases: [" + m_random.oneOf(QByteArrayList{"Ohm", "Ion", "Other"}) + "]\nup: " + quoted('"')
                   + "\nall:\n  - " + quoted('\'') + " # c\n  - " + quoted('"') + "\nflow: [" + quoted('\'') + ",\n  "
                   + quoted('"') + "]\n---\n";
        }
        for (int i = m_random.number(0, 6); i > 0; --i)
            text += piece();
        return text + '\n';
    }

    /// `text` as a JSON string, each character spelt by chance.
    QByteArray json(const QByteArray &text)
    {
        const int escaped = m_random.number(0, 3);
        QByteArray string;
        for (const QChar c : QString::fromUtf8(text)) {
            const QByteArray unit = "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
            const bool must = c.unicode() < 0x20 || c == u'"' || c == u'\\';
            const bool may =
                escaped == 1 || (escaped == 2 && c.unicode() >= 0x80) || (escaped == 3 && m_random.number(0, 9) == 0);
            // Half a pair has no bytes of its own.
            if (c.isSurrogate() || (may && c != u'/') || (must && c.unicode() < 0x20 && c != u'\n'))
                string += unit;
            else if (must || (may && c == u'/'))
                string += '\\' + (c == u'\n' ? QByteArray("n") : QString(c).toUtf8());
            else
                string += QString(c).toUtf8();
        }
        return '"' + string + '"';
    }

    QByteArray canvas(const QString &path)
    {
        QByteArrayList cards;
        const bool isCut = m_random.number(0, 9) == 0;
        for (int i = m_random.number(0, 5); i > 0; --i) {
            QByteArray card = "{\"id\": \"" + QByteArray::number(i) + "\"";
            const QByteArray file = m_random.oneOf(m_paths.keys()).toUtf8();
            switch (m_random.number(0, 3)) {
            case 0:
                card += ",\"type\":\"file\" ,\t\"file\":" + json(file)
                        + m_random.oneOf(QByteArrayList{"", ",\"subpath\":\"#Head\""});
                break;
            case 1:
                card += ",\"type\":\"group\",\"label\":" + json(wiki()) + ",\"background\":" + json(file);
                break;
            default: {
                QByteArray text;
                for (int pieces = m_random.number(1, 3); pieces > 0; --pieces)
                    text += piece();
                text = QString::fromUtf8(text).toUtf8(); // Of percent-encoded letters a part may be left.
                card += ",\"type\":\"text\",\"text\":" + json(text);
                const QString name = u"%1Card %2.md"_s.arg(path.first(path.lastIndexOf(u'/') + 1)).arg(m_cards++);
                if (!isCut)
                    m_cardNotes.append({*NotePath::fromRelative(name), text});
            }
            }
            cards.append(card + m_random.oneOf(QByteArrayList{"}", " , \"x\":-1.50}"}));
        }
        return "{\"nodes\":[" + cards.join(" ,") + (isCut ? "\n" : "],\"edges\":[]}\n");
    }

    RandomText m_random;
    QMap<QString, bool> m_paths; // In one order.
    QList<VaultFile> m_cardNotes;
    int m_cards = 0;
};

/// A link, definition or card, and what it reaches.
struct Meaning
{
    QString source;
    QString reached; ///< Empty for nothing.
    QString subpath;

    bool operator==(const Meaning &) const = default;
};

/// What the links of the vault reach by their old paths, in the order of the files' old paths and of the text.
QList<Meaning> meanings(const Snapshot &snapshot, const QHash<NotePath, NotePath> &oldPaths)
{
    QMap<QString, QList<Meaning>> byFile;
    for (const auto &file : snapshot.files()) {
        const QString source = oldPaths.value(file->path, file->path).toString();
        const auto add = [&](int reached, const QString &subpath) {
            const NotePath path = reached < 0 ? NotePath() : snapshot.file(reached).path;
            byFile[source].append({source, oldPaths.value(path, path).toString(), subpath});
        };
        const auto addLinks = [&](const Note &note) {
            QList<Link> links = note.facts.links;
            for (const LinkDefinition &definition : note.facts.definitions)
                links.append(linkOf(definition));
            for (const Link &link : std::as_const(links)) {
                const Resolution found = snapshot.resolve(linkTarget(link, note.text), file->path);
                const bool inside = found.isResolved() && !isExternal(link, note.text);
                add(inside ? found.matches.first() : -1, linkSubpath(link, note.text));
            }
        };
        if (file->note)
            addLinks(*file->note);
        if (!file->canvas)
            continue;
        for (const CanvasFile &card : file->canvas->files)
            add(fileShown(card, snapshot), QString::fromUtf8(card.part));
        for (const CanvasText &card : file->canvas->texts)
            addLinks(card.note);
    }
    QList<Meaning> all;
    for (const QList<Meaning> &ofFile : std::as_const(byFile))
        all += ofFile;
    return all;
}

QByteArray shown(const QList<Meaning> &meanings)
{
    QByteArray text;
    for (const Meaning &meaning : meanings)
        text += (meaning.source + u": "_s + meaning.reached + u' ' + meaning.subpath + u'\n').toUtf8();
    return text;
}

/// The bytes of all files, by path.
QMap<NotePath, QByteArray> bytesOf(QByteArrayView vault)
{
    QMap<NotePath, QByteArray> files;
    for (const VaultFile &file : vaultFiles(vault))
        files.insert(file.path, file.bytes);
    return files;
}

/// Whether `edit` of `note` changes a link's target, or adds what is shown behind it.
bool changesALink(const Edit &edit, const Note &note)
{
    const auto isIn = [&](const auto &link) {
        return edit.range == link.target || (edit.range.isEmpty() && link.range.contains(edit.range));
    };
    return std::ranges::any_of(note.facts.links, isIn) || std::ranges::any_of(note.facts.definitions, isIn);
}

/// Whether `edit` of `canvas` changes the path of a card, or something in a text card.
bool changesACard(const Edit &edit, const Canvas &canvas)
{
    return std::ranges::any_of(canvas.files, [&](const CanvasFile &card) { return edit.range == card.path; })
           || std::ranges::any_of(canvas.texts, [&](const CanvasText &card) { return card.text.contains(edit.range); });
}

} // namespace

class RenamePropertyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyLinkKeepsItsMeaning()
    {
        const int wanted = qEnvironmentVariableIntValue("TEARSHEET_ROUNDS");
        const int rounds = wanted > 0 ? wanted : 1500;
        int done = 0;
        for (int round = 0; round < rounds; ++round) {
            VaultWriter writer(static_cast<quint32>(round));
            const QByteArray vault = writer.text();
            const Snapshot before = vaultOf(vault);
            QString from = writer.path();
            if (round % 5 == 0 && from.contains(u'/'))
                from = from.section(u'/', 0, 0);
            const QString to = writer.place(from);
            const Result<ChangePlan> plan = planRename(before, from, to);
            if (!plan) {
                QVERIFY(plan.error().sentence.endsWith(u'.'));
                continue;
            }
            ++done;
            const QByteArray there = textAfter(*plan, before);
            const QByteArray seen = "round " + QByteArray::number(round) + '\n' + vault + from.toUtf8() + " -> "
                                    + to.toUtf8() + "\n\n" + there;
            QHash<NotePath, NotePath> oldPaths;
            for (const FileChange &change : plan->files) {
                if (change.moves())
                    oldPaths.insert(change.newPath, change.path);
                const FileEntry &file = before.file(before.find(change.path));
                for (const Edit &edit : change.edits.edits())
                    QVERIFY2(file.canvas ? changesACard(edit, *file.canvas) : changesALink(edit, *file.note),
                             seen.constData());
            }
            const Snapshot after = vaultOf(there);
            const QList<Meaning> was = meanings(before, {});
            QList<Meaning> is = meanings(after, oldPaths);
            // What reached nothing may have found something.
            for (qsizetype i = 0; i < was.size() && i < is.size(); ++i) {
                if (was.at(i).reached.isEmpty())
                    is[i].reached.clear();
            }
            QVERIFY2(is == was, QByteArray(shown(was) + "--\n" + shown(is) + seen).constData());
            QVERIFY2(bytesOf(textAfter(inverse(*plan, before), after)) == bytesOf(vault), seen.constData());
        }
        QVERIFY(done > rounds / 4);
    }

    // What a text card says becomes what a note would say that lies beside its canvas.
    void textCardsFollowTheRulesOfNotes()
    {
        int compared = 0;
        for (int round = 0; round < 2000; ++round) {
            VaultWriter writer(static_cast<quint32>(round));
            QByteArray text = writer.text();
            for (const VaultFile &card : writer.cardNotes())
                text += "//- " + card.path.toString().toUtf8() + '\n' + card.bytes + '\n';
            const Snapshot before = vaultOf(text);
            const QString from = writer.path();
            const Result<ChangePlan> plan = planRename(before, from, writer.place(from));
            if (!plan || from.endsWith(u".canvas"))
                continue;
            const Snapshot after = vaultOf(textAfter(*plan, before));
            // A card without brackets is not among those of the canvas.
            QList<QByteArray> notes;
            for (const VaultFile &card : writer.cardNotes()) {
                if (card.bytes.contains('['))
                    notes.append(after.note(after.find(card.path)).text.chopped(1));
            }
            QList<QByteArray> cards;
            for (const auto &file : after.files()) {
                for (const CanvasText &card : file->canvas ? file->canvas->texts : QList<CanvasText>())
                    cards.append(card.note.text);
            }
            compared += cards.size();
            QCOMPARE(cards, notes);
        }
        QVERIFY(compared > 500);
    }
};

QTEST_GUILESS_MAIN(RenamePropertyTest)
#include "renamepropertytest.moc"
