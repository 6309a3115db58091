package dev.slipway.local.cloud;

import dev.slipway.local.cloud.access.calls.S3Wire;
import dev.slipway.local.cloud.signature.Authorization;
import dev.slipway.local.cloud.signature.SignatureFailure;
import dev.slipway.local.cloud.signature.SignedRequest;
import java.util.Set;

/** The protocols in which clients read errors. */
enum WireProtocol {
    /** AWS JSON and REST-JSON. */
    JSON,
    /** Smithy's RPC v2 with CBOR. */
    CBOR,
    /** The query protocol; REST-XML of other services than S3 has the same errors. */
    QUERY,
    /** EC2's own form of the query protocol. */
    EC2,
    /** REST-XML as S3 has it. */
    S3,
    /** The registry protocol. */
    REGISTRY;

    private static final Set<String> REST_XML = Set.of("cloudfront", "route53");

    /** The protocol that a request is written in. */
    static WireProtocol of(SignedRequest request) {
        var path = request.path();
        var service = service(request);
        if (service.isEmpty() && (path.equals("/v2") || path.startsWith("/v2/")) && !S3Wire.hasBucketHost(request)) {
            return REGISTRY;
        }
        var type = request.header("content-type") == null ? "" : String.valueOf(request.header("content-type"));
        if (request.header("x-amz-target") != null || type.startsWith("application/x-amz-json")) {
            return JSON;
        }
        if (request.header("smithy-protocol") != null) {
            return CBOR;
        }
        if (type.startsWith("application/x-www-form-urlencoded")
                || Authorization.decode(request.query()).containsKey("Action")) {
            return service.equals("ec2") ? EC2 : QUERY;
        }
        if (service.isEmpty() || service.startsWith("s3")) {
            return S3;
        }
        return REST_XML.contains(service) ? QUERY : JSON;
    }

    private static String service(SignedRequest request) {
        try {
            return Authorization.of(request)
                    .map(authorization -> authorization.scope().service())
                    .orElse("");
        } catch (SignatureFailure unreadable) {
            // Said in the protocol that an unsigned request would be answered in.
            return "";
        }
    }
}
