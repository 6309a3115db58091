package dev.slipway.local.cloud.codepipeline.execution.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * An event for the bus.
 *
 * @param detailType its kind
 * @param detail its members
 * @param time when it happened
 */
public record Notice(String detailType, ObjectNode detail, Instant time) {}
