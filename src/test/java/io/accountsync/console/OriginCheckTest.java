package io.accountsync.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests a page of somebody else made a browser send. */
class OriginCheckTest {
    private static final String HOST = "127.0.0.1:9877";
    private static final String OWN = "http://127.0.0.1:9877";

    private final OriginCheck check =
            new OriginCheck(new ConsoleSettings(true, "10.1.2.3", 9877, List.of("sync.acme.example"), null));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:9877",
                "localhost:9877",
                "LOCALHOST",
                "[::1]:9877",
                "10.1.2.3:9877",
                "sync.acme.example",
                "127.0.0.1:18080"
            })
    void consoleIsReachedByItsOwnNames(String host) {
        assertThat(check.refusal(headers(Map.of("Host", List.of(host))), false, false))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:9877",
                "127.0.0.1.evil.example",
                "localhost.evil.example:9877",
                "sync.acme.example.evil.example",
                "0.0.0.0:9877",
                "127.0.0.1:9877@evil.example",
                "127.0.0.1:9877/x",
                "",
                "127.0.0.1:999999"
            })
    void nameOfSomebodyElseIsRefused(String host) {
        assertThat(check.refusal(headers(Map.of("Host", List.of(host))), false, true))
                .contains(421);
    }

    @Test
    void requestWithoutAHostOrWithTwoIsRefused() {
        assertThat(check.refusal(headers(Map.of()), false, true)).contains(421);
        assertThat(check.refusal(headers(Map.of("Host", List.of(HOST, HOST))), false, true))
                .contains(421);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "http://127.0.0.1:3000",
                "http://localhost:9877",
                "ftp://127.0.0.1:9877",
                "http://127.0.0.1:9877.evil.example",
                ""
            })
    void requestOfAnotherPageIsRefused(String origin) {
        var headers = headers(Map.of("Host", List.of(HOST), "Origin", List.of(origin)));
        assertThat(check.refusal(headers, true, false)).contains(403);
        assertThat(check.refusal(headers, false, false)).contains(403);
    }

    @Test
    void onlyAPageOfOursActs() {
        assertThat(check.refusal(headers(Map.of("Host", List.of(HOST), "Origin", List.of(OWN))), true, false))
                .isEmpty();
        assertThat(check.refusal(headers(Map.of("Host", List.of(HOST))), true, false))
                .as("a browser names the page where a request comes from")
                .contains(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void whatABrowserSendsForAnotherSiteIsRefusedButForTheLinkToThePage(String site) {
        var headers = headers(Map.of("Host", List.of(HOST), "Sec-Fetch-Site", List.of(site)));
        assertThat(check.refusal(headers, false, false)).contains(403);
        assertThat(check.refusal(headers, false, true)).isEmpty();
    }

    private static Function<String, List<String>> headers(Map<String, List<String>> headers) {
        return name -> headers.getOrDefault(name, List.of());
    }
}
