package dev.slipway.local.cloud.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.api.Page;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The action types of AWS that a pipeline may use: how many artifacts each takes and makes, and its settings.
 *
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference.html">Action structure
 *     reference</a>
 */
final class ActionTypes {
    private static final int PAGE = 100;
    private static final List<ActionType> ALL = List.of(
            aws("Source", "CodeCommit", 0, 0, 1, 1)
                    .required("RepositoryName", "BranchName")
                    .optional("PollForSourceChanges", "OutputArtifactFormat"),
            aws("Source", "S3", 0, 0, 1, 1)
                    .required("S3Bucket", "S3ObjectKey")
                    .optional("PollForSourceChanges", "AllowOverrideForS3ObjectKey"),
            aws("Source", "ECR", 0, 0, 1, 1).required("RepositoryName").optional("ImageTag"),
            aws("Source", "CodeStarSourceConnection", 0, 0, 1, 1)
                    .required("ConnectionArn", "FullRepositoryId", "BranchName")
                    .optional("OutputArtifactFormat", "DetectChanges"),
            new ActionType("Source", "ThirdParty", "GitHub", 0, 0, 1, 1, Set.of(), Set.of())
                    .required("Owner", "Repo", "Branch", "OAuthToken")
                    .optional("PollForSourceChanges"),
            codeBuild("Build"),
            codeBuild("Test"),
            aws("Build", "ECRBuildAndPublish", 1, 1, 0, 1)
                    .required("ECRRepositoryName")
                    .optional("DockerFilePath", "ImageTags", "RegistryType"),
            aws("Deploy", "ECS", 1, 1, 0, 0)
                    .required("ClusterName", "ServiceName")
                    .optional("FileName", "DeploymentTimeout"),
            aws("Deploy", "CodeDeploy", 1, 1, 0, 0).required("ApplicationName", "DeploymentGroupName"),
            aws("Deploy", "CodeDeployToECS", 1, 5, 0, 0)
                    .required(
                            "ApplicationName",
                            "DeploymentGroupName",
                            "TaskDefinitionTemplateArtifact",
                            "AppSpecTemplateArtifact")
                    .optional(
                            "TaskDefinitionTemplatePath",
                            "AppSpecTemplatePath",
                            "Image1ArtifactName",
                            "Image1ContainerName",
                            "Image2ArtifactName",
                            "Image2ContainerName",
                            "Image3ArtifactName",
                            "Image3ContainerName",
                            "Image4ArtifactName",
                            "Image4ContainerName"),
            aws("Deploy", "S3", 1, 1, 0, 0)
                    .required("BucketName", "Extract")
                    .optional("ObjectKey", "KMSEncryptionKeyARN", "CannedACL", "CacheControl"),
            aws("Deploy", "CloudFormation", 0, 10, 0, 1)
                    .required("ActionMode", "StackName")
                    .optional(
                            "Capabilities",
                            "ChangeSetName",
                            "OutputFileName",
                            "ParameterOverrides",
                            "RoleArn",
                            "TemplateConfiguration",
                            "TemplatePath"),
            aws("Approval", "Manual", 0, 0, 0, 0).optional("NotificationArn", "CustomData", "ExternalEntityLink"),
            aws("Invoke", "Lambda", 0, 5, 0, 5).required("FunctionName").optional("UserParameters"),
            aws("Invoke", "StepFunctions", 0, 1, 0, 1)
                    .required("StateMachineArn")
                    .optional("ExecutionNamePrefix", "InputType", "Input"),
            aws("Invoke", "CodePipeline", 0, 0, 0, 0).required("PipelineName").optional("SourceRevisions", "Variables"),
            aws("Compute", "Commands", 1, 5, 0, 1));

    private ActionTypes() {}

    private static ActionType aws(String category, String provider, int minIn, int maxIn, int minOut, int maxOut) {
        return new ActionType(category, "AWS", provider, minIn, maxIn, minOut, maxOut, Set.of(), Set.of());
    }

    private static ActionType codeBuild(String category) {
        return aws(category, "CodeBuild", 1, 5, 0, 5)
                .required("ProjectName")
                .optional(
                        "PrimarySource",
                        "BatchEnabled",
                        "CombineArtifacts",
                        "EnvironmentVariables",
                        "BuildspecOverride");
    }

    /** The types by what an action says it is. */
    static final Map<String, ActionType> BY_ID = byId();

    private static Map<String, ActionType> byId() {
        var types = new TreeMap<String, ActionType>();
        ALL.forEach(type -> types.put(id(type.category(), type.owner(), type.provider()), type));
        return types;
    }

    static String id(String category, String owner, String provider) {
        return String.join("/", category, owner, provider);
    }

    static JsonNode list(Call call) {
        var owner = call.text("actionOwnerFilter");
        var types = BY_ID.values().stream()
                .filter(type -> owner.isEmpty() || owner.equals(type.owner()))
                .map(ActionTypes::describe)
                .toList();
        return Page.of(types, call.text("nextToken"), PAGE, "actionTypes", "nextToken", "InvalidNextTokenException");
    }

    private static ObjectNode describe(ActionType type) {
        var described = Json.object();
        described.set(
                "id",
                Json.object()
                        .put("category", type.category())
                        .put("owner", type.owner())
                        .put("provider", type.provider())
                        .put("version", "1"));
        var properties = described.putArray("actionConfigurationProperties");
        type.required().stream().sorted().forEach(name -> properties.add(property(name, true)));
        type.optional().stream().sorted().forEach(name -> properties.add(property(name, false)));
        described.set("inputArtifactDetails", artifacts(type.minInputs(), type.maxInputs()));
        described.set("outputArtifactDetails", artifacts(type.minOutputs(), type.maxOutputs()));
        return described;
    }

    private static ObjectNode property(String name, boolean required) {
        return Json.object()
                .put("name", name)
                .put("required", required)
                .put("key", true)
                .put("secret", name.equals("OAuthToken"));
    }

    private static ObjectNode artifacts(int least, int most) {
        return Json.object().put("minimumCount", least).put("maximumCount", most);
    }
}
