// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graphexport.h"

#include "core/export/exportfile.h"
#include "core/export/graphexport.h"
#include "core/graph/layout.h"
#include "core/research/relationcache.h"
#include "core/store/vaultdata.h"
#include "core/vault/vault.h"
#include "ui/graph/graphmaking.h"
#include "ui/graph/graphpicture.h"
#include "ui/style/palette.h"

#include <QFileInfo>
#include <QGuiApplication>

#include <algorithm>
#include <cmath>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr double UsualArea = 1600.0 * 1000.0; // Of a view.
constexpr double PrintRatio = 2.5;            // Of a page at 300 dpi to a screen.

// Pixels of a picture for each of a view's. A larger picture has more room for names, a smaller one letters that can be
// read.
double ratioOf(QSize size)
{
    return std::clamp(std::sqrt(size.width() * static_cast<double>(size.height()) / UsualArea), 1.0, PrintRatio);
}

// The note that `name` means, as a path or as links mean it.
Result<NotePath> centreOf(const QString &name, const Snapshot &snapshot)
{
    const QList<int> files = snapshot.lookup(name).matches;
    if (!files.isEmpty())
        return snapshot.file(files.first()).path;
    return failure(ErrorCode::NotFound, name, QObject::tr("There is no note %1 in the vault.").arg(name));
}

} // namespace

Result<> exportGraph(const GraphExport &wanted)
{
    const QString kind = QFileInfo(wanted.file).suffix().toLower();
    if (kind != u"png" && kind != u"pdf" && kind != u"svg")
        return failure(ErrorCode::Usage, wanted.file,
                       QObject::tr("%1: a picture of a graph is a .png, .pdf or .svg file.").arg(wanted.file));
    const Result<QString> root = Vault::checkRoot(wanted.vault);
    if (!root)
        return std::unexpected(root.error());
    (void)claimData(*root); // Nothing is kept here.
    const Result<Snapshot> snapshot = indexVault(*root);
    if (!snapshot)
        return std::unexpected(snapshot.error());
    const Result<RelationIndex> relations = relationsOfVault(*root, *snapshot);
    if (!relations)
        return std::unexpected(relations.error());
    GraphWish wish{.state = {.options = graphOptionsOf(snapshot->settings())},
                   .claims = std::make_shared<SharedClaims>()};
    if (!wanted.note.isEmpty()) {
        const Result<NotePath> centre = centreOf(wanted.note, *snapshot);
        if (!centre)
            return std::unexpected(centre.error());
        wish.centre = *centre;
        wish.state.options.settings.search.clear(); // That of the whole graph.
    }
    wish.state.paint.dark = wanted.dark;
    wish.index = std::make_shared<const GraphIndex>(GraphIndex().updated(*relations));
    const MadeGraph graph = made(wish);
    if (graph.error)
        return std::unexpected(*graph.error);
    const auto places = std::make_shared<const Places>(
        separated(usualLayout(*graph.motion.adjacency, graph.motion.options), graph.motion.rooms));
    const QFont font = QGuiApplication::font();
    const Palette &palette = paletteFor(wanted.dark ? Qt::ColorScheme::Dark : Qt::ColorScheme::Light);
    const QList<LegendEntry> legend =
        wanted.legend ? pictureLegend(*graph.shown, wish.state.options, wish.state.paint, graph.painted)
                      : QList<LegendEntry>();
    const double ratio = ratioOf(wanted.size);
    const double below = std::ceil(legendHeight(legend, font, wanted.size.width() / ratio) * ratio);
    const QSizeF size(wanted.size.width() / ratio, std::max(1.0, (wanted.size.height() - below) / ratio));
    const GraphFrame frame =
        fittedFrame(graph.painted.scene, GraphPlaces(places), size, FrameColours::of(palette), font);
    const QString title = graphTitle(QFileInfo(*root).fileName(), wish.centre);
    const QByteArray bytes = graphFile(kind, frame, font, ratio, title, legend);
    if (bytes.isEmpty())
        return failure(ErrorCode::TooLarge, wanted.file,
                       QObject::tr("The picture is too large for this machine's memory."));
    return writeExport(wanted.file, bytes, *root);
}

} // namespace tearsheet
