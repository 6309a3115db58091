package dev.slipway.local.cloud.access.calls;

import java.util.Set;

/**
 * What calls to CodeDeploy need.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodedeploy.html">Actions, resources and condition keys</a>
 */
final class CodeDeployCalls {
    private CodeDeployCalls() {}

    static CallTable table() {
        return new CallTable(new Variables()
                        .from("ApplicationName", "applicationName", "applicationNames")
                        .from(
                                "DeploymentGroupName",
                                "deploymentGroupName",
                                "deploymentGroupNames",
                                "currentDeploymentGroupName")
                        .from("DeploymentConfigurationName", "deploymentConfigName"))
                .taggedOnCreation("CreateApplication", "CreateDeploymentGroup")
                .also(PassedRole.to(
                        "codedeploy.amazonaws.com",
                        Set.of("CreateDeploymentGroup", "UpdateDeploymentGroup"),
                        "serviceRoleArn"));
    }
}
