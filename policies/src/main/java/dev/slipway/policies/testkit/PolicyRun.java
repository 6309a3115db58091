package dev.slipway.policies.testkit;

import com.google.protobuf.Struct;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a pack has said in one preview or update.
 *
 * @param diagnostics what users see
 * @param corrected what was remediated
 * @param notJudged rules that could not be judged, and why
 * @param complying what rules found in order; nobody hears of it, but a rule that never says so is no rule
 * @param blocked whether the engine would stop here
 */
public record PolicyRun(
        List<Diagnostic> diagnostics,
        List<Corrected> corrected,
        List<NotJudged> notJudged,
        List<Complying> complying,
        boolean blocked) {
    public PolicyRun {
        diagnostics = List.copyOf(diagnostics);
        corrected = List.copyOf(corrected);
        notJudged = List.copyOf(notJudged);
        complying = List.copyOf(complying);
    }

    /**
     * One line that users see.
     *
     * @param rule the rule's id
     * @param level advisory or mandatory
     * @param resource the resource's name
     * @param message the whole text
     */
    public record Diagnostic(String rule, String level, String resource, String message) {
        /** The property that the message is about; empty when it names none. */
        public String path() {
            int end = message.indexOf(" is ");
            return end < 0 || message.substring(0, end).contains(" ") ? "" : message.substring(0, end);
        }
    }

    /**
     * A remediation.
     *
     * @param rule the rule's id
     * @param resource the resource's name
     * @param properties the whole property set after it
     */
    public record Corrected(String rule, String resource, Struct properties) {}

    /**
     * A rule that could not be judged.
     *
     * @param rule the rule's id
     * @param reason why
     */
    public record NotJudged(String rule, String reason) {}

    /**
     * A resource with which a rule is content.
     *
     * @param rule the rule's id
     * @param resource the resource's name
     */
    public record Complying(String rule, String resource) {}

    /** The resources with which a rule is content, sorted. */
    public List<String> complying(String rule) {
        return complying.stream()
                .filter(one -> one.rule().equals(rule))
                .map(Complying::resource)
                .sorted()
                .toList();
    }

    /** Why a rule did not judge, sorted. */
    public List<String> reasons(String rule) {
        return notJudged.stream()
                .filter(not -> not.rule().equals(rule))
                .map(NotJudged::reason)
                .sorted()
                .toList();
    }

    /** The violated properties of a rule: sorted paths by resource name. */
    public Map<String, List<String>> violations(String rule) {
        return diagnostics.stream()
                .filter(diagnostic -> diagnostic.rule().equals(rule))
                .collect(Collectors.groupingBy(
                        Diagnostic::resource,
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), found -> found.stream()
                                .map(Diagnostic::path)
                                .sorted()
                                .toList())));
    }
}
