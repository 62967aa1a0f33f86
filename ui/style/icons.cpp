// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/icons.h"

#include "ui/style/style.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(Icon icon)
{
    static const QStringList names{
        u"back"_s,           u"forward"_s,
        u"search"_s,         u"more"_s,
        u"sidebar-left"_s,   u"sidebar-right"_s,
        u"panel-bottom"_s,   u"split"_s,
        u"editor"_s,         u"preview"_s,
        u"file"_s,           u"folder"_s,
        u"folder-open"_s,    u"note"_s,
        u"image"_s,          u"table"_s,
        u"graph"_s,          u"link"_s,
        u"heading"_s,        u"number"_s,
        u"percent"_s,        u"money"_s,
        u"date"_s,           u"text"_s,
        u"sort-ascending"_s, u"sort-descending"_s,
        u"saved"_s,          u"unsaved"_s,
        u"saving"_s,         u"warning"_s,
        u"read-only"_s,      u"external-link"_s,
        u"chevron-right"_s,  u"chevron-left"_s,
        u"chevron-down"_s,   u"chevron-up"_s,
        u"info"_s,           u"clipboard"_s,
        u"flame"_s,          u"check"_s,
        u"question"_s,       u"cross"_s,
        u"bolt"_s,           u"bug"_s,
        u"list"_s,           u"quote"_s,
        u"pencil"_s,         u"plot"_s,
        u"link-in"_s,        u"link-out"_s,
        u"relation"_s,       u"properties"_s,
        u"history"_s,
    };
    return names.at(static_cast<qsizetype>(icon));
}

/// Paints an icon in the colour of the text of its state.
class IconEngine : public QIconEngine
{
public:
    explicit IconEngine(Icon icon) : m_icon(icon) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const double ratio = painter->device()->devicePixelRatio();
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, 1));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal) override
    {
        const Palette &colours = paletteOf(nullptr);
        const QColor colour = mode == QIcon::Disabled ? colours.faintText
                              : mode == QIcon::Active ? colours.text
                                                      : colours.mutedText;
        return iconPixmap(m_icon, colour, std::min(size.width(), size.height()), 1);
    }

    QIconEngine *clone() const override { return new IconEngine(m_icon); }
    QString key() const override { return u"tearsheet"_s; }
    QString iconName() override { return nameOf(m_icon); }
    bool isNull() override { return false; }

private:
    Icon m_icon;
};

} // namespace

QIcon icon(Icon icon)
{
    return QIcon(new IconEngine(icon));
}

QPixmap iconPixmap(Icon icon, const QColor &colour, int size, double ratio)
{
    const QString key = u"tearsheet/%1/%2/%3/%4"_s.arg(nameOf(icon), colour.name()).arg(size).arg(ratio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QFile file(u":/tearsheet/icons/"_s + nameOf(icon) + u".svg"_s);
    if (!file.open(QIODevice::ReadOnly))
        return pixmap;
    QSvgRenderer renderer(file.readAll().replace("currentColor", colour.name().toLatin1()));
    pixmap = QPixmap(QSize(size, size) * ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    painter.end();
    pixmap.setDevicePixelRatio(ratio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

} // namespace tearsheet
