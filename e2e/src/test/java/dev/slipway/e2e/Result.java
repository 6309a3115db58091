package dev.slipway.e2e;

/**
 * How a command ended.
 *
 * @param exit its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Result(int exit, String out, String err) {

    /** Both streams, for messages whose stream does not matter. */
    String all() {
        return out + err;
    }

    /** The standard output of a command that must have succeeded. */
    String ok() {
        if (exit != 0) {
            throw new AssertionError("expected exit code 0, got " + exit + "\n" + all());
        }
        return out;
    }

    /** Everything that a command said that must have failed. */
    String failed() {
        if (exit == 0) {
            throw new AssertionError("expected a failure, got exit code 0\n" + all());
        }
        return all();
    }
}
