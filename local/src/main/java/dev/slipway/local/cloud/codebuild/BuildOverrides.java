package dev.slipway.local.cloud.codebuild;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Puts what StartBuild overrides into a copy of a project. Variables stay apart: they count more than the buildspec's, and the project's do
 * too.
 *
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/APIReference/API_StartBuild.html">StartBuild</a>
 */
final class BuildOverrides {
    /** Where a member of StartBuild belongs in a project. */
    private static final Map<String, String> MEMBERS = members();

    private static final Set<String> UNLOCATED = Set.of("NO_SOURCE", "CODEPIPELINE");

    private BuildOverrides() {}

    private static Map<String, String> members() {
        var members = new LinkedHashMap<String, String>();
        members.put("secondarySourcesOverride", "/secondarySources");
        members.put("secondarySourcesVersionOverride", "/secondarySourceVersions");
        members.put("sourceVersion", "/sourceVersion");
        members.put("artifactsOverride", "/artifacts");
        members.put("secondaryArtifactsOverride", "/secondaryArtifacts");
        members.put("sourceTypeOverride", "/source/type");
        members.put("sourceLocationOverride", "/source/location");
        members.put("sourceAuthOverride", "/source/auth");
        members.put("gitCloneDepthOverride", "/source/gitCloneDepth");
        members.put("gitSubmodulesConfigOverride", "/source/gitSubmodulesConfig");
        members.put("buildspecOverride", "/source/buildspec");
        members.put("insecureSslOverride", "/source/insecureSsl");
        members.put("reportBuildStatusOverride", "/source/reportBuildStatus");
        members.put("buildStatusConfigOverride", "/source/buildStatusConfig");
        members.put("environmentTypeOverride", "/environment/type");
        members.put("imageOverride", "/environment/image");
        members.put("computeTypeOverride", "/environment/computeType");
        members.put("certificateOverride", "/environment/certificate");
        members.put("privilegedModeOverride", "/environment/privilegedMode");
        members.put("registryCredentialOverride", "/environment/registryCredential");
        members.put("imagePullCredentialsTypeOverride", "/environment/imagePullCredentialsType");
        members.put("hostKernelOverride", "/environment/hostKernel");
        members.put("cacheOverride", "/cache");
        members.put("serviceRoleOverride", "/serviceRole");
        members.put("timeoutInMinutesOverride", "/timeoutInMinutes");
        members.put("queuedTimeoutInMinutesOverride", "/queuedTimeoutInMinutes");
        members.put("encryptionKeyOverride", "/encryptionKey");
        members.put("logsConfigOverride", "/logsConfig");
        members.put("autoRetryLimitOverride", "/autoRetryLimit");
        return members;
    }

    /** The project as one build has it. */
    static ObjectNode apply(ObjectNode project, ObjectNode input) {
        if (input.has("fleetOverride")) {
            throw refused("fleetOverride", "it has no fleets");
        }
        if (input.path("debugSessionEnabled").asBoolean()) {
            throw refused("debugSessionEnabled", "it has no Session Manager");
        }
        var merged = project.deepCopy();
        MEMBERS.forEach((member, place) -> {
            var value = input.get(member);
            if (value != null) {
                set(merged, place, value);
            }
        });
        var source = merged.withObjectProperty("source");
        if (UNLOCATED.contains(source.path("type").asText())) {
            source.remove("location");
            source.remove("auth");
        }
        return merged;
    }

    private static AwsException refused(String member, String why) {
        return new AwsException(ProjectRules.INVALID, "the local cloud does not take %s: %s".formatted(member, why));
    }

    private static void set(ObjectNode project, String place, JsonNode value) {
        var slash = place.lastIndexOf('/');
        var parent = slash == 0 ? project : project.withObjectProperty(place.substring(1, slash));
        parent.set(place.substring(slash + 1), value.deepCopy());
    }
}
