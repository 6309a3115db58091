package dev.slipway.local.provider.schema;

/**
 * One thing wrong with the inputs of a resource.
 *
 * @param property path of the property, such as {@code stages[0].name}
 * @param reason what was got, what was expected, what to do
 */
public record Problem(String property, String reason) {}
