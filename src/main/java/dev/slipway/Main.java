package dev.slipway;

import com.pulumi.Pulumi;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;

/** Entry point of the Pulumi program. */
public final class Main {
    /** Held here: a logger that nobody holds is collected together with its settings. */
    static final Logger SDK = Logger.getLogger("com.pulumi.deployment.internal.DeploymentImpl");

    private Main() {}

    public static void main(String[] args) {
        // The engine shows every error; the SDK's copy on stderr would be shown as a second one.
        SDK.setUseParentHandlers(false);
        Pulumi.run(context -> {
            // Not earlier: the SDK sets the level of its logger when it starts.
            PollingPause.install(SDK, LockSupport::parkNanos);
            PlatformStack.define(context);
        });
    }
}
