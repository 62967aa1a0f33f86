// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/literal.h"
#include "core/search/query.h"
#include "tests/support/randomtext.h"
#include "tests/support/vaultof.h"

#include <QRegularExpression>
#include <QtTest>

#include <array>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr std::array Words{"ab", "a", "b", "Ab", "c", "ba", "é", "x"};

/// A query with what it means, spelt out: slow, obvious, and made together with its text.
struct Meaning
{
    QString query;
    std::function<bool(const QString &name, const QString &text)> holds;
};

Meaning randomMeaning(RandomText &random, int depth)
{
    const auto word = [&] { return QString::fromUtf8(random.oneOf(Words)); };
    switch (depth == 0 ? random.number(0, 4) : random.number(0, 9)) {
    case 0:
    case 1: {
        const QString w = word();
        return {w, [w](const QString &name, const QString &text) {
                    return name.contains(w, Qt::CaseInsensitive) || text.contains(w, Qt::CaseInsensitive);
                }};
    }
    case 2: {
        const QString w = word();
        const QRegularExpression whole(u"(?<![\\w])"_s + w + u"(?![\\w])"_s,
                                       QRegularExpression::CaseInsensitiveOption
                                           | QRegularExpression::UseUnicodePropertiesOption);
        return {u'"' + w + u'"', [whole](const QString &name, const QString &text) {
                    return name.contains(whole) || text.contains(whole);
                }};
    }
    case 3: {
        const QString w = word();
        return {u"content:"_s + w,
                [w](const QString &, const QString &text) { return text.contains(w, Qt::CaseInsensitive); }};
    }
    case 4: {
        const QString w = word();
        return {u"file:"_s + w,
                [w](const QString &name, const QString &) { return name.contains(w, Qt::CaseInsensitive); }};
    }
    case 5:
    case 6: {
        const Meaning one = randomMeaning(random, depth - 1);
        const Meaning two = randomMeaning(random, depth - 1);
        return {u'(' + one.query + u' ' + two.query + u')', [one, two](const QString &name, const QString &text) {
                    return one.holds(name, text) && two.holds(name, text);
                }};
    }
    case 7: {
        const Meaning one = randomMeaning(random, depth - 1);
        const Meaning two = randomMeaning(random, depth - 1);
        return {u'(' + one.query + u" OR "_s + two.query + u')', [one, two](const QString &name, const QString &text) {
                    return one.holds(name, text) || two.holds(name, text);
                }};
    }
    case 8: {
        const Meaning inner = randomMeaning(random, depth - 1);
        return {u'-' + inner.query,
                [inner](const QString &name, const QString &text) { return !inner.holds(name, text); }};
    }
    default: {
        const QString one = word();
        const QString two = word();
        return {u"line:("_s + one + u" -"_s + two + u')', [one, two](const QString &, const QString &text) {
                    for (const QString &line : text.split(u'\n')) {
                        if (line.contains(one, Qt::CaseInsensitive) && !line.contains(two, Qt::CaseInsensitive))
                            return true;
                    }
                    return false;
                }};
    }
    }
}

} // namespace

/// Random queries on random notes, held against what they mean.
class SearchReferenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void queriesMeanWhatTheySay()
    {
        RandomText random(11);
        for (int round = 0; round < 400; ++round) {
            QStringList names;
            QStringList texts;
            QByteArray vault;
            for (int i = 0; i < 4; ++i) {
                QString text;
                for (int line = random.number(0, 3); line >= 0; --line) {
                    for (int j = random.number(0, 4); j > 0; --j)
                        text += QString::fromUtf8(random.oneOf(Words)) + (random.number(0, 3) ? u" "_s : QString());
                    text += u'\n';
                }
                names.append(QString::number(i) + QString::fromUtf8(random.oneOf(Words)) + u".md"_s);
                texts.append(text);
                vault += "//- " + names.last().toUtf8() + '\n' + text.toUtf8();
            }
            const Snapshot snapshot = vaultOf(vault);
            const Meaning meaning = randomMeaning(random, 3);
            const Result<Query> query = Query::parse(meaning.query);
            QVERIFY2(query, qPrintable(meaning.query));
            for (int i = 0; i < names.size(); ++i) {
                const int file = snapshot.find(*NotePath::fromRelative(names.at(i)));
                const Result<bool> matching = query->matches(snapshot, file);
                QVERIFY(matching);
                QVERIFY2(*matching == meaning.holds(names.at(i), texts.at(i)),
                         qPrintable(meaning.query + u" in "_s + names.at(i) + u": "_s + texts.at(i)));
            }
        }
    }

    void literalsAreFoundWhereverTheyAre()
    {
        RandomText random(5);
        for (int round = 0; round < 3000; ++round) {
            QString text;
            for (int i = random.number(0, 60); i > 0; --i)
                text += QString::fromUtf8(random.oneOf(Words));
            QString wanted;
            for (int i = random.number(1, 3); i > 0; --i)
                wanted += QString::fromUtf8(random.oneOf(Words));
            const bool matchCase = random.number(0, 1) == 1;
            const Literal literal(wanted, matchCase, false);
            const QByteArray bytes = text.toUtf8();
            const qsizetype expected = text.indexOf(wanted, 0, matchCase ? Qt::CaseSensitive : Qt::CaseInsensitive);
            const std::optional<ByteRange> found = literal.find(bytes, 0);
            QCOMPARE(found.has_value(), expected >= 0);
            if (found)
                QCOMPARE(static_cast<qsizetype>(found->begin), text.first(expected).toUtf8().size());
        }
    }

    void aLongRunOfOneLetterStaysCheap()
    {
        // With a table the work is linear; compared place by place it would be fifty million steps a search.
        const QByteArray text(200'000, 'a');
        const QString wanted = QString(250, u'a') + u'b' + QString(250, u'a');
        const Literal literal(wanted, false, false);
        for (int i = 0; i < 20; ++i)
            QVERIFY(!literal.find(text, 0));
        QByteArray hidden = text;
        hidden.insert(150'000, wanted.toUtf8());
        const std::optional<ByteRange> found = literal.find(hidden, 0);
        QVERIFY(found);
        QCOMPARE(found->in(hidden), wanted.toUtf8());
    }
};

QTEST_GUILESS_MAIN(SearchReferenceTest)
#include "searchreferencetest.moc"
