// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

#include <QTest>

#include <cerrno>

using namespace Qt::StringLiterals;

namespace tearsheet {

class ErrorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatFailedAndWhy_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("why");
        QTest::newRow("missing") << ENOENT << ErrorCode::NotFound << u"it does not exist"_s;
        QTest::newRow("file in place of a folder")
            << ENOTDIR << ErrorCode::NotAFolder << u"a part of its path is not a folder"_s;
        QTest::newRow("folder in place of a file") << EISDIR << ErrorCode::NotAFile << u"it is a folder"_s;
        QTest::newRow("forbidden") << EACCES << ErrorCode::Unreadable << u"permission is denied"_s;
        QTest::newRow("read-only") << EROFS << ErrorCode::Unwritable << u"the disk is read-only"_s;
        QTest::newRow("full") << ENOSPC << ErrorCode::DiskFull << u"the disk is full"_s;
        QTest::newRow("quota") << EDQUOT << ErrorCode::DiskFull << u"your quota on this disk is used up"_s;
        QTest::newRow("exists") << EEXIST << ErrorCode::Exists << u"there is a file of that name already"_s;
        QTest::newRow("long name") << ENAMETOOLONG << ErrorCode::InvalidName << u"its name is too long"_s;
        QTest::newRow("loop") << ELOOP << ErrorCode::NotFound << u"its symbolic links lead in a circle"_s;
        QTest::newRow("large") << EFBIG << ErrorCode::TooLarge << u"it is too large"_s;
        QTest::newRow("anything else") << EIO << ErrorCode::Io << qt_error_string(EIO);
    }

    void saysWhatFailedAndWhy()
    {
        QFETCH(const int, number);
        QFETCH(const ErrorCode, code);
        QFETCH(const QString, why);
        const Error error = Error::fromErrno(number, u"Actors/AESC.md"_s, u"Cannot save AESC.md"_s);
        QCOMPARE(error.code, code);
        QCOMPARE(error.path, u"Actors/AESC.md"_s);
        QCOMPARE(error.sentence, u"Cannot save AESC.md: "_s + why + u'.');
    }

    // Names may hold anything, also what stands for an argument in a text that is put together.
    void keepsPercentSignsInNames()
    {
        const Error error = Error::fromErrno(ENOENT, u"%2 %1.md"_s, u"Cannot read %2 %1.md"_s);
        QCOMPARE(error.sentence, u"Cannot read %2 %1.md: it does not exist."_s);
    }
};

} // namespace tearsheet

QTEST_GUILESS_MAIN(tearsheet::ErrorTest)
#include "errortest.moc"
