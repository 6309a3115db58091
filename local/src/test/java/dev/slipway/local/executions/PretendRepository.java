package dev.slipway.local.executions;

import static org.assertj.core.api.Assertions.assertThat;

import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.BranchDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.GetBranchRequest;
import software.amazon.awssdk.services.codecommit.model.GetBranchResponse;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryResponse;

/** CodeCommit with the repository "web", whose branch "main" ends where a test says. Any other operation fails. */
public final class PretendRepository implements CodeCommitClient {
    private volatile String head;

    public PretendRepository(String head) {
        this.head = head;
    }

    /** Moves the branch to a commit; an empty text takes it away. */
    public void head(String commit) {
        head = commit;
    }

    @Override
    public GetBranchResponse getBranch(GetBranchRequest request) {
        assertThat(request.repositoryName() + "@" + request.branchName()).isEqualTo("web@main");
        var commit = head;
        if (commit.isEmpty()) {
            throw BranchDoesNotExistException.builder().message("none").build();
        }
        return GetBranchResponse.builder()
                .branch(branch -> branch.branchName("main").commitId(commit))
                .build();
    }

    @Override
    public GetRepositoryResponse getRepository(GetRepositoryRequest request) {
        return GetRepositoryResponse.builder()
                .repositoryMetadata(repository ->
                        repository.cloneUrlHttp("http://127.0.0.1:4566/v1/repos/" + request.repositoryName()))
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
