package dev.slipway.local.cloud.codebuild.execution.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The folders of one build: where they are on this machine and what the build calls them. Under a sandbox a build sees them where AWS
 * has them ({@code /codebuild}, {@code /tmp}, root's home); without one it sees them where they are.
 */
public final class BuildFolders {
    private final Path root;
    private final String sourceName;
    private final boolean mounted;
    private final Map<String, Path> mounts = new LinkedHashMap<>();

    /**
     * @param root an empty folder for this build alone
     * @param number makes the source folder's name, as in {@code src123}
     * @param mounted whether the build sees the folders where AWS has them
     */
    public BuildFolders(Path root, int number, boolean mounted) throws IOException {
        this.root = root.toRealPath();
        this.sourceName = "src" + number;
        this.mounted = mounted;
        for (String name : new String[] {"codebuild", "root", "tmp"}) {
            Path folder = Files.createDirectories(this.root.resolve(name));
            mounts.put(mounted ? "/" + name : folder.toString(), folder);
        }
        Files.createDirectories(source());
        Files.createDirectories(state());
        Files.createDirectories(readOnly());
        // The users that a buildspec runs commands as go through these, whatever this process's umask.
        Trees.readable(this.root);
        Files.setPosixFilePermissions(temporary(), PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.setPosixFilePermissions(Files.createFile(nothing()), PosixFilePermissions.fromString("r--r--r--"));
    }

    /** A file without content, in place of settings of this machine: a device such as /dev/null could not be read there. */
    Path nothing() {
        return root.resolve("nothing");
    }

    /** The build's folder on this machine. */
    public Path root() {
        return root;
    }

    /** Whether the build sees its folders where AWS has them. */
    public boolean mounted() {
        return mounted;
    }

    /** What is mounted where. */
    public Map<String, Path> mounts() {
        return mounts;
    }

    /** {@code CODEBUILD_SRC_DIR}. */
    public Path source() {
        return root.resolve("codebuild/output").resolve(sourceName).resolve("src");
    }

    /** {@code CODEBUILD_SRC_DIR_identifier}, for the source of the given index. */
    public Path secondarySource(int index) {
        return root.resolve("codebuild/output")
                .resolve(sourceName + (index + 1))
                .resolve("src");
    }

    /** Where the shell keeps its state between commands. */
    public Path state() {
        return root.resolve("codebuild/output/tmp");
    }

    /** Where an inline buildspec and the programs that run the build are. */
    public Path readOnly() {
        return root.resolve("codebuild/readonly");
    }

    /** The build's home folder. */
    public Path home() {
        return root.resolve("root");
    }

    /** The build's {@code /tmp}. */
    public Path temporary() {
        return root.resolve("tmp");
    }

    /** The images and layers that the build makes. */
    public Path containers() {
        return root.resolve("containers");
    }

    /** What the build calls a file of this machine. */
    public String inside(Path path) {
        for (Map.Entry<String, Path> mount : mounts.entrySet()) {
            if (path.startsWith(mount.getValue())) {
                Path rest = mount.getValue().relativize(path);
                return rest.toString().isEmpty() ? mount.getKey() : mount.getKey() + "/" + rest;
            }
        }
        throw new IllegalArgumentException(
                "got " + path + ", expected a path in one of the build's folders " + mounts.values());
    }

    /** Where on this machine a file is that the build calls so, or nothing when it is not in one of the build's own folders. */
    public Optional<Path> outside(String path) {
        Path inside = Path.of(path).normalize();
        for (Map.Entry<String, Path> mount : mounts.entrySet()) {
            Path prefix = Path.of(mount.getKey());
            if (inside.startsWith(prefix)) {
                return Optional.of(mount.getValue()
                        .resolve(prefix.relativize(inside).toString())
                        .normalize());
            }
        }
        return Optional.empty();
    }
}
