package dev.slipway.local.cloud.access;

import dev.slipway.local.cloud.access.calls.ApiCall;

/** Judges calls that a service of AWS makes on its own behalf: the policies of what it uses alone decide. */
@FunctionalInterface
public interface ServiceAccess {
    /**
     * Lets a call pass, or refuses it.
     *
     * @param service such as {@code codestar-notifications.amazonaws.com}
     * @param call what it does
     * @param sourceArn what it works for; policies see it as {@code aws:SourceArn}, and its account as {@code aws:SourceAccount}
     * @throws AccessDenied when a policy does not let the service in
     */
    void require(String service, ApiCall call, String sourceArn) throws AccessDenied;
}
