package dev.slipway.e2e;

import java.net.URI;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** What exists in a region of a local cloud, asked through AWS's own API and not through anything of this project. */
final class Inventory {
    private final URI endpoint;
    private final Region region;

    Inventory(String endpoint, String region) {
        this.endpoint = URI.create(endpoint);
        this.region = Region.of(region);
    }

    /** Points an SDK client at the local cloud. */
    <C, B extends AwsClientBuilder<B, C>> C client(B builder) {
        return builder.endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    /**
     * Every resource of the services that a pipeline uses, as "kind name", but for what AWS itself puts into a new account (the default
     * network) and what cannot be deleted at once (keys that wait for their deletion, inactive clusters and task definitions).
     */
    SortedSet<String> everything() {
        SortedSet<String> all = new TreeSet<>();
        var http = UrlConnectionHttpClient.create();
        try (http;
                var codecommit = client(CodeCommitClient.builder().httpClient(http));
                var ecr = client(EcrClient.builder().httpClient(http));
                var codebuild = client(CodeBuildClient.builder().httpClient(http));
                var codepipeline = client(CodePipelineClient.builder().httpClient(http));
                var logs = client(CloudWatchLogsClient.builder().httpClient(http));
                var cloudwatch = client(CloudWatchClient.builder().httpClient(http));
                var events = client(EventBridgeClient.builder().httpClient(http));
                var iam = client(IamClient.builder().httpClient(http));
                var s3 = client(S3Client.builder()
                        .httpClient(http)
                        .serviceConfiguration(S3Configuration.builder()
                                .pathStyleAccessEnabled(true)
                                .build()));
                var kms = client(KmsClient.builder().httpClient(http));
                var sns = client(SnsClient.builder().httpClient(http));
                var secrets = client(SecretsManagerClient.builder().httpClient(http));
                var ecs = client(EcsClient.builder().httpClient(http));
                var elb = client(ElasticLoadBalancingV2Client.builder().httpClient(http));
                var ec2 = client(Ec2Client.builder().httpClient(http))) {
            add(all, "repository", codecommit.listRepositoriesPaginator().repositories(), r -> r.repositoryName());
            add(all, "image-repository", ecr.describeRepositoriesPaginator().repositories(), r -> r.repositoryName());
            add(all, "project", codebuild.listProjectsPaginator().projects(), p -> p);
            add(all, "pipeline", codepipeline.listPipelinesPaginator().pipelines(), p -> p.name());
            add(all, "log-group", logs.describeLogGroupsPaginator().logGroups(), g -> g.logGroupName());
            add(all, "alarm", cloudwatch.describeAlarmsPaginator().metricAlarms(), a -> a.alarmName());
            for (var rule : events.listRules(r -> {}).rules()) {
                all.add("rule " + rule.name());
                add(
                        all,
                        "target",
                        events.listTargetsByRule(r -> r.rule(rule.name())).targets(),
                        t -> rule.name() + "/" + t.id());
            }
            for (var role : iam.listRolesPaginator().roles()) {
                if (role.path().startsWith("/aws-service-role/")) {
                    continue;
                }
                all.add("role " + role.roleName());
                add(
                        all,
                        "role-policy",
                        iam.listRolePoliciesPaginator(r -> r.roleName(role.roleName()))
                                .policyNames(),
                        p -> role.roleName() + "/" + p);
            }
            add(all, "bucket", s3.listBuckets().buckets(), b -> b.name());
            for (var key : kms.listKeysPaginator().keys()) {
                var metadata = kms.describeKey(k -> k.keyId(key.keyId())).keyMetadata();
                if (metadata.keyState() != KeyState.PENDING_DELETION
                        && !metadata.keyManagerAsString().equals("AWS")) {
                    all.add("key " + key.keyId());
                }
            }
            add(
                    all,
                    "key-alias",
                    kms.listAliasesPaginator().aliases().stream()
                            .filter(a -> !a.aliasName().startsWith("alias/aws/"))
                            .toList(),
                    a -> a.aliasName());
            add(all, "topic", sns.listTopicsPaginator().topics(), t -> t.topicArn());
            add(all, "subscription", sns.listSubscriptionsPaginator().subscriptions(), s -> s.subscriptionArn());
            add(
                    all,
                    "secret",
                    secrets.listSecretsPaginator().stream()
                            .flatMap(page -> page.secretList().stream())
                            .toList(),
                    s -> s.name());
            var clusters = ecs.listClustersPaginator().clusterArns().stream().toList();
            for (String cluster : clusters) {
                boolean active = ecs.describeClusters(c -> c.clusters(cluster)).clusters().stream()
                        .anyMatch(c -> "ACTIVE".equals(c.status()));
                if (active) {
                    all.add("cluster " + cluster);
                }
                var services = ecs.listServicesPaginator(s -> s.cluster(cluster)).serviceArns().stream()
                        .toList();
                for (String service : services) {
                    boolean runs = ecs.describeServices(s -> s.cluster(cluster).services(service)).services().stream()
                            .anyMatch(s -> !"INACTIVE".equals(s.status()));
                    if (runs) {
                        all.add("service " + service);
                    }
                }
            }
            add(
                    all,
                    "task-definition",
                    ecs.listTaskDefinitionsPaginator(t -> t.status(TaskDefinitionStatus.ACTIVE))
                            .taskDefinitionArns(),
                    t -> t);
            add(all, "load-balancer", elb.describeLoadBalancersPaginator().loadBalancers(), l -> l.loadBalancerName());
            add(all, "target-group", elb.describeTargetGroupsPaginator().targetGroups(), t -> t.targetGroupName());
            network(all, ec2);
        }
        return all;
    }

    private static void network(SortedSet<String> all, Ec2Client ec2) {
        SortedSet<String> defaults = new TreeSet<>();
        for (var vpc : ec2.describeVpcs().vpcs()) {
            if (vpc.isDefault()) {
                defaults.add(vpc.vpcId());
            } else {
                all.add("vpc " + vpc.vpcId());
            }
        }
        ec2.describeSubnets().subnets().stream()
                .filter(s -> !defaults.contains(s.vpcId()))
                .forEach(s -> all.add("subnet " + s.subnetId()));
        ec2.describeSecurityGroups().securityGroups().stream()
                .filter(g -> !defaults.contains(g.vpcId()))
                .forEach(g -> all.add("security-group " + g.groupName()));
        ec2.describeInternetGateways().internetGateways().stream()
                .filter(g -> g.attachments().stream().noneMatch(a -> defaults.contains(a.vpcId())))
                .forEach(g -> all.add("internet-gateway " + g.internetGatewayId()));
        ec2.describeRouteTables().routeTables().stream()
                .filter(t -> !defaults.contains(t.vpcId()))
                .forEach(t -> all.add("route-table " + t.routeTableId()));
    }

    private static <T> void add(SortedSet<String> all, String kind, Iterable<T> found, Function<T, String> name) {
        found.forEach(one -> all.add(kind + " " + name.apply(one)));
    }

    /** What exists, without the parts of names that AWS makes up: two runs of one stack are the same when these are the same. */
    List<String> kinds() {
        return everything().stream()
                .map(one -> one.substring(0, one.indexOf(' ')))
                .toList();
    }
}
