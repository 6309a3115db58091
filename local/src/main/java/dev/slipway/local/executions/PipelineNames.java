package dev.slipway.local.executions;

import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.PipelineSummary;

/** Finds the pipeline that a user means. */
public final class PipelineNames {
    private PipelineNames() {}

    /** The names of all pipelines, sorted. */
    public static List<String> all(CodePipelineClient codepipeline) {
        return codepipeline.listPipelinesPaginator().pipelines().stream()
                .map(PipelineSummary::name)
                .sorted()
                .toList();
    }

    /**
     * The pipeline of a service.
     *
     * @param there names of the pipelines that there are
     * @param project name of the Pulumi project
     * @param stack name of the stack; what stands before its last slash is left out
     * @param service name of the service in the stack's settings, or of the pipeline itself
     * @throws UnknownName when there is none; the message lists those that there are
     */
    public static String of(List<String> there, String project, String stack, String service) {
        var prefix = project + "-" + stack.substring(stack.lastIndexOf('/') + 1) + "-";
        if (there.contains(prefix + service)) {
            return prefix + service;
        }
        if (there.contains(service)) {
            return service;
        }
        if (there.isEmpty()) {
            throw new UnknownName(
                    "no pipeline of service '%s': there are no pipelines in this account and region; create them with ./slipway up %s"
                            .formatted(service, stack));
        }
        throw new UnknownName("no pipeline of service '%s' in stack '%s', expected one of: %s"
                .formatted(
                        service,
                        stack,
                        there.stream()
                                .map(name -> name.startsWith(prefix) ? name.substring(prefix.length()) : name)
                                .sorted()
                                .collect(Collectors.joining(" "))));
    }
}
