// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/graphs.h"

#include "core/export/graphexport.h"
#include "ui/graph/graphcanvas.h"
#include "ui/graph/graphpicture.h"
#include "ui/graph/graphview.h"
#include "ui/style/icons.h"
#include "ui/style/style.h"
#include "ui/window/comparisons.h"
#include "ui/window/exporting.h"
#include "ui/window/navigator.h"
#include "ui/window/notetabs.h"
#include "ui/window/relations.h"
#include "ui/window/statusline.h"
#include "ui/window/vaultsettings.h"

#include <QInputDialog>
#include <QJsonDocument>
#include <QSettings>

#include <algorithm>
#include <utility>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr double PictureRatio = 3; // Pixels of a PNG for each of the screen's: enough for print.

QString keyOf(const NotePath &note)
{
    return note.isEmpty() ? u"graph"_s : u"graph around "_s + note.toString();
}

// Of a tab.
QString titleOf(const NotePath &note)
{
    return note.isEmpty() ? Graphs::tr("Graph") : Graphs::tr("Around %1").arg(note.name());
}

/// A graph as it is shown, to be written in another thread while the view goes on.
struct Exported
{
    std::shared_ptr<const ShownGraph> shown;
    PaintedGraph painted;
    GraphPlaces places;
    GraphFrame frame; ///< Of a picture; of one that is yet to be fitted its size and colours.
};

Exported exportedOf(const GraphView *view, bool inSight)
{
    GraphCanvas *const canvas = view->canvas();
    Exported what{view->shown(), view->painted(), canvas->places(), inSight ? canvas->frame() : GraphFrame()};
    what.frame.view = canvas->size();
    what.frame.colours = FrameColours::of(paletteOf(canvas));
    return what;
}

Places placesIn(const GraphPlaces &shown)
{
    Places places;
    places.x.assign(shown.x(), shown.x() + shown.size());
    places.y.assign(shown.y(), shown.y() + shown.size());
    return places;
}

// What lies among `nodes`, which fill the picture, each as it looks among all.
Exported cutOut(const Exported &whole, const QList<int> &nodes, const QFont &font, bool painted)
{
    const GraphPart part = partOf(*whole.shown, nodes);
    const auto places = std::make_shared<Places>(static_cast<std::size_t>(part.nodes.size()));
    for (std::size_t i = 0; i < places->size(); ++i) {
        const int node = part.nodes.at(static_cast<qsizetype>(i));
        places->x[i] = whole.places.x()[node];
        places->y[i] = whole.places.y()[node];
    }
    Exported what{std::make_shared<const ShownGraph>(part.shown), partOf(whole.painted, part),
                  GraphPlaces(std::shared_ptr<const Places>(places)), whole.frame};
    if (painted)
        what.frame = fittedFrame(what.painted.scene, what.places, whole.frame.view, whole.frame.colours, font);
    return what;
}

// Whose graph it is; empty for that of the vault.
NotePath noteOf(const GraphView *view)
{
    return view->scope() == GraphView::Scope::Vault ? NotePath() : view->note();
}

QString titleOf(const GraphView *view, const QString &vault)
{
    return graphTitle(vault, noteOf(view));
}

} // namespace

Graphs::Graphs(Vault *vault, NoteTabs *tabs, Navigator *navigator, Relations *relations, Comparisons *comparisons,
               Exporting *exporting, std::shared_ptr<SharedClaims> claims, StatusLine *status, QSettings *settings,
               QWidget *window)
    : QObject(window), m_vault(vault), m_tabs(tabs), m_navigator(navigator), m_relations(relations),
      m_comparisons(comparisons), m_exporting(exporting), m_claims(std::move(claims)), m_status(status),
      m_settings(settings), m_window(window),
      m_job(this, [this](const std::shared_ptr<const GraphIndex> &index) { take(index); }), m_places(vault->root())
{
    settings->remove(u"graph"_s); // Former versions had the choices of all vaults there, as one.
    connect(relations, &Relations::changed, this, &Graphs::update);
    connect(vault, &Vault::published, this, [this] {
        for (const QPointer<GraphView> &view : std::as_const(m_views)) {
            if (view)
                showUsual(view);
        }
    });
    connect(&m_places, &PlaceKeeper::failed, status, [status](const QString &sentence) { status->say(sentence); });
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
    QJsonObject json{{u"choices"_s, view->choices()}};
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
    for (const QPointer<GraphView> &view : std::as_const(m_views)) {
        if (view && noteOf(view) == note && m_tabs->showPage(keyOf(note))) {
            view->setFocus();
            return view;
        }
    }
    const QString key = choicesKey(note.isEmpty() ? GraphView::Scope::Vault : GraphView::Scope::Note);
    GraphView *const view = make(note, QJsonDocument::fromJson(m_settings->value(key).toByteArray()).object(), true);
    view->setFocus();
    return view;
}

// Of the vault where `note` is empty.
GraphView *Graphs::make(const NotePath &note, const QJsonObject &choices, bool front)
{
    using Scope = GraphView::Scope;
    auto *const view = new GraphView(note.isEmpty() ? Scope::Vault : Scope::Note, m_claims);
    view->setChoices(choices);
    showUsual(view);
    view->setNote(note.isEmpty() ? m_note : note);
    m_places.load(note, [view = QPointer(view)](const NodePlaces &places, const QSet<quint64> &pinned) {
        if (view)
            view->setPlaces(places, pinned);
    });
    connectView(view);
    m_views.removeIf([](const QPointer<GraphView> &other) { return other.isNull(); });
    m_views.append(view);
    if (m_index)
        view->setGraph(m_index);
    m_tabs->addPage(view, keyOf(note), titleOf(note), icon(Icon::Graph), front);
    update();
    return view;
}

// What the vault's own settings say of its graphs. At a start they are known only when it has been read.
void Graphs::showUsual(GraphView *view) const
{
    const ObsidianSettings &settings = m_vault->snapshot().settings();
    GraphState usual{.options = graphOptionsOf(settings)};
    // Their search is that of the whole graph: around a note it would hide what the note is about.
    if (view->scope() == GraphView::Scope::Note)
        usual.options.settings.search.clear();
    view->setUsual(usual, settings.graphProblem);
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
    connect(view, &GraphView::exportWanted, this, [this, view](const QString &kind, GraphView::Extent extent) {
        exportFrom(view, kind, extent, PictureRatio);
    });
    connect(view, &GraphView::pictureWanted, this,
            [this, view](GraphView::Extent extent) { askForWidth(view, extent); });
    connect(view, &GraphView::placesReplaced, this, [this, view](const QString &what) {
        m_status->say(tr("%1.").arg(what), {{tr("Undo"), [view = QPointer(view)] {
                                                 if (view)
                                                     view->undoPlaces();
                                             }}});
    });
    connect(view, &GraphView::stateChanged, this, [this, view] { keepState(view); });
    connect(view, &GraphView::placesChanged, this, [this, view] {
        const bool whole = view->scope() == GraphView::Scope::Vault;
        if (m_index)
            m_places.keep(whole ? NotePath() : view->note(),
                          {view->places(), view->pinned(), m_index, view->otherKeys()});
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

void Graphs::follow(const NotePath &from, const NotePath &to)
{
    if (m_note == from)
        m_note = to;
    m_places.follow(from, to);
    for (const QPointer<GraphView> &view : std::as_const(m_views)) {
        if (!view)
            continue;
        view->follow(from, to);
        if (view->scope() == GraphView::Scope::Note && view->note() == to) {
            m_tabs->movePage(keyOf(from), keyOf(to), titleOf(to));
        }
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

void Graphs::take(const std::shared_ptr<const GraphIndex> &index)
{
    m_index = index;
    for (const QPointer<GraphView> &view : std::as_const(m_views)) {
        if (view)
            view->setGraph(m_index);
    }
}

QString Graphs::choicesKey(GraphView::Scope scope) const
{
    return settingsOfVault(m_vault->root()) + (scope == GraphView::Scope::Vault ? u"/graph"_s : u"/graphAround"_s);
}

void Graphs::keepState(const GraphView *view)
{
    m_settings->setValue(choicesKey(view->scope()), QJsonDocument(view->choices()).toJson(QJsonDocument::Compact));
}

void Graphs::askForWidth(GraphView *view, GraphView::Extent extent)
{
    if (!view->shown())
        return;
    const QSizeF size = view->canvas()->size();
    const QString key = settingsOfVault(m_vault->root()) + u"/graphPicture"_s;
    const auto most = static_cast<int>(largestPicture * std::min(1.0, size.width() / std::max(1.0, size.height())));
    auto *const dialog = new QInputDialog(m_window);
    dialog->setObjectName(u"pictureWidth"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Picture of another size"));
    dialog->setLabelText(tr("Its width in pixels; the height follows from the view"));
    dialog->setOkButtonText(tr("Save as…"));
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setIntRange(leastPicture, std::max(leastPicture, most));
    dialog->setIntValue(m_settings->value(key, static_cast<int>(PictureRatio * size.width())).toInt());
    connect(dialog, &QInputDialog::intValueSelected, view, [this, view, extent, key](int width) {
        m_settings->setValue(key, width);
        exportFrom(view, u"png"_s, extent, width / std::max(1.0, static_cast<double>(view->canvas()->width())));
    });
    dialog->open();
}

void Graphs::exportFrom(GraphView *view, const QString &kind, GraphView::Extent extent, double ratio)
{
    if (!view->shown())
        return;
    const bool all = extent == GraphView::Extent::All;
    const QString title = titleOf(view, m_vault->name());
    m_exporting->ask(
        all ? tr("Export the graph") : tr("Export the selection"), all ? title : tr("%1, selection").arg(title), kind,
        view, [this, view, kind, extent, ratio](const QString &path) { write(view, kind, extent, path, ratio); });
}

void Graphs::write(GraphView *view, const QString &kind, GraphView::Extent extent, const QString &path, double ratio)
{
    const bool all = extent == GraphView::Extent::All;
    const bool painted = kind == u"png" || kind == u"pdf" || kind == u"svg";
    auto made = [whole = exportedOf(view, all && painted), all, painted, kind, path, ratio,
                 nodes = view->canvas()->selection(), title = titleOf(view, m_vault->name()),
                 options = view->state().options, withLegend = view->state().legend, font = view->font(),
                 paint = view->state().paint]() -> Result<QByteArray> {
        const Exported what = all ? whole : cutOut(whole, nodes, font, painted);
        if (!all && what.shown->graph.nodes.isEmpty())
            return failure(ErrorCode::NotFound, path, tr("Nothing is selected any more; no file was written."));
        if (painted) {
            const QList<LegendEntry> legend =
                withLegend ? pictureLegend(*what.shown, options, paint, what.painted) : QList<LegendEntry>();
            const QByteArray picture = graphFile(kind, what.frame, font, ratio, title, legend);
            if (picture.isEmpty())
                return failure(ErrorCode::TooLarge, path, tr("The picture is too large for this machine's memory."));
            return picture;
        }
        return kind == u"graphml" ? graphMl(*what.shown)
               : kind == u"gexf"  ? gexf(*what.shown, options, placesIn(what.places))
               : kind == u"dot"   ? dot(*what.shown, options)
               : kind == u"json"  ? QJsonDocument(graphJson(*what.shown)).toJson()
                                  : edgeCsv(*what.shown);
    };
    m_exporting->write(path, tr("The graph is in %1.").arg(path), std::move(made));
}

} // namespace tearsheet
