package dev.slipway.local.provider.ecr;

import com.pulumi.aws.ecr.inputs.GetRepositoryPlainArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.function.Found;
import dev.slipway.local.provider.function.FunctionHandler;
import dev.slipway.local.provider.property.PropertyMap;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.ecr.model.ImageDetail;

/** {@code aws:ecr/getRepository:getRepository}: an existing image repository. */
public final class GetRepositoryFunction implements FunctionHandler {
    @Override
    public Class<?> args() {
        return GetRepositoryPlainArgs.class;
    }

    @Override
    public PropertyMap invoke(Call call, PropertyMap args) {
        String name = args.need("name");
        PropertyMap found = Found.byId(call, new RepositoryResource(), name, "the ECR repository \"" + name + "\"");
        List<ImageDetail> images = call
                .clients()
                .ecr()
                .describeImagesPaginator(request -> request.repositoryName(name))
                .imageDetails()
                .stream()
                .filter(image -> image.imagePushedAt() != null)
                .sorted(Comparator.comparing(ImageDetail::imagePushedAt).reversed())
                .toList();
        List<PropertyMap> scanning = found.has("imageScanningConfiguration")
                ? List.of(found.object("imageScanningConfiguration"))
                : List.of();
        return found.without("imageScanningConfiguration")
                .with("imageScanningConfigurations", scanning)
                .with(
                        "mostRecentImageTags",
                        images.isEmpty() ? List.of() : images.get(0).imageTags());
    }
}
