// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/linktarget.h"
#include "core/text/editscript.h"
#include "core/vault/snapshot.h"
#include "ui/editor/parsednote.h"

#include <QAbstractTableModel>

#include <functional>

namespace tearsheet {

/// A change of a note's front matter: worked out for the text as it is when the change is made.
using PropertyChange = std::function<Result<EditScript>(const NoteFacts &facts, QByteArrayView text)>;

/// What a property's value is, for the eye.
enum class PropertyKind {
    Nothing,
    Text,
    Number,
    Boolean,
    Date,
    List,
    Nested, ///< A map, or a list with lists or maps in it: shown as written.
    Broken, ///< No YAML: its text as written.
};

/// Words of a value that lead somewhere.
struct PropertyLink
{
    qsizetype begin = 0;
    qsizetype length = 0;
    LinkTarget target;
    bool resolved = true;

    bool operator==(const PropertyLink &) const = default;
};

/// A value, or an item of a list, as it is shown: links by their display text.
struct PropertyItem
{
    QString text;
    QList<PropertyLink> links; ///< In the order of the text.

    bool operator==(const PropertyItem &) const = default;
};

/// The front matter of a note, a row for each property: its name and its value.
///
/// It changes nothing itself: what is edited is asked for as a change.
class PropertiesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, ValueColumn };

    enum Role {
        KindRole = Qt::UserRole, ///< PropertyKind
        ItemsRole,  ///< QList<PropertyItem>; one for what is no list. What is no YAML has a link without target behind
                    ///< it, to its own place.
        OffsetRole, ///< Where the property stands in the note.
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Shows the properties of `note`, which stands at `path`; null is none. Rows of the same note stay the same as far
    /// as their names do.
    void show(const ParsedNotePtr &note, const NotePath &path, const Snapshot &snapshot, bool editable);

    /// The note that is shown lies at `path` now.
    void follow(const NotePath &path) { m_path = path; }

    /// The row of the property `name`, whatever its case; -1 where there is none.
    int rowOf(const QString &name) const;

    // What is asked for by the functions below, for whoever wants to know before.
    static PropertyChange valueChange(const QString &name, const QString &typed, const std::optional<QString> &before);
    static PropertyChange addition(const QString &name, const QString &typed);
    static PropertyChange renaming(const QString &name, const QString &to);

    /// Asks for the value that `typed` means (see `typedValue`) for the property `name`.
    void setValue(const QString &name, const QString &typed);

    /// The same, as typed where the property said `before`: what others did to other items of a list meanwhile stays,
    /// and nothing else that they wrote is overwritten.
    void setValue(const QString &name, const QString &typed, const QString &before);

    /// Asks for a new property, which must not be there. Where it cannot be made, what was typed is still there.
    void add(const QString &name, const QString &typed);

    /// Asks for the property `name` to be named `to`.
    void rename(const QString &name, const QString &to);

    /// Asks for the property `name` to be removed.
    void remove(const QString &name);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// Where it cannot be made, `typed` is what a user would have to type again; empty for nothing.
    void changeWanted(const tearsheet::PropertyChange &change, const QString &typed);

private:
    struct Row
    {
        QString name;
        PropertyKind kind = PropertyKind::Nothing;
        QList<PropertyItem> items;
        std::optional<QString> typed; // What an editor begins with; nothing where the value cannot be edited.
        QString written;              // The value as it stands in the note.
        quint32 offset = 0;

        bool operator==(const Row &) const = default;
    };

    static QList<Row> rowsOf(const ParsedNote &note, const NotePath &path, const Snapshot &snapshot);
    void update(const QList<Row> &rows);
    QVariant nameData(const Row &row, int role) const;
    QVariant valueData(const Row &row, int role) const;

    QList<Row> m_rows;
    NotePath m_path;
    bool m_editable = false;
};

/// The name of a kind of value: "text", "list".
QString propertyKindName(PropertyKind kind);

} // namespace tearsheet

Q_DECLARE_METATYPE(tearsheet::PropertyKind)
