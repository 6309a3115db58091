package dev.slipway.local.cloud.codecommit;

import dev.slipway.local.cloud.access.AccessControl;
import dev.slipway.local.cloud.api.Service;
import dev.slipway.local.cloud.events.EventTransactions;
import dev.slipway.local.cloud.ministack.MinistackClients;
import dev.slipway.local.cloud.model.ServiceModel;
import dev.slipway.local.cloud.signature.Credentials;
import dev.slipway.local.cloud.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import org.eclipse.jetty.server.Handler;

/**
 * CodeCommit.
 *
 * @see <a href="https://docs.aws.amazon.com/codecommit/latest/APIReference/Welcome.html">CodeCommit API</a>
 */
public final class CodeCommit {
    private final RepositoryTable table;
    private final RefChanges refs;
    private final MinistackClients clients;
    private final Clock clock;

    /**
     * Repositories of a folder. What a kill left untold of their branches is told now.
     *
     * @param store where repositories are recorded
     * @param folder where bare Git repositories lie
     * @param endpoint address of the local cloud, the start of clone addresses
     * @param clients ask KMS
     * @param events take what happens to branches and tags
     * @param clock the time
     */
    public CodeCommit(
            Store store,
            Path folder,
            String endpoint,
            MinistackClients clients,
            EventTransactions events,
            Clock clock) {
        var git = new GitFolders(folder);
        this.table = new RepositoryTable(store, git, endpoint, clock);
        this.refs = new RefChanges(table, events);
        this.clients = clients;
        this.clock = clock;
        git.dropAllBut(table.ids());
        refs.tellAll();
    }

    /** Whether a path is that of a repository for Git. */
    public static boolean isGit(String path) {
        return path.startsWith(GitHttp.PREFIX);
    }

    /**
     * Git over HTTP.
     *
     * @param credentials the access keys that may come
     * @param access judges who may pull and push
     */
    public Handler git(Credentials credentials, AccessControl access) {
        return new GitHttp(table, refs).handler(credentials, access, clock);
    }

    /**
     * The service.
     *
     * @param model its model
     */
    public Service service(ServiceModel model) {
        var repositories = new RepositoryOperations(table, refs, clients);
        var tags = new TagOperations(table);
        var branches = new BranchOperations(table, refs);
        var commits = new CommitOperations(table, refs, clock);
        var files = new FileOperations(table);
        var differences = new DifferenceOperations(table);
        return Service.of(model, "it has repositories, tags, branches, commits, differences and files")
                .operation("CreateRepository", repositories::create)
                .operation("GetRepository", repositories::get)
                .operation("BatchGetRepositories", repositories::batchGet)
                .operation("ListRepositories", repositories::list)
                .operation("UpdateRepositoryName", repositories::updateName)
                .operation("UpdateRepositoryDescription", repositories::updateDescription)
                .operation("UpdateRepositoryEncryptionKey", repositories::updateEncryptionKey)
                .operation("DeleteRepository", repositories::delete)
                .operation("TagResource", tags::tag)
                .operation("UntagResource", tags::untag)
                .operation("ListTagsForResource", tags::list)
                .operation("GetBranch", branches::get)
                .operation("ListBranches", branches::list)
                .operation("CreateBranch", branches::create)
                .operation("DeleteBranch", branches::delete)
                .operation("UpdateDefaultBranch", branches::updateDefault)
                .operation("GetCommit", commits::get)
                .operation("BatchGetCommits", commits::batchGet)
                .operation("GetDifferences", differences::get)
                .operation("PutFile", commits::putFile)
                .operation("CreateCommit", commits::create)
                .operation("GetFile", files::file)
                .operation("GetFolder", files::folder)
                .operation("GetBlob", files::blob)
                .build();
    }
}
