package dev.slipway.local.cloud.codebuild.execution.files;

import dev.slipway.local.cloud.codebuild.execution.buildspec.FileSet;
import dev.slipway.local.cloud.codebuild.execution.sandbox.BuildFolders;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files of a {@link FileSet} among a build's own files. A link counts when it leads to a file of the build; what it leads to
 * elsewhere is not the build's to give away.
 */
public final class FileSets {
    private final BuildFolders folders;

    public FileSets(BuildFolders folders) {
        this.folders = folders;
    }

    /**
     * The files by name in the output, sorted.
     *
     * @param log takes the lines that AWS logs meanwhile
     */
    public SortedMap<String, Path> find(FileSet set, Consumer<String> log) throws IOException {
        return find(set, false, log);
    }

    /**
     * As above.
     *
     * @param keepLinks whether a link from one file below the base folder to another is found as the link that it is
     */
    public SortedMap<String, Path> find(FileSet set, boolean keepLinks, Consumer<String> log) throws IOException {
        log.accept("Expanding base directory path: " + set.baseDirectory());
        log.accept("Assembling file list");
        log.accept("Expanding " + set.baseDirectory());
        List<Path> bases = bases(set.baseDirectory());
        SortedMap<String, Path> found = new TreeMap<>();
        if (bases.isEmpty()) {
            log.accept("Skipping invalid file path " + set.baseDirectory());
            return found;
        }
        log.accept("Expanding file paths for base directory " + set.baseDirectory());
        log.accept("Assembling file list");
        List<FileGlob> excluded = set.excludePaths().stream().map(FileGlob::of).toList();
        for (String pattern : set.files()) {
            log.accept("Expanding " + pattern);
            boolean any = false;
            for (Path base : bases) {
                any |= add(base, pattern, excluded, set.discardPaths(), keepLinks, found);
            }
            if (!any) {
                log.accept("Skipping invalid file path " + pattern);
            }
        }
        if (!found.isEmpty()) {
            log.accept("Found " + found.size() + " file(s)");
        }
        return found;
    }

    private boolean add(
            Path base,
            String pattern,
            List<FileGlob> excluded,
            boolean discardPaths,
            boolean keepLinks,
            SortedMap<String, Path> found)
            throws IOException {
        Path from = base;
        String relative = pattern;
        if (pattern.startsWith("/")) {
            Optional<Path> absolute = anchor(pattern);
            if (absolute.isEmpty()) {
                return false;
            }
            from = absolute.get();
            relative = pattern.substring(folders.inside(from).length());
        }
        FileGlob glob = FileGlob.of(relative);
        boolean any = false;
        for (String name : names(from, glob)) {
            boolean link = keepLinks && !discardPaths && isInnerLink(from, name);
            Optional<Path> file = link ? Optional.of(from.resolve(name)) : own(from.resolve(name));
            if (file.isPresent()
                    && (link || Files.isRegularFile(file.get()))
                    && excluded.stream().noneMatch(one -> one.matches(name))) {
                found.putIfAbsent(discardPaths ? name.substring(name.lastIndexOf('/') + 1) : name, file.get());
                any = true;
            }
        }
        return any;
    }

    private boolean isInnerLink(Path from, String name) throws IOException {
        Path file = from.resolve(name).normalize();
        Path parent = file.getParent();
        return file.startsWith(from)
                && parent != null
                && firstLink(parent).isEmpty()
                && Files.isSymbolicLink(file)
                && InnerLinks.staysInside(name, Files.readSymbolicLink(file).toString());
    }

    /** The deepest folder that an absolute pattern names without a wildcard, if it is one of the build's. */
    private Optional<Path> anchor(String pattern) throws IOException {
        int wildcard = pattern.length();
        for (char c : new char[] {'*', '?', '['}) {
            int at = pattern.indexOf(c);
            wildcard = at < 0 ? wildcard : Math.min(wildcard, at);
        }
        String folder = pattern.substring(0, pattern.lastIndexOf('/', wildcard - 1) + 1);
        Optional<Path> outside = folders.outside(folder);
        return outside.isEmpty() ? Optional.empty() : own(outside.get());
    }

    private static List<String> names(Path base, FileGlob glob) throws IOException {
        if (glob.isLiteral()) {
            return List.of(Path.of(glob.pattern()).normalize().toString().replaceFirst("^/+", ""));
        }
        List<String> names = new ArrayList<>();
        Files.walkFileTree(base, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = base.relativize(file).toString();
                if (glob.matches(name)) {
                    names.add(name);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, @Nullable IOException problem) {
                return FileVisitResult.CONTINUE;
            }
        });
        return names;
    }

    private List<Path> bases(String baseDirectory) throws IOException {
        FileGlob glob = FileGlob.of(baseDirectory);
        if (glob.isLiteral()) {
            Optional<Path> base = resolve(baseDirectory);
            return base.isPresent() && Files.isDirectory(base.get()) ? List.of(base.get()) : List.of();
        }
        List<Path> bases = new ArrayList<>();
        Path source = folders.source();
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                if (glob.matches(source.relativize(folder).toString())) {
                    bases.add(folder);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return bases;
    }

    /** A file or folder of the build by the name that the build has for it, relative to the source folder or absolute. */
    public Optional<Path> resolve(String path) throws IOException {
        Optional<Path> outside = path.startsWith("/")
                ? folders.outside(path)
                : Optional.of(folders.source().resolve(path).normalize());
        return outside.isEmpty() ? Optional.empty() : own(outside.get());
    }

    /**
     * The file itself, with every link followed as the build would. Links within the build's folders that are absolute name the build's
     * view of them, so they are followed here, step by step.
     */
    private Optional<Path> own(Path path) throws IOException {
        Path current = path.normalize();
        for (int links = 0; links < 40; links++) {
            if (folders.mounts().values().stream().noneMatch(current::startsWith)) {
                return Optional.empty();
            }
            Optional<Path> link = firstLink(current);
            if (link.isEmpty()) {
                return Files.exists(current, LinkOption.NOFOLLOW_LINKS) ? Optional.of(current) : Optional.empty();
            }
            Path target = Files.readSymbolicLink(link.get());
            Path rest = link.get().relativize(current);
            Path followed;
            if (target.isAbsolute()) {
                Optional<Path> outside = folders.outside(target.toString());
                if (outside.isEmpty()) {
                    return Optional.empty();
                }
                followed = outside.get();
            } else {
                followed = link.get().resolveSibling(target);
            }
            current = followed.resolve(rest).normalize();
        }
        return Optional.empty();
    }

    private Optional<Path> firstLink(Path path) {
        Path current = folders.root();
        for (Path name : folders.root().relativize(path)) {
            current = current.resolve(name);
            if (Files.isSymbolicLink(current)) {
                return Optional.of(current);
            }
        }
        return Optional.empty();
    }
}
