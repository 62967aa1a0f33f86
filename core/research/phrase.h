// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/relationwords.h"
#include "core/text/byterange.h"

#include <vector>

namespace tearsheet {

enum class PhraseTokenKind : quint8 {
    Word,
    Link,  ///< `[[…]]`; its word is what it shows.
    Break, ///< A comma, semicolon, colon, dash, or the end of a sentence.
    Open,
    Close,
    Slash,
};

/// A word or sign of a short text.
struct PhraseToken
{
    ByteRange range;
    std::string word; ///< In lower case, without emphasis.
    PhraseTokenKind kind = PhraseTokenKind::Word;
    bool capital = false; ///< Begins with a capital letter or a digit.

    bool isWord() const { return kind == PhraseTokenKind::Word || kind == PhraseTokenKind::Link; }
};

/// A noun of a phrase that names a relation.
struct PhraseReading
{
    const RelationWord *word = nullptr;
    RelationModifier modifier = RelationModifier::None;
    int first = 0; ///< Its first token.
    int end = 0;   ///< Past its last token.
};

/// What the first phrase of a short text names.
struct Phrase
{
    std::vector<PhraseReading> readings; ///< More than one where nouns are joined: "investor and customer".
    int end = 0;                         ///< Past the last token of the phrase.
    bool mixed = false;                  ///< In a heading: nouns are joined, of which not all name a relation.
    bool denied = false;                 ///< It says that something is not so, or compares.
};

/// The words and signs of `range`.
std::vector<PhraseToken> phraseTokens(ByteRange range, QByteArrayView text);

/// Reads the phrase that begins at token `begin`. In captions the last noun of the table counts, whatever adjectives
/// stand before it; elsewhere the phrase must end with it.
Phrase readPhrase(const std::vector<PhraseToken> &tokens, int begin, WordUse use, NoteKind source,
                  const RelationWords &words);

/// Whether `word` is a preposition or conjunction that ends a phrase.
bool endsPhrase(std::string_view word);

/// The number before the first `%` of `text`; nothing where there is none between 0 and 100.
std::optional<double> percentIn(QByteArrayView text);

} // namespace tearsheet
