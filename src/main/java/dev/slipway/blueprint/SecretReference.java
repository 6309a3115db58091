package dev.slipway.blueprint;

import java.util.ArrayList;
import java.util.List;

/**
 * A secret in Secrets Manager as CodeBuild names it: the secret's ARN or name, then optionally its JSON key, version
 * stage and version id, separated by colons.
 *
 * @param value for example {@code prod/web/npm:token} or {@code arn:aws:secretsmanager:eu-west-1:111122223333:secret:npm-AbCdEf:token}
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec.env.secrets-manager">AWS reference</a>
 */
public record SecretReference(String value) implements Text {
    /** What CodeBuild accepts. */
    public static final TextRule RULE = new TextRule(
            "a secret of Secrets Manager",
            "^(arn:(aws|aws-cn|aws-us-gov|aws-iso|aws-iso-b|aws-iso-e|aws-iso-f|aws-eusc):secretsmanager:[a-z]{2,4}(-[a-z]+)+-[0-9]+:[0-9]{12}:secret:|(?!arn:))[A-Za-z0-9/_+=.@-]+(:[^:]*){0,3}$",
            1,
            1024,
            "NAME or ARN of the secret (arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-AbCdEf), then optionally :JSON-KEY:VERSION-STAGE:VERSION-ID");

    private static final int ARN_PARTS = 7;

    /** Makes the reference, or throws {@link IllegalArgumentException} when CodeBuild could not read it. */
    public SecretReference {
        RULE.check(value);
    }

    /** The reference to one key of the JSON text that the secret holds. */
    public SecretReference key(String jsonKey) {
        var parts = parts();
        if (parts.size() > 1) {
            throw new IllegalArgumentException(
                    "got \"%s\", expected the secret alone, without a key: the keys are given".formatted(value));
        }
        return new SecretReference(value + ":" + jsonKey);
    }

    /**
     * The ARN for an IAM policy. AWS ends the ARN of a secret with six characters that it draws, so a secret that is
     * given by name has six question marks there.
     */
    public String resourceArn(String partition, String region, String account) {
        var secret = parts().get(0);
        return secret.startsWith("arn:")
                ? secret
                : "arn:%s:secretsmanager:%s:%s:secret:%s-??????".formatted(partition, region, account, secret);
    }

    private List<String> parts() {
        var fields = new ArrayList<>(List.of(value.split(":", -1)));
        if (!value.startsWith("arn:")) {
            return fields;
        }
        var arn = String.join(":", fields.subList(0, ARN_PARTS));
        var parts = new ArrayList<>(List.of(arn));
        parts.addAll(fields.subList(ARN_PARTS, fields.size()));
        return parts;
    }
}
