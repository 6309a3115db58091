package dev.slipway;

import com.pulumi.Pulumi;

/** Entry point of the Pulumi program. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Pulumi.run(context -> context.export("x", com.pulumi.core.Output.of("1")));
    }
}
