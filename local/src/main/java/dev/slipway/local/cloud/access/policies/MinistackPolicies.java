package dev.slipway.local.cloud.access.policies;

import dev.slipway.iam.Arn;
import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.Statement;
import dev.slipway.iam.evaluation.Caller;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.ministack.LearnedCredentials;
import dev.slipway.local.cloud.ministack.MinistackClients;
import dev.slipway.local.cloud.ministack.ServiceRoles;
import dev.slipway.local.cloud.signature.Credential;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Tag;

/** Policies that ministack's services keep, read each time. */
public final class MinistackPolicies {
    private final MinistackClients clients;
    private final LearnedCredentials learned;
    private final ResourcePolicies resources;

    /**
     * Policies of ministack.
     *
     * @param clients ask as root
     * @param learned knows what a session was narrowed to
     * @param repositoryPolicy the policy of an image repository, by region and name
     */
    public MinistackPolicies(
            MinistackClients clients,
            LearnedCredentials learned,
            BiFunction<String, String, Optional<String>> repositoryPolicy) {
        this.clients = clients;
        this.learned = learned;
        this.resources = new ResourcePolicies(clients, repositoryPolicy);
    }

    Optional<NamedPolicy> resource(String region, String arn) {
        return resources.read(region, arn);
    }

    Optional<NamedPolicy> trust(String roleArn) {
        return new ServiceRoles(clients).trust(roleArn).map(document -> new NamedPolicy(roleArn, document));
    }

    Identity identity(String principal) {
        if (principal.endsWith(":root")) {
            return new Identity(
                    Caller.root(Call.ACCOUNT), Map.of("aws:principaltype", List.of("Account")), List.of(), null, null);
        }
        var resource = Arn.parse(principal).map(Arn::resource).orElse("").split("/", -1);
        return switch (resource[0]) {
            case "assumed-role" -> session(resource[1], resource[2]);
            case "user" -> user(principal, resource[resource.length - 1]);
            default -> new Identity(Caller.user(principal), Map.of(), List.of(), null, null);
        };
    }

    private Identity session(String name, String session) {
        var iam = clients.iam();
        try {
            var role = iam.getRole(request -> request.roleName(name)).role();
            var policies = new ArrayList<NamedPolicy>();
            iam.listRolePoliciesPaginator(request -> request.roleName(name))
                    .policyNames()
                    .forEach(policy -> {
                        var text = iam.getRolePolicy(
                                request -> request.roleName(name).policyName(policy));
                        policies.add(new NamedPolicy(policy, PolicyDocument.parse(text.policyDocument())));
                    });
            iam.listAttachedRolePoliciesPaginator(request -> request.roleName(name))
                    .attachedPolicies()
                    .forEach(attached -> policies.add(managed(iam, attached.policyArn())));
            var context = tags(role.tags());
            context.put("aws:principaltype", List.of("AssumedRole"));
            context.put("aws:userid", List.of(role.roleId() + ":" + session));
            return new Identity(
                    Caller.session(role.arn(), session),
                    context,
                    policies,
                    boundary(iam, role.permissionsBoundary()),
                    null);
        } catch (NoSuchEntityException gone) {
            return new Identity(
                    Caller.session("arn:aws:iam::%s:role/%s".formatted(Call.ACCOUNT, name), session),
                    Map.of(),
                    List.of(),
                    null,
                    null);
        }
    }

    private Identity user(String principal, String name) {
        var iam = clients.iam();
        try {
            var user = iam.getUser(request -> request.userName(name)).user();
            var policies = new ArrayList<NamedPolicy>();
            iam.listUserPoliciesPaginator(request -> request.userName(name))
                    .policyNames()
                    .forEach(policy -> {
                        var text = iam.getUserPolicy(
                                request -> request.userName(name).policyName(policy));
                        policies.add(new NamedPolicy(policy, PolicyDocument.parse(text.policyDocument())));
                    });
            iam.listAttachedUserPoliciesPaginator(request -> request.userName(name)).attachedPolicies().stream()
                    .map(AttachedPolicy::policyArn)
                    .forEach(arn -> policies.add(managed(iam, arn)));
            iam.listGroupsForUserPaginator(request -> request.userName(name))
                    .groups()
                    .forEach(group -> policies.addAll(group(iam, group.groupName())));
            var context = tags(user.tags());
            context.put("aws:userid", List.of(user.userId()));
            return new Identity(
                    Caller.user(user.arn()), context, policies, boundary(iam, user.permissionsBoundary()), null);
        } catch (NoSuchEntityException gone) {
            return new Identity(Caller.user(principal), Map.of(), List.of(), null, null);
        }
    }

    private static List<NamedPolicy> group(IamClient iam, String name) {
        var policies = new ArrayList<NamedPolicy>();
        iam.listGroupPoliciesPaginator(request -> request.groupName(name))
                .policyNames()
                .forEach(policy -> {
                    var text = iam.getGroupPolicy(
                            request -> request.groupName(name).policyName(policy));
                    policies.add(new NamedPolicy(name + "/" + policy, PolicyDocument.parse(text.policyDocument())));
                });
        iam.listAttachedGroupPoliciesPaginator(request -> request.groupName(name)).attachedPolicies().stream()
                .map(AttachedPolicy::policyArn)
                .forEach(arn -> policies.add(managed(iam, arn)));
        return policies;
    }

    private static NamedPolicy managed(IamClient iam, String arn) {
        try {
            var version =
                    iam.getPolicy(request -> request.policyArn(arn)).policy().defaultVersionId();
            var text = iam.getPolicyVersion(request -> request.policyArn(arn).versionId(version))
                    .policyVersion()
                    .document();
            return text == null ? NamedPolicy.unknown(arn) : new NamedPolicy(arn, PolicyDocument.parse(text));
        } catch (NoSuchEntityException notHere) {
            return NamedPolicy.unknown(arn);
        }
    }

    private static @Nullable NamedPolicy boundary(IamClient iam, @Nullable AttachedPermissionsBoundary boundary) {
        return boundary == null ? null : managed(iam, boundary.permissionsBoundaryArn());
    }

    private static Map<String, List<String>> tags(List<Tag> tags) {
        var context = new HashMap<String, List<String>>();
        tags.forEach(
                tag -> context.put("aws:principaltag/" + tag.key().toLowerCase(Locale.ROOT), List.of(tag.value())));
        return context;
    }

    /** The identity, narrowed to what its session was made for. */
    Identity narrowed(Identity role, Credential credential) {
        var identity = role.with(learned.sessionTags(credential.accessKeyId()));
        var asked = learned.sessionPolicies(credential.accessKeyId());
        if (asked.isEmpty()) {
            return identity;
        }
        var statements = new ArrayList<Statement>();
        for (var text : asked) {
            var document =
                    text.startsWith("arn:") ? managed(clients.iam(), text).document() : PolicyDocument.parse(text);
            statements.addAll(document.statements());
        }
        var document = new PolicyDocument(PolicyDocument.VERSION, null, statements, true);
        return identity.narrowedTo(new NamedPolicy("session policy", document));
    }
}
