package dev.slipway.local.cloud.codebuild.role;

import dev.slipway.local.cloud.codebuild.execution.model.TestReport;
import dev.slipway.local.cloud.codebuild.execution.port.CloudCallException;
import dev.slipway.local.cloud.codebuild.execution.port.ReportSink;

/** Hands reports to CodeBuild by the calls that a build's role needs for them. They have no public API. */
final class RoleReports implements ReportSink {
    private final BuildRole role;
    private final ReportKeeper keeper;

    RoleReports(BuildRole role, ReportKeeper keeper) {
        this.role = role;
        this.keeper = keeper;
    }

    @Override
    public void accept(TestReport report) throws CloudCallException {
        var group = keeper.groupArn(report.group());
        if (!keeper.hasGroup(group)) {
            if (report.group().startsWith("arn:")) {
                throw new CloudCallException("ResourceNotFoundException", "Report group does not exist: " + group);
            }
            role.require("codebuild:CreateReportGroup", group);
        }
        role.require("codebuild:CreateReport", group);
        role.require("codebuild:BatchPutTestCases", group);
        role.require("codebuild:UpdateReport", group);
        keeper.keep(group, report);
    }
}
