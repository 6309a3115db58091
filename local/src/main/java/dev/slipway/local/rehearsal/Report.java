package dev.slipway.local.rehearsal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.local.rehearsal.scene.Story;
import dev.slipway.local.terminal.Clean;
import dev.slipway.local.terminal.Grid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells outcomes to people and to machines. */
final class Report {
    private static final int WIDTH = 140;
    /** Messages of failed builds hold whole commands; what is longer stands in the JSON. */
    private static final int LINE = 600;

    private Report() {}

    /** The story of one rehearsal. */
    static String story(Outcome outcome) {
        var text = new StringBuilder("\n%s %s: %s%s\n"
                .formatted(
                        outcome.service(),
                        outcome.name(),
                        outcome.verdict().text(),
                        outcome.reason().isEmpty() ? "" : ": " + Clean.line(outcome.reason())));
        for (var line : outcome.lines()) {
            text.append("  %-4s  %s\n".formatted(word(line.kind()), Clean.cut(Clean.line(line.text()), LINE)));
        }
        return text.toString();
    }

    /** One line for a rehearsal that was fine. */
    static String line(Outcome outcome) {
        return "%s %s: %s%s\n"
                .formatted(
                        outcome.service(),
                        outcome.name(),
                        outcome.verdict().text(),
                        outcome.reason().isEmpty() ? ", " + time(outcome.took()) : ": " + Clean.line(outcome.reason()));
    }

    private static String word(Story.Kind kind) {
        return switch (kind) {
            case DID -> "did";
            case SHOWS -> "aws";
            case AS_DECLARED -> "ok";
            case OTHERWISE -> "NOT";
        };
    }

    /** One row for each rehearsal. */
    static String table(List<Outcome> outcomes) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("SERVICE", "REHEARSAL", "RESULT", "CHECKS", "TIME", ""));
        for (var outcome : outcomes) {
            rows.add(List.of(
                    outcome.service(),
                    outcome.name(),
                    outcome.verdict().text(),
                    checks(outcome),
                    outcome.lines().isEmpty() ? "" : time(outcome.took()),
                    Clean.line(outcome.reason())));
        }
        return "\n" + Grid.draw(rows, WIDTH);
    }

    private static String checks(Outcome outcome) {
        var good = count(outcome, Story.Kind.AS_DECLARED);
        var all = good + count(outcome, Story.Kind.OTHERWISE);
        return all == 0 ? "" : good + " of " + all;
    }

    private static long count(Outcome outcome, Story.Kind kind) {
        return outcome.lines().stream().filter(line -> line.kind() == kind).count();
    }

    private static String time(Duration took) {
        return "%d s".formatted(took.toSeconds());
    }

    /** Writes all of it as JSON. */
    static void write(Path file, List<Outcome> outcomes) throws IOException {
        var all = JsonNodeFactory.instance.arrayNode();
        for (var outcome : outcomes) {
            var one = all.addObject()
                    .put("service", outcome.service())
                    .put("rehearsal", outcome.name())
                    .put("verdict", outcome.verdict().name())
                    .put("reason", outcome.reason())
                    .put("seconds", outcome.took().toMillis() / 1000.0);
            var story = one.putArray("story");
            for (var line : outcome.lines()) {
                story.addObject()
                        .put("kind", line.kind().name().toLowerCase(Locale.ROOT))
                        .put("text", line.text());
            }
        }
        Files.writeString(
                file,
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(all) + "\n");
    }
}
