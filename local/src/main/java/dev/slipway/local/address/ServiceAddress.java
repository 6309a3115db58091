package dev.slipway.local.address;

import java.net.URI;
import java.util.Optional;

/**
 * Where an ECS service answers.
 *
 * @param url its loopback address
 * @param declaredPort port of its listener as declared
 */
public record ServiceAddress(URI url, int declaredPort) {
    /** What to tell of a service whose own port was not free; empty when it answers where it is declared to. */
    public Optional<String> moved() {
        return url.getPort() == declaredPort
                ? Optional.empty()
                : Optional.of("answers at %s: its own port %d was not free".formatted(url, declaredPort));
    }
}
