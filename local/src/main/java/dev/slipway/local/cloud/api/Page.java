package dev.slipway.local.cloud.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** One page of a list, and the token that asks for the next. */
public final class Page {
    private static final Pattern TOKEN = Pattern.compile("from:(\\d{1,9})");

    private Page() {}

    /**
     * Cuts a page.
     *
     * @param all the whole list
     * @param token the token of the request; empty for the first page
     * @param size most elements of a page
     * @param list name of the answer's list
     * @param next name of the answer's token
     * @param badToken error code for a token that was never given out
     */
    public static ObjectNode of(
            List<? extends JsonNode> all, String token, int size, String list, String next, String badToken) {
        var from = from(token, all.size(), badToken);
        var to = Math.min(all.size(), from + size);
        var page = Json.object(list, Json.array(all.subList(from, to)));
        if (to < all.size()) {
            page.put(next, Base64.getEncoder().encodeToString(("from:" + to).getBytes(StandardCharsets.UTF_8)));
        }
        return page;
    }

    private static int from(String token, int size, String badToken) {
        if (token.isEmpty()) {
            return 0;
        }
        var from = TOKEN.matcher(decode(token));
        if (!from.matches()) {
            throw new AwsException(badToken, "the token '%s' is not one that a page ended with".formatted(token));
        }
        return Math.min(size, Integer.parseInt(from.group(1)));
    }

    private static String decode(String token) {
        try {
            return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
