package dev.slipway.local.cloud.ministack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.signature.Credential;
import dev.slipway.local.cloud.signature.Credentials;
import dev.slipway.local.cloud.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The root key, and the access keys that ministack's IAM and STS handed out through the gateway. */
public final class LearnedCredentials implements Credentials {
    private static final String TABLE = "credentials";
    /** Member of what a request says of a key: the policies that it narrows the session to. */
    public static final String SESSION_POLICIES = "SessionPolicies";

    /** Member of what a request says of a key: the tags of the session, values by key. */
    public static final String SESSION_TAGS = "SessionTags";

    /** Member of what a request says of a key: keys of the tags that sessions made with it have too. */
    public static final String TRANSITIVE_TAGS = "TransitiveTagKeys";

    private static final Pattern ELEMENT =
            Pattern.compile("<(AccessKeyId|SecretAccessKey|SessionToken|Expiration|Arn|UserName)>([^<]*)</\\1>");

    private final Store store;
    private final Clock clock;
    private final Predicate<Credential> active;

    /**
     * Keys of a store.
     *
     * @param store where they are kept
     * @param clock forgets temporary keys that have ended
     * @param active whether IAM still has a long-lived key
     */
    public LearnedCredentials(Store store, Clock clock, Predicate<Credential> active) {
        this.store = store;
        this.clock = clock;
        this.active = active;
    }

    @Override
    public Optional<Credential> find(String accessKeyId) {
        if (accessKeyId.equals(Credential.ROOT.accessKeyId())) {
            return Optional.of(Credential.ROOT);
        }
        return store.read(view -> view.get(TABLE, accessKeyId))
                .map(LearnedCredentials::credential)
                .filter(found -> found.expires() != null || active.test(found));
    }

    private static Credential credential(ObjectNode row) {
        var expires = text(row, "Expiration");
        return new Credential(
                row.path("AccessKeyId").asText(),
                row.path("SecretAccessKey").asText(),
                text(row, "SessionToken"),
                expires == null ? null : Instant.parse(expires),
                row.path("Arn")
                        .asText("arn:aws:iam::000000000000:user/"
                                + row.path("UserName").asText()));
    }

    private static @Nullable String text(ObjectNode row, String member) {
        return row.hasNonNull(member) ? row.get(member).asText() : null;
    }

    /**
     * Keeps the access key that an answer hands out, if it does.
     *
     * @param known what the request says of the key
     */
    void learnFrom(String answer, ObjectNode known) {
        if (!answer.contains("</SecretAccessKey>") || !answer.stripTrailing().endsWith("Response>")) {
            return;
        }
        var row = known.deepCopy();
        var elements = ELEMENT.matcher(answer);
        while (elements.find()) {
            row.put(elements.group(1), elements.group(2));
        }
        keep(row);
    }

    private void keep(ObjectNode row) {
        store.write(transaction -> {
            transaction.all(TABLE).forEach((id, old) -> {
                if (ended(old)) {
                    transaction.remove(TABLE, id);
                }
            });
            transaction.put(TABLE, row.path("AccessKeyId").asText(), row);
            return row;
        });
    }

    /** What the session of a temporary key was narrowed to: texts of policies, and ARNs of managed ones. */
    public List<String> sessionPolicies(String accessKeyId) {
        return row(accessKeyId).stream()
                .flatMap(row -> StreamSupport.stream(row.path(SESSION_POLICIES).spliterator(), false))
                .map(JsonNode::asText)
                .toList();
    }

    /** The tags that the session of a temporary key was made with. */
    public Map<String, String> sessionTags(String accessKeyId) {
        return row(accessKeyId).map(LearnedCredentials::tags).orElseGet(TreeMap::new);
    }

    private Optional<ObjectNode> row(String accessKeyId) {
        return store.read(view -> view.get(TABLE, accessKeyId));
    }

    private static Map<String, String> tags(ObjectNode row) {
        var tags = new TreeMap<String, String>();
        row.path(SESSION_TAGS)
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        return tags;
    }

    /** The tags that the session of a temporary key hands on to those that are made with it. */
    public Map<String, String> transitiveTags(String accessKeyId) {
        var keys = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        var row = row(accessKeyId).orElseGet(JsonNodeFactory.instance::objectNode);
        row.path(TRANSITIVE_TAGS).forEach(key -> keys.add(key.asText()));
        var tags = tags(row);
        tags.keySet().retainAll(keys);
        return tags;
    }

    /** Keeps a temporary key that was handed out without the gateway. */
    public void learn(Credential temporary) {
        var expires = Objects.requireNonNull(temporary.expires(), "only temporary keys are learned this way");
        keep(JsonNodeFactory.instance
                .objectNode()
                .put("AccessKeyId", temporary.accessKeyId())
                .put("SecretAccessKey", temporary.secret())
                .put("SessionToken", temporary.sessionToken())
                .put("Expiration", expires.toString())
                .put("Arn", temporary.principalArn()));
    }

    private boolean ended(ObjectNode row) {
        var expires = credential(row).expires();
        // AWS tells an expired key from an unknown one, so an ended key is kept for a day.
        return expires != null && expires.plusSeconds(86_400).isBefore(clock.instant());
    }
}
