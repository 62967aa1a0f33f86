// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/graph/graphframe.h"

#include <QElapsedTimer>
#include <QOpenGLWidget>

#include <functional>
#include <memory>

namespace tearsheet {

class GlGraph;

/// What OpenGL can do here.
struct GlAbility
{
    bool usable = false;   ///< There are contexts of OpenGL 3.3 and framebuffers.
    bool software = false; ///< It is computed by the processor.
    QString name;          ///< The renderer's, to show.
};

/// Looked for once, which loads the driver: some 100 ms. On the UI thread.
const GlAbility &glAbility();

/// The format of surface that graphs need.
QSurfaceFormat graphFormat();

/// Shows frames by OpenGL; takes no input.
class GlSurface : public QOpenGLWidget
{
    Q_OBJECT

public:
    /// `frame` is asked for what to show whenever the surface paints itself.
    GlSurface(std::function<GraphFrame()> frame, QWidget *parent);
    ~GlSurface() override;

    /// The time of the UI thread that the last frame took, in milliseconds, its labels included.
    double submitTime() const { return m_submitTime; }

    /// Milliseconds since the last frame was begun; asked when it was swapped, what it took.
    double frameTime() const { return static_cast<double>(m_begun.nsecsElapsed()) / 1e6; }

    /// Whether the last frame showed less than it would at rest.
    bool showsLess() const { return m_showsLess; }

Q_SIGNALS:
    /// The context cannot draw graphs, or not this one; comes from the event loop.
    void failed();

protected:
    void initializeGL() override;
    void paintGL() override;

private:
    void release();

    std::function<GraphFrame()> m_frame;
    std::unique_ptr<GlGraph> m_graph;
    QElapsedTimer m_begun;
    double m_submitTime = 0;
    bool m_showsLess = false;
};

} // namespace tearsheet
