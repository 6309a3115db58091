package dev.slipway.local.cloud.access.proof;

import dev.slipway.local.cloud.access.record.JudgedCall;

/**
 * A recorded call, and what it was made for.
 *
 * @param name such as "Build/image/PRE_BUILD": stage, action and phase, as far as they are known
 * @param call the call
 */
public record Step(String name, JudgedCall call) {}
