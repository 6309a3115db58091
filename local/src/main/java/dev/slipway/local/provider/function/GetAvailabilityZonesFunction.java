package dev.slipway.local.provider.function;

import com.pulumi.aws.inputs.GetAvailabilityZonesPlainArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.Filter;

/** {@code aws:index/getAvailabilityZones:getAvailabilityZones}: the availability zones of the region, sorted by name. */
public final class GetAvailabilityZonesFunction implements FunctionHandler {
    @Override
    public Class<?> args() {
        return GetAvailabilityZonesPlainArgs.class;
    }

    @Override
    public PropertyMap invoke(Call call, PropertyMap args) {
        List<Filter> filters = new ArrayList<>();
        args.objects("filters")
                .forEach(filter -> filters.add(Filter.builder()
                        .name(filter.text("name"))
                        .values(filter.texts("values"))
                        .build()));
        if (args.has("state")) {
            filters.add(
                    Filter.builder().name("state").values(args.text("state")).build());
        }
        List<AvailabilityZone> zones = call
                .clients()
                .ec2()
                .describeAvailabilityZones(request ->
                        request.filters(filters).allAvailabilityZones(args.maybeFlag("allAvailabilityZones")))
                .availabilityZones()
                .stream()
                .filter(zone -> !args.texts("excludeNames").contains(zone.zoneName()))
                .filter(zone -> !args.texts("excludeZoneIds").contains(zone.zoneId()))
                .sorted(Comparator.comparing(AvailabilityZone::zoneName))
                .toList();
        return args.with("id", call.clients().region())
                .with("names", zones.stream().map(AvailabilityZone::zoneName).toList())
                .with("zoneIds", zones.stream().map(AvailabilityZone::zoneId).toList())
                .with(
                        "groupNames",
                        zones.stream()
                                .map(AvailabilityZone::groupName)
                                .filter(Objects::nonNull)
                                .distinct()
                                .toList());
    }
}
