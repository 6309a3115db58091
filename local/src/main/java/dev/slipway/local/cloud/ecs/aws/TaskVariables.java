package dev.slipway.local.cloud.ecs.aws;

import dev.slipway.local.cloud.ecs.control.TaskDefinition;
import dev.slipway.local.cloud.ecs.control.TaskEnvironment;
import dev.slipway.local.cloud.ecs.control.TaskRecord;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * The variables that ECS adds to containers. Only on the machine's own network can a container reach the local cloud, which is on
 * loopback; there it also gets the cloud's address, and a way to credentials of its task role.
 *
 * @param endpoint of the local cloud
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html">Container credential provider</a>
 */
public record TaskVariables(URI endpoint) implements TaskEnvironment {
    /** Path of the credentials; a task's id follows. */
    public static final String CREDENTIALS = "/_slipway/task-credentials/";

    @Override
    public Map<String, String> variables(TaskRecord task, TaskDefinition definition) {
        var variables = new TreeMap<String, String>();
        variables.put("AWS_EXECUTION_ENV", "AWS_ECS_" + task.launchType);
        variables.put("AWS_REGION", task.region);
        variables.put("AWS_DEFAULT_REGION", task.region);
        if (definition.networkMode().equals("host")) {
            variables.put("AWS_ENDPOINT_URL", endpoint.toString());
            if (!definition.taskRoleArn().isEmpty()) {
                variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", endpoint + CREDENTIALS + task.id);
                variables.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", task.credentialsToken);
            }
        }
        return variables;
    }
}
