package dev.slipway.roles;

/**
 * Where resources live.
 *
 * @param partition {@code aws}, {@code aws-cn}, {@code aws-us-gov}, ...
 * @param region for example {@code eu-west-1}
 * @param account twelve digits
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">AWS reference</a>
 */
public record Scope(String partition, String region, String account) {
    /** ARN of a resource in this account and Region. */
    public String arn(String service, String resource) {
        return "arn:%s:%s:%s:%s:%s".formatted(partition, service, region, account, resource);
    }

    /** ARN of the account itself, as a principal. */
    public String root() {
        return "arn:%s:iam::%s:root".formatted(partition, account);
    }

    /** ARN of a bucket; such ARNs name neither Region nor account. */
    public String bucket(String name) {
        return "arn:%s:s3:::%s".formatted(partition, name);
    }

    /** ARN of a pipeline. */
    public String pipeline(String name) {
        return arn("codepipeline", name);
    }

    /** ARN of a CodeBuild project. */
    public String project(String name) {
        return arn("codebuild", "project/" + name);
    }

    /** ARN of a rule on the default event bus. */
    public String rule(String name) {
        return arn("events", "rule/" + name);
    }

    /** ARN of an ECR repository. */
    public String images(String name) {
        return arn("ecr", "repository/" + name);
    }

    /** ARN of a log group. */
    public String logGroup(String name) {
        return arn("logs", "log-group:" + name);
    }

    /** ARN of an ECS service. */
    public String ecsService(String cluster, String service) {
        return arn("ecs", "service/%s/%s".formatted(cluster, service));
    }
}
