package dev.slipway;

import dev.slipway.roles.Scope;

/**
 * Pages of the AWS console.
 *
 * @param scope where the resources live
 */
record ConsoleLinks(Scope scope) {
    String pipeline(String name) {
        return page("codesuite/codepipeline/pipelines/%s/view".formatted(name));
    }

    String builds(String project) {
        return page("codesuite/codebuild/%s/projects/%s/history".formatted(scope.account(), project));
    }

    String images(String repository) {
        return page("ecr/repositories/private/%s/%s".formatted(scope.account(), repository));
    }

    String service(String cluster, String service) {
        return page("ecs/v2/clusters/%s/services/%s/health".formatted(cluster, service));
    }

    private String page(String path) {
        return "https://%s/%s?region=%s".formatted(host(), path, scope.region());
    }

    private String host() {
        return switch (scope.partition()) {
            case "aws-cn" -> "console.amazonaws.cn";
            case "aws-us-gov" -> "console.amazonaws-us-gov.com";
            default -> scope.region() + ".console.aws.amazon.com";
        };
    }
}
