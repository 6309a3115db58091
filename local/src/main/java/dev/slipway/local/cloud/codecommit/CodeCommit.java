package dev.slipway.local.cloud.codecommit;

import dev.slipway.local.cloud.api.Service;
import dev.slipway.local.cloud.ministack.MinistackClients;
import dev.slipway.local.cloud.model.ServiceModel;
import dev.slipway.local.cloud.store.Store;
import java.nio.file.Path;
import java.time.Clock;

/**
 * CodeCommit.
 *
 * @see <a href="https://docs.aws.amazon.com/codecommit/latest/APIReference/Welcome.html">CodeCommit API</a>
 */
public final class CodeCommit {
    private CodeCommit() {}

    /**
     * The service.
     *
     * @param model its model
     * @param store where repositories are recorded
     * @param folder where bare Git repositories lie
     * @param endpoint address of the local cloud, the start of clone addresses
     * @param clients ask KMS
     * @param clock the time
     */
    public static Service service(
            ServiceModel model, Store store, Path folder, String endpoint, MinistackClients clients, Clock clock) {
        var git = new GitFolders(folder);
        var table = new RepositoryTable(store, git, endpoint, clock);
        git.dropAllBut(table.ids());
        var repositories = new RepositoryOperations(table, clients);
        var tags = new TagOperations(table);
        var branches = new BranchOperations(table);
        var commits = new CommitOperations(table, clock);
        var files = new FileOperations(table);
        return Service.of(model, "it has repositories, tags, branches, commits and files")
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
                .operation("PutFile", commits::putFile)
                .operation("CreateCommit", commits::create)
                .operation("GetFile", files::file)
                .operation("GetFolder", files::folder)
                .operation("GetBlob", files::blob)
                .build();
    }
}
