package io.accountsync.localorg.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.accountsync.localorg.rest.Json;
import io.accountsync.localorg.rest.RestAnswer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Answers that lack the last things that they should list: results, records of a query, rows of a file. */
final class ShortAnswers {

    private ShortAnswers() {}

    /** The answer without that many; as it is when it lists nothing. */
    static RestAnswer without(int missing, RestAnswer answer) {
        if (answer.contentType() == null) {
            return answer;
        }
        if (answer.contentType().startsWith("text/csv")) {
            return withBody(answer, csv(answer.body(), missing));
        }
        JsonNode body = Json.read(answer.body());
        if (body.path("records").isArray()) {
            shorten((ArrayNode) body.get("records"), missing);
        } else if (body.isArray()) {
            shorten((ArrayNode) body, missing);
        }
        return withBody(answer, Json.write(body));
    }

    private static void shorten(ArrayNode list, int missing) {
        for (int i = 0; i < missing && !list.isEmpty(); i++) {
            list.remove(list.size() - 1);
        }
    }

    /** The header always stays; a line break between quotes ends no row. */
    private static byte[] csv(byte[] file, int missing) {
        List<Integer> ends = new ArrayList<>();
        boolean quoted = false;
        for (int i = 0; i < file.length; i++) {
            quoted ^= file[i] == '"';
            if (!quoted && file[i] == '\n') {
                ends.add(i + 1);
            }
        }
        int kept = Math.max(1, ends.size() - missing);
        return kept >= ends.size() ? file : Arrays.copyOf(file, ends.get(kept - 1));
    }

    private static RestAnswer withBody(RestAnswer answer, byte[] body) {
        return new RestAnswer(answer.status(), answer.contentType(), answer.headers(), body);
    }
}
