package dev.slipway.local.cloud.ecr.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * The names of a list that a request asks for: at most {@code n}, from the one after {@code last}. As on ECR they are 100 when nobody says
 * how many, and nobody gets more than 1000.
 *
 * @see <a href="https://github.com/docker-archive/migrator/issues/96">ECR's pages of 100, seen in 2016-10</a>
 * @see <a href="https://github.com/google/go-containerregistry/issues/681">What ECR says of more than 1000, seen in 2020-03</a>
 * @param names the names, in order
 * @param more whether others follow
 */
record ListPage(List<String> names, boolean more) {
    /** The order that the protocol demands; names that differ only in case need one too. */
    private static final Comparator<String> ORDER =
            String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder());

    private static final int USUAL = 100;
    private static final int MOST = 1000;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    static ListPage of(Request request, Collection<String> all) throws RegistryError {
        var query = Request.extractQueryParameters(request);
        var last = query.getValue("last");
        var rest = all.stream()
                .filter(name -> last == null || ORDER.compare(name, last) > 0)
                .sorted(ORDER)
                .toList();
        var n = query.getValue("n");
        var size = n == null ? USUAL : size(n);
        return new ListPage(rest.stream().limit(size).toList(), size > 0 && size < rest.size());
    }

    private static int size(String n) throws RegistryError {
        if (!NUMBER.matcher(n).matches()) {
            throw new RegistryError(
                    400, "PAGINATION_NUMBER_INVALID", "n is '%s', expected a number from 0 to %d".formatted(n, MOST));
        }
        var size = Integer.parseInt(n);
        if (size > MOST) {
            throw new RegistryError(
                    405,
                    "UNSUPPORTED",
                    "Invalid parameter at 'maxResults' failed to satisfy constraint: 'Member must have value less than or equal to %d'"
                            .formatted(MOST));
        }
        return size;
    }

    /** Tells where the next page is, if there is one. */
    void link(Response response, String path) {
        if (more) {
            response.getHeaders()
                    .put(
                            HttpHeader.LINK,
                            "<%s?n=%d&last=%s>; rel=\"next\""
                                    .formatted(
                                            path, names.size(), URLEncoder.encode(names.get(names.size() - 1), UTF_8)));
        }
    }
}
