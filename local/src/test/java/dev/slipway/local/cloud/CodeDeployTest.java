package dev.slipway.local.cloud;

import static dev.slipway.local.cloud.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.BlueGreenDeploymentConfiguration;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.DeploymentOption;
import software.amazon.awssdk.services.codedeploy.model.DeploymentType;
import software.amazon.awssdk.services.codedeploy.model.MinimumHealthyHostsType;
import software.amazon.awssdk.services.codedeploy.model.Tag;
import software.amazon.awssdk.services.codedeploy.model.TrafficRoutingType;
import software.amazon.awssdk.services.iam.IamClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("unchecked") // the SDK takes lists of builders as generic varargs
class CodeDeployTest {
    private static final String ROLE = "arn:aws:iam::000000000000:role/codedeploy";
    private static final String ARN = "arn:aws:codedeploy:us-east-1:000000000000:";

    private final LocalCloud cloud;
    private final CodeDeployClient codedeploy;

    CodeDeployTest(@TempDir Path state) throws StartFailure {
        cloud = LocalCloud.start(new LocalCloudSettings(0, state, CloudProcess.python()));
        codedeploy = CloudProcess.client(CodeDeployClient.builder(), URI.create(cloud.endpoint()));
    }

    @BeforeAll
    void makeRole() {
        try (var iam = CloudProcess.client(IamClient.builder(), URI.create(cloud.endpoint()))) {
            iam.createRole(
                    r -> r.roleName("codedeploy")
                            .assumeRolePolicyDocument(
                                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
                    "Principal":{"Service":"codedeploy.amazonaws.com"}}]}"""));
        }
    }

    @AfterAll
    void stop() {
        codedeploy.close();
        cloud.close();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @Test
    void keepsApplications() {
        var id = codedeploy
                .createApplication(r -> r.applicationName("kept").computePlatform(ComputePlatform.ECS))
                .applicationId();
        codedeploy.createApplication(r -> r.applicationName("server"));
        var kept = codedeploy.getApplication(r -> r.applicationName("kept")).application();
        assertThat(kept.applicationId()).isEqualTo(id);
        assertThat(kept.computePlatform()).isEqualTo(ComputePlatform.ECS);
        assertThat(kept.linkedToGitHub()).isFalse();
        assertThat(codedeploy
                        .batchGetApplications(r -> r.applicationNames("server", "missing", "kept"))
                        .applicationsInfo())
                .extracting("applicationName")
                .containsExactly("server", "kept");
        codedeploy.updateApplication(r -> r.applicationName("kept").newApplicationName("renamed"));
        assertThat(codedeploy.listApplications().applications())
                .contains("renamed", "server")
                .doesNotContain("kept");
        assertThat(codedeploy
                        .getApplication(r -> r.applicationName("renamed"))
                        .application()
                        .applicationId())
                .isEqualTo(id);
        codedeploy.deleteApplication(r -> r.applicationName("renamed"));
        assertThat(refusal(() -> codedeploy.getApplication(r -> r.applicationName("renamed"))))
                .isEqualTo("ApplicationDoesNotExistException: No application found for name: renamed");
    }

    @Test
    void refusesApplicationsAsAwsDoes() {
        codedeploy.createApplication(r -> r.applicationName("taken"));
        codedeploy.createApplication(r -> r.applicationName("other"));
        assertThat(refusal(() -> codedeploy.createApplication(r -> r.applicationName("taken"))))
                .isEqualTo("ApplicationAlreadyExistsException: Application already exists: taken");
        assertThat(refusal(() -> codedeploy.updateApplication(
                        r -> r.applicationName("other").newApplicationName("taken"))))
                .isEqualTo("ApplicationAlreadyExistsException: Application already exists: taken");
        assertThat(refusal(() -> codedeploy.updateApplication(
                        r -> r.applicationName("gone").newApplicationName("new"))))
                .isEqualTo("ApplicationDoesNotExistException: No application found for name: gone");
        assertThat(refusal(() -> codedeploy.createApplication(r -> {})))
                .isEqualTo(
                        "ApplicationNameRequiredException: 1 validation error detected: Value null at 'applicationName' failed to satisfy constraint: Member must not be null");
        assertThat(refusal(() -> codedeploy.createApplication(r -> r.applicationName("n".repeat(101)))))
                .isEqualTo(
                        "InvalidApplicationNameException: 1 validation error detected: Value '%s' at 'applicationName' failed to satisfy constraint: Member must have length less than or equal to 100"
                                .formatted("n".repeat(101)));
        assertThat(refusal(() -> codedeploy.createApplication(
                        r -> r.applicationName("bad").computePlatform("Mainframe"))))
                .isEqualTo(
                        "InvalidComputePlatformException: 1 validation error detected: Value 'Mainframe' at 'computePlatform' failed to satisfy constraint: Member must satisfy enum value set: [Server, Lambda, ECS]");
        assertThat(codedeploy.listApplications().applications()).doesNotContain("bad");
    }

    private static CreateDeploymentGroupRequest.Builder ecsGroup(String application, String name) {
        return CreateDeploymentGroupRequest.builder()
                .applicationName(application)
                .deploymentGroupName(name)
                .serviceRoleArn(ROLE)
                .deploymentStyle(s -> s.deploymentType(DeploymentType.BLUE_GREEN)
                        .deploymentOption(DeploymentOption.WITH_TRAFFIC_CONTROL))
                .blueGreenDeploymentConfiguration(
                        b -> b.terminateBlueInstancesOnDeploymentSuccess(t -> t.terminationWaitTimeInMinutes(5)))
                .ecsServices(s -> s.clusterName("c").serviceName("s"))
                .loadBalancerInfo(
                        l -> l.targetGroupPairInfoList(p -> p.targetGroups(t -> t.name("blue"), t -> t.name("green"))));
    }

    @Test
    void keepsDeploymentGroups() {
        codedeploy.createApplication(r -> r.applicationName("groups").computePlatform(ComputePlatform.ECS));
        var id = codedeploy
                .createDeploymentGroup(ecsGroup("groups", "first").build())
                .deploymentGroupId();
        codedeploy.createDeploymentGroup(ecsGroup("groups", "second").build());
        codedeploy.updateDeploymentGroup(r -> r.applicationName("groups")
                .currentDeploymentGroupName("first")
                .newDeploymentGroupName("third")
                .deploymentConfigName("CodeDeployDefault.ECSCanary10Percent5Minutes"));
        assertThat(codedeploy
                        .listDeploymentGroups(r -> r.applicationName("groups"))
                        .deploymentGroups())
                .containsExactly("second", "third");
        var group = codedeploy
                .getDeploymentGroup(r -> r.applicationName("groups").deploymentGroupName("third"))
                .deploymentGroupInfo();
        assertThat(group.deploymentGroupId()).isEqualTo(id);
        assertThat(group.deploymentConfigName()).isEqualTo("CodeDeployDefault.ECSCanary10Percent5Minutes");
        assertThat(group.computePlatform()).isEqualTo(ComputePlatform.ECS);
        assertThat(group.ecsServices())
                .extracting(service -> service.clusterName() + "/" + service.serviceName())
                .containsExactly("c/s");
        assertThat(codedeploy
                        .getDeploymentGroup(r -> r.applicationName("groups").deploymentGroupName("second"))
                        .deploymentGroupInfo()
                        .deploymentConfigName())
                .isEqualTo("CodeDeployDefault.ECSAllAtOnce");
        codedeploy.updateApplication(r -> r.applicationName("groups").newApplicationName("moved"));
        codedeploy.deleteDeploymentGroup(r -> r.applicationName("moved").deploymentGroupName("second"));
        assertThat(codedeploy
                        .listDeploymentGroups(r -> r.applicationName("moved"))
                        .deploymentGroups())
                .containsExactly("third");
        codedeploy.deleteApplication(r -> r.applicationName("moved"));
        codedeploy.createApplication(r -> r.applicationName("moved"));
        assertThat(codedeploy
                        .listDeploymentGroups(r -> r.applicationName("moved"))
                        .deploymentGroups())
                .isEmpty();
    }

    private String groupRefusal(CreateDeploymentGroupRequest.Builder group) {
        return refusal(() -> codedeploy.createDeploymentGroup(group.build()));
    }

    @Test
    void refusesDeploymentGroupsAsAwsDoes() {
        codedeploy.createApplication(r -> r.applicationName("strict").computePlatform(ComputePlatform.ECS));
        codedeploy.createDeploymentGroup(ecsGroup("strict", "taken").build());
        assertThat(groupRefusal(ecsGroup("gone", "g")))
                .isEqualTo("ApplicationDoesNotExistException: No application found for name: gone");
        assertThat(groupRefusal(ecsGroup("strict", "taken")))
                .isEqualTo("DeploymentGroupAlreadyExistsException: Deployment group name already exists: taken");
        assertThat(groupRefusal(ecsGroup("strict", "g").serviceRoleArn(ROLE + "gone")))
                .isEqualTo(
                        "InvalidRoleException: AWS CodeDeploy does not have the permissions required to assume the role "
                                + ROLE + "gone.");
        assertThat(groupRefusal(ecsGroup("strict", "g").deploymentConfigName("gone")))
                .isEqualTo("DeploymentConfigDoesNotExistException: No deployment configuration found for name: gone");
        assertThat(groupRefusal(ecsGroup("strict", "g").deploymentStyle(s -> s.deploymentType(DeploymentType.IN_PLACE)
                        .deploymentOption(DeploymentOption.WITH_TRAFFIC_CONTROL))))
                .isEqualTo(
                        "InvalidDeploymentStyleException: For ECS deployment group, deployment type must be BLUE_GREEN and deployment option WITH_TRAFFIC_CONTROL");
        assertThat(groupRefusal(ecsGroup("strict", "g")
                        .ecsServices(s -> s.clusterName("c").serviceName("s"), s -> s.clusterName("c")
                                .serviceName("t"))))
                .isEqualTo(
                        "InvalidECSServiceException: For ECS deployment group, ecsServices must have one service, got 2");
        assertThat(groupRefusal(ecsGroup("strict", "g")
                        .loadBalancerInfo(l -> l.targetGroupPairInfoList(p -> p.targetGroups(t -> t.name("blue"))))))
                .isEqualTo(
                        "InvalidLoadBalancerInfoException: For ECS deployment group, loadBalancerInfo must have one pair of two target groups");
        assertThat(groupRefusal(ecsGroup("strict", "g")
                        .blueGreenDeploymentConfiguration((BlueGreenDeploymentConfiguration) null)))
                .isEqualTo(
                        "InvalidBlueGreenDeploymentConfigurationException: For ECS deployment group, blueGreenDeploymentConfiguration must be given");
        assertThat(refusal(() -> codedeploy.getDeploymentGroup(
                        r -> r.applicationName("strict").deploymentGroupName("g"))))
                .isEqualTo("DeploymentGroupDoesNotExistException: No Deployment Group found for name: g");
        assertThat(codedeploy
                        .listDeploymentGroups(r -> r.applicationName("strict"))
                        .deploymentGroups())
                .containsExactly("taken");
    }

    @Test
    void keepsDeploymentConfigurationsBesideTheBuiltInOnes() {
        var before = codedeploy.listDeploymentConfigs().deploymentConfigsList();
        assertThat(before).contains("CodeDeployDefault.ECSAllAtOnce", "CodeDeployDefault.OneAtATime");
        codedeploy.createDeploymentConfig(r -> r.deploymentConfigName("slow")
                .computePlatform(ComputePlatform.ECS)
                .trafficRoutingConfig(t -> t.type(TrafficRoutingType.TIME_BASED_LINEAR)
                        .timeBasedLinear(l -> l.linearInterval(7).linearPercentage(20))));
        var slow = codedeploy
                .getDeploymentConfig(r -> r.deploymentConfigName("slow"))
                .deploymentConfigInfo();
        assertThat(slow.computePlatform()).isEqualTo(ComputePlatform.ECS);
        assertThat(slow.trafficRoutingConfig().timeBasedLinear().linearInterval())
                .isEqualTo(7);
        codedeploy.createApplication(r -> r.applicationName("user").computePlatform(ComputePlatform.ECS));
        codedeploy.createDeploymentGroup(
                ecsGroup("user", "g").deploymentConfigName("slow").build());
        assertThat(refusal(() -> codedeploy.deleteDeploymentConfig(r -> r.deploymentConfigName("slow"))))
                .isEqualTo("DeploymentConfigInUseException: slow is used by a deployment group");
        codedeploy.deleteApplication(r -> r.applicationName("user"));
        codedeploy.deleteDeploymentConfig(r -> r.deploymentConfigName("slow"));
        assertThat(codedeploy.listDeploymentConfigs().deploymentConfigsList()).isEqualTo(before);
    }

    @Test
    void refusesDeploymentConfigurationsAsAwsDoes() {
        codedeploy.createDeploymentConfig(r -> r.deploymentConfigName("half")
                .minimumHealthyHosts(
                        m -> m.type(MinimumHealthyHostsType.FLEET_PERCENT).value(50)));
        assertThat(refusal(() -> codedeploy.createDeploymentConfig(r -> r.deploymentConfigName("half")
                        .minimumHealthyHosts(
                                m -> m.type(MinimumHealthyHostsType.HOST_COUNT).value(1)))))
                .isEqualTo("DeploymentConfigAlreadyExistsException: Deployment configuration already exists: half");
        assertThat(refusal(
                        () -> codedeploy.createDeploymentConfig(r -> r.deploymentConfigName("CodeDeployDefault.Mine"))))
                .isEqualTo(
                        "InvalidDeploymentConfigNameException: 'CodeDeployDefault.Mine' starts with CodeDeployDefault.");
        assertThat(refusal(() -> codedeploy.createDeploymentConfig(r -> r.deploymentConfigName("none"))))
                .isEqualTo(
                        "InvalidMinimumHealthyHostValueException: minimumHealthyHosts must be given for platform Server");
        assertThat(refusal(() -> codedeploy.createDeploymentConfig(
                        r -> r.deploymentConfigName("none").computePlatform(ComputePlatform.LAMBDA))))
                .isEqualTo(
                        "InvalidTrafficRoutingConfigurationException: trafficRoutingConfig must be given for platform Lambda");
        assertThat(refusal(() -> codedeploy.getDeploymentConfig(r -> r.deploymentConfigName("none"))))
                .isEqualTo("DeploymentConfigDoesNotExistException: No deployment configuration found for name: none");
        assertThat(refusal(() ->
                        codedeploy.deleteDeploymentConfig(r -> r.deploymentConfigName("CodeDeployDefault.AllAtOnce"))))
                .isEqualTo("InvalidOperationException: CodeDeployDefault.AllAtOnce is built in and cannot be deleted");
    }

    @Test
    void tagsApplicationsAndGroups() {
        codedeploy.createApplication(r -> r.applicationName("tagged").tags(tag("a", "1")));
        codedeploy.createDeploymentGroup(
                r -> r.applicationName("tagged").deploymentGroupName("g").serviceRoleArn(ROLE));
        for (var resource : new String[] {"application:tagged", "deploymentgroup:tagged/g"}) {
            codedeploy.tagResource(
                    r -> r.resourceArn(ARN + resource).tags(tag("a", "2"), tag("b", "3"), tag("c", "4")));
            codedeploy.untagResource(r -> r.resourceArn(ARN + resource).tagKeys("b", "missing"));
            assertThat(codedeploy
                            .listTagsForResource(r -> r.resourceArn(ARN + resource))
                            .tags())
                    .containsExactly(tag("a", "2"), tag("c", "4"));
        }
    }

    @Test
    void refusesTagsAsAwsDoes() {
        assertThat(refusal(() -> codedeploy.tagResource(
                        r -> r.resourceArn(ARN + "application:gone").tags(tag("a", "1")))))
                .isEqualTo("ApplicationDoesNotExistException: " + ARN + "application:gone does not exist");
        assertThat(refusal(() -> codedeploy.tagResource(
                        r -> r.resourceArn(ARN + "deploymentgroup:gone/g").tags(tag("a", "1")))))
                .isEqualTo("DeploymentGroupDoesNotExistException: " + ARN + "deploymentgroup:gone/g does not exist");
        assertThat(refusal(() -> codedeploy.untagResource(
                        r -> r.resourceArn(ARN + "deploymentconfig:half").tagKeys("a"))))
                .isEqualTo("ArnNotSupportedException: '" + ARN
                        + "deploymentconfig:half' is not of an application or a group");
        assertThat(refusal(() -> codedeploy.listTagsForResource(r -> r.resourceArn("arn:aws:s3:::b"))))
                .isEqualTo("InvalidArnException: 'arn:aws:s3:::b' does not start with " + ARN);
        assertThat(refusal(() -> codedeploy.createApplication(
                        r -> r.applicationName("untagged").tags(tag("aws:a", "1")))))
                .isEqualTo("InvalidTagsToAddException: the tag key aws:a starts with aws:, which AWS keeps");
    }

    @Test
    void saysThatItDoesNotDeploy() {
        assertThat(refusal(() -> codedeploy.createDeployment(r -> r.applicationName("any"))))
                .isEqualTo(
                        "UnknownOperationException: the local cloud does not have codedeploy:CreateDeployment: it keeps applications, deployment groups and configurations, but does not deploy yet");
    }
}
