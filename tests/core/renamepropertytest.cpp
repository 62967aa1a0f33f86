// SPDX-License-Identifier: GPL-3.0-or-later

// Vaults by chance, with names and links of all kinds: whatever is renamed, every link keeps its meaning, nothing else
// changes, and taking it back restores every byte. TEARSHEET_ROUNDS says how many vaults.
#include "core/change/keeplinks.h"
#include "core/change/plans.h"
#include "core/change/renameplan.h"
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
                     + (path.endsWith(u".md"_s) ? note() : QByteArray()); // What attachments hold is not looked at.
        return vault;
    }

    QString path() { return m_random.oneOf(m_paths.keys()); }

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

    QString extension() { return m_random.oneOf(QStringList{u".png"_s, u".pdf"_s, u""_s}); }

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

    RandomText m_random;
    QMap<QString, bool> m_paths; // In one order.
};

/// A link or definition, and what it reaches.
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
        if (!file->note)
            continue;
        const QByteArray &text = file->note->text;
        const QString source = oldPaths.value(file->path, file->path).toString();
        QList<Link> links = file->note->facts.links;
        for (const LinkDefinition &definition : file->note->facts.definitions)
            links.append({.range = definition.range,
                          .target = definition.target,
                          .subpath = definition.subpath,
                          .display = {},
                          .kind = LinkKind::Markdown});
        for (const Link &link : std::as_const(links)) {
            const Resolution found = snapshot.resolve(linkTarget(link, text), file->path);
            const NotePath reached =
                found.isResolved() && !isExternal(link, text) ? snapshot.file(found.matches.first()).path : NotePath();
            byFile[source].append({source, oldPaths.value(reached, reached).toString(), linkSubpath(link, text)});
        }
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
                for (const Edit &edit : change.edits.edits())
                    QVERIFY2(changesALink(edit, before.note(before.find(change.path))), seen.constData());
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
};

QTEST_GUILESS_MAIN(RenamePropertyTest)
#include "renamepropertytest.moc"
