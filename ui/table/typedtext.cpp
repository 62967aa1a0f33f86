// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/typedtext.h"

#include "core/note/parsenote.h"
#include "core/table/delimitedtext.h"
#include "core/table/tableline.h"

#include <QObject>

namespace tearsheet {

namespace {

constexpr qsizetype MostQuoted = 80;

// "Share of Volta"
QString nameOf(const TypedCell &cell)
{
    if (cell.columnName().isEmpty() || cell.rowName().isEmpty())
        return QObject::tr("The cell");
    return QObject::tr("%1 of %2").arg(cell.columnName(), cell.rowName());
}

QByteArray withRowAtEnd(const DelimitedText &text, const QString &typed)
{
    const GridEdit edit{
        .kind = GridEdit::Kind::SetCells, .cells = {{text.rowCount(), 0, typed.toUtf8()}}, .numbers = {}};
    return scriptOf(edit, text).apply(text.bytes()).value_or(text.bytes());
}

} // namespace

QString quoted(const QString &text)
{
    const QString shown = text.size() > MostQuoted ? QString(text.first(MostQuoted) + u'…') : text;
    return QObject::tr("“%1”").arg(shown);
}

std::optional<GridEdit> editOf(const TypedText &typed)
{
    const TypedCell &cell = typed.cell;
    const QByteArray text = typed.text.toUtf8();
    if (cell.place() == TypedCell::Place::RowGone)
        return GridEdit{
            .kind = GridEdit::Kind::InsertRows, .cells = cell.rowWith(text), .numbers = {}, .at = cell.rowPlace()};
    if (!cell.isThere())
        return std::nullopt;
    return GridEdit{.kind = GridEdit::Kind::SetCells, .cells = {{cell.row(), cell.column(), text}}, .numbers = {}};
}

QString typedText(const GridEdit &edit)
{
    const bool row = edit.kind == GridEdit::Kind::InsertRows;
    if (!row && (edit.kind != GridEdit::Kind::SetCells || edit.cells.size() != 1))
        return {};
    QStringList texts;
    for (const CellText &cell : edit.cells)
        texts.append(QString::fromUtf8(cell.text));
    return texts.join(u'\t');
}

TypedInto typedInto(const TypedText &typed, int number, const QByteArray &table)
{
    return [typed, number, table](const QByteArray &text) {
        const std::optional<GridEdit> edit = editOf(typed);
        const Result<EditScript> script =
            edit ? scriptOf({number, table, *edit}, parseNote(text), text) : failure(ErrorCode::NotFound, {}, {});
        const Result<QByteArray> with = script ? script->apply(text) : std::unexpected(script.error());
        return with ? *with : withAtEnd(text, typed.text);
    };
}

TypedInto typedInto(const TypedText &typed, const std::shared_ptr<const DelimitedGrid> &grid)
{
    return [typed, grid](const QByteArray &bytes) {
        // To read a large file anew would be felt.
        const bool known = bytes.isSharedWith(grid->text().bytes());
        const DelimitedText text = known ? grid->text() : DelimitedText::of(bytes);
        const std::optional<GridEdit> edit = editOf(typed);
        return edit ? scriptOf(*edit, text).apply(bytes).value_or(bytes) : withRowAtEnd(text, typed.text);
    };
}

TypedInto typedInto(const NotePath &path, const QString &text)
{
    if (hasDelimitedEnding(path.toString()))
        return [text](const QByteArray &bytes) { return withRowAtEnd(DelimitedText::of(bytes), text); };
    return [text](const QByteArray &note) { return withAtEnd(note, text); };
}

bool saysTyped(QByteArrayView source, QByteArrayView typed)
{
    return source == typed || source == cellBytes(typed);
}

QString sentenceOf(const TypedText &typed)
{
    const TypedCell &cell = typed.cell;
    const QString text = quoted(typed.text);
    const bool named = !cell.rowName().isEmpty();
    switch (cell.place()) {
    case TypedCell::Place::There:
        if (cell.row() == HeaderRow)
            return QObject::tr("The column is called %1 now. You typed %2.")
                .arg(quoted(QString::fromUtf8(cell.now())), text);
        return cell.now().isEmpty() ? QObject::tr("%1 was emptied meanwhile. You typed %2.").arg(nameOf(cell), text)
                                    : QObject::tr("%1 says %2 now. You typed %3.")
                                          .arg(nameOf(cell), quoted(QString::fromUtf8(cell.now())), text);
    case TypedCell::Place::RowGone:
        return named ? QObject::tr("The row of %1 is gone. You typed %2 there.").arg(cell.rowName(), text)
                     : QObject::tr("The row is gone that you typed %1 into.").arg(text);
    case TypedCell::Place::ColumnGone:
        return QObject::tr("The column is gone that you typed %1 into.").arg(text);
    case TypedCell::Place::TableGone:
        return QObject::tr("The table is gone that you typed %1 into.").arg(text);
    case TypedCell::Place::Nowhere:
        return QObject::tr("You went on with %1, which is in no cell.").arg(quoted(typed.text.simplified()));
    }
    return {};
}

} // namespace tearsheet
