// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "core/research/problemkinds.h"

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

QString names()
{
    QStringList names;
    for (const Command &command : commands())
        names.append(command.name.toString());
    return names.join(u' ');
}

// The options that only some commands have.
QStringList ownOptions()
{
    QStringList options;
    for (const Command &command : commands()) {
        for (const QStringView option : command.options.split(u' ', Qt::SkipEmptyParts))
            options.append(option.toString());
    }
    options.removeDuplicates();
    return options;
}

} // namespace

QByteArray manualPage()
{
    QString page =
        u".TH TEARSHEET-CLI 1 \"\" \"Tearsheet " TEARSHEET_VERSION "\"\n"
        ".SH NAME\ntearsheet-cli \\- ask a folder of Markdown notes\n"
        ".SH SYNOPSIS\n.B tearsheet-cli\n[\\fB\\-\\-json\\fR] \\fICOMMAND\\fR \\fIVAULT\\fR [\\fIARGUMENT\\fR]\n"
        ".SH DESCRIPTION\nReads the vault and prints the answer. Only \\fBrename\\fR and \\fBproblems "
        "\\-\\-fix\\fR write, as a whole "
        "or not at all; with \\fB\\-\\-dry\\-run\\fR they print the patch. \\fINOTE\\fR is a "
        "path in the vault, or a name as in a link. Lines and columns count from 1, columns in characters.\n"
        ".SH COMMANDS\n"_s;
    for (const Command &command : commands()) {
        page += u".TP\n\\fB"_s + command.name + u"\\fR "_s + command.arguments.toString();
        for (const QStringView option : command.options.split(u' ', Qt::SkipEmptyParts))
            page += u" [\\fB"_s + option.toString().replace(u'-', u"\\-"_s) + u"\\fR]"_s;
        page += u'\n' + command.summary + u'\n';
    }
    page += u".SH PROBLEMS\nThe kinds of \\fBproblems\\fR; \\fB\\-\\-fix\\fR takes those that can be mended.\n"_s;
    for (const ProblemKind &kind : problemKinds())
        page += u".TP\n\\fB"_s + kind.name.toString().replace(u'-', u"\\-"_s) + u"\\fR\n"_s + kind.title
                + (kind.mendable ? u"; can be mended\n"_s : u"\n"_s);
    page +=
        u".SH OPTIONS\n.TP\n\\fB\\-\\-json\\fR\nprint one JSON document\n"
        ".TP\n\\fB\\-\\-\\fR\nwhat follows is no option\n"
        ".SH EXIT STATUS\n0 for an answer, an empty one included; 1 where \\fBproblems\\fR found some; 2 for a missing "
        "vault or note, wrong use, or a refused change.\n"_s;
    return page.toUtf8();
}

QByteArray completions(QStringView shell)
{
    if (shell == u"bash")
        return u"_tearsheet_cli() {\n"
               "    local word=${COMP_WORDS[COMP_CWORD]} i command=\n"
               "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
               "        [[ ${COMP_WORDS[i]} == -* ]] || { command=${COMP_WORDS[i]}; break; }\n"
               "    done\n"
               "    if [[ $word == -* ]]; then\n"
               "        mapfile -t COMPREPLY < <(compgen -W '--json %2 --help --version' -- \"$word\")\n"
               "    elif [[ ! $command ]]; then\n"
               "        mapfile -t COMPREPLY < <(compgen -W '%1' -- \"$word\")\n"
               "    else\n"
               "        mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n"
               "    fi\n"
               "}\n"
               "complete -o filenames -F _tearsheet_cli tearsheet-cli\n"_s.arg(names(), ownOptions().join(u' '))
                   .toUtf8();
    QString script;
    if (shell == u"zsh") {
        script = u"#compdef tearsheet-cli\nlocal -a commands=(\n"_s;
        for (const Command &command : commands())
            script += u"    '%1:%2'\n"_s.arg(command.name, command.summary.toString().replace(u'\'', u"'\\''"_s));
        script += u")\n_arguments '--json[print one JSON document]' "_s;
        for (const QString &option : ownOptions())
            script += u'\'' + option + u"' "_s;
        script += u"'1:command:{_describe command commands}' '2:vault:_directories' '*:note:_files'\n"_s;
    } else if (shell == u"fish") {
        script = u"complete -c tearsheet-cli -l json -d 'Print one JSON document'\n"_s;
        for (const QString &option : ownOptions())
            script += u"complete -c tearsheet-cli -l "_s + option.sliced(2) + u'\n';
        for (const Command &command : commands())
            script += u"complete -c tearsheet-cli -n __fish_use_subcommand -a %1 -d '%2'\n"_s.arg(
                command.name, command.summary.toString().replace(u'\'', u"\\'"_s));
    }
    return script.toUtf8();
}

} // namespace tearsheet
