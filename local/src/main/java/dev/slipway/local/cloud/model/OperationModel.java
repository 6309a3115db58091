package dev.slipway.local.cloud.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a service model.
 *
 * @param name its name
 * @param path path of the request; only the REST protocols use more than "/"
 * @param input name of the input shape; null when it takes nothing
 * @param output name of the output shape; null when it answers nothing
 * @param errors the error codes that it declares
 */
public record OperationModel(
        String name, String path, @Nullable String input, @Nullable String output, Set<String> errors) {
    /** Copies the errors. */
    public OperationModel {
        errors = Set.copyOf(errors);
    }
}
