package dev.slipway.local.cloud.ministack;

import dev.slipway.iam.PolicyDocument;
import dev.slipway.iam.evaluation.Caller;
import dev.slipway.iam.evaluation.Decision;
import dev.slipway.iam.evaluation.Evaluator;
import dev.slipway.iam.evaluation.Policies;
import dev.slipway.iam.evaluation.Request;
import dev.slipway.local.cloud.api.Call;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/**
 * Tells whether a service may take on a role.
 *
 * <p>The role's trust policy is read from IAM and judged by what a service brings along: its name, and the account and
 * the ARN that it works for.
 */
public final class ServiceRoles {
    private final MinistackClients clients;

    /** Roles of ministack's IAM. */
    public ServiceRoles(MinistackClients clients) {
        this.clients = clients;
    }

    /**
     * Whether a role exists and trusts a service.
     *
     * @param role ARN or name of the role
     * @param service the service, such as codebuild.amazonaws.com
     * @param sourceArn what the service works for
     */
    public boolean trusts(String role, String service, String sourceArn) {
        return judge(role, service, sourceArn).filter(Decision::allowed).isPresent();
    }

    /**
     * What the trust policy of a role says to a service; empty when there is no such role.
     *
     * @param role ARN or name of the role
     * @param service the service, such as codebuild.amazonaws.com
     * @param sourceArn what the service works for
     */
    public Optional<Decision> judge(String role, String service, String sourceArn) {
        return trust(role).map(document -> {
            var request = Request.of(Caller.service(service), "sts:AssumeRole", role)
                    .ownedBy(Call.ACCOUNT)
                    .with("aws:SourceAccount", Call.ACCOUNT)
                    .with("aws:SourceArn", sourceArn);
            return Evaluator.evaluate(request, Policies.none().withKeyOrTrust(document));
        });
    }

    /** The trust policy of a role, by ARN or name; empty when there is no such role. */
    public Optional<PolicyDocument> trust(String role) {
        var name = role.substring(role.lastIndexOf('/') + 1);
        try {
            var found = clients.iam().getRole(request -> request.roleName(name)).role();
            return role.startsWith("arn:") && !found.arn().equals(role)
                    ? Optional.empty()
                    : Optional.of(PolicyDocument.parse(found.assumeRolePolicyDocument()));
        } catch (NoSuchEntityException missing) {
            return Optional.empty();
        }
    }
}
