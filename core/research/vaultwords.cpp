// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/vaultwords.h"

#include "core/research/relationwording.h"
#include "core/store/filewrites.h"

#include <QFileInfo>
#include <QObject>

#include <algorithm>
#include <array>

namespace tearsheet {

using namespace Qt::StringLiterals;
using namespace std::string_view_literals;

namespace {

constexpr int MostBytes = 60;
constexpr std::array Joins{"and"sv, "or"sv};

std::unexpected<Error> refused(const QString &sentence)
{
    return failure(ErrorCode::Usage, {}, sentence);
}

bool mayStandInWord(QChar c)
{
    return c.isLetterOrNumber() || c == u'-' || c == u'&' || c == u'\'' || c == u'\u2019';
}

std::optional<RelationType> relationCalled(const QString &name)
{
    const QString said = name.simplified().toLower();
    if (const std::optional<RelationType> type = relationNamed(said))
        return type;
    for (const RelationType type : relationTypes()) {
        if (relationNoun(type).toLower() == said)
            return type;
    }
    return std::nullopt;
}

} // namespace

Result<OwnRelationWord> ownRelationWord(const QString &words, RelationType type)
{
    const QString said = words.simplified().toLower();
    const QByteArray bytes = said.toUtf8();
    const QStringList parts = said.split(u' ', Qt::SkipEmptyParts);
    if (parts.isEmpty())
        return refused(QObject::tr("Words for a relation cannot be empty."));
    if (type == RelationType::Link)
        return refused(QObject::tr("“%1” needs a relation that it stands for.").arg(said));
    if (parts.size() > RelationWords::LongestEntry || bytes.size() > MostBytes)
        return refused(
            QObject::tr("“%1” is too long: at most %2 words are read.").arg(said).arg(RelationWords::LongestEntry));
    for (const QString &part : parts) {
        const std::string word = part.toStdString();
        if (!std::ranges::all_of(part, mayStandInWord)
            || !std::ranges::any_of(part, [](QChar c) { return c.isLetter(); }))
            return refused(QObject::tr("“%1” is no word: letters, digits, - and & may stand in one.").arg(part));
        if (modifierWord(word) != RelationModifier::None)
            return refused(QObject::tr("“%1” already says whether a relation holds; leave it out.").arg(part));
        if (std::ranges::find(Joins, word) != Joins.end())
            return refused(QObject::tr("“%1” joins two relations; add one word for each.").arg(part));
    }
    return OwnRelationWord{bytes, type, Everywhere};
}

Result<QList<OwnRelationWord>> parseRelationWords(QByteArrayView text)
{
    QList<OwnRelationWord> all;
    int number = 0;
    for (const QString &whole : QString::fromUtf8(text).split(u'\n')) {
        ++number;
        const QString line = whole.trimmed();
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        const auto wrong = [&](const QString &sentence) {
            return refused(QObject::tr("Line %1 of the words for relations: %2").arg(number).arg(sentence));
        };
        const qsizetype sign = line.indexOf(u'=');
        if (sign < 0)
            return wrong(QObject::tr("“%1” has no = between words and relation.").arg(line));
        const std::optional<RelationType> type = relationCalled(line.sliced(sign + 1));
        if (!type)
            return wrong(QObject::tr("“%1” is no relation.").arg(line.sliced(sign + 1).trimmed()));
        const Result<OwnRelationWord> word = ownRelationWord(line.first(sign), *type);
        if (!word)
            return wrong(word.error().sentence);
        if (std::ranges::find(all, word->words, &OwnRelationWord::words) != all.end())
            return wrong(QObject::tr("“%1” is there twice.").arg(QString::fromUtf8(word->words)));
        all.append(*word);
    }
    return all;
}

QByteArray relationWordsText(const QList<OwnRelationWord> &words)
{
    QByteArray text = "# Words for relations in this vault, one a line: words = relation\n";
    for (const OwnRelationWord &word : words)
        text += word.words + " = " + relationName(word.type).toUtf8() + '\n';
    return text;
}

VaultWords::VaultWords(const QString &root) : m_path(dataPlace(u"relationwords"_s, root) + u".txt"_s)
{}

Result<> VaultWords::load()
{
    m_all.clear();
    if (!QFileInfo::exists(m_path))
        return {};
    const Result<QByteArray> bytes =
        readWhole(FileCalls::system(), m_path, QObject::tr("Cannot read the words for relations"));
    if (!bytes)
        return std::unexpected(bytes.error());
    Result<QList<OwnRelationWord>> words = parseRelationWords(*bytes);
    if (!words)
        return failure(words.error().code, m_path, words.error().sentence);
    m_all = std::move(*words);
    return {};
}

Result<> VaultWords::keep(const QList<OwnRelationWord> &words)
{
    const QString doing = QObject::tr("Cannot keep the words for relations");
    if (const Result<> made = makeFolders(FileCalls::system(), QFileInfo(m_path).path(), 0700); !made)
        return made;
    if (const Result<> kept = replaceFile(FileCalls::system(), m_path, relationWordsText(words), doing); !kept)
        return kept;
    m_all = words;
    return {};
}

std::shared_ptr<const RelationWords> VaultWords::table() const
{
    return std::make_shared<const RelationWords>(m_all);
}

} // namespace tearsheet
