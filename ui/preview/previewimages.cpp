// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/previewimages.h"

#include <QBuffer>
#include <QImageReader>

namespace tearsheet {

namespace {

constexpr int LargestSide = 2400; // Pixels; larger pictures are scaled down while they are read.

QImage decoded(const QByteArray &bytes, double ratio)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (reader.format() == "svg" && size.isValid())
        reader.setScaledSize(size * ratio);
    else if (size.width() > LargestSide || size.height() > LargestSide)
        reader.setScaledSize(size.scaled(LargestSide, LargestSide, Qt::KeepAspectRatio));
    QImage image = reader.read();
    if (reader.format() == "svg")
        image.setDevicePixelRatio(ratio);
    return image;
}

} // namespace

PreviewImages::PreviewImages(Vault *vault, QObject *parent) : QObject(parent), m_vault(vault)
{
    m_pool.setMaxThreadCount(1);
    connect(vault, &Vault::filesChanged, this, &PreviewImages::readAgain);
}

PreviewImages::~PreviewImages()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void PreviewImages::request(const NotePath &path, double ratio)
{
    m_ratio = ratio;
    if (m_requested.contains(path.toString()))
        return;
    m_requested.insert(path.toString());
    read(path);
}

void PreviewImages::read(const NotePath &path)
{
    m_pool.start([this, path, ratio = m_ratio, vault = m_vault] {
        const Result<TextFile> file = vault->read(path);
        QImage image = file ? decoded(file->bytes, ratio) : QImage();
        QMetaObject::invokeMethod(
            this,
            [this, path, image = std::move(image)] {
                const bool again = m_images.contains(path.toString());
                m_images.insert(path.toString(), image);
                if (again)
                    Q_EMIT replaced(path.toString());
                else
                    Q_EMIT loaded(path.toString());
            },
            Qt::QueuedConnection);
    });
}

void PreviewImages::readAgain(const QList<NotePath> &paths)
{
    for (const NotePath &path : paths) {
        if (m_requested.contains(path.toString()))
            read(path);
    }
}

} // namespace tearsheet
