package dev.slipway.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program that some tests need and a machine may lack. */
public enum Tool {
    /** Builds and runs containers. */
    PODMAN(Group.CONTAINERS, "podman", "podman"),
    /** What podman runs containers with in builds. */
    RUNC(Group.CONTAINERS, "runc", "runc"),
    /** A registry that is not ours. */
    DOCKER_REGISTRY(Group.CONTAINERS, "docker-registry", "docker-registry"),
    /** What images of tests are made of, as no image can be pulled. */
    BUSYBOX(Group.CONTAINERS, "busybox-static", "busybox"),
    /** Any of the engines that the local cloud works with. */
    CONTAINER_ENGINE(Group.CONTAINERS, "podman", "podman docker"),
    /** Shows the local cloud's page. */
    CHROMIUM(Group.BROWSER, "chromium", "chromium"),
    /** Drives it. */
    CHROMEDRIVER(Group.BROWSER, "chromium-driver", "chromedriver");

    /** Tools that a machine has or lacks together. */
    enum Group {
        /** What tests of builds and tasks need. */
        CONTAINERS("SLIPWAY_CONTAINERS"),
        /** What tests of the page need. */
        BROWSER("SLIPWAY_BROWSER");

        private final String variable;

        Group(String variable) {
            this.variable = variable;
        }

        /** The environment variable that is {@code required} where no test may be left out, as in CI. */
        String variable() {
            return variable;
        }
    }

    private static final String SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final Group group;
    private final String debianPackage;
    /** Any of them will do; a blank between two. */
    private final String programs;

    Tool(Group group, String debianPackage, String programs) {
        this.group = group;
        this.debianPackage = debianPackage;
        this.programs = programs;
    }

    /** The names of the programs any of which will do. */
    List<String> programs() {
        return List.of(programs.split(" "));
    }

    Group group() {
        return group;
    }

    /** Where it is on this machine. */
    public Path get() {
        return find(machinePath())
                .orElseThrow(() -> new AssertionError(absence() + ", and the test does not say that it needs it"));
    }

    Optional<Path> find(String path) {
        return programs().stream()
                .flatMap(program -> Arrays.stream(path.split(File.pathSeparator))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder, program)))
                .filter(program -> Files.isExecutable(program) && !Files.isDirectory(program))
                .filter(program -> !isEngine() || answers(program))
                .findFirst();
    }

    private boolean isEngine() {
        return this == PODMAN || this == CONTAINER_ENGINE;
    }

    /** A client without its daemon is none. */
    private static boolean answers(Path engine) {
        try {
            return Command.run(Patience.LIMIT, new ProcessBuilder(engine.toString(), "version"))
                            .exitCode()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + engine + " was tried", e);
        }
    }

    /** What to say when it is not there. */
    String absence() {
        var what = String.join(" or ", programs()) + (isEngine() ? " that answers" : "");
        return "no %s on this machine: apt-get install %s".formatted(what, debianPackage);
    }

    /** The folders in which the local cloud looks for programs, too. */
    static String machinePath() {
        return Stream.of(SYSTEM_PATH, Optional.ofNullable(System.getenv("PATH")).orElse(""))
                .filter(path -> !path.isEmpty())
                .reduce((one, other) -> one + File.pathSeparator + other)
                .orElse("");
    }
}
