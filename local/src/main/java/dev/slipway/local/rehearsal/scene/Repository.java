package dev.slipway.local.rehearsal.scene;

import dev.slipway.local.cloud.git.RepositoryDecides;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.URIish;

/** A clone from which commits are pushed, as a developer does. */
public final class Repository implements AutoCloseable {
    private static final String REMOTE = "origin";

    static {
        RepositoryDecides.everywhere();
    }

    private final Git git;
    private final String branch;
    private final CredentialsProvider credentials;

    private Repository(Git git, String branch, CredentialsProvider credentials) {
        this.git = git;
        this.branch = branch;
        this.credentials = credentials;
    }

    /**
     * A clone of a repository, in an empty folder.
     *
     * @param url where it is cloned from and pushed to
     * @param branch the branch that is pushed
     */
    public static Repository clone(String url, String branch, CredentialsProvider credentials, Path folder)
            throws IOException, GitAPIException {
        Git git = null;
        try {
            git = Git.init()
                    .setDirectory(Files.createDirectories(folder).toFile())
                    .setInitialBranch(branch)
                    .call();
            git.remoteAdd().setName(REMOTE).setUri(new URIish(url)).call();
            git.fetch().setRemote(REMOTE).setCredentialsProvider(credentials).call();
            var head = git.getRepository().resolve("refs/remotes/" + REMOTE + "/" + branch);
            if (head != null) {
                git.reset()
                        .setMode(org.eclipse.jgit.api.ResetCommand.ResetType.HARD)
                        .setRef(head.name())
                        .call();
            }
            return new Repository(git, branch, credentials);
        } catch (GitAPIException | IOException | RuntimeException e) {
            close(git);
            throw e;
        } catch (java.net.URISyntaxException e) {
            close(git);
            throw new IOException("clone address '%s' is no address".formatted(url), e);
        }
    }

    private static void close(@org.jspecify.annotations.Nullable Git git) {
        if (git != null) {
            git.close();
        }
    }

    /** The commit of the branch; empty when it has none. */
    public Optional<String> head() throws IOException {
        return Optional.ofNullable(git.getRepository().resolve("HEAD")).map(ObjectId::name);
    }

    /**
     * Commits exactly these files, and pushes.
     *
     * @return the commit's id
     */
    public String push(Content content, String message) throws IOException, GitAPIException {
        var folder = git.getRepository().getWorkTree().toPath();
        var index = git.getRepository().readDirCache();
        for (var i = 0; i < index.getEntryCount(); i++) {
            Files.deleteIfExists(folder.resolve(index.getEntry(i).getPathString()));
        }
        for (var file : content.files().entrySet()) {
            var path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue().text().getBytes(StandardCharsets.ISO_8859_1));
            if (!path.toFile().setExecutable(file.getValue().executable())) {
                throw new IOException("cannot set the mode of " + path);
            }
        }
        git.add().addFilepattern(".").call();
        git.add().addFilepattern(".").setUpdate(true).call();
        var person = new PersonIdent("Slipway rehearsal", "rehearsal@slipway.invalid");
        var commit = git.commit()
                .setMessage(message)
                .setAuthor(person)
                .setCommitter(person)
                .setSign(false)
                .call();
        push(new RefSpec("HEAD:refs/heads/" + branch));
        return commit.name();
    }

    private void push(RefSpec what) throws IOException, GitAPIException {
        var results = git.push()
                .setRemote(REMOTE)
                .setCredentialsProvider(credentials)
                .setRefSpecs(what)
                .call();
        for (var update : updates(results)) {
            if (update.getStatus() != RemoteRefUpdate.Status.OK
                    && update.getStatus() != RemoteRefUpdate.Status.UP_TO_DATE) {
                throw new IOException("push of %s was refused: %s %s"
                        .formatted(what, update.getStatus(), String.valueOf(update.getMessage())));
            }
        }
    }

    private static List<RemoteRefUpdate> updates(Iterable<PushResult> results) {
        return StreamSupport.stream(results.spliterator(), false)
                .flatMap(result -> result.getRemoteUpdates().stream())
                .toList();
    }

    @Override
    public void close() {
        git.close();
    }
}
