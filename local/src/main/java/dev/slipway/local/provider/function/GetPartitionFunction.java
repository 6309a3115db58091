package dev.slipway.local.provider.function;

import com.pulumi.aws.inputs.GetPartitionPlainArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import java.util.Arrays;

/** {@code aws:index/getPartition:getPartition}: the partition of the region. */
public final class GetPartitionFunction implements FunctionHandler {
    @Override
    public Class<?> args() {
        return GetPartitionPlainArgs.class;
    }

    @Override
    public PropertyMap invoke(Call call, PropertyMap args) {
        software.amazon.awssdk.regions.PartitionMetadata metadata = software.amazon.awssdk.regions.PartitionMetadata.of(
                software.amazon.awssdk.regions.Region.of(call.clients().region()));
        String reversed = Arrays.stream(metadata.dnsSuffix().split("\\.", -1))
                .reduce((head, tail) -> tail + "." + head)
                .orElse("");
        return PropertyMap.EMPTY
                .with("partition", metadata.id())
                .with("id", metadata.id())
                .with("dnsSuffix", metadata.dnsSuffix())
                .with("reverseDnsPrefix", reversed);
    }
}
