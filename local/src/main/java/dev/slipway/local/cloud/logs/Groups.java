package dev.slipway.local.cloud.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.api.Page;
import dev.slipway.local.cloud.api.RegionTable;
import dev.slipway.local.cloud.store.Store;
import dev.slipway.local.cloud.store.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The rows of groups and streams. A stream's key is that of its group, a colon and its name, as names have no colon.
 *
 * @param groups the groups, by name
 * @param streams the streams
 * @param files the events of streams
 * @param clock the time
 */
record Groups(RegionTable groups, RegionTable streams, LogFiles files, Clock clock) {
    static final String STREAMS = "logs.streams";
    private static final String RESOURCE = "log-group:";
    private static final int PAGE = 50;

    static Groups of(Store store, LogFiles files, Clock clock) {
        return new Groups(new RegionTable(store, "logs.groups"), new RegionTable(store, STREAMS), files, clock);
    }

    /** The name in logGroupName or logGroupIdentifier, which may be an ARN. */
    static String name(Call call) {
        var identifier = call.text("logGroupIdentifier");
        if (call.has("logGroupName") == !identifier.isEmpty()) {
            throw invalid("exactly one of logGroupName and logGroupIdentifier must be given");
        }
        return identifier.isEmpty() ? call.text("logGroupName") : named(call, identifier);
    }

    /** The name in a name or an ARN. */
    static String named(Call call, String identifier) {
        var arn = call.arn("logs", RESOURCE);
        if (!identifier.startsWith("arn:")) {
            return identifier;
        }
        if (!identifier.startsWith(arn)) {
            throw invalid("%s is not of this account and region, expected %sNAME".formatted(identifier, arn));
        }
        return identifier.substring(arn.length()).replaceFirst(":\\*$", "");
    }

    static AwsException invalid(String message) {
        return new AwsException("InvalidParameterException", message);
    }

    /** A page of rows as an answer shows them; what stands on another page is not looked at. */
    static ObjectNode page(Call call, List<ObjectNode> rows, String list, UnaryOperator<ObjectNode> show) {
        var page = Page.of(
                rows,
                call.text("nextToken"),
                call.input().path("limit").asInt(PAGE),
                list,
                "nextToken",
                "InvalidParameterException");
        var shown = new ArrayList<ObjectNode>();
        page.path(list).forEach(row -> shown.add(show.apply((ObjectNode) row)));
        page.set(list, Json.array(shown));
        return page;
    }

    ObjectNode require(Transaction view, Call call, String group) {
        return groups.find(view, call, group)
                .orElseThrow(() -> new AwsException(
                        "ResourceNotFoundException", "The specified log group does not exist: " + group));
    }

    ObjectNode require(Call call, String group) {
        return groups.store().read(view -> require(view, call, group));
    }

    ObjectNode requireStream(Transaction view, Call call, String group, String stream) {
        require(view, call, group);
        return streams.find(view, call, group + ":" + stream)
                .orElseThrow(() -> new AwsException(
                        "ResourceNotFoundException", "The specified log stream does not exist: " + stream));
    }

    /** The streams of a group whose names begin so, by their key. */
    Map<String, ObjectNode> streamsOf(Transaction view, Call call, String group, String prefix) {
        return streams.startingWith(view, call, group + ":" + prefix);
    }

    EventLog log(ObjectNode stream) {
        return files.log(stream.path("file").asText());
    }

    /** The earliest time that a group still keeps. */
    long cutoff(ObjectNode group) {
        var days = group.path("retentionInDays").asInt();
        return days == 0 ? 0 : clock.millis() - Duration.ofDays(days).toMillis();
    }
}
