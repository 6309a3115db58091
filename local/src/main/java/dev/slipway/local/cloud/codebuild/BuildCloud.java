package dev.slipway.local.cloud.codebuild;

import dev.slipway.local.cloud.access.OnBehalf;
import dev.slipway.local.cloud.events.EventBus;

/**
 * The parts of the cloud that builds work with.
 *
 * @param onBehalf takes on build roles and makes their calls
 * @param events takes the builds' events
 */
public record BuildCloud(OnBehalf onBehalf, EventBus events) {}
