package dev.slipway.local.cloud.access.calls;

import java.util.Set;

/**
 * What calls to CodeBuild need.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodebuild.html">Actions, resources and condition keys</a>
 */
final class CodeBuildCalls {
    private CodeBuildCalls() {}

    static CallTable table() {
        return new CallTable(new Variables()
                        .from("ProjectName", "projectName", "name", "names")
                        .cut("ProjectName", CodeBuildCalls::project, "ids", "id", "buildBatchIds")
                        .from("ReportGroupName", "reportGroupName", "reportGroupArn", "name")
                        .cut("ReportGroupName", CodeBuildCalls::reportGroup, "reportArn", "reportArns"))
                .also(PassedRole.to(
                        "codebuild.amazonaws.com", Set.of("CreateProject", "UpdateProject"), "serviceRole"));
    }

    /** Of a build's id or ARN, which both end in PROJECT:NUMBER. */
    private static String project(String build) {
        var id = build.substring(build.lastIndexOf('/') + 1);
        return id.indexOf(':') < 0 ? "" : id.substring(0, id.indexOf(':'));
    }

    private static String reportGroup(String report) {
        return project(report);
    }
}
