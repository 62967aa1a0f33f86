// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/problemkinds.h"

#include <QObject>

#include <algorithm>

namespace tearsheet {

QList<ProblemKind> problemKinds()
{
    return {
        {u"renamed-target", QObject::tr("Links to files that another program renamed"), true},
        {u"alias-link", QObject::tr("Links by alias, which other programs do not follow"), true},
        {u"bare-bar", QObject::tr("Links in tables whose bar has no backslash"), true},
        {u"escaped-bar", QObject::tr("Links outside tables whose bar has a backslash"), true},
        {u"missing-cells", QObject::tr("Table rows that are too short"), true},
        {u"glued-text", QObject::tr("Text directly below tables, which makes it a row"), true},
        {u"header-mismatch", QObject::tr("Table headers and lines below them of different length"), true},
        {u"headless-rows", QObject::tr("Tables cut in two"), true},
        {u"misplaced-front-matter", QObject::tr("Front matter below the first line"), true},
        {u"byte-order-mark", QObject::tr("Byte order marks before the front matter"), true},
        {u"unquoted-link", QObject::tr("Links in the front matter without quotes"), true},
        {u"accidental-heading", QObject::tr("Text that a rule below makes a heading"), true},
        {u"unresolved-link", QObject::tr("Links to nothing in the vault"), false},
        {u"missing-attachment", QObject::tr("Embeds of nothing in the vault"), false},
        {u"missing-heading", QObject::tr("Links to headings that are not there"), false},
        {u"missing-block", QObject::tr("Links to blocks that are not there"), false},
        {u"ambiguous-link", QObject::tr("Links that several files answer to"), false},
        {u"ambiguous-alias", QObject::tr("Links by an alias of several notes"), false},
        {u"shared-alias", QObject::tr("Aliases of several notes"), false},
        {u"conflict-copy", QObject::tr("Copies left by conflicts"), false},
        {u"surplus-cells", QObject::tr("Table rows that are too long"), false},
        {u"unclosed-front-matter", QObject::tr("Front matter without an end"), false},
        {u"bad-yaml", QObject::tr("Entries of the front matter that are no YAML"), false},
        {u"duplicate-key", QObject::tr("Properties that are there twice"), false},
        {u"nested-brackets", QObject::tr("Links inside the brackets of links"), false},
        {u"unclosed-code", QObject::tr("Code without an end"), false},
        {u"invalid-text", QObject::tr("Bytes that are no text"), false},
        {u"lost-character", QObject::tr("Characters lost in an earlier conversion"), false},
        {u"unread-file", QObject::tr("Files that cannot be read"), false},
    };
}

QString problemTitle(QStringView name)
{
    const QList<ProblemKind> kinds = problemKinds();
    const auto kind = std::ranges::find(kinds, name, &ProblemKind::name);
    return kind == kinds.end() ? name.toString() : kind->title;
}

} // namespace tearsheet
