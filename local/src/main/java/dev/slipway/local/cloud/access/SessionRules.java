package dev.slipway.local.cloud.access;

import dev.slipway.local.cloud.access.calls.ApiCall;
import dev.slipway.local.cloud.signature.Credential;
import dev.slipway.local.cloud.signature.SignatureFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What IAM and STS refuse beside what policies say: who may take on a role, for how long, and which policies say who may.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html">Role chaining</a>
 */
public final class SessionRules {
    private static final Duration CHAINED = Duration.ofHours(1);

    private final Function<String, Optional<Integer>> longestSession;
    private final TrustRules trust;

    /**
     * Rules.
     *
     * @param longestSession MaxSessionDuration of the role of an ARN, in seconds
     * @param there whether IAM has the role or user of an ARN of this account
     */
    public SessionRules(Function<String, Optional<Integer>> longestSession, Predicate<String> there) {
        this.longestSession = longestSession;
        this.trust = new TrustRules(there);
    }

    /**
     * Checks a call.
     *
     * @throws SignatureFailure when AWS refuses it
     */
    public void require(Credential caller, ApiCall call) throws SignatureFailure {
        switch (call.prefix() + ":" + call.operation()) {
            case "sts:AssumeRole" -> assume(caller, call);
            case "iam:CreateRole" ->
                trust.require(call.input().path("AssumeRolePolicyDocument").asText());
            case "iam:UpdateAssumeRolePolicy" ->
                trust.require(call.input().path("PolicyDocument").asText());
            default -> {}
        }
    }

    private void assume(Credential caller, ApiCall call) throws SignatureFailure {
        if (caller.principalArn().endsWith(":root")) {
            throw new SignatureFailure("AccessDeniedException", "Roles may not be assumed by root accounts.");
        }
        var seconds = call.input().path("DurationSeconds").asLong(0);
        if (caller.principalArn().contains(":assumed-role/") && seconds > CHAINED.toSeconds()) {
            throw invalid(
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");
        }
        var longest = seconds == 0
                ? Optional.<Integer>empty()
                : longestSession.apply(call.input().path("RoleArn").asText());
        if (longest.isPresent() && seconds > longest.get()) {
            throw invalid("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
    }

    private static SignatureFailure invalid(String message) {
        return new SignatureFailure("ValidationError", message);
    }
}
