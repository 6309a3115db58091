package dev.slipway.local.rehearsal.scene;

/** What a stage is declared to do by itself when it fails. */
public enum Reaction {
    /** Nothing: the execution has failed. */
    NONE,
    /** It runs once more. */
    RETRY,
    /** It goes back to its latest success. */
    ROLLBACK;

    static Reaction of(String result) {
        return switch (result) {
            case "RETRY" -> RETRY;
            case "ROLLBACK" -> ROLLBACK;
            default -> NONE;
        };
    }
}
