package dev.slipway.local.cloud.access;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.evaluation.Caller;
import dev.slipway.iam.evaluation.Decision;
import dev.slipway.iam.evaluation.Evaluator;
import dev.slipway.iam.evaluation.Policies;
import dev.slipway.iam.evaluation.Request;
import dev.slipway.local.cloud.access.calls.ResourceTags;
import dev.slipway.local.cloud.access.policies.Identity;
import dev.slipway.local.cloud.access.policies.NamedPolicy;
import dev.slipway.local.cloud.access.policies.PolicySource;
import dev.slipway.local.cloud.access.record.CallLog;
import dev.slipway.local.cloud.access.record.JudgedCall;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.signature.Credential;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges as IAM does: identity policies, permissions boundary, session policy, the resource's own policy, and for roles to take on and
 * keys their consent. Calls of roles are kept.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy evaluation
 *     logic</a>
 */
public final class IamAccess implements AccessControl {
    /** What no policy can forbid. */
    private static final Set<String> ALWAYS = Set.of("sts:GetCallerIdentity", "sts:GetSessionToken");

    private final PolicySource policies;
    private final TagConditions tags;
    private final CallLog calls;
    private final Clock clock;

    /**
     * A judge.
     *
     * @param policies has the policies
     * @param tags has the tags of resources
     * @param calls keeps what roles called
     * @param clock the time of the calls
     */
    public IamAccess(PolicySource policies, ResourceTags tags, CallLog calls, Clock clock) {
        this.policies = policies;
        this.tags = new TagConditions(tags);
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public void require(Credential caller, AccessRequest request) {
        if (ALWAYS.contains(request.action())) {
            return;
        }
        require(policies.identity(caller), request);
    }

    /** The same for a caller whose policies are known. */
    void require(Identity identity, AccessRequest request) {
        for (var resource : request.resources()) {
            judge(identity, request, resource);
        }
    }

    private void judge(Identity identity, AccessRequest call, String resource) {
        var own = own(call, resource);
        var given = new Policies(
                identity.documents(),
                document(identity.boundary()),
                document(identity.session()),
                document(own.orElse(null)),
                mustConsent(call.action(), own));
        var context = context(identity, call, resource);
        context.putAll(tags.of(call.action(), resource, given));
        var request = new Request(identity.caller(), call.action(), resource, context, false, owner(resource));
        var decision = Evaluator.evaluate(request, given);
        var message = decision.allowed()
                ? ""
                : Refusal.message(identity.caller(), call.action(), resource, decision, new Naming(identity, own));
        if (identity.caller().kind() == Caller.Kind.ROLE_SESSION) {
            keep(identity, call, request, own, given, decision, message);
        }
        if (!decision.allowed()) {
            throw new AccessDenied(message);
        }
    }

    private Optional<NamedPolicy> own(AccessRequest call, String resource) {
        if (byTrust(call.action())) {
            return Optional.of(policies.trust(resource).orElseGet(() -> new NamedPolicy(resource, Refusal.NO_CONSENT)));
        }
        return policies.resource(call.region(), resource);
    }

    private static boolean mustConsent(String action, Optional<NamedPolicy> own) {
        return own.isPresent() && (action.startsWith("kms:") || byTrust(action));
    }

    /** Whether the trust policy of a role has to consent: to who takes it on, and to what they name the session. */
    private static boolean byTrust(String action) {
        return action.startsWith("sts:AssumeRole")
                || action.equals("sts:TagSession")
                || action.equals("sts:SetSourceIdentity");
    }

    private static @Nullable String owner(String resource) {
        return resource.startsWith("arn:aws:s3:::") || resource.equals("*") ? Call.ACCOUNT : null;
    }

    private static @Nullable PolicyDocument document(@Nullable NamedPolicy policy) {
        return policy == null ? null : policy.document();
    }

    private Map<String, List<String>> context(Identity identity, AccessRequest call, String resource) {
        var context = new HashMap<>(
                Request.of(identity.caller(), call.action(), resource).context());
        context.putAll(identity.context());
        // The cloud speaks plain HTTP on loopback alone; clients of AWS speak TLS, and policies are written for them.
        context.put("aws:securetransport", List.of("true"));
        context.put("aws:sourceip", List.of("127.0.0.1"));
        context.put("aws:requestedregion", List.of(call.region()));
        context.put("aws:currenttime", List.of(clock.instant().toString()));
        context.put("aws:epochtime", List.of(Long.toString(clock.instant().getEpochSecond())));
        context.put("aws:viaawsservice", List.of("false"));
        if (!resource.equals("*")) {
            context.putIfAbsent("aws:resourceaccount", List.of(Call.ACCOUNT));
        }
        call.context().forEach((key, values) -> context.put(key.toLowerCase(Locale.ROOT), values));
        return context;
    }

    private void keep(
            Identity identity,
            AccessRequest call,
            Request request,
            Optional<NamedPolicy> own,
            Policies given,
            Decision decision,
            String message) {
        var naming = new Naming(identity, own);
        var withoutIdentity =
                new Policies(List.of(), given.boundary(), given.session(), given.resource(), given.resourceMustAllow());
        var name = identity.caller().name();
        calls.add(new JudgedCall(
                clock.instant(),
                String.valueOf(identity.caller().roleArn()),
                name.substring(name.lastIndexOf('/') + 1),
                call.region(),
                call.action(),
                request.resource(),
                request.context(),
                decision.outcome(),
                decision.matched().stream().map(naming::of).distinct().toList(),
                message,
                own.isPresent() && Evaluator.evaluate(request, withoutIdentity).allowed()));
    }
}
