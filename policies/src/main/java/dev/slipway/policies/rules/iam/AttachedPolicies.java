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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
            entry(
                    "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
                    List.of(new Slot(PolicyKind.IDENTITY, "", "inlinePolicy"))),
            entry("aws:s3/bucketPolicy:BucketPolicy", List.of(RESOURCE)),
            entry("aws:s3/bucket:Bucket", List.of(RESOURCE)),
            entry("aws:s3/bucketV2:BucketV2", List.of(RESOURCE)),
            entry("aws:ecr/repositoryPolicy:RepositoryPolicy", List.of(RESOURCE)),
            entry("aws:ecr/registryPolicy:RegistryPolicy", List.of(RESOURCE)),
            entry("aws:codebuild/resourcePolicy:ResourcePolicy", List.of(RESOURCE)),
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
            entry("aws-native:iam:User", List.of(new Slot(PolicyKind.IDENTITY, "policies", "policyDocument"))),
            entry("aws-native:iam:Group", List.of(new Slot(PolicyKind.IDENTITY, "policies", "policyDocument"))),
            entry("aws-native:iam:RolePolicy", List.of(new Slot(PolicyKind.IDENTITY, "", "policyDocument"))),
            entry("aws-native:iam:UserPolicy", List.of(new Slot(PolicyKind.IDENTITY, "", "policyDocument"))),
            entry("aws-native:iam:GroupPolicy", List.of(new Slot(PolicyKind.IDENTITY, "", "policyDocument"))),
            entry("aws-native:iam:ManagedPolicy", List.of(new Slot(PolicyKind.IDENTITY, "", "policyDocument"))),
            entry("aws-native:s3:BucketPolicy", List.of(new Slot(PolicyKind.RESOURCE, "", "policyDocument"))),
            entry("aws-native:kms:Key", List.of(new Slot(PolicyKind.RESOURCE, "", "keyPolicy"))));

    /** What cannot be judged, and in what kind of policy. */
    private record Unreadable(PolicyKind kind, String reason) {}

    private final List<AttachedDocument> documents = new ArrayList<>();
    private final List<AttachedStatement> statements = new ArrayList<>();
    private final List<Unreadable> unreadable = new ArrayList<>();
    private final Set<String> partial = new HashSet<>();

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
        unreadable.stream()
                .filter(part -> kinds.contains(part.kind()))
                .forEach(part -> findings.notJudged(part.reason()));
        statements.stream()
                .filter(statement -> kinds.contains(statement.kind()))
                .forEach(statement -> findings.tryOnce(() -> check.accept(statement)));
    }

    /** Whether every statement beside this one is known. One that is not could be a deny that takes it back. */
    boolean isWhole(AttachedStatement attached) {
        return partial.stream().noneMatch(document -> attached.at().path().startsWith(document));
    }

    /** The documents that are known, whatever they hold. */
    List<AttachedDocument> documents() {
        return documents;
    }

    private static AttachedPolicies read(ResourceView resource) {
        AttachedPolicies read = new AttachedPolicies();
        for (Slot slot : SLOTS.getOrDefault(resource.type(), List.of())) {
            read.attempt(slot.kind(), () -> {
                List<Property> holders = slot.list().isEmpty()
                        ? List.of(resource.properties())
                        : resource.get(slot.list()).items();
                for (Property holder : holders) {
                    read.attempt(slot.kind(), () -> read.document(slot.kind(), holder.field(slot.property())));
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
        if (text.isKnown()) {
            documents.add(new AttachedDocument(text, kind));
        }
        for (Map.Entry<String, Property> field : text.json().fields().entrySet()) {
            if (field.getKey().equalsIgnoreCase("Statement")) {
                String document = text.path() + ".";
                field.getValue()
                        .items()
                        .forEach(statement -> attempt(kind, () -> statement(kind, document, statement)));
            }
        }
    }

    private void statement(PolicyKind kind, String document, Property at) {
        if (!at.isKnown()) {
            partial.add(document);
            unreadable.add(new Unreadable(kind, at.path() + " is unknown until the resource is created"));
            return;
        }
        try {
            // One statement at a time, so that one that AWS would refuse does not hide the others.
            PolicyDocument alone = PolicyDocument.parse(
                    "{\"Version\":\"2012-10-17\",\"Statement\":[" + JsonValues.write(at.value()) + "]}");
            alone.statements().forEach(one -> statements.add(new AttachedStatement(at, kind, one)));
            if (!alone.complete()) {
                partial.add(document);
                unreadable.add(new Unreadable(kind, at.path() + " is partly unknown until the resource is created"));
            }
        } catch (PolicySyntaxException e) {
            unreadable.add(new Unreadable(kind, at.path() + " is no policy statement"));
        }
    }

    private void attempt(PolicyKind kind, Runnable reading) {
        try {
            reading.run();
        } catch (UnreadableValue e) {
            unreadable.add(new Unreadable(kind, e.reason()));
        }
    }
}
