package dev.slipway.config;

import dev.slipway.blueprint.ServiceKey;
import dev.slipway.blueprint.TagKey;
import dev.slipway.blueprint.TagValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The whole configuration of a stack. */
public record StackSettings(
        @Setting(
                        "Settings of each service, by its name; each overrides slipway:defaults key by key, null takes a default back.")
                @Keys(ServiceKey.class)
                Map<String, ServiceSettings> services,
        @Setting(value = "The bucket and the key that all pipelines of the stack share.", standard = "{}")
                ArtifactSettings artifacts,
        @Setting("Whom the pipelines ask; required when a service has approval MANUAL.") @Nullable
                ApprovalSettings approvals,
        @Setting(value = "Network and cluster of the trial services.", standard = "{}") TrialSettings trial,
        @Setting(value = "Tags of every resource that can have tags.", standard = "{}") @Keys(TagKey.class)
                Map<String, TagValue> tags) {}
