// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/generatedvault.h"

#include <QDir>
#include <QFile>

#include <array>
#include <cmath>
#include <random>

namespace tearsheet {

namespace {

constexpr std::array Syllables{"vol", "ta",  "ohm", "kel", "ri", "no", "mar", "den", "sol", "ix",
                               "bra", "cor", "lun", "pre", "to", "ga", "ne",  "qui", "zar", "el"};
constexpr std::array Words{"capacity", "grew",   "the",   "plant",   "of",     "and",     "margin", "in",
                           "expects",  "demand", "cells", "supply",  "for",    "quarter", "with",   "customers",
                           "new",      "price",  "to",    "factory", "shares", "from",    "output", "about"};
constexpr std::array Folders{"Actors", "Concepts", "Products", "Assets", "Events", "Sectors"};
constexpr std::array Sections{"Quick stats", "History",   "Products",  "Competitors",
                              "Customers",   "Bull case", "Bear case", "Related"};

class Writer
{
public:
    Writer(int notes, quint32 seed) : m_random(seed), m_notes(notes) {}

    QByteArray note(int number)
    {
        QByteArray text;
        if (chance(0.87)) {
            text += "---\naliases: [" + name(number) + " Group, " + ticker() + "]\n";
            if (chance(0.5))
                text += "tags: [actor, " + word() + "]\n";
            text += "---\n";
        }
        text += "#actor #" + word() + "\n\n" + name(number) + " \xE2\x80\x94 " + sentence() + "\n\n";
        // Log-normal: median 2.5 KB, 99th percentile 38 KB.
        const double wanted = std::min(190'000.0, std::exp(7.6 + 1.15 * normal()));
        while (static_cast<double>(text.size()) < wanted)
            text += section();
        text += "## Related\n\n";
        for (int i = 0; i < 6; ++i)
            text += "- " + link() + " \xE2\x80\x94 " + word() + " " + word() + "\n";
        return text + "\n*Created 2026-0" + QByteArray::number(1 + below(9)) + "-12*\n";
    }

    static QByteArray name(int number)
    {
        QByteArray name;
        for (quint32 rest = static_cast<quint32>(number) * 2654435761u, i = 0; i < 3; ++i, rest /= 20)
            name += Syllables.at(rest % 20);
        name[0] = static_cast<char>(name.at(0) - 32);
        return name + ' ' + QByteArray::number(number);
    }

private:
    int below(int limit) { return std::uniform_int_distribution(0, limit - 1)(m_random); }
    bool chance(double share) { return std::uniform_real_distribution(0.0, 1.0)(m_random) < share; }
    double normal() { return std::normal_distribution()(m_random); }
    QByteArray word() { return Words.at(static_cast<size_t>(below(Words.size()))); }

    QByteArray ticker()
    {
        QByteArray letters;
        for (int i = 0; i < 4; ++i)
            letters += static_cast<char>('A' + below(26));
        return letters;
    }

    QByteArray link()
    {
        if (chance(0.05))
            return "[[" + ticker() + " Holdings]]";
        // Few notes draw most of the links.
        const double place = std::pow(std::uniform_real_distribution(0.0, 1.0)(m_random), 3);
        const QByteArray target = name(static_cast<int>(place * (m_notes - 1)));
        return "[[" + target + (chance(0.05) ? QByteArray("|" + word()) : QByteArray()) + "]]";
    }

    QByteArray sentence()
    {
        QByteArray text;
        for (int i = 8 + below(16); i > 0; --i)
            text += (chance(0.06) ? link() : word()) + (i > 1 ? " " : ".");
        return text;
    }

    QByteArray cell(int column)
    {
        if (column == 0 && chance(0.35))
            return link();
        if (chance(0.5))
            return "~$" + QByteArray::number(below(900)) + "M";
        return word() + ' ' + word();
    }

    QByteArray table()
    {
        const int columns = chance(0.6) ? 2 : 3 + below(3);
        QByteArray text = "|";
        for (int i = 0; i < columns; ++i)
            text += ' ' + word() + " |";
        text += "\n|";
        for (int i = 0; i < columns; ++i)
            text += "---|";
        text += '\n';
        for (int row = 3 + below(5); row > 0; --row) {
            text += '|';
            for (int i = 0; i < columns; ++i)
                text += ' ' + cell(i) + " |";
            text += '\n';
        }
        return text + '\n';
    }

    QByteArray section()
    {
        QByteArray text = QByteArray("## ") + Sections.at(static_cast<size_t>(below(Sections.size()))) + "\n\n";
        if (chance(0.6))
            text += table();
        for (int i = below(4); i > 0; --i)
            text += sentence() + ' ' + sentence() + "\n\n";
        for (int i = below(6); i > 0; --i)
            text += "- **" + word() + "**: " + sentence() + '\n';
        return text + "\n---\n\n";
    }

    std::mt19937 m_random;
    int m_notes;
};

} // namespace

qint64 generateVault(const QString &folder, int notes, quint32 seed)
{
    Writer writer(notes, seed);
    for (const char *part : Folders)
        QDir(folder).mkpath(QString::fromLatin1(part));
    qint64 bytes = 0;
    for (int number = 0; number < notes; ++number) {
        QFile file(folder + u'/' + QString::fromLatin1(Folders.at(static_cast<size_t>(number) % Folders.size())) + u'/'
                   + QString::fromUtf8(Writer::name(number)) + u".md");
        if (!file.open(QIODevice::WriteOnly))
            qFatal("generateVault: %s", qUtf8Printable(file.errorString()));
        bytes += file.write(writer.note(number));
    }
    return bytes;
}

} // namespace tearsheet
