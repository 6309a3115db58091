package dev.slipway.local.cloud.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.signature.SignatureCheck.Verified;
import java.util.Optional;

/** Tells whether somebody may call an operation, before it is carried out. */
@FunctionalInterface
public interface Guard {
    /**
     * Why a call is refused; empty when it may go on.
     *
     * @param service the service as policies write it, such as codebuild
     * @param operation such as StartBuild
     * @param input the request's members, not checked yet
     * @param caller who asks, and for which region
     */
    Optional<String> refusal(String service, String operation, ObjectNode input, Verified caller);
}
