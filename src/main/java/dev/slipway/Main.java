package dev.slipway;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Entry point of the Pulumi program. */
public final class Main {
    /** Held here: a logger that nobody holds is collected together with its settings. */
    static final Logger SDK = Logger.getLogger("com.pulumi.deployment.internal.DeploymentImpl");

    private Main() {}

    public static void main(String[] args) {
        // The engine shows every error; the SDK's copy on stderr would be shown as a second one.
        SDK.setUseParentHandlers(false);
        var known = new AtomicReference<@Nullable Supplier<String>>();
        var program = EngineConnection.open(
                SDK, () -> Optional.ofNullable(known.get()).map(Supplier::get));
        // Not earlier: the SDK sets the level of its logger when it connects.
        PollingPause.install(SDK, LockSupport::parkNanos);
        program.run(context -> PlatformStack.define(context, known));
    }
}
