// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/relations.h"

#include "ui/panels/linkspanel.h"
#include "ui/panels/relationspanel.h"
#include "ui/window/changes.h"
#include "ui/window/navigator.h"
#include "ui/window/statusline.h"

#include <QSettings>
#include <QThreadPool>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto QuietTime = 3s;
constexpr int MostUnremembered = 32;
const QString BacklinksByRelation = u"panels/backlinksByRelation"_s;
const QString OutgoingByRelation = u"panels/outgoingByRelation"_s;

} // namespace

Relations::Relations(Vault *vault, NoteTabs *tabs, Navigator *navigator, Changes *changes, StatusLine *status,
                     QSettings *settings, QWidget *window)
    : QObject(window), m_vault(vault), m_tabs(tabs), m_navigator(navigator), m_changes(changes), m_status(status),
      m_settings(settings), m_backlinks(new LinksPanel(LinksModel::Direction::In, window)),
      m_outgoing(new LinksPanel(LinksModel::Direction::Out, window)), m_panel(new RelationsPanel(window)),
      m_words(vault->root()), m_working(std::make_shared<RelationIndex>()),
      m_job(this, [this](const std::shared_ptr<const RelationIndex> &index) { take(index); }), m_cache(vault->root())
{
    m_whenQuiet.setSingleShot(true);
    m_whenQuiet.setInterval(QuietTime);
    connect(&m_whenQuiet, &QTimer::timeout, this, &Relations::remember);
    if (const Result<> loaded = m_words.load(); !loaded)
        m_status->say(loaded.error().sentence);
    m_cache = RelationCache(vault->root(), m_words.all());
    m_backlinks->setByRelation(settings->value(BacklinksByRelation, true).toBool());
    m_outgoing->setByRelation(settings->value(OutgoingByRelation, true).toBool());
    connect(vault, &Vault::published, this, &Relations::update);
    connectPanels();
}

void Relations::connectPanels()
{
    const auto open = [this](const NotePath &path, quint32 offset, Qt::KeyboardModifiers modifiers) {
        m_navigator->open(path, placeFor(modifiers), offset);
    };
    for (LinksPanel *panel : {m_backlinks, m_outgoing})
        connect(panel, &LinksPanel::activated, this, open);
    connect(m_backlinks, &LinksPanel::byRelationChanged, this,
            [this](bool byRelation) { m_settings->setValue(BacklinksByRelation, byRelation); });
    connect(m_outgoing, &LinksPanel::byRelationChanged, this,
            [this](bool byRelation) { m_settings->setValue(OutgoingByRelation, byRelation); });
    connect(m_panel, &RelationsPanel::activated, this, open);
    connect(m_panel, &RelationsPanel::reciprocalWanted, this, &Relations::addReciprocal);
    connect(m_panel, &RelationsPanel::targetWanted, this, [this](const QString &name, const NotePath &from) {
        m_navigator->follow({name, {}, LinkKind::Wiki}, from, {});
    });
    connect(m_panel, &RelationsPanel::changeWanted, this, &Relations::changeWanted);
}

// While the first indexing runs most names would answer to nothing yet.
void Relations::update(const Snapshot &snapshot)
{
    if (!snapshot.isComplete())
        return;
    m_job.request(
        [working = m_working, cache = m_cache, snapshot](const CancelFlag &) -> std::shared_ptr<const RelationIndex> {
            const bool first = working->snapshot().files().isEmpty();
            *working = first ? cache.read(snapshot) : working->updated(snapshot);
            return std::make_shared<const RelationIndex>(*working);
        });
}

void Relations::take(const std::shared_ptr<const RelationIndex> &index)
{
    m_index = index;
    m_unremembered += index->readCount();
    // A few changed notes are read again as fast as from the cache.
    if (m_unremembered >= std::max(MostUnremembered, index->snapshot().noteCount() / 100))
        m_whenQuiet.start();
    m_backlinks->setRelations(index);
    m_outgoing->setRelations(index);
    m_panel->setRelations(index);
    Q_EMIT changed(index);
}

void Relations::remember()
{
    m_unremembered = 0;
    QThreadPool::globalInstance()->start([cache = m_cache, index = m_index] {
        // Without it the next start reads them again.
        (void)cache.write(*index);
    });
}

void Relations::showNote(const NotePath &path, bool editable)
{
    m_backlinks->showNote(m_vault->snapshot(), path);
    m_outgoing->showNote(m_vault->snapshot(), path);
    m_panel->showNote(path, editable);
}

Result<> Relations::setWords(const QList<OwnRelationWord> &words)
{
    if (const Result<> kept = m_words.keep(words); !kept)
        return kept;
    m_cache = RelationCache(m_vault->root(), words);
    // The job that runs keeps the one it has.
    m_working = std::make_shared<RelationIndex>();
    update(m_vault->snapshot());
    return {};
}

void Relations::addReciprocal(const StatedRelation &relation)
{
    // What is unsaved is not in the files that the plan changes.
    m_changes->saveOpenNotes();
    m_changes->carryOut([relation, words = m_words.table()](const Snapshot &snapshot) {
        return planReciprocal(relation, snapshot, *words);
    });
}

} // namespace tearsheet
