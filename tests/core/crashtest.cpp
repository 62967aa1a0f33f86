// SPDX-License-Identifier: GPL-3.0-or-later
// Random plans and saves in random vaults, each of which a random fault meets at a random call: after the next start
// all files are wholly the old or the new ones. TEARSHEET_ROUNDS sets how many (20,000 take some minutes).
#include "core/change/propertyplan.h"
#include "core/change/renameplan.h"
#include "core/change/tagplan.h"
#include "core/store/notestore.h"
#include "core/store/planrunner.h"
#include "core/vault/vault.h"
#include "tests/support/childprocess.h"
#include "tests/support/faultycalls.h"
#include "tests/support/generatedvault.h"
#include "tests/support/randomtext.h"
#include "tests/support/temporarymachine.h"
#include "tests/support/unsafedisk.h"

#include <QtTest>

#include <cerrno>

#include <unistd.h>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

using Files = TemporaryMachine::Files;

const QStringList Kinds{u"errors"_s, u"short writes"_s, u"kills"_s, u"power cuts"_s, u"errors and then power cuts"_s};
enum Kind : quint8 { Errors, ShortWrites, Kills, PowerCuts, ErrorsAndPowerCuts };

constexpr int RoundsOfAVault = 8;

NotePath at(const QString &path)
{
    return *NotePath::fromRelative(path);
}

/// What a user does to a vault. It may be done again on a vault that is the same.
struct Action
{
    QString name;
    bool isPlan = false;
    std::function<bool(const TemporaryMachine &, const FileCalls &)> work; // Whether success was told.
};

Action planned(Result<ChangePlan> plan)
{
    if (!plan)
        return {};
    plan->inPlace = true; // As far as files have a second name.
    return {plan->title, true, [plan = *plan](const TemporaryMachine &machine, const FileCalls &calls) {
                History history(machine.root(), calls);
                PlanRunner runner(machine.root(), calls);
                runner.setHistory({&history, {}});
                return runner.run(plan).has_value();
            }};
}

Action saved(const QString &path, const QByteArray &bytes, SaveMode mode)
{
    return {u"save "_s + path, false, [=](const TemporaryMachine &machine, const FileCalls &calls) {
                const FileStamp base = NoteStore(machine.root()).read(at(path))->stamp;
                History history(machine.root(), calls);
                NoteStore store(machine.root(), calls);
                store.setHistory({&history, {}});
                return store.save(at(path), bytes, base, mode).has_value();
            }};
}

Action created(const QString &path, const QByteArray &bytes)
{
    return {u"create "_s + path, false, [=](const TemporaryMachine &machine, const FileCalls &calls) {
                return NoteStore(machine.root(), calls).create(at(path), bytes).has_value();
            }};
}

/// Whether the history has `text` among the versions of one of `paths`.
bool keeps(const History &history, const QStringList &paths, const QByteArray &text)
{
    return std::ranges::any_of(paths, [&](const QString &path) {
        const Result<QList<Version>> versions = history.versions(at(path));
        return versions && std::ranges::any_of(*versions, [&](const Version &version) {
                   return history.bytes(version) == text;
               });
    });
}

/// One computer after the other, on which things go wrong.
class Crashes
{
public:
    explicit Crashes(quint32 seed) : m_random(seed) { renew(); }

    /// One action and one fault. Why all is not well afterwards; empty where it is.
    QString next()
    {
        if (m_left-- == 0)
            renew();
        const Files old = m_machine->files();
        Files now = old;
        Action action;
        int points = 0;
        const auto kind = static_cast<Kind>(m_random.number(0, static_cast<int>(Kinds.size()) - 1));
        while (now == old) {
            action = anyAction(old);
            if (!action.work)
                continue;
            const UnsafeDisk disk(m_machine->folders(), faultyCalls(0));
            if (action.work(*m_machine, disk.calls()))
                now = m_machine->files();
            points = faultyCallCount();
            disk.cutPower(kind == PowerCuts ? m_random.number(0, disk.callCount()) : 0, seed());
        }
        const std::optional<bool> told = meet(kind, action, m_random.number(1, points));
        ++m_counts[kind];
        const QString problem = check(old, now, kind, told);
        if (action.isPlan)
            ++(m_machine->files() == now ? m_done : m_undone);
        else
            ++(m_machine->files() == now ? m_new : m_old);
        if (problem.isEmpty())
            return {};
        m_left = 0;
        return u"%1, %2 at one of %3 calls: %4"_s.arg(action.name, Kinds.at(kind)).arg(points).arg(problem);
    }

    /// What happened until now, in one line.
    QString figures() const
    {
        QStringList counts;
        for (qsizetype i = 0; i < Kinds.size(); ++i)
            counts.append(u"%1 %2"_s.arg(m_counts.at(static_cast<size_t>(i))).arg(Kinds.at(i)));
        return u"%1; plans: %2 done, %3 undone; saves: %4 new, %5 old"_s.arg(counts.join(u", "_s))
            .arg(m_done)
            .arg(m_undone)
            .arg(m_new)
            .arg(m_old);
    }

private:
    quint32 seed() { return static_cast<quint32>(m_random.number(0, 1 << 30)); }

    QByteArray text()
    {
        QByteArray text = "---\nsector: solar\ntags: [maker]\n---\n#maker/cells ";
        for (int links = m_random.number(0, 4); links > 0; --links)
            text += "[[" + m_random.oneOf(QList<QByteArray>{"Volta", "Ohm", "a/Cell", "Hub|see", "plan.png"}) + "]] ";
        return text + m_random.text(6) + QByteArray("a longer line of a note\n").repeated(m_random.number(0, 80));
    }

    void renew()
    {
        m_machine = std::make_unique<TemporaryMachine>();
        m_left = RoundsOfAVault;
        if (m_random.number(0, 9) == 0) {
            generateVault(m_machine->root(), 4, seed());
            return;
        }
        for (const QString &path : {u"Volta.md"_s, u"Ohm.md"_s, u"a/Cell.md"_s, u"a/b/Hub.md"_s, u"c/Other.md"_s})
            m_machine->vault().write(path, text());
        m_machine->vault().write(u"a/plan.png"_s, "bytes");
        m_machine->vault().write(
            u"c/Board.canvas"_s,
            "{\"nodes\":[{\"type\":\"file\",\"file\":\"a\\/Cell.md\"},{\"type\":\"file\",\"file\":\"Volta.md\"},"
            "{\"type\":\"text\",\"text\":\"[[Ohm]] \\u00e9 ![[plan.png]]\"}]}");
        m_elsewhere = std::make_unique<QTemporaryDir>(QFileInfo(m_machine->root()).path() + u"/second-XXXXXX"_s);
        for (const QString &path : {u"Volta.md"_s, u"a/b/Hub.md"_s}) {
            const QString second = m_elsewhere->filePath(QFileInfo(path).fileName());
            if (m_random.number(0, 2) == 0
                && ::link(qPrintable(m_machine->vault().absolute(path)), qPrintable(second)) != 0)
                qFatal("%s cannot have a second name.", qPrintable(path));
        }
    }

    Action anyAction(const Files &files)
    {
        const QString path = m_random.oneOf(files.keys());
        const QString number = QString::number(m_random.number(0, 99));
        const QString place = m_random.oneOf(QStringList{u""_s, u"a/"_s, u"new/"_s, u"new/place/"_s});
        const Snapshot snapshot = *indexVault(m_machine->root());
        switch (m_random.number(0, 7)) {
        case 0:
        case 1:
            return planned(planRename(snapshot, path, place + number + path.sliced(path.lastIndexOf(u'.'))));
        case 2:
            return path.contains(u'/') ? planned(planRename(snapshot, path.section(u'/', 0, 0), place + number))
                                       : Action();
        case 3: {
            const bool again = m_random.number(0, 1) == 0;
            return planned(planTagRename(snapshot, again ? u"made"_s : u"maker"_s, again ? u"maker"_s : u"made"_s));
        }
        case 4: {
            const auto rename = planPropertyRename(snapshot, u"sector"_s, u"field "_s + number);
            return rename ? planned(rename->plan) : Action();
        }
        case 5:
            return path.endsWith(u".md") ? saved(path, m_random.changed(files.value(path)), SaveMode::Replace)
                                         : Action();
        case 6:
            return path.endsWith(u".md") ? saved(path, text(), SaveMode::InPlace) : Action();
        default:
            return created(place + number + u".md"_s, text());
        }
    }

    /// Does `action` while the fault of a `kind` happens at call `point`. Whether success was told, if anything was.
    std::optional<bool> meet(Kind kind, const Action &action, int point)
    {
        const int error = m_random.oneOf(QList<int>{EIO, ENOSPC, EACCES, EDQUOT, EINTR});
        switch (kind) {
        case Errors:
            return action.work(*m_machine, faultyCalls(point, Fault::Error, error));
        case ShortWrites:
            return action.work(*m_machine, faultyCalls(point, Fault::ShortWrite));
        case Kills:
            (void)inChild([&] { action.work(*m_machine, faultyCalls(point, Fault::Kill)); });
            break;
        case PowerCuts:
            break; // Has happened.
        case ErrorsAndPowerCuts: {
            const UnsafeDisk disk(m_machine->folders(), faultyCalls(point, Fault::Error, error));
            action.work(*m_machine, disk.calls());
            disk.cutPower(m_random.number(0, disk.callCount()), seed());
            break;
        }
        }
        return std::nullopt;
    }

    QString check(const Files &old, const Files &now, Kind kind, std::optional<bool> told) const
    {
        if (const Result<> recovered = m_machine->recover(UnsafeDisk::unsynced()); !recovered)
            return recovered.error().sentence;
        const Files files = m_machine->files();
        if (files != old && files != now)
            return u"neither the old nor the new files, but "_s + QStringList(files.keys()).join(u", "_s);
        if (told && files != (*told ? now : old))
            return *told ? u"told as done"_s : u"told as not done"_s;
        // Where a call fails, the history may be what fails.
        if (kind == Errors || kind == ErrorsAndPowerCuts)
            return {};
        const QList<QByteArray> texts = files.values();
        const History history(m_machine->root());
        for (auto it = old.cbegin(); it != old.cend(); ++it) {
            if (!it.key().endsWith(u".png") && !texts.contains(it.value())
                && !keeps(history, old.keys() + now.keys(), it.value()))
                return u"no text of before of "_s + it.key();
        }
        return {};
    }

    RandomText m_random;
    std::unique_ptr<QTemporaryDir> m_elsewhere; // Second names of files.
    std::unique_ptr<TemporaryMachine> m_machine;
    int m_left = 0;
    std::array<int, 5> m_counts{};
    int m_done = 0;
    int m_undone = 0;
    int m_new = 0;
    int m_old = 0;
};

} // namespace

class CrashTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whateverHappens()
    {
        const int rounds = qEnvironmentVariableIntValue("TEARSHEET_ROUNDS");
        const int count = rounds > 0 ? rounds : 250;
        Crashes crashes(static_cast<quint32>(count));
        QStringList problems;
        for (int round = 0; round < count; ++round) {
            if (const QString problem = crashes.next(); !problem.isEmpty())
                problems.append(u"round %1: %2"_s.arg(round).arg(problem));
        }
        qInfo("%d rounds: %ls; %lld violations", count, qUtf16Printable(crashes.figures()),
              static_cast<long long>(problems.size()));
        QVERIFY2(problems.isEmpty(), qPrintable(problems.first(std::min<qsizetype>(problems.size(), 20)).join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(CrashTest)
#include "crashtest.moc"
