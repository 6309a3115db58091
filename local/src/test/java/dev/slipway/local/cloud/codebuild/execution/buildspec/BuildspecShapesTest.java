package dev.slipway.local.cloud.codebuild.execution.buildspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.cloud.codebuild.execution.buildspec.ArtifactsSection.ArtifactSection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Buildspecs as they are written in public, which is looser than the reference shows them. */
class BuildspecShapesTest {
    private static final String HEAD = "version: 0.2\nphases:\n  build:\n    commands: [make]\n";

    /** A place of the reference that shows a list. */
    private record Place(String text, Function<Buildspec, List<String>> read) {
        static Arguments of(String text, Function<Buildspec, List<String>> read) {
            return Arguments.of(new Place(text, read));
        }

        List<String> with(String value) throws BuildspecException {
            return read.apply(BuildspecParser.parse(text.formatted(value)));
        }

        @Override
        public String toString() {
            return text.replace("\n", " ");
        }
    }

    private static FileSet artifact(Buildspec spec) {
        ArtifactsSection section = Objects.requireNonNull(spec.artifacts());
        return Objects.requireNonNull(section.primary()).fileSet();
    }

    static Stream<Arguments> lists() {
        return Stream.of(
                Place.of(
                        "version: 0.2\nphases:\n  install:\n    commands: %s\n",
                        spec -> spec.phase(PhaseName.INSTALL).commands()),
                Place.of(
                        "version: 0.2\nphases:\n  build:\n    commands: %s\n",
                        spec -> spec.phase(PhaseName.BUILD).commands()),
                Place.of(
                        "version: 0.2\nphases:\n  build:\n    finally: %s\n",
                        spec -> spec.phase(PhaseName.BUILD).finallyCommands()),
                Place.of(HEAD + "env:\n  exported-variables: %s\n", spec -> spec.environment()
                        .exportedVariables()),
                Place.of(HEAD + "cache:\n  paths: %s\n", spec -> spec.cache().paths()),
                Place.of(HEAD + "cache:\n  key: k\n  fallback-keys: %s\n", spec -> spec.cache()
                        .fallbackKeys()),
                Place.of(HEAD + "artifacts:\n  files: x\n  exclude-paths: %s\n", spec -> artifact(spec)
                        .excludePaths()));
    }

    static Stream<Arguments> requiredLists() {
        return Stream.of(
                Place.of(HEAD + "artifacts:\n  files: %s\n", spec -> artifact(spec)
                        .files()),
                Place.of(HEAD + "artifacts:\n  files: x\n  secondary-artifacts:\n    one:\n      files: %s\n", spec -> {
                    ArtifactsSection section = Objects.requireNonNull(spec.artifacts());
                    return Objects.requireNonNull(section.secondary().get("one"))
                            .fileSet()
                            .files();
                }),
                Place.of(HEAD + "reports:\n  unit:\n    files: %s\n", spec -> Objects.requireNonNull(
                                spec.reports().get("unit"))
                        .fileSet()
                        .files()));
    }

    static Stream<Arguments> allLists() {
        return Stream.concat(lists(), requiredLists());
    }

    @ParameterizedTest
    @MethodSource("allLists")
    void aTextIsAListOfOneText(Place place) throws BuildspecException {
        assertThat(place.with("A_1")).isEqualTo(place.with("[A_1]")).containsExactly("A_1");
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aKeyWithoutValueIsAnEmptyList(Place place) throws BuildspecException {
        assertThat(place.with("")).isEqualTo(place.with("[]")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("requiredLists")
    void filesWithoutValueAreMissing(Place place) {
        assertThatThrownBy(() -> place.with(""))
                .isInstanceOf(BuildspecException.class)
                .hasMessageEndingWith("files: got nothing, expected at least one pattern");
    }

    @ParameterizedTest
    @MethodSource("allLists")
    void keysAndValuesAreNoList(Place place) {
        assertThatThrownBy(() -> place.with("{a: b}"))
                .isInstanceOf(BuildspecException.class)
                .hasMessageContaining("got keys and values, expected a list at line");
    }

    @Test
    void aCommandOfSeveralLinesIsOneCommand() throws BuildspecException {
        Buildspec spec = BuildspecParser.parse(
                """
                version: 0.2
                phases:
                  build:
                    commands: |
                      cd src
                      make
                """);

        assertThat(spec.phase(PhaseName.BUILD).commands()).containsExactly("cd src\nmake\n");
    }

    @Test
    void secondaryArtifactsNeedNoPrimaryFiles() throws BuildspecException {
        Buildspec spec = BuildspecParser.parse(
                HEAD
                        + """
                artifacts:
                  secondary-artifacts:
                    site:
                      base-directory: out
                      files: '**/*'
                """);

        assertThat(spec.artifacts())
                .isEqualTo(new ArtifactsSection(
                        null,
                        Map.of(
                                "site",
                                new ArtifactSection(
                                        new FileSet(List.of("**/*"), List.of(), "out", false), null, null, false))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"env:", "reports:", "artifacts:", "cache:", "proxy:", "batch:", "env:\n  variables:"})
    void aSectionWithoutValueIsNone(String section) throws BuildspecException {
        assertThat(BuildspecParser.parse(HEAD + section + "\n")).isEqualTo(BuildspecParser.parse(HEAD));
    }

    @Test
    void unknownKeysAreNotedBySectionAndPassedOver() throws BuildspecException {
        Buildspec spec = BuildspecParser.parse(
                """
                version: 0.2
                x-shared: &shared
                  on-failure: ABORT
                env:
                  compute-type: small
                phases:
                  pre_build:
                    <<: *shared
                    env: {A: b}
                    comands: [make]
                  build:
                    runtime-versions: {java: corretto17}
                reports:
                  unit: {files: a.xml, format: JUNITXML}
                artifacts:
                  type: zip
                  files: x
                  secondary-artifacts:
                    one: {files: y, paths: z}
                cache:
                  mode: local
                """);

        Map<String, List<String>> expected = new LinkedHashMap<>();
        expected.put("buildspec", List.of("x-shared"));
        expected.put("env", List.of("compute-type"));
        expected.put("PRE_BUILD", List.of("env", "comands"));
        expected.put("BUILD", List.of("runtime-versions"));
        expected.put("reports.unit", List.of("format"));
        expected.put("artifacts.secondary-artifacts.one", List.of("paths"));
        expected.put("artifacts", List.of("type"));
        expected.put("cache", List.of("mode"));
        assertThat(spec.unknownKeys()).containsExactlyEntriesOf(expected);
        assertThat(spec.phase(PhaseName.PRE_BUILD).onFailure()).isEqualTo(OnFailure.parse("ABORT"));
        assertThat(spec.phase(PhaseName.PRE_BUILD).commands()).isEmpty();
    }

    @Test
    void version01HasItsVariablesInASectionOfItsOwn() throws BuildspecException {
        String section = "environment_variables:\n  plaintext:\n    A: b\n";

        Buildspec old = BuildspecParser.parse("version: 0.1\nphases: {}\n" + section);
        Buildspec now = BuildspecParser.parse("version: 0.2\nphases: {}\n" + section);

        assertThat(old.environment().variables()).isEqualTo(Map.of("A", "b"));
        assertThat(old.unknownKeys()).isEmpty();
        assertThat(now.environment().variables()).isEmpty();
        assertThat(now.unknownKeys()).isEqualTo(Map.of("buildspec", List.of("environment_variables")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MY-VAR", "my.var", "1ABC", "A=B", "'A B'", "ä", "''"})
    void aVariableIsNamedSoThatAShellKnowsIt(String name) {
        for (String section : List.of("variables", "parameter-store", "secrets-manager")) {
            assertThatThrownBy(() -> BuildspecParser.parse(HEAD + "env:\n  " + section + ":\n    " + name + ": x\n"))
                    .as(section)
                    .isInstanceOf(BuildspecException.class)
                    .hasMessageMatching(
                            "env\\." + section
                                    + "\\..*: got '.*' as a variable's name, expected letters, digits and underscores, the first no digit at line 7");
        }
        assertThatThrownBy(() -> BuildspecParser.parse(HEAD + "env:\n  exported-variables:\n    - " + name + "\n"))
                .isInstanceOf(BuildspecException.class)
                .hasMessageContaining("env.exported-variables: got '")
                .hasMessageEndingWith(
                        "' as a variable's name, expected letters, digits and underscores, the first no digit at line 6");
    }

    @Test
    void whatCodeBuildSetsMayBeExported() throws BuildspecException {
        Buildspec spec = BuildspecParser.parse(HEAD + "env:\n  exported-variables: CODEBUILD_BUILD_NUMBER\n");

        assertThat(spec.environment().exportedVariables()).containsExactly("CODEBUILD_BUILD_NUMBER");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "phases:\n  build:\n    commands: \"a\\0b\"\n",
                "phases:\n  build:\n    commands: [\"a\\0b\"]\n",
                "phases: {}\nenv:\n  variables: {A: \"a\\0b\"}\n",
                "phases: {}\nartifacts:\n  files: \"a\\0b\"\n",
                "phases: {}\nartifacts:\n  files: x\n  base-directory: \"a\\0b\"\n",
                "phases: {}\ncache:\n  paths: \"a\\0b\"\n",
            })
    void noTextHasAZeroByte(String text) {
        assertThatThrownBy(() -> BuildspecParser.parse("version: 0.2\n" + text))
                .isInstanceOf(BuildspecException.class)
                .hasMessageContaining(": got a text with a zero byte, expected one without at line");
    }

    static Stream<Arguments> noYaml() {
        return Stream.of(
                Arguments.of("a: [b\nc: d\n", "did not find expected ',' or ']' at line 2"),
                Arguments.of("a: {b: c\nd: e\n", "did not find expected ',' or '}' at line 2"),
                Arguments.of("a:\n\t- b\n", "found character that cannot start any token at line 2"),
                Arguments.of("a: b: c\n", "mapping values are not allowed in this context at line 1"),
                Arguments.of("a: - b\n", "block sequence entries are not allowed in this context at line 1"),
                Arguments.of("a: *b\n", "unknown anchor 'b' referenced at line 1"),
                Arguments.of("a: 'b\n", "found unexpected end of stream at line 2"),
                Arguments.of("a: \"\\q\"\n", "found unknown escape character at line 1"),
                Arguments.of("a:\n  b: c\n d: e\n", "did not find expected key at line 3"),
                Arguments.of("a: b\nc\n", "could not find expected ':' at line 3"),
                Arguments.of("a: b\n---\nc: d\n", "expected a single document at line 2"),
                Arguments.of("a: b\nc: \u0001\n", "control characters are not allowed: U+0001 at line 2"),
                Arguments.of(
                        "[".repeat(60),
                        "got a buildspec that is nested deeper than 50 levels, or has more than 100 aliases of collections"));
    }

    @ParameterizedTest
    @MethodSource("noYaml")
    void whatIsNoYamlIsToldInTheWordsOfAws(String text, String message) {
        assertThatThrownBy(() -> BuildspecParser.parse(text))
                .isInstanceOf(BuildspecException.class)
                .hasMessage(message);
    }
}
