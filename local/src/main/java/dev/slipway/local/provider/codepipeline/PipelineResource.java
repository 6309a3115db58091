package dev.slipway.local.provider.codepipeline;

import com.pulumi.aws.codepipeline.Pipeline;
import com.pulumi.aws.codepipeline.PipelineArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.AutoName;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import dev.slipway.local.provider.resource.Tags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStoreType;
import software.amazon.awssdk.services.codepipeline.model.EncryptionKeyType;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineTriggerProviderType;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.codepipeline.model.Tag;

/** A pipeline; its id is the name. */
public final class PipelineResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(Pipeline.class, PipelineArgs.class)
            .autoName(AutoName.of("name", 100))
            .byDefault("executionMode", "SUPERSEDED")
            .byDefault("pipelineType", "V1")
            .computed("triggers", "stages.*.actions.*.runOrder", "stages.*.actions.*.region")
            .replacedBy("name")
            .refreshedByUpdate("triggerAlls")
            .sets("artifactStores")
            .allow("name", Allowed.pattern("[\\w.@-]{1,100}", "1 to 100 of letters, digits and . @ - _"))
            .allow("roleArn", Allowed.arn())
            .allow("executionMode", Allowed.oneOf(ExecutionMode.knownValues()))
            .allow("pipelineType", Allowed.oneOf(PipelineType.knownValues()))
            .allow("artifactStores.*.type", Allowed.oneOf(ArtifactStoreType.knownValues()))
            .allow("artifactStores.*.encryptionKey.type", Allowed.oneOf(EncryptionKeyType.knownValues()))
            .allow("stages.*.name", Allowed.pattern("[\\w.@-]{1,100}", "1 to 100 of letters, digits and . @ - _"))
            .allow(
                    "stages.*.actions.*.name",
                    Allowed.pattern("[\\w.@-]{1,100}", "1 to 100 of letters, digits and . @ - _"))
            .allow("stages.*.actions.*.category", Allowed.oneOf(ActionCategory.knownValues()))
            .allow("stages.*.actions.*.owner", Allowed.oneOf(ActionOwner.knownValues()))
            .allow(
                    "stages.*.actions.*.version",
                    Allowed.pattern("[0-9A-Za-z_-]{1,9}", "1 to 9 of letters, digits and _ -"))
            .allow("stages.*.actions.*.runOrder", Allowed.range(1, 999))
            .allow("stages.*.actions.*.timeoutInMinutes", Allowed.range(5, 86400))
            .allow("stages.*.actions.*.roleArn", Allowed.arn())
            .allow("stages.*.onFailure.result", Allowed.oneOf(Result.knownValues()))
            .allow("stages.*.onFailure.retryConfiguration.retryMode", Allowed.oneOf(StageRetryMode.knownValues()))
            .allow("triggers.*.providerType", Allowed.oneOf(PipelineTriggerProviderType.knownValues()))
            .missingCodes("PipelineNotFoundException")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public void check(PropertyMap known, BiConsumer<String, String> problem) {
        if (known.has("stages") && known.objects("stages").size() < 2) {
            problem.accept("stages", "got " + known.objects("stages").size() + " stages, expected at least 2");
        }
        List<PropertyMap> stores = known.objects("artifactStores");
        boolean several = stores.size() > 1;
        for (PropertyMap store : stores) {
            if (several != store.has("region")) {
                problem.accept(
                        "artifactStores",
                        several
                                ? "got several stores, expected a region in each"
                                : "got a region, expected none with a single store");
                break;
            }
        }
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        PipelineDeclaration pipeline = PipelineForm.write(inputs);
        List<Tag> tags = tags(inputs.textMap(Tags.ALL));
        return call.onceRoleIsUsable(
                        () -> call.clients().codePipeline().createPipeline(request -> request.pipeline(pipeline)
                                .tags(tags)))
                .pipeline()
                .name();
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        CodePipelineClient codePipeline = call.clients().codePipeline();
        GetPipelineResponse found = codePipeline.getPipeline(request -> request.name(id));
        String arn = found.metadata().pipelineArn();
        return Optional.of(PipelineForm.read(found.pipeline())
                .with("arn", arn)
                .with(
                        Tags.ALL,
                        Tags.read(
                                codePipeline
                                        .listTagsForResource(request -> request.resourceArn(arn))
                                        .tags(),
                                Tag::key,
                                Tag::value)));
    }

    @Override
    public void update(Call call, String id, Change change) {
        CodePipelineClient codePipeline = call.clients().codePipeline();
        PipelineDeclaration pipeline = PipelineForm.write(change.inputs());
        call.onceRoleIsUsable(() -> codePipeline.updatePipeline(request -> request.pipeline(pipeline)));
        String arn = change.state().need("arn");
        Tags.change(
                change,
                gone -> codePipeline.untagResource(
                        request -> request.resourceArn(arn).tagKeys(gone)),
                set -> codePipeline.tagResource(
                        request -> request.resourceArn(arn).tags(tags(set))));
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().codePipeline().deletePipeline(request -> request.name(id));
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
