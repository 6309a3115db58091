package dev.slipway.local.cloud.codebuild.execution.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileGlobTest {
    @ParameterizedTest
    @CsvSource({
        "app.jar, app.jar, true",
        "app.jar, target/app.jar, false",
        "./app.jar, app.jar, true",
        "*, app.jar, true",
        "*, target/app.jar, false",
        "*, .hidden, true",
        "target/*, target/app.jar, true",
        "target/*, target/a/b, false",
        "**/*, app.jar, true",
        "**/*, a/b/c, true",
        "**, a/b/c, true",
        "target/**/*, target/a/b, true",
        "target/**/*, target/a, true",
        "target/**, target/a/b, true",
        "target/**/*, other/a, false",
        "**/*.xml, a/b.xml, true",
        "**/*.xml, a/b.xmlx, false",
        "a/**/b/**/c, a/b/x/b/y/c, true",
        "a/**/b/**/c, a/x/c, false",
        "?.txt, a.txt, true",
        "?.txt, ab.txt, false",
        "[a-c].txt, b.txt, true",
        "[a-c].txt, d.txt, false",
        "[!a-c].txt, d.txt, true",
        "a*b*c, aXbYbZc, true",
        "a*b*c, aXc, false",
        "a[, a[, true",
        "'', '', true",
    })
    void matchesAsBuildspecsDo(String pattern, String path, boolean matches) {
        assertThat(FileGlob.of(pattern).matches(path)).isEqualTo(matches);
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings()
                .withChars('a', 'b', '*', '?')
                .ofMinLength(1)
                .ofMaxLength(6)
                .filter(name -> !name.contains("**"))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(names -> String.join("/", names));
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.strings()
                .withChars('a', 'b')
                .ofMinLength(1)
                .ofMaxLength(5)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(names -> String.join("/", names));
    }

    @Property
    void agreesWithTheGlobsOfTheJdk(@ForAll("patterns") String pattern, @ForAll("paths") String path) {
        boolean expected =
                FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(Path.of(path));
        assertThat(FileGlob.of(pattern).matches(path)).isEqualTo(expected);
    }

    @Property
    void doubleStarMatchesAtEveryDepth(@ForAll("paths") String path) {
        assertThat(FileGlob.of("**/*").matches(path)).isTrue();
        assertThat(FileGlob.of("**/" + path).matches("x/" + path)).isTrue();
        assertThat(FileGlob.of(path + "/**/*").matches(path + "/x/y")).isTrue();
    }

    @Property
    void neverThrows(@ForAll String pattern, @ForAll String path) {
        Assertions.assertThatCode(() -> FileGlob.of(pattern).matches(path)).doesNotThrowAnyException();
    }

    @Test
    void isFastForEveryPattern() {
        String pattern = "**/".repeat(200) + "a*".repeat(200) + "b";
        String path = "a/".repeat(200) + "a".repeat(2000);
        Assertions.assertThatNoException()
                .isThrownBy(() -> org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                        Duration.ofSeconds(5), () -> FileGlob.of(pattern).matches(path)));
    }
}
