// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/codehighlighter.h"

#include "ui/style/plugins.h"
#include "ui/style/resources.h"

namespace tearsheet {

CodeEngine *CodeHighlighter::engine()
{
    if (!std::exchange(m_tried, true)) {
        loadResources();
        if (auto *const plugin = loadPluginAs<CodePlugin>(QStringLiteral("tearsheet-code")))
            m_engine = plugin->makeEngine();
    }
    return m_engine.get();
}

QList<FormatSpan> CodeHighlighter::highlightLine(QStringView line, LineState &state, const Palette &palette)
{
    return engine() ? m_engine->highlightLine(line, state, palette) : QList<FormatSpan>();
}

QList<QList<FormatSpan>> CodeHighlighter::highlightCode(QStringView code, QStringView info, const Palette &palette)
{
    return engine() ? m_engine->highlightCode(code, info, palette) : QList<QList<FormatSpan>>();
}

} // namespace tearsheet
