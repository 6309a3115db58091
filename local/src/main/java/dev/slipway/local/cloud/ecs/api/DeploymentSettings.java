package dev.slipway.local.cloud.ecs.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.ecs.control.EcsFault;
import dev.slipway.local.cloud.ecs.scheduler.CircuitBreaker;
import dev.slipway.local.cloud.ecs.scheduler.DeploymentAlarms;
import dev.slipway.local.cloud.ecs.scheduler.DeploymentConfiguration;
import java.time.Duration;
import java.util.ArrayList;

/** Reads and writes {@code deploymentConfiguration}. */
final class DeploymentSettings {
    private DeploymentSettings() {}

    /** Reads it; members that are absent keep the value they had. */
    static DeploymentConfiguration read(JsonNode node, DeploymentConfiguration before) throws EcsFault {
        try {
            return new DeploymentConfiguration(
                    node.path("minimumHealthyPercent").asInt(before.minimumHealthyPercent()),
                    node.path("maximumPercent").asInt(before.maximumPercent()),
                    breaker(node.path("deploymentCircuitBreaker"), before.circuitBreaker()),
                    alarms(node, before.alarms()));
        } catch (IllegalArgumentException e) {
            throw new EcsFault("InvalidParameterException", String.valueOf(e.getMessage()));
        }
    }

    private static CircuitBreaker breaker(JsonNode node, CircuitBreaker before) {
        return node.isObject()
                ? new CircuitBreaker(
                        node.path("enable").asBoolean(), node.path("rollback").asBoolean())
                : before;
    }

    private static DeploymentAlarms alarms(JsonNode configuration, DeploymentAlarms before) {
        var node = configuration.path("alarms");
        var bakeTime = configuration.has("bakeTimeInMinutes")
                ? Duration.ofMinutes(configuration.path("bakeTimeInMinutes").asLong())
                : before.bakeTime();
        if (!node.isObject()) {
            return new DeploymentAlarms(before.alarmNames(), before.enable(), before.rollback(), bakeTime);
        }
        var names = new ArrayList<String>();
        node.path("alarmNames").forEach(name -> names.add(name.asText()));
        return new DeploymentAlarms(
                names, node.path("enable").asBoolean(), node.path("rollback").asBoolean(), bakeTime);
    }

    static ObjectNode write(DeploymentConfiguration configuration) {
        var node = JsonNodeFactory.instance.objectNode();
        node.putObject("deploymentCircuitBreaker")
                .put("enable", configuration.circuitBreaker().enable())
                .put("rollback", configuration.circuitBreaker().rollback());
        node.put("maximumPercent", configuration.maximumPercent());
        node.put("minimumHealthyPercent", configuration.minimumHealthyPercent());
        var alarms = configuration.alarms();
        if (alarms.enable() || !alarms.alarmNames().isEmpty()) {
            var written = node.putObject("alarms");
            alarms.alarmNames().forEach(written.putArray("alarmNames")::add);
            written.put("enable", alarms.enable()).put("rollback", alarms.rollback());
        }
        if (!alarms.bakeTime().isZero()) {
            node.put("bakeTimeInMinutes", alarms.bakeTime().toMinutes());
        }
        return node;
    }
}
