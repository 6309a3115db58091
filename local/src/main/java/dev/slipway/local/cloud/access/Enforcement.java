package dev.slipway.local.cloud.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.access.calls.ApiCall;
import dev.slipway.local.cloud.access.calls.CallTables;
import dev.slipway.local.cloud.access.calls.S3Calls;
import dev.slipway.local.cloud.access.calls.S3Request;
import dev.slipway.local.cloud.api.Guard;
import dev.slipway.local.cloud.signature.Credential;
import dev.slipway.local.cloud.signature.SignatureCheck.Verified;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Holds every call that comes in at the gateway to what it needs. */
public final class Enforcement implements Guard {
    /** Services whose resources have policies that may deny the root user too. */
    private static final Set<String> MAY_DENY_ROOT = Set.of("ecr", "kms", "secretsmanager", "sns", "sqs", "sts");

    private final AccessControl access;
    private final CallTables tables;
    private final S3Calls s3;

    /**
     * Enforcement.
     *
     * @param access judges
     * @param tables tell what calls need
     * @param s3 tells what calls to S3 need
     */
    public Enforcement(AccessControl access, CallTables tables, S3Calls s3) {
        this.access = access;
        this.tables = tables;
        this.s3 = s3;
    }

    @Override
    public Optional<String> refusal(String service, String operation, ObjectNode input, Verified caller) {
        return refusal(caller.credential(), new ApiCall(service, operation, caller.region(), input));
    }

    /** Why a call is refused; empty when it may go on. */
    public Optional<String> refusal(Credential caller, ApiCall call) {
        return caller.equals(Credential.ROOT) && !MAY_DENY_ROOT.contains(call.prefix())
                ? Optional.empty()
                : refusal(caller, () -> tables.requests(call));
    }

    /** Why a call to S3 is refused; empty when it may go on. */
    public Optional<String> refusal(Credential caller, S3Request request) {
        return refusal(caller, () -> s3.requests(request));
    }

    /** Why something that a call needs is refused; empty when it may go on. */
    public Optional<String> refusal(Credential caller, AccessRequest request) {
        return refusal(caller, () -> List.of(request));
    }

    private Optional<String> refusal(Credential caller, Supplier<List<AccessRequest>> requests) {
        try {
            requests.get().forEach(request -> access.require(caller, request));
            return Optional.empty();
        } catch (AccessDenied denied) {
            return Optional.of(denied.reason());
        }
    }

    /** Whether a call was judged on the resources that AWS would judge; a service without a table also judges for itself. */
    public boolean decides(ApiCall call) {
        return tables.knows(call);
    }
}
