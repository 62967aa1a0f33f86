// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <expected>

namespace tearsheet {

/// What kind of thing went wrong; what a caller may branch on.
enum class ErrorCode {
    NotFound,
    NotAFile,
    NotAFolder,
    Unreadable,
    Unwritable,
    TooLarge,
    OutsideVault,
    Changed, ///< The file is not the version the edit is based on.
    Exists,
    DiskFull,
    InvalidName,
    NeedsConsent, ///< It can be done only in a way that the user has to allow.
    NotText,      ///< Bytes that an editor cannot hold and give back unchanged.
    BadEdit,      ///< Edits that overlap or reach beyond the text.
    Usage,
    Io,
};

/// Why an operation did not happen: a code for the caller, one sentence for the reader.
struct Error
{
    ErrorCode code;
    QString path;     ///< The file or folder concerned, as the user knows it; may be empty.
    QString sentence; ///< Whole and readable on its own: what happened and, where it helps, what to do.

    bool operator==(const Error &) const = default;

    /// The error that the system's `errno` value `number` means for an operation on `path`.
    /// `doing` is the start of the sentence: "Cannot save Kestrel.md".
    static Error fromErrno(int number, const QString &path, const QString &doing);
};

/// A value, or why there is none.
template <typename T = void>
using Result = std::expected<T, Error>;

/// Shorthand for returning an error from a function that returns a `Result`.
inline std::unexpected<Error> failure(ErrorCode code, QString path, QString sentence)
{
    return std::unexpected(Error{code, std::move(path), std::move(sentence)});
}

} // namespace tearsheet
