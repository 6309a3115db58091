package dev.slipway.policies.rules.iam;

import static java.util.Map.entry;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.PolicyKind;
import dev.slipway.iam.PolicySyntaxException;
import dev.slipway.iam.Unknown;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;
import java.util.List;
import java.util.Map;

/** Policy documents are such that AWS takes them. */
public final class DocumentsAreValid extends ResourceRule {
    /** The most characters that IAM takes, spaces aside, where no quota raises it. */
    private static final Map<String, Integer> LONGEST = Map.ofEntries(
            entry("aws:iam/policy:Policy", 6144),
            entry("aws-native:iam:ManagedPolicy", 6144),
            entry("aws:iam/role:Role", 10_240),
            entry("aws-native:iam:Role", 10_240),
            entry("aws:iam/rolePolicy:RolePolicy", 10_240),
            entry("aws-native:iam:RolePolicy", 10_240),
            entry("aws:iam/groupPolicy:GroupPolicy", 5120),
            entry("aws-native:iam:GroupPolicy", 5120),
            entry("aws:iam/userPolicy:UserPolicy", 2048),
            entry("aws-native:iam:UserPolicy", 2048));

    private static final int LONGEST_TRUST = 4096;

    public DocumentsAreValid() {
        super(
                About.rule("Policy documents are such that AWS takes them")
                        .why("What AWS refuses fails in the middle of an update, after other resources have changed.")
                        .remedy("Correct what the finding names.")
                        .severity(Severity.HIGH)
                        .peers("parliament MALFORMED", "cfn-lint E3510")
                        .links(
                                "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
                                "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html")
                        .build(),
                AttachedPolicies.types(PolicyKind.IDENTITY, PolicyKind.RESOURCE, PolicyKind.TRUST));
    }

    @Override
    public Verdict check(ResourceView resource, Settings settings) {
        Findings findings = new Findings();
        AttachedPolicies policies = AttachedPolicies.of(resource);
        policies.each(findings, List.of(PolicyKind.values()), attached -> {});
        policies.documents().forEach(document -> judge(resource.type(), document, findings));
        return findings.verdict();
    }

    private static void judge(String type, AttachedDocument document, Findings findings) {
        Property at = document.at();
        String json = at.toJson();
        try {
            for (String problem : PolicyDocument.parse(json).problems(document.kind())) {
                report(at, problem, findings);
            }
        } catch (PolicySyntaxException e) {
            report(at, String.valueOf(e.getMessage()), findings);
        }
        int longest =
                document.kind() == PolicyKind.TRUST ? LONGEST_TRUST : LONGEST.getOrDefault(type, Integer.MAX_VALUE);
        long length = json.chars().filter(c -> !Character.isWhitespace(c)).count();
        if (length > longest && !Unknown.isIn(json)) {
            report(at, "the document has " + length + " characters, expected " + longest + " at most", findings);
        }
    }

    private static void report(Property at, String problem, Findings findings) {
        findings.violation(at, at.isSecret() ? "AWS refuses the document" : problem);
    }
}
