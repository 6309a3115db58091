package dev.slipway.config;

import dev.slipway.blueprint.Approval;
import dev.slipway.blueprint.BucketName;
import dev.slipway.blueprint.DeployTarget;
import dev.slipway.blueprint.RoleName;
import java.util.HashMap;
import java.util.Map;

/** Finds services that get into each other's way, and settings that need others. */
final class Conflicts {
    private final ResourceNames names;
    private final Problems problems;
    private final Map<String, String> owners = new HashMap<>();

    Conflicts(ResourceNames names, Problems problems) {
        this.names = names;
        this.problems = problems;
    }

    /** Between the services that could be read. */
    void between(Map<String, ServiceSettings> services) {
        services.forEach((name, service) -> {
            var path = path(name);
            if (!service.source().adopt()) {
                claim(
                        path + ".source.repositoryName",
                        "CodeCommit repository",
                        names.source(name, service.source()),
                        "name another repository, or set source.adopt to true here");
            }
            claim(
                    path + ".build.repositoryName",
                    "ECR repository",
                    names.images(name, service.build()),
                    "name another repository");
            target(path, name, service);
            length(path, name);
        });
    }

    /** Between the services and what the stack has for all. */
    void within(StackSettings stack) {
        stack.services().forEach((name, service) -> approval(path(name), service, stack));
        bucket(stack);
    }

    private static String path(String service) {
        return "%s:%s.%s".formatted(ConfigReader.NAMESPACE, ConfigReader.SERVICES, service);
    }

    private void target(String path, String name, ServiceSettings service) {
        var deploy = service.deploy();
        claim(
                path + ".deploy.serviceName",
                "ECS service",
                names.cluster(deploy) + "/" + names.target(name, deploy),
                "deploy each to its own: two pipelines on one service undo each other's work");
        if (deploy.target() == DeployTarget.TRIAL) {
            claim(
                    path + ".deploy.trial.listenerPort",
                    "listener port",
                    String.valueOf(deploy.trial().listenerPort()),
                    "choose another port");
        }
    }

    private void claim(String path, String what, String name, String remedy) {
        var owner = owners.putIfAbsent(what + " " + name, path);
        if (owner != null) {
            problems.add(
                    path,
                    "got the %s \"%s\", which %s has too, expected each its own; %s"
                            .formatted(what, name, owner, remedy));
        }
    }

    private void approval(String path, ServiceSettings service, StackSettings stack) {
        if (service.deploy().approval() == Approval.MANUAL && stack.approvals() == null) {
            problems.add(
                    path + ".deploy.approval",
                    "got MANUAL without a topic to ask on, expected slipway:approvals with topicArn, or with emails, or {} for a topic without subscribers");
        }
    }

    /** Roles have the shortest names that AWS allows, and ours the longest ending. */
    private void length(String path, String name) {
        var role = names.service(name) + "-execution";
        if (role.length() > RoleName.RULE.maxLength()) {
            problems.add(
                    path,
                    "got a name that makes the role name \"%s\" of %d characters, expected at most %d; shorten the service's or the stack's name"
                            .formatted(role, role.length(), RoleName.RULE.maxLength()));
        }
    }

    /** The longest account and Region there are, because neither is known before AWS answers. */
    private void bucket(StackSettings stack) {
        var name = names.bucket(stack.artifacts(), "000000000000", "ap-southeast-1");
        try {
            BucketName.RULE.check(name);
        } catch (IllegalArgumentException e) {
            problems.add("slipway:artifacts.bucketName", e);
        }
    }
}
