package dev.slipway.policies.testkit;

import com.google.protobuf.Empty;
import com.google.protobuf.Struct;
import dev.slipway.policies.AnalyzerServer;
import dev.slipway.policies.Wire;
import dev.slipway.policies.evaluation.Outcome;
import dev.slipway.policies.evaluation.Pack;
import dev.slipway.policies.model.JsonValues;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.Value;
import dev.slipway.policies.testkit.PolicyRun.Complying;
import dev.slipway.policies.testkit.PolicyRun.Corrected;
import dev.slipway.policies.testkit.PolicyRun.Diagnostic;
import dev.slipway.policies.testkit.PolicyRun.NotJudged;
import io.grpc.ManagedChannel;
import io.grpc.okhttp.OkHttpChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import pulumirpc.AnalyzerGrpc;
import pulumirpc.AnalyzerGrpc.AnalyzerBlockingStub;
import pulumirpc.AnalyzerOuterClass.AnalyzeDiagnostic;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzeResponse;
import pulumirpc.AnalyzerOuterClass.AnalyzeStackRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerHandshakeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerInfo;
import pulumirpc.AnalyzerOuterClass.AnalyzerPropertyDependencies;
import pulumirpc.AnalyzerOuterClass.AnalyzerResource;
import pulumirpc.AnalyzerOuterClass.AnalyzerStackConfigureRequest;
import pulumirpc.AnalyzerOuterClass.ConfigureAnalyzerRequest;
import pulumirpc.AnalyzerOuterClass.EnforcementLevel;
import pulumirpc.AnalyzerOuterClass.PolicyConfig;
import pulumirpc.AnalyzerOuterClass.PolicyInfo;
import pulumirpc.AnalyzerOuterClass.Remediation;

/**
 * Drives a pack as the engine does: a real server, the real protocol, the calls in the engine's order, unknown values and
 * secrets encoded as the engine encodes them.
 *
 * <pre>{@code
 * try (PackHarness pack = PackHarness.start(PlatformPack.pack())) {
 *     pack.configure("{\"all\": \"disabled\", \"image-tags-are-immutable\": \"mandatory\"}");
 *     PolicyRun run = pack.preview(Program.parse(yaml));
 * }
 * }</pre>
 */
public final class PackHarness implements AutoCloseable {
    private static final String ROOT = "urn:pulumi:dev::example::pulumi:pulumi:Stack::example-dev";
    private static final String PROVIDER = "urn:pulumi:dev::example::pulumi:providers:aws::default";

    private final AnalyzerServer server;
    private final ManagedChannel channel;
    private final AnalyzerBlockingStub analyzer;

    private PackHarness(AnalyzerServer server, ManagedChannel channel) {
        this.server = server;
        this.channel = channel;
        this.analyzer = AnalyzerGrpc.newBlockingStub(channel);
    }

    /** Starts a server with the pack and shakes hands, on today's date and without environment variables. */
    public static PackHarness start(Pack pack) throws IOException {
        return start(pack, Map.of(), Clock.systemUTC());
    }

    /**
     * Starts a server with the pack and shakes hands.
     *
     * @param environment the environment variables that the server sees
     * @param clock tells on which day suppressions are judged
     */
    public static PackHarness start(Pack pack, Map<String, String> environment, Clock clock) throws IOException {
        AnalyzerServer server = AnalyzerServer.start(pack, environment, clock);
        ManagedChannel channel = OkHttpChannelBuilder.forAddress(
                        InetAddress.getLoopbackAddress().getHostAddress(), server.port())
                .usePlaintext()
                .maxInboundMessageSize(400 * 1024 * 1024)
                .build();
        PackHarness harness = new PackHarness(server, channel);
        harness.analyzer.handshake(AnalyzerHandshakeRequest.newBuilder()
                .setEngineAddress("127.0.0.1:1")
                .build());
        harness.analyzer.configureStack(AnalyzerStackConfigureRequest.newBuilder()
                .setOrganization("organization")
                .setProject("example")
                .setStack("dev")
                .build());
        return harness;
    }

    /** What the pack says of itself. */
    public AnalyzerInfo info() {
        return analyzer.getAnalyzerInfo(Empty.getDefaultInstance());
    }

    /**
     * Configures the pack with the text of a {@code --policy-pack-config} file. As the engine does, puts it over the defaults
     * of every rule's schema.
     */
    public PackHarness configure(String json) {
        Map<String, Property> given = Property.root(JsonValues.parse(json)).fields();
        Map<String, PolicyConfig> merged = new LinkedHashMap<>();
        for (PolicyInfo policy : info().getPoliciesList()) {
            Struct.Builder properties = Struct.newBuilder();
            policy.getConfigSchema().getProperties().getFieldsMap().forEach((name, schema) -> {
                if (schema.getStructValue().containsFields("default")) {
                    properties.putFields(name, schema.getStructValue().getFieldsOrThrow("default"));
                }
            });
            EnforcementLevel level = given.containsKey("all")
                    ? level(given.get("all"), policy.getEnforcementLevel())
                    : policy.getEnforcementLevel();
            merged.put(
                    policy.getName(),
                    PolicyConfig.newBuilder()
                            .setEnforcementLevel(level)
                            .setProperties(properties)
                            .build());
        }
        given.forEach((id, value) -> {
            PolicyConfig before = merged.getOrDefault(id, PolicyConfig.getDefaultInstance());
            PolicyConfig.Builder after =
                    before.toBuilder().setEnforcementLevel(level(value, before.getEnforcementLevel()));
            if (value.isObject()) {
                value.fields().forEach((name, property) -> {
                    if (!name.equals("enforcementLevel")) {
                        after.getPropertiesBuilder().putFields(name, Wire.encode(property.value()));
                    }
                });
            }
            merged.put(id, after.build());
        });
        analyzer.configure(
                ConfigureAnalyzerRequest.newBuilder().putAllPolicyConfig(merged).build());
        return this;
    }

    private static EnforcementLevel level(Property value, EnforcementLevel otherwise) {
        Property level = value.isObject() ? value.get("enforcementLevel") : value;
        return level.text()
                .map(text -> EnforcementLevel.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(otherwise);
    }

    /** Runs the pack over a preview of the program. */
    public PolicyRun preview(Program program) {
        return run(program.atPreview(), true);
    }

    /** Runs the pack over a preview of the program, when its references are computed and carry no trace. */
    public PolicyRun previewUntraced(Program program) {
        return run(program.atPreviewUntraced(), true);
    }

    /** Runs the pack over an update. As in the engine, a mandatory violation of a resource ends it. */
    public PolicyRun update(Program program) {
        return run(program.inUpdate(), false);
    }

    private PolicyRun run(List<Program.Resource> program, boolean preview) {
        Recorder recorder = new Recorder();
        List<Program.Resource> all = new ArrayList<>();
        all.add(own("pulumi:pulumi:Stack", ROOT, "example-dev"));
        all.add(own("pulumi:providers:aws", PROVIDER, "default"));
        all.addAll(program);
        AnalyzeStackRequest.Builder stack = AnalyzeStackRequest.newBuilder();
        for (Program.Resource resource : all) {
            Struct inputs = remediate(resource, recorder);
            AnalyzeRequest request = request(resource, inputs);
            recorder.add(resource.urn(), analyzer.analyze(request));
            if (recorder.blocked && !preview) {
                return recorder.run(complying());
            }
            stack.addResources(output(resource, inputs));
        }
        recorder.add(ROOT, analyzer.analyzeStack(stack.build()));
        return recorder.run(complying());
    }

    private List<Complying> complying() {
        return server.outcomes().stream()
                .filter(Outcome.Compliant.class::isInstance)
                .map(outcome -> new Complying(outcome.rule().id(), name(outcome.urn())))
                .toList();
    }

    private static String name(String urn) {
        return urn.substring(urn.lastIndexOf("::") + 2);
    }

    private static Program.Resource own(String type, String urn, String name) {
        return new Program.Resource(urn, type, name, new Value.Fields(Map.of()), new Value.Fields(Map.of()), Map.of());
    }

    private Struct remediate(Program.Resource resource, Recorder recorder) {
        Struct inputs = Wire.encode(resource.inputs());
        for (Remediation remediation :
                analyzer.remediate(request(resource, inputs)).getRemediationsList()) {
            if (remediation.getDiagnostic().isEmpty()) {
                inputs = remediation.getProperties();
                recorder.corrected.add(new Corrected(remediation.getPolicyName(), resource.name(), inputs));
            } else {
                recorder.diagnostics.add(new Diagnostic(
                        remediation.getPolicyName(), "advisory", resource.name(), remediation.getDiagnostic()));
            }
        }
        return inputs;
    }

    private static AnalyzeRequest request(Program.Resource resource, Struct inputs) {
        return AnalyzeRequest.newBuilder()
                .setUrn(resource.urn())
                .setType(resource.type())
                .setName(resource.name())
                .setProperties(inputs)
                .build();
    }

    private static AnalyzerResource output(Program.Resource resource, Struct inputs) {
        AnalyzerResource.Builder output = AnalyzerResource.newBuilder()
                .setUrn(resource.urn())
                .setType(resource.type())
                .setName(resource.name())
                .setParent(resource.urn().equals(ROOT) ? "" : ROOT)
                .setProperties(Wire.encode(resource.outputs()).toBuilder().putAllFields(inputs.getFieldsMap()));
        resource.dependencies().forEach((property, urns) -> {
            if (!urns.isEmpty()) {
                output.putPropertyDependencies(
                        property,
                        AnalyzerPropertyDependencies.newBuilder()
                                .addAllUrns(urns)
                                .build());
                output.addAllDependencies(urns);
            }
        });
        return output.build();
    }

    /** The raw protocol, for tests that send what no program would. */
    public AnalyzerBlockingStub analyzer() {
        return analyzer;
    }

    /** Ends the run as the engine does when it is interrupted. */
    public void cancel() {
        Empty ignored = analyzer.cancel(Empty.getDefaultInstance());
        assert ignored != null;
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.close();
    }

    private static final class Recorder {
        private final List<Diagnostic> diagnostics = new ArrayList<>();
        private final List<Corrected> corrected = new ArrayList<>();
        private final List<NotJudged> notJudged = new ArrayList<>();
        private boolean blocked;

        void add(String urn, AnalyzeResponse response) {
            for (AnalyzeDiagnostic diagnostic : response.getDiagnosticsList()) {
                // What could have been corrected and was not is mandatory.
                EnforcementLevel level = diagnostic.getEnforcementLevel() == EnforcementLevel.REMEDIATE
                        ? EnforcementLevel.MANDATORY
                        : diagnostic.getEnforcementLevel();
                blocked |= level == EnforcementLevel.MANDATORY;
                String about = diagnostic.getUrn().isEmpty() ? urn : diagnostic.getUrn();
                diagnostics.add(new Diagnostic(
                        diagnostic.getPolicyName(),
                        level.name().toLowerCase(Locale.ROOT),
                        name(about),
                        diagnostic.getMessage()));
            }
            response.getNotApplicableList()
                    .forEach(not -> notJudged.add(new NotJudged(not.getPolicyName(), not.getReason())));
        }

        PolicyRun run(List<Complying> complying) {
            return new PolicyRun(diagnostics, corrected, notJudged, complying, blocked);
        }
    }
}
