package dev.slipway.local.cloud.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Set;

/** Log streams. */
final class StreamOperations {
    private final Groups groups;

    StreamOperations(Groups groups) {
        this.groups = groups;
    }

    JsonNode create(Call call) {
        var group = call.text("logGroupName");
        var stream = call.text("logStreamName");
        var key = group + ":" + stream;
        groups.require(call, group);
        if (groups.streams().find(call, key).isPresent()) {
            throw exists(stream);
        }
        // The file first: a stream without one would look damaged.
        var file = groups.files().create();
        var row = Json.object()
                .put("logStreamName", stream)
                .put("creationTime", groups.clock().millis())
                .put("file", file);
        try {
            return groups.streams().write(transaction -> {
                groups.require(transaction, call, group);
                if (groups.streams().find(transaction, call, key).isPresent()) {
                    throw exists(stream);
                }
                groups.streams().put(transaction, call, key, row);
                return Json.object();
            });
        } catch (RuntimeException refused) {
            groups.files().discard(file);
            throw refused;
        }
    }

    private static AwsException exists(String stream) {
        return new AwsException("ResourceAlreadyExistsException", "The specified log stream already exists: " + stream);
    }

    JsonNode delete(Call call) {
        var group = call.text("logGroupName");
        var stream = call.text("logStreamName");
        var file = groups.streams().write(transaction -> {
            var row = groups.requireStream(transaction, call, group, stream);
            var name = row.path("file").asText();
            groups.files().condemn(transaction, name);
            groups.streams().remove(transaction, call, group + ":" + stream);
            return name;
        });
        groups.files().delete(Set.of(file));
        return Json.object();
    }

    JsonNode describe(Call call) {
        var group = Groups.name(call);
        var byTime = call.text("orderBy").equals("LastEventTime");
        if (byTime && call.has("logStreamNamePrefix")) {
            throw Groups.invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }
        var rows = new ArrayList<ObjectNode>(groups.streams().store().read(view -> {
            groups.require(view, call, group);
            return groups.streamsOf(view, call, group, call.text("logStreamNamePrefix"))
                    .values();
        }));
        if (byTime) {
            rows.sort(Comparator.comparingLong(this::newest));
        }
        if (call.input().path("descending").asBoolean()) {
            Collections.reverse(rows);
        }
        return Groups.page(call, rows, "logStreams", row -> show(call, group, row));
    }

    private long newest(ObjectNode row) {
        var log = groups.log(row);
        return log.isEmpty() ? 0 : log.last();
    }

    private ObjectNode show(Call call, String group, ObjectNode row) {
        var name = row.path("logStreamName").asText();
        var shown = Json.object()
                .put("logStreamName", name)
                .put("creationTime", row.path("creationTime").asLong())
                .put("arn", call.arn("logs", "log-group:%s:log-stream:%s".formatted(group, name)))
                // AWS reports no bytes of streams since 2019.
                .put("storedBytes", 0)
                .put("uploadSequenceToken", EventOperations.SEQUENCE);
        var log = groups.log(row);
        if (!log.isEmpty()) {
            shown.put("firstEventTimestamp", log.first())
                    .put("lastEventTimestamp", log.last())
                    .put("lastIngestionTime", log.ingested());
        }
        return shown;
    }
}
