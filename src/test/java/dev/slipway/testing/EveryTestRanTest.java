package dev.slipway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EveryTestRanTest {
    private static final String EVERY_KIND =
            """
            class Everything {
                @Test void test() {}
                @Test void failing() { fail(); }
                @ParameterizedTest @ValueSource(ints = {1, 2}) void parameterized(int one) {}
                @RepeatedTest(2) void repeated() {}
                @TestFactory Stream<DynamicTest> factory() { return Stream.of(DynamicTest.dynamicTest("one", () -> {})); }
                @Property(tries = 2) void property(@ForAll boolean flag) {}
                @Example void example() {}
                @Disabled("on purpose") @Test void disabled() {}
                @Test void assuming() { Assumptions.abort("a reason"); }
                @Nested class Inner { @Test void inner() {} }
            }
            """;

    private final PlantedTests planted;

    EveryTestRanTest(@TempDir Path folder) throws Exception {
        planted = new PlantedTests(folder);
    }

    @AfterEach
    void close() throws Exception {
        planted.close();
    }

    @Test
    void aRunOfAllTestsIsInOrderWhateverTheirKindAndHoweverTheyEnd() throws Exception {
        planted.add("Everything", EVERY_KIND).run(Map.of());
        assertThat(planted.problems()).isEmpty();
        assertThat(TestRecord.readAll(planted.records()))
                .filteredOn(one -> one.outcome() == TestRecord.Outcome.LEFT_OUT)
                .extracting(one -> one.subject() + ": " + one.reason())
                .containsExactlyInAnyOrder(
                        "planted.Everything#disabled(): on purpose", "planted.Everything#assuming(): a reason");
    }

    @Test
    void aClassThatIsNotRunIsNamedWithEachOfItsTests() throws Exception {
        planted.add(
                        "Laws",
                        "class Laws { @Property void first(@ForAll int one) {} @Test void second() {} void third() {} }")
                .add("Other", "class Other { @Test void other() {} }")
                .run(Map.of(), "planted.Other");
        assertThat(planted.problems())
                .containsExactly(
                        "planted.Laws#first(int) is declared as a test, and did not run",
                        "planted.Laws#second() is declared as a test, and did not run");
    }

    @Test
    void aFactoryThatMakesNoTestDidNotRun() throws Exception {
        planted.add("Empty", "class Empty { @TestFactory Stream<DynamicTest> none() { return Stream.empty(); } }")
                .run(Map.of());
        assertThat(planted.problems()).containsExactly("planted.Empty#none() is declared as a test, and did not run");
    }

    @Test
    void testsOfAnAbstractClassRunInEachThatExtendsIt() throws Exception {
        planted.add("Base", "abstract class Base { @Test void inherited() {} }")
                .add("One", "class One extends Base {}")
                .add("Two", "class Two extends Base {}")
                .add("Alone", "abstract class Alone { @Test void lonely() {} }")
                .run(Map.of(), "planted.One");
        assertThat(planted.problems())
                .containsExactly(
                        "planted.Alone#lonely() is declared as a test, and no class that is not abstract has it",
                        "planted.Two#inherited() is declared as a test, and did not run");
    }

    @Test
    void aStaticClassInsideAnotherIsNoNestedTest() throws Exception {
        planted.add("Outer", "class Outer { @Test void outer() {} static class Forgotten { @Test void inner() {} } }")
                .run(Map.of());
        assertThat(planted.problems())
                .containsExactly("planted.Outer$Forgotten#inner() is declared as a test, and did not run");
    }

    @Test
    void aClassLeftOutByAConditionOrAnAssumptionNamesAllItsTests() throws Exception {
        planted.add(
                        "Conditional",
                        "@Disabled(\"no tool\") class Conditional { @Test void a() {} @ParameterizedTest @ValueSource(ints = 1) void b(int i) {} }")
                .add(
                        "Assuming",
                        "class Assuming { @BeforeAll static void look() { Assumptions.abort(\"no engine\"); } @Test void c() {} @RepeatedTest(3) void d() {} }")
                .run(Map.of());
        assertThat(planted.problems()).isEmpty();
        assertThat(TestRecord.readAll(planted.records()))
                .filteredOn(one -> one.outcome() == TestRecord.Outcome.LEFT_OUT)
                .extracting(TestRecord::subject)
                .containsExactlyInAnyOrder(
                        "planted.Conditional#a()",
                        "planted.Conditional#b(int)",
                        "planted.Assuming#c()",
                        "planted.Assuming#d()");
    }
}
