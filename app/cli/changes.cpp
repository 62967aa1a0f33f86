// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/changes.h"

#include "core/store/history.h"
#include "core/store/planrunner.h"

#include <QJsonArray>
#include <QJsonObject>

namespace tearsheet {

using namespace Qt::StringLiterals;

Result<Answer> carryOut(ChangePlan plan, const Snapshot &snapshot, const Request &request)
{
    plan.inPlace = request.has(u"--in-place");
    const bool dryRun = request.has(u"--dry-run");
    const QByteArray diff = planDiff(plan, snapshot);
    Answer answer;
    answer.remarks = plan.remarks;
    History history(request.root);
    PlanRunner runner(request.root);
    runner.setHistory({&history, [&](const Error &error) { answer.complaints.append(error.sentence); }});
    const Result<> done = dryRun ? runner.check(plan) : runner.run(plan);
    if (!done && done.error().code == ErrorCode::NeedsConsent)
        return failure(ErrorCode::NeedsConsent, done.error().path,
                       done.error().sentence + u" --in-place allows that."_s);
    if (!done)
        return std::unexpected(done.error());
    QJsonArray files;
    for (const FileChange &change : plan.files) {
        files.append(QJsonObject{{u"path"_s, change.path.toString()},
                                 {u"newPath"_s, change.newPath.toString()},
                                 {u"edits"_s, change.edits.edits().size()}});
        if (!dryRun)
            answer.lines.append(change.moves() ? QString(change.path.toString() + u" -> " + change.newPath.toString())
                                               : change.path.toString());
    }
    if (dryRun)
        answer.patch = diff;
    answer.json = QJsonDocument(QJsonObject{{u"done"_s, !dryRun},
                                            {u"files"_s, files},
                                            {u"diff"_s, QString::fromUtf8(diff)},
                                            {u"remarks"_s, QJsonArray::fromStringList(plan.remarks)}});
    return answer;
}

Result<Answer> rename(const Snapshot &snapshot, const Request &request)
{
    const Result<ChangePlan> plan = planRename(snapshot, request.arguments.at(0), request.arguments.at(1),
                                               {.keepAlias = request.has(u"--keep-alias")});
    return plan ? carryOut(*plan, snapshot, request) : std::unexpected(plan.error());
}

} // namespace tearsheet
