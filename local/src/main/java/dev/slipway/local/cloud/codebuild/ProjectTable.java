package dev.slipway.local.cloud.codebuild;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.store.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The projects of all regions, how many builds each has had, and how often its caches were invalidated. */
final class ProjectTable {
    private static final String PROJECTS = "codebuild.projects";
    private static final String COUNTS = "codebuild.buildNumbers";
    private static final String CACHES = "codebuild.cacheGenerations";
    private static final String NUMBER = "number";

    private ProjectTable() {}

    private static String arn(String region, String name) {
        return "arn:aws:codebuild:%s:%s:project/%s".formatted(region, Call.ACCOUNT, name);
    }

    static Optional<ObjectNode> find(Transaction view, String region, String nameOrArn) {
        return view.get(PROJECTS, region + "/" + nameOrArn.replace(arn(region, ""), ""));
    }

    static ObjectNode require(Transaction view, String region, String nameOrArn) {
        return find(view, region, nameOrArn)
                .orElseThrow(() -> new AwsException(
                        "ResourceNotFoundException",
                        "Project cannot be found: %s"
                                .formatted(nameOrArn.startsWith("arn:") ? nameOrArn : arn(region, nameOrArn))));
    }

    static List<ObjectNode> all(Transaction view, String region) {
        return view.all(PROJECTS).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(region + "/"))
                .map(Map.Entry::getValue)
                .toList();
    }

    static void put(Transaction transaction, String region, ObjectNode project) {
        transaction.put(PROJECTS, region + "/" + project.path("name").asText(), project);
    }

    /** Builds are kept; a project of the same name counts its own from one, and finds no caches. */
    static void remove(Transaction transaction, String region, String name) {
        transaction.remove(PROJECTS, region + "/" + name);
        transaction.remove(COUNTS, region + "/" + name);
        count(transaction, CACHES, region, name);
    }

    /** The number of the next build. */
    static long nextNumber(Transaction transaction, String region, String name) {
        return count(transaction, COUNTS, region, name);
    }

    /** How often the caches of a project were invalidated: a build uses what builds of the same count kept. */
    static long cacheGeneration(Transaction view, String region, String name) {
        return number(view, CACHES, region, name);
    }

    /** Builds that start from now on find nothing of those before, and nothing of those that run. */
    static void invalidateCaches(Transaction transaction, String region, String name) {
        count(transaction, CACHES, region, name);
    }

    private static long count(Transaction transaction, String table, String region, String name) {
        var next = number(transaction, table, region, name) + 1;
        var row = Json.object();
        transaction.put(table, region + "/" + name, row.put(NUMBER, next));
        return next;
    }

    private static long number(Transaction view, String table, String region, String name) {
        return view.get(table, region + "/" + name)
                .map(row -> row.path(NUMBER).asLong())
                .orElse(0L);
    }
}
