// SPDX-License-Identifier: GPL-3.0-or-later
// No input takes more than linear work, but for a log factor: instructions are counted, not seconds.
#include <QtTest>

using namespace Qt::StringLiterals;

namespace {

struct Counts
{
    QMap<int, qint64> bySize;

    /// How many times the work grows while the text grows to the fourfold. 4 is linear, 16 quadratic.
    double growth() const
    {
        const qint64 fixed = bySize.value(0);
        const qint64 small = std::max<qint64>(bySize.value(3000) - fixed, 1);
        return static_cast<double>(bySize.value(12'000) - fixed) / static_cast<double>(small);
    }
};

constexpr double Most = 5.5;

// Below this, constants and hash tables that grow in steps blur what is seen.
constexpr qint64 WorthAWord = 200'000;

} // namespace

class LinearTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const QString valgrind = QStandardPaths::findExecutable(u"valgrind"_s);
        if (valgrind.isEmpty())
            QSKIP("Instructions cannot be counted: there is no valgrind.");
        const QTemporaryDir folder;
        QProcess process;
        process.setWorkingDirectory(folder.path());
        process.start(valgrind, {u"--tool=callgrind"_s, u"--callgrind-out-file=callgrind.out.%p"_s,
                                 QStringLiteral(TEARSHEET_ATTACKS)});
        QVERIFY(process.waitForFinished(-1));
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
        for (const QByteArray &line : process.readAllStandardOutput().split('\n')) {
            const QList<QByteArray> fields = line.split('\t');
            if (fields.size() == 4)
                m_counts[fields.at(1) + ": " + fields.at(0)].bySize.insert(fields.at(2).toInt(),
                                                                           fields.at(3).toLongLong());
        }
    }

    void aQuadraticLoopIsFound()
    {
        const Counts planted = m_counts.value("planted: planted");
        QCOMPARE(planted.bySize.size(), 4);
        QVERIFY2(planted.growth() > Most, qPrintable(QString::number(planted.growth())));
    }

    void noInputIsWorseThanLinear()
    {
        QVERIFY(m_counts.size() > 100);
        QStringList curves;
        for (auto it = m_counts.cbegin(); it != m_counts.cend(); ++it) {
            QVERIFY2(it->bySize.size() == 4 && it->bySize.value(12'000) > 0, it.key().constData());
            const double growth = it->growth();
            if (growth > Most && it->bySize.value(12'000) > WorthAWord && it.key() != "planted: planted")
                curves.append(u"%1 grows %2 times"_s.arg(QString::fromUtf8(it.key())).arg(growth));
        }
        QVERIFY2(curves.isEmpty(), qPrintable(curves.join(u'\n')));
    }

private:
    QMap<QByteArray, Counts> m_counts;
};

QTEST_GUILESS_MAIN(LinearTest)
#include "lineartest.moc"
