package dev.slipway.local.cloud.access;

import dev.slipway.local.cloud.signature.Credential;

/** Judges calls by the policies of caller and resource, as IAM does, and keeps what it judged. */
public interface AccessControl {
    /**
     * Lets a call pass, or refuses it. The account's root passes, as long as no resource policy denies.
     *
     * @throws AccessDenied when IAM would refuse; its message is that of AWS, and names the statement that nearly allowed the call
     */
    void require(Credential caller, AccessRequest request) throws AccessDenied;
}
