package dev.slipway.local.cloud.codepipeline.execution.model;

/** When a condition of a stage is looked at. */
public enum ConditionKind {
    BEFORE_ENTRY("beforeEntry"),
    ON_SUCCESS("onSuccess"),
    ON_FAILURE("onFailure");

    private final String member;

    ConditionKind(String member) {
        this.member = member;
    }

    /** The member of a stage's declaration that has it. */
    public String member() {
        return member;
    }
}
