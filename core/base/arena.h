// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace tearsheet {

/// Memory that is given back all at once, when the arena goes: for the many small parts of one parse.
///
/// Blocks are aligned for any type. One thread at a time; the last chunk of an arena is kept for the thread's next one.
class Arena
{
public:
    Arena();
    ~Arena();
    Arena(const Arena &) = delete;
    Arena &operator=(const Arena &) = delete;

    /// A block of `size` zero bytes.
    void *allocate(std::size_t size);

    /// `block`, which may be null, made `size` bytes long; what is new in it is not set. In place where it is the last
    /// one, so that a buffer that grows costs no more than its length.
    void *reallocate(void *block, std::size_t size);

    /// Gives `block` back early if it is the last one.
    void release(void *block);

private:
    struct Chunk
    {
        std::unique_ptr<std::byte[]> bytes;
        std::size_t size = 0;
    };

    std::byte *take(std::size_t size);

    static thread_local Chunk spare;

    std::vector<Chunk> m_chunks;
    std::size_t m_used = 0; // Of the last chunk.
};

} // namespace tearsheet
