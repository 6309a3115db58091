package dev.slipway.local.cloud.codecommit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.store.Damage;
import dev.slipway.local.cloud.store.Transaction;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.internal.storage.file.Pack;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;

/** Looks whether the Git repositories are what was pushed; nothing is changed. */
public final class RepositoryCheck {
    private final Transaction rows;
    private final Path folder;
    private final boolean everything;
    private final List<Damage> damages = new ArrayList<>();

    private RepositoryCheck(Transaction rows, Path folder, boolean everything) {
        this.rows = rows;
        this.folder = folder;
        this.everything = everything;
    }

    /**
     * What is wrong with the repositories that are recorded.
     *
     * @param rows the records
     * @param folder where the repositories lie
     * @param everything whether to read every object, or only those that branches and tags name
     */
    public static List<Damage> damages(Transaction rows, Path folder, boolean everything) {
        var check = new RepositoryCheck(rows, folder, everything);
        rows.all(RepositoryTable.TABLE).values().forEach(check::repository);
        return check.damages;
    }

    private void repository(ObjectNode row) {
        var name = row.path(RepositoryTable.NAME).asText();
        var place = folder.resolve(GitFolders.name(row.path("repositoryId").asText()));
        var before = damages.size();
        Damage.unlessFolder(place).ifPresent(damages::add);
        if (damages.size() == before) {
            file(place.resolve(Constants.HEAD));
            config(place.resolve("config"));
            for (var part : List.of("objects", "refs")) {
                Damage.unlessFolder(place.resolve(part)).ifPresent(damages::add);
            }
            branches(place, row);
        }
        if (damages.size() == before) {
            try (var repository = GitFolders.open(place.toFile())) {
                content(repository, row);
            } catch (IOException | RuntimeException e) {
                damages.add(Damage.damaged(place, reason(e)));
            }
        }
        for (var at = before; at < damages.size(); at++) {
            damages.set(at, named(damages.get(at), name));
        }
    }

    private static Damage named(Damage damage, String name) {
        return new Damage(
                damage.file(),
                damage.kind(),
                damage.what() + ", of the Git repository %s".formatted(name),
                damage.loss());
    }

    private void file(Path file) {
        Damage.unlessFile(file).ifPresent(damages::add);
    }

    private void config(Path file) {
        var unreadable = Damage.unlessFile(file);
        unreadable.ifPresent(damages::add);
        if (unreadable.isEmpty()) {
            var config = new FileBasedConfig(file.toFile(), FS.DETECTED);
            try {
                config.load();
                if (!config.getBoolean("core", "bare", false)) {
                    damages.add(Damage.damaged(file, "it does not say core.bare = true"));
                }
            } catch (IOException | ConfigInvalidException | IllegalArgumentException e) {
                damages.add(Damage.damaged(file, reason(e)));
            }
        }
    }

    /** The files of branches and tags, as Git itself only says that a damaged one is not there. */
    private void branches(Path place, ObjectNode row) {
        var paths = new TreeSet<Path>();
        rows.get(RefChanges.TABLE, row.path("repositoryId").asText())
                .ifPresent(told -> told.fieldNames().forEachRemaining(name -> paths.add(place.resolve(name))));
        for (var path : paths) {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                var unreadable = Damage.unlessFile(path);
                unreadable.ifPresent(damages::add);
                if (unreadable.isEmpty() && !namesObject(path)) {
                    damages.add(Damage.damaged(path, "it names no object"));
                }
            }
        }
    }

    private static boolean namesObject(Path path) {
        try {
            return ObjectId.isId(
                    Files.readString(path, StandardCharsets.ISO_8859_1).strip());
        } catch (IOException e) {
            return false;
        }
    }

    private static String reason(Exception e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }

    private void content(Repository repository, ObjectNode row) throws IOException {
        var place = repository.getDirectory().toPath();
        if (repository.exactRef(Constants.HEAD) == null) {
            damages.add(Damage.damaged(place.resolve(Constants.HEAD), "it names no branch"));
        }
        packs(repository);
        told(repository, row);
        for (var ref : repository.getRefDatabase().getRefs()) {
            if (ref.getObjectId() != null && !ref.isSymbolic()) {
                object(repository, ref.getName(), ref.getObjectId());
            }
        }
        if (everything && damages.isEmpty()) {
            objects(repository);
        }
    }

    /** A branch that was told, and that nobody was about to delete, is there. */
    private void told(Repository repository, ObjectNode row) throws IOException {
        var id = row.path("repositoryId").asText();
        var told = rows.get(RefChanges.TABLE, id);
        var deleting = rows.get(RefChanges.DELETING, id);
        if (told.isPresent()) {
            for (var name : (Iterable<String>) told.get()::fieldNames) {
                if (repository.exactRef(name) == null
                        && deleting.filter(some -> some.has(name)).isEmpty()) {
                    damages.add(
                            Damage.missing(repository.getDirectory().toPath().resolve(name)));
                }
            }
        }
    }

    private void object(Repository repository, String ref, ObjectId id) {
        var place = repository.getDirectory().toPath();
        try (var walk = new RevWalk(repository)) {
            var tip = walk.peel(walk.parseAny(id));
            if (tip.getType() == Constants.OBJ_COMMIT) {
                var unused = walk.parseTree(walk.parseCommit(tip).getTree());
            }
        } catch (MissingObjectException e) {
            damages.add(Damage.damaged(
                    place.resolve(ref),
                    "it leads to object %s, which is missing"
                            .formatted(e.getObjectId().name())));
        } catch (IOException | RuntimeException e) {
            damages.add(Damage.damaged(place.resolve(ref), "it leads to an object that is damaged: " + reason(e)));
        }
    }

    /** Every pack and its index name each other's checksum. */
    private void packs(Repository repository) {
        var folder = repository.getDirectory().toPath().resolve("objects/pack");
        var files = folder.toFile().listFiles((in, name) -> name.endsWith(".idx") || name.endsWith(".pack"));
        for (var file : files == null ? new File[0] : files) {
            var name = file.getName();
            var other = name.endsWith(".idx") ? name.replace(".idx", ".pack") : name.replace(".pack", ".idx");
            // An index comes last, so a pack may lack one after a kill.
            if (name.endsWith(".idx")) {
                Damage.unlessFile(folder.resolve(other)).ifPresent(damages::add);
            }
            Damage.unlessFile(file.toPath()).ifPresent(damages::add);
        }
        if (repository.getObjectDatabase() instanceof ObjectDirectory objects) {
            for (var pack : objects.getPacks()) {
                pack(pack);
            }
        }
    }

    private void pack(Pack pack) {
        var file = pack.getPackFile().toPath();
        try {
            var named = pack.getIndex().getChecksum();
            var bytes = new byte[named == null ? 0 : named.length];
            try (var channel = FileChannel.open(file)) {
                channel.read(ByteBuffer.wrap(bytes), Math.max(0, channel.size() - bytes.length));
            }
            if (!Arrays.equals(bytes, named)) {
                damages.add(Damage.damaged(file, "its end is not the checksum that its index names"));
            }
        } catch (IOException | RuntimeException e) {
            damages.add(Damage.damaged(file, reason(e)));
        }
    }

    private void objects(Repository repository) throws IOException {
        var place = repository.getDirectory().toPath();
        try (var walk = new ObjectWalk(repository);
                var hash = new ObjectInserter.Formatter()) {
            for (var ref : repository.getRefDatabase().getRefs()) {
                if (ref.getObjectId() != null) {
                    walk.markStart(walk.parseAny(ref.getObjectId()));
                }
            }
            for (RevObject one = walk.next(); one != null; one = walk.next()) {
                whole(walk, hash, one);
            }
            for (RevObject one = walk.nextObject(); one != null; one = walk.nextObject()) {
                whole(walk, hash, one);
            }
        } catch (MissingObjectException | CorruptObjectException e) {
            damages.add(Damage.damaged(place.resolve("objects"), reason(e)));
        }
    }

    private static void whole(ObjectWalk walk, ObjectInserter.Formatter hash, RevObject one) throws IOException {
        var loader = walk.getObjectReader().open(one, one.getType());
        ObjectId found;
        try (var stream = loader.openStream()) {
            found = hash.idFor(one.getType(), loader.getSize(), stream);
        }
        if (!found.equals(one)) {
            throw new CorruptObjectException(one.toObjectId(), "its content is that of " + found.name());
        }
    }
}
