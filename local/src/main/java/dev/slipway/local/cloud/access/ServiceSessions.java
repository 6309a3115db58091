package dev.slipway.local.cloud.access;

import dev.slipway.local.cloud.signature.Credential;

/** Sessions of roles that services of the cloud take on to work for a customer. */
public interface ServiceSessions {
    /**
     * Takes on a role. A session that is good for some minutes more is given again.
     *
     * @param roleArn the role
     * @param service the service that takes it on, such as {@code codebuild.amazonaws.com}
     * @param sessionName name of the session, such as {@code AWSCodeBuild-} and an id
     * @param sourceArn what the service works for; the trust policy sees it as {@code aws:SourceArn}
     * @throws AccessDenied when there is no such role, or its trust policy does not let the service in
     */
    Credential assume(String roleArn, String service, String sessionName, String sourceArn) throws AccessDenied;

    /**
     * Takes on a role as another role's session, as CodePipeline does for an action that has a role of its own.
     *
     * @throws AccessDenied when the caller may not, or the trust policy does not let it in
     */
    Credential assume(String roleArn, Credential caller, String sessionName) throws AccessDenied;
}
