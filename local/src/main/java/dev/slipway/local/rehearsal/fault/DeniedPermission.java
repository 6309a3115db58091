package dev.slipway.local.rehearsal.fault;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.Statement;
import dev.slipway.local.rehearsal.scene.Scene;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.errors.GitAPIException;

/** The pipeline's role may not start the build, until it may again. */
final class DeniedPermission implements Fault {
    private static final String ACTION = "codebuild:StartBuild";

    @Override
    public String name() {
        return "denied-permission";
    }

    @Override
    public String about() {
        return "the pipeline's role may not " + ACTION + ", until it may again and the stage is retried";
    }

    @Override
    public Optional<String> unfit(Scene scene) {
        return granting(scene).isEmpty()
                ? Optional.of("no inline policy of role %s names %s".formatted(role(scene), ACTION))
                : Optional.empty();
    }

    private static String role(Scene scene) {
        var arn = scene.delivery().role();
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    /** The inline policies that name the action, by their names. */
    private static Map<String, String> granting(Scene scene) {
        var iam = scene.cloud().iam();
        var role = role(scene);
        var found = new LinkedHashMap<String, String>();
        for (var name : iam.listRolePolicies(request -> request.roleName(role)).policyNames()) {
            var document = iam.getRolePolicy(request -> request.roleName(role).policyName(name))
                    .policyDocument();
            var text = document.startsWith("%") ? URLDecoder.decode(document, StandardCharsets.UTF_8) : document;
            if (PolicyDocument.parse(text).statements().stream()
                    .anyMatch(statement -> statement.actions().contains(ACTION))) {
                found.put(name, text);
            }
        }
        return found;
    }

    private static PolicyDocument without(PolicyDocument document) {
        return PolicyDocument.of(document.statements().stream()
                .map(DeniedPermission::without)
                .filter(statement -> !statement.actions().isEmpty())
                .toList());
    }

    private static Statement without(Statement statement) {
        return new Statement(
                statement.sid(),
                statement.effect(),
                statement.principals(),
                statement.notPrincipals(),
                statement.actions().stream()
                        .filter(action -> !action.equals(ACTION))
                        .toList(),
                statement.notActions(),
                statement.resources(),
                statement.notResources(),
                statement.conditions());
    }

    @Override
    public void rehearse(Scene scene) throws IOException, GitAPIException, InterruptedException {
        var stage = scene.delivery().build();
        var role = role(scene);
        var policies = granting(scene);
        policies.forEach((name, text) ->
                put(scene, name, without(PolicyDocument.parse(text)).toJson()));
        scene.story().did("took %s from role %s".formatted(ACTION, role));
        try {
            scene.underLoad(() -> {
                var rollbacks = scene.executions().rollbacks();
                var pushed = scene.push(scene.content(), "a good commit");
                var execution = scene.executions().startedBy(pushed.commit());
                scene.failed(
                        execution,
                        new Scene.Failure(
                                stage,
                                "PermissionError",
                                Pattern.compile(Pattern.quote(role)
                                        + ".* is not authorized to perform: codebuild:StartBuild on resource: .*"
                                        + Pattern.quote(scene.delivery().project()))));
                scene.reacted(execution, stage, rollbacks);
                policies.forEach((name, text) -> put(scene, name, text));
                scene.story().did("gave it back");
                scene.retrySucceeds(execution, stage, pushed);
            });
        } finally {
            policies.forEach((name, text) -> put(scene, name, text));
        }
    }

    private static void put(Scene scene, String name, String document) {
        scene.cloud().iam().putRolePolicy(request -> request.roleName(role(scene))
                .policyName(name)
                .policyDocument(document));
    }
}
