package dev.slipway.local.cloud.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Log groups: what they are called, how long they keep events, and which key they name. */
final class GroupOperations {
    /** The periods that PutRetentionPolicy takes, from its reference, read 2026-11-30. */
    private static final Set<Integer> PERIODS = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private static final List<String> SHOWN = List.of(
            "logGroupName",
            "creationTime",
            "retentionInDays",
            "kmsKeyId",
            "logGroupClass",
            "deletionProtectionEnabled");

    private final Groups groups;

    GroupOperations(Groups groups) {
        this.groups = groups;
    }

    JsonNode create(Call call) {
        var name = call.text("logGroupName");
        var row = Json.pick(call.input(), List.of("logGroupName", "kmsKeyId", "deletionProtectionEnabled"))
                .put("creationTime", groups.clock().millis())
                .put("logGroupClass", call.has("logGroupClass") ? call.text("logGroupClass") : "STANDARD");
        row.set("tags", GroupTags.checked(call.has("tags") ? call.input().path("tags") : Json.object()));
        return groups.groups().write(transaction -> {
            if (groups.groups().find(transaction, call, name).isPresent()) {
                throw new AwsException(
                        "ResourceAlreadyExistsException", "The specified log group already exists: " + name);
            }
            groups.groups().put(transaction, call, name, row);
            return Json.object();
        });
    }

    JsonNode delete(Call call) {
        var name = call.text("logGroupName");
        var files = groups.groups().write(transaction -> {
            if (groups.require(transaction, call, name)
                    .path("deletionProtectionEnabled")
                    .asBoolean()) {
                throw new AwsException(
                        "ValidationException",
                        "the log group %s is protected: call PutLogGroupDeletionProtection first".formatted(name));
            }
            var gone = new TreeSet<String>();
            groups.streamsOf(transaction, call, name, "").forEach((key, stream) -> {
                gone.add(stream.path("file").asText());
                groups.streams().remove(transaction, call, key);
            });
            gone.forEach(file -> groups.files().condemn(transaction, file));
            groups.groups().remove(transaction, call, name);
            return gone;
        });
        groups.files().delete(files);
        return Json.object();
    }

    JsonNode describe(Call call) {
        if (call.has("logGroupNamePrefix") && call.has("logGroupNamePattern")) {
            throw Groups.invalid("only one of logGroupNamePrefix and logGroupNamePattern may be given");
        }
        var pattern = call.text("logGroupNamePattern").toLowerCase(Locale.ROOT);
        var names = new TreeSet<String>();
        call.input()
                .path("logGroupIdentifiers")
                .forEach(identifier -> names.add(Groups.named(call, identifier.asText())));
        return groups.groups().store().read(view -> {
            var found = new ArrayList<ObjectNode>();
            groups.groups()
                    .startingWith(view, call, call.text("logGroupNamePrefix"))
                    .forEach((name, row) -> {
                        if (name.toLowerCase(Locale.ROOT).contains(pattern)
                                && (names.isEmpty() || names.contains(name))
                                && (!call.has("logGroupClass")
                                        || row.path("logGroupClass").asText().equals(call.text("logGroupClass")))) {
                            found.add(row);
                        }
                    });
            return Groups.page(call, found, "logGroups", row -> show(call, row, bytes(view, call, row)));
        });
    }

    private long bytes(Transaction view, Call call, ObjectNode row) {
        var name = row.path("logGroupName").asText();
        return groups.streamsOf(view, call, name, "").values().stream()
                .map(groups::log)
                .collect(Collectors.summingLong(EventLog::bytes));
    }

    private static ObjectNode show(Call call, ObjectNode row, long bytes) {
        var arn = call.arn("logs", "log-group:" + row.path("logGroupName").asText());
        return Json.pick(row, SHOWN)
                .put("arn", arn + ":*")
                .put("logGroupArn", arn)
                .put("metricFilterCount", 0)
                .put("storedBytes", bytes);
    }

    JsonNode putRetention(Call call) {
        var days = call.input().path("retentionInDays").asInt();
        if (!PERIODS.contains(days)) {
            throw Groups.invalid("retentionInDays is %d, expected one of %s".formatted(days, new TreeSet<>(PERIODS)));
        }
        change(call, call.text("logGroupName"), group -> group.put("retentionInDays", days));
        forget(call);
        return Json.object();
    }

    private void forget(Call call) {
        var cutoff = groups.cutoff(groups.require(call, call.text("logGroupName")));
        groups.streams()
                .store()
                .read(view -> groups.streamsOf(view, call, call.text("logGroupName"), ""))
                .values()
                .forEach(stream -> groups.log(stream).forgetBefore(cutoff));
    }

    JsonNode deleteRetention(Call call) {
        return change(call, call.text("logGroupName"), group -> group.remove("retentionInDays"));
    }

    JsonNode protect(Call call) {
        var enabled = call.input().path("deletionProtectionEnabled").asBoolean();
        return change(
                call,
                Groups.named(call, call.text("logGroupIdentifier")),
                group -> group.put("deletionProtectionEnabled", enabled));
    }

    JsonNode associateKey(Call call) {
        return change(call, keyed(call), group -> group.put("kmsKeyId", call.text("kmsKeyId")));
    }

    JsonNode disassociateKey(Call call) {
        return change(call, keyed(call), group -> group.remove("kmsKeyId"));
    }

    private static String keyed(Call call) {
        if (call.has("logGroupName") == call.has("resourceIdentifier")) {
            throw Groups.invalid("exactly one of logGroupName and resourceIdentifier must be given");
        }
        return call.has("logGroupName")
                ? call.text("logGroupName")
                : Groups.named(call, call.text("resourceIdentifier"));
    }

    private JsonNode change(Call call, String name, Consumer<ObjectNode> change) {
        return groups.groups().write(transaction -> {
            var row = groups.require(transaction, call, name);
            change.accept(row);
            groups.groups().put(transaction, call, name, row);
            return Json.object();
        });
    }
}
