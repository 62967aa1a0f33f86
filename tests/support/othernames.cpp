// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/othernames.h"

#include "core/research/names.h"
#include "core/text/bytes.h"

#include <algorithm>

namespace tearsheet {

namespace {

constexpr qsizetype ShortestWord = 2;

bool isWordLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

bool isSmall(char c)
{
    return c >= 'a' && c <= 'z';
}

bool isPlain(const QByteArray &word)
{
    return std::ranges::all_of(word, [](char c) { return isWordLetter(c) && static_cast<unsigned char>(c) < 0x80; });
}

// Calls `take(begin, end)` for every word: letters, nothing else.
void forWords(QByteArrayView text, const auto &take)
{
    for (qsizetype i = 0; i < text.size();) {
        if (!isWordLetter(text.at(i))) {
            ++i;
            continue;
        }
        const qsizetype begin = i;
        while (i < text.size() && isWordLetter(text.at(i)))
            ++i;
        // Parts of codes and units are no words.
        const bool digits = (begin > 0 && isDigit(text.at(begin - 1))) || (i < text.size() && isDigit(text.at(i)));
        if (!digits)
            take(begin, i);
    }
}

QByteArrayList wordsIn(QByteArrayView text)
{
    QByteArrayList words;
    forWords(text,
             [&](qsizetype begin, qsizetype end) { words.append(text.sliced(begin, end - begin).toByteArray()); });
    return words;
}

} // namespace

OtherNames::OtherNames(const Snapshot &snapshot)
{
    QSet<QByteArray> written;
    QSet<QByteArray> small; // Written in small letters somewhere.
    for (const auto &file : snapshot.files()) {
        if (!file->note)
            continue;
        for (const QByteArray &word : wordsIn(file->note->text)) {
            if (isSmall(word.front()))
                small.insert(word);
            m_taken.insert(word.toLower());
        }
    }
    QByteArrayList names;
    for (const auto &file : snapshot.files()) {
        if (!file->note || noteType(*file) != NoteType::Thing)
            continue;
        names.append(file->path.name().toUtf8());
        for (const QString &alias : file->note->facts.aliases)
            names.append(alias.toUtf8());
    }
    for (const QByteArray &name : std::as_const(names)) {
        bool any = false;
        const QByteArrayList words = wordsIn(name);
        for (const QByteArray &word : words) {
            if (word.size() < ShortestWord || !isPlain(word) || small.contains(word.toLower()))
                continue;
            any = true;
            if (!m_words.contains(word))
                m_words.insert(word, made(word));
        }
        if (any || words.size() < 2 || m_names.contains(name))
            continue;
        QByteArray other = name;
        other.replace(other.indexOf(words.first()), words.first().size(), made(words.first()));
        m_names.insert(name, other);
        m_begin[words.first()].append(name);
    }
    for (QByteArrayList &same : m_begin)
        std::ranges::stable_sort(same, std::greater(), [](const QByteArray &name) { return name.size(); });
}

QByteArray OtherNames::made(const QByteArray &like)
{
    constexpr QByteArrayView Consonants = "bcdfghjklmnpqrtvwxz"; // No plural of anything.
    constexpr QByteArrayView Vowels = "aiou";
    for (;; ++m_number) {
        quint32 left = m_number * 2654435761U;
        QByteArray word;
        for (qsizetype i = 0; i < std::max<qsizetype>(like.size(), 3); ++i) {
            const QByteArrayView letters = i % 2 == 0 ? Consonants : Vowels;
            word += letters.at(left % static_cast<quint32>(letters.size()));
            left = left / static_cast<quint32>(letters.size()) + m_number * 40503U;
        }
        if (m_taken.contains(word))
            continue;
        m_taken.insert(word);
        for (qsizetype i = 0; i < word.size(); ++i) {
            const char c = like.at(std::min(i, like.size() - 1));
            word[i] = isSmall(c) ? word.at(i) : static_cast<char>(word.at(i) - ('a' - 'A'));
        }
        return word;
    }
}

QByteArray OtherNames::in(QByteArrayView text) const
{
    QByteArray other;
    other.reserve(text.size() + text.size() / 8);
    qsizetype from = 0;
    forWords(text, [&](qsizetype begin, qsizetype end) {
        if (begin < from)
            return;
        const auto put = [&](const QByteArray &word, qsizetype until) {
            other += text.sliced(from, begin - from);
            other += word;
            from = until;
        };
        const QByteArray word = text.sliced(begin, end - begin).toByteArray();
        for (const QByteArray &name : m_begin.value(word)) {
            const qsizetype behind = begin + name.size();
            if (text.sliced(begin).startsWith(name) && (behind == text.size() || !isWordLetter(text.at(behind))))
                return put(m_names.value(name), behind);
        }
        if (const auto changed = m_words.constFind(word); changed != m_words.constEnd())
            put(*changed, end);
    });
    other += text.sliced(from);
    return other;
}

NotePath OtherNames::of(const NotePath &path) const
{
    return NotePath::fromRelative(QString::fromUtf8(in(path.toString().toUtf8()))).value();
}

} // namespace tearsheet
