package dev.slipway.bench;

import com.pulumi.Pulumi;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;

/** Registers {@code slipway-floor:resources} resources that need nothing from each other. */
public final class Floor {
    private Floor() {}

    public static void main(String[] args) {
        Pulumi.run(context -> {
            int resources = context.config().requireInteger("resources");
            for (int i = 0; i < resources; i++) {
                new LogGroup(
                        "floor-" + i,
                        LogGroupArgs.builder().name("/floor/" + i).retentionInDays(30).build());
            }
        });
    }
}
