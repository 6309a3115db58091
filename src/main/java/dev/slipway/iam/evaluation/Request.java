package dev.slipway.iam.evaluation;

import dev.slipway.iam.Arn;
import dev.slipway.iam.Unknown;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request to AWS, as policies see it.
 *
 * @param caller who asks
 * @param action such as {@code s3:GetObject}
 * @param resource the ARN, or {@code *} for actions without a resource
 * @param context the request's condition keys in lower case, each with its values
 * @param open whether keys that {@code context} lacks are unknown, rather than absent from the request
 * @param resourceAccount the account that owns the resource; null takes the resource ARN's account, else the caller's
 */
public record Request(
        Caller caller,
        String action,
        String resource,
        Map<String, List<String>> context,
        boolean open,
        @Nullable String resourceAccount) {
    public Request {
        Objects.requireNonNull(caller);
        Objects.requireNonNull(action);
        Objects.requireNonNull(resource);
        context = Map.copyOf(context);
    }

    /** A request whose context has what follows from its caller and its resource. */
    public static Request of(Caller caller, String action, String resource) {
        Map<String, List<String>> context = new HashMap<>();
        boolean service = caller.kind() == Caller.Kind.SERVICE;
        context.put("aws:principalisawsservice", List.of(Boolean.toString(service)));
        if (service) {
            context.put("aws:principalservicename", List.of(caller.name()));
        }
        String account = caller.account();
        if (account != null) {
            context.put("aws:principalarn", List.of(caller.principalArn()));
            context.put("aws:principalaccount", List.of(account));
        }
        if (caller.kind() == Caller.Kind.USER) {
            String name = caller.name();
            context.put("aws:username", List.of(name.substring(name.lastIndexOf('/') + 1)));
            context.put("aws:principaltype", List.of("User"));
        }
        String owner = Arn.parse(resource).map(Arn::account).orElse("");
        if (!owner.isEmpty()) {
            context.put("aws:resourceaccount", List.of(owner));
        }
        return new Request(caller, action, resource, context, false, null);
    }

    /** This request with a condition key; several values for keys that have several. No value removes the key. */
    public Request with(String key, String... values) {
        Map<String, List<String>> more = new HashMap<>(context);
        if (values.length == 0) {
            more.remove(key.toLowerCase(Locale.ROOT));
        } else {
            more.put(key.toLowerCase(Locale.ROOT), List.of(values));
        }
        return new Request(caller, action, resource, more, open, resourceAccount);
    }

    /** This request, with every key that was not given being unknown. */
    public Request withOpenContext() {
        return new Request(caller, action, resource, context, true, resourceAccount);
    }

    /** This request for a resource of that account, for ARNs that do not say it, such as S3's. */
    public Request ownedBy(String account) {
        return new Request(caller, action, resource, context, open, account).with("aws:ResourceAccount", account);
    }

    /** The values of a key in whatever case; null when the request has none; the unknown marker when that is not known. */
    @Nullable
    List<String> values(String key) {
        List<String> values = context.get(key.toLowerCase(Locale.ROOT));
        if (values != null && values.isEmpty()) {
            return null;
        }
        return values == null && open ? List.of(Unknown.MARKER) : values;
    }

    /** The value that a policy variable has; null when the request has none, or several. */
    @Nullable
    String variable(String key) {
        List<String> values = values(key);
        return values == null || values.size() != 1 ? null : values.get(0);
    }

    /** Whether caller and resource are in one account. */
    boolean sameAccount() {
        String owner = resourceAccount;
        if (owner == null) {
            owner = Arn.parse(resource).map(Arn::account).orElse("");
        }
        return owner.isEmpty() || owner.equals(caller.account());
    }
}
