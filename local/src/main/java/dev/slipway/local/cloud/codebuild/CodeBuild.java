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
     * @param builds runs builds
     * @param clock the time
     */
    public static Service service(
            ServiceModel model, Store store, MinistackClients clients, Builds builds, Clock clock) {
        var rules = new ProjectRules(new ServiceRoles(clients), new Network(clients));
        var projects = new ProjectOperations(store, rules, builds.caches(), clock);
        var webhooks = new WebhookOperations(projects);
        var operations = new BuildOperations(projects, builds, store);
        var reports = new ReportOperations(store, clock);
        return Service.of(model, "it has no fleets, batches, sandboxes, source credentials and resource policies")
                .operation("CreateProject", projects::create)
                .operation("BatchGetProjects", projects::batchGet)
                .operation("ListProjects", projects::list)
                .operation("UpdateProject", projects::update)
                .operation("DeleteProject", projects::delete)
                .operation("InvalidateProjectCache", projects::invalidateCache)
                .operation("CreateWebhook", webhooks::create)
                .operation("DeleteWebhook", webhooks::delete)
                .operation("StartBuild", operations::start)
                .operation("StartBuildBatch", operations::startBatch)
                .operation("StopBuild", operations::stop)
                .operation("RetryBuild", operations::retry)
                .operation("ListBuilds", operations::list)
                .operation("ListBuildsForProject", operations::listForProject)
                .operation("BatchGetBuilds", operations::batchGet)
                .operation("BatchDeleteBuilds", operations::batchDelete)
                .operation("CreateReportGroup", reports::createGroup)
                .operation("DeleteReportGroup", reports::deleteGroup)
                .operation("ListReportGroups", reports::listGroups)
                .operation("BatchGetReportGroups", reports::batchGetGroups)
                .operation("ListReports", reports::listReports)
                .operation("ListReportsForReportGroup", reports::listForGroup)
                .operation("BatchGetReports", reports::batchGetReports)
                .operation("DeleteReport", reports::deleteReport)
                .operation("DescribeTestCases", reports::describeTestCases)
                .build();
    }
}
