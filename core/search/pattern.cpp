// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/pattern.h"

#include <QObject>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <array>

namespace tearsheet {

namespace {

// Enough for any sensible expression on a note of a megabyte; a catastrophic one stops within a second.
constexpr uint32_t MostSteps = 5'000'000;
constexpr uint32_t DeepestRecursion = 5'000;
constexpr size_t JitStack = 512 * 1024;

/// What a thread needs to search.
struct Scratch
{
    pcre2_match_data *data = pcre2_match_data_create(1, nullptr);
    pcre2_match_context *context = pcre2_match_context_create(nullptr);
    pcre2_jit_stack *stack = pcre2_jit_stack_create(32 * 1024, JitStack, nullptr);

    Scratch()
    {
        pcre2_set_match_limit(context, MostSteps);
        pcre2_set_depth_limit(context, DeepestRecursion);
        pcre2_jit_stack_assign(context, nullptr, stack);
    }
    ~Scratch()
    {
        pcre2_jit_stack_free(stack);
        pcre2_match_context_free(context);
        pcre2_match_data_free(data);
    }
    Q_DISABLE_COPY_MOVE(Scratch)
};

} // namespace

struct Pattern::Code
{
    explicit Code(pcre2_code *compiled) : code(compiled) {}
    ~Code() { pcre2_code_free(code); }
    Q_DISABLE_COPY_MOVE(Code)

    pcre2_code *code;
};

Result<Pattern> Pattern::compile(QStringView expression, bool caseSensitive)
{
    const QByteArray bytes = expression.toUtf8();
    const uint32_t options = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_MULTILINE | PCRE2_ALT_BSUX
                             | PCRE2_NEVER_BACKSLASH_C | (caseSensitive ? 0 : PCRE2_CASELESS);
    int error = 0;
    PCRE2_SIZE offset = 0;
    pcre2_code *const code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(bytes.constData()),
                                           static_cast<PCRE2_SIZE>(bytes.size()), options, &error, &offset, nullptr);
    if (!code) {
        std::array<PCRE2_UCHAR, 256> message{};
        pcre2_get_error_message(error, message.data(), message.size());
        return failure(ErrorCode::Usage, {},
                       QObject::tr("/%1/ is no regular expression: %2.")
                           .arg(expression, QString::fromUtf8(reinterpret_cast<const char *>(message.data()))));
    }
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    Pattern pattern;
    pattern.m_code = std::make_shared<const Code>(code);
    return pattern;
}

Result<std::optional<ByteRange>> Pattern::find(QByteArrayView text, qsizetype from) const
{
    thread_local const Scratch scratch;
    const int found =
        pcre2_match(m_code->code, reinterpret_cast<PCRE2_SPTR>(text.data()), static_cast<PCRE2_SIZE>(text.size()),
                    static_cast<PCRE2_SIZE>(from), 0, scratch.data, scratch.context);
    if (found == PCRE2_ERROR_NOMATCH)
        return std::nullopt;
    if (found < 0)
        return failure(ErrorCode::Usage, {},
                       QObject::tr("The regular expression takes too many steps; a simpler one will do."));
    const PCRE2_SIZE *const bounds = pcre2_get_ovector_pointer(scratch.data);
    return ByteRange{static_cast<quint32>(bounds[0]), static_cast<quint32>(std::max(bounds[0], bounds[1]))};
}

Result<QByteArray> Pattern::expanded(ByteRange match, QByteArrayView text, const QString &replacement) const
{
    thread_local const Scratch scratch;
    const QByteArray with = replacement.toUtf8();
    constexpr uint32_t Options =
        PCRE2_SUBSTITUTE_REPLACEMENT_ONLY | PCRE2_SUBSTITUTE_OVERFLOW_LENGTH | PCRE2_SUBSTITUTE_UNSET_EMPTY;
    // The size that is needed is told by a first call that has too little room, if it has.
    QByteArray result(with.size() + qsizetype{match.size()} + 1, Qt::Uninitialized);
    int done = PCRE2_ERROR_NOMEMORY;
    PCRE2_SIZE size = 0;
    for (int attempt = 0; attempt < 2 && done == PCRE2_ERROR_NOMEMORY; ++attempt) {
        size = std::max(size, static_cast<PCRE2_SIZE>(result.size()));
        result.resize(static_cast<qsizetype>(size));
        done = pcre2_substitute(m_code->code, reinterpret_cast<PCRE2_SPTR>(text.data()),
                                static_cast<PCRE2_SIZE>(text.size()), match.begin, Options, nullptr, scratch.context,
                                reinterpret_cast<PCRE2_SPTR>(with.constData()), static_cast<PCRE2_SIZE>(with.size()),
                                reinterpret_cast<PCRE2_UCHAR *>(result.data()), &size);
    }
    if (done < 0)
        return failure(
            ErrorCode::Usage, {},
            QObject::tr("“%1” names a group that the expression has not; a dollar is written $$.").arg(replacement));
    result.resize(static_cast<qsizetype>(size));
    return result;
}

} // namespace tearsheet
