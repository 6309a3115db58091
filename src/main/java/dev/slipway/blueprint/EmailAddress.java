package dev.slipway.blueprint;

/**
 * An e-mail address that is asked for approvals.
 *
 * @param value the text: NAME@DOMAIN
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html">AWS reference</a>
 */
public record EmailAddress(String value) implements Text {
    /** What AWS accepts. */
    public static final TextRule RULE = new TextRule(
            "an e-mail address", "^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+([.][A-Za-z0-9-]+)+$", 6, 254, "NAME@DOMAIN");

    /** Makes the text, or throws {@link IllegalArgumentException} when AWS would refuse it. */
    public EmailAddress {
        RULE.check(value);
    }
}
