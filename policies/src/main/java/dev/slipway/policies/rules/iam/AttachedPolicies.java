package dev.slipway.policies.rules.iam;

import static java.util.Map.entry;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.PolicyKind;
import dev.slipway.iam.PolicySyntaxException;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.JsonValues;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.UnreadableValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** All policy documents of a resource, wherever AWS resources keep them, read once for all rules. */
public final class AttachedPolicies {
    /**
     * A property that holds policy documents.
     *
     * @param kind what the policy is attached to
     * @param list the list property whose items hold the documents; empty when the resource itself does
     * @param property the property with the document
     */
    private record Slot(PolicyKind kind, String list, String property) {}

    private static final Slot IDENTITY = new Slot(PolicyKind.IDENTITY, "", "policy");
    private static final Slot RESOURCE = new Slot(PolicyKind.RESOURCE, "", "policy");

    private static final Map<String, List<Slot>> SLOTS = Map.ofEntries(
            entry(
                    "aws:iam/role:Role",
                    List.of(
                            new Slot(PolicyKind.TRUST, "", "assumeRolePolicy"),
                            new Slot(PolicyKind.IDENTITY, "inlinePolicies", "policy"))),
            entry("aws:iam/rolePolicy:RolePolicy", List.of(IDENTITY)),
            entry("aws:iam/policy:Policy", List.of(IDENTITY)),
            entry("aws:iam/userPolicy:UserPolicy", List.of(IDENTITY)),
            entry("aws:iam/groupPolicy:GroupPolicy", List.of(IDENTITY)),
            entry("aws:s3/bucketPolicy:BucketPolicy", List.of(RESOURCE)),
            entry("aws:s3/bucket:Bucket", List.of(RESOURCE)),
            entry("aws:s3/bucketV2:BucketV2", List.of(RESOURCE)),
            entry("aws:ecr/repositoryPolicy:RepositoryPolicy", List.of(RESOURCE)),
            entry("aws:ecr/registryPolicy:RegistryPolicy", List.of(RESOURCE)),
            entry("aws:cloudwatch/eventBusPolicy:EventBusPolicy", List.of(RESOURCE)),
            entry("aws:kms/key:Key", List.of(RESOURCE)),
            entry("aws:kms/keyPolicy:KeyPolicy", List.of(RESOURCE)),
            entry("aws:sns/topic:Topic", List.of(RESOURCE)),
            entry("aws:sns/topicPolicy:TopicPolicy", List.of(RESOURCE)),
            entry("aws:sqs/queue:Queue", List.of(RESOURCE)),
            entry("aws:sqs/queuePolicy:QueuePolicy", List.of(RESOURCE)),
            entry("aws:secretsmanager/secret:Secret", List.of(RESOURCE)),
            entry("aws:secretsmanager/secretPolicy:SecretPolicy", List.of(RESOURCE)),
            entry(
                    "aws-native:iam:Role",
                    List.of(
                            new Slot(PolicyKind.TRUST, "", "assumeRolePolicyDocument"),
                            new Slot(PolicyKind.IDENTITY, "policies", "policyDocument"))),
            entry("aws-native:iam:RolePolicy", List.of(new Slot(PolicyKind.IDENTITY, "", "policyDocument"))),
            entry("aws-native:iam:ManagedPolicy", List.of(new Slot(PolicyKind.IDENTITY, "", "policyDocument"))),
            entry("aws-native:s3:BucketPolicy", List.of(new Slot(PolicyKind.RESOURCE, "", "policyDocument"))),
            entry("aws-native:kms:Key", List.of(new Slot(PolicyKind.RESOURCE, "", "keyPolicy"))));

    private final List<AttachedStatement> statements = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();

    private AttachedPolicies() {}

    /** The types of all resources that hold a policy of one of these kinds, for a rule's constructor. */
    public static String[] types(PolicyKind... kinds) {
        List<PolicyKind> wanted = List.of(kinds);
        return SLOTS.entrySet().stream()
                .filter(slots -> slots.getValue().stream().anyMatch(slot -> wanted.contains(slot.kind())))
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
    }

    /** The policies of a resource. */
    public static AttachedPolicies of(ResourceView resource) {
        return resource.remember(AttachedPolicies.class, () -> read(resource));
    }

    /**
     * Runs a check on every statement of a kind; what cannot be read is noted as not judged.
     *
     * @param kinds what the policies are attached to
     */
    public void each(Findings findings, List<PolicyKind> kinds, Consumer<AttachedStatement> check) {
        unreadable.forEach(findings::notJudged);
        statements.stream()
                .filter(statement -> kinds.contains(statement.kind()))
                .forEach(statement -> findings.tryOnce(() -> check.accept(statement)));
    }

    private static AttachedPolicies read(ResourceView resource) {
        AttachedPolicies read = new AttachedPolicies();
        for (Slot slot : SLOTS.getOrDefault(resource.type(), List.of())) {
            read.attempt(() -> {
                List<Property> holders = slot.list().isEmpty()
                        ? List.of(resource.properties())
                        : resource.get(slot.list()).items();
                for (Property holder : holders) {
                    read.attempt(() -> read.document(slot.kind(), holder.field(slot.property())));
                }
            });
        }
        return read;
    }

    private void document(PolicyKind kind, Property text) {
        if (text.isMissing()
                || (text.isKnown() && !text.isObject() && text.text("").isBlank())) {
            return;
        }
        for (Map.Entry<String, Property> field : text.json().fields().entrySet()) {
            if (field.getKey().equalsIgnoreCase("Statement")) {
                field.getValue().items().forEach(statement -> attempt(() -> statement(kind, statement)));
            }
        }
    }

    private void statement(PolicyKind kind, Property at) {
        if (!at.isKnown()) {
            unreadable.add(at.path() + " is unknown until the resource is created");
            return;
        }
        try {
            // One statement at a time, so that one that AWS would refuse does not hide the others.
            PolicyDocument alone = PolicyDocument.parse(
                    "{\"Version\":\"2012-10-17\",\"Statement\":[" + JsonValues.write(at.value()) + "]}");
            alone.statements().forEach(one -> statements.add(new AttachedStatement(at, kind, one)));
            if (!alone.complete()) {
                unreadable.add(at.path() + " is partly unknown until the resource is created");
            }
        } catch (PolicySyntaxException e) {
            unreadable.add(at.path() + " is no policy statement");
        }
    }

    private void attempt(Runnable reading) {
        try {
            reading.run();
        } catch (UnreadableValue e) {
            unreadable.add(e.reason());
        }
    }
}
