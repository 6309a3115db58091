package dev.slipway.local.cloud.access.calls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.iam.Arn;
import dev.slipway.local.cloud.api.Json;
import java.util.List;
import java.util.Optional;

/**
 * How a service that speaks JSON is asked for the tags of a resource.
 *
 * @param service the service as policies write it
 * @param operation such as ListTagsForResource; of ministack's services as it stands in X-Amz-Target
 * @param input the operation's members
 * @param place where the answer has what the tags are of, a JSON pointer
 */
record TagQuestion(String service, String operation, ObjectNode input, String place) {
    private static final String LIST = "ListTagsForResource";

    /** The question about a resource; empty when its tags cannot be asked for. */
    static Optional<TagQuestion> about(Arn arn) {
        var resource = arn.resource();
        return Optional.ofNullable(
                switch (arn.service()) {
                    case "codecommit", "codepipeline", "ecr", "ecs" -> of(arn, LIST, "resourceArn", arn.toString());
                    case "codedeploy", "codeconnections", "codestar-connections" ->
                        of(arn, LIST, "ResourceArn", arn.toString());
                    case "codestar-notifications" -> of(arn, LIST, "Arn", arn.toString());
                    case "codebuild" -> ofCodeBuild(arn);
                    case "events" -> of(arn, "AWSEvents." + LIST, "ResourceARN", arn.toString());
                    case "kms" ->
                        resource.startsWith("key/")
                                ? of(arn, "TrentService.ListResourceTags", "KeyId", arn.toString())
                                : null;
                    case "logs" ->
                        of(arn, LIST, "resourceArn", arn.toString().replaceFirst(":log-stream:.*$|:\\*$", ""));
                    case "secretsmanager" -> of(arn, "secretsmanager.DescribeSecret", "SecretId", arn.toString());
                    case "sqs" ->
                        of(
                                arn,
                                "AmazonSQS.ListQueueTags",
                                "QueueUrl",
                                "http://127.0.0.1/%s/%s".formatted(arn.account(), resource));
                    case "ssm" -> resource.startsWith("parameter/") ? ofParameter(arn) : null;
                    default -> null;
                });
    }

    private static TagQuestion of(Arn arn, String operation, String member, String value) {
        return new TagQuestion(arn.service(), operation, Json.object().put(member, value), "");
    }

    private static TagQuestion ofCodeBuild(Arn arn) {
        var group = arn.resource().startsWith("report-group/");
        var name = arn.resource().substring(arn.resource().indexOf('/') + 1);
        return group
                ? new TagQuestion(
                        arn.service(),
                        "BatchGetReportGroups",
                        Json.object("reportGroupArns", Json.texts(List.of(arn.toString()))),
                        "/reportGroups/0")
                : new TagQuestion(
                        arn.service(),
                        "BatchGetProjects",
                        Json.object("names", Json.texts(List.of(name))),
                        "/projects/0");
    }

    /** Only names with several parts begin with a slash, which their ARNs do not show. */
    private static TagQuestion ofParameter(Arn arn) {
        var name = arn.resource().substring("parameter/".length());
        var question = of(arn, "AmazonSSM." + LIST, "ResourceId", name.contains("/") ? "/" + name : name);
        question.input().put("ResourceType", "Parameter");
        return question;
    }
}
