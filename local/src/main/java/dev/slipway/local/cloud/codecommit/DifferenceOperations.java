package dev.slipway.local.cloud.codecommit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.api.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** What changed between two commits. */
final class DifferenceOperations {
    private static final int PAGE = 1_000;

    private final RepositoryTable table;

    DifferenceOperations(RepositoryTable table) {
        this.table = table;
    }

    JsonNode get(Call call) {
        var size = call.has("MaxResults") ? call.input().path("MaxResults").asInt() : PAGE;
        if (size < 1) {
            throw new AwsException("InvalidMaxResultsException", "got %d, expected at least 1".formatted(size));
        }
        // A path that is given for one side alone is meant for both: AWS's documentation is silent on it.
        var before = FileOperations.path(call.text(call.has("beforePath") ? "beforePath" : "afterPath"));
        var after = FileOperations.path(call.text(call.has("afterPath") ? "afterPath" : "beforePath"));
        try (var repository = table.open(table.require(call));
                var walk = new RevWalk(repository)) {
            var differences = differences(
                    before,
                    files(repository, walk, call.text("beforeCommitSpecifier"), before),
                    after,
                    TreeFiles.below(
                            repository,
                            new CommitSpecifier(call.text("afterCommitSpecifier")).in(repository, walk),
                            after));
            return Page.of(
                    differences,
                    call.text("NextToken"),
                    Math.min(size, PAGE),
                    "differences",
                    "NextToken",
                    "InvalidContinuationTokenException");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of the commit before; without one all that is after it was added. */
    private static SortedMap<String, TreeFiles.Entry> files(
            Repository repository, RevWalk walk, String specifier, String path) throws IOException {
        return specifier.isEmpty()
                ? new TreeMap<>()
                : TreeFiles.below(repository, new CommitSpecifier(specifier).in(repository, walk), path);
    }

    private static List<ObjectNode> differences(
            String beforePath,
            SortedMap<String, TreeFiles.Entry> before,
            String afterPath,
            SortedMap<String, TreeFiles.Entry> after) {
        if (before.isEmpty() && after.isEmpty() && !afterPath.isEmpty()) {
            throw new AwsException("PathDoesNotExistException", afterPath + " does not exist");
        }
        var paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        var differences = new ArrayList<ObjectNode>();
        for (var path : paths) {
            var old = before.get(path);
            var now = after.get(path);
            if (old == null || !old.equals(now)) {
                var difference = Json.object();
                put(difference, "beforeBlob", join(beforePath, path), old);
                put(difference, "afterBlob", join(afterPath, path), now);
                differences.add(difference.put("changeType", type(old, now)));
            }
        }
        return differences;
    }

    private static String type(TreeFiles.@Nullable Entry old, TreeFiles.@Nullable Entry now) {
        if (old == null) {
            return "A";
        }
        return now == null ? "D" : "M";
    }

    private static void put(ObjectNode difference, String member, String path, TreeFiles.@Nullable Entry file) {
        if (file != null) {
            difference.set(
                    member,
                    Json.object()
                            .put("blobId", file.id().name())
                            .put("path", path)
                            .put("mode", file.mode().toString()));
        }
    }

    private static String join(String folder, String path) {
        return folder.isEmpty() || path.isEmpty() ? folder + path : folder + "/" + path;
    }
}
