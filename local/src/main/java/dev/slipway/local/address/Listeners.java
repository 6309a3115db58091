package dev.slipway.local.address;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;

/**
 * Where load balancers answer on this machine: AWS's API names hosts that exist on AWS only.
 *
 * @param endpoint address of the local cloud
 */
public record Listeners(URI endpoint) {
    private static final String PATH = "/_slipway/listeners";

    /** Where a listener answers; empty when it is not served. */
    public Optional<URI> find(String arn) {
        var address = endpoint.resolve(PATH);
        try {
            var found = new ObjectMapper().readTree(address.toURL()).path(arn).asText();
            return found.isEmpty() ? Optional.empty() : Optional.of(URI.create(found + "/"));
        } catch (IOException e) {
            throw new UncheckedIOException("the listeners cannot be read from " + address, e);
        }
    }
}
