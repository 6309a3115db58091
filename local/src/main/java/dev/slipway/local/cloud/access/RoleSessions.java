package dev.slipway.local.cloud.access;

import dev.slipway.iam.evaluation.Caller;
import dev.slipway.local.cloud.access.policies.NamedPolicy;
import dev.slipway.local.cloud.ministack.LearnedCredentials;
import dev.slipway.local.cloud.ministack.MinistackClients;
import dev.slipway.local.cloud.ministack.ServiceRoles;
import dev.slipway.local.cloud.signature.Credential;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Sessions of roles of ministack's IAM. ministack makes the keys, so that they work there too. */
public final class RoleSessions implements ServiceSessions {
    private static final String ASSUME = "sts:AssumeRole";
    private static final String REGION = "us-east-1";
    private static final Duration LENGTH = Duration.ofHours(1);
    private static final Duration LEFT = Duration.ofMinutes(10);

    private final MinistackClients clients;
    private final ServiceRoles roles;
    private final LearnedCredentials learned;
    private final AccessControl access;
    private final Clock clock;
    private final Map<List<String>, Credential> sessions = new ConcurrentHashMap<>();

    /**
     * Sessions.
     *
     * @param clients ask IAM and STS
     * @param learned is told of every key
     * @param access judges those who take on a role through another
     * @param clock tells when a session ends
     */
    public RoleSessions(MinistackClients clients, LearnedCredentials learned, AccessControl access, Clock clock) {
        this.clients = clients;
        this.roles = new ServiceRoles(clients);
        this.learned = learned;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public Credential assume(String roleArn, String service, String sessionName, String sourceArn) {
        var decision = roles.judge(roleArn, service, sourceArn);
        var caller = Caller.service(service);
        if (decision.isEmpty()) {
            throw new AccessDenied("User: %s is not authorized to perform: %s on resource: %s. There is no such role."
                    .formatted(service, ASSUME, roleArn));
        }
        if (!decision.get().allowed()) {
            throw new AccessDenied(Refusal.message(
                    caller,
                    ASSUME,
                    new NamedPolicy(roleArn, roles.trust(roleArn).orElse(Refusal.NO_CONSENT)),
                    decision.get()));
        }
        return session(roleArn, sessionName, service);
    }

    @Override
    public Credential assume(String roleArn, Credential caller, String sessionName) {
        access.require(caller, AccessRequest.of(REGION, ASSUME, roleArn));
        return session(roleArn, sessionName, caller.principalArn());
    }

    /** Trust is judged each time, as policies change; the keys are made once. */
    private Credential session(String roleArn, String sessionName, String caller) {
        var enough = clock.instant().plus(LEFT);
        return Objects.requireNonNull(sessions.compute(List.of(roleArn, sessionName, caller), (key, before) -> {
            var good = before != null
                    && before.expires() != null
                    && before.expires().isAfter(enough);
            return good ? before : make(roleArn, sessionName);
        }));
    }

    private Credential make(String roleArn, String sessionName) {
        sessions.values().removeIf(old -> old.expires() != null && old.expires().isBefore(clock.instant()));
        var answer = clients.sts().assumeRole(request -> request.roleArn(roleArn)
                .roleSessionName(sessionName)
                .durationSeconds((int) LENGTH.toSeconds()));
        var keys = answer.credentials();
        var session = new Credential(
                keys.accessKeyId(),
                keys.secretAccessKey(),
                keys.sessionToken(),
                keys.expiration(),
                answer.assumedRoleUser().arn());
        learned.learn(session);
        return session;
    }
}
