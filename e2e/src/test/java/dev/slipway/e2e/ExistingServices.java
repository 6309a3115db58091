package dev.slipway.e2e;

import java.util.List;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.iam.IamClient;

/** What a team has before it has pipelines, made as it would make it: through AWS's API. */
final class ExistingServices implements AutoCloseable {
    /** The services that the files of stacks dev and prod name. */
    private static final List<String> SERVICES = List.of("web", "api", "worker");

    private static final String TRUST =
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",\
            "Principal":{"Service":"ecs-tasks.amazonaws.com"}}]}\
            """;

    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final IamClient iam;
    private final EcsClient ecs;
    private final CodeCommitClient codecommit;

    ExistingServices(Inventory inventory) {
        iam = inventory.client(IamClient.builder().httpClient(http));
        ecs = inventory.client(EcsClient.builder().httpClient(http));
        codecommit = inventory.client(CodeCommitClient.builder().httpClient(http));
    }

    /** The roles of all tasks. */
    ExistingServices roles() {
        for (String role : new String[] {"task", "execution"}) {
            iam.createRole(r -> r.roleName(role).assumeRolePolicyDocument(TRUST));
        }
        return this;
    }

    ExistingServices cluster(String cluster) {
        ecs.createCluster(c -> c.clusterName(cluster));
        return this;
    }

    /** A service without running tasks, with containers of these names. */
    ExistingServices service(String cluster, String service, String... containers) {
        var definitions = new ContainerDefinition[containers.length];
        for (int i = 0; i < containers.length; i++) {
            definitions[i] = ContainerDefinition.builder()
                    .name(containers[i])
                    .image("public.ecr.aws/nginx/nginx:stable")
                    .memory(128)
                    .build();
        }
        ecs.registerTaskDefinition(t -> t.family(cluster + "-" + service)
                .taskRoleArn("arn:aws:iam::000000000000:role/task")
                .executionRoleArn("arn:aws:iam::000000000000:role/execution")
                .containerDefinitions(definitions));
        ecs.createService(s -> s.cluster(cluster)
                .serviceName(service)
                .taskDefinition(cluster + "-" + service)
                .desiredCount(0));
        return this;
    }

    /** All that the file of stack dev or prod refers to: its cluster and services, and for prod the repositories. */
    ExistingServices targetsOf(String stack) {
        cluster(stack);
        for (String service : SERVICES) {
            service(stack, service, service.equals("worker") ? "main" : service);
            if (stack.equals("prod")) {
                codecommit.createRepository(r -> r.repositoryName(service));
            }
        }
        return this;
    }

    @Override
    public void close() {
        iam.close();
        ecs.close();
        codecommit.close();
        http.close();
    }
}
