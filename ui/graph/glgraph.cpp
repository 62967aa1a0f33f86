// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/glgraph.h"

#include "ui/graph/glshaders.h"
#include "ui/graph/graphraster.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace tearsheet {

namespace {

constexpr int MostStyles = 64; // As in the shader.
constexpr int AtlasSize = 2048;

struct DiscInstance
{
    qint32 node;
    float share;
    float add;
    float rim;
    std::array<quint8, 4> colour;
};

std::vector<DiscInstance> instancesOf(std::span<const NodeDisc> discs)
{
    std::vector<DiscInstance> instances;
    instances.reserve(discs.size());
    for (const NodeDisc &disc : discs) {
        const auto part = [&](int value) { return static_cast<quint8>(value); };
        instances.push_back({disc.node,
                             disc.share,
                             disc.add,
                             disc.rim,
                             {part(qRed(disc.colour)), part(qGreen(disc.colour)), part(qBlue(disc.colour)),
                              part(static_cast<int>(disc.shape))}});
    }
    return instances;
}

template <typename Instance>
void allocate(QOpenGLBuffer &buffer, const std::vector<Instance> &instances)
{
    if (!buffer.isCreated())
        buffer.create();
    buffer.bind();
    buffer.allocate(instances.data(), static_cast<int>(instances.size() * sizeof(Instance)));
}

QVector4D inkOf(QRgb colour, float alpha)
{
    return {static_cast<float>(qRed(colour)) / 255 * alpha, static_cast<float>(qGreen(colour)) / 255 * alpha,
            static_cast<float>(qBlue(colour)) / 255 * alpha, alpha};
}

bool link(QOpenGLShaderProgram &program, const QByteArray &vertex, const QByteArray &fragment)
{
    return program.addShaderFromSourceCode(QOpenGLShader::Vertex, vertex)
           && program.addShaderFromSourceCode(QOpenGLShader::Fragment, fragment) && program.link();
}

const void *offset(std::size_t bytes)
{
    return reinterpret_cast<const void *>(bytes);
}

} // namespace

/// A part of a texture, as large in the frame.
struct GlGraph::LabelInstance
{
    std::array<float, 4> place;
    std::array<float, 3> source;
};

GlGraph::~GlGraph()
{
    if (!isInitialized())
        return;
    for (const Floats *floats : {&m_x, &m_y, &m_radii}) {
        glDeleteTextures(1, &floats->texture);
        glDeleteBuffers(1, &floats->buffer);
    }
    glDeleteTextures(1, &m_atlas);
    glDeleteTextures(1, &m_ground);
}

bool GlGraph::prepare()
{
    if (!initializeOpenGLFunctions() || !m_array.create())
        return false;
    glGetIntegerv(GL_MAX_TEXTURE_BUFFER_SIZE, &m_mostTexels);
    const QByteArray places(shaders::Places);
    if (!link(m_edgeProgram, places + shaders::EdgeVertex, shaders::EdgeFragment)
        || !link(m_discProgram, places + shaders::DiscVertex, shaders::DiscFragment)
        || !link(m_labelProgram, shaders::LabelVertex, shaders::LabelFragment)
        || !link(m_rectangleProgram, shaders::RectangleVertex, shaders::RectangleFragment))
        return false;
    for (GLuint *texture : {&m_ground, &m_atlas}) {
        glGenTextures(1, texture);
        glBindTexture(GL_TEXTURE_2D, *texture);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    }
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, AtlasSize, AtlasSize, 0, GL_BGRA, GL_UNSIGNED_INT_8_8_8_8_REV, nullptr);
    glBindTexture(GL_TEXTURE_2D, 0);
    return glGetError() == GL_NO_ERROR;
}

bool GlGraph::fits(const GraphScene &scene) const
{
    return scene.nodes().size() <= m_mostTexels && scene.styles().size() <= MostStyles;
}

void GlGraph::fill(Floats &floats, const float *values, qsizetype count)
{
    if (floats.buffer == 0) {
        glGenBuffers(1, &floats.buffer);
        glGenTextures(1, &floats.texture);
    }
    const float none = 0;
    glBindBuffer(GL_TEXTURE_BUFFER, floats.buffer);
    glBufferData(GL_TEXTURE_BUFFER, std::max<qsizetype>(count, 1) * static_cast<qsizetype>(sizeof(float)),
                 count > 0 ? values : &none, GL_STREAM_DRAW);
    glBindTexture(GL_TEXTURE_BUFFER, floats.texture);
    glTexBuffer(GL_TEXTURE_BUFFER, GL_R32F, floats.buffer);
    glBindBuffer(GL_TEXTURE_BUFFER, 0);
}

// What differs from the frame before.
void GlGraph::upload(const GraphFrame &frame)
{
    const bool newScene = !m_filled || !(m_scene == frame.scene);
    if (newScene) {
        allocate(m_edges, frame.scene.lines());
        std::vector<float> radii;
        for (const SceneNode &node : frame.scene.nodes())
            radii.push_back(node.radius);
        fill(m_radii, radii.data(), static_cast<qsizetype>(radii.size()));
    }
    if (newScene || !(m_colours == frame.colours)) {
        const std::vector<DiscInstance> discs = instancesOf(allDiscs(frame.scene, frame.colours));
        allocate(m_discs, discs);
        m_discCount = static_cast<qsizetype>(discs.size());
    }
    if (!m_filled || !(m_places == frame.places)) {
        fill(m_x, frame.places.x(), frame.places.size());
        fill(m_y, frame.places.y(), frame.places.size());
    }
    m_scene = frame.scene;
    m_places = frame.places;
    m_colours = frame.colours;
    m_filled = true;
}

bool GlGraph::draw(const GraphFrame &frame)
{
    if (!fits(frame.scene))
        return false;
    const QOpenGLVertexArrayObject::Binder binder(&m_array);
    upload(frame);
    const FrameGeometry geometry(frame);
    const QSize size = frame.pixels();
    glViewport(0, 0, size.width(), size.height());
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_SCISSOR_TEST);
    glDisable(GL_CULL_FACE);
    const QVector4D ground = inkOf(frame.colours.ground, 1);
    glClearColor(ground.x(), ground.y(), ground.z(), 1);
    glClear(GL_COLOR_BUFFER_BIT);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    bool isLess = false;
    if (frame.mostPixels > 0)
        isLess = drawQuickGround(frame);
    glEnable(GL_BLEND);
    if (frame.mostPixels <= 0) {
        drawEdges(frame, geometry, m_edges, static_cast<qsizetype>(frame.scene.lines().size()), false);
        drawDiscs(frame, geometry, m_discs, m_discCount);
    }
    drawMarks(frame, geometry);
    drawLabels(frame);
    for (const FrameRectangle &rectangle : topRectangles(frame))
        drawRectangle(frame, rectangle.place, rectangle.colour, rectangle.alpha);
    glDisable(GL_BLEND);
    return isLess;
}

// A processor that stands in for a graphics card follows OpenGL's rules at a fraction of the speed at which the raster
// draws the same.
bool GlGraph::drawQuickGround(const GraphFrame &frame)
{
    const GraphGround ground = drawGraphGround(frame);
    const auto width = static_cast<float>(ground.picture.width());
    const auto height = static_cast<float>(ground.picture.height());
    glBindTexture(GL_TEXTURE_2D, m_ground);
    if (std::exchange(m_groundSize, ground.picture.size()) != ground.picture.size())
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, ground.picture.width(), ground.picture.height(), 0, GL_BGRA,
                     GL_UNSIGNED_INT_8_8_8_8_REV, nullptr);
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, ground.picture.width(), ground.picture.height(), GL_BGRA,
                    GL_UNSIGNED_INT_8_8_8_8_REV, ground.picture.constBits());
    drawImages(frame, {LabelInstance{{0, 0, width, height}, {0, 0, 1}}});
    return ground.isLess;
}

// What both programs say of places.
void GlGraph::shape(QOpenGLShaderProgram &program, const GraphFrame &frame, const FrameGeometry &geometry)
{
    program.bind();
    const std::array<std::pair<const char *, const Floats *>, 3> arrays{
        {{"xs", &m_x}, {"ys", &m_y}, {"radii", &m_radii}}};
    for (int i = 0; i < 3; ++i) {
        const auto &[name, floats] = arrays[static_cast<std::size_t>(i)];
        glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(i));
        glBindTexture(GL_TEXTURE_BUFFER, floats->texture);
        program.setUniformValue(name, i);
    }
    glActiveTexture(GL_TEXTURE0);
    const int placed = std::min(frame.places.size(), static_cast<int>(frame.scene.nodes().size()));
    program.setUniformValue("placed", placed);
    program.setUniformValue("centre", frame.camera.centre);
    program.setUniformValue("middle", QPointF(frame.view.width(), frame.view.height()) * frame.ratio / 2);
    program.setUniformValue("viewport", QSizeF(frame.pixels()));
    program.setUniformValue("scale", geometry.scale());
    program.setUniformValue("growth", geometry.growth());
    program.setUniformValue("least", geometry.least());
    program.setUniformValue("ratio", static_cast<float>(frame.ratio));
}

void GlGraph::drawEdges(const GraphFrame &frame, const FrameGeometry &geometry, QOpenGLBuffer &edges, qsizetype count,
                        bool lit)
{
    if (count == 0)
        return;
    shape(m_edgeProgram, frame, geometry);
    std::array<QVector4D, MostStyles> colours;
    std::array<QVector4D, MostStyles> pens;
    std::array<QVector4D, MostStyles> dashes;
    bool arrows = false;
    const int styles = static_cast<int>(frame.scene.styles().size());
    for (int i = 0; i < styles; ++i) {
        const EdgePen pen = geometry.pen(frame.scene.styles().at(i), lit);
        const QVector4D ink = inkOf(pen.colour, 1);
        colours[static_cast<std::size_t>(i)] = {ink.x(), ink.y(), ink.z(), pen.alpha};
        pens[static_cast<std::size_t>(i)] = {pen.half, pen.arrow, static_cast<float>(pen.shape), pen.trim};
        dashes[static_cast<std::size_t>(i)] = {pen.dash[0], pen.dash[1], pen.dash[2], pen.dash[3]};
        arrows = arrows || pen.arrow > 0;
    }
    m_edgeProgram.setUniformValueArray("colours", colours.data(), styles);
    m_edgeProgram.setUniformValueArray("pens", pens.data(), styles);
    m_edgeProgram.setUniformValueArray("dashes", dashes.data(), styles);
    m_edgeProgram.setUniformValue("laneGap", geometry.laneGap());
    m_edgeProgram.setUniformValue("shortEdge", static_cast<float>(shortEdge * frame.ratio));
    m_edgeProgram.setUniformValue("farEdge", static_cast<float>(std::min(geometry.farEdge() * frame.ratio, 1e9)));
    m_edgeProgram.setUniformValue("leastFade", lit ? 1.0F : static_cast<float>(leastFade));
    m_edgeProgram.setUniformValue("density", geometry.density());
    edges.bind();
    glEnableVertexAttribArray(0);
    glEnableVertexAttribArray(1);
    glVertexAttribIPointer(0, 3, GL_INT, sizeof(SceneLine), offset(offsetof(SceneLine, from)));
    glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, sizeof(SceneLine), offset(offsetof(SceneLine, lane)));
    glVertexAttribDivisor(0, 1);
    glVertexAttribDivisor(1, 1);
    for (const bool heads : {false, true}) {
        if (heads && !arrows)
            break;
        m_edgeProgram.setUniformValue("heads", heads);
        glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(count));
    }
    glDisableVertexAttribArray(0);
    glDisableVertexAttribArray(1);
}

void GlGraph::drawDiscs(const GraphFrame &frame, const FrameGeometry &geometry, QOpenGLBuffer &discs, qsizetype count)
{
    if (count == 0)
        return;
    shape(m_discProgram, frame, geometry);
    m_discProgram.setUniformValue("ground", inkOf(frame.colours.ground, 1).toVector3D());
    discs.bind();
    for (const GLuint attribute : {0U, 1U, 2U}) {
        glEnableVertexAttribArray(attribute);
        glVertexAttribDivisor(attribute, 1);
    }
    glVertexAttribIPointer(0, 1, GL_INT, sizeof(DiscInstance), offset(offsetof(DiscInstance, node)));
    glVertexAttribPointer(1, 3, GL_FLOAT, GL_FALSE, sizeof(DiscInstance), offset(offsetof(DiscInstance, share)));
    glVertexAttribPointer(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, sizeof(DiscInstance),
                          offset(offsetof(DiscInstance, colour)));
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(count));
    for (const GLuint attribute : {0U, 1U, 2U})
        glDisableVertexAttribArray(attribute);
}

void GlGraph::drawMarks(const GraphFrame &frame, const FrameGeometry &geometry)
{
    const GraphEmphasis emphasis = emphasisOf(frame);
    if (emphasis.fades)
        drawRectangle(frame, QRectF(QPointF(), frame.pixels()), frame.colours.ground, VeilAlpha);
    const std::vector<SceneLine> lines = litLines(frame.scene, emphasis.edges);
    allocate(m_someEdges, lines);
    drawEdges(frame, geometry, m_someEdges, static_cast<qsizetype>(lines.size()), true);
    const std::vector<DiscInstance> discs = instancesOf(markedDiscs(frame, emphasis));
    allocate(m_someDiscs, discs);
    drawDiscs(frame, geometry, m_someDiscs, static_cast<qsizetype>(discs.size()));
}

void GlGraph::drawRectangle(const GraphFrame &frame, const QRectF &rectangle, QRgb colour, float alpha)
{
    const QSizeF size = frame.pixels();
    const auto x = [&](double pixel) { return static_cast<float>(std::round(pixel) / size.width() * 2 - 1); };
    const auto y = [&](double pixel) { return static_cast<float>(1 - std::round(pixel) / size.height() * 2); };
    m_rectangleProgram.bind();
    m_rectangleProgram.setUniformValue(
        "place", QVector4D(x(rectangle.left()), y(rectangle.top()), x(rectangle.right()), y(rectangle.bottom())));
    m_rectangleProgram.setUniformValue("ink", inkOf(colour, alpha));
    glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
}

// Images lie in lines, each as high as its highest. When there is no room left, all begins anew.
std::optional<QPoint> GlGraph::inAtlas(const QImage &image)
{
    const auto known = m_inAtlas.constFind(image.cacheKey());
    if (known != m_inAtlas.cend())
        return *known;
    if (m_nextInAtlas.x() + image.width() > AtlasSize) {
        m_nextInAtlas = {0, m_nextInAtlas.y() + m_atlasLine};
        m_atlasLine = 0;
    }
    if (image.width() > AtlasSize || m_nextInAtlas.y() + image.height() > AtlasSize)
        return std::nullopt;
    const QPoint place = m_nextInAtlas;
    glTexSubImage2D(GL_TEXTURE_2D, 0, place.x(), place.y(), image.width(), image.height(), GL_BGRA,
                    GL_UNSIGNED_INT_8_8_8_8_REV, image.constBits());
    m_nextInAtlas.rx() += image.width();
    m_atlasLine = std::max(m_atlasLine, image.height());
    m_inAtlas.insert(image.cacheKey(), place);
    return place;
}

void GlGraph::drawLabels(const GraphFrame &frame)
{
    glBindTexture(GL_TEXTURE_2D, m_atlas);
    std::vector<LabelInstance> instances;
    for (int attempt = 0; attempt < 2; ++attempt) {
        instances.clear();
        bool full = false;
        for (const PlacedLabel &label : frame.labels) {
            const std::optional<QPoint> source = label.image.isNull() ? std::nullopt : inAtlas(label.image);
            full = full || (!source && !label.image.isNull());
            if (!source)
                continue;
            const QPointF corner = labelImageCorner(label, frame.ratio);
            instances.push_back({{static_cast<float>(corner.x()), static_cast<float>(corner.y()),
                                  static_cast<float>(label.image.width()), static_cast<float>(label.image.height())},
                                 {static_cast<float>(source->x()), static_cast<float>(source->y()), label.alpha}});
        }
        if (!full)
            break;
        m_inAtlas.clear();
        m_nextInAtlas = {};
        m_atlasLine = 0;
    }
    if (!instances.empty())
        drawImages(frame, instances);
}

// Of the bound texture.
void GlGraph::drawImages(const GraphFrame &frame, const std::vector<LabelInstance> &images)
{
    m_labelProgram.bind();
    m_labelProgram.setUniformValue("viewport", QSizeF(frame.pixels()));
    m_labelProgram.setUniformValue("atlas", 0);
    allocate(m_labels, images);
    glEnableVertexAttribArray(0);
    glEnableVertexAttribArray(1);
    glVertexAttribPointer(0, 4, GL_FLOAT, GL_FALSE, sizeof(LabelInstance), offset(offsetof(LabelInstance, place)));
    glVertexAttribPointer(1, 3, GL_FLOAT, GL_FALSE, sizeof(LabelInstance), offset(offsetof(LabelInstance, source)));
    glVertexAttribDivisor(0, 1);
    glVertexAttribDivisor(1, 1);
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(images.size()));
    glDisableVertexAttribArray(0);
    glDisableVertexAttribArray(1);
}

} // namespace tearsheet
