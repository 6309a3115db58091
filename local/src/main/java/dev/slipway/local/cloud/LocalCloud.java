package dev.slipway.local.cloud;

import static dev.slipway.local.cloud.StartFailure.Reason.NO_MINISTACK;
import static dev.slipway.local.cloud.StartFailure.Reason.OTHER;
import static dev.slipway.local.cloud.StartFailure.Reason.PORT_IN_USE;
import static dev.slipway.local.cloud.StartFailure.Reason.STATE_UNUSABLE;

import dev.slipway.local.cloud.access.Enforcement;
import dev.slipway.local.cloud.access.IamAccess;
import dev.slipway.local.cloud.access.OnBehalf;
import dev.slipway.local.cloud.access.RoleSessions;
import dev.slipway.local.cloud.access.ServiceCalls;
import dev.slipway.local.cloud.access.SessionRules;
import dev.slipway.local.cloud.access.SessionTags;
import dev.slipway.local.cloud.access.calls.CallTables;
import dev.slipway.local.cloud.access.calls.KnownTags;
import dev.slipway.local.cloud.access.calls.MinistackFacts;
import dev.slipway.local.cloud.access.calls.S3Calls;
import dev.slipway.local.cloud.access.policies.MinistackPolicies;
import dev.slipway.local.cloud.access.policies.PolicyCache;
import dev.slipway.local.cloud.access.record.CallLog;
import dev.slipway.local.cloud.api.Dispatcher;
import dev.slipway.local.cloud.api.Service;
import dev.slipway.local.cloud.clients.CloudClients;
import dev.slipway.local.cloud.codebuild.BuildCloud;
import dev.slipway.local.cloud.codebuild.Builds;
import dev.slipway.local.cloud.codebuild.execution.EngineSettings;
import dev.slipway.local.cloud.codecommit.Archives;
import dev.slipway.local.cloud.codecommit.CodeCommit;
import dev.slipway.local.cloud.codepipeline.CodePipeline;
import dev.slipway.local.cloud.ecr.Ecr;
import dev.slipway.local.cloud.ecs.LocalEcs;
import dev.slipway.local.cloud.ecs.aws.AwsClients;
import dev.slipway.local.cloud.ecs.aws.AwsPorts;
import dev.slipway.local.cloud.ecs.aws.TaskVariables;
import dev.slipway.local.cloud.ecs.control.EcsManifest;
import dev.slipway.local.cloud.ecs.control.EcsSettings;
import dev.slipway.local.cloud.ecs.runtime.ImageArchives;
import dev.slipway.local.cloud.ecs.runtime.Runtimes;
import dev.slipway.local.cloud.events.Delivery;
import dev.slipway.local.cloud.events.EventBridge;
import dev.slipway.local.cloud.logs.Logs;
import dev.slipway.local.cloud.ministack.BucketRegions;
import dev.slipway.local.cloud.ministack.CorsRules;
import dev.slipway.local.cloud.ministack.LearnedCredentials;
import dev.slipway.local.cloud.ministack.Ministack;
import dev.slipway.local.cloud.ministack.MinistackClients;
import dev.slipway.local.cloud.ministack.MinistackEvents;
import dev.slipway.local.cloud.ministack.MinistackProxy;
import dev.slipway.local.cloud.ministack.PythonEnvironment;
import dev.slipway.local.cloud.notifications.NotificationRules;
import dev.slipway.local.cloud.page.PageHandler;
import dev.slipway.local.cloud.signature.SignatureCheck;
import dev.slipway.local.cloud.store.DamagedState;
import dev.slipway.local.cloud.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A running local cloud: one loopback port, services of ours and ministack behind it, and one state folder. */
public final class LocalCloud implements AutoCloseable {
    private static final int CALLS_PER_FILE = 4000;
    private static final int LARGEST_HEAD = 64 << 10;
    /** Often enough for a person, seldom enough for the machine. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int QUEUED_BUILDS = 100;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Ministack ministack;
    private final int port;
    private final OnBehalf onBehalf;
    private final CallLog calls;
    private final EventBridge events;
    private boolean closed;

    /**
     * Starts a local cloud and returns when every service answers.
     *
     * @throws StartFailure when it cannot start; then nothing is left behind
     */
    public static LocalCloud start(LocalCloudSettings settings) throws StartFailure {
        return new LocalCloud(settings);
    }

    /**
     * Reads all state of a cloud that does not run, and changes nothing.
     *
     * @throws StartFailure when something is missing or damaged, or cannot be looked at
     */
    public static void check(Path state) throws StartFailure {
        StateFolder.check(state);
    }

    /**
     * Moves damaged state that a cloud can go on without out of its way.
     *
     * @return what is left out, in words
     * @throws StartFailure when there is other damage; then nothing is changed
     */
    public static Set<String> leaveOut(Path state) throws StartFailure {
        return StateFolder.leaveOut(state);
    }

    private LocalCloud(LocalCloudSettings settings) throws StartFailure {
        try {
            // The port and Python first: when they are not there, no folder is made.
            var server = new Server();
            var connector = listen(server, settings.port());
            port = connector.getLocalPort();
            var python = PythonEnvironment.inspect(settings.python());
            var folder = StateFolder.take(settings.state());
            parts.push(folder);
            // It loads its state while our own services load theirs.
            ministack = Ministack.start(python, folder.ministack(), port);
            parts.push(ministack);
            var store = Store.open(folder.journal(), folder.slot(StateFolder.JOURNAL));
            parts.push(store);
            var logs = Logs.open(store, folder.logs(), Clock.systemUTC());
            var clients = new MinistackClients(ministack);
            parts.push(clients);
            var credentials = new LearnedCredentials(store, Clock.systemUTC(), clients::active);
            var clock = Clock.systemUTC();
            calls = CallLog.open(folder.calls(), CALLS_PER_FILE, folder.slot(StateFolder.CALLS));
            parts.push(calls);
            var policies = new PolicyCache(new MinistackPolicies(
                    clients, credentials, (region, name) -> Ecr.repositoryPolicy(store, region, name)));
            var tags = new KnownTags(clients, policies);
            var access = new IamAccess(policies, tags, calls, clock);
            var facts = new MinistackFacts(clients, policies);
            var tables = new CallTables(facts);
            var enforcement = new Enforcement(access, tables, new S3Calls(facts));
            var cloudClients = new CloudClients(URI.create(endpoint()));
            parts.push(cloudClients);
            onBehalf = new OnBehalf(access, new RoleSessions(clients, credentials, access, clock), cloudClients);
            events = new EventBridge(
                    store,
                    new MinistackEvents(ministack),
                    onBehalf.sessions(),
                    cloudClients,
                    new NotificationRules(store, new ServiceCalls(access, tables), clients),
                    clock,
                    FIRST_PAUSE);
            parts.push(events);
            var builds = Builds.open(store, new BuildCloud(onBehalf, events), builds(settings, folder), clock);
            parts.push(builds);
            var ecr = new Ecr(store, folder.images(), "127.0.0.1:" + port, credentials, events, clock);
            parts.push(ecr);
            var pipelines = CodePipeline.open(
                    store, new Archives(store, folder.repositories()), builds, onBehalf, events, clock);
            var codecommit = new CodeCommit(store, folder.repositories(), endpoint(), clients, events, clock);
            var ecs = new CompletableFuture<LocalEcs>();
            var ecsClients = new AwsClients(cloudClients, onBehalf.sessions());
            var own = load(new CodeServices(
                    python.botocoreData(),
                    store,
                    codecommit,
                    endpoint(),
                    clients,
                    ecr,
                    ecs,
                    onBehalf,
                    events,
                    builds,
                    pipelines,
                    logs,
                    clock));
            tags.ask(own);
            var services = own.stream()
                    .map(service -> new Dispatcher(service, enforcement))
                    .toList();
            var views = new PageViews(cloudClients, calls, events, ecs);
            parts.push(views);
            var page = new PageHandler(views.sources(), LOOK_AGAIN);
            ministack.awaitReady();
            server.setErrorHandler(new ServerErrors());
            server.setHandler(new Gateway(
                    new FrontDoor(port, new CorsRules(clients)::allow),
                    folder.bodies(),
                    new Router(services, ministack::services),
                    new SignatureCheck(credentials, Clock.systemUTC()),
                    new OnceAnswers(store),
                    withFaults(
                            settings,
                            new RegistryFront(ecr.registryHandler(access)),
                            new ListenersFront(ecs),
                            new TaskCredentialsFront(ecs, ecsClients),
                            Front.of(CodeCommit::isGit, codecommit.git(credentials, access)),
                            Front.of(PageHandler::serves, page)),
                    new PassedOn(
                            enforcement,
                            policies,
                            new BucketRegions(clients),
                            new SessionRules(clients::longestSession, clients::hasPrincipal),
                            new SessionTags(credentials::transitiveTags)),
                    new BalancerCalls(ecs, new MinistackProxy(ministack, credentials, Gateway::unavailable))));
            start(server);
            ecs.complete(LocalEcs.start(
                    EcsSettings.of(
                            folder.ecs(),
                            new EcsManifest(folder.slot(StateFolder.ECS), folder.slot(StateFolder.PULLED_IMAGES))),
                    Runtimes.of(settings.containers(), new ImageArchives(settings.buildImages()), folder.engine()),
                    AwsPorts.of(ecsClients, "127.0.0.1:" + port, events, new TaskVariables(URI.create(endpoint())))));
            parts.push(ecs.join());
            // Its readers stay for as long as they like, and the server waits for them.
            parts.push(page::close);
            // Once more, so that they end first: their last calls need the server.
            parts.push(builds);
            parts.push(pipelines);
            builds.recover();
            events.start(pipelines.starts());
            pipelines.resume();
        } catch (StartFailure e) {
            close();
            throw e;
        } catch (IllegalArgumentException e) {
            close();
            throw new StartFailure(OTHER, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new StartFailure(OTHER, "the start was interrupted");
        } catch (DamagedState e) {
            close();
            throw StateDamage.failure(List.of(e.damage()));
        } catch (IOException e) {
            close();
            throw new StartFailure(
                    STATE_UNUSABLE,
                    "the state in %s cannot be used (%s): make it a folder that you may write, or choose another --state"
                            .formatted(settings.state(), e));
        } catch (UncheckedIOException e) {
            close();
            throw new StartFailure(
                    STATE_UNUSABLE,
                    "the state in %s cannot be used (%s: %s): make it a folder that you may write, or choose another --state"
                            .formatted(settings.state(), e.getMessage(), e.getCause()));
        }
    }

    /** Faults come first: they stand for parts that do not answer. */
    private static List<Front> withFaults(LocalCloudSettings settings, Front... fronts) {
        var all = new ArrayList<Front>();
        if (settings.faults() != null) {
            all.add(new FaultFront(settings.faults()));
        }
        all.addAll(List.of(fronts));
        return all;
    }

    private EngineSettings builds(LocalCloudSettings settings, StateFolder folder) {
        var registry = "127.0.0.1:" + port;
        return new EngineSettings(
                folder.builds(),
                URI.create(endpoint()),
                List.of(registry, "localhost:" + port),
                Math.max(2, Runtime.getRuntime().availableProcessors()),
                QUEUED_BUILDS,
                settings.buildTools(),
                settings.python(),
                settings.buildImages());
    }

    private ServerConnector listen(Server server, int wanted) throws StartFailure {
        var http = new HttpConfiguration();
        http.setRequestHeaderSize(LARGEST_HEAD);
        http.setResponseHeaderSize(LARGEST_HEAD);
        http.setSendServerVersion(false);
        // Otherwise a header may arrive in other case than it was signed in.
        http.setHeaderCacheCaseSensitive(true);
        // Object keys and ARNs in a path hold what Jetty would refuse as ambiguous.
        http.setUriCompliance(UriCompliance.UNSAFE);
        var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(wanted);
        connector.setReuseAddress(true);
        server.addConnector(connector);
        server.setStopTimeout(5_000);
        try {
            connector.open();
        } catch (IOException e) {
            throw new StartFailure(
                    PORT_IN_USE,
                    "port %d of 127.0.0.1 is in use: stop the program that listens there (./slipway local stop, if it is a local cloud), or set SLIPWAY_PORT"
                            .formatted(wanted));
        }
        parts.push(connector);
        return connector;
    }

    private static List<Service> load(CodeServices services) throws StartFailure {
        try {
            return services.load();
        } catch (IOException e) {
            throw new StartFailure(
                    NO_MINISTACK, "botocore's service models cannot be read (%s): run ./slipway setup".formatted(e));
        }
    }

    private void start(Server server) throws StartFailure {
        parts.push(server::stop);
        try {
            server.start();
        } catch (Exception e) { // Jetty's start declares it
            throw new StartFailure(OTHER, "the gateway did not start: " + e);
        }
    }

    /** The address for clients, as in {@code AWS_ENDPOINT_URL}. */
    public String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** The calls of roles that were judged, for tests. */
    CallLog calls() {
        return calls;
    }

    /** What services of ours work with, for tests. */
    OnBehalf onBehalf() {
        return onBehalf;
    }

    /** The newest deliveries of events to targets, newest first. */
    public List<Delivery> deliveries(int most) {
        return events.newest(most);
    }

    /** The process id of ministack, which a test may kill. */
    long ministackPid() {
        return ministack.pid();
    }

    /** Waits until a part dies for good. */
    public StartFailure awaitFailure() throws InterruptedException {
        try {
            return ministack.failure().get();
        } catch (java.util.concurrent.ExecutionException e) {
            return new StartFailure(OTHER, "waiting for ministack failed: " + e.getCause());
        }
    }

    /** Finishes what is under way, saves everything and stops. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) { // AutoCloseable declares it
                System.err.println("slipway-local: a part did not stop cleanly: " + e);
            }
        }
    }
}
