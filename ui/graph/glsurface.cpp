// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/glsurface.h"

#include "ui/graph/glgraph.h"

#include <QGuiApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>

using namespace Qt::StringLiterals;

namespace tearsheet {

namespace {

GlAbility findAbility()
{
    QOffscreenSurface surface;
    surface.setFormat(graphFormat());
    surface.create();
    QOpenGLContext context;
    context.setFormat(graphFormat());
    if (!surface.isValid() || !context.create() || !context.makeCurrent(&surface))
        return {};
    GlAbility ability;
    const auto *name = reinterpret_cast<const char *>(context.functions()->glGetString(GL_RENDERER));
    ability.name = QString::fromUtf8(name);
    for (const QLatin1StringView software :
         {"llvmpipe"_L1, "softpipe"_L1, "swrast"_L1, "SwiftShader"_L1, "Software"_L1})
        ability.software = ability.software || ability.name.contains(software, Qt::CaseInsensitive);
    GlGraph graph;
    ability.usable = !context.isOpenGLES() && context.format().version() >= qMakePair(3, 3) && graph.prepare();
    return ability;
}

} // namespace

QSurfaceFormat graphFormat()
{
    QSurfaceFormat format;
    format.setRenderableType(QSurfaceFormat::OpenGL);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setVersion(3, 3);
    format.setDepthBufferSize(0);
    format.setStencilBufferSize(0);
    return format;
}

const GlAbility &glAbility()
{
    static const GlAbility ability = findAbility();
    return ability;
}

GlSurface::GlSurface(std::function<GraphFrame()> frame, QWidget *parent)
    : QOpenGLWidget(parent), m_frame(std::move(frame))
{
    setFormat(graphFormat());
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    setObjectName(u"glSurface"_s);
}

GlSurface::~GlSurface()
{
    // The context outlives this part of the object.
    if (context())
        context()->disconnect(this);
    release();
}

// The objects of a context need it to be current when they go.
void GlSurface::release()
{
    if (!m_graph || !context())
        return;
    makeCurrent();
    m_graph.reset();
    doneCurrent();
}

void GlSurface::initializeGL()
{
    // A surface that gets another window gets another context.
    connect(context(), &QOpenGLContext::aboutToBeDestroyed, this, &GlSurface::release, Qt::UniqueConnection);
    m_graph = std::make_unique<GlGraph>();
    if (m_graph->prepare())
        return;
    m_graph.reset();
    QMetaObject::invokeMethod(this, &GlSurface::failed, Qt::QueuedConnection);
}

void GlSurface::paintGL()
{
    if (!m_graph)
        return;
    m_begun.start();
    const GraphFrame frame = m_frame();
    if (m_graph->fits(frame.scene))
        m_showsLess = m_graph->draw(frame);
    else
        QMetaObject::invokeMethod(this, &GlSurface::failed, Qt::QueuedConnection);
    m_submitTime = frameTime();
}

} // namespace tearsheet
