package dev.slipway.iam;

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
