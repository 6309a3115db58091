package dev.slipway.local.cloud.codecommit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.InvalidPathException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** Makes one commit on a branch. */
final class CommitWriter {
    private static final long LARGEST_FILE = 6L << 20;

    private final Repository repository;
    private final boolean oneFile;
    private final List<ObjectNode> added = new ArrayList<>();
    private final List<ObjectNode> updated = new ArrayList<>();
    private final List<ObjectNode> deleted = new ArrayList<>();

    /** A writer; PutFile names what is wrong by other error codes than CreateCommit, so it says oneFile. */
    CommitWriter(Repository repository, boolean oneFile) {
        this.repository = repository;
        this.oneFile = oneFile;
    }

    /** What a commit did. */
    record Made(
            ObjectId commit,
            ObjectId tree,
            List<ObjectNode> added,
            List<ObjectNode> updated,
            List<ObjectNode> deleted) {
        List<ObjectNode> written() {
            return added.isEmpty() ? updated : added;
        }
    }

    Made commit(String branch, String parent, List<? extends FileChange> changes, PersonIdent who, String message)
            throws IOException {
        var ref = BranchOperations.ref(branch);
        var tip = tip(ref, branch);
        checkParent(tip, parent);
        try (var inserter = repository.newObjectInserter()) {
            var index = tip.isPresent() ? read(tip.get()) : DirCache.newInCore();
            var before = index.writeTree(inserter);
            for (var change : changes) {
                apply(index, change, inserter);
            }
            var tree = index.writeTree(inserter);
            if (tip.isPresent() && tree.equals(before)) {
                throw oneFile
                        ? new AwsException("SameFileContentException", "the file has this content already")
                        : new AwsException("NoChangeException", "the commit would change nothing");
            }
            var commit = new CommitBuilder();
            commit.setTreeId(tree);
            tip.ifPresent(commit::setParentId);
            commit.setAuthor(who);
            commit.setCommitter(who);
            commit.setMessage(message);
            var id = inserter.insert(commit);
            inserter.flush();
            move(ref, tip.orElse(null), id);
            return new Made(id, tree, added, updated, deleted);
        }
    }

    /** The commit that the branch names; none only in a repository without any commit. */
    private Optional<ObjectId> tip(String ref, String branch) throws IOException {
        var found = repository.exactRef(ref);
        if (found == null && repository.getRefDatabase().hasRefs()) {
            throw new AwsException("BranchDoesNotExistException", branch + " does not exist");
        }
        return Optional.ofNullable(found).map(Ref::getObjectId);
    }

    private void checkParent(Optional<ObjectId> tip, String parent) throws IOException {
        if (tip.isEmpty()) {
            return;
        }
        if (parent.isEmpty()) {
            throw new AwsException("ParentCommitIdRequiredException", "the branch has commits: give parentCommitId");
        }
        if (!ObjectId.isId(parent)) {
            throw new AwsException("InvalidParentCommitIdException", "'%s' is not a full commit ID".formatted(parent));
        }
        if (!repository.getObjectDatabase().has(ObjectId.fromString(parent))) {
            throw new AwsException("ParentCommitDoesNotExistException", parent + " does not exist");
        }
        if (!tip.get().name().equals(parent)) {
            throw outdated(parent);
        }
    }

    private static AwsException outdated(String parent) {
        return new AwsException("ParentCommitIdOutdatedException", parent + " is no longer the tip of the branch");
    }

    private DirCache read(ObjectId commit) throws IOException {
        try (var walk = new RevWalk(repository);
                var reader = repository.newObjectReader()) {
            return DirCache.read(reader, walk.parseCommit(commit).getTree());
        }
    }

    private void apply(DirCache index, FileChange change, ObjectInserter inserter) throws IOException {
        var old = index.getEntry(change.path());
        if (change instanceof FileChange.Put put) {
            put(index, put, old, inserter);
        } else if (old == null) {
            throw new AwsException("FileDoesNotExistException", change.path() + " does not exist");
        } else if (change instanceof FileChange.Mode mode) {
            var fileMode = mode(mode.mode(), old);
            edit(index, new DirCacheEditor.PathEdit(change.path()) {
                @Override
                public void apply(DirCacheEntry entry) {
                    entry.setFileMode(fileMode);
                }
            });
            updated.add(metadata(change.path(), old.getObjectId(), fileMode));
        } else {
            edit(index, new DirCacheEditor.DeletePath(change.path()));
            deleted.add(metadata(change.path(), old.getObjectId(), old.getFileMode()));
        }
    }

    private void put(DirCache index, FileChange.Put put, @Nullable DirCacheEntry old, ObjectInserter inserter)
            throws IOException {
        if (put.content().length > LARGEST_FILE) {
            throw new AwsException(
                    "FileContentSizeLimitExceededException",
                    "%s has %d bytes, expected at most %d".formatted(put.path(), put.content().length, LARGEST_FILE));
        }
        if (index.getEntriesWithin(put.path()).length > 0 && old == null) {
            throw new AwsException("FileNameConflictsWithDirectoryNameException", put.path() + " is a directory");
        }
        var blob = inserter.insert(Constants.OBJ_BLOB, put.content());
        var mode = mode(put.mode(), old);
        try {
            edit(index, new DirCacheEditor.PathEdit(put.path()) {
                @Override
                public void apply(DirCacheEntry entry) {
                    entry.setFileMode(mode);
                    entry.setObjectId(blob);
                }
            });
        } catch (InvalidPathException e) {
            throw new AwsException("InvalidPathException", "'%s' is not a file path".formatted(put.path()));
        }
        (old == null ? added : updated).add(metadata(put.path(), blob, mode));
    }

    private static void edit(DirCache index, DirCacheEditor.PathEdit edit) {
        var editor = index.editor();
        editor.add(edit);
        editor.finish();
    }

    private static FileMode mode(String given, @Nullable DirCacheEntry old) {
        return switch (given) {
            case "EXECUTABLE" -> FileMode.EXECUTABLE_FILE;
            case "SYMLINK" -> FileMode.SYMLINK;
            case "NORMAL" -> FileMode.REGULAR_FILE;
            default -> old == null ? FileMode.REGULAR_FILE : old.getFileMode();
        };
    }

    private static ObjectNode metadata(String path, ObjectId blob, FileMode mode) {
        return Json.object()
                .put("absolutePath", path)
                .put("blobId", blob.name())
                .put("fileMode", FileOperations.mode(mode));
    }

    private void move(String ref, @Nullable ObjectId from, ObjectId to) throws IOException {
        var update = repository.updateRef(ref);
        update.setExpectedOldObjectId(from == null ? ObjectId.zeroId() : from);
        update.setNewObjectId(to);
        var result = update.update();
        if (result != RefUpdate.Result.NEW && result != RefUpdate.Result.FAST_FORWARD) {
            throw outdated(from == null ? "none" : from.name());
        }
        if (from == null) {
            // The first branch of a repository becomes its default one.
            repository.updateRef(Constants.HEAD).link(ref);
        }
    }
}
