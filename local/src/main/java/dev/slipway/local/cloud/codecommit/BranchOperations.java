package dev.slipway.local.cloud.codecommit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.api.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** Branches of repositories. */
final class BranchOperations {
    private static final int PAGE = 1_000;

    private final RepositoryTable table;
    private final RefChanges refs;

    BranchOperations(RepositoryTable table, RefChanges refs) {
        this.refs = refs;
        this.table = table;
    }

    /** The full name of a branch's ref; the short name must be one that Git takes. */
    static String ref(String branch) {
        if (branch.isEmpty()) {
            throw new AwsException("BranchNameRequiredException", "A branch name is required");
        }
        var ref = Constants.R_HEADS + branch;
        if (branch.startsWith(Constants.R_REFS) || !Repository.isValidRefName(ref)) {
            throw new AwsException("InvalidBranchNameException", "'%s' is not a branch name".formatted(branch));
        }
        return ref;
    }

    private static ObjectId require(Repository repository, String branch) throws IOException {
        var ref = repository.exactRef(ref(branch));
        if (ref == null || ref.getObjectId() == null) {
            throw new AwsException("BranchDoesNotExistException", branch + " does not exist");
        }
        return ref.getObjectId();
    }

    private static ObjectNode info(String branch, ObjectId commit) {
        return Json.object().put("branchName", branch).put("commitId", commit.name());
    }

    JsonNode get(Call call) {
        try (var repository = table.open(table.require(call))) {
            var branch = call.text("branchName");
            return Json.object("branch", info(branch, require(repository, branch)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode list(Call call) {
        try (var repository = table.open(table.require(call))) {
            var names = repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).stream()
                    .map(ref -> Repository.shortenRefName(ref.getName()))
                    .sorted()
                    .map(TextNode::valueOf)
                    .toList();
            return Page.of(
                    names, call.text("nextToken"), PAGE, "branches", "nextToken", "InvalidContinuationTokenException");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode create(Call call) {
        var ref = ref(call.text("branchName"));
        var id = call.text("commitId");
        if (!ObjectId.isId(id)) {
            throw new AwsException("InvalidCommitIdException", "'%s' is not a full commit ID".formatted(id));
        }
        var row = table.require(call);
        try (var repository = table.open(row);
                var walk = new RevWalk(repository)) {
            var commit = ObjectId.fromString(id);
            if (!repository.getObjectDatabase().has(commit)
                    || walk.parseAny(commit).getType() != Constants.OBJ_COMMIT) {
                throw new AwsException("CommitDoesNotExistException", id + " does not exist");
            }
            var update = repository.updateRef(ref);
            update.setNewObjectId(commit);
            update.setExpectedOldObjectId(ObjectId.zeroId());
            if (refs.during(call, row, update::update) != RefUpdate.Result.NEW) {
                throw new AwsException("BranchNameExistsException", call.text("branchName") + " already exists");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        table.touch(call);
        return Json.object();
    }

    JsonNode delete(Call call) {
        var branch = call.text("branchName");
        var row = table.require(call);
        if (table.defaultBranch(row).filter(branch::equals).isPresent()) {
            throw new AwsException(
                    "DefaultBranchCannotBeDeletedException", branch + " is the default branch and cannot be deleted");
        }
        var answer = Json.object();
        try (var repository = table.open(row)) {
            var ref = repository.exactRef(ref(branch));
            if (ref != null) {
                answer.set("deletedBranch", info(branch, ref.getObjectId()));
                var update = repository.updateRef(ref.getName());
                update.setForceUpdate(true);
                refs.during(call, row, () -> {
                    refs.deleting(row, List.of(ref.getName()));
                    return update.delete();
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        table.touch(call);
        return answer;
    }

    JsonNode updateDefault(Call call) {
        var branch = call.text("defaultBranchName");
        try (var repository = table.open(table.require(call))) {
            require(repository, branch);
            repository.updateRef(Constants.HEAD).link(ref(branch));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        table.touch(call);
        return Json.object();
    }
}
