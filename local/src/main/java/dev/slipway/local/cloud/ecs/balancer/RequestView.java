package dev.slipway.local.cloud.ecs.balancer;

import java.util.List;
import java.util.function.Function;

/**
 * The parts of a request that conditions ask for.
 *
 * @param method HTTP method
 * @param host without port
 * @param path without query
 * @param query raw; empty when there is none
 * @param headers values of a header by its name
 */
record RequestView(String method, String host, String path, String query, Function<String, List<String>> headers) {}
