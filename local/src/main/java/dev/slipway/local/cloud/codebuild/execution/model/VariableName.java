package dev.slipway.local.cloud.codebuild.execution.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one rule for the names of a build's variables, wherever they are given: a project, StartBuild, a pipeline's action, or a buildspec.
 *
 * <p>A shell knows no other names, so a variable with another one would be lost without a word.
 *
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html">Environment variables in build
 *     environments</a>
 */
public final class VariableName {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String RESERVED = "CODEBUILD_";

    private VariableName() {}

    /** What is wrong with a name that the build's shell is to know, or nothing. */
    public static Optional<String> problem(String name) {
        return NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("got '" + shown(name)
                        + "' as a variable's name, expected letters, digits and underscores, the first no digit");
    }

    /** As above, for a variable that is given a value: the names that CodeBuild sets itself are no one else's. */
    public static Optional<String> problemToSet(String name) {
        return name.startsWith(RESERVED)
                ? Optional.of(
                        "got '" + shown(name) + "' as a variable's name, but the prefix " + RESERVED + " is reserved")
                : problem(name);
    }

    private static String shown(String name) {
        return name.replace("\0", "\\0").replace("\n", "\\n").replace("\r", "\\r");
    }
}
