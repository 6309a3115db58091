package dev.slipway.local.cloud;

import static dev.slipway.local.cloud.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codeconnections.CodeConnectionsClient;
import software.amazon.awssdk.services.codeconnections.model.ConnectionStatus;
import software.amazon.awssdk.services.codeconnections.model.ProviderType;
import software.amazon.awssdk.services.codeconnections.model.Tag;
import software.amazon.awssdk.services.codestarconnections.CodeStarConnectionsClient;

/** Connections and hosts, under the service's name and under its former one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("unchecked") // the SDK takes lists of builders as generic varargs
class ConnectionsTest {
    private static final String GONE =
            "arn:aws:codeconnections:us-east-1:000000000000:connection/00000000-0000-0000-0000-000000000000";
    private static final String NO_HOST = "arn:aws:codeconnections:us-east-1:000000000000:host/gone-00000000";

    private final LocalCloud cloud;
    private final CodeConnectionsClient connections;
    private final CodeStarConnectionsClient former;

    ConnectionsTest(@TempDir Path state) throws StartFailure {
        cloud = LocalCloud.start(new LocalCloudSettings(0, state, CloudProcess.python()));
        connections = CloudProcess.client(CodeConnectionsClient.builder(), URI.create(cloud.endpoint()));
        former = CloudProcess.client(CodeStarConnectionsClient.builder(), URI.create(cloud.endpoint()));
    }

    @AfterAll
    void stop() {
        connections.close();
        former.close();
        cloud.close();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private String connect(String name) {
        return connections
                .createConnection(r -> r.connectionName(name).providerType(ProviderType.GIT_HUB))
                .connectionArn();
    }

    private String host(String name) {
        return connections
                .createHost(r -> r.name(name)
                        .providerType(ProviderType.GIT_LAB_SELF_MANAGED)
                        .providerEndpoint("https://gitlab.example.com"))
                .hostArn();
    }

    @Test
    void keepsConnectionsPending() {
        var arn = connect("kept");
        assertThat(arn).matches("arn:aws:codeconnections:us-east-1:000000000000:connection/[0-9a-f-]{36}");
        var kept = connections.getConnection(r -> r.connectionArn(arn)).connection();
        assertThat(kept.connectionName()).isEqualTo("kept");
        assertThat(kept.connectionStatus()).isEqualTo(ConnectionStatus.PENDING);
        assertThat(kept.providerType()).isEqualTo(ProviderType.GIT_HUB);
        assertThat(kept.ownerAccountId()).isEqualTo("000000000000");
        connections.deleteConnection(r -> r.connectionArn(arn));
        assertThat(refusal(() -> connections.getConnection(r -> r.connectionArn(arn))))
                .isEqualTo("ResourceNotFoundException: " + arn + " not found");
    }

    @Test
    void listsConnectionsByProviderAndByHost() {
        var host = host("listed");
        var self = connections
                .createConnection(r -> r.connectionName("self").hostArn(host))
                .connectionArn();
        connections.createConnection(r -> r.connectionName("bucket").providerType(ProviderType.BITBUCKET));
        assertThat(connections.listConnections(r -> r.hostArnFilter(host)).connections())
                .extracting("connectionArn")
                .containsExactly(self);
        assertThat(connections
                        .listConnections(r -> r.providerTypeFilter(ProviderType.BITBUCKET))
                        .connections())
                .extracting("connectionName")
                .containsExactly("bucket");
        assertThat(connections.listConnectionsPaginator(r -> r.maxResults(1)).stream()
                        .flatMap(page -> page.connections().stream())
                        .map(connection -> connection.connectionName()))
                .contains("self", "bucket");
    }

    @Test
    void keepsHosts() {
        var arn = host("forge");
        connections.updateHost(r -> r.hostArn(arn).providerEndpoint("https://new.example.com"));
        var kept = connections.getHost(r -> r.hostArn(arn));
        assertThat(kept.name()).isEqualTo("forge");
        assertThat(kept.status()).isEqualTo("PENDING");
        assertThat(kept.providerEndpoint()).isEqualTo("https://new.example.com");
        assertThat(kept.providerType()).isEqualTo(ProviderType.GIT_LAB_SELF_MANAGED);
        assertThat(connections.listHosts(r -> {}).hosts()).extracting("hostArn").contains(arn);
        var user = connections
                .createConnection(r -> r.connectionName("user").hostArn(arn))
                .connectionArn();
        assertThat(refusal(() -> connections.deleteHost(r -> r.hostArn(arn))))
                .isEqualTo("ResourceUnavailableException: the host is used by a connection");
        connections.deleteConnection(r -> r.connectionArn(user));
        connections.deleteHost(r -> r.hostArn(arn));
        assertThat(refusal(() -> connections.getHost(r -> r.hostArn(arn))))
                .isEqualTo("ResourceNotFoundException: " + arn + " not found");
    }

    @Test
    void tagsConnectionsAndHosts() {
        for (var arn : new String[] {connect("tagged"), host("tagged")}) {
            connections.tagResource(r -> r.resourceArn(arn).tags(tag("a", "1"), tag("b", "2")));
            connections.tagResource(r -> r.resourceArn(arn).tags(tag("a", "3")));
            connections.untagResource(r -> r.resourceArn(arn).tagKeys("b"));
            assertThat(connections.listTagsForResource(r -> r.resourceArn(arn)).tags())
                    .containsExactly(tag("a", "3"));
        }
    }

    @Test
    void refusesWhatAwsRefuses() {
        assertThat(refusal(() -> connections.createConnection(r -> r.connectionName("neither"))))
                .isEqualTo("ValidationException: exactly one of ProviderType and HostArn must be given");
        assertThat(refusal(() ->
                        connections.createConnection(r -> r.connectionName("n").hostArn(NO_HOST))))
                .isEqualTo("ResourceNotFoundException: " + NO_HOST + " not found");
        assertThat(refusal(() ->
                        connections.createConnection(r -> r.connectionName("n").providerType("SourceForge"))))
                .isEqualTo(
                        "ValidationException: 1 validation error detected: Value 'SourceForge' at 'ProviderType' failed to satisfy constraint: Member must satisfy enum value set: [Bitbucket, GitHub, GitHubEnterpriseServer, GitLab, GitLabSelfManaged, AzureDevOps]");
        assertThat(refusal(() -> connections.createConnection(
                        r -> r.connectionName("x".repeat(33)).providerType(ProviderType.GIT_HUB))))
                .isEqualTo(
                        "ValidationException: 1 validation error detected: Value '%s' at 'ConnectionName' failed to satisfy constraint: Member must have length less than or equal to 32"
                                .formatted("x".repeat(33)));
        assertThat(refusal(() -> connections.deleteConnection(r -> r.connectionArn(GONE))))
                .isEqualTo("ResourceNotFoundException: " + GONE + " not found");
        assertThat(refusal(() ->
                        connections.updateHost(r -> r.hostArn(NO_HOST).providerEndpoint("https://new.example.com"))))
                .isEqualTo("ResourceNotFoundException: " + NO_HOST + " not found");
        assertThat(refusal(
                        () -> connections.tagResource(r -> r.resourceArn(GONE).tags(tag("a", "1")))))
                .isEqualTo("ResourceNotFoundException: " + GONE + " not found");
        assertThat(refusal(() -> connections.listRepositoryLinks(r -> {})))
                .isEqualTo(
                        "UnknownOperationException: the local cloud does not have codeconnections:ListRepositoryLinks: it keeps connections and hosts; repository links and syncs are not in it");
    }

    @Test
    void sharesConnectionsBetweenBothNamesOfTheService() {
        var old = former.createConnection(r -> r.connectionName("former").providerType("GitHub"))
                .connectionArn();
        assertThat(old).startsWith("arn:aws:codestar-connections:us-east-1:000000000000:connection/");
        assertThat(connections
                        .getConnection(r -> r.connectionArn(old))
                        .connection()
                        .connectionName())
                .isEqualTo("former");
        assertThat(former.getConnection(r -> r.connectionArn(old.replace("codestar-connections", "codeconnections")))
                        .connection()
                        .connectionArn())
                .isEqualTo(old);
        former.tagResource(r -> r.resourceArn(old).tags(t -> t.key("a").value("1")));
        assertThat(connections.listTagsForResource(r -> r.resourceArn(old)).tags())
                .containsExactly(tag("a", "1"));
        var host = host("shared");
        var formerHost = host.replace("codeconnections", "codestar-connections");
        assertThat(former.listHosts(r -> {}).hosts()).extracting("hostArn").contains(formerHost);
        var user = connections
                .createConnection(r -> r.connectionName("user").hostArn(host))
                .connectionArn();
        assertThat(former.listConnections(r -> r.hostArnFilter(formerHost)).connections())
                .extracting("connectionArn")
                .containsExactly(user.replace("codeconnections", "codestar-connections"));
        former.deleteConnection(r -> r.connectionArn(user.replace("codeconnections", "codestar-connections")));
        former.deleteHost(r -> r.hostArn(formerHost));
        former.deleteConnection(r -> r.connectionArn(old));
        assertThat(refusal(() -> former.getConnection(r -> r.connectionArn(old))))
                .isEqualTo("ResourceNotFoundException: " + old + " not found");
    }
}
