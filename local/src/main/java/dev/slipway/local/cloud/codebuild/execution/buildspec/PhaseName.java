package dev.slipway.local.cloud.codebuild.execution.buildspec;

import java.util.Locale;
import java.util.Optional;

/** The phases that a buildspec can give commands for, in their order. */
public enum PhaseName {
    INSTALL,
    PRE_BUILD,
    BUILD,
    POST_BUILD;

    /** The key of the buildspec, such as {@code pre_build}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<PhaseName> ofKey(String key) {
        for (PhaseName one : values()) {
            if (one.key().equals(key)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}
