// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/graphs.h"

#include "core/export/exportfile.h"
#include "core/export/graphexport.h"
#include "core/export/graphsvg.h"
#include "ui/graph/graphcanvas.h"
#include "ui/graph/graphpicture.h"
#include "ui/graph/graphview.h"
#include "ui/style/icons.h"
#include "ui/style/style.h"
#include "ui/window/comparisons.h"
#include "ui/window/navigator.h"
#include "ui/window/notetabs.h"
#include "ui/window/relations.h"
#include "ui/window/statusline.h"

#include <QBuffer>
#include <QFileDialog>
#include <QJsonDocument>
#include <QSettings>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto KeepDelay = 2s;
constexpr double PictureRatio = 3; // Pixels of a PNG for each of the screen's: enough for print.

QString stateKey(GraphView::Scope scope)
{
    return scope == GraphView::Scope::Vault ? u"graph/vault"_s : u"graph/note"_s;
}

QString keyOf(const NotePath &note)
{
    return note.isEmpty() ? u"graph"_s : u"graph around "_s + note.toString();
}

Places placesIn(const GraphView *view)
{
    const GraphPlaces &shown = view->canvas()->places();
    Places places;
    places.x.assign(shown.x(), shown.x() + shown.size());
    places.y.assign(shown.y(), shown.y() + shown.size());
    return places;
}

GraphSvgOptions drawingOf(const GraphView *view, const QString &title)
{
    GraphSvgOptions drawing{.dark = paletteOf(view).dark, .title = title};
    for (const SceneNode &node : view->canvas()->scene().nodes()) {
        drawing.radii.push_back(node.radius);
        drawing.colours.push_back(node.colour & 0xFFFFFF);
    }
    return drawing;
}

} // namespace

Graphs::Graphs(Vault *vault, NoteTabs *tabs, Navigator *navigator, Relations *relations, Comparisons *comparisons,
               std::shared_ptr<SharedClaims> claims, StatusLine *status, QSettings *settings, QWidget *window)
    : QObject(window), m_vault(vault), m_tabs(tabs), m_navigator(navigator), m_relations(relations),
      m_comparisons(comparisons), m_claims(std::move(claims)), m_status(status), m_settings(settings), m_window(window),
      m_job(this,
            [this](const std::shared_ptr<const GraphIndex> &index) {
                m_index = index;
                for (const QPointer<GraphView> &view : std::as_const(m_views)) {
                    if (view)
                        view->setGraph(m_index);
                }
            }),
      m_store(vault->root())
{
    connect(relations, &Relations::changed, this, &Graphs::update);
    m_keepSoon.setSingleShot(true);
    m_keepSoon.setInterval(KeepDelay);
    connect(&m_keepSoon, &QTimer::timeout, this, &Graphs::keepPlaces);
}

Graphs::~Graphs()
{
    if (m_keepSoon.isActive())
        keepPlaces();
}

GraphView *Graphs::openVault()
{
    return open({});
}

GraphView *Graphs::openAround(const NotePath &note)
{
    return open(note);
}

QByteArray Graphs::stateOf(const GraphView *view)
{
    QJsonObject json{{u"choices"_s, view->state().toJson()}};
    if (view->scope() == GraphView::Scope::Note)
        json.insert(u"note"_s, view->note().toString());
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

GraphView *Graphs::restore(const QByteArray &state)
{
    const QJsonObject json = QJsonDocument::fromJson(state).object();
    return make(NotePath::fromRelative(json.value(u"note"_s).toString()).value_or(NotePath()),
                json.value(u"choices"_s).toObject(), false);
}

GraphView *Graphs::open(const NotePath &note)
{
    const QString key = keyOf(note);
    for (const QPointer<GraphView> &view : std::as_const(m_views)) {
        if (view && view->property("key").toString() == key && m_tabs->showPage(key)) {
            view->setFocus();
            return view;
        }
    }
    const QString scope = stateKey(note.isEmpty() ? GraphView::Scope::Vault : GraphView::Scope::Note);
    GraphView *const view = make(note, QJsonDocument::fromJson(m_settings->value(scope).toByteArray()).object(), true);
    view->setFocus();
    return view;
}

// Of the vault where `note` is empty.
GraphView *Graphs::make(const NotePath &note, const QJsonObject &state, bool front)
{
    using Scope = GraphView::Scope;
    auto *const view = new GraphView(note.isEmpty() ? Scope::Vault : Scope::Note, m_claims);
    view->setProperty("key", keyOf(note));
    view->setState(GraphState::fromJson(state, GraphState{.options = graphOptionsOf(m_vault->snapshot().settings())}));
    view->setNote(note.isEmpty() ? m_note : note);
    if (note.isEmpty()) {
        restorePlaces();
        view->setPlaces(m_places, m_pinned);
    }
    connectView(view);
    m_views.removeIf([](const QPointer<GraphView> &other) { return other.isNull(); });
    m_views.append(view);
    if (m_index)
        view->setGraph(m_index);
    m_tabs->addPage(view, keyOf(note),
                    note.isEmpty() ? tr("Graph") : tr("Around %1").arg(note.name()).replace(u'&', u"&&"_s),
                    icon(Icon::Graph), front);
    update();
    return view;
}

void Graphs::connectView(GraphView *view)
{
    connect(view, &GraphView::noteActivated, this,
            [this](const NotePath &path, Qt::KeyboardModifiers) { m_navigator->open(path, OpenIn::NewTab); });
    connect(view, &GraphView::sourceActivated, this,
            [this](const NotePath &path, quint32 offset, Qt::KeyboardModifiers) {
                m_navigator->open(path, OpenIn::NewTab, offset);
            });
    connect(view, &GraphView::unresolvedActivated, this,
            [this](const QString &name) { m_navigator->follow({name, {}, LinkKind::Wiki}, m_note, {}); });
    connect(view, &GraphView::localGraphWanted, this, &Graphs::openAround);
    connect(view, &GraphView::compareWanted, this, [this](const QList<NotePath> &notes) {
        if (notes.size() > 1)
            m_comparisons->compareNotes(notes);
        else
            m_status->say(tr("A comparison takes two notes at least."));
    });
    connect(view, &GraphView::exportWanted, this, [this, view](const QString &kind) { exportFrom(view, kind); });
    connect(view, &GraphView::stateChanged, this, [this, view] { keepState(view); });
    connect(view, &GraphView::placesChanged, this, [this, view] {
        if (view->scope() != GraphView::Scope::Vault)
            return;
        m_places = view->places();
        m_pinned = view->pinned();
        m_keepSoon.start();
    });
}

void Graphs::setNote(const NotePath &note)
{
    if (note.isEmpty())
        return; // A graph in front is no reason to forget the note behind it.
    m_note = note;
    for (const QPointer<GraphView> &view : std::as_const(m_views)) {
        if (view && view->scope() == GraphView::Scope::Vault)
            view->setNote(note);
    }
}

bool Graphs::isSettled() const
{
    return std::ranges::all_of(m_views, [this](const QPointer<GraphView> &view) {
        return !view || !view->isVisible() || (view->isSettled() && m_index);
    });
}

// The graph is made only where somebody looks at one.
void Graphs::update()
{
    m_views.removeIf([](const QPointer<GraphView> &view) { return view.isNull(); });
    const std::shared_ptr<const RelationIndex> relations = m_relations->index();
    if (m_views.isEmpty() || !relations || relations == m_source)
        return;
    m_source = relations;
    m_job.request([known = m_index, relations](const CancelFlag &) {
        return std::make_shared<const GraphIndex>((known ? *known : GraphIndex()).updated(*relations));
    });
}

void Graphs::keepState(const GraphView *view)
{
    m_settings->setValue(stateKey(view->scope()), QJsonDocument(view->state().toJson()).toJson(QJsonDocument::Compact));
}

void Graphs::restorePlaces()
{
    if (!m_places.isEmpty())
        return;
    for (const auto &[key, place] : m_store.load().asKeyValueRange()) {
        m_places.insert(key, {place.x, place.y});
        if (place.pinned)
            m_pinned.insert(key);
    }
}

void Graphs::keepPlaces()
{
    if (!m_index)
        return;
    KeptPlaces kept;
    for (const GraphNode &node : m_index->graph().nodes) {
        if (const auto place = m_places.constFind(node.key); place != m_places.cend())
            kept.insert(node.key,
                        {static_cast<float>(place->x()), static_cast<float>(place->y()), m_pinned.contains(node.key)});
    }
    if (const Result<> done = m_store.keep(kept); !done)
        m_status->say(done.error().sentence);
}

void Graphs::exportFrom(GraphView *view, const QString &kind)
{
    if (!view->shown())
        return;
    auto *const dialog = new QFileDialog(m_window, tr("Export the graph"));
    dialog->setObjectName(u"exportDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(kind);
    const QString name = view->scope() == GraphView::Scope::Vault ? m_vault->name() : view->note().name().toString();
    dialog->selectFile(tr("Graph of %1").arg(name) + u'.' + kind);
    connect(dialog, &QFileDialog::fileSelected, view,
            [this, view, kind](const QString &path) { write(view, kind, path); });
    dialog->open();
}

void Graphs::write(GraphView *view, const QString &kind, const QString &path)
{
    const std::shared_ptr<const ShownGraph> shown = view->shown();
    const GraphOptions &options = view->state().options;
    const QString title = tr("Graph of %1").arg(m_vault->name());
    QByteArray bytes;
    if (kind == u"png") {
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        if (!graphPicture(view->canvas()->frame(), view->font(), PictureRatio).save(&buffer, "PNG"))
            bytes.clear();
    } else if (kind == u"pdf") {
        bytes = graphPdf(view->canvas()->frame(), view->font(), title);
    } else if (kind == u"svg") {
        bytes = graphSvg(*shown, options, placesIn(view), drawingOf(view, title));
    } else if (kind == u"graphml") {
        bytes = graphMl(*shown);
    } else if (kind == u"gexf") {
        bytes = gexf(*shown, options, placesIn(view));
    } else if (kind == u"dot") {
        bytes = dot(*shown, options);
    } else if (kind == u"json") {
        bytes = QJsonDocument(graphJson(*shown)).toJson();
    } else {
        bytes = edgeCsv(*shown);
    }
    if (bytes.isEmpty()) {
        m_status->say(tr("The picture is too large for this machine's memory."));
        return;
    }
    const Result<> done = writeExport(path, bytes, m_vault->root());
    m_status->say(done ? tr("The graph is in %1.").arg(path) : done.error().sentence);
}

} // namespace tearsheet
