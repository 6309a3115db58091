package dev.slipway.local.cloud.codepipeline;

import dev.slipway.local.cloud.api.Service;
import dev.slipway.local.cloud.ministack.MinistackClients;
import dev.slipway.local.cloud.ministack.ServiceRoles;
import dev.slipway.local.cloud.model.ServiceModel;
import dev.slipway.local.cloud.store.Store;
import java.time.Clock;

/**
 * CodePipeline.
 *
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/APIReference/Welcome.html">CodePipeline API</a>
 */
public final class CodePipeline {
    private CodePipeline() {}

    /**
     * The service.
     *
     * @param model its model
     * @param store where pipelines are kept
     * @param clients ask IAM and S3
     * @param clock the time
     */
    public static Service service(ServiceModel model, Store store, MinistackClients clients, Clock clock) {
        var table = new PipelineTable(store, clock);
        var pipelines = new PipelineOperations(table, new Surroundings(clients, new ServiceRoles(clients)));
        var transitions = new TransitionOperations(table);
        var state = new StateOperations(table);
        var tags = new TagOperations(table);
        return Service.of(model, "it keeps pipelines, but does not run them yet")
                .operation("CreatePipeline", pipelines::create)
                .operation("GetPipeline", pipelines::get)
                .operation("UpdatePipeline", pipelines::update)
                .operation("ListPipelines", pipelines::list)
                .operation("DeletePipeline", pipelines::delete)
                .operation("EnableStageTransition", transitions::enable)
                .operation("DisableStageTransition", transitions::disable)
                .operation("GetPipelineState", state::get)
                .operation("ListPipelineExecutions", state::executions)
                .operation("ListActionExecutions", state::actionExecutions)
                .operation("ListActionTypes", ActionTypes::list)
                .operation("TagResource", tags::tag)
                .operation("UntagResource", tags::untag)
                .operation("ListTagsForResource", tags::list)
                .build();
    }
}
