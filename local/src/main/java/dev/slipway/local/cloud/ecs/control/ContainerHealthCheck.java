package dev.slipway.local.cloud.ecs.control;

import dev.slipway.local.cloud.ecs.health.CheckSchedule;
import java.util.ArrayList;
import java.util.List;

/**
 * A container health check.
 *
 * @param command {@code CMD} and words, or {@code CMD-SHELL} and one shell line
 * @param schedule interval, timeout, retries and start period
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html">HealthCheck</a>
 */
public record ContainerHealthCheck(List<String> command, CheckSchedule schedule) {
    /** Checks the form of the command. */
    public ContainerHealthCheck {
        command = List.copyOf(command);
        if (command.size() < 2
                || !(command.get(0).equals("CMD") || command.get(0).equals("CMD-SHELL"))) {
            throw new IllegalArgumentException(
                    "health check command is %s, expected [\"CMD\", ...] or [\"CMD-SHELL\", \"...\"]: correct it"
                            .formatted(command));
        }
    }

    /** The words to run inside the container. */
    public List<String> words() {
        if (command.get(0).equals("CMD")) {
            return command.subList(1, command.size());
        }
        var words = new ArrayList<String>(List.of("/bin/sh", "-c"));
        words.add(command.get(1));
        return words;
    }
}
