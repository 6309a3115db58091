package dev.slipway.local.cloud;

import static dev.slipway.local.cloud.StartFailure.Reason.STATE_IN_USE;
import static dev.slipway.local.cloud.StartFailure.Reason.STATE_UNUSABLE;

import dev.slipway.local.cloud.ministack.MinistackCheck;
import dev.slipway.local.cloud.store.Damage;
import dev.slipway.local.cloud.store.DamagedState;
import dev.slipway.local.cloud.store.Manifest;
import dev.slipway.local.cloud.store.Slot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The folder that keeps the state of one local cloud, locked while that cloud runs. */
final class StateFolder implements AutoCloseable {
    /** The manifest's line of our own services' journal. */
    static final String JOURNAL = "journal";
    /** Of the newest file of calls. */
    static final String CALLS = "calls";
    /** Of ECS's services and tasks. */
    static final String ECS = "ecs";
    /** Of the images that tasks pulled. */
    static final String PULLED_IMAGES = "pulled-images";

    private static final Set<String> PARTS =
            Set.of(JOURNAL, CALLS, ECS, PULLED_IMAGES, MinistackCheck.OBJECTS, MinistackCheck.STATES);
    private static final String FORMAT = "slipway local cloud state, format 3\n";
    /** What earlier versions wrote, which kept log events and the state of ministack in other files. */
    private static final Pattern EARLIER = Pattern.compile("slipway local cloud state, (format [12])\n");

    private final Path folder;
    private final FileChannel lockChannel;
    private @Nullable Manifest manifest;

    private StateFolder(Path folder, FileChannel lockChannel) {
        this.folder = folder;
        this.lockChannel = lockChannel;
    }

    /**
     * Takes the folder, making it when it does not exist.
     *
     * @throws StartFailure when the folder is not usable, is another program's, is in use, or lacks something that was written; then
     *     nothing in it is changed
     */
    static StateFolder take(Path folder) throws StartFailure {
        try {
            var fresh = isFresh(folder);
            Files.createDirectories(folder);
            var state = new StateFolder(folder, lock(folder));
            try {
                if (!fresh) {
                    state.refuseEarlier();
                    StateDamage.refuse(state.damages(false));
                }
                state.openManifest(fresh);
                return state;
            } catch (IOException | StartFailure e) {
                state.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StartFailure(
                    STATE_UNUSABLE,
                    "state folder %s cannot be used (%s): make it a folder that you may write, or choose another --state"
                            .formatted(folder, e));
        }
    }

    /**
     * Looks at everything in a folder that no cloud uses, and changes nothing.
     *
     * @throws StartFailure when there is damage, or the folder cannot be looked at
     */
    static void check(Path folder) throws StartFailure {
        look(folder, state -> StateDamage.refuse(state.damages(true)));
    }

    /**
     * Moves damaged parts that the cloud can go on without into the folder left-out.
     *
     * @return what is left out, in words
     * @throws StartFailure when there is damage that the cloud cannot go on with; then nothing is changed
     */
    static Set<String> leaveOut(Path folder) throws StartFailure {
        var left = new TreeSet<String>();
        look(folder, state -> {
            var damages = state.damages(true);
            StateDamage.refuse(
                    damages.stream().filter(damage -> damage.loss().isEmpty()).toList());
            damages.forEach(damage -> left.add(damage.loss()));
            if (!damages.isEmpty()) {
                state.moveOut(damages);
            }
        });
        return left;
    }

    private void moveOut(List<Damage> damages) throws IOException {
        var away =
                Files.createDirectories(folder.resolve("left-out").resolve(Long.toString(System.currentTimeMillis())));
        try (var all = Manifest.open(manifestFile(), PARTS)) {
            for (var part : Map.of(CALLS, calls(), PULLED_IMAGES, ecs().resolveSibling(PULLED_IMAGES))
                    .entrySet()) {
                if (damages.stream().anyMatch(damage -> damage.file().startsWith(part.getValue()))) {
                    // The manifest first: what it names must be there.
                    all.forget(part.getKey());
                    if (Files.exists(part.getValue(), LinkOption.NOFOLLOW_LINKS)) {
                        Files.move(part.getValue(), away.resolve(part.getKey()));
                    }
                }
            }
        }
    }

    private interface Look {
        void at(StateFolder state) throws IOException, StartFailure;
    }

    private static void look(Path folder, Look look) throws StartFailure {
        try {
            if (isFresh(folder)) {
                return;
            }
            var state = new StateFolder(folder, lock(folder));
            try {
                state.refuseEarlier();
                look.at(state);
            } finally {
                state.close();
            }
        } catch (IOException e) {
            throw new StartFailure(
                    STATE_UNUSABLE,
                    "state folder %s cannot be looked at (%s): make it readable and writable".formatted(folder, e));
        }
    }

    /** Whether nothing was kept there yet; a kill may have left what a first start makes before the format. */
    private static boolean isFresh(Path folder) throws IOException, StartFailure {
        if (!Files.exists(folder)) {
            return true;
        }
        var names = new TreeSet<String>();
        try (var entries = Files.list(folder)) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        }
        if (names.contains("format") || names.contains("journal")) {
            return false;
        }
        names.removeAll(Set.of("lock", "format.tmp", "manifest", "manifest.tmp"));
        if (!names.isEmpty()) {
            throw new StartFailure(
                    STATE_UNUSABLE,
                    "state folder %s holds other files, expected a new folder or one of a local cloud: choose another --state"
                            .formatted(folder));
        }
        return true;
    }

    private void refuseEarlier() throws IOException, StartFailure {
        var file = folder.resolve("format");
        if (Damage.unlessFile(file).isPresent()) {
            return;
        }
        var earlier = EARLIER.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (earlier.matches()) {
            throw new StartFailure(
                    STATE_UNUSABLE,
                    "state folder %s is of an earlier version (%s, expected format 3): run ./slipway local reset to start afresh, or go on with the version that made it"
                            .formatted(folder, earlier.group(1)));
        }
    }

    /** The differences of the folder from what was written. */
    private List<Damage> damages(boolean everything) throws IOException {
        var file = folder.resolve("format");
        var unreadable = Damage.unlessFile(file);
        if (unreadable.isPresent()) {
            return List.of(unreadable.get());
        }
        var found = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (!found.equals(FORMAT)) {
            return List.of(
                    Damage.damaged(file, "it says \"%s\", expected \"%s\"".formatted(found.strip(), FORMAT.strip())));
        }
        try {
            return new StateCheck(this, Manifest.read(manifestFile()), everything).damages();
        } catch (DamagedState e) {
            return List.of(e.damage());
        }
    }

    private void openManifest(boolean fresh) throws IOException {
        var format = folder.resolve("format");
        if (fresh) {
            // The format comes last: it says that there is a manifest.
            Manifest.create(manifestFile());
            manifest = Manifest.open(manifestFile(), PARTS);
            var next = folder.resolve("format.tmp");
            Files.writeString(next, FORMAT);
            Files.move(next, format, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else {
            // Writing proves that a folder made earlier can still be written.
            Files.writeString(folder.resolve("lock"), "");
            manifest = Manifest.open(manifestFile(), PARTS);
        }
    }

    /** The manifest of everything in the folder. */
    Path manifestFile() {
        return folder.resolve("manifest");
    }

    /** The line of a part in the manifest. */
    Slot slot(String part) {
        return Objects.requireNonNull(manifest, "a folder that was taken has a manifest")
                .slot(part);
    }

    private static FileChannel lock(Path folder) throws IOException, StartFailure {
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new StartFailure(
                    STATE_IN_USE,
                    "state folder %s is in use by another local cloud: stop that one (./slipway local stop), or choose another --state"
                            .formatted(folder));
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException held) {
            return null;
        }
    }

    /** The folder of our own services' journal. */
    Path journal() {
        return folder.resolve("journal");
    }

    /** The folder of bare Git repositories. */
    Path repositories() {
        return folder.resolve("repositories");
    }

    /** The folder of builds and their caches. */
    Path builds() {
        return folder.resolve("builds");
    }

    /** The folder of what the container engine gets and keeps: configuration, networks, the tasks' images and containers. */
    Path engine() {
        return folder.resolve("engine");
    }

    /** The folder of images' bytes. */
    Path images() {
        return folder.resolve("images");
    }

    /** The folder of log events. */
    Path logs() {
        return folder.resolve("logs");
    }

    /** The folder of the calls that were judged. */
    Path calls() {
        return folder.resolve("calls");
    }

    /** The file of ECS services and tasks. */
    Path ecs() {
        return folder.resolve("ecs.json");
    }

    /** The folder of bodies of requests that are judged, made anew: what an earlier run left there is of no use. */
    Path bodies() throws IOException {
        var bodies = Files.createDirectories(folder.resolve("bodies"));
        try (var left = Files.newDirectoryStream(bodies)) {
            for (var file : left) {
                Files.delete(file);
            }
        }
        return bodies;
    }

    /** The folder of ministack. */
    Path ministack() {
        return folder.resolve("ministack");
    }

    @Override
    public void close() throws IOException {
        try (lockChannel) {
            if (manifest != null) {
                manifest.close();
            }
        }
    }
}
