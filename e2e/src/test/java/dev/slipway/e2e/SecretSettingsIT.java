package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;

/** What was set with --secret stands nowhere in clear: not in the state, its history, its backups, an export or the console. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretSettingsIT {
    private static final String STACK = "local-secrets";
    private static final String SECRET = "hunter2-must-stay-secret";
    private static final String SMALLEST =
            """
            config:
              aws:region: us-east-1
              slipway:artifacts: {forceDestroy: true}
              slipway:services:
                web: {deploy: {target: TRIAL, trial: {listenerPort: 8081}}}
            """;

    private final Checkout checkout = Checkout.withSimulatedTasks("secrets");

    @BeforeAll
    void start() {
        checkout.slipway("local", "start").ok();
    }

    @AfterAll
    void close() throws IOException {
        checkout.close();
    }

    @Test
    void aSecretSettingIsRefusedByItsPathBeforeAnythingIsMade() {
        for (String setting : List.of(
                "slipway:services.web.build.environment.TOKEN",
                "slipway:services.web.build.arguments.TOKEN",
                "slipway:tags.TOKEN",
                "aws:defaultTags.tags.TOKEN")) {
            checkout.write("Pulumi." + STACK + ".yaml", SMALLEST);
            configure(setting, SECRET);

            assertThat(checkout.slipway("up", STACK, "--yes", "--skip-preview").failed())
                    .contains(
                            " has 1 problem (nothing was created)",
                            "- " + setting + ": got a value that was set with --secret, expected one in clear",
                            "build.secrets, which only the build reads")
                    .doesNotContain(SECRET);
        }
        assertThat(checkout.inventory().everything()).isEmpty();
        assertThat(filesWith(SECRET)).isEmpty();
        assertThat(export()).doesNotContain(SECRET);
    }

    @Test
    void theKeysOfTheProviderStaySecretInTheState() {
        checkout.write("Pulumi." + STACK + ".yaml", SMALLEST);
        var user = user();
        configure("aws:accessKey", user.accessKeyId());
        configure("aws:secretKey", user.secretAccessKey());

        checkout.slipway("up", STACK, "--yes", "--skip-preview").ok();

        assertThat(filesWith(user.secretAccessKey())).isEmpty();
        assertThat(filesWith(user.accessKeyId())).isEmpty();
        assertThat(export()).contains("slipway-local-secrets-web").doesNotContain(user.secretAccessKey());
        checkout.slipway("destroy", STACK, "--yes", "--skip-preview").ok();
        assertThat(filesWith(user.secretAccessKey())).isEmpty();
    }

    private void configure(String path, String value) {
        checkout.slipway("pulumi", STACK, "config", "set", "--secret", "--path", path, value)
                .ok();
    }

    private String export() {
        return checkout.slipway("pulumi", STACK, "stack", "export").ok();
    }

    private AccessKey user() {
        try (var http = UrlConnectionHttpClient.create();
                var iam = checkout.inventory().client(IamClient.builder().httpClient(http))) {
            iam.createUser(u -> u.userName("deployer"));
            iam.putUserPolicy(
                    p -> p.userName("deployer")
                            .policyName("all")
                            .policyDocument(
                                    """
                            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}\
                            """));
            return iam.createAccessKey(k -> k.userName("deployer")).accessKey();
        }
    }

    /** The files of Pulumi's backend that have the text. */
    private SortedSet<String> filesWith(String text) {
        Path stacks = checkout.state().resolve("stacks");
        try (Stream<Path> files = Files.walk(stacks)) {
            SortedSet<String> found = new TreeSet<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(stacks.relativize(file).toString());
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
