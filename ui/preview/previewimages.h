// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/vault.h"

#include <QHash>
#include <QImage>
#include <QObject>
#include <QSet>
#include <QThreadPool>

namespace tearsheet {

/// The pictures of a preview, read and decoded in a pool.
class PreviewImages : public QObject
{
    Q_OBJECT

public:
    explicit PreviewImages(Vault *vault, QObject *parent = nullptr);
    ~PreviewImages() override;

    /// Begins to load the picture at `path` unless that has begun; `loaded` follows.
    void request(const NotePath &path, double ratio);

    /// What has been loaded, by path; null images for files that hold no picture.
    const QHash<QString, QImage> &images() const { return m_images; }

Q_SIGNALS:
    void loaded(const QString &path);
    /// What was loaded before is another picture now, or none.
    void replaced(const QString &path);

private:
    void read(const NotePath &path);
    void readAgain(const QList<NotePath> &paths);

    Vault *m_vault;
    QThreadPool m_pool;
    QHash<QString, QImage> m_images;
    QSet<QString> m_requested;
    double m_ratio = 1; // Of the last request.
};

} // namespace tearsheet
