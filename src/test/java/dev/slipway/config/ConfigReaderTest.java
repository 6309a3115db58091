package dev.slipway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.StackFile;
import dev.slipway.blueprint.Approval;
import dev.slipway.blueprint.ExecutionMode;
import dev.slipway.blueprint.FailureAction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigReaderTest {
    static Stream<BadConfig> badConfigs() {
        return BadConfig.TABLE.stream();
    }

    @ParameterizedTest
    @MethodSource("badConfigs")
    void saysEveryProblemWithItsPath(BadConfig bad) {
        assertThat(problems("dev", bad.file())).isEqualTo(bad.problems());
    }

    @ParameterizedTest
    @CsvSource({"Dev", "a_b", "feature/x", "a-name-that-is-much-too-long-for-aws"})
    void refusesAStackWhoseNameDoesNotFitAws(String stack) {
        assertThat(problems(stack, "config: {slipway:services: {web: {deploy: {clusterName: c}}}}"))
                .singleElement()
                .asString()
                .startsWith("stack %s: got \"slipway-%s\"".formatted(stack, stack));
    }

    @Test
    void refusesNamesThatTogetherAreTooLongForARole() {
        assertThat(problems(
                        "a-stack-with-longer-name",
                        "config: {slipway:services: {a-service-with-quite-a-long-name: {deploy: {clusterName: c}}}}"))
                .containsExactly(
                        "slipway:services.a-service-with-quite-a-long-name: got a name that makes the role name \"slipway-a-stack-with-longer-name-a-service-with-quite-a-long-name-execution\" of 75 characters, expected at most 64; shorten the service's or the stack's name");
    }

    @Test
    void overridesDefaultsKeyByKeyAndDeep() {
        var settings = read(
                """
                config:
                  slipway:defaults:
                    build: {computeType: BUILD_GENERAL1_LARGE, environment: {A: a, B: b}, concurrentBuildLimit: 3}
                    deploy: {clusterName: c, approval: NONE}
                  slipway:services:
                    web:
                      build: {environment: {B: mine, C: c}, concurrentBuildLimit: null, cacheModes: []}
                    api:
                """);
        var web = settings.services().get("web");
        var api = settings.services().get("api");
        assertThat(web).isNotNull();
        assertThat(api).isNotNull();
        assertThat(web.build().computeType().word()).isEqualTo("BUILD_GENERAL1_LARGE");
        assertThat(web.build().environment()).isEqualTo(Map.of("A", "a", "B", "mine", "C", "c"));
        assertThat(web.build().concurrentBuildLimit()).isNull();
        assertThat(web.build().cacheModes()).isEmpty();
        assertThat(api.build().environment()).isEqualTo(Map.of("A", "a", "B", "b"));
        assertThat(api.build().concurrentBuildLimit()).isEqualTo(3);
    }

    @Test
    void showsInTheFilesHowProdDiffersFromDev() {
        var dev = read(StackFile.of("dev"), "dev");
        var prod = read(StackFile.of("prod"), "prod");
        assertThat(dev.services().values())
                .allSatisfy(service -> assertThat(service.deploy().approval()).isEqualTo(Approval.NONE))
                .allSatisfy(
                        service -> assertThat(service.deploy().executionMode()).isEqualTo(ExecutionMode.SUPERSEDED))
                .allSatisfy(service -> assertThat(service.deploy().onFailure()).isEqualTo(FailureAction.NONE))
                .allSatisfy(service ->
                        assertThat(service.build().logRetentionDays().value()).isEqualTo(14));
        assertThat(prod.services().values())
                .allSatisfy(service -> assertThat(service.deploy().approval()).isEqualTo(Approval.MANUAL))
                .allSatisfy(
                        service -> assertThat(service.deploy().executionMode()).isEqualTo(ExecutionMode.QUEUED))
                .allSatisfy(service -> assertThat(service.deploy().onFailure()).isEqualTo(FailureAction.ROLLBACK))
                .allSatisfy(service ->
                        assertThat(service.build().logRetentionDays().value()).isEqualTo(365));
        assertThat(prod.artifacts().expirationDays()).isEqualTo(365);
        assertThat(dev.artifacts().expirationDays()).isEqualTo(30);
    }

    @Test
    void listsTheKeysThatAreSetInItsNamespace() {
        assertThat(ConfigKeys.of("{\"slipway:services\":\"{}\",\"slipway:typo\":\"1\",\"aws:region\":\"r\"}"))
                .isEqualTo(Set.of("slipway:services", "slipway:typo", "aws:region"));
        assertThat(ConfigKeys.of(null)).isEmpty();
        assertThat(ConfigKeys.of("")).isEmpty();
        assertThat(ConfigKeys.secret("[\"slipway:tags\"]")).isEqualTo(Set.of("slipway:tags"));
        assertThat(ConfigKeys.secret(null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"40, false, 0", "41, false, 1", "39, true, 0", "40, true, 1"})
    void countsTheTagsThatTheProviderAndTheStackItselfAdd(int own, boolean trial, int wrong) {
        var tags = IntStream.range(0, own).mapToObj(i -> "t" + i + ": v").collect(Collectors.joining(", "));
        var defaults = IntStream.range(0, 10).mapToObj(i -> "d" + i + ": v").collect(Collectors.joining(", "));
        var deploy = trial ? "{target: TRIAL, trial: {listenerPort: 80}}" : "{clusterName: c}";
        var yaml = "config: {slipway:tags: {%s}, aws:defaultTags: {tags: {%s}}, slipway:services: {web: {deploy: %s}}}"
                .formatted(tags, defaults, deploy);
        var reading = ConfigReader.read(source(StackFile.parse(yaml), "dev", Set.of(), OptionalInt.empty()));
        if (wrong == 0) {
            assertThat(reading.settings().tags()).hasSize(own);
        } else {
            assertThatThrownBy(reading::settings)
                    .hasMessageContaining(
                            "slipway:tags: got 51 tags (%d of slipway:tags, the others of aws:defaultTags%s), expected at most 50: AWS allows no more on a resource"
                                    .formatted(own, trial ? " and the name that this stack gives to its network" : ""));
        }
    }

    @Test
    void refusesThePortOfTheLocalCloudForATrialService() {
        var yaml = "config: {slipway:services: {web: {deploy: {target: TRIAL, trial: {listenerPort: 4566}}}}}";
        var reading = ConfigReader.read(source(StackFile.parse(yaml), "local", Set.of(), OptionalInt.of(4566)));
        assertThatThrownBy(reading::settings)
                .hasMessageContaining(
                        "slipway:services.web.deploy.trial.listenerPort: got the listener port \"4566\", which the local cloud itself has too, expected each its own; choose another port");
        var elsewhere = ConfigReader.read(source(StackFile.parse(yaml), "dev", Set.of(), OptionalInt.empty()));
        assertThat(elsewhere.settings().services()).hasSize(1);
    }

    @Test
    void takesARegionThatIsNewerWhenTheProviderMayNotValidateIt() {
        assertThat(
                        read("config: {aws:region: eu-west-7, aws:skipRegionValidation: true, slipway:services: {web: {deploy: {clusterName: c}}}}")
                                .services())
                .hasSize(1);
    }

    private static StackSettings read(String yaml) {
        return read(StackFile.parse(yaml), "dev");
    }

    private static StackSettings read(StackFile file, String stack) {
        return ConfigReader.read(source(file, stack, Set.of(), OptionalInt.empty()))
                .settings();
    }

    private static ConfigSource source(StackFile file, String stack, Set<String> secure, OptionalInt cloudPort) {
        var config = file.config();
        return new ConfigSource(
                "slipway", stack, config.keySet(), key -> Optional.ofNullable(config.get(key)), secure, cloudPort);
    }

    private static List<String> problems(String stack, String yaml) {
        var thrown = catchThrowableOfType(ConfigException.class, () -> read(StackFile.parse(yaml), stack));
        assertThat(thrown).isNotNull();
        return thrown.problems().stream().map(Problem::toString).toList();
    }
}
