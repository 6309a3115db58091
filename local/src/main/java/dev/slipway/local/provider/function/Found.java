package dev.slipway.local.provider.function;

import dev.slipway.local.provider.aws.AwsErrors;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.Tags;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Functions that read what a resource type reads, too. */
public final class Found {
    private Found() {}

    /**
     * The state of an existing resource, with {@code id} and {@code tags}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static PropertyMap byId(Call call, ResourceHandler handler, String id, String what) {
        try {
            PropertyMap state = handler.read(call, id, PropertyMap.EMPTY)
                    .orElseThrow(() -> new IllegalArgumentException(missing(what)));
            return state.without(Tags.ALL)
                    .with(Tags.OWN, state.textMap(Tags.ALL))
                    .with("id", id);
        } catch (AwsServiceException e) {
            if (handler.type().saysMissing(AwsErrors.code(e))) {
                throw new IllegalArgumentException(missing(what), e);
            }
            throw e;
        }
    }

    /** Says that nothing was found. */
    public static String missing(String what) {
        return "got " + what + ", which does not exist; create it, or correct the name";
    }
}
