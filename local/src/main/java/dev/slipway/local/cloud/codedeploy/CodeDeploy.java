package dev.slipway.local.cloud.codedeploy;

import dev.slipway.local.cloud.api.RegionTable;
import dev.slipway.local.cloud.api.Service;
import dev.slipway.local.cloud.ministack.MinistackClients;
import dev.slipway.local.cloud.ministack.ServiceRoles;
import dev.slipway.local.cloud.model.ServiceModel;
import dev.slipway.local.cloud.store.Store;
import java.time.Clock;

/**
 * CodeDeploy.
 *
 * @see <a href="https://docs.aws.amazon.com/codedeploy/latest/APIReference/Welcome.html">CodeDeploy API</a>
 */
public final class CodeDeploy {
    private CodeDeploy() {}

    /**
     * The service.
     *
     * @param model its model
     * @param store where it keeps what it has
     * @param clients ask IAM
     * @param clock the time
     */
    public static Service service(ServiceModel model, Store store, MinistackClients clients, Clock clock) {
        var applicationTable = new RegionTable(store, "codedeploy.applications");
        var groupTable = new RegionTable(store, "codedeploy.groups");
        var configs = new ConfigOperations(new RegionTable(store, "codedeploy.configs"), groupTable, clock);
        var applications = new ApplicationOperations(applicationTable, groupTable, clock);
        var groups = new GroupOperations(groupTable, applications, configs, new ServiceRoles(clients));
        var tags = new TagOperations(applicationTable, groupTable);
        return Service.of(model, "it keeps applications, deployment groups and configurations, but does not deploy yet")
                .operation("CreateApplication", applications::create)
                .operation("GetApplication", applications::get)
                .operation("BatchGetApplications", applications::batchGet)
                .operation("UpdateApplication", applications::update)
                .operation("DeleteApplication", applications::delete)
                .operation("ListApplications", applications::list)
                .operation("CreateDeploymentGroup", groups::create)
                .operation("GetDeploymentGroup", groups::get)
                .operation("UpdateDeploymentGroup", groups::update)
                .operation("DeleteDeploymentGroup", groups::delete)
                .operation("ListDeploymentGroups", groups::list)
                .operation("CreateDeploymentConfig", configs::create)
                .operation("GetDeploymentConfig", configs::get)
                .operation("DeleteDeploymentConfig", configs::delete)
                .operation("ListDeploymentConfigs", configs::list)
                .operation("TagResource", tags::tag)
                .operation("UntagResource", tags::untag)
                .operation("ListTagsForResource", tags::list)
                .build();
    }
}
