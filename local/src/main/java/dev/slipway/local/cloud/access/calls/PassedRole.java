package dev.slipway.local.cloud.access.calls;

import dev.slipway.local.cloud.access.AccessRequest;
import dev.slipway.local.cloud.api.Call;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Passing on roles to a service.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html">Passing roles</a>
 */
final class PassedRole {
    private PassedRole() {}

    /**
     * What operations need that hand a role to a service.
     *
     * @param service who gets the role, such as ecs-tasks.amazonaws.com
     * @param operations which ones
     * @param paths where their input has roles
     */
    static Function<ApiCall, List<AccessRequest>> to(String service, Set<String> operations, String... paths) {
        return call -> operations.contains(call.operation())
                ? Arrays.stream(paths)
                        .flatMap(path -> Variables.texts(call.input(), path))
                        .filter(role -> !role.isEmpty())
                        .map(PassedRole::arn)
                        .distinct()
                        .map(role -> new AccessRequest(
                                call.region(),
                                "iam:PassRole",
                                List.of(role),
                                Map.of("iam:PassedToService", List.of(service))))
                        .toList()
                : List.of();
    }

    private static String arn(String role) {
        return role.startsWith("arn:") ? role : "arn:aws:iam::%s:role/%s".formatted(Call.ACCOUNT, role);
    }
}
