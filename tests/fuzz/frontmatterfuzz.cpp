// SPDX-License-Identifier: GPL-3.0-or-later
// Any lines between two fences are front matter: what is read lies in it, and says the same with another line end.
#include "core/note/frontmatter.h"
#include "core/note/propertyvalue.h"
#include "tests/fuzz/fuzzinput.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace tearsheet;
    QByteArray yaml(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    yaml.replace('\r', ' ');
    const QByteArray text = "---\n" + yaml + "\n---\nBody\n";
    NoteFacts facts;
    readFrontMatter(text, facts);
    require(facts.frontMatter.begin == 0 && facts.frontMatter.end == facts.body && facts.body <= text.size());
    for (const Property &property : facts.properties) {
        require(facts.frontMatter.contains(property.range) && property.range.contains(property.value));
        require(property.type == PropertyType::List || property.values.size() <= 1);
        (void)propertyJson(property, text);
    }
    for (const Tag &tag : facts.tags)
        require(tag.inFrontMatter && facts.frontMatter.contains(tag.name) && !tag.name.isEmpty());
    for (const Link &link : facts.links)
        require(facts.frontMatter.contains(link.range) && link.range.contains(link.target));
    for (const Oddity &oddity : facts.oddities)
        require(facts.frontMatter.contains(oddity.range));

    NoteFacts windows;
    readFrontMatter(QByteArray(text).replace("\n", "\r\n"), windows);
    require(windows.properties.size() == facts.properties.size() && windows.tags.size() == facts.tags.size());
    for (qsizetype i = 0; i < facts.properties.size(); ++i)
        require(windows.properties.at(i).key.simplified() == facts.properties.at(i).key.simplified());
    return 0;
}
