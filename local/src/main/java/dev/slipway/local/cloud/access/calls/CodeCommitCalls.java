package dev.slipway.local.cloud.access.calls;

import java.util.List;
import java.util.stream.Stream;

/**
 * What calls to CodeCommit need.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodecommit.html">Actions, resources and condition keys</a>
 */
final class CodeCommitCalls {
    private CodeCommitCalls() {}

    static CallTable table() {
        return new CallTable(new Variables()
                        .from(
                                "RepositoryName",
                                "repositoryName",
                                "repositoryNames",
                                "oldName",
                                "targets.repositoryName"))
                .taggedOnCreation("CreateRepository")
                .keys((call, context) -> context.put("codecommit:References", references(call)));
    }

    /** The branch that a call writes to. */
    private static List<String> references(ApiCall call) {
        return Stream.of("branchName", "targetBranch", "destinationReference")
                .flatMap(member -> Variables.texts(call.input(), member))
                .filter(name ->
                        !call.operation().startsWith("Get") && !call.operation().startsWith("List"))
                .map(name -> name.startsWith("refs/") ? name : "refs/heads/" + name)
                .toList();
    }
}
