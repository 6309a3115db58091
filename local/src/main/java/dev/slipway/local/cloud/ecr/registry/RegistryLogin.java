package dev.slipway.local.cloud.ecr.registry;

import dev.slipway.local.cloud.ecr.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Finds out who asks the registry. */
record RegistryLogin(Tokens tokens) {
    private static final String BASIC = "Basic ";

    Tokens.Bearer require(Request request) throws RegistryError {
        var password = password(request);
        if (password == null) {
            throw new RegistryError(401, "UNAUTHORIZED", "no basic auth credentials");
        }
        var bearer = tokens.find(password)
                .orElseThrow(() -> new RegistryError(401, "UNAUTHORIZED", "Your Authorization Token is invalid."));
        if (bearer.expired()) {
            throw new RegistryError(
                    403, "DENIED", "Your authorization token has expired. Reauthenticate and try again.");
        }
        return bearer;
    }

    private static @Nullable String password(Request request) {
        var header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Request.extractQueryParameters(request).getValue("token");
        }
        return decode(header.substring(BASIC.length()).strip())
                .filter(pair -> pair.startsWith(Tokens.USER + ":"))
                .map(pair -> pair.substring(Tokens.USER.length() + 1))
                .orElse("");
    }

    private static Optional<String> decode(String text) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
