// SPDX-License-Identifier: GPL-3.0-or-later
// Three texts: the parts of their merge cover each of them in order, conflicts lie between lines, nothing depends on
// which side is which.
#include "core/text/merge.h"
#include "tests/fuzz/fuzzinput.h"

namespace {

using namespace tearsheet;

bool startsLine(QByteArrayView text, quint32 offset)
{
    return offset == 0 || text[offset - 1] == '\n';
}

bool cutsLineEnd(QByteArrayView text, quint32 offset)
{
    return offset > 0 && offset < text.size() && text[offset - 1] == '\r' && text[offset] == '\n';
}

// The same merge seen from the other side.
QList<MergePart> turned(QList<MergePart> parts)
{
    for (MergePart &part : parts) {
        std::swap(part.mine, part.theirs);
        if (part.kind == MergePart::Kind::Mine)
            part.kind = MergePart::Kind::Theirs;
        else if (part.kind == MergePart::Kind::Theirs)
            part.kind = MergePart::Kind::Mine;
    }
    return parts;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    FuzzInput input(data, size);
    const QByteArray base = input.bytes();
    const QByteArray mine = input.bytes();
    const QByteArray theirs = input.bytes();
    const Merge merge = Merge::of(base, mine, theirs);
    MergePart last;
    for (const MergePart &part : merge.parts()) {
        require(part.base.begin == last.base.end && part.mine.begin == last.mine.end
                && part.theirs.begin == last.theirs.end);
        require(!cutsLineEnd(base, part.base.begin) && !cutsLineEnd(mine, part.mine.begin)
                && !cutsLineEnd(theirs, part.theirs.begin));
        if (part.kind == MergePart::Kind::Same)
            require(part.base.in(base) == part.mine.in(mine));
        if (part.kind == MergePart::Kind::Same || part.kind == MergePart::Kind::Both)
            require(part.mine.in(mine) == part.theirs.in(theirs));
        if (part.kind == MergePart::Kind::Conflict || last.kind == MergePart::Kind::Conflict)
            require(startsLine(mine, part.mine.begin) && startsLine(theirs, part.theirs.begin));
        last = part;
    }
    require(last.base.end == base.size() && last.mine.end == mine.size() && last.theirs.end == theirs.size());
    require(turned(Merge::of(base, theirs, mine).parts()) == merge.parts());
    require(Merge::of(base, mine, base).text(mine, base) == mine);
    require(Merge::of(base, base, theirs).text(base, theirs) == theirs);
    const Merge alone = Merge::withoutBase(mine, theirs);
    require(alone.text(mine, theirs) == mine);
    require(alone.text(mine, theirs, QList<Take>(alone.conflictCount(), Take::Theirs)) == theirs);
    return 0;
}
