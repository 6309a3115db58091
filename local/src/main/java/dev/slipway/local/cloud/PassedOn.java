package dev.slipway.local.cloud;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.local.cloud.access.Enforcement;
import dev.slipway.local.cloud.access.calls.ApiCall;
import dev.slipway.local.cloud.access.calls.S3Wire;
import dev.slipway.local.cloud.access.calls.WireCall;
import dev.slipway.local.cloud.access.policies.PolicyCache;
import dev.slipway.local.cloud.ministack.LearnedCredentials;
import dev.slipway.local.cloud.ministack.MinistackProxy;
import dev.slipway.local.cloud.signature.SignatureCheck.Verified;
import dev.slipway.local.cloud.signature.SignatureFailure;
import dev.slipway.local.cloud.signature.SignedRequest;
import java.util.List;
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

    private final Enforcement enforcement;
    private final PolicyCache policies;

    PassedOn(Enforcement enforcement, PolicyCache policies) {
        this.enforcement = enforcement;
        this.policies = policies;
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
            return enforcement.refusal(
                    credential, S3Wire.of(signed, caller.get().region()));
        }
        var call = WireCall.of(signed);
        if (call.isEmpty()) {
            return Optional.empty();
        }
        if (enforcement.decides(call.get())) {
            request.setAttribute(MinistackProxy.JUDGED, true);
        }
        request.setAttribute(MinistackProxy.KEY, known(call.get(), caller.get()));
        return enforcement.refusal(credential, call.get());
    }

    /** What the answer of STS does not say of a key that it hands out. */
    private static Object known(ApiCall call, Verified caller) {
        var known = JsonNodeFactory.instance.objectNode();
        if (call.prefix().equals("sts")) {
            var policies = known.putArray(LearnedCredentials.SESSION_POLICIES);
            Stream.of(call.input().path("Policy").asText(""))
                    .filter(text -> !text.isEmpty())
                    .forEach(policies::add);
            call.input()
                    .path("PolicyArns")
                    .forEach(arn -> policies.add(arn.path("arn").asText()));
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
