package dev.slipway.local.cloud.codebuild.role;

import dev.slipway.local.cloud.codebuild.execution.model.TestReport;

/** Where a build's reports come to lie. */
public interface ReportKeeper {
    /** The ARN of the report group that a buildspec means, by name or by ARN. */
    String groupArn(String nameOrArn);

    /** Whether there is such a group. */
    boolean hasGroup(String arn);

    /** Keeps a report; makes its group if there is none. */
    void keep(String groupArn, TestReport report);
}
