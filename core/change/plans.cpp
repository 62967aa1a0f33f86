// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/change/plans.h"

#include "core/text/unifieddiff.h"

#include <QObject>

#include <algorithm>

namespace tearsheet {

ChangePlan inverse(const ChangePlan &plan, const Snapshot &before)
{
    ChangePlan back{plan.title, {}, {}};
    for (const FileChange &change : plan.files) {
        FileChange undo{change.newPath, change.path, change.base, {}};
        if (!change.edits.isEmpty()) {
            const QByteArray text = before.text(before.find(change.path));
            undo.edits = change.edits.inverse(text);
            undo.base.hash = contentHash(change.edits.apply(text).value_or(text));
        }
        back.files.append(std::move(undo));
    }
    back.inPlace = plan.inPlace;
    return back;
}

void takeFoldersBack(ChangePlan &back, const ChangePlan &plan, const QList<NotePath> &made)
{
    back.emptied = made;
    if (const NotePath folder = movedFolder(plan); made.contains(folder))
        back.vacated = folder;
}

NotePath movedFolder(const ChangePlan &plan)
{
    const auto moved = std::ranges::find_if(plan.files, [](const FileChange &change) { return change.moves(); });
    if (plan.vacated.isEmpty() || moved == plan.files.end())
        return {};
    const QString tail = moved->path.toString().sliced(plan.vacated.toString().size());
    const QString &now = moved->newPath.toString();
    return now.endsWith(tail) ? NotePath::fromRelative(now.chopped(tail.size())).value_or(NotePath()) : NotePath();
}

Result<ChangePlan> editingPlan(const QString &title, const QMap<int, QList<Edit>> &byFile, const Snapshot &snapshot)
{
    ChangePlan plan{title, {}, {}};
    for (auto it = byFile.cbegin(); it != byFile.cend(); ++it) {
        Result<EditScript> edits = EditScript::of(it.value());
        if (!edits)
            return std::unexpected(edits.error());
        const FileEntry &file = snapshot.file(it.key());
        if (!edits->isEmpty())
            plan.files.append({file.path, file.path, textStamp(file), std::move(*edits)});
    }
    return plan;
}

FileStamp textStamp(const FileEntry &file)
{
    FileStamp base = file.stamp;
    if (const std::optional<QByteArray> text = file.text())
        base.hash = contentHash(*text);
    return base;
}

namespace {

// A path as patches say it: in the quotes of C where it holds what ends a name, and where nothing else can end it.
QByteArray inPatch(const QByteArray &path, bool blanksToo)
{
    const bool plain = std::ranges::none_of(path, [&](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < ' ' || byte == 0x7F || c == '"' || c == '\\' || (c == ' ' && blanksToo);
    });
    if (plain)
        return path;
    QByteArray quoted("\"");
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < ' ' || byte == 0x7F)
            quoted += '\\' + QByteArray::number(byte, 8).rightJustified(3, '0');
        else
            quoted += c == '"' || c == '\\' ? QByteArray(1, '\\') + c : QByteArray(1, c);
    }
    return quoted + '"';
}

// Behind a name with blanks, patch wants a tab.
QByteArray patchLine(QByteArrayView mark, const QByteArray &path)
{
    return mark + inPatch(path, false) + (path.contains(' ') ? "\t\n" : "\n");
}

} // namespace

QByteArray planDiff(const ChangePlan &plan, const Snapshot &snapshot)
{
    QByteArray diff;
    for (const FileChange &change : plan.files) {
        const QByteArray from = change.path.toString().toUtf8();
        const QByteArray to = change.newPath.toString().toUtf8();
        diff += "diff --git " + inPatch("a/" + from, true) + ' ' + inPatch("b/" + to, true) + '\n';
        if (change.moves())
            diff += "rename from " + inPatch(from, false) + "\nrename to " + inPatch(to, false) + '\n';
        if (change.edits.isEmpty())
            continue;
        const QByteArray before = snapshot.text(snapshot.find(change.path));
        const Result<QByteArray> after = change.edits.apply(before);
        if (after)
            diff += patchLine("--- ", "a/" + from) + patchLine("+++ ", "b/" + to) + unifiedDiff(before, *after);
    }
    return diff;
}

} // namespace tearsheet
