// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/yamlreader.h"

#include "core/text/utf8.h"

#include <yaml.h>

#include <memory>

namespace tearsheet {

namespace {

constexpr qsizetype DeepestNesting = 64;

class Reader
{
public:
    Reader(ByteRange range, QByteArrayView text) : m_range(range), m_bytes(range.in(text))
    {
        yaml_parser_initialize(&m_parser);
        yaml_parser_set_input_string(&m_parser, reinterpret_cast<const unsigned char *>(m_bytes.data()),
                                     static_cast<size_t>(m_bytes.size()));
        yaml_parser_set_encoding(&m_parser, YAML_UTF8_ENCODING);
    }
    ~Reader() { yaml_parser_delete(&m_parser); }
    Q_DISABLE_COPY_MOVE(Reader)

    std::optional<YamlNode> read()
    {
        std::optional<YamlNode> root;
        QList<YamlNode> open;
        const auto close = [&](YamlNode node) {
            if (open.isEmpty())
                root = std::move(node);
            else
                open.last().children.append(std::move(node));
        };
        for (int documents = 0;;) {
            yaml_event_t event;
            if (!yaml_parser_parse(&m_parser, &event))
                return std::nullopt;
            const std::unique_ptr<yaml_event_t, void (*)(yaml_event_t *)> guard(&event, yaml_event_delete);
            switch (event.type) {
            case YAML_MAPPING_START_EVENT:
            case YAML_SEQUENCE_START_EVENT:
                if (open.size() == DeepestNesting)
                    return std::nullopt;
                open.append({event.type == YAML_MAPPING_START_EVENT ? YamlNode::Kind::Map : YamlNode::Kind::List,
                             true,
                             rangeOf(event),
                             {},
                             {}});
                break;
            case YAML_MAPPING_END_EVENT:
            case YAML_SEQUENCE_END_EVENT: {
                YamlNode node = open.takeLast();
                node.range.end = std::max(node.range.end, endOf(node, event));
                close(std::move(node));
                break;
            }
            case YAML_SCALAR_EVENT:
                close(scalarOf(event));
                break;
            case YAML_ALIAS_EVENT: {
                const ByteRange range = rangeOf(event);
                close({YamlNode::Kind::Scalar, false, range, QString::fromUtf8(bytesAt(range)), {}});
                break;
            }
            case YAML_DOCUMENT_START_EVENT:
                if (++documents > 1)
                    return std::nullopt;
                break;
            case YAML_STREAM_END_EVENT:
                return root ? root : YamlNode{.range = {m_range.begin, m_range.begin}};
            default:
                break;
            }
        }
    }

private:
    // A block ends where its last child ends, a flow with its bracket.
    quint32 endOf(const YamlNode &node, const yaml_event_t &event)
    {
        const quint32 end = offsetOf(event.end_mark);
        const bool flow = end > offsetOf(event.start_mark);
        return flow || node.children.isEmpty() ? end : node.children.last().range.end;
    }

    // libyaml counts characters, a note counts bytes.
    quint32 offsetOf(const yaml_mark_t &mark)
    {
        if (m_offsets.isEmpty()) {
            for (qsizetype offset = 0; offset < m_bytes.size(); offset += sequenceLength(m_bytes, offset))
                m_offsets.append(static_cast<quint32>(offset));
            m_offsets.append(static_cast<quint32>(m_bytes.size()));
        }
        return m_range.begin + m_offsets.at(std::min(static_cast<qsizetype>(mark.index), m_offsets.size() - 1));
    }

    ByteRange rangeOf(const yaml_event_t &event) { return {offsetOf(event.start_mark), offsetOf(event.end_mark)}; }

    QByteArrayView bytesAt(ByteRange range) const { return m_bytes.sliced(range.begin - m_range.begin, range.size()); }

    YamlNode scalarOf(const yaml_event_t &event)
    {
        const auto &scalar = event.data.scalar;
        return {YamlNode::Kind::Scalar,
                scalar.style == YAML_PLAIN_SCALAR_STYLE,
                rangeOf(event),
                QString::fromUtf8(reinterpret_cast<const char *>(scalar.value), static_cast<qsizetype>(scalar.length)),
                {}};
    }

    ByteRange m_range;
    QByteArrayView m_bytes;
    yaml_parser_t m_parser{};
    QList<quint32> m_offsets;
};

} // namespace

std::optional<YamlNode> readYaml(ByteRange range, QByteArrayView text)
{
    return Reader(range, text).read();
}

QByteArray yamlVersion()
{
    return yaml_get_version_string();
}

} // namespace tearsheet
