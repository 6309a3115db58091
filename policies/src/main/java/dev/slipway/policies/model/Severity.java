package dev.slipway.policies.model;

/** How much a violation matters. Without configuration, HIGH and CRITICAL rules are mandatory and the others advisory. */
public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
