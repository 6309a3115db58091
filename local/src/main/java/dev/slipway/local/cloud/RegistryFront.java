package dev.slipway.local.cloud;

import dev.slipway.local.cloud.ecr.registry.RegistryHandler;
import org.eclipse.jetty.server.Request;

/** The image registry below /v2. */
record RegistryFront(RegistryHandler handler) implements Front {
    @Override
    public boolean serves(Request request) {
        return RegistryHandler.serves(request);
    }
}
