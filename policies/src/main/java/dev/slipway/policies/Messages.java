package dev.slipway.policies;

import com.google.protobuf.Struct;
import dev.slipway.policies.evaluation.Configuration;
import dev.slipway.policies.evaluation.Outcome;
import dev.slipway.policies.evaluation.Pack;
import dev.slipway.policies.evaluation.PackSettings;
import dev.slipway.policies.evaluation.Suppression;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Level;
import dev.slipway.policies.model.Rule;
import dev.slipway.policies.model.Setting;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.StackRule;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import pulumirpc.AnalyzerOuterClass.AnalyzeDiagnostic;
import pulumirpc.AnalyzerOuterClass.AnalyzerInfo;
import pulumirpc.AnalyzerOuterClass.EnforcementLevel;
import pulumirpc.AnalyzerOuterClass.PolicyComplianceFramework;
import pulumirpc.AnalyzerOuterClass.PolicyConfigSchema;
import pulumirpc.AnalyzerOuterClass.PolicyInfo;
import pulumirpc.AnalyzerOuterClass.PolicyNotApplicable;
import pulumirpc.AnalyzerOuterClass.PolicySeverity;
import pulumirpc.AnalyzerOuterClass.PolicyType;
import pulumirpc.AnalyzerOuterClass.Remediation;

/** Rules and outcomes in the engine's words. */
final class Messages {
    private final Pack pack;

    Messages(Pack pack) {
        this.pack = pack;
    }

    AnalyzerInfo info() {
        AnalyzerInfo.Builder info = AnalyzerInfo.newBuilder()
                .setName(pack.name())
                .setDisplayName(pack.displayName())
                .setVersion(pack.version())
                .setDescription(pack.description())
                .setProvider("aws")
                .setSupportsConfig(true);
        pack.rules().forEach(rule -> info.addPolicies(policy(rule)));
        return info.addPolicies(PolicyInfo.newBuilder()
                        .setName(Pack.SETTINGS)
                        .setDisplayName("Settings of the pack")
                        .setDescription("Suppressions for any rule, reports, and which rules to run")
                        .setEnforcementLevel(EnforcementLevel.MANDATORY)
                        .setPolicyType(PolicyType.POLICY_TYPE_STACK)
                        .setConfigSchema(schema(new PackSettings(pack).all(), true)))
                .build();
    }

    private static PolicyInfo policy(Rule rule) {
        About about = rule.about();
        PolicyInfo.Builder policy = PolicyInfo.newBuilder()
                .setName(rule.id())
                .setDisplayName(about.title())
                .setDescription(about.title())
                .setMessage(about.why())
                .setEnforcementLevel(level(Configuration.usual(rule)))
                .setConfigSchema(schema(about.settings(), false))
                .setPolicyType(
                        rule instanceof StackRule ? PolicyType.POLICY_TYPE_STACK : PolicyType.POLICY_TYPE_RESOURCE)
                .setSeverity(severity(about.severity()))
                .addTags(rule.service())
                .addAllTags(about.peers())
                .setRemediationSteps(about.remedy())
                .setUrl(about.links().get(0).toString());
        about.frameworks().stream()
                .findFirst()
                .ifPresent(control -> policy.setFramework(PolicyComplianceFramework.newBuilder()
                        .setName(control.split(" ", 2)[0])
                        .setReference(control)));
        return policy.build();
    }

    private static PolicyConfigSchema schema(List<Setting<?>> settings, boolean forPack) {
        Struct.Builder properties = Struct.newBuilder();
        settings.forEach(setting -> properties.putFields(setting.name(), Wire.encodeSchema(setting.schema())));
        properties.putFields("suppressions", Wire.encodeSchema(Suppression.schema(forPack)));
        return PolicyConfigSchema.newBuilder().setProperties(properties).build();
    }

    Optional<AnalyzeDiagnostic> diagnostic(Outcome outcome) {
        if (outcome instanceof Outcome.Violated violated) {
            String note = violated.note().isEmpty() ? "" : "\n" + violated.note();
            return Optional.of(diagnostic(
                    outcome,
                    violated.finding().sentence() + "\n"
                            + outcome.rule().about().remedy() + note,
                    violated.level()));
        }
        if (outcome instanceof Outcome.Suppressed suppressed) {
            String until = suppressed.by().until().map(day -> " until " + day).orElse("");
            return Optional.of(diagnostic(
                    outcome,
                    "suppressed" + until + " (" + suppressed.by().reason() + "): "
                            + suppressed.finding().sentence(),
                    Level.ADVISORY));
        }
        if (outcome instanceof Outcome.Failed failed) {
            return Optional.of(diagnostic(
                    outcome,
                    "the rule could not judge this resource, which is a fault of the rule: " + failed.summary(),
                    Level.ADVISORY));
        }
        return Optional.empty();
    }

    private AnalyzeDiagnostic diagnostic(Outcome outcome, String message, Level level) {
        return AnalyzeDiagnostic.newBuilder()
                .setPolicyName(outcome.rule().id())
                .setPolicyPackName(pack.name())
                .setPolicyPackVersion(pack.version())
                .setDescription(outcome.rule().about().title())
                .setMessage(message)
                .setEnforcementLevel(level(level))
                .setSeverity(severity(outcome.rule().about().severity()))
                .setUrn(outcome.urn())
                .build();
    }

    Optional<PolicyNotApplicable> notApplicable(Outcome outcome) {
        return outcome instanceof Outcome.NotApplicable not
                ? Optional.of(PolicyNotApplicable.newBuilder()
                        .setPolicyName(not.rule().id())
                        .setReason(not.reason())
                        .build())
                : Optional.empty();
    }

    AnalyzeDiagnostic aboutConfiguration(String message, Level level) {
        return AnalyzeDiagnostic.newBuilder()
                .setPolicyName(Pack.SETTINGS)
                .setPolicyPackName(pack.name())
                .setPolicyPackVersion(pack.version())
                .setDescription("Settings of the pack")
                .setMessage(message)
                .setEnforcementLevel(level(level))
                .build();
    }

    Remediation.Builder remediation(Rule rule) {
        return Remediation.newBuilder()
                .setPolicyName(rule.id())
                .setPolicyPackName(pack.name())
                .setPolicyPackVersion(pack.version())
                .setDescription(rule.about().title());
    }

    static Level level(EnforcementLevel level) {
        return switch (level) {
            case ADVISORY -> Level.ADVISORY;
            case DISABLED -> Level.DISABLED;
            case REMEDIATE -> Level.REMEDIATE;
            // A level that only a newer engine knows must not weaken a rule.
            case MANDATORY, UNRECOGNIZED -> Level.MANDATORY;
        };
    }

    static EnforcementLevel level(Level level) {
        return EnforcementLevel.valueOf(level.name());
    }

    private static PolicySeverity severity(Severity severity) {
        return PolicySeverity.valueOf("POLICY_SEVERITY_" + severity.name().toUpperCase(Locale.ROOT));
    }
}
