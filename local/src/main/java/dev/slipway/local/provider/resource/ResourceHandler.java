package dev.slipway.local.provider.resource;

import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * One resource type. Create and update change AWS and nothing else; the state always comes from {@link #read}. Inputs
 * carry {@code tagsAll}, the tags with the provider's default tags, where the type has tags.
 */
public interface ResourceHandler {
    /** The facts about the type. */
    ResourceType type();

    /** Checks that reach across properties; whatever is unknown is absent from {@code known}. */
    default void check(PropertyMap known, BiConsumer<String, String> problem) {}

    /**
     * Creates the resource and gives its id.
     *
     * @throws PartlyCreated if the resource exists but is not as asked for: its state is kept
     */
    String create(Call call, PropertyMap inputs);

    /**
     * Reads the resource; empty if it is gone. {@code known} is the state, or empty on import.
     */
    Optional<PropertyMap> read(Call call, String id, PropertyMap known);

    /** Changes the resource in place. */
    void update(Call call, String id, Change change);

    /** Deletes the resource; that it does not exist is success. */
    void delete(Call call, String id, PropertyMap state);
}
