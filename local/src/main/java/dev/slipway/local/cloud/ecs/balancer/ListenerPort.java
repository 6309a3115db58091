package dev.slipway.local.cloud.ecs.balancer;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.eclipse.jetty.client.AbstractConnectionPool;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** One loopback port that serves one listener. */
final class ListenerPort implements AutoCloseable {
    private static final String TARGET = ListenerPort.class.getName() + ".target";

    private final Server server;
    private final ServerConnector connector;

    private ListenerPort(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Binds the port and serves.
     *
     * @param port on 127.0.0.1; 0 for a free one
     * @param listener the declaration, asked anew for every request
     */
    static ListenerPort open(int port, Supplier<@Nullable Listener> listener, TargetGroups groups) throws Exception {
        var threads = new QueuedThreadPool(64, 2);
        threads.setName("listener");
        threads.setDaemon(true);
        var server = new Server(threads);
        var connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new Gate(listener, groups));
        try {
            server.start();
        } catch (Exception e) {
            server.stop();
            throw e;
        }
        return new ListenerPort(server, connector);
    }

    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    /** Chooses a target for each request, keeps count of what is in flight, and passes it on. */
    private static final class Gate extends ProxyHandler.Reverse {
        private final Supplier<dev.slipway.local.cloud.ecs.balancer.@Nullable Listener> listener;
        private final TargetGroups groups;

        Gate(Supplier<dev.slipway.local.cloud.ecs.balancer.@Nullable Listener> listener, TargetGroups groups) {
            super(Gate::rewrite);
            this.listener = listener;
            this.groups = groups;
            setViaHost("slipway");
        }

        @Override
        protected void configureHttpClient(HttpClient client) {
            super.configureHttpClient(client);
            client.setUserAgentField(null);
            client.setConnectTimeout(5_000);
            client.setIdleTimeout(60_000);
            client.setMaxConnectionsPerDestination(1_024);
        }

        @Override
        protected HttpClient newHttpClient() {
            var client = super.newHttpClient();
            // A kept connection could be closed by the target just when a request is sent on it, and a request that a
            // target may have seen must not be sent twice. On loopback a new connection costs next to nothing.
            client.getTransport().setConnectionPoolFactory(destination -> {
                var pool = new org.eclipse.jetty.client.DuplexConnectionPool(destination, 1_024);
                ((AbstractConnectionPool) pool).setMaxUsage(1);
                return pool;
            });
            return client;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            var declared = listener.get();
            if (declared == null) {
                answer(response, callback, 503, "text/plain", "this listener was deleted\n");
                return true;
            }
            var view = view(request);
            var action = declared.rules().stream()
                    .filter(rule -> rule.matches(view))
                    .map(Rule::action)
                    .findFirst()
                    .orElse(new RuleAction.FixedResponse(503, "text/plain", "this listener has no rule\n"));
            if (action instanceof RuleAction.Forward forward) {
                return forward(forward, request, response, callback);
            } else if (action instanceof RuleAction.FixedResponse fixed) {
                answer(response, callback, fixed.status(), fixed.contentType(), fixed.body());
            } else if (action instanceof RuleAction.Redirect redirect) {
                response.getHeaders().put(HttpHeader.LOCATION, location(redirect.location(), request, view));
                answer(response, callback, redirect.status(), "text/html", "");
            } else if (action instanceof RuleAction.Unsupported unsupported) {
                answer(
                        response,
                        callback,
                        501,
                        "text/plain",
                        "action %s is not served on the local cloud\n".formatted(unsupported.type()));
            }
            return true;
        }

        private boolean forward(RuleAction.Forward forward, Request request, Response response, Callback callback) {
            var member = groups.acquire(choose(forward.weights()));
            if (member == null) {
                groups.traffic().count("", true);
                answer(response, callback, 503, "text/html", "<h1>503 Service Temporarily Unavailable</h1>\n");
                return true;
            }
            var counted = new Counted(callback, response, member, groups.traffic());
            if (member.target().simulated()) {
                answer(
                        response,
                        counted,
                        503,
                        "text/plain",
                        "task %s is simulated: no container engine answers on this machine\n"
                                .formatted(member.target().taskId()));
                return true;
            }
            request.setAttribute(TARGET, member.target());
            return super.handle(request, response, counted);
        }

        /** Lets go of the target when a request has ended, and counts it. */
        private static final class Counted extends Callback.Nested {
            private final Response response;
            private final Membership member;
            private final Traffic traffic;

            Counted(Callback callback, Response response, Membership member, Traffic traffic) {
                super(callback);
                this.response = response;
                this.member = member;
                this.traffic = traffic;
            }

            @Override
            public void succeeded() {
                traffic.count(member.target().taskId(), response.getStatus() >= 500);
                super.succeeded();
            }

            @Override
            public void failed(Throwable failure) {
                traffic.count(member.target().taskId(), true);
                super.failed(failure);
            }

            @Override
            public void completed() {
                member.release();
            }
        }

        /** What an Application Load Balancer adds; applications rely on these names. */
        @Override
        protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request onward) {
            onward.headers(headers -> {
                var client = Request.getRemoteAddr(request);
                var before = headers.get("X-Forwarded-For");
                headers.put("X-Forwarded-For", before == null ? client : before + ", " + client);
                headers.put("X-Forwarded-Proto", "http");
                headers.put("X-Forwarded-Port", Integer.toString(Request.getLocalPort(request)));
            });
        }

        private static HttpURI rewrite(Request request) {
            var target = (Target) request.getAttribute(TARGET);
            return HttpURI.build(request.getHttpURI())
                    .scheme("http")
                    .authority("127.0.0.1", target.port())
                    .asImmutable();
        }

        private static String choose(Map<String, Integer> weights) {
            var total = weights.values().stream().mapToInt(Integer::intValue).sum();
            var ticket = total == 0 ? 0 : ThreadLocalRandom.current().nextInt(total);
            var chosen = "";
            for (var entry : weights.entrySet()) {
                chosen = entry.getKey();
                ticket -= entry.getValue();
                if (ticket < 0) {
                    break;
                }
            }
            return chosen;
        }

        private static RequestView view(Request request) {
            var query = request.getHttpURI().getQuery();
            HttpFields headers = request.getHeaders();
            return new RequestView(
                    request.getMethod(),
                    Request.getServerName(request).toLowerCase(Locale.ROOT),
                    request.getHttpURI().getPath(),
                    query == null ? "" : query,
                    name -> List.copyOf(headers.getValuesList(name)));
        }

        private static String location(String template, Request request, RequestView view) {
            var uri = URI.create(template.replace("#{protocol}", "http")
                    .replace("#{host}", Request.getServerName(request))
                    .replace("#{port}", Integer.toString(Request.getServerPort(request)))
                    .replace("#{path}", view.path().replaceFirst("^/", ""))
                    .replace("#{query}", view.query()));
            return uri.toString();
        }

        private static void answer(Response response, Callback callback, int status, String contentType, String body) {
            response.setStatus(status);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
            Content.Sink.write(response, true, body, callback);
        }
    }
}
