package dev.slipway.local.cloud.logs;

import dev.slipway.local.cloud.api.Service;
import dev.slipway.local.cloud.model.ServiceModel;
import dev.slipway.local.cloud.store.DamagedState;
import dev.slipway.local.cloud.store.Store;
import dev.slipway.local.cloud.store.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * CloudWatch Logs.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/Welcome.html">CloudWatch Logs API</a>
 */
public final class Logs {
    private final Groups groups;

    private Logs(Groups groups) {
        this.groups = groups;
    }

    /**
     * Opens the logs of a folder.
     *
     * @param store where groups and streams are kept
     * @param folder where events are kept
     * @param clock the time
     * @throws DamagedState when a file is missing or is not what was written
     */
    public static Logs open(Store store, Path folder, Clock clock) throws IOException {
        return new Logs(Groups.of(store, LogFiles.open(folder, store, store.read(Logs::files)), clock));
    }

    /** The names of the files that streams have. */
    static Set<String> files(Transaction rows) {
        return rows.all(Groups.STREAMS).values().stream()
                .map(row -> row.path("file").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The service. */
    public Service service(ServiceModel model) {
        var ofGroups = new GroupOperations(groups);
        var streams = new StreamOperations(groups);
        var events = new EventOperations(groups);
        var tags = new GroupTags(groups);
        return Service.of(
                        model,
                        "it keeps groups, streams and events; filters, queries, destinations and deliveries are not in it")
                .brokenRulesAre("InvalidParameterException")
                .operation("AssociateKmsKey", ofGroups::associateKey)
                .operation("CreateLogGroup", ofGroups::create)
                .operation("CreateLogStream", streams::create)
                .operation("DeleteLogGroup", ofGroups::delete)
                .operation("DeleteLogStream", streams::delete)
                .operation("DeleteRetentionPolicy", ofGroups::deleteRetention)
                .operation("DescribeLogGroups", ofGroups::describe)
                .operation("DescribeLogStreams", streams::describe)
                .operation("DisassociateKmsKey", ofGroups::disassociateKey)
                .operation("FilterLogEvents", new FilterOperation(groups)::filter)
                .operation("GetLogEvents", events::get)
                .operation("ListTagsForResource", tags::list)
                .operation("ListTagsLogGroup", tags::listByName)
                .operation("PutLogEvents", events::put)
                .operation("PutLogGroupDeletionProtection", ofGroups::protect)
                .operation("PutRetentionPolicy", ofGroups::putRetention)
                .operation("TagLogGroup", tags::tagByName)
                .operation("TagResource", tags::tag)
                .operation("UntagLogGroup", tags::untagByName)
                .operation("UntagResource", tags::untag)
                .build();
    }
}
