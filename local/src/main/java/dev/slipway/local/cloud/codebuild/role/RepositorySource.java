package dev.slipway.local.cloud.codebuild.role;

import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.codebuild.execution.model.BuildSource;
import dev.slipway.local.cloud.codebuild.execution.port.CloudCallException;
import dev.slipway.local.cloud.codebuild.execution.port.SourceDownload;
import dev.slipway.local.cloud.git.RepositoryDecides;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.InvalidRemoteException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.api.errors.TransportException;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A repository of CodeCommit, cloned as the build's role.
 *
 * @param role the role
 * @param name the repository
 * @param depth how many commits to bring, 0 for all
 * @param kept folder in which the project keeps what was brought, or null; of type {@code LOCAL_SOURCE_CACHE}
 */
record RepositorySource(BuildRole role, String name, int depth, @Nullable Path kept) implements SourceDownload {
    private static final Logger LOG = LoggerFactory.getLogger(RepositorySource.class);
    private static final String BORROWED = "refs/kept/";
    private static final int SECONDS = 120;

    static {
        RepositoryDecides.everywhere();
    }

    @Override
    public @Nullable String into(BuildSource source, Path folder) throws CloudCallException, IOException {
        try (var git = Git.init().setDirectory(folder.toFile()).call()) {
            borrow(git);
            var fetched = fetch(git);
            forgetBorrowed(git.getRepository());
            var commit = commit(git, fetched, source.version());
            git.checkout().setName(commit).setForced(true).call();
            keep(git);
            return commit;
        } catch (InvalidRemoteException e) {
            throw new CloudCallException("CLIENT_ERROR", "repository not found", e);
        } catch (TransportException e) {
            explainRefusal();
            LOG.warn("the repository {} was not fetched", name, e);
            throw new CloudCallException(
                    "CLIENT_ERROR",
                    "fetching repository %s failed: the local cloud's log has the reason".formatted(name),
                    e);
        } catch (GitAPIException e) {
            throw new IOException("the repository %s could not be cloned".formatted(name), e);
        }
    }

    /** Git's client keeps to itself why a server refused it, so IAM is asked once more. */
    private void explainRefusal() throws CloudCallException {
        try {
            role.require(
                    "codecommit:GitPull", "arn:aws:codecommit:%s:%s:%s".formatted(role.region(), Call.ACCOUNT, name));
        } catch (CloudCallException e) {
            throw new CloudCallException("CLIENT_ERROR", "authorization failed: " + e.getMessage(), e);
        }
    }

    /** Takes what the build before brought; only what is newer is then fetched. As on AWS a cache that cannot be used is no failure. */
    private void borrow(Git git) {
        if (kept == null || !Files.isDirectory(kept.resolve(Constants.OBJECTS))) {
            return;
        }
        try {
            git.fetch()
                    .setRemote(kept.toUri().toString())
                    .setRefSpecs(new RefSpec("+refs/heads/*:" + BORROWED + "*"))
                    .setTagOpt(TagOpt.NO_TAGS)
                    .call();
        } catch (GitAPIException | JGitInternalException e) {
            LOG.warn("the source cache {} is not used", kept, e);
        }
    }

    /** The build is to see the references of the repository alone. */
    private static void forgetBorrowed(Repository repository) throws IOException {
        for (var ref : repository.getRefDatabase().getRefsByPrefix(BORROWED)) {
            var update = repository.updateRef(ref.getName());
            update.setForceUpdate(true);
            update.delete();
        }
    }

    private FetchResult fetch(Git git) throws CloudCallException, GitAPIException {
        var endpoint = role.onBehalf().clients().endpoint();
        var path = "/v1/repos/" + name;
        var credential = GitCredential.of(
                role.session(),
                role.region(),
                endpoint.getHost(),
                path,
                role.clock().instant());
        var fetch = git.fetch()
                .setRemote(endpoint.resolve(path).toString())
                .setRefSpecs(new RefSpec("+refs/heads/*:refs/remotes/origin/*"))
                .setTagOpt(TagOpt.FETCH_TAGS)
                .setTimeout(SECONDS)
                .setCredentialsProvider(
                        new UsernamePasswordCredentialsProvider(credential.username(), credential.password()));
        if (depth > 0) {
            fetch.setDepth(depth);
        }
        return fetch.call();
    }

    /** What was asked for may be a commit, a branch, a tag or a full reference; without, it is the default branch. */
    private static String commit(Git git, FetchResult fetched, String version) throws CloudCallException, IOException {
        if (version.isEmpty()) {
            var head = fetched.getAdvertisedRef(Constants.HEAD);
            if (head == null || head.getObjectId() == null) {
                throw new CloudCallException("CLIENT_ERROR", "remote repository is empty");
            }
            return head.getObjectId().name();
        }
        try {
            for (var name : List.of(
                    version,
                    "refs/remotes/origin/" + version.replaceFirst("^refs/heads/", ""),
                    "refs/tags/" + version)) {
                var found = git.getRepository().resolve(name + "^{commit}");
                if (found != null) {
                    return found.name();
                }
            }
        } catch (RevisionSyntaxException
                | AmbiguousObjectException
                | IncorrectObjectTypeException
                | MissingObjectException e) {
            throw new CloudCallException("CLIENT_ERROR", "reference not found", e);
        }
        throw new CloudCallException("CLIENT_ERROR", "reference not found");
    }

    private void keep(Git git) {
        if (kept == null) {
            return;
        }
        try (var mirror = Git.init().setBare(true).setDirectory(kept.toFile()).call()) {
            mirror.fetch()
                    .setRemote(git.getRepository().getDirectory().toURI().toString())
                    .setRefSpecs(new RefSpec("+refs/remotes/origin/*:refs/heads/*"))
                    .setTagOpt(TagOpt.NO_TAGS)
                    .call();
        } catch (GitAPIException | JGitInternalException e) {
            LOG.warn("the source cache {} is not kept", kept, e);
        }
    }
}
