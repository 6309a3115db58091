package dev.slipway.local.cloud.page;

import dev.slipway.local.executions.Clients;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Where the page reads. What has an AWS API is asked through it, as the account's root.
 *
 * @param clients clients of a region
 * @param calls the newest calls of roles, newest first
 * @param deliveries the newest deliveries of events, newest first
 * @param traffic what the load balancers counted
 * @param urls where the load balancers' listeners answer, by their ARNs
 */
public record PageSources(
        Function<String, Clients> clients,
        IntFunction<List<CallEntry>> calls,
        IntFunction<List<DeliveryEntry>> deliveries,
        Supplier<List<TrafficEntry>> traffic,
        Supplier<Map<String, URI>> urls) {}
