package dev.slipway.local.cloud.codebuild;

import dev.slipway.local.cloud.api.Service;
import dev.slipway.local.cloud.ministack.MinistackClients;
import dev.slipway.local.cloud.ministack.ServiceRoles;
import dev.slipway.local.cloud.model.ServiceModel;
import dev.slipway.local.cloud.store.Store;
import java.time.Clock;

/**
 * CodeBuild.
 *
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/APIReference/Welcome.html">CodeBuild API</a>
 */
public final class CodeBuild {
    private CodeBuild() {}

    /**
     * The service.
     *
     * @param model its model
     * @param store where projects are kept
     * @param clients ask EC2 and IAM
     * @param clock the time
     */
    public static Service service(ServiceModel model, Store store, MinistackClients clients, Clock clock) {
        var rules = new ProjectRules(new ServiceRoles(clients), new Network(clients));
        var projects = new ProjectOperations(store, rules, clock);
        var webhooks = new WebhookOperations(projects);
        var builds = new BuildOperations(projects);
        return Service.of(model, "it keeps projects, but does not run builds yet")
                .operation("CreateProject", projects::create)
                .operation("BatchGetProjects", projects::batchGet)
                .operation("ListProjects", projects::list)
                .operation("UpdateProject", projects::update)
                .operation("DeleteProject", projects::delete)
                .operation("InvalidateProjectCache", projects::invalidateCache)
                .operation("CreateWebhook", webhooks::create)
                .operation("DeleteWebhook", webhooks::delete)
                .operation("ListBuilds", builds::list)
                .operation("ListBuildsForProject", builds::listForProject)
                .operation("BatchGetBuilds", builds::batchGet)
                .operation("ListReportGroups", builds::reportGroups)
                .build();
    }
}
