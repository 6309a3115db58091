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

    /** The commit that a request means: an id, a branch, a tag, or HEAD when it names none. */
    private static RevCommit commit(Repository repository, RevWalk walk, String specifier) throws IOException {
        var id = repository.resolve((specifier.isEmpty() ? "HEAD" : specifier) + "^{commit}");
        if (id == null) {
            throw new AwsException(
                    "CommitDoesNotExistException", (specifier.isEmpty() ? "HEAD" : specifier) + " does not exist");
        }
        return walk.parseCommit(id);
    }

    private static String path(String given) {
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
        var loader = repository.open(blob);
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
            var commit = commit(repository, walk, call.text("commitSpecifier"));
            try (var tree = TreeWalk.forPath(repository, path, commit.getTree())) {
                if (tree == null || tree.isSubtree()) {
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
            var commit = commit(repository, walk, call.text("commitSpecifier"));
            var root = root(repository, commit, path);
            var files = new ArrayList<ObjectNode>();
            var folders = new ArrayList<ObjectNode>();
            try (var tree = new TreeWalk(repository)) {
                tree.addTree(root);
                while (tree.next()) {
                    var absolute = path.isEmpty() ? tree.getNameString() : path + "/" + tree.getNameString();
                    var entry = Json.object().put("absolutePath", absolute).put("relativePath", tree.getNameString());
                    if (tree.isSubtree()) {
                        folders.add(entry.put("treeId", tree.getObjectId(0).name()));
                    } else {
                        files.add(entry.put("blobId", tree.getObjectId(0).name())
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
            if (!repository.getObjectDatabase().has(ObjectId.fromString(id))) {
                throw new AwsException("BlobIdDoesNotExistException", id + " does not exist");
            }
            return Json.object()
                    .put("content", Base64.getEncoder().encodeToString(content(repository, ObjectId.fromString(id))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
