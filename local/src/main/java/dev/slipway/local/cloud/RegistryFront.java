package dev.slipway.local.cloud;

import dev.slipway.local.cloud.ecr.registry.RegistryHandler;
import org.eclipse.jetty.server.Request;

/** The image registry: whatever is below /v2, unless it is signed for an AWS API or an object of a bucket in the host's name. */
record RegistryFront(RegistryHandler handler) implements Front {
    @Override
    public boolean serves(Request request) {
        // Every request is asked about: the head is read of those alone that can be the registry's.
        return Request.getPathInContext(request).startsWith("/v2")
                && WireProtocol.of(Gateway.head(request, new byte[0])) == WireProtocol.REGISTRY;
    }
}
