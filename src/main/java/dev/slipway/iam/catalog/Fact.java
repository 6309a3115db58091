package dev.slipway.iam.catalog;

import java.util.Objects;

/**
 * Something known about an action or a service.
 *
 * @param subject the action or the service principal
 * @param why what makes it remarkable, as the end of the sentence "this action ..."
 * @param source the page that says so
 */
public record Fact(String subject, String why, String source) {
    public Fact {
        Objects.requireNonNull(subject);
        Objects.requireNonNull(why);
        Objects.requireNonNull(source);
    }
}
