package dev.slipway.local.cloud.codecommit;

import dev.slipway.local.cloud.access.AccessControl;
import dev.slipway.local.cloud.access.AccessDenied;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PostReceiveHook;
import org.eclipse.jgit.transport.PreReceiveHook;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceiveCommand.Result;
import org.eclipse.jgit.transport.ReceivePack;

/**
 * What a push may do, and what follows from it.
 *
 * @see <a href="https://docs.aws.amazon.com/codecommit/latest/userguide/limits.html">Quotas of CodeCommit</a>
 */
final class PushRules implements PreReceiveHook, PostReceiveHook {
    private static final int MOST_REFERENCES = 4_000;
    private static final int LONGEST_NAME = 256;

    private final RepositoryTable table;
    private final RefChanges changes;
    private final AccessControl access;
    private final GitCaller caller;

    PushRules(RepositoryTable table, RefChanges changes, AccessControl access, GitCaller caller) {
        this.table = table;
        this.changes = changes;
        this.access = access;
        this.caller = caller;
    }

    @Override
    public void onPreReceive(ReceivePack push, Collection<ReceiveCommand> commands) {
        try {
            access.require(
                    caller.credential(),
                    GitAccess.request(
                            caller,
                            "codecommit:GitPush",
                            commands.stream().map(ReceiveCommand::getRefName).toList()));
        } catch (AccessDenied denied) {
            push.sendError(denied.reason());
            refuseAll(commands, "not authorized");
            return;
        }
        if (commands.size() > MOST_REFERENCES) {
            refuseAll(commands, "%d references, expected at most %d".formatted(commands.size(), MOST_REFERENCES));
            return;
        }
        changes.lock(caller.row()).lock();
        var kept = table.defaultBranch(caller.row()).map(branch -> Constants.R_HEADS + branch);
        for (var command : commands) {
            refusal(command, kept).ifPresent(reason -> command.setResult(Result.REJECTED_OTHER_REASON, reason));
        }
        changes.deleting(
                caller.row(),
                commands.stream()
                        .filter(command -> command.getType() == ReceiveCommand.Type.DELETE)
                        .filter(command -> command.getResult() == Result.NOT_ATTEMPTED)
                        .map(ReceiveCommand::getRefName)
                        .toList());
    }

    private static void refuseAll(Collection<ReceiveCommand> commands, String reason) {
        commands.forEach(command -> command.setResult(Result.REJECTED_OTHER_REASON, reason));
    }

    private static Optional<String> refusal(ReceiveCommand command, Optional<String> defaultBranch) {
        var name = command.getRefName();
        if (!name.startsWith(Constants.R_REFS) || !Repository.isValidRefName(name)) {
            return Optional.of("invalid reference name");
        }
        if (Repository.shortenRefName(name).length() > LONGEST_NAME) {
            return Optional.of("reference name longer than %d characters".formatted(LONGEST_NAME));
        }
        if (command.getType() == ReceiveCommand.Type.DELETE
                && defaultBranch.filter(name::equals).isPresent()) {
            return Optional.of("the default branch cannot be deleted");
        }
        return Optional.empty();
    }

    @Override
    public void onPostReceive(ReceivePack push, Collection<ReceiveCommand> commands) {
        try {
            if (table.defaultBranch(caller.row()).isEmpty()) {
                // The first branch of a repository becomes its default one.
                var first = commands.stream()
                        .map(ReceiveCommand::getRefName)
                        .filter(name -> name.startsWith(Constants.R_HEADS))
                        .findFirst();
                if (first.isPresent()) {
                    push.getRepository().updateRef(Constants.HEAD).link(first.get());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        changes.tell(caller.region(), caller.row());
        table.touch(caller.region(), caller.row());
    }
}
