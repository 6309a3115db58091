package dev.slipway.local.provider;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import dev.slipway.local.provider.aws.Clients;
import dev.slipway.local.provider.aws.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The provider's configuration: stack config ({@code aws:region}, {@code aws:endpoints}, ...) over the environment
 * ({@code AWS_ENDPOINT_URL}, {@code AWS_REGION}, ...).
 *
 * @param endpoint where the local cloud is
 * @param region the AWS region
 * @param accessKey the access key id
 * @param secretKey the secret access key
 * @param sessionToken the session token, or empty
 * @param defaultTags tags that every resource gets
 */
record Settings(
        Endpoint endpoint,
        String region,
        String accessKey,
        String secretKey,
        String sessionToken,
        Map<String, String> defaultTags) {
    /** The provider's settings that have a meaning here. */
    static final List<String> NAMES = List.of("accessKey", "defaultTags", "endpoints", "region", "secretKey", "token");

    private static final Gson GSON = new Gson();

    Settings {
        defaultTags = Map.copyOf(defaultTags);
    }

    /**
     * Reads the configuration.
     *
     * @throws IllegalArgumentException if there is no endpoint, or it is not a loopback address
     */
    static Settings of(Map<String, Object> config, Map<String, String> environment) {
        return new Settings(
                endpoint(config, environment),
                first(
                        text(config, "region"),
                        environment.get("AWS_REGION"),
                        environment.get("AWS_DEFAULT_REGION"),
                        "us-east-1"),
                first(text(config, "accessKey"), environment.get("AWS_ACCESS_KEY_ID"), "test"),
                first(text(config, "secretKey"), environment.get("AWS_SECRET_ACCESS_KEY"), "test"),
                first(text(config, "token"), environment.get("AWS_SESSION_TOKEN"), ""),
                defaultTags(config));
    }

    Clients clients() {
        return new Clients(endpoint, region, accessKey, secretKey, sessionToken);
    }

    @Override
    public String toString() {
        return "Settings[" + endpoint.uri() + ", " + region + "]";
    }

    private static Endpoint endpoint(Map<String, Object> config, Map<String, String> environment) {
        TreeSet<String> given = new TreeSet<>();
        if (parsed(config.get("endpoints")) instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> services) {
                    services.values().forEach(url -> given.add(String.valueOf(url)));
                }
            }
        }
        String fromEnvironment = environment.get("AWS_ENDPOINT_URL");
        if (given.isEmpty() && fromEnvironment != null && !fromEnvironment.isBlank()) {
            given.add(fromEnvironment);
        }
        if (given.isEmpty()) {
            throw new IllegalArgumentException(
                    "got no endpoint, expected AWS_ENDPOINT_URL or aws:endpoints to say where"
                            + " the local cloud is, such as http://127.0.0.1:4566: this is the offline aws plugin, it never"
                            + " speaks to real AWS. Run through ./slipway, or use the official plugin for AWS");
        }
        List<Endpoint> endpoints = new ArrayList<>();
        given.forEach(url -> endpoints.add(Endpoint.of(url)));
        if (endpoints.size() > 1) {
            throw new IllegalArgumentException("got the endpoints " + given
                    + ", expected one for all services: the local cloud has a single port");
        }
        return endpoints.get(0);
    }

    private static Map<String, String> defaultTags(Map<String, Object> config) {
        Map<String, String> tags = new TreeMap<>();
        if (parsed(config.get("defaultTags")) instanceof Map<?, ?> block
                && parsed(block.get("tags")) instanceof Map<?, ?> given) {
            given.forEach((key, value) -> tags.put((String) key, String.valueOf(value)));
        }
        return tags;
    }

    // The engine gives objects as JSON text when they come from the stack's config.
    private static @Nullable Object parsed(@Nullable Object value) {
        if (value instanceof String text && !text.isBlank()) {
            try {
                return GSON.fromJson(text, Object.class);
            } catch (JsonParseException e) {
                throw new IllegalArgumentException("got the provider setting \"" + text + "\", expected JSON", e);
            }
        }
        return value;
    }

    private static @Nullable String text(Map<String, Object> config, String name) {
        Object value = config.get(name);
        return value == null ? null : value.toString();
    }

    private static String first(@Nullable String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && !candidate.isBlank()) {
                return candidate;
            }
        }
        return "";
    }
}
