package dev.slipway.local.cloud.podman;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The programs by which podman gives containers a network. Which of them a machine has depends on its distribution and on how podman came. */
public enum NetworkBackend {
    /** Podman's own since version 4. */
    NETAVARK(
            "netavark",
            List.of(
                    "/usr/local/libexec/podman",
                    "/usr/local/lib/podman",
                    "/usr/libexec/podman",
                    "/usr/lib/podman",
                    "/usr/bin")),
    /** The plugins of the Container Network Interface, podman's only way before version 4. */
    CNI(
            "bridge",
            List.of(
                    "/usr/local/libexec/cni",
                    "/usr/libexec/cni",
                    "/usr/local/lib/cni",
                    "/usr/lib/cni",
                    "/opt/cni/bin"));

    /** The variable that chooses one. */
    public static final String VARIABLE = "SLIPWAY_NETWORK_BACKEND";

    private final String program;

    @SuppressWarnings("ImmutableEnumChecker") // the list is unmodifiable
    private final List<Path> folders;

    NetworkBackend(String program, List<String> folders) {
        this.program = program;
        this.folders = folders.stream().map(Path::of).toList();
    }

    /** The one that the user chose, else the first that is installed; empty where none is. */
    public static Optional<NetworkBackend> ofThisMachine() {
        return choose(System.getenv(VARIABLE), one -> one.folder().isPresent());
    }

    /** Whether a machine has a backend. */
    interface Installed {
        boolean has(NetworkBackend backend);
    }

    /**
     * The one that is to be used.
     *
     * @throws IllegalArgumentException when the wish is none of them, or is not installed
     */
    static Optional<NetworkBackend> choose(@Nullable String wish, Installed installed) {
        if (wish == null || wish.isEmpty() || wish.equals("auto")) {
            return Stream.of(values()).filter(installed::has).findFirst();
        }
        var chosen = Stream.of(values())
                .filter(one -> one.word().equals(wish))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s is \"%s\", expected auto, netavark or cni".formatted(VARIABLE, wish)));
        if (!installed.has(chosen)) {
            throw new IllegalArgumentException(
                    "%s is \"%s\", but there is no program %s in any of %s: install it (Debian: %s), or unset %s"
                            .formatted(
                                    VARIABLE,
                                    wish,
                                    chosen.program,
                                    chosen.folders,
                                    chosen == NETAVARK ? "netavark" : "containernetworking-plugins",
                                    VARIABLE));
        }
        return Optional.of(chosen);
    }

    /** Where its programs are on this machine. */
    Optional<Path> folder() {
        return folders.stream()
                .filter(folder -> Files.isExecutable(folder.resolve(program)))
                .findFirst();
    }

    /** As podman calls it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
