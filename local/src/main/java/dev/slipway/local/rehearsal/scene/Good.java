package dev.slipway.local.rehearsal.scene;

/**
 * The latest version that went live.
 *
 * @param execution the execution that brought it
 * @param image what the service runs since
 * @param mark what its page shows
 */
public record Good(String execution, String image, String mark) {}
