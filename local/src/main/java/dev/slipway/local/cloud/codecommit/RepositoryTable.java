package dev.slipway.local.cloud.codecommit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.store.Store;
import dev.slipway.local.cloud.store.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;

/** The records of repositories, by region and name, and the way from a record to its Git repository. */
final class RepositoryTable {
    static final String NAME = "repositoryName";
    static final String TABLE = "codecommit.repositories";
    private static final List<String> METADATA = List.of(
            "accountId",
            "repositoryId",
            NAME,
            "repositoryDescription",
            "lastModifiedDate",
            "creationDate",
            "Arn",
            "kmsKeyId");

    private final Store store;
    private final GitFolders git;
    private final String endpoint;
    private final Clock clock;

    RepositoryTable(Store store, GitFolders git, String endpoint, Clock clock) {
        this.store = store;
        this.git = git;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    Store store() {
        return store;
    }

    GitFolders git() {
        return git;
    }

    Clock clock() {
        return clock;
    }

    static String key(String region, String name) {
        return region + "/" + name;
    }

    Set<String> ids() {
        return store.read(view -> view.all(TABLE)).values().stream()
                .map(row -> row.path("repositoryId").asText())
                .collect(Collectors.toSet());
    }

    Optional<ObjectNode> find(Transaction view, String region, String name) {
        return view.get(TABLE, key(region, name));
    }

    Optional<ObjectNode> find(String region, String name) {
        return store.read(view -> find(view, region, name));
    }

    /** The regions that have repositories. */
    Set<String> regions() {
        return store.read(view -> view.all(TABLE)).keySet().stream()
                .map(key -> key.substring(0, key.indexOf('/')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    ObjectNode require(Transaction view, Call call, String name) {
        if (name.isEmpty()) {
            throw new AwsException("RepositoryNameRequiredException", "A repository name is required");
        }
        return find(view, call.region(), name)
                .orElseThrow(() -> new AwsException("RepositoryDoesNotExistException", name + " does not exist"));
    }

    ObjectNode require(Call call) {
        return store.read(view -> require(view, call, call.text(NAME)));
    }

    List<ObjectNode> all(String region) {
        return store.read(view -> view.all(TABLE)).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(region + "/"))
                .map(Map.Entry::getValue)
                .toList();
    }

    void put(Transaction transaction, String region, ObjectNode row) {
        transaction.put(TABLE, key(region, row.path(NAME).asText()), row);
    }

    void remove(Transaction transaction, String region, String name) {
        transaction.remove(TABLE, key(region, name));
    }

    /** Notes that a repository was changed now. */
    void touch(ObjectNode row) {
        row.set("lastModifiedDate", Json.seconds(clock.instant()));
    }

    void touch(Call call) {
        store.write(transaction -> {
            var row = require(transaction, call, call.text(NAME));
            touch(row);
            put(transaction, call.region(), row);
            return row;
        });
    }

    /** Notes that a push changed a repository; one that was renamed or deleted meanwhile keeps its date. */
    void touch(String region, ObjectNode row) {
        store.write(transaction -> {
            var found = find(transaction, region, row.path(NAME).asText())
                    .filter(now -> now.path("repositoryId").equals(row.path("repositoryId")));
            found.ifPresent(now -> {
                touch(now);
                put(transaction, region, now);
            });
            return found;
        });
    }

    /** Opens the Git repository of a record; the caller closes it. */
    Repository open(ObjectNode row) {
        return git.open(row.path("repositoryId").asText());
    }

    /** What clients see of a record. */
    ObjectNode metadata(Call call, ObjectNode row) {
        var metadata = Json.pick(row, METADATA);
        var name = row.path(NAME).asText();
        metadata.put("cloneUrlHttp", endpoint + "/v1/repos/" + name);
        metadata.put("cloneUrlSsh", "ssh://git-codecommit.%s.amazonaws.com/v1/repos/%s".formatted(call.region(), name));
        defaultBranch(row).ifPresent(branch -> metadata.put("defaultBranch", branch));
        return metadata;
    }

    /** The branch that HEAD names, once it exists. */
    Optional<String> defaultBranch(ObjectNode row) {
        try (var repository = open(row)) {
            var head = repository.exactRef(Constants.HEAD);
            return head != null && head.getObjectId() != null
                    ? Optional.of(Repository.shortenRefName(head.getTarget().getName()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
