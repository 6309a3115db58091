package dev.slipway.local.cloud.codecommit;

import dev.slipway.local.cloud.access.AccessControl;
import dev.slipway.local.cloud.access.AccessDenied;
import dev.slipway.local.cloud.access.AccessRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lets only those talk Git who may, and finds their repository. */
final class GitAccess extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Pattern PATH =
            Pattern.compile("(/v1/repos/([\\w.-]+))/(info/refs|git-upload-pack|git-receive-pack)");
    private static final String HOME = "us-east-1";

    private final transient RepositoryTable table;
    private final transient GitCredentials credentials;
    private final transient AccessControl access;
    private final transient RefChanges changes;

    GitAccess(RepositoryTable table, GitCredentials credentials, AccessControl access, RefChanges changes) {
        this.table = table;
        this.credentials = credentials;
        this.access = access;
        this.changes = changes;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var path = PATH.matcher(request.getRequestURI());
        if (!path.matches()) {
            refuse(response, 404, "%s is not the address of a repository".formatted(request.getRequestURI()));
            return;
        }
        var given = basic(request.getHeader("Authorization"));
        if (given.length != 2) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"CodeCommit\"");
            refuse(response, 401, "CodeCommit needs credentials: a user name and a password");
            return;
        }
        var name = path.group(2);
        var regions = table.regions().stream()
                .filter(region -> table.find(region, name).isPresent())
                .toList();
        // Without a repository the signature is still judged, for the region of the account's other things.
        var accepted = credentials.check(
                given[0],
                given[1],
                request.getServerName(),
                path.group(1),
                regions.isEmpty() ? List.of(HOME) : regions);
        if (accepted.isEmpty()) {
            refuse(response, 403, "CodeCommit does not accept this user name and password");
            return;
        }
        if (regions.isEmpty()) {
            refuse(response, 404, "repository %s not found".formatted(name));
            return;
        }
        var mine = accepted.get().regions();
        var region = mine.contains(HOME) ? HOME : mine.get(0);
        var row = table.find(region, name).orElseThrow();
        var caller = new GitCaller(accepted.get().credential(), region, row);
        try {
            access.require(caller.credential(), request(caller, action(request, path.group(3)), List.of()));
        } catch (AccessDenied denied) {
            refuse(response, 403, denied.reason());
            return;
        }
        request.setAttribute(GitCaller.ATTRIBUTE, caller);
        try {
            chain.doFilter(request, response);
        } finally {
            // A push takes it before it changes anything, and may fail at any point after that.
            var lock = changes.lock(row);
            if (lock.isHeldByCurrentThread()) {
                lock.unlock();
            }
        }
    }

    static AccessRequest request(GitCaller caller, String action, List<String> references) {
        Map<String, List<String>> context =
                references.isEmpty() ? Map.of() : Map.of("codecommit:References", references);
        return new AccessRequest(
                caller.region(), action, List.of(caller.row().path("Arn").asText()), context);
    }

    private static String action(HttpServletRequest request, String last) {
        var push = Stream.of(last, request.getParameter("service")).anyMatch("git-receive-pack"::equals);
        return push ? "codecommit:GitPush" : "codecommit:GitPull";
    }

    private static String[] basic(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return new String[0];
        }
        try {
            var decoded = Base64.getDecoder().decode(header.substring(6).strip());
            return new String(decoded, StandardCharsets.UTF_8).split(":", 2);
        } catch (IllegalArgumentException e) {
            return new String[0];
        }
    }

    /** Git shows a plain text to its user. */
    private static void refuse(HttpServletResponse response, int status, String message) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=utf-8");
        response.getOutputStream().write((message + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
