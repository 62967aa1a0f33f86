// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/replaceplan.h"

#include "core/base/parallel.h"
#include "core/search/literal.h"

#include <QLocale>
#include <QObject>

namespace tearsheet {

namespace {

constexpr qsizetype MostPlaces = 100'000;

EditScript replaced(const Literal &literal, const QByteArray &replacement, QByteArrayView text)
{
    QList<Edit> edits;
    qsizetype from = 0;
    while (const std::optional<ByteRange> place = literal.find(text, from)) {
        edits.append({*place, replacement});
        from = place->end;
    }
    return EditScript::of(edits).value_or(EditScript());
}

} // namespace

Result<ChangePlan> planReplace(const Snapshot &snapshot, const QString &find, const QString &replacement)
{
    const Literal literal(find, true, false);
    if (literal.isEmpty())
        return failure(ErrorCode::Usage, {}, QObject::tr("There is nothing to look for."));
    const QByteArray bytes = replacement.toUtf8();
    QList<EditScript> scripts(snapshot.files().size());
    EditScript *const out = scripts.data();
    forAll(snapshot.files().size(), 64, [&](qsizetype file) {
        const int number = static_cast<int>(file);
        if (snapshot.file(number).note && !snapshot.isExcluded(number))
            out[file] = replaced(literal, bytes, snapshot.note(number).text);
    });
    qsizetype places = 0;
    for (const EditScript &script : std::as_const(scripts))
        places += script.edits().size();
    if (places > MostPlaces)
        return failure(ErrorCode::TooLarge, {},
                       QObject::tr("“%1” stands in too many places (%2) to be looked at; take a longer text.")
                           .arg(find, QLocale().toString(places)));
    ChangePlan plan{QObject::tr("Replace “%1” by “%2”").arg(find, replacement), {}, {}};
    for (int file = 0; file < scripts.size(); ++file) {
        if (scripts.at(file).isEmpty())
            continue;
        const FileEntry &entry = snapshot.file(file);
        plan.files.append({entry.path, entry.path, textStamp(entry), scripts.at(file)});
    }
    if (plan.files.isEmpty())
        return failure(ErrorCode::NotFound, {}, QObject::tr("No note holds “%1”.").arg(find));
    return plan;
}

} // namespace tearsheet
