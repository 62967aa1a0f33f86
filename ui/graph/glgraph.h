// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/graph/graphframe.h"

#include <QHash>
#include <QOpenGLBuffer>
#include <QOpenGLFunctions_3_3_Core>
#include <QOpenGLShaderProgram>
#include <QOpenGLVertexArrayObject>

#include <vector>

namespace tearsheet {

/// Draws frames with OpenGL 3.3: nodes and edges are instances of one square each, places are looked up by the shaders,
/// so that a new camera costs nothing and new places cost the copying of their arrays.
///
/// Every call needs the same current context; the destructor too.
class GlGraph : private QOpenGLFunctions_3_3_Core
{
public:
    GlGraph() = default;
    ~GlGraph();
    Q_DISABLE_COPY_MOVE(GlGraph)

    /// Makes what frames need; false where the context cannot do it. Call it first.
    bool prepare();

    /// Whether the context can hold a scene.
    bool fits(const GraphScene &scene) const;

    /// Draws into the bound framebuffer, whose size is `frame.pixels()`. Returns whether it shows less than it would at
    /// rest.
    bool draw(const GraphFrame &frame);

private:
    struct LabelInstance;
    struct Floats
    {
        GLuint buffer = 0;
        GLuint texture = 0;
    };

    void fill(Floats &floats, const float *values, qsizetype count);
    void upload(const GraphFrame &frame);
    bool drawQuickGround(const GraphFrame &frame);
    void shape(QOpenGLShaderProgram &program, const GraphFrame &frame, const FrameGeometry &geometry);
    void drawEdges(const GraphFrame &frame, const FrameGeometry &geometry, QOpenGLBuffer &edges, qsizetype count,
                   bool lit);
    void drawDiscs(const GraphFrame &frame, const FrameGeometry &geometry, QOpenGLBuffer &discs, qsizetype count);
    void drawMarks(const GraphFrame &frame, const FrameGeometry &geometry);
    void drawLabels(const GraphFrame &frame);
    void drawImages(const GraphFrame &frame, const std::vector<LabelInstance> &images);
    void drawRectangle(const GraphFrame &frame, const QRectF &rectangle, QRgb colour, float alpha);
    std::optional<QPoint> inAtlas(const QImage &image);

    QOpenGLShaderProgram m_edgeProgram;
    QOpenGLShaderProgram m_discProgram;
    QOpenGLShaderProgram m_labelProgram;
    QOpenGLShaderProgram m_rectangleProgram;
    QOpenGLVertexArrayObject m_array;
    QOpenGLBuffer m_edges;
    QOpenGLBuffer m_discs;
    QOpenGLBuffer m_someEdges; ///< Of this frame alone.
    QOpenGLBuffer m_someDiscs;
    QOpenGLBuffer m_labels;
    Floats m_x;
    Floats m_y;
    Floats m_radii;
    GLuint m_atlas = 0;
    GLuint m_ground = 0; ///< Of quick frames.
    QSize m_groundSize;
    QHash<qint64, QPoint> m_inAtlas; ///< Images by their key.
    QPoint m_nextInAtlas;
    int m_atlasLine = 0; ///< Height of the images beside.
    GLint m_mostTexels = 0;

    GraphScene m_scene; ///< What is uploaded.
    GraphPlaces m_places;
    FrameColours m_colours;
    qsizetype m_discCount = 0;
    bool m_filled = false;
};

} // namespace tearsheet
