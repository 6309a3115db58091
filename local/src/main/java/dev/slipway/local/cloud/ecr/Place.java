package dev.slipway.local.cloud.ecr;

import dev.slipway.local.cloud.api.Call;

/**
 * A repository's place: names are unique in a region.
 *
 * @param region such as us-east-1
 * @param name the repository's name
 */
public record Place(String region, String name) {
    static Place of(Call call) {
        return new Place(call.region(), call.text("repositoryName"));
    }

    /** The repository's ARN. */
    public String arn() {
        return "arn:aws:ecr:%s:%s:repository/%s".formatted(region, Call.ACCOUNT, name);
    }

    String key() {
        return region + "/" + name;
    }

    /** The key of something of the repository that has a digest. */
    String key(String digest) {
        return key() + "@" + digest;
    }
}
