package dev.slipway.local.cloud.page;

/**
 * Requests that the load balancers passed to a task since the local cloud was started.
 *
 * @param task id of the task; empty for requests that found no target
 * @param requests all of them
 * @param failed those that ended with a status of 500 or more, or with no answer
 */
public record TrafficEntry(String task, long requests, long failed) {}
