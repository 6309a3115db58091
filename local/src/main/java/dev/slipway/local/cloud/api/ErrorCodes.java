package dev.slipway.local.cloud.api;

import dev.slipway.local.cloud.model.OperationModel;
import dev.slipway.local.cloud.model.Violation;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Which error codes an operation may answer with. */
final class ErrorCodes {
    private static final String VALIDATION = "ValidationException";
    private static final String SERIALIZATION = "SerializationException";

    /** The errors that every AWS service has beside its own. */
    private static final Set<String> COMMON = Set.of(VALIDATION, SERIALIZATION, "AccessDeniedException");

    private ErrorCodes() {}

    static boolean allowed(OperationModel operation, String code) {
        return operation.errors().contains(code) || COMMON.contains(code);
    }

    /**
     * The code for a request that breaks the model. Services such as CodeCommit declare one for each member; the others
     * answer with one for all.
     */
    static String of(OperationModel operation, Violation violation, String otherwise) {
        if (violation.kind() == Violation.Kind.TYPE) {
            return SERIALIZATION;
        }
        return Stream.of(violation.member(), violation.shape())
                .map(ErrorCodes::capitalized)
                .map(name -> violation.kind() == Violation.Kind.MISSING
                        ? name + "RequiredException"
                        : "Invalid" + name + "Exception")
                .filter(operation.errors()::contains)
                .findFirst()
                .orElse(operation.errors().contains(otherwise) ? otherwise : VALIDATION);
    }

    private static String capitalized(String member) {
        return member.isEmpty() ? member : member.substring(0, 1).toUpperCase(Locale.ROOT) + member.substring(1);
    }
}
