package dev.slipway.config;

import dev.slipway.blueprint.RegionName;
import java.util.Set;

/**
 * The settings of the aws provider that end in every resource. Its others stay with the provider, where Pulumi keeps a
 * secret secret.
 */
final class AwsSettings {
    private static final String REGION = "aws:region";
    private static final String DEFAULT_TAGS = "aws:defaultTags";
    private static final String UNCHECKED = "aws:skipRegionValidation";

    private final ConfigSource source;

    AwsSettings(ConfigSource source) {
        this.source = source;
    }

    /** Adds what is wrong with them. */
    void check(Problems problems) {
        var region = source.node(REGION);
        if (!region.isAbsent() && !SecureValue.isRefused(region, problems)) {
            region(region, problems);
        }
        refuseSecure(source.node(DEFAULT_TAGS), problems);
    }

    /** The keys of the tags that the provider adds to each resource. */
    Set<String> defaultTagKeys() {
        return source.node(DEFAULT_TAGS).member("tags").members().keySet();
    }

    private void region(Node region, Problems problems) {
        if (!region.json().isJsonPrimitive()) {
            problems.add(
                    region.path(),
                    "got %s, expected the name of one AWS Region, for example eu-west-1: a stack lives in one Region; make a stack for each"
                            .formatted(region.shown()));
            return;
        }
        var name = region.json().getAsString();
        try {
            if (!new RegionName(name).isKnown() && !isUnchecked()) {
                problems.add(
                        region.path(),
                        "got \"%s\", expected an AWS Region, or aws:skipRegionValidation true for one that AWS opened since%s"
                                .formatted(name, Nearest.hint(name, RegionName.known())));
            }
        } catch (IllegalArgumentException e) {
            problems.add(region.path(), e.getMessage() + Nearest.hint(name, RegionName.known()));
        }
    }

    private boolean isUnchecked() {
        var unchecked = source.node(UNCHECKED).json();
        return unchecked.isJsonPrimitive() && Boolean.parseBoolean(unchecked.getAsString());
    }

    private static void refuseSecure(Node node, Problems problems) {
        if (!SecureValue.isRefused(node, problems)) {
            node.members().values().forEach(member -> refuseSecure(member, problems));
            node.items().forEach(item -> refuseSecure(item, problems));
        }
    }
}
