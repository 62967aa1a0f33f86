// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/table/delimitedfile.h"

#include <QWidget>

namespace tearsheet {

class Banner;
class GridView;
class TablePane;

/// A file of delimited values in a tab.
class DelimitedView : public QWidget
{
    Q_OBJECT

public:
    explicit DelimitedView(DelimitedFilePtr file, QWidget *parent = nullptr);

    /// Saves what is not saved yet, without waiting for a moment of quiet.
    ~DelimitedView() override;

    DelimitedFile *file() const { return m_file.get(); }
    GridView *grid() const;

Q_SIGNALS:
    void said(const QString &sentence);
    void summaryChanged(const QString &summary);

private:
    void showTable();
    void showState();

    DelimitedFilePtr m_file;
    Banner *m_banner;
    TablePane *m_pane;
};

} // namespace tearsheet
