package dev.slipway.local.rehearsal.proof;

import dev.slipway.local.cloud.access.proof.Part;
import dev.slipway.local.cloud.access.proof.RoleProof;
import dev.slipway.local.cloud.access.proof.StatementProof;
import dev.slipway.local.cloud.access.proof.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads proofs with AWS's documentation beside them.
 *
 * @param statements one for each statement
 * @param missing calls that were denied
 */
public record Findings(List<Finding> statements, List<String> missing) {
    /** Copies its lists. */
    public Findings {
        statements = List.copyOf(statements);
        missing = List.copyOf(missing);
    }

    /** What the proofs of some roles say. */
    public static Findings of(List<RoleProof> proofs, Documented documented) {
        var statements = new ArrayList<Finding>();
        var missing = new ArrayList<String>();
        for (var proof : proofs) {
            var role = proof.role().substring(proof.role().lastIndexOf('/') + 1);
            proof.statements().forEach(statement -> statements.add(finding(role, statement, documented)));
            proof.missing().stream().map(Findings::denied).distinct().forEach(missing::add);
        }
        return new Findings(statements, missing);
    }

    private static String denied(Step step) {
        return "%s: %s".formatted(step.name(), step.call().message());
    }

    private static Finding finding(String role, StatementProof statement, Documented documented) {
        var steps = statement.uses().stream()
                .map(StatementProof.Use::step)
                .distinct()
                .sorted()
                .toList();
        var problems = new ArrayList<String>();
        var needs = new ArrayList<Documented.Need>();
        for (var part : statement.unnecessary()) {
            var whole = part.kind() == Part.Kind.STATEMENT;
            documented
                    .of(statement.name(), whole ? "" : part.value())
                    .ifPresentOrElse(
                            needs::add,
                            () -> problems.add(whole ? unneeded(statement) : "not necessary: " + word(part)));
        }
        return new Finding(role, statement.name(), steps, problems, needs);
    }

    private static String unneeded(StatementProof statement) {
        return statement.unused() ? "unused" : "not necessary: others allow the same";
    }

    private static String word(Part part) {
        return part.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + part.value();
    }

    /** Whether nothing is unused, unnecessary or missing. */
    public boolean exact() {
        return missing.isEmpty()
                && statements.stream()
                        .allMatch(statement -> statement.problems().isEmpty());
    }
}
