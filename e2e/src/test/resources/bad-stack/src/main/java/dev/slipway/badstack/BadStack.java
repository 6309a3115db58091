package dev.slipway.badstack;

import com.pulumi.Pulumi;
import com.pulumi.aws.cloudwatch.EventRule;
import com.pulumi.aws.cloudwatch.EventRuleArgs;
import com.pulumi.aws.cloudwatch.EventTarget;
import com.pulumi.aws.cloudwatch.EventTargetArgs;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.codebuild.Project;
import com.pulumi.aws.codebuild.ProjectArgs;
import com.pulumi.aws.codebuild.inputs.ProjectArtifactsArgs;
import com.pulumi.aws.codebuild.inputs.ProjectEnvironmentArgs;
import com.pulumi.aws.codebuild.inputs.ProjectEnvironmentEnvironmentVariableArgs;
import com.pulumi.aws.codebuild.inputs.ProjectSourceArgs;
import com.pulumi.aws.codecommit.Repository;
import com.pulumi.aws.codecommit.RepositoryArgs;
import com.pulumi.aws.codedeploy.Application;
import com.pulumi.aws.codedeploy.DeploymentGroup;
import com.pulumi.aws.codedeploy.DeploymentGroupArgs;
import com.pulumi.aws.codepipeline.Pipeline;
import com.pulumi.aws.codepipeline.PipelineArgs;
import com.pulumi.aws.codepipeline.inputs.PipelineArtifactStoreArgs;
import com.pulumi.aws.codepipeline.inputs.PipelineStageActionArgs;
import com.pulumi.aws.codepipeline.inputs.PipelineStageArgs;
import com.pulumi.aws.ecs.TaskDefinition;
import com.pulumi.aws.ecs.TaskDefinitionArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.inputs.RoleInlinePolicyArgs;
import com.pulumi.aws.kms.Key;
import com.pulumi.aws.s3.BucketV2;
import com.pulumi.aws.secretsmanager.Secret;
import com.pulumi.aws.sns.Topic;
import com.pulumi.aws.sns.TopicPolicy;
import com.pulumi.aws.sns.TopicPolicyArgs;
import com.pulumi.core.Output;
import java.util.Map;

/** One resource for each group of rules, each as somebody in a hurry writes it. */
public final class BadStack {
    private BadStack() {}

    public static void main(String[] args) {
        Pulumi.run(context -> {
            Repository code = new Repository(
                    "code", RepositoryArgs.builder().repositoryName("code").build());
            BucketV2 bucket = new BucketV2("artifacts");
            new com.pulumi.aws.ecr.Repository("images");
            new LogGroup("logs");
            new Key("key");
            new Secret("secret");
            Role role = role();
            Project build = build(role);
            Pipeline pipeline = pipeline(role, bucket, code, build);
            deployments(role);
            onSchedule(pipeline);
            openTopic();
            task(role);
        });
    }

    /** Everybody's administrator. */
    private static Role role() {
        return new Role(
                "admin",
                RoleArgs.builder()
                        .assumeRolePolicy(
                                """
                                {"Version": "2012-10-17", "Statement": [
                                  {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {
                                    "AWS": "*",
                                    "Service": [
                                      "codebuild.amazonaws.com",
                                      "codepipeline.amazonaws.com",
                                      "codedeploy.amazonaws.com"]}}]}
                                """)
                        .inlinePolicies(RoleInlinePolicyArgs.builder()
                                .name("all")
                                .policy(
                                        """
                                        {"Version": "2012-10-17", "Statement": [
                                          {"Effect": "Allow", "Action": "*", "Resource": "*"}]}
                                        """)
                                .build())
                        .build());
    }

    /** Privileged for nothing, with a key in plain text and without a cache. */
    private static Project build(Role role) {
        return new Project(
                "build",
                ProjectArgs.builder()
                        .serviceRole(role.arn())
                        .source(ProjectSourceArgs.builder()
                                .type("CODEPIPELINE")
                                .build())
                        .artifacts(ProjectArtifactsArgs.builder()
                                .type("CODEPIPELINE")
                                .build())
                        .environment(ProjectEnvironmentArgs.builder()
                                .type("LINUX_CONTAINER")
                                .computeType("BUILD_GENERAL1_SMALL")
                                .image("aws/codebuild/standard:4.0")
                                .privilegedMode(true)
                                .environmentVariables(ProjectEnvironmentEnvironmentVariableArgs.builder()
                                        .name("AWS_SECRET_ACCESS_KEY")
                                        .value("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
                                        .build())
                                .build())
                        .build());
    }

    /** The old type of pipeline, which polls and encrypts with nobody's key. */
    private static Pipeline pipeline(Role role, BucketV2 bucket, Repository code, Project build) {
        return new Pipeline(
                "pipeline",
                PipelineArgs.builder()
                        .roleArn(role.arn())
                        .artifactStores(PipelineArtifactStoreArgs.builder()
                                .type("S3")
                                .location(bucket.bucket())
                                .build())
                        .stages(
                                PipelineStageArgs.builder()
                                        .name("Source")
                                        .actions(PipelineStageActionArgs.builder()
                                                .name("Source")
                                                .category("Source")
                                                .owner("AWS")
                                                .provider("CodeCommit")
                                                .version("1")
                                                .outputArtifacts("source")
                                                .configuration(code.repositoryName()
                                                        .applyValue(name ->
                                                                Map.of("RepositoryName", name, "BranchName", "main")))
                                                .build())
                                        .build(),
                                PipelineStageArgs.builder()
                                        .name("Build")
                                        .actions(PipelineStageActionArgs.builder()
                                                .name("Build")
                                                .category("Build")
                                                .owner("AWS")
                                                .provider("CodeBuild")
                                                .version("1")
                                                .inputArtifacts("source")
                                                .configuration(
                                                        build.name().applyValue(name -> Map.of("ProjectName", name)))
                                                .build())
                                        .build())
                        .build());
    }

    /** Deployments that stay when they fail, whatever the alarms say. */
    private static void deployments(Role role) {
        Application application = new Application("deployments");
        new DeploymentGroup(
                "servers",
                DeploymentGroupArgs.builder()
                        .appName(application.name())
                        .deploymentGroupName("servers")
                        .serviceRoleArn(role.arn())
                        .build());
    }

    /** Targets that nothing allows to start a pipeline and a build. */
    private static void onSchedule(Pipeline pipeline) {
        EventRule rule = new EventRule(
                "nightly",
                EventRuleArgs.builder().scheduleExpression("rate(1 day)").build());
        new EventTarget(
                "start",
                EventTargetArgs.builder().rule(rule.name()).arn(pipeline.arn()).build());
        new EventTarget(
                "start-elsewhere",
                EventTargetArgs.builder()
                        .rule(rule.name())
                        .arn("arn:aws:codebuild:us-east-1:000000000000:project/elsewhere")
                        .build());
    }

    /** A topic on which anybody may publish. */
    private static void openTopic() {
        Topic topic = new Topic("topic");
        new TopicPolicy(
                "topic-policy",
                TopicPolicyArgs.builder()
                        .arn(topic.arn())
                        .policy(Output.format(
                                """
                                {"Version": "2012-10-17", "Statement": [
                                  {"Effect": "Allow", "Principal": "*", "Action": "sns:Publish", "Resource": "%s"}]}
                                """,
                                topic.arn()))
                        .build());
    }

    /** A privileged container without logs, whose password everybody can read. */
    private static void task(Role role) {
        new TaskDefinition(
                "task",
                TaskDefinitionArgs.builder()
                        .family("task")
                        .taskRoleArn(role.arn())
                        .executionRoleArn(role.arn())
                        .containerDefinitions(
                                """
                                [{"name": "web", "image": "nginx", "memory": 128, "privileged": true,
                                  "environment": [{"name": "DB_PASSWORD", "value": "correct-horse-battery"}]}]
                                """)
                        .build());
    }
}
