package dev.slipway.blueprint;

/**
 * The kinds of actions, and how many artifacts each takes and gives.
 *
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html">AWS reference</a>
 */
public enum ActionCategory implements Choice {
    /** Brings the source in. */
    SOURCE("Source", new Range(0, 0), new Range(1, 1)),
    /** Builds. */
    BUILD("Build", new Range(1, 5), new Range(0, 5)),
    /** Deploys. */
    DEPLOY("Deploy", new Range(1, 5), new Range(0, 0)),
    /** Waits for a person. */
    APPROVAL("Approval", new Range(0, 0), new Range(0, 0));

    private final String word;
    private final Range inputs;
    private final Range outputs;

    ActionCategory(String word, Range inputs, Range outputs) {
        this.word = word;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    @Override
    public String word() {
        return word;
    }

    /** How many artifacts an action of this kind takes. */
    public Range inputs() {
        return inputs;
    }

    /** How many artifacts an action of this kind gives. */
    public Range outputs() {
        return outputs;
    }
}
