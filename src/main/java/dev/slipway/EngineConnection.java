package dev.slipway;

import com.pulumi.Config;
import com.pulumi.Pulumi;
import com.pulumi.context.internal.ConfigContextInternal;
import com.pulumi.context.internal.ContextInternal;
import com.pulumi.context.internal.LoggingContextInternal;
import com.pulumi.context.internal.OutputContextInternal;
import com.pulumi.core.internal.OutputFactory;
import com.pulumi.deployment.internal.DeploymentImpl;
import com.pulumi.deployment.internal.DeploymentImpl.DeploymentState;
import com.pulumi.deployment.internal.DeploymentInstanceHolder;
import com.pulumi.deployment.internal.DeploymentInstanceInternal;
import com.pulumi.internal.PulumiInternal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Logger;

/**
 * The SDK as {@link Pulumi#run} sets it up, but for what it does once the engine has refused a resource.
 *
 * <p>The SDK then ends the program by a stack trace of its connection to the engine, which is shown below the engine's own
 * line and drowns it, and which ends the program before {@code --continue-on-error} has tried what does not depend on that
 * resource. Pulumi's SDKs for other languages do neither; {@link RefusalsAreResults} and {@link EndedEngine} do here what
 * those do. The SDK has no setting for either, and takes its two connections only in the way below.
 *
 * @see <a href="https://github.com/pulumi/pulumi/blob/v3.185.0/sdk/nodejs/runtime/resource.ts">Pulumi's SDK for Node,
 *     runtime/resource.ts and runtime/settings.ts (v3.185.0): outputs of what failed or was skipped stay unknown, and a
 *     monitor that is gone is no error</a>
 */
final class EngineConnection {
    private EngineConnection() {}

    /**
     * The program's run, by the variables that the engine gave to this process.
     *
     * @param known what the program has to tell when the engine stops
     */
    static Pulumi.API open(Logger log, Supplier<Optional<String>> known) {
        var plain = DeploymentState.fromEnvironment();
        var ended = new EndedEngine(plain.engine, known);
        // The SDK's log needs the connections, and one of them needs the log.
        var errors = new AtomicReference<Consumer<String>>(text -> {});
        var deployment = new DeploymentImpl(new DeploymentState(
                plain.config,
                log,
                plain.organizationName,
                plain.projectName,
                plain.stackName,
                plain.rootDirectory,
                plain.isDryRun,
                ended,
                new RefusalsAreResults(plain.monitor, ended::by, text -> Objects.requireNonNull(errors.get())
                        .accept(text))));
        errors.set(deployment.getLog()::error);
        DeploymentInstanceHolder.setInstance(new DeploymentInstanceInternal(deployment));
        var context = new ContextInternal(
                deployment.getOrganizationName(),
                deployment.getProjectName(),
                deployment.getStackName(),
                new LoggingContextInternal(deployment.getLog()),
                new ConfigContextInternal(
                        deployment.getProjectName(), name -> new Config(deployment.getConfig(), name)),
                new OutputContextInternal(new OutputFactory(deployment.getRunner())),
                List.of());
        return new PulumiInternal(deployment.getRunner(), context);
    }
}
