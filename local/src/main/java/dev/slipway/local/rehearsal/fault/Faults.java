package dev.slipway.local.rehearsal.fault;

import java.util.List;
import java.util.stream.Collectors;

/** All faults. */
public final class Faults {
    private static final List<Fault> ALL = List.of(
            new FailingBuild(),
            new TestFailure(),
            new RegistryDown(),
            new Throttling(),
            new WrongContainerName(),
            new UnhealthyContainer(),
            new CrashLoop(),
            new ApprovalRejected(),
            new DeniedPermission(),
            new ArtifactGone(),
            new ConcurrentPushes(),
            new SourceBranchMissing());

    private Faults() {}

    /** All, in the order in which they are rehearsed. */
    public static List<Fault> all() {
        return ALL;
    }

    /**
     * The faults of these names; "all" stands for all, once each.
     *
     * @throws IllegalArgumentException when there is none of a name; the message lists all
     */
    public static List<Fault> chosen(List<String> names) {
        return names.contains("all") ? ALL : names.stream().map(Faults::named).toList();
    }

    /**
     * The fault of that name.
     *
     * @throws IllegalArgumentException when there is none; the message lists all
     */
    public static Fault named(String name) {
        return ALL.stream()
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no fault '%s', expected one of: all %s"
                        .formatted(name, ALL.stream().map(Fault::name).collect(Collectors.joining(" ")))));
    }
}
