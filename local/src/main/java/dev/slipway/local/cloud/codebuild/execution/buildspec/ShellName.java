package dev.slipway.local.cloud.codebuild.execution.buildspec;

import java.util.Optional;

/** The shells that a buildspec can ask for on Linux. */
public enum ShellName {
    /** {@code /bin/sh}, the default. */
    SH("sh"),
    BASH("bash");

    private final String program;

    ShellName(String program) {
        this.program = program;
    }

    /** The program's name. */
    public String program() {
        return program;
    }

    static Optional<ShellName> of(String text) {
        return switch (text) {
            case "bash" -> Optional.of(BASH);
            case "sh", "/bin/sh" -> Optional.of(SH);
            default -> Optional.empty();
        };
    }
}
