package dev.slipway.local.cloud;

import dev.slipway.local.cloud.access.OnBehalf;
import dev.slipway.local.cloud.api.Service;
import dev.slipway.local.cloud.codebuild.Builds;
import dev.slipway.local.cloud.codebuild.CodeBuild;
import dev.slipway.local.cloud.codecommit.CodeCommit;
import dev.slipway.local.cloud.codedeploy.CodeDeploy;
import dev.slipway.local.cloud.codepipeline.CodePipeline;
import dev.slipway.local.cloud.connections.Connections;
import dev.slipway.local.cloud.ecr.Ecr;
import dev.slipway.local.cloud.ecs.EcsService;
import dev.slipway.local.cloud.ecs.LocalEcs;
import dev.slipway.local.cloud.events.EventBus;
import dev.slipway.local.cloud.logs.Logs;
import dev.slipway.local.cloud.ministack.MinistackClients;
import dev.slipway.local.cloud.model.ServiceModel;
import dev.slipway.local.cloud.notifications.Notifications;
import dev.slipway.local.cloud.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The services that the local cloud has itself.
 *
 * @param botocoreData where their models are
 * @param store where they keep what they have
 * @param codecommit the service that has Git repositories
 * @param endpoint address of the local cloud
 * @param clients ask the services that ministack has
 * @param ecr keeps images
 * @param ecs looks after ECS services, once it runs
 * @param onBehalf lets them work as a customer's roles
 * @param events takes what happens in them
 * @param builds runs builds
 * @param pipelines runs pipelines
 * @param logs keeps what builds and tasks print
 * @param clock the time
 */
record CodeServices(
        Path botocoreData,
        Store store,
        CodeCommit codecommit,
        String endpoint,
        MinistackClients clients,
        Ecr ecr,
        CompletableFuture<LocalEcs> ecs,
        OnBehalf onBehalf,
        EventBus events,
        Builds builds,
        CodePipeline pipelines,
        Logs logs,
        Clock clock) {
    List<Service> load() throws IOException {
        return List.of(
                CodeBuild.service(model("codebuild"), store, clients, builds, clock),
                codecommit.service(model("codecommit")),
                Connections.service(model("codeconnections"), store),
                CodeDeploy.service(model("codedeploy"), store, clients, clock),
                pipelines.service(model("codepipeline"), clients),
                Connections.service(model("codestar-connections"), store),
                ecr.service(model("ecr")),
                EcsService.service(model("ecs"), ecs, clients.json()),
                logs.service(model("logs")),
                Notifications.service(model("codestar-notifications"), store, clock));
    }

    private ServiceModel model(String name) throws IOException {
        return ServiceModel.load(botocoreData, name);
    }
}
