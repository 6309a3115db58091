package dev.slipway.local.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.local.provider.property.Wire;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pulumirpc.Provider;

class ChangedInPlaceTest {
    private static final String REPOSITORY = "aws:codecommit/repository:Repository";
    private static final String INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

    @Test
    void aGitRepositoryIsRenamedAndKeepsItsId() throws IOException {
        try (Plugin plugin = Plugin.onTestCloud(Map.of())) {
            Plugin.Kept kept = plugin.create(
                    REPOSITORY,
                    "renamed",
                    plugin.check(REPOSITORY, "renamed", Map.of(), Map.of("repositoryName", "before")));
            Map<String, Object> news = plugin.check(
                    REPOSITORY,
                    "renamed",
                    kept.inputs(),
                    Map.of("repositoryName", "after", "tags", Map.of("team", "a")));
            assertThat(plugin.diff(REPOSITORY, kept.id(), kept, news))
                    .isEqualTo(Map.of("repositoryName", "UPDATE", "tags", "ADD"));
            Plugin.Kept renamed = new Plugin.Kept(kept.id(), news, plugin.update(REPOSITORY, kept, news, false));
            assertThat(renamed.outputs())
                    .containsEntry("repositoryName", "after")
                    .containsEntry("arn", "arn:aws:codecommit:us-east-1:000000000000:after");
            assertThat(plugin.read(REPOSITORY, renamed.id(), renamed.inputs(), renamed.outputs()))
                    .isEqualTo(renamed);
            plugin.delete(REPOSITORY, renamed);
            assertThat(plugin.read(REPOSITORY, renamed.id(), renamed.inputs(), renamed.outputs())
                            .id())
                    .isEmpty();
        }
    }

    @Test
    void aRenamingThatFailsKeepsTheRepository() throws IOException {
        try (Plugin plugin = Plugin.onTestCloud(Map.of())) {
            Plugin.Kept kept = plugin.create(
                    REPOSITORY, "kept", plugin.check(REPOSITORY, "kept", Map.of(), Map.of("repositoryName", "kept")));
            Provider.ErrorResourceInitFailed failed = Plugin.initFailed(catchThrowableOfType(
                    StatusRuntimeException.class,
                    () -> plugin.update(REPOSITORY, kept, Map.of("repositoryName", "no good name"), false)));
            assertThat(failed.getReasonsList())
                    .singleElement()
                    .asString()
                    .startsWith("AWS answered InvalidRepositoryNameException");
            assertThat(Wire.decode(failed.getProperties())).isEqualTo(kept.outputs());
            plugin.delete(REPOSITORY, kept);
        }
    }

    @Test
    void anotherPeerChangesARuleAndAnotherKindOfPeerReplacesIt() throws IOException {
        try (Plugin plugin = Plugin.onTestCloud(Map.of())) {
            Map<String, Object> inputs =
                    Map.of("securityGroupId", "sg-1", "ipProtocol", "-1", "cidrIpv4", "10.0.0.0/8");
            Plugin.Kept kept = new Plugin.Kept("sgr-1", inputs, inputs);
            assertThat(plugin.diff(
                            INGRESS,
                            kept.id(),
                            kept,
                            Map.of("securityGroupId", "sg-1", "ipProtocol", "-1", "cidrIpv4", "10.1.0.0/16")))
                    .isEqualTo(Map.of("cidrIpv4", "UPDATE"));
            assertThat(plugin.diff(
                            INGRESS,
                            kept.id(),
                            kept,
                            Map.of(
                                    "securityGroupId", "sg-1",
                                    "ipProtocol", "-1",
                                    "referencedSecurityGroupId", "sg-2")))
                    .isEqualTo(Map.of(
                            "cidrIpv4", "DELETE_REPLACE",
                            "referencedSecurityGroupId", "ADD_REPLACE"));
        }
    }
}
