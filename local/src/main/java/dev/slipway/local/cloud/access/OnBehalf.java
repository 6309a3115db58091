package dev.slipway.local.cloud.access;

import dev.slipway.local.cloud.clients.CloudClients;

/**
 * What a service of the cloud needs to work for a customer, as a role of the customer.
 *
 * @param access judges what has no public API, such as pushing a layer
 * @param sessions take on roles
 * @param clients call everything that has a public API
 */
public record OnBehalf(AccessControl access, ServiceSessions sessions, CloudClients clients) {}
