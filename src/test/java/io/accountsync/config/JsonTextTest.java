package io.accountsync.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scripts go by the names and the order of what our commands print. */
class JsonTextTest {
    private enum Kind {
        GOOD_ONE
    }

    private record Some(String firstName, Instant startedAt, Long runId, boolean isRead, List<Kind> kinds) {}

    private static final Some SOME = new Some("x", Instant.EPOCH, null, true, List.of(Kind.GOOD_ONE));

    @Test
    void namesAreInSnakeCaseInTheOrderOfTheRecordAndWhatThereIsNotIsNull() {
        assertThat(JsonText.of(SOME).lines().map(String::strip))
                .containsExactly(
                        "{",
                        "\"first_name\" : \"x\",",
                        "\"started_at\" : \"1970-01-01T00:00:00Z\",",
                        "\"run_id\" : null,",
                        "\"is_read\" : true,",
                        "\"kinds\" : [ \"GOOD_ONE\" ]",
                        "}");
    }

    @Test
    void namesOfOldMayStayInCamelCase() {
        assertThat(JsonText.inCamelCase(SOME)).contains("\"firstName\"", "\"runId\" : null");
    }

    @Test
    void aDocumentCanBeWrittenPieceByPieceInTheSameStyle() throws Exception {
        StringWriter text = new StringWriter();
        try (var json = JsonText.generator(text)) {
            json.writeStartArray();
            json.writeObject(SOME);
            json.writeEndArray();
        }
        text.write("\n");
        assertThat(text.toString())
                .startsWith("[ {")
                .contains("\"first_name\" : \"x\"")
                .endsWith("} ]\n");
        assertThat(JsonText.parse(text.toString())).isEqualTo(JsonText.tree(List.of(SOME)));
    }
}
