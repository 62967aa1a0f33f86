// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/reciprocal.h"

#include "tests/support/vaultof.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

NotePath pathOf(const QString &path)
{
    return *NotePath::fromRelative(path);
}

/// What the note Kestrel says once it has been made to say back that it is `type` of Auk; or why not, behind "! ".
QByteArray saidBack(const QByteArray &kestrel, RelationType type, RelationModifier modifier = RelationModifier::None)
{
    const QByteArray others = "//- Actors/Auk.md\n#actor #company\n//- Actors/Lom.md\n#actor #company\n"
                              "//- Other/Tern.md\n#actor\n//- Actors/Tern.md\n#actor\n";
    const Snapshot snapshot = vaultOf(QByteArray(others + "//- Actors/Kestrel.md\n" + kestrel));
    const Result<ChangePlan> plan =
        planReciprocal({pathOf(u"Actors/Auk.md"_s), pathOf(u"Actors/Kestrel.md"_s), type, modifier}, snapshot);
    if (!plan)
        return "! " + plan.error().sentence.toUtf8();
    if (plan->files.size() != 1 || plan->files.first().path != pathOf(u"Actors/Kestrel.md"_s))
        return "! wrong files";
    return plan->files.first()
        .edits.apply(snapshot.note(snapshot.find(pathOf(u"Actors/Kestrel.md"_s))).text)
        .value_or("! bad edits");
}

} // namespace

/// What is added to a note so that it says back what another one says of it.
class ReciprocalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void places_data()
    {
        QTest::addColumn<RelationType>("type");
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        using enum RelationType;
        const auto row = [](const char *name, RelationType type, const char *before, const char *after) {
            QTest::newRow(name) << type << QByteArray(before) << QByteArray(after);
        };
        row("among related notes", Customer, "#actor\n\n## Related\n\n- [[Lom]] — partner\n\n*Made in May*\n",
            "#actor\n\n## Related\n\n- [[Lom]] — partner\n- [[Auk]] — supplier\n\n*Made in May*\n");
        row("in its own style", Customer, "#actor\r\n## See also\r\n* [[Lom]] - partner\r\n* [[Tern]] - rival",
            "#actor\r\n## See also\r\n* [[Lom]] - partner\r\n* [[Tern]] - rival\r\n* [[Auk]] - supplier");
        row("numbered, in parentheses", Competitor, "#actor\n## Related\n1. [[Lom]] (partner)\n",
            "#actor\n## Related\n1. [[Lom]] (partner)\n2. [[Auk]] (competitor)\n");
        row("behind a bare link", Customer, "#actor\n## Related\n- [[Auk]]\n- [[Lom]] – partner\n",
            "#actor\n## Related\n- [[Auk]] – supplier\n- [[Lom]] – partner\n");
        row("another caption stays", Customer, "#actor\n## Related\n- [[Auk]] — old friend\n",
            "#actor\n## Related\n- [[Auk]] — old friend\n- [[Auk]] — supplier\n");
        row("in a list of such", Customer, "#actor\n## Suppliers\n- [[Lom]]\n\n## Related\n- [[Tern]] — peer\n",
            "#actor\n## Suppliers\n- [[Lom]]\n- [[Auk]]\n\n## Related\n- [[Tern]] — peer\n");
        row("under a heading of related notes", Customer,
            "#actor\n## Related\n### Suppliers\n- [[Lom]]\n### Customers\n- [[Tern]]\n",
            "#actor\n## Related\n### Suppliers\n- [[Lom]]\n- [[Auk]]\n### Customers\n- [[Tern]]\n");
        row("in a table of such", Customer,
            "#actor\n## Suppliers\n| Supplier | Since |\n|---|---|\n| [[Lom]] | 2019 |\n\nMore.\n",
            "#actor\n## Suppliers\n| Supplier | Since |\n|---|---|\n| [[Lom]] | 2019 |\n| [[Auk]] |  |\n\nMore.\n");
        row("not in a table of some of them", Customer,
            "#actor\n## Glass suppliers\n| Supplier | Since |\n|---|---|\n| [[Lom]] | 2019 |\n",
            "#actor\n## Glass suppliers\n| Supplier | Since |\n|---|---|\n| [[Lom]] | 2019 |\n"
            "\n## Related\n\n- [[Auk]] — supplier\n");
        row("not in a table under another heading", Customer,
            "#actor\n## Glass\n| Supplier | Since |\n|---|---|\n| [[Lom]] | 2019 |\n",
            "#actor\n## Glass\n| Supplier | Since |\n|---|---|\n| [[Lom]] | 2019 |\n"
            "\n## Related\n\n- [[Auk]] — supplier\n");
        row("under an empty heading", Customer, "#actor\n## Related\n\n## Sources\nx\n",
            "#actor\n## Related\n\n- [[Auk]] — supplier\n\n## Sources\nx\n");
        row("in a new section", Customer, "#actor\n\n# Kestrel\n\n## Facts\n\nx\n",
            "#actor\n\n# Kestrel\n\n## Facts\n\nx\n\n## Related\n\n- [[Auk]] — supplier\n");
        row("parted by rules, before the last line", Customer,
            "#actor\n\nx\n\n---\n\n## Facts\n\nx\n\n---\n\n*Made in May*",
            "#actor\n\nx\n\n---\n\n## Facts\n\nx\n\n---\n\n## Related\n\n- [[Auk]] — supplier\n\n---\n\n*Made in May*");
        row("without a last line end", Customer, "#actor #company",
            "#actor #company\n\n## Related\n\n- [[Auk]] — supplier");
        row("with front matter alone", Customer, "---\ntags: [actor]\n---\n",
            "---\ntags: [actor]\n---\n\n## Related\n\n- [[Auk]] — supplier\n");
        row("an owner", Owner, "#actor\n## Related\n- [[Lom]] — partner\n",
            "#actor\n## Related\n- [[Lom]] — partner\n- [[Auk]] — subsidiary\n");
    }
    void places()
    {
        QFETCH(RelationType, type);
        QFETCH(QByteArray, before);
        QTEST(saidBack(before, type), "after");
    }

    void modifiers()
    {
        QCOMPARE(saidBack("#actor\n## Related\n- [[Lom]] — peer\n", RelationType::Supplier, RelationModifier::Former),
                 "#actor\n## Related\n- [[Lom]] — peer\n- [[Auk]] — former customer\n");
    }

    /// A name that two notes have is written with its folder.
    void ambiguous()
    {
        const Snapshot snapshot = vaultOf("//- A/Tern.md\n#actor\n//- B/Tern.md\n#actor\n"
                                          "//- B/Kestrel.md\n#actor\n## Related\n- [[Lom]] — peer\n");
        const Result<ChangePlan> plan =
            planReciprocal({pathOf(u"A/Tern.md"_s), pathOf(u"B/Kestrel.md"_s), RelationType::Customer, {}}, snapshot);
        QVERIFY(plan);
        QCOMPARE(plan->title, u"Add Tern to Kestrel"_s);
        QVERIFY(textAfter(*plan, snapshot).contains("- [[A/Tern]] — supplier\n"));
    }

    void refused()
    {
        QCOMPARE(saidBack("#actor\n", RelationType::Commodity), "! “commodity” is said by one side only.");
        // What a day tells is no statement.
        const Snapshot days = vaultOf("//- A.md\n#actor\n//- Daily/2026-01-02.md\n#daily\n");
        const Result<ChangePlan> day =
            planReciprocal({pathOf(u"A.md"_s), pathOf(u"Daily/2026-01-02.md"_s), RelationType::Customer, {}}, days);
        QVERIFY(!day);
        QCOMPARE(day.error().sentence, u"2026-01-02 has no place where “supplier” would be understood."_s);
        const Snapshot snapshot = vaultOf("//- A.md\n#actor\n");
        const Result<ChangePlan> plan =
            planReciprocal({pathOf(u"A.md"_s), pathOf(u"B.md"_s), RelationType::Customer, {}}, snapshot);
        QVERIFY(!plan);
        QCOMPARE(plan.error().sentence, u"B.md is not there any more."_s);
    }
};

QTEST_GUILESS_MAIN(ReciprocalTest)

#include "reciprocaltest.moc"
