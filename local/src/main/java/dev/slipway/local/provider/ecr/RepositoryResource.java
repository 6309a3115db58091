package dev.slipway.local.provider.ecr;

import com.pulumi.aws.ecr.Repository;
import com.pulumi.aws.ecr.RepositoryArgs;
import com.pulumi.aws.ecr.inputs.RepositoryEncryptionConfigurationArgs;
import com.pulumi.aws.ecr.inputs.RepositoryImageScanningConfigurationArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.aws.Shapes;
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
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.EncryptionConfiguration;
import software.amazon.awssdk.services.ecr.model.EncryptionType;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.Tag;

/** A container image repository. */
public final class RepositoryResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(Repository.class, RepositoryArgs.class)
            .autoName(AutoName.lowerCase("name", 256))
            .byDefault("imageTagMutability", "MUTABLE")
            .byDefault("encryptionConfigurations.*.encryptionType", "AES256")
            .computed("encryptionConfigurations", "encryptionConfigurations.*.kmsKey")
            .replacedBy("name", "encryptionConfigurations")
            .notReadable("forceDelete")
            .allow(
                    "name",
                    Allowed.pattern(
                            "(?=.{2,256}$)[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*",
                            "2 to 256 of lower case letters, digits and . _ - /, beginning with a letter or digit"))
            .allow("imageTagMutability", Allowed.oneOf(ImageTagMutability.knownValues()))
            .allow("encryptionConfigurations.*.encryptionType", Allowed.oneOf(EncryptionType.knownValues()))
            .missingCodes("RepositoryNotFoundException")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        CreateRepositoryRequest.Builder request = CreateRepositoryRequest.builder()
                .repositoryName(inputs.need("name"))
                .imageTagMutability(inputs.text("imageTagMutability"))
                .tags(tags(inputs.textMap(Tags.ALL)));
        if (inputs.has("imageScanningConfiguration")) {
            request.imageScanningConfiguration(scanning -> scanning.scanOnPush(
                    inputs.object("imageScanningConfiguration").flag("scanOnPush")));
        }
        inputs.objects("encryptionConfigurations").stream()
                .findFirst()
                .ifPresent(encryption ->
                        request.encryptionConfiguration(Shapes.write(encryption, EncryptionConfiguration.builder())
                                .build()));
        return call.clients()
                .ecr()
                .createRepository(request.build())
                .repository()
                .repositoryName();
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        EcrClient ecr = call.clients().ecr();
        return ecr.describeRepositories(request -> request.repositoryNames(id)).repositories().stream()
                .findFirst()
                .map(repository -> {
                    PropertyMap state = PropertyMap.EMPTY
                            .with("name", id)
                            .with("arn", repository.repositoryArn())
                            .with("registryId", repository.registryId())
                            .with("repositoryUrl", repository.repositoryUri())
                            .with("imageTagMutability", repository.imageTagMutabilityAsString())
                            .with(
                                    Tags.ALL,
                                    Tags.read(
                                            ecr.listTagsForResource(
                                                            request -> request.resourceArn(repository.repositoryArn()))
                                                    .tags(),
                                            Tag::key,
                                            Tag::value));
                    if (repository.imageScanningConfiguration() != null) {
                        state = state.with(
                                "imageScanningConfiguration",
                                Shapes.read(
                                        repository.imageScanningConfiguration(),
                                        RepositoryImageScanningConfigurationArgs.class));
                    }
                    return repository.encryptionConfiguration() == null
                            ? state
                            : state.with(
                                    "encryptionConfigurations",
                                    List.of(Shapes.read(
                                            repository.encryptionConfiguration(),
                                            RepositoryEncryptionConfigurationArgs.class)));
                });
    }

    @Override
    public void update(Call call, String id, Change change) {
        EcrClient ecr = call.clients().ecr();
        PropertyMap inputs = change.inputs();
        if (change.touches("imageTagMutability")) {
            ecr.putImageTagMutability(
                    request -> request.repositoryName(id).imageTagMutability(inputs.text("imageTagMutability")));
        }
        if (change.touches("imageScanningConfiguration")) {
            ecr.putImageScanningConfiguration(request -> request.repositoryName(id)
                    .imageScanningConfiguration(scanning -> scanning.scanOnPush(
                            inputs.object("imageScanningConfiguration").flag("scanOnPush"))));
        }
        String arn = change.state().need("arn");
        Tags.change(
                change,
                gone -> ecr.untagResource(request -> request.resourceArn(arn).tagKeys(gone)),
                set -> ecr.tagResource(request -> request.resourceArn(arn).tags(tags(set))));
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().ecr().deleteRepository(request -> request.repositoryName(id)
                .force(state.flag("forceDelete")));
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
