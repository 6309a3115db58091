package dev.slipway.local.cloud.codecommit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.api.Page;
import dev.slipway.local.cloud.ministack.MinistackClients;
import dev.slipway.local.cloud.store.Transaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.kms.model.KmsException;

/** Creates, reads, changes and deletes repositories. */
final class RepositoryOperations {
    private static final int PAGE = 1_000;
    private static final int MOST_AT_ONCE = 100;

    private final RepositoryTable table;
    private final RefChanges refs;
    private final MinistackClients clients;

    RepositoryOperations(RepositoryTable table, RefChanges refs, MinistackClients clients) {
        this.table = table;
        this.refs = refs;
        this.clients = clients;
    }

    JsonNode create(Call call) {
        var name = checkedName(call.text(RepositoryTable.NAME));
        TagOperations.check(call.input().path("tags"), 0);
        var row = Json.object();
        row.put("accountId", Call.ACCOUNT);
        row.put("repositoryId", UUID.randomUUID().toString());
        row.put(RepositoryTable.NAME, name);
        if (call.has("repositoryDescription")) {
            row.put("repositoryDescription", call.text("repositoryDescription"));
        }
        row.put("Arn", call.arn("codecommit", name));
        row.set("creationDate", Json.seconds(table.clock().instant()));
        table.touch(row);
        if (call.has("kmsKeyId")) {
            row.put("kmsKeyId", keyArn(call.region(), call.text("kmsKeyId")));
        }
        row.set("tags", call.has("tags") ? call.input().get("tags") : Json.object());
        // The record comes last: a repository without one is dropped at the next start.
        table.store().read(view -> {
            refuseExisting(view, call, name);
            return name;
        });
        var id = row.path("repositoryId").asText();
        table.git().create(id);
        try {
            table.store().write(transaction -> {
                refuseExisting(transaction, call, name);
                table.put(transaction, call.region(), row);
                return row;
            });
        } catch (AwsException e) {
            table.git().delete(id);
            throw e;
        }
        return Json.object("repositoryMetadata", table.metadata(call, row));
    }

    private void refuseExisting(Transaction view, Call call, String name) {
        if (table.find(view, call.region(), name).isPresent()) {
            throw new AwsException(
                    "RepositoryNameExistsException", "Repository named %s already exists".formatted(name));
        }
    }

    private static String checkedName(String name) {
        if (name.endsWith(".git")) {
            throw new AwsException(
                    "InvalidRepositoryNameException", "Repository names cannot end in .git, got %s".formatted(name));
        }
        return name;
    }

    private String keyArn(String region, String id) {
        try {
            var key = clients.kms(region)
                    .describeKey(request -> request.keyId(id))
                    .keyMetadata();
            if (!key.enabled()) {
                throw new AwsException("EncryptionKeyDisabledException", "the key %s is disabled".formatted(id));
            }
            return key.arn();
        } catch (KmsException e) {
            throw new AwsException("EncryptionKeyNotFoundException", "the key %s does not exist".formatted(id));
        }
    }

    JsonNode get(Call call) {
        return Json.object("repositoryMetadata", table.metadata(call, table.require(call)));
    }

    JsonNode batchGet(Call call) {
        var names = call.input().path("repositoryNames");
        if (names.size() > MOST_AT_ONCE) {
            throw new AwsException(
                    "MaximumRepositoryNamesExceededException",
                    "%d repository names, expected at most %d".formatted(names.size(), MOST_AT_ONCE));
        }
        var found = new ArrayList<ObjectNode>();
        var missing = new ArrayList<String>();
        for (var name : names) {
            table.store()
                    .read(view -> table.find(view, call.region(), name.asText()))
                    .ifPresentOrElse(row -> found.add(table.metadata(call, row)), () -> missing.add(name.asText()));
        }
        return Json.object("repositories", Json.array(found)).set("repositoriesNotFound", Json.texts(missing));
    }

    JsonNode list(Call call) {
        var order = call.text("sortBy").equals("lastModifiedDate")
                ? Comparator.comparingDouble(
                        (ObjectNode row) -> row.path("lastModifiedDate").asDouble())
                : Comparator.comparing(
                        (ObjectNode row) -> row.path(RepositoryTable.NAME).asText());
        var rows = table.all(call.region()).stream()
                .sorted(call.text("order").equals("descending") ? order.reversed() : order)
                .map(row -> Json.pick(row, List.of(RepositoryTable.NAME, "repositoryId")))
                .toList();
        return Page.of(
                rows, call.text("nextToken"), PAGE, "repositories", "nextToken", "InvalidContinuationTokenException");
    }

    JsonNode updateName(Call call) {
        var name = checkedName(call.text("newName"));
        return table.store().write(transaction -> {
            var row = table.require(transaction, call, call.text("oldName"));
            refuseExisting(transaction, call, name);
            table.remove(transaction, call.region(), call.text("oldName"));
            row.put(RepositoryTable.NAME, name);
            row.put("Arn", call.arn("codecommit", name));
            table.touch(row);
            table.put(transaction, call.region(), row);
            return Json.object();
        });
    }

    JsonNode updateDescription(Call call) {
        return table.store().write(transaction -> {
            var row = table.require(transaction, call, call.text(RepositoryTable.NAME));
            if (call.text("repositoryDescription").isEmpty()) {
                row.remove("repositoryDescription");
            } else {
                row.put("repositoryDescription", call.text("repositoryDescription"));
            }
            table.touch(row);
            table.put(transaction, call.region(), row);
            return Json.object();
        });
    }

    JsonNode updateEncryptionKey(Call call) {
        table.require(call);
        var arn = keyArn(call.region(), call.text("kmsKeyId"));
        return table.store().write(transaction -> {
            var row = table.require(transaction, call, call.text(RepositoryTable.NAME));
            var answer = Json.pick(row, List.of("repositoryId"));
            if (row.has("kmsKeyId")) {
                answer.set("originalKmsKeyId", row.get("kmsKeyId"));
            }
            row.put("kmsKeyId", arn);
            table.put(transaction, call.region(), row);
            return answer.put("kmsKeyId", arn);
        });
    }

    JsonNode delete(Call call) {
        var name = call.text(RepositoryTable.NAME);
        var row = table.store().write(transaction -> {
            var found = table.find(transaction, call.region(), name);
            table.remove(transaction, call.region(), name);
            return found;
        });
        row.ifPresent(gone -> {
            table.git().delete(gone.path("repositoryId").asText());
            refs.forget(gone);
        });
        return row.map(gone -> Json.pick(gone, List.of("repositoryId"))).orElseGet(Json::object);
    }
}
