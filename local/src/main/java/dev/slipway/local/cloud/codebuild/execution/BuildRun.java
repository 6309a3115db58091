package dev.slipway.local.cloud.codebuild.execution;

import dev.slipway.local.cloud.codebuild.execution.artifact.ArtifactUpload;
import dev.slipway.local.cloud.codebuild.execution.artifact.NoArtifactException;
import dev.slipway.local.cloud.codebuild.execution.buildspec.ArtifactsSection;
import dev.slipway.local.cloud.codebuild.execution.buildspec.Buildspec;
import dev.slipway.local.cloud.codebuild.execution.buildspec.CacheSection;
import dev.slipway.local.cloud.codebuild.execution.buildspec.OnFailure;
import dev.slipway.local.cloud.codebuild.execution.buildspec.PhaseName;
import dev.slipway.local.cloud.codebuild.execution.buildspec.PhaseSection;
import dev.slipway.local.cloud.codebuild.execution.cache.LocalCache;
import dev.slipway.local.cloud.codebuild.execution.container.BaseImages;
import dev.slipway.local.cloud.codebuild.execution.container.DockerCommand;
import dev.slipway.local.cloud.codebuild.execution.credentials.CredentialsEndpoint;
import dev.slipway.local.cloud.codebuild.execution.files.FileSets;
import dev.slipway.local.cloud.codebuild.execution.model.ArtifactOutput;
import dev.slipway.local.cloud.codebuild.execution.model.BuildPhase;
import dev.slipway.local.cloud.codebuild.execution.model.BuildRequest;
import dev.slipway.local.cloud.codebuild.execution.model.BuildSource;
import dev.slipway.local.cloud.codebuild.execution.model.BuildStatus;
import dev.slipway.local.cloud.codebuild.execution.model.PhaseContext;
import dev.slipway.local.cloud.codebuild.execution.model.PhaseType;
import dev.slipway.local.cloud.codebuild.execution.port.BuildPorts;
import dev.slipway.local.cloud.codebuild.execution.port.CloudCallException;
import dev.slipway.local.cloud.codebuild.execution.sandbox.BuildFolders;
import dev.slipway.local.cloud.codebuild.execution.sandbox.Programs;
import dev.slipway.local.cloud.codebuild.execution.sandbox.SandboxPlan;
import dev.slipway.local.cloud.codebuild.execution.sandbox.ToolFolder;
import dev.slipway.local.cloud.codebuild.execution.sandbox.Trees;
import dev.slipway.local.cloud.codebuild.execution.shell.BuildLog;
import dev.slipway.local.cloud.codebuild.execution.shell.HashFilesCommand;
import dev.slipway.local.cloud.codebuild.execution.shell.SecretMask;
import dev.slipway.local.cloud.codebuild.execution.shell.SessionEndedException;
import dev.slipway.local.cloud.codebuild.execution.shell.ShellSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** One build from PROVISIONING to COMPLETED. */
final class BuildRun {
    private final BuildRequest request;
    private final BuildPorts ports;
    private final Machine machine;
    private final BuildRecord record;
    private final Interruption interruption;
    private final SecretMask mask = new SecretMask();
    private final BuildLog log;
    private final BuildVariables variables;
    private @Nullable BuildFolders folders;
    private @Nullable Buildspec buildspec;
    private @Nullable ArtifactsSection artifacts;
    private @Nullable BuildCaches caches;
    private @Nullable CacheSection cache;
    private @Nullable ShellSession session;
    private CredentialsEndpoint.@Nullable Access access;
    private boolean logOpen;

    BuildRun(BuildRequest request, BuildPorts ports, Machine machine, BuildRecord record, Interruption interruption) {
        this.request = request;
        this.ports = ports;
        this.machine = machine;
        this.record = record;
        this.interruption = interruption;
        this.log = new BuildLog(ports.logs(), machine.clock(), mask);
        this.variables = new BuildVariables(ports.secrets(), mask);
    }

    /** What a phase does. */
    private interface Work {
        void run() throws IOException, PhaseFailure, SessionEndedException, InterruptedException;
    }

    /** Runs all phases that are due. */
    void run() {
        boolean uploads = false;
        if (phase(PhaseType.PROVISIONING, this::provision) && phase(PhaseType.DOWNLOAD_SOURCE, this::downloadSource)) {
            uploads = commands();
        }
        endSession();
        if (uploads) {
            phase(PhaseType.UPLOAD_ARTIFACTS, this::uploadArtifacts);
        }
        interruption.over();
        phase(PhaseType.FINALIZING, this::cleanUp);
    }

    /**
     * INSTALL to POST_BUILD. A failed INSTALL or PRE_BUILD ends them, a failed BUILD is followed by POST_BUILD, unless the buildspec says
     * otherwise.
     *
     * @return whether artifacts are to be uploaded
     */
    private boolean commands() {
        Buildspec spec = Objects.requireNonNull(buildspec);
        boolean uploads = true;
        for (PhaseName name : PhaseName.values()) {
            PhaseSection section = spec.phase(name);
            boolean passed = phase(PhaseType.valueOf(name.name()), () -> runPhase(section));
            if (!passed && interruption.reason() != null) {
                return false;
            }
            if (!passed && !goesOn(name, section.onFailure().action())) {
                uploads = false;
                break;
            }
        }
        if (!freeze()) {
            return false;
        }
        return uploads;
    }

    private static boolean goesOn(PhaseName name, OnFailure.Action action) {
        return switch (action) {
            case ABORT -> false;
            case CONTINUE -> true;
            case DEFAULT, RETRY -> name == PhaseName.BUILD || name == PhaseName.POST_BUILD;
        };
    }

    /** Runs a phase and says whether it succeeded. Only FINALIZING comes after an interruption. */
    private boolean phase(PhaseType type, Work work) {
        BuildPhase begun = record.begin(type);
        BuildStatus status = BuildStatus.SUCCEEDED;
        PhaseContext context = PhaseContext.NONE;
        try {
            work.run();
        } catch (PhaseFailure e) {
            status = BuildStatus.FAILED;
            context = new PhaseContext(
                    e.context().statusCode(), mask.hide(e.context().message()));
        } catch (SessionEndedException | InterruptedException e) {
            status = BuildStatus.FAILED;
            context = new PhaseContext(
                    "COMMAND_EXECUTION_ERROR", "Error while executing command: the build's shell was ended");
        } catch (IOException | RuntimeException e) {
            status = BuildStatus.FAULT;
            context = new PhaseContext("INTERNAL_SERVICE_ERROR", mask.hide(fault(e)));
            // A call that an interruption cut short is no failure of the engine.
            if (interruption.reason() == null) {
                machine.failed(request.id(), e);
            }
        }
        BuildStatus interrupted = interruption.reason();
        if (interrupted != null && type != PhaseType.FINALIZING) {
            status = interrupted;
            context = interrupted == BuildStatus.TIMED_OUT
                    ? new PhaseContext("BUILD_TIMED_OUT", "Build has timed out. ")
                    : new PhaseContext("BUILD_STOPPED", "Build was stopped. ");
        }
        BuildPhase ended = record.complete(begun, status, context);
        if (logOpen && type != PhaseType.PROVISIONING && type != PhaseType.FINALIZING) {
            log.complete(ended);
        }
        return status == BuildStatus.SUCCEEDED;
    }

    /** What a failed file operation says is of use; a fault of the program is for its log. */
    private static String fault(Exception e) {
        String message = e.getMessage();
        return e instanceof IOException && message != null
                ? message
                : "the local cloud failed in this phase: its log has the reason";
    }

    private void provision() throws IOException, PhaseFailure, InterruptedException {
        try {
            ports.logs().open();
            logOpen = true;
        } catch (CloudCallException e) {
            throw new PhaseFailure(
                    "ACCESS_DENIED",
                    "Service role does not allow AWS CodeBuild to create Amazon CloudWatch Logs log streams for build "
                            + request.arn() + ". Error message: " + e.text(),
                    e);
        }
        machine.containers().look();
        Path root = machine.buildFolder(request.uuid());
        folders = new BuildFolders(
                root,
                ThreadLocalRandom.current().nextInt(1_000_000, 1_000_000_000),
                machine.sandbox().mounts());
        record.isolation(machine.sandbox().isolation(plan()));
        access = machine.credentials().grant(ports.credentials());
        log.say("Running on CodeBuild On-demand");
        log.say("Waiting for agent ping");
    }

    private SandboxPlan plan() throws IOException, InterruptedException {
        Path tools = machine.settings().tools();
        List<Path> readable = new ArrayList<>(tools == null ? List.of() : ToolFolder.folders(tools));
        images().ifPresent(store -> readable.add(store.folder()));
        return new SandboxPlan(
                folders(),
                readable,
                request.privileged(),
                request.privileged() ? machine.engine().socket() : null,
                machine.ports(),
                null);
    }

    private Optional<BaseImages.Store> images() throws IOException, InterruptedException {
        return request.privileged() ? machine.images().store() : Optional.empty();
    }

    private void downloadSource() throws IOException, PhaseFailure, SessionEndedException, InterruptedException {
        BuildFolders own = folders();
        log.say("Waiting for DOWNLOAD_SOURCE");
        record.resolvedSourceVersion(download(request.source(), own.source()));
        for (int i = 0; i < request.secondarySources().size(); i++) {
            download(request.secondarySources().get(i), Files.createDirectories(own.secondarySource(i)));
        }
        log.say("Phase is DOWNLOAD_SOURCE");
        log.say("CODEBUILD_SRC_DIR=" + own.inside(own.source()));
        Buildspec spec = BuildspecSource.read(request.buildspec(), own, log);
        buildspec = spec;
        artifacts = spec.artifacts();
        log.say("Processing environment variables");
        variables.resolve(spec.environment(), request);
        if (!variables.tooShort().isEmpty()) {
            log.say("Not hidden in this log: what has fewer than " + SecretMask.SHORTEST
                    + " characters in the values of " + String.join(", ", variables.tooShort()));
        }
        if (spec.phase(PhaseName.INSTALL).runtimeVersions().isEmpty()) {
            log.say("No runtime version selected in buildspec.");
        } else {
            log.say("Skipping install of runtimes. Runtime version selection is not supported by this build image.");
        }
        LocalCache local = new LocalCache(machine.cacheFolder(request));
        BuildCaches kept = new BuildCaches(request, own, local, ports.artifacts(), log);
        caches = kept;
        kept.restoreLayers();
        startSession(spec);
        log.say("Moving to directory " + own.inside(own.source()));
        cache = Expansion.expand(spec.cache(), Objects.requireNonNull(session), log::output);
        kept.restore(cache);
        log.say("Phases found in YAML: " + spec.phases().size());
        spec.phases()
                .forEach((name, section) ->
                        log.say(" " + name + ": " + section.commands().size() + " commands"));
    }

    private @Nullable String download(BuildSource source, Path folder) throws IOException, PhaseFailure {
        try {
            String version = ports.sources().into(source, folder);
            // The folder above it, too: each source has one of its own.
            Trees.readable(Objects.requireNonNull(folder.getParent()));
            return version;
        } catch (CloudCallException e) {
            String text = e.code().equals("CLIENT_ERROR") ? e.getMessage() : e.text();
            String which = source.identifier().isEmpty() ? "primary source" : "source " + source.identifier();
            throw new PhaseFailure(
                    "CLIENT_ERROR", text + " for " + which + " and source version " + source.version(), e);
        }
    }

    private void startSession(Buildspec spec) throws IOException, SessionEndedException, InterruptedException {
        BuildFolders own = folders();
        Map<String, String> environment = new LinkedHashMap<>();
        List<String> path = new ArrayList<>();
        Path programs = Files.createDirectories(own.readOnly().resolve("bin"));
        HashFilesCommand.install(programs);
        path.add(own.inside(programs));
        if (machine.settings().tools() != null) {
            path.add(machine.settings().tools().toAbsolutePath().normalize() + "/bin");
        }
        path.add(Programs.SYSTEM_PATH);
        environment.put("PATH", String.join(":", path));
        environment.putAll(DockerCommand.prepare(
                machine.engine(), own, request.privileged(), machine.settings().registries(), images().orElse(null)));
        environment.putAll(BuiltInVariables.of(
                request, record, own, machine.settings().endpoint(), Objects.requireNonNull(access)));
        List<String> passedOver = new ArrayList<>();
        variables.values().forEach((name, value) -> {
            if (BuiltInVariables.isFixed(name)) {
                passedOver.add(name);
            } else {
                environment.put(name, value);
            }
        });
        if (!passedOver.isEmpty()) {
            log.say("Not taken, as the build environment has its own: " + String.join(", ", passedOver));
        }
        ShellSession started = ShellSession.start(
                machine.sandbox().command(plan(), ShellSession.program(own)),
                environment,
                own,
                spec.version(),
                spec.environment().shell());
        session = started;
        interruption.onEnd(started::close);
    }

    private void runPhase(PhaseSection section) throws IOException, SessionEndedException, PhaseFailure {
        PhaseType type = record.snapshot().currentPhase();
        log.say("Entering phase " + type);
        new PhaseRunner(
                        Objects.requireNonNull(session),
                        log,
                        Objects.requireNonNull(buildspec).runAs())
                .run(section, record.succeeding());
    }

    /** Takes from the shell what is needed when it is gone: exported variables, and what stands in the names of artifacts. */
    private boolean freeze() {
        Buildspec spec = Objects.requireNonNull(buildspec);
        ShellSession shell = Objects.requireNonNull(session);
        try {
            Map<String, String> all = shell.variables();
            Map<String, String> exported = new LinkedHashMap<>();
            for (String name : spec.environment().exportedVariables()) {
                String value = all.get(name);
                if (value != null && variables.exportable(name)) {
                    exported.put(name, value);
                }
            }
            record.exported(exported);
            if (spec.artifacts() != null) {
                artifacts = Expansion.expand(spec.artifacts(), all, shell, log::output);
            }
            return true;
        } catch (SessionEndedException e) {
            return true;
        } catch (IOException e) {
            machine.failed(request.id(), e);
            return false;
        }
    }

    private void uploadArtifacts() throws IOException, PhaseFailure {
        BuildFolders own = folders();
        FileSets files = new FileSets(own);
        List<String> problems = new ReportUpload(files, ports.reports(), log)
                .upload(request.project(), Objects.requireNonNull(buildspec), record);
        ArtifactUpload upload = new ArtifactUpload(files, ports.artifacts(), own.root(), request.uuid());
        for (ArtifactOutput output : request.outputs()) {
            try {
                record.uploaded(upload.upload(output, artifacts, log::say));
            } catch (NoArtifactException e) {
                throw new PhaseFailure("CLIENT_ERROR", String.valueOf(e.getMessage()), e);
            } catch (CloudCallException e) {
                throw new PhaseFailure("CLIENT_ERROR", "Error while uploading artifacts: " + e.text(), e);
            }
        }
        if (!problems.isEmpty()) {
            throw new PhaseFailure("CLIENT_ERROR", "[" + String.join(", ", problems) + "]");
        }
    }

    private void endSession() {
        ShellSession shell = session;
        if (shell != null) {
            shell.close();
            shell.awaitEnd();
        }
        if (access != null) {
            machine.credentials().revoke(access);
        }
    }

    private void cleanUp() throws IOException {
        BuildFolders own = folders;
        if (own == null) {
            return;
        }
        try {
            if (caches != null) {
                caches.save(cache);
            }
        } finally {
            Trees.delete(own.root());
        }
    }

    private BuildFolders folders() {
        return Objects.requireNonNull(folders);
    }

    /** The log ends when nothing more is to say. */
    void closeLog() {
        if (logOpen) {
            ports.logs().close();
        }
    }
}
