package dev.slipway.blueprint;

/**
 * The kinds of actions, and how many artifacts each takes and gives.
 *
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html">AWS reference</a>
 */
public enum ActionCategory implements Choice {
    /** Brings the source in. */
    SOURCE("Source", 0, 0, 1),
    /** Builds. */
    BUILD("Build", 1, 5, 5),
    /** Deploys. */
    DEPLOY("Deploy", 1, 5, 0),
    /** Waits for a person. */
    APPROVAL("Approval", 0, 0, 0);

    private final String word;
    private final int leastInputs;
    private final int greatestInputs;
    private final int greatestOutputs;

    ActionCategory(String word, int leastInputs, int greatestInputs, int greatestOutputs) {
        this.word = word;
        this.leastInputs = leastInputs;
        this.greatestInputs = greatestInputs;
        this.greatestOutputs = greatestOutputs;
    }

    @Override
    public String word() {
        return word;
    }

    /** How many artifacts an action of this kind takes. */
    public Range inputs() {
        return new Range(leastInputs, greatestInputs);
    }

    /** How many artifacts an action of this kind gives. */
    public Range outputs() {
        // A source that makes nothing would be of no use.
        return new Range(this == SOURCE ? 1 : 0, greatestOutputs);
    }
}
