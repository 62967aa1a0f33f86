// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/editorsession.h"

#include <utility>

namespace tearsheet {

using namespace std::chrono_literals;

EditorSession::EditorSession(Vault *vault, NotePath path, const TextFile &file, QObject *parent)
    : FileSession(vault, std::move(path), largestNote, parent), m_parser(this, [this](ParsedNotePtr parsed) {
          m_parsed = std::move(parsed);
          Q_EMIT parsedChanged();
      })
{
    m_parseSoon.setSingleShot(true);
    m_parseSoon.setInterval(0ms);
    connect(&m_parseSoon, &QTimer::timeout, this, &EditorSession::requestParse);
    connect(&m_text, &MirroredDocument::aboutToApply, this, &EditorSession::aboutToApply);
    connect(&m_text, &MirroredDocument::edited, this, [this](const EditScript &script) {
        m_parseSoon.start();
        tellEdit(script);
    });
    begin(file);
}

EditorSession::~EditorSession()
{
    leave();
}

void EditorSession::show(const TextFile &file, bool locked)
{
    m_text.fill(file, locked);
    m_parser.cancel();
    m_parsed.reset();
    m_parseSoon.start();
}

ParsedNotePtr EditorSession::parsedNow()
{
    if (!m_parsed || m_parsed->revision != mirror().revision()) {
        m_parser.cancel();
        m_parseSoon.stop();
        m_parsed = ParsedNote::of(mirror().revision(), mirror().bytes());
        Q_EMIT parsedChanged();
    }
    return m_parsed;
}

void EditorSession::requestParse()
{
    m_parser.request([revision = mirror().revision(), bytes = mirror().bytes()](const CancelFlag &) {
        return ParsedNote::of(revision, bytes);
    });
}

} // namespace tearsheet
