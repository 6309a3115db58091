package dev.slipway.local.cloud.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The deployment configurations that every account has.
 *
 * @see <a href="https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html">Deployment
 *     configurations</a>
 */
final class BuiltInConfigs {
    static final String PREFIX = "CodeDeployDefault.";
    static final Map<String, ObjectNode> ALL = all();

    private BuiltInConfigs() {}

    static String defaultFor(String platform) {
        return PREFIX
                + switch (platform) {
                    case "ECS" -> "ECSAllAtOnce";
                    case "Lambda" -> "LambdaAllAtOnce";
                    default -> "OneAtATime";
                };
    }

    private static Map<String, ObjectNode> all() {
        var configs = new LinkedHashMap<String, ObjectNode>();
        hosts(configs, "OneAtATime", "HOST_COUNT", 1);
        hosts(configs, "HalfAtATime", "FLEET_PERCENT", 50);
        hosts(configs, "AllAtOnce", "HOST_COUNT", 0);
        for (var platform : new String[] {"Lambda", "ECS"}) {
            traffic(configs, platform, "AllAtOnce", Json.object().put("type", "AllAtOnce"));
        }
        for (int minutes : new int[] {5, 10, 15, 30}) {
            traffic(configs, "Lambda", "Canary10Percent%dMinutes".formatted(minutes), canary(minutes));
        }
        for (int minutes : new int[] {1, 2, 3, 10}) {
            var every = "Linear10PercentEvery%dMinute%s".formatted(minutes, minutes == 1 ? "" : "s");
            traffic(configs, "Lambda", every, linear(minutes));
        }
        for (int minutes : new int[] {5, 15}) {
            traffic(configs, "ECS", "Canary10Percent%dMinutes".formatted(minutes), canary(minutes));
        }
        for (int minutes : new int[] {1, 3}) {
            traffic(configs, "ECS", "Linear10PercentEvery%dMinutes".formatted(minutes), linear(minutes));
        }
        return Collections.unmodifiableMap(configs);
    }

    private static void hosts(Map<String, ObjectNode> configs, String name, String type, int value) {
        var config = Json.object().put("deploymentConfigName", PREFIX + name).put("computePlatform", "Server");
        config.set("minimumHealthyHosts", Json.object().put("type", type).put("value", value));
        configs.put(PREFIX + name, config);
    }

    private static void traffic(Map<String, ObjectNode> configs, String platform, String name, ObjectNode routing) {
        var full = PREFIX + platform + name;
        var config = Json.object().put("deploymentConfigName", full).put("computePlatform", platform);
        config.set("trafficRoutingConfig", routing);
        configs.put(full, config);
    }

    private static ObjectNode canary(int minutes) {
        return Json.object()
                .put("type", "TimeBasedCanary")
                .set(
                        "timeBasedCanary",
                        Json.object().put("canaryPercentage", 10).put("canaryInterval", minutes));
    }

    private static ObjectNode linear(int minutes) {
        return Json.object()
                .put("type", "TimeBasedLinear")
                .set(
                        "timeBasedLinear",
                        Json.object().put("linearPercentage", 10).put("linearInterval", minutes));
    }
}
