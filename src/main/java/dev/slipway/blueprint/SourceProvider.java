package dev.slipway.blueprint;

/**
 * Where the source comes from, in the words of CodePipeline.
 *
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html">AWS reference</a>
 */
public enum SourceProvider implements Choice {
    /** A repository in CodeCommit. */
    CODE_COMMIT("CodeCommit");

    private final String word;

    SourceProvider(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
