package dev.slipway.iam;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints documents in the order of AWS's documentation: Sid, Effect, Principal, Action, Resource, Condition. */
final class PolicyPrinter {
    private final JsonWriter json;

    private PolicyPrinter(JsonWriter json) {
        this.json = json;
    }

    static String print(PolicyDocument document) {
        if (!document.complete() && document.statements().isEmpty()) {
            return Unknown.MARKER;
        }
        StringWriter text = new StringWriter();
        try (JsonWriter writer = new JsonWriter(text)) {
            new PolicyPrinter(writer).document(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void document(PolicyDocument document) throws IOException {
        json.beginObject();
        if (document.version() != null) {
            json.name("Version").value(document.version());
        }
        if (document.id() != null) {
            json.name("Id").value(document.id());
        }
        json.name("Statement").beginArray();
        for (Statement statement : document.statements()) {
            statement(statement);
        }
        if (!document.complete()) {
            json.value(Unknown.MARKER);
        }
        json.endArray().endObject();
    }

    private void statement(Statement statement) throws IOException {
        json.beginObject();
        if (statement.sid() != null) {
            json.name("Sid").value(statement.sid());
        }
        json.name("Effect").value(statement.effect().text());
        principals("Principal", statement.principals());
        principals("NotPrincipal", statement.notPrincipals());
        values("Action", statement.actions());
        values("NotAction", statement.notActions());
        values("Resource", statement.resources());
        values("NotResource", statement.notResources());
        conditions(statement.conditions());
        json.endObject();
    }

    private void principals(String name, List<Principal> principals) throws IOException {
        if (principals.isEmpty()) {
            return;
        }
        json.name(name);
        Principal first = principals.get(0);
        if (first.type() == Principal.Type.ANYONE || first.type() == Principal.Type.UNKNOWN) {
            json.value(first.value());
            return;
        }
        Map<Principal.Type, List<String>> byType = new LinkedHashMap<>();
        for (Principal principal : principals) {
            byType.computeIfAbsent(principal.type(), type -> new ArrayList<>()).add(principal.value());
        }
        json.beginObject();
        for (Map.Entry<Principal.Type, List<String>> entry : byType.entrySet()) {
            values(entry.getKey().key(), entry.getValue());
        }
        json.endObject();
    }

    private void conditions(List<Condition> conditions) throws IOException {
        if (conditions.isEmpty()) {
            return;
        }
        Map<String, Map<String, List<String>>> byOperator = new LinkedHashMap<>();
        for (Condition condition : conditions) {
            byOperator
                    .computeIfAbsent(condition.operator(), operator -> new LinkedHashMap<>())
                    .put(condition.key(), condition.values());
        }
        json.name("Condition").beginObject();
        for (Map.Entry<String, Map<String, List<String>>> operator : byOperator.entrySet()) {
            json.name(operator.getKey()).beginObject();
            for (Map.Entry<String, List<String>> key : operator.getValue().entrySet()) {
                json.name(key.getKey());
                scalarOrList(key.getValue());
            }
            json.endObject();
        }
        json.endObject();
    }

    private void values(String name, List<String> values) throws IOException {
        if (!values.isEmpty()) {
            json.name(name);
            scalarOrList(values);
        }
    }

    private void scalarOrList(List<String> values) throws IOException {
        if (values.size() == 1) {
            json.value(values.get(0));
            return;
        }
        json.beginArray();
        for (String value : values) {
            json.value(value);
        }
        json.endArray();
    }
}
