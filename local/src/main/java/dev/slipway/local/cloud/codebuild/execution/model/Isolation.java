package dev.slipway.local.cloud.codebuild.execution.model;

import java.util.List;
import java.util.Objects;

/**
 * How far a build was kept away from the machine.
 *
 * @param by what did it: {@code bubblewrap}, {@code unshare} or {@code nothing}
 * @param isolated what a build has for itself
 * @param shared what it shares with the machine
 */
public record Isolation(String by, List<String> isolated, List<String> shared) {
    public Isolation {
        Objects.requireNonNull(by);
        isolated = List.copyOf(isolated);
        shared = List.copyOf(shared);
    }
}
