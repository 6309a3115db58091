package dev.slipway.policies;

import com.google.protobuf.Empty;
import com.google.protobuf.Struct;
import dev.slipway.policies.evaluation.Baseline;
import dev.slipway.policies.evaluation.Configuration;
import dev.slipway.policies.evaluation.Configuration.Given;
import dev.slipway.policies.evaluation.Evaluator;
import dev.slipway.policies.evaluation.Ledger;
import dev.slipway.policies.evaluation.Outcome;
import dev.slipway.policies.evaluation.Pack;
import dev.slipway.policies.evaluation.Parallel;
import dev.slipway.policies.evaluation.Suppression;
import dev.slipway.policies.model.Level;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.StackView;
import dev.slipway.policies.model.Value;
import dev.slipway.policies.report.BaselineFile;
import dev.slipway.policies.report.PolicyReport;
import dev.slipway.policies.report.ReportFiles;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import pulumirpc.AnalyzerGrpc;
import pulumirpc.AnalyzerOuterClass.AnalyzeDiagnostic;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzeResponse;
import pulumirpc.AnalyzerOuterClass.AnalyzeStackRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerHandshakeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerHandshakeResponse;
import pulumirpc.AnalyzerOuterClass.AnalyzerInfo;
import pulumirpc.AnalyzerOuterClass.AnalyzerResource;
import pulumirpc.AnalyzerOuterClass.AnalyzerStackConfigureRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerStackConfigureResponse;
import pulumirpc.AnalyzerOuterClass.ConfigureAnalyzerRequest;
import pulumirpc.AnalyzerOuterClass.RemediateResponse;
import pulumirpc.Plugin.PluginInfo;

/**
 * The engine's calls, translated. No call ever fails: an error would abort the user's run, so it comes back as a diagnostic.
 *
 * @see <a href="https://github.com/pulumi/pulumi/blob/v3.185.0/proto/pulumi/analyzer.proto">analyzer.proto</a>
 */
final class AnalyzerService extends AnalyzerGrpc.AnalyzerImplBase {
    private final Pack pack;
    private final Clock clock;
    private final Parallel parallel;
    private final Messages messages;
    private final ReportRequest reports;
    private final Ledger ledger = new Ledger();
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile Configuration configuration;
    private final BaselineRequest baselines;
    private volatile BaselineRequest.Read baseline;
    private volatile Evaluator evaluator;
    private volatile List<String> unmet = List.of();
    private volatile String project = "";
    private volatile String stack = "";

    AnalyzerService(Pack pack, Map<String, String> environment, Clock clock, Parallel parallel) {
        this.pack = pack;
        this.clock = clock;
        this.parallel = parallel;
        this.messages = new Messages(pack);
        this.reports = new ReportRequest(environment);
        this.configuration = Configuration.defaults(pack);
        this.baselines = new BaselineRequest(environment);
        this.baseline = baselines.read(configuration, LocalDate.now(clock));
        this.evaluator = new Evaluator(pack, configuration, clock, baseline.baseline());
    }

    /**
     * Writes the reports that are asked for, if something has changed since the last time.
     *
     * @return what went wrong; empty when nothing
     */
    synchronized Optional<String> writeReports() {
        List<String> formats = reports.formats(configuration);
        if (formats.isEmpty() || !ledger.takeChanged()) {
            return Optional.empty();
        }
        List<String> problems = new ArrayList<>(configuration.problems());
        problems.addAll(configuration.notices());
        problems.addAll(unmet);
        try {
            ReportFiles.write(
                    new PolicyReport(pack, project, stack, ledger.outcomes(), problems),
                    formats,
                    reports.directory(configuration));
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.of("no report was written: " + e);
        }
    }

    @Override
    public void handshake(AnalyzerHandshakeRequest request, StreamObserver<AnalyzerHandshakeResponse> observer) {
        send(observer, AnalyzerHandshakeResponse.getDefaultInstance());
    }

    @Override
    public void configureStack(
            AnalyzerStackConfigureRequest request, StreamObserver<AnalyzerStackConfigureResponse> observer) {
        project = request.getProject();
        stack = request.getStack();
        send(observer, AnalyzerStackConfigureResponse.getDefaultInstance());
    }

    @Override
    public void getAnalyzerInfo(Empty request, StreamObserver<AnalyzerInfo> observer) {
        send(observer, messages.info());
    }

    @Override
    public void getPluginInfo(Empty request, StreamObserver<PluginInfo> observer) {
        send(observer, PluginInfo.newBuilder().setVersion(pack.version()).build());
    }

    @Override
    public void configure(ConfigureAnalyzerRequest request, StreamObserver<Empty> observer) {
        answer(
                observer,
                () -> {
                    Map<String, Given> given = new LinkedHashMap<>();
                    request.getPolicyConfigMap()
                            .forEach((id, config) -> given.put(
                                    id,
                                    new Given(
                                            Optional.of(Messages.level(config.getEnforcementLevel())),
                                            Wire.fields(config.getProperties()))));
                    Configuration read = Configuration.of(pack, given);
                    configuration = read;
                    baseline = baselines.read(read, LocalDate.now(clock));
                    evaluator = new Evaluator(pack, read, clock, baseline.baseline());
                    told.set(false);
                    ledger.clear();
                    unmet = List.of();
                    return Empty.getDefaultInstance();
                },
                failure -> Empty.getDefaultInstance());
    }

    @Override
    public void analyze(AnalyzeRequest request, StreamObserver<AnalyzeResponse> observer) {
        answer(
                observer,
                () -> {
                    AnalyzeResponse.Builder response = AnalyzeResponse.newBuilder();
                    tellAboutConfiguration(response);
                    report(response, evaluator.analyze(view(request, request.getProperties())));
                    return response.build();
                },
                failure -> failed(request.getUrn(), failure));
    }

    @Override
    public void analyzeStack(AnalyzeStackRequest request, StreamObserver<AnalyzeResponse> observer) {
        answer(
                observer,
                () -> {
                    List<ResourceView> views =
                            parallel.flatMap(request.getResourcesList(), resource -> List.of(view(resource)));
                    AnalyzeResponse.Builder response = AnalyzeResponse.newBuilder();
                    tellAboutConfiguration(response);
                    // Several resources may share the part that is at fault.
                    report(
                            response,
                            evaluator.analyzeStack(new StackView(views), parallel).stream()
                                    .distinct()
                                    .toList());
                    tellAboutSuppressions(response);
                    tellAboutBaseline(response);
                    ledger.openQuestions()
                            .ifPresent(
                                    text -> response.addDiagnostics(messages.aboutConfiguration(text, Level.ADVISORY)));
                    writeReports()
                            .ifPresent(
                                    text -> response.addDiagnostics(messages.aboutConfiguration(text, Level.ADVISORY)));
                    return response.build();
                },
                failure -> failed("", failure));
    }

    @Override
    public void remediate(AnalyzeRequest request, StreamObserver<RemediateResponse> observer) {
        answer(
                observer,
                () -> {
                    RemediateResponse.Builder response = RemediateResponse.newBuilder();
                    Struct properties = request.getProperties();
                    for (ResourceRule rule : evaluator.remediators(request.getType())) {
                        properties = remediate(rule, request, properties, response);
                    }
                    return response.build();
                },
                failure -> RemediateResponse.getDefaultInstance());
    }

    private Struct remediate(
            ResourceRule rule, AnalyzeRequest request, Struct properties, RemediateResponse.Builder response) {
        try {
            return evaluator
                    .remedy(rule, view(request, properties))
                    .map(edits -> {
                        Struct corrected = Corrections.apply(properties, edits);
                        response.addRemediations(messages.remediation(rule).setProperties(corrected));
                        return corrected;
                    })
                    .orElse(properties);
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            response.addRemediations(messages.remediation(rule)
                    .setDiagnostic(
                            "could not be corrected: " + new Outcome.Failed(rule, request.getUrn(), e).summary()));
            return properties;
        }
    }

    @Override
    public void cancel(Empty request, StreamObserver<Empty> observer) {
        answer(
                observer,
                () -> {
                    writeReports().ifPresent(System.err::println);
                    return Empty.getDefaultInstance();
                },
                failure -> Empty.getDefaultInstance());
    }

    List<Outcome> outcomes() {
        return ledger.outcomes();
    }

    private void report(AnalyzeResponse.Builder response, List<Outcome> outcomes) {
        ledger.add(outcomes);
        for (Outcome outcome : outcomes) {
            messages.diagnostic(outcome).ifPresent(response::addDiagnostics);
            messages.notApplicable(outcome).ifPresent(response::addNotApplicable);
        }
    }

    private void tellAboutConfiguration(AnalyzeResponse.Builder response) {
        Level level = configuration.level(Pack.SETTINGS);
        if (level == Level.DISABLED || told.getAndSet(true)) {
            return;
        }
        baseline.problem().ifPresent(text -> response.addDiagnostics(messages.aboutConfiguration(text, level)));
        reports.problem().ifPresent(text -> response.addDiagnostics(messages.aboutConfiguration(text, level)));
        configuration.problems().forEach(text -> response.addDiagnostics(messages.aboutConfiguration(text, level)));
        configuration
                .notices()
                .forEach(text -> response.addDiagnostics(messages.aboutConfiguration(text, Level.ADVISORY)));
    }

    private void tellAboutSuppressions(AnalyzeResponse.Builder response) {
        // Only now is it known what there is to suppress.
        unmet = evaluator.unmetSuppressions().stream().map(Suppression::unmet).toList();
        if (configuration.level(Pack.SETTINGS) != Level.DISABLED) {
            unmet.forEach(text -> response.addDiagnostics(messages.aboutConfiguration(text, Level.ADVISORY)));
        }
    }

    private void tellAboutBaseline(AnalyzeResponse.Builder response) {
        List<Baseline.Entry> stale =
                evaluator.staleEntries(stack.isEmpty() ? "" : "urn:pulumi:" + stack + "::" + project + "::");
        Optional<Path> accepting =
                baselines.accepting().filter(file -> baseline.problem().isEmpty());
        if (accepting.isEmpty()) {
            stale.forEach(entry -> response.addDiagnostics(messages.aboutConfiguration(entry.stale(), Level.ADVISORY)));
            return;
        }
        List<Baseline.Entry> kept = new ArrayList<>(baseline.baseline().all());
        kept.removeAll(stale);
        String told;
        Level level = Level.ADVISORY;
        try {
            BaselineFile.write(kept, accepting.get());
            told = "the baseline " + accepting.get() + " was written: findings accepted " + kept.size()
                    + ", no longer found and taken away " + stale.size();
        } catch (IOException | RuntimeException e) {
            // Whoever accepts findings has to learn that they are not.
            level = Level.MANDATORY;
            told = "the baseline " + accepting.get() + " was not written: " + e;
        }
        response.addDiagnostics(messages.aboutConfiguration(told, level));
    }

    private AnalyzeResponse failed(String urn, Throwable failure) {
        AnalyzeDiagnostic diagnostic = messages
                .aboutConfiguration(
                        "the policy pack could not judge this: "
                                + failure.getClass().getSimpleName()
                                + " at "
                                + (failure.getStackTrace().length == 0
                                        ? "an unknown place"
                                        : failure.getStackTrace()[0]),
                        Level.ADVISORY)
                .toBuilder()
                .setUrn(urn)
                .build();
        return AnalyzeResponse.newBuilder().addDiagnostics(diagnostic).build();
    }

    private static ResourceView view(AnalyzeRequest request, Struct properties) {
        return new ResourceView(
                request.getUrn(), request.getType(), request.getName(), Wire.fields(properties), Map.of());
    }

    private static ResourceView view(AnalyzerResource resource) {
        Map<String, List<String>> dependencies = new LinkedHashMap<>();
        resource.getPropertyDependenciesMap()
                .forEach((property, urns) -> dependencies.put(property, List.copyOf(urns.getUrnsList())));
        Value.Fields properties = Wire.fields(resource.getProperties());
        return new ResourceView(resource.getUrn(), resource.getType(), resource.getName(), properties, dependencies);
    }

    private static <T> void answer(StreamObserver<T> observer, Supplier<T> work, Function<Throwable, T> otherwise) {
        T response;
        try {
            response = work.get();
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            response = otherwise.apply(e);
        }
        send(observer, response);
    }

    private static <T> void send(StreamObserver<T> observer, T response) {
        observer.onNext(response);
        observer.onCompleted();
    }
}
