package dev.slipway.e2e;

import java.util.List;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.iam.IamClient;

/** What a team has before it has pipelines: the services that stacks dev and prod deploy to, and prod's repositories. */
record ExistingTargets(Inventory inventory) {
    private static final List<String> SERVICES = List.of("web", "api", "worker");
    private static final String TRUST =
            """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
            """;

    /** A cluster with a service for each name, and their roles. */
    void services(String cluster) {
        try (var http = UrlConnectionHttpClient.create();
                var iam = inventory.client(IamClient.builder().httpClient(http));
                var ecs = inventory.client(EcsClient.builder().httpClient(http))) {
            ecs.createCluster(c -> c.clusterName(cluster));
            for (String service : SERVICES) {
                String family = cluster + "-" + service;
                String role = iam.createRole(r -> r.roleName(family).assumeRolePolicyDocument(TRUST))
                        .role()
                        .arn();
                String executionRole = iam.createRole(
                                r -> r.roleName(family + "-execution").assumeRolePolicyDocument(TRUST))
                        .role()
                        .arn();
                ecs.registerTaskDefinition(t -> t.family(family)
                        .taskRoleArn(role)
                        .executionRoleArn(executionRole)
                        .containerDefinitions(List.of(ContainerDefinition.builder()
                                .name(service.equals("worker") ? "main" : service)
                                .image("public.ecr.aws/nginx/nginx:stable")
                                .memory(128)
                                .build())));
                ecs.createService(s -> s.cluster(cluster)
                        .serviceName(service)
                        .taskDefinition(family)
                        .desiredCount(0));
            }
        }
    }

    /** The repositories that stack prod adopts. */
    void repositories() {
        try (var http = UrlConnectionHttpClient.create();
                var codecommit = inventory.client(CodeCommitClient.builder().httpClient(http))) {
            SERVICES.forEach(service -> codecommit.createRepository(r -> r.repositoryName(service)));
        }
    }
}
