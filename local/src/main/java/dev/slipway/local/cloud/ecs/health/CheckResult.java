package dev.slipway.local.cloud.ecs.health;

/**
 * The result of one check.
 *
 * @param passed whether it passed
 * @param detail what was found, in AWS's words
 */
public record CheckResult(boolean passed, String detail) {}
