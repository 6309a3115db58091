package dev.slipway.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyParserTest {
    private static final String ONE =
            "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'s3:getobject','Resource':'*'}}";

    private static PolicyDocument parse(String text) {
        return PolicyDocument.parse(text.replace('\'', '"'));
    }

    private static Statement statement(String text) {
        return parse("{'Statement':" + text + "}").statements().get(0);
    }

    @Test
    void readsOneStatementOutsideAList() {
        PolicyDocument document = parse(ONE);

        assertThat(document.version()).isEqualTo("2012-10-17");
        assertThat(document.complete()).isTrue();
        assertThat(document.statements())
                .containsExactly(new Statement(
                        null,
                        Effect.ALLOW,
                        List.of(),
                        List.of(),
                        List.of("s3:getobject"),
                        List.of(),
                        List.of("*"),
                        List.of(),
                        List.of()));
    }

    @Test
    void readsEveryElement() {
        assertThat(parse("{'Id':'doc','Version':'2008-10-17','Statement':[{'Sid':'A B','Effect':'Deny',"
                        + "'NotPrincipal':{'AWS':['arn:aws:iam::1:root','111111111111'],'Service':'ecs.amazonaws.com',"
                        + "'Federated':'cognito-identity.amazonaws.com','CanonicalUser':'79a5'},"
                        + "'NotAction':['s3:*','iam:?et*'],'NotResource':['arn:aws-cn:s3:::b','arn:aws-us-gov:s3:::b'],"
                        + "'Condition':{'Bool':{'aws:SecureTransport':false},"
                        + "'NumericLessThan':{'s3:max-keys':[10,'20']},'Null':{'aws:TokenIssueTime':'true'}}}]}"))
                .isEqualTo(new PolicyDocument(
                        "2008-10-17",
                        "doc",
                        List.of(new Statement(
                                "A B",
                                Effect.DENY,
                                List.of(),
                                List.of(
                                        Principal.aws("arn:aws:iam::1:root"),
                                        Principal.aws("111111111111"),
                                        Principal.service("ecs.amazonaws.com"),
                                        Principal.federated("cognito-identity.amazonaws.com"),
                                        Principal.canonicalUser("79a5")),
                                List.of(),
                                List.of("s3:*", "iam:?et*"),
                                List.of(),
                                List.of("arn:aws-cn:s3:::b", "arn:aws-us-gov:s3:::b"),
                                List.of(
                                        Condition.of("Bool", "aws:SecureTransport", "false"),
                                        Condition.of("NumericLessThan", "s3:max-keys", "10", "20"),
                                        Condition.of("Null", "aws:TokenIssueTime", "true")))),
                        true));
    }

    @Test
    void readsBothFormsOfEveryone() {
        assertThat(statement("{'Effect':'Allow','Principal':'*','Action':'a:B'}")
                        .principals())
                .containsExactly(Principal.anyone());
        Statement other = statement("{'Effect':'Allow','Principal':{'AWS':'*'},'Action':'a:B'}");
        assertThat(other.principals()).containsExactly(Principal.aws("*"));
        assertThat(other.principals().get(0).isAnyone()).isTrue();
    }

    @Test
    void readsElementNamesInAnyCase() {
        assertThat(parse("{'statement':{'EFFECT':'Allow','action':'a:B','resource':'*'}}")
                        .statements())
                .isEqualTo(parse("{'Statement':{'Effect':'Allow','Action':'a:B','Resource':'*'}}")
                        .statements());
    }

    @Test
    void readsDocumentsUrlEncodedAsIamAnswersThem() {
        PolicyDocument document =
                PolicyDocument.of(Statement.allow("A").actions("s3:GetObject").resources("arn:aws:s3:::b+ü/100%/*"));
        String encoded =
                URLEncoder.encode(document.toJson(), StandardCharsets.UTF_8).replace("+", "%20");

        assertThat(PolicyDocument.parse(encoded)).isEqualTo(document);
    }

    @Test
    void readsDocumentsThatAreJsonAlready() {
        JsonElement json = JsonParser.parseString(ONE.replace('\'', '"'));

        assertThat(PolicyDocument.parse(json)).isEqualTo(parse(ONE));
        assertThat(PolicyDocument.parse(new JsonPrimitive(json.toString()))).isEqualTo(parse(ONE));
    }

    @Test
    void readsTheSameTextOnceAndEveryTextRight() {
        assertThat(parse(ONE)).isSameAs(parse(ONE));
        for (int i = 0; i < 5000; i++) {
            assertThat(parse(ONE.replace("getobject", "Action" + i))
                            .statements()
                            .get(0)
                            .actions())
                    .containsExactly("s3:Action" + i);
        }
    }

    @Test
    void keepsWhatIsKnownOfADocumentThatIsPartlyUnknown() {
        String u = Unknown.MARKER;
        assertThat(PolicyDocument.parse(u)).isEqualTo(new PolicyDocument(null, null, List.of(), false));
        PolicyDocument half = parse("{'Statement':['" + u + "',{'Effect':'Allow','Action':'a:B','Resource':'" + u
                + "'},{'Effect':'" + u + "','Action':'a:C'}]}");
        assertThat(half.complete()).isFalse();
        assertThat(half.statements()).hasSize(1);
        assertThat(half.statements().get(0).resources()).containsExactly(u);
        assertThat(statement("{'Effect':'Allow','Action':'a:B','Principal':'" + u + "','Condition':'" + u + "'}"))
                .satisfies(statement -> {
                    assertThat(statement.principals()).containsExactly(new Principal(Principal.Type.UNKNOWN, u));
                    assertThat(statement.conditions()).containsExactly(Condition.of(u, u, u));
                });
        assertThat(PolicyDocument.parse(half.toJson())).isEqualTo(half);
        assertThat(PolicyDocument.parse(PolicyDocument.parse(u).toJson())).isEqualTo(PolicyDocument.parse(u));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | $: empty text; expected a JSON policy document",
                "[] | $: a list; expected a policy document, a JSON object",
                "{} | $: no Statement; expected at least one",
                "{'Statement':[]} | $.Statement: empty list; expected at least one statement",
                "{'Statement':'x'} | $.Statement: a string; expected a statement, a JSON object",
                "{'Statement':[null]} | $.Statement[0]: null; expected a statement, a JSON object",
                "{'Version':'2012','Statement':{}} | $.Version: version \"2012\"; expected 2012-10-17 or 2008-10-17",
                "{'Statements':[]} | $.Statements: unknown element \"Statements\"; expected Version, Id or Statement",
                "{'Statement':{'Action':'a:B'}} | $.Statement: no Effect; expected Allow or Deny",
                "{'Statement':[{'Effect':'Allow'}]} | $.Statement[0]: no Action; expected Action or NotAction",
                "{'Statement':{'Effect':'allow'}} | $.Statement.Effect: effect \"allow\"; expected Allow or Deny, written so",
                "{'Statement':{'Effect':'Allow','Action':[]}} | $.Statement.Action: empty list; expected an action",
                "{'Statement':{'Effect':'Allow','Action':['a:B',1]}} | $.Statement.Action[1]: a number; expected an action",
                "{'Statement':{'Effect':'Allow','Action':{}}} | $.Statement.Action: an object; expected an action or a list of them",
                "{'Statement':{'Effect':'Allow','Effect':'Deny'}} | $.Statement.Effect: element \"effect\" twice; expected it once",
                "{'Statement':{'Effect':'Allow','Action':'a:B','NotAction':'a:C'}} | $.Statement: both Action and NotAction; expected one of them",
                "{'Statement':{'Effect':'Allow','Principal':'me'}} | $.Statement.Principal: principal \"me\"; expected \"*\" or an object such as {\"AWS\": \"...\"}",
                "{'Statement':{'Effect':'Allow','Principal':{'User':'me'}}} | $.Statement.Principal.User: principal type \"User\"; expected AWS, Service, Federated or CanonicalUser",
                "{'Statement':{'Effect':'Allow','Principal':{}}} | $.Statement.Principal: no principal; expected at least one",
                "{'Statement':{'Effect':'Allow','Condition':{'Bool':'x'}}} | $.Statement.Condition.Bool: a string; expected an object such as {\"aws:SourceAccount\": \"...\"}",
                "{'Statement':{'Effect':'Allow','Condition':{'Bool':{'a:b':{}}}}} | $.Statement.Condition.Bool.a:b: an object; expected a string, number or boolean",
                "{'Statement':{'Effect':'Allow','Grant':1}} | $.Statement.Grant: unknown element \"Grant\"; expected Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource or Condition",
                "{'Statement':{'Effect':'Allow','Action':'a:B'}} {} | $: not JSON: malformed at line 1 column 50 path $",
                "{'Statement': | $: the text ends too early; expected a whole JSON policy document",
            })
    void namesTheProblemAndWhereItIs(String text, String message) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(PolicySyntaxException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope", "{Statement:1}", "{'a':01}", "%", "%7B", "\u0000", "{'Statement':[}"})
    void refusesWhatIsNoJson(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(PolicySyntaxException.class);
    }

    @Test
    void refusesAnyDepthWithoutExhaustingTheStack() {
        assertThatThrownBy(() -> PolicyDocument.parse("[".repeat(200_000))).isInstanceOf(PolicySyntaxException.class);
        assertThatThrownBy(() -> PolicyDocument.parse("{\"Statement\":" + "[".repeat(200_000)))
                .isInstanceOf(PolicySyntaxException.class);
        JsonElement deep = new JsonArray();
        for (int i = 0; i < 100_000; i++) {
            JsonArray around = new JsonArray();
            around.add(deep);
            deep = around;
        }
        JsonElement tower = deep;
        assertThatThrownBy(() -> PolicyDocument.parse(tower))
                .isInstanceOf(PolicySyntaxException.class)
                .hasMessage("$: more than 8 levels deep; expected a policy document");
    }
}
