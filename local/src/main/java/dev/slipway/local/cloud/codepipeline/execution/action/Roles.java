package dev.slipway.local.cloud.codepipeline.execution.action;

import dev.slipway.local.cloud.access.OnBehalf;
import dev.slipway.local.cloud.codepipeline.declaration.Pipeline;
import dev.slipway.local.cloud.signature.Credential;

/**
 * Takes on the role of a pipeline, and through it that of an action which has its own. The session is named by the execution.
 *
 * @param behalf gives sessions
 */
public record Roles(OnBehalf behalf) {
    private static final String SERVICE = "codepipeline.amazonaws.com";

    /** The session that an action works with. */
    public Credential of(ActionTask task) {
        return through(
                session(task.pipeline(), task.execution().id(), task.pipelineArn()),
                task.action().node().path("roleArn").asText(),
                task.execution().id());
    }

    /** The session that a rule works with. */
    public Credential of(RuleTask task) {
        return through(
                session(task.pipeline(), task.execution().id(), task.pipelineArn()),
                task.rule().path("roleArn").asText(),
                task.execution().id());
    }

    private Credential session(Pipeline pipeline, String execution, String arn) {
        return behalf.sessions().assume(pipeline.node().path("roleArn").asText(), SERVICE, execution, arn);
    }

    private Credential through(Credential pipeline, String role, String execution) {
        return role.isEmpty() ? pipeline : behalf.sessions().assume(role, pipeline, execution);
    }
}
