package dev.slipway.blueprint;

/**
 * Where the value of a build's environment variable is kept.
 *
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/APIReference/API_EnvironmentVariable.html">AWS reference</a>
 */
public enum VariableType implements Choice {
    /** In the project, for everybody to read. */
    PLAINTEXT("PLAINTEXT"),
    /** In Systems Manager; the value is the parameter's name. */
    PARAMETER_STORE("PARAMETER_STORE"),
    /** In Secrets Manager; the value is the secret's reference. */
    SECRETS_MANAGER("SECRETS_MANAGER");

    private final String word;

    VariableType(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
