package dev.slipway.local.cloud.codecommit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Files and folders of commits. */
final class FileOperations {
    private static final long LARGEST = 6L << 20;

    private final RepositoryTable table;

    FileOperations(RepositoryTable table) {
        this.table = table;
    }

    /** A path without slashes at its ends. */
    static String path(String given) {
        var path = given.startsWith("/") ? given.substring(1) : given;
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    static String mode(FileMode mode) {
        if (mode.equals(FileMode.EXECUTABLE_FILE)) {
            return "EXECUTABLE";
        }
        return mode.equals(FileMode.SYMLINK) ? "SYMLINK" : "NORMAL";
    }

    private static byte[] content(Repository repository, ObjectId blob) throws IOException {
        var loader = repository.open(blob, Constants.OBJ_BLOB);
        if (loader.getSize() > LARGEST) {
            throw new AwsException(
                    "FileTooLargeException", "%d bytes, expected at most %d".formatted(loader.getSize(), LARGEST));
        }
        return loader.getBytes();
    }

    JsonNode file(Call call) {
        var path = path(call.text("filePath"));
        if (path.isEmpty()) {
            throw new AwsException("PathRequiredException", "A file path is required");
        }
        try (var repository = table.open(table.require(call));
                var walk = new RevWalk(repository)) {
            var commit = CommitSpecifier.orHead(call.text("commitSpecifier")).in(repository, walk);
            try (var tree = TreeWalk.forPath(repository, path, commit.getTree())) {
                if (tree == null || tree.isSubtree() || tree.getFileMode().equals(FileMode.GITLINK)) {
                    throw new AwsException("FileDoesNotExistException", path + " does not exist");
                }
                var bytes = content(repository, tree.getObjectId(0));
                return Json.object()
                        .put("commitId", commit.name())
                        .put("blobId", tree.getObjectId(0).name())
                        .put("filePath", path)
                        .put("fileMode", mode(tree.getFileMode()))
                        .put("fileSize", bytes.length)
                        .put("fileContent", Base64.getEncoder().encodeToString(bytes));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode folder(Call call) {
        var path = path(call.text("folderPath"));
        try (var repository = table.open(table.require(call));
                var walk = new RevWalk(repository)) {
            var commit = CommitSpecifier.orHead(call.text("commitSpecifier")).in(repository, walk);
            var root = root(repository, commit, path);
            var files = new ArrayList<ObjectNode>();
            var folders = new ArrayList<ObjectNode>();
            var links = new ArrayList<ObjectNode>();
            var modules = new ArrayList<ObjectNode>();
            try (var tree = new TreeWalk(repository)) {
                tree.addTree(root);
                while (tree.next()) {
                    var absolute = path.isEmpty() ? tree.getNameString() : path + "/" + tree.getNameString();
                    var entry = Json.object().put("absolutePath", absolute).put("relativePath", tree.getNameString());
                    if (tree.isSubtree()) {
                        folders.add(entry.put("treeId", tree.getObjectId(0).name()));
                    } else if (tree.getFileMode().equals(FileMode.GITLINK)) {
                        modules.add(entry.put("commitId", tree.getObjectId(0).name()));
                    } else {
                        var linked = tree.getFileMode().equals(FileMode.SYMLINK);
                        (linked ? links : files)
                                .add(entry.put("blobId", tree.getObjectId(0).name())
                                        .put("fileMode", mode(tree.getFileMode())));
                    }
                }
            }
            var answer = Json.object()
                    .put("commitId", commit.name())
                    .put("folderPath", path)
                    .put("treeId", root.name());
            answer.set("subFolders", Json.array(folders));
            answer.set("files", Json.array(files));
            answer.set("symbolicLinks", Json.array(links));
            answer.set("subModules", Json.array(modules));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectId root(Repository repository, RevCommit commit, String path) throws IOException {
        if (path.isEmpty()) {
            return commit.getTree();
        }
        try (var tree = TreeWalk.forPath(repository, path, commit.getTree())) {
            if (tree == null || !tree.isSubtree()) {
                throw new AwsException("FolderDoesNotExistException", path + " does not exist");
            }
            return tree.getObjectId(0);
        }
    }

    JsonNode blob(Call call) {
        var id = call.text("blobId");
        if (!ObjectId.isId(id)) {
            throw new AwsException("InvalidBlobIdException", "'%s' is not a full blob ID".formatted(id));
        }
        try (var repository = table.open(table.require(call))) {
            return Json.object()
                    .put("content", Base64.getEncoder().encodeToString(content(repository, ObjectId.fromString(id))));
        } catch (MissingObjectException | IncorrectObjectTypeException e) {
            throw new AwsException("BlobIdDoesNotExistException", id + " does not exist");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
