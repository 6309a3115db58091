package dev.slipway.local.cloud.codecommit;

import dev.slipway.local.cloud.api.AwsException;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * What a request names a commit by: a full id, a branch, a tag, a full reference, or HEAD. Git's other ways, such as a short id or
 * {@code main~1}, are none of AWS's.
 *
 * @param text what was given
 */
record CommitSpecifier(String text) {
    /** What was given, or HEAD when nothing was. */
    static CommitSpecifier orHead(String given) {
        return new CommitSpecifier(given.isEmpty() ? Constants.HEAD : given);
    }

    /** The commit. */
    RevCommit in(Repository repository, RevWalk walk) throws IOException {
        if (text.isEmpty()) {
            throw new AwsException("CommitRequiredException", "A commit specifier is required");
        }
        if (!Repository.isValidRefName(Constants.R_HEADS + text)) {
            throw new AwsException("InvalidCommitException", "'%s' is not a commit specifier".formatted(text));
        }
        var id = ObjectId.isId(text)
                ? Optional.of(ObjectId.fromString(text))
                : ref(repository).map(Ref::getObjectId);
        try {
            return walk.parseCommit(id.orElseThrow(this::absent));
        } catch (MissingObjectException | IncorrectObjectTypeException e) {
            throw absent();
        }
    }

    private AwsException absent() {
        return new AwsException("CommitDoesNotExistException", text + " does not exist");
    }

    private Optional<Ref> ref(Repository repository) throws IOException {
        if (text.equals(Constants.HEAD) || text.startsWith(Constants.R_REFS)) {
            return Optional.ofNullable(repository.exactRef(text));
        }
        var branch = repository.exactRef(Constants.R_HEADS + text);
        return Optional.ofNullable(branch == null ? repository.exactRef(Constants.R_TAGS + text) : branch);
    }
}
