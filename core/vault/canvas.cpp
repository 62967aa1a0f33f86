// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/canvas.h"

#include "core/note/parsenote.h"
#include "core/text/jsontext.h"
#include "core/vault/snapshotdata.h"

#include <QMap>
#include <QObject>
#include <QUtf8StringView>

#include <algorithm>

namespace tearsheet {

namespace {

/// Reads one canvas.
class CanvasReader
{
public:
    explicit CanvasReader(const QByteArray &text) : m_json(text) { m_canvas.text = text; }

    Canvas run()
    {
        const auto member = [this](const QByteArray &key) {
            if (key != "nodes" || m_json.next() != '[')
                return m_json.skip();
            m_canvas.files.clear(); // Of members of one name, the last one counts.
            m_canvas.texts.clear();
            return m_json.array([this] { return m_json.next() == '{' ? readCard() : m_json.skip(); });
        };
        m_canvas.isRead = QUtf8StringView(m_canvas.text).isValidUtf8()
                          && (m_json.next() == '{' ? m_json.object(member) : m_json.skip()) && m_json.atEnd();
        if (!m_canvas.isRead)
            return {.text = m_canvas.text, .files = {}, .texts = {}};
        return std::move(m_canvas);
    }

private:
    bool readCard()
    {
        QMap<QByteArray, ByteRange> strings;
        const auto member = [&](const QByteArray &key) {
            strings.remove(key);
            if (m_json.next() != '"')
                return m_json.skip();
            const std::optional<ByteRange> string = m_json.string();
            if (string)
                strings.insert(key, *string);
            return string.has_value();
        };
        if (!m_json.object(member))
            return false;
        const QByteArray kind = said(strings.value("type"));
        if (kind == "file" && strings.contains("file"))
            add(strings.value("file"), strings.value("subpath"));
        else if (kind == "group" && strings.contains("background"))
            add(strings.value("background"), {});
        else if (kind == "text")
            addText(strings.value("text"));
        return true;
    }

    QByteArray said(ByteRange string) const { return jsonDecoded(string.in(m_canvas.text)); }

    void add(ByteRange path, ByteRange subpath)
    {
        const QString file = QString::fromUtf8(said(path));
        const Result<NotePath> shown = NotePath::fromRelative(file);
        m_canvas.files.append({path, subpath, file, said(subpath), shown ? nameHash(shown->fileName()) : 0});
    }

    void addText(ByteRange text)
    {
        // No bracket, no link.
        const QByteArray markdown = said(text);
        if (!markdown.contains('['))
            return;
        CanvasText card{text, {markdown, parseNote(markdown)}, {}};
        for (const Link &link : card.note.facts.links)
            card.names.append(linkHash(linkTarget(link, markdown)));
        for (const LinkDefinition &definition : card.note.facts.definitions)
            card.names.append(linkHash(linkTarget(linkOf(definition), markdown)));
        m_canvas.texts.append(card);
    }

    Canvas m_canvas;
    JsonReader m_json;
};

/// Looks for names in bytes that should be a canvas.
class SaidNames
{
public:
    explicit SaidNames(QByteArray text) : m_isUtf8(QUtf8StringView(text).isValidUtf8())
    {
        text.replace('\0', QByteArray()); // UTF-16, as far as it is ASCII.
        const QByteArray said = jsonDecoded(text);
        m_text = folded(QString::fromUtf8(said));
        m_inLinks = folded(QString::fromUtf8(QByteArray::fromPercentEncoding(said)));
    }

    bool maySay(QStringView name) const
    {
        const QString wanted = folded(name.toString());
        const bool isAscii = std::ranges::all_of(wanted, [](QChar c) { return c.unicode() < 0x80; });
        return (!m_isUtf8 && !isAscii) || m_text.contains(wanted) || m_inLinks.contains(wanted);
    }

private:
    bool m_isUtf8; // Of other encodings only ASCII can be told.
    QString m_text;
    QString m_inLinks;
};

// Calls `visit` with each file that the canvas at `path` reaches, and where; of links, those with a target. Only what
// says a name that `isWanted` is resolved.
template <typename IsWanted, typename Visit>
void forEachUse(const Canvas &canvas, const NotePath &path, const Snapshot &snapshot, const IsWanted &isWanted,
                const Visit &visit)
{
    for (const CanvasFile &shown : canvas.files) {
        if (!isWanted(shown.name))
            continue;
        if (const int file = fileShown(shown, snapshot); file >= 0)
            visit(file, CanvasUse{.place = shown.path, .range = {}});
    }
    for (int number = 0; number < canvas.texts.size(); ++number) {
        const CanvasText &card = canvas.texts.at(number);
        const QByteArray &text = card.note.text;
        qsizetype next = 0;
        const auto look = [&](const Link &link, int linkNumber) {
            if (!isWanted(card.names.at(next++)))
                return;
            const Resolution found =
                isExternal(link, text) ? Resolution() : snapshot.resolve(linkTarget(link, text), path);
            if (found.isResolved() && !link.target.isEmpty())
                visit(found.matches.first(),
                      CanvasUse{.place = card.text, .card = number, .range = link.range, .link = linkNumber});
        };
        for (int i = 0; i < card.note.facts.links.size(); ++i)
            look(card.note.facts.links.at(i), i);
        for (const LinkDefinition &definition : card.note.facts.definitions)
            look(linkOf(definition), -1);
    }
}

} // namespace

bool isCanvas(const NotePath &path)
{
    return path.toString().endsWith(u".canvas", Qt::CaseInsensitive);
}

Canvas parseCanvas(const QByteArray &text)
{
    return CanvasReader(text).run();
}

int fileShown(const CanvasFile &shown, const Snapshot &snapshot)
{
    const Result<NotePath> path = NotePath::fromRelative(shown.file);
    if (!path)
        return -1;
    if (const int file = snapshot.find(*path); file >= 0)
        return file;
    // Unlike a link, it has its ending.
    const Resolution alike = snapshot.resolve(QString(u'/' + path->toString()), {});
    for (const int file : alike.matches) {
        if (folded(snapshot.file(file).path.toString()) == folded(path->toString()))
            return file;
    }
    return -1;
}

QList<int> filesIn(const Canvas &canvas, const NotePath &path, const Snapshot &snapshot)
{
    QList<int> files;
    const auto all = [](NameHash) { return true; };
    forEachUse(canvas, path, snapshot, all, [&](int file, const CanvasUse &) { files.append(file); });
    return files;
}

QList<CanvasUse> usesInCanvases(int file, const Snapshot &snapshot)
{
    const FileEntry &wanted = snapshot.file(file);
    QList<NameHash> names{nameHash(wanted.path.fileName())};
    if (wanted.note) {
        for (const QString &alias : wanted.note->facts.aliases)
            names.append(linkHash(alias));
    }
    const auto isWanted = [&](NameHash name) { return names.contains(name); };
    QList<CanvasUse> uses;
    for (int canvas = 0; canvas < snapshot.files().size(); ++canvas) {
        const FileEntry &entry = snapshot.file(canvas);
        if (!entry.canvas || canvas == file)
            continue;
        forEachUse(*entry.canvas, entry.path, snapshot, isWanted, [&](int used, const CanvasUse &use) {
            if (used != file)
                return;
            uses.append(use);
            uses.last().canvas = canvas;
        });
    }
    return uses;
}

QStringList unreadCanvases(const QList<NotePath> &files, const Snapshot &snapshot)
{
    QStringList sentences;
    for (const auto &file : snapshot.files()) {
        if (isCanvas(file->path) && !file->canvas)
            sentences.append(
                QObject::tr("%1 cannot be read and stays as it is, whatever it shows.").arg(file->path.toString()));
        if (!file->canvas || file->canvas->isRead)
            continue;
        const SaidNames names(file->canvas->text);
        const auto said = std::ranges::find_if(files, [&](const NotePath &path) { return names.maySay(path.name()); });
        if (said != files.end())
            sentences.append(QObject::tr("%1 may show %2, but it is no readable canvas and stays as it is.")
                                 .arg(file->path.toString(), said->toString()));
    }
    return sentences;
}

} // namespace tearsheet
