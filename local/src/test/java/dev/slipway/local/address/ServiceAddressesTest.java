package dev.slipway.local.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.local.executions.Clients;
import dev.slipway.local.executions.PretendPipelines;
import dev.slipway.local.executions.PretendServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;

class ServiceAddressesTest {
    private final PretendServices services = new PretendServices();
    private final Clients clients = services.clients(new PretendPipelines());
    private HttpServer cloud;
    private volatile String answering = "{}";

    @BeforeEach
    void serve() throws IOException {
        cloud = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        cloud.createContext("/_slipway/listeners", exchange -> {
            var body = answering.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        cloud.start();
    }

    @AfterEach
    void stop() {
        cloud.stop(0);
        clients.close();
    }

    private Optional<ServiceAddress> find() {
        var endpoint = URI.create("http://127.0.0.1:" + cloud.getAddress().getPort());
        return new ServiceAddresses(clients.ecs(), clients.balancers(), new Listeners(endpoint))
                .find("slipway-local", "slipway-local-api");
    }

    private void balanced(String targetGroup) {
        services.service(Service.builder()
                .loadBalancers(
                        LoadBalancer.builder().targetGroupArn(targetGroup).build())
                .build());
    }

    @Test
    void aServiceAnswersWhereTheListenerThatForwardsToItDoes() {
        balanced("arn:targets:api");
        answering =
                "{\"arn:listener:web\": \"http://127.0.0.1:8081\", \"arn:listener:api\": \"http://127.0.0.1:8082\"}";

        assertThat(find()).contains(new ServiceAddress(URI.create("http://127.0.0.1:8082/"), 8082));
        assertThat(find().flatMap(ServiceAddress::moved)).isEmpty();
    }

    @Test
    void aServiceWhosePortIsTakenAnswersElsewhereAndSaysSo() {
        balanced("arn:targets:api");
        answering = "{\"arn:listener:api\": \"http://127.0.0.1:40123\"}";

        assertThat(find()).contains(new ServiceAddress(URI.create("http://127.0.0.1:40123/"), 8082));
        assertThat(find().flatMap(ServiceAddress::moved))
                .contains("answers at http://127.0.0.1:40123/: its own port 8082 was not free");
    }

    @Test
    void aServiceThatIsNotServedHasNoAddress() {
        assertThat(find()).as("no such service").isEmpty();

        services.service(Service.builder().build());
        assertThat(find()).as("without a load balancer").isEmpty();

        balanced("arn:targets:other");
        assertThat(find()).as("no listener forwards to it").isEmpty();

        balanced("arn:targets:api");
        assertThat(find()).as("its listener is not open").isEmpty();
    }

    @Test
    void aCloudThatDoesNotTellItsListenersIsAnError() {
        balanced("arn:targets:api");
        cloud.removeContext("/_slipway/listeners");

        assertThatThrownBy(this::find)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("the listeners cannot be read from http://127.0.0.1:%d/_slipway/listeners"
                        .formatted(cloud.getAddress().getPort()));
    }
}
