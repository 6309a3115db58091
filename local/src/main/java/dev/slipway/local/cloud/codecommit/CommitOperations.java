package dev.slipway.local.cloud.codecommit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Reads and makes commits. */
final class CommitOperations {
    private static final int MOST_AT_ONCE = 100;

    private final RepositoryTable table;
    private final RefChanges refs;
    private final Clock clock;

    CommitOperations(RepositoryTable table, RefChanges refs, Clock clock) {
        this.refs = refs;
        this.table = table;
        this.clock = clock;
    }

    JsonNode get(Call call) {
        try (var repository = table.open(table.require(call));
                var walk = new RevWalk(repository)) {
            return Json.object("commit", describe(parse(walk, call.text("commitId"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RevCommit parse(RevWalk walk, String id) throws IOException {
        if (!ObjectId.isId(id)) {
            throw new AwsException("InvalidCommitIdException", "'%s' is not a full commit ID".formatted(id));
        }
        try {
            return walk.parseCommit(ObjectId.fromString(id));
        } catch (MissingObjectException | IncorrectObjectTypeException e) {
            throw new AwsException("CommitIdDoesNotExistException", id + " does not exist");
        }
    }

    JsonNode batchGet(Call call) {
        var ids = call.input().path("commitIds");
        if (ids.isEmpty()) {
            throw new AwsException("CommitIdsListRequiredException", "at least one commit ID is required");
        }
        if (ids.size() > MOST_AT_ONCE) {
            throw new AwsException(
                    "CommitIdsLimitExceededException",
                    "%d commit IDs, expected at most %d".formatted(ids.size(), MOST_AT_ONCE));
        }
        var found = new ArrayList<ObjectNode>();
        var errors = new ArrayList<ObjectNode>();
        try (var repository = table.open(table.require(call));
                var walk = new RevWalk(repository)) {
            for (var id : ids) {
                try {
                    found.add(describe(parse(walk, id.asText())));
                } catch (AwsException e) {
                    errors.add(Json.object()
                            .put("commitId", id.asText())
                            .put("errorCode", e.code())
                            .put("errorMessage", e.getMessage()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Json.object("commits", Json.array(found)).set("errors", Json.array(errors));
    }

    private static ObjectNode describe(RevCommit commit) {
        var described = Json.object()
                .put("commitId", commit.name())
                .put("treeId", commit.getTree().name())
                .put("message", commit.getFullMessage())
                .put("additionalData", "");
        described.set(
                "parents",
                Json.texts(
                        Arrays.stream(commit.getParents()).map(RevCommit::name).toList()));
        described.set("author", person(commit.getAuthorIdent()));
        described.set("committer", person(commit.getCommitterIdent()));
        return described;
    }

    private static ObjectNode person(PersonIdent person) {
        var seconds = person.getWhenAsInstant().getEpochSecond();
        var offset = person.getZoneOffset().getId();
        return Json.object()
                .put("name", person.getName())
                .put("email", person.getEmailAddress())
                .put("date", seconds + " " + (offset.equals("Z") ? "+0000" : offset.replace(":", "")));
    }

    JsonNode putFile(Call call) {
        var content = Base64.getDecoder().decode(call.text("fileContent"));
        var change = new FileChange.Put(call.text("filePath"), call.text("fileMode"), content);
        var made = commit(call, List.of(change), call.text("name"), true);
        table.touch(call);
        return Json.object()
                .put("commitId", made.commit().name())
                .put("blobId", made.written().get(0).path("blobId").asText())
                .put("treeId", made.tree().name());
    }

    JsonNode create(Call call) {
        var changes = new ArrayList<FileChange>();
        for (var put : call.input().path("putFiles")) {
            if (put.has("sourceFile")) {
                throw new AwsException(
                        "RestrictedSourceFileException",
                        "the local cloud does not copy files from a sourceFile: give fileContent");
            }
            if (!put.has("fileContent")) {
                throw new AwsException(
                        "SourceFileOrContentRequiredException",
                        put.path("filePath").asText() + " has no fileContent");
            }
            changes.add(new FileChange.Put(
                    put.path("filePath").asText(),
                    put.path("fileMode").asText(""),
                    Base64.getDecoder().decode(put.path("fileContent").asText())));
        }
        call.input()
                .path("deleteFiles")
                .forEach(delete -> changes.add(
                        new FileChange.Delete(delete.path("filePath").asText())));
        call.input()
                .path("setFileModes")
                .forEach(mode -> changes.add(new FileChange.Mode(
                        mode.path("filePath").asText(), mode.path("fileMode").asText())));
        if (changes.isEmpty()) {
            throw new AwsException("FileEntryRequiredException", "a commit needs at least one file");
        }
        if (changes.stream().map(FileChange::path).distinct().count() < changes.size()) {
            throw new AwsException("SamePathRequestException", "a file path stands twice in the request");
        }
        var made = commit(call, changes, call.text("authorName"), false);
        table.touch(call);
        var answer = Json.object()
                .put("commitId", made.commit().name())
                .put("treeId", made.tree().name());
        answer.set("filesAdded", Json.array(made.added()));
        answer.set("filesUpdated", Json.array(made.updated()));
        answer.set("filesDeleted", Json.array(made.deleted()));
        return answer;
    }

    private CommitWriter.Made commit(Call call, List<? extends FileChange> changes, String author, boolean oneFile) {
        var row = table.require(call);
        var who = new PersonIdent(
                author.isEmpty() ? "root" : author, call.text("email"), clock.instant(), ZoneOffset.UTC);
        try (var repository = table.open(row)) {
            var writer = new CommitWriter(repository, oneFile);
            return refs.during(
                    call,
                    row,
                    () -> writer.commit(
                            call.text("branchName"),
                            call.text("parentCommitId"),
                            changes,
                            who,
                            call.text("commitMessage")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
