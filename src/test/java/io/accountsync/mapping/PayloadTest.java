package io.accountsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {
    private static final String TEXTS = "aé漢\uD83E\uDD20\"\\/{}[]:, \n\r\t\u0007\u00a0";

    /** Any payload, cut where Jackson says that its fields are. */
    @Test
    void itsFieldsAreThoseThatAJsonLibraryFinds() throws Exception {
        Random random = new Random(4);
        for (int round = 0; round < 2000; round++) {
            Payload payload = Payload.of(OpenPayload.JSON.writeValueAsString(object(random, 0)));
            ObjectNode tree = (ObjectNode) payload.tree();
            assertThat(payload.fields().stream().map(JsonMember::name)).containsExactlyElementsOf(tree::fieldNames);
            for (JsonMember field : payload.fields()) {
                JsonNode value = tree.get(field.name());
                assertThat(OpenPayload.JSON.readTree(field.json())).isEqualTo(value);
                assertThat(field.isNull()).isEqualTo(value.isNull());
                assertThat(field.isObject()).isEqualTo(value.isObject());
                if (value.isTextual()) {
                    assertThat(field.text()).isEqualTo(value.textValue());
                }
                if (value.isObject()) {
                    assertThat(field.members().stream().map(JsonMember::name))
                            .containsExactlyElementsOf(value::fieldNames);
                }
            }
            Set<String> out = payload.fields().stream()
                    .map(JsonMember::name)
                    .filter(name -> random.nextBoolean())
                    .collect(Collectors.toSet());
            assertThat(payload.without(out).tree()).isEqualTo(tree.deepCopy().remove(out));
            assertThat(payload.without(out).text())
                    .isEqualTo(
                            OpenPayload.JSON.writeValueAsString(tree.deepCopy().remove(out)));
        }
    }

    @Test
    void blanksBetweenFieldsDoNotMatter() {
        Payload payload = Payload.of("{ \"a\" : [1, {\"b\":\"}\"}] ,\n\"c\": -1.5e3 }");
        assertThat(payload.fields().stream().map(JsonMember::json)).containsExactly("[1, {\"b\":\"}\"}]", "-1.5e3");
        assertThat(payload.without(List.of("a")).tree().path("c").decimalValue())
                .isEqualByComparingTo("-1500");
    }

    @Test
    void leavingOutWhatIsNotThereIsTheSamePayload() {
        Payload payload = Payload.of("{\"a\":1}");
        assertThat(payload.without(List.of("b"))).isSameAs(payload);
        assertThat(payload.without(List.of("a"))).isEqualTo(Payload.of("{}"));
    }

    /** The state remembers fields by what the first versions hashed. */
    @Test
    void aFieldIsHashedAsTheFirstVersionsDid() throws Exception {
        FieldHashes by = FieldHashes.plain();
        for (String value : List.of(
                "0.0000001", "0.1", "-12.50", "100", "1e3", "true", "null", "\"é\\n\\u0007\"", "{\"K\":\"x\"}")) {
            Payload payload = Payload.of("{\"F\":" + value + "}");
            assertThat(payload.hashes(by))
                    .as(value)
                    .isEqualTo(by.of(List.of(
                            new FieldHashes.Field("F", payload.tree().get("F").toString()))));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":\"x",
                "{\"a\":}",
                "{\"a\" 1}",
                "{a:1}",
                "{\"a\":{\"b\":1}",
                "{\"a\":\"\\"
            })
    void whatIsCutIsNotTakenForAPayload(String json) {
        assertThatThrownBy(() -> Payload.of(json).fields())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a payload is not JSON");
    }

    @Test
    void itDoesNotShowARowsContentsByItself() {
        Payload payload = Payload.of("{\"Name\":\"Secret\"}");
        assertThat(payload + " " + payload.fields()).doesNotContain("Secret");
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = random.nextInt(6); i > 0; i--) {
            String name = text(random);
            switch (random.nextInt(depth == 0 ? 6 : 5)) {
                case 0 -> object.put(name, text(random));
                case 1 -> object.put(name, random.nextInt());
                case 2 -> object.put(name, BigDecimal.valueOf(random.nextInt(100_000), random.nextInt(9)));
                case 3 -> object.putNull(name);
                case 4 -> object.put(name, random.nextBoolean());
                default -> object.set(name, object(random, depth + 1));
            }
        }
        return object;
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(8), 0, TEXTS.codePointCount(0, TEXTS.length()))
                .mapToObj(i -> Character.toString(TEXTS.codePointAt(TEXTS.offsetByCodePoints(0, i))))
                .collect(Collectors.joining());
    }
}
