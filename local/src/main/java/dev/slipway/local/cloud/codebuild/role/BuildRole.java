package dev.slipway.local.cloud.codebuild.role;

import dev.slipway.local.cloud.access.AccessDenied;
import dev.slipway.local.cloud.access.AccessRequest;
import dev.slipway.local.cloud.access.OnBehalf;
import dev.slipway.local.cloud.codebuild.execution.model.TemporaryCredentials;
import dev.slipway.local.cloud.codebuild.execution.port.CloudCallException;
import dev.slipway.local.cloud.codebuild.execution.port.RoleCredentials;
import dev.slipway.local.cloud.signature.Credential;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The role of one build, taken on by CodeBuild.
 *
 * @param onBehalf takes on the role and makes its calls
 * @param clock tells how long credentials are good for that have no end
 * @param arn the role
 * @param region the build's region
 * @param project ARN of the project, which the role's trust policy may ask for
 * @param sessionName {@code AWSCodeBuild-} and the build's UUID
 */
public record BuildRole(OnBehalf onBehalf, Clock clock, String arn, String region, String project, String sessionName)
        implements RoleCredentials {
    private static final String SERVICE = "codebuild.amazonaws.com";
    private static final Duration HOUR = Duration.ofHours(1);

    /** A call to the cloud. */
    @FunctionalInterface
    interface CloudCall<T> {
        T run() throws CloudCallException;
    }

    Credential session() throws CloudCallException {
        try {
            return onBehalf.sessions().assume(arn, SERVICE, sessionName, project);
        } catch (AccessDenied e) {
            throw new CloudCallException("AccessDenied", e.reason(), e);
        }
    }

    @Override
    public TemporaryCredentials get() throws CloudCallException {
        var session = session();
        var end = session.expires();
        return new TemporaryCredentials(
                session.accessKeyId(),
                session.secret(),
                Objects.requireNonNullElse(session.sessionToken(), ""),
                end == null ? clock.instant().plus(HOUR) : end);
    }

    /** A client whose calls are the role's. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) throws CloudCallException {
        return onBehalf.clients().client(builder, region, session());
    }

    /** Lets a call pass that no public API takes, or refuses it. */
    void require(String action, String resource) throws CloudCallException {
        try {
            onBehalf.access().require(session(), AccessRequest.of(region, action, resource));
        } catch (AccessDenied e) {
            throw new CloudCallException("AccessDenied", e.reason(), e);
        }
    }

    /** Makes a call and tells in AWS's words how it failed. */
    static <T> T call(CloudCall<T> call) throws CloudCallException {
        try {
            return call.run();
        } catch (AwsServiceException e) {
            var details = e.awsErrorDetails();
            throw details == null
                    ? new CloudCallException("RequestError", String.valueOf(e.getMessage()), e)
                    : new CloudCallException(details.errorCode(), String.valueOf(details.errorMessage()), e);
        } catch (SdkException e) {
            throw new CloudCallException("RequestError", String.valueOf(e.getMessage()), e);
        }
    }
}
