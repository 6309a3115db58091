package dev.slipway;

import com.pulumi.Pulumi;

/** Entry point of the Pulumi program. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Pulumi.run(PlatformStack::define);
    }
}
