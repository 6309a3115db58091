package dev.slipway.cicd;

import com.pulumi.core.Output;
import dev.slipway.blueprint.BuildArgumentName;
import dev.slipway.blueprint.BuildVariableName;
import dev.slipway.blueprint.BuildVariables;
import dev.slipway.blueprint.Choice;
import dev.slipway.blueprint.EcrRepositoryName;
import dev.slipway.blueprint.KeyArn;
import dev.slipway.blueprint.SecretReference;
import dev.slipway.blueprint.VariableType;
import dev.slipway.roles.BuildRole;
import dev.slipway.roles.Scope;
import dev.slipway.roles.StackKeyPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The environment variables of a build: those of the standard buildspec, then the user's. */
final class BuildEnvironment {
    private final String where;
    private final Optional<SecretReference> dockerHub;
    private final Output<List<Variable>> own;
    private final Output<List<Variable>> given;

    BuildEnvironment(
            String where, ContainerBuildArgs args, Output<String> containerName, Output<String> repositoryUri) {
        this.where = where;
        this.dockerHub = args.dockerHubSecret()
                .map(secret -> Checked.named(where, "dockerHubSecret", () -> {
                    var reference = new SecretReference(secret);
                    BuildVariables.requireWithoutKey(reference);
                    return reference;
                }));
        this.given = args.environmentVariables()
                .apply(list -> Output.all(list.stream()
                        .map(variable -> Output.tuple(variable.name(), variable.value(), variable.type()))
                        .toList()))
                .applyValue(list ->
                        list.stream().map(v -> variable(v.t1, v.t2, v.t3)).toList());
        this.own = Output.tuple(repositoryUri, containerName, args.dockerfile(), args.context(), args.buildArguments())
                .applyValue(known -> own(known.t1, known.t2, known.t3, known.t4, known.t5, args.movingTags()));
    }

    /** A variable whose value is known. */
    record Variable(String name, String value, VariableType type) {}

    /** All of them, in order. */
    Output<List<Variable>> all() {
        return Output.tuple(own, given).applyValue(known -> {
            var all = new ArrayList<>(known.t1);
            all.addAll(known.t2);
            return List.copyOf(all);
        });
    }

    /** The role that such a build needs. */
    Output<BuildRole> role(Output<Scope> scope, Output<String> project, ContainerBuildArgs args) {
        var repository = Checked.text(where, "repositoryName", EcrRepositoryName.RULE, args.repositoryName());
        return Output.tuple(scope, project, repository, args.artifactBucketName(), given, args.secretKeyArns())
                .applyValue(known -> new BuildRole(
                        known.t1,
                        known.t2,
                        StackKeyPolicy.BUILD_LOGS + known.t2,
                        known.t3,
                        known.t4,
                        secrets(known.t5),
                        parameters(known.t1, known.t5),
                        known.t6.stream()
                                .map(key -> Checked.text(where, "secretKeyArns", KeyArn.RULE, key))
                                .toList(),
                        !args.movingTags().isEmpty(),
                        args.buildspec().isPresent()));
    }

    private List<Variable> own(
            String repositoryUri,
            String containerName,
            String dockerfile,
            String context,
            Map<String, String> arguments,
            List<String> movingTags) {
        var variables = new ArrayList<>(List.of(
                plain(BuildVariables.REPOSITORY_URI, repositoryUri),
                plain(BuildVariables.CONTAINER_NAME, containerName),
                plain(BuildVariables.DOCKERFILE, dockerfile),
                plain(BuildVariables.DOCKER_CONTEXT, context)));
        if (!movingTags.isEmpty()) {
            variables.add(plain(BuildVariables.MOVING_TAGS, String.join(" ", movingTags)));
        }
        // In the order of names, so that a preview never shows a mere change of order.
        new TreeMap<>(arguments).forEach((name, value) -> variables.add(argument(name, value)));
        dockerHub.ifPresent(secret -> {
            variables.add(secret(BuildVariables.DOCKER_HUB_USERNAME, secret.key("username")));
            variables.add(secret(BuildVariables.DOCKER_HUB_PASSWORD, secret.key("password")));
        });
        return variables;
    }

    private Variable argument(String name, String value) {
        return Checked.named(where, "buildArguments." + name, () -> {
            BuildArgumentName.RULE.check(name);
            return plain(BuildVariables.ARGUMENT_PREFIX + name, value);
        });
    }

    private Variable variable(String name, String value, String type) {
        return Checked.named(where, "environmentVariables." + name, () -> {
            return new Variable(new BuildVariableName(name).value(), value, Choice.parse(VariableType.class, type));
        });
    }

    private List<SecretReference> secrets(List<Variable> variables) {
        var secrets = new ArrayList<SecretReference>();
        dockerHub.ifPresent(secrets::add);
        variables.stream()
                .filter(variable -> variable.type() == VariableType.SECRETS_MANAGER)
                .map(variable -> Checked.named(
                        where, "environmentVariables." + variable.name(), () -> new SecretReference(variable.value())))
                .forEach(secrets::add);
        return secrets;
    }

    private static List<String> parameters(Scope scope, List<Variable> variables) {
        return variables.stream()
                .filter(variable -> variable.type() == VariableType.PARAMETER_STORE)
                .map(variable ->
                        scope.arn("ssm", "parameter/" + variable.value().replaceFirst("^/", "")))
                .toList();
    }

    private static Variable plain(String name, String value) {
        return new Variable(name, value, VariableType.PLAINTEXT);
    }

    private static Variable secret(String name, SecretReference value) {
        return new Variable(name, value.value(), VariableType.SECRETS_MANAGER);
    }
}
