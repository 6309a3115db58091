package dev.slipway.local.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.provider.aws.Clients;
import dev.slipway.local.provider.aws.Endpoint;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DriftTest {
    private static final String TYPE = "aws:iam/role:Role";
    private static final String POLICY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]}";

    @Test
    void whatSomeoneAddedToARoleShowsAndIsTakenAwayByTheNextUpdate() throws IOException {
        String trust = POLICY.replace("s3:GetObject", "sts:AssumeRole")
                .replace("\"Resource\":\"*\"", "\"Principal\":{\"Service\":\"codebuild.amazonaws.com\"}");
        try (Plugin plugin = Plugin.onTestCloud(Map.of())) {
            Map<String, Object> program = Map.of(
                    "assumeRolePolicy", trust, "inlinePolicies", List.of(Map.of("name", "own", "policy", POLICY)));
            Map<String, Object> inputs = plugin.check(TYPE, "drifting", Map.of(), program);
            Plugin.Kept kept = plugin.create(TYPE, "drifting", inputs);
            new Clients(Endpoint.of(TestCloud.endpoint()), "us-east-1", "test", "test", "")
                    .iam()
                    .putRolePolicy(request ->
                            request.roleName(kept.id()).policyName("added").policyDocument(POLICY));

            Plugin.Kept refreshed = plugin.read(TYPE, kept.id(), kept.inputs(), kept.outputs());
            assertThat(plugin.diff(TYPE, kept.id(), refreshed, inputs)).isEqualTo(Map.of("inlinePolicies", "UPDATE"));
            assertThat(plugin.update(TYPE, refreshed, inputs, false)).isEqualTo(kept.outputs());
            plugin.delete(TYPE, kept);
        }
    }
}
