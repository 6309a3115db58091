package dev.slipway.local.cloud.codecommit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.events.EventBus;
import dev.slipway.local.cloud.events.EventTransactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * Tells what happens to branches and tags.
 *
 * <p>What was told last is kept for each repository. A difference to what Git has is an event, also one that a kill left untold.
 *
 * @see <a href="https://docs.aws.amazon.com/codecommit/latest/userguide/monitoring-events.html">Events of CodeCommit</a>
 */
final class RefChanges {
    static final String TABLE = "codecommit.announced";
    static final String DELETING = "codecommit.deleting";

    private final RepositoryTable table;
    private final EventTransactions events;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    RefChanges(RepositoryTable table, EventTransactions events) {
        this.table = table;
        this.events = events;
    }

    interface Work<T> {
        T run() throws IOException;
    }

    /** What changes branches runs alone in its repository, so that each change is told, and in its order. */
    ReentrantLock lock(ObjectNode row) {
        return locks.computeIfAbsent(id(row), id -> new ReentrantLock());
    }

    /** Runs what changes branches of a repository, and tells what it changed. */
    <T> T during(Call call, ObjectNode row, Work<T> work) throws IOException {
        var lock = lock(row);
        lock.lock();
        try {
            var done = work.run();
            tell(call.region(), row);
            return done;
        } finally {
            lock.unlock();
        }
    }

    /** Notes what is about to be deleted, so that a branch that is missing after a kill is told from one that was lost. */
    void deleting(ObjectNode row, Collection<String> names) {
        if (!names.isEmpty()) {
            table.store().write(transaction -> {
                var noted = Json.object();
                names.forEach(name -> noted.put(name, true));
                transaction.put(DELETING, id(row), noted);
                return noted;
            });
        }
    }

    /** Tells what a kill left untold. */
    void tellAll() {
        for (var region : table.regions()) {
            for (var row : table.all(region)) {
                tell(region, row);
            }
        }
    }

    void forget(ObjectNode row) {
        table.store().write(transaction -> {
            transaction.remove(TABLE, id(row));
            transaction.remove(DELETING, id(row));
            return row;
        });
        locks.remove(id(row));
    }

    /** Tells how the branches and tags of a repository differ from what was told last. */
    void tell(String region, ObjectNode row) {
        var now = refs(row);
        events.write((transaction, bus) -> {
            var told = transaction.get(TABLE, id(row)).orElseGet(Json::object);
            var names = new TreeSet<>(now.keySet());
            told.fieldNames().forEachRemaining(names::add);
            for (var name : names) {
                var before = told.path(name).asText("");
                var after = now.getOrDefault(name, "");
                if (!before.equals(after)) {
                    bus.put(event(region, row, name, before, after));
                }
            }
            var kept = Json.object();
            now.forEach(kept::put);
            if (!kept.equals(told)) {
                transaction.put(TABLE, id(row), kept);
            }
            transaction.remove(DELETING, id(row));
            return kept;
        });
    }

    private EventBus.Event event(String region, ObjectNode row, String ref, String before, String after) {
        var detail = Json.object();
        detail.put(
                "event",
                before.isEmpty() ? "referenceCreated" : after.isEmpty() ? "referenceDeleted" : "referenceUpdated");
        detail.put("repositoryName", row.path(RepositoryTable.NAME).asText());
        detail.put("repositoryId", id(row));
        detail.put("referenceType", ref.startsWith(Constants.R_TAGS) ? "tag" : "branch");
        detail.put("referenceName", Repository.shortenRefName(ref));
        detail.put("referenceFullName", ref);
        if (!after.isEmpty()) {
            detail.put("commitId", after);
        }
        if (!before.isEmpty()) {
            detail.put("oldCommitId", before);
        }
        return new EventBus.Event(
                region,
                "aws.codecommit",
                "CodeCommit Repository State Change",
                List.of(row.path("Arn").asText()),
                detail,
                table.clock().instant());
    }

    private Map<String, String> refs(ObjectNode row) {
        try (var repository = table.open(row)) {
            var refs = new TreeMap<String, String>();
            for (var ref : repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS, Constants.R_TAGS)) {
                var commit = commit(repository, ref);
                if (commit != null) {
                    refs.put(ref.getName(), commit.name());
                }
            }
            return refs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An annotated tag stands for its commit. */
    private static @Nullable ObjectId commit(Repository repository, Ref ref) throws IOException {
        var peeled = repository.getRefDatabase().peel(ref).getPeeledObjectId();
        return peeled == null ? ref.getObjectId() : peeled;
    }

    private static String id(ObjectNode row) {
        return row.path("repositoryId").asText();
    }
}
