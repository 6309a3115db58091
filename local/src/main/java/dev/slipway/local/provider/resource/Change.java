package dev.slipway.local.provider.resource;

import dev.slipway.local.provider.property.PropertyMap;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An update in place.
 *
 * @param state what was, from the last read
 * @param inputs what shall be
 */
public record Change(PropertyMap state, PropertyMap inputs) {
    /** Whether one of the properties differs. */
    public boolean touches(String... names) {
        return Stream.of(names).anyMatch(name -> !Objects.equals(state.get(name), inputs.get(name)));
    }
}
