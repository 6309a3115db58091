package dev.slipway.local.rehearsal.proof;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.local.terminal.Grid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells findings to people and to machines. */
public final class ProofReport {
    private static final int WIDTH = 160;

    private ProofReport() {}

    /** One row for each statement, then what is wrong, then what only documentation asks for. */
    public static String text(Findings findings) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("ROLE", "STATEMENT", "RESULT", "NEEDED BY"));
        var notes = new LinkedHashSet<String>();
        for (var one : findings.statements()) {
            rows.add(List.of(one.role(), one.statement(), remark(one), steps(one.neededBy())));
            one.documented()
                    .forEach(need -> notes.add("  %s%s: %s (%s)"
                            .formatted(
                                    need.statement(),
                                    need.part().isEmpty() ? "" : " " + need.part(),
                                    need.why(),
                                    need.see())));
        }
        var text = new StringBuilder("\n").append(Grid.draw(rows, WIDTH));
        if (!notes.isEmpty()) {
            text.append(
                    "\ndocumented, not seen: AWS's documentation asks for these, and no call here shows what for\n");
            notes.forEach(note -> text.append(note).append('\n'));
        }
        for (var one : findings.statements()) {
            one.problems()
                    .forEach(problem -> text.append("\n%s %s: %s".formatted(one.role(), one.statement(), problem)));
        }
        findings.missing().forEach(call -> text.append("\nmissing: ").append(call));
        return text.append(summary(findings)).toString();
    }

    private static String remark(Finding one) {
        if (!one.problems().isEmpty()) {
            return "NOT NEEDED" + (one.neededBy().isEmpty() ? "" : " in part");
        }
        return one.documented().isEmpty()
                ? "needed"
                : one.neededBy().isEmpty()
                        ? "documented, not seen"
                        : "needed; %d documented".formatted(one.documented().size());
    }

    /** Steps of one stage or build side by side: build/INSTALL and build/BUILD as build/INSTALL,BUILD. */
    private static String steps(List<String> all) {
        var groups = new TreeMap<String, List<String>>();
        for (var step : all) {
            var slash = step.indexOf('/');
            groups.computeIfAbsent(slash < 0 ? step : step.substring(0, slash), any -> new ArrayList<>())
                    .add(slash < 0 ? "" : step.substring(slash + 1));
        }
        return groups.entrySet().stream()
                .map(group -> group.getKey()
                        + (group.getValue().contains("") ? "" : "/" + String.join(",", group.getValue())))
                .collect(Collectors.joining(" "));
    }

    private static String summary(Findings findings) {
        var all = findings.statements();
        var problems = all.stream().mapToInt(one -> one.problems().size()).sum();
        var parts = all.stream().mapToInt(one -> one.documented().size()).sum();
        return "\nstatements: %d; needed here: %d; unused or not necessary, in whole or in part: %d; calls denied: %d; parts that only AWS's documentation asks for: %d\n%s\n"
                .formatted(
                        all.size(),
                        all.stream().filter(ProofReport::needed).count(),
                        problems,
                        findings.missing().size(),
                        parts,
                        findings.exact()
                                ? "every statement is needed, none is missing"
                                : "NOT every statement is needed, or some are missing");
    }

    private static boolean needed(Finding one) {
        return !one.neededBy().isEmpty() && one.problems().isEmpty();
    }

    /** Writes all of it as JSON. */
    public static void write(Path file, Findings findings) throws IOException {
        var json = JsonNodeFactory.instance.objectNode().put("exact", findings.exact());
        var statements = json.putArray("statements");
        for (var one : findings.statements()) {
            var row = statements.addObject().put("role", one.role()).put("statement", one.statement());
            one.neededBy().forEach(row.putArray("neededBy")::add);
            one.problems().forEach(row.putArray("problems")::add);
            var documented = row.putArray("documented");
            one.documented().forEach(need -> documented
                    .addObject()
                    .put("part", need.part())
                    .put("why", need.why())
                    .put("see", need.see()));
        }
        findings.missing().forEach(json.putArray("missing")::add);
        Files.writeString(file, json.toPrettyString() + "\n");
    }
}
