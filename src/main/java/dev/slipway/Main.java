package dev.slipway;

import com.pulumi.Pulumi;
import java.util.logging.Logger;

/** Entry point of the Pulumi program. */
public final class Main {
    private static final Logger SDK = Logger.getLogger("com.pulumi.deployment.internal.DeploymentImpl");

    private Main() {}

    public static void main(String[] args) {
        // The engine shows every error; the SDK's copy on stderr would be shown as a second one.
        SDK.setUseParentHandlers(false);
        Pulumi.run(PlatformStack::define);
    }
}
