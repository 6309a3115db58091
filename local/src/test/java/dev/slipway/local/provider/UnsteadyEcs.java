package dev.slipway.local.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** An ECS that makes one service, whose one task never runs. */
final class UnsteadyEcs implements AutoCloseable {
    static final String ARN = "arn:aws:ecs:us-east-1:000000000000:service/trial/unsteady";

    private static final String SERVICE =
            """
            {"serviceArn": "%s", "serviceName": "unsteady", "status": "ACTIVE", "desiredCount": 1, "runningCount": 0,
             "clusterArn": "arn:aws:ecs:us-east-1:000000000000:cluster/trial", "schedulingStrategy": "REPLICA",
             "taskDefinition": "arn:aws:ecs:us-east-1:000000000000:task-definition/web:1", "launchType": "EC2",
             "deployments": [{"id": "ecs-svc/1", "status": "PRIMARY"}]}
            """
                    .formatted(ARN);

    private final HttpServer server;
    private final CountDownLatch asked = new CountDownLatch(2);
    // An exception would end in the server's thread, where no test sees it.
    private final Set<String> unexpected = ConcurrentHashMap.newKeySet();

    UnsteadyEcs() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            String operation = target == null ? "" : target.substring(target.indexOf('.') + 1);
            String answer;
            switch (operation) {
                case "CreateService" -> answer = "{\"service\": " + SERVICE + "}";
                case "DescribeServices" -> {
                    answer = "{\"services\": [" + SERVICE + "]}";
                    asked.countDown();
                }
                default -> {
                    unexpected.add(operation);
                    answer = "{}";
                }
            }
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Open once the plugin waits: it has asked twice how the service does. */
    CountDownLatch asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
        assertThat(unexpected).as("operations that are none of a service").isEmpty();
    }
}
