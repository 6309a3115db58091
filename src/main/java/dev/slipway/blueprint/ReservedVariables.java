package dev.slipway.blueprint;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Environment variables that a build needs as CodeBuild sets them. A project's variable stands over CodeBuild's own, and is a
 * plain text: {@code $PATH} in it is not replaced.
 *
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html">AWS reference</a>, read
 *     2026-11-30
 */
final class ReservedVariables {
    private static final String SHELL = "the shell of the build needs its own";
    private static final String CREDENTIALS = "the build would lose the credentials of its role";
    private static final String REGION = "CodeBuild sets it to the Region of the build";
    private static final String ENDPOINT = "the build would speak to another endpoint than AWS's";
    private static final String DOCKER = "the build would lose CodeBuild's Docker daemon";
    private static final String LOADER = "it changes every program of the build";

    private static final Map<String, String> REASONS = reasons();

    private ReservedVariables() {}

    /**
     * Checks that a user's variable is none of those.
     *
     * @throws IllegalArgumentException when it is
     */
    static void requireFree(String name) {
        reason(name).ifPresent(reason -> {
            throw new IllegalArgumentException(
                    "got \"%s\", expected another variable: %s; set it in the buildspec for the command that needs it"
                            .formatted(name, reason));
        });
    }

    private static Optional<String> reason(String name) {
        if (name.startsWith("LD_")) {
            return Optional.of(LOADER);
        }
        if (name.startsWith("AWS_ENDPOINT_URL")) {
            return Optional.of(ENDPOINT);
        }
        return Optional.ofNullable(REASONS.get(name));
    }

    private static Map<String, String> reasons() {
        var reasons = new HashMap<String, String>();
        add(reasons, SHELL, "PATH", "HOME", "SHELL", "IFS", "ENV", "BASH_ENV", "BASHOPTS", "SHELLOPTS", "CDPATH");
        add(reasons, SHELL, "PWD", "OLDPWD", "UID", "EUID", "PPID", "PS4", "USER", "LOGNAME");
        add(reasons, CREDENTIALS, "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");
        add(reasons, CREDENTIALS, "AWS_SECURITY_TOKEN", "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_CONFIG_FILE");
        add(reasons, CREDENTIALS, "AWS_SHARED_CREDENTIALS_FILE", "AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE");
        add(reasons, CREDENTIALS, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI");
        add(reasons, CREDENTIALS, "AWS_CONTAINER_AUTHORIZATION_TOKEN", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
        add(reasons, REGION, "AWS_REGION", "AWS_DEFAULT_REGION");
        add(reasons, ENDPOINT, "AWS_CA_BUNDLE", "AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT");
        add(reasons, DOCKER, "DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_CONFIG", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH");
        return Map.copyOf(reasons);
    }

    private static void add(Map<String, String> reasons, String reason, String... names) {
        for (var name : names) {
            reasons.put(name, reason);
        }
    }
}
