// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The shaders of GlGraph (GLSL 3.30). They compute what FrameGeometry and GraphSpans do.
namespace tearsheet::shaders {

/// Where nodes are, before what each vertex shader adds.
inline constexpr char Places[] = R"(#version 330 core
uniform samplerBuffer xs;
uniform samplerBuffer ys;
uniform samplerBuffer radii;
uniform int placed;
uniform vec2 centre;
uniform vec2 middle;   // Of the view, in pixels.
uniform vec2 viewport; // Pixels.
uniform float scale;
uniform float growth;
uniform float least;
uniform float ratio;

vec2 placeOf(int node) {
    return (vec2(texelFetch(xs, node).r, texelFetch(ys, node).r) - centre) * scale + middle;
}
float radiusOf(int node) {
    return max(texelFetch(radii, node).r * growth, least);
}
bool isPlaced(int node) {
    return node < placed && abs(texelFetch(xs, node).r) < 1e30 && abs(texelFetch(ys, node).r) < 1e30;
}
vec4 positionOf(vec2 pixel) {
    return vec4(pixel.x / viewport.x * 2.0 - 1.0, 1.0 - pixel.y / viewport.y * 2.0, 0.0, 1.0);
}
const vec4 Nowhere = vec4(2.0, 2.0, 2.0, 1.0);
)";

inline constexpr char EdgeVertex[] = R"(
layout(location = 0) in ivec3 edge;  // From, to, style.
layout(location = 1) in vec2 nature; // Lane and damping.
uniform vec4 colours[64];
uniform vec4 pens[64];   // Half of the width, the arrow's length and shape, what the line leaves of it.
uniform vec4 dashes[64];
uniform float laneGap;
uniform float shortEdge;
uniform float farEdge;
uniform float leastFade;
uniform float density;
uniform bool heads;
flat out vec4 colour;
flat out vec4 pen;
flat out vec4 dash;
flat out float extent;
out vec2 at; // Along and aside.

void main() {
    gl_Position = Nowhere;
    if (!isPlaced(edge.x) || !isPlaced(edge.y))
        return;
    vec2 from = placeOf(edge.x);
    vec2 to = placeOf(edge.y);
    float whole = length(to - from);
    float begin = radiusOf(edge.x);
    float end = whole - radiusOf(edge.y) - min(1.2 * ratio, radiusOf(edge.y) * 0.3);
    if (!(end - begin > 0.5))
        return;
    vec2 along = (to - from) / whole;
    vec2 aside = vec2(-along.y, along.x);
    from += aside * nature.x * laneGap * (edge.x < edge.y ? 1.0 : -1.0);
    pen = pens[edge.z];
    dash = dashes[edge.z];
    float share = clamp(shortEdge / whole, leastFade, 1.0);
    colour = vec4(colours[edge.z].rgb, colours[edge.z].a * nature.y * (share + (1.0 - share) * density)
                                             * clamp(farEdge / whole, leastFade, 1.0));
    float arrow = end - begin > 1.5 * pen.y ? pen.y : 0.0;
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    if (heads) {
        if (arrow == 0.0)
            return;
        float wide = arrow * 0.42 + 1.0;
        at = vec2(mix(-1.0, arrow + 1.0, corner.x), mix(-wide, wide, corner.y));
        extent = arrow;
        gl_Position = positionOf(from + along * (end - at.x) + aside * at.y);
    } else {
        extent = end - begin - pen.w * arrow;
        float reach = pen.x + 1.0;
        at = vec2(mix(-1.0, extent + 1.0, corner.x), mix(-reach, reach, corner.y));
        gl_Position = positionOf(from + along * (begin + at.x) + aside * at.y);
    }
}
)";

inline constexpr char EdgeFragment[] = R"(#version 330 core
flat in vec4 colour;
flat in vec4 pen;
flat in vec4 dash;
flat in float extent;
in vec2 at;
uniform bool heads;
out vec4 pixel;

float covered(float inside) {
    return clamp(inside + 0.5, 0.0, 1.0);
}

float dashed(float distance) {
    float second = dash.x + dash.y;
    float period = second + dash.z + dash.w;
    float phase = distance - period * floor(distance / period);
    float cover = covered(phase) * covered(dash.x - phase) + covered(phase - period);
    if (dash.z > 0.0)
        cover += covered(phase - second) * covered(second + dash.z - phase);
    return min(cover, 1.0);
}

float insideHead(float behind, float away) {
    float arrow = extent;
    float side = (behind * 0.42 - away) * 0.922;
    float middle = arrow / 2.0;
    int shape = int(pen.z);
    if (shape == 2)
        return min(pen.x - abs(side - pen.x), arrow - behind);
    if (shape == 3)
        return (1.0 - abs(behind - middle) / middle - away / (arrow * 0.42)) * arrow * 0.322;
    if (shape == 4)
        return arrow * 0.42 - length(vec2(behind - arrow * 0.42, away));
    if (shape == 5)
        return min(min(arrow * 0.42 - away, behind), arrow * 0.25 - behind);
    return min(side, arrow - behind);
}

void main() {
    float part = colour.a;
    if (heads) {
        part *= covered(insideHead(at.x, abs(at.y)));
    } else {
        part *= covered(extent - at.x) * covered(at.x) * covered(pen.x - abs(at.y));
        if (dash.x > 0.0)
            part *= dashed(at.x);
    }
    pixel = vec4(colour.rgb * part, part);
}
)";

inline constexpr char DiscVertex[] = R"(
layout(location = 0) in int node;
layout(location = 1) in vec3 size; // Share, add, rim.
layout(location = 2) in vec4 ink; // With the shape in place of its alpha.
flat out vec4 colour;
flat out vec2 reach; // Of the disc, and with its rim.
out vec2 at;

void main() {
    gl_Position = Nowhere;
    if (!isPlaced(node))
        return;
    float whole = radiusOf(node);
    float radius = whole * size.x + size.y * ratio;
    if (radius <= 0.0)
        return;
    reach = vec2(radius, size.z > 0.0 ? radius + min(size.z * ratio, whole * 0.3) : 0.0);
    colour = ink;
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
    at = corner * (max(reach.x, reach.y) * 1.26 + 1.0);
    gl_Position = positionOf(placeOf(node) + at);
}
)";

inline constexpr char DiscFragment[] = R"(#version 330 core
flat in vec4 colour;
flat in vec2 reach;
in vec2 at;
uniform vec3 ground;
out vec4 pixel;

float inside(float radius) {
    vec2 away = abs(at);
    int shape = int(colour.a * 255.0 + 0.5);
    if (shape == 1)
        return radius * 0.89 - max(away.x, away.y);
    if (shape == 2)
        return (radius * 1.25 - away.x - away.y) * 0.7071;
    if (shape == 3)
        return radius * 0.95 - max(away.x * 0.866 + away.y * 0.5, away.y);
    return radius - length(at);
}

void main() {
    float disc = clamp(inside(reach.x) + 0.5, 0.0, 1.0);
    float rim = reach.y > 0.0 ? clamp(inside(reach.y) + 0.5, 0.0, 1.0) * (1.0 - disc) : 0.0;
    pixel = vec4(colour.rgb * disc + ground * rim, disc + rim);
}
)";

inline constexpr char LabelVertex[] = R"(#version 330 core
layout(location = 0) in vec4 place;  // Corner and size, in pixels.
layout(location = 1) in vec3 source; // Corner in the atlas, in pixels, and alpha.
uniform vec2 viewport;
out vec2 at;
flat out float alpha;

void main() {
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    vec2 pixel = place.xy + corner * place.zw;
    at = source.xy + corner * place.zw;
    alpha = source.z;
    gl_Position = vec4(pixel.x / viewport.x * 2.0 - 1.0, 1.0 - pixel.y / viewport.y * 2.0, 0.0, 1.0);
}
)";

inline constexpr char LabelFragment[] = R"(#version 330 core
in vec2 at;
flat in float alpha;
uniform sampler2D atlas;
out vec4 pixel;

void main() {
    pixel = texelFetch(atlas, ivec2(floor(at)), 0) * alpha;
}
)";

inline constexpr char RectangleVertex[] = R"(#version 330 core
uniform vec4 place; // Two corners, from -1 to 1.

void main() {
    gl_Position = vec4((gl_VertexID & 1) == 0 ? place.x : place.z, (gl_VertexID >> 1) == 0 ? place.y : place.w, 0.0, 1.0);
}
)";

inline constexpr char RectangleFragment[] = R"(#version 330 core
uniform vec4 ink; // Premultiplied.
out vec4 pixel;

void main() {
    pixel = ink;
}
)";

} // namespace tearsheet::shaders
