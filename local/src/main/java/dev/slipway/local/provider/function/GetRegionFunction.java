package dev.slipway.local.provider.function;

import com.pulumi.aws.inputs.GetRegionPlainArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;

/** {@code aws:index/getRegion:getRegion}: the region, by default the one of the provider. */
public final class GetRegionFunction implements FunctionHandler {
    @Override
    public Class<?> args() {
        return GetRegionPlainArgs.class;
    }

    @Override
    public PropertyMap invoke(Call call, PropertyMap args) {
        String name = args.text("name", call.clients().region());
        software.amazon.awssdk.regions.RegionMetadata metadata =
                software.amazon.awssdk.regions.RegionMetadata.of(software.amazon.awssdk.regions.Region.of(name));
        return PropertyMap.EMPTY
                .with("name", name)
                .with("id", name)
                .with("description", metadata == null ? name : metadata.description())
                .with("endpoint", "ec2." + name + ".amazonaws.com");
    }
}
