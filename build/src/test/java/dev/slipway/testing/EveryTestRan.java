package dev.slipway.testing;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Compares the tests that the class files declare with those that ran: run by Maven at the end of each module. A test that no run names,
 * because of its class's name or for any other reason, fails the build.
 */
public final class EveryTestRan {
    /** Any of them chooses tests: then there is nothing to compare. */
    private static final List<String> CHOICES =
            List.of("test", "it.test", "skipTests", "skipITs", "maven.test.skip", "groups", "excludedGroups");

    private EveryTestRan() {}

    /** The arguments are the folder of the class files and that of the records. */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException("got the arguments " + List.of(args)
                    + ", expected the folders of the class files and of the records");
        }
        if (CHOICES.stream().anyMatch(choice -> System.getProperty(choice) != null)) {
            return;
        }
        var problems = problems(Path.of(args[0]), Path.of(args[1]), EveryTestRan.class.getClassLoader());
        if (!problems.isEmpty()) {
            throw new AssertionError("%d problems of the tests of this module:%n  %s"
                    .formatted(problems.size(), String.join("\n  ", problems)));
        }
    }

    /** What is wrong, sorted. */
    static List<String> problems(Path classes, Path records, ClassLoader loader) throws IOException {
        var all = TestRecord.readAll(records);
        var known = all.stream().map(TestRecord::subject).collect(Collectors.toSet());
        var problems = new TreeSet<String>();
        var declared = Declared.in(classes, loader);
        declared.tests.forEach((name, aliases) -> {
            if (Stream.concat(Stream.of(name), aliases.stream()).noneMatch(known::contains)) {
                problems.add("%s is declared as a test, and did not run".formatted(name));
            }
        });
        declared.orphans.forEach(name ->
                problems.add("%s is declared as a test, and no class that is not abstract has it".formatted(name)));
        all.stream()
                .filter(one -> one.outcome() == TestRecord.Outcome.THREAD_DIED)
                .forEach(one -> problems.add("a failure that no test has seen: thread %s ended with %s"
                        .formatted(one.subject(), one.reason())));
        return new ArrayList<>(problems);
    }

    /** The tests of a folder of class files. */
    private static final class Declared {
        /** Names, each with those by which an engine may call the same test: that of a superclass. */
        private final java.util.Map<String, Set<String>> tests = new java.util.TreeMap<>();

        private final Set<String> orphans = new TreeSet<>();

        static Declared in(Path folder, ClassLoader loader) throws IOException {
            var declared = new Declared();
            var types = types(folder, loader);
            types.stream().filter(type -> !isAbstract(type)).forEach(declared::addTests);
            var inherited =
                    declared.tests.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
            types.stream()
                    .filter(Declared::isAbstract)
                    .flatMap(Declared::own)
                    .filter(name -> !inherited.contains(name))
                    .forEach(declared.orphans::add);
            return declared;
        }

        private static boolean isAbstract(Class<?> type) {
            return Modifier.isAbstract(type.getModifiers());
        }

        private void addTests(Class<?> type) {
            for (var method : ReflectionSupport.findMethods(
                    type,
                    candidate -> AnnotationSupport.isAnnotated(candidate, Testable.class),
                    HierarchyTraversalMode.TOP_DOWN)) {
                tests.put(TestName.of(type, method), Set.of(TestName.of(method.getDeclaringClass(), method)));
            }
            for (var field : ReflectionSupport.findFields(
                    type,
                    candidate -> AnnotationSupport.isAnnotated(candidate, Testable.class),
                    HierarchyTraversalMode.TOP_DOWN)) {
                tests.put(TestName.of(type, field), Set.of(TestName.of(field.getDeclaringClass(), field)));
            }
        }

        /** What an abstract class or an interface declares for others. */
        private static Stream<String> own(Class<?> type) {
            return Stream.of(type.getDeclaredMethods())
                    .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                    .map(method -> TestName.of(type, method));
        }

        private static List<Class<?>> types(Path folder, ClassLoader loader) throws IOException {
            try (Stream<Path> files = Files.walk(folder)) {
                return files.map(file -> folder.relativize(file).toString())
                        .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                        .sorted()
                        .<Class<?>>map(name -> load(name, loader))
                        .toList();
            }
        }

        private static Class<?> load(String file, ClassLoader loader) {
            var name = file.substring(0, file.length() - ".class".length()).replace(File.separatorChar, '.');
            try {
                return Class.forName(name, false, loader);
            } catch (ClassNotFoundException | LinkageError e) {
                throw new IllegalStateException(
                        "the class file of " + name + " cannot be read: build the module anew (mvn clean)", e);
            }
        }
    }
}
