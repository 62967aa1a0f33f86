// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "core/vault/vault.h"

#include <QCoreApplication>
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
};

QString usage()
{
    QString text = u"Usage: tearsheet-cli [--json] COMMAND VAULT [NOTE]\n\n"_s;
    for (const Command &command : commands())
        text += u"  %1 %2\n"_s.arg(command.name.toString().leftJustified(11),
                                   command.arguments.toString().leftJustified(14) + command.summary);
    text += u"\nNOTE is a path in the vault, or a name as in a link.\n"
            u"  --json     print one JSON document\n"
            u"  --help     print this\n"
            u"  --version  print the version\n"
            u"  --         what follows is no option\n"_s;
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

int run(QStringList arguments)
{
    bool json = false;
    bool options = true;
    QStringList words;
    for (const QString &argument : std::as_const(arguments)) {
        if (!options || !argument.startsWith(u'-') || argument == u"-") {
            words.append(argument);
        } else if (argument == u"--") {
            options = false;
        } else if (argument == u"--json") {
            json = true;
        } else if (argument == u"--help" || argument == u"-h") {
            return print(usage().toUtf8());
        } else if (argument == u"--version") {
            return print("tearsheet-cli " TEARSHEET_VERSION "\n");
        } else {
            complain(u"There is no option %1; --help lists them."_s.arg(argument));
            return Refused;
        }
    }
    if (words.isEmpty()) {
        complain(u"Which command? --help lists them."_s);
        return Refused;
    }
    const QString name = words.takeFirst();
    const auto command = std::ranges::find(commands(), QStringView(name), &Command::name);
    if (command == commands().end()) {
        complain(u"There is no command %1; --help lists them."_s.arg(name));
        return Refused;
    }
    if (words.size() < command->fewest || words.size() > command->most) {
        complain(u"Usage: tearsheet-cli [--json] %1 %2"_s.arg(command->name, command->arguments));
        return Refused;
    }
    const Result<QString> root = Vault::checkRoot(words.takeFirst());
    if (!root) {
        complain(root.error().sentence);
        return Refused;
    }
    QList<Error> problems;
    const Result<Snapshot> snapshot = indexVault(*root, &problems);
    if (!snapshot) {
        complain(snapshot.error().sentence);
        return Refused;
    }
    for (const Error &problem : std::as_const(problems))
        complain(problem.sentence);
    const Result<Answer> answer = command->run(*snapshot, words);
    if (!answer) {
        complain(answer.error().sentence);
        return Refused;
    }
    if (json)
        return print(answer->json.toJson());
    QByteArray text;
    for (const QString &line : answer->lines)
        text += line.toUtf8() + '\n';
    return print(text);
}

} // namespace

std::span<const Command> tearsheet::commands()
{
    return Table;
}

Result<int> tearsheet::noteNamed(const Snapshot &snapshot, const QString &nameOrPath)
{
    const Resolution found = snapshot.lookup(nameOrPath);
    if (!found.isResolved())
        return failure(ErrorCode::NotFound, nameOrPath, u"There is no note named %1."_s.arg(nameOrPath));
    return found.matches.first();
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    return run(QCoreApplication::arguments().sliced(1));
}
