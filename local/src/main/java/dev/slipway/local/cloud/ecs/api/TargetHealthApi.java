package dev.slipway.local.cloud.ecs.api;

import dev.slipway.local.cloud.ecs.balancer.TargetDescription;
import dev.slipway.local.cloud.ecs.control.ServiceController;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * DescribeTargetHealth, in the query protocol of Elastic Load Balancing.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTargetHealth.html">DescribeTargetHealth</a>
 */
public final class TargetHealthApi {
    private final ServiceController controller;

    /** Makes one. */
    public TargetHealthApi(ServiceController controller) {
        this.controller = controller;
    }

    /**
     * Answers for a target group that tasks registered in; empty for any other, which ministack answers.
     *
     * @param parameters of the query
     * @return the XML body
     */
    public Optional<String> describe(Map<String, String> parameters) {
        var targets = controller.targets(parameters.getOrDefault("TargetGroupArn", ""));
        if (targets.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                """
                <DescribeTargetHealthResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/">\
                <DescribeTargetHealthResult><TargetHealthDescriptions>%s</TargetHealthDescriptions>\
                </DescribeTargetHealthResult>\
                <ResponseMetadata><RequestId>%s</RequestId></ResponseMetadata>\
                </DescribeTargetHealthResponse>"""
                        .formatted(members(wanted(targets, parameters)), UUID.randomUUID()));
    }

    private static List<TargetDescription> wanted(List<TargetDescription> targets, Map<String, String> parameters) {
        var ports = parameters.entrySet().stream()
                .filter(entry -> entry.getKey().matches("Targets\\.member\\.[0-9]+\\.Port"))
                .map(Map.Entry::getValue)
                .toList();
        return ports.isEmpty()
                ? targets
                : targets.stream()
                        .filter(target ->
                                ports.contains(Integer.toString(target.target().port())))
                        .toList();
    }

    private static String members(List<TargetDescription> targets) {
        var members = new StringBuilder();
        for (var target : targets) {
            members.append("<member><Target><Id>%s</Id><Port>%d</Port></Target><HealthCheckPort>%d</HealthCheckPort>"
                    .formatted(
                            target.target().id(),
                            target.target().port(),
                            target.target().port()));
            members.append("<TargetHealth><State>%s</State>".formatted(target.state()));
            if (!target.reason().isEmpty()) {
                members.append("<Reason>%s</Reason>".formatted(target.reason()));
            }
            if (!target.description().isEmpty()) {
                members.append("<Description>%s</Description>".formatted(escaped(target.description())));
            }
            members.append("</TargetHealth></member>");
        }
        return members.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
