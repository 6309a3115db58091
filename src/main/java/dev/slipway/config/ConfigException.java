package dev.slipway.config;

import com.pulumi.exceptions.RunException;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; Pulumi shows the message without a stack trace. */
public final class ConfigException extends RunException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * Says all the problems of a stack's configuration.
     *
     * @param remark what is to be said besides; may be empty
     */
    ConfigException(String stack, List<Problem> problems, String remark) {
        super(message(stack, problems) + remark);
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong. */
    public List<Problem> problems() {
        return problems;
    }

    private static String message(String stack, List<Problem> problems) {
        return "the configuration of stack \"%s\" has %d problem%s (nothing was created):%n%s%nsettings: docs/settings.md"
                .formatted(
                        stack,
                        problems.size(),
                        problems.size() == 1 ? "" : "s",
                        problems.stream().map(problem -> "  - " + problem).collect(Collectors.joining("\n")));
    }
}
