package dev.slipway.local.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.provider.property.Secret;
import dev.slipway.local.provider.property.Unknown;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CheckTest {
    private static final String LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
    private static final String ROLE = "aws:iam/role:Role";

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Plugin plugin;

    @BeforeAll
    static void start() throws IOException {
        plugin = Plugin.onTestCloud(Map.of());
    }

    @AfterAll
    static void stop() {
        plugin.close();
    }

    @Test
    void everyProblemIsToldAtOnce() {
        assertThat(plugin.problems(LOG_GROUP, Map.of("retentionInDay", 14L, "name", 7L, "tags", "x")))
                .isEqualTo(Map.of(
                        "name",
                        "got a whole number, expected text",
                        "retentionInDay",
                        "got a property \"retentionInDay\" that does not exist here; did you mean \"retentionInDays\"?",
                        "tags",
                        "got text, expected a map (each value text)"));
    }

    @Test
    void problemsWithinObjectsHaveTheirPath() {
        assertThat(plugin.problems(
                        "aws:codepipeline/pipeline:Pipeline",
                        Map.of(
                                "roleArn", "arn:aws:iam::000000000000:role/r",
                                "artifactStores", List.of(Map.of("type", "S3")),
                                "stages",
                                        List.of(Map.of(
                                                "name",
                                                "Source",
                                                "actions",
                                                List.of(Map.of(
                                                        "name", "Source",
                                                        "category", "Source",
                                                        "owner", "AWS",
                                                        "provider", "CodeCommit",
                                                        "version", "1",
                                                        "runOrdr", 1L)))))))
                .isEqualTo(Map.of(
                        "artifactStores[0].location",
                        "got nothing, expected text: the property is required",
                        "stages[0].actions[0].runOrdr",
                        "got a property \"runOrdr\" that does not exist here; did you mean \"runOrder\"?"));
    }

    @Test
    void valuesThatAwsDoesNotAcceptAreToldInThePreview() {
        assertThat(plugin.problems(LOG_GROUP, Map.of("retentionInDays", 15L)))
                .isEqualTo(Map.of(
                        "retentionInDays",
                        "got \"15\", expected one of 0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731,"
                                + " 1096, 1827, 2192, 2557, 2922, 3288, 3653"));
        assertThat(plugin.problems(ROLE, Map.of("assumeRolePolicy", "{}", "path", "ci", "maxSessionDuration", 60L)))
                .isEqualTo(Map.of(
                        "path", "got \"ci\", expected a path that begins and ends with /",
                        "maxSessionDuration", "got \"60\", expected a number from 3600 to 43200"));
    }

    @Test
    void whatIsUnknownIsNotJudged() {
        assertThat(plugin.problems(ROLE, Map.of("assumeRolePolicy", Unknown.VALUE, "path", Unknown.VALUE)))
                .isEmpty();
    }

    @Test
    void aSecretIsCheckedAndStaysSecret() {
        assertThat(plugin.check(
                        "aws:secretsmanager/secretVersion:SecretVersion",
                        "v",
                        Map.of(),
                        Map.of("secretId", "s", "secretString", new Secret("hunter2"))))
                .isEqualTo(Map.of("secretId", "s", "secretString", new Secret("hunter2")));
    }

    @Test
    void propertiesThatThePluginDoesNotOfferAreRefused() {
        assertThat(plugin.problems("aws:s3/bucketV2:BucketV2", Map.of("acl", "private")))
                .isEqualTo(Map.of(
                        "acl", "the offline aws plugin does not offer this property; leave it out on this stack"));
    }

    @Test
    void aGeneratedNameStaysAndAGivenOneWins() {
        Map<String, Object> first = plugin.check(LOG_GROUP, "build", Map.of(), Map.of());
        assertThat(first.get("name")).asString().matches("build-[0-9a-f]{7}");
        assertThat(plugin.check(LOG_GROUP, "renamed", first, Map.of()).get("name"))
                .isEqualTo(first.get("name"));
        assertThat(plugin.check(LOG_GROUP, "build", first, Map.of("name", "given"))
                        .get("name"))
                .isEqualTo("given");
    }

    @Test
    void anUnknownTypeIsRefusedWithTheListOfTypes() {
        assertThatThrownBy(() -> plugin.problems("aws:sqs/queue:Queue", Map.of()))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessage(
                        "UNKNOWN: the offline aws plugin does not offer the resource type aws:sqs/queue:Queue; leave it"
                                + " out on this stack, or use one of " + String.join(", ", Registry.resourceTokens()));
    }
}
