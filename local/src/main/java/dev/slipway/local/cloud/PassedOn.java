package dev.slipway.local.cloud;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.local.cloud.access.Enforcement;
import dev.slipway.local.cloud.access.SessionRules;
import dev.slipway.local.cloud.access.SessionTags;
import dev.slipway.local.cloud.access.calls.ApiCall;
import dev.slipway.local.cloud.access.calls.S3Request;
import dev.slipway.local.cloud.access.calls.S3Wire;
import dev.slipway.local.cloud.access.calls.WireCall;
import dev.slipway.local.cloud.access.policies.PolicyCache;
import dev.slipway.local.cloud.ministack.BucketRegions;
import dev.slipway.local.cloud.ministack.LearnedCredentials;
import dev.slipway.local.cloud.ministack.MinistackProxy;
import dev.slipway.local.cloud.signature.Authorization;
import dev.slipway.local.cloud.signature.SignatureCheck.Verified;
import dev.slipway.local.cloud.signature.SignatureFailure;
import dev.slipway.local.cloud.signature.SignedRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Request;

/** Judges a request before it is passed on to ministack. */
final class PassedOn {
    private static final List<String> READING =
            List.of("Get", "List", "Describe", "Head", "BatchGet", "BatchCheck", "Simulate");
    /** What changes no policy and comes often. */
    private static final Set<String> DATA = Set.of(
            "ChangeMessageVisibility",
            "ChangeMessageVisibilityBatch",
            "CompleteLayerUpload",
            "Decrypt",
            "DeleteMessage",
            "DeleteMessageBatch",
            "Encrypt",
            "GenerateDataKey",
            "GenerateDataKeyWithoutPlaintext",
            "InitiateLayerUpload",
            "Publish",
            "PublishBatch",
            "PutImage",
            "PutSecretValue",
            "ReEncrypt",
            "ReceiveMessage",
            "SendMessage",
            "SendMessageBatch",
            "Sign",
            "UploadLayerPart",
            "Verify");

    /** What AWS lets anybody ask for: the request itself holds what proves it. */
    private static final Set<String> UNSIGNED =
            Set.of("AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "ConfirmSubscription", "Unsubscribe");

    /** These read by name but change what a later call answers. */
    private static final Set<String> CHANGING =
            Set.of("GetFederationToken", "GetQueryResults", "GetSessionToken", "GetShardIterator");

    private final Enforcement enforcement;
    private final PolicyCache policies;
    private final BucketRegions regions;
    private final SessionRules sessions;
    private final SessionTags tags;

    PassedOn(
            Enforcement enforcement,
            PolicyCache policies,
            BucketRegions regions,
            SessionRules sessions,
            SessionTags tags) {
        this.sessions = sessions;
        this.tags = tags;
        this.enforcement = enforcement;
        this.policies = policies;
        this.regions = regions;
    }

    /**
     * Refuses what is not signed at all. Buckets may be open to everybody, which their policies say; nothing else is.
     *
     * @throws SignatureFailure when it has to be signed
     */
    void requireSignature(SignedRequest signed) throws SignatureFailure {
        var query = Authorization.decode(signed.query());
        if (signed.header("authorization") != null
                || query.keySet().stream()
                        .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("x-amz-"))
                || query.containsKey("AWSAccessKeyId")) {
            return;
        }
        var open = WireCall.isS3(signed)
                ? !S3Wire.of(signed, "us-east-1").bucket().isEmpty()
                        || UNSIGNED.contains(query.getOrDefault("Action", ""))
                : UNSIGNED.contains(WireCall.action(signed));
        if (!open) {
            throw new SignatureFailure("MissingAuthenticationTokenException", "Missing Authentication Token");
        }
    }

    /** Whether a request changes nothing, so that it may be made again. */
    boolean reads(SignedRequest signed) throws SignatureFailure {
        if (WireCall.isS3(signed)) {
            return Set.of("GET", "HEAD", "OPTIONS").contains(signed.method());
        }
        return WireCall.of(signed)
                .map(ApiCall::operation)
                // Who receives a message waits for long, and AWS, too, may give one twice.
                .filter(operation -> operation.equals("ReceiveMessage")
                        || (READING.stream().anyMatch(operation::startsWith) && !CHANGING.contains(operation)))
                .isPresent();
    }

    /**
     * Why a request is refused; empty when it goes on.
     *
     * @param request is told what ministack needs to know
     * @param signed the same request, with its body unless it is an object
     * @param caller who signed it; empty when ministack is to find out and to judge
     */
    Optional<String> refusal(Request request, SignedRequest signed, Optional<Verified> caller) throws SignatureFailure {
        if (caller.isEmpty()) {
            return Optional.empty();
        }
        var credential = caller.get().credential();
        if (WireCall.isS3(signed)) {
            if (S3Wire.isPlain(signed)) {
                request.setAttribute(MinistackProxy.JUDGED, true);
            }
            return enforcement.refusal(credential, s3(signed, caller.get().region()));
        }
        var call = WireCall.of(signed);
        if (call.isEmpty()) {
            return Optional.empty();
        }
        sessions.require(credential, call.get());
        tags.require(credential, call.get());
        if (enforcement.decides(call.get())) {
            request.setAttribute(MinistackProxy.JUDGED, true);
        }
        request.setAttribute(MinistackProxy.KEY, known(call.get(), caller.get()));
        return enforcement.refusal(credential, call.get()).or(() -> tags.consent(credential, call.get())
                .flatMap(consent -> enforcement.refusal(credential, consent)));
    }

    /** A request to S3, which has to be signed for the region of its bucket. */
    private S3Request s3(SignedRequest signed, String region) throws SignatureFailure {
        var request = S3Wire.of(signed, region);
        if (request.bucket().isEmpty() || createsOrDeletes(request)) {
            return request;
        }
        var right = regions.of(request.bucket());
        if (right.isEmpty() || right.get().equals(region)) {
            return request;
        }
        if (!request.query().containsKey("location")) {
            throw new SignatureFailure(
                    "AuthorizationHeaderMalformed",
                    "The authorization header is malformed; the region '%s' is wrong; expecting '%s'"
                            .formatted(region, right.get()),
                    Map.of("Region", right.get()));
        }
        return S3Wire.of(signed, right.get());
    }

    private static boolean createsOrDeletes(S3Request request) {
        return request.key().isEmpty()
                && request.query().isEmpty()
                && Set.of("PUT", "DELETE").contains(request.method());
    }

    /** Tells what is known of buckets that a request may create or delete one; before it is passed on, and when it is answered. */
    void bucketsChange(SignedRequest signed) {
        if (WireCall.isS3(signed)) {
            var request = S3Wire.of(signed, "us-east-1");
            if (createsOrDeletes(request)) {
                regions.forget(request.bucket());
            }
        }
    }

    /** What the answer of STS does not say of a key that it hands out. */
    private Object known(ApiCall call, Verified caller) {
        var known = JsonNodeFactory.instance.objectNode();
        if (call.prefix().equals("sts")) {
            var policies = known.putArray(LearnedCredentials.SESSION_POLICIES);
            Stream.of(call.input().path("Policy").asText(""))
                    .filter(text -> !text.isEmpty())
                    .forEach(policies::add);
            call.input()
                    .path("PolicyArns")
                    .forEach(arn -> policies.add(arn.path("arn").asText()));
            tags.note(caller.credential(), call, known);
            if (call.operation().equals("GetSessionToken")) {
                known.put("Arn", caller.credential().principalArn());
            }
        }
        return known;
    }

    /** Tells the policies that a request may change them; to be closed when it is answered. */
    PolicyCache.Write write(SignedRequest signed) throws SignatureFailure {
        if (WireCall.isS3(signed)) {
            var s3 = S3Wire.of(signed, "us-east-1");
            return policies.write(s3.key().isEmpty() && !Set.of("GET", "HEAD").contains(s3.method()) ? "s3" : "");
        }
        return policies.write(WireCall.of(signed)
                .filter(call ->
                        !DATA.contains(call.operation()) && READING.stream().noneMatch(call.operation()::startsWith))
                .map(ApiCall::prefix)
                .orElse(""));
    }
}
