package dev.slipway.local.provider.iam;

import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.AutoName;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import dev.slipway.local.provider.resource.Sameness;
import dev.slipway.local.provider.resource.Steps;
import dev.slipway.local.provider.resource.Tags;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Tag;

/** A role; its inline policies and attached managed policies are exclusive when they are given. */
public final class RoleResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(Role.class, RoleArgs.class)
            .autoName(AutoName.of("name", 64))
            .byDefault("maxSessionDuration", 3600)
            .byDefault("path", "/")
            .byDefault("forceDetachPolicies", false)
            .computed("namePrefix", "inlinePolicies", "managedPolicyArns")
            .replacedBy("name", "namePrefix", "path")
            .conflicting("name", "namePrefix")
            .policy("assumeRolePolicy")
            .policy("inlinePolicies.*.policy")
            .sameWhen("inlinePolicies", RoleResource::samePolicies)
            .sets("managedPolicyArns")
            .notReadable("forceDetachPolicies", "namePrefix")
            .allow("name", Allowed.pattern("[\\w+=,.@-]{1,64}", "1 to 64 of letters, digits and + = , . @ - _"))
            .allow("namePrefix", Allowed.length(1, 38))
            .allow("path", Allowed.pattern("/|/.{0,510}/", "a path that begins and ends with /"))
            .allow("maxSessionDuration", Allowed.range(3600, 43200))
            .allow("description", Allowed.length(0, 1000))
            .allow("permissionsBoundary", Allowed.arn())
            .allow("managedPolicyArns.*", Allowed.arn())
            .missingCodes("NoSuchEntity")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public void check(PropertyMap known, BiConsumer<String, String> problem) {
        TreeSet<String> names = new TreeSet<>();
        for (PropertyMap policy : known.objects("inlinePolicies")) {
            String name = policy.text("name", "");
            if (!name.isEmpty() && !names.add(name)) {
                problem.accept("inlinePolicies", "got two policies named \"" + name + "\", expected different names");
            }
        }
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        IamClient iam = call.clients().iam();
        String name = inputs.need("name");
        call.onceRoleIsUsable(() -> iam.createRole(request -> request.roleName(name)
                .assumeRolePolicyDocument(inputs.text("assumeRolePolicy"))
                .description(inputs.text("description"))
                .maxSessionDuration(inputs.integer("maxSessionDuration"))
                .path(inputs.text("path"))
                .permissionsBoundary(inputs.text("permissionsBoundary"))
                .tags(tags(inputs.textMap(Tags.ALL)))));
        return Steps.after(name, () -> {
            putPolicies(iam, name, Map.of(), policies(inputs));
            attach(iam, name, List.of(), inputs.texts("managedPolicyArns"));
        });
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        IamClient iam = call.clients().iam();
        software.amazon.awssdk.services.iam.model.Role role =
                iam.getRole(request -> request.roleName(id)).role();
        List<PropertyMap> inlinePolicies = new ArrayList<>();
        iam.listRolePoliciesPaginator(request -> request.roleName(id)).policyNames().stream()
                .sorted()
                .forEach(policy -> inlinePolicies.add(PropertyMap.EMPTY
                        .with("name", policy)
                        .with(
                                "policy",
                                decode(iam.getRolePolicy(
                                                request -> request.roleName(id).policyName(policy))
                                        .policyDocument()))));
        return Optional.of(PropertyMap.EMPTY
                .with("arn", role.arn())
                .with("assumeRolePolicy", decode(role.assumeRolePolicyDocument()))
                .with("createDate", role.createDate().toString())
                .with("description", role.description())
                .with("inlinePolicies", inlinePolicies)
                .with("managedPolicyArns", attached(iam, id))
                .with("maxSessionDuration", role.maxSessionDuration())
                .with("name", role.roleName())
                .with("path", role.path())
                .with(
                        "permissionsBoundary",
                        role.permissionsBoundary() == null
                                ? null
                                : role.permissionsBoundary().permissionsBoundaryArn())
                .with("uniqueId", role.roleId())
                .with(
                        Tags.ALL,
                        Tags.read(
                                iam.listRoleTags(request -> request.roleName(id))
                                        .tags(),
                                Tag::key,
                                Tag::value)));
    }

    @Override
    public void update(Call call, String id, Change change) {
        IamClient iam = call.clients().iam();
        PropertyMap inputs = change.inputs();
        if (change.touches("assumeRolePolicy")) {
            call.onceRoleIsUsable(() -> iam.updateAssumeRolePolicy(
                    request -> request.roleName(id).policyDocument(inputs.text("assumeRolePolicy"))));
        }
        if (change.touches("description")) {
            iam.updateRoleDescription(request -> request.roleName(id).description(inputs.text("description", "")));
        }
        if (change.touches("maxSessionDuration")) {
            iam.updateRole(request -> request.roleName(id).maxSessionDuration(inputs.integer("maxSessionDuration")));
        }
        if (change.touches("permissionsBoundary")) {
            if (inputs.text("permissionsBoundary", "").isEmpty()) {
                iam.deleteRolePermissionsBoundary(request -> request.roleName(id));
            } else {
                iam.putRolePermissionsBoundary(
                        request -> request.roleName(id).permissionsBoundary(inputs.text("permissionsBoundary")));
            }
        }
        if (inputs.has("inlinePolicies")) {
            putPolicies(iam, id, policies(change.state()), policies(inputs));
        }
        if (inputs.has("managedPolicyArns")) {
            attach(iam, id, change.state().texts("managedPolicyArns"), inputs.texts("managedPolicyArns"));
        }
        Tags.change(
                change,
                gone -> iam.untagRole(request -> request.roleName(id).tagKeys(gone)),
                set -> iam.tagRole(request -> request.roleName(id).tags(tags(set))));
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        IamClient iam = call.clients().iam();
        if (state.flag("forceDetachPolicies") || state.has("managedPolicyArns")) {
            attach(iam, id, attached(iam, id), List.of());
        }
        iam.listRolePoliciesPaginator(request -> request.roleName(id))
                .policyNames()
                .forEach(policy ->
                        iam.deleteRolePolicy(request -> request.roleName(id).policyName(policy)));
        iam.deleteRole(request -> request.roleName(id));
    }

    static String decode(String document) {
        return document.startsWith("%") ? URLDecoder.decode(document, StandardCharsets.UTF_8) : document;
    }

    private static List<String> attached(IamClient iam, String role) {
        return iam.listAttachedRolePoliciesPaginator(request -> request.roleName(role)).attachedPolicies().stream()
                .map(AttachedPolicy::policyArn)
                .sorted()
                .toList();
    }

    private static boolean samePolicies(Object a, Object b) {
        Map<String, String> left = policies(PropertyMap.EMPTY.with("inlinePolicies", a));
        Map<String, String> right = policies(PropertyMap.EMPTY.with("inlinePolicies", b));
        return left.keySet().equals(right.keySet())
                && left.entrySet().stream()
                        .allMatch(entry -> Sameness.policy(entry.getValue(), right.getOrDefault(entry.getKey(), "")));
    }

    // One empty block means: no inline policies at all.
    private static Map<String, String> policies(PropertyMap properties) {
        Map<String, String> policies = new TreeMap<>();
        for (PropertyMap policy : properties.objects("inlinePolicies")) {
            if (policy.has("policy")) {
                policies.put(policy.text("name", ""), policy.text("policy", ""));
            }
        }
        return policies;
    }

    private static void putPolicies(IamClient iam, String role, Map<String, String> before, Map<String, String> after) {
        before.keySet().stream()
                .filter(name -> !after.containsKey(name))
                .forEach(gone -> deletePolicy(iam, role, gone));
        after.forEach((name, document) -> {
            if (!document.equals(before.get(name))) {
                iam.putRolePolicy(
                        request -> request.roleName(role).policyName(name).policyDocument(document));
            }
        });
    }

    private static void deletePolicy(IamClient iam, String role, String policy) {
        try {
            iam.deleteRolePolicy(request -> request.roleName(role).policyName(policy));
        } catch (NoSuchEntityException e) {
            // Someone removed it since the last refresh: that is what we want, unless the role itself is gone.
            iam.getRole(request -> request.roleName(role));
        }
    }

    private static void attach(IamClient iam, String role, Collection<String> before, Collection<String> after) {
        for (String arn : before) {
            if (!after.contains(arn)) {
                iam.detachRolePolicy(request -> request.roleName(role).policyArn(arn));
            }
        }
        for (String arn : after) {
            if (!before.contains(arn)) {
                iam.attachRolePolicy(request -> request.roleName(role).policyArn(arn));
            }
        }
    }

    static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
