// SPDX-License-Identifier: GPL-3.0-or-later
// Two texts: the script between them leads from one to the other and back, whatever their bytes.
#include "core/text/editscript.h"
#include "tests/fuzz/fuzzinput.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace tearsheet;
    FuzzInput input(data, size);
    const QByteArray before = input.bytes();
    const QByteArray after = input.bytes();
    const EditScript script = EditScript::between(before, after);
    require(script.apply(before) == after);
    require(script.inverse(before).apply(after) == before);
    require(EditScript::of(script.edits()) == script);
    quint32 last = 0;
    for (quint32 offset = 0; offset <= before.size(); ++offset) {
        const quint32 mapped = script.mapped(offset);
        require(last <= mapped && mapped <= after.size());
        last = mapped;
    }
    return 0;
}
