// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/arena.h"

#include <algorithm>
#include <cstring>

namespace tearsheet {

namespace {

constexpr std::size_t SmallestChunk = 256 * 1024;
constexpr std::size_t LargestSpare = 4 * 1024 * 1024;

// In front of each block stands its size, on a whole unit of alignment.
constexpr std::size_t Alignment = alignof(std::max_align_t);
static_assert(Alignment >= sizeof(std::size_t));

constexpr std::size_t rounded(std::size_t size)
{
    return (size + Alignment - 1) / Alignment * Alignment;
}

std::size_t &sizeOf(void *block)
{
    return *reinterpret_cast<std::size_t *>(static_cast<std::byte *>(block) - Alignment);
}

} // namespace

thread_local Arena::Chunk Arena::spare;

Arena::Arena() = default;

Arena::~Arena()
{
    if (!m_chunks.empty() && m_chunks.back().size <= LargestSpare && m_chunks.back().size > spare.size)
        spare = std::move(m_chunks.back());
}

std::byte *Arena::take(std::size_t size)
{
    const std::size_t needed = rounded(size) + Alignment;
    if (m_chunks.empty() || m_chunks.back().size - m_used < needed) {
        if (spare.size >= needed) {
            m_chunks.push_back(std::move(spare));
            spare = {};
        } else {
            const std::size_t twice = m_chunks.empty() ? SmallestChunk : m_chunks.back().size * 2;
            const std::size_t chunk = std::max(needed, twice);
            m_chunks.push_back({std::make_unique_for_overwrite<std::byte[]>(chunk), chunk});
        }
        m_used = 0;
    }
    std::byte *const block = m_chunks.back().bytes.get() + m_used + Alignment;
    m_used += needed;
    sizeOf(block) = size;
    return block;
}

void *Arena::allocate(std::size_t size)
{
    return std::memset(take(size), 0, size);
}

void *Arena::reallocate(void *block, std::size_t size)
{
    if (!block)
        return take(size);
    const std::size_t before = sizeOf(block);
    if (size <= before)
        return block;
    auto *const bytes = static_cast<std::byte *>(block);
    const bool last = bytes + rounded(before) == m_chunks.back().bytes.get() + m_used;
    if (last && m_chunks.back().size - m_used >= rounded(size) - rounded(before)) {
        m_used += rounded(size) - rounded(before);
        sizeOf(block) = size;
        return block;
    }
    return std::memcpy(take(size), block, before);
}

void Arena::release(void *block)
{
    if (!block)
        return;
    auto *const bytes = static_cast<std::byte *>(block);
    if (bytes + rounded(sizeOf(block)) == m_chunks.back().bytes.get() + m_used)
        m_used -= rounded(sizeOf(block)) + Alignment;
}

} // namespace tearsheet
