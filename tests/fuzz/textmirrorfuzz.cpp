// SPDX-License-Identifier: GPL-3.0-or-later
// A text and edits by lines: the mirror's lines are the editor's, its bytes follow its scripts, its index is not late.
#include "core/text/textmirror.h"
#include "tests/fuzz/fuzzinput.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace tearsheet;
    FuzzInput input(data, size);
    const TextFile file = TextFile::of(input.bytes());
    if (!file.isText)
        return 0;
    TextMirror mirror(file);
    QStringList lines;
    for (int i = 0; i < mirror.lineCount(); ++i)
        lines.append(mirror.line(i));
    require(mirror.text() == lines.join(u'\n'));
    while (!input.isEmpty()) {
        const int first = input.number(mirror.lineCount());
        const int count = input.number(mirror.lineCount() - first);
        const TextFile typed = TextFile::of(input.bytes());
        if (!typed.isText)
            return 0;
        QStringList texts = TextMirror(typed).text().split(u'\n');
        if (typed.bytes.isEmpty() && count < mirror.lineCount())
            texts.clear();
        const QByteArray before = mirror.bytes();
        const EditScript script = mirror.replaceLines(first, count, texts);
        lines.remove(first, count);
        for (qsizetype i = 0; i < texts.size(); ++i)
            lines.insert(first + i, texts.at(i));
        require(script.apply(before) == mirror.bytes());
        require(mirror.lineCount() == lines.size());
        for (int i = 0; i < mirror.lineCount(); ++i)
            require(mirror.line(i) == lines.at(i));
        const LineIndex index(mirror.bytes());
        require(index.lineCount() == mirror.lineCount());
    }
    return 0;
}
