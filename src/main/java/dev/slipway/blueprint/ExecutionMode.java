package dev.slipway.blueprint;

/**
 * What happens when a pipeline is started while it runs.
 *
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts-how-it-works.html">AWS reference</a>
 */
public enum ExecutionMode implements Choice {
    /** Executions wait and run one after the other, each of them whole. */
    QUEUED("QUEUED"),
    /** A newer execution overtakes one that waits between two stages. */
    SUPERSEDED("SUPERSEDED"),
    /** Executions run at the same time; AWS then knows no rollback. */
    PARALLEL("PARALLEL");

    private final String word;

    ExecutionMode(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
