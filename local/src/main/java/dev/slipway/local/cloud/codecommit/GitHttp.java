package dev.slipway.local.cloud.codecommit;

import dev.slipway.local.cloud.access.AccessControl;
import dev.slipway.local.cloud.signature.Credentials;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Objects;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.http.server.resolver.AsIsFileService;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceivePack;

/** Git's smart protocol over HTTP, at the addresses that CodeCommit answers. */
final class GitHttp {
    /** Where the addresses start. */
    static final String PREFIX = "/v1/repos/";

    private static final long LARGEST_FILE = 2L << 30;
    private static final int LONGEST_PUSH_SECONDS = 3_600;

    private final RepositoryTable table;
    private final RefChanges changes;

    GitHttp(RepositoryTable table, RefChanges changes) {
        this.table = table;
        this.changes = changes;
    }

    Handler handler(Credentials credentials, AccessControl access, Clock clock) {
        var servlet = new GitServlet();
        servlet.setAsIsFileService(AsIsFileService.DISABLED);
        servlet.setRepositoryResolver(
                (request, name) -> table.open(caller(request).row()));
        servlet.setReceivePackFactory((request, repository) -> receive(request, repository, access));
        var context = new ServletContextHandler("/");
        var filter = new GitAccess(table, new GitCredentials(credentials, clock), access, changes);
        context.addFilter(new FilterHolder(filter), PREFIX + "*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(servlet), PREFIX + "*");
        return context;
    }

    private static GitCaller caller(HttpServletRequest request) {
        return (GitCaller) Objects.requireNonNull(request.getAttribute(GitCaller.ATTRIBUTE), "the filter runs first");
    }

    private ReceivePack receive(HttpServletRequest request, Repository repository, AccessControl access) {
        var caller = caller(request);
        var rules = new PushRules(table, changes, access, caller);
        var push = new ReceivePack(repository);
        push.setRefLogIdent(new PersonIdent(caller.credential().accessKeyId(), ""));
        push.setAtomic(false);
        push.setMaxObjectSizeLimit(LARGEST_FILE);
        push.setTimeout(LONGEST_PUSH_SECONDS);
        push.setCheckReceivedObjects(true);
        push.setPreReceiveHook(rules);
        push.setPostReceiveHook(rules);
        return push;
    }
}
