package dev.slipway.iam;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents. It reads straight from the tokens, without recursion, so that no nesting however deep can exhaust the stack; what
 * a policy cannot hold is refused where it stands.
 */
final class PolicyParser {
    private static final int SHOWN = 60;

    private final JsonReader json;

    private PolicyParser(JsonReader json) {
        this.json = json;
    }

    static PolicyDocument parse(String text) {
        String trimmed = text.strip();
        if (Unknown.isWhole(trimmed)) {
            return new PolicyDocument(null, null, List.of(), false);
        }
        String plain = trimmed.startsWith("%") ? PercentEncoding.decode(trimmed) : trimmed;
        if (plain.isEmpty()) {
            throw new PolicySyntaxException("$", "empty text; expected a JSON policy document");
        }
        try (JsonReader reader = new JsonReader(new StringReader(plain))) {
            PolicyParser parser = new PolicyParser(reader);
            PolicyDocument document = parser.document();
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw parser.problem("text after the document; expected one JSON object");
            }
            return document;
        } catch (EOFException e) {
            throw new PolicySyntaxException("$", "the text ends too early; expected a whole JSON policy document");
        } catch (MalformedJsonException e) {
            throw new PolicySyntaxException("$", "not JSON: " + withoutAdvice(e));
        } catch (NumberFormatException e) {
            // What Gson's reader throws for a broken Unicode escape.
            throw new PolicySyntaxException("$", "not JSON: bad escape " + quoted(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The reader's messages advise callers on its settings, which says nothing to who wrote the policy. */
    private static String withoutAdvice(MalformedJsonException e) {
        String message = String.valueOf(e.getMessage());
        return message.replace("Use JsonReader.setLenient(true) to accept malformed JSON", "malformed")
                .strip();
    }

    private PolicyDocument document() throws IOException {
        expect(JsonToken.BEGIN_OBJECT, "a policy document, a JSON object");
        String version = null;
        String id = null;
        List<Statement> statements = null;
        boolean[] complete = {true};
        Set<String> seen = new HashSet<>();
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            once(seen, name);
            switch (name.toLowerCase(Locale.ROOT)) {
                case "version" -> version = version();
                case "id" -> id = string("Id");
                case "statement" -> statements = statements(complete);
                default -> throw problem("unknown element " + quoted(name) + "; expected Version, Id or Statement");
            }
        }
        json.endObject();
        if (statements == null) {
            throw new PolicySyntaxException("$", "no Statement; expected at least one");
        }
        return new PolicyDocument(version, id, statements, complete[0]);
    }

    private String version() throws IOException {
        String version = string("Version");
        if (!version.equals(PolicyDocument.VERSION) && !version.equals("2008-10-17") && !Unknown.isIn(version)) {
            throw problem("version " + quoted(version) + "; expected 2012-10-17 or 2008-10-17");
        }
        return version;
    }

    private List<Statement> statements(boolean[] complete) throws IOException {
        List<Statement> statements = new ArrayList<>();
        if (json.peek() == JsonToken.BEGIN_ARRAY) {
            String where = json.getPath();
            json.beginArray();
            while (json.hasNext()) {
                add(statements, complete);
            }
            if (statements.isEmpty() && complete[0]) {
                throw new PolicySyntaxException(where, "empty list; expected at least one statement");
            }
            json.endArray();
        } else {
            add(statements, complete);
        }
        return statements;
    }

    private void add(List<Statement> statements, boolean[] complete) throws IOException {
        Statement statement = null;
        if (json.peek() == JsonToken.STRING) {
            if (!Unknown.isIn(json.nextString())) {
                throw problem("a string; expected a statement, a JSON object");
            }
        } else {
            expect(JsonToken.BEGIN_OBJECT, "a statement, a JSON object");
            statement = statement();
        }
        if (statement == null) {
            complete[0] = false;
        } else {
            statements.add(statement);
        }
    }

    /** The statement, or null when its effect is not known yet. */
    private @Nullable Statement statement() throws IOException {
        String where = json.getPath();
        String sid = null;
        String effect = null;
        List<Principal> principals = List.of();
        List<Principal> notPrincipals = List.of();
        List<String> actions = List.of();
        List<String> notActions = List.of();
        List<String> resources = List.of();
        List<String> notResources = List.of();
        List<Condition> conditions = List.of();
        Set<String> seen = new HashSet<>();
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            String element = name.toLowerCase(Locale.ROOT);
            once(seen, element);
            switch (element) {
                case "sid" -> sid = string("Sid");
                case "effect" -> effect = effect();
                case "principal" -> principals = principals();
                case "notprincipal" -> notPrincipals = principals();
                case "action" -> actions = strings("an action");
                case "notaction" -> notActions = strings("an action");
                case "resource" -> resources = strings("a resource ARN");
                case "notresource" -> notResources = strings("a resource ARN");
                case "condition" -> conditions = conditions();
                default ->
                    throw problem("unknown element " + quoted(name)
                            + "; expected Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource or"
                            + " Condition");
            }
        }
        json.endObject();
        oneOf(where, seen, "Action", "NotAction");
        oneOf(where, seen, "Resource", "NotResource");
        oneOf(where, seen, "Principal", "NotPrincipal");
        if (effect == null) {
            throw new PolicySyntaxException(where, "no Effect; expected Allow or Deny");
        }
        if (!seen.contains("action") && !seen.contains("notaction")) {
            throw new PolicySyntaxException(where, "no Action; expected Action or NotAction");
        }
        if (Unknown.isIn(effect)) {
            return null;
        }
        return new Statement(
                sid,
                effect.equals(Effect.ALLOW.text()) ? Effect.ALLOW : Effect.DENY,
                principals,
                notPrincipals,
                actions,
                notActions,
                resources,
                notResources,
                conditions);
    }

    private static void oneOf(String where, Set<String> seen, String one, String other) {
        if (seen.contains(one.toLowerCase(Locale.ROOT)) && seen.contains(other.toLowerCase(Locale.ROOT))) {
            throw new PolicySyntaxException(where, "both " + one + " and " + other + "; expected one of them");
        }
    }

    private String effect() throws IOException {
        String effect = string("Effect");
        if (!effect.equals(Effect.ALLOW.text()) && !effect.equals(Effect.DENY.text()) && !Unknown.isIn(effect)) {
            throw problem("effect " + quoted(effect) + "; expected Allow or Deny, written so");
        }
        return effect;
    }

    private List<Principal> principals() throws IOException {
        if (json.peek() == JsonToken.STRING) {
            String text = json.nextString();
            if (text.equals("*")) {
                return List.of(Principal.anyone());
            }
            if (Unknown.isIn(text)) {
                return List.of(new Principal(Principal.Type.UNKNOWN, text));
            }
            throw problem("principal " + quoted(text) + "; expected \"*\" or an object such as {\"AWS\": \"...\"}");
        }
        expect(JsonToken.BEGIN_OBJECT, "\"*\" or an object such as {\"AWS\": \"...\"}");
        String where = json.getPath();
        List<Principal> principals = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            once(seen, name.toLowerCase(Locale.ROOT));
            Principal.Type type = type(name);
            for (String value : strings("a principal")) {
                if (value.isEmpty()) {
                    throw problem("empty principal; expected an ARN, an account id, a service name or *");
                }
                principals.add(new Principal(type, value));
            }
        }
        if (principals.isEmpty()) {
            throw new PolicySyntaxException(where, "no principal; expected at least one");
        }
        json.endObject();
        return principals;
    }

    private Principal.Type type(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "aws" -> Principal.Type.AWS;
            case "service" -> Principal.Type.SERVICE;
            case "federated" -> Principal.Type.FEDERATED;
            case "canonicaluser" -> Principal.Type.CANONICAL_USER;
            default ->
                throw problem("principal type " + quoted(name) + "; expected AWS, Service, Federated or CanonicalUser");
        };
    }

    private List<Condition> conditions() throws IOException {
        if (json.peek() == JsonToken.STRING) {
            String text = json.nextString();
            if (!Unknown.isIn(text)) {
                throw problem("a string; expected conditions, an object such as {\"StringEquals\": {...}}");
            }
            return List.of(Condition.of(text, text, text));
        }
        expect(JsonToken.BEGIN_OBJECT, "conditions, an object such as {\"StringEquals\": {...}}");
        List<Condition> conditions = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        json.beginObject();
        while (json.hasNext()) {
            String operator = json.nextName();
            once(seen, operator);
            if (json.peek() == JsonToken.STRING) {
                String text = json.nextString();
                if (!Unknown.isIn(text)) {
                    throw problem("a string; expected an object such as {\"aws:SourceAccount\": \"...\"}");
                }
                conditions.add(Condition.of(operator, text, text));
            } else {
                expect(JsonToken.BEGIN_OBJECT, "an object such as {\"aws:SourceAccount\": \"...\"}");
                keys(operator, conditions);
            }
        }
        json.endObject();
        return conditions;
    }

    private void keys(String operator, List<Condition> conditions) throws IOException {
        Set<String> seen = new HashSet<>();
        json.beginObject();
        while (json.hasNext()) {
            String key = json.nextName();
            once(seen, key);
            conditions.add(new Condition(operator, key, values()));
        }
        json.endObject();
    }

    private List<String> values() throws IOException {
        if (json.peek() != JsonToken.BEGIN_ARRAY) {
            return List.of(value());
        }
        List<String> values = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            values.add(value());
        }
        json.endArray();
        return values;
    }

    private String value() throws IOException {
        return switch (json.peek()) {
            case STRING, NUMBER -> json.nextString();
            case BOOLEAN -> Boolean.toString(json.nextBoolean());
            default -> throw unexpected("a string, number or boolean");
        };
    }

    private List<String> strings(String what) throws IOException {
        if (json.peek() == JsonToken.STRING) {
            return List.of(json.nextString());
        }
        expect(JsonToken.BEGIN_ARRAY, what + " or a list of them");
        String where = json.getPath();
        List<String> strings = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            expect(JsonToken.STRING, what);
            strings.add(json.nextString());
        }
        if (strings.isEmpty()) {
            throw new PolicySyntaxException(where, "empty list; expected " + what);
        }
        json.endArray();
        return strings;
    }

    private String string(String what) throws IOException {
        expect(JsonToken.STRING, "a string for " + what);
        return json.nextString();
    }

    private void once(Set<String> seen, String name) {
        if (!seen.add(name)) {
            throw problem("element " + quoted(name) + " twice; expected it once");
        }
    }

    private void expect(JsonToken token, String what) throws IOException {
        if (json.peek() != token) {
            throw unexpected(what);
        }
    }

    private PolicySyntaxException unexpected(String expected) throws IOException {
        String got =
                switch (json.peek()) {
                    case BEGIN_ARRAY -> "a list";
                    case BEGIN_OBJECT -> "an object";
                    case STRING -> "a string";
                    case NUMBER -> "a number";
                    case BOOLEAN -> "a boolean";
                    case NULL -> "null";
                    default -> "the end";
                };
        return new PolicySyntaxException(json.getPath(), got + "; expected " + expected);
    }

    private PolicySyntaxException problem(String problem) {
        return new PolicySyntaxException(json.getPreviousPath(), problem);
    }

    private static String quoted(String text) {
        return "\"" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text) + "\"";
    }
}
