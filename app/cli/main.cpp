// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "core/research/problemkinds.h"
#include "core/store/vaultdata.h"
#include "core/vault/vault.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr int Answered = 0;
constexpr int Refused = 2;

constexpr std::array Table{
    Command{u"links", u"VAULT [NOTE]", u"every link, where it stands and what it reaches", 1, 2, links},
    Command{u"backlinks", u"VAULT NOTE", u"the links that reach a note, with the line around each", 2, 2, backlinks},
    Command{u"unresolved", u"VAULT", u"what is linked to and not there, most wanted first", 1, 1, unresolved},
    Command{u"tags", u"VAULT", u"every tag with its notes, parents of nested tags too", 1, 1, tags},
    Command{u"properties", u"VAULT NOTE", u"the front matter, typed; --raw prints values as written", 2, 2, properties,
            u"--raw"},
    Command{u"outline", u"VAULT NOTE", u"the headings", 2, 2, outline},
    Command{u"tables", u"VAULT NOTE", u"the tables, cell by cell as written", 2, 2, tables},
    Command{u"render", u"VAULT NOTE", u"the note as HTML without scripts", 2, 2, render},
    Command{u"search", u"VAULT QUERY",
            u"files that match a query, and where; file: path: tag: line: [property:value] …", 2, 2, search},
    Command{
        u"compare", u"VAULT NAME\u2026",
        u"what the vault states of companies, side by side; --metric M\u2026 these alone, --competitors with those of "
        u"its table, --csv FILE and --xlsx FILE write it",
        2, 1000, compare, u"--metric --competitors --csv --xlsx"},
    Command{u"problems", u"VAULT [NOTE]",
            u"what is not as it was meant; exit status 1 if there is any. --fix KIND\u2026 mends those kinds, "
            u"--summary only counts",
            1, 2, problems, u"--fix --dry-run --in-place --summary"},
    Command{u"relations", u"VAULT [NOTE]", u"what notes are to each other, and where it is said", 1, 2, relations},
    Command{u"graph", u"VAULT [NOTE]",
            u"what is linked and related, of a note or of all, as the vault's graph.json asks; --format svg, json, "
            u"graphml, gexf, dot or csv writes it so, --depth N goes so many steps, --relation R\u2026 keeps these "
            u"alone, --filter QUERY what matches",
            1, 2, graph, u"--format --depth --relation --filter"},
    Command{u"claims", u"VAULT [SUBJECT]",
            u"what is stated in several places, compared; of one note or name, else of all", 1, 2, claims},
    Command{u"rename", u"VAULT FROM TO",
            u"renames or moves a note, attachment or folder and keeps every link; FROM and TO are paths in the vault, "
            u"those of notes with .md; --keep-alias keeps the old name",
            3, 3, rename, u"--dry-run --in-place --keep-alias"},
    Command{u"cells", u"< LINES", u"what each line of the input says, read as a table's cell", 0, 0, cells, {}, false},
    Command{u"index", u"VAULT", u"counts and the time it took; --stats counts more", 1, 1, index, u"--stats"},
};

QString usage()
{
    QString text = u"Usage: tearsheet-cli [--json] COMMAND VAULT [ARGUMENT]\n\n"_s;
    for (const Command &command : commands())
        text += u"  %1 %2\n"_s.arg(command.name.toString().leftJustified(11),
                                   command.arguments.toString().leftJustified(15) + u' ' + command.summary);
    text += u"\nKinds of problems, those with * can be mended:\n"_s;
    for (const ProblemKind &kind : problemKinds())
        text += u"  %1 %2 %3\n"_s.arg(kind.mendable ? u"*"_s : u" "_s)
                    .arg(kind.name.toString().leftJustified(22), kind.title);
    text += u"\nNOTE is a path in the vault, or a name as in a link.\n"
            u"  --json              print one JSON document\n"
            u"  --dry-run           print what would change as a patch, and change nothing\n"
            u"  --in-place          write over files that no other can take the place of, as those with a second name\n"
            u"                      (a hard link), which else are refused\n"
            u"  --help              print this\n"
            u"  --manual            print the manual page, for man\n"
            u"  --completion SHELL  print completions for bash, zsh or fish\n"
            u"  --version           print the version\n"
            u"  --                  what follows is no option\n"_s;
    return text;
}

void complain(const QString &sentence)
{
    const QByteArray bytes = "tearsheet-cli: " + sentence.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stderr);
}

// Whoever reads may have read enough: a closed pipe is no error.
int print(const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stdout);
    if (std::fflush(stdout) == 0 || errno == EPIPE)
        return Answered;
    complain(u"The answer could not be written."_s);
    return Refused;
}

int refuse(const QString &sentence)
{
    complain(sentence);
    return Refused;
}

// Whether some command has the option.
bool isOwnOption(const QString &option)
{
    return std::ranges::any_of(commands(),
                               [&](const Command &command) { return command.options.split(u' ').contains(option); });
}

int run(const QStringList &arguments)
{
    Request request;
    bool json = false;
    bool options = true;
    QStringList words;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments.at(i);
        if (!options || !argument.startsWith(u'-') || argument == u"-") {
            words.append(argument);
        } else if (argument == u"--") {
            options = false;
        } else if (argument == u"--json") {
            json = true;
        } else if (isOwnOption(argument)) {
            request.options.append(argument);
            const bool many = argument == u"--metric" || argument == u"--relation";
            const bool valued =
                many
                || QStringList{u"--csv"_s, u"--xlsx"_s, u"--format"_s, u"--depth"_s, u"--filter"_s}.contains(argument);
            while (valued && i + 1 < arguments.size() && !arguments.at(i + 1).startsWith(u"--")) {
                request.values[argument].append(arguments.at(++i));
                if (!many)
                    break;
            }
            if (valued && request.values.value(argument).isEmpty())
                return refuse(u"What follows %1? --help tells."_s.arg(argument));
            while (argument == u"--fix" && i + 1 < arguments.size() && !arguments.at(i + 1).startsWith(u'-'))
                request.kinds.append(arguments.at(++i));
        } else if (argument == u"--help" || argument == u"-h") {
            return print(usage().toUtf8());
        } else if (argument == u"--manual") {
            return print(manualPage());
        } else if (argument == u"--completion") {
            const QByteArray script = completions(arguments.value(i + 1));
            return script.isEmpty() ? refuse(u"Completions are there for bash, zsh and fish."_s) : print(script);
        } else if (argument == u"--version") {
            return print("tearsheet-cli " TEARSHEET_VERSION "\n");
        } else {
            return refuse(u"There is no option %1; --help lists them."_s.arg(argument));
        }
    }
    if (words.isEmpty())
        return refuse(u"Which command? --help lists them."_s);
    const QString name = words.takeFirst();
    const auto command = std::ranges::find(commands(), QStringView(name), &Command::name);
    if (command == commands().end())
        return refuse(u"There is no command %1; --help lists them."_s.arg(name));
    for (const QString &option : std::as_const(request.options)) {
        if (!command->options.split(u' ').contains(option))
            return refuse(u"The command %1 has no option %2."_s.arg(name, option));
    }
    if (words.size() < command->fewest || words.size() > command->most)
        return refuse(u"Usage: tearsheet-cli [--json] %1 %2"_s.arg(command->name, command->arguments));
    Snapshot snapshot;
    if (command->asksVault) {
        const Result<QString> root = Vault::checkRoot(words.takeFirst());
        if (!root)
            return refuse(root.error().sentence);
        // Who cannot write there is told so when something is to be kept.
        (void)claimData(*root);
        QElapsedTimer timer;
        timer.start();
        QList<Error> problems;
        const Result<Snapshot> indexed = indexVault(*root, &problems);
        if (!indexed)
            return refuse(indexed.error().sentence);
        for (const Error &problem : std::as_const(problems))
            complain(problem.sentence);
        snapshot = *indexed;
        request.root = *root;
        request.indexTime = timer.elapsed();
    }
    request.arguments = words;
    const Result<Answer> answer = command->run(snapshot, request);
    if (!answer)
        return refuse(answer.error().sentence);
    for (const QString &sentence : answer->complaints)
        complain(sentence);
    QByteArray text;
    if (json) {
        text = answer->json.toJson();
    } else {
        for (const QString &line : answer->lines)
            text += line.toUtf8() + '\n';
        text += answer->patch;
    }
    const int printed = print(text);
    if (!json) {
        for (const QString &line : answer->remarks)
            std::fprintf(stderr, "%s\n", line.toUtf8().constData());
    }
    return printed == Answered ? answer->status : printed;
}

} // namespace

std::span<const Command> tearsheet::commands()
{
    return Table;
}

Result<int> tearsheet::noteNamed(const Snapshot &snapshot, const QString &nameOrPath)
{
    const Resolution found = snapshot.lookup(nameOrPath);
    if (!found.isResolved() || !snapshot.file(found.matches.first()).note)
        return failure(ErrorCode::NotFound, nameOrPath, u"There is no note named %1."_s.arg(nameOrPath));
    return found.matches.first();
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    return run(QCoreApplication::arguments().sliced(1));
}
