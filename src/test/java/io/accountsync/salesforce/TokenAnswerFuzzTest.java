package io.accountsync.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.config.ConfigurationException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of a token endpoint that were spoilt by chance: a session, or a clear message that holds no token. */
class TokenAnswerFuzzTest {
    private static final String GRANTED =
            "{\"access_token\":\"00D!s3cret\",\"refresh_token\":\"5Aeps3cret\",\"signature\":\"x\",\"scope\":\"api\","
                    + "\"instance_url\":\"https://acme.my.salesforce.com/\",\"id\":\"https://login.salesforce.com/id/"
                    + "00D000000000001AAA/005000000000001AAA\",\"token_type\":\"Bearer\",\"issued_at\":\"1278448832702\"}";
    private static final String REFUSED =
            "{\"error\":\"invalid_grant\",\"error_description\":\"expired access/refresh token\"}";
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        "\"",
        ":",
        ",",
        "\\",
        "\\u0000",
        "null",
        "1e9999",
        "<html>",
        "\uFEFF",
        "\u0000",
        "\n",
        "true",
        "\"error\":\"x\",",
        "\"access_token\":1,",
        "\"instance_url\":[],",
        "%",
        "http://",
        "@",
        "é"
    };

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void everyAnswerIsASessionOrAClearMessage(int seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            String body = spoilt(random.nextInt(3) == 0 ? REFUSED : GRANTED, random);
            int status = new int[] {200, 200, 200, 400, 401, 302, 500, 503}[random.nextInt(8)];
            try {
                TokenAnswer read = TokenAnswer.read(
                        LoginFlow.REFRESH_TOKEN, new TokenEndpoint.Answer(status, body, null), Instant.now());
                assertThat(status).isEqualTo(200);
                assertThat(read.accessToken()).isNotBlank();
                assertThat(read.instanceUrl()).startsWith("http");
                read.orgId();
            } catch (AuthorizationException | LoginException | ConfigurationException e) {
                assertThat(e.getMessage()).as(body).isNotBlank().doesNotContain("s3cret", "Exception", "\tat ");
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + body, e);
            }
        }
    }

    private static String spoilt(String body, Random random) {
        StringBuilder text = new StringBuilder(body);
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            int at = random.nextInt(Math.max(1, text.length()));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, Math.min(text.length(), at + 1));
                case 1 -> text.setLength(Math.max(1, at));
                case 2 ->
                    text.replace(at, Math.min(text.length(), at + 1), String.valueOf((char) (32 + random.nextInt(95))));
                case 3 -> {
                    int end = Math.min(text.length(), at + random.nextInt(30));
                    text.delete(at, end);
                    text.append(' ');
                }
                default -> text.insert(Math.min(at, text.length()), PIECES[random.nextInt(PIECES.length)]);
            }
        }
        return text.toString();
    }
}
