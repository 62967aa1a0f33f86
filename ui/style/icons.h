// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace tearsheet {

/// The program's line icons, one SVG each in `resources/icons`.
enum class Icon {
    Back,
    Forward,
    Search,
    More,
    SidebarLeft,
    SidebarRight,
    PanelBottom,
    Split,
    Editor,
    Preview,
    File,
    Folder,
    FolderOpen,
    Note,
    Image,
    Table,
    Graph,
    Link,
    Heading,
    Number,
    Percent,
    Money,
    Date,
    Text,
    SortAscending,
    SortDescending,
    Saved,
    Unsaved,
    Saving,
    Warning,
    ReadOnly,
    ExternalLink,
    ChevronRight,
    ChevronLeft,
    ChevronDown,
    ChevronUp,
    Info,
    Clipboard,
    Flame,
    Check,
    Question,
    Cross,
    Bolt,
    Bug,
    List,
    Quote,
    Pencil,
    Plot,
    LinkIn,
    LinkOut,
    Relation,
    Properties,
    History,
};

/// An icon that takes the colour of the text around it at each painting, crisp at any scale.
QIcon icon(Icon icon);

/// The same in one colour, as a picture of `size` logical pixels for a screen of ratio `ratio`.
QPixmap iconPixmap(Icon icon, const QColor &colour, int size, double ratio);

} // namespace tearsheet
