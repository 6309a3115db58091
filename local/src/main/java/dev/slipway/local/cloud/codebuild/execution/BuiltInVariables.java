package dev.slipway.local.cloud.codebuild.execution;

import dev.slipway.local.cloud.codebuild.execution.credentials.CredentialsEndpoint;
import dev.slipway.local.cloud.codebuild.execution.model.BuildRequest;
import dev.slipway.local.cloud.codebuild.execution.model.BuildSource;
import dev.slipway.local.cloud.codebuild.execution.sandbox.BuildFolders;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The variables that CodeBuild sets.
 *
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html">Environment variables in build
 *     environments</a>
 */
final class BuiltInVariables {
    /** What a build cannot change: CodeBuild says that HOME is always the same, the others lead to the local cloud and its credentials. */
    private static final Set<String> FIXED =
            Set.of("HOME", "AWS_ENDPOINT_URL", "AWS_EC2_METADATA_DISABLED", "AWS_CONTAINER_AUTHORIZATION_TOKEN");

    private static final String CREDENTIALS = "AWS_CONTAINER_CREDENTIALS_";

    private BuiltInVariables() {}

    /** Whether a variable of the build's own does not count, as CodeBuild's stands in its place. */
    static boolean isFixed(String name) {
        return FIXED.contains(name) || name.startsWith(CREDENTIALS);
    }

    static Map<String, String> of(
            BuildRequest request,
            BuildRecord record,
            BuildFolders folders,
            URI endpoint,
            CredentialsEndpoint.Access credentials) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("HOME", folders.inside(folders.home()));
        all.put("TMPDIR", folders.inside(folders.temporary()));
        all.put("LANG", "C.UTF-8");
        // AWS has this as the machine's own; here that may be another.
        all.put("TZ", "UTC");
        all.put("AWS_DEFAULT_REGION", request.region());
        all.put("AWS_REGION", request.region());
        all.put("AWS_EXECUTION_ENV", "AWS_ECS_EC2");
        all.put("AWS_ENDPOINT_URL", endpoint.toString());
        all.put("AWS_EC2_METADATA_DISABLED", "true");
        all.putAll(credentials.variables());
        all.put("CODEBUILD_CI", "true");
        all.put("CODEBUILD_BUILD_ARN", request.arn());
        all.put("CODEBUILD_BUILD_ID", request.id());
        all.put("CODEBUILD_BUILD_IMAGE", request.image());
        all.put("CODEBUILD_BUILD_NUMBER", Long.toString(request.number()));
        all.put("CODEBUILD_BUILD_SUCCEEDING", "1");
        all.put(
                "CODEBUILD_BUILD_URL",
                endpoint + "/codebuild/home?region=" + request.region() + "#/builds/" + request.id() + "/view/new");
        all.put("CODEBUILD_INITIATOR", request.initiator());
        all.put("CODEBUILD_KMS_KEY_ID", request.kmsKeyId());
        all.put("CODEBUILD_LOG_PATH", request.logStream());
        all.put("CODEBUILD_START_TIME", Long.toString(record.start().toEpochMilli()));
        all.put("CODEBUILD_SRC_DIR", folders.inside(folders.source()));
        putSource(all, "", request.source(), record.resolvedSourceVersion());
        for (int i = 0; i < request.secondarySources().size(); i++) {
            BuildSource source = request.secondarySources().get(i);
            String suffix = "_" + source.identifier();
            all.put("CODEBUILD_SRC_DIR" + suffix, folders.inside(folders.secondarySource(i)));
            putSource(all, suffix, source, null);
        }
        all.putAll(request.webhookVariables());
        return all;
    }

    private static void putSource(
            Map<String, String> all, String suffix, BuildSource source, @Nullable String resolved) {
        all.put("CODEBUILD_SOURCE_REPO_URL" + suffix, source.repositoryUrl());
        all.put("CODEBUILD_SOURCE_VERSION" + suffix, source.version());
        if (resolved != null) {
            all.put("CODEBUILD_RESOLVED_SOURCE_VERSION" + suffix, resolved);
        }
    }
}
