package dev.slipway.config;

import dev.slipway.blueprint.Approval;
import dev.slipway.blueprint.BucketName;
import dev.slipway.blueprint.DeployTarget;
import dev.slipway.blueprint.LoadBalancerName;
import dev.slipway.blueprint.RoleName;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * Finds services that get into each other's way, and settings that need others. It looks at whatever could be read: a wrong
 * setting hides no conflict of the others.
 */
final class Conflicts {
    private static final int TAGS = 50;
    private static final String CLOUD = "the local cloud itself";

    private final ResourceNames names;
    private final Problems problems;
    private final Map<String, String> owners = new HashMap<>();

    Conflicts(ResourceNames names, Problems problems) {
        this.names = names;
        this.problems = problems;
    }

    /**
     * Between the services.
     *
     * @param cloudPort the port on which the local cloud itself listens, when the stack lives on one
     */
    void between(Map<String, Reading> services, OptionalInt cloudPort) {
        cloudPort.ifPresent(port -> owners.put("listener port " + port, CLOUD));
        services.forEach((name, service) -> {
            repositories(name, service);
            target(name, service);
            length(name, service);
        });
        var first = services.entrySet().stream()
                .filter(service -> isTrial(service.getValue()))
                .findFirst();
        first.ifPresent(trial -> loadBalancer(trial.getKey()));
    }

    /** Between the services and what the stack has for all. */
    void within(Map<String, Reading> services, Reading stack, AwsSettings aws) {
        services.values().forEach(service -> approval(service, stack));
        stack.value("artifacts", ArtifactSettings.class).ifPresent(this::bucket);
        if (stack.isRight("tags")) {
            tags(stack, aws, services.values().stream().anyMatch(Conflicts::isTrial));
        }
    }

    static boolean isTrial(Reading service) {
        return service.value("deploy.target") == DeployTarget.TRIAL;
    }

    private static String path(String service) {
        return "%s:%s.%s".formatted(ConfigReader.NAMESPACE, ConfigReader.SERVICES, service);
    }

    private void repositories(String name, Reading service) {
        if (service.isRight("source.repositoryName") && Boolean.FALSE.equals(service.value("source.adopt"))) {
            claim(
                    path(name) + ".source.repositoryName",
                    "CodeCommit repository",
                    names.source(name, service),
                    "name another repository, or set source.adopt to true here");
        }
        if (service.isRight("build.repositoryName")) {
            claim(
                    path(name) + ".build.repositoryName",
                    "ECR repository",
                    names.images(name, service),
                    "name another repository");
        }
    }

    private void target(String name, Reading service) {
        if (service.isRight("deploy.target")
                && service.isRight("deploy.clusterName")
                && service.isRight("deploy.serviceName")
                && (isTrial(service) || service.value("deploy.clusterName") != null)) {
            claim(
                    path(name) + ".deploy.serviceName",
                    "ECS service",
                    names.cluster(service) + "/" + names.target(name, service),
                    "deploy each to its own: two pipelines on one service undo each other's work");
        }
        var port = service.value("deploy.trial.listenerPort");
        if (isTrial(service) && port != null) {
            claim(path(name) + ".deploy.trial.listenerPort", "listener port", port.toString(), "choose another port");
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

    private void approval(Reading service, Reading stack) {
        if (service.value("deploy.approval") == Approval.MANUAL && !stack.isSet("approvals")) {
            problems.add(
                    service.path() + ".deploy.approval",
                    "got MANUAL without a topic to ask on, expected slipway:approvals with topicArn, or with emails, or {} for a topic without subscribers");
        }
    }

    /** Roles have the shortest names that AWS allows, and ours the longest ending. */
    private void length(String name, Reading service) {
        fits(path(name), names.service(name), "shorten the service's or the stack's name");
        if (isTrial(service) && service.value("deploy.serviceName") != null) {
            fits(
                    path(name) + ".deploy.serviceName",
                    names.target(name, service),
                    "choose a shorter name: the roles of a trial service are named after it");
        }
    }

    private void fits(String path, String name, String remedy) {
        var role = name + "-execution";
        if (role.length() > RoleName.RULE.maxLength()) {
            problems.add(
                    path,
                    "got a name that makes the role name \"%s\" of %d characters, expected at most %d; %s"
                            .formatted(role, role.length(), RoleName.RULE.maxLength(), remedy));
        }
    }

    private void loadBalancer(String service) {
        try {
            LoadBalancerName.RULE.check(names.prefix());
        } catch (IllegalArgumentException e) {
            problems.add(
                    path(service) + ".deploy.target",
                    "%s; the load balancer of trial services is named PROJECT-STACK".formatted(e.getMessage()));
        }
    }

    /** The longest account and Region there are, because neither is known before AWS answers. */
    private void bucket(ArtifactSettings artifacts) {
        var name = names.bucket(artifacts, "000000000000", "ap-southeast-1");
        try {
            BucketName.RULE.check(name);
        } catch (IllegalArgumentException e) {
            problems.add("slipway:artifacts.bucketName", e);
        }
    }

    /** All of them count: the stack's, those of the provider, and the name that the parts of a trial network have. */
    private void tags(Reading stack, AwsSettings aws, boolean trial) {
        var own = stack.node("tags").members().keySet();
        var all = new TreeSet<>(own);
        all.addAll(aws.defaultTagKeys());
        if (trial) {
            all.add("Name");
        }
        if (all.size() > TAGS) {
            problems.add(
                    "slipway:tags",
                    "got %d tags%s, expected at most %d: AWS allows no more on a resource"
                            .formatted(all.size(), counted(own.size(), all.size(), trial), TAGS));
        }
        var seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (var key : all) {
            if (!seen.add(key)) {
                problems.add(
                        "slipway:tags." + key,
                        "got a name that differs from another tag's (\"%s\") only in case, expected different names: IAM takes them for the same"
                                .formatted(seen.floor(key)));
            }
        }
    }

    private static String counted(int own, int all, boolean trial) {
        return own == all
                ? ""
                : " (%d of slipway:tags, the others of aws:defaultTags%s)"
                        .formatted(own, trial ? " and the name that this stack gives to its network" : "");
    }
}
