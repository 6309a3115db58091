package dev.slipway.local.cloud.connections;

import dev.slipway.local.cloud.api.RegionTable;
import dev.slipway.local.cloud.api.Service;
import dev.slipway.local.cloud.model.ServiceModel;
import dev.slipway.local.cloud.store.Store;

/**
 * CodeConnections.
 *
 * @see <a href="https://docs.aws.amazon.com/codeconnections/latest/APIReference/Welcome.html">CodeConnections API</a>
 */
public final class Connections {
    private Connections() {}

    /**
     * The service; both names of it share what it has.
     *
     * @param model the model of codeconnections or of codestar-connections
     * @param store where connections and hosts are kept
     */
    public static Service service(ServiceModel model, Store store) {
        var arns = new Arns(model.service());
        var connectionTable = new RegionTable(store, "connections.connections");
        var hostTable = new RegionTable(store, "connections.hosts");
        var hosts = new HostOperations(hostTable, connectionTable, arns);
        var connections = new ConnectionOperations(connectionTable, hosts, arns);
        var tags = new TagOperations(connectionTable, hostTable);
        return Service.of(model, "it keeps connections and hosts; repository links and syncs are not in it")
                .operation("CreateConnection", connections::create)
                .operation("GetConnection", connections::get)
                .operation("ListConnections", connections::list)
                .operation("DeleteConnection", connections::delete)
                .operation("CreateHost", hosts::create)
                .operation("GetHost", hosts::get)
                .operation("ListHosts", hosts::list)
                .operation("UpdateHost", hosts::update)
                .operation("DeleteHost", hosts::delete)
                .operation("TagResource", tags::tag)
                .operation("UntagResource", tags::untag)
                .operation("ListTagsForResource", tags::list)
                .build();
    }
}
