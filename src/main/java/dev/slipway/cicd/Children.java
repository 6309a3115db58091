package dev.slipway.cicd;

import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;

/** Options of the resources that a component consists of. */
final class Children {
    private Children() {}

    static CustomResourceOptions of(ComponentResource parent) {
        return CustomResourceOptions.builder().parent(parent).build();
    }
}
