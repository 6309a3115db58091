package dev.slipway.local.cloud;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** Requests as an attacker writes them: byte for byte, to whatever listens on a port of loopback. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
record RawHttp(String method, String target, Map<String, String> headers, byte[] body) {
    /** An answer: its status, headers by name in lower case, and body. */
    record Reply(int status, Map<String, String> headers, String body) {
        static Reply parse(String text) {
            var end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                throw new IllegalStateException("no whole answer: " + text);
            }
            var lines = text.substring(0, end).split("\r\n", -1);
            var headers = new TreeMap<String, String>();
            for (var line : List.of(lines).subList(1, lines.length)) {
                var colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            return new Reply(Integer.parseInt(lines[0].split(" ", 3)[1]), headers, text.substring(end + 4));
        }

        /** The headers that let pages of other sites read it. */
        Map<String, String> sharing() {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().startsWith("access-control-"))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    static RawHttp unsigned(String method, String target, String host) {
        return new RawHttp(method, target, Map.of("Host", host), new byte[0]);
    }

    /** A request that the root key signed, for this host. */
    static RawHttp signed(
            String method, String host, String target, String service, Map<String, String> headers, String body) {
        return signed(method, host, target, service, "us-east-1", headers, body);
    }

    /** The same for any region. */
    static RawHttp signed(
            String method,
            String host,
            String target,
            String service,
            String region,
            Map<String, String> headers,
            String body) {
        return sign(AwsV4FamilyHttpSigner.AuthLocation.HEADER, method, host, target, service, region, headers, body);
    }

    /** The same with its signature in the query, as any form may bring it. */
    static RawHttp presigned(
            String method, String host, String target, String service, Map<String, String> headers, String body) {
        return sign(
                AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING,
                method,
                host,
                target,
                service,
                "us-east-1",
                headers,
                body);
    }

    private static RawHttp sign(
            AwsV4FamilyHttpSigner.AuthLocation where,
            String method,
            String host,
            String target,
            String service,
            String region,
            Map<String, String> headers,
            String body) {
        var content = body.getBytes(UTF_8);
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(method))
                .uri(URI.create("http://" + host + target));
        headers.forEach(request::putHeader);
        var signed = AwsV4HttpSigner.create()
                .sign(r -> r.identity(AwsBasicCredentials.create("test", "test"))
                        .request(request.build())
                        .payload(ContentStreamProvider.fromByteArray(content))
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, where)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region))
                .request();
        var sent = new LinkedHashMap<String, String>();
        signed.headers().forEach((name, values) -> sent.put(name, String.join(",", values)));
        sent.put("Host", host);
        var uri = signed.getUri();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new RawHttp(method, (uri.getRawPath().isEmpty() ? "/" : uri.getRawPath()) + query, sent, content);
    }

    RawHttp with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new RawHttp(method, target, more, body);
    }

    Reply send(int port) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
            headers.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            head.append("Connection: close\r\nContent-Length: ")
                    .append(body.length)
                    .append("\r\n\r\n");
            socket.getOutputStream().write(head.toString().getBytes(ISO_8859_1));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            return Reply.parse(new String(socket.getInputStream().readAllBytes(), UTF_8));
        }
    }
}
