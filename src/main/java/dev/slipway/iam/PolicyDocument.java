package dev.slipway.iam;

import com.google.gson.JsonElement;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An IAM policy document. Immutable.
 *
 * @param version {@code 2012-10-17}, {@code 2008-10-17}, or null when the document has none (AWS then takes 2008-10-17, which knows
 *     no policy variables)
 * @param id the document's name, or null
 * @param statements in the order of the document
 * @param complete false when the document, or a statement of it, is not known yet; then {@code statements} holds the known ones
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html">IAM policy elements</a>
 */
public record PolicyDocument(
        @Nullable String version, @Nullable String id, List<Statement> statements, boolean complete) {
    /** The policy language that every new document should use. */
    public static final String VERSION = "2012-10-17";

    private static final int MAX_DEPTH = 8;

    public PolicyDocument {
        Objects.requireNonNull(statements);
        statements = List.copyOf(statements);
    }

    /**
     * A document of version 2012-10-17.
     *
     * @throws IllegalArgumentException when AWS would refuse the document; the message names every problem
     */
    public static PolicyDocument of(Statement... statements) {
        return of(Arrays.asList(statements));
    }

    /**
     * A document of version 2012-10-17.
     *
     * @throws IllegalArgumentException when AWS would refuse the document; the message names every problem
     */
    public static PolicyDocument of(Collection<Statement> statements) {
        PolicyDocument document = new PolicyDocument(VERSION, null, List.copyOf(statements), true);
        refuse(PolicyProblems.of(document));
        return document;
    }

    /**
     * Reads a document as AWS does: strings or lists, one statement or many, URL-encoded as IAM answers it, with unknown parts where
     * Pulumi does not know them yet. Element names are read in any case. What it holds is kept as written. Documents read lately are
     * remembered, so that many rules may each read the same text.
     *
     * @throws PolicySyntaxException when the text is no policy document; the message starts with the JSON path
     */
    public static PolicyDocument parse(String text) {
        return RecentDocuments.parse(text);
    }

    /**
     * Reads a document that is already JSON, or a JSON string that holds one.
     *
     * @throws PolicySyntaxException when it is no policy document
     * @see #parse(String)
     */
    public static PolicyDocument parse(JsonElement json) {
        if (json.isJsonPrimitive() && json.getAsJsonPrimitive().isString()) {
            return parse(json.getAsString());
        }
        if (isDeeperThan(json, MAX_DEPTH)) {
            throw new PolicySyntaxException("$", "more than " + MAX_DEPTH + " levels deep; expected a policy document");
        }
        return parse(json.toString());
    }

    private static boolean isDeeperThan(JsonElement json, int levels) {
        if (json.isJsonArray()) {
            for (JsonElement element : json.getAsJsonArray()) {
                if (levels == 0 || isDeeperThan(element, levels - 1)) {
                    return true;
                }
            }
        } else if (json.isJsonObject()) {
            for (String name : json.getAsJsonObject().keySet()) {
                if (levels == 0 || isDeeperThan(json.getAsJsonObject().get(name), levels - 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * This document, when it can be attached there.
     *
     * @throws IllegalArgumentException when it cannot, such as a principal in an identity policy; the message names every problem
     */
    public PolicyDocument require(PolicyKind kind) {
        refuse(problems(kind));
        return this;
    }

    /** What AWS would refuse in this document when it is attached there; empty when nothing. */
    public List<String> problems(PolicyKind kind) {
        return PolicyProblems.of(this, kind);
    }

    /** Whether {@code ${...}} stands for a value of the request: in version 2012-10-17, not before. */
    public boolean hasPolicyVariables() {
        return VERSION.equals(version);
    }

    /** The document as JSON without spaces; equal documents give equal text. One value is a string, several are a list. */
    public String toJson() {
        return PolicyPrinter.print(this);
    }

    private static void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("policy document is not valid: " + String.join("; ", problems));
        }
    }
}
