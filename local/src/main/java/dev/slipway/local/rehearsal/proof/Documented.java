package dev.slipway.local.rehearsal.proof;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Permissions that AWS's documentation asks for, though no local rehearsal shows what for.
 *
 * @param needs all of them
 */
public record Documented(List<Need> needs) {
    private static final String FILE = "documented-needs.json";

    /**
     * One of them.
     *
     * @param statement policy and Sid, such as {@code stages/ListTasks}
     * @param part the action, resource or condition value; empty for the whole statement
     * @param why the reason
     * @param see the page of AWS that says so
     */
    public record Need(String statement, String part, String why, String see) {}

    /** Copies the list. */
    public Documented {
        needs = List.copyOf(needs);
    }

    /** Those that come with the local cloud. */
    public static Documented load() {
        try (var stream = Objects.requireNonNull(Documented.class.getResourceAsStream(FILE), FILE)) {
            var needs = new ArrayList<Need>();
            for (var one : new ObjectMapper().readTree(stream)) {
                for (var part : one.path("parts")) {
                    needs.add(new Need(
                            one.path("statement").asText(),
                            part.asText(),
                            one.path("why").asText(),
                            one.path("see").asText()));
                }
            }
            return new Documented(needs);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    /** Why AWS wants a part of a statement; empty when nothing is documented. */
    public Optional<Need> of(String statement, String part) {
        return needs.stream()
                .filter(need -> need.statement().equals(statement))
                .filter(need -> need.part().equals(part))
                .findFirst();
    }
}
