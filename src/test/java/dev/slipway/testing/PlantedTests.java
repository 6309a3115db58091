package dev.slipway.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import net.jqwik.api.Property;
import org.apiguardian.api.API;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.opentest4j.TestAbortedException;

/** Test classes that are compiled and run by a test, and so are no tests of this module. */
final class PlantedTests implements AutoCloseable {
    private final Path folder;
    private final URLClassLoader loader;
    private final List<String> names = new ArrayList<>();
    private Optional<Duration> limit = Optional.empty();

    PlantedTests(Path folder) throws MalformedURLException {
        this.folder = folder;
        this.loader = new URLClassLoader(
                new URL[] {classes().toUri().toURL()}, getClass().getClassLoader());
    }

    /** The folder must exist when the class loader is made, or its URL has no slash at its end. */
    private Path classes() {
        try {
            return Files.createDirectories(folder.resolve("classes"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String libraries() {
        return Stream.concat(
                        Stream.of(classes()),
                        Stream.of(
                                        PlantedTests.class,
                                        Test.class,
                                        ParameterizedTest.class,
                                        Property.class,
                                        Testable.class,
                                        API.class,
                                        TestAbortedException.class,
                                        Assertions.class)
                                .map(type -> Path.of(URI.create(type.getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toString()))))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    Path records() {
        return folder.resolve("tests");
    }

    /** Adds a class of the package {@code planted}, given without imports of JUnit. */
    PlantedTests add(String name, String body) throws IOException {
        var source = Files.createDirectories(folder.resolve("sources")).resolve(name + ".java");
        Files.writeString(
                source,
                """
                package planted;
                import static org.assertj.core.api.Assertions.*;
                import dev.slipway.testing.*;
                import java.util.*;
                import java.util.concurrent.*;
                import java.util.stream.*;
                import org.junit.jupiter.api.*;
                import org.junit.jupiter.params.*;
                import org.junit.jupiter.params.provider.*;
                import net.jqwik.api.Property;
                import net.jqwik.api.ForAll;
                import net.jqwik.api.Example;
                %s
                """
                        .formatted(body));
        var errors = new ByteArrayOutputStream();
        var status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        errors,
                        errors,
                        "-proc:none",
                        "-cp",
                        libraries(),
                        "-d",
                        classes().toString(),
                        source.toString());
        assertThat(status).as(errors.toString(StandardCharsets.UTF_8)).isZero();
        names.add("planted." + name);
        return this;
    }

    /** Gives their run a limit. */
    PlantedTests within(Duration time) {
        limit = Optional.of(time);
        return this;
    }

    /** Runs these classes, as Surefire runs those that its patterns name. */
    Map<String, String> run(Map<String, String> parameters, String... chosen) throws ClassNotFoundException {
        var request = LauncherDiscoveryRequestBuilder.request()
                .configurationParameters(parameters)
                .configurationParameter("jqwik.reporting.onlyfailures", "true");
        for (var name : chosen.length == 0 ? names : List.of(chosen)) {
            request.selectors(selectClass(Class.forName(name, false, loader)));
        }
        var results = new TreeMap<String, String>();
        LauncherFactory.create(LauncherConfig.builder()
                        .enableTestExecutionListenerAutoRegistration(false)
                        .addTestExecutionListeners(
                                new TestRecorder(records().resolve("units.tsv"), () -> limit), new Results(results))
                        .build())
                .execute(request.build());
        return results;
    }

    List<String> problems() throws IOException {
        return EveryTestRan.problems(classes(), records(), loader);
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    /** What JUnit says of tests and of containers that did not go well. */
    private record Results(Map<String, String> of) implements TestExecutionListener {
        @Override
        public void executionSkipped(TestIdentifier one, String reason) {
            of.put(one.getDisplayName(), "skipped: " + reason);
        }

        @Override
        public void executionFinished(TestIdentifier one, TestExecutionResult result) {
            if (one.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                of.put(
                        one.getDisplayName(),
                        result.getThrowable()
                                .map(thrown -> result.getStatus() + ": " + messages(thrown))
                                .orElse(result.getStatus().name()));
            }
        }

        private static String messages(Throwable thrown) {
            var cause = thrown.getCause();
            var said = String.valueOf(thrown.getMessage());
            return cause == null ? said : said + " <- " + messages(cause);
        }
    }
}
