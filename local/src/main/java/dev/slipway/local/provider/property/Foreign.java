package dev.slipway.local.provider.property;

import com.pulumi.provider.internal.properties.PropertyValue;

/** An asset, archive or resource reference: passed through untouched, since no resource type here takes one. */
public record Foreign(PropertyValue value) {
    @Override
    public String toString() {
        return "an asset, archive or resource reference";
    }
}
