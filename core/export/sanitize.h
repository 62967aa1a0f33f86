// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace tearsheet {

/// `text` with what has a meaning in HTML escaped, quotation marks included.
QString escapedHtml(QStringView text);

/// Whether a link may lead to `url`: relative, or of a scheme that runs nothing. Blanks and control characters that
/// browsers ignore do not hide a scheme.
bool isSafeLink(QStringView url);

/// Whether `url` may be loaded: it lies in the vault, or is an image written out in the URL itself.
bool isSafeSource(QStringView url);

/// Lets the harmless part of HTML through, by lists of elements and attributes.
///
/// Scripts, styles, frames, forms and foreign markup go with what is in them, other unknown elements alone; event
/// handlers, styles, and URLs that run or load something go. What comes out is balanced, whatever comes in. Linear.
class Sanitizer
{
public:
    /// Appends to `out`.
    explicit Sanitizer(QString &out) : m_out(out) {}

    /// Takes a piece of HTML; elements may be closed by later pieces.
    void feed(QStringView html);

    /// Whether what is fed or written now belongs to an element that is left out.
    bool isSkipping() const { return !m_skipped.isEmpty(); }

    /// Number of elements that are open.
    qsizetype depth() const { return m_open.size(); }

    /// Closes the elements beyond `depth`, and leaves nothing out any more.
    void closeTo(qsizetype depth);

    /// What is fed from now on closes no element up to `depth`: other markup has been opened inside it.
    void setFloor(qsizetype depth) { m_floor = depth; }

private:
    qsizetype takeMarkup(QStringView html, qsizetype at);
    void openElement(const QString &name, QStringView attributes);
    void closeElement(const QString &name);

    QString &m_out;
    QStringList m_open;
    qsizetype m_floor = 0;
    QString m_skipped;   // The element that is left out with what is in it.
    int m_skipDepth = 0; // How often it is open inside itself.
};

} // namespace tearsheet
